//! Seals the values of an earlier Gander anew, once, and finds values that were changed after they were sealed.

use lifecycle::NetworkId;
use rusqlite::{Transaction, params};
use vault::{Key, Secrets};

use super::{
    Store,
    opening::LATEST,
    place::{Owner, Place},
    readable, seal,
    settings::{self, AUTHENTIC},
};
use crate::{Altered, StoreError};

/// The owner, the generation, and the sealed bytes.
type SealedRow = (Owner, i64, Vec<u8>);

const SECRETS: &str = "SELECT c.id, c.network, c.account, s.generation, s.sealed FROM connections c \
    JOIN secrets s ON s.connection = c.id";
const PAGES: &str = "SELECT c.id, c.network, c.account, p.generation, p.sealed, p.page FROM connections c \
    JOIN page_tokens p ON p.connection = c.id";

impl Store {
    /// Seals the values of an earlier Gander anew, in one transaction, and trusts the columns this one time. Only for
    /// the leading process: an earlier Gander that still runs cannot open the values any more.
    pub fn seal_anew(&mut self, key: &Key) -> Result<(), StoreError> {
        if !self.is_of_earlier_seal(key)? {
            return Ok(());
        }
        let email = self.alert_settings()?.email;
        self.write(|tx| {
            secrets(tx, key)?;
            pages(tx, key)?;
            apps(tx, key)?;
            settings::seal_anew(tx, key, email.as_ref())?;
            tx.execute("UPDATE meta SET value = ?1 WHERE name = 'check'", [seal::check(key)]).map(drop)
        })?;
        tracing::info!("what an earlier Gander sealed is sealed anew");
        Ok(())
    }

    /// The values that do not open, though this key sealed them: something other than Gander changed them or their
    /// associated data. Writes nothing.
    pub fn altered(&self, key: &Key) -> Result<Vec<Altered>, StoreError> {
        let mut altered = Vec::new();
        if self.version()? < LATEST {
            return Ok(altered);
        }
        let (secrets, lacking, pages, apps) = self.read(|db| {
            let mut statement =
                db.prepare("SELECT id FROM connections WHERE id NOT IN (SELECT connection FROM secrets)")?;
            let lacking = readable(statement.query([])?, |row| row.get::<_, String>(0))?;
            Ok((rows(db, SECRETS, |_| Ok(()))?, lacking, rows(db, PAGES, |row| row.get(5))?, app_rows(db)?))
        })?;
        altered.extend(lacking.into_iter().map(|id| Altered::Connection(id.into())));
        for ((owner, generation, sealed), ()) in secrets {
            if Place::of_connection(&owner, generation).open(key, &sealed).is_err() {
                altered.push(Altered::Connection(owner.connection));
            }
        }
        for ((owner, generation, sealed), page) in pages {
            let page: String = page;
            if Place::of_page(&owner, generation, &page).open(key, &sealed).is_err() {
                altered.push(Altered::Connection(owner.connection));
            }
        }
        for (network, client_id, sealed) in apps {
            if Place::of_app(&network, &client_id).open(key, &sealed).is_err() {
                altered.push(Altered::App(network));
            }
        }
        for (name, what) in AUTHENTIC {
            if !self.is_authentic(key, name)? {
                altered.push(what);
            }
        }
        if matches!(self.mail_password(key), Err(StoreError::Altered(_))) {
            altered.push(Altered::MailPassword);
        }
        altered.sort_unstable();
        altered.dedup();
        Ok(altered)
    }
}

impl Store {
    /// Tells whether this key opens any sealed value here.
    pub(super) fn opens_any(&self, key: &Key) -> Result<bool, StoreError> {
        let (secrets, apps) = self.read(|db| Ok((rows(db, SECRETS, |_| Ok(()))?, app_rows(db)?)))?;
        let of_connection = |((owner, generation, sealed), ()): &(SealedRow, ())| {
            Place::of_connection(owner, *generation).open(key, sealed).is_ok()
        };
        let of_app = |(network, client_id, sealed): &(NetworkId, String, Vec<u8>)| {
            Place::of_app(network, client_id).open(key, sealed).is_ok()
        };
        Ok(secrets.iter().any(of_connection) || apps.iter().any(of_app))
    }
}

/// The readable rows. Unreadable rows are reported elsewhere.
fn rows<T>(
    db: &rusqlite::Connection,
    query: &str,
    more: impl Fn(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<(SealedRow, T)>> {
    let mut statement = db.prepare(query)?;
    let read = |row: &rusqlite::Row<'_>| -> rusqlite::Result<(SealedRow, T)> {
        let text = |index| row.get::<_, String>(index);
        let owner = Owner { connection: text(0)?.into(), network: text(1)?.into(), account: text(2)? };
        Ok(((owner, row.get(3)?, row.get(4)?), more(row)?))
    };
    let mut found = Vec::new();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        found.extend(read(row).ok());
    }
    Ok(found)
}

fn app_rows(db: &rusqlite::Connection) -> rusqlite::Result<Vec<(NetworkId, String, Vec<u8>)>> {
    let mut statement = db.prepare("SELECT network, client_id, sealed FROM apps WHERE sealed IS NOT NULL")?;
    let read = |row: &rusqlite::Row<'_>| -> rusqlite::Result<_> {
        Ok((row.get::<_, String>(0)?.into(), row.get(1)?, row.get(2)?))
    };
    let mut found = Vec::new();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        found.extend(read(row).ok());
    }
    Ok(found)
}

fn secrets(tx: &Transaction<'_>, key: &Key) -> rusqlite::Result<()> {
    for ((owner, generation, sealed), ()) in rows(tx, SECRETS, |_| Ok(()))? {
        let place = Place::of_connection(&owner, generation);
        let Ok(opened) = place.open(key, &sealed) else { continue };
        // The server was sealed before the account was. A row that contradicts it stays as it is, and does not open.
        let fits =
            Secrets::from_bytes(&opened.secret).is_some_and(|it| it.binding.is_at_home_of(&owner.account));
        if opened.is_former && fits {
            tx.prepare_cached("UPDATE secrets SET sealed = ?2 WHERE connection = ?1")?
                .execute(params![owner.connection.as_str(), place.seal(key, &opened.secret)])?;
        }
    }
    Ok(())
}

fn pages(tx: &Transaction<'_>, key: &Key) -> rusqlite::Result<()> {
    for ((owner, generation, sealed), page) in rows(tx, PAGES, |row| row.get::<_, String>(5))? {
        if let Some(sealed) = Place::of_page(&owner, generation, &page).seal_anew(key, &sealed) {
            tx.prepare_cached("UPDATE page_tokens SET sealed = ?3 WHERE connection = ?1 AND page = ?2")?
                .execute(params![owner.connection.as_str(), page, sealed])?;
        }
    }
    Ok(())
}

fn apps(tx: &Transaction<'_>, key: &Key) -> rusqlite::Result<()> {
    for (network, client_id, sealed) in app_rows(tx)? {
        if let Some(sealed) = Place::of_app(&network, &client_id).seal_anew(key, &sealed) {
            tx.execute("UPDATE apps SET sealed = ?2 WHERE network = ?1", params![network.as_str(), sealed])?;
        }
    }
    Ok(())
}
