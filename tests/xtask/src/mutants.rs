//! `cargo xtask mutants`: changes the product in small ways, and looks for a test that notices each.

use std::path::Path;
use std::process::Command;

use crate::{Outcome, process, setup, workspace};

/// Files whose tests are tried.
struct Tried {
    /// The name on the command line.
    name: &'static str,
    /// The package of the files.
    package: &'static str,
    /// Globs within the checkout. A glob with `!` in front leaves files out.
    files: &'static [&'static str],
    /// The package whose tests must notice.
    tests: &'static str,
}

const CLOCKS: &str = "src-tauri/crates/lifecycle/src/clocks.rs";

const TRIED: [Tried; 7] = [
    own(
        "lifecycle",
        &["src-tauri/crates/lifecycle/src/**/*.rs", "!src-tauri/crates/lifecycle/src/clocks.rs"],
    ),
    // The client's time is tested as a whole, with its witnesses.
    Tried { name: "clocks", package: "lifecycle", files: &[CLOCKS], tests: "oauth" },
    own("publishing", &["src-tauri/crates/publishing/src/**/*.rs"]),
    own("networks", &["src-tauri/crates/networks/src/**/*.rs"]),
    own("alerts", &["src-tauri/crates/alerts/src/**/*.rs"]),
    own("vault", &["src-tauri/crates/vault/src/**/*.rs"]),
    own("oauth", &["src-tauri/crates/oauth/src/token.rs"]),
];

const fn own(package: &'static str, files: &'static [&'static str]) -> Tried {
    Tried { name: package, package, files, tests: package }
}

/// Tries every mutant of these packages, or of all, and prints those that no test caught. `shard` is one part of many,
/// such as `0/8`.
///
/// # Errors
/// When a package is not known, the tests fail without a mutant, or cargo-mutants cannot run.
pub fn run(arguments: &[String]) -> Outcome {
    let (shard, packages): (Vec<_>, Vec<_>) = arguments.iter().partition(|word| word.contains('/'));
    if let Some(unknown) = packages.iter().find(|word| TRIED.iter().all(|tried| tried.name != **word)) {
        let known = TRIED.map(|tried| tried.name).join(", ");
        return Err(format!("no mutants are made of `{unknown}`; choose of {known}").into());
    }
    let mutants = setup::cargo_mutants()?;
    for Tried { name, package, files, tests } in TRIED {
        if !packages.is_empty() && !packages.iter().any(|word| *word == name) {
            continue;
        }
        let output = workspace::target().join("mutants").join(name);
        std::fs::create_dir_all(&output)?;
        let mut command = Command::new(&mutants);
        command.current_dir(workspace::root()).args([
            "mutants",
            "--package",
            package,
            "--test-package",
            tests,
        ]);
        for glob in files {
            match glob.strip_prefix('!') {
                Some(left_out) => command.args(["--exclude", left_out]),
                None => command.args(["--file", glob]),
            };
        }
        command.args(["--no-shuffle", "--colors", "never", "--output"]).arg(&output);
        for part in &shard {
            command.args(["--shard", part.as_str()]);
        }
        // Neither debug information nor the tests in documentation catch a mutant, and both take most of the time.
        command.args(["--", "--lib", "--tests"]);
        command.env("CARGO_PROFILE_DEV_DEBUG", "false").env("CARGO_PROFILE_TEST_DEBUG", "false");
        // A mutant that is missed makes cargo-mutants fail; its files say which.
        let _ = process::watch(command)?;
        print_figures(name, &output.join("mutants.out"))?;
    }
    Ok(())
}

fn print_figures(package: &str, output: &Path) -> Outcome {
    let lines = |name: &str| -> Outcome<Vec<String>> {
        let text = std::fs::read_to_string(output.join(name))?;
        Ok(text.lines().map(str::to_owned).collect())
    };
    let (caught, missed, timeout) = (lines("caught.txt")?, lines("missed.txt")?, lines("timeout.txt")?);
    let (unviable, noticed) = (lines("unviable.txt")?.len(), caught.len() + timeout.len());
    for mutant in &missed {
        println!("missed: {mutant}");
    }
    println!("{package}: {}", share(noticed, missed.len(), unviable));
    Ok(())
}

/// One line of figures. A mutant that never ends counts as caught.
fn share(noticed: usize, missed: usize, unviable: usize) -> String {
    let viable = noticed + missed;
    let percent = (noticed * 1000).checked_div(viable).unwrap_or(1000);
    format!(
        "{noticed} of {viable} viable mutants caught ({}.{} %), {missed} missed, {unviable} unviable",
        percent / 10,
        percent % 10
    )
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn the_share_is_of_the_viable_mutants() {
        assert_eq!(share(95, 5, 12), "95 of 100 viable mutants caught (95.0 %), 5 missed, 12 unviable");
        assert_eq!(share(1, 2, 0), "1 of 3 viable mutants caught (33.3 %), 2 missed, 0 unviable");
        assert_eq!(share(0, 0, 3), "0 of 0 viable mutants caught (100.0 %), 0 missed, 3 unviable");
    }
}
