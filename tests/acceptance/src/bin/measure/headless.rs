//! `gander run --headless`, with nothing to do.

use std::{path::Path, process::Stdio, time::Duration};

use acceptance::Outcome;
use serde_json::{Value, json};

use crate::{process, seed::Seeded};

/// Time for the work after a start: the first checks, and threads that wait a little before they end.
const SETTLE: Duration = Duration::from_secs(30);
const WATCH: Duration = Duration::from_secs(120);

/// The resident memory, and the number of wake-ups in a minute.
pub async fn measure(dir: &Path) -> Outcome<Value> {
    let seeded = Seeded::start(dir).await?;
    let mut run = seeded.gander("gander")?;
    // The process gets neither a display nor a session bus.
    run.env_clear().args(["run", "--headless"]).stdout(Stdio::null()).stderr(Stdio::null());
    let mut running = run.spawn()?;
    let pid = running.id().ok_or("it ended at once")?;
    tokio::time::sleep(SETTLE).await;
    let before = process::sleeps(pid)?;
    tokio::time::sleep(WATCH).await;
    let woken = process::sleeps(pid)? - before;
    let resident = process::kilobytes(pid, "VmRSS")?;
    if let Some(code) = running.try_wait()? {
        return Err(format!("it ended by itself: {code}").into());
    }
    let minutes = WATCH.as_secs_f64() / 60.0;
    Ok(json!({ "resident_kb": resident, "wake_ups_a_minute": woken as f64 / minutes }))
}
