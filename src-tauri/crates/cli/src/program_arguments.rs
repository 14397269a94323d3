//! The arguments of the commands by which other programs use a connection.

use std::{ffi::OsString, path::PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use keeper::Allowance;

use crate::arguments::cleaned;

/// The commands by which other programs use a connection.
#[derive(Debug, Subcommand)]
pub(crate) enum ProgramCommand {
    /// Allow other programs to use a connection, or allow it no longer; off at first
    Allow {
        /// From `gander status`
        #[arg(value_parser = cleaned)]
        id: String,
        /// The use that you allow
        what: Allowed,
    },
    /// Print an access token that another program may use, renewed first if it ends too soon
    #[command(
        after_help = "Exit codes: 0 printed, 1 not allowed or failed, 2 usage error, 3 the connection cannot be used now."
    )]
    Token(TokenArguments),
    /// Make a request in an account's name; the token stays with Gander
    #[command(
        after_help = "Exit codes: 0 the network answered with success, 1 not asked, or no whole answer, 2 usage error, \
                      3 the connection cannot be used now, 4 the network answered with another status."
    )]
    Request(RequestArguments),
    /// Run a program with the token in the variable GANDER_TOKEN
    Exec {
        /// From `gander status`
        #[arg(value_parser = cleaned)]
        id: String,
        /// For how long the token must still live, such as 90s, 5m or 2h
        #[arg(long, value_name = "TIME", default_value = "5m", value_parser = span)]
        min_valid: i64,
        /// The program and its arguments
        #[arg(last = true, required = true, value_name = "CMD")]
        command: Vec<OsString>,
    },
}

/// The use that the person allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Allowed {
    /// Nothing
    Nothing,
    /// Requests that Gander makes for them; no program sees the token
    Requests,
    /// Requests, and the access token itself; never a refresh token
    Tokens,
}

impl From<Allowed> for Allowance {
    fn from(allowed: Allowed) -> Self {
        match allowed {
            Allowed::Nothing => Self::Nothing,
            Allowed::Requests => Self::Requests,
            Allowed::Tokens => Self::Tokens,
        }
    }
}

/// The arguments of `gander token`.
#[derive(Debug, Args)]
pub(crate) struct TokenArguments {
    /// From `gander status`
    #[arg(value_parser = cleaned)]
    pub id: String,
    /// For how long the token must still live, such as 90s, 5m or 2h
    #[arg(long, value_name = "TIME", default_value = "5m", value_parser = span)]
    pub min_valid: i64,
    /// How to print it
    #[arg(long, default_value = "text")]
    pub format: TokenFormat,
    /// The network refused the last token: check the connection, and renew
    #[arg(long)]
    pub rejected: bool,
    /// The operation that Git asks for; only with --format git
    #[arg(hide = true)]
    pub operation: Option<String>,
}

/// How a token is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TokenFormat {
    /// The token alone
    Text,
    /// A JSON object with the token and its end
    Json,
    /// A header line, for `curl -H @-`
    Header,
    /// The lines that Git reads from a credential helper
    Git,
    /// A line that sets GANDER_TOKEN
    Env,
}

/// The arguments of `gander request`.
#[derive(Debug, Args)]
pub(crate) struct RequestArguments {
    /// From `gander status`
    #[arg(value_parser = cleaned)]
    pub id: String,
    /// GET, POST, PUT, PATCH, DELETE or HEAD
    pub method: String,
    /// The whole address, at a server of the network
    pub url: String,
    /// A header, as "Name: value"; again for each
    #[arg(long, value_name = "HEADER")]
    pub header: Vec<String>,
    /// Send the content of this file, or of standard input for -; 25 MB at most
    #[arg(long, value_name = "FILE")]
    pub body: Option<PathBuf>,
    /// Print status, headers and body as JSON
    #[arg(long)]
    pub json: bool,
}

/// A span of time in seconds.
fn span(text: &str) -> Result<i64, String> {
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let unit = match &text[digits.len()..] {
        "" | "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => 86_400,
        _ => return Err("write it like 90s, 5m, 2h or 1d".to_owned()),
    };
    let number: u32 = digits.parse().map_err(|_| "write it like 90s, 5m, 2h or 1d".to_owned())?;
    Ok(i64::from(number) * unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_a_number_and_a_unit() {
        for (text, seconds) in [("0", 0), ("90", 90), ("90s", 90), ("5m", 300), ("2h", 7200), ("1d", 86_400)]
        {
            assert_eq!(span(text), Ok(seconds), "{text}");
        }
        for wrong in ["", "m", "-5m", "5 m", "5w", "1.5h", "99999999999d", "5mm", "ü5"] {
            assert!(span(wrong).is_err(), "{wrong}");
        }
    }
}
