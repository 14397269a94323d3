//! Starts Gander with the person's session on Linux, by a file of the Desktop Application Autostart Specification.
//! The file itself is the state, so changes by the person or their desktop count.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

use crate::options::Start;

/// The autostart file of one Gander.
pub struct Autostart {
    file: PathBuf,
    command: String,
}

impl Autostart {
    /// The file in the person's own configuration. `None` in a Flatpak, and if the home folder or the program's path is
    /// unknown.
    pub fn of(start: &Start) -> Option<Self> {
        // A Flatpak sees a home of its own, and a file there starts nothing.
        if Path::new("/.flatpak-info").exists() {
            return None;
        }
        let absolute = |name| env::var_os(name).map(PathBuf::from).filter(|dir| dir.is_absolute());
        let config =
            absolute("XDG_CONFIG_HOME").or_else(|| absolute("HOME").map(|dir| dir.join(".config")))?;
        // A program inside an AppImage gets a new path at each start. The image's own path is stable.
        let program = absolute("APPIMAGE").or_else(|| env::current_exe().ok())?;
        Some(Self::new(&config, &program, start))
    }

    fn new(config: &Path, program: &Path, start: &Start) -> Self {
        let mut words = vec![program.to_string_lossy().into_owned()];
        words.extend(start.hidden_again());
        let command = words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(" ");
        Self { file: config.join("autostart").join(format!("{}.desktop", start.identifier())), command }
    }

    /// Tells whether the session starts this Gander, from this path and with these arguments.
    pub fn is_on(&self) -> bool {
        let Ok(text) = fs::read_to_string(&self.file) else { return false };
        let says = |key: &str, value: &str| {
            text.lines()
                .any(|line| line.split_once('=').is_some_and(|(k, v)| k.trim() == key && v.trim() == value))
        };
        says("Exec", &self.command) && !says("Hidden", "true") && !says("X-GNOME-Autostart-enabled", "false")
    }

    /// Writes the file, or removes it.
    ///
    /// # Errors
    /// When the file cannot be written or removed.
    pub fn set(&self, on: bool) -> io::Result<()> {
        if !on {
            return match fs::remove_file(&self.file) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                _ => Ok(()),
            };
        }
        if let Some(folder) = self.file.parent() {
            fs::create_dir_all(folder)?;
        }
        let new = self.file.with_extension("new");
        fs::write(
            &new,
            format!(
                "[Desktop Entry]\nType=Application\nName=Gander\nIcon=app.gander.Gander\nExec={}\nTerminal=false\n\
                 X-GNOME-Autostart-enabled=true\n",
                self.command
            ),
        )?;
        fs::rename(new, &self.file)
    }
}

/// Quotes a word for the key `Exec` (Desktop Entry Specification, "The Exec key") and escapes it as a string value.
fn quoted(word: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in word.chars() {
        match letter {
            '\\' => quoted.push_str(r"\\\\"),
            '"' | '`' | '$' => quoted.extend([r"\\", letter.encode_utf8(&mut [0; 4])]),
            '%' => quoted.push_str("%%"),
            _ => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn here(config: &Path, program: &str) -> Autostart {
        Autostart::new(config, Path::new(program), &Start::default())
    }

    #[test]
    fn it_is_on_once_set_and_off_again_and_twice_is_as_once() {
        let config = tempfile::tempdir().unwrap();
        let autostart = here(config.path(), "/opt/gander-app");
        assert!(!autostart.is_on());
        for on in [true, true, false, false, true] {
            autostart.set(on).unwrap();
            assert_eq!(autostart.is_on(), on);
        }
        let text = fs::read_to_string(config.path().join("autostart/app.gander.Gander.desktop")).unwrap();
        assert!(text.contains("\nExec=\"/opt/gander-app\" \"--hidden\"\n"), "{text}");
    }

    #[test]
    fn what_the_desktop_switched_off_or_starts_elsewhere_is_off() {
        let config = tempfile::tempdir().unwrap();
        let autostart = here(config.path(), "/opt/gander-app");
        autostart.set(true).unwrap();
        assert!(!here(config.path(), "/home/dana/gander-app").is_on());
        let written = fs::read_to_string(&autostart.file).unwrap();
        for off in [format!("{written}Hidden=true\n"), written.replace("enabled=true", "enabled=false")] {
            fs::write(&autostart.file, off).unwrap();
            assert!(!autostart.is_on());
        }
    }

    #[test]
    fn a_gander_of_another_folder_has_a_file_of_its_own_that_names_the_folder() {
        let config = tempfile::tempdir().unwrap();
        let start = Start { data_dir: Some("/home/dana/my \"geese\" 100%".into()), ..Start::default() };
        let other = Autostart::new(config.path(), Path::new("/opt/gander-app"), &start);
        other.set(true).unwrap();
        assert!(other.is_on() && !here(config.path(), "/opt/gander-app").is_on());
        let text = fs::read_to_string(&other.file).unwrap();
        assert!(text.contains(r#""--data-dir" "/home/dana/my \\"geese\\" 100%%" "--hidden""#), "{text}");
    }

    #[test]
    fn what_cannot_be_written_is_an_error() {
        let config = tempfile::tempdir().unwrap();
        fs::write(config.path().join("autostart"), "a file, not a folder").unwrap();
        assert!(here(config.path(), "/opt/gander-app").set(true).is_err());
    }
}
