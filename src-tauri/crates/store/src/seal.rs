//! The key that seals this database.

use rusqlite::OptionalExtension;
use vault::{Key, VaultTrouble};

use super::Store;
use crate::StoreError;

const CHECK_PLACE: &str = "gander/1/check";
/// The text of a database whose secrets are sealed for everything that determines where they go. An earlier Gander does
/// not know it, and reports a wrong key.
const CHECK_TEXT: &[u8] = b"Gander/2";
const FORMER_CHECK_TEXT: &[u8] = b"Gander";

/// The sealed text that tells this key from others.
pub(super) fn check(key: &Key) -> Vec<u8> {
    key.seal(CHECK_PLACE, CHECK_TEXT)
}

/// Tells whether an earlier Gander wrote this check.
fn is_former(key: &Key, check: &[u8]) -> Result<bool, VaultTrouble> {
    match key.open(CHECK_PLACE, check)?.as_slice() {
        CHECK_TEXT => Ok(false),
        FORMER_CHECK_TEXT => Ok(true),
        _ => Err(VaultTrouble::WrongKey),
    }
}

impl Store {
    /// The name of this database's key in the keyring.
    pub fn vault_id(&self) -> Result<String, StoreError> {
        self.meta("vault")
    }

    /// Tells whether any secret was ever sealed here.
    pub fn is_sealed(&self) -> Result<bool, StoreError> {
        Ok(self.check()?.is_some() || self.holds_secrets()?)
    }

    fn holds_secrets(&self) -> Result<bool, StoreError> {
        self.read(|db| {
            let query = "SELECT EXISTS (SELECT 1 FROM secrets) \
                         OR EXISTS (SELECT 1 FROM apps WHERE sealed IS NOT NULL)";
            db.query_row(query, [], |row| row.get(0))
        })
    }

    /// Accepts only the key that seals this database. The first key becomes that key.
    pub fn accept(&mut self, key: &Key) -> Result<(), StoreError> {
        if let Some(check) = self.check()? {
            return Ok(is_former(key, &check).map(drop)?);
        }
        // Something other than Gander removed the check. Accept only a key that opens a secret. A check that another
        // process writes in the meantime is no secret.
        if self.holds_secrets()? && !self.opens_any(key)? {
            return Err(VaultTrouble::WrongKey.into());
        }
        let sealed = check(key);
        self.write(|tx| {
            tx.execute("INSERT OR IGNORE INTO meta (name, value) VALUES ('check', ?1)", [&sealed]).map(drop)
        })?;
        // Another process may have stored another key's check first.
        let kept = self.check()?.unwrap_or_default();
        Ok(is_former(key, &kept).map(drop)?)
    }

    /// Tells whether this key, or no key yet, sealed the database. Writes nothing.
    pub fn fits(&self, key: &Key) -> Result<bool, StoreError> {
        Ok(self.check()?.is_none_or(|check| is_former(key, &check).is_ok()))
    }

    /// Tells whether an earlier Gander sealed this database, and its values are not sealed anew yet.
    pub(super) fn is_of_earlier_seal(&self, key: &Key) -> Result<bool, StoreError> {
        Ok(self.check()?.is_some_and(|check| is_former(key, &check) == Ok(true)))
    }

    fn check(&self) -> Result<Option<Vec<u8>>, StoreError> {
        self.read(|db| {
            let query = "SELECT CAST(value AS BLOB) FROM meta WHERE name = 'check'";
            db.query_row(query, [], |row| row.get(0)).optional()
        })
    }
}
