//! The run time of `gander status` as a process.

use super::{Figure, measured};
use crate::Outcome;

/// Measures the median from start to end, with few connections and with many.
pub fn measure() -> Outcome<Vec<Figure>> {
    let numbers = measured::measure("status")?;
    Ok(vec![
        Figure::at_most(5.0, "ms", "gander status with 10 connections, p50", numbers.get("few")?),
        Figure::at_most(60.0, "ms", "gander status with 10,000 connections, p50", numbers.get("many")?),
    ])
}
