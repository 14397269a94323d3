//! A feed as its document writes it, before texts are plain and links are whole.

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};
use url::Url;

use crate::{Entry, Feed, LONGEST_ADDRESS, LONGEST_SUMMARY, LONGEST_TITLE, dates, html, text};

/// The longest text of a document that is kept, in bytes. The first picture of an article is within it.
pub(crate) const LONGEST_FIELD: usize = 64 << 10;
/// The pictures of an entry that are looked at.
const MOST_PICTURES: usize = 16;
/// A feed whose clock is ahead by less than this names the present.
const CLOCK_AHEAD: TimeDelta = TimeDelta::hours(1);

/// A text, with the markup that it is in.
#[derive(Debug, Default)]
pub(crate) struct Words {
    pub text: String,
    pub is_html: bool,
}

/// An address, with the address that it is relative to.
#[derive(Debug)]
pub(crate) struct Reference {
    pub href: String,
    /// `None`: the address of the feed.
    pub base: Option<Url>,
}

/// The part of an entry that names a picture, the best first: the earlier ones are made to be shown in small.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum PictureSource {
    /// `media:thumbnail`, and `image` of JSON Feed.
    Thumbnail,
    /// `media:content`, and `banner_image` of JSON Feed.
    Content,
    Enclosure,
    /// An element within a text, which may decorate anything.
    Text,
}

#[derive(Debug, Default)]
pub(crate) struct RawFeed {
    pub title: Words,
    /// In minutes.
    pub ttl: Option<u32>,
    pub entries: Vec<RawEntry>,
}

#[derive(Debug, Default)]
pub(crate) struct RawEntry {
    pub id: String,
    pub title: Words,
    pub link: Option<Reference>,
    /// The id, if it may be the address of the entry's page.
    pub permalink: Option<Reference>,
    pub summary: Words,
    pub content: Words,
    /// In the order of the document.
    pub pictures: Vec<(PictureSource, Reference)>,
    pub published: String,
    pub updated: String,
    /// The address that relative addresses in its texts are relative to.
    pub base: Option<Url>,
}

impl Words {
    pub fn plain(text: String) -> Self {
        Self { text, is_html: false }
    }

    pub fn html(text: String) -> Self {
        Self { text, is_html: true }
    }

    fn line(&self, most: usize) -> String {
        if self.is_html { text::of_html(&self.text, most) } else { text::line(&self.text, most) }
    }
}

impl Reference {
    fn resolve(&self, address: &Url) -> Option<Url> {
        web_address(&self.href, self.base.as_ref().unwrap_or(address))
    }
}

impl RawFeed {
    pub fn finish(self, address: &Url, now: DateTime<Utc>) -> Feed {
        let mut entries: Vec<Entry> = Vec::with_capacity(self.entries.len());
        for raw in self.entries {
            if let Some(entry) = raw.finish(address, now)
                && entries.iter().all(|known| known.key != entry.key)
            {
                entries.push(entry);
            }
        }
        Feed {
            title: self.title.line(LONGEST_TITLE),
            ttl: self.ttl.map(|minutes| TimeDelta::minutes(minutes.into())),
            entries,
        }
    }
}

impl RawEntry {
    /// Notes a picture.
    pub fn add_picture(&mut self, source: PictureSource, href: String, base: Option<Url>) {
        if self.pictures.len() < MOST_PICTURES && href.len() <= LONGEST_ADDRESS {
            self.pictures.push((source, Reference { href, base }));
        }
    }

    /// `None` if there is nothing to show.
    fn finish(self, address: &Url, now: DateTime<Utc>) -> Option<Entry> {
        let link = [&self.link, &self.permalink].into_iter().flatten().find_map(|link| link.resolve(address));
        let summary = Some(self.summary.line(LONGEST_SUMMARY))
            .filter(|summary| !summary.is_empty())
            .unwrap_or_else(|| self.content.line(LONGEST_SUMMARY));
        let title = self.title.line(LONGEST_TITLE);
        let title = match (title.is_empty(), &link) {
            (false, _) => title,
            (true, _) if !summary.is_empty() => text::line(&summary, LONGEST_TITLE),
            (true, Some(link)) => text::line(link.as_str(), LONGEST_TITLE),
            (true, None) => return None,
        };
        let key = match (self.id.trim(), &link) {
            ("", Some(link)) => hash(&["link", link.as_str()]),
            ("", None) => hash(&["title", &title, &self.published]),
            (id, _) => hash(&["id", id]),
        };
        Some(Entry {
            key,
            picture: self.picture(address),
            published: self.published(now),
            title,
            link,
            summary,
        })
    }

    /// The best picture whose address is one of the web.
    fn picture(&self, address: &Url) -> Option<Url> {
        let mut named: Vec<_> = self.pictures.iter().collect();
        // Stable: of two equals, the first counts.
        named.sort_by_key(|(source, _)| *source);
        let base = self.base.as_ref().unwrap_or(address);
        let in_text = |words: &Words| {
            let sources = html::pictures(if words.is_html { &words.text } else { "" });
            sources.take(MOST_PICTURES).find_map(|src| web_address(&src, base))
        };
        let named = named.iter().find_map(|(_, picture)| picture.resolve(address));
        named.or_else(|| in_text(&self.content)).or_else(|| in_text(&self.summary))
    }

    fn published(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let published = dates::parse(&self.published).or_else(|| dates::parse(&self.updated))?;
        (published <= now + CLOCK_AHEAD).then(|| published.min(now))
    }
}

/// A web address. `None` for one of another kind, with a password, or too long.
pub(crate) fn web_address(text: &str, base: &Url) -> Option<Url> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST_ADDRESS {
        return None;
    }
    let url = base.join(text).ok()?;
    let is_web =
        matches!(url.scheme(), "http" | "https") && url.host_str().is_some_and(|host| !host.is_empty());
    let is_open = url.username().is_empty() && url.password().is_none();
    (is_web && is_open && url.as_str().len() <= LONGEST_ADDRESS).then_some(url)
}

/// A short name of these parts, which no other parts have.
fn hash(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.len().to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// Adds to a text as long as it is not longer than any that is kept.
pub(crate) fn push(text: &mut String, part: &str) {
    let room = LONGEST_FIELD.saturating_sub(text.len());
    text.push_str(&part[..part.floor_char_boundary(room)]);
}
