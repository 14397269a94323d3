//! `gander` as a process that may die.

use std::{
    os::unix::process::ExitStatusExt,
    process::{ExitStatus, Stdio},
    time::Duration,
};

use acceptance::Outcome;
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    process::{Child, ChildStdout, Command},
    sync::watch,
    task::JoinHandle,
    time::timeout,
};

/// A limit far above the duration of any step here.
pub const PATIENCE: Duration = Duration::from_secs(30);
const SIGKILL: i32 = 9;

/// A process under way.
pub struct Running {
    child: Child,
    stdout: BufReader<ChildStdout>,
    stderr: JoinHandle<()>,
    said: watch::Receiver<String>,
}

/// A process that has ended.
#[derive(Debug)]
pub struct Ended {
    status: ExitStatus,
    pub stdout: String,
    pub stderr: String,
}

impl Running {
    pub async fn start(mut command: Command, input: &str) -> Outcome<Self> {
        command.kill_on_drop(true).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn()?;
        if let Some(mut stdin) = child.stdin.take() {
            // A process that has died already does not read.
            let _ = stdin.write_all(input.as_bytes()).await;
        }
        let stdout = BufReader::new(child.stdout.take().ok_or("no standard output")?);
        let mut lines = BufReader::new(child.stderr.take().ok_or("no standard error")?).lines();
        let (heard, said) = watch::channel(String::new());
        let stderr = tokio::spawn(async move {
            while let Ok(Some(line)) = lines.next_line().await {
                heard.send_modify(|said| said.extend([line.as_str(), "\n"]));
            }
        });
        Ok(Self { child, stdout, stderr, said })
    }

    /// The next line of standard output; empty at its end.
    pub async fn line(&mut self) -> Outcome<String> {
        let mut line = String::new();
        timeout(PATIENCE, self.stdout.read_line(&mut line)).await??;
        Ok(line.trim().to_owned())
    }

    /// Waits until standard error contains these words.
    pub async fn says(&mut self, words: &str) -> Outcome {
        let heard = timeout(PATIENCE, self.said.wait_for(|said| said.contains(words))).await;
        if matches!(heard, Ok(Ok(_))) {
            return Ok(());
        }
        drop(heard);
        Err(format!("it never said \"{words}\", but: {}", self.said()).into())
    }

    pub fn said(&self) -> String {
        self.said.borrow().clone()
    }

    pub async fn terminate(&self) -> Outcome {
        if let Some(id) = self.child.id() {
            Command::new("kill").arg(id.to_string()).status().await?;
        }
        Ok(())
    }

    pub async fn end(mut self) -> Outcome<Ended> {
        let mut stdout = String::new();
        let ended = async {
            let _ = self.stdout.read_to_string(&mut stdout).await;
            self.child.wait().await
        };
        let status = timeout(PATIENCE, ended).await.map_err(|_| "it did not end")??;
        self.stderr.await?;
        let stderr = self.said.borrow().clone();
        Ok(Ended { status, stdout, stderr })
    }
}

impl Ended {
    pub fn code(&self) -> Option<i32> {
        self.status.code()
    }

    /// Tells whether it ended as if by `kill -9`.
    pub fn was_killed(&self) -> bool {
        self.status.signal() == Some(SIGKILL)
    }

    /// Fails unless it ended with this code.
    pub fn with(self, code: i32, what: &str) -> Outcome<Self> {
        if self.code() == Some(code) {
            return Ok(self);
        }
        Err(format!("{what} ended with {}, not {code}: {}", self.status, self.stderr.trim()).into())
    }
}
