//! `cargo xtask`: all tasks of this repository. Needs Rust and, for the UI, Node; finds or installs the rest.

mod bench;
mod bindings;
mod build;
mod crash;
mod demo;
mod downloads;
mod faults;
mod mutants;
mod notices;
#[cfg_attr(not(target_os = "linux"), path = "package/elsewhere.rs")]
mod package;
mod platforms;
mod process;
mod release;
mod setup;
mod test;
mod ui;
mod workspace;
mod year;

use std::process::ExitCode;

/// The result of a subcommand. The person sees the error's text unchanged.
type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

const USAGE: &str = "\
cargo xtask COMMAND

  demo [--tour]   build everything and open Gander against practice networks;
                  without a display, or with --tour, drive the whole story and take pictures (target/tour)
  test [LANE...]  run every lane, or only the named ones, and count the tests
  bench [NAME...] build for release and print every figure with its goal
  faults [WORDS]  run every fault at every stage of every practice network, every true cause and every lost answer,
                  or only the faults whose name holds the word, those of the network, the stage or the situation
                  of that id; several words in quotation marks select what each of them does
  crash [WORD]    kill Gander at every crash point, or at those whose name holds the word,
                  and print what is left
  fuzz [SECONDS] [TARGET...]
                  feed the parsers of what comes from outside under libFuzzer (a nightly compiler and cargo-fuzz)
  mutants [PACKAGE...] [PART/PARTS]
                  change lifecycle, networks, alerts, vault and the token reader in small ways, or only these packages,
                  and print every change that no test noticed; PART/PARTS tries one part of the changes
  notices         collect the licences of everything that is built in (src-tauri/notices.txt)
  package [--check]
                  build for release and make the packages for Debian and for Fedora (target/packages);
                  --check has the tools of the distributions look at them; --into DIR only lays the files out
  release X.Y.Z [--check]
                  check the checkout, write the version and the changelog's date, commit and tag; --check changes nothing
  downloads FOLDER --at ADDRESS
                  write the checksums of a release's files, and what winget, Homebrew and the AUR need to offer them
  setup           find what is missing on this machine and install it
  ui              build the web part, when its sources changed
  year [SEED...]  live through simulated years of a thousand connections and print their figures
  bindings        write ui/src/ipc/bindings.ts anew from the Rust types";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((command, rest)) = arguments.split_first() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let outcome = match (command.as_str(), rest) {
        ("demo", []) => demo::run(false),
        ("demo", [flag]) if flag == "--tour" => demo::run(true),
        ("test", lanes) => test::run(lanes),
        ("bench", figures) => bench::run(figures),
        ("faults", []) => faults::run(""),
        ("faults", [word]) => faults::run(word),
        ("crash", []) => crash::run(""),
        ("crash", [word]) => crash::run(word),
        ("fuzz", arguments) => fuzz(arguments),
        ("mutants", arguments) => mutants::run(arguments),
        ("notices", []) => notices::write(),
        ("package", arguments) => package::run(arguments),
        ("release", arguments) => release::run(arguments),
        ("downloads", arguments) => downloads::run(arguments),
        ("setup", []) => setup::everything(),
        ("ui", []) => ui::build(),
        ("year", seeds) => year::run(seeds),
        ("bindings", []) => bindings::write(),
        ("help" | "--help" | "-h", _) => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn fuzz(arguments: &[String]) -> Outcome {
    let mut cargo = process::cargo();
    cargo.args(["run", "--quiet", "--package", "fuzz", "--"]).args(arguments);
    process::run(cargo)
}
