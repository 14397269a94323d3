//! Lists, adds and removes the feeds whose news Gander offers to share.

use std::fmt::Write;

use chrono::{DateTime, SecondsFormat, Utc};
use clap::{Args, Subcommand};
use keeper::{Error, FeedState, Keeper, Suggestion, typed};
use serde::Serialize;

use crate::{
    Exit,
    terminal::{print, print_json},
};

/// The feeds, and what to do with them.
#[derive(Debug, Args)]
pub(crate) struct FeedsArguments {
    /// As JSON
    #[arg(long, global = true)]
    pub json: bool,
    #[command(subcommand)]
    pub command: Option<FeedsCommand>,
}

/// The commands on feeds.
#[derive(Debug, Subcommand)]
pub(crate) enum FeedsCommand {
    /// List the feeds and the news that they offer
    List,
    /// Add the feed of a site; its present entries count as read
    Add {
        /// The address of the site or of its feed
        address: String,
    },
    /// Remove a feed and the news that it offers
    Remove {
        /// The feed's id, from `gander feeds`
        #[arg(value_parser = cleaned)]
        id: String,
    },
    /// Offer no news of a feed, such as one from an organization
    Mute {
        /// The feed's id, from `gander feeds`
        #[arg(value_parser = cleaned)]
        id: String,
    },
    /// Offer the news of a feed again
    Unmute {
        /// The feed's id, from `gander feeds`
        #[arg(value_parser = cleaned)]
        id: String,
    },
}

#[derive(Serialize)]
struct FeedJson<'a> {
    id: &'a str,
    title: &'a str,
    address: &'a str,
    /// `None`: the person added it.
    organization: Option<&'a str>,
    muted: bool,
    read_at: Option<String>,
    failing_since: Option<String>,
    gone: bool,
    suggestions: Vec<SuggestionJson<'a>>,
}

#[derive(Serialize)]
struct SuggestionJson<'a> {
    title: &'a str,
    link: Option<&'a str>,
    at: String,
}

/// Carries out a command on feeds.
pub(crate) async fn command(keeper: &Keeper, arguments: FeedsArguments) -> Result<Exit, Error> {
    let shown = match arguments.command {
        None | Some(FeedsCommand::List) => keeper.feeds()?,
        Some(FeedsCommand::Add { address }) => vec![keeper.add_feed(&address).await?],
        Some(FeedsCommand::Remove { id }) => return keeper.remove_feed(&id).map(|()| Exit::Done),
        Some(FeedsCommand::Mute { id }) => return keeper.mute_feed(&id, true).map(|()| Exit::Done),
        Some(FeedsCommand::Unmute { id }) => return keeper.mute_feed(&id, false).map(|()| Exit::Done),
    };
    let suggestions = keeper.suggestions()?;
    if arguments.json {
        let feeds: Vec<_> = shown.iter().map(|feed| json_of(feed, &suggestions)).collect();
        print_json(&(serde_json::to_string_pretty(&feeds).expect("plain data") + "\n"))?;
    } else if shown.is_empty() {
        print("no feeds; `gander feeds add URL` adds one\n")?;
    } else {
        print(&shown.iter().map(|feed| lines(feed, &suggestions)).collect::<String>())?;
    }
    Ok(Exit::Done)
}

/// The feed, and a line for each suggestion.
fn lines(feed: &FeedState, suggestions: &[Suggestion]) -> String {
    let from = feed.organization.as_ref().map(|name| format!("\tfrom {}", keeper::harmless(name)));
    let state = match feed {
        FeedState { muted: true, .. } => "\tmuted".to_owned(),
        FeedState { gone: true, .. } => "\tgone for good".to_owned(),
        FeedState { failing_since: Some(since), .. } => {
            format!("\tcould not be read since {}", moment(*since))
        }
        FeedState { .. } => String::new(),
    };
    let title = keeper::harmless(&feed.title);
    let mut lines = format!("{}\t{title}\t{}{}{state}\n", feed.id, feed.address, from.unwrap_or_default());
    for suggestion in suggestions.iter().filter(|suggestion| suggestion.feed == feed.id) {
        let link = suggestion.link.as_ref().map(keeper::Url::as_str).unwrap_or_default();
        let _ =
            writeln!(lines, "  {}\t{}\t{link}", moment(suggestion.at), keeper::harmless(&suggestion.title));
    }
    lines
}

fn json_of<'a>(feed: &'a FeedState, suggestions: &'a [Suggestion]) -> FeedJson<'a> {
    let of_feed = suggestions.iter().filter(|suggestion| suggestion.feed == feed.id);
    FeedJson {
        id: &feed.id,
        title: &feed.title,
        address: feed.address.as_str(),
        organization: feed.organization.as_deref(),
        muted: feed.muted,
        read_at: feed.read_at.map(moment),
        failing_since: feed.failing_since.map(moment),
        gone: feed.gone,
        suggestions: of_feed
            .map(|suggestion| SuggestionJson {
                title: &suggestion.title,
                link: suggestion.link.as_ref().map(keeper::Url::as_str),
                at: moment(suggestion.at),
            })
            .collect(),
    }
}

/// Removes the invisible characters that a pasted id may hold.
fn cleaned(text: &str) -> Result<String, std::convert::Infallible> {
    Ok(typed::cleaned(text))
}

fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
