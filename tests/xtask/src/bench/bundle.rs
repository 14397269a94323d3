//! The size of the web part.

use std::io::Write;

use flate2::{Compression, write::GzEncoder};

use super::Figure;
use crate::{Outcome, ui};

/// Chunks that no first paint loads. Settings, details, dialogs, licences and the other tabs come when they are opened;
/// sharing and its language files come once the accounts are drawn.
const LAZY: [&str; 4] = ["settings-", "details-", "notices-", "sharing-"];
/// The prefix of the language files, one for each language but English. A first paint loads one of them at most.
const LANGUAGE: &str = "gander-";

/// All scripts and styles of the first paint in the heaviest language, each gzipped.
pub fn measure() -> Outcome<Vec<Figure>> {
    let (mut bytes, mut heaviest) = (0, 0);
    for entry in std::fs::read_dir(ui::directory().join("dist/assets"))? {
        let entry = entry?;
        let path = entry.path();
        let named = |begin: &str| entry.file_name().to_str().is_some_and(|name| name.starts_with(begin));
        let lazy = LAZY.into_iter().any(named);
        if !lazy && path.extension().is_some_and(|ending| ending == "js" || ending == "css") {
            let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
            gzip.write_all(&std::fs::read(&path)?)?;
            let weight = gzip.finish()?.len();
            if named(LANGUAGE) {
                heaviest = heaviest.max(weight);
            } else {
                bytes += weight;
            }
        }
    }
    Ok(vec![Figure::at_most(
        90.0,
        "kB",
        "UI bundle for the first paint, gzipped",
        (bytes + heaviest) as f64 / 1000.0,
    )])
}
