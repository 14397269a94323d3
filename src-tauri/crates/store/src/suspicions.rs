//! The column of a refusal that waits to be confirmed.

use chrono::TimeDelta;
use lifecycle::{Refusal, Suspicion, bounded_span};
use rusqlite::{Row, types::ValueRef};
use serde::{Deserialize, Serialize};

use super::values::{
    EvidenceColumn, ReasonColumn, evidence_column, json, millis, parse, read_evidence, time,
};

#[derive(Serialize, Deserialize)]
struct SuspicionColumn {
    refusal: RefusalColumn,
    evidence: EvidenceColumn,
    by_renewal: bool,
    confirm_at: i64,
    /// In milliseconds.
    wait: i64,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
enum RefusalColumn {
    Disconnected { reason: ReasonColumn },
    AppKeysRefused,
}

pub(crate) fn suspicion(suspicion: &Suspicion) -> String {
    json(&SuspicionColumn {
        refusal: match suspicion.refusal {
            Refusal::Disconnected(reason) => RefusalColumn::Disconnected { reason: reason.into() },
            Refusal::AppKeysRefused => RefusalColumn::AppKeysRefused,
        },
        evidence: evidence_column(&suspicion.evidence),
        by_renewal: suspicion.by_renewal,
        confirm_at: millis(suspicion.confirm_at),
        wait: suspicion.wait.num_milliseconds(),
    })
}

/// Reads the column. Nearly every row has NULL there, which is not parsed.
pub(super) fn read(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<Suspicion>> {
    if row.get_ref(index)? == ValueRef::Null {
        return Ok(None);
    }
    let Some(column) = parse::<Option<SuspicionColumn>>(row, index)? else { return Ok(None) };
    Ok(Some(Suspicion {
        refusal: match column.refusal {
            RefusalColumn::Disconnected { reason } => Refusal::Disconnected(reason.into()),
            RefusalColumn::AppKeysRefused => Refusal::AppKeysRefused,
        },
        evidence: read_evidence(column.evidence),
        by_renewal: column.by_renewal,
        confirm_at: time(column.confirm_at),
        wait: TimeDelta::try_milliseconds(column.wait).map_or_else(TimeDelta::zero, bounded_span),
    }))
}
