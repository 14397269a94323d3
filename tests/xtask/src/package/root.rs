//! A clean Debian or Ubuntu in a folder: no more than the distribution's base, so that a package has to bring along
//! the names of all packages that it needs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::{Outcome, process, workspace};

/// The age from which a kept root is made anew, with the distribution's updates.
const DAYS: u64 = 7;

/// A root in which programs can run.
pub struct Root {
    directory: PathBuf,
}

impl Root {
    /// A fresh copy of the clean root, which is made at the first call and kept.
    pub fn fresh() -> Outcome<Self> {
        let place = workspace::target().join("package-root");
        fs::create_dir_all(&place)?;
        let archive = place.join(format!("{}.tar", release_name()?));
        if !is_young(&archive) {
            make(&archive)?;
        }
        let directory = place.join("root");
        remove(&directory)?;
        fs::create_dir_all(&directory)?;
        let mut tar = Command::new("tar");
        tar.args(["--extract", "--numeric-owner", "--exclude=./dev/*", "--directory"]).arg(&directory);
        tar.arg("--file").arg(&archive);
        process::run(tar)?;
        let root = Self { directory };
        // The packages that were downloaded for the last lane are those of this one.
        fs::create_dir_all(place.join("downloads/partial"))?;
        Ok(root)
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.directory
    }

    /// A command that runs with the root as `/`, in a mount namespace of its own, so that no mount is left behind.
    ///
    /// The folders `shared` have the same path inside and outside.
    pub fn command(&self, shared: &[&Path]) -> Outcome<Command> {
        let mut command = self.outside(shared)?;
        command.args(["chroot", &self.directory.display().to_string()]);
        Ok(command)
    }

    /// A command that runs outside the root, in a mount namespace where programs can enter the root by `chroot`.
    pub fn outside(&self, shared: &[&Path]) -> Outcome<Command> {
        let root = self.directory.display().to_string();
        let downloads = workspace::target().join("package-root/downloads");
        let mut script = format!(
            "set -e\nmount --rbind /dev '{root}/dev'\nmount -t proc proc '{root}/proc'\n\
             mount --bind /tmp '{root}/tmp'\n\
             mount --bind '{}' '{root}/var/cache/apt/archives'\n",
            downloads.display()
        );
        for folder in shared {
            let inside = self.directory.join(folder.strip_prefix("/").unwrap_or(folder));
            fs::create_dir_all(&inside)?;
            script.push_str(&format!("mount --bind '{}' '{}'\n", folder.display(), inside.display()));
        }
        script.push_str("exec \"$@\"\n");
        let mut command = Command::new("unshare");
        command.args(["--mount", "--propagation", "private", "sh", "-c", &script, "sh"]);
        command.env("DEBIAN_FRONTEND", "noninteractive").env("LC_ALL", "C.UTF-8").stdin(Stdio::null());
        Ok(command)
    }
}

impl Drop for Root {
    fn drop(&mut self) {
        if let Err(error) = remove(&self.directory) {
            eprintln!("{} could not be removed: {error}", self.directory.display());
        }
    }
}

/// Tells why this machine can have no root. `None` if it can.
pub fn why_not() -> Option<&'static str> {
    if !Path::new("/var/lib/dpkg/status").exists() {
        return Some("only Debian and Ubuntu can make a clean root of themselves");
    }
    let mut probe = Command::new("unshare");
    probe.args([
        "--mount",
        "--propagation",
        "private",
        "sh",
        "-c",
        "mount -t tmpfs none /mnt && chroot / true",
    ]);
    let able =
        probe.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success());
    if able { None } else { Some("it needs root, and the right to mount and to chroot") }
}

/// Deletes a root, unless a file system is mounted in it: that would be the machine's own.
fn remove(directory: &Path) -> Outcome {
    let mounts = fs::read_to_string("/proc/self/mounts")?;
    let inside = format!(" {}/", directory.display());
    if mounts.contains(&inside) {
        return Err("a file system is mounted in it".into());
    }
    let mut remove = Command::new("rm");
    remove.args(["--recursive", "--force", "--one-file-system"]).arg(directory);
    process::run(remove)
}

fn is_young(archive: &Path) -> bool {
    let changed = fs::metadata(archive).and_then(|metadata| metadata.modified());
    let age = changed.ok().and_then(|changed| changed.elapsed().ok());
    age.is_some_and(|age| age.as_secs() < DAYS * 24 * 60 * 60)
}

fn make(archive: &Path) -> Outcome {
    println!("Making a clean root, which later runs use again");
    let new = archive.with_extension("new.tar");
    let mut mmdebstrap = Command::new("mmdebstrap");
    mmdebstrap.args(["--quiet", "--variant=apt", "--skip=cleanup/apt/lists", &release_name()?]);
    mmdebstrap.arg(&new).arg("-").stdin(Stdio::piped());
    let sources = sources()?;
    let mut child =
        mmdebstrap.spawn().map_err(|error| format!("mmdebstrap could not be started: {error}"))?;
    if let Some(mut stdin) = child.stdin.take() {
        std::io::Write::write_all(&mut stdin, sources.as_bytes())?;
    }
    if !child.wait()?.success() {
        return Err("mmdebstrap could not make a clean root; it needs the distribution's packages".into());
    }
    fs::rename(new, archive)?;
    Ok(())
}

/// The distribution's own sources that this machine uses, without those of others.
fn sources() -> Outcome<String> {
    let mut apt = Command::new("apt-get");
    let form = "$(CREATED_BY)|$(ORIGIN)|$(REPO_URI)|$(RELEASE)|$(COMPONENT)";
    apt.args(["indextargets", "--format", form]);
    let lines = sources_of(&process::text_of(apt)?);
    if lines.is_empty() {
        return Err("apt has no lists of the distribution's packages; run `apt-get update`".into());
    }
    Ok(lines)
}

fn sources_of(targets: &str) -> String {
    let line = |line: &str| {
        let fields: Vec<&str> = line.split('|').collect();
        match fields[..] {
            ["Packages", "Debian" | "Ubuntu", uri, release, component] => {
                Some(format!("deb {uri} {release} {component}\n"))
            }
            _ => None,
        }
    };
    let lines: std::collections::BTreeSet<String> = targets.lines().filter_map(line).collect();
    lines.into_iter().collect()
}

fn release_name() -> Outcome<String> {
    let text = fs::read_to_string("/etc/os-release")?;
    let name = text.lines().find_map(|line| line.strip_prefix("VERSION_CODENAME="));
    Ok(name.ok_or("/etc/os-release has no VERSION_CODENAME")?.trim_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_has_the_distributions_sources_alone() {
        let targets = "Packages|Debian|http://mirror.example/debian/|bookworm|main\n\
            DEP-11|Debian|http://mirror.example/debian/|bookworm|main\n\
            Packages|Elsewhere|https://repo.example/|stable|main\n\
            Packages|Debian|http://mirror.example/debian/|bookworm|main\n";
        assert_eq!(sources_of(targets), "deb http://mirror.example/debian/ bookworm main\n");
    }
}
