//! From the start of the process to the first paint: Gander's widget, and a bare window of the same versions.

use std::{path::PathBuf, process::Command};

use acceptance::{
    Outcome,
    app::processes,
    browser::connect,
    desktop::Desktop,
    programs::{Program, free_port, ours, until},
};
use serde_json::{Value, json};
use thirtyfour::Capabilities;

use crate::{
    process::{percentile, started_ms},
    seed::Seeded,
};

const RUNS: usize = 11;

/// The medians, run by run in turn so that a busy moment hits both.
pub async fn measure(dir: PathBuf) -> Outcome<Value> {
    let desktop = Desktop::start(dir.clone()).await?;
    let seeded = Seeded::start(&dir).await?;
    let (mut widget, mut bare) = (Vec::new(), Vec::new());
    let gander = ours("gander-app")?;
    let example = gander.with_file_name("examples").join("bare");
    for run in 0..=RUNS {
        let log = desktop.file("first-paint.log");
        let of_widget = paint(&gander, &seeded.arguments(), "widget-painted", &log).await?;
        let of_bare = paint(&example, &[], "first-contentful-paint", &log).await?;
        // The first of each reads from the disk what the others find in memory.
        if run > 0 {
            widget.push(of_widget);
            bare.push(of_bare);
        }
    }
    Ok(json!({ "widget": percentile(widget, 50), "bare": percentile(bare, 50) }))
}

/// Milliseconds until the page has the entry of that name on its timeline.
async fn paint(program: &PathBuf, arguments: &[String], entry: &str, log: &std::path::Path) -> Outcome<f64> {
    let (port, native) = (free_port()?, free_port()?);
    let mut driver = Command::new("tauri-driver");
    driver.args(["--port", &port.to_string(), "--native-port", &native.to_string()]);
    let _driver = Program::start(&mut driver, log, None)?;
    let mut capabilities = Capabilities::default();
    capabilities.set("tauri:options", json!({ "application": program, "args": arguments }))?;
    let session = connect(port, &capabilities).await?;

    let script = format!(
        "const entry = performance.getEntriesByName('{entry}')[0];
         return entry ? performance.timeOrigin + entry.startTime : null;"
    );
    let painted = until(entry, async || session.execute(&script, vec![]).await.ok()?.json().as_f64()).await?;
    let path = program.display().to_string();
    let pid = *processes(&[&path]).iter().max().ok_or("the program is gone")?;
    let took = painted - started_ms(pid)?;
    session.quit().await?;
    Ok(took)
}
