//! Checks the ports to which login pages return, where a network's file fixes one.

use std::{
    collections::BTreeMap,
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, TcpListener},
    sync::Arc,
};

use networks::{Loopback, Network, Redirect};

use super::{About, Finding};

/// The result of binding a port. On failure: the error, and the program that holds the port.
type Bound = Result<(), (io::ErrorKind, Option<String>)>;

/// Binds each port for a moment.
pub(super) fn look(networks: &[Arc<Network>]) -> Vec<Finding> {
    let mut known: BTreeMap<(u16, &str), Bound> = BTreeMap::new();
    let mut findings = Vec::new();
    for network in networks.iter().filter(|network| network.oauth.redirect.contains(&Redirect::Loopback)) {
        let loopback = &network.oauth.loopback;
        let port = loopback.port;
        if port == 0 {
            continue;
        }
        let bound = known
            .entry((port, &loopback.host))
            .or_insert_with(|| bind(loopback).map_err(|error| (error.kind(), holder(port))));
        let about = About::RedirectPort(network.id.clone());
        findings.push(match bound {
            Ok(()) => Finding::ok(about, format!("port {port} is free")),
            Err((io::ErrorKind::AddrInUse, Some(holder))) if holder.starts_with("gander") => {
                Finding::ok(about, format!("port {port} is Gander's own: a sign-in waits there"))
            }
            Err((io::ErrorKind::AddrInUse, holder)) => {
                let whom = holder.as_deref().unwrap_or("another program");
                let advice = format!("Close {whom} while you sign in");
                Finding::problem(about, format!("port {port} is taken by {whom}"), advice)
            }
            Err((io::ErrorKind::PermissionDenied, _)) => Finding::problem(
                about,
                format!("port {port} may not be used on this device"),
                "Choose a port above 1023 in the network's file, and register the new redirect address",
            ),
            Err((kind, _)) => Finding::problem(
                about,
                format!("port {port} cannot be used ({kind})"),
                "Look at this device's network settings: sign-ins return to 127.0.0.1",
            ),
        });
    }
    findings
}

/// Binds the same addresses as a sign-in.
fn bind(loopback: &Loopback) -> io::Result<()> {
    let at = |address: IpAddr| TcpListener::bind((address, loopback.port)).map(drop);
    let (four, six) = (Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into());
    match loopback.host.as_str() {
        "[::1]" => at(six),
        "localhost" => at(four).and_then(|()| match at(six) {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => Err(error),
            // Without IPv6, no other program can listen there.
            Ok(()) | Err(_) => Ok(()),
        }),
        _ => at(four),
    }
}

/// The program that listens on a port. Linux shows it only for programs of the same person.
#[cfg(target_os = "linux")]
fn holder(port: u16) -> Option<String> {
    use std::fs;

    // proc(5): local address and port in hexadecimal, the state (0A listens), the inode.
    let table = |name| fs::read_to_string(name).unwrap_or_default();
    let (four, six) = (table("/proc/net/tcp"), table("/proc/net/tcp6"));
    let inode = four.lines().skip(1).chain(six.lines().skip(1)).find_map(|line| {
        let fields: Vec<_> = line.split_whitespace().collect();
        let (_, local) = fields.get(1)?.split_once(':')?;
        let listens = fields.get(3) == Some(&"0A") && u16::from_str_radix(local, 16) == Ok(port);
        if listens { fields.get(9).map(|inode| format!("socket:[{inode}]")) } else { None }
    })?;
    let holds = |process: &fs::DirEntry| {
        let open = fs::read_dir(process.path().join("fd")).into_iter().flatten().flatten();
        open.into_iter()
            .any(|file| fs::read_link(file.path()).is_ok_and(|to| to.as_os_str() == inode.as_str()))
    };
    let process = fs::read_dir("/proc").ok()?.flatten().find(holds)?;
    let name = fs::read_to_string(process.path().join("comm")).ok()?;
    Some(name.trim().to_owned()).filter(|name| !name.is_empty())
}

#[cfg(not(target_os = "linux"))]
fn holder(_: u16) -> Option<String> {
    None
}
