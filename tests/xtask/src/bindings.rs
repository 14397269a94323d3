//! `cargo xtask bindings`: the TypeScript types of the UI.

use crate::{Outcome, process, setup, ui};

/// Writes `ui/src/ipc/bindings.ts` from the types in `src-tauri/src/view.rs`.
pub fn write() -> Outcome {
    setup::for_building()?;
    ui::build()?;
    let mut cargo = process::cargo();
    cargo.env("GANDER_WRITE_BINDINGS", "1").args([
        "test",
        "--quiet",
        "--package",
        "gander-app",
        "bindings_match_the_checked_in_file",
    ]);
    process::run(cargo)
}
