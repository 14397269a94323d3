//! Feeds, as a shell or the command line asks for them. Gander offers their news, and shares nothing by itself.

use std::sync::PoisonError;

use chrono::{DateTime, Utc};
use feeds::{Feed as ReadFeed, Former};
use store::{EntryChange, Feed, Suggestion, new_feed};
use url::Url;

use super::Keeper;
use crate::{
    Error, FeedTrouble,
    driver::{Command, Message},
    feed_client::FoundFeed,
    typed,
};

/// The most feeds that a person adds.
const MOST_FEEDS: usize = 100;
/// The entries that are shown before a feed is added.
const PREVIEWED: usize = 3;

/// A feed, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedState {
    /// Its id.
    pub id: String,
    /// Its address.
    pub address: Url,
    /// Its title, or else its host.
    pub title: String,
    /// The organization that brought it. `None`: the person added it.
    pub organization: Option<String>,
    /// `true` if the person does not want its news.
    pub muted: bool,
    /// The last read that succeeded.
    pub read_at: Option<DateTime<Utc>>,
    /// The first of the reads that failed since then.
    pub failing_since: Option<DateTime<Utc>>,
    /// `true` if its server says that it is gone for good.
    pub gone: bool,
}

/// A feed that was found at an address, before it is added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedPreview {
    /// Its address.
    pub address: Url,
    /// Its title, or else its host.
    pub title: String,
    /// Its first entries, three at most: the title, and the time if it has one.
    pub entries: Vec<(String, Option<DateTime<Utc>>)>,
}

impl Keeper {
    /// Every feed, in the order of their titles.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn feeds(&self) -> Result<Vec<FeedState>, Error> {
        Ok(self.with_store(|store| store.feeds())?.into_iter().map(FeedState::of).collect())
    }

    /// The news that feeds offer, the newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn suggestions(&self) -> Result<Vec<Suggestion>, Error> {
        self.with_store(|store| store.suggestions())
    }

    /// Looks for a feed at the address of a site or a feed, and keeps nothing.
    ///
    /// # Errors
    /// When the address is none, or no feed can be read there.
    pub async fn preview_feed(&self, address: &str) -> Result<FeedPreview, Error> {
        let found = self.find_feed(address).await?;
        let preview = FeedPreview {
            address: found.address.clone(),
            title: title_of(&found.feed.title, &found.address),
            entries: found
                .feed
                .entries
                .iter()
                .take(PREVIEWED)
                .map(|entry| (entry.title.clone(), entry.published))
                .collect(),
        };
        *self.feeds.found.lock().unwrap_or_else(PoisonError::into_inner) = Some((address.to_owned(), found));
        Ok(preview)
    }

    /// Adds the feed at the address of a site or a feed. Its present entries count as read. A feed that is known
    /// already stays as it is.
    ///
    /// # Errors
    /// When the address is none, no feed can be read there, there are too many feeds, or the disk cannot be written.
    pub async fn add_feed(&self, address: &str) -> Result<FeedState, Error> {
        if self.with_store(|store| store.feeds())?.len() >= MOST_FEEDS {
            return Err(Error::BadInput(format!("{MOST_FEEDS} feeds are the most; remove one first")));
        }
        let found = self.found(address).await?;
        let now = self.clock.now();
        let mut feed = new_feed(found.address, &found.feed.title, None, now);
        feed.reading.read_at = Some(now);
        feed.reading.etag = found.etag;
        feed.reading.last_modified = found.last_modified;
        feed.reading.next_at = feeds::next_read(now, feeds::Answer::Read { wait: found.feed.ttl }, 0);
        let id = self.with_store(|store| store.add_feed(&feed, &found.feed.entries))?;
        self.feeds_changed();
        self.feed(&id)
    }

    /// Moves a feed to another address. Its entries keep their places.
    ///
    /// # Errors
    /// When there is no such feed of the person's own, no feed can be read there, or the disk cannot be written.
    pub async fn change_feed_address(&self, id: &str, address: &str) -> Result<FeedState, Error> {
        self.own_feed(id)?;
        let found = self.found(address).await?;
        let mut feed = self.own_feed(id)?;
        if self
            .with_store(|store| store.feeds())?
            .iter()
            .any(|known| known.id != id && known.address == found.address)
        {
            return Err(Error::BadInput("another feed has this address already".into()));
        }
        let now = self.clock.now();
        let known = self.with_store(|store| store.known_entries(id))?;
        let ReadFeed { title, ttl, entries } = found.feed;
        let former = Former { added_at: feed.added_at, read_at: feed.reading.read_at, known: &known };
        let places = feeds::places(&former, &entries);
        feed.address = found.address;
        feed.title = title;
        feed.reading = store::FeedReading {
            read_at: Some(now),
            next_at: feeds::next_read(now, feeds::Answer::Read { wait: ttl }, 0),
            etag: found.etag,
            last_modified: found.last_modified,
            ..store::FeedReading::default()
        };
        let read: Vec<_> = entries.iter().zip(places).collect();
        self.with_store(|store| store.feed_was_read(&feed, &read, now))?;
        self.feeds_changed();
        self.feed(id)
    }

    /// Removes a feed of the person's own, with its suggestions.
    ///
    /// # Errors
    /// When there is no such feed, an organization brought it, or the disk cannot be written.
    pub fn remove_feed(&self, id: &str) -> Result<(), Error> {
        self.own_feed(id)?;
        self.with_store(|store| store.remove_feed(id))?;
        self.feeds_changed();
        Ok(())
    }

    /// Mutes a feed, or offers its news again.
    ///
    /// # Errors
    /// When there is no such feed, or the disk cannot be written.
    pub fn mute_feed(&self, id: &str, muted: bool) -> Result<(), Error> {
        self.require(id, self.with_store(|store| store.mute_feed(id, muted))?)
    }

    /// Reads a feed soon, also one that failed or is gone. A process that does no timed work leaves it to the one that
    /// does.
    ///
    /// # Errors
    /// When there is no such feed, or the disk cannot be written.
    pub fn read_feed_soon(&self, id: &str) -> Result<(), Error> {
        let now = self.clock.now();
        self.require(id, self.with_store(|store| store.read_feed_soon(id, now))?)
    }

    /// Takes a suggestion off the list for good, or puts it back.
    ///
    /// # Errors
    /// When the disk cannot be written.
    pub fn set_not_for_me(&self, feed: &str, key: &str, not_for_me: bool) -> Result<(), Error> {
        let change = if not_for_me { EntryChange::Dismiss } else { EntryChange::Offer };
        self.change_entry(feed, key, change)
    }

    /// Notes that the person has seen a suggestion.
    ///
    /// # Errors
    /// When the disk cannot be written.
    pub fn suggestion_seen(&self, feed: &str, key: &str) -> Result<(), Error> {
        self.change_entry(feed, key, EntryChange::Read)
    }

    fn change_entry(&self, feed: &str, key: &str, change: EntryChange) -> Result<(), Error> {
        if self.with_store(|store| store.change_entry(feed, key, change))? {
            self.feeds_changed();
        }
        Ok(())
    }

    /// The feed that the person has just looked at, or the one that is found there now.
    async fn found(&self, address: &str) -> Result<FoundFeed, Error> {
        let looked_at = self.feeds.found.lock().unwrap_or_else(PoisonError::into_inner).take();
        match looked_at.filter(|(typed, _)| typed == address) {
            Some((_, found)) => Ok(found),
            None => self.find_feed(address).await,
        }
    }

    async fn find_feed(&self, typed: &str) -> Result<FoundFeed, Error> {
        let address = address_of(typed)?;
        let (client, catalogue, now) = (self.feeds.get()?, self.networks(), self.clock.now());
        Ok(client.find(address, &catalogue, now).await?)
    }

    fn feed(&self, id: &str) -> Result<FeedState, Error> {
        Ok(FeedState::of(self.stored_feed(id)?))
    }

    fn stored_feed(&self, id: &str) -> Result<Feed, Error> {
        let found = self.with_store(|store| store.feeds())?.into_iter().find(|feed| feed.id == id);
        found.ok_or_else(|| Error::UnknownFeed(id.to_owned()))
    }

    fn own_feed(&self, id: &str) -> Result<Feed, Error> {
        let feed = self.stored_feed(id)?;
        match &feed.organization {
            Some(organization) => Err(Error::BadInput(format!(
                "{organization} brought this feed; mute it instead, and its news is not offered"
            ))),
            None => Ok(feed),
        }
    }

    fn require(&self, id: &str, found: bool) -> Result<(), Error> {
        if !found {
            return Err(Error::UnknownFeed(id.to_owned()));
        }
        self.feeds_changed();
        Ok(())
    }

    fn feeds_changed(&self) {
        let _ = self.messages.0.send(Message::Command(Command::FeedsChanged));
    }
}

impl FeedState {
    fn of(feed: Feed) -> Self {
        Self {
            title: title_of(&feed.title, &feed.address),
            id: feed.id,
            organization: feed.organization,
            muted: feed.muted,
            read_at: feed.reading.read_at,
            failing_since: feed.reading.failing_since,
            gone: feed.reading.next_at.is_none(),
            address: feed.address,
        }
    }
}

fn title_of(title: &str, address: &Url) -> String {
    if title.is_empty() { address.host_str().unwrap_or_default().to_owned() } else { title.to_owned() }
}

/// The address that a person typed.
fn address_of(typed: &str) -> Result<Url, Error> {
    let address = typed::web_address(&typed::address(typed));
    let short = address.filter(|address| address.as_str().len() <= feeds::LONGEST_ADDRESS);
    short.ok_or_else(|| FeedTrouble::NoFeed.into())
}
