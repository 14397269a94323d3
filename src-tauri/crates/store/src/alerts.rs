//! The alerts, and the state of each channel.

use alerts::{Channel, Delivery, Entry};
use chrono::{DateTime, Utc};
use lifecycle::{ConnectionId, NoticeKind, Record};
use rusqlite::{OptionalExtension, Transaction, params};
use serde::{Deserialize, Serialize};
use vault::crash;

use super::{
    Store, columns,
    connections::save_record,
    readable,
    upsert::upsert,
    values::{self, ReasonColumn, SetUpColumn},
};
use crate::StoreError;

#[derive(Serialize, Deserialize)]
struct EntryColumn {
    network: String,
    kind: KindColumn,
    raised: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    settles_at: Option<i64>,
    native: DeliveryColumn,
    email: DeliveryColumn,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mailed_end: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    over_at: Option<i64>,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
enum KindColumn {
    Disconnected { reason: ReasonColumn, reminder: u32 },
    ReauthorizeBy { by: i64, rung: i64 },
    SetUpNeeded { what: SetUpColumn },
    PageLost { names: String },
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub(super) enum DeliveryColumn {
    NotMeant,
    Waiting,
    Failed { times: u32, retry_at: i64 },
    Done { at: i64 },
}

impl Store {
    /// Stores a state and its alert in one transaction.
    pub fn tell(&mut self, record: &Record, entry: &Entry) -> Result<(), StoreError> {
        self.change(|tx, revision| {
            save_record(tx, record, revision)?;
            write(tx, entry, revision)?;
            crash::point("save.in-transaction");
            Ok(())
        })
    }

    /// Stores the delivery states of alerts.
    pub fn set_alerts(&mut self, entries: &[Entry]) -> Result<(), StoreError> {
        self.change(|tx, revision| entries.iter().try_for_each(|entry| write(tx, entry, revision)))
    }

    /// Marks alerts as delivered by a channel, and returns those that no other process has delivered.
    pub fn claim(
        &mut self,
        channel: Channel,
        entries: &[Entry],
        now: DateTime<Utc>,
    ) -> Result<Vec<Entry>, StoreError> {
        self.change(|tx, revision| {
            let mut claimed = Vec::new();
            for entry in entries {
                let text = tx
                    .prepare_cached("SELECT entry FROM alerts WHERE connection = ?1")?
                    .query_row([entry.connection.as_str()], |row| Ok(row.get::<_, String>(0).ok()))
                    .optional()?;
                let kept = text.flatten().and_then(|text| read(&entry.connection, &text));
                let is_told = kept.is_some_and(|kept| {
                    kept.raised == entry.raised && matches!(kept.delivery(channel), Delivery::Done { .. })
                });
                if !is_told {
                    let mut told = entry.clone();
                    told.told(channel, now);
                    write(tx, &told, revision)?;
                    claimed.push(told);
                }
            }
            Ok(claimed)
        })
    }

    /// The alerts that changed after a revision.
    pub fn alerts(&self, after: i64) -> Result<Vec<Entry>, StoreError> {
        self.read(|db| {
            let columns = ["connection", "entry"].map(columns::bounded).join(", ");
            let mut statement =
                db.prepare_cached(&format!("SELECT {columns} FROM alerts WHERE revision > ?1"))?;
            let entries = readable(statement.query([after])?, |row| {
                let connection = ConnectionId::from(row.get::<_, String>(0)?);
                let entry = read(&connection, row.get_ref(1)?.as_str()?);
                if entry.is_none() {
                    tracing::error!(%connection, "what is to be told of a connection cannot be read");
                }
                Ok(entry)
            })?;
            Ok(entries.into_iter().flatten().collect())
        })
    }

    /// Deletes the alerts of these connections.
    pub fn forget_alerts(&mut self, connections: &[ConnectionId]) -> Result<(), StoreError> {
        self.write(|tx| {
            for connection in connections {
                tx.prepare_cached("DELETE FROM alerts WHERE connection = ?1")?
                    .execute([connection.as_str()])?;
            }
            Ok(())
        })
    }
}

fn write(tx: &Transaction<'_>, entry: &Entry, revision: i64) -> rusqlite::Result<()> {
    let write = upsert("alerts", "connection", "connection, entry, revision");
    tx.prepare_cached(&write)?.execute(params![entry.connection.as_str(), text(entry), revision]).map(drop)
}

pub(crate) fn text(entry: &Entry) -> String {
    let column = EntryColumn {
        network: entry.network.to_string(),
        kind: match &entry.kind {
            NoticeKind::Disconnected { reason, reminder } => {
                KindColumn::Disconnected { reason: (*reason).into(), reminder: *reminder }
            }
            NoticeKind::ReauthorizeBy { by, rung } => {
                KindColumn::ReauthorizeBy { by: values::millis(*by), rung: rung.num_seconds() }
            }
            NoticeKind::SetUpNeeded(what) => KindColumn::SetUpNeeded { what: (*what).into() },
            NoticeKind::PageLost { names } => KindColumn::PageLost { names: names.clone() },
        },
        raised: values::millis(entry.raised),
        settles_at: entry.settles_at.map(values::millis),
        native: delivery(entry.native),
        email: delivery(entry.email),
        mailed_end: entry.mailed_end.map(values::millis),
        over_at: entry.over_at.map(values::millis),
    };
    serde_json::to_string(&column).expect("columns are plain data")
}

pub(crate) fn read(connection: &ConnectionId, text: &str) -> Option<Entry> {
    let column: EntryColumn = serde_json::from_str(text).ok()?;
    let kind = match column.kind {
        KindColumn::Disconnected { reason, reminder } => {
            NoticeKind::Disconnected { reason: reason.into(), reminder }
        }
        KindColumn::ReauthorizeBy { by, rung } => {
            NoticeKind::ReauthorizeBy { by: values::time(by), rung: lifecycle::span_of_seconds(rung) }
        }
        KindColumn::SetUpNeeded { what } => NoticeKind::SetUpNeeded(what.into()),
        KindColumn::PageLost { names } => NoticeKind::PageLost { names },
    };
    Some(Entry {
        connection: connection.clone(),
        network: column.network.into(),
        kind,
        raised: values::time(column.raised),
        settles_at: column.settles_at.map(values::time),
        native: read_delivery(&column.native),
        email: read_delivery(&column.email),
        mailed_end: column.mailed_end.map(values::time),
        over_at: column.over_at.map(values::time),
    })
}

pub(super) fn delivery(delivery: Delivery) -> DeliveryColumn {
    match delivery {
        Delivery::NotMeant => DeliveryColumn::NotMeant,
        Delivery::Waiting => DeliveryColumn::Waiting,
        Delivery::Failed { times, retry_at } => {
            DeliveryColumn::Failed { times, retry_at: values::millis(retry_at) }
        }
        Delivery::Done { at } => DeliveryColumn::Done { at: values::millis(at) },
    }
}

pub(super) fn read_delivery(column: &DeliveryColumn) -> Delivery {
    match *column {
        DeliveryColumn::NotMeant => Delivery::NotMeant,
        DeliveryColumn::Waiting => Delivery::Waiting,
        DeliveryColumn::Failed { times, retry_at } => {
            Delivery::Failed { times, retry_at: values::time(retry_at) }
        }
        DeliveryColumn::Done { at } => Delivery::Done { at: values::time(at) },
    }
}
