//! Networks of many servers: their files hold `{server}` in place of the person's own server.

use url::Url;

use crate::{
    Network,
    hosts::{at_server, is_for_practice, is_loopback, is_public},
    terms::Protocol,
};

/// The longest user name that is looked up. Servers allow fewer bytes.
const MOST_USER: usize = 255;
/// The first port that needs no privileges (RFC 6335 section 6).
const FIRST_UNPRIVILEGED_PORT: u16 = 1024;

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
