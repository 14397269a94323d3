//! The footprint with the window closed.

use super::{Figure, measured};
use crate::Outcome;

/// The number of web processes and Gander's private memory.
pub fn measure() -> Outcome<Vec<Figure>> {
    let numbers = measured::measure_on_a_desktop("closed-window")?;
    let megabytes = numbers.get("private_kb")? * 1024.0 / 1e6;
    Ok(vec![
        Figure::at_most(0.0, "processes", "window closed, web processes left", numbers.get("web_processes")?),
        Figure::at_most(40.0, "MB", "window closed, private memory", megabytes),
    ])
}
