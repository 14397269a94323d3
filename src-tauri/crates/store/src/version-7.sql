-- A refusal that waits to be confirmed: JSON, see store/suspicions.rs. NULL: none does.
ALTER TABLE connections ADD COLUMN suspicion TEXT;
