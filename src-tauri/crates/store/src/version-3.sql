-- What is set for all of Gander: JSON, or sealed. See store/settings.rs.
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT, sealed BLOB, revision INTEGER NOT NULL) WITHOUT ROWID;
-- What is to be told about a connection, and how far each channel is: JSON, see store/alerts.rs.
CREATE TABLE alerts (connection TEXT PRIMARY KEY, entry TEXT NOT NULL, revision INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX alerts_by_revision ON alerts (revision);
