//! Installs the packages of the UI and builds it, each only after a change.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Outcome, notices, process, setup, workspace};

/// Installs the packages and builds `ui/dist` if the lockfile or the sources changed.
pub fn build() -> Outcome {
    install()?;
    let ui = directory();
    // The stamp disappears together with node_modules. It must not be in dist, which ends up inside the app.
    let stamp = Stamp { file: ui.join("node_modules/.gander-built"), now: digest(&sources()?)? };
    if stamp.is_fresh() && ui.join("dist/index.html").is_file() {
        return Ok(());
    }
    eprintln!("Building the UI");
    process::run(npm(&["run", "--silent", "build"]))?;
    stamp.leave()
}

/// Installs the packages if the lockfile changed.
pub fn install() -> Outcome {
    install_in(&directory())
}

/// Installs the packages of one directory if its `package-lock.json` changed.
pub fn install_in(directory: &Path) -> Outcome {
    setup::for_the_ui()?;
    let stamp = Stamp {
        file: directory.join("node_modules/.gander-installed"),
        now: digest(&[directory.join("package-lock.json")])?,
    };
    if stamp.is_fresh() {
        return Ok(());
    }
    eprintln!("Installing the packages of {}", directory.display());
    let mut npm = npm(&["ci", "--no-audit", "--no-fund"]);
    npm.current_dir(directory);
    process::run(npm)?;
    stamp.leave()
}

/// The command `npm` with these arguments, in the UI's directory.
pub fn npm(arguments: &[&str]) -> Command {
    let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.current_dir(directory()).args(arguments);
    npm
}

/// The UI's directory.
pub fn directory() -> PathBuf {
    workspace::root().join("ui")
}

/// The file that records the digest of the last successful run.
struct Stamp {
    file: PathBuf,
    now: String,
}

impl Stamp {
    fn is_fresh(&self) -> bool {
        std::fs::read_to_string(&self.file).is_ok_and(|before| before == self.now)
    }

    fn leave(&self) -> Outcome {
        Ok(std::fs::write(&self.file, &self.now)?)
    }
}

/// All files that the build reads.
fn sources() -> Outcome<Vec<PathBuf>> {
    // About shows the notices.
    let mut files = vec![workspace::root().join(notices::FILE)];
    for folder in [directory(), workspace::root().join("icons")] {
        collect(&folder, &mut files)?;
    }
    files.sort();
    Ok(files)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Outcome {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default();
        if path.is_file() {
            files.push(path);
        } else if !["dist", "node_modules", "test-results", "tests"].iter().any(|left_out| name == *left_out)
        {
            collect(&path, files)?;
        }
    }
    Ok(())
}

/// Hashes names and contents instead of times: every checkout changes the times, and would cause a needless build.
fn digest(files: &[PathBuf]) -> Outcome<String> {
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.strip_prefix(workspace::root()).unwrap_or(file).hash(&mut hasher);
        std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_file_makes_a_stamp_stale() {
        let folder = std::env::temp_dir().join(format!("gander-stamp-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("source");
        let stamp =
            || Stamp { file: folder.join("stamp"), now: digest(std::slice::from_ref(&file)).unwrap() };

        std::fs::write(&file, "one").unwrap();
        assert!(!stamp().is_fresh());
        stamp().leave().unwrap();
        assert!(stamp().is_fresh());
        std::fs::write(&file, "two").unwrap();
        assert!(!stamp().is_fresh());

        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn what_the_build_makes_is_not_among_its_sources() {
        let files = sources().unwrap();
        assert!(files.iter().any(|file| file.ends_with("ui/package.json")));
        assert!(!files.iter().any(|file| file.components().any(|part| part.as_os_str() == "node_modules")));
    }
}
