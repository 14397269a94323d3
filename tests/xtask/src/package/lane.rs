//! The lane `package`: installs the package for Debian in a clean system, takes the tour there from `/usr/bin`, upgrades
//! and removes it.
//!
//! The tour, its drivers, its display and its browser stay outside. So the clean system holds Gander, the packages that
//! Gander names, and nothing else.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::release::Release;
use super::root::{self, Root};
use super::{deb, findings};
use crate::test::{Count, from_test_results};
use crate::{Outcome, build, demo, process, setup, workspace};

/// The variable that names the folder of the programs under test.
const PROGRAMS: &str = "GANDER_TOUR_PROGRAMS";
const APT: [&str; 7] = [
    "apt-get",
    "--yes",
    "--quiet",
    "--option=APT::Keep-Downloaded-Packages=true",
    "--option=APT::Sandbox::User=root",
    // The root is deleted afterwards, so it need not survive a loss of power.
    "--option=DPkg::Options::=--force-unsafe-io",
    "--option=Dpkg::Use-Pty=0",
];

/// Tells why the lane cannot run on this machine. `None` if it can.
pub fn why_not() -> Option<&'static str> {
    root::why_not()
}

/// Runs the lane. Returns its success, the count of its tests and its printed text.
pub fn run() -> Outcome<(bool, Count, String)> {
    setup::for_packages()?;
    setup::for_package_checks()?;
    let tour = demo::tour_command()?;
    // Built for development, in the folder of the other lanes. `cargo xtask package` builds for release.
    build::debug()?;
    let out = workspace::target().join("package/made");
    let release = Release::of_the_checkout()?;
    let newer = Release::of_the_checkout()?.followed();
    let next = deb::make(&out, "debug", &newer, deb::Compression::Fast)?;
    // Comes last, because the check reads the folder that it leaves.
    let package = deb::make(&out, "debug", &release, deb::Compression::Fast)?;

    let mut lane = Lane { root: Root::fresh()?, out, count: Count::default(), text: String::new() };
    let faults = findings(std::slice::from_ref(&package))?;
    lane.passed("Debian's tools find no fault in the package", faults.is_empty(), &faults.join("\n"));
    // The tour needs the installation, and the rest needs the accounts of the tour.
    if lane.install(&package)? && lane.tour(&tour)? {
        lane.upgrade_and_remove(&package, &next)?;
    }
    Ok((lane.count.failed == 0, lane.count, lane.text))
}

struct Lane {
    root: Root,
    /// The folder of the packages.
    out: PathBuf,
    count: Count,
    text: String,
}

impl Lane {
    /// Tells whether the package is installed.
    fn install(&mut self, package: &Path) -> Outcome<bool> {
        let name = "the packages that it names are all that it needs";
        let (mut installed, mut printed) =
            self.apt(&["install", "--no-install-recommends"], Some(package))?;
        if !installed {
            // The distribution has replaced a package since the root was made.
            self.apt(&["update"], None)?;
            (installed, printed) = self.apt(&["install", "--no-install-recommends"], Some(package))?;
        }
        self.passed(name, installed, &printed);
        if !installed {
            return Ok(false);
        }
        let (ran, version) = self.inside(&["gander", "--version"])?;
        let wanted = concat!("gander ", env!("CARGO_PKG_VERSION"));
        self.passed("the command line runs", ran && version.trim() == wanted, &version);
        let (whole, printed) = self.inside(&["dpkg", "--verify", "gander"])?;
        self.passed("each file is as the package has it", whole && printed.trim().is_empty(), &printed);
        let (known, printed) =
            self.inside(&["grep", "x-gander+toml:gander.toml", "/usr/share/mime/globs2"])?;
        self.passed("the system knows the type of gander.toml", known, &printed);
        Ok(true)
    }

    /// Runs the tour outside, with programs that enter the root. Tells whether it succeeded.
    fn tour(&mut self, tour: &Command) -> Outcome<bool> {
        let data = self.data();
        if self.person().exists() {
            fs::remove_dir_all(self.person())?;
        }
        fs::create_dir_all(&data)?;
        let programs = self.out.join("bin");
        fs::create_dir_all(&programs)?;
        for name in ["gander", "gander-app"] {
            let script =
                format!("#!/bin/sh\nexec chroot '{}' /usr/bin/{name} \"$@\"\n", self.root.path().display());
            let file = programs.join(name);
            fs::write(&file, script)?;
            fs::set_permissions(&file, fs::Permissions::from_mode(0o755))?;
        }
        let mut command = self.root.outside(&[&self.person()])?;
        command.arg(tour.get_program()).arg(workspace::results("tour-installed")).arg(&data);
        command.current_dir(workspace::root()).env(PROGRAMS, &programs);
        for (name, value) in tour.get_envs() {
            if let Some(value) = value {
                command.env(name, value);
            }
        }
        let (succeeded, text) = process::watch(command)?;
        let count = from_test_results(&text);
        self.count += count;
        self.text.push_str(&text);
        if !succeeded && count.failed == 0 {
            self.passed("the tour from /usr/bin", false, "the tour ended early");
        }
        Ok(succeeded)
    }

    fn upgrade_and_remove(&mut self, package: &Path, next: &Path) -> Outcome {
        let before = self.status()?;
        let accounts = before.matches("\"username\"").count();
        self.passed("the tour leaves accounts behind", accounts >= 4, &before);

        let mut running = self.root.command(&[&self.person()])?;
        running.args(["gander", "run", "--headless"]).env("HOME", self.person());
        process::mark(&mut running);
        let mut running = process::Running::start(running)?;
        let (upgraded, printed) = self.apt(&["install", "--no-install-recommends"], Some(next))?;
        self.passed(
            "a newer package takes its place",
            upgraded && printed.contains("Unpacking gander"),
            &printed,
        );
        self.passed("a running Gander outlives the upgrade", !running.ended(), "");
        drop(running);
        process::end_leftovers();
        let after = self.status()?;
        self.passed("the upgrade keeps all accounts", after == before, &after);

        let (removed, printed) = self.apt(&["remove"], None)?;
        let told = printed.contains("~/.local/share/gander");
        self.passed("the removal says where the data lies", removed && told, &printed);
        let left = fs::read_dir(self.data())?.count();
        let gone = !self.root.path().join("usr/bin/gander").exists();
        self.passed("the removal takes the programs and leaves the data", gone && left > 0, "");
        let (again, printed) = self.apt(&["install", "--no-install-recommends"], Some(package))?;
        self.passed("a later installation succeeds", again, &printed);
        let status = self.status()?;
        self.passed("a later installation finds all accounts", status == before, &status);
        Ok(())
    }

    /// The home of the person in the clean system.
    fn person(&self) -> PathBuf {
        self.out.join("person")
    }

    /// The usual place of the data in that home.
    fn data(&self) -> PathBuf {
        self.person().join(".local/share/gander")
    }

    fn status(&self) -> Outcome<String> {
        let mut command = self.root.command(&[&self.person()])?;
        command.args(["gander", "status", "--json"]).env("HOME", self.person()).env_remove("XDG_DATA_HOME");
        let output = command.output()?;
        Ok(String::from_utf8(output.stdout)?)
    }

    fn apt(&self, words: &[&str], package: Option<&Path>) -> Outcome<(bool, String)> {
        let mut command = self.root.command(&[&self.out])?;
        command.args(APT).args(words);
        match package {
            Some(package) => command.arg(package),
            None if words == ["remove"] => command.arg("gander"),
            None => &mut command,
        };
        process::watch(command)
    }

    fn inside(&self, words: &[&str]) -> Outcome<(bool, String)> {
        let mut command = self.root.command(&[])?;
        command.args(words);
        process::watch(command)
    }

    fn passed(&mut self, what: &str, passed: bool, details: &str) {
        let line = format!("{} {what}\n", if passed { "✓" } else { "✗" });
        print!("{line}");
        self.text.push_str(&line);
        if !passed {
            self.text.push_str(details);
            self.text.push('\n');
        }
        self.count += Count { passed: u64::from(passed), failed: u64::from(!passed) };
    }
}
