//! `cargo xtask crash`: kills Gander at each point of its work and checks the state that remains.

use std::process::Command;

use crate::{Outcome, build, process, setup, workspace};

/// Builds the binaries, runs the crash cases and prints the table. Fails when a case does.
pub fn run(word: &str) -> Outcome {
    if !cfg!(target_os = "linux") {
        return Err("the crash points are compiled in on Linux alone".into());
    }
    let run = process::run(command(word)?);
    process::end_leftovers();
    run
}

/// Builds the binaries and returns the command that runs the crash cases.
pub fn command(word: &str) -> Outcome<Command> {
    setup::for_crashing()?;
    build::crash()?;
    let mut crash = Command::new(workspace::binary("debug", "crash"));
    crash.current_dir(workspace::root()).arg(word);
    process::mark(&mut crash);
    Ok(crash)
}
