//! The guard of requests to addresses that others name: pictures of accounts, cards of links, feeds and their pictures.
//!
//! A proxy of the system resolves names itself, so that only the names and the literal addresses are checked there.

use std::{
    error::Error,
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket},
};

use http::header::{ACCEPT, LOCATION};
use reqwest::{
    Client, Response,
    dns::{Addrs, Name, Resolve, Resolving},
};
use url::{Host, Url};

/// Resolves names to public addresses only, and never to the person's own devices. A request connects to the addresses
/// that were checked here, so that a second answer of the name server changes nothing.
pub(crate) struct PublicHosts;

/// The reason for which no request goes to a host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NotPublic {
    /// It is one of a local network.
    #[error("no public address")]
    Inside,
    /// No server has its name.
    #[error("no such server")]
    NoServer,
}

/// The most redirects that are followed.
const MOST_REDIRECTS: usize = 5;

impl Resolve for PublicHosts {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            if leads_nowhere(name.as_str()) {
                return Err(NotPublic::NoServer.into());
            }
            let found = tokio::net::lookup_host((name.as_str(), 0)).await;
            let public = public_ones(found.map(Iterator::collect), is_online)?;
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

/// The public addresses of a name, by the answer of the name server.
fn public_ones(
    found: io::Result<Vec<SocketAddr>>,
    is_online: impl FnOnce() -> bool,
) -> Result<Vec<SocketAddr>, Box<dyn Error + Send + Sync>> {
    let found = match found {
        // The system has the same error for a name that is unknown and for a name server that is.
        Err(_) if is_online() => return Err(NotPublic::NoServer.into()),
        found => found?,
    };
    // Filters of names answer with the unspecified address.
    if found.iter().all(|address| address.ip().to_canonical().is_unspecified()) {
        return Err(NotPublic::NoServer.into());
    }
    let public: Vec<_> = found.into_iter().filter(|address| is_public(address.ip())).collect();
    if public.is_empty() { Err(NotPublic::Inside.into()) } else { Ok(public) }
}

/// Tells whether this device has a way to the internet. Nothing is sent: the system only looks for the way. The
/// addresses belong to documents (RFC 5737, RFC 3849).
fn is_online() -> bool {
    let has_way = |from: &str, to: &str| UdpSocket::bind(from).and_then(|socket| socket.connect(to)).is_ok();
    has_way("0.0.0.0:0", "192.0.2.1:9") || has_way("[::]:0", "[2001:db8::1]:9")
}

/// Tells whether no server has this name (RFC 6761 section 6.4).
fn leads_nowhere(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name);
    name.rsplit('.').next().is_some_and(|last| last.eq_ignore_ascii_case("invalid"))
}

/// The reason in the error of a request, if its host was not asked.
pub(crate) fn not_public(error: &reqwest::Error) -> Option<NotPublic> {
    let mut cause = error.source();
    while let Some(inner) = cause {
        if let Some(reason) = inner.downcast_ref() {
            return Some(*reason);
        }
        cause = inner.source();
    }
    None
}

/// Checks that the host of a web address is a public one. The addresses behind a name are checked when it is resolved.
pub(crate) fn check_host(address: &Url) -> Result<(), NotPublic> {
    let is_public = match address.host() {
        Some(Host::Domain(name)) if leads_nowhere(name) => return Err(NotPublic::NoServer),
        Some(Host::Domain(_)) => networks::is_public(address),
        Some(Host::Ipv4(address)) => is_public(address.into()),
        Some(Host::Ipv6(address)) => is_public(address.into()),
        None => false,
    };
    if is_public { Ok(()) } else { Err(NotPublic::Inside) }
}

/// Tells whether an address that somebody else named may be asked.
pub(crate) fn may_ask(address: &Url) -> bool {
    is_of_web(address) && has_usual_port(address) && check_host(address).is_ok()
}

/// Follows redirects to a success, and returns it with its address. Each address is checked before it is asked.
pub(crate) async fn get(
    client: &Client,
    address: Url,
    accept: &str,
    may_ask: &(dyn Fn(&Url) -> bool + Sync),
) -> Option<(Response, Url)> {
    let mut address = address;
    for _ in 0..=MOST_REDIRECTS {
        if !may_ask(&address) {
            return None;
        }
        let response = client.get(address.clone()).header(ACCEPT, accept).send().await.ok()?;
        let Some(to) = redirect(&response, &address) else {
            return response.status().is_success().then_some((response, address));
        };
        if address.scheme() == "https" && to.scheme() != "https" {
            return None;
        }
        address = to;
    }
    None
}

/// Tells whether an address is one of the web, without a name and a password.
pub(crate) fn is_of_web(address: &Url) -> bool {
    let is_open = address.username().is_empty() && address.password().is_none();
    is_open && matches!(address.scheme(), "http" | "https")
}

/// Tells whether an address has one of the ports of the web.
pub(crate) fn has_usual_port(address: &Url) -> bool {
    matches!(address.port_or_known_default(), Some(80 | 443))
}

/// The address that a redirect names.
pub(crate) fn redirect(response: &Response, address: &Url) -> Option<Url> {
    let is_redirect = matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308);
    let location = is_redirect.then(|| response.headers().get(LOCATION)).flatten()?;
    address.join(location.to_str().ok()?).ok()
}

/// Tells whether an address is one of the public internet (RFC 6890).
fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let local = address.is_private() || address.is_loopback() || address.is_link_local();
    // 0/8, shared (RFC 6598), protocol assignments (RFC 6890), benchmarks (RFC 2544), and from multicast on.
    let special =
        a == 0 || (a, b & 0xc0) == (100, 64) || (a, b, c) == (192, 0, 0) || (a, b & 0xfe) == (198, 18);
    !local && !special && !address.is_documentation() && a < 224
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, c, d, e, f, ..] = address.segments();
    // NAT64 (RFC 6052) hides an IPv4 address in its last 32 bits.
    if [a, b, c, d, e, f] == [0x64, 0xff9b, 0, 0, 0, 0] {
        let [.., w, x, y, z] = address.octets();
        return is_public_v4(Ipv4Addr::new(w, x, y, z));
    }
    // Global unicast is 2000::/3, less Teredo, documentation, and 6to4, which hides an IPv4 address as well.
    (a & 0xe000) == 0x2000 && (a, b) != (0x2001, 0) && (a, b) != (0x2001, 0xdb8) && a != 0x2002
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(addresses: &[&str]) -> io::Result<Vec<SocketAddr>> {
        Ok(addresses.iter().map(|address| SocketAddr::new(address.parse().unwrap(), 0)).collect())
    }

    #[test]
    fn a_name_without_a_server_is_another_thing_than_one_of_the_local_network() {
        let reason = |found, is_online| {
            let error = public_ones(found, || is_online).expect_err("a reason");
            error.downcast_ref::<NotPublic>().copied()
        };
        let none = || Err(io::Error::other("no address is associated with this name"));
        assert_eq!(reason(none(), true), Some(NotPublic::NoServer));
        assert_eq!(reason(none(), false), None, "a device that is offline knows nothing about the name");
        for blocked in [&[][..], &["0.0.0.0"], &["::"], &["0.0.0.0", "::"], &["::ffff:0.0.0.0"]] {
            assert_eq!(reason(answer(blocked), false), Some(NotPublic::NoServer), "{blocked:?}");
        }
        for inside in [&["192.168.1.1"][..], &["127.0.0.1", "::1"], &["0.0.0.0", "10.0.0.1"]] {
            assert_eq!(reason(answer(inside), true), Some(NotPublic::Inside), "{inside:?}");
        }
        let both = public_ones(answer(&["192.168.1.1", "93.184.216.34"]), || true).unwrap();
        assert_eq!(both, answer(&["93.184.216.34"]).unwrap());
    }

    #[test]
    fn a_name_that_leads_nowhere_is_not_resolved() {
        let check = |address: &str| check_host(&address.parse().unwrap());
        for address in ["https://nowhere.invalid/", "https://a.b.INVALID./"] {
            assert_eq!(check(address), Err(NotPublic::NoServer), "{address}");
        }
        for address in ["https://invalid.local/", "http://nas/", "http://10.0.0.1/"] {
            assert_eq!(check(address), Err(NotPublic::Inside), "{address}");
        }
        assert_eq!(check("https://invalid.example/"), Ok(()));
    }

    #[test]
    fn the_addresses_of_this_device_and_of_local_networks_are_not_public() {
        for address in [
            "127.0.0.1",
            "0.0.0.0",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "192.0.0.8",
            "198.18.0.1",
            "203.0.113.9",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "::ffff:192.168.1.1",
            "64:ff9b::a00:1",
            "2001:db8::1",
            "2001::1",
            "2002:7f00:1::",
            "100::1",
        ] {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
        for address in [
            "93.184.216.34",
            "198.51.99.1",
            "2606:2800:220:1::1",
            "64:ff9b::5db8:d822",
            "::ffff:93.184.216.34",
        ] {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
    }
}
