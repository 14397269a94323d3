-- What Gander registered an app with at its server. NULL: an older Gander did, or the person.
ALTER TABLE apps ADD COLUMN redirect TEXT;
ALTER TABLE apps ADD COLUMN scopes TEXT;
