//! `cargo xtask crash`: what is left of Gander when it is killed at any point of its work.

use std::process::Command;

use crate::{Outcome, build, process, setup, workspace};

/// Builds, kills and prints the table; fails when a case did.
pub fn run(word: &str) -> Outcome {
    if !cfg!(target_os = "linux") {
        return Err("the crash points are compiled in on Linux alone".into());
    }
    let run = process::run(command(word)?);
    process::end_leftovers();
    run
}

/// The same as a command that has yet to be run. What it needs is built.
pub fn command(word: &str) -> Outcome<Command> {
    setup::for_crashing()?;
    build::crash()?;
    let mut crash = Command::new(workspace::binary("debug", "crash"));
    crash.current_dir(workspace::root()).arg(word);
    process::mark(&mut crash);
    Ok(crash)
}
