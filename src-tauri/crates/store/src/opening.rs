//! Opening the database: its versions, how SQLite is to treat it, and what is said when it cannot be opened.

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

/// The steps from one version of the database to the next, beginning with none. A step that was released is never
/// changed.
pub(super) const STEPS: [&str; 9] = [
    include_str!("schema.sql"),
    include_str!("version-2.sql"),
    include_str!("version-3.sql"),
    include_str!("version-4.sql"),
    include_str!("version-5.sql"),
    include_str!("version-6.sql"),
    include_str!("version-7.sql"),
    include_str!("version-8.sql"),
    include_str!("version-9.sql"),
];
pub(super) const LATEST: i64 = STEPS.len().cast_signed() as i64;
const BUSY: Duration = Duration::from_secs(5);
/// How long another process may take to bring the database to a newer version, and how often that is looked at.
const OTHER_PROCESS: Duration = Duration::from_secs(30);
const LOOK_AGAIN: Duration = Duration::from_millis(20);

impl Store {
    /// Opens the database of a data directory, or makes both.
    ///
    /// # Errors
    /// [`StoreError`], and then nothing was changed.
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        private::claim(dir, FILE)?;
        let path = dir.join(FILE);
        // SQLite gives the files beside the database the permissions of the database, so these come first.
        private::make_or_close(&path);
        for beside in ["db-wal", "db-shm"] {
            private::close(&path.with_extension(beside));
        }
        let db = Connection::open(&path).map_err(|error| trouble(&path, error))?;
        let mut store = Self { db, changed: Some(dir.join(CHANGED)), path, seen: 0, last_told: 0 };
        store.prepare().map_err(unreadable)?;
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
        // In KiB: what is read through once is not worth keeping.
        store.read(|db| db.pragma_update(None, "cache_size", -256))?;
        // What came with later versions is not needed to read a state, so an older one is read as it is.
        match store.version()? {
            0 => Ok(None),
            version if version > LATEST => Err(StoreError::Newer(store.path)),
            _ => Ok(Some(store)),
        }
    }

    /// The version of the database.
    pub(super) fn version(&self) -> Result<i64, StoreError> {
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
            Some(dir) => Some(self.be_alone(dir)?),
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
            tx.execute("INSERT OR IGNORE INTO meta (name, value) VALUES ('revision', 0)", [])?;
            tx.execute("INSERT OR IGNORE INTO meta (name, value) VALUES ('vault', ?1)", [&vault]).map(drop)
        })
    }

    /// Keeps other processes from bringing the database to a newer version meanwhile. One that was stopped while it did
    /// so is not waited for without end.
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

    /// Whether what writes next brings it to a newer version.
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
