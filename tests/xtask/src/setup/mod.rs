//! `cargo xtask setup`: installs missing programs with the system's package manager, where that is known and allowed.

mod packages;

use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::{Outcome, process, workspace};
use packages::{NEEDS, Need, Part, Probe, System, install_command, linux_system};

/// The tauri-driver version that the tour needs.
const TAURI_DRIVER: &str = "2.1.0";
/// The versions that `.deny.toml` and `.about.toml` need.
const CARGO_DENY: &str = "0.20.2";
const CARGO_ABOUT: &str = "0.9.3";
/// The version of cargo-mutants, which only `cargo xtask mutants` needs.
const CARGO_MUTANTS: &str = "27.1.0";

/// Installs the needs of all subcommands.
pub fn everything() -> Outcome {
    // Linux-only needs have no package on macOS and Windows, so `require` skips them there.
    require(&[
        Part::Ui,
        Part::App,
        Part::UiTests,
        Part::Elsewhere,
        Part::Session,
        Part::Tour,
        Part::Platforms,
        Part::Packages,
        Part::PackageChecks,
    ])?;
    if cfg!(target_os = "linux") {
        tauri_driver()?;
    }
    cargo_deny()?;
    println!("Everything is here.");
    Ok(())
}

/// Installs the needs of the UI build.
pub fn for_the_ui() -> Outcome {
    require(&[Part::Ui])
}

/// Installs the needs of the app build.
pub fn for_building() -> Outcome {
    require(&[Part::Ui, Part::App])
}

/// Installs the needs of the tests that use foreign programs. Returns the path of the browser's driver, which may be
/// outside `PATH`. The tests install their Python packages themselves.
pub fn for_meeting_others() -> Outcome<PathBuf> {
    require(&[Part::UiTests, Part::Elsewhere, Part::Session])?;
    browser_driver().ok_or_else(|| "no chromedriver was found".into())
}

/// Installs the needs of the crash matrix: a keyring that it can lock and kill.
pub fn for_crashing() -> Outcome {
    require(&[Part::Session])
}

/// Installs the needs of the UI tests. Returns the path of the browser.
pub fn for_ui_tests() -> Outcome<PathBuf> {
    require(&[Part::Ui, Part::UiTests])?;
    browser().ok_or_else(|| "no browser was found".into())
}

/// The drivers of the app and of the browser, which may be outside `PATH`.
pub struct Drivers {
    tauri_driver: PathBuf,
    browser_driver: PathBuf,
}

impl Drivers {
    /// Adds the drivers to a command's `PATH`.
    pub fn hand_to(&self, command: &mut Command) -> Outcome {
        process::let_find(command, &[&self.tauri_driver, &self.browser_driver])
    }
}

/// Installs the needs of the tour, which drives the real app.
pub fn for_the_tour() -> Outcome<Drivers> {
    let browser_driver = for_meeting_others()?;
    require(&[Part::Tour])?;
    Ok(Drivers { tauri_driver: tauri_driver()?, browser_driver })
}

/// Installs the needs of the packages.
#[cfg(target_os = "linux")]
pub fn for_packages() -> Outcome {
    require(&[Part::Packages])
}

/// Installs the tools that look at the packages, and the maker of clean systems.
#[cfg(target_os = "linux")]
pub fn for_package_checks() -> Outcome {
    require(&[Part::PackageChecks])
}

/// Installs the needs of the lane `platforms`: a C compiler for Windows, Wine, and Rust's libraries for these targets.
pub fn for_other_platforms(targets: &[&str]) -> Outcome {
    require(&[Part::App, Part::Platforms])?;
    let mut rustup = Command::new("rustup");
    // Runs in the checkout, where the person may have chosen a toolchain.
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

/// The path of 64-bit Wine, which Debian keeps outside `PATH`.
pub fn wine() -> Option<PathBuf> {
    first_of(&["wine64", "wine64-stable"], &["/usr/lib/wine/wine64", "/usr/lib/wine/wine64-stable"])
}

fn require(parts: &[Part]) -> Outcome {
    let system = system();
    let wanted = |need: &&Need| {
        // On an unknown system, everything but Apple's own tools may be needed.
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

/// The words before the package manager's command. `None` when running it is not allowed.
fn permission(system: System) -> Option<Vec<&'static str>> {
    match system {
        System::MacOs => process::find("brew").map(|_| Vec::new()),
        System::Windows => process::find("winget").map(|_| Vec::new()),
        System::Other => None,
        System::Debian | System::Ubuntu | System::Fedora => {
            if text(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0") {
                return Some(Vec::new());
            }
            // `-n` prevents a password prompt in the middle of a build.
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

/// Vite 8 requires `^20.19.0 || >=22.12.0`.
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

/// The path of tauri-driver, through which the tour drives the app.
fn tauri_driver() -> Outcome<PathBuf> {
    cargo_program("tauri-driver", TAURI_DRIVER)
}

/// The path of cargo-deny, which checks licences, bans and sources of crates.
pub fn cargo_deny() -> Outcome<PathBuf> {
    cargo_program("cargo-deny", CARGO_DENY)
}

/// The path of cargo-about, which collects licence texts of crates.
pub fn cargo_about() -> Outcome<PathBuf> {
    cargo_program("cargo-about", CARGO_ABOUT)
}

/// The path of cargo-mutants, which changes the product to try its tests.
pub fn cargo_mutants() -> Outcome<PathBuf> {
    cargo_program("cargo-mutants", CARGO_MUTANTS)
}

/// A program from crates.io. Installs it into the target directory when it is found nowhere.
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

/// The standard output of a successful command. `None` on failure, including a missing program.
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
