//! A network that is many servers: its file holds `{server}` where the person's own server stands.

use url::{Host, Url};

use crate::{Network, Protocol, value::is_loopback};

/// How a file writes it.
const PLACEHOLDER: &str = "{server}";
/// Stands in a parsed address until the server is known. No server has this name (RFC 2606 section 2).
const NOBODY: &str = "server.invalid";
/// The longest user name that is looked up. Servers allow fewer bytes.
const MOST_USER: usize = 255;
/// From here on anybody may serve (RFC 6335 section 6).
const FIRST_UNPRIVILEGED_PORT: u16 = 1024;
/// Names that never leave the network that one is in (RFC 6761, RFC 6762, RFC 8375, RFC 9476 and ICANN's `internal`).
const PRIVATE: [&str; 14] = [
    "alt",
    "arpa",
    "corp",
    "home",
    "internal",
    "intranet",
    "invalid",
    "lan",
    "local",
    "localdomain",
    "localhost",
    "onion",
    "private",
    "test",
];

/// An address of a file, in which the place of the server can be parsed.
pub(crate) fn with_nobody(text: &str) -> String {
    text.replacen(PLACEHOLDER, NOBODY, 1)
}

/// Whether an address is for practice: on this device, or of a name that leads nowhere (RFC 6761 section 6.4).
pub(crate) fn is_for_practice(url: &Url) -> bool {
    let nowhere = url.host_str().is_some_and(|name| name.ends_with(".invalid"));
    is_loopback(url) || (nowhere && !is_template(url))
}

/// Whether the server is yet to be said.
pub(crate) fn is_template(url: &Url) -> bool {
    url.host_str() == Some(NOBODY) && url.port().is_none()
}

impl Network {
    /// The server that a person means by what they typed or pasted: `mastodon.social`, its address, or their name there,
    /// `@dana@mastodon.social`. `None` when that names no public server; of a practice network, none on this device.
    #[must_use]
    pub fn server(&self, said: &str) -> Option<Url> {
        let said = said.trim();
        let whole = match said.split_once("://") {
            // An address that was pasted may be an old one; nothing is asked without TLS.
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") && !self.practice => {
                format!("https://{rest}")
            }
            Some(_) => said.to_owned(),
            None => {
                // Of the address of a profile, without its scheme: `mastodon.social/@dana`.
                let place = said.split(['/', '?', '#']).next().unwrap_or(said);
                let host = place.rsplit('@').next().unwrap_or(place);
                format!("{}://{host}", if self.practice { "http" } else { "https" })
            }
        };
        let mut server = Url::parse(&whole).ok()?;
        if !server.username().is_empty() || server.password().is_some() {
            return None;
        }
        let fits = self.may_ask(&server) && (!self.practice || is_loopback(&server));
        // The same server, though some resolvers tell them apart.
        let host = server.host_str()?.trim_end_matches('.').to_owned();
        server.set_host(Some(&host)).ok()?;
        server.set_path("");
        server.set_query(None);
        server.set_fragment(None);
        fits.then_some(server)
    }

    /// Who a person is at the domain that they typed or pasted, `@dana@example.org` or the address of their profile.
    /// `None` when that names nobody.
    #[must_use]
    pub fn user(&self, said: &str) -> Option<String> {
        let said = said.trim();
        let rest = said.split_once("://").map_or(said, |(_, rest)| rest);
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let profile = || path.split(['/', '?', '#']).next().and_then(|first| first.strip_prefix('@'));
        let user = match host.rsplit_once('@') {
            Some((user, _)) => Some(user.trim_start_matches('@')),
            None => profile(),
        };
        let fits = |user: &&str| {
            let safe = |byte: u8| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte);
            (1..=MOST_USER).contains(&user.len()) && user.bytes().all(safe)
        };
        user.filter(fits).map(str::to_owned)
    }

    /// Whether an address that somebody else gave may be asked: a public name, or of a practice network one for practice.
    /// At the AT Protocol an account's document may name another port as well (DID Core section 5.4), but none of those
    /// where other protocols are spoken.
    #[must_use]
    pub fn may_ask(&self, address: &Url) -> bool {
        if !address.username().is_empty() || address.password().is_some() {
            return false;
        }
        if self.practice {
            return is_for_practice(address);
        }
        let port = address
            .port()
            .is_none_or(|port| self.oauth.protocol == Protocol::Atproto && port >= FIRST_UNPRIVILEGED_PORT);
        address.scheme() == "https" && port && is_public(address)
    }

    /// This network at one server, every address whole.
    #[must_use]
    pub fn at(&self, server: &Url) -> Self {
        let mut network = self.clone();
        network.each_address(&mut |_, address| *address = at_server(address, server));
        network.server = server.host_str().map(|host| match server.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        });
        network
    }
}

/// An address of a network that is many servers, at one of them. One that is whole stays as it is.
#[must_use]
pub fn at_server(address: &Url, server: &Url) -> Url {
    if !is_template(address) {
        return address.clone();
    }
    let mut there = server.clone();
    there.set_path(address.path());
    there.set_query(address.query());
    there
}

/// Whether a redirect from one address to another stays within the same site: the same host, the host without its `www.`,
/// or a host below that one.
#[must_use]
pub fn is_same_site(from: &Url, to: &Url) -> bool {
    let (Some(from), Some(to)) = (from.host_str(), to.host_str()) else { return false };
    let site = from.strip_prefix("www.").unwrap_or(from);
    to == from || to == site || to.strip_suffix(site).is_some_and(|below| below.ends_with('.'))
}

/// A name with a dot that the whole world resolves. Where it leads is for the resolver to say.
pub(crate) fn is_public(server: &Url) -> bool {
    let Some(Host::Domain(name)) = server.host() else { return false };
    let name = name.strip_suffix('.').unwrap_or(name);
    let fits = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let Some((_, last)) = name.rsplit_once('.') else { return false };
    name.split('.').all(fits) && !PRIVATE.contains(&last)
}
