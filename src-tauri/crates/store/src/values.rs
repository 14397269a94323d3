//! Values that several columns hold: moments, evidence, and JSON as such. The state machine does not use serde, so its
//! types are mirrored here.

use chrono::{DateTime, Utc};
use lifecycle::{Endpoint, Evidence, Reason, SetUp};
use rusqlite::{Row, types::Type};
use serde::{Deserialize, Serialize};

macro_rules! mirror {
    ($column:ident = $word:ident { $($variant:ident),+ $(,)? }) => {
        #[derive(Clone, Copy, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub(super) enum $column { $($variant),+ }

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

mirror!(
    EndpointColumn = Endpoint { Authorization, Token, LongLived, Renewal, Identity, Probe, Revocation, Page }
);

#[derive(Serialize, Deserialize)]
pub(super) struct EvidenceColumn {
    at: i64,
    endpoint: EndpointColumn,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    subcode: Option<String>,
}

pub(super) fn evidence_column(evidence: &Evidence) -> EvidenceColumn {
    EvidenceColumn {
        at: millis(evidence.at),
        endpoint: evidence.endpoint.into(),
        status: evidence.status,
        code: evidence.code.clone(),
        subcode: evidence.subcode.clone(),
    }
}

pub(super) fn read_evidence(column: EvidenceColumn) -> Evidence {
    Evidence {
        at: time(column.at),
        endpoint: column.endpoint.into(),
        status: column.status,
        code: column.code,
        subcode: column.subcode,
    }
}

pub(super) fn millis(at: DateTime<Utc>) -> i64 {
    at.timestamp_millis()
}

/// Reads a moment. Every moment comes through here, so that any stored number suits later arithmetic.
pub(super) fn time(millis: i64) -> DateTime<Utc> {
    lifecycle::moment_of_millis(millis)
}

pub(super) fn json(column: &impl Serialize) -> String {
    serde_json::to_string(column).expect("columns are plain data")
}

pub(super) fn parse<'a, T: Deserialize<'a>>(row: &'a Row<'_>, index: usize) -> rusqlite::Result<T> {
    let text = row.get_ref(index)?;
    let text = text.as_str_or_null()?.unwrap_or("null");
    serde_json::from_str(text)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(index, Type::Text, error.into()))
}

pub(super) fn read_time(row: &Row<'_>, index: usize) -> rusqlite::Result<DateTime<Utc>> {
    row.get(index).map(time)
}
