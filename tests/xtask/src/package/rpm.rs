//! The package for Fedora, openSUSE and their relatives, made by `rpmbuild`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::release::Release;
use super::stage::{Kind, Stage, sources};
use crate::{Outcome, process, workspace};

/// Makes the package in the folder `out`, and returns its path.
pub fn make(out: &Path, profile: &str, release: &Release) -> Outcome<PathBuf> {
    let place = workspace::target().join("package");
    let stage = Stage::lay_out(&place.join("rpm"), Kind::Rpm, profile, release)?;
    stage.finish(release)?;
    let top = place.join("rpmbuild");
    if top.exists() {
        fs::remove_dir_all(&top)?;
    }
    let mut build = Command::new("rpmbuild");
    build.env("SOURCE_DATE_EPOCH", &release.epoch).args(["-bb", "--quiet"]);
    let path = |path: &Path| path.display().to_string();
    let definitions = [
        ("_topdir", path(&top)),
        ("_rpmdir", path(&top.join("made"))),
        ("gander_stage", path(stage.root())),
        ("gander_version", release.version.clone()),
        ("gander_packager", release.packager.clone()),
        ("use_source_date_epoch_as_buildtime", "1".to_owned()),
        ("clamp_mtime_to_source_date_epoch", "1".to_owned()),
        ("_buildhost", "gander".to_owned()),
        ("_binary_payload", "w9.xzdio".to_owned()),
    ];
    for (name, value) in definitions {
        build.arg("--define").arg(format!("{name} {value}"));
    }
    build.arg(sources().join("rpm/gander.spec")).stdout(Stdio::null());
    process::run(build)?;
    let made = made(&top.join("made"))?.ok_or("rpmbuild left no package")?;
    fs::create_dir_all(out)?;
    let package = out.join(made.file_name().unwrap_or_default());
    fs::copy(&made, &package)?;
    Ok(package)
}

/// The package lies in a folder that has the name of the architecture.
fn made(directory: &Path) -> Outcome<Option<PathBuf>> {
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() {
            if let Some(found) = made(&path)? {
                return Ok(Some(found));
            }
        } else if path.extension().is_some_and(|extension| extension == "rpm") {
            return Ok(Some(path));
        }
    }
    Ok(None)
}
