-- The pictures of accounts. `source` stands for the address, NULL where there is none; `picture` is a small PNG that
-- `hash` names, NULL where none could be had.
CREATE TABLE avatars (
    connection TEXT PRIMARY KEY,
    source BLOB,
    asked_at INTEGER NOT NULL,
    hash TEXT,
    picture BLOB,
    revision INTEGER NOT NULL
);
CREATE INDEX avatars_by_revision ON avatars (revision);
