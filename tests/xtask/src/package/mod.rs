//! `cargo xtask package`: the packages for Linux, their checks, and the lane that installs one in a clean system.

mod check;
mod deb;
mod lane;
mod release;
mod root;
mod rpm;
mod stage;

use std::path::{Path, PathBuf};

use crate::{Outcome, build, process, setup, workspace};

pub use lane::{run as lane, why_not};

/// The most bytes of the package for Debian.
const LIMIT: u64 = 12_000_000;

/// Builds for release and makes the packages in `target/packages`. With `--check` the tools of the distributions look
/// at them as well. With `--into DIR` only lays the files out in a folder, as the Flatpak needs them.
pub fn run(arguments: &[String]) -> Outcome {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        [] => packages(false),
        ["--check"] => packages(true),
        ["--into", directory] => into(Path::new(directory)),
        _ => Err("the arguments are --check, or --into DIR".into()),
    }
}

fn packages(checked: bool) -> Outcome {
    setup::for_packages()?;
    if checked {
        setup::for_package_checks()?;
    }
    build::release()?;
    let release = release::Release::of_the_checkout()?;
    let out = workspace::results("packages");
    let mut made = vec![rpm::make(&out, "release", &release)?];
    if process::find("dpkg-shlibdeps").is_some() && Path::new("/var/lib/dpkg/status").exists() {
        made.push(deb::make(&out, "release", &release, deb::Compression::Best)?);
    } else {
        println!("no package for Debian: only Debian and Ubuntu can tell which of their packages it needs");
    }
    for package in &made {
        let size = std::fs::metadata(package)?.len();
        println!("{} ({:.1} MB)", package.display(), megabytes(size));
        if size > LIMIT {
            return Err(format!("{} is larger than {:.0} MB", package.display(), megabytes(LIMIT)).into());
        }
    }
    if !checked {
        return Ok(());
    }
    let findings = findings(&made)?;
    if findings.is_empty() { Ok(()) } else { Err(findings.join("\n").into()) }
}

fn into(directory: &Path) -> Outcome {
    build::release()?;
    let release = release::Release::of_the_checkout()?;
    stage::Stage::lay_out(directory, stage::Kind::Flatpak, "release", &release)?;
    println!("{}", directory.display());
    Ok(())
}

/// Has every package checked. Returns one sentence for each that has a fault; the tools have printed the details.
fn findings(packages: &[PathBuf]) -> Outcome<Vec<String>> {
    let mut findings = Vec::new();
    for package in packages {
        for (tool, passed) in check::package(package)? {
            println!("{tool}: {}", if passed { "no fault" } else { "FAULTS, see above" });
            if !passed {
                findings.push(format!("{tool} found faults in {}", package.display()));
            }
        }
    }
    Ok(findings)
}

#[expect(clippy::cast_precision_loss, reason = "the number is shown with one decimal")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1_000_000.0
}
