//! `cargo xtask faults`: runs the real keeper against every fault on the way to a network, and against every true cause
//! of a disconnect.

use std::process::Command;

use crate::{Outcome, build, process, workspace};

/// Removed from the environment: a proxy would resolve the name that must not exist.
const PROXIES: [&str; 6] =
    ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"];

/// Builds, runs every fault or those whose name contains `word`, and prints the tables. Fails when a case does.
pub fn run(word: &str) -> Outcome {
    let mut faults = command("all")?;
    faults.arg(word);
    process::run(faults)
}

/// Builds the binary and returns the command. `which` is `all`, or `covering` for one network's faults and stages.
pub fn command(which: &str) -> Outcome<Command> {
    build::faults()?;
    let mut faults = Command::new(workspace::binary("debug", "faults"));
    faults.current_dir(workspace::root()).arg(which);
    for proxy in PROXIES {
        faults.env_remove(proxy);
    }
    Ok(faults)
}
