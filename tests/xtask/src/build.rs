//! Building the binaries.

use crate::{Outcome, process, setup, ui};

/// The packages of every build: another choice would unify other features and compile the dependencies twice.
const PACKAGES: [&str; 5] = ["gander", "gander-app", "simnet", "acceptance", "manual"];

/// Builds the UI and every binary for development.
pub fn debug() -> Outcome {
    build(&[])
}

/// Builds the UI and every binary in release mode.
pub fn release() -> Outcome {
    build(&["--release"])
}

/// Builds an example of the shell in release mode.
pub fn release_example(name: &str) -> Outcome {
    build(&["--release", "--example", name])
}

/// Builds the binaries of `cargo xtask crash`, without the UI: `gander`, `gander-crash` with crash points, and the
/// program that kills it.
pub fn crash() -> Outcome {
    setup::for_building()?;
    cargo_build(&["--bin", "gander", "--bin", "crash"])?;
    cargo_build(&["--features", "gander/crash-points", "--bin", "gander-crash"])
}

/// Builds the binary of `cargo xtask faults`, without the UI.
pub fn faults() -> Outcome {
    setup::for_building()?;
    cargo_build(&["--bin", "faults"])
}

fn build(extra: &[&str]) -> Outcome {
    setup::for_building()?;
    ui::build()?;
    cargo_build(extra)
}

fn cargo_build(extra: &[&str]) -> Outcome {
    let mut cargo = process::cargo();
    cargo.arg("build");
    for package in PACKAGES {
        cargo.args(["--package", package]);
    }
    cargo.args(extra);
    process::run(cargo)
}
