-- The feeds that are read for news to share.
CREATE TABLE feeds (
    id TEXT PRIMARY KEY,
    address TEXT NOT NULL,
    title TEXT NOT NULL,
    -- The organization that brought it. NULL: the person added it.
    organization TEXT,
    muted INTEGER NOT NULL,
    added_at INTEGER NOT NULL,
    -- The last read that succeeded.
    read_at INTEGER,
    -- NULL: the feed is gone for good.
    next_at INTEGER,
    failures INTEGER NOT NULL,
    failing_since INTEGER,
    etag TEXT,
    last_modified TEXT,
    moved_to TEXT,
    moved_since INTEGER,
    -- The revision of the database that wrote this row.
    revision INTEGER NOT NULL
) WITHOUT ROWID;

-- The entries that were found. A row outlives its suggestion, so that no entry is offered twice.
CREATE TABLE feed_entries (
    feed TEXT NOT NULL,
    key TEXT NOT NULL,
    title TEXT NOT NULL,
    link TEXT,
    summary TEXT NOT NULL,
    picture TEXT,
    published INTEGER,
    found_at INTEGER NOT NULL,
    -- seen, offered, dismissed or shared
    place TEXT NOT NULL,
    unread INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    PRIMARY KEY (feed, key)
) WITHOUT ROWID;
CREATE INDEX feed_entries_offered ON feed_entries (found_at) WHERE place = 'offered';
CREATE INDEX feed_entries_by_link ON feed_entries (link) WHERE place = 'offered';
