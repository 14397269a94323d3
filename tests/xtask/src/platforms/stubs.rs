//! Tools that stand in for the compilers of other platforms while code is type-checked.
//!
//! Build scripts (of SQLite, ring and Objective-C bindings) compile C for the target. Type-checking never links the
//! result, so an empty object file is enough.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Outcome, process, workspace};

/// Leaves an empty file wherever an output is named: after `-o` or `/Fo`, or as an archive.
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

/// Xcode's locator of tools, as far as build scripts ask it.
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
    // Never a stand-in named `cc` in `PATH`: the build scripts themselves are linked with that.
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
