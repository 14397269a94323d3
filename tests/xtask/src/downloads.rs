//! `cargo xtask downloads FOLDER --at ADDRESS`: the files that tell others of a release. FOLDER holds what the release
//! offers for download, and ADDRESS is the https address of that folder. It gets `SHA256SUMS`, and the folder `manifests`
//! with the files for winget, Homebrew and the AUR.

use std::fmt::Write;
use std::io::Read;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::{Outcome, release::Version};

const NAME: &str = "Gander";
const IDENTIFIER: &str = "Gander.Gander";
const SUMMARY: &str = "Keeps your social accounts connected, and shares to them";
const LICENCE: &str = "MIT OR Apache-2.0";
/// The version of winget's manifest schema.
const SCHEMA: &str = "1.10.0";

/// A file for download.
struct Download {
    name: String,
    /// In hexadecimal.
    sha256: String,
}

/// Writes the files.
pub fn run(arguments: &[String]) -> Outcome {
    let words: Vec<_> = arguments.iter().map(String::as_str).collect();
    let [folder, "--at", address] = words[..] else {
        return Err(
            "name the folder and its address: cargo xtask downloads FOLDER --at https://…/vX.Y.Z".into()
        );
    };
    let (address, version) = at(address)?;
    let folder = Path::new(folder);
    let downloads = downloads(folder)?;
    std::fs::write(folder.join("SHA256SUMS"), sums(&downloads))?;
    for (path, text) in manifests(&downloads, address, version)? {
        let path = folder.join("manifests").join(path);
        std::fs::create_dir_all(path.parent().unwrap_or(folder))?;
        std::fs::write(&path, text)?;
        println!("wrote {}", path.display());
    }
    Ok(())
}

/// The address without a slash at its end, and the version that it ends with.
fn at(address: &str) -> Outcome<(&str, Version)> {
    let address = address.trim_end_matches('/');
    let is_plain = address.starts_with("https://")
        && address.bytes().all(|byte| byte.is_ascii_alphanumeric() || b":/.-_".contains(&byte));
    let version = address.rsplit('/').next().and_then(|last| last.strip_prefix('v'));
    match version {
        Some(version) if is_plain => Ok((address, Version::parse(version)?)),
        _ => Err(format!("{address} is no https address that ends with a version, such as …/v1.2.3").into()),
    }
}

/// The files of a folder by name, with their checksums.
fn downloads(folder: &Path) -> Outcome<Vec<Download>> {
    let mut downloads = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        if entry.file_type()?.is_file() && name != "SHA256SUMS" {
            downloads.push(Download { sha256: sha256(&entry.path())?, name });
        }
    }
    downloads.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(downloads)
}

fn sha256(path: &Path) -> Outcome<String> {
    let (mut file, mut hash, mut part) = (std::fs::File::open(path)?, Sha256::new(), vec![0; 1 << 16]);
    loop {
        match file.read(&mut part)? {
            0 => break,
            read => hash.update(&part[..read]),
        }
    }
    let mut text = String::new();
    for byte in hash.finalize() {
        write!(text, "{byte:02x}")?;
    }
    Ok(text)
}

/// The form that `sha256sum --check` reads.
fn sums(downloads: &[Download]) -> String {
    downloads.iter().map(|Download { name, sha256 }| format!("{sha256}  {name}\n")).collect()
}

/// Paths and texts of the manifests. A package that the release lacks is an error: its users would get none.
fn manifests(
    downloads: &[Download],
    address: &str,
    version: Version,
) -> Outcome<Vec<(&'static str, String)>> {
    let ending = |ending: &str| {
        let fits = |download: &&Download| {
            download.name.ends_with(ending) && download.name.contains(&version.to_string())
        };
        let found = downloads.iter().find(fits);
        found.ok_or_else(|| format!("no file of {version} ends with {ending}"))
    };
    let installer = ending("_x64-setup.exe")?;
    let package = ending("_amd64.deb")?;
    let (silicon, intel) = (ending("_aarch64.dmg")?, ending("_x64.dmg")?);
    Ok(vec![
        ("winget/Gander.Gander.yaml", winget_version(version)),
        ("winget/Gander.Gander.installer.yaml", winget_installer(version, installer, address)),
        ("winget/Gander.Gander.locale.en-US.yaml", winget_locale(version, address)),
        ("homebrew/gander.rb", homebrew(version, silicon, intel, address)),
        ("aur/PKGBUILD", aur(version, package, address)),
        ("aur/.SRCINFO", aur_information(version, package, address)),
    ])
}

/// The opening of each manifest for winget.
fn winget(kind: &str, version: Version) -> String {
    format!(
        "# yaml-language-server: $schema=https://aka.ms/winget-manifest.{kind}.{SCHEMA}.schema.json\n\
         PackageIdentifier: {IDENTIFIER}\nPackageVersion: {version}\n"
    )
}

fn winget_version(version: Version) -> String {
    let opening = winget("version", version);
    format!("{opening}DefaultLocale: en-US\nManifestType: version\nManifestVersion: {SCHEMA}\n")
}

fn winget_installer(version: Version, installer: &Download, address: &str) -> String {
    let opening = winget("installer", version);
    let (name, sha256) = (&installer.name, installer.sha256.to_uppercase());
    format!(
        "{opening}InstallerType: nullsoft\nScope: user\nInstallModes:\n- interactive\n- silent\n\
         UpgradeBehavior: install\nInstallers:\n- Architecture: x64\n  InstallerUrl: {address}/{name}\n  \
         InstallerSha256: {sha256}\nManifestType: installer\nManifestVersion: {SCHEMA}\n"
    )
}

fn winget_locale(version: Version, address: &str) -> String {
    let opening = winget("defaultLocale", version);
    format!(
        "{opening}PackageLocale: en-US\nPublisher: The {NAME} contributors\nPackageName: {NAME}\nPackageUrl: \
         {}\nLicense: {LICENCE}\nShortDescription: {SUMMARY}\nMoniker: gander\nReleaseNotesUrl: {}\n\
         ManifestType: defaultLocale\nManifestVersion: {SCHEMA}\n",
        project(address),
        page(address)
    )
}

fn homebrew(version: Version, silicon: &Download, intel: &Download, address: &str) -> String {
    let project = project(address);
    let (of_silicon, of_intel) = (&silicon.sha256, &intel.sha256);
    // Homebrew puts the version and the kind of processor into the address.
    let address = address.replace(&version.to_string(), "#{version}");
    let file = silicon.name.replace(&version.to_string(), "#{version}").replace("aarch64", "#{arch}");
    format!(
        r#"cask "gander" do
  arch arm: "aarch64", intel: "x64"

  version "{version}"
  sha256 arm:   "{of_silicon}",
         intel: "{of_intel}"

  url "{address}/{file}"
  name "{NAME}"
  desc "{SUMMARY}"
  homepage "{project}"

  app "{NAME}.app"

  zap trash: [
    "~/Library/Application Support/Gander",
    "~/Library/Caches/app.gander.Gander",
    "~/Library/WebKit/app.gander.Gander",
  ]
end
"#
    )
}

fn aur(version: Version, package: &Download, address: &str) -> String {
    let project = project(address);
    let (name, sha256) = (&package.name, &package.sha256);
    format!(
        r#"pkgname=gander-bin
pkgver={version}
pkgrel=1
pkgdesc='{SUMMARY}'
arch=('x86_64')
url='{project}'
license=('{LICENCE}')
depends=('dbus' 'gtk3' 'webkit2gtk-4.1')
optdepends=('org.freedesktop.secrets: keeps the key that seals the tokens')
provides=('gander')
conflicts=('gander')
source=('{address}/{name}')
noextract=('{name}')
sha256sums=('{sha256}')

package() {{
  bsdtar -xOf '{name}' 'data.tar*' | bsdtar -xf - -C "$pkgdir"
}}
"#
    )
}

fn aur_information(version: Version, package: &Download, address: &str) -> String {
    let project = project(address);
    let (name, sha256) = (&package.name, &package.sha256);
    format!(
        "pkgbase = gander-bin\n\tpkgdesc = {SUMMARY}\n\tpkgver = {version}\n\tpkgrel = 1\n\turl = {project}\n\
         \tarch = x86_64\n\tlicense = {LICENCE}\n\tdepends = dbus\n\tdepends = gtk3\n\tdepends = webkit2gtk-4.1\n\
         \toptdepends = org.freedesktop.secrets: keeps the key that seals the tokens\n\tprovides = gander\n\
         \tconflicts = gander\n\tnoextract = {name}\n\tsource = {address}/{name}\n\tsha256sums = {sha256}\n\n\
         pkgname = gander-bin\n"
    )
}

/// The page of the project that an address of its downloads belongs to.
fn project(address: &str) -> &str {
    address.split_once("/releases/").map_or(address, |(project, _)| project)
}

/// The page of the release.
fn page(address: &str) -> String {
    address.replace("/releases/download/", "/releases/tag/")
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADDRESS: &str = "https://example.org/gander/gander/releases/download/v1.2.3";

    fn files(names: &[&str]) -> Vec<Download> {
        let file = |(index, name): (usize, &&str)| Download {
            name: (*name).to_owned(),
            sha256: format!("{index:02x}").repeat(32),
        };
        names.iter().enumerate().map(file).collect()
    }

    fn every_file() -> Vec<Download> {
        files(&[
            "Gander_1.2.3_aarch64.dmg",
            "Gander_1.2.3_x64-setup.exe",
            "Gander_1.2.3_x64.dmg",
            "gander_1.2.3_amd64.deb",
        ])
    }

    fn text(path: &str) -> String {
        let all = manifests(&every_file(), ADDRESS, at(ADDRESS).unwrap().1).unwrap();
        all.into_iter().find(|(name, _)| *name == path).expect("a manifest").1
    }

    #[test]
    fn each_manifest_names_its_file_and_the_checksum() {
        let installer = text("winget/Gander.Gander.installer.yaml");
        assert!(
            installer.contains(&format!("InstallerUrl: {ADDRESS}/Gander_1.2.3_x64-setup.exe")),
            "{installer}"
        );
        assert!(installer.contains(&format!("InstallerSha256: {}", "01".repeat(32))), "{installer}");
        for path in ["aur/PKGBUILD", "aur/.SRCINFO"] {
            let aur = text(path);
            assert!(aur.contains(&format!("{ADDRESS}/gander_1.2.3_amd64.deb")), "{aur}");
            assert!(aur.contains(&"03".repeat(32)), "{aur}");
        }
        let cask = text("homebrew/gander.rb");
        assert!(cask.contains("/releases/download/v#{version}/Gander_#{version}_#{arch}.dmg\""), "{cask}");
        assert!(cask.contains(&format!("arm:   \"{}\"", "00".repeat(32))), "{cask}");
        assert!(cask.contains(&format!("intel: \"{}\"", "02".repeat(32))), "{cask}");
        assert!(cask.contains("homepage \"https://example.org/gander/gander\""), "{cask}");
    }

    #[test]
    fn a_missing_package_and_a_wrong_address_are_named() {
        let without = files(&["Gander_1.2.3_x64-setup.exe", "gander_1.2.2_amd64.deb"]);
        let error = manifests(&without, ADDRESS, at(ADDRESS).unwrap().1).err().unwrap().to_string();
        assert_eq!(error, "no file of 1.2.3 ends with _amd64.deb");
        for wrong in
            ["http://example.org/v1.2.3", "https://example.org/1.2.3", "https://example.org/'/v1.2.3"]
        {
            assert!(at(wrong).is_err(), "{wrong}");
        }
        assert_eq!(at("https://example.org/v1.2.3/").unwrap().0, "https://example.org/v1.2.3");
    }

    #[test]
    fn checksums_are_those_of_the_files() {
        let folder = std::env::temp_dir().join(format!("gander-downloads-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("b.deb"), "abc").unwrap();
        std::fs::write(folder.join("SHA256SUMS"), "old").unwrap();
        let read = downloads(&folder);
        std::fs::remove_dir_all(&folder).unwrap();
        // FIPS 180-2, appendix B.1.
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  b.deb\n";
        assert_eq!(sums(&read.unwrap()), expected);
    }
}
