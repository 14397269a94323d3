//! The columns of a history entry: the event and its evidence.

use lifecycle::{Allowance, Event, Evidence};
use rusqlite::Row;
use serde::{Deserialize, Serialize};

use super::values::{EvidenceColumn, ReasonColumn, SetUpColumn, evidence_column, json, parse, read_evidence};

#[derive(Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
enum EventColumn {
    Connected,
    Reauthorized,
    Renewed,
    Disconnected { reason: ReasonColumn },
    PermissionMissing,
    PageLost,
    Recovered,
    SetUpNeeded { what: SetUpColumn },
    Warned,
    Unreachable,
    Reachable,
    SignInFailed,
    WrongAccount,
    Removed,
    RevocationFailed,
    Notified,
    Mailed,
    MailFailed,
    Allowed { what: AllowanceColumn },
    TokenTaken,
    RequestMade,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum AllowanceColumn {
    Nothing,
    Requests,
    Tokens,
}

pub(crate) fn event(event: Event) -> String {
    json(&match event {
        Event::Connected => EventColumn::Connected,
        Event::Reauthorized => EventColumn::Reauthorized,
        Event::Renewed => EventColumn::Renewed,
        Event::Disconnected(reason) => EventColumn::Disconnected { reason: reason.into() },
        Event::PermissionMissing => EventColumn::PermissionMissing,
        Event::PageLost => EventColumn::PageLost,
        Event::Recovered => EventColumn::Recovered,
        Event::SetUpNeeded(what) => EventColumn::SetUpNeeded { what: what.into() },
        Event::Warned => EventColumn::Warned,
        Event::Unreachable => EventColumn::Unreachable,
        Event::Reachable => EventColumn::Reachable,
        Event::SignInFailed => EventColumn::SignInFailed,
        Event::WrongAccount => EventColumn::WrongAccount,
        Event::Removed => EventColumn::Removed,
        Event::RevocationFailed => EventColumn::RevocationFailed,
        Event::Notified => EventColumn::Notified,
        Event::Mailed => EventColumn::Mailed,
        Event::MailFailed => EventColumn::MailFailed,
        Event::Allowed(allowed) => EventColumn::Allowed {
            what: match allowed {
                Allowance::Nothing => AllowanceColumn::Nothing,
                Allowance::Requests => AllowanceColumn::Requests,
                Allowance::Tokens => AllowanceColumn::Tokens,
            },
        },
        Event::TokenTaken => EventColumn::TokenTaken,
        Event::RequestMade => EventColumn::RequestMade,
    })
}

pub(crate) fn read_event(row: &Row<'_>, index: usize) -> rusqlite::Result<Event> {
    Ok(match parse(row, index)? {
        EventColumn::Connected => Event::Connected,
        EventColumn::Reauthorized => Event::Reauthorized,
        EventColumn::Renewed => Event::Renewed,
        EventColumn::Disconnected { reason } => Event::Disconnected(reason.into()),
        EventColumn::PermissionMissing => Event::PermissionMissing,
        EventColumn::PageLost => Event::PageLost,
        EventColumn::Recovered => Event::Recovered,
        EventColumn::SetUpNeeded { what } => Event::SetUpNeeded(what.into()),
        EventColumn::Warned => Event::Warned,
        EventColumn::Unreachable => Event::Unreachable,
        EventColumn::Reachable => Event::Reachable,
        EventColumn::SignInFailed => Event::SignInFailed,
        EventColumn::WrongAccount => Event::WrongAccount,
        EventColumn::Removed => Event::Removed,
        EventColumn::RevocationFailed => Event::RevocationFailed,
        EventColumn::Notified => Event::Notified,
        EventColumn::Mailed => Event::Mailed,
        EventColumn::MailFailed => Event::MailFailed,
        EventColumn::Allowed { what } => Event::Allowed(match what {
            AllowanceColumn::Nothing => Allowance::Nothing,
            AllowanceColumn::Requests => Allowance::Requests,
            AllowanceColumn::Tokens => Allowance::Tokens,
        }),
        EventColumn::TokenTaken => Event::TokenTaken,
        EventColumn::RequestMade => Event::RequestMade,
    })
}

pub(crate) fn evidence(evidence: &Evidence) -> String {
    json(&evidence_column(evidence))
}

/// The evidence of a history entry, if it has any.
pub(crate) fn read_proof(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<Evidence>> {
    Ok(parse::<Option<EvidenceColumn>>(row, index)?.map(read_evidence))
}
