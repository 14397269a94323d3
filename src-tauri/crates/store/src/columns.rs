//! Converts between a [`Record`] and its row.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use lifecycle::{Account, Grant, NetworkId, Notified, Page, Policy, Record, Scopes, Standing, Unreachable};
use rusqlite::{Row, types::ValueRef};
use serde::{Deserialize, Serialize};

pub(crate) use super::page_column::pages;
use super::{
    page_column::read_pages,
    suspicions,
    values::{
        EvidenceColumn, ReasonColumn, SetUpColumn, evidence_column, json, millis, parse, read_evidence,
        read_time, time,
    },
};

/// The columns that [`record`] reads, in its order.
pub(super) const RECORD: &str = "id, network, account, username, display_name, generation, authorized_at, \
     issued_at, access_until, refreshable, refresh_until, data_access_until, standing, unreachable, checked_at, \
     next_check, told, scopes, pages, suspicion";

/// The first database version with the granted scopes.
const SCOPES_SINCE: i64 = 4;

/// The first database version with the pages of an account.
const PAGES_SINCE: i64 = 6;

/// The first database version with the refusal that waits to be confirmed.
const SUSPICION_SINCE: i64 = 7;

/// The maximum length of a text in bytes; a thousand pages with long names need less. A longer text counts as absent,
/// and is not even loaded.
pub(super) const LONGEST_TEXT: usize = 2 << 20;

/// The given columns, each bounded, and NULL for each column that a database of this version lacks.
pub(super) fn of(columns: &str, version: i64) -> String {
    let since = |column: &str| match column {
        "scopes" => SCOPES_SINCE,
        "pages" => PAGES_SINCE,
        "suspicion" => SUSPICION_SINCE,
        _ => 0,
    };
    let read = |column| match since(column) {
        since if version < since => "NULL".to_owned(),
        _ => bounded(column),
    };
    columns.split(", ").map(read).collect::<Vec<_>>().join(", ")
}

/// A column whose value is NULL if it is longer than [`LONGEST_TEXT`].
pub(super) fn bounded(column: &str) -> String {
    format!("iif(octet_length({column}) <= {LONGEST_TEXT}, {column}, NULL)")
}

/// The value of nearly every row. It is compared instead of parsed.
const GOOD: &str = r#"{"is":"good"}"#;

#[derive(Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
enum StandingColumn {
    Good,
    Broken { reason: ReasonColumn, evidence: EvidenceColumn },
    SetUpNeeded { what: SetUpColumn, since: i64 },
}

#[derive(Serialize, Deserialize)]
struct UnreachableColumn {
    since: i64,
    shown_from: i64,
    failures: u32,
    retry_at: i64,
    #[serde(default)]
    asked_to_wait: bool,
}

#[derive(Serialize, Deserialize)]
struct ToldColumn {
    trouble: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    warning: Option<(i64, i64)>,
    #[serde(default, skip_serializing_if = "is_zero")]
    pages: u32,
}

/// Reads a moment whose last possible value means "never".
fn time_or_never(millis: i64) -> DateTime<Utc> {
    let never = DateTime::<Utc>::MAX_UTC;
    if millis == never.timestamp_millis() { never } else { time(millis) }
}

pub(crate) fn standing(standing: &Standing) -> String {
    let column = match standing {
        Standing::Good => StandingColumn::Good,
        Standing::Broken { reason, evidence } => {
            StandingColumn::Broken { reason: (*reason).into(), evidence: evidence_column(evidence) }
        }
        Standing::SetUpNeeded { what, since } => {
            StandingColumn::SetUpNeeded { what: (*what).into(), since: millis(*since) }
        }
    };
    json(&column)
}

pub(crate) fn unreachable(spell: &Unreachable) -> String {
    json(&UnreachableColumn {
        since: millis(spell.since),
        shown_from: millis(spell.shown_from),
        failures: spell.failures,
        retry_at: millis(spell.retry_at),
        asked_to_wait: spell.asked_to_wait,
    })
}

pub(crate) fn told(told: &Notified) -> String {
    let warning = told.warning.map(|(by, rung)| (millis(by), rung.num_seconds()));
    json(&ToldColumn { trouble: told.trouble, warning, pages: told.pages })
}

/// Reads a row of [`RECORD`]. The policy belongs to the network, not to the row.
pub(crate) fn record(row: &Row<'_>, network: NetworkId, policy: Arc<Policy>) -> rusqlite::Result<Record> {
    let told: ToldColumn = parse(row, 16)?;
    Ok(Record {
        id: row.get_ref(0)?.as_str()?.into(),
        network,
        policy,
        account: Account { id: row.get(2)?, username: row.get(3)?, display_name: row.get(4)? },
        grant: read_grant(row, 5, read_scopes(row, 17)?)?,
        standing: read_standing(row, 12)?,
        unreachable: read_unreachable(row, 13)?,
        suspicion: suspicions::read(row, 19)?,
        checked_at: row.get::<_, Option<i64>>(14)?.map(time),
        next_check: time(row.get(15)?),
        told: Notified {
            trouble: told.trouble,
            warning: told.warning.map(|(by, rung)| (time(by), lifecycle::span_of_seconds(rung))),
            pages: told.pages,
        },
        pages: read_pages(row, 18)?.into_iter().map(Page::from).collect(),
    })
}

/// Tells whether [`record`] can read this row.
pub(super) fn is_readable(row: &Row<'_>) -> bool {
    let grant = read_scopes(row, 17).and_then(|scopes| read_grant(row, 5, scopes)).is_ok();
    let words = read_standing(row, 12).is_ok()
        && read_unreachable(row, 13).is_ok()
        && suspicions::read(row, 19).is_ok();
    grant && words && parse::<ToldColumn>(row, 16).is_ok() && read_pages(row, 18).is_ok()
}

/// Reads the column of the granted scopes.
fn scopes(text: &str) -> Scopes {
    Scopes::read(text).unwrap_or_else(Scopes::none)
}

fn read_scopes(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<Scopes>> {
    Ok(row.get_ref(index)?.as_str_or_null()?.map(scopes))
}

/// Reads seven columns, beginning with `first`.
fn read_grant(row: &Row<'_>, first: usize, scopes: Option<Scopes>) -> rusqlite::Result<Grant> {
    let optional = |index| -> rusqlite::Result<_> { Ok(row.get_ref(index)?.as_i64_or_null()?.map(time)) };
    Ok(Grant {
        generation: row.get_ref(first)?.as_i64()?.cast_unsigned(),
        authorized_at: read_time(row, first + 1)?,
        issued_at: read_time(row, first + 2)?,
        access_until: optional(first + 3)?,
        refreshable: row.get(first + 4)?,
        refresh_until: optional(first + 5)?,
        data_access_until: optional(first + 6)?,
        scopes,
    })
}

pub(super) fn read_standing(row: &Row<'_>, index: usize) -> rusqlite::Result<Standing> {
    if row.get_ref(index)?.as_str()? == GOOD {
        return Ok(Standing::Good);
    }
    Ok(match parse(row, index)? {
        StandingColumn::Good => Standing::Good,
        StandingColumn::Broken { reason, evidence } => {
            Standing::Broken { reason: reason.into(), evidence: read_evidence(evidence) }
        }
        StandingColumn::SetUpNeeded { what, since } => {
            Standing::SetUpNeeded { what: what.into(), since: time(since) }
        }
    })
}

fn read_unreachable(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<Unreachable>> {
    if row.get_ref(index)? == ValueRef::Null {
        return Ok(None);
    }
    Ok(parse::<Option<UnreachableColumn>>(row, index)?.map(|spell| Unreachable {
        since: time(spell.since),
        shown_from: time_or_never(spell.shown_from),
        failures: spell.failures,
        retry_at: time(spell.retry_at),
        asked_to_wait: spell.asked_to_wait,
    }))
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over so")]
fn is_zero(count: &u32) -> bool {
    *count == 0
}
