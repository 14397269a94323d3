//! The pictures of accounts: when to fetch one, and how to keep it. No work waits for a picture.

use std::collections::{BTreeSet, HashMap};

use lifecycle::ConnectionId;
use store::{AvatarRecord, Picture, Source};
use url::Url;

use super::{Driver, Message};
use crate::avatar::{Gallery, is_due, source};

/// The driver's records of pictures.
#[derive(Default)]
pub(crate) struct Avatars {
    known: HashMap<ConnectionId, AvatarRecord>,
    gallery: Option<Gallery>,
    /// The connections whose picture is being fetched.
    fetching: BTreeSet<ConnectionId>,
    /// Pictures up to this revision of the store are known.
    seen: i64,
}

impl Avatars {
    /// The name of a connection's stored picture.
    pub fn hash(&self, id: &ConnectionId) -> Option<&str> {
        self.known.get(id)?.hash.as_deref()
    }
}

impl Driver {
    /// Takes in the records of an earlier run, or of another process.
    pub(super) fn reload_avatars(&mut self) {
        let changes = {
            let store = self.store();
            store.revision().and_then(|revision| Ok((revision, store.avatars(self.state.avatars.seen)?)))
        };
        match changes {
            Ok((revision, changes)) => {
                self.state.avatars.seen = revision;
                for (id, known) in changes {
                    self.show_avatar(&id, known);
                }
            }
            Err(error) => tracing::error!(%error, "the pictures could not be read"),
        }
    }

    /// Fetches the picture that the network named, if it is due. `signed_in`: the person has just signed in.
    pub(super) fn picture_named(&mut self, id: &ConnectionId, url: Option<Url>, signed_in: bool) {
        let now = self.clock.now();
        let Some(record) = self.machine.record(id) else { return };
        let Some(network) = self.catalogue.get(&record.network).cloned() else { return };
        let profile = network.profile(&record.account.id);
        let of_profile = url.is_none() && profile.is_some();
        let known = self.state.avatars.known.get(id);
        let Some(url) = url.or(profile) else {
            if known.is_some_and(|known| known.hash.is_some()) {
                self.keep_avatar(id, AvatarRecord { source: None, asked_at: now, hash: None }, None);
            }
            return;
        };
        let source = source(&url);
        let due = known
            .is_none_or(|known| is_due(known, source, of_profile, now) || (signed_in && !known.has(source)));
        let Some(gallery) = due.then(|| self.gallery()).flatten() else { return };
        if !self.state.avatars.fetching.insert(id.clone()) {
            return;
        }
        let (messages, id) = (self.messages.clone(), id.clone());
        // This is no work in flight: a shutdown does not wait for it.
        tokio::spawn(async move {
            let picture = match of_profile {
                true => gallery.fetch_of_profile(url, &network).await,
                false => gallery.fetch(url, network.practice).await,
            };
            let _ = messages.send(Message::Picture(id, source, picture));
        });
    }

    /// Stores a fetched picture. If the fetch failed, the former one stays.
    pub(super) fn picture_came(&mut self, id: ConnectionId, source: Source, picture: Option<Picture>) {
        self.state.avatars.fetching.remove(&id);
        if self.machine.record(&id).is_none() {
            return;
        }
        let known = AvatarRecord {
            source: Some(source),
            asked_at: self.clock.now(),
            hash: picture.as_ref().map(|picture| picture.hash.clone()),
        };
        match (picture, self.state.avatars.known.get(&id)) {
            // Gander shows the former picture, and tries again in a day.
            (None, Some(former)) if former.hash.is_some() => {
                let former = AvatarRecord { asked_at: known.asked_at, ..former.clone() };
                self.state.avatars.known.insert(id, former);
            }
            (picture, _) => self.keep_avatar(&id, known, picture.as_ref()),
        }
    }

    fn keep_avatar(&mut self, id: &ConnectionId, known: AvatarRecord, picture: Option<&Picture>) {
        if let Err(error) = self.store().set_avatar(id, &known, picture) {
            return tracing::warn!(connection = %id, %error, "a picture was not kept");
        }
        self.show_avatar(id, known);
    }

    fn show_avatar(&mut self, id: &ConnectionId, known: AvatarRecord) {
        let former = self.state.avatars.known.insert(id.clone(), known);
        if former.and_then(|known| known.hash).as_deref() != self.state.avatars.hash(id) {
            self.machine.look_again(id);
        }
    }

    fn gallery(&mut self) -> Option<Gallery> {
        if self.state.avatars.gallery.is_none() {
            self.state.avatars.gallery = Gallery::new(self.timeouts).ok();
        }
        self.state.avatars.gallery.clone()
    }
}
