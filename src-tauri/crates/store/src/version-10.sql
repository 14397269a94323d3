-- What a person shares. Texts are plain, because a lost key must not lose them.
CREATE TABLE drafts (id TEXT PRIMARY KEY, content TEXT NOT NULL, changed_at INTEGER NOT NULL) WITHOUT ROWID;

-- `draft` is unique, so that one draft becomes one activity, however often the person presses Share.
CREATE TABLE activities (
    id TEXT PRIMARY KEY,
    draft TEXT UNIQUE,
    -- JSON: publishing::Content
    content TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    planned_at INTEGER
) WITHOUT ROWID;
CREATE INDEX activities_by_time ON activities (created_at);

CREATE TABLE posts (
    id TEXT PRIMARY KEY,
    activity TEXT NOT NULL,
    network TEXT NOT NULL,
    account TEXT NOT NULL,
    -- Empty: the account itself.
    page TEXT NOT NULL,
    -- JSON: the content for this destination alone.
    own TEXT,
    version INTEGER NOT NULL,
    -- JSON: publishing::Phase
    phase TEXT NOT NULL,
    due INTEGER NOT NULL,
    late TEXT,
    handle TEXT,
    cancel INTEGER NOT NULL,
    refused_token TEXT,
    -- The id at the network. No two posts are the same one there.
    remote_id TEXT,
    settled INTEGER NOT NULL,
    -- The revision of the database that wrote this row.
    revision INTEGER NOT NULL,
    UNIQUE (activity, network, account, page)
) WITHOUT ROWID;
CREATE INDEX posts_by_revision ON posts (revision);
CREATE INDEX posts_unsettled ON posts (network, account, due) WHERE settled = 0;
CREATE UNIQUE INDEX posts_by_remote_id ON posts (network, account, page, remote_id) WHERE remote_id IS NOT NULL;

-- The request that publishes a post, exactly as it leaves. Sealed, because it is sent with the account's token.
CREATE TABLE sends (post TEXT PRIMARY KEY, version INTEGER NOT NULL, sealed BLOB NOT NULL) WITHOUT ROWID;

-- No post begins at the destination before this time.
CREATE TABLE destinations (
    network TEXT NOT NULL,
    account TEXT NOT NULL,
    page TEXT NOT NULL,
    next_at INTEGER NOT NULL,
    PRIMARY KEY (network, account, page)
) WITHOUT ROWID;
