-- The pictures of suggestions, in small, by their hashes. Bounded: see feed_pictures.rs
CREATE TABLE feed_pictures (hash TEXT PRIMARY KEY NOT NULL, file BLOB NOT NULL);

-- 1: Gander has asked for the picture of the entry, and does not ask again.
ALTER TABLE feed_entries ADD COLUMN picture_asked INTEGER NOT NULL DEFAULT 0;
-- NULL: no picture is kept.
ALTER TABLE feed_entries ADD COLUMN picture_hash TEXT;
CREATE INDEX feed_entries_by_picture ON feed_entries (picture_hash) WHERE picture_hash IS NOT NULL;
