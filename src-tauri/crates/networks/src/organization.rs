//! `gander.toml`: the file that an organization hands out to its members. Its secrets are opaque here.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use lifecycle::NetworkId;
use serde::Deserialize;
use toml::Spanned;
use url::Url;

use crate::{
    Catalogue, Error, Network, Secret,
    error::Source,
    explain,
    hosts::{is_loopback, is_public},
    look_alike,
};

/// No organization needs a larger file. In bytes.
pub const LARGEST: usize = 256 * 1024;
const MOST_NETWORKS: usize = 100;
const MOST_DEFINITIONS: usize = 20;
const MOST_FEEDS: usize = 20;
/// In bytes.
const LONGEST_ADDRESS: usize = 2048;
/// In characters.
const LONGEST_NAME: usize = 80;
const LONGEST_CLIENT_ID: usize = 1024;
const LONGEST_SECRET: usize = 8192;
const MOST_WARNINGS: usize = 6;
const LONGEST_WARNING: i64 = 60;
/// The prefix of a sealed secret.
pub const SEALED: &str = "sealed:";

/// The content of an organization's file. None of it is trusted: the file may come from anywhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Organization {
    /// The name that it claims.
    pub name: String,
    /// The keys of its apps.
    pub keys: Vec<HandedKeys>,
    /// Networks that Gander does not know yet, by their ids.
    pub definitions: Vec<Definition>,
    /// The lead times of its members' warnings in days, longest first.
    pub warn_days: Option<Vec<u16>>,
    /// The feeds whose news its members may share.
    pub feeds: Vec<HandedFeed>,
}

/// A feed that the organization hands out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedFeed {
    /// The name that the file gives to it.
    pub title: String,
    /// Its address: https, at a public name and without a port. Practice feeds are on this device.
    pub address: Url,
}

/// The keys of an app at one network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedKeys {
    /// The network.
    pub network: NetworkId,
    /// The app's id.
    pub client_id: String,
    /// The app's secret, sealed by a passphrase; begins with [`SEALED`].
    pub sealed: Option<String>,
    /// The line of the file.
    pub line: usize,
}

/// The organization's own network.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    /// The network.
    pub network: Network,
    /// Its file, as it came.
    pub text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    organization: Head,
    #[serde(default)]
    networks: BTreeMap<Spanned<String>, Keys>,
    #[serde(default)]
    definitions: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default)]
    alerts: Alerts,
    #[serde(default)]
    feeds: BTreeMap<Spanned<String>, Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    name: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys {
    client_id: Spanned<String>,
    secret: Option<Spanned<String>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Alerts {
    warn: Option<Spanned<Vec<Spanned<String>>>>,
}

impl Organization {
    /// Reads such a file. `known` are the networks of the person's own Gander, which no file may change.
    ///
    /// # Errors
    ///
    /// Names `file`, the line, and what to do.
    pub fn parse(file: &str, text: &str, known: &Catalogue) -> Result<Self, Error> {
        let source = Source { file, text };
        if text.len() > LARGEST {
            let message =
                format!("the file is larger than {} KiB; it cannot be a gander.toml", LARGEST / 1024);
            return Err(Error { file: file.to_owned(), line: None, message });
        }
        let raw: File = toml::from_str(text).map_err(|error| explain::explain(source, &error))?;
        let definitions = definitions(source, raw.definitions, known)?;
        let mut keys = Vec::new();
        for (id, raw) in raw.networks {
            if keys.len() == MOST_NETWORKS {
                return Err(
                    source.error(id.span(), format!("more than {MOST_NETWORKS} networks; leave some out"))
                );
            }
            let own = definitions.iter().map(|definition| &definition.network);
            let network = own
                .chain(known.get(&id.get_ref().as_str().into()).map(AsRef::as_ref))
                .find(|network| network.id.as_str() == id.get_ref());
            keys.push(handed(source, &id, raw, network)?);
        }
        Ok(Self {
            name: name(source, &raw.organization.name)?,
            keys,
            definitions,
            warn_days: raw.alerts.warn.map(|warn| ladder(source, &warn)).transpose()?,
            feeds: feeds(source, raw.feeds)?,
        })
    }
}

/// A name to show to people, without control characters and direction marks.
fn name(source: Source<'_>, raw: &Spanned<String>) -> Result<String, Error> {
    let text = raw.get_ref().trim();
    plain(source, raw, text)?;
    Ok(text.to_owned())
}

fn plain(source: Source<'_>, at: &Spanned<String>, name: &str) -> Result<(), Error> {
    let marks = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    if name.is_empty() || name.chars().count() > LONGEST_NAME || name.contains(marks) {
        let message = format!("a `name` is one line of 1 to {LONGEST_NAME} plain letters; write another");
        return Err(source.error(at.span(), message));
    }
    Ok(())
}

fn handed(
    source: Source<'_>,
    id: &Spanned<String>,
    raw: Keys,
    network: Option<&Network>,
) -> Result<HandedKeys, Error> {
    let Some(network) = network else {
        let message = format!(
            "there is no network `{}`; `gander networks` lists them, and [definitions] adds one",
            id.get_ref()
        );
        return Err(source.error(id.span(), message));
    };
    if network.needs_no_app() {
        let message = format!("{} needs no app keys; remove [networks.{}]", network.name, network.id);
        return Err(source.error(id.span(), message));
    }
    let is_word = |text: &str, most: usize| {
        (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
    };
    if !is_word(raw.client_id.get_ref(), LONGEST_CLIENT_ID) {
        let message = "a client id is one word; copy it from the network's developer page";
        return Err(source.error(raw.client_id.span(), message));
    }
    if let Some(secret) = &raw.secret {
        if network.oauth.secret == Secret::None {
            let message = format!("apps have no secret at {}; remove `secret`", network.name);
            return Err(source.error(secret.span(), message));
        }
        if !secret.get_ref().starts_with(SEALED) || !is_word(secret.get_ref(), LONGEST_SECRET) {
            let message = "a secret stands here only sealed, as `gander organization make` writes it; if this one was in the \
                           open, make a new one at the network";
            return Err(source.error(secret.span(), message));
        }
    }
    let line = source.error(id.span(), "").line.unwrap_or_default();
    Ok(HandedKeys {
        network: network.id.clone(),
        client_id: raw.client_id.into_inner(),
        sealed: raw.secret.map(Spanned::into_inner),
        line,
    })
}

fn definitions(
    source: Source<'_>,
    raw: BTreeMap<Spanned<String>, Spanned<String>>,
    known: &Catalogue,
) -> Result<Vec<Definition>, Error> {
    let mut definitions: Vec<Definition> = Vec::new();
    let mut names: BTreeSet<String> =
        known.names().into_iter().flat_map(|(_, name)| look_alike::forms(name)).collect();
    for (id, text) in raw {
        if definitions.len() == MOST_DEFINITIONS {
            let message = format!("more than {MOST_DEFINITIONS} definitions; leave some out");
            return Err(source.error(id.span(), message));
        }
        if known.knows(&id.get_ref().as_str().into()) {
            let message = format!(
                "`{}` is a network that Gander knows, and no file of an organization may change one; give yours another id",
                id.get_ref()
            );
            return Err(source.error(id.span(), message));
        }
        let network = Network::parse(source.file, &in_its_place(source, &text))?;
        if network.id.as_str() != id.get_ref() {
            let message =
                format!("this defines `{}`, and not `{}`; let both be the same", network.id, id.get_ref());
            return Err(source.error(id.span(), message));
        }
        plain(source, &text, &network.name)?;
        // A network with such a name could pass for one that people know.
        let forms = look_alike::forms(&network.name);
        if forms.iter().any(|form| names.contains(form)) {
            let message = format!(
                "there is a network of the name {} already, or of one that looks like it; give yours another name",
                network.name
            );
            return Err(source.error(id.span(), message));
        }
        names.extend(forms);
        definitions.push(Definition { network, text: text.into_inner() });
    }
    Ok(definitions)
}

fn feeds(
    source: Source<'_>,
    raw: BTreeMap<Spanned<String>, Spanned<String>>,
) -> Result<Vec<HandedFeed>, Error> {
    let mut feeds: Vec<HandedFeed> = Vec::new();
    for (title, address) in raw {
        if feeds.len() == MOST_FEEDS {
            return Err(source.error(title.span(), format!("more than {MOST_FEEDS} feeds; leave some out")));
        }
        plain(source, &title, title.get_ref())?;
        let feed = feed_address(address.get_ref()).ok_or_else(|| {
            let message = "a feed is a public address without a port, such as https://example.org/feed.xml";
            source.error(address.span(), message)
        })?;
        if feeds.iter().any(|known| known.address == feed) {
            return Err(source.error(address.span(), "this feed is here twice; remove one"));
        }
        feeds.push(HandedFeed { title: title.into_inner(), address: feed });
    }
    Ok(feeds)
}

fn feed_address(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok().filter(|_| text.len() <= LONGEST_ADDRESS)?;
    let is_open = url.username().is_empty() && url.password().is_none();
    let is_outside = url.scheme() == "https" && url.port().is_none() && is_public(&url);
    let is_here = url.scheme() == "http" && is_loopback(&url);
    (is_open && (is_outside || is_here)).then_some(url)
}

/// Pads a file inside the file with empty lines, so that errors name the lines of the whole.
fn in_its_place(source: Source<'_>, text: &Spanned<String>) -> String {
    let before = source.error(text.span(), "").line.unwrap_or(1);
    format!("{}{}", "\n".repeat(before), text.get_ref())
}

fn ladder(source: Source<'_>, raw: &Spanned<Vec<Spanned<String>>>) -> Result<Vec<u16>, Error> {
    let span = raw.span();
    let advice = format!(
        "`warn` is 1 to {MOST_WARNINGS} different spans of 1 to {LONGEST_WARNING} days, such as [\"10d\", \"3d\"]"
    );
    let mut days = BTreeSet::new();
    for text in raw.get_ref() {
        let span = source.duration(text)?;
        let whole = span.num_days();
        let fits = TimeDelta::days(whole) == span && (1..=LONGEST_WARNING).contains(&whole);
        let day = u16::try_from(whole).ok().filter(|day| fits && days.insert(*day));
        if day.is_none() {
            return Err(source.error(text.span(), advice));
        }
    }
    if days.is_empty() || days.len() > MOST_WARNINGS {
        return Err(source.error(span, advice));
    }
    Ok(days.into_iter().rev().collect())
}
