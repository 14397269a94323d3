//! Coordinates several processes on one data directory: the leader, the work on a connection, and changes.

use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
    thread,
};

use lifecycle::ConnectionId;
use notify::{RecursiveMode, Watcher};
use tokio::sync::{mpsc, oneshot, watch};

use vault::{
    lock::{lock, open},
    private,
};

use crate::CHANGED;

/// The lock of the one process that checks, renews and notifies on its own. The system releases it with the process.
#[derive(Debug)]
pub struct Lead(#[expect(dead_code, reason = "held, not read")] File);

/// The lock of the leading process, and that of the one process that publishes posts.
const LEAD: &str = "lead.lock";
const SHARE: &str = "share.lock";

impl Lead {
    /// Takes the lead. `None` while another process leads.
    pub fn take(dir: &Path) -> Option<Self> {
        Self::take_file(dir, LEAD)
    }

    /// Takes the lead in publishing, which is a lock of its own: an earlier Gander may lead, and publishes nothing.
    pub fn take_sharing(dir: &Path) -> Option<Self> {
        Self::take_file(dir, SHARE)
    }

    /// Waits for the end of the leading process on a thread that is never joined. `taken` must hold the lead or drop
    /// it.
    pub fn wait(dir: PathBuf, taken: impl FnOnce(Self) + Send + 'static) {
        Self::wait_for(dir, LEAD, taken);
    }

    /// Waits for the end of the process that publishes.
    pub fn wait_for_sharing(dir: PathBuf, taken: impl FnOnce(Self) + Send + 'static) {
        Self::wait_for(dir, SHARE, taken);
    }

    fn take_file(dir: &Path, name: &str) -> Option<Self> {
        let file = Self::file(dir, name).ok()?;
        file.try_lock().ok().map(|()| Self(file))
    }

    fn wait_for(dir: PathBuf, name: &'static str, taken: impl FnOnce(Self) + Send + 'static) {
        let waiting = thread::Builder::new().name("lead".into()).spawn(move || {
            if let Ok(file) = Self::file(&dir, name)
                && file.lock().is_ok()
            {
                taken(Self(file));
            }
        });
        if waiting.is_err() {
            tracing::warn!("no thread waits for the lead; Gander looks at it from time to time");
        }
    }

    fn file(dir: &Path, name: &str) -> io::Result<File> {
        open(&dir.join(name))
    }
}

/// Held for the whole of a credential operation on a connection, until its result is durable.
#[derive(Debug)]
pub struct Guard(#[expect(dead_code, reason = "held, not read")] Option<File>);

impl Guard {
    /// Waits for any other process that works on this connection, on a thread that is never joined: a stopped process
    /// may never continue. The system releases the lock when that process ends. In memory (`None`) there is no other
    /// process.
    ///
    /// # Errors
    /// [`io::ErrorKind::Interrupted`] once this process is `ending`.
    pub async fn take(
        dir: Option<PathBuf>,
        id: &ConnectionId,
        mut ending: watch::Receiver<bool>,
    ) -> io::Result<Self> {
        let Some(dir) = dir else { return Ok(Self(None)) };
        let (taken, waits) = oneshot::channel();
        let of = id.clone();
        thread::Builder::new().name("connection".into()).spawn(move || {
            // If the receiver is gone, the guard is dropped and so released.
            drop(taken.send(Self::lock(&dir, &of)));
        })?;
        tokio::select! {
            guard = waits => guard.map_err(io::Error::other)?,
            _ = ending.wait_for(|ending| *ending) => {
                tracing::error!(
                    connection = %id,
                    "another Gander works on this connection and does not come to an end; is it stopped? Nothing was \
                     asked of the network"
                );
                Err(io::ErrorKind::Interrupted.into())
            }
        }
    }

    /// Calls `free` from a thread that is never joined, once no process works on a connection any more.
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
        private::make_dir(&dir)?;
        lock(&dir.join(format!("{id}.lock"))).map(|file| Self(Some(file)))
    }
}

/// Reports each change that another process announces, until it is dropped.
pub struct Watch(#[expect(dead_code, reason = "held, not read")] notify::RecommendedWatcher);

impl Watch {
    /// `None` if the system cannot watch a folder. Changes are then found at the next poll.
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

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use rustix::fs::{OFlags, fcntl_getfl};

    use vault::lock::try_lock;

    use super::*;

    fn assert_may_be_locked_on_windows(name: &str, file: &File) {
        let flags = fcntl_getfl(file).unwrap();
        assert_eq!(flags & (OFlags::ACCMODE | OFlags::APPEND), OFlags::RDWR, "{name}");
        let mode = file.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{name}");
    }

    #[test]
    fn every_lock_file_is_opened_for_reading_and_writing_and_is_the_persons_alone() {
        let dir = tempfile::tempdir().unwrap();
        let lead = Lead::file(dir.path(), LEAD).unwrap();
        let database = lock(&dir.path().join("database.lock")).unwrap();
        let key = try_lock(&dir.path().join("key.lock")).unwrap().unwrap();
        for (name, file) in [("lead", lead), ("database", database), ("key", key)] {
            assert_may_be_locked_on_windows(name, &file);
        }
        let _guard = Guard::lock(dir.path(), &"practice".into()).unwrap();
        let guard = dir.path().join("locks/practice.lock");
        assert_eq!(guard.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        let locks = dir.path().join("locks");
        assert_eq!(locks.metadata().unwrap().permissions().mode() & 0o777, 0o700);
    }

    #[test]
    fn a_lock_that_another_holds_is_not_waited_for_by_who_only_tries() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("key.lock");
        let held = lock(&path).unwrap();
        assert!(try_lock(&path).unwrap().is_none());
        drop(held);
        assert!(try_lock(&path).unwrap().is_some());
    }
}
