//! The command line as a child process.

use std::{
    path::{Path, PathBuf},
    process::{ExitStatus, Stdio},
};

use simnet::{Consent, Network, browse_and_deliver};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    process::{Child, ChildStdin, Command},
    task::JoinHandle,
};

use super::{bench::Bench, home::PASSWORD, wait::within};

/// The result of a command.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

/// A command under way.
pub struct Running {
    child: Child,
    stdin: Option<ChildStdin>,
    stdout: BufReader<tokio::process::ChildStdout>,
    stderr: JoinHandle<String>,
    said: tokio::sync::watch::Receiver<String>,
    read: String,
}

/// Starts the child. Wine sometimes refuses a start with `ERROR_INTERNAL_ERROR` while many processes start at once.
/// Nothing has run then, so the start is repeated.
fn spawn(command: &mut Command) -> Child {
    const WINE_WAS_BUSY: i32 = 1359;
    let mut starts_left = 5;
    loop {
        starts_left -= 1;
        match command.spawn() {
            Err(error) if cfg!(windows) && starts_left > 0 && error.raw_os_error() == Some(WINE_WAS_BUSY) => {
            }
            child => return child.expect("a child process"),
        }
    }
}

/// The binary that was built for this target directory.
pub fn binary() -> PathBuf {
    built("gander", "cargo build -p gander")
}

/// An example program of the keeper that was built for this target directory.
pub fn example(name: &str) -> PathBuf {
    built(&format!("examples/{name}"), "cargo build -p keeper --examples")
}

fn built(name: &str, how: &str) -> PathBuf {
    let this = std::env::current_exe().expect("a test binary");
    let profile = this.parent().and_then(Path::parent).expect("tests lie in deps of a profile's folder");
    let path = profile.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(path.exists(), "{} is not built; run `{how}` first", path.display());
    path
}

/// Sends SIGTERM.
pub async fn terminate(process: u32) {
    let sent = Command::new("kill").arg("-TERM").arg(process.to_string()).status().await;
    assert!(sent.is_ok_and(|status| status.success()), "process {process} could not be told to stop");
}

impl Bench {
    /// A command with this bench's folders. It sees no display, bus or home of this machine.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.bare_command();
        command.arg("--data-dir").arg(self.data_dir());
        command.arg("--networks").arg(self.networks_dir());
        command.arg("--key-file").arg(self.key_file());
        command.args(arguments);
        command
    }

    /// A command without any argument.
    pub fn bare_command(&self) -> Command {
        let mut command = Command::new(binary());
        command.env_clear().env("HOME", self.path("home"));
        // Some systems start no process without these variables.
        for name in ["PATH", "SYSTEMROOT", "TMPDIR"] {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        command
    }

    /// Runs a command to its end.
    pub async fn gander(&self, arguments: &[&str]) -> Ran {
        Running::start(self.command(arguments)).end().await
    }

    /// Runs a command with this text as standard input.
    pub async fn gander_reads(&self, arguments: &[&str], input: impl AsRef<[u8]>) -> Ran {
        let mut running = Running::start(self.command(arguments));
        running.write(input).await;
        running.end().await
    }

    /// Stores the app keys of a network.
    pub async fn set_keys(&self, network: Network) {
        let (id, client_id) = (network.id(), network.client_id());
        let arguments = ["app", "set", id, "--client-id", &client_id, "--client-secret-stdin"];
        let ran = self.gander_reads(&arguments, simnet::CLIENT_SECRET).await;
        assert_eq!(ran.code, 0, "{ran:?}");
    }

    /// Adds Dana's account with the command line. Returns its id.
    pub async fn gander_adds(&self, network: Network) -> String {
        let ran = self.gander_signs_in(&["connect", network.id(), "--print-url"], "danar", PASSWORD).await;
        assert_eq!(ran.code, 0, "{ran:?}");
        let line = ran.stdout.lines().last().unwrap_or_default();
        line.split('\t').next().unwrap_or_default().to_owned()
    }

    /// Runs a command that prints a login page's address, and signs in there.
    pub async fn gander_signs_in(&self, arguments: &[&str], member: &str, password: &str) -> Ran {
        let mut running = Running::start(self.command(arguments));
        let url = running.line().await;
        browse_and_deliver(url.trim(), member, password, Consent::Allow).await.expect("a login");
        running.end().await
    }
}

impl Running {
    pub fn start(mut command: Command) -> Self {
        command.kill_on_drop(true).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = spawn(&mut command);
        let stdin = child.stdin.take();
        let stdout = BufReader::new(child.stdout.take().expect("stdout"));
        let mut stderr = BufReader::new(child.stderr.take().expect("stderr"));
        let (heard, said) = tokio::sync::watch::channel(String::new());
        let stderr = tokio::spawn(async move {
            let mut line = String::new();
            while stderr.read_line(&mut line).await.is_ok_and(|read| read > 0) {
                heard.send_modify(|said| said.push_str(&line));
                line.clear();
            }
            heard.borrow().clone()
        });
        Self { child, stdin, stdout, stderr, said, read: String::new() }
    }

    pub fn id(&self) -> u32 {
        self.child.id().expect("a process that runs")
    }

    /// Writes to standard input, and closes it.
    pub async fn write(&mut self, input: impl AsRef<[u8]>) {
        let mut stdin = self.stdin.take().expect("stdin");
        stdin.write_all(input.as_ref()).await.expect("stdin");
    }

    /// The next line of standard output.
    pub async fn line(&mut self) -> String {
        let mut line = String::new();
        within("a line of stdout", self.stdout.read_line(&mut line)).await.expect("stdout");
        if line.is_empty() {
            panic!("nothing on stdout; on stderr: {}", *self.said.borrow());
        }
        self.read.push_str(&line);
        line
    }

    /// Waits until standard error contains these words.
    pub async fn says(&mut self, words: &str) {
        let said = within(words, self.said.wait_for(|said| said.contains(words))).await.is_ok();
        assert!(said, "it never said \"{words}\", but: {}", *self.said.borrow());
    }

    /// Kills the process, as a crash would.
    pub async fn kill(mut self) {
        self.child.kill().await.expect("a process that could be killed");
    }

    pub async fn terminate(&self) {
        terminate(self.id()).await;
    }

    /// Waits for the end of the process.
    pub async fn end(mut self) -> Ran {
        drop(self.stdin.take());
        let mut rest = String::new();
        let ended = async {
            self.stdout.read_to_string(&mut rest).await.expect("text on stdout");
            self.child.wait().await.expect("an end")
        };
        let status: ExitStatus = within("the end of a command", ended).await;
        let stderr = within("the end of stderr", self.stderr).await.expect("stderr");
        Ran { code: status.code().unwrap_or(-1), stdout: self.read + rest.as_str(), stderr }
    }
}
