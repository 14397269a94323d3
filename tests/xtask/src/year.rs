//! `cargo xtask year`: simulates a year of a thousand connections.

use crate::{Outcome, process};

/// Prints the figures of each year. Fails when a promise was broken.
pub fn run(seeds: &[String]) -> Outcome {
    let mut cargo = process::cargo();
    cargo.args(["run", "--quiet", "--package", "year", "--"]).args(seeds);
    process::run(cargo)
}
