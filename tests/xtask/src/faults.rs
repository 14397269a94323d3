//! `cargo xtask faults`: everything that can go wrong on the way to a network, and everything that truly ends a
//! connection, against the real keeper.

use std::process::Command;

use crate::{Outcome, build, process, workspace};

/// Where a proxy is configured, a name that does not exist would be looked up there.
const PROXIES: [&str; 6] =
    ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"];

/// Builds, runs everything, or only the faults whose name holds a word, and prints the tables; fails when a case did.
pub fn run(word: &str) -> Outcome {
    let mut faults = command("all")?;
    faults.arg(word);
    process::run(faults)
}

/// All, or a covering choice, as a command that has yet to be run. What it needs is built.
pub fn command(which: &str) -> Outcome<Command> {
    build::faults()?;
    let mut faults = Command::new(workspace::binary("debug", "faults"));
    faults.current_dir(workspace::root()).arg(which);
    for proxy in PROXIES {
        faults.env_remove(proxy);
    }
    Ok(faults)
}
