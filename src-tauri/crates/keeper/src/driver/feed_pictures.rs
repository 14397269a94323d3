//! The pictures of suggestions: fetched once each, a few at a time, by the process that reads feeds. No read and no entry
//! waits for a picture.

use std::sync::Arc;

use store::EntryPicture;

use super::{Driver, Message, feeds::Heard};
use crate::pictures::hash_of;

/// The most pictures that are fetched at once.
const AT_ONCE: usize = 2;

impl Driver {
    /// Begins to fetch pictures of suggestions that have not been asked for. The caller has just heard from the
    /// internet, or from the person: a picture whose request fails is not asked for again.
    pub(super) fn fetch_entry_pictures(&mut self) {
        let room = AT_ONCE.saturating_sub(self.state.feeds.pictures_in_flight);
        if room == 0 || !self.reads_feeds() {
            return;
        }
        let taken = self.store().take_entry_pictures(room);
        match taken {
            Ok(pictures) => pictures.into_iter().for_each(|picture| self.fetch_entry_picture(picture)),
            Err(error) => tracing::warn!(%error, "the pictures of feeds could not be read"),
        }
    }

    fn fetch_entry_picture(&mut self, picture: EntryPicture) {
        let feed = self.state.feeds.feeds.iter().find(|feed| feed.id == picture.feed);
        let (Some(feed), Ok(client)) = (feed.map(|feed| feed.address.clone()), self.feeds.get()) else {
            return;
        };
        self.state.feeds.pictures_in_flight += 1;
        let (messages, catalogue) = (self.messages.clone(), Arc::clone(&self.catalogue));
        // This is no work in flight: a shutdown does not wait for it.
        tokio::spawn(async move {
            let file = client.picture(picture.address.clone(), &feed, &catalogue).await;
            let _ = messages.send(Message::Feed(Heard::Picture(Box::new(picture), file)));
        });
    }

    /// Keeps a picture that came, and fetches the next ones.
    pub(super) fn entry_picture_came(&mut self, picture: &EntryPicture, file: Option<&[u8]>) {
        self.state.feeds.pictures_in_flight -= 1;
        if let Some(file) = file {
            let kept = self.store().keep_entry_picture(picture, &hash_of(file), file);
            match kept {
                Ok(true) => self.reload_feeds(),
                Ok(false) => {}
                Err(error) => tracing::warn!(%error, "the picture of a suggestion was not kept"),
            }
        }
        self.fetch_entry_pictures();
    }
}
