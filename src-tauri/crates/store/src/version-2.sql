-- What an entry of the history stands for. Columns are only added, each with a value for rows that know nothing of it:
-- an older Gander that still runs on this database goes on writing.
ALTER TABLE history ADD COLUMN evidence TEXT; -- JSON: see store/columns.rs
-- How often it happened from `first` to `at`. Without `first` it happened once.
ALTER TABLE history ADD COLUMN first INTEGER;
ALTER TABLE history ADD COLUMN count INTEGER NOT NULL DEFAULT 1;
-- When a spell without an answer was over.
ALTER TABLE history ADD COLUMN until INTEGER;
-- Whether it comes by itself and often, so that it may never push out what does not.
ALTER TABLE history ADD COLUMN routine INTEGER NOT NULL DEFAULT 0;
UPDATE history SET routine = 1 WHERE event = '{"is":"renewed"}';
