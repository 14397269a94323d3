//! The pictures of accounts.

use lifecycle::ConnectionId;
use rusqlite::{OptionalExtension, params};

use super::{Store, columns, readable, upsert::upsert_of_connection};
use crate::{
    avatar::{AvatarRecord, Picture},
    error::StoreError,
};

impl Store {
    /// Keeps the picture of a connection, or that there is none. Not of one that is gone by now.
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
                    columns::millis(known.asked_at),
                    known.hash,
                    picture.map(|picture| &picture.png),
                    revision
                ],
            )
            .map(drop)
        })
    }

    /// What is known of the pictures, as far as it changed after this revision.
    pub fn avatars(&self, seen: i64) -> Result<Vec<(ConnectionId, AvatarRecord)>, StoreError> {
        self.read(|db| {
            let columns = ["connection", "source", "asked_at", "hash"].map(columns::bounded).join(", ");
            let mut statement =
                db.prepare_cached(&format!("SELECT {columns} FROM avatars WHERE revision > ?1"))?;
            readable(statement.query([seen])?, |row| {
                let known = AvatarRecord {
                    source: row.get(1)?,
                    asked_at: columns::read_time(row, 2)?,
                    hash: row.get(3)?,
                };
                Ok((row.get::<_, String>(0)?.into(), known))
            })
        })
    }

    /// The picture of a connection, as PNG, if it is still the one of this name.
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
