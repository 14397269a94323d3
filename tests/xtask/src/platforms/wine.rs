//! The command line for Windows, run under Wine.
//!
//! Wine is kinder than Windows: it keeps Unix permissions, and lets a file be locked that was opened for appending
//! alone. So these tests find much of what fails on Windows, and not all.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::test::{Count, from_test_results};
use crate::{Outcome, process, setup, workspace};

/// What mingw's compiler builds for.
pub const TRIPLE: &str = "x86_64-pc-windows-gnu";

/// Of the suites that start the real binary, those that also run where nothing is Unix.
const SUITE: &str = "command_line";

/// Rust's standard library takes `ProcessPrng` from this library, which Wine 8 lacks. Windows has both names for the same.
const RANDOM: &str = "__declspec(dllimport) unsigned char __stdcall SystemFunction036(void *, unsigned long);\n\
    __declspec(dllexport) int __stdcall ProcessPrng(unsigned char *bytes, unsigned long long length) {\n\
    \x20   return SystemFunction036(bytes, (unsigned long)length);\n\
    }\n";

/// Builds and runs the suite. Gives whether all succeeded, the tests, and the printed text.
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

/// Both with the same packages: another choice would unify other features and compile the dependencies twice.
fn cargo(subcommand: &str, arguments: &[&str]) -> Command {
    let mut cargo = process::cargo();
    cargo.args([subcommand, "--target", TRIPLE, "--package", "gander", "--package", "acceptance"]);
    cargo.args(arguments);
    cargo
}

/// A Windows of its own, so that no test touches the person's.
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
    // Without these Wine asks to download a .NET and a browser, which nothing here needs.
    boot.env("WINEDLLOVERRIDES", "mscoree,mshtml=");
    process::run(boot)?;
    let source = prefix.join("bcryptprimitives.c");
    std::fs::write(&source, RANDOM)?;
    let mut compiler = Command::new("x86_64-w64-mingw32-gcc");
    compiler.arg("-shared").arg("-o").arg(&library).arg(&source).arg("-ladvapi32");
    process::run(compiler)?;
    Ok(prefix)
}
