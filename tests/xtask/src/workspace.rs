//! Paths of the checkout and of Cargo's output.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::process;

/// The root of the checkout.
///
/// Cargo gives it at run time: checkouts with a common target directory share this binary, and each needs its own root.
pub fn root() -> &'static Path {
    static ROOT: OnceLock<PathBuf> = OnceLock::new();
    ROOT.get_or_init(|| {
        let here = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or(env!("CARGO_MANIFEST_DIR").into());
        let here = PathBuf::from(here);
        here.ancestors().nth(2).unwrap_or(&here).to_owned()
    })
}

/// A folder for results that people look at: always in the checkout's own `target`, even if Cargo builds elsewhere.
pub fn results(name: &str) -> PathBuf {
    root().join("target").join(name)
}

/// Cargo's target directory. Asks Cargo, because an environment variable or a configuration file may move it.
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

/// The path of a binary that Cargo built. `profile` is `debug` or `release`.
pub fn binary(profile: &str, name: &str) -> PathBuf {
    target().join(profile).join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}
