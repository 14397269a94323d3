//! `cargo xtask test`: runs every lane in order and counts the passed tests.

mod count;
mod failure;

use std::process::Command;
use std::time::{Duration, Instant};

use crate::{
    Outcome, build, crash, demo, faults, notices, package, platforms, process, setup, ui, workspace,
};

pub use count::{Count, from_test_results};

/// The result of a lane.
enum Ran {
    /// The lane ran: its success, its tests, and its printed text.
    Done(bool, Count, String),
    Skipped(&'static str),
}

struct Lane {
    name: &'static str,
    run: fn() -> Outcome<Ran>,
}

/// Cheap lanes come first, so that failures show early.
const LANES: &[Lane] = &[
    Lane { name: "format", run: format },
    Lane { name: "ui-check", run: ui_check },
    Lane { name: "ui-tests", run: ui_tests },
    Lane { name: "lints", run: lints },
    Lane { name: "rust", run: rust },
    Lane { name: "faults", run: fault_matrix },
    Lane { name: "crash", run: crash_matrix },
    Lane { name: "tour", run: tour },
    Lane { name: "package", run: installed },
    Lane { name: "platforms", run: other_platforms },
];

/// Runs every lane, or only the named ones.
pub fn run(names: &[String]) -> Outcome {
    if let Some(unknown) = names.iter().find(|name| !LANES.iter().any(|lane| lane.name == **name)) {
        let known = LANES.iter().map(|lane| lane.name).collect::<Vec<_>>().join(", ");
        return Err(format!("there is no lane '{unknown}'; the lanes are {known}").into());
    }

    let mut sum = Count::default();
    let mut summary = Vec::new();
    let mut failures = Vec::new();
    for lane in LANES.iter().filter(|lane| names.is_empty() || names.iter().any(|name| name == lane.name)) {
        println!("=== {} ===", lane.name);
        let start = Instant::now();
        let Verdict { told, count, text } = judge((lane.run)());
        if count.failed > 0 {
            failures.push(format!("--- {} ---\n{}\n", lane.name, failure::excerpt(&text).join("\n")));
        }
        sum += count;
        let line = line(lane.name, &told, count, start.elapsed());
        println!("=== {line}\n");
        summary.push(line);
    }

    // The failures are repeated here, because they have scrolled far up.
    for failure in &failures {
        println!("{failure}");
    }
    println!("{}", summary.join("\n"));
    println!("{} passed, {} failed", sum.passed, sum.failed);
    // The count must stay the last line, so nothing more is said here.
    if sum.failed > 0 { std::process::exit(1) } else { Ok(()) }
}

/// The report on one lane.
struct Verdict {
    told: String,
    count: Count,
    /// The printed text, or the reason why the lane could not run.
    text: String,
}

/// A lane that did not succeed counts as a failure even without a failed test, so that a run never looks complete when
/// a part of it is missing.
fn judge(outcome: Outcome<Ran>) -> Verdict {
    let (told, count, text) = match outcome {
        Ok(Ran::Done(true, count, text)) if count.failed == 0 => ("passed".to_owned(), count, text),
        Ok(Ran::Done(_, count, text)) => {
            ("FAILED".to_owned(), Count { failed: count.failed.max(1), ..count }, text)
        }
        Ok(Ran::Skipped(why)) => (format!("skipped: {why}"), Count::default(), String::new()),
        Err(error) => (format!("FAILED: {error}"), Count { passed: 0, failed: 1 }, error.to_string()),
    };
    Verdict { told, count, text }
}

fn line(name: &str, told: &str, count: Count, time: Duration) -> String {
    let seconds = time.as_secs_f64();
    if count == Count::default() {
        return format!("{name}: {told} ({seconds:.1} s)");
    }
    format!("{name}: {told}, {} passed, {} failed ({seconds:.1} s)", count.passed, count.failed)
}

fn format() -> Outcome<Ran> {
    plain(process::cargo(), &["fmt", "--all", "--check"])
}

fn ui_check() -> Outcome<Ran> {
    ui::install()?;
    plain(ui::npm(&[]), &["run", "--silent", "check"])
}

fn ui_tests() -> Outcome<Ran> {
    let browser = setup::for_ui_tests()?;
    ui::install()?;
    let report = workspace::target().join("vitest.json");
    // If vitest dies early, an old report must not pass for a new one.
    let _ = std::fs::remove_file(&report);
    let mut npm = ui::npm(&["run", "--silent", "test", "--", "--reporter=default", "--reporter=json"]);
    npm.arg(format!("--outputFile.json={}", report.display())).env("CHROMIUM_PATH", browser);
    let (succeeded, text) = process::watch(npm)?;
    let report = std::fs::read_to_string(&report).map_err(|_| "vitest left no report")?;
    let count = count::from_vitest(&report).ok_or("the report of vitest could not be read")?;
    Ok(Ran::Done(succeeded, count, text))
}

fn lints() -> Outcome<Ran> {
    setup::for_building()?;
    // The shell embeds the UI and does not compile without it.
    ui::build()?;
    let clippy = ["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"];
    let linted = plain(process::cargo(), &clippy)?;
    if !matches!(linted, Ran::Done(true, ..)) {
        return Ok(linted);
    }
    notices::check()?;
    // cargo-deny reads the crates of every system, and a build has fetched those of this one.
    let mut fetch = process::cargo();
    fetch.args(["fetch", "--locked", "--quiet"]);
    process::run(fetch)?;
    let mut deny = Command::new(setup::cargo_deny()?);
    deny.current_dir(workspace::root());
    // Advisories need an online database; the CI workflow checks them.
    plain(deny, &["--offline", "--config", ".deny.toml", "check", "licenses", "bans", "sources"])
}

fn rust() -> Outcome<Ran> {
    // The acceptance suites start the real binaries.
    build::debug()?;
    ui::install_in(&workspace::root().join("tests/acceptance/oidc"))?;
    let browser_driver = setup::for_meeting_others()?;
    let mut cargo = process::cargo();
    process::let_find(&mut cargo, &[&browser_driver])?;
    cargo.args(["test", "--workspace", "--no-fail-fast"]);
    counted(cargo)
}

/// Runs each fault at each stage of one network; `cargo xtask faults` runs it at all networks.
fn fault_matrix() -> Outcome<Ran> {
    counted(faults::command("covering")?)
}

fn crash_matrix() -> Outcome<Ran> {
    if !cfg!(target_os = "linux") {
        return Ok(Ran::Skipped("the crash points are compiled in on Linux alone"));
    }
    counted(crash::command("")?)
}

fn tour() -> Outcome<Ran> {
    if !cfg!(target_os = "linux") {
        return Ok(Ran::Skipped("it drives the app through WebKitGTK's WebDriver, which is on Linux alone"));
    }
    // Builds again, because the tests leave binaries with test features.
    build::debug()?;
    counted(demo::tour_command()?)
}

/// Installs the package in a clean system, and takes the tour from there.
fn installed() -> Outcome<Ran> {
    if let Some(why) = package::why_not() {
        return Ok(Ran::Skipped(why));
    }
    let (succeeded, count, text) = package::lane()?;
    Ok(Ran::Done(succeeded, count, text))
}

fn other_platforms() -> Outcome<Ran> {
    if !cfg!(target_os = "linux") {
        return Ok(Ran::Skipped("it needs mingw and Wine, which are tried on Linux alone"));
    }
    let (succeeded, count, text) = platforms::run()?;
    Ok(Ran::Done(succeeded, count, text))
}

/// Runs a command that prints results in the format of Rust's tests.
fn counted(command: Command) -> Outcome<Ran> {
    let (succeeded, text) = process::watch(command)?;
    Ok(Ran::Done(succeeded, from_test_results(&text), text))
}

fn plain(mut command: Command, arguments: &[&str]) -> Outcome<Ran> {
    command.args(arguments);
    let (succeeded, text) = process::watch(command)?;
    Ok(Ran::Done(succeeded, Count::default(), text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lane_that_could_not_run_is_a_failure() {
        let verdict = judge(Err("no compiler".into()));
        assert_eq!(
            (verdict.told.as_str(), verdict.count),
            ("FAILED: no compiler", Count { passed: 0, failed: 1 })
        );
        assert_eq!(verdict.text, "no compiler");
    }

    #[test]
    fn a_lane_that_failed_without_a_failed_test_is_a_failure() {
        let verdict = judge(Ok(Ran::Done(false, Count { passed: 7, failed: 0 }, String::new())));
        assert_eq!(verdict.count, Count { passed: 7, failed: 1 });
    }

    #[test]
    fn a_skipped_lane_says_why_and_counts_nothing() {
        let verdict = judge(Ok(Ran::Skipped("not on this system")));
        assert_eq!((verdict.told.as_str(), verdict.count), ("skipped: not on this system", Count::default()));
    }
}
