//! Gander's files on the device belong to the person alone, and it leaves no core dump.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use simnet::Network;

use crate::support::{Bench, Running, until};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).map_or(0, |metadata| metadata.permissions().mode() & 0o777)
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// The folder and everything in it.
fn everything(dir: &Path) -> Vec<PathBuf> {
    let mut all = vec![dir.to_owned()];
    for entry in fs::read_dir(dir).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() { all.extend(everything(&path)) } else { all.push(path) }
    }
    all
}

fn assert_the_persons_alone(bench: &Bench) {
    for path in everything(&bench.data_dir()) {
        assert_eq!(mode(&path) & 0o077, 0, "{} has mode {:o}", path.display(), mode(&path));
    }
}

#[tokio::test]
async fn every_file_is_the_persons_alone_from_the_first_process_on() {
    let bench = Bench::start().await;
    fs::create_dir(bench.data_dir()).unwrap();
    set_mode(&bench.data_dir(), 0o755);
    let mut first = Running::start(bench.command(&["run", "--headless"]));
    first.says("Gander keeps your connections").await;
    // The first process has the database open, and the second writes.
    bench.gander_adds(Network::X).await;
    for beside in ["gander.db-wal", "gander.db-shm", "lead.lock", "changed"] {
        assert!(bench.data_dir().join(beside).exists(), "{beside}");
    }
    assert_the_persons_alone(&bench);
    first.terminate().await;
    assert_eq!(first.end().await.code, 0);
}

#[tokio::test]
async fn what_an_older_gander_left_open_to_others_is_closed() {
    let bench = Bench::start().await;
    let id = bench.gander_adds(Network::X).await;
    // A process that was killed leaves the files beside the database.
    let mut killed = Running::start(bench.command(&["run", "--headless"]));
    killed.says("Gander keeps your connections").await;
    bench.gander(&["check", &id]).await;
    killed.kill().await;
    set_mode(&bench.data_dir(), 0o755);
    for beside in ["gander.db", "gander.db-wal", "gander.db-shm"] {
        set_mode(&bench.data_dir().join(beside), 0o644);
    }
    let mut next = Running::start(bench.command(&["run", "--headless"]));
    next.says("Gander keeps your connections").await;
    for beside in ["", "gander.db", "gander.db-wal", "gander.db-shm"] {
        let path = bench.data_dir().join(beside);
        assert_eq!(mode(&path) & 0o077, 0, "{} has mode {:o}", path.display(), mode(&path));
    }
    next.terminate().await;
    assert_eq!(next.end().await.code, 0);
}

#[tokio::test]
async fn a_folder_that_others_may_write_to_is_refused_and_nothing_is_made_in_it() {
    let bench = Bench::start().await;
    fs::create_dir(bench.data_dir()).unwrap();
    fs::write(bench.data_dir().join("letter"), "Dear Dana").unwrap();
    set_mode(&bench.data_dir(), 0o777);
    let ran = bench.gander(&["connect", "x", "--print-url"]).await;
    let sentence = format!(
        "gander: other users of this device may write to {}; close it to them with `chmod go-w`, or choose a folder of \
         your own with --data-dir\n",
        bench.data_dir().display()
    );
    assert_eq!((ran.code, ran.stderr.as_str()), (1, sentence.as_str()), "{ran:?}");
    assert_eq!(everything(&bench.data_dir()).len(), 2);
    // The test follows the sentence: the folder may then be readable, and Gander's files may not.
    set_mode(&bench.data_dir(), 0o755);
    bench.gander_adds(Network::X).await;
    assert_eq!(mode(&bench.data_dir()), 0o755, "a folder with other things is left as it is");
    for path in everything(&bench.data_dir()).iter().skip(1).filter(|path| !path.ends_with("letter")) {
        assert_eq!(mode(path) & 0o077, 0, "{} has mode {:o}", path.display(), mode(path));
    }
}

#[tokio::test]
async fn a_key_file_that_a_group_may_read_is_refused() {
    let bench = Bench::start().await;
    let id = bench.gander_adds(Network::X).await;
    set_mode(&bench.key_file(), 0o640);
    let ran = bench.gander(&["check", &id]).await;
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.stderr.contains("gander: the key file cannot be used") && ran.stderr.contains("yours alone"),
        "{ran:?}"
    );
    set_mode(&bench.key_file(), 0o600);
    assert_eq!(bench.gander(&["check", &id]).await.code, 0);
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_process_that_dies_leaves_no_core_dump() {
    use std::os::unix::process::ExitStatusExt;

    use tokio::process::Command;

    async fn aborts(mut child: tokio::process::Child) -> std::process::ExitStatus {
        let process = child.id().unwrap().to_string();
        let sent = Command::new("kill").args(["-ABRT", &process]).status().await;
        assert!(sent.unwrap().success());
        child.wait().await.unwrap()
    }

    /// A command with the highest limit that this process may have.
    fn unlimited(command: &Command) -> Command {
        let mut unlimited = Command::new("sh");
        unlimited.args(["-c", "ulimit -c $(ulimit -H -c); exec \"$@\"", "sh"]);
        unlimited.arg(command.as_std().get_program()).args(command.as_std().get_args());
        unlimited.kill_on_drop(true).stderr(std::process::Stdio::null());
        unlimited
    }

    let bench = Bench::start().await;
    for arguments in [["run", "--headless"].as_slice(), &["connect", "x", "--print-url"]] {
        let mut command = unlimited(&bench.command(arguments));
        let child = command.current_dir(bench.folder()).spawn().unwrap();
        let process = child.id().unwrap();
        let limit = until("a limit to core dumps", async || {
            let limits = fs::read_to_string(format!("/proc/{process}/limits")).ok()?;
            let line = limits.lines().find_map(|line| line.strip_prefix("Max core file size"))?.to_owned();
            let mut sizes = line.split_whitespace().map(str::to_owned);
            let sizes = (sizes.next()?, sizes.next()?);
            // Gander's limit replaces the shell's a moment after the start.
            (sizes.0 == "1").then_some(sizes)
        })
        .await;
        assert_eq!(limit.1, "1", "nothing in the process can raise it");
        let status = aborts(child).await;
        assert!(!status.core_dumped(), "{status:?}");
    }
    let left = fs::read_dir(bench.folder()).unwrap().flatten().map(|entry| entry.file_name());
    assert_eq!(left.filter(|name| name.to_string_lossy().starts_with("core")).count(), 0);
}
