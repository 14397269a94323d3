//! How each network publishes.

mod bluesky;
mod html;
mod mastodon;

use lifecycle::NetworkId;
use serde_json::Value;
use url::Url;

use crate::{Content, Destination, Publisher};

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
        _ => None,
    }
}

/// The text that counts at a network: with the link, unless the link has a field of its own there.
#[must_use]
pub fn counted_text(network: &NetworkId, content: &Content) -> String {
    match network.as_str() {
        "bluesky" => content.text.clone(),
        _ => content.text_with_link(),
    }
}

/// The public page of an account. `None` if it cannot be told from these.
#[must_use]
pub fn profile(to: &Destination, username: Option<&str>) -> Option<Url> {
    match to.network.as_str() {
        "mastodon" => {
            let (_, server) = to.account.rsplit_once('@')?;
            let mut url = Url::parse(&format!("https://{server}/")).ok()?;
            url.path_segments_mut().ok()?.clear().push(&format!("@{}", username?.split('@').next()?));
            Some(url)
        }
        "bluesky" => {
            let mut url = Url::parse("https://bsky.app/").ok()?;
            url.path_segments_mut().ok()?.clear().extend(["profile", to.account.as_str()]);
            Some(url)
        }
        _ => None,
    }
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
