//! The version of a package, and the releases that the changelog names.

use std::fmt::Write;
use std::process::Command;

use crate::{Outcome, process, workspace};

const CHANGELOG: &str = "src-tauri/CHANGELOG.md";

/// The version, the time and the packager of one package.
pub struct Release {
    /// The version of Debian and RPM, without a revision.
    pub version: String,
    /// The time of the sources, in seconds since 1970. Files and packages carry it, so that two builds are the same.
    pub epoch: String,
    /// The name and the address of the person who makes the package.
    pub packager: String,
    entries: Vec<Entry>,
}

/// A version in the changelog.
#[derive(Debug, PartialEq, Eq)]
struct Entry {
    version: String,
    /// `None` before the release.
    date: Option<String>,
    /// The headings and the lists below them.
    groups: Vec<(String, Vec<String>)>,
}

impl Release {
    /// The release that this checkout makes.
    pub fn of_the_checkout() -> Outcome<Self> {
        let entries = entries(&std::fs::read_to_string(workspace::root().join(CHANGELOG))?);
        let ours = env!("CARGO_PKG_VERSION");
        let entry = entries.iter().find(|entry| entry.version == ours);
        let entry = entry.ok_or_else(|| format!("{CHANGELOG} has no section `## {ours}`"))?;
        let epoch = epoch()?;
        let version = match entry.date {
            Some(_) => ours.to_owned(),
            // Sorts before the release, and after each earlier state of the sources.
            None => format!("{ours}~{}", time(&epoch, "+%Y%m%d.%H%M%S")?),
        };
        Ok(Self { version, epoch, packager: packager(), entries })
    }

    /// The same sources, as a version that follows this one.
    pub fn followed(mut self) -> Self {
        self.version.push_str("+next");
        self
    }

    /// The time of the sources in a form of `date`.
    pub fn time(&self, form: &str) -> Outcome<String> {
        time(&self.epoch, form)
    }

    /// The text of the AppStream file with its releases.
    pub fn appstream(&self, text: &str) -> Outcome<String> {
        let today = self.time("+%Y-%m-%d")?;
        let (before, after) =
            text.split_once("  </releases>").ok_or("the AppStream file has no line `  </releases>`")?;
        let releases: String = self.entries.iter().map(|entry| entry.appstream(&today)).collect();
        Ok(format!("{before}{releases}  </releases>{after}"))
    }
}

impl Entry {
    fn appstream(&self, today: &str) -> String {
        let (date, kind) = match &self.date {
            Some(date) => (date.as_str(), "stable"),
            None => (today, "development"),
        };
        let mut text = format!(
            "    <release version=\"{}\" date=\"{date}\" type=\"{kind}\">\n      <description>\n",
            self.version
        );
        for (heading, items) in &self.groups {
            // `write!` to a string cannot fail.
            let _ = writeln!(text, "        <p>{}</p>\n        <ul>", escaped(heading));
            for item in items {
                let _ = writeln!(text, "          <li>{}</li>", escaped(item));
            }
            text.push_str("        </ul>\n");
        }
        text + "      </description>\n    </release>\n"
    }
}

/// Reads the changelog, the newest version first.
fn entries(text: &str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            let mut words = heading.split_whitespace().map(|word| word.trim_matches(['[', ']', '(', ')']));
            let version = words.next().unwrap_or_default().to_owned();
            let date = words.find(|word| is_date(word)).map(str::to_owned);
            entries.push(Entry { version, date, groups: Vec::new() });
            continue;
        }
        let Some(entry) = entries.last_mut() else { continue };
        if let Some(heading) = line.strip_prefix("### ").or_else(|| bold(line)) {
            entry.groups.push((heading.to_owned(), Vec::new()));
        } else if let Some(item) = line.strip_prefix("- ") {
            if entry.groups.is_empty() {
                entry.groups.push(("Changes".to_owned(), Vec::new()));
            }
            if let Some((_, items)) = entry.groups.last_mut() {
                items.push(item.to_owned());
            }
        } else if let Some(more) = line.strip_prefix("  ")
            && let Some(item) = entry.groups.last_mut().and_then(|(_, items)| items.last_mut())
        {
            item.push(' ');
            item.push_str(more.trim());
        }
    }
    for entry in &mut entries {
        entry.groups.retain(|(_, items)| !items.is_empty());
        for (heading, items) in &mut entry.groups {
            *heading = plain(heading);
            items.iter_mut().for_each(|item| *item = plain(item));
        }
    }
    entries
}

fn bold(line: &str) -> Option<&str> {
    line.strip_prefix("**")?.strip_suffix("**")
}

fn is_date(word: &str) -> bool {
    let parts: Vec<&str> = word.split('-').collect();
    let digits = |part: &str, count| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    matches!(parts[..], [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2))
}

/// Removes Markdown's marks: of a link its text remains.
fn plain(text: &str) -> String {
    let mut rest = text;
    let mut plain = String::new();
    while let Some((before, link)) = rest.split_once('[') {
        let parts = link.split_once("](").and_then(|(said, after)| Some((said, after.split_once(')')?.1)));
        let Some((said, after)) = parts.filter(|(said, _)| !said.contains('[') && !said.starts_with('['))
        else {
            plain.push_str(before);
            plain.push('[');
            rest = link;
            continue;
        };
        plain.push_str(before);
        plain.push_str(said);
        rest = after;
    }
    plain.push_str(rest);
    plain.replace("**", "").replace('`', "")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The time of the sources: `SOURCE_DATE_EPOCH`, else that of the last commit, else now.
fn epoch() -> Outcome<String> {
    if let Ok(epoch) = std::env::var("SOURCE_DATE_EPOCH") {
        return if !epoch.is_empty() && epoch.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(epoch)
        } else {
            Err("SOURCE_DATE_EPOCH must be a number of seconds".into())
        };
    }
    let mut git = Command::new("git");
    git.current_dir(workspace::root()).args(["log", "-1", "--format=%ct"]);
    match git.output() {
        Ok(told) if told.status.success() => Ok(String::from_utf8(told.stdout)?.trim().to_owned()),
        // An archive of the sources has no history.
        _ => Ok(std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?.as_secs().to_string()),
    }
}

fn time(epoch: &str, form: &str) -> Outcome<String> {
    let mut date = Command::new("date");
    date.args(["--utc", "--date", &format!("@{epoch}"), form]).env("LC_ALL", "C");
    Ok(process::text_of(date)?.trim().to_owned())
}

/// Debian's own variables name the packager.
fn packager() -> String {
    let value = |name| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    match (value("DEBFULLNAME"), value("DEBEMAIL")) {
        (Some(name), Some(address)) => format!("{name} <{address}>"),
        _ => "The Gander contributors <packages@gander.app>".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# Changelog\n\n## 0.2.0 (unreleased)\n\n### Added\n\n**Networks**\n\n- One, from\n  \
        [a file](docs/x.md) with `code`; [x] stays.\n- A & B\n\n## [0.1.0] - 2026-11-30\n\n### Fixed\n\n- Two\n";

    #[test]
    fn the_changelog_is_read_without_its_marks() {
        let read = entries(TEXT);
        let items = ["One, from a file with code; [x] stays.", "A & B"].map(str::to_owned).to_vec();
        let groups = vec![("Networks".to_owned(), items)];
        assert_eq!(read[0], Entry { version: "0.2.0".into(), date: None, groups });
        let groups = vec![("Fixed".to_owned(), vec!["Two".to_owned()])];
        assert_eq!(read[1], Entry { version: "0.1.0".into(), date: Some("2026-11-30".into()), groups });
    }

    #[test]
    fn a_version_before_its_release_is_told_as_development() {
        let written: String = entries(TEXT).iter().map(|entry| entry.appstream("2026-12-01")).collect();
        assert!(written.contains("<release version=\"0.2.0\" date=\"2026-12-01\" type=\"development\">"));
        assert!(written.contains("<release version=\"0.1.0\" date=\"2026-11-30\" type=\"stable\">"));
        assert!(written.contains("<li>A &amp; B</li>"), "{written}");
    }

    #[test]
    fn the_changelog_has_this_version() {
        let text = std::fs::read_to_string(workspace::root().join(CHANGELOG)).unwrap();
        let ours = entries(&text).into_iter().find(|entry| entry.version == env!("CARGO_PKG_VERSION"));
        assert!(ours.is_some_and(|entry| !entry.groups.is_empty()));
    }
}
