-- JSON: publishing::Deletion. NULL: the person did not delete the post at its network.
ALTER TABLE posts ADD COLUMN deletion TEXT;
