-- The newest notice about each activity. An activity has at most one.
CREATE TABLE activity_alerts (
    activity TEXT PRIMARY KEY,
    -- JSON: see activity_alerts.rs
    entry TEXT NOT NULL,
    revision INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX activity_alerts_by_revision ON activity_alerts (revision);

-- A refused post needs the person until they decide.
CREATE INDEX posts_refused ON posts (activity) WHERE substr(phase, 1, 10) = '{"refused"';
