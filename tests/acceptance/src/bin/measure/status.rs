//! The duration of `gander status`, as a process from its start to its end.

use std::{path::Path, process::Stdio, time::Instant};

use acceptance::{Outcome, programs::ours};
use serde_json::{Value, json};

use crate::seed::{MOST_REAL, Seeded};

const RUNS: usize = 200;
const MANY: usize = 10_000;

/// The medians in milliseconds, with ten connections and with ten thousand.
pub async fn measure(dir: &Path) -> Outcome<Value> {
    let seeded = Seeded::start(dir).await?;
    let few = median_ms(&seeded, MOST_REAL)?;
    seeded.multiply_to(MANY)?;
    let many = median_ms(&seeded, MANY)?;
    Ok(json!({ "few": few, "many": many }))
}

fn median_ms(seeded: &Seeded, expected: usize) -> Outcome<f64> {
    // The system alone starts the process, without the overhead of Tokio or a shell.
    let mut status = std::process::Command::new(ours("gander")?);
    status.args(seeded.arguments()).arg("status");
    let output = status.stderr(Stdio::inherit()).output()?;
    let lines = String::from_utf8_lossy(&output.stdout).lines().count();
    if lines < expected {
        return Err(format!("gander status showed {lines} lines for {expected} connections").into());
    }
    status.stdout(Stdio::null()).stderr(Stdio::null());
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let start = Instant::now();
        status.status()?;
        times.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(crate::process::percentile(times, 50))
}
