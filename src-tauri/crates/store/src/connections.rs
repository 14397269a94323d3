//! The connections: a state and its secret change together, and the newer generation wins.

use std::sync::Arc;

use lifecycle::{ConnectionId, NetworkId, Policy, Record, Scopes};
use rusqlite::{OptionalExtension, Row, Transaction, params};
use vault::{Key, Secrets, crash};

use super::{
    Store, columns,
    network_cache::NetworkCache,
    place::{Owner, Place},
    readable, suspicions,
    upsert::upsert,
    values,
};
use crate::{Altered, StoreError};

pub(super) const GENERATION: &str = "SELECT generation FROM connections WHERE id = ?1";
const REVISION: &str = "SELECT value FROM meta WHERE name = 'revision'";

/// Network policies by id. A stored connection cannot be used without its network's policy.
pub type Policies<'a> = &'a dyn Fn(&NetworkId) -> Option<Arc<Policy>>;

/// A row that another process, or an earlier run, wrote.
#[derive(Debug)]
pub enum Change {
    /// The row is new, or was changed.
    Written(Box<Record>, Interrupted),
    /// The row is gone.
    Removed(ConnectionId),
}

/// True if a renewal of exactly this secret was journalled and never answered.
pub type Interrupted = bool;

/// The result of a commit.
#[derive(Debug, PartialEq, Eq)]
pub enum Commit {
    /// The change is on the disk.
    Durable,
    /// The store has moved on to this or a later generation, which wins.
    MovedOn,
}

impl Store {
    /// The number of connections, of known and of unknown networks.
    pub fn count(&self) -> Result<i64, StoreError> {
        self.read(|db| db.query_row("SELECT count(*) FROM connections", [], |row| row.get(0)))
    }

    /// The number of connections that cannot be read.
    pub fn unreadable(&self) -> Result<usize, StoreError> {
        // A database that was opened for reading may have an older version.
        let columns = columns::of(columns::RECORD, self.version()?);
        self.read(|db| {
            let mut statement = db.prepare(&format!("SELECT {columns} FROM connections"))?;
            let mut rows = statement.query([])?;
            let mut unreadable = 0;
            while let Some(row) = rows.next()? {
                unreadable += usize::from(!columns::is_readable(row));
            }
            Ok(unreadable)
        })
    }

    /// Every connection of a known network, and every removed one.
    pub fn connections(&mut self, policies: Policies<'_>) -> Result<Vec<Change>, StoreError> {
        self.seen = -1;
        self.changes(policies)
    }

    /// Calls `each` with every record, and returns the revision of the same moment. `each` gets `Ok(None)` for a
    /// connection of an unknown network, and an error for a row that cannot be read.
    pub fn each_record(
        &mut self,
        policies: Policies<'_>,
        each: &mut dyn FnMut(rusqlite::Result<Option<Record>>),
    ) -> Result<i64, StoreError> {
        let columns = columns::of(columns::RECORD, self.version()?);
        let read = (|| {
            let tx = self.db.transaction()?;
            {
                let mut met = NetworkCache::default();
                let mut statement = tx.prepare(&format!("SELECT {columns} FROM connections"))?;
                let mut rows = statement.query([])?;
                while let Some(row) = rows.next()? {
                    each(known_record(row, &mut met, policies));
                }
            }
            // A database whose creation was interrupted has no revision yet.
            tx.query_row(REVISION, [], |row| row.get(0)).optional().map(Option::unwrap_or_default)
        })();
        read.map_err(|error| self.trouble(error))
    }

    /// The changes since the last call.
    pub fn changes(&mut self, policies: Policies<'_>) -> Result<Vec<Change>, StoreError> {
        let revision = self.revision()?;
        if revision == self.seen {
            return Ok(Vec::new());
        }
        let seen = self.seen;
        let columns = columns::of(columns::RECORD, self.version()?);
        // All rows are read fastest in the order of the table, not in that of the index.
        let newer = if seen < 0 { "+revision > ?1" } else { "revision > ?1" };
        let changes = self.read(|db| {
            let mut changes = Vec::new();
            let mut met = NetworkCache::default();
            let mut statement = db.prepare_cached(&format!(
                "SELECT {columns}, EXISTS (SELECT 1 FROM journal j WHERE j.connection = id AND \
                 j.generation = connections.generation) FROM connections WHERE {newer}"
            ))?;
            let mut rows = statement.query([seen])?;
            while let Some(row) = rows.next()? {
                // One unreadable row must not hide all others.
                match written(row, &mut met, policies) {
                    Ok(change) => changes.extend(change),
                    Err(error) => {
                        tracing::error!(%error, "a stored connection cannot be read; it is left as it is");
                    }
                }
            }
            // A connection that still exists was not removed, even if this table names it.
            let mut statement = db.prepare_cached(
                "SELECT connection FROM removed WHERE revision > ?1 AND connection NOT IN (SELECT id FROM connections)",
            )?;
            let removed = readable(statement.query([seen])?, |row| row.get::<_, String>(0))?;
            changes.extend(removed.into_iter().map(|id| Change::Removed(id.into())));
            Ok(changes)
        })?;
        self.seen = revision;
        Ok(changes)
    }

    /// The generation the store holds.
    pub fn generation(&self, id: &ConnectionId) -> Result<Option<u64>, StoreError> {
        self.read(|db| {
            let mut statement = db.prepare_cached(GENERATION)?;
            statement.query_row([id.as_str()], |row| row.get::<_, i64>(0).map(i64::cast_unsigned)).optional()
        })
    }

    /// The secrets of a connection, if they are sealed for this owner.
    pub fn secrets(&self, key: &Key, owner: &Owner) -> Result<Secrets, StoreError> {
        let row: Option<(i64, Vec<u8>)> = self.read(|db| {
            let mut statement =
                db.prepare_cached("SELECT generation, sealed FROM secrets WHERE connection = ?1")?;
            statement.query_row([owner.connection.as_str()], |row| Ok((row.get(0)?, row.get(1)?))).optional()
        })?;
        let altered = || Altered::Connection(owner.connection.clone());
        let (generation, sealed) = row.ok_or_else(altered)?;
        let opened = Place::of_connection(owner, generation).open(key, &sealed).map_err(|_| altered())?;
        let secrets =
            Secrets::from_bytes(&opened.secret).ok_or_else(|| StoreError::Damaged(self.path.clone()))?;
        // An earlier Gander sealed the server, but not the account.
        if secrets.binding.is_at_home_of(&owner.account) { Ok(secrets) } else { Err(altered().into()) }
    }

    /// Makes a new secret and its state durable together, unless the store has moved on. A renewal replaces exactly the
    /// secret that it began with, so a connection that was removed meanwhile does not come back.
    pub fn commit(
        &mut self,
        key: &Key,
        record: &Record,
        secrets: &Secrets,
        renewal: bool,
    ) -> Result<Commit, StoreError> {
        let generation = record.grant.generation.cast_signed();
        let sealed = Place::of_connection(&Owner::of(record), generation).seal(key, &secrets.to_bytes());
        self.change(|tx, revision| {
            let kept: Option<i64> = tx
                .prepare_cached(GENERATION)?
                .query_row([record.id.as_str()], |row| row.get(0))
                .optional()?;
            let fits = match kept {
                Some(kept) if renewal => kept.checked_add(1) == Some(generation),
                Some(kept) => kept < generation,
                None => !renewal && !is_here_already(tx, record)?,
            };
            if !fits {
                return Ok(Commit::MovedOn);
            }
            tx.prepare_cached("DELETE FROM removed WHERE connection = ?1")?.execute([record.id.as_str()])?;
            write_record(tx, record, revision)?;
            let write = upsert("secrets", "connection", "connection, generation, sealed");
            tx.prepare_cached(&write)?.execute(params![record.id.as_str(), generation, sealed])?;
            tx.prepare_cached("DELETE FROM journal WHERE connection = ?1")?.execute([record.id.as_str()])?;
            crash::point(if renewal { "renew.in-transaction" } else { "connect.in-transaction" });
            Ok(Commit::Durable)
        })
    }

    /// Makes a state durable, unless the store has moved on to another secret.
    pub fn save(&mut self, record: &Record) -> Result<(), StoreError> {
        self.change(|tx, revision| {
            save_record(tx, record, revision)?;
            crash::point("save.in-transaction");
            Ok(())
        })
    }

    /// Deletes a connection and its secrets, when the person disconnects it.
    pub fn forget(&mut self, id: &ConnectionId) -> Result<(), StoreError> {
        self.change(|tx, revision| {
            for table in ["secrets", "journal", "avatars", "page_tokens", "allowances"] {
                tx.execute(&format!("DELETE FROM {table} WHERE connection = ?1"), [id.as_str()])?;
            }
            tx.execute("DELETE FROM connections WHERE id = ?1", [id.as_str()])?;
            let write = upsert("removed", "connection", "connection, revision");
            tx.execute(&write, params![id.as_str(), revision])?;
            crash::point("disconnect.in-transaction");
            Ok(())
        })
    }
}

fn written(
    row: &Row<'_>,
    met: &mut NetworkCache<Arc<Policy>>,
    policies: Policies<'_>,
) -> rusqlite::Result<Option<Change>> {
    let Some(record) = known_record(row, met, policies)? else { return Ok(None) };
    Ok(Some(Change::Written(Box::new(record), row.get(20)?)))
}

/// Reads a row of [`columns::RECORD`]. `None` if the row's network is not known.
fn known_record(
    row: &Row<'_>,
    met: &mut NetworkCache<Arc<Policy>>,
    policies: Policies<'_>,
) -> rusqlite::Result<Option<Record>> {
    let (network, Some(policy)) = met.network(row.get_ref(1)?.as_str()?, policies) else { return Ok(None) };
    columns::record(row, network.clone(), Arc::clone(policy)).map(Some)
}

/// Tells whether another process has just added the same account.
fn is_here_already(tx: &Transaction<'_>, record: &Record) -> rusqlite::Result<bool> {
    tx.query_row(
        "SELECT EXISTS (SELECT 1 FROM connections WHERE network = ?1 AND account = ?2)",
        [record.network.as_str(), &record.account.id],
        |row| row.get(0),
    )
}

/// Writes a state, unless the store has moved on to another secret.
pub(super) fn save_record(tx: &Transaction<'_>, record: &Record, revision: i64) -> rusqlite::Result<()> {
    let kept: Option<i64> =
        tx.prepare_cached(GENERATION)?.query_row([record.id.as_str()], |row| row.get(0)).optional()?;
    if kept == Some(record.grant.generation.cast_signed()) {
        write_record(tx, record, revision)?;
    }
    Ok(())
}

pub(super) fn write_record(tx: &Transaction<'_>, record: &Record, revision: i64) -> rusqlite::Result<()> {
    let grant = &record.grant;
    let columns = format!("{}, revision", columns::RECORD);
    let mut statement = tx.prepare_cached(&upsert("connections", "id", &columns))?;
    statement.execute(params![
        record.id.as_str(),
        record.network.as_str(),
        record.account.id,
        record.account.username,
        record.account.display_name,
        grant.generation.cast_signed(),
        values::millis(grant.authorized_at),
        values::millis(grant.issued_at),
        grant.access_until.map(values::millis),
        grant.refreshable,
        grant.refresh_until.map(values::millis),
        grant.data_access_until.map(values::millis),
        columns::standing(&record.standing),
        record.unreachable.as_ref().map(columns::unreachable),
        record.checked_at.map(values::millis),
        values::millis(record.next_check),
        columns::told(&record.told),
        grant.scopes.as_ref().map(Scopes::to_text),
        columns::pages(&record.pages),
        record.suspicion.as_ref().map(suspicions::suspicion),
        revision,
    ])?;
    Ok(())
}
