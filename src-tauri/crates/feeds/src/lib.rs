//! Feeds: RSS, Atom and JSON Feed, read into entries that a person may share, and the decisions about them.
//!
//! Feeds come from anywhere, and none of their content is trusted. Every size is bounded, entities are never expanded,
//! and no input panics: a panic would end the whole program.
//!
//! **Architecture invariant:** pure. No clock, no file, no network.

mod dates;
mod document;
mod encoding;
mod html;
mod json;
mod news;
mod schedule;
mod text;
mod xml;

use std::fmt;

use chrono::{DateTime, TimeDelta, Utc};
use url::Url;

pub use news::{Former, Known, MOST_OFFERED, Place, places};
pub use schedule::{Answer, LARGEST_JITTER, Moved, max_age, moved, next_read, retry_after};

/// The largest document that is read, in bytes.
pub const MOST_BYTES: usize = 5 << 20;
/// The most entries of a feed that are read. Feeds name the newest ones first.
pub const MOST_ENTRIES: usize = 200;
/// The most feeds that a page names.
pub const MOST_LINKS: usize = 10;
/// The longest title, in graphemes.
pub const LONGEST_TITLE: usize = 200;
/// The longest summary, in graphemes.
pub const LONGEST_SUMMARY: usize = 400;
/// The longest address, in bytes. A longer one counts as none.
pub const LONGEST_ADDRESS: usize = 2048;

/// The content of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Document {
    /// A feed.
    Feed(Feed),
    /// A page that names feeds. There is at least one.
    Page(Vec<FeedLink>),
}

/// A feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feed {
    /// Its title. Empty if it has none.
    pub title: String,
    /// The shortest time between two reads that it asks for.
    pub ttl: Option<TimeDelta>,
    /// Its entries, in its own order, [`MOST_ENTRIES`] at most.
    pub entries: Vec<Entry>,
}

/// An entry of a feed. Its texts are plain, on one line, without control characters and direction marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// A hash of the id that the feed gives to it.
    pub key: String,
    /// Its title, or the beginning of its text. Never empty.
    pub title: String,
    /// Its page, http or https.
    pub link: Option<Url>,
    /// Its summary. Empty if it has none.
    pub summary: String,
    /// Its picture, http or https.
    pub picture: Option<Url>,
    /// The time at which it appeared. `None` if the feed names none, or one that has not come yet.
    pub published: Option<DateTime<Utc>>,
}

/// A feed that a page names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedLink {
    /// Its title. Empty if the page names none.
    pub title: String,
    /// Its address, http or https.
    pub address: Url,
}

/// The reason for which a document offers nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is larger than [`MOST_BYTES`].
    TooLarge,
    /// It is neither a feed nor a page that names one, or it breaks off.
    NoFeed,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLarge => "the feed is larger than 5 MiB; Gander does not read it",
            Self::NoFeed => "no feed was found there; give the address of a site or of its feed",
        })
    }
}

impl std::error::Error for Unreadable {}

/// Reads the document at this address. Relative links are resolved against the address.
///
/// # Errors
/// When it is too large, or offers nothing.
pub fn read(bytes: &[u8], address: &Url, now: DateTime<Utc>) -> Result<Document, Unreadable> {
    if bytes.len() > MOST_BYTES {
        return Err(Unreadable::TooLarge);
    }
    let text = encoding::decode(bytes);
    let text = text.trim_start();
    let raw = if text.starts_with('{') { json::read(text) } else { xml::read(text, address) };
    if let Some(raw) = raw {
        return Ok(Document::Feed(raw.finish(address, now)));
    }
    let links = html::feed_links(text, address);
    if links.is_empty() { Err(Unreadable::NoFeed) } else { Ok(Document::Page(links)) }
}
