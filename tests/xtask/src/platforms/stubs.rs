//! Stand-ins for other platforms' compilers while code is type-checked.
//!
//! Build scripts (of SQLite, ring and Objective-C bindings) compile C for the target. Type-checking never links the
//! result, so an empty object file is enough.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Outcome, process, workspace};

/// Creates an empty file for each named output: after `-o` or `/Fo`, or an archive.
const COMPILER: &str = r#"#!/bin/sh
previous=
for argument in "$@"; do
    [ "$previous" = -o ] && : > "$argument"
    case "$argument" in
        -Fo*|/Fo*) : > "${argument#???}" ;;
        -out:*|/out:*) : > "${argument#?????}" ;;
        *.a|*.lib) : > "$argument" ;;
    esac
    previous=$argument
done
exit 0
"#;

/// A stand-in for Xcode's `xcrun` that answers the queries of build scripts.
const XCRUN: &str = r#"#!/bin/sh
for argument in "$@"; do
    case "$argument" in
        --show-sdk-path) echo /tmp; exit 0 ;;
        --show-sdk-version) echo 18.0; exit 0 ;;
        --show-sdk-platform-path) echo /tmp; exit 0 ;;
    esac
done
exit 0
"#;

/// Points the build scripts of this target at the stand-ins.
pub fn hand_to(command: &mut Command, triple: &str) -> Outcome {
    let folder = workspace::target().join("stubs");
    std::fs::create_dir_all(&folder)?;
    let compiler = program(&folder, "compiler", COMPILER)?;
    let xcrun = program(&folder, "xcrun", XCRUN)?;
    let suffix = triple.replace('-', "_");
    for tool in ["CC", "CXX", "AR"] {
        command.env(format!("{tool}_{suffix}"), &compiler);
    }
    command.env(format!("RANLIB_{suffix}"), "true");
    // A stand-in named `cc` in `PATH` would break the build scripts themselves, which are linked with `cc`.
    process::let_find(command, &[&xcrun])
}

fn program(folder: &Path, name: &str, script: &str) -> Outcome<PathBuf> {
    let path = folder.join(name);
    if std::fs::read_to_string(&path).is_ok_and(|before| before == script) {
        return Ok(path);
    }
    std::fs::write(&path, script)?;
    let mut chmod = Command::new("chmod");
    chmod.arg("755").arg(&path);
    process::run(chmod)?;
    Ok(path)
}
