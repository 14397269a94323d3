//! Opens the database: its versions, the settings of SQLite, and the errors.

use std::{
    fs::File,
    path::Path,
    thread,
    time::{Duration, Instant},
};

use rusqlite::{Connection, OpenFlags, Transaction, ffi};
use rusqlite_migration::{M, Migrations};
use vault::{FolderError, crash, lock::try_lock, new_id, private};

use super::{CHANGED, FILE, Store, file_of, trouble};
use crate::StoreError;

/// The migrations from each version of the database to the next, beginning with an empty one. A released migration is
/// never changed.
pub(super) const STEPS: [&str; 18] = [
    include_str!("schema.sql"),
    include_str!("version-2.sql"),
    include_str!("version-3.sql"),
    include_str!("version-4.sql"),
    include_str!("version-5.sql"),
    include_str!("version-6.sql"),
    include_str!("version-7.sql"),
    include_str!("version-8.sql"),
    include_str!("version-9.sql"),
    include_str!("version-10.sql"),
    include_str!("version-11.sql"),
    include_str!("version-12.sql"),
    include_str!("version-13.sql"),
    include_str!("version-14.sql"),
    include_str!("version-15.sql"),
    include_str!("version-16.sql"),
    include_str!("version-17.sql"),
    include_str!("version-18.sql"),
];
pub(super) const LATEST: i64 = STEPS.len().cast_signed() as i64;
const BUSY: Duration = Duration::from_secs(5);
/// The longest wait for another process that migrates the database, and the polling interval.
const OTHER_PROCESS: Duration = Duration::from_secs(30);
const LOOK_AGAIN: Duration = Duration::from_millis(20);

impl Store {
    /// Opens the database of a data directory. Creates both if they are missing.
    ///
    /// # Errors
    /// [`StoreError`]; the database is unchanged then.
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        private::claim(dir, FILE)?;
        let path = dir.join(FILE);
        // SQLite gives the files beside the database its permissions, so these are set first.
        private::make_or_close(&path);
        for beside in ["db-wal", "db-shm"] {
            private::close(&path.with_extension(beside));
        }
        let db = Connection::open(&path).map_err(|error| trouble(&path, error))?;
        let mut store = Self { db, changed: Some(dir.join(CHANGED)), path, seen: 0, last_told: 0 };
        store.prepare().map_err(unreadable)?;
        Ok(store)
    }

    /// Opens a database in memory, which ends with this process.
    pub fn in_memory() -> Result<Self, StoreError> {
        let path = file_of(None);
        let db = Connection::open_in_memory().map_err(|error| trouble(&path, error))?;
        let mut store = Self { db, path, changed: None, seen: 0, last_told: 0 };
        store.prepare()?;
        Ok(store)
    }

    /// Opens the database for reading only, without a migration. `None` if there is no database yet.
    pub fn open_to_read(dir: &Path) -> Result<Option<Self>, StoreError> {
        let path = dir.join(FILE);
        if !path.exists() {
            return Ok(None);
        }
        let open = |flags| Connection::open_with_flags(&path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX);
        // In WAL mode SQLite needs the files beside the database, which it cannot create in a read-only folder.
        let db = open(OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(|error| trouble(&path, error))?;
        let store = Self { db, path, changed: None, seen: 0, last_told: 0 };
        store.db.busy_timeout(BUSY).map_err(|error| store.trouble(error))?;
        // In KiB. Data that is read only once needs no larger cache.
        store.read(|db| db.pragma_update(None, "cache_size", -256))?;
        // Later columns are not needed to read a state, so an older database is read without a migration.
        match store.version()? {
            0 => Ok(None),
            version if version > LATEST => Err(StoreError::Newer(store.path)),
            _ => Ok(Some(store)),
        }
    }

    /// Opens a database of the newest version for reading and for short writes, in less time than [`Store::open`].
    /// `None` if there is none, or one of another version. A commit waits for no disk, so a power failure may lose it.
    ///
    /// # Errors
    /// [`StoreError`]; the database is unchanged then.
    pub fn open_briefly(dir: &Path) -> Result<Option<Self>, StoreError> {
        let path = dir.join(FILE);
        if !path.exists() {
            return Ok(None);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(&path, flags).map_err(|error| trouble(&path, error))?;
        let store = Self { db, changed: None, path, seen: 0, last_told: 0 };
        store.db.busy_timeout(BUSY).map_err(|error| store.trouble(error))?;
        store.read(|db| db.pragma_update(None, "synchronous", "NORMAL"))?;
        Ok((store.version()? == LATEST).then_some(store))
    }

    /// The version of the database.
    pub(super) fn version(&self) -> Result<i64, StoreError> {
        self.read(|db| db.query_row("PRAGMA user_version", [], |row| row.get(0)))
    }

    fn prepare(&mut self) -> Result<(), StoreError> {
        self.db.busy_timeout(BUSY).map_err(|error| self.trouble(error))?;
        // Enough for all repeated statements; the default of sixteen is too small.
        self.db.set_prepared_statement_cache_capacity(32);
        let version = self.version()?;
        if version > LATEST {
            return Err(StoreError::Newer(self.path.clone()));
        }
        // Two processes that migrate at the same time would conflict.
        let _alone = match self.changed.as_deref().and_then(Path::parent).filter(|_| version < LATEST) {
            Some(dir) => Some(self.be_alone(dir)?),
            None => None,
        };
        let result = (|| {
            self.db.pragma_update(None, "journal_mode", "WAL")?;
            self.db.pragma_update(None, "synchronous", "FULL")?;
            // Overwrites deleted data, because a sealed token should not outlive its row.
            self.db.pragma_update(None, "secure_delete", "ON")?;
            // 256 KiB hold an ordinary database. The cache does not grow with a large one.
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
        // `revision` counts the changes; `vault` names this database's key in the keyring.
        let vault = new_id();
        self.write(|tx| {
            tx.execute("INSERT OR IGNORE INTO meta (name, value) VALUES ('revision', 0)", [])?;
            tx.execute("INSERT OR IGNORE INTO meta (name, value) VALUES ('vault', ?1)", [&vault]).map(drop)
        })
    }

    /// Keeps other processes from migrating the database meanwhile. Gives up after [`OTHER_PROCESS`], in case the other
    /// process was stopped.
    fn be_alone(&self, dir: &Path) -> Result<File, StoreError> {
        let asked = Instant::now();
        loop {
            let locked = try_lock(&dir.join("database.lock"))
                .map_err(|source| FolderError::Unusable { path: dir.to_owned(), source })?;
            if let Some(file) = locked {
                return Ok(file);
            }
            if asked.elapsed() > OTHER_PROCESS {
                return Err(StoreError::NotWritable {
                    path: self.path.clone(),
                    why: "another program holds it",
                });
            }
            thread::sleep(LOOK_AGAIN);
        }
    }

    /// Tells whether the next process that writes will migrate the database.
    pub fn is_older(&self) -> Result<bool, StoreError> {
        Ok(self.version()? < LATEST)
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

/// Reports a wrong statement during the opening as damage, because only a wrong schema causes one.
fn unreadable(error: StoreError) -> StoreError {
    let wrong = |source: &rusqlite::Error| match source {
        rusqlite::Error::SqliteFailure(error, _) => error.extended_code == ffi::SQLITE_ERROR,
        // This error shows the statement, which does not help the person.
        rusqlite::Error::SqlInputError { .. } => true,
        _ => false,
    };
    match error {
        StoreError::Other { path, source } if wrong(&source) => StoreError::Damaged(path),
        error => error,
    }
}
