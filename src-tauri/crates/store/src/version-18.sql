-- The use of a connection that the person allows to other programs. Without a row: none.
CREATE TABLE allowances (
    connection TEXT PRIMARY KEY,
    -- The account that the person decided about. The row counts for no other.
    account TEXT NOT NULL,
    -- `requests` or `tokens`
    allowed TEXT NOT NULL
) WITHOUT ROWID;

-- The name of the program that used a connection, as the system told it. NULL: the event concerns no program.
ALTER TABLE history ADD COLUMN program TEXT;
