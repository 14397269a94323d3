//! The command line.
#[path = "../support/mod.rs"]
mod support;
