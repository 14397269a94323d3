-- The pages that an account runs: JSON, see store/columns.rs. NULL: none is known.
ALTER TABLE connections ADD COLUMN pages TEXT;
-- The tokens of the pages that are held. `generation` is that of the secret with which they came.
CREATE TABLE page_tokens (
    connection TEXT NOT NULL,
    page TEXT NOT NULL,
    generation INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (connection, page)
) WITHOUT ROWID;
