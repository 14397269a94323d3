//! The man pages: one for each program, and one for each command of `gander`.

use std::{fs, io, path::Path};

use clap::Command;
use clap_mangen::{
    Man,
    roff::{Roff, bold, roman},
};

/// The program and the group of commands that would have a page of the same name.
const APP: &str = "gander-app";

/// Writes every page into the folder.
pub fn write(directory: &Path, command_line: Command, app: &Command) -> io::Result<()> {
    let mut command_line = command_line.disable_help_subcommand(true);
    // Gives each command its full name, and the options that it shares with the program.
    command_line.build();
    let keys = command_line.find_subcommand("app").map(pages_below).unwrap_or_default();
    pages_of(directory, &command_line, &[])?;
    // Comes last: the program's page takes the place of the page of the commands `gander app`.
    let see = keys.iter().map(String::as_str).collect::<Vec<_>>();
    page(directory, APP, app, &see)
}

fn pages_of(directory: &Path, command: &Command, above: &[&str]) -> io::Result<()> {
    let name = page_name(command);
    page(directory, &name, command, above)?;
    for child in command.get_subcommands().filter(|child| !child.is_hide_set()) {
        pages_of(directory, child, &[&name])?;
    }
    Ok(())
}

fn page(directory: &Path, name: &str, command: &Command, see: &[&str]) -> io::Result<()> {
    let version = env!("CARGO_PKG_VERSION");
    let man = Man::new(command.clone().version(version))
        .title(name.to_uppercase())
        .source(format!("Gander {version}"))
        .manual("Gander");
    let mut text = Vec::new();
    man.render_title(&mut text)?;
    man.render_name_section(&mut text)?;
    man.render_synopsis_section(&mut text)?;
    man.render_description_section(&mut text)?;
    if command.get_arguments().any(|argument| !argument.is_hide_set()) {
        man.render_options_section(&mut text)?;
    }
    if command.get_subcommands().any(|child| !child.is_hide_set()) {
        man.render_subcommands_section(&mut text)?;
    }
    if command.get_after_help().or(command.get_after_long_help()).is_some() {
        man.render_extra_section(&mut text)?;
    }
    if [APP, "gander"].contains(&name) {
        files(&mut text)?;
    }
    see_also(&mut text, name, see)?;
    fs::write(directory.join(format!("{name}.1")), text)
}

fn files(text: &mut Vec<u8>) -> io::Result<()> {
    let mut roff = Roff::default();
    roff.control("SH", ["FILES"]);
    roff.control("TP", []);
    roff.text([bold("~/.local/share/gander")]);
    roff.text([roman(
        "The accounts, their sealed tokens, drafts and activities, if neither --data-dir nor XDG_DATA_HOME names \
         another folder. Removing the package leaves this folder as it is.",
    )]);
    roff.to_writer(text)
}

fn see_also(text: &mut Vec<u8>, name: &str, see: &[&str]) -> io::Result<()> {
    let others = match name {
        "gander" => [APP, "gander-run", "gander-doctor"].to_vec(),
        APP => [&["gander"], see].concat(),
        _ if see == ["gander"] => see.to_vec(),
        _ => [&["gander"], see].concat(),
    };
    let mut roff = Roff::default();
    roff.control("SH", ["SEE ALSO"]);
    if name == APP {
        roff.text([
            roman("The pages after the first describe the commands "),
            bold("gander app"),
            roman(":"),
        ]);
        roff.control("PP", []);
    }
    let mut words = Vec::new();
    for (nth, other) in others.iter().enumerate() {
        if nth > 0 {
            words.push(roman(", "));
        }
        words.push(bold(*other));
        words.push(roman("(1)"));
    }
    roff.text(words);
    roff.to_writer(text)
}

fn page_name(command: &Command) -> String {
    command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned()
}

fn pages_below(command: &Command) -> Vec<String> {
    command.get_subcommands().filter(|child| !child.is_hide_set()).map(page_name).collect()
}
