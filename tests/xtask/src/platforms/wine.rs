//! The Windows command line, tested under Wine.
//!
//! Wine is more lenient than Windows: it keeps Unix permissions, and locks a file that was opened only for appending.
//! So these tests find many of the failures on Windows, but not all.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::test::{Count, from_test_results};
use crate::{Outcome, process, setup, workspace};

/// The target of the mingw compiler.
pub const TRIPLE: &str = "x86_64-pc-windows-gnu";

/// The suite that starts the real binary and needs no Unix.
const SUITE: &str = "command_line";

/// Rust's standard library imports `ProcessPrng`, which Wine 8 lacks. `SystemFunction036` does the same.
const RANDOM: &str = "__declspec(dllimport) unsigned char __stdcall SystemFunction036(void *, unsigned long);\n\
    __declspec(dllexport) int __stdcall ProcessPrng(unsigned char *bytes, unsigned long long length) {\n\
    \x20   return SystemFunction036(bytes, (unsigned long)length);\n\
    }\n";

/// Builds and runs the suite. Returns the success, the count of tests, and the printed text.
pub fn run() -> Outcome<(bool, Count, String)> {
    let wine = setup::wine().ok_or("no wine was found")?;
    let prefix = prefix(&wine)?;
    process::run(cargo("build", &["--bin", "gander"]))?;
    let mut tests = cargo("test", &["--test", SUITE, "--no-fail-fast"]);
    tests
        .env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER", &wine)
        .env("WINEPREFIX", &prefix)
        .env("WINEDEBUG", "-all")
        .env("GANDER_CREDENTIAL_MANAGER_IS_OURS", "1");
    let (succeeded, text) = process::watch(tests)?;
    Ok((succeeded, from_test_results(&text), text))
}

/// Both subcommands use the same packages: others would unify other features and compile the dependencies twice.
fn cargo(subcommand: &str, arguments: &[&str]) -> Command {
    let mut cargo = process::cargo();
    cargo.args([subcommand, "--target", TRIPLE, "--package", "gander", "--package", "acceptance"]);
    cargo.args(arguments);
    cargo
}

/// A Wine prefix of its own, so that no test touches the person's.
fn prefix(wine: &Path) -> Outcome<PathBuf> {
    let prefix = workspace::target().join("wine");
    let library = prefix.join("drive_c/windows/system32/bcryptprimitives.dll");
    if library.is_file() {
        return Ok(prefix);
    }
    eprintln!("Making a Windows for the tests in {}", prefix.display());
    std::fs::create_dir_all(&prefix)?;
    let mut boot = Command::new(wine);
    boot.args(["wineboot", "--init"]);
    boot.env("WINEPREFIX", &prefix).env("WINEDEBUG", "-all");
    // Otherwise Wine asks to download Mono and Gecko, which these tests do not need.
    boot.env("WINEDLLOVERRIDES", "mscoree,mshtml=");
    process::run(boot)?;
    let source = prefix.join("bcryptprimitives.c");
    std::fs::write(&source, RANDOM)?;
    let mut compiler = Command::new("x86_64-w64-mingw32-gcc");
    compiler.arg("-shared").arg("-o").arg(&library).arg(&source).arg("-ladvapi32");
    process::run(compiler)?;
    Ok(prefix)
}
