//! Identifies the account of a token.

use lifecycle::{Account, Endpoint, Scopes};
use serde_json::Value;
use url::Url;

use crate::{Json, Network, Pointers, WhoAmI, server::is_public, value::is_loopback};

/// In characters. Far above any network's limit: longer ones are not names.
pub(crate) const LONGEST_NAME: usize = 200;
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

/// A wider query, for a token with a certain permission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WithPermission {
    pub(crate) scope: String,
    /// Replaces the query of the address.
    pub(crate) query: String,
}

impl WhoAmI {
    /// The address to ask with a token of these scopes. With `None` it asks for the minimum: some networks refuse a
    /// whole request for one field.
    #[must_use]
    pub fn url_with(&self, granted: Option<&Scopes>) -> Url {
        let mut url = self.url.clone();
        let is_granted = |with: &&WithPermission| {
            granted.is_some_and(|scopes| scopes.iter().any(|scope| scope.eq_ignore_ascii_case(&with.scope)))
        };
        if let Some(with) = self.with_permission.as_ref().filter(is_granted) {
            url.set_query(Some(&with.query));
        }
        url
    }

    pub(crate) fn id_in(&self, json: &Value) -> Option<String> {
        id_of(&self.id, json)
    }
}

/// The first text or whole number that the pointers hit: X and Instagram send ids as either.
pub(crate) fn text(pointers: &Pointers, json: &Value) -> Option<String> {
    pointers.find(json).find_map(text_of)
}

/// Like [`text`], for ids. Skips damaged ids, because two of them may look alike.
pub(crate) fn id_of(pointers: &Pointers, json: &Value) -> Option<String> {
    let whole = |text: &String| !text.contains(char::REPLACEMENT_CHARACTER);
    pointers.find(json).filter_map(text_of).find(whole)
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => {
            let text = text.trim();
            (is_short(text) && !text.contains(char::is_control)).then(|| text.to_owned())
        }
        // A fraction is an approximation, which would mix accounts up. Whole numbers of any size are exact.
        Value::Number(number) if !number.is_f64() => Some(number.to_string()),
        Value::Number(_) | Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// The present parts, joined by blanks: some people have only one name.
fn whole_name(parts: &[&Value]) -> Option<String> {
    let name = parts.iter().copied().filter_map(text_of).collect::<Vec<_>>().join(" ");
    is_short(&name).then_some(name)
}

fn is_short(text: &str) -> bool {
    !text.is_empty() && text.chars().count() <= LONGEST_NAME
}
