//! Checks the folder, the database and the disk, and changes nothing.

use std::{
    fs::{self, File, TryLockError},
    path::Path,
    sync::mpsc,
    thread,
    time::Duration,
};

use networks::Catalogue;
use store::{self, Store, StoreError};

use super::{About, Finding, drive};
use crate::view;

/// The time limit of SQLite's integrity check, which reads the whole file.
const CHECK_PATIENCE: Duration = Duration::from_secs(5);
/// The least free space, in bytes. With less, a renewed token may soon find no room.
const LITTLE_SPACE: u64 = 50 << 20;
/// The largest usual write-ahead log, in bytes. SQLite empties it now and then, unless a reader never ends.
const LARGE_WAL: u64 = 64 << 20;

/// Reports that the system did not show the last notification, and since when.
fn not_shown(store: &Store) -> Option<Finding> {
    let since = store.not_shown_since().ok()??;
    let found = format!("the last one was not shown; refused since {}", since.format("%Y-%m-%d %H:%M UTC"));
    let advice = "The window and the tray tell what it would have told. Allow Gander's notifications in your desktop's \
                  settings; Gander tries again";
    Some(Finding::note(About::Notifications, found, advice))
}

/// Checks the database, its folder and the app keys of each network.
pub(super) fn look(dir: &Path, catalogue: &Catalogue) -> Vec<Finding> {
    let mut findings = Vec::new();
    let store = match Store::open_to_read(dir) {
        Ok(store) => store,
        Err(error) => {
            findings.push(refused(&error));
            None
        }
    };
    if let Some(store) = &store {
        findings.extend(sound(store));
        findings.extend(not_shown(store));
    } else if findings.is_empty() {
        findings.push(Finding::ok(About::Database, format!("none yet at {}", dir.display())));
    }
    findings.extend(place(dir));
    let bridges = store.as_ref().and_then(|store| store.bridges().ok()).unwrap_or_default();
    let apps = store.and_then(|store| store.apps().ok()).unwrap_or_default();
    for network in catalogue.iter() {
        if network.needs_no_app() {
            continue;
        }
        let keys = apps.iter().find(|(id, _)| *id == network.id).map(|(_, keys)| keys);
        let network = view::network(network, keys, bridges.get(&network.id));
        let about = About::AppKeys(network.id.clone());
        let bridge_missing = network.bridge.is_some_and(|bridge| bridge.needed && bridge.address.is_none());
        findings.push(if bridge_missing {
            Finding::note(
                about,
                "it sends people back to an https page only, and none is named",
                format!(
                    "To use {}, host the page of `gander bridge page` and name it with `gander bridge set {} ADDRESS`",
                    network.name, network.id
                ),
            )
        } else if network.ready {
            Finding::ok(about, format!("set; redirect address {}", network.redirect))
        } else {
            Finding::note(
                about,
                format!("missing; redirect address {}", network.redirect),
                format!("To use {}, set them with `gander app set {}`", network.name, network.id),
            )
        });
    }
    findings
}

/// Reports whether a process does the timed work.
pub(super) fn leader(dir: &Path) -> Finding {
    let held = File::open(dir.join("lead.lock")).is_ok_and(|file| {
        // Take a shared lock, so that two checks at once do not collide.
        matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock))
    });
    if held {
        return Finding::ok(About::Process, "a Gander runs and keeps your connections");
    }
    Finding::note(
        About::Process,
        "no Gander runs: nothing is checked or renewed",
        "Open the app, or start `gander run --headless`",
    )
}

fn refused(error: &StoreError) -> Finding {
    let text = error.to_string();
    let (found, advice) = text.split_once("; ").unwrap_or((&text, "Try again"));
    Finding::problem(About::Database, found, sentence(advice))
}

/// Capitalises the first letter.
pub(super) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn sound(store: &Store) -> Vec<Finding> {
    let interrupt = store.interrupt_handle();
    let (done, over) = mpsc::channel::<()>();
    let watched = thread::Builder::new().name("doctor".into()).spawn(move || {
        if over.recv_timeout(CHECK_PATIENCE) == Err(mpsc::RecvTimeoutError::Timeout) {
            interrupt.interrupt();
        }
    });
    let told = store.integrity();
    drop(done);
    drop(watched);
    let checked = match told {
        Ok(told) if told == "ok" => "sound",
        Ok(told) => {
            tracing::debug!(told, "integrity_check");
            return vec![Finding::problem(
                About::Database,
                "it is damaged",
                "Stop Gander, move gander.db aside and reauthorize, or restore it from a backup",
            )];
        }
        Err(StoreError::Other { .. }) => "too large to be checked in five seconds",
        Err(error) => return vec![refused(&error)],
    };
    let mut findings = Vec::new();
    match store.count() {
        Ok(1) => findings.push(Finding::ok(About::Database, format!("{checked}, 1 connection"))),
        Ok(count) => findings.push(Finding::ok(About::Database, format!("{checked}, {count} connections"))),
        Err(error) => findings.push(refused(&error)),
    }
    if let Ok(unreadable @ 1..) = store.unreadable() {
        findings.push(Finding::problem(
            About::Database,
            format!("{unreadable} of its connections cannot be read"),
            "Gander keeps the others. Restore gander.db from a backup, or connect those accounts again",
        ));
    }
    if store.is_older().unwrap_or(false) {
        findings.push(Finding::note(
            About::Database,
            "an older Gander wrote it",
            "Nothing to do: what writes next brings it up to date, and loses nothing",
        ));
    }
    findings
}

/// Checks the folder and its disk.
fn place(dir: &Path) -> Vec<Finding> {
    let mut findings = Vec::new();
    // A missing folder would be made in its nearest existing ancestor.
    let Some(existing) = dir.ancestors().find(|place| place.exists()) else { return findings };
    if !writable(existing) {
        findings.push(Finding::problem(
            About::Database,
            format!("{} cannot be written", existing.display()),
            "Make it writable, or choose another place with --data-dir: a renewed token must be stored",
        ));
    }
    if let Some(free) = free_space(existing).filter(|free| *free < LITTLE_SPACE) {
        findings.push(Finding::problem(
            About::Database,
            format!("{} MB are free on its disk", free >> 20),
            "Free some space: a renewed token must be stored",
        ));
    }
    if let Some(kind) = drive::over_network(existing) {
        findings.push(Finding::note(
            About::Database,
            format!("{} is on a network drive ({kind})", dir.display()),
            "Choose a folder on a disk of this device with --data-dir: over a network two devices may write at once and \
             damage the database",
        ));
    }
    let file = store::file_of(Some(dir));
    for (path, most) in [(dir, 0o700), (&file, 0o600)] {
        if let Some(mode) = mode(path).filter(|mode| mode & !most != 0) {
            findings.push(Finding::note(
                About::Database,
                format!("{} may be read by others (mode {mode:o})", path.display()),
                format!("`chmod {most:o} {}`; tokens are sealed, names are not", path.display()),
            ));
        }
    }
    let wal = fs::metadata(file.with_extension("db-wal")).map_or(0, |wal| wal.len());
    if wal > LARGE_WAL {
        findings.push(Finding::note(
            About::Database,
            format!("its write-ahead log has grown to {} MB", wal >> 20),
            "Close what else reads gander.db; it is emptied when Gander starts next",
        ));
    }
    findings
}

#[cfg(target_os = "linux")]
fn writable(place: &Path) -> bool {
    rustix::fs::access(place, rustix::fs::Access::WRITE_OK).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn writable(place: &Path) -> bool {
    fs::metadata(place).is_ok_and(|place| !place.permissions().readonly())
}

/// The free space of the disk, in bytes. Known on Linux only.
#[cfg(target_os = "linux")]
fn free_space(place: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(place).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(not(target_os = "linux"))]
fn free_space(_: &Path) -> Option<u64> {
    None
}

#[cfg(unix)]
fn mode(path: &Path) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt;

    fs::metadata(path).ok().map(|metadata| metadata.permissions().mode() & 0o777)
}

#[cfg(not(unix))]
fn mode(_: &Path) -> Option<u32> {
    None
}
