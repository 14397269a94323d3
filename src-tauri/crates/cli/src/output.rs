//! The output of the commands on connections, pages and history.

use std::fmt::{self, Display, Formatter, Write};

use chrono::{DateTime, SecondsFormat, Utc};
use keeper::{
    Clock, ConnectionId, ConnectionState, ConnectionStatus, Error, Evidence, Health, HistoryEntry, PageState,
    Refusal, StatusReport, SystemClock, words,
};
use serde::Serialize;

use crate::{
    Exit,
    arguments::Place,
    networks,
    sentences::{codes, event_words, is_active, reason_words, set_up_words},
    terminal::{hand_out, print, print_json, say},
};

/// More entries than one connection keeps. Of all connections together, only the newest are read.
const MOST_HISTORY: u32 = 10_000;

#[derive(Serialize)]
struct StatusJson<'a> {
    revision: u64,
    connections: Vec<ConnectionJson<'a>>,
}

#[derive(Serialize)]
struct ConnectionJson<'a> {
    id: &'a str,
    network: &'a str,
    /// The login name, or the person's name where the network has no login names.
    username: Option<&'a str>,
    /// `unconfirmed`: the network refused, and a second answer decides.
    status: &'static str,
    reason: Option<&'static str>,
    /// The time of the second request about a refusal that is not confirmed yet.
    asks_again_at: Option<String>,
    reauthorize_by: Option<String>,
    /// In the network's own words. Empty if all needed permissions were granted, or the network does not say.
    missing_permissions: &'a [String],
    /// The pages that Gander holds.
    pages: Vec<PageJson<'a>>,
    evidence: Option<EvidenceJson<'a>>,
    /// The use that you allow to other programs: `nothing`, `requests` or `tokens`.
    allowed: &'static str,
}

#[derive(Serialize)]
struct PageJson<'a> {
    id: &'a str,
    name: &'a str,
    status: &'static str,
    evidence: Option<EvidenceJson<'a>>,
}

#[derive(Serialize)]
struct EvidenceJson<'a> {
    at: String,
    endpoint: &'static str,
    status: Option<u16>,
    code: Option<&'a str>,
    subcode: Option<&'a str>,
}

/// Prints every connection as the database has it.
pub(crate) fn status(place: &Place, json: bool) -> Result<Exit, Error> {
    let catalogue = keeper::networks_of(place.networks.as_deref())?;
    let StatusReport { revision, connections, unreadable, left_alone, unusable } =
        keeper::read_status(&place.data_dir, &catalogue, SystemClock.now())?;
    for unusable in unusable {
        say(&format!("gander: {unusable}"));
    }
    if json {
        let connections = connections.iter().map(ConnectionJson::new).collect();
        print_json(&(as_json(&StatusJson { revision, connections })? + "\n"))?;
    } else {
        print(&table(&connections))?;
    }
    let number = |count| if count == 1 { "a connection".to_owned() } else { format!("{count} connections") };
    if unreadable > 0 {
        let number = number(unreadable);
        say(&format!("gander: {number} in the database cannot be read; `gander doctor` tells more"));
    }
    if left_alone > 0 {
        let number = number(left_alone);
        say(&format!(
            "gander: {number} in the database cannot be kept, because no network file here is theirs"
        ));
    }
    let active = connections.iter().all(|connection| is_active(&connection.health));
    Ok(if active && unreadable == 0 && left_alone == 0 { Exit::Done } else { Exit::NotActive })
}

/// A report as one line of JSON.
fn as_json(report: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string(report)
        .map_err(|error| Error::BadInput(format!("this cannot be told as JSON: {error}")))
}

/// Prints what happened to a connection, or to all, newest first.
pub(crate) fn history(place: &Place, connection: Option<&str>, json: bool) -> Result<Exit, Error> {
    let catalogue = networks::own(place)?;
    let id = connection.map(ConnectionId::from);
    let entries = keeper::read_history(&place.data_dir, &catalogue, id.as_ref(), MOST_HISTORY)?
        .ok_or_else(|| Error::UnknownConnection(connection.unwrap_or_default().to_owned()))?;
    if json {
        print_json(&(keeper::export_history(&entries, SystemClock.now()) + "\n"))?;
    } else if entries.is_empty() {
        print("Nothing yet.\n")?;
    } else {
        let lines =
            entries.iter().fold(String::new(), |lines, entry| lines + &format!("{}\n", Happened(entry)));
        print(&lines)?;
    }
    Ok(Exit::Done)
}

/// A line of the history: time, connection, account and event, with tabs between.
struct Happened<'a>(&'a HistoryEntry);

impl Display for Happened<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let HistoryEntry { at, first, count, until, connection, who, event, evidence, program, .. } = self.0;
        let who = who.as_deref().unwrap_or("-");
        write!(f, "{}\t{connection}\t{who}\t{}", minute(*at), event_words(*event))?;
        if let Some(program) = program {
            write!(f, ", said to be {program}")?;
        }
        if let Some(until) = until {
            write!(f, " until {}", minute(*until))?;
        }
        if let Some(evidence) = evidence {
            write!(f, " ({})", proof(evidence))?;
        }
        if *count > 1 {
            write!(f, ", {count} times since {}", minute(*first))?;
        }
        Ok(())
    }
}

/// Prints the pages that an account runs: id, name and state, with tabs between.
pub(crate) fn pages(connection: &ConnectionState) -> Result<Exit, Error> {
    let mut lines = String::new();
    if connection.pages.is_empty() {
        lines.push_str("This account runs no pages.\n");
    }
    for page in &connection.pages {
        let state = match (&page.lost, page.held) {
            (Some(evidence), _) => {
                format!("Lost: the account may act for it no longer ({})", proof(evidence))
            }
            (None, true) => "Held".to_owned(),
            (None, false) => "-".to_owned(),
        };
        lines.push_str(&format!("{}\t{}\t{state}\n", page.id, page.name));
    }
    print(&lines)?;
    let lost = connection.pages.iter().any(|page| page.lost.is_some());
    Ok(if lost || !is_active(&connection.health) { Exit::NotActive } else { Exit::Done })
}

/// Prints the bridge page.
pub(crate) fn bridge_page() -> Result<Exit, Error> {
    hand_out(keeper::BRIDGE_PAGE.as_bytes())?;
    Ok(Exit::Done)
}

/// A line on a connection, for the end of a command that changed it.
pub(crate) fn line(connection: &ConnectionState) -> String {
    let missing: Vec<_> = connection.missing.iter().map(|permission| permission.scope.clone()).collect();
    let line = Line {
        id: connection.id.as_str(),
        network_name: &connection.network_name,
        username: connection.username.as_deref(),
        display_name: connection.display_name.as_deref(),
        health: &connection.health,
        missing: &missing,
        pages: &connection.pages,
    };
    format!("{line}\n")
}

/// A line on a connection: id, network, account and state, with tabs between.
struct Line<'a> {
    id: &'a str,
    network_name: &'a str,
    username: Option<&'a str>,
    display_name: Option<&'a str>,
    health: &'a Health,
    /// The permissions that the person did not allow.
    missing: &'a [String],
    pages: &'a [PageState],
}

impl Display for Line<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { id, network_name, .. } = *self;
        // Piece by piece: for ten thousand lines, assembling each one takes most of the time.
        for part in [id, "\t", network_name, "\t"] {
            f.write_str(part)?;
        }
        match (self.username, self.display_name) {
            (Some(username), _) => {
                f.write_str("@")?;
                f.write_str(username)?;
            }
            (None, Some(name)) => f.write_str(name)?,
            (None, None) => f.write_str("-")?,
        }
        match self.health {
            Health::Active => f.write_str("\tActive"),
            Health::Expiring { by } => write!(f, "\tActive, reauthorize by {}", minute(*by)),
            Health::Unconfirmed { refusal, evidence, again_at } => {
                let refused =
                    if *refusal == Refusal::AppKeysRefused { "refused your app's keys" } else { "refused" };
                write!(f, "\tUnconfirmed: {network_name} {refused} at {}", minute(evidence.at))?;
                match codes(evidence).join(", ").as_str() {
                    "" => Ok(()),
                    codes => write!(f, " ({codes})"),
                }?;
                if *again_at > SystemClock.now() {
                    write!(f, "; asking again at {}", minute(*again_at))
                } else {
                    f.write_str("; the next check decides")
                }
            }
            Health::Unreachable { since } => {
                write!(f, "\tActive, cannot reach {network_name} since {}", minute(*since))
            }
            Health::Disconnected { reason, evidence } => {
                write!(f, "\tDisconnected: {} ({})", reason_words(*reason), proof(evidence))
            }
            Health::SetUpNeeded { what } => write!(f, "\tSet-up needed: {}", set_up_words(*what)),
        }?;
        match self.missing {
            [] => Ok(()),
            [scope] => write!(f, "; permission missing: {scope}"),
            scopes => write!(f, "; permissions missing: {}", scopes.join(", ")),
        }?;
        for page in self.pages.iter().filter(|page| page.lost.is_some()) {
            write!(f, "; page lost: {}", page.name)?;
        }
        Ok(())
    }
}

fn table(connections: &[ConnectionStatus]) -> String {
    if connections.is_empty() {
        return "No accounts yet. `gander connect NETWORK` adds one; `gander networks` lists them.\n"
            .to_owned();
    }
    let mut lines = String::new();
    for connection in connections {
        let line = Line {
            id: connection.id.as_str(),
            network_name: &connection.network_name,
            username: connection.username.as_deref(),
            display_name: connection.display_name.as_deref(),
            health: &connection.health,
            missing: &connection.missing,
            pages: &connection.pages,
        };
        // Writing to a string cannot fail.
        let _ = writeln!(lines, "{line}");
    }
    lines
}

fn proof(evidence: &Evidence) -> String {
    let mut parts = codes(evidence);
    parts.push(minute(evidence.at).to_string());
    parts.join(", ")
}

fn minute(at: DateTime<Utc>) -> impl Display {
    at.format("%Y-%m-%d %H:%M UTC")
}

fn rfc3339(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

impl<'a> ConnectionJson<'a> {
    fn new(connection: &'a ConnectionStatus) -> Self {
        let mut asks_again_at = None;
        let (status, reason, evidence) = match &connection.health {
            Health::Active => ("active", None, None),
            Health::Expiring { .. } => ("expiring", None, None),
            Health::Unconfirmed { refusal, evidence, again_at } => {
                asks_again_at = Some(rfc3339(*again_at));
                ("unconfirmed", Some(words::refusal(*refusal)), Some(EvidenceJson::new(evidence)))
            }
            Health::Unreachable { .. } => ("unreachable", None, None),
            Health::Disconnected { reason, evidence } => {
                ("disconnected", Some(words::reason(*reason)), Some(EvidenceJson::new(evidence)))
            }
            Health::SetUpNeeded { what } => ("set_up_needed", Some(words::set_up(*what)), None),
        };
        Self {
            id: connection.id.as_str(),
            network: connection.network.as_str(),
            username: connection.username.as_deref().or(connection.display_name.as_deref()),
            status,
            reason,
            asks_again_at,
            reauthorize_by: connection.reauthorize_by.map(rfc3339),
            missing_permissions: &connection.missing,
            pages: connection.pages.iter().map(PageJson::new).collect(),
            evidence,
            allowed: words::allowance(connection.allowed),
        }
    }
}

impl<'a> PageJson<'a> {
    fn new(page: &'a PageState) -> Self {
        Self {
            id: &page.id,
            name: &page.name,
            status: if page.lost.is_some() { "lost" } else { "held" },
            evidence: page.lost.as_ref().map(EvidenceJson::new),
        }
    }
}

impl<'a> EvidenceJson<'a> {
    fn new(evidence: &'a Evidence) -> Self {
        Self {
            at: rfc3339(evidence.at),
            endpoint: words::endpoint(evidence.endpoint),
            status: evidence.status,
            code: evidence.code.as_deref(),
            subcode: evidence.subcode.as_deref(),
        }
    }
}
