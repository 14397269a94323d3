//! Gander on the command line: the same keeper without a window, free of GTK and WebKit.

mod activities;
mod alerts;
mod app_keys;
mod arguments;
mod deleting;
mod doctor;
mod feeds;
mod networks;
mod organization;
mod output;
mod piped;
mod program_arguments;
mod programs;
mod progress;
mod run;
mod sentences;
mod share;
mod share_arguments;
mod stop;
mod terminal;

use std::{
    io::{ErrorKind, Write, stdout},
    process::ExitCode,
};

use clap::Parser;

use crate::arguments::{AlertsCommand, AppCommand, Arguments, BridgeCommand, Command, OrganizationCommand};

/// The result of a command. The number is its exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    /// Done, and Active if the command reports that.
    Done = 0,
    /// The command failed.
    Failed = 1,
    /// Done, and not Active.
    NotActive = 3,
    /// The network answered a request with another status than success.
    Refused = 4,
}

/// The definition of the command line, for its man pages and completions.
#[must_use]
pub fn command() -> clap::Command {
    <Arguments as clap::CommandFactory>::command()
}

/// Runs the command in the arguments of this process.
#[must_use]
pub fn main() -> ExitCode {
    keeper::forbid_core_dumps();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(told) => return tell(&told),
    };
    terminal::start_log(arguments.verbose);
    match execute(arguments) {
        Ok(exit) => ExitCode::from(exit as u8),
        Err(error) => {
            terminal::say(&format!("gander: {error}{}", sentences::advice(&error)));
            let exit = if programs::is_not_active(&error) { Exit::NotActive } else { Exit::Failed };
            ExitCode::from(exit as u8)
        }
    }
}

/// Prints help, the version, or a usage error. Clap's exit code is 2 for the last, and 0 for the others.
fn tell(told: &clap::Error) -> ExitCode {
    let code = ExitCode::from(u8::try_from(told.exit_code()).unwrap_or(Exit::Failed as u8));
    match told.print().and_then(|()| stdout().flush()) {
        Err(error) if !told.use_stderr() && error.kind() != ErrorKind::BrokenPipe => {
            terminal::say(&format!("gander: standard output cannot be written ({error})"));
            ExitCode::from(Exit::Failed as u8)
        }
        Ok(()) | Err(_) => code,
    }
}

fn execute(arguments: Arguments) -> Result<Exit, keeper::Error> {
    let place = arguments.place()?;
    match arguments.command {
        None => run::open_app(&place),
        Some(Command::Networks { check: None }) => networks::list(&place),
        Some(Command::Networks { check: Some(file) }) => networks::check(&file),
        Some(Command::Bridge(BridgeCommand::Page)) => output::bridge_page(),
        // Starts nothing, because scripts ask for the status often.
        Some(Command::Status { json }) => output::status(&place, json),
        Some(Command::History { id, json }) => output::history(&place, id.as_deref(), json),
        Some(Command::Calendar { id, output }) => alerts::calendar(&place, id.as_deref(), output.as_deref()),
        Some(Command::App(AppCommand::List)) => app_keys::list(&place),
        Some(Command::Organization(OrganizationCommand::Show { file })) => organization::show(&place, &file),
        Some(Command::Alerts(AlertsCommand::Show)) => alerts::show(&place),
        Some(Command::Programs(command)) => programs::command(&place, command),
        Some(command) => {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let runtime =
                runtime.map_err(|error| keeper::Error::BadInput(format!("cannot start: {error}")))?;
            runtime.block_on(run::command(&place, command))
        }
    }
}
