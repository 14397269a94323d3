//! Gander's remaining processes and memory after its window is closed.

use std::path::PathBuf;

use acceptance::{
    Outcome, app::web_processes, desktop::Desktop, programs::until, window_manager::close_window,
};
use serde_json::{Value, json};

use crate::{process, seed::Seeded};

/// The number of web processes, and Gander's own anonymous memory in kilobytes.
pub async fn measure(dir: PathBuf) -> Outcome<Value> {
    let _desktop = Desktop::start(dir.clone()).await?;
    let seeded = Seeded::start(&dir).await?;
    let app = seeded.gander("gander-app")?.spawn()?;
    let pid = app.id().ok_or("Gander ended at once")?;
    until("its web process", async || (web_processes(pid) > 0).then_some(())).await?;
    close_window("Gander").await?;
    let ended = until("its web process to end", async || (web_processes(pid) == 0).then_some(())).await;
    let left = if ended.is_ok() { 0 } else { web_processes(pid) };
    Ok(json!({ "web_processes": left, "private_kb": process::kilobytes(pid, "RssAnon")? }))
}
