//! The pictures that a person adds to what they share.

use publishing::{Card, Picture};
use url::Url;

use super::{ChosenPicture, Keeper, measuring::link_of};
use crate::{
    Error, PictureTrouble,
    pictures::{self, Cleaned},
};

/// The most pictures of one draft. No network takes as many.
const MOST_PICTURES: usize = 100;
/// The longest description that is kept, in bytes. No network takes as much.
const LONGEST_DESCRIPTION: usize = 10_000;
/// The side of the picture that the window shows, in pixels.
const SHOWN_SIDE: u32 = 320;

impl Keeper {
    /// Keeps a picture, without anything that tells of the person, and returns it. It is deleted after an hour if no
    /// draft and no activity uses it.
    ///
    /// # Errors
    /// [`Error::Picture`] for a file that cannot be shared as a picture, and when the disk cannot be written.
    pub async fn add_picture(&self, file: Vec<u8>) -> Result<Picture, Error> {
        let cleaned = tokio::task::spawn_blocking(move || pictures::clean(file)).await;
        let cleaned = cleaned.map_err(|_| Error::Picture(PictureTrouble::Damaged))??;
        self.keep(&cleaned)
    }

    /// A kept picture, or that of a suggestion, as a small PNG or JPEG, with its media type, to be shown in a window.
    /// `None`: it is not there.
    pub async fn shown_picture(&self, hash: &str) -> Option<(Vec<u8>, &'static str)> {
        if let Ok(Some(small)) = self.with_store(|store| store.entry_picture(hash)) {
            let format = image::guess_format(&small).ok()?;
            return Some((small, format.to_mime_type()));
        }
        let (dir, hash) = (self.dir.clone()?, hash.to_owned());
        let shown = move || {
            let limits = pictures::shown_limits(SHOWN_SIDE);
            let small = pictures::fit(pictures::read(&dir, &hash)?, &limits).ok()?;
            Some((small.bytes, small.format.to_mime_type()))
        };
        tokio::task::spawn_blocking(shown).await.ok()?
    }

    /// The pictures of these hashes, with their descriptions.
    ///
    /// # Errors
    /// When one of them is not there any more, there are too many, or the database cannot be read.
    pub fn chosen_pictures(&self, chosen: &[ChosenPicture]) -> Result<Vec<Picture>, Error> {
        if chosen.len() > MOST_PICTURES {
            return Err(Error::BadInput(format!("at most {MOST_PICTURES} pictures can be shared at once")));
        }
        let found = |ChosenPicture { hash, description }: &ChosenPicture| {
            if description.len() > LONGEST_DESCRIPTION {
                return Err(Error::BadInput("the description of a picture is too long; shorten it".into()));
            }
            let known = self.with_store(|store| store.picture(hash))?;
            let gone = || Error::BadInput("a picture is no longer on this device; add it again".into());
            Ok(Picture { description: description.trim().to_owned(), ..known.ok_or_else(gone)? })
        };
        chosen.iter().map(found).collect()
    }

    /// Makes the card of a link from the page behind it. If the page names no picture, and a feed offers it with one, the
    /// card has that one. `None`: the page is not public, does not answer, or says nothing
    /// about itself.
    pub async fn make_card(&self, link: &str) -> Option<Card> {
        let link = link_of(Some(link)).ok()??;
        let made = self.cards.make(&link).await?;
        let mut card = Card { title: made.title, description: made.description, picture: None };
        let picture = match made.picture {
            None => self.picture_of_entry(&link).await,
            picture => picture,
        };
        if let Some(cleaned) = picture {
            card.picture = self.keep(&cleaned).ok();
        }
        self.cards.remember(link, card.clone());
        Some(card)
    }

    /// The picture of the entry that a feed offers about this page.
    async fn picture_of_entry(&self, page: &Url) -> Option<Cleaned> {
        let address = self.with_store(|store| store.entry_picture_of_page(page)).ok()??;
        self.cards.picture(address).await
    }

    /// The card that was made of a link.
    #[must_use]
    pub fn known_card(&self, link: &str) -> Option<Card> {
        self.cards.known(&link_of(Some(link)).ok()??)
    }

    fn keep(&self, cleaned: &Cleaned) -> Result<Picture, Error> {
        let dir = self.dir.as_ref().ok_or_else(no_folder)?;
        let picture = Picture {
            hash: pictures::hash_of(&cleaned.bytes),
            media_type: cleaned.format.to_mime_type().to_owned(),
            bytes: cleaned.bytes.len() as u64,
            width: cleaned.width,
            height: cleaned.height,
            description: String::new(),
            url: None,
        };
        self.forget_unused_pictures();
        let now = self.clock.now();
        self.with_store(|store| store.note_picture(&picture, now))?;
        pictures::keep(dir, &picture.hash, &cleaned.bytes).map_err(Error::PictureNotKept)?;
        Ok(picture)
    }

    /// Deletes the pictures that nothing has used for an hour.
    pub(super) fn forget_unused_pictures(&self) {
        let Some(dir) = &self.dir else { return };
        let now = self.clock.now();
        let delete = |hash: &str| pictures::remove(dir, hash);
        if let Err(error) = self.with_store(|store| store.forget_unused_pictures(now, delete)) {
            tracing::warn!(%error, "pictures that nothing uses could not be deleted");
        }
    }
}

fn no_folder() -> Error {
    Error::BadInput("pictures cannot be kept without a data folder".into())
}
