//! The pictures of suggestions, in small. Each is asked for once, and kept for as long as its suggestion is shown.

use rusqlite::{OptionalExtension, Transaction, params};
use url::Url;

use super::{Store, columns, feeds, readable};
use crate::StoreError;

/// The largest picture that is kept, in bytes. There is one for each shown suggestion at most.
pub const LARGEST_FEED_PICTURE: usize = 32 << 10;

/// The columns of a picture after an edit of its entry (`?3` to `?6`: title, link, summary and picture; `?8`: the
/// picture's address without its query). Many sites sign an address anew in each answer, which changes no picture. A
/// picture that could not be had is asked for again if anything else of its entry changed.
pub(super) const AFTER_EDIT: &str = "\
    picture_asked = iif(substr(picture, 1, instr(picture || '?', '?') - 1) IS ?8 \
        AND (picture_hash IS NOT NULL OR (title, link, summary) IS (?3, ?4, ?5)), picture_asked, 0), \
    picture_hash = iif(substr(picture, 1, instr(picture || '?', '?') - 1) IS ?8, picture_hash, NULL)";

/// The picture of an entry that is to be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryPicture {
    /// The feed of the entry.
    pub feed: String,
    /// The key of the entry within the feed.
    pub key: String,
    /// The address of the picture.
    pub address: Url,
}

impl Store {
    /// Takes pictures of shown suggestions that nobody has asked for, the newest first. None of them is taken again,
    /// unless its entry changes: a request may be the last thing that this process does.
    pub fn take_entry_pictures(&mut self, most: usize) -> Result<Vec<EntryPicture>, StoreError> {
        let wanted = format!(
            "FROM (SELECT feed, key, picture, picture_asked {}) \
             WHERE picture IS NOT NULL AND picture_asked = 0",
            feeds::shown()
        );
        let any = format!("SELECT EXISTS (SELECT 1 {wanted})");
        if !self.read(|db| db.prepare_cached(&any)?.query_row([], |row| row.get::<_, bool>(0)))? {
            return Ok(Vec::new());
        }
        let columns = ["feed", "key", "picture"].map(columns::bounded).join(", ");
        let take = format!(
            "UPDATE feed_entries SET picture_asked = 1 \
             WHERE (feed, key) IN (SELECT feed, key {wanted} LIMIT ?1) RETURNING {columns}"
        );
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        self.write(|tx| {
            let mut statement = tx.prepare_cached(&take)?;
            readable(statement.query([most])?, |row| {
                let address = feeds::read_url(&row.get::<_, String>(2)?, 2)?;
                Ok(EntryPicture { feed: row.get(0)?, key: row.get(1)?, address })
            })
        })
    }

    /// Keeps the picture of an entry, unless the entry changed meanwhile or is no longer offered. Tells whether it is
    /// kept.
    pub fn keep_entry_picture(
        &mut self,
        EntryPicture { feed, key, address }: &EntryPicture,
        hash: &str,
        file: &[u8],
    ) -> Result<bool, StoreError> {
        if file.len() > LARGEST_FEED_PICTURE {
            return Ok(false);
        }
        self.change(|tx, revision| {
            let name = "UPDATE feed_entries SET picture_hash = ?4, revision = ?5 \
                        WHERE feed = ?1 AND key = ?2 AND picture = ?3 AND place = 'offered'";
            if tx.execute(name, params![feed, key, address.as_str(), hash, revision])? == 0 {
                return Ok(false);
            }
            let keep = "INSERT INTO feed_pictures (hash, file) VALUES (?1, ?2) ON CONFLICT (hash) DO NOTHING";
            tx.execute(keep, params![hash, file])?;
            forget_unused(tx)?;
            Ok(true)
        })
    }

    /// The address of the picture of an offered entry whose page is this one.
    pub fn entry_picture_of_page(&self, page: &Url) -> Result<Option<Url>, StoreError> {
        self.read(|db| {
            let query = format!(
                "SELECT {} FROM feed_entries WHERE place = 'offered' AND link = ?1 AND picture IS NOT NULL",
                columns::bounded("picture")
            );
            let mut statement = db.prepare_cached(&query)?;
            let found = readable(statement.query([page.as_str()])?, |row| {
                feeds::read_url(&row.get::<_, String>(0)?, 0)
            })?;
            Ok(found.into_iter().next())
        })
    }

    /// The picture of this hash that was kept for a suggestion.
    pub fn entry_picture(&self, hash: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.read(|db| {
            let query = format!("SELECT {} FROM feed_pictures WHERE hash = ?1", columns::bounded("file"));
            let found = db.prepare_cached(&query)?.query_row([hash], |row| row.get::<_, Option<Vec<u8>>>(0));
            Ok(found.optional()?.flatten())
        })
    }
}

/// The address of a picture without its query.
pub(super) fn file_of(picture: Option<&str>) -> Option<&str> {
    picture.map(|address| address.split_once('?').map_or(address, |(file, _)| file))
}

/// Forgets the pictures of the entries that are shown no longer. Gander fetches one anew if its entry is offered again.
pub(super) fn forget_unused(tx: &Transaction<'_>) -> rusqlite::Result<()> {
    let unname = format!(
        "UPDATE feed_entries SET picture_hash = NULL, picture_asked = 0 WHERE picture_hash IS NOT NULL \
         AND (feed, key) NOT IN (SELECT feed, key {})",
        feeds::shown()
    );
    tx.prepare_cached(&unname)?.execute([])?;
    let forget = "DELETE FROM feed_pictures WHERE hash NOT IN \
                  (SELECT picture_hash FROM feed_entries WHERE picture_hash IS NOT NULL)";
    tx.prepare_cached(forget)?.execute([]).map(drop)
}
