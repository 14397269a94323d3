//! `manual DIR` writes the man pages into `DIR/man` and the shell completions into `DIR/completions`. Both come from the
//! definitions that the programs themselves parse their arguments by.

mod pages;

use std::{io, path::Path, process::ExitCode};

use clap::{Command, CommandFactory};
use clap_complete::Shell;

fn main() -> ExitCode {
    let Some(directory) = std::env::args_os().nth(1) else {
        eprintln!("usage: manual DIR");
        return ExitCode::from(2);
    };
    match write(Path::new(&directory)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: the manual could not be written: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write(directory: &Path) -> io::Result<()> {
    let man = directory.join("man");
    let completions = directory.join("completions");
    std::fs::create_dir_all(&man)?;
    std::fs::create_dir_all(&completions)?;
    pages::write(&man, command_line(), &app())?;
    for (name, mut command) in [("gander", command_line()), ("gander-app", app())] {
        for shell in [Shell::Bash, Shell::Zsh, Shell::Fish] {
            clap_complete::generate_to(shell, &mut command, name, &completions)?;
        }
    }
    Ok(())
}

fn command_line() -> Command {
    gander_cli::command()
}

fn app() -> Command {
    gander_app::Start::command()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaves(command: &Command, name: &str, found: &mut Vec<String>) {
        for child in command.get_subcommands().filter(|child| child.get_name() != "help") {
            let name = format!("{name}-{}", child.get_name());
            leaves(child, &name, found);
            found.push(name);
        }
    }

    #[test]
    fn every_command_has_a_page() {
        let directory = tempfile::tempdir().unwrap();
        write(directory.path()).unwrap();
        let mut names = vec!["gander".to_owned()];
        leaves(&command_line(), "gander", &mut names);
        assert!(names.contains(&"gander-activity-delete-post".to_owned()), "{names:?}");
        for name in names {
            let page = std::fs::read_to_string(directory.path().join(format!("man/{name}.1"))).unwrap();
            assert!(page.contains(".SH NAME") && page.contains(".SH SYNOPSIS"), "{name}");
        }
    }

    #[test]
    fn the_page_of_the_app_describes_the_app_and_points_to_the_command_of_that_name() {
        let directory = tempfile::tempdir().unwrap();
        write(directory.path()).unwrap();
        let page = std::fs::read_to_string(directory.path().join("man/gander-app.1")).unwrap();
        for words in ["\\-\\-hidden", "gander\\-app\\-set", "SEE ALSO"] {
            assert!(page.contains(words), "{words}: {page}");
        }
    }

    #[test]
    fn every_shell_completes_both_programs() {
        let directory = tempfile::tempdir().unwrap();
        write(directory.path()).unwrap();
        let names =
            ["gander.bash", "_gander", "gander.fish", "gander-app.bash", "_gander-app", "gander-app.fish"];
        for name in names {
            let text = std::fs::read_to_string(directory.path().join("completions").join(name)).unwrap();
            assert!(text.contains("data-dir"), "{name}");
        }
    }
}
