//! The idle cost of `gander run --headless`.

use super::{Figure, measured};
use crate::Outcome;

/// Measures memory and wake-ups. Counting the rare wake-ups takes some minutes.
pub fn measure() -> Outcome<Vec<Figure>> {
    let numbers = measured::measure("headless")?;
    let megabytes = numbers.get("resident_kb")? * 1024.0 / 1e6;
    Ok(vec![
        Figure::at_most(15.0, "MB", "headless with 10 connections, resident memory", megabytes),
        Figure::at_most(5.0, "a minute", "headless when idle, wake-ups", numbers.get("wake_ups_a_minute")?),
    ])
}
