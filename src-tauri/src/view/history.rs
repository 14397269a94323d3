//! An entry of the history.

use keeper::{Allowance, Event, HistoryEntry};
use serde::Serialize;
use ts_rs::TS;

use super::{
    health::{EvidenceView, ReasonView},
    rfc3339,
};

/// Something that happened to a connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct HistoryView {
    /// RFC 3339, as all times here. The latest time, or the start of a spell without an answer.
    at: String,
    /// The first time; the same as `at` if the event happened once.
    first: String,
    count: u32,
    /// The time at which the network answered again.
    until: Option<String>,
    connection: String,
    network_name: String,
    who: Option<String>,
    #[ts(inline)]
    event: EventView,
    reason: Option<ReasonView>,
    evidence: Option<EvidenceView>,
    /// The name of the program that used the connection, as the system told it.
    program: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case")]
pub(super) enum EventView {
    Connected,
    Reauthorized,
    Renewed,
    Disconnected,
    PermissionMissing,
    PageLost,
    Recovered,
    SetUpNeeded,
    Warned,
    Unreachable,
    SignInFailed,
    WrongAccount,
    Removed,
    RevocationFailed,
    Notified,
    Mailed,
    MailFailed,
    AllowedNothing,
    AllowedRequests,
    AllowedTokens,
    TokenTaken,
    RequestMade,
}

impl From<HistoryEntry> for HistoryView {
    fn from(entry: HistoryEntry) -> Self {
        let reason = match entry.event {
            Event::Disconnected(reason) => Some(reason.into()),
            _ => None,
        };
        Self {
            at: rfc3339(entry.at),
            first: rfc3339(entry.first),
            count: entry.count,
            until: entry.until.map(rfc3339),
            connection: entry.connection.to_string(),
            network_name: entry.network_name,
            who: entry.who,
            event: entry.event.into(),
            reason,
            evidence: entry.evidence.as_ref().map(Into::into),
            program: entry.program,
        }
    }
}

impl From<Event> for EventView {
    fn from(event: Event) -> Self {
        match event {
            Event::Connected => Self::Connected,
            Event::Reauthorized => Self::Reauthorized,
            Event::Renewed => Self::Renewed,
            Event::Disconnected(_) => Self::Disconnected,
            Event::PermissionMissing => Self::PermissionMissing,
            Event::PageLost => Self::PageLost,
            // The history keeps the end of a spell with its start.
            Event::Recovered | Event::Reachable => Self::Recovered,
            Event::SetUpNeeded(_) => Self::SetUpNeeded,
            Event::Warned => Self::Warned,
            Event::Unreachable => Self::Unreachable,
            Event::SignInFailed => Self::SignInFailed,
            Event::WrongAccount => Self::WrongAccount,
            Event::Removed => Self::Removed,
            Event::RevocationFailed => Self::RevocationFailed,
            Event::Notified => Self::Notified,
            Event::Mailed => Self::Mailed,
            Event::MailFailed => Self::MailFailed,
            Event::Allowed(Allowance::Nothing) => Self::AllowedNothing,
            Event::Allowed(Allowance::Requests) => Self::AllowedRequests,
            Event::Allowed(Allowance::Tokens) => Self::AllowedTokens,
            Event::TokenTaken => Self::TokenTaken,
            Event::RequestMade => Self::RequestMade,
        }
    }
}
