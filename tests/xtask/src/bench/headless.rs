//! `gander run --headless` with nothing to do.

use super::{Figure, measured};
use crate::Outcome;

/// Its memory and its wake-ups. Takes some minutes, since what is rare is counted.
pub fn measure() -> Outcome<Vec<Figure>> {
    let numbers = measured::measure("headless")?;
    let megabytes = numbers.get("resident_kb")? * 1024.0 / 1e6;
    Ok(vec![
        Figure::at_most(15.0, "MB", "headless with 10 connections, resident memory", megabytes),
        Figure::at_most(5.0, "a minute", "headless when idle, wake-ups", numbers.get("wake_ups_a_minute")?),
    ])
}
