//! A keeper with a hundred thousand connections.

use super::{Figure, measured};
use crate::{Outcome, process};

/// The most time for ten thousand renewals, as a multiple of the time with a server that is never idle.
const OVERHEAD: f64 = 1.2;

/// Measures the start, the memory, one change among many, and ten thousand renewals at once.
pub fn measure() -> Outcome<Vec<Figure>> {
    let mut bench = process::cargo();
    bench.args(["bench", "--package", "keeper", "--features", "benches", "--bench", "scale"]);
    let numbers = measured::numbers(bench)?;
    let few = numbers.get("one_change_among_few_ms")?;
    let change = format!("one change among 100,000, checked, stored and shown, p50 (among 10: {few:.2} ms)");
    let ideal = numbers.get("renewals_ideal_s")?;
    let renewals = format!("10,000 renewals at once, of an ideal {ideal:.1} s");
    let kilobytes = numbers.get("bytes_a_connection")? / 1000.0;
    Ok(vec![
        Figure::at_most(2000.0, "ms", "start with 100,000 connections", numbers.get("start_ms")?),
        Figure::at_most(10.0, "ms", change, numbers.get("one_change_among_many_ms")?),
        Figure::at_most(ideal * OVERHEAD, "s", renewals, numbers.get("renewals_s")?),
        Figure::at_most(5.0, "kB", "memory a connection, between 10,000 and 100,000", kilobytes),
    ])
}
