//! Python with the packages that these tests need, in an environment of its own in Cargo's target folder.

use std::{
    env::consts::EXE_SUFFIX,
    fs,
    path::{Path, PathBuf},
    process::Stdio,
};

use tokio::{process::Command, sync::OnceCell};

const REQUIREMENTS: &str = include_str!("../../python/requirements.txt");

/// A script of these tests.
pub async fn script(name: &str) -> Command {
    static PYTHON: OnceCell<PathBuf> = OnceCell::const_new();
    let python = PYTHON.get_or_init(install).await;
    let mut command = Command::new(python);
    command.arg(fs::canonicalize("python").expect("the folder of the scripts").join(name));
    command.kill_on_drop(true).stdin(Stdio::piped()).stdout(Stdio::piped());
    command
}

/// Installs the listed packages, unless they are installed.
async fn install() -> PathBuf {
    let this = std::env::current_exe().expect("a test binary");
    let target = this.ancestors().nth(3).expect("tests lie in deps of a profile's folder");
    let environment = target.join("tools/python");
    let programs = environment.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let python = programs.join(format!("python{EXE_SUFFIX}"));
    let installed = environment.join("installed.txt");
    if fs::read_to_string(&installed).is_ok_and(|installed| installed == REQUIREMENTS) {
        return python;
    }
    let system = if cfg!(windows) { "python" } else { "python3" };
    let mut make = Command::new(system);
    make.args(["-m", "venv", "--clear"]).arg(&environment);
    run(make, "Python 3.10 or newer with venv is needed").await;
    let mut fill = Command::new(&python);
    fill.args(["-m", "pip", "install", "--quiet", "--requirement"]);
    fill.arg(fs::canonicalize(Path::new("python/requirements.txt")).expect("the list"));
    run(fill, "the packages of tests/acceptance/python could not be installed").await;
    fs::write(installed, REQUIREMENTS).expect("a note of what is installed");
    python
}

async fn run(mut command: Command, needed: &str) {
    let status = command.stdout(Stdio::null()).status().await;
    assert!(status.is_ok_and(|status| status.success()), "{needed}");
}
