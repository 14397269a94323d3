//! The feeds that are read for news to share, and their entries. Texts are plain, because all of it is public.

use ::feeds::{Entry, Known, Place};
use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, Row, Transaction, params};
use url::Url;
use vault::new_id;

use super::{Store, columns, feed_pictures, readable, upsert::upsert, values};
use crate::StoreError;

const FEED: &str = "id, address, title, organization, muted, added_at, read_at, next_at, failures, failing_since, \
                    etag, last_modified, moved_to, moved_since";
const ENTRY: &str = "feed, key, title, link, summary, picture, published, found_at, place, unread, revision";
/// The entries of a feed that are remembered. Far more than any feed names at once.
const MOST_REMEMBERED: u32 = 2000;
/// The suggestions that are shown.
const MOST_SUGGESTIONS: u32 = 200;

/// A feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// Its id.
    pub id: String,
    /// Its address.
    pub address: Url,
    /// Its title, on one line. Empty if it has none.
    pub title: String,
    /// The organization that brought it. `None`: the person added it.
    pub organization: Option<String>,
    /// `true` if the person does not want its news.
    pub muted: bool,
    /// The time at which it was added.
    pub added_at: DateTime<Utc>,
    /// How far it was read.
    pub reading: FeedReading,
}

/// How far a feed was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedReading {
    /// The last read that succeeded.
    pub read_at: Option<DateTime<Utc>>,
    /// The next read. `None`: the feed is gone for good.
    pub next_at: Option<DateTime<Utc>>,
    /// The reads that failed since then.
    pub failures: u32,
    /// The first of these.
    pub failing_since: Option<DateTime<Utc>>,
    /// The `ETag` of the last complete answer, as the server wrote it.
    pub etag: Option<String>,
    /// Its `Last-Modified`, as the server wrote it.
    pub last_modified: Option<String>,
    /// The address of a permanent redirect, and since when.
    pub moved: Option<(Url, DateTime<Utc>)>,
}

/// An entry that is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Its feed.
    pub feed: String,
    /// Its key within the feed.
    pub key: String,
    /// Its title, on one line.
    pub title: String,
    /// Its page.
    pub link: Option<Url>,
    /// Its summary. Empty if it has none.
    pub summary: String,
    /// The hash of its picture. `None`: none is kept.
    pub picture: Option<String>,
    /// The time at which it appeared, or was found if the feed names no time.
    pub at: DateTime<Utc>,
    /// `true` until the person has seen it.
    pub unread: bool,
}

/// The feeds that an organization's file hands out.
#[derive(Clone, Copy, Debug)]
pub struct OrganizationFeeds<'a> {
    /// The organization's name.
    pub organization: &'a str,
    /// The title and the address of each.
    pub feeds: &'a [(String, Url)],
    /// The time at which the person joins.
    pub now: DateTime<Utc>,
}

/// A decision about an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryChange {
    /// The person does not want to share it.
    Dismiss,
    /// The person takes that back.
    Offer,
    /// The person has seen it in the list.
    Read,
}

impl Store {
    /// Every readable feed, in the order of their titles. An older database that is opened for reading has none.
    pub fn feeds(&self) -> Result<Vec<Feed>, StoreError> {
        let table = "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'feeds')";
        if !self.read(|db| db.prepare_cached(table)?.query_row([], |row| row.get::<_, bool>(0)))? {
            return Ok(Vec::new());
        }
        let columns = FEED.split(", ").map(columns::bounded).collect::<Vec<_>>().join(", ");
        self.read(|db| {
            let query = format!("SELECT {columns} FROM feeds ORDER BY title COLLATE NOCASE, address");
            let mut statement = db.prepare_cached(&query)?;
            readable(statement.query([])?, read_feed)
        })
    }

    /// Adds a feed with the entries of its first read, which count as seen. A feed of this address stays as it is, and
    /// its id is returned.
    pub fn add_feed(&mut self, feed: &Feed, entries: &[Entry]) -> Result<String, StoreError> {
        self.change(|tx, revision| {
            let query = "SELECT id FROM feeds WHERE address = ?1";
            let known = tx.query_row(query, [feed.address.as_str()], |row| row.get(0)).optional()?;
            if let Some(known) = known {
                return Ok(known);
            }
            write_feed(tx, feed, revision)?;
            let seen: Vec<_> = entries.iter().map(|entry| (entry, Place::Seen)).collect();
            write_entries(tx, &feed.id, &seen, feed.added_at, revision)?;
            Ok(feed.id.clone())
        })
    }

    /// Removes a feed with its entries. Tells whether there was one.
    pub fn remove_feed(&mut self, id: &str) -> Result<bool, StoreError> {
        self.change(|tx, _| remove(tx, id))
    }

    /// Mutes a feed, or offers its news again. Tells whether there is such a feed.
    pub fn mute_feed(&mut self, id: &str, muted: bool) -> Result<bool, StoreError> {
        self.change(|tx, revision| {
            let mute = "UPDATE feeds SET muted = ?2, revision = ?3 WHERE id = ?1";
            Ok(tx.execute(mute, params![id, muted, revision])? > 0)
        })
    }

    /// Lets a feed be read as soon as possible. Tells whether there is such a feed.
    pub fn read_feed_soon(&mut self, id: &str, now: DateTime<Utc>) -> Result<bool, StoreError> {
        self.change(|tx, revision| {
            let soon = "UPDATE feeds SET next_at = ?2, revision = ?3 WHERE id = ?1";
            Ok(tx.execute(soon, params![id, values::millis(now), revision])? > 0)
        })
    }

    /// The remembered entries of a feed.
    pub fn known_entries(&self, feed: &str) -> Result<Vec<Known>, StoreError> {
        let columns = ["key", "link"].map(columns::bounded).join(", ");
        self.read(|db| {
            let mut statement =
                db.prepare_cached(&format!("SELECT {columns} FROM feed_entries WHERE feed = ?1"))?;
            readable(statement.query([feed])?, |row| Ok(Known { key: row.get(0)?, link: row.get(1)? }))
        })
    }

    /// Stores the result of a read. A feed that was removed meanwhile stays removed, and one that was muted meanwhile
    /// stays muted.
    pub fn feed_was_read(
        &mut self,
        feed: &Feed,
        entries: &[(&Entry, Place)],
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.change(|tx, revision| {
            let query = "SELECT muted FROM feeds WHERE id = ?1";
            let muted = tx.query_row(query, [&feed.id], |row| row.get(0)).optional()?;
            let Some(muted) = muted else { return Ok(()) };
            write_feed(tx, &Feed { muted, ..feed.clone() }, revision)?;
            write_entries(tx, &feed.id, entries, now, revision)
        })
    }

    /// The entries that are offered, the newest first. Those of muted feeds are left out.
    pub fn suggestions(&self) -> Result<Vec<Suggestion>, StoreError> {
        let columns =
            ["feed", "key", "title", "link", "summary", "picture_hash"].map(columns::bounded).join(", ");
        self.read(|db| {
            let query = format!("SELECT {columns}, published, found_at, unread {}", shown());
            let mut statement = db.prepare_cached(&query)?;
            readable(statement.query([])?, read_suggestion)
        })
    }

    /// Changes an entry. An entry that was shared stays shared. Tells whether anything changed.
    pub fn change_entry(&mut self, feed: &str, key: &str, change: EntryChange) -> Result<bool, StoreError> {
        let change = match change {
            EntryChange::Dismiss => {
                "SET place = 'dismissed', unread = 0, revision = ?3 WHERE place = 'offered'"
            }
            EntryChange::Offer => "SET place = 'offered', revision = ?3 WHERE place = 'dismissed'",
            EntryChange::Read => "SET unread = 0, revision = ?3 WHERE unread <> 0",
        };
        self.change(|tx, revision| {
            let update = format!("UPDATE feed_entries {change} AND feed = ?1 AND key = ?2");
            Ok(tx.execute(&update, params![feed, key, revision])? > 0)
        })
    }

    /// Changes with each change of a feed or an entry: the newest revision, and the number of feeds.
    pub fn feeds_mark(&self) -> Result<(i64, i64), StoreError> {
        self.read(|db| {
            // Integers alone: a damaged revision must not hide the others.
            let newest = "SELECT coalesce(max(newest), 0), (SELECT count(*) FROM feeds) FROM (\
                 SELECT max(revision) AS newest FROM feeds WHERE typeof(revision) = 'integer' UNION ALL \
                 SELECT max(revision) FROM feed_entries WHERE typeof(revision) = 'integer')";
            db.prepare_cached(newest)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        })
    }
}

/// The part of a query that finds the entries of [`Store::suggestions`].
pub(super) fn shown() -> String {
    format!(
        "FROM feed_entries WHERE place = 'offered' AND feed IN (SELECT id FROM feeds WHERE muted = 0) \
         ORDER BY coalesce(published, found_at) DESC LIMIT {MOST_SUGGESTIONS}"
    )
}

/// The entries whose page stands in something that was just shared are offered no longer.
pub(super) fn note_shared(
    tx: &Transaction<'_>,
    text: &str,
    link: Option<&Url>,
    revision: i64,
) -> rusqlite::Result<()> {
    let shared = "UPDATE feed_entries SET place = 'shared', unread = 0, revision = ?3 \
                  WHERE place = 'offered' AND link IS NOT NULL AND (link = ?2 OR instr(?1, link) > 0)";
    tx.prepare_cached(shared)?.execute(params![text, link.map(Url::as_str), revision]).map(drop)
}

/// The feeds of an organization become these. A feed that the person added stays the person's.
pub(super) fn set_organization_feeds(
    tx: &Transaction<'_>,
    OrganizationFeeds { organization, feeds, now }: &OrganizationFeeds<'_>,
    revision: i64,
) -> rusqlite::Result<()> {
    let former: Vec<(String, String)> = {
        let mut statement = tx.prepare_cached("SELECT id, address FROM feeds WHERE organization = ?1")?;
        readable(statement.query([organization])?, |row| Ok((row.get(0)?, row.get(1)?)))?
    };
    for (id, address) in &former {
        if feeds.iter().all(|(_, kept)| kept.as_str() != address) {
            remove(tx, id)?;
        }
    }
    for (title, address) in *feeds {
        let query = "SELECT 1 FROM feeds WHERE address = ?1";
        if tx.query_row(query, [address.as_str()], |_| Ok(())).optional()?.is_none() {
            write_feed(tx, &new_feed(address.clone(), title, Some(organization), *now), revision)?;
        }
    }
    Ok(())
}

/// A feed that has not been read yet, and is due at once.
pub fn new_feed(address: Url, title: &str, organization: Option<&str>, now: DateTime<Utc>) -> Feed {
    Feed {
        id: format!("feed-{}", new_id()),
        address,
        title: title.to_owned(),
        organization: organization.map(str::to_owned),
        muted: false,
        added_at: now,
        reading: FeedReading { next_at: Some(now), ..FeedReading::default() },
    }
}

fn remove(tx: &Transaction<'_>, id: &str) -> rusqlite::Result<bool> {
    tx.execute("DELETE FROM feed_entries WHERE feed = ?1", [id])?;
    let was_there = tx.execute("DELETE FROM feeds WHERE id = ?1", [id])? > 0;
    feed_pictures::forget_unused(tx)?;
    Ok(was_there)
}

fn write_feed(tx: &Transaction<'_>, feed: &Feed, revision: i64) -> rusqlite::Result<()> {
    let reading = &feed.reading;
    let (moved_to, moved_since) = reading.moved.as_ref().map(|(to, since)| (to, *since)).unzip();
    let time = |at: Option<DateTime<Utc>>| at.map(values::millis);
    tx.prepare_cached(&upsert("feeds", "id", &format!("{FEED}, revision")))?
        .execute(params![
            feed.id,
            feed.address.as_str(),
            feed.title,
            feed.organization,
            feed.muted,
            values::millis(feed.added_at),
            time(reading.read_at),
            time(reading.next_at),
            reading.failures,
            time(reading.failing_since),
            reading.etag,
            reading.last_modified,
            moved_to.map(Url::as_str),
            time(moved_since),
            revision,
        ])
        .map(drop)
}

/// Remembers entries. A known one keeps its place, and its texts follow its feed while it is offered.
fn write_entries(
    tx: &Transaction<'_>,
    feed: &str,
    entries: &[(&Entry, Place)],
    now: DateTime<Utc>,
    revision: i64,
) -> rusqlite::Result<()> {
    let edit = format!(
        "UPDATE feed_entries SET title = ?3, link = ?4, summary = ?5, picture = ?6, revision = ?7, {} \
         WHERE feed = ?1 AND key = ?2 AND place = 'offered' \
         AND (title, link, summary, picture) IS NOT (?3, ?4, ?5, ?6)",
        feed_pictures::AFTER_EDIT
    );
    for (entry, place) in entries {
        let (link, picture) = (entry.link.as_ref().map(Url::as_str), entry.picture.as_ref().map(Url::as_str));
        if *place == Place::Known {
            let texts = params![
                feed,
                entry.key,
                entry.title,
                link,
                entry.summary,
                picture,
                revision,
                feed_pictures::file_of(picture)
            ];
            tx.prepare_cached(&edit)?.execute(texts)?;
            continue;
        }
        let is_offered = *place == Place::Offered;
        tx.prepare_cached(&upsert("feed_entries", "feed, key", ENTRY))?.execute(params![
            feed,
            entry.key,
            entry.title,
            link,
            entry.summary,
            picture,
            entry.published.map(values::millis),
            values::millis(now),
            if is_offered { "offered" } else { "seen" },
            is_offered,
            revision,
        ])?;
    }
    let forget = format!(
        "DELETE FROM feed_entries WHERE feed = ?1 AND key IN (SELECT key FROM feed_entries WHERE feed = ?1 \
         ORDER BY found_at DESC LIMIT -1 OFFSET {MOST_REMEMBERED})"
    );
    tx.prepare_cached(&forget)?.execute([feed])?;
    feed_pictures::forget_unused(tx)
}

fn read_feed(row: &Row<'_>) -> rusqlite::Result<Feed> {
    let time = |index| -> rusqlite::Result<_> { Ok(row.get::<_, Option<i64>>(index)?.map(values::time)) };
    let moved_to = row.get::<_, Option<String>>(12)?.map(|address| read_url(&address, 12)).transpose()?;
    Ok(Feed {
        id: row.get(0)?,
        address: read_url(&row.get::<_, String>(1)?, 1)?,
        title: row.get(2)?,
        organization: row.get(3)?,
        muted: row.get(4)?,
        added_at: values::read_time(row, 5)?,
        reading: FeedReading {
            read_at: time(6)?,
            next_at: time(7)?,
            failures: row.get(8)?,
            failing_since: time(9)?,
            etag: row.get(10)?,
            last_modified: row.get(11)?,
            moved: moved_to.zip(time(13)?),
        },
    })
}

fn read_suggestion(row: &Row<'_>) -> rusqlite::Result<Suggestion> {
    let link = row.get::<_, Option<String>>(3)?.map(|link| read_url(&link, 3)).transpose()?;
    let published = row.get::<_, Option<i64>>(6)?.map(values::time);
    Ok(Suggestion {
        feed: row.get(0)?,
        key: row.get(1)?,
        title: row.get(2)?,
        link,
        summary: row.get(4)?,
        picture: row.get(5)?,
        at: published.unwrap_or(values::read_time(row, 7)?),
        unread: row.get(8)?,
    })
}

/// Reads a web address.
pub(super) fn read_url(text: &str, index: usize) -> rusqlite::Result<Url> {
    let wrong = |reason: &'static str| {
        rusqlite::Error::FromSqlConversionFailure(index, rusqlite::types::Type::Text, reason.into())
    };
    let url = Url::parse(text).map_err(|_| wrong("no address"))?;
    if matches!(url.scheme(), "http" | "https") { Ok(url) } else { Err(wrong("no address of the web")) }
}
