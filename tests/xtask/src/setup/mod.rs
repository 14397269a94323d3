//! `cargo xtask setup`: finds what is missing and installs it, where the system's own package manager is known and we may use it.

mod packages;

use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::{Outcome, process, workspace};
use packages::{NEEDS, Need, Part, Probe, System, install_command, linux_system};

/// The version of tauri-driver that the tour is written for.
const TAURI_DRIVER: &str = "2.1.0";
/// The versions that `.deny.toml` and `.about.toml` are written for.
const CARGO_DENY: &str = "0.20.2";
const CARGO_ABOUT: &str = "0.9.3";

/// Everything that any subcommand needs.
pub fn everything() -> Outcome {
    // What only Linux has is not asked for elsewhere: there it has no package.
    require(&[
        Part::Ui,
        Part::App,
        Part::UiTests,
        Part::Elsewhere,
        Part::Session,
        Part::Tour,
        Part::Platforms,
    ])?;
    if cfg!(target_os = "linux") {
        tauri_driver()?;
    }
    cargo_deny()?;
    println!("Everything is here.");
    Ok(())
}

/// What building the UI needs.
pub fn for_the_ui() -> Outcome {
    require(&[Part::Ui])
}

/// What compiling the app needs.
pub fn for_building() -> Outcome {
    require(&[Part::Ui, Part::App])
}

/// What the tests need that meet the programs of others; the driver of the browser, which need not be in `PATH`. What is
/// read by Python they install by themselves.
pub fn for_meeting_others() -> Outcome<PathBuf> {
    require(&[Part::UiTests, Part::Elsewhere, Part::Session])?;
    browser_driver().ok_or_else(|| "no chromedriver was found".into())
}

/// What the crash matrix needs: a keyring that it locks and kills.
pub fn for_crashing() -> Outcome {
    require(&[Part::Session])
}

/// What testing the UI needs; the browser to test it in.
pub fn for_ui_tests() -> Outcome<PathBuf> {
    require(&[Part::Ui, Part::UiTests])?;
    browser().ok_or_else(|| "no browser was found".into())
}

/// The drivers of the app and of the browser, which need not be in `PATH`.
pub struct Drivers {
    tauri_driver: PathBuf,
    browser_driver: PathBuf,
}

impl Drivers {
    /// Lets a program find them.
    pub fn hand_to(&self, command: &mut Command) -> Outcome {
        process::let_find(command, &[&self.tauri_driver, &self.browser_driver])
    }
}

/// What driving the real app needs.
pub fn for_the_tour() -> Outcome<Drivers> {
    let browser_driver = for_meeting_others()?;
    require(&[Part::Tour])?;
    Ok(Drivers { tauri_driver: tauri_driver()?, browser_driver })
}

/// Everything that the lane `platforms` needs: a C compiler for Windows, Wine, and Rust's libraries for these targets.
pub fn for_other_platforms(targets: &[&str]) -> Outcome {
    require(&[Part::App, Part::Platforms])?;
    let mut rustup = Command::new("rustup");
    // In the checkout, where the person may have chosen a toolchain.
    rustup.current_dir(workspace::root()).args(["target", "list", "--installed"]);
    let installed = text(&mut rustup).ok_or_else(|| {
        let targets = targets.join(" ");
        format!(
            "missing: rustup, which adds Rust's libraries for other platforms. \
             Install it (https://rustup.rs), or those libraries by other means: {targets}"
        )
    })?;
    let missing = targets.iter().filter(|target| !installed.lines().any(|line| line == **target));
    let missing: Vec<&str> = missing.copied().collect();
    if missing.is_empty() {
        return Ok(());
    }
    eprintln!("Adding Rust's libraries for {}", missing.join(", "));
    let mut rustup = Command::new("rustup");
    rustup.current_dir(workspace::root()).args(["target", "add"]).args(&missing);
    process::run(rustup)
}

/// Wine for programs of 64 bits. Debian keeps it out of `PATH`.
pub fn wine() -> Option<PathBuf> {
    first_of(&["wine64", "wine64-stable"], &["/usr/lib/wine/wine64", "/usr/lib/wine/wine64-stable"])
}

fn require(parts: &[Part]) -> Outcome {
    let system = system();
    let wanted = |need: &&Need| {
        // Elsewhere than on a system we know, everything but Apple's own tools may be missing.
        let here = match system {
            System::Other => need.probe != Probe::XcodeTools,
            known => need.package(known).is_some(),
        };
        here && parts.contains(&need.part)
    };
    let missing = || NEEDS.iter().filter(wanted).filter(|need| !is_here(need.probe)).collect::<Vec<_>>();

    let before = missing();
    if before.is_empty() {
        return Ok(());
    }
    install(system, &before)?;
    let after = missing();
    if after.is_empty() {
        return Ok(());
    }
    Err(format!("still missing: {}", names(&after)).into())
}

fn install(system: System, missing: &[&Need]) -> Outcome {
    let mut packages: Vec<&str> = missing.iter().filter_map(|need| need.package(system)).collect();
    packages.retain(|package| !package.is_empty());
    packages.sort_unstable();
    packages.dedup();
    let command = install_command(system, &packages).filter(|_| !packages.is_empty());
    let Some(mut command) = command else {
        return Err(format!("missing: {}. Install it and try again", names(missing)).into());
    };
    let Some(prefix) = permission(system) else {
        let command = command.join(" ");
        return Err(
            format!("missing: {}. Run this and try again:\n\n  sudo {command}\n", names(missing)).into()
        );
    };

    eprintln!("Missing: {}. Installing with: {}", names(missing), command.join(" "));
    if matches!(system, System::Debian | System::Ubuntu) {
        process::run(command_of(&prefix, &["apt-get", "update", "--quiet"]))?;
    }
    if system == System::Windows {
        // winget takes one package at a time.
        let words = command.len() - packages.len();
        command.truncate(words);
        for package in &packages {
            process::run(command_of(&prefix, &[&command[..], &[package]].concat()))?;
        }
        return Ok(());
    }
    process::run(command_of(&prefix, &command))
}

fn command_of(prefix: &[&str], words: &[&str]) -> Command {
    let mut words = prefix.iter().chain(words);
    let mut command = Command::new(words.next().unwrap_or(&""));
    command.args(words);
    command
}

/// What goes before the package manager's command; `None` when we may not use it.
fn permission(system: System) -> Option<Vec<&'static str>> {
    match system {
        System::MacOs => process::find("brew").map(|_| Vec::new()),
        System::Windows => process::find("winget").map(|_| Vec::new()),
        System::Other => None,
        System::Debian | System::Ubuntu | System::Fedora => {
            if text(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0") {
                return Some(Vec::new());
            }
            // -n: never ask for a password in the middle of a build.
            text(Command::new("sudo").args(["-n", "true"])).map(|_| vec!["sudo", "-n"])
        }
    }
}

fn system() -> System {
    if cfg!(target_os = "macos") {
        return System::MacOs;
    }
    if cfg!(windows) {
        return System::Windows;
    }
    std::fs::read_to_string("/etc/os-release").map_or(System::Other, |text| linux_system(&text))
}

fn is_here(probe: Probe) -> bool {
    match probe {
        Probe::Program(names) => names.iter().any(|name| process::find(name).is_some()),
        Probe::Library(name) => text(Command::new("pkg-config").args(["--exists", name])).is_some(),
        Probe::Node => {
            text(Command::new("node").arg("--version")).is_some_and(|version| takes_vite(&version))
        }
        Probe::Browser => browser().is_some(),
        Probe::BrowserDriver => browser_driver().is_some(),
        Probe::Wine => wine().is_some(),
        Probe::XcodeTools => text(Command::new("xcode-select").arg("-p")).is_some(),
    }
}

/// Vite 8 says `^20.19.0 || >=22.12.0`.
fn takes_vite(version: &str) -> bool {
    let mut numbers = version.trim().trim_start_matches('v').split('.').map(|part| part.parse().unwrap_or(0));
    let version: (u32, u32) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    ((20, 19)..(21, 0)).contains(&version) || version >= (22, 12)
}

fn browser() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
    let places = [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    ];
    first_of(&names, &places)
}

fn browser_driver() -> Option<PathBuf> {
    let places = ["/usr/lib/chromium-browser/chromedriver", "/usr/lib64/chromium-browser/chromedriver"];
    first_of(&["chromedriver", "chromium.chromedriver"], &places)
}

fn first_of(programs: &[&str], places: &[&str]) -> Option<PathBuf> {
    let in_path = programs.iter().find_map(|name| process::find(name));
    in_path.or_else(|| places.iter().map(PathBuf::from).find(|place| place.is_file()))
}

/// tauri-driver, which the tour drives the app by.
fn tauri_driver() -> Outcome<PathBuf> {
    cargo_program("tauri-driver", TAURI_DRIVER)
}

/// cargo-deny, which checks licences, bans and sources of crates.
pub fn cargo_deny() -> Outcome<PathBuf> {
    cargo_program("cargo-deny", CARGO_DENY)
}

/// cargo-about, which collects licence texts of crates.
pub fn cargo_about() -> Outcome<PathBuf> {
    cargo_program("cargo-about", CARGO_ABOUT)
}

/// A program from the registry of crates, installed among the build's own files when it is nowhere else.
fn cargo_program(name: &str, version: &str) -> Outcome<PathBuf> {
    let tools = workspace::target().join("tools");
    let ours = tools.join("bin").join(name);
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")));
    let cargos = home.map(|home| home.join("bin").join(name));
    let found = [Some(ours.clone()), process::find(name), cargos].into_iter().flatten();
    if let Some(found) = found.into_iter().find(|path| path.is_file()) {
        return Ok(found);
    }
    eprintln!("Installing {name} {version} into {}", tools.display());
    let mut cargo = process::cargo();
    cargo.args(["install", name, "--version", version, "--locked", "--root"]).arg(&tools);
    process::run(cargo)?;
    Ok(ours)
}

/// What it printed, when it succeeded. A program that is not there is a failure like any other.
fn text(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn names(needs: &[&Need]) -> String {
    needs.iter().map(|need| need.name).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_is_taken_in_the_versions_that_vite_takes() {
        for version in ["v20.19.0\n", "v20.20.2", "v22.12.0", "v24.1.0"] {
            assert!(takes_vite(version), "{version}");
        }
        for version in ["v18.20.4", "v20.18.3", "v21.7.0", "v22.11.0", "nonsense", ""] {
            assert!(!takes_vite(version), "{version}");
        }
    }
}
