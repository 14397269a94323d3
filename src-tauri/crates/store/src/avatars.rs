//! The pictures of accounts.

use chrono::{DateTime, Utc};
use lifecycle::ConnectionId;
use rusqlite::{OptionalExtension, params};

use super::{Store, columns, readable, upsert::upsert_of_connection, values};
use crate::StoreError;

/// The SHA-256 hash of the address of a picture.
pub type Source = [u8; 32];

/// The record of the picture of a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AvatarRecord {
    /// The address of the picture. `None` when the network names no picture any more.
    pub source: Option<Source>,
    /// The time of the last request for the picture.
    pub asked_at: DateTime<Utc>,
    /// The name of the stored picture.
    pub hash: Option<String>,
}

/// A picture, small and square, as PNG.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The name of the picture.
    pub hash: String,
    /// The picture's file, PNG.
    pub png: Vec<u8>,
}

impl AvatarRecord {
    /// Tells whether the picture of this address is stored.
    pub fn has(&self, source: Source) -> bool {
        self.source == Some(source) && self.hash.is_some()
    }
}

impl Store {
    /// Stores the picture of a connection, or that it has none. A connection that was removed meanwhile gets no row.
    pub fn set_avatar(
        &mut self,
        id: &ConnectionId,
        known: &AvatarRecord,
        picture: Option<&Picture>,
    ) -> Result<(), StoreError> {
        self.change(|tx, revision| {
            tx.execute(
                &upsert_of_connection(
                    "avatars",
                    "connection",
                    "connection, source, asked_at, hash, picture, revision",
                ),
                params![
                    id.as_str(),
                    known.source,
                    values::millis(known.asked_at),
                    known.hash,
                    picture.map(|picture| &picture.png),
                    revision
                ],
            )
            .map(drop)
        })
    }

    /// The records of the pictures that changed after this revision.
    pub fn avatars(&self, seen: i64) -> Result<Vec<(ConnectionId, AvatarRecord)>, StoreError> {
        self.read(|db| {
            let columns = ["connection", "source", "asked_at", "hash"].map(columns::bounded).join(", ");
            let mut statement =
                db.prepare_cached(&format!("SELECT {columns} FROM avatars WHERE revision > ?1"))?;
            readable(statement.query([seen])?, |row| {
                let known = AvatarRecord {
                    source: row.get(1)?,
                    asked_at: values::read_time(row, 2)?,
                    hash: row.get(3)?,
                };
                Ok((row.get::<_, String>(0)?.into(), known))
            })
        })
    }

    /// The picture of a connection, as PNG, if its name is still `hash`.
    pub fn avatar(&self, id: &ConnectionId, hash: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.read(|db| {
            let picture = columns::bounded("picture");
            let mut statement = db.prepare_cached(&format!(
                "SELECT {picture} AS png FROM avatars WHERE connection = ?1 AND hash = ?2 AND png IS NOT NULL"
            ))?;
            statement.query_row([id.as_str(), hash], |row| row.get(0)).optional()
        })
    }
}
