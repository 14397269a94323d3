-- The pictures of drafts and activities. Each is a file in the folder `pictures`, whose name is its hash.
CREATE TABLE pictures (
    hash TEXT PRIMARY KEY,
    media_type TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    -- NULL: a draft or an activity uses it.
    unused_since INTEGER
) WITHOUT ROWID;
CREATE INDEX pictures_unused ON pictures (unused_since) WHERE unused_since IS NOT NULL;

-- The drafts (`draft/ID`) and the activities (`activity/ID`) that use a picture.
CREATE TABLE picture_uses (owner TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (owner, hash)) WITHOUT ROWID;
CREATE INDEX picture_uses_by_hash ON picture_uses (hash);
