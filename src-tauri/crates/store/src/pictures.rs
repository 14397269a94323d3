//! The pictures that drafts and activities use. The files are the keeper's.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use publishing::{ActivityId, Content, Picture};
use rusqlite::{OptionalExtension, Transaction, params};

use super::{Store, columns, readable, upsert::upsert, values};
use crate::StoreError;

/// A picture that nothing uses is kept for this long: the person may take a discarded draft back, or has only just
/// added the picture.
const KEPT_UNUSED: TimeDelta = TimeDelta::hours(1);

impl Store {
    /// Notes a picture before its file is written.
    ///
    /// # Errors
    /// [`StoreError`], when the disk cannot be written.
    pub fn note_picture(&mut self, picture: &Picture, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.write(|tx| {
            let Picture { hash, media_type, bytes, width, height, .. } = picture;
            let query = "SELECT EXISTS (SELECT 1 FROM picture_uses WHERE hash = ?1)";
            let is_used: bool = tx.query_row(query, [hash], |row| row.get(0))?;
            let note = upsert("pictures", "hash", "hash, media_type, bytes, width, height, unused_since");
            let unused_since = (!is_used).then(|| values::millis(now));
            tx.prepare_cached(&note)?
                .execute(params![hash, media_type, bytes.cast_signed(), width, height, unused_since])
                .map(drop)
        })
    }

    /// The picture of this hash, without a description.
    ///
    /// # Errors
    /// [`StoreError`], when the database cannot be read.
    pub fn picture(&self, hash: &str) -> Result<Option<Picture>, StoreError> {
        let columns = ["hash", "media_type"].map(columns::bounded).join(", ");
        self.read(|db| {
            let query = format!("SELECT {columns}, bytes, width, height FROM pictures WHERE hash = ?1");
            db.query_row(&query, [hash], |row| {
                Ok(Picture {
                    hash: row.get(0)?,
                    media_type: row.get(1)?,
                    bytes: row.get::<_, i64>(2)?.cast_unsigned(),
                    width: row.get(3)?,
                    height: row.get(4)?,
                    description: String::new(),
                    url: None,
                })
            })
            .optional()
        })
    }

    /// Forgets the pictures that nothing has used for an hour, and deletes each file in the same transaction: a picture
    /// that is added again meanwhile is written after that.
    ///
    /// # Errors
    /// [`StoreError`], when the disk cannot be written.
    pub fn forget_unused_pictures(
        &mut self,
        now: DateTime<Utc>,
        delete: impl Fn(&str),
    ) -> Result<(), StoreError> {
        let before = now.checked_sub_signed(KEPT_UNUSED).map_or(i64::MIN, values::millis);
        let unused = "FROM pictures WHERE unused_since IS NOT NULL AND unused_since < ?1";
        let any: bool = self.read(|db| {
            db.query_row(&format!("SELECT EXISTS (SELECT 1 {unused})"), [before], |row| row.get(0))
        })?;
        if !any {
            return Ok(());
        }
        self.write(|tx| {
            let hashes: Vec<String> = {
                let query = format!("SELECT {} {unused}", columns::bounded("hash"));
                let mut statement = tx.prepare(&query)?;
                readable(statement.query([before])?, |row| row.get(0))?
            };
            for hash in hashes {
                delete(&hash);
                tx.execute("DELETE FROM pictures WHERE hash = ?1", [&hash])?;
            }
            Ok(())
        })
    }
}

/// The pictures of a draft.
pub(super) fn use_in_draft(
    tx: &Transaction<'_>,
    draft: &str,
    pictures: &[Picture],
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    let hashes = pictures.iter().map(|picture| picture.hash.clone()).collect();
    set_uses(tx, &format!("draft/{draft}"), &hashes, now)
}

/// The pictures of an activity and of the own contents of its posts, as they are stored.
pub(super) fn use_in_activity(
    tx: &Transaction<'_>,
    activity: &ActivityId,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    let id = activity.as_str();
    let query = "SELECT content FROM activities WHERE id = ?1 UNION ALL \
                 SELECT own FROM posts WHERE activity = ?1 AND own IS NOT NULL";
    let contents: Vec<Content> = {
        let mut statement = tx.prepare_cached(query)?;
        readable(statement.query([id])?, |row| values::parse(row, 0))?
    };
    let hashes =
        contents.iter().flat_map(Content::all_pictures).map(|picture| picture.hash.clone()).collect();
    set_uses(tx, &format!("activity/{id}"), &hashes, now)
}

fn set_uses(
    tx: &Transaction<'_>,
    owner: &str,
    hashes: &BTreeSet<String>,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    let known: Vec<String> = {
        let mut statement = tx.prepare_cached("SELECT hash FROM picture_uses WHERE owner = ?1")?;
        statement.query_map([owner], |row| row.get(0))?.collect::<Result<_, _>>()?
    };
    for hash in known.iter().filter(|hash| !hashes.contains(*hash)) {
        tx.execute("DELETE FROM picture_uses WHERE owner = ?1 AND hash = ?2", [owner, hash])?;
        let unused = "UPDATE pictures SET unused_since = ?2 WHERE hash = ?1 \
                      AND NOT EXISTS (SELECT 1 FROM picture_uses WHERE hash = ?1)";
        tx.execute(unused, params![hash, values::millis(now)])?;
    }
    for hash in hashes.iter().filter(|hash| !known.contains(hash)) {
        tx.execute("INSERT INTO picture_uses (owner, hash) VALUES (?1, ?2)", [owner, hash])?;
        tx.execute("UPDATE pictures SET unused_since = NULL WHERE hash = ?1", [hash])?;
    }
    Ok(())
}
