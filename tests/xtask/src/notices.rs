//! `cargo xtask notices`: writes `src-tauri/notices.txt`, the licences of everything built into Gander. About shows it,
//! and every package contains it.

use std::collections::BTreeSet;
use std::process::Command;

use crate::{Outcome, process, setup, ui, workspace};

/// npm packages whose files end up inside the app. Their licence files are in `node_modules`.
const WEB_PACKAGES: [&str; 6] = [
    "@fluent/bundle",
    "@fontsource-variable/inter",
    "@fortawesome/fontawesome-free",
    "@tauri-apps/api",
    "clsx",
    "svelte",
];

/// The targets of the released packages, as in `.about.toml`.
const TARGETS: [&str; 5] = [
    "x86_64-unknown-linux-gnu",
    "x86_64-pc-windows-msvc",
    "aarch64-apple-darwin",
    "aarch64-apple-ios",
    "aarch64-linux-android",
];

/// The path of the licences, relative to the checkout.
pub const FILE: &str = "src-tauri/notices.txt";
const RULE: &str = "--------------------------------------------------------------------------------\n";
const OPENING: &str = "Gander brings along the work of others. Each part is listed with its licence.\n\n";

/// Collects the texts and rewrites the file.
pub fn write() -> Outcome {
    let about = setup::cargo_about()?;
    ui::install()?;
    let mut notices = OPENING.to_owned();
    for name in WEB_PACKAGES {
        notices.push_str(&web_package(name)?);
    }
    let mut collect = Command::new(about);
    collect.current_dir(workspace::root());
    collect.args(["generate", "--config", ".about.toml", "--workspace", "--frozen", ".about.hbs"]);
    notices.push_str(&process::text_of(collect)?);
    std::fs::write(workspace::root().join(FILE), tidy(&notices))?;
    check()
}

/// Fails when a crate or an npm package is built in but not listed.
pub fn check() -> Outcome {
    let notices = std::fs::read_to_string(workspace::root().join(FILE))?;
    let listed: BTreeSet<&str> = notices.lines().collect();
    let mut parts = crates()?;
    for name in WEB_PACKAGES {
        parts.insert(format!("{name} {}", version_of(name)?));
    }
    let missing: Vec<_> = parts.iter().filter(|part| !listed.contains(part.as_str())).cloned().collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(format!("{FILE} lacks {}; run `cargo xtask notices`", missing.join(", ")).into())
}

/// The name and version of every crate that is built into the two programs, on any system.
fn crates() -> Outcome<BTreeSet<String>> {
    let mut tree = process::cargo();
    tree.args(["tree", "--locked", "--package", "gander", "--package", "gander-app"]);
    for target in TARGETS {
        tree.args(["--target", target]);
    }
    tree.args(["--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}"]);
    let text = process::text_of(tree)?;
    Ok(text.lines().filter_map(name_and_version).collect())
}

/// Extracts `serde 1.0.0` from a line of `cargo tree`. Skips lines with a folder: those crates are Gander's own.
fn name_and_version(line: &str) -> Option<String> {
    let mut words = line.split_whitespace();
    let (name, version) = (words.next()?, words.next()?.strip_prefix('v')?);
    (!line.contains("(/") && !line.contains(":\\")).then(|| format!("{name} {version}"))
}

/// The package's licence file. Without one, the licence's name, whose text is among those of the crates.
fn web_package(name: &str) -> Outcome<String> {
    let folder = ui::directory().join("node_modules").join(name);
    let files =
        ["LICENSE", "LICENSE.md", "LICENSE.txt", "LICENSE-MIT", "license"].map(|file| folder.join(file));
    let text = match files.iter().find(|file| file.is_file()) {
        Some(file) => std::fs::read_to_string(file)?,
        None => format!("Licence: {}", locked(name, "license")?),
    };
    Ok(format!("{RULE}{name} {}\n\n{text}\n", version_of(name)?))
}

fn version_of(name: &str) -> Outcome<String> {
    locked(name, "version")
}

/// A member of the package's entry in `package-lock.json`.
fn locked(name: &str, member: &str) -> Outcome<String> {
    let lock = std::fs::read_to_string(ui::directory().join("package-lock.json"))?;
    let lock: serde_json::Value = serde_json::from_str(&lock)?;
    let value = lock["packages"][format!("node_modules/{name}")][member].as_str();
    Ok(value.ok_or_else(|| format!("ui/package-lock.json has no {member} of {name}"))?.to_owned())
}

/// Removes trailing blanks and runs of empty lines, which differ between copies of one licence.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.lines().map(str::trim_end) {
        empty = if line.is_empty() { empty + 1 } else { 0 };
        if empty < 2 {
            tidy.push_str(line);
            tidy.push('\n');
        }
    }
    tidy
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_is_named_with_its_version_and_ours_are_not() {
        assert_eq!(name_and_version("serde v1.0.229"), Some("serde 1.0.229".into()));
        assert_eq!(name_and_version("serde v1.0.229 (*)"), Some("serde 1.0.229".into()));
        assert_eq!(name_and_version("keeper v0.1.0 (/home/dana/gander/src-tauri/crates/keeper)"), None);
        assert_eq!(name_and_version(r"keeper v0.1.0 (C:\gander\src-tauri\crates\keeper)"), None);
        assert_eq!(name_and_version(""), None);
    }

    #[test]
    fn every_part_that_is_built_in_is_listed() {
        check().unwrap();
    }

    #[test]
    fn a_text_without_needless_emptiness_says_the_same() {
        assert_eq!(tidy("one  \n\n\n\ntwo\n"), "one\n\ntwo\n");
    }
}
