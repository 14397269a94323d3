//! The files of a package, laid out in a folder.

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use flate2::{Compression, write::GzEncoder};

use super::release::Release;
use crate::{Outcome, notices, process, workspace};

/// The name of the desktop file, the icons and the AppStream component.
pub const ID: &str = "app.gander.Gander";
const PROGRAMS: [&str; 2] = ["gander", "gander-app"];
const ICONS: [(&str, &str); 5] = [
    ("32x32/apps/app.gander.Gander.png", "32x32.png"),
    ("128x128/apps/app.gander.Gander.png", "128x128.png"),
    ("256x256/apps/app.gander.Gander.png", "128x128@2x.png"),
    ("512x512/apps/app.gander.Gander.png", "icon.png"),
    ("scalable/apps/app.gander.Gander.svg", "logo.svg"),
];

/// The kind of a package: each has some folders of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Debian,
    Rpm,
    Flatpak,
}

/// The folder of the files for packages, in the checkout.
pub fn sources() -> PathBuf {
    workspace::root().join("src-tauri/packages")
}

/// A folder that becomes a package.
pub struct Stage {
    root: PathBuf,
    /// The folder of `bin` and `share`, below the root.
    prefix: PathBuf,
    kind: Kind,
}

impl Stage {
    /// Lays out the files that all packages have. Empties the folder first, except for Flatpak, whose folder may hold
    /// other files.
    ///
    /// `profile` is `debug` or `release`; the programs and the manual must be built.
    pub fn lay_out(root: &Path, kind: Kind, profile: &str, release: &Release) -> Outcome<Self> {
        let prefix = if kind == Kind::Flatpak { PathBuf::new() } else { PathBuf::from("usr") };
        if kind != Kind::Flatpak && root.exists() {
            fs::remove_dir_all(root)?;
        }
        fs::create_dir_all(root)?;
        let stage = Self { root: root.to_owned(), prefix, kind };
        for name in PROGRAMS {
            stage.program(&workspace::binary(profile, name), name)?;
        }
        stage.desktop(release)?;
        stage.manual(&workspace::binary(profile, "manual"))?;
        stage.documents()?;
        if kind != Kind::Flatpak {
            // A Flatpak cannot give the session a unit.
            stage.copy("lib/systemd/user/gander.service", &sources().join("gander.service"))?;
        }
        Ok(stage)
    }

    /// The root of the folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Writes a file below the prefix.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Outcome<PathBuf> {
        let file = self.root.join(&self.prefix).join(path);
        fs::create_dir_all(file.parent().unwrap_or(&self.root))?;
        fs::write(&file, bytes)?;
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644))?;
        Ok(file)
    }

    /// Writes a file, compressed as Debian asks for: with gzip's best compression and without a time.
    pub fn put_compressed(&self, path: &str, bytes: &[u8]) -> Outcome<PathBuf> {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(bytes)?;
        self.put(&format!("{path}.gz"), &gzip.finish()?)
    }

    /// Gives every folder and file the modes of a package, and the time of the sources.
    pub fn finish(&self, release: &Release) -> Outcome {
        let mut find = Command::new("find");
        find.arg(&self.root).args(["-type", "d", "-exec", "chmod", "755", "{}", "+"]);
        process::run(find)?;
        let mut find = Command::new("find");
        find.arg(&self.root).args(["-exec", "touch", "--no-dereference", "--date"]);
        find.args([&format!("@{}", release.epoch), "{}", "+"]);
        process::run(find)
    }

    fn copy(&self, path: &str, source: &Path) -> Outcome<PathBuf> {
        let bytes =
            fs::read(source).map_err(|error| format!("{} cannot be read: {error}", source.display()))?;
        self.put(path, &bytes)
    }

    fn program(&self, source: &Path, name: &str) -> Outcome {
        let file = self.copy(&format!("bin/{name}"), source)?;
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755))?;
        let mut strip = Command::new("strip");
        strip.args(["--strip-unneeded", "--remove-section=.comment", "--remove-section=.note"]).arg(file);
        process::run(strip)
    }

    fn desktop(&self, release: &Release) -> Outcome {
        self.copy(&format!("share/applications/{ID}.desktop"), &sources().join(format!("{ID}.desktop")))?;
        self.copy(&format!("share/mime/packages/{ID}.xml"), &sources().join(format!("{ID}.xml")))?;
        let appstream = fs::read_to_string(sources().join(format!("{ID}.metainfo.xml")))?;
        let appstream = release.appstream(&appstream)?;
        self.put(&format!("share/metainfo/{ID}.metainfo.xml"), appstream.as_bytes())?;
        for (path, source) in ICONS {
            let source = workspace::root().join("icons").join(source);
            self.copy(&format!("share/icons/hicolor/{path}"), &source)?;
        }
        Ok(())
    }

    /// The man pages and the completions.
    fn manual(&self, program: &Path) -> Outcome {
        let written = workspace::target().join("package/manual");
        if written.exists() {
            fs::remove_dir_all(&written)?;
        }
        let mut manual = Command::new(program);
        manual.arg(&written);
        process::run(manual)?;
        for page in fs::read_dir(written.join("man"))? {
            let page = page?;
            let name = page.file_name().to_string_lossy().into_owned();
            self.put_compressed(&format!("share/man/man1/{name}"), &fs::read(page.path())?)?;
        }
        let zsh = if self.kind == Kind::Debian { "vendor-completions" } else { "site-functions" };
        let completions = written.join("completions");
        for name in PROGRAMS {
            self.copy(
                &format!("share/bash-completion/completions/{name}"),
                &completions.join(format!("{name}.bash")),
            )?;
            self.copy(&format!("share/zsh/{zsh}/_{name}"), &completions.join(format!("_{name}")))?;
            self.copy(
                &format!("share/fish/vendor_completions.d/{name}.fish"),
                &completions.join(format!("{name}.fish")),
            )?;
        }
        Ok(())
    }

    /// The changelog, the licences of Gander, and those of the crates and packages in it.
    fn documents(&self) -> Outcome {
        let root = workspace::root();
        self.put_compressed("share/doc/gander/notices.txt", &fs::read(root.join(notices::FILE))?)?;
        self.put_compressed(
            "share/doc/gander/CHANGELOG.md",
            &fs::read(root.join("src-tauri/CHANGELOG.md"))?,
        )?;
        if self.kind == Kind::Debian {
            // Debian's own file for licences is `copyright`.
            return Ok(());
        }
        for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
            self.copy(&format!("share/licenses/gander/{name}"), &root.join(name))?;
        }
        Ok(())
    }
}
