//! Stores connections in one SQLite file. Tokens are sealed, and a token changes in one transaction with its state.

mod activity_alerts;
mod alerts;
mod allowances;
mod apps;
mod avatars;
#[cfg(any(test, feature = "benches"))]
mod bulk_insert;
mod columns;
mod connections;
#[cfg(test)]
mod corruption_tests;
mod drafts;
mod error;
mod event_column;
mod facts;
mod feed_pictures;
mod feeds;
#[cfg(feature = "fuzzing")]
pub mod fuzzing;
mod history;
mod joined;
mod journal;
mod network_cache;
mod new_activity;
mod opening;
mod page_column;
mod page_tokens;
mod pictures;
mod place;
mod plans;
mod process;
mod seal;
mod seal_anew;
mod settings;
mod sharing;
mod suspicions;
#[cfg(test)]
mod tests;
mod upsert;
mod values;

pub use activity_alerts::ActivityPosts;
pub use allowances::Lendable;
pub use avatars::{AvatarRecord, Picture, Source};
pub use connections::{Change, Commit, Interrupted, Policies};
pub use drafts::{Draft, DraftContent, LONGEST_DRAFT};
pub use error::{Altered, StoreError};
pub use feed_pictures::{EntryPicture, LARGEST_FEED_PICTURE};
pub use feeds::{EntryChange, Feed, FeedReading, OrganizationFeeds, Suggestion, new_feed};
pub use history::HistoryEntry;
pub use joined::{FromOrganization, Joined, LARGEST_JOINED};
pub use new_activity::NewActivity;
pub use place::Owner;
pub use plans::{Edited, MOST_WITHOUT_QUESTION};
pub use process::{Guard, Lead, Watch};
pub use sharing::Activity;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, ErrorCode, Row, Rows, Transaction, TransactionBehavior, ffi, types::Value};
use vault::private;

/// The name of the database's file in a data directory.
pub const FILE: &str = "gander.db";
const IN_MEMORY: &str = "in memory";
/// A file that is rewritten after changes, so that a watcher of the folder sees it on every system.
pub const CHANGED: &str = "changed";

/// The database of one data directory, or one in memory. One process may hold several.
pub struct Store {
    db: Connection,
    path: PathBuf,
    /// The path of [`CHANGED`]. `None` in memory, and if the store is only read.
    changed: Option<PathBuf>,
    /// The revision up to which this store knows all changes.
    seen: i64,
    last_told: i64,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("seen", &self.seen).finish_non_exhaustive()
    }
}

impl Store {
    /// The integrity check of SQLite: `ok`, or the first fault. Reads the whole file.
    pub fn integrity(&self) -> Result<String, StoreError> {
        self.read(|db| db.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)))
    }

    /// A handle that interrupts a query that takes too long.
    pub fn interrupt_handle(&self) -> rusqlite::InterruptHandle {
        self.db.get_interrupt_handle()
    }

    /// The newest revision. A revision that is not a number counts as 0, and the next change begins anew.
    pub fn revision(&self) -> Result<i64, StoreError> {
        let number = self.meta::<Value>("revision")?;
        Ok(if let Value::Integer(revision) = number { revision } else { 0 })
    }

    /// Verifies that the disk can be written, before a step that cannot be undone.
    pub fn try_to_write(&mut self) -> Result<(), StoreError> {
        // SQLite does not write unchanged values, so this counts as a change.
        self.change(|_, _| Ok(()))
    }

    /// Notifies other processes, once after any number of changes. Ignores a disk error, which other writes report.
    pub fn tell_others(&mut self) {
        let Some(changed) = &self.changed else { return };
        let Ok(revision) = self.revision() else { return };
        if revision != self.last_told && private::write(changed, revision.to_string()).is_ok() {
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
            // Immediate: a transaction that reads first and then writes could not wait for another writer.
            let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let done = change(&tx)?;
            tx.commit()?;
            Ok(done)
        })();
        result.map_err(|error| self.trouble(error))
    }

    /// A write with a new revision, which other processes see.
    fn change<T>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>, i64) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let (done, revision) = self.write(|tx| {
            let count = "UPDATE meta SET value = iif(typeof(value) = 'integer' AND value BETWEEN 0 AND 1 << 60, \
                         value + 1, 1) WHERE name = 'revision' RETURNING value";
            let revision: i64 = tx.prepare_cached(count)?.query_row([], |row| row.get(0))?;
            Ok((change(tx, revision)?, revision))
        })?;
        // No other process wrote in between, so this change is known.
        if self.seen.checked_add(1) == Some(revision) {
            self.seen = revision;
        }
        Ok(done)
    }

    fn trouble(&self, error: rusqlite::Error) -> StoreError {
        trouble(&self.path, error)
    }
}

/// The readable rows. An unreadable row must not hide all others.
fn readable<T>(
    mut rows: Rows<'_>,
    mut read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<T>> {
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        match read(row) {
            Ok(one) => all.push(one),
            Err(error) => tracing::error!(%error, "a row cannot be read; it is left as it is"),
        }
    }
    Ok(all)
}

/// The path of the database in a data directory.
pub fn file_of(dir: Option<&Path>) -> PathBuf {
    dir.map_or_else(|| PathBuf::from(IN_MEMORY), |dir| dir.join(FILE))
}

fn trouble(path: &Path, error: rusqlite::Error) -> StoreError {
    let path = path.to_owned();
    let extended = error.sqlite_error().map(|error| error.extended_code);
    match error.sqlite_error_code() {
        // On a full disk the shared-memory file beside the database cannot grow.
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
