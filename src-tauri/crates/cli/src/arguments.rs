//! The arguments of the command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use keeper::{Error, KeySource, typed};

use crate::{feeds::FeedsArguments, program_arguments::ProgramCommand, share_arguments::ShareArguments};

/// Keeps your social accounts connected. Without a command it opens the app.
#[derive(Debug, Parser)]
#[command(
    name = "gander",
    version,
    after_help = "Exit codes: 0 done and active, 1 failed, 2 usage error, 3 done but something is not active."
)]
pub(crate) struct Arguments {
    /// Where everything is kept
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// Network files that add to, or replace, the shipped ones
    #[arg(long, value_name = "DIR")]
    networks: Option<PathBuf>,
    /// Keep the vault's key in this file instead of the keyring
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
    /// Report more on stderr
    #[arg(long, short)]
    pub verbose: bool,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// List the networks
    Networks {
        /// Check this network file instead, and name what it lacks
        #[arg(long, value_name = "FILE")]
        check: Option<PathBuf>,
    },
    /// Keep, check and remove the keys of your own developer apps
    #[command(subcommand)]
    App(AppCommand),
    /// Hand keys out to the members of an organization, or take in what one hands out
    #[command(subcommand)]
    Organization(OrganizationCommand),
    /// Host the page that networks which demand https send you back by
    #[command(subcommand)]
    Bridge(BridgeCommand),
    /// Add an account
    Connect {
        /// Its id, from `gander networks`
        #[arg(value_parser = cleaned)]
        network: String,
        /// Your server, or your name there, at a network that is many servers
        #[arg(long, value_name = "ADDRESS")]
        at: Option<String>,
        /// Read an app password from standard input, and open no browser
        #[arg(long, requires = "at", conflicts_with = "print_url")]
        app_password_stdin: bool,
        /// Type the PIN that the network shows, where nothing leads from the browser back to this device
        #[arg(long, conflicts_with_all = ["at", "app_password_stdin"])]
        pin: bool,
        /// Print the login page's address instead of opening a browser
        #[arg(long)]
        print_url: bool,
    },
    /// Show every connection
    Status {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Show what happened to a connection, or to each
    History {
        /// From `gander status`
        #[arg(value_parser = cleaned)]
        id: Option<String>,
        /// As JSON, to keep or to pass on: it holds no secret
        #[arg(long)]
        json: bool,
    },
    /// Ask the network whether a connection, or each, still works
    Check {
        /// From `gander status`
        #[arg(value_parser = cleaned)]
        id: Option<String>,
    },
    /// Renew a token now
    Renew {
        /// From `gander status`
        #[arg(value_parser = cleaned)]
        id: String,
    },
    /// Sign in again
    Reauthorize {
        /// From `gander status`
        #[arg(value_parser = cleaned)]
        id: String,
        /// Read an app password from standard input, and open no browser
        #[arg(long, conflicts_with = "print_url")]
        app_password_stdin: bool,
        /// Type the PIN that the network shows, where nothing leads from the browser back to this device
        #[arg(long, conflicts_with = "app_password_stdin")]
        pin: bool,
        /// Print the login page's address instead of opening a browser
        #[arg(long)]
        print_url: bool,
        /// Share what waited for the account, however much it is
        #[arg(long)]
        share_waiting: bool,
    },
    /// Remove a connection and its tokens from this device
    Disconnect {
        /// From `gander status`
        #[arg(value_parser = cleaned)]
        id: String,
    },
    /// List the pages that an account runs, and choose which Gander holds
    Pages {
        /// From `gander status`
        #[arg(value_parser = cleaned)]
        id: String,
        /// Hold these pages as well, by their ids
        #[arg(long, value_name = "PAGE", num_args = 1.., value_parser = cleaned)]
        hold: Vec<String>,
        /// Hold these pages no longer
        #[arg(long, value_name = "PAGE", num_args = 1.., value_parser = cleaned)]
        release: Vec<String>,
    },
    /// Keep every connection until told to stop
    Run {
        /// Without a window; needs neither display nor session bus
        #[arg(long, required = true)]
        headless: bool,
    },
    /// Write the days by which you must act as an iCalendar file
    Calendar {
        /// From `gander status`; without it, every connection that has such a day
        #[arg(value_parser = cleaned)]
        id: Option<String>,
        /// Write it there instead of to standard output
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Share a text, a link or pictures, now or at a time that you choose
    Share(ShareArguments),
    /// List your activities: shared ones, planned ones, and those that wait or need you
    Activities {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// List what you have written and not shared yet, also what was not to go out late
    Drafts {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Share an activity now, cancel it or delete it, or settle one of its posts
    Activity {
        /// The activity's id, from `gander activities`
        #[arg(value_parser = cleaned)]
        id: String,
        #[command(subcommand)]
        command: ActivityCommand,
    },
    /// List, add and remove the feeds whose news Gander offers to share
    Feeds(FeedsArguments),
    /// Show or change how you are told
    #[command(subcommand)]
    Alerts(AlertsCommand),
    #[command(flatten)]
    Programs(ProgramCommand),
    /// Look for what stands in the way; changes nothing
    Doctor {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

/// The decisions about an activity and its posts.
#[derive(Debug, Subcommand)]
pub(crate) enum ActivityCommand {
    /// Share its planned and late posts now, and those that wait for your answer
    Now,
    /// Cancel every post that has not been shared yet
    Cancel,
    /// Delete the activity from this device; its posts at the networks stay
    Delete,
    /// Delete posts at their networks; the text stays here. X charges for it, and Instagram lets no app do it
    #[command(
        after_help = "Exit codes: 0 the posts are gone, 1 a network did not delete one, 3 one is left to you."
    )]
    DeletePost {
        /// The posts' ids, from `gander activities`
        #[arg(value_name = "POST", required = true, value_parser = cleaned)]
        posts: Vec<String>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Look again for a post whose answer was lost
    Look {
        /// The post's id, from `gander activities`
        #[arg(value_parser = cleaned)]
        post: String,
    },
    /// Confirm that such a post is there, because you saw it
    There {
        /// The post's id, from `gander activities`
        #[arg(value_parser = cleaned)]
        post: String,
        /// The address of the post
        url: Option<String>,
    },
    /// Share a post again; if the first one arrived, it is there twice
    Again {
        /// The post's id, from `gander activities`
        #[arg(value_parser = cleaned)]
        post: String,
    },
    /// Leave a post out; the others stay
    Leave {
        /// The post's id, from `gander activities`
        #[arg(value_parser = cleaned)]
        post: String,
    },
}

/// The commands on a bridge page.
#[derive(Debug, Subcommand)]
pub(crate) enum BridgeCommand {
    /// Print the page, to put on a web server as it is
    Page,
    /// Let a network send you back by the page
    Set {
        /// The network's id
        #[arg(value_parser = cleaned)]
        network: String,
        /// The page's address, like https://example.org/gander.html
        address: String,
    },
    /// Use the page no longer
    Remove {
        /// The network's id
        #[arg(value_parser = cleaned)]
        network: String,
    },
}

/// The commands on an organization's file.
#[derive(Debug, Subcommand)]
pub(crate) enum OrganizationCommand {
    /// Write a gander.toml of the keys that are kept, for others to join
    Make {
        /// The name of the organization
        #[arg(long)]
        name: String,
        /// Write it there instead of to standard output
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Read the passphrase that seals the secrets from standard input
        #[arg(long, required_unless_present = "without_secrets")]
        passphrase_stdin: bool,
        /// Hand out the client ids alone
        #[arg(long, conflicts_with = "passphrase_stdin")]
        without_secrets: bool,
    },
    /// Show what a gander.toml would change here; changes nothing
    Show {
        /// The file
        file: PathBuf,
    },
    /// Take in what a gander.toml hands out
    Join {
        /// The file
        file: PathBuf,
        /// Do what is shown
        #[arg(long)]
        yes: bool,
        /// Read the passphrase that opens the secrets from standard input
        #[arg(long)]
        passphrase_stdin: bool,
    },
}

fn parameter(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write it as NAME=VALUE")?;
    Ok((typed::cleaned(name), typed::cleaned(value)))
}

/// The commands on app keys.
#[derive(Debug, Subcommand)]
pub(crate) enum AppCommand {
    /// List the networks that have keys; never shows a secret
    List,
    /// Keep the keys, the secret sealed
    Set {
        /// The network's id
        #[arg(value_parser = cleaned)]
        network: String,
        /// From the network's developer page
        #[arg(long, value_name = "X")]
        client_id: String,
        /// Read the client secret from standard input
        #[arg(long)]
        client_secret_stdin: bool,
        /// Also ask for this optional permission, which your app must have at the network; again for each, or `none`
        #[arg(long, value_name = "PERMISSION")]
        ask: Vec<String>,
        /// Another setting of your app, like `config_id=1234`; again for each. Without this and --ask all stays as it was
        #[arg(long, value_name = "NAME=VALUE", value_parser = parameter)]
        parameter: Vec<(String, String)>,
    },
    /// Ask the network whether it takes the keys; changes nothing
    Check {
        /// The network's id
        #[arg(value_parser = cleaned)]
        network: String,
    },
    /// Forget the keys of a network
    Remove {
        /// The network's id
        #[arg(value_parser = cleaned)]
        network: String,
        /// Also where connections use them
        #[arg(long)]
        yes: bool,
    },
}

/// The commands on alerts.
#[derive(Debug, Subcommand)]
pub(crate) enum AlertsCommand {
    /// Show how you are told
    Show,
    /// Be told by e-mail, through your own mail server
    SetEmail(EmailArguments),
    /// Be told by e-mail no longer; forgets the password
    RemoveEmail,
    /// Send a mail that says no more than that mails arrive
    TestEmail,
}

/// A mail server, the sender and the recipients.
#[derive(Debug, clap::Args)]
pub(crate) struct EmailArguments {
    /// Its name, like smtp.example.org
    #[arg(long)]
    pub host: String,
    /// Usually 465 for tls, 587 for starttls
    #[arg(long)]
    pub port: u16,
    /// The encryption of the connection to it; none only for a server on this device
    #[arg(long, default_value = "tls")]
    pub security: MailSecurity,
    /// The name to log in by, if it wants one
    #[arg(long, value_name = "NAME")]
    pub username: Option<String>,
    /// The address that writes
    #[arg(long, value_name = "ADDRESS")]
    pub from: String,
    /// An address to write to; may be given several times
    #[arg(long, value_name = "ADDRESS", required = true)]
    pub to: Vec<String>,
    /// Read the password from standard input; without this the former one is kept
    #[arg(long)]
    pub password_stdin: bool,
}

/// The transport security of the connection to a mail server.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(crate) enum MailSecurity {
    /// TLS from the first byte
    Tls,
    /// TLS after a greeting
    Starttls,
    /// None: for a server on this device alone
    None,
}

/// Removes the invisible characters that a pasted name may hold.
pub(crate) fn cleaned(text: &str) -> Result<String, std::convert::Infallible> {
    Ok(typed::cleaned(text))
}

/// The directories and the key that a command works with.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub data_dir: PathBuf,
    pub networks: Option<PathBuf>,
    pub key: KeySource,
}

impl Arguments {
    pub fn place(&self) -> Result<Place, Error> {
        let data_dir = self.data_dir.clone().or_else(keeper::default_data_dir).ok_or_else(|| {
            Error::BadInput("there is no home directory; name a place with --data-dir DIR".into())
        })?;
        let key = self.key_file.clone().map_or(KeySource::Keyring, KeySource::File);
        Ok(Place { data_dir, networks: self.networks.clone(), key })
    }
}

/// An account's id and a file, as `ID=FILE`.
pub(crate) fn own_text(text: &str) -> Result<(String, PathBuf), String> {
    let (id, file) = text.split_once('=').ok_or("write ID=FILE, such as mastodon-1a2b=own.txt")?;
    Ok((typed::cleaned(id), PathBuf::from(file)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        use clap::CommandFactory;
        Arguments::command().debug_assert();
    }

    #[test]
    fn an_id_is_taken_without_what_comes_along_unseen() {
        let parse = |words: &[&str]| Arguments::parse_from(words).command.unwrap();
        let pasted = "\u{2068}abc-1\u{2069}\u{200b}\u{a0}";
        assert!(
            matches!(parse(&["gander", "check", pasted]), Command::Check { id: Some(id) } if id == "abc-1")
        );
        assert!(matches!(parse(&["gander", "renew", pasted]), Command::Renew { id } if id == "abc-1"));
        let set = parse(&["gander", "app", "set", pasted, "--client-id", "a"]);
        assert!(matches!(set, Command::App(AppCommand::Set { network, .. }) if network == "abc-1"));
        let pages = parse(&["gander", "pages", "a", "--hold", "\u{feff}1", "2 "]);
        assert!(matches!(pages, Command::Pages { hold, .. } if hold == ["1", "2"]));
    }

    #[test]
    fn a_key_file_takes_the_place_of_the_keyring() {
        let place = |words: &[&str]| Arguments::parse_from(words).place().unwrap();
        assert_eq!(place(&["gander", "--data-dir", "d", "status"]).key, KeySource::Keyring);
        let with_file = place(&["gander", "--data-dir", "d", "--key-file", "k", "status"]);
        assert_eq!(with_file.key, KeySource::File("k".into()));
        assert_eq!(with_file.data_dir, PathBuf::from("d"));
    }
}
