//! Identifies the account of a token.

use lifecycle::{Account, Endpoint};
use serde_json::Value;
use url::Url;

use crate::{
    Json, Network, WhoAmI,
    hosts::{is_loopback, is_public},
    text::{text, whole_name},
};

/// In bytes. Networks sign the addresses of their pictures, which makes them long.
const LONGEST_ADDRESS: usize = 4096;

impl Network {
    /// The account in a probe or identity answer. `None` if the answer does not hold the account's id.
    #[must_use]
    pub fn whoami(&self, endpoint: Endpoint, body: &[u8]) -> Option<Account> {
        let json = Json::read(body)?;
        let asked = self.asked(endpoint);
        let username = text(&asked.username, &json).map(|name| name.trim_start_matches('@').to_owned());
        // Names and ids are unique only within a server.
        let there = |name: String| match &self.server {
            Some(server) => format!("{name}@{server}"),
            None => name,
        };
        Some(Account {
            id: there(asked.id_in(&json)?),
            username: username.filter(|name| !name.is_empty()).map(there),
            display_name: asked.name.find(&json).find_map(|parts| whole_name(&parts)),
        })
    }

    /// The address of the account's picture in a probe or identity answer: https at a public host, or this device at a
    /// practice network. `None` for anything else.
    #[must_use]
    pub fn avatar(&self, endpoint: Endpoint, body: &[u8]) -> Option<Url> {
        let json = Json::read(body)?;
        self.picture_at(self.asked(endpoint).avatar.find(&json).find_map(Value::as_str)?)
    }

    /// The address of an account's public profile.
    #[must_use]
    pub fn profile(&self, account: &str) -> Option<Url> {
        let mut url = self.oauth.handles.as_ref()?.profile.clone()?;
        url.query_pairs_mut().append_pair("actor", account);
        Some(url)
    }

    /// Like [`Self::avatar`], for a public profile (`app.bsky.actor.getProfile`).
    #[must_use]
    pub fn avatar_of_profile(&self, body: &[u8]) -> Option<Url> {
        let json = Json::read(body)?;
        self.picture_at(json.get("avatar")?.as_str()?)
    }

    fn picture_at(&self, text: &str) -> Option<Url> {
        // Reddit escapes it as in HTML.
        let url = Url::parse(&text.replace("&amp;", "&")).ok()?;
        let plain =
            url.username().is_empty() && url.password().is_none() && url.as_str().len() <= LONGEST_ADDRESS;
        let fits = if self.practice { is_loopback(&url) } else { url.scheme() == "https" && is_public(&url) };
        (plain && fits).then_some(url)
    }

    /// The request of this endpoint.
    pub(crate) fn asked(&self, endpoint: Endpoint) -> &WhoAmI {
        if endpoint == Endpoint::Identity { &self.identity } else { &self.probe }
    }
}
