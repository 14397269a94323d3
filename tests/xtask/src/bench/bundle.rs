//! How large the web part is.

use std::io::Write;

use flate2::{Compression, write::GzEncoder};

use super::Figure;
use crate::{Outcome, ui};

/// All scripts and styles, each gzipped.
pub fn measure() -> Outcome<Vec<Figure>> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(ui::directory().join("dist/assets"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "js" || ending == "css") {
            let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
            gzip.write_all(&std::fs::read(&path)?)?;
            bytes += gzip.finish()?.len();
        }
    }
    Ok(vec![Figure::at_most(60.0, "kB", "UI bundle, gzipped", bytes as f64 / 1000.0)])
}
