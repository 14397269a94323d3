-- Times are milliseconds since 1970 in UTC. Sealed columns hold nonce and ciphertext; see vault.rs.
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;

CREATE TABLE connections (
    id TEXT PRIMARY KEY,
    network TEXT NOT NULL,
    account TEXT NOT NULL,
    username TEXT,
    display_name TEXT,
    generation INTEGER NOT NULL,
    authorized_at INTEGER NOT NULL,
    issued_at INTEGER NOT NULL,
    access_until INTEGER,
    refreshable INTEGER NOT NULL,
    refresh_until INTEGER,
    data_access_until INTEGER,
    -- JSON: see store/columns.rs
    standing TEXT NOT NULL,
    unreachable TEXT,
    checked_at INTEGER,
    next_check INTEGER NOT NULL,
    told TEXT NOT NULL,
    -- The revision of the database that wrote this row.
    revision INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX connections_by_revision ON connections (revision);

CREATE TABLE secrets (
    connection TEXT PRIMARY KEY,
    generation INTEGER NOT NULL,
    sealed BLOB NOT NULL
) WITHOUT ROWID;

-- A renewal that was begun. A row that outlives its process means that the answer was lost.
CREATE TABLE journal (
    connection TEXT PRIMARY KEY,
    generation INTEGER NOT NULL,
    begun_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE removed (connection TEXT PRIMARY KEY, revision INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE apps (network TEXT PRIMARY KEY, client_id TEXT NOT NULL, sealed BLOB, revision INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE history (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    connection TEXT NOT NULL,
    network TEXT NOT NULL,
    who TEXT,
    event TEXT NOT NULL
);
CREATE INDEX history_by_connection ON history (connection, id);
