-- The results of the steps before a post is published, such as uploads. Sealed, because an upload address is a secret.
CREATE TABLE post_facts (
    post TEXT NOT NULL,
    version INTEGER NOT NULL,
    step TEXT NOT NULL,
    part INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (post, step, part)
) WITHOUT ROWID;
