//! The time from the start of the process to the first paint: Gander's widget, and a bare window of the same versions.

use std::path::{Path, PathBuf};

use acceptance::{
    Outcome,
    app::{drive, processes},
    desktop::Desktop,
    programs::{ours, until},
};
use serde_json::{Value, json};

use crate::{
    process::{percentile, started_ms},
    seed::Seeded,
};

const RUNS: usize = 11;
/// The first paint: the frame of the widget, or the bare window's line.
const FIRST: &str = "first-contentful-paint";

/// The 20th percentiles of the runs. The programs take turns, so that a busy moment hits both.
pub async fn measure(dir: PathBuf) -> Outcome<Value> {
    let desktop = Desktop::start(dir.clone()).await?;
    let seeded = Seeded::start(&dir).await?;
    let (mut widget, mut rows, mut bare) = (Vec::new(), Vec::new(), Vec::new());
    let gander = ours("gander-app")?;
    let example = gander.with_file_name("examples").join("bare");
    for run in 0..=RUNS {
        let log = desktop.file("first-paint.log");
        let [of_widget, of_rows] =
            paint(&gander, &seeded.arguments(), [FIRST, "widget-painted"], &log).await?;
        let [of_bare] = paint(&example, &[], [FIRST], &log).await?;
        // The first run of each program reads from the disk, and later runs from memory.
        if run > 0 {
            widget.push(of_widget);
            rows.push(of_rows);
            bare.push(of_bare);
        }
    }
    // In both programs, every other start of WebKitGTK takes half a second more: only the quick ones compare.
    Ok(
        json!({ "widget": percentile(widget, 20), "rows": percentile(rows, 20), "bare": percentile(bare, 20) }),
    )
}

/// Milliseconds from the start of the process to each of these entries on the page's timeline.
async fn paint<const N: usize>(
    program: &Path,
    arguments: &[String],
    entries: [&str; N],
    log: &Path,
) -> Outcome<[f64; N]> {
    let (session, _driver) = drive(program, arguments, log).await?;
    let path = program.display().to_string();
    let pid = *processes(&[&path]).iter().max().ok_or("the program is gone")?;
    let started = started_ms(pid)?;
    let mut took = [f64::NAN; N];
    for (entry, took) in entries.into_iter().zip(&mut took) {
        let script = format!(
            "const entry = performance.getEntriesByName('{entry}')[0];
             return entry ? performance.timeOrigin + entry.startTime : null;"
        );
        let painted = until(entry, async || session.execute(&script, vec![]).await.ok()?.json().as_f64());
        *took = painted.await? - started;
    }
    session.quit().await?;
    Ok(took)
}
