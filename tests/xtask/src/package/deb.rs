//! The package for Debian, Ubuntu and their derivatives, made by Debian's own `dpkg-deb` and `dpkg-shlibdeps`.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::release::Release;
use super::stage::{Kind, Stage, sources};
use crate::{Outcome, process, workspace};

/// The needs that no library shows: TLS takes the trusted authorities of the system.
const DEPENDS: &str = "ca-certificates";
const RECOMMENDS: &str = "gnome-keyring | kwalletd6 | kwalletd5 | keepassxc, xdg-utils";
const DESCRIPTION: &str = "\
keeps social accounts connected, and shares to them
 Gander holds the access to your social accounts on your own device, renews
 every token that can be renewed, warns you before access ends, and tells you
 at once when a network has cut you off. It shares texts, links and pictures
 to them, now or at a planned time.
 .
 The package contains the app (gander-app), the command line (gander), and a
 unit for systemd's user manager that keeps the accounts without a window.
";

/// The compression of a package.
#[derive(Clone, Copy)]
pub enum Compression {
    /// For people: as small as all supported systems can unpack.
    Best,
    /// For tests.
    Fast,
}

/// Makes the package in the folder `out`, and returns its path.
pub fn make(out: &Path, profile: &str, release: &Release, compression: Compression) -> Outcome<PathBuf> {
    let stage = Stage::lay_out(&workspace::target().join("package/deb"), Kind::Debian, profile, release)?;
    // Without a revision: Gander makes the package from its own sources, and Debian calls that native.
    let version = &release.version;
    stage.put("share/doc/gander/copyright", copyright()?.as_bytes())?;
    stage.put_compressed("share/doc/gander/changelog", changelog(release)?.as_bytes())?;
    let architecture = architecture()?;
    let control = stage.root().join("DEBIAN");
    let sums = sums(stage.root())?;
    let size = installed_size(stage.root())?;
    // dpkg-shlibdeps recognises the root of a package by this folder.
    fs::create_dir_all(&control)?;
    let depends = depends(stage.root())?;
    fs::write(control.join("md5sums"), sums)?;
    let packager = &release.packager;
    fs::write(
        control.join("control"),
        format!(
            "Package: gander\nVersion: {version}\nArchitecture: {architecture}\nMaintainer: {packager}\n\
             Installed-Size: {size}\nDepends: {depends}\nRecommends: {RECOMMENDS}\nSection: net\n\
             Priority: optional\nHomepage: https://gander.app/\nDescription: {DESCRIPTION}"
        ),
    )?;
    let script = control.join("postrm");
    fs::copy(sources().join("debian/postrm"), &script)?;
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755))?;
    stage.finish(release)?;

    fs::create_dir_all(out)?;
    let package = out.join(format!("gander_{version}_{architecture}.deb"));
    let mut build = Command::new("dpkg-deb");
    build.env("SOURCE_DATE_EPOCH", &release.epoch).arg("--root-owner-group");
    match compression {
        // Ubuntu's default, zstd, is one that Debian 11 cannot unpack.
        Compression::Best => build.args(["-Zxz", "-z9"]),
        Compression::Fast => build.args(["-Zgzip", "-z1"]),
    };
    build.arg("--build").args([stage.root(), &package]).stdout(std::process::Stdio::null());
    process::run(build)?;
    Ok(package)
}

fn architecture() -> Outcome<String> {
    let mut dpkg = Command::new("dpkg");
    dpkg.arg("--print-architecture");
    Ok(process::text_of(dpkg)?.trim().to_owned())
}

/// The packages of the libraries that the programs are linked to.
fn depends(root: &Path) -> Outcome<String> {
    // The tool reads the file of a source package, and asks for no more than its presence.
    let place = workspace::target().join("package/shlibs");
    fs::create_dir_all(place.join("debian"))?;
    fs::write(
        place.join("debian/control"),
        "Source: gander\n\nPackage: gander\nArchitecture: any\nDescription: none\n",
    )?;
    let mut shlibdeps = Command::new("dpkg-shlibdeps");
    shlibdeps.current_dir(place).arg("-O");
    for name in ["gander", "gander-app"] {
        shlibdeps.arg("-e").arg(root.join("usr/bin").join(name));
    }
    let told = process::text_of(shlibdeps)?;
    let depends = told.trim().strip_prefix("shlibs:Depends=").ok_or("dpkg-shlibdeps named no packages")?;
    Ok(format!("{depends}, {DEPENDS}"))
}

fn sums(root: &Path) -> Outcome<String> {
    let mut find = Command::new("find");
    find.current_dir(root).args(["usr", "-type", "f", "-exec", "md5sum", "{}", "+"]);
    let mut lines: Vec<String> = process::text_of(find)?.lines().map(str::to_owned).collect();
    lines.sort_by(|one, other| one[32..].cmp(&other[32..]));
    Ok(lines.join("\n") + "\n")
}

/// The size in KiB, each file and folder rounded up, as Debian's tools count it.
fn installed_size(root: &Path) -> Outcome<u64> {
    let mut find = Command::new("find");
    find.arg(root).args(["-printf", "%y %s\\n"]);
    let mut size = 0;
    for line in process::text_of(find)?.lines() {
        size += match line.split_once(' ') {
            Some(("f", bytes)) => bytes.parse::<u64>()?.div_ceil(1024),
            _ => 1,
        };
    }
    Ok(size)
}

/// The changelog in Debian's form.
fn changelog(release: &Release) -> Outcome<String> {
    Ok(format!(
        "gander ({}) unstable; urgency=medium\n\n  * CHANGELOG.md.gz has the changes.\n\n -- {}  {}\n",
        release.version,
        release.packager,
        release.time("+%a, %d %b %Y %H:%M:%S +0000")?
    ))
}

/// The licences in Debian's machine-readable form.
fn copyright() -> Outcome<String> {
    let root = workspace::root();
    let mit = fs::read_to_string(root.join("LICENSE-MIT"))?;
    let holder =
        mit.lines().find(|line| line.starts_with("Copyright")).ok_or("LICENSE-MIT names no holder")?;
    let holder = holder.trim_start_matches("Copyright").trim_start_matches(" (c)").trim();
    let holder = if holder.is_empty() { "The Gander contributors" } else { holder };
    let terms: Vec<&str> = mit.lines().skip_while(|line| !line.starts_with("Permission")).collect();
    Ok(format!(
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: Gander\n\
         Source: https://gander.app/\nComment: The programs contain crates and packages of others. The file \n \
         /usr/share/doc/gander/notices.txt.gz names each with its copyright and its licence.\n\n\
         Files: *\nCopyright: {holder}\nLicense: MIT or Apache-2.0\n\n\
         Files: usr/share/metainfo/*\nCopyright: {holder}\nLicense: CC0-1.0\n\n\
         License: MIT\n{}\n\n\
         License: Apache-2.0\n On Debian systems, the file /usr/share/common-licenses/Apache-2.0 has the whole text.\n\n\
         License: CC0-1.0\n On Debian systems, the file /usr/share/common-licenses/CC0-1.0 has the whole text.\n",
        folded(&terms)
    ))
}

/// The lines of a field's continuation: indented, with a dot for an empty one.
fn folded(lines: &[&str]) -> String {
    let fold = |line: &&str| match line.trim_end() {
        "" => " .".to_owned(),
        line => format!(" {line}"),
    };
    lines.iter().map(fold).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_licences_have_debians_form() {
        let text = copyright().unwrap();
        assert!(text.contains("\nLicense: MIT or Apache-2.0\n"));
        assert!(text.contains("\nLicense: MIT\n Permission is hereby granted"), "{text}");
        let is_field = |line: &str| line.split_once(": ").is_some_and(|(name, _)| !name.contains(' '));
        for line in text.lines() {
            assert!(line.is_empty() || line.starts_with(' ') || is_field(line), "{line}");
        }
    }

    #[test]
    fn an_empty_line_stays_within_its_field() {
        assert_eq!(folded(&["one", "", "two"]), " one\n .\n two");
    }
}
