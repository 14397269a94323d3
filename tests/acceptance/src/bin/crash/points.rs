//! The crash points in the code.

use std::{collections::BTreeSet, fs, path::Path};

use acceptance::Outcome;

use crate::case::Case;

/// The code of the crates that write.
const FOLDERS: [&str; 2] = [
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../src-tauri/crates/keeper/src"),
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../src-tauri/crates/store/src"),
];

/// Points in this code at which no case dies.
pub fn without_a_case(cases: &[Case]) -> Outcome<Vec<String>> {
    let mut points = BTreeSet::new();
    for folder in FOLDERS {
        let known = points.len();
        collect(Path::new(folder), &mut points)?;
        if points.len() == known {
            return Err(format!("there is no crash point in {folder}").into());
        }
    }
    points.retain(|point| !cases.iter().any(|case| case.point_name() == point));
    Ok(points.into_iter().collect())
}

/// Every text between the brackets of `crash::point(...)`.
fn collect(folder: &Path, points: &mut BTreeSet<String>) -> Outcome {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, points)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path)?;
            for call in text.split("crash::point(").skip(1) {
                let argument = call.split(");").next().unwrap_or_default();
                points.extend(argument.split('"').skip(1).step_by(2).map(str::to_owned));
            }
        }
    }
    Ok(())
}
