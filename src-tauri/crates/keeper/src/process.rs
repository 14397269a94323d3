//! Several processes on one data directory: who keeps the time, who works on a connection, who changed something.

use std::{
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
    thread,
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
        let file = Self::file(dir).ok()?;
        file.try_lock().ok().map(|()| Self(file))
    }

    /// Waits for the end of the process that leads, on a thread nobody joins. Whoever is told must hold the lead, or
    /// drop it.
    pub fn wait(dir: PathBuf, taken: impl FnOnce(Self) + Send + 'static) {
        let waiting = thread::Builder::new().name("lead".into()).spawn(move || {
            if let Ok(file) = Self::file(&dir)
                && file.lock().is_ok()
            {
                taken(Self(file));
            }
        });
        if waiting.is_err() {
            tracing::warn!("nobody waits for the lead; it is looked at from time to time");
        }
    }

    fn file(dir: &Path) -> io::Result<File> {
        File::options().create(true).append(true).open(dir.join("lead.lock"))
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
        let id = id.clone();
        let locked = tokio::task::spawn_blocking(move || Self::lock(&dir, &id));
        locked.await.map_err(io::Error::other)?
    }

    /// Tells when no process works on a connection any more, from a thread nobody joins.
    pub fn when_free(dir: PathBuf, id: ConnectionId, free: impl FnOnce() + Send + 'static) {
        let waiting = thread::Builder::new().name("connection".into()).spawn(move || {
            if Self::lock(&dir, &id).is_ok() {
                free();
            }
        });
        if waiting.is_err() {
            tracing::warn!("nobody waits for another process's renewal");
        }
    }

    fn lock(dir: &Path, id: &ConnectionId) -> io::Result<Self> {
        let dir = dir.join("locks");
        fs::create_dir_all(&dir)?;
        lock(&dir.join(format!("{id}.lock"))).map(|file| Self(Some(file)))
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
