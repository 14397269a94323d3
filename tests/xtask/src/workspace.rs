//! Where things are.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::process;

/// The checkout.
///
/// Asked of Cargo at run time: checkouts that share a target directory share this binary as well, and each means itself.
pub fn root() -> &'static Path {
    static ROOT: OnceLock<PathBuf> = OnceLock::new();
    ROOT.get_or_init(|| {
        let here = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or(env!("CARGO_MANIFEST_DIR").into());
        let here = PathBuf::from(here);
        here.ancestors().nth(2).unwrap_or(&here).to_owned()
    })
}

/// What people look at afterwards is always in the checkout's own `target`, wherever Cargo builds.
pub fn results(name: &str) -> PathBuf {
    root().join("target").join(name)
}

/// Where Cargo builds. Asks Cargo, because an environment variable or a configuration file may move it.
pub fn target() -> &'static Path {
    static TARGET: OnceLock<PathBuf> = OnceLock::new();
    TARGET.get_or_init(|| {
        let mut metadata = process::cargo();
        metadata.args(["metadata", "--no-deps", "--offline", "--format-version", "1"]);
        let told = process::text_of(metadata).ok().and_then(|text| {
            let metadata: serde_json::Value = serde_json::from_str(&text).ok()?;
            Some(PathBuf::from(metadata["target_directory"].as_str()?))
        });
        told.unwrap_or_else(|| root().join("target"))
    })
}

/// A binary of this workspace, as Cargo leaves it. `profile` is `debug` or `release`.
pub fn binary(profile: &str, name: &str) -> PathBuf {
    target().join(profile).join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}
