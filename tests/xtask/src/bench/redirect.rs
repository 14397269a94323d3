//! The time from the redirect to "Active" on the screen.

use super::{Figure, measured};
use crate::Outcome;

/// Measures the time with a practice network on the same machine; its answers are part of the figure.
pub fn measure() -> Outcome<Vec<Figure>> {
    let numbers = measured::measure_on_a_desktop("redirect")?;
    let median = numbers.get("median")?;
    let name = format!("redirect received to Active on screen, p99 (p50 {median:.0} ms)");
    Ok(vec![Figure::at_most(100.0, "ms", name, numbers.get("p99")?)])
}
