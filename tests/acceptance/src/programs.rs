//! Programs that are started, waited for and always ended.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use crate::Outcome;

/// The time limit of each step that a person would wait for.
pub const PATIENCE: Duration = Duration::from_secs(30);
/// The pause between two looks.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// A program that ends with this value.
#[derive(Debug)]
pub struct Program {
    name: String,
    child: Child,
}

impl Program {
    /// Starts a program and writes its output to `log`.
    ///
    /// # Errors
    /// When the program cannot be started.
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

    /// The process id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits for the end of the program.
    ///
    /// # Errors
    /// When the program does not end in time.
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

    /// Ends the program at once, as a crash would.
    ///
    /// # Errors
    /// When the program cannot be ended.
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

/// Looks until there is a result.
///
/// # Errors
/// When no result comes in time. The error names `what`.
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

/// Names the folder of an installed Gander, which then takes the place of the one that was built.
const INSTALLED: &str = "GANDER_TOUR_PROGRAMS";

/// A binary of this workspace, which lies beside the one that runs.
///
/// # Errors
/// When the binary was not built.
pub fn ours(name: &str) -> Outcome<PathBuf> {
    let dir = match std::env::var_os(INSTALLED) {
        Some(installed) => PathBuf::from(installed),
        None => std::env::current_exe()?.with_file_name(""),
    };
    let path = dir.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    if path.is_file() {
        Ok(path)
    } else {
        Err(format!("{} is not there; build it first", path.display()).into())
    }
}

/// A free TCP port on this device.
///
/// # Errors
/// When no port is free.
pub fn free_port() -> Outcome<u16> {
    Ok(std::net::TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
