-- The IANA name of the time zone in which the person planned the activity, such as Europe/Berlin. NULL: not known.
ALTER TABLE activities ADD COLUMN zone TEXT;
-- JSON: publishing::Hold. NULL: nothing holds the post back.
ALTER TABLE posts ADD COLUMN hold TEXT;
