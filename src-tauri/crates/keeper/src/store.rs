//! The database: one SQLite file, in which tokens are sealed and a token changes together with its state.

mod alerts;
mod apps;
mod avatars;
pub(crate) mod columns;
mod history;
mod met;
mod page_tokens;
mod secrets;
mod settings;
#[cfg(any(test, feature = "benches"))]
mod speed;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod torn;

#[cfg(feature = "fuzzing")]
pub(crate) use alerts::{read as read_alert, text as alert_column};
pub(crate) use apps::{App, AppKeys};
pub(crate) use columns::{HealthRow, scopes};
pub(crate) use met::Met;

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use lifecycle::{ConnectionId, NetworkId, Policy, Record, Scopes};
use rusqlite::{
    Connection, ErrorCode, OpenFlags, OptionalExtension, Transaction, TransactionBehavior, ffi, params,
};
use rusqlite_migration::{M, Migrations};

use crate::{
    crash,
    error::{Error, StoreError},
    process::lock,
    token::Secrets,
    vault::{Key, VaultTrouble},
};

const FILE: &str = "gander.db";
const IN_MEMORY: &str = "in memory";
/// CROSS JOIN keeps the order: the few rows of the journal first, and not every connection.
const JOURNAL: &str = "SELECT c.id, c.generation FROM journal j CROSS JOIN connections c \
    ON c.id = j.connection AND c.generation = j.generation";
const GENERATION: &str = "SELECT generation FROM connections WHERE id = ?1";
const REVISION: &str = "SELECT value FROM meta WHERE name = 'revision'";
/// Written and closed after each change, so that a watcher of the folder sees it on every system.
pub(crate) const CHANGED: &str = "changed";
/// The steps from one version of the database to the next, beginning with none. A step that was released is never
/// changed.
const STEPS: [&str; 6] = [
    include_str!("store/schema.sql"),
    include_str!("store/version-2.sql"),
    include_str!("store/version-3.sql"),
    include_str!("store/version-4.sql"),
    include_str!("store/version-5.sql"),
    include_str!("store/version-6.sql"),
];
const LATEST: i64 = STEPS.len().cast_signed() as i64;
const BUSY: Duration = Duration::from_secs(5);
const CHECK_PLACE: &str = "gander/1/check";
const CHECK_TEXT: &[u8] = b"Gander";

/// Network policies by id: a stored connection means nothing without its network.
pub(crate) type Policies<'a> = &'a dyn Fn(&NetworkId) -> Option<Arc<Policy>>;

/// A row that another process, or an earlier run, wrote.
#[derive(Debug)]
pub(crate) enum Change {
    Written(Box<Record>, Interrupted),
    Removed(ConnectionId),
}

/// Whether a renewal of exactly this secret was journalled and never answered.
pub(crate) type Interrupted = bool;

/// What a commit met.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Commit {
    Durable,
    /// The store holds this or a later generation already: it wins.
    MovedOn,
}

pub(crate) struct Store {
    db: Connection,
    path: PathBuf,
    /// `None` in memory.
    changed: Option<PathBuf>,
    /// Changes up to here are known.
    seen: i64,
    last_told: i64,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("seen", &self.seen).finish_non_exhaustive()
    }
}

impl Store {
    /// Opens the database of a data directory, or makes both.
    ///
    /// # Errors
    /// [`StoreError`], and then nothing was changed.
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        make_private_dir(dir).map_err(|source| StoreError::Folder { path: dir.to_owned(), source })?;
        let path = dir.join(FILE);
        let db = Connection::open(&path).map_err(|error| trouble(&path, error))?;
        let mut store = Self { db, changed: Some(dir.join(CHANGED)), path, seen: 0, last_told: 0 };
        store.prepare().map_err(unreadable)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let _ = fs::set_permissions(&store.path, fs::Permissions::from_mode(0o600));
        }
        Ok(store)
    }

    /// A database that ends with this process.
    pub fn in_memory() -> Result<Self, StoreError> {
        let path = file_of(None);
        let db = Connection::open_in_memory().map_err(|error| trouble(&path, error))?;
        let mut store = Self { db, path, changed: None, seen: 0, last_told: 0 };
        store.prepare()?;
        Ok(store)
    }

    /// Opens for reading alone, at once, or `None` where there is no database yet.
    pub fn open_to_read(dir: &Path) -> Result<Option<Self>, StoreError> {
        let path = dir.join(FILE);
        if !path.exists() {
            return Ok(None);
        }
        let open = |flags| Connection::open_with_flags(&path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX);
        // A database in WAL mode needs its companions, which a folder that is not writable may not give.
        let db = open(OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(|error| trouble(&path, error))?;
        let store = Self { db, path, changed: None, seen: 0, last_told: 0 };
        store.db.busy_timeout(BUSY).map_err(|error| store.trouble(error))?;
        // What came with later versions is not needed to read a state, so an older one is read as it is.
        match store.version()? {
            0 => Ok(None),
            version if version > LATEST => Err(StoreError::Newer(store.path)),
            _ => Ok(Some(store)),
        }
    }

    fn version(&self) -> Result<i64, StoreError> {
        self.read(|db| db.query_row("PRAGMA user_version", [], |row| row.get(0)))
    }

    fn prepare(&mut self) -> Result<(), StoreError> {
        self.db.busy_timeout(BUSY).map_err(|error| self.trouble(error))?;
        // As many as are used again and again: the usual sixteen are too few.
        self.db.set_prepared_statement_cache_capacity(32);
        let version = self.version()?;
        if version > LATEST {
            return Err(StoreError::Newer(self.path.clone()));
        }
        // Two processes that take the same step at once would each find the other's work in their way.
        let _alone = match self.changed.as_deref().and_then(Path::parent).filter(|_| version < LATEST) {
            Some(dir) => Some(
                lock(&dir.join("database.lock"))
                    .map_err(|source| StoreError::Folder { path: dir.to_owned(), source })?,
            ),
            None => None,
        };
        let result = (|| {
            self.db.pragma_update(None, "journal_mode", "WAL")?;
            self.db.pragma_update(None, "synchronous", "FULL")?;
            // What is deleted is overwritten: a sealed token should not outlive its row.
            self.db.pragma_update(None, "secure_delete", "ON")?;
            // 256 kB: the whole of an ordinary database, without growing with a large one.
            self.db.pragma_update(None, "cache_size", -256)
        })();
        result.map_err(|error| self.trouble(error))?;
        crash::point("migrate.before");
        migrations().to_latest(&mut self.db).map_err(|error| match error {
            rusqlite_migration::Error::RusqliteError { err, .. } => trouble(&self.path, err),
            rusqlite_migration::Error::MigrationDefinition(_) => StoreError::Newer(self.path.clone()),
            _ => StoreError::Damaged(self.path.clone()),
        })?;
        crash::point("migrate.after");
        // Counts what changes; the id names this database's key in the keyring.
        let vault = new_id();
        self.write(|tx| {
            tx.execute("INSERT OR IGNORE INTO meta VALUES ('revision', 0)", [])?;
            tx.execute("INSERT OR IGNORE INTO meta VALUES ('vault', ?1)", [&vault]).map(drop)
        })
    }

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

    /// What SQLite says of the whole file: `ok`, or what is wrong first. Reads all of it.
    pub fn integrity(&self) -> Result<String, StoreError> {
        self.read(|db| db.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)))
    }

    /// Ends a question that takes too long.
    pub fn interrupt_handle(&self) -> rusqlite::InterruptHandle {
        self.db.get_interrupt_handle()
    }

    /// How many connections are here, of known networks and of others.
    pub fn count(&self) -> Result<i64, StoreError> {
        self.read(|db| db.query_row("SELECT count(*) FROM connections", [], |row| row.get(0)))
    }

    /// How many connections are here that cannot be read.
    pub fn unreadable(&self) -> Result<usize, StoreError> {
        // Also of a database that was never brought to the newest version, because it is only read.
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

    /// Whether what writes next brings it to a newer version.
    pub fn is_older(&self) -> Result<bool, StoreError> {
        Ok(self.version()? < LATEST)
    }

    /// The newest revision.
    pub fn revision(&self) -> Result<i64, StoreError> {
        self.meta("revision")
    }

    /// Every connection whose network is known. The second tells of what was there and could not be used.
    pub fn connections(&mut self, policies: Policies<'_>) -> Result<Vec<Change>, StoreError> {
        self.seen = -1;
        self.changes(policies)
    }

    /// Reads of each connection what its health depends on, and tells the revision, both of one moment.
    pub fn each_health(&mut self, each: &mut dyn FnMut(&HealthRow<'_>)) -> Result<i64, StoreError> {
        let columns = columns::of(columns::HEALTH, self.version()?);
        let read = (|| {
            let tx = self.db.transaction()?;
            {
                let mut statement = tx.prepare(&format!("SELECT {columns} FROM connections"))?;
                let mut rows = statement.query([])?;
                while let Some(row) = rows.next()? {
                    each(&HealthRow(row));
                }
            }
            // A database whose making was cut short has no revision yet.
            tx.query_row(REVISION, [], |row| row.get(0)).optional().map(Option::unwrap_or_default)
        })();
        read.map_err(|error| self.trouble(error))
    }

    /// What changed since this was last asked.
    pub fn changes(&mut self, policies: Policies<'_>) -> Result<Vec<Change>, StoreError> {
        let revision = self.revision()?;
        if revision == self.seen {
            return Ok(Vec::new());
        }
        let seen = self.seen;
        // All of them are read fastest in their own order, and not in that of the index.
        let newer = if seen < 0 { "+revision > ?1" } else { "revision > ?1" };
        let changes = self.read(|db| {
            let mut changes = Vec::new();
            let mut met = Met::new();
            let mut statement = db.prepare_cached(&format!(
                "SELECT {}, EXISTS (SELECT 1 FROM journal j WHERE j.connection = id AND \
                 j.generation = connections.generation) FROM connections WHERE {newer}",
                columns::RECORD
            ))?;
            let mut rows = statement.query([seen])?;
            while let Some(row) = rows.next()? {
                let (network, Some(policy)) = met.meet(row.get_ref(1)?.as_str()?, policies) else { continue };
                // One row that cannot be read must not hide all others.
                let record = match columns::record(row, network.clone(), Arc::clone(policy)) {
                    Ok(record) => record,
                    Err(error) => {
                        tracing::error!(%network, %error, "a stored connection cannot be read; it is left as it is");
                        continue;
                    }
                };
                changes.push(Change::Written(Box::new(record), row.get(19)?));
            }
            let mut statement = db.prepare_cached("SELECT connection FROM removed WHERE revision > ?1")?;
            let removed = statement.query_map([seen], |row| row.get::<_, String>(0))?;
            for id in removed {
                changes.push(Change::Removed(id?.into()));
            }
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

    /// The secrets of a connection.
    pub fn secrets(&self, key: &Key, id: &ConnectionId) -> Result<Secrets, Error> {
        let (generation, sealed): (i64, Vec<u8>) = self
            .read(|db| {
                let mut statement =
                    db.prepare_cached("SELECT generation, sealed FROM secrets WHERE connection = ?1")?;
                statement.query_row([id.as_str()], |row| Ok((row.get(0)?, row.get(1)?))).optional()
            })?
            .ok_or_else(|| Error::UnknownConnection(id.to_string()))?;
        let opened = key.open(&secret_place(id, generation.cast_unsigned()), &sealed)?;
        Secrets::from_bytes(&opened).ok_or_else(|| StoreError::Damaged(self.path.clone()).into())
    }

    /// Journals that this secret is about to be renewed. Durable when this returns, which tells whether an earlier
    /// renewal of the same secret was never answered.
    pub fn begin_renewal(
        &mut self,
        id: &ConnectionId,
        generation: u64,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        self.change(|tx, _| {
            let in_doubt = tx
                .prepare_cached("SELECT 1 FROM journal WHERE connection = ?1 AND generation = ?2")?
                .exists(params![id.as_str(), generation.cast_signed()])?;
            tx.execute(
                "INSERT OR REPLACE INTO journal VALUES (?1, ?2, ?3)",
                params![id.as_str(), generation.cast_signed(), columns::millis(now)],
            )?;
            Ok(in_doubt)
        })
    }

    /// Renewals that were begun and not answered, of secrets that are still the newest.
    pub fn journal(&self) -> Result<Vec<(ConnectionId, u64)>, StoreError> {
        self.read(|db| {
            let mut statement = db.prepare_cached(JOURNAL)?;
            let row = |row: &rusqlite::Row<'_>| {
                Ok((row.get::<_, String>(0)?.into(), row.get::<_, i64>(1)?.cast_unsigned()))
            };
            statement.query_map([], row)?.collect()
        })
    }

    /// The renewal was answered, or never asked: nothing is in doubt.
    pub fn end_renewal(&mut self, id: &ConnectionId) -> Result<(), StoreError> {
        self.write(|tx| tx.execute("DELETE FROM journal WHERE connection = ?1", [id.as_str()]).map(drop))
    }

    /// Makes a new secret and its state durable together, unless the store has moved on. A renewal replaces
    /// exactly the secret it began with: one that was removed meanwhile does not come back.
    pub fn commit(
        &mut self,
        key: &Key,
        record: &Record,
        secrets: &Secrets,
        renewal: bool,
    ) -> Result<Commit, StoreError> {
        let place = secret_place(&record.id, record.grant.generation);
        let sealed = key.seal(&place, &secrets.to_bytes());
        let generation = record.grant.generation.cast_signed();
        self.change(|tx, revision| {
            let kept: Option<i64> = tx
                .prepare_cached(GENERATION)?
                .query_row([record.id.as_str()], |row| row.get(0))
                .optional()?;
            let fits = match kept {
                Some(kept) if renewal => kept + 1 == generation,
                Some(kept) => kept < generation,
                None => !renewal && !is_here_already(tx, record)?,
            };
            if !fits {
                return Ok(Commit::MovedOn);
            }
            tx.prepare_cached("DELETE FROM removed WHERE connection = ?1")?.execute([record.id.as_str()])?;
            write_record(tx, record, revision)?;
            tx.prepare_cached("INSERT OR REPLACE INTO secrets VALUES (?1, ?2, ?3)")?.execute(params![
                record.id.as_str(),
                generation,
                sealed
            ])?;
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

    /// Whether the disk takes what is written, before something is done that cannot be taken back.
    pub fn try_to_write(&mut self) -> Result<(), StoreError> {
        // SQLite writes nothing that stays the same, so this counts as a change.
        self.change(|_, _| Ok(()))
    }

    /// Deletes a connection and its secrets: only when the person disconnects it.
    pub fn forget(&mut self, id: &ConnectionId) -> Result<(), StoreError> {
        self.change(|tx, revision| {
            for table in ["secrets", "journal", "avatars", "page_tokens"] {
                tx.execute(&format!("DELETE FROM {table} WHERE connection = ?1"), [id.as_str()])?;
            }
            tx.execute("DELETE FROM connections WHERE id = ?1", [id.as_str()])?;
            tx.execute("INSERT OR REPLACE INTO removed VALUES (?1, ?2)", params![id.as_str(), revision])?;
            crash::point("disconnect.in-transaction");
            Ok(())
        })
    }

    /// Tells other processes, once after any number of changes. A disk that cannot take it is told elsewhere.
    pub fn tell_others(&mut self) {
        let Some(changed) = &self.changed else { return };
        let Ok(revision) = self.revision() else { return };
        if revision != self.last_told && fs::write(changed, revision.to_string()).is_ok() {
            self.last_told = revision;
        }
    }

    fn meta<T: rusqlite::types::FromSql>(&self, name: &str) -> Result<T, StoreError> {
        self.read(|db| {
            db.prepare_cached("SELECT value FROM meta WHERE name = ?1")?.query_row([name], |row| row.get(0))
        })
    }

    fn read<T>(&self, query: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, StoreError> {
        query(&self.db).map_err(|error| self.trouble(error))
    }

    fn write<T>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let result = (|| {
            // Immediate: a transaction that reads first and then writes could not wait for another's.
            let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let done = change(&tx)?;
            tx.commit()?;
            Ok(done)
        })();
        result.map_err(|error| self.trouble(error))
    }

    /// A write that others are to see.
    fn change<T>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>, i64) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let (done, revision) = self.write(|tx| {
            let count = "UPDATE meta SET value = value + 1 WHERE name = 'revision' RETURNING value";
            let revision: i64 = tx.prepare_cached(count)?.query_row([], |row| row.get(0))?;
            Ok((change(tx, revision)?, revision))
        })?;
        // Nobody wrote in between: this change is known.
        if revision == self.seen + 1 {
            self.seen = revision;
        }
        Ok(done)
    }

    fn trouble(&self, error: rusqlite::Error) -> StoreError {
        trouble(&self.path, error)
    }
}

fn migrations() -> Migrations<'static> {
    let step = |sql: &'static str| {
        M::up_with_hook(sql, |_: &Transaction<'_>| {
            crash::point("migrate.in-step");
            Ok(())
        })
    };
    Migrations::new(STEPS.into_iter().map(step).collect())
}

/// Whether another process has just added the same account.
fn is_here_already(tx: &Transaction<'_>, record: &Record) -> rusqlite::Result<bool> {
    tx.query_row(
        "SELECT EXISTS (SELECT 1 FROM connections WHERE network = ?1 AND account = ?2)",
        [record.network.as_str(), &record.account.id],
        |row| row.get(0),
    )
}

/// 64 random bits as text.
pub(crate) fn new_id() -> String {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).expect("the system has random numbers");
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Writes a state, unless the store has moved on to another secret.
fn save_record(tx: &Transaction<'_>, record: &Record, revision: i64) -> rusqlite::Result<()> {
    let kept: Option<i64> =
        tx.prepare_cached(GENERATION)?.query_row([record.id.as_str()], |row| row.get(0)).optional()?;
    if kept == Some(record.grant.generation.cast_signed()) {
        write_record(tx, record, revision)?;
    }
    Ok(())
}

fn write_record(tx: &Transaction<'_>, record: &Record, revision: i64) -> rusqlite::Result<()> {
    let grant = &record.grant;
    let mut statement = tx.prepare_cached(&format!(
        "INSERT OR REPLACE INTO connections ({}, revision) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)",
        columns::RECORD
    ))?;
    statement.execute(params![
        record.id.as_str(),
        record.network.as_str(),
        record.account.id,
        record.account.username,
        record.account.display_name,
        grant.generation.cast_signed(),
        columns::millis(grant.authorized_at),
        columns::millis(grant.issued_at),
        grant.access_until.map(columns::millis),
        grant.refreshable,
        grant.refresh_until.map(columns::millis),
        grant.data_access_until.map(columns::millis),
        columns::standing(&record.standing),
        record.unreachable.as_ref().map(columns::unreachable),
        record.checked_at.map(columns::millis),
        columns::millis(record.next_check),
        columns::told(&record.told),
        grant.scopes.as_ref().map(Scopes::to_text),
        columns::pages(&record.pages),
        revision,
    ])?;
    Ok(())
}

fn secret_place(id: &ConnectionId, generation: u64) -> String {
    format!("gander/1/connection/{id}/{generation}")
}

/// Where the database of a data directory is.
pub(crate) fn file_of(dir: Option<&Path>) -> PathBuf {
    dir.map_or_else(|| PathBuf::from(IN_MEMORY), |dir| dir.join(FILE))
}

fn make_private_dir(dir: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)
}

/// While a database is opened nothing of it is asked that could be wrong, but its own making.
fn unreadable(error: StoreError) -> StoreError {
    let wrong = |source: &rusqlite::Error| match source {
        rusqlite::Error::SqliteFailure(error, _) => error.extended_code == ffi::SQLITE_ERROR,
        // Shows the statement, which is no news to anybody.
        rusqlite::Error::SqlInputError { .. } => true,
        _ => false,
    };
    match error {
        StoreError::Other { path, source } if wrong(&source) => StoreError::Damaged(path),
        error => error,
    }
}

fn trouble(path: &Path, error: rusqlite::Error) -> StoreError {
    let path = path.to_owned();
    let extended = error.sqlite_error().map(|error| error.extended_code);
    match error.sqlite_error_code() {
        // On a full disk the file beside the database that processes share cannot grow.
        Some(ErrorCode::SystemIoFailure) if extended == Some(ffi::SQLITE_IOERR_SHMSIZE) => {
            StoreError::NotWritable { path, why: "the disk is full" }
        }
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => StoreError::Damaged(path),
        Some(ErrorCode::DiskFull) => StoreError::NotWritable { path, why: "the disk is full" },
        Some(ErrorCode::ReadOnly) => StoreError::NotWritable { path, why: "it is read-only" },
        Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
            StoreError::NotWritable { path, why: "permission denied" }
        }
        Some(ErrorCode::SystemIoFailure) => StoreError::NotWritable { path, why: "the disk failed" },
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            StoreError::NotWritable { path, why: "another program holds it" }
        }
        _ => StoreError::Other { path, source: error },
    }
}
