//! Files and folders that are the person's alone.

#[cfg(unix)]
use std::fs;
use std::{
    fs::{DirBuilder, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// The reason why a folder cannot hold the data.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// The folder cannot be made or used.
    #[error("{path} cannot be used ({source}); make it writable, or choose another folder")]
    Unusable {
        /// The folder.
        path: PathBuf,
        /// The error of the system.
        source: io::Error,
    },
    /// The folder belongs to another user, who could read and replace its content.
    #[error("{0} belongs to another user of this device; choose a folder of your own")]
    SomebodyElses(PathBuf),
    /// Others may write into the folder.
    #[error(
        "other users of this device may write to {0}; close it to them with `chmod go-w`, or choose a folder of your own"
    )]
    Shared(PathBuf),
}

/// The permissions of others on a file or folder.
#[cfg(unix)]
const OTHERS: u32 = 0o077;
#[cfg(unix)]
const OTHERS_WRITE: u32 = 0o022;
/// The sticky bit, which marks a folder for several people.
#[cfg(unix)]
const STICKY: u32 = 0o1000;

/// The options that create a file without access for others.
#[cfg(unix)]
pub fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// On Windows a file inherits the access list of its folder, which under a profile is the person's alone.
#[cfg(not(unix))]
pub fn options() -> OpenOptions {
    OpenOptions::new()
}

/// Writes a file that is the person's alone, and replaces its former content.
///
/// # Errors
/// When it cannot be written.
pub fn write(path: &Path, contents: impl AsRef<[u8]>) -> io::Result<()> {
    options().write(true).create(true).truncate(true).open(path)?.write_all(contents.as_ref())
}

/// Creates a folder for the person alone, and its parents, if they are missing.
///
/// # Errors
/// When a folder cannot be created.
pub fn make_dir(dir: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)
}

/// Creates the data folder, or checks that an existing one is the person's alone. A folder that is empty or holds
/// `database` is Gander's, and is closed to others. A folder with other content stays as it is, as long as others
/// cannot write to it.
///
/// # Errors
/// When the folder cannot be created, belongs to another user, or stays writable by others.
pub fn claim(dir: &Path, database: &str) -> Result<(), FolderError> {
    let unusable = |source| FolderError::Unusable { path: dir.to_owned(), source };
    make_dir(dir).map_err(unusable)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};

        let is = fs::metadata(dir).map_err(unusable)?;
        if is.uid() != rustix::process::geteuid().as_raw() {
            return Err(FolderError::SomebodyElses(dir.to_owned()));
        }
        let is_ganders =
            || dir.join(database).exists() || fs::read_dir(dir).is_ok_and(|mut all| all.next().is_none());
        if is.mode() & OTHERS != 0 && is.mode() & STICKY == 0 && is_ganders() {
            // File systems without permissions refuse or do nothing, so the result is checked below.
            let _ = fs::set_permissions(dir, fs::Permissions::from_mode(is.mode() & 0o7777 & !OTHERS));
        }
        if fs::metadata(dir).map_err(unusable)?.mode() & OTHERS_WRITE != 0 {
            return Err(FolderError::Shared(dir.to_owned()));
        }
    }
    #[cfg(not(unix))]
    let _ = database;
    Ok(())
}

/// Creates a file before another library creates one that others can read, and closes an existing file to others. That
/// library reports if the file cannot be written.
pub fn make_or_close(path: &Path) {
    let _ = options().read(true).write(true).create(true).truncate(false).open(path);
    close(path);
}

/// Removes others' access to a file, if the file exists.
pub fn close(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;

        let mode = fs::metadata(path).map_or(0, |is| is.permissions().mode() & 0o777);
        if mode & OTHERS != 0 {
            let _ = fs::set_permissions(path, fs::Permissions::from_mode(mode & !OTHERS));
        }
    }
    #[cfg(not(unix))]
    let _ = path;
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    const DATABASE: &str = "gander.db";

    fn folder(mode: u32, inside: &[&str]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for name in inside {
            fs::write(dir.path().join(name), "").unwrap();
        }
        fs::set_permissions(dir.path(), fs::Permissions::from_mode(mode)).unwrap();
        dir
    }

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o7777
    }

    #[test]
    fn a_folder_that_is_ganders_is_closed_to_others() {
        for is in [0o755, 0o750, 0o775, 0o777, 0o2770] {
            for inside in [[].as_slice(), &[DATABASE, "anything"]] {
                let dir = folder(is, inside);
                claim(dir.path(), DATABASE).unwrap();
                assert_eq!(mode(dir.path()), is & 0o2700, "{is:o}");
            }
        }
        let dir = folder(0o500, &[DATABASE]);
        claim(dir.path(), DATABASE).unwrap();
        assert_eq!(mode(dir.path()), 0o500, "nothing is opened");
    }

    #[test]
    fn a_missing_folder_is_made_for_the_person_alone_with_its_parents() {
        let dir = folder(0o755, &[]);
        let within = dir.path().join("data").join("gander");
        claim(&within, DATABASE).unwrap();
        assert_eq!([mode(&dir.path().join("data")), mode(&within)], [0o700; 2]);
        let file = dir.path().join("file");
        fs::write(&file, "").unwrap();
        assert!(matches!(claim(&file.join("data"), DATABASE), Err(FolderError::Unusable { .. })));
    }

    #[test]
    fn a_folder_with_other_things_stays_as_it_is() {
        let dir = folder(0o755, &["letters"]);
        claim(dir.path(), DATABASE).unwrap();
        assert_eq!(mode(dir.path()), 0o755);
    }

    #[test]
    fn a_folder_in_which_others_may_write_is_refused_and_left_as_it_is() {
        for (is, inside) in
            [(0o1777, [].as_slice()), (0o1777, &[DATABASE]), (0o777, &["letters"]), (0o770, &["letters"])]
        {
            let dir = folder(is, inside);
            let error = claim(dir.path(), DATABASE).unwrap_err();
            assert!(matches!(&error, FolderError::Shared(path) if path == dir.path()), "{is:o}: {error}");
            assert_eq!(mode(dir.path()), is);
        }
    }

    #[test]
    fn a_folder_of_somebody_else_is_refused() {
        let dir = folder(0o700, &[]);
        // Only root can give a folder to another user. Otherwise `/` is another user's folder.
        let somebody = rustix::fs::Uid::from_raw(rustix::process::geteuid().as_raw() + 1);
        if rustix::fs::chown(dir.path(), Some(somebody), None).is_err() {
            symlink("/", dir.path().join("root")).unwrap();
            assert!(matches!(claim(&dir.path().join("root"), DATABASE), Err(FolderError::SomebodyElses(_))));
            return;
        }
        assert!(matches!(claim(dir.path(), DATABASE), Err(FolderError::SomebodyElses(_))));
    }

    #[test]
    fn a_file_is_made_for_the_person_alone_and_one_that_is_there_is_closed() {
        let dir = folder(0o700, &["old"]);
        let (old, new, written) =
            (dir.path().join("old"), dir.path().join("new"), dir.path().join("written"));
        fs::set_permissions(&old, fs::Permissions::from_mode(0o664)).unwrap();
        make_or_close(&old);
        make_or_close(&new);
        write(&written, "a").unwrap();
        write(&written, "b").unwrap();
        for path in [&old, &new, &written] {
            assert_eq!(mode(path), 0o600, "{}", path.display());
        }
        assert_eq!(fs::read(&written).unwrap(), b"b");
    }
}
