//! Several processes on one data directory: who keeps the time, who works on a connection, who changed something.

use std::{
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
};

use lifecycle::ConnectionId;
use notify::{RecursiveMode, Watcher};
use tokio::sync::mpsc;

use crate::store::CHANGED;

/// Held by the one process that checks, renews and tells by itself. The system releases it when the process ends.
#[derive(Debug)]
pub(crate) struct Lead(#[expect(dead_code, reason = "held, not read")] File);

impl Lead {
    /// `None` while another process leads.
    pub fn take(dir: &Path) -> Option<Self> {
        let file = File::options().create(true).append(true).open(dir.join("lead.lock")).ok()?;
        file.try_lock().ok().map(|()| Self(file))
    }
}

/// Held for the whole of a credential operation on a connection, until its result is durable.
#[derive(Debug)]
pub(crate) struct Guard(#[expect(dead_code, reason = "held, not read")] Option<File>);

impl Guard {
    /// Waits for any other process that works on this connection. It cannot wait longer than that process
    /// lives: the system releases the lock with it. In memory (`None`) there is no other process.
    pub async fn take(dir: Option<PathBuf>, id: &ConnectionId) -> io::Result<Self> {
        let Some(dir) = dir else { return Ok(Self(None)) };
        let name = format!("{id}.lock");
        let locked = tokio::task::spawn_blocking(move || {
            let dir = dir.join("locks");
            fs::create_dir_all(&dir)?;
            lock(&dir.join(name))
        });
        locked.await.map_err(io::Error::other)?.map(|file| Self(Some(file)))
    }
}

/// Takes a lock file, after any other process that holds it.
pub(crate) fn lock(path: &Path) -> io::Result<File> {
    let file = File::options().create(true).append(true).open(path)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => file.lock()?,
        Err(TryLockError::Error(error)) => return Err(error),
    }
    Ok(file)
}

/// Reports each change that another process announces. Dropping it ends that.
pub(crate) struct Watch(#[expect(dead_code, reason = "held, not read")] notify::RecommendedWatcher);

impl Watch {
    /// `None` when the system has no means for it: then changes are seen when the time is next looked at.
    pub fn start(dir: &Path, changed: mpsc::UnboundedSender<()>) -> Option<Self> {
        let seen = move |event: notify::Result<notify::Event>| {
            let ours = |event: notify::Event| {
                !event.kind.is_access() && event.paths.iter().any(|path| path.ends_with(CHANGED))
            };
            if event.is_ok_and(ours) {
                let _ = changed.send(());
            }
        };
        let mut watcher = notify::recommended_watcher(seen).ok()?;
        watcher.watch(dir, RecursiveMode::NonRecursive).ok()?;
        Some(Self(watcher))
    }
}
