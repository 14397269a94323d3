//! The options of a start.

use std::path::{Path, PathBuf};

const IDENTIFIER: &str = "app.gander.Gander";

/// The options of a start. The command line `gander` takes the same ones.
#[derive(Clone, Debug, Default)]
#[cfg_attr(desktop, derive(clap::Parser))]
#[cfg_attr(
    desktop,
    command(name = "gander-app", about = "Gander keeps your social accounts connected.", version)
)]
pub struct Start {
    /// Keep everything in this folder instead of the usual one
    #[cfg_attr(desktop, arg(long, value_name = "DIR"))]
    pub data_dir: Option<PathBuf>,
    /// Add networks, or replace them, by the TOML files in this folder
    #[cfg_attr(desktop, arg(long, value_name = "DIR"))]
    pub networks: Option<PathBuf>,
    /// Keep the key that seals the tokens in this file instead of the system's keyring
    #[cfg_attr(desktop, arg(long, value_name = "FILE", conflicts_with = "this_run_only"))]
    pub key_file: Option<PathBuf>,
    /// Keep the key in memory: what is connected now is gone when Gander quits
    #[cfg_attr(desktop, arg(long))]
    pub this_run_only: bool,
    /// Start in the tray, without a window
    #[cfg_attr(desktop, arg(long))]
    pub hidden: bool,
    /// Follow a link such as gander://reauthorize/ID, or look at an organization's gander.toml
    #[cfg_attr(desktop, arg(value_name = "LINK OR FILE"))]
    pub link: Option<String>,
}

impl Start {
    /// The application identifier. It differs for each data folder, so that a practice Gander and the real one can run
    /// at the same time.
    pub fn identifier(&self) -> String {
        match &self.data_dir {
            None => IDENTIFIER.to_owned(),
            // A part of a D-Bus name may not begin with a digit.
            Some(dir) => format!("{IDENTIFIER}.at{:016x}", fingerprint(dir)),
        }
    }

    /// The arguments that start this Gander again, in the tray.
    #[cfg(desktop)]
    pub fn hidden_again(&self) -> Vec<String> {
        let paths =
            [("--data-dir", &self.data_dir), ("--networks", &self.networks), ("--key-file", &self.key_file)];
        let mut arguments = Vec::new();
        for (name, path) in paths {
            if let Some(path) = path {
                // The next start may have another working directory.
                let path = std::path::absolute(path).unwrap_or_else(|_| path.clone());
                arguments.extend([name.to_owned(), path.to_string_lossy().into_owned()]);
            }
        }
        if self.this_run_only {
            arguments.push("--this-run-only".to_owned());
        }
        arguments.push("--hidden".to_owned());
        arguments
    }

    /// The folder for the webview's own data. `None` is the system's usual place.
    pub fn webview_dir(&self) -> Option<PathBuf> {
        self.data_dir.as_ref().map(|dir| dir.join("webview"))
    }
}

fn fingerprint(dir: &Path) -> u64 {
    let dir = dir.canonicalize().or_else(|_| std::path::absolute(dir)).unwrap_or_else(|_| dir.to_owned());
    // Two starts of the same version must agree.
    keeper::fnv_1a(dir.as_os_str().as_encoded_bytes().iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(dir: impl Into<PathBuf>) -> String {
        Start { data_dir: Some(dir.into()), ..Start::default() }.identifier()
    }

    #[test]
    fn each_data_folder_has_a_gander_of_its_own() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(Start::default().identifier(), "app.gander.Gander");
        assert_eq!(at(dir.path()), at(dir.path().join(".")));
        assert_ne!(at(dir.path()), at(dir.path().join("other")));
        assert!(at(dir.path()).starts_with("app.gander.Gander.at"));
    }

    #[cfg(desktop)]
    #[test]
    fn the_options_are_those_of_the_command_line() {
        use clap::Parser;

        let start = Start::try_parse_from([
            "gander-app",
            "--data-dir",
            "a",
            "--networks",
            "b",
            "--key-file",
            "c",
            "--hidden",
        ])
        .unwrap();
        assert_eq!(start.data_dir, Some("a".into()));
        assert_eq!(start.networks, Some("b".into()));
        assert_eq!(start.key_file, Some("c".into()));
        assert!(start.hidden);
        assert_eq!(start.link, None);
        let start = Start::try_parse_from(["gander-app", "gander://reauthorize/a"]).unwrap();
        assert_eq!(start.link.as_deref(), Some("gander://reauthorize/a"));
        let start = Start::try_parse_from(["gander-app", "/home/dana/gander.toml"]).unwrap();
        assert_eq!(start.link.as_deref(), Some("/home/dana/gander.toml"));
        assert!(Start::try_parse_from(["gander-app", "--key-file", "c", "--this-run-only"]).is_err());
    }
}
