//! The hosts of addresses: on this device, public, or not known until the person names a server.

use url::{Host, Url};

/// The placeholder of the server in a file.
const PLACEHOLDER: &str = "{server}";

/// Stands in a parsed address until the server is known. No server has this name (RFC 2606 section 2).
const NOBODY: &str = "server.invalid";

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
#[must_use]
pub fn is_public(server: &Url) -> bool {
    let Some(Host::Domain(name)) = server.host() else { return false };
    let name = name.strip_suffix('.').unwrap_or(name);
    let fits = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let Some((_, last)) = name.rsplit_once('.') else { return false };
    name.split('.').all(fits) && !PRIVATE.contains(&last)
}

/// Tells whether an address names this device and nothing else.
#[must_use]
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
