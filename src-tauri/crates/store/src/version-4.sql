-- What the network said that the token may be used for, with spaces between. NULL: it did not say.
ALTER TABLE connections ADD COLUMN scopes TEXT;
