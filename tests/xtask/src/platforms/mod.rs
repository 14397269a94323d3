//! The lane `platforms`: type-checks the product for the other systems, and builds and tests the command line for
//! Windows under Wine.

mod stubs;
mod wine;

use std::process::Command;

use crate::{Outcome, process, setup, test::Count, ui};

/// A target that Gander supports and this machine is not.
struct Platform {
    triple: &'static str,
    /// Phone apps have no command line.
    has_command_line: bool,
    /// This machine has no C compiler for the target, so build scripts get tools that do nothing.
    needs_stubs: bool,
}

const PLATFORMS: [Platform; 5] = [
    Platform { triple: wine::TRIPLE, has_command_line: true, needs_stubs: false },
    Platform { triple: "x86_64-pc-windows-msvc", has_command_line: true, needs_stubs: true },
    Platform { triple: "aarch64-apple-darwin", has_command_line: true, needs_stubs: true },
    Platform { triple: "aarch64-apple-ios", has_command_line: false, needs_stubs: true },
    Platform { triple: "aarch64-linux-android", has_command_line: false, needs_stubs: true },
];

/// The crates of the product, apart from the shell and the command line.
const CRATES: [&str; 8] = ["alerts", "keeper", "lifecycle", "locale", "networks", "oauth", "store", "vault"];

/// The printed note on the parts that this lane cannot run.
const NOT_RUN: &str = "not run here: the window on Windows, macOS, iOS and Android, and the notifications, trays and \
    keyrings of macOS, iOS and Android; those platforms are type-checked";

/// Checks each platform and runs the Windows suite. Returns the success, the count of tests, and the printed text.
pub fn run() -> Outcome<(bool, Count, String)> {
    setup::for_other_platforms(&PLATFORMS.map(|platform| platform.triple))?;
    // The shell embeds the UI and does not compile without it.
    ui::build()?;
    let (mut succeeded, mut count, mut text) = (true, Count::default(), String::new());
    for platform in &PLATFORMS {
        let (passed, printed) = process::watch(check(platform)?)?;
        println!("{}: {}", platform.triple, if passed { "type-checked" } else { "FAILED" });
        succeeded &= passed;
        count += Count { passed: u64::from(passed), failed: u64::from(!passed) };
        text.push_str(&printed);
    }
    let (passed, tests, printed) = wine::run()?;
    println!("{NOT_RUN}");
    succeeded &= passed;
    count += tests;
    text.push_str(&printed);
    Ok((succeeded, count, text))
}

/// Clippy rather than `check`: it also lints the code of that platform.
fn check(platform: &Platform) -> Outcome<Command> {
    let mut cargo = process::cargo();
    cargo.args(["clippy", "--quiet", "--target", platform.triple, "--package", "gander-app"]);
    for name in CRATES {
        cargo.args(["--package", name]);
    }
    if platform.has_command_line {
        cargo.args(["--package", "gander"]);
    }
    cargo.args(["--lib", "--bins"]);
    if platform.needs_stubs {
        stubs::hand_to(&mut cargo, platform.triple)?;
    }
    cargo.args(["--", "--deny", "warnings"]);
    Ok(cargo)
}
