//! `cargo xtask fuzz [SECONDS] [TARGET...]`: runs each target under libFuzzer, starting from its corpora.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

use fuzz::{TARGET_VARIABLE, TARGETS, Target};

const SECONDS: u64 = 60;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<(), String> {
    let (seconds, names) = match arguments.split_first() {
        Some((first, rest)) if first.parse::<u64>().is_ok() => (first.parse().unwrap_or(SECONDS), rest),
        _ => (SECONDS, arguments),
    };
    if let Some(unknown) = names.iter().find(|name| !TARGETS.iter().any(|target| target.name == **name)) {
        let known = TARGETS.map(|target| target.name).join(", ");
        return Err(format!("there is no target `{unknown}`; there are {known}"));
    }
    let found = Command::new("cargo").args(["+nightly", "fuzz", "--version"]).output();
    if !found.is_ok_and(|output| output.status.success()) {
        return Err(
            "libFuzzer needs a nightly compiler and cargo-fuzz: `rustup toolchain install nightly` and \
                    `cargo install cargo-fuzz`. `cargo test -p fuzz` needs neither."
                .to_owned(),
        );
    }
    let package =
        env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).ok_or("run this by `cargo xtask fuzz`")?;
    let wanted = |target: &&Target| names.is_empty() || names.iter().any(|name| name == target.name);
    for target in TARGETS.iter().filter(wanted) {
        run_one(&package, target, seconds)?;
    }
    Ok(())
}

fn run_one(package: &Path, target: &Target, seconds: u64) -> Result<(), String> {
    // libFuzzer stores its own finds here; the checked-in corpus holds only inputs chosen by hand.
    let found = package.join("../../target/fuzz").join(target.name);
    let failures = package.join("../../target/fuzz-failures");
    for folder in [&found, &failures] {
        fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    println!("=== {} for {seconds} s ===", target.name);
    let mut fuzzer = Command::new("cargo");
    fuzzer.args(["+nightly", "fuzz", "run", "--fuzz-dir"]).arg(package.join("libfuzzer"));
    // The environment of `cargo xtask` selects the stable compiler.
    fuzzer.env_remove("CARGO").env_remove("RUSTUP_TOOLCHAIN").env(TARGET_VARIABLE, target.name);
    fuzzer.arg("target").arg(&found).args(target.corpora(package));
    fuzzer.args(["--", &format!("-max_total_time={seconds}"), "-timeout=5", "-rss_limit_mb=1024"]);
    fuzzer.args(["-max_len=65536", "-print_final_stats=1"]);
    fuzzer.arg(format!("-artifact_prefix={}/{}-", failures.display(), target.name));
    let status = fuzzer.status().map_err(|error| format!("cargo could not be started: {error}"))?;
    if status.success() {
        return Ok(());
    }
    Err(format!(
        "{} failed. If it broke a promise, the input is in target/fuzz-failures: mend it, then add the input to \
         tests/fuzz/corpus/{}",
        target.name, target.name
    ))
}
