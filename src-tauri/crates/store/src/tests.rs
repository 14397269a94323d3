//! Tests of the database as a whole.

mod activity_alerts;
mod allowances;
mod altered;
mod feed_pictures;
mod feeds;
mod history;
mod pictures;
mod plans;
mod records;
mod sharing;
mod versions;

use std::{path::Path, sync::Arc, thread};

use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::{
    Account, ConnectionId, Endpoint, Event, Evidence, Grant, NetworkId, Notified, Policy, Reason, Record,
    Refusal, Standing, Suspicion,
};
use networks::Catalogue;
use rusqlite::types::Value;
use secrecy::ExposeSecret;
use tempfile::TempDir;
use vault::{App, Key, Secrets};

use super::{
    opening::{LATEST, STEPS},
    *,
};
use crate::{Altered, HistoryEntry};
use base64::Engine as _;

const FIRST_VERSION: &str = include_str!("../tests/fixtures/version-1.sql");

fn first_version() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    Connection::open(dir.path().join(FILE)).unwrap().execute_batch(FIRST_VERSION).unwrap();
    dir
}

/// Every record, read as a status reads them.
fn each(store: &mut Store) -> Vec<Record> {
    let mut records = Vec::new();
    store.each_record(&policies, &mut |record| records.extend(record.unwrap())).unwrap();
    records
}

fn policies(id: &NetworkId) -> Option<Arc<Policy>> {
    Catalogue::builtin().get(id).map(|network| Arc::clone(&network.policy))
}

fn text_of(store: &Store, query: &str) -> String {
    store.read(|db| db.query_row(query, [], |row| row.get(0))).unwrap()
}

fn history(store: &Store, id: Option<&str>) -> Vec<HistoryEntry> {
    store.history(id.map(ConnectionId::from).as_ref(), 1000, &|id| id.to_string()).unwrap()
}

fn at(minutes: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_767_614_400, 0).unwrap() + TimeDelta::minutes(minutes)
}

fn record() -> Record {
    let policy = policies(&"x".into()).unwrap();
    Record {
        id: "c".into(),
        network: "x".into(),
        account: Account { id: "1".into(), username: Some("dana".into()), display_name: None },
        grant: Grant::authorized(&policy, at(0), 1, lifecycle::Lifetimes::default()),
        policy,
        standing: Standing::Good,
        unreachable: None,
        suspicion: None,
        checked_at: None,
        next_check: at(0),
        told: Notified::default(),
        pages: Vec::new(),
    }
}

fn proof(minutes: i64, status: u16) -> Evidence {
    Evidence { at: at(minutes), endpoint: Endpoint::Probe, status: Some(status), code: None, subcode: None }
}

fn key() -> Key {
    Key::from_base64(&base64::engine::general_purpose::STANDARD.encode([b'g'; 32])).unwrap()
}

/// A store with [`record`], which runs two pages: one is held and lost, the other is neither.
fn with_pages() -> (Store, Key, Record) {
    let page = |id: &str, held, lost| lifecycle::Page {
        id: id.into(),
        name: format!("Page {id}"),
        held,
        lost,
        confirm_at: Some(at(3)),
    };
    let pages = vec![page("a", true, Some(proof(1, 400))), page("b", false, None)];
    let record = Record { pages, told: Notified { pages: 1, ..Notified::default() }, ..record() };
    let (mut store, key) = (Store::in_memory().unwrap(), key());
    store.accept(&key).unwrap();
    let secrets =
        Secrets { access_token: "practice-access".into(), refresh_token: None, binding: Default::default() };
    assert_eq!(store.commit(&key, &record, &secrets, false).unwrap(), Commit::Durable);
    (store, key, record)
}

fn mail_server() -> ::alerts::Email {
    ::alerts::Email {
        host: "smtp.example.org".into(),
        port: 465,
        security: ::alerts::Security::Tls,
        username: Some("dana".into()),
        from: "dana@example.org".into(),
        to: vec!["dana@example.org".into()],
    }
}
