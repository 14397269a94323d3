//! Stands for `cargo xtask package` on systems that cannot make packages for Linux.

use crate::{Outcome, test::Count};

/// Always fails.
pub fn run(_arguments: &[String]) -> Outcome {
    Err("this makes packages for Linux, and needs Linux".into())
}

/// Tells why the lane cannot run.
pub fn why_not() -> Option<&'static str> {
    Some("the package is one for Linux")
}

/// Always fails.
pub fn lane() -> Outcome<(bool, Count, String)> {
    Err("the package is one for Linux".into())
}
