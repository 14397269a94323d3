//! The journal of renewals that were begun and not yet answered.

use chrono::{DateTime, Utc};
use lifecycle::ConnectionId;
use rusqlite::params;

use super::{Store, readable, upsert::upsert, values};
use crate::StoreError;

/// CROSS JOIN fixes the order: SQLite reads the few rows of the journal first, and not every connection.
pub(super) const JOURNAL: &str = "SELECT c.id, c.generation FROM journal j CROSS JOIN connections c \
    ON c.id = j.connection AND c.generation = j.generation";

impl Store {
    /// Journals durably that this secret is about to be renewed. Returns true if an earlier renewal of the same secret
    /// was never answered.
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
                &upsert("journal", "connection", "connection, generation, begun_at"),
                params![id.as_str(), generation.cast_signed(), values::millis(now)],
            )?;
            Ok(in_doubt)
        })
    }

    /// The unanswered renewals of secrets that are still the newest.
    pub fn journal(&self) -> Result<Vec<(ConnectionId, u64)>, StoreError> {
        self.read(|db| {
            let mut statement = db.prepare_cached(JOURNAL)?;
            readable(statement.query([])?, |row| {
                Ok((row.get::<_, String>(0)?.into(), row.get::<_, i64>(1)?.cast_unsigned()))
            })
        })
    }

    /// Deletes the entry of a renewal that was answered, or was never sent.
    pub fn end_renewal(&mut self, id: &ConnectionId) -> Result<(), StoreError> {
        self.write(|tx| tx.execute("DELETE FROM journal WHERE connection = ?1", [id.as_str()]).map(drop))
    }
}
