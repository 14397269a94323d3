//! How each network publishes.

mod bluesky;
mod containers;
mod facebook;
mod html;
mod instagram;
mod linkedin;
mod mastodon;
mod own_list;
mod pinterest;
mod reddit;
mod threads;
mod tumblr;
mod x;

use chrono::{DateTime, Utc};
use lifecycle::NetworkId;
use serde_json::Value;
use unicode_segmentation::UnicodeSegmentation;
use url::Url;

use crate::{
    Content, Destination, Publisher, ShownCard,
    text::{Left, Limit},
};

/// In bytes. No network has longer ids.
const LONGEST_ID: usize = 512;
/// In bytes.
const LONGEST_ADDRESS: usize = 4096;

/// The publisher of a network. `None` for a network at which Gander does not publish.
#[must_use]
pub fn publisher(network: &NetworkId) -> Option<&'static dyn Publisher> {
    match network.as_str() {
        "mastodon" => Some(&mastodon::Mastodon),
        "bluesky" => Some(&bluesky::Bluesky),
        "x" | "x-oauth1" => Some(&x::X),
        "linkedin" => Some(&linkedin::LinkedIn { of_pages: false }),
        "linkedin-pages" => Some(&linkedin::LinkedIn { of_pages: true }),
        "pinterest" => Some(&pinterest::Pinterest),
        "facebook" => Some(&facebook::Facebook),
        "threads" => Some(&threads::Threads),
        "instagram" => Some(&instagram::Instagram),
        "tumblr" => Some(&tumblr::Tumblr),
        "reddit" => Some(&reddit::Reddit),
        _ => None,
    }
}

/// The text that counts at a network. That of a network at which Gander does not publish is the whole text.
#[must_use]
pub fn counted_text(network: &NetworkId, content: &Content) -> String {
    publisher(network).map_or_else(|| content.text_with_link(), |publisher| publisher.counted_text(content))
}

/// Measures a content. The surplus begins in the text that the person wrote, although a network may count another one:
/// LinkedIn counts the escapes of a text as well, and a link that follows it counts at some networks.
#[must_use]
pub fn left(network: &NetworkId, limit: &Limit, content: &Content) -> Left {
    let counted = counted_text(network, content);
    let measured = limit.left(&counted);
    let surplus_from = measured.surplus_from.map(|from| {
        if counted.starts_with(&content.text) {
            return from.min(content.text.len());
        }
        let fits = |end: &usize| {
            let part = Content { text: content.text[..*end].to_owned(), link: None, ..content.clone() };
            limit.left(&counted_text(network, &part)).left >= 0
        };
        let ends: Vec<_> =
            content.text.grapheme_indices(true).map(|(start, grapheme)| start + grapheme.len()).collect();
        ends.partition_point(fits).checked_sub(1).map_or(0, |last| ends[last])
    });
    Left { surplus_from, ..measured }
}

/// The text as people see it at the network: without escapes, and with the link where it has no field of its own.
#[must_use]
pub fn shown_text(network: &NetworkId, content: &Content) -> String {
    publisher(network).map_or_else(|| content.text_with_link(), |publisher| publisher.shown_text(content))
}

/// The card that the network shows of the content's link. `None`: it shows none, because there is no link, or because
/// pictures take the card's place.
#[must_use]
pub fn shown_card(network: &NetworkId, content: &Content) -> Option<ShownCard> {
    publisher(network)?.shown_card(content)
}

/// The public page of an account. `None` if it cannot be told from these.
#[must_use]
pub fn profile(to: &Destination, username: Option<&str>) -> Option<Url> {
    publisher(&to.network)?.profile(to, username)
}

/// A handle for networks that know none: the time of its making, in microseconds, and 64 random bits.
pub(crate) fn timed_handle(now: DateTime<Utc>, random: u64) -> String {
    format!("{:016x}{random:016x}", now.timestamp_micros().cast_unsigned())
}

/// The time of a handle of [`timed_handle`], as far as it can be believed: it is not after `now`.
fn time_of_handle(handle: &str, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let micros = u64::from_str_radix(handle.get(..16)?, 16).ok()?;
    DateTime::from_timestamp_micros(micros.cast_signed()).filter(|made| *made <= now)
}

/// An address of these segments at a website.
fn page_at(website: &str, segments: &[&str]) -> Option<Url> {
    let mut url = Url::parse(website).ok()?;
    url.path_segments_mut().ok()?.clear().extend(segments);
    Some(url)
}

/// The account's id at its own server. At a network of many servers the name of the server follows it.
fn account_at_server(to: &Destination) -> &str {
    to.account.rsplit_once('@').map_or(to.account.as_str(), |(id, _)| id)
}

/// An address at a server.
fn at(server: &Url, path: &str) -> Url {
    let mut url = server.clone();
    url.set_path(path);
    url.set_query(None);
    url.set_fragment(None);
    url
}

/// An id in an answer. `None` if it is damaged, or cannot be an id.
fn id_in(value: Option<&Value>) -> Option<&str> {
    let is_sound = |letter: char| letter.is_ascii_graphic();
    value?.as_str().filter(|id| (1..=LONGEST_ID).contains(&id.len()) && id.chars().all(is_sound))
}

/// A web address in an answer. `None` for any other, such as `javascript:`.
fn address_in(value: Option<&Value>) -> Option<Url> {
    let text = value?.as_str().filter(|text| text.len() <= LONGEST_ADDRESS)?;
    if text.contains(char::is_control) {
        return None;
    }
    let url = Url::parse(text).ok()?;
    let plain = url.username().is_empty() && url.password().is_none() && url.has_host();
    (plain && matches!(url.scheme(), "http" | "https")).then_some(url)
}

/// The refusal of a post without content.
const NOTHING_TO_SHARE: &str = "There is nothing to share.";

#[cfg(test)]
mod tests;
