//! The reads of feeds: when each is due, what its answer changes, and which entries are offered. Only the process that
//! does the timed work reads feeds by itself.

use std::{collections::BTreeSet, sync::Arc};

use chrono::{DateTime, TimeDelta, Utc};
use feeds::{Answer, Document, Former, LARGEST_JITTER, Moved, Place};
use store::{EntryPicture, Feed};

use super::{Driver, Message};
use crate::{
    FeedTrouble,
    feed_client::{FeedAnswer, FeedRequest, Fresh},
};

/// The most feeds that are read at once. Work that a person waits for has priority.
const AT_ONCE: usize = 4;
/// No feed waits longer. A later time means that the clock was set back.
const LONGEST_WAIT: TimeDelta = TimeDelta::days(9);

/// The driver's feeds.
#[derive(Default)]
pub(crate) struct State {
    pub(super) feeds: Vec<Feed>,
    /// The mark of the store's feeds that are known.
    seen: Option<(i64, i64)>,
    /// The feeds that are being read.
    reading: BTreeSet<String>,
    /// The number of pictures that are being fetched.
    pub(super) pictures_in_flight: usize,
}

/// An answer of the internet about a feed.
pub(crate) enum Heard {
    /// The answer of the feed of this id.
    Read(String, Box<Result<FeedAnswer, FeedTrouble>>),
    /// The picture of an entry. `None`: it could not be fetched.
    Picture(Box<EntryPicture>, Option<Vec<u8>>),
}

impl Driver {
    /// Takes in an answer.
    pub(super) fn heard_of_feed(&mut self, heard: Heard) {
        match heard {
            Heard::Read(id, answer) => self.feed_read(&id, *answer),
            Heard::Picture(picture, file) => self.entry_picture_came(&picture, file.as_deref()),
        }
    }

    /// Takes in the feeds, and tells the shell if they or their entries changed.
    pub(super) fn reload_feeds(&mut self) {
        let read = {
            let store = self.store();
            // Read first: a change in between is then seen twice rather than never.
            store.feeds_mark().and_then(|mark| {
                let is_news = self.state.feeds.seen != Some(mark);
                Ok((mark, is_news.then(|| store.feeds()).transpose()?))
            })
        };
        match read {
            Ok((_, None)) => {}
            Ok((mark, Some(feeds))) => {
                let is_first = self.state.feeds.seen.replace(mark).is_none();
                self.state.feeds.feeds = feeds;
                if !is_first {
                    self.say_sharing_changed();
                }
            }
            Err(error) => tracing::error!(%error, "the feeds could not be read"),
        }
    }

    /// The next moment at which a feed is due, if this process reads feeds.
    pub(super) fn next_feed(&self) -> Option<DateTime<Utc>> {
        let feeds = &self.state.feeds;
        if !self.reads_feeds() || feeds.reading.len() >= AT_ONCE {
            return None;
        }
        let waiting = feeds.feeds.iter().filter(|feed| is_read(feed) && !feeds.reading.contains(&feed.id));
        waiting.filter_map(|feed| feed.reading.next_at).min()
    }

    pub(super) fn reads_feeds(&self) -> bool {
        let leads = self.timed_work && (self.state.lead.is_some() || self.dir.is_none());
        leads && self.state.key.is_some() && self.state.shut_down.is_none()
    }

    /// Begins to read the feeds that are due.
    pub(super) fn read_due_feeds(&mut self) {
        if !self.reads_feeds() {
            return;
        }
        let now = self.now();
        let due: Vec<Feed> = self
            .state
            .feeds
            .feeds
            .iter()
            .filter(|feed| is_read(feed) && !self.state.feeds.reading.contains(&feed.id))
            .filter(|feed| feed.reading.next_at.is_some_and(|at| at <= now || at > now + LONGEST_WAIT))
            .take(AT_ONCE.saturating_sub(self.state.feeds.reading.len()))
            .cloned()
            .collect();
        for feed in due {
            self.read_feed(feed, now);
        }
    }

    fn read_feed(&mut self, feed: Feed, now: DateTime<Utc>) {
        let client = match self.feeds.get() {
            Ok(client) => client,
            Err(error) => {
                tracing::error!(%error, "feeds cannot be read");
                return self.put_off(&feed.id, now);
            }
        };
        self.state.feeds.reading.insert(feed.id.clone());
        let request = FeedRequest {
            address: feed.address,
            etag: feed.reading.etag,
            last_modified: feed.reading.last_modified,
            typed: feed.organization.is_none(),
        };
        let (messages, catalogue, id) = (self.messages.clone(), Arc::clone(&self.catalogue), feed.id);
        // This is no work in flight: a shutdown does not wait for it.
        tokio::spawn(async move {
            let answer = client.read(request, &catalogue, now).await;
            let _ = messages.send(Message::Feed(Heard::Read(id, Box::new(answer))));
        });
    }

    /// Takes in the answer of a feed.
    fn feed_read(&mut self, id: &str, answer: Result<FeedAnswer, FeedTrouble>) {
        self.state.feeds.reading.remove(id);
        let now = self.now();
        // The person may have changed the feed meanwhile.
        self.reload_feeds();
        let Some(mut feed) = self.state.feeds.feeds.iter().find(|feed| feed.id == id).cloned() else {
            return;
        };
        let known = self.store().known_entries(id);
        let known = match known {
            Ok(known) => known,
            Err(error) => {
                tracing::error!(%error, "the entries of a feed could not be read");
                return self.put_off(id, now);
            }
        };
        let former = Former { added_at: feed.added_at, read_at: feed.reading.read_at, known: &known };
        let (entries, outcome) = match answer {
            Ok(answer) => self.take_answer(&mut feed, answer, now),
            Err(trouble) => (Vec::new(), failed(&mut feed, trouble, now)),
        };
        let places = feeds::places(&former, &entries);
        let read: Vec<_> = entries.iter().zip(places).collect();
        let offered = read.iter().filter(|(_, place)| *place == Place::Offered).count();
        tracing::info!(feed = id, ?outcome, offered, "a feed was asked");
        feed.reading.next_at = feeds::next_read(now, outcome, jitter());
        let stored = self.store().feed_was_read(&feed, &read, now);
        match stored {
            Ok(()) => {
                self.reload_feeds();
                if matches!(outcome, Answer::Read { .. }) {
                    self.fetch_entry_pictures();
                }
            }
            Err(error) => {
                tracing::error!(%error, "the news of a feed could not be stored; the feed is read again");
                self.put_off(id, now);
            }
        }
    }

    /// Keeps the next try from following at once.
    fn put_off(&mut self, id: &str, now: DateTime<Utc>) {
        for feed in self.state.feeds.feeds.iter_mut().filter(|feed| feed.id == id) {
            feed.reading.next_at = feeds::next_read(now, Answer::Failed { failures: 1 }, 0);
        }
    }

    /// The entries of an answer. Nothing changed if there are none.
    fn take_answer(
        &self,
        feed: &mut Feed,
        answer: FeedAnswer,
        now: DateTime<Utc>,
    ) -> (Vec<feeds::Entry>, Answer) {
        let read = match answer.fresh {
            // A page in place of a feed proves nothing about it.
            Some(Fresh { document: Document::Page(_), .. }) => {
                return (Vec::new(), failed(feed, FeedTrouble::NoFeed, now));
            }
            Some(Fresh { document: Document::Feed(read), etag, last_modified }) => {
                feed.reading.etag = etag;
                feed.reading.last_modified = last_modified;
                read
            }
            None => feeds::Feed::default(),
        };
        // An organization's feed keeps the name that the person was shown.
        if !read.title.is_empty() && feed.organization.is_none() {
            feed.title = read.title;
        }
        feed.reading.read_at = Some(now);
        feed.reading.failures = 0;
        feed.reading.failing_since = None;
        self.follow_move(feed, answer.permanent.as_ref(), now);
        let wait = [read.ttl, answer.max_age].into_iter().flatten().max();
        (read.entries, Answer::Read { wait })
    }

    /// Changes the address of a feed after a permanent redirect has held.
    fn follow_move(&self, feed: &mut Feed, to: Option<&url::Url>, now: DateTime<Utc>) {
        let former = feed.reading.moved.as_ref().map(|(to, since)| (to, *since));
        feed.reading.moved = match feeds::moved(former, to, now) {
            Moved::No => None,
            Moved::Since(to, since) => Some((to, since)),
            Moved::ForGood(to) => {
                let is_free = self.state.feeds.feeds.iter().all(|known| known.address != to);
                if is_free {
                    tracing::info!(feed = feed.id, "a feed has moved for good");
                    feed.address = to;
                }
                None
            }
        };
    }
}

/// Tells whether Gander reads a feed.
fn is_read(feed: &Feed) -> bool {
    !feed.muted
}

/// Notes a read that failed.
fn failed(feed: &mut Feed, trouble: FeedTrouble, now: DateTime<Utc>) -> Answer {
    feed.reading.failures = feed.reading.failures.saturating_add(1);
    // A later time than now means that the clock was set back.
    feed.reading.failing_since = feed.reading.failing_since.filter(|since| *since <= now).or(Some(now));
    match trouble {
        FeedTrouble::Gone => Answer::Gone,
        FeedTrouble::Limited { wait } => Answer::Limited { wait },
        // This device may be offline, which says nothing about the feed.
        FeedTrouble::Unreachable | FeedTrouble::NoServer => Answer::Failed { failures: 1 },
        FeedTrouble::Private | FeedTrouble::NoFeed | FeedTrouble::TooLarge | FeedTrouble::Status(_) => {
            Answer::Failed { failures: feed.reading.failures }
        }
    }
}

fn jitter() -> u32 {
    let mut bytes = [0; 4];
    getrandom::fill(&mut bytes).expect("the system has random numbers");
    u32::from_le_bytes(bytes) % (LARGEST_JITTER + 1)
}
