//! Which key seals this database.

use rusqlite::OptionalExtension;

use super::Store;
use crate::{
    error::{Error, StoreError},
    vault::{Key, VaultTrouble},
};

const CHECK_PLACE: &str = "gander/1/check";
const CHECK_TEXT: &[u8] = b"Gander";

impl Store {
    /// Names this database's key in the keyring.
    pub fn vault_id(&self) -> Result<String, StoreError> {
        self.meta("vault")
    }

    /// Whether any secret was ever sealed here.
    pub fn is_sealed(&self) -> Result<bool, StoreError> {
        self.read(|db| {
            db.query_row("SELECT EXISTS (SELECT 1 FROM meta WHERE name = 'check')", [], |r| r.get(0))
        })
    }

    /// Whether this key is the one that seals this database; the first one becomes it.
    pub fn accept(&mut self, key: &Key) -> Result<(), Error> {
        let check: Option<Vec<u8>> = self.read(|db| {
            db.query_row("SELECT value FROM meta WHERE name = 'check'", [], |r| r.get(0)).optional()
        })?;
        if let Some(sealed) = check {
            let text = key.open(CHECK_PLACE, &sealed)?;
            return if text.as_slice() == CHECK_TEXT { Ok(()) } else { Err(VaultTrouble::WrongKey.into()) };
        }
        let sealed = key.seal(CHECK_PLACE, CHECK_TEXT);
        self.write(|tx| tx.execute("INSERT OR IGNORE INTO meta VALUES ('check', ?1)", [&sealed]).map(drop))?;
        // Another process may have been quicker, with another key.
        let kept: Vec<u8> =
            self.read(|db| db.query_row("SELECT value FROM meta WHERE name = 'check'", [], |r| r.get(0)))?;
        if kept == sealed { Ok(()) } else { key.open(CHECK_PLACE, &kept).map(drop).map_err(Error::from) }
    }

    /// Whether this key sealed what is here. Writes nothing.
    pub fn fits(&self, key: &Key) -> Result<bool, StoreError> {
        let check: Option<Vec<u8>> = self.read(|db| {
            db.query_row("SELECT value FROM meta WHERE name = 'check'", [], |r| r.get(0)).optional()
        })?;
        Ok(check.is_none_or(|sealed| key.open(CHECK_PLACE, &sealed).is_ok_and(|text| *text == CHECK_TEXT)))
    }
}
