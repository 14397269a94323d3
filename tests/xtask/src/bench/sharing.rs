//! The speed of sharing, and the cost of planned posts.

use super::{Figure, measured};
use crate::Outcome;

/// Measures `gander share`, and a start with one planned post and with ten thousand.
pub fn measure() -> Outcome<Vec<Figure>> {
    let numbers = measured::measure("sharing")?;
    let (one, many) = (numbers.get("start_with_one_ms")?, numbers.get("start_with_many_ms")?);
    let start = format!("10,000 planned posts, added to a start of {one:.0} ms");
    let kilobytes = numbers.get("bytes_a_post")? / 1000.0;
    Ok(vec![
        Figure::at_most(
            30.0,
            "ms",
            "gander share, from the start of the process to the request at the network, p50",
            numbers.get("first_request_ms")?,
        ),
        Figure::at_most(100.0, "ms", start, many - one),
        Figure::at_most(0.5, "kB", "memory a planned post, of 10,000", kilobytes),
    ])
}
