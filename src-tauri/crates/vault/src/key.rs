//! The storage of the vault's key: the system's keyring, a file of the person's own, or this process alone.

mod system;

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    thread,
};

use tokio::sync::oneshot;

use crate::{
    crash, new_id, private,
    sealing::{Key, VaultTrouble},
};

pub use system::ANSWERS_BESIDE_A_PROMPT;

/// The storage of the vault's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeySource {
    /// The system's keyring.
    Keyring,
    /// A file of the person's own, readable by them alone. Created if missing.
    File(PathBuf),
    /// No storage: the key and all data are gone when this process ends.
    ThisRunOnly,
}

/// The permission of a keyring to prompt the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asking {
    /// The system may ask the person to unlock it.
    MayPrompt,
    /// The keyring must not prompt. A keyring that would have to ask the person gives no key.
    Silently,
}

/// A fetched key.
#[derive(Debug)]
pub struct LoadedKey {
    /// The key.
    pub key: Key,
    /// True if the key was created just now.
    pub fresh: bool,
    /// Keeps other processes from making another key, until this one has sealed something.
    #[expect(dead_code, reason = "held, not read")]
    alone: Option<fs::File>,
}

impl LoadedKey {
    fn kept(key: Key) -> Self {
        Self { key, fresh: false, alone: None }
    }

    fn made(key: Key, alone: Option<fs::File>) -> Self {
        Self { key, fresh: true, alone }
    }
}

/// Fetches the key. Creates one only if `sealed` is false, because beside existing secrets a new key could only hide
/// that theirs is gone.
///
/// Processes that start at the same time in `dir`, `None` in memory, create one key.
///
/// Keyrings block, some for as long as their prompt stays open, so each is asked on a thread that is never joined.
pub fn fetch(
    source: &KeySource,
    asking: Asking,
    vault: &str,
    sealed: bool,
    dir: Option<&Path>,
) -> oneshot::Receiver<Result<LoadedKey, VaultTrouble>> {
    let (answer, answered) = oneshot::channel();
    match source {
        KeySource::ThisRunOnly => {
            let _ = answer.send(Ok(LoadedKey::made(Key::generate(), None)));
        }
        KeySource::File(path) => {
            let _ = answer.send(from_file(path, sealed));
        }
        KeySource::Keyring => {
            let user = format!("vault-{vault}");
            let place = dir.map(|dir| dir.join("key.lock"));
            let asked = thread::Builder::new().name("keyring".into()).spawn(move || {
                let _ = answer.send(system::fetch(&user, asking, sealed, place.as_deref()));
            });
            if asked.is_err() {
                tracing::warn!("the keyring thread could not be started");
            }
        }
    }
    answered
}

/// The result of [`look`].
#[derive(Debug)]
pub enum Looked {
    /// The key exists.
    Key(Key),
    /// No key exists, but its storage is usable.
    Nothing,
}

/// Looks for the key without creating one. `vault` names the key in the keyring, if there is a database.
pub fn look(source: &KeySource, vault: Option<&str>) -> oneshot::Receiver<Result<Looked, VaultTrouble>> {
    let (answer, answered) = oneshot::channel();
    match source {
        KeySource::ThisRunOnly => drop(answer.send(Ok(Looked::Nothing))),
        KeySource::File(path) => drop(answer.send(look_at_file(path))),
        KeySource::Keyring => {
            let user = format!("vault-{}", vault.unwrap_or("none"));
            let asked = thread::Builder::new().name("keyring".into()).spawn(move || {
                let _ = answer.send(system::look(&user));
            });
            if asked.is_err() {
                tracing::warn!("the keyring thread could not be started");
            }
        }
    }
    answered
}

fn look_at_file(path: &Path) -> Result<Looked, VaultTrouble> {
    match fs::read_to_string(path) {
        Ok(text) if is_private(path) => {
            Key::from_base64(&zeroize::Zeroizing::new(text)).map(Looked::Key).ok_or(VaultTrouble::KeyFile)
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Looked::Nothing),
        Ok(_) | Err(_) => Err(VaultTrouble::KeyFile),
    }
}

/// Reads the key from a file of the person's own. Creates the file if it is missing and nothing is `sealed` yet.
///
/// # Errors
/// `KeyFile` when the file cannot be used; `KeyMissing` when it is gone though something is sealed.
pub fn from_file(path: &Path, sealed: bool) -> Result<LoadedKey, VaultTrouble> {
    match fs::read_to_string(path) {
        Ok(text) => {
            if !is_private(path) {
                return Err(VaultTrouble::KeyFile);
            }
            Key::from_base64(&text).map(LoadedKey::kept).ok_or(VaultTrouble::KeyFile)
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && sealed => Err(VaultTrouble::KeyMissing),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let key = Key::generate();
            match write_private(path, &key) {
                Ok(()) => Ok(LoadedKey::made(key, None)),
                // Another process was faster, so its key counts.
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => from_file(path, true),
                Err(_) => Err(VaultTrouble::KeyFile),
            }
        }
        Err(_) => Err(VaultTrouble::KeyFile),
    }
}

/// Writes the file whole or not at all, because half a key would lock the vault for good. Never replaces a file.
fn write_private(path: &Path, key: &Key) -> std::io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let unfinished = path.with_file_name(format!(".{name}.{}.new", new_id()));
    crash::point("key.before-file");
    let mut file = private::options().write(true).create_new(true).open(&unfinished)?;
    crash::point("key.in-file");
    let written = file.write_all(key.to_base64().as_bytes()).and_then(|()| file.sync_all());
    let placed = written.and_then(|()| {
        fs::hard_link(&unfinished, path).or_else(|error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => Err(error),
            // Not every file system supports hard links.
            _ => rename_new(&unfinished, path),
        })
    });
    let _ = fs::remove_file(&unfinished);
    // The file's name must be as durable as its contents before the key seals anything.
    #[cfg(unix)]
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::File::open(folder)?.sync_all()?;
    }
    crash::point("key.after-file");
    placed
}

/// Renames a file, unless there is one of the new name. Another process may make its key at the same time.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn rename_new(from: &Path, to: &Path) -> std::io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};

    Ok(renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE)?)
}

/// Renames a file, unless there is one of the new name. These systems offer no rename that fails then, so two processes
/// that start at once on a disk without hard links may both make a key.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn rename_new(from: &Path, to: &Path) -> std::io::Result<()> {
    if to.exists() {
        return Err(std::io::ErrorKind::AlreadyExists.into());
    }
    fs::rename(from, to)
}

/// Tells whether others cannot read the key file. A key that others can read is refused.
fn is_private(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::metadata(path).is_ok_and(|metadata| metadata.permissions().mode() & 0o077 == 0)
    }
    // On Windows a file inherits the access list of its folder, which under a profile is the person's alone.
    #[cfg(not(unix))]
    {
        path.exists()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_renamed_to_a_new_name_alone() {
        let dir = tempfile::tempdir().unwrap();
        let [first, second, place] = ["first", "second", "place"].map(|name| dir.path().join(name));
        fs::write(&first, "first").unwrap();
        fs::write(&second, "second").unwrap();
        rename_new(&first, &place).unwrap();
        let refused = rename_new(&second, &place).unwrap_err();
        assert_eq!(refused.kind(), std::io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&place).unwrap(), "first");
    }

    #[test]
    fn a_key_file_is_made_once_and_is_the_persons_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("key");
        let made = from_file(&path, false).unwrap();
        assert!(made.fresh);
        let read = from_file(&path, true).unwrap();
        assert!(!read.fresh);
        assert_eq!(*read.key.to_base64(), *made.key.to_base64());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
            fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
            assert_eq!(from_file(&path, true).unwrap_err(), VaultTrouble::KeyFile);
        }
    }

    #[test]
    fn a_look_at_a_key_file_makes_none() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("key");
        assert!(matches!(look_at_file(&path), Ok(Looked::Nothing)));
        assert!(!path.exists());
        let made = from_file(&path, false).unwrap();
        let Looked::Key(seen) = look_at_file(&path).unwrap() else { panic!("the key exists") };
        assert_eq!(*seen.to_base64(), *made.key.to_base64());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
            assert_eq!(look_at_file(&path).unwrap_err(), VaultTrouble::KeyFile, "others can read it");
        }
    }

    #[test]
    fn what_cannot_be_read_as_a_key_file_is_no_missing_one() {
        let dir = tempfile::tempdir().unwrap();
        let no_text = dir.path().join("no-text");
        private::write(&no_text, b"\xff").unwrap();
        for path in [dir.path(), &no_text] {
            assert_eq!(look_at_file(path).unwrap_err(), VaultTrouble::KeyFile);
            for sealed in [false, true] {
                assert_eq!(from_file(path, sealed).unwrap_err(), VaultTrouble::KeyFile);
            }
        }
        let nowhere = dir.path().join("no-folder").join("key");
        assert_eq!(from_file(&nowhere, false).unwrap_err(), VaultTrouble::KeyFile);
    }

    #[test]
    #[cfg(unix)]
    fn the_name_of_a_key_file_that_is_taken_meanwhile_counts() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("key");
        // The file is missing for a reader, and its name is taken for a writer.
        std::os::unix::fs::symlink(dir.path().join("gone"), &path).unwrap();
        assert_eq!(from_file(&path, false).unwrap_err(), VaultTrouble::KeyMissing);
    }

    #[test]
    fn a_key_file_is_never_replaced_and_nothing_is_left_beside_it() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("key");
        let key = Key::generate();
        write_private(&path, &key).unwrap();
        let error = write_private(&path, &Key::generate()).unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&path).unwrap(), *key.to_base64());
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn no_new_key_is_made_over_sealed_secrets() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("key");
        assert_eq!(from_file(&path, true).unwrap_err(), VaultTrouble::KeyMissing);
        assert!(!path.exists());
        fs::write(&path, "not a key").unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        }
        assert_eq!(from_file(&path, false).unwrap_err(), VaultTrouble::KeyFile);
        assert_eq!(fs::read_to_string(&path).unwrap(), "not a key");
    }
}
