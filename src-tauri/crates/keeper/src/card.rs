//! Makes the card of a link from the page behind it, for networks that make none by themselves.
//!
//! The page may be anybody's. So a request goes to public addresses alone, carries no cookie, no token and no referrer,
//! and is bounded in size and time, and each redirect is checked like the first address. A card that cannot be made
//! never stops a post.

mod page;
#[cfg(test)]
mod tests;

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, OnceLock, PoisonError},
    time::Duration,
};

use http::header::CONTENT_TYPE;
use networks::{PictureFormat, PictureLimits};
use oauth::{HttpsUnavailable, Timeouts, http::builder, read_body};
use publishing::Card;
use url::Url;

use crate::{
    Error,
    pictures::{self, Cleaned},
    public_hosts::{PublicHosts, get, may_ask},
};
use page::Page;

/// The longest time for a card, with its redirects and its picture.
const PATIENCE: Duration = Duration::from_secs(10);
/// The largest page that is read, in bytes. The head of a page is far shorter.
const LARGEST_PAGE: usize = 1 << 20;
/// The largest picture that is read, in bytes.
const LARGEST_PICTURE: usize = 10 << 20;
/// The sides and the size of the picture of a card, which all networks take.
const PICTURE_SIDE: u32 = 1200;
const PICTURE_BYTES: u32 = 900_000;
/// The cards that are remembered, so that Share makes none anew.
const REMEMBERED: usize = 20;

/// Makes cards, and remembers the last ones.
pub(crate) struct CardMaker {
    timeouts: Timeouts,
    client: OnceLock<reqwest::Client>,
    known: Mutex<VecDeque<(Url, Card)>>,
}

/// A card whose picture is not kept yet.
pub(crate) struct Made {
    pub title: String,
    pub description: String,
    pub picture: Option<Cleaned>,
}

impl CardMaker {
    pub fn new(timeouts: Timeouts) -> Self {
        Self { timeouts, client: OnceLock::new(), known: Mutex::default() }
    }

    /// The card that was made of a link.
    pub fn known(&self, link: &Url) -> Option<Card> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.iter().find(|(known, _)| known == link).map(|(_, card)| card.clone())
    }

    /// Remembers a card.
    pub fn remember(&self, link: Url, card: Card) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|(known, _)| *known != link);
        known.push_front((link, card));
        known.truncate(REMEMBERED);
    }

    /// Makes the card of a link. `None`: the page is not public, does not answer in time, or has no title.
    pub async fn make(&self, link: &Url) -> Option<Made> {
        let client = self.client().ok()?;
        tokio::time::timeout(PATIENCE, made(&client, link)).await.ok()?
    }

    /// The picture at an address, for a card whose page names none.
    pub async fn picture(&self, address: Url) -> Option<Cleaned> {
        let client = self.client().ok()?;
        tokio::time::timeout(PATIENCE, picture_at(&client, address)).await.ok()?
    }

    fn client(&self) -> Result<reqwest::Client, Error> {
        if let Some(client) = self.client.get() {
            return Ok(client.clone());
        }
        let builder = builder(self.timeouts).timeout(PATIENCE).dns_resolver(Arc::new(PublicHosts));
        let client = builder.build().map_err(HttpsUnavailable::from)?;
        Ok(self.client.get_or_init(|| client).clone())
    }
}

async fn made(client: &reqwest::Client, link: &Url) -> Option<Made> {
    let (response, address) =
        get(client, link.clone(), "text/html, application/xhtml+xml;q=0.9", &may_ask).await?;
    let media_type = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let media_type = media_type.unwrap_or("text/html").to_ascii_lowercase();
    if !media_type.starts_with("text/html") && !media_type.starts_with("application/xhtml") {
        return None;
    }
    let html = read_body(response, LARGEST_PAGE).await.ok()?;
    let read = move || page::read(&String::from_utf8_lossy(&html), &address);
    let Page { title, description, picture } = tokio::task::spawn_blocking(read).await.ok()?;
    if title.is_empty() {
        return None;
    }
    let picture = match picture {
        Some(address) => picture_at(client, address).await,
        None => None,
    };
    Some(Made { title, description, picture })
}

/// The picture of a card, small enough for every network. A card without one is a card as well.
async fn picture_at(client: &reqwest::Client, address: Url) -> Option<Cleaned> {
    let (response, _) = get(client, address, pictures::WANTED, &may_ask).await?;
    let file = read_body(response, LARGEST_PICTURE).await.ok()?;
    let small = move || {
        let cleaned = pictures::clean(&file).ok()?;
        pictures::fit(cleaned.bytes, &limits()).ok()
    };
    tokio::task::spawn_blocking(small).await.ok()?
}

fn limits() -> PictureLimits {
    PictureLimits {
        most: 1,
        formats: vec![PictureFormat::Jpeg, PictureFormat::Png],
        bytes: PICTURE_BYTES,
        pixels: None,
        side: Some(PICTURE_SIDE),
        description: None,
        needs: Vec::new(),
        public: false,
    }
}
