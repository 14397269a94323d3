//! `cargo xtask release X.Y.Z`: checks the checkout, writes the version and the date of the changelog, commits and tags.
//! It pushes nothing: the person looks at the commit first.

use std::fmt;
use std::process::Command;

use crate::{Outcome, notices, process, workspace};

const CARGO: &str = "Cargo.toml";
const CHANGELOG: &str = "src-tauri/CHANGELOG.md";
const README: &str = "README.md";
const WINDOW: [&str; 2] = ["ui/package.json", "ui/package-lock.json"];
/// The branch that releases come from.
const BRANCH: &str = "main";

/// A version without a suffix. Its parts order it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version([u64; 3]);

impl Version {
    /// Reads `1.2.3`.
    ///
    /// # Errors
    /// When the text has another form, such as a leading `v`, a leading zero or a suffix.
    pub fn parse(text: &str) -> Outcome<Self> {
        let parts: Vec<_> = text.split('.').map(number).collect();
        match parts[..] {
            [Some(major), Some(minor), Some(patch)] => Ok(Self([major, minor, patch])),
            _ => Err(format!("'{text}' is no version; write three numbers, such as 1.2.3").into()),
        }
    }

    /// The name of the version's tag.
    pub fn tag(self) -> String {
        format!("v{self}")
    }
}

impl fmt::Display for Version {
    fn fmt(&self, form: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [major, minor, patch] = self.0;
        write!(form, "{major}.{minor}.{patch}")
    }
}

/// A number without a sign or a leading zero.
fn number(text: &str) -> Option<u64> {
    let is_plain = text == "0" || (!text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit()));
    text.parse().ok().filter(|_| is_plain)
}

/// Makes the commit and the tag of a version. `--check` stops before the first change.
pub fn run(arguments: &[String]) -> Outcome {
    let words: Vec<_> = arguments.iter().map(String::as_str).collect();
    let (version, only_check) = match words[..] {
        [version] => (version, false),
        [version, "--check"] | ["--check", version] => (version, true),
        _ => return Err("name the version: cargo xtask release X.Y.Z [--check]".into()),
    };
    let version = Version::parse(version)?;
    let tags: Vec<_> = git(&["tag", "--list", "v*"])?.lines().map(str::to_owned).collect();
    follows(version, &tags)?;
    is_ready(&git(&["status", "--porcelain"])?, git(&["rev-parse", "--abbrev-ref", "HEAD"])?.trim())?;
    notices::check()?;
    let changes = changes(read, version, git(&["log", "-1", "--format=%cs"])?.trim())?;
    for (path, _) in &changes {
        println!("writes {path}");
    }
    if only_check {
        println!("everything is ready for {version}; nothing was changed");
        return Ok(());
    }
    for (path, text) in &changes {
        std::fs::write(workspace::root().join(path), text)?;
    }
    let mut lock = process::cargo();
    lock.args(["update", "--workspace", "--offline", "--quiet"]);
    process::run(lock)?;
    git(&["commit", "--all", "--message", &format!("Gander {version}")])?;
    git(&["tag", "--annotate", &version.tag(), "--message", &format!("Gander {version}")])?;
    println!(
        "Look at the commit (git show). Then publish it: git push --atomic origin {BRANCH} {}",
        version.tag()
    );
    Ok(())
}

/// Fails unless the version is newer than every tagged one.
fn follows(version: Version, tags: &[String]) -> Outcome {
    let tagged = tags.iter().filter_map(|tag| Version::parse(tag.strip_prefix('v')?).ok());
    match tagged.max() {
        Some(newest) if newest >= version => {
            Err(format!("{version} is not newer than {newest}, which has a tag").into())
        }
        _ => Ok(()),
    }
}

/// Fails unless all changes are committed and the branch is the one that releases come from.
fn is_ready(changed: &str, branch: &str) -> Outcome {
    if branch != BRANCH {
        return Err(format!("a release comes from {BRANCH}, and this is {branch}; switch to {BRANCH}").into());
    }
    match changed.lines().next() {
        None => Ok(()),
        Some(first) => {
            let path = first.get(3..).unwrap_or(first);
            Err(format!("{path} is not committed; commit or remove it first").into())
        }
    }
}

/// The files that name the version, with their new texts.
fn changes(
    read: impl Fn(&str) -> Outcome<String>,
    version: Version,
    date: &str,
) -> Outcome<Vec<(&'static str, String)>> {
    let mut changes = vec![
        (CARGO, replaced(&read(CARGO)?, CARGO, ("version = \"", "\""), version, 1)?),
        (CHANGELOG, dated(&read(CHANGELOG)?, version, date)?),
        (README, current(&read(README)?, version)?),
    ];
    // The lock file names the version of the package twice.
    for (path, times) in WINDOW.into_iter().zip([1, 2]) {
        changes.push((path, replaced(&read(path)?, path, ("\"version\": \"", "\""), version, times)?));
    }
    Ok(changes)
}

fn read(path: &str) -> Outcome<String> {
    let text = std::fs::read_to_string(workspace::root().join(path));
    text.map_err(|error| format!("{path} could not be read: {error}").into())
}

/// The text with the first versions between two marks replaced.
fn replaced(
    text: &str,
    path: &str,
    (before, after): (&str, &str),
    version: Version,
    times: usize,
) -> Outcome<String> {
    let (mut done, mut rest) = (String::new(), text);
    for _ in 0..times {
        let missing = || format!("{path} names no version");
        let (head, tail) = rest.split_once(before).ok_or_else(missing)?;
        let (former, tail) = tail.split_once(after).ok_or_else(missing)?;
        Version::parse(former)?;
        done.push_str(&format!("{head}{before}{version}{after}"));
        rest = tail;
    }
    Ok(done + rest)
}

/// The changelog with the date of its newest section.
fn dated(text: &str, version: Version, date: &str) -> Outcome<String> {
    let heading = text.lines().find(|line| line.starts_with("## ")).unwrap_or_default();
    let expected = format!("## {version} (unreleased)");
    if heading != expected {
        let begins = heading.trim_start_matches("## ");
        return Err(format!("{CHANGELOG} begins with '{begins}'; it needs the section '{expected}'").into());
    }
    let (before, after) = text.split_once(&expected).unwrap_or_default();
    let section = after.split("\n## ").next().unwrap_or_default();
    if !section.lines().any(|line| line.starts_with("- ")) {
        return Err(format!("{CHANGELOG} lists no change for {version}").into());
    }
    Ok(format!("{before}## {version} ({date}){after}"))
}

/// The README with the sentence about the version.
fn current(text: &str, version: Version) -> Outcome<String> {
    let is_sentence = |line: &&str| line.starts_with("Version ") && line.ends_with('.');
    let former = text.lines().find(is_sentence);
    let former = former.ok_or_else(|| format!("{README} has no sentence that begins with 'Version'"))?;
    Ok(text.replacen(former, &format!("Version {version} is the latest release."), 1))
}

/// The standard output of git.
fn git(arguments: &[&str]) -> Outcome<String> {
    let mut git = Command::new("git");
    git.current_dir(workspace::root()).args(arguments);
    process::text_of(git)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str = "# Changelog\n\nText.\n\n## 0.2.0 (unreleased)\n\n### Added\n\n- A goose.\n\n## 0.1.0 (2026-11-01)\n\n- All.\n";

    fn version(text: &str) -> Version {
        Version::parse(text).unwrap()
    }

    fn error<T: fmt::Debug>(outcome: Outcome<T>) -> String {
        outcome.unwrap_err().to_string()
    }

    #[test]
    fn a_version_has_three_plain_numbers() {
        for wrong in ["", "1", "1.2", "1.2.3.4", "v1.2.3", "1.02.3", "1.2.3-rc1", "1.2.+3", "1..3", " 1.2.3"]
        {
            assert!(error(Version::parse(wrong)).contains("such as 1.2.3"), "{wrong}");
        }
        assert_eq!(version("10.0.2").to_string(), "10.0.2");
        assert!(version("0.10.0") > version("0.9.9"));
    }

    #[test]
    fn a_version_is_newer_than_each_tag() {
        let tags = ["v0.9.0".to_owned(), "v0.10.0".to_owned(), "vintage".to_owned()];
        follows(version("0.10.1"), &tags).unwrap();
        for former in ["0.10.0", "0.9.9"] {
            assert!(error(follows(version(former), &tags)).contains("not newer than 0.10.0"), "{former}");
        }
        follows(version("0.1.0"), &[]).unwrap();
    }

    #[test]
    fn uncommitted_files_and_other_branches_are_named() {
        is_ready("", "main").unwrap();
        assert!(
            error(is_ready(" M README.md\n?? new.rs\n", "main")).starts_with("README.md is not committed")
        );
        assert!(error(is_ready("", "topic")).contains("this is topic"));
    }

    #[test]
    fn the_changelog_gets_a_date_if_it_lists_a_change() {
        let written = dated(LOG, version("0.2.0"), "2026-12-01").unwrap();
        assert_eq!(written, LOG.replace("(unreleased)", "(2026-12-01)"));
        assert!(
            error(dated(LOG, version("0.3.0"), "2026-12-01")).contains("begins with '0.2.0 (unreleased)'")
        );
        let empty = LOG.replace("- A goose.\n", "");
        assert!(error(dated(&empty, version("0.2.0"), "2026-12-01")).contains("lists no change for 0.2.0"));
    }

    #[test]
    fn only_the_first_versions_of_a_file_are_replaced() {
        let text = "\"version\": \"0.1.0\", {\"version\": \"0.1.0\"}, other \"version\": \"7.0.0\"";
        let marks = ("\"version\": \"", "\"");
        assert_eq!(
            replaced(text, "x.json", marks, version("0.2.0"), 2).unwrap(),
            "\"version\": \"0.2.0\", {\"version\": \"0.2.0\"}, other \"version\": \"7.0.0\""
        );
        assert!(
            error(replaced("none", "x.json", marks, version("0.2.0"), 1)).contains("x.json names no version")
        );
    }

    #[test]
    fn each_file_of_this_checkout_takes_the_next_version() {
        let next = version("999.0.0");
        let with_a_section = |path: &str| {
            let text = read(path)?;
            let section = format!("## {next} (unreleased)\n\n- A goose.\n\n## ");
            Ok(if path == CHANGELOG { text.replacen("## ", &section, 1) } else { text })
        };
        for (path, text) in changes(with_a_section, next, "2026-12-01").unwrap() {
            assert_eq!(text.lines().count(), with_a_section(path).unwrap().lines().count(), "{path}");
            assert!(text.contains(&next.to_string()), "{path}");
        }
    }
}
