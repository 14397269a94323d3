//! The size of the downloads.

use super::Figure;
use crate::{Outcome, workspace};

const MEGABYTE: f64 = 1e6;

/// Measures each release binary.
pub fn measure() -> Outcome<Vec<Figure>> {
    let of = |name: &str, goal: f64| -> Outcome<Figure> {
        let bytes = std::fs::metadata(workspace::binary("release", name))?.len();
        Ok(Figure::at_most(goal, "MB", format!("release binary {name}"), bytes as f64 / MEGABYTE))
    };
    Ok(vec![of("gander", 14.0)?, of("gander-app", 20.0)?])
}
