//! The guard of requests to addresses that others name: pictures of accounts, cards of links, and feeds.
//!
//! A proxy of the system resolves names itself, so that only the names and the literal addresses are checked there.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use http::header::LOCATION;
use reqwest::{
    Response,
    dns::{Addrs, Name, Resolve, Resolving},
};
use url::{Host, Url};

/// Resolves names to public addresses only, and never to the person's own devices. A request connects to the addresses
/// that were checked here, so that a second answer of the name server changes nothing.
pub(crate) struct PublicHosts;

/// Every address of a name is one of a local network.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("no public address")]
pub(crate) struct NoPublicAddress;

impl Resolve for PublicHosts {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let public: Vec<SocketAddr> = found.filter(|address| is_public(address.ip())).collect();
            if public.is_empty() {
                return Err(NoPublicAddress.into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

/// Tells whether the host of a web address is a public one. The addresses behind a name are checked when it is resolved.
pub(crate) fn has_public_host(address: &Url) -> bool {
    match address.host() {
        Some(Host::Domain(_)) => networks::is_public(address),
        Some(Host::Ipv4(address)) => is_public(address.into()),
        Some(Host::Ipv6(address)) => is_public(address.into()),
        None => false,
    }
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
