//! Networks of many servers: their files hold `{server}` in place of the person's own server.

use url::{Host, Url};

use crate::{Network, Protocol, value::is_loopback};

/// The placeholder of the server in a file.
const PLACEHOLDER: &str = "{server}";
/// Stands in a parsed address until the server is known. No server has this name (RFC 2606 section 2).
const NOBODY: &str = "server.invalid";
/// The longest user name that is looked up. Servers allow fewer bytes.
const MOST_USER: usize = 255;
/// The first port that needs no privileges (RFC 6335 section 6).
const FIRST_UNPRIVILEGED_PORT: u16 = 1024;
/// Top-level names without public servers (RFC 6761, RFC 6762, RFC 8375, RFC 9476 and ICANN's `internal`).
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

/// Replaces the placeholder in a file's address, so that the address can be parsed.
pub(crate) fn with_nobody(text: &str) -> String {
    text.replacen(PLACEHOLDER, NOBODY, 1)
}

/// Tells whether an address is for practice: on this device, or with a name that leads nowhere (RFC 6761 section 6.4).
pub(crate) fn is_for_practice(url: &Url) -> bool {
    let nowhere = url.host_str().is_some_and(|name| name.ends_with(".invalid"));
    is_loopback(url) || (nowhere && !is_template(url))
}

/// Tells whether the address still holds the placeholder.
pub(crate) fn is_template(url: &Url) -> bool {
    url.host_str() == Some(NOBODY) && url.port().is_none()
}

impl Network {
    /// The server in a person's input: `mastodon.social`, its address, or a name there, `@dana@mastodon.social`. `None`
    /// if the input names no public server or, at a practice network, none on this device.
    #[must_use]
    pub fn server(&self, said: &str) -> Option<Url> {
        let said = said.trim();
        let whole = match said.split_once("://") {
            // A pasted address may be an old one with http; Gander asks only with TLS.
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") && !self.practice => {
                format!("https://{rest}")
            }
            Some(_) => said.to_owned(),
            None => {
                // The address of a profile may come without its scheme: `mastodon.social/@dana`.
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
        // A trailing dot names the same server, though some resolvers differ.
        let host = server.host_str()?.trim_end_matches('.').to_owned();
        server.set_host(Some(&host)).ok()?;
        server.set_path("");
        server.set_query(None);
        server.set_fragment(None);
        fits.then_some(server)
    }

    /// The user name in a person's input, `@dana@example.org` or the address of a profile. `None` if it holds none.
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

    /// Tells whether Gander may ask an address from outside: a public one or, at a practice network, one for practice.
    /// With the AT Protocol, an account's document may name another port (DID Core section 5.4), but no privileged one.
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

    /// This network at one server, with every address filled in.
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

/// An address of a network of many servers, at one of them. A complete address stays as it is.
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

/// Tells whether a redirect from one address to another stays within the same site: the same host, the host without its
/// `www.`, or a host below that one.
#[must_use]
pub fn is_same_site(from: &Url, to: &Url) -> bool {
    let (Some(from), Some(to)) = (from.host_str(), to.host_str()) else { return false };
    let site = from.strip_prefix("www.").unwrap_or(from);
    to == from || to == site || to.strip_suffix(site).is_some_and(|below| below.ends_with('.'))
}

/// Tells whether the host is a public name with a dot. The IP addresses behind it are not checked here.
pub(crate) fn is_public(server: &Url) -> bool {
    let Some(Host::Domain(name)) = server.host() else { return false };
    let name = name.strip_suffix('.').unwrap_or(name);
    let fits = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let Some((_, last)) = name.rsplit_once('.') else { return false };
    name.split('.').all(fits) && !PRIVATE.contains(&last)
}
