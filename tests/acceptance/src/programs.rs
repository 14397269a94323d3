//! Programs that are started, waited for and always ended.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use crate::Outcome;

/// How long anything may take that a person would wait for.
pub const PATIENCE: Duration = Duration::from_secs(30);
/// Between two looks at something that is waited for.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// A program that ends with this value.
#[derive(Debug)]
pub struct Program {
    name: String,
    child: Child,
}

impl Program {
    /// Starts it, with what it says going to `log`.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start(command: &mut Command, log: &Path, input: Option<&str>) -> Outcome<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        let out = std::fs::File::create(log)?;
        command.stdout(out.try_clone()?).stderr(out);
        command.stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() });
        let mut child = command.spawn().map_err(|error| {
            format!("{name} could not be started: {error}; `cargo xtask setup` installs what is missing")
        })?;
        if let (Some(text), Some(mut stdin)) = (input, child.stdin.take()) {
            stdin.write_all(text.as_bytes())?;
        }
        Ok(Self { name, child })
    }

    /// Its process id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits for its end.
    ///
    /// # Errors
    /// When it does not end in time.
    pub async fn end(&mut self) -> Outcome<Option<i32>> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if let Some(status) = self.child.try_wait()? {
                return Ok(status.code());
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
        Err(format!("{} did not end", self.name).into())
    }

    /// Ends it at once, as a crash would.
    ///
    /// # Errors
    /// When it cannot be ended.
    pub fn kill(&mut self) -> Outcome {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Looks until there is something to see.
///
/// # Errors
/// When there is nothing in time; it says what was waited for.
pub async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> Outcome<T> {
    let start = Instant::now();
    loop {
        if let Some(seen) = look().await {
            return Ok(seen);
        }
        if start.elapsed() > PATIENCE {
            return Err(format!("waited {} s in vain for {what}", PATIENCE.as_secs()).into());
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}

/// A binary of this workspace, which lies beside the one that runs.
///
/// # Errors
/// When it was not built.
pub fn ours(name: &str) -> Outcome<PathBuf> {
    let mut dir = std::env::current_exe()?;
    dir.pop();
    let path = dir.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    if path.is_file() {
        Ok(path)
    } else {
        Err(format!("{} is not there; build it first", path.display()).into())
    }
}

/// A free port, for a program that wants to be told one.
///
/// # Errors
/// When there is none.
pub fn free_port() -> Outcome<u16> {
    Ok(std::net::TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
