//! The checks of a package, by the tools of the distributions.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use super::stage::ID;
use crate::{Outcome, process, workspace};

/// Checks a package. Returns each tool with its verdict.
pub fn package(package: &Path) -> Outcome<Vec<(&'static str, bool)>> {
    match package.extension().and_then(|extension| extension.to_str()) {
        Some("deb") => debian(package),
        _ => Ok(vec![("rpm", rpm(package)?)]),
    }
}

fn debian(package: &Path) -> Outcome<Vec<(&'static str, bool)>> {
    // Its files are those of the other packages too.
    let stage = workspace::target().join("package/deb/usr/share");
    let mut lintian = Command::new("lintian");
    // Root is as good as anybody here: lintian only reads.
    lintian.args(["--allow-root", "--tag-display-limit", "0", "--fail-on", "error,warning"]).arg(package);
    let mut desktop = Command::new("desktop-file-validate");
    desktop.arg("--warn-kde").arg(stage.join(format!("applications/{ID}.desktop")));
    let mut appstream = Command::new("appstreamcli");
    // The addresses are looked at before a release: this check needs no network.
    appstream.args(["validate", "--no-net", "--explain"]);
    appstream.arg(stage.join(format!("metainfo/{ID}.metainfo.xml")));
    let mut verdicts = Vec::new();
    for (tool, command) in
        [("lintian", lintian), ("desktop-file-validate", desktop), ("appstreamcli", appstream)]
    {
        let (succeeded, printed) = process::watch(command)?;
        // desktop-file-validate and lintian succeed with hints, which nobody would read.
        verdicts.push((tool, succeeded && !printed.contains("warning:")));
    }
    Ok(verdicts)
}

/// The entries and the modes that rpm itself reads in the package.
fn rpm(package: &Path) -> Outcome<bool> {
    let mut faults = BTreeSet::new();
    let ask = |arguments: &[&str]| {
        let mut rpm = Command::new("rpm");
        rpm.args(arguments).arg(package);
        process::text_of(rpm)
    };
    let files = ask(&["-qp", "--queryformat", "[%{FILEMODES:octal} %{FILEUSERNAME} %{FILENAMES}\\n]"])?;
    for line in files.lines() {
        let fields: Vec<&str> = line.splitn(3, ' ').collect();
        let [mode, owner, file] = fields[..] else { continue };
        let mode = mode.trim_start_matches('0');
        let wanted = match () {
            () if mode.starts_with("40") => "40755",
            () if file.starts_with("/usr/bin/") => "100755",
            () => "100644",
        };
        if mode != wanted {
            faults.insert(format!("{file} has the mode {mode}"));
        }
        if owner != "root" {
            faults.insert(format!("{file} belongs to {owner}"));
        }
    }
    let names = ask(&["-qp", "--list"])?;
    for file in ["/usr/bin/gander", "/usr/bin/gander-app", "/usr/share/man/man1/gander.1.gz"] {
        if !names.lines().any(|line| line == file) {
            faults.insert(format!("{file} is missing"));
        }
    }
    let needs = ask(&["-qp", "--requires"])?;
    for library in ["libc.so.6", "libwebkit2gtk-4.1.so.0", "libgtk-3.so.0"] {
        if !needs.lines().any(|line| line.starts_with(library)) {
            faults.insert(format!("it does not require {library}"));
        }
    }
    let facts =
        ask(&["-qp", "--queryformat", "%{NAME}|%{VERSION}|%{LICENSE}|%{URL}|%{SUMMARY}|%{PACKAGER}"])?;
    if facts.split('|').any(|fact| fact.is_empty() || fact == "(none)") {
        faults.insert(format!("a field is empty: {facts}"));
    }
    let digests = ask(&["--checksig", "--nosignature"]);
    if digests.is_err() {
        faults.insert("its digests are wrong".to_owned());
    }
    for fault in &faults {
        println!("{}: {fault}", package.display());
    }
    Ok(faults.is_empty())
}
