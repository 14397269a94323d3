//! Runs other programs and makes sure that they end.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::{Outcome, workspace};

/// An environment variable that marks all processes of a lane, so that leftovers can be recognised.
const MARK: &str = "GANDER_XTASK";

/// The Cargo that runs this program, in the checkout's root.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(workspace::root());
    command
}

/// Adds the folders of these programs to the command's `PATH`.
pub fn let_find(command: &mut Command, programs: &[&Path]) -> Outcome {
    let places = programs.iter().filter_map(|program| program.parent());
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(std::env::split_paths(&path).chain(places.map(PathBuf::from)))?;
    command.env("PATH", path);
    Ok(())
}

/// Runs a command to its end. Fails unless it succeeds.
pub fn run(mut command: Command) -> Outcome {
    let status = command.status().map_err(|error| not_started(&command, &error))?;
    if status.success() { Ok(()) } else { Err(format!("`{}` failed ({status})", said(&command)).into()) }
}

/// Runs a command to its end and returns its standard output.
pub fn text_of(mut command: Command) -> Outcome<String> {
    let output = command.stderr(Stdio::inherit()).output().map_err(|error| not_started(&command, &error))?;
    if !output.status.success() {
        return Err(format!("`{}` failed ({})", said(&command), output.status).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// Runs a command and prints its output as it comes. Returns its success and its whole output, errors in place. Ends
/// and names any process that it leaves running.
pub fn watch(mut command: Command) -> Outcome<(bool, String)> {
    mark(&mut command);
    let (printed, printing) = std::io::pipe()?;
    command.stdin(Stdio::null()).stdout(printing.try_clone()?).stderr(printing);
    let mut child = command.spawn().map_err(|error| not_started(&command, &error))?;
    // The command holds the other end of the pipe, and would keep it open.
    drop(command);
    let reader = std::thread::spawn(move || show(printed));
    let status = child.wait();
    // Comes before the join: leftovers may keep the pipe open for ever.
    for name in end_leftovers() {
        println!("ended what was left running: {name}");
    }
    let text = reader.join().map_err(|_| "what it printed could not be read")?;
    Ok((status?.success(), text))
}

fn show(output: impl Read) -> String {
    let mut text = String::new();
    for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// A child process that is killed when this value is dropped.
pub struct Running(Child);

impl Running {
    /// Starts the command.
    pub fn start(mut command: Command) -> Outcome<Running> {
        let child = command.spawn().map_err(|error| not_started(&command, &error))?;
        Ok(Running(child))
    }

    /// Tells whether the process has ended.
    pub fn ended(&mut self) -> bool {
        !matches!(self.0.try_wait(), Ok(None))
    }

    /// Waits until the process ends. Tells whether it succeeded.
    pub fn wait(&mut self) -> Outcome<bool> {
        Ok(self.0.wait()?.success())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // An error means that the process has already ended.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Marks the command and its children, so that [`end_leftovers`] finds them.
pub fn mark(command: &mut Command) {
    command.env(MARK, std::process::id().to_string());
}

/// Kills marked processes that still run, and returns their names. Finds none where there is no `/proc`.
pub fn end_leftovers() -> Vec<String> {
    let mark = format!("{MARK}={}", std::process::id());
    let Ok(processes) = std::fs::read_dir("/proc") else { return Vec::new() };
    let mut ended = Vec::new();
    for directory in processes.flatten().map(|entry| entry.path()) {
        let Ok(environment) = std::fs::read(directory.join("environ")) else { continue };
        if !environment.split(|&byte| byte == 0).any(|variable| variable == mark.as_bytes()) {
            continue;
        }
        let name = std::fs::read_to_string(directory.join("comm")).unwrap_or_default();
        let Some(id) = directory.file_name().and_then(OsStr::to_str) else { continue };
        let kill = Command::new("kill").args(["-9", id]).stderr(Stdio::null()).status();
        if kill.is_ok_and(|status| status.success()) {
            ended.push(name.trim().to_owned());
        }
    }
    ended
}

/// The full path of a program in `PATH`.
pub fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).find_map(|directory| {
        let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd", ".bat"] } else { &[""] };
        endings.iter().map(|ending| directory.join(format!("{program}{ending}"))).find(|file| file.is_file())
    })
}

fn said(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

fn not_started(command: &Command, error: &std::io::Error) -> String {
    format!("`{}` could not be started: {error}", command.get_program().to_string_lossy())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_program_that_fails_is_told_with_its_arguments() {
        let mut command = cargo();
        command.args(["no-such-subcommand"]).stderr(Stdio::null());
        let error = run(command).unwrap_err().to_string();
        assert!(error.contains("no-such-subcommand"), "{error}");
    }

    #[test]
    fn what_was_watched_is_returned_in_full() {
        let mut command = cargo();
        command.arg("--version");
        let (succeeded, text) = watch(command).unwrap();
        assert!(succeeded && text.starts_with("cargo "), "{text}");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_is_left_running_does_not_keep_us_waiting() {
        let (succeeded, text) = watch(shell("sleep 600 & echo started")).unwrap();
        assert!(succeeded);
        assert_eq!(text, "started\n");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn errors_are_in_their_place_among_what_was_printed() {
        let (succeeded, text) = watch(shell("echo one; echo two >&2; echo three; exit 1")).unwrap();
        assert!(!succeeded);
        assert_eq!(text, "one\ntwo\nthree\n");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn only_what_carries_the_mark_is_ended() {
        let mut marked = Command::new("sleep");
        mark(marked.arg("600"));
        let mut marked = Running::start(marked).unwrap();
        let mut other = Command::new("sleep");
        other.arg("600");
        let mut other = Running::start(other).unwrap();

        // Between fork and exec the child still has this process's environment, so try until it has its own.
        while !marked.ended() {
            end_leftovers();
        }

        assert!(!other.ended());
    }
}
