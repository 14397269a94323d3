//! The posts of one network: its timeline, and the posts that it has taken but not committed yet.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;
use serde_json::Value;

/// A post on the timeline of a network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Post {
    /// The username of the author.
    pub member: String,
    /// The text.
    pub text: String,
    /// The shared link: the card that the app sent, or else the first link of the text.
    pub link: Option<Link>,
    /// The network's id: the record key at Bluesky.
    pub id: String,
    /// The network's name for the post: an `at:` URI at Bluesky.
    pub uri: String,
    /// The address of its page.
    pub address: String,
    /// The time at which the network committed it.
    pub at: DateTime<Utc>,
    /// The time from which lists, lookups and pages show it.
    pub shown_at: DateTime<Utc>,
    /// The app's name for the post: an idempotency key, a record key.
    pub handle: Option<String>,
    /// The number of create requests with this handle, answered or not. Those answered with 401 do not count.
    pub arrived: u64,
    /// The number of times that another record replaced it.
    pub overwritten: u64,
    /// The pictures, where the network keeps them.
    pub pictures: Vec<PostPicture>,
}

/// A picture of a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PostPicture {
    /// The media type, such as `image/png`.
    pub media_type: String,
    /// The file.
    #[serde(skip)]
    pub file: Vec<u8>,
    /// The description for people who do not see it.
    pub description: String,
}

/// A picture that an app uploaded before the post.
pub(crate) struct Media {
    pub(crate) member: usize,
    pub(crate) picture: PostPicture,
    /// The number of questions about it.
    pub(crate) asked: u32,
}

/// A link in a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// The address.
    pub url: String,
    /// The title of the card that the app sent.
    pub title: Option<String>,
    /// The description of the card that the app sent.
    pub description: Option<String>,
}

impl Link {
    pub(crate) fn bare(url: &str) -> Self {
        Self { url: url.to_owned(), title: None, description: None }
    }
}

/// A post as an app sent it.
#[derive(Clone)]
pub(crate) struct Draft {
    pub(crate) member: usize,
    pub(crate) text: String,
    pub(crate) link: Option<Link>,
    pub(crate) id: String,
    pub(crate) uri: String,
    /// The address of the network, without a slash at the end.
    pub(crate) origin: String,
    /// The paths of its page. The first one is its address.
    pub(crate) paths: [String; 2],
    pub(crate) handle: Option<String>,
    /// The record, where the network keeps one under the app's own key.
    pub(crate) record: Option<Record>,
}

/// A record of a repository.
#[derive(Clone)]
pub(crate) struct Record {
    pub(crate) value: Value,
    pub(crate) cid: String,
}

/// A committed post.
pub(crate) struct Kept {
    pub(crate) draft: Draft,
    pub(crate) at: DateTime<Utc>,
    pub(crate) shown_at: DateTime<Utc>,
    overwritten: u64,
}

impl Kept {
    pub(crate) fn address(&self) -> String {
        format!("{}{}", self.draft.origin, self.draft.paths[0])
    }
}

#[derive(Default)]
pub(crate) struct Posts {
    /// In the order of their commits.
    kept: Vec<Kept>,
    /// The posts that the network commits later, each with its time.
    waiting: Vec<(DateTime<Utc>, Draft)>,
    arrived: BTreeMap<(usize, String), u64>,
    /// The keys of all requests, at a server that refuses a known one.
    keys: BTreeMap<(usize, String), DateTime<Utc>>,
    /// The pictures of each post, by its id.
    pictures: BTreeMap<String, Vec<PostPicture>>,
    /// The uploads that wait for their post, by their ids.
    pub(crate) media: BTreeMap<String, Media>,
    drafted: i64,
    /// The seconds after its commit from which a post shows. Posts committed before a change keep theirs.
    pub(crate) shown_after: i64,
}

impl Posts {
    /// A new id that grows with time.
    pub(crate) fn next_id(&mut self, now: DateTime<Utc>) -> String {
        self.drafted += 1;
        ((now.timestamp_millis() << 16) + self.drafted).to_string()
    }

    /// Keeps the pictures of a post.
    pub(crate) fn illustrate(&mut self, id: &str, pictures: Vec<PostPicture>) {
        self.pictures.insert(id.to_owned(), pictures);
    }

    /// The pictures of a post.
    pub(crate) fn pictures(&self, id: &str) -> &[PostPicture] {
        self.pictures.get(id).map_or(&[], Vec::as_slice)
    }

    /// Commits a post, or leaves it to a later time.
    pub(crate) fn take(&mut self, draft: Draft, now: DateTime<Utc>, late: Option<TimeDelta>) {
        match late {
            Some(late) => self.waiting.push((now + late, draft)),
            None => self.commit(draft, now),
        }
    }

    /// Commits the posts whose time has come.
    pub(crate) fn settle(&mut self, now: DateTime<Utc>) {
        let (mut due, waiting): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.waiting).into_iter().partition(|(at, _)| *at <= now);
        self.waiting = waiting;
        due.sort_by_key(|(at, _)| *at);
        for (at, draft) in due {
            self.commit(draft, at);
        }
    }

    /// Adds a post. A record with a known key replaces the former one, unless both are equal.
    fn commit(&mut self, draft: Draft, at: DateTime<Utc>) {
        let known = |kept: &&mut Kept| {
            draft.record.is_some() && kept.draft.member == draft.member && kept.draft.id == draft.id
        };
        let Some(former) = self.kept.iter_mut().find(known) else {
            let shown_at = at + TimeDelta::seconds(self.shown_after);
            self.kept.push(Kept { draft, at, shown_at, overwritten: 0 });
            return;
        };
        let value = |draft: &Draft| draft.record.as_ref().map(|record| record.value.clone());
        if value(&former.draft) != value(&draft) {
            former.draft = draft;
            former.overwritten += 1;
        }
    }

    /// The post of a member with this id, shown or not.
    pub(crate) fn find(&self, member: usize, id: &str) -> Option<&Kept> {
        self.kept.iter().find(|kept| kept.draft.member == member && kept.draft.id == id)
    }

    /// The post that a server remembers for an idempotency key, for so many seconds.
    pub(crate) fn remembered(
        &self,
        member: usize,
        key: &str,
        now: DateTime<Utc>,
        seconds: i64,
    ) -> Option<&Kept> {
        self.kept.iter().rev().find(|kept| {
            kept.draft.member == member
                && kept.draft.handle.as_deref() == Some(key)
                && now - kept.at < TimeDelta::seconds(seconds)
        })
    }

    /// Tells whether a key came before, within so many seconds, and remembers it.
    pub(crate) fn has_seen(&mut self, member: usize, key: &str, now: DateTime<Utc>, seconds: i64) -> bool {
        let place = (member, key.to_owned());
        let is_known = |at: &DateTime<Utc>| now - *at < TimeDelta::seconds(seconds);
        let known = self.keys.get(&place).is_some_and(is_known);
        if !known {
            self.keys.insert(place, now);
        }
        known
    }

    /// Deletes a post of a member. `false`: there is none with this id.
    pub(crate) fn delete(&mut self, member: usize, id: &str) -> bool {
        let before = self.kept.len();
        self.kept.retain(|kept| kept.draft.member != member || kept.draft.id != id);
        self.kept.len() < before
    }

    /// The shown posts, newest first.
    pub(crate) fn shown(&self, now: DateTime<Utc>) -> impl Iterator<Item = &Kept> {
        self.kept.iter().rev().filter(move |kept| kept.shown_at <= now)
    }

    /// All committed posts, shown or not, newest first.
    pub(crate) fn committed(&self) -> impl Iterator<Item = &Kept> {
        self.kept.iter().rev()
    }

    /// Counts a create request.
    pub(crate) fn count(&mut self, member: usize, handle: String) {
        *self.arrived.entry((member, handle)).or_default() += 1;
    }

    /// All committed posts, newest first.
    pub(crate) fn all(&self, username: impl Fn(usize) -> &'static str) -> Vec<Post> {
        let post = |kept: &Kept| {
            let Draft { member, text, link, id, uri, handle, .. } = kept.draft.clone();
            let counted = handle.clone().and_then(|handle| self.arrived.get(&(member, handle)));
            Post {
                member: username(member).to_owned(),
                text,
                link,
                id,
                uri,
                address: kept.address(),
                at: kept.at,
                shown_at: kept.shown_at,
                handle,
                arrived: counted.copied().unwrap_or(1),
                overwritten: kept.overwritten,
                pictures: self.pictures(&kept.draft.id).to_vec(),
            }
        };
        self.kept.iter().rev().map(post).collect()
    }
}
