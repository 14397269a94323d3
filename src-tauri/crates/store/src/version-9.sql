-- What a developer app has that another of its network has not: JSON (networks::AppOptions). A table of its own, because an older
-- Gander writes whole rows of `apps`.
CREATE TABLE app_options (network TEXT PRIMARY KEY, options TEXT NOT NULL, revision INTEGER NOT NULL) WITHOUT ROWID;
