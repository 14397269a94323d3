//! `cargo xtask year`: what a year of a thousand connections comes to.

use crate::{Outcome, process};

/// Prints the figures of each year, and fails when a promise was broken.
pub fn run(seeds: &[String]) -> Outcome {
    let mut cargo = process::cargo();
    cargo.args(["run", "--quiet", "--package", "year", "--"]).args(seeds);
    process::run(cargo)
}
