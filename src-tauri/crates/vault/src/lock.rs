//! Lock files, which the system releases when their process ends.

use std::{
    fs::{File, TryLockError},
    io,
    path::Path,
};

use crate::private;

/// Takes a lock file. Waits while another process holds it.
///
/// # Errors
/// When the file cannot be opened or locked.
pub fn lock(path: &Path) -> io::Result<File> {
    let file = open(path)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => file.lock()?,
        Err(TryLockError::Error(error)) => return Err(error),
    }
    Ok(file)
}

/// Takes a lock file. `None` while another process holds it.
///
/// # Errors
/// When the file cannot be opened or locked.
pub fn try_lock(path: &Path) -> io::Result<Option<File>> {
    let file = open(path)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// Opens a lock file, and creates it if missing. Every lock file is opened for reading and writing, because Windows
/// refuses to lock a file that is open for appending only.
///
/// # Errors
/// When it cannot be opened.
pub fn open(path: &Path) -> io::Result<File> {
    private::options().read(true).write(true).create(true).truncate(false).open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_at_a_time_holds_a_lock_file() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("lock");
        let held = try_lock(&path).unwrap().expect("the lock is free");
        assert!(try_lock(&path).unwrap().is_none());
        drop(held);
        let waited_for = lock(&path).unwrap();
        assert!(try_lock(&path).unwrap().is_none());
        drop(waited_for);
        assert!(try_lock(&path).unwrap().is_some());
    }
}
