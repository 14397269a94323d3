//! Files that Gander gives to the person.

use std::{
    fs::OpenOptions,
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
};

/// The maximum number of files with one name. More of them point to another fault.
const MOST_OF_ONE_NAME: u32 = 999;

/// Writes a new file into a folder and returns its path. Adds a number to the name rather than overwrite a file.
///
/// # Errors
/// When it cannot be written.
pub fn keep(dir: &Path, name: &str, extension: &str, text: &str) -> io::Result<PathBuf> {
    std::fs::create_dir_all(dir)?;
    let stem = plain(name);
    let names = (1..=MOST_OF_ONE_NAME).map(|nth| match nth {
        1 => format!("{stem}.{extension}"),
        nth => format!("{stem} {nth}.{extension}"),
    });
    for name in names {
        let path = dir.join(name);
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut file) => return file.write_all(text.as_bytes()).map(|()| path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

/// Makes a name safe for all file systems: up to 40 letters and digits of any script, with single spaces for the rest.
fn plain(name: &str) -> String {
    const LONGEST: usize = 40;
    let words = name.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_there_stays_as_it_is() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("Downloads");
        for (nth, name) in ["Gander X.ics", "Gander X 2.ics", "Gander X 3.ics"].into_iter().enumerate() {
            assert_eq!(keep(&folder, "Gander X", "ics", &nth.to_string()).unwrap(), folder.join(name));
        }
        assert_eq!(std::fs::read_to_string(folder.join("Gander X.ics")).unwrap(), "0");
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_told() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("file");
        std::fs::write(&file, "").unwrap();
        assert!(keep(&file.join("Downloads"), "Gander X", "ics", "").is_err());
    }

    #[test]
    fn no_name_leads_into_another_folder() {
        assert_eq!(plain("../../etc/passwd"), "etc passwd");
        assert_eq!(plain("C:\\x\u{202e}y\n"), "C x y");
        assert_eq!(plain("X (OAuth 1.0a)"), "X OAuth 1 0a");
        assert_eq!(plain("長い名前"), "長い名前");
        assert_eq!(plain(&"a".repeat(300)).len(), 40);
    }
}
