//! Between the machine's words and the database's columns. The machine knows no serde, so its words are
//! mirrored here.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::{
    Account, Endpoint, Event, Evidence, Grant, Policy, Reason, Record, SetUp, Standing, Told, Unreachable,
};
use rusqlite::{Row, types::Type};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// The columns that [`record`] reads, in its order.
pub(super) const RECORD: &str = "id, network, account, username, display_name, generation, authorized_at, \
     issued_at, access_until, refreshable, refresh_until, data_access_until, standing, unreachable, checked_at, \
     next_check, told";

#[derive(Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
enum StandingColumn {
    Good,
    Broken { reason: ReasonColumn, evidence: EvidenceColumn },
    SetUpNeeded { what: SetUpColumn, since: i64 },
}

#[derive(Serialize, Deserialize)]
struct EvidenceColumn {
    at: i64,
    endpoint: EndpointColumn,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    subcode: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct UnreachableColumn {
    since: i64,
    shown_from: i64,
    failures: u32,
    retry_at: i64,
}

#[derive(Serialize, Deserialize)]
struct ToldColumn {
    trouble: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    warning: Option<(i64, i64)>,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
enum EventColumn {
    Connected,
    Reauthorized,
    Renewed,
    Disconnected { reason: ReasonColumn },
    Recovered,
    SetUpNeeded { what: SetUpColumn },
    Warned,
    Removed,
}

macro_rules! mirror {
    ($column:ident = $word:ident { $($variant:ident),+ $(,)? }) => {
        #[derive(Clone, Copy, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        enum $column { $($variant),+ }

        impl From<$word> for $column {
            fn from(word: $word) -> Self {
                match word { $($word::$variant => Self::$variant),+ }
            }
        }

        impl From<$column> for $word {
            fn from(column: $column) -> Self {
                match column { $($column::$variant => Self::$variant),+ }
            }
        }
    };
}

mirror!(
    ReasonColumn =
        Reason { Expired, Revoked, PasswordChanged, Checkpoint, PermissionMissing, RefreshRejected }
);
mirror!(SetUpColumn = SetUp { AppKeysMissing, AppKeysRefused });
mirror!(EndpointColumn = Endpoint { Authorization, Token, LongLived, Renewal, Identity, Probe, Revocation });

pub(super) fn millis(at: DateTime<Utc>) -> i64 {
    at.timestamp_millis()
}

fn time(millis: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(millis).unwrap_or(DateTime::<Utc>::MAX_UTC)
}

pub(super) fn standing(standing: &Standing) -> String {
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

pub(super) fn unreachable(spell: &Unreachable) -> String {
    json(&UnreachableColumn {
        since: millis(spell.since),
        shown_from: millis(spell.shown_from),
        failures: spell.failures,
        retry_at: millis(spell.retry_at),
    })
}

pub(super) fn told(told: &Told) -> String {
    let warning = told.warning.map(|(by, rung)| (millis(by), rung.num_seconds()));
    json(&ToldColumn { trouble: told.trouble, warning })
}

pub(super) fn event(event: Event) -> String {
    json(&match event {
        Event::Connected => EventColumn::Connected,
        Event::Reauthorized => EventColumn::Reauthorized,
        Event::Renewed => EventColumn::Renewed,
        Event::Disconnected(reason) => EventColumn::Disconnected { reason: reason.into() },
        Event::Recovered => EventColumn::Recovered,
        Event::SetUpNeeded(what) => EventColumn::SetUpNeeded { what: what.into() },
        Event::Warned => EventColumn::Warned,
        Event::Removed => EventColumn::Removed,
    })
}

pub(super) fn read_event(row: &Row<'_>, index: usize) -> rusqlite::Result<Event> {
    Ok(match parse(row, index)? {
        EventColumn::Connected => Event::Connected,
        EventColumn::Reauthorized => Event::Reauthorized,
        EventColumn::Renewed => Event::Renewed,
        EventColumn::Disconnected { reason } => Event::Disconnected(reason.into()),
        EventColumn::Recovered => Event::Recovered,
        EventColumn::SetUpNeeded { what } => Event::SetUpNeeded(what.into()),
        EventColumn::Warned => Event::Warned,
        EventColumn::Removed => Event::Removed,
    })
}

/// Reads a row of [`RECORD`]. The policy belongs to the network, not to the row.
pub(super) fn record(row: &Row<'_>, policy: Arc<Policy>) -> rusqlite::Result<Record> {
    let id: String = row.get(0)?;
    let network: String = row.get(1)?;
    let standing = match parse(row, 12)? {
        StandingColumn::Good => Standing::Good,
        StandingColumn::Broken { reason, evidence } => {
            Standing::Broken { reason: reason.into(), evidence: read_evidence(evidence) }
        }
        StandingColumn::SetUpNeeded { what, since } => {
            Standing::SetUpNeeded { what: what.into(), since: time(since) }
        }
    };
    let unreachable = parse::<Option<UnreachableColumn>>(row, 13)?.map(|spell| Unreachable {
        since: time(spell.since),
        shown_from: time(spell.shown_from),
        failures: spell.failures,
        retry_at: time(spell.retry_at),
    });
    let told: ToldColumn = parse(row, 16)?;
    Ok(Record {
        id: id.into(),
        network: network.into(),
        policy,
        account: Account { id: row.get(2)?, username: row.get(3)?, display_name: row.get(4)? },
        grant: Grant {
            generation: row.get::<_, i64>(5)?.cast_unsigned(),
            authorized_at: time(row.get(6)?),
            issued_at: time(row.get(7)?),
            access_until: row.get::<_, Option<i64>>(8)?.map(time),
            refreshable: row.get(9)?,
            refresh_until: row.get::<_, Option<i64>>(10)?.map(time),
            data_access_until: row.get::<_, Option<i64>>(11)?.map(time),
        },
        standing,
        unreachable,
        checked_at: row.get::<_, Option<i64>>(14)?.map(time),
        next_check: time(row.get(15)?),
        told: Told {
            trouble: told.trouble,
            warning: told.warning.map(|(by, rung)| (time(by), TimeDelta::seconds(rung))),
        },
    })
}

pub(super) fn read_time(row: &Row<'_>, index: usize) -> rusqlite::Result<DateTime<Utc>> {
    row.get(index).map(time)
}

fn evidence_column(evidence: &Evidence) -> EvidenceColumn {
    EvidenceColumn {
        at: millis(evidence.at),
        endpoint: evidence.endpoint.into(),
        status: evidence.status,
        code: evidence.code.clone(),
        subcode: evidence.subcode.clone(),
    }
}

fn read_evidence(column: EvidenceColumn) -> Evidence {
    Evidence {
        at: time(column.at),
        endpoint: column.endpoint.into(),
        status: column.status,
        code: column.code,
        subcode: column.subcode,
    }
}

fn json(column: &impl Serialize) -> String {
    serde_json::to_string(column).expect("columns are plain data")
}

fn parse<T: DeserializeOwned>(row: &Row<'_>, index: usize) -> rusqlite::Result<T> {
    let text = row.get_ref(index)?;
    let text = text.as_str_or_null()?.unwrap_or("null");
    serde_json::from_str(text)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(index, Type::Text, error.into()))
}
