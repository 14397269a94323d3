//! Damaged files: a log that a power cut tore, a database that a disk damaged.

use std::{
    fs,
    path::Path,
    sync::{Arc, LazyLock},
};

use chrono::Utc;
use lifecycle::{Account, ConnectionId, Grant, Lifetimes, NetworkId, Notified, Policy, Record, Standing};
use networks::Catalogue;
use secrecy::{ExposeSecret, SecretString};
use tempfile::TempDir;
use vault::{Key, Secrets};

use super::*;

const LOG: &str = "gander.db-wal";
/// Changes any byte to another one.
const OTHER_BITS: u8 = 0xA5;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::builtin);

/// A data directory with one rotating connection.
struct Kept {
    store: Store,
    key: Key,
    record: Record,
    dir: TempDir,
}

fn folder() -> TempDir {
    // Hundreds of databases are opened here. In memory none of them waits for a disk.
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

fn policies(id: &NetworkId) -> Option<Arc<Policy>> {
    CATALOGUE.get(id).map(|network| Arc::clone(&network.policy))
}

fn secrets(generation: u64) -> Secrets {
    let of = |kind| SecretString::from(format!("practice-{kind}-{generation}"));
    Secrets {
        access_token: of("access"),
        refresh_token: Some(of("refresh")),
        binding: vault::Binding::default(),
    }
}

impl Kept {
    fn new() -> Self {
        let dir = folder();
        let (now, network) = (Utc::now(), NetworkId::from("x"));
        let policy = policies(&network).unwrap();
        let lifetimes = Lifetimes { refresh_token: true, ..Lifetimes::default() };
        let record = Record {
            id: ConnectionId::from("x-1"),
            network,
            account: Account { id: "1".into(), username: Some("danar".into()), display_name: None },
            grant: Grant::authorized(&policy, now, 1, lifetimes),
            policy,
            standing: Standing::Good,
            unreachable: None,
            suspicion: None,
            checked_at: Some(now),
            next_check: now,
            told: Notified::default(),
            pages: Vec::new(),
        };
        let (mut store, key) = (Store::open(dir.path()).unwrap(), Key::generate());
        store.accept(&key).unwrap();
        assert_eq!(store.commit(&key, &record, &secrets(1), false).unwrap(), Commit::Durable);
        Self { store, key, record, dir }
    }

    /// The files that a process leaves if it is killed now.
    fn files(&self) -> Files {
        let read = |name: &str| fs::read(self.dir.path().join(name)).unwrap();
        Files { database: read(FILE), log: read(LOG) }
    }

    /// The one generation of a directory's record, secret and journal. `None` if all of them are missing.
    fn generation_in(&self, dir: &Path) -> Option<u64> {
        let mut store = Store::open(dir).unwrap();
        let told: String = store.db.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(told, "ok");
        let changes = store.connections(&policies).unwrap();
        let [Change::Written(record, interrupted)] = changes.as_slice() else {
            assert!(changes.is_empty(), "{changes:?}");
            return None;
        };
        let generation = record.grant.generation;
        let opened = store.secrets(&self.key, &Owner::of(record)).unwrap();
        assert_eq!(opened.access_token.expose_secret(), secrets(generation).access_token.expose_secret());
        assert!(!interrupted || generation == 1, "a renewal that is stored is in doubt no more");
        Some(generation)
    }
}

#[derive(Clone)]
struct Files {
    database: Vec<u8>,
    log: Vec<u8>,
}

impl Files {
    fn write(&self) -> TempDir {
        let dir = folder();
        fs::write(dir.path().join(FILE), &self.database).unwrap();
        fs::write(dir.path().join(LOG), &self.log).unwrap();
        dir
    }
}

#[test]
fn a_torn_log_opens_with_the_state_before_or_after_the_last_commit_and_never_with_a_mixture() {
    let mut kept = Kept::new();
    kept.store.begin_renewal(&kept.record.id, 1, Utc::now()).unwrap();
    let before = kept.files();
    let mut renewed = kept.record.clone();
    renewed.grant.generation = 2;
    assert_eq!(kept.store.commit(&kept.key, &renewed, &secrets(2), true).unwrap(), Commit::Durable);
    let after = kept.files();
    let (from, to) = (before.log.len(), after.log.len());
    assert!(from < to && after.database == before.database, "the last commit is at the end of the log");
    assert_eq!(kept.generation_in(after.write().path()), Some(2));

    let mut seen = [0_u32; 2];
    let mut see = |torn: &Files, what: &str| {
        let dir = torn.write();
        let generation = kept.generation_in(dir.path());
        assert!(matches!(generation, Some(1 | 2)), "{what}: {generation:?}");
        let journalled = Store::open(dir.path()).unwrap().journal().unwrap();
        // A renewal whose commit was lost with the log's end is still in the journal.
        assert_eq!(journalled.len(), usize::from(generation == Some(1)), "{what}");
        seen[usize::from(generation == Some(2))] += 1;
    };
    for at in (from..=to).step_by(61) {
        let mut torn = after.clone();
        torn.log.truncate(at);
        see(&torn, &format!("cut at {at}"));
        // The file had grown already, but its end was never written.
        torn.log.resize(to, 0);
        see(&torn, &format!("zeros from {at}"));
    }
    for at in (from..to).step_by(61) {
        let mut torn = after.clone();
        torn.log[at] ^= OTHER_BITS;
        see(&torn, &format!("other bits at {at}"));
    }
    assert!(seen[0] > 100 && seen[1] > 0, "{seen:?}");
}

#[test]
fn a_log_that_lost_more_than_its_end_opens_with_an_earlier_state_and_never_with_a_mixture() {
    let mut kept = Kept::new();
    let mut renewed = kept.record.clone();
    renewed.grant.generation = 2;
    kept.store.commit(&kept.key, &renewed, &secrets(2), true).unwrap();
    let after = kept.files();
    for at in (0..after.log.len()).step_by(331) {
        let mut torn = after.clone();
        torn.log.truncate(at);
        kept.generation_in(torn.write().path());
    }
}

#[test]
fn a_database_with_a_damaged_head_is_refused_and_left_as_it_is_or_opens_whole() {
    let kept = Kept::new();
    let (dir, key) = (kept.dir, kept.key);
    drop(kept.store);
    let good = fs::read(dir.path().join(FILE)).unwrap();
    let mut refused = 0;
    for at in 0..100 {
        for bits in [1, OTHER_BITS, 0xFF] {
            let mut damaged = good.clone();
            damaged[at] ^= bits;
            let place = folder();
            let path = place.path().join(FILE);
            fs::write(&path, &damaged).unwrap();
            match Store::open(place.path()) {
                Ok(mut store) => {
                    let changes = store.connections(&policies).unwrap();
                    assert!(matches!(changes.as_slice(), [Change::Written(..)]), "{at} {bits}: {changes:?}");
                    let [Change::Written(record, _)] = changes.as_slice() else { unreachable!() };
                    store.secrets(&key, &Owner::of(record)).unwrap();
                }
                Err(error) => {
                    refused += 1;
                    // Byte 18 is the write version. SQLite opens a database with an unknown one for reading only.
                    let says = match error {
                        StoreError::Damaged(_) | StoreError::Newer(_) => true,
                        StoreError::NotWritable { .. } => at == 18,
                        StoreError::Folder(_)
                        | StoreError::Other { .. }
                        | StoreError::Vault(_)
                        | StoreError::Altered(_) => false,
                    };
                    assert!(says, "byte {at}, bits {bits}: {error}");
                    assert_eq!(
                        fs::read(&path).unwrap(),
                        damaged,
                        "byte {at}, bits {bits}: nothing is overwritten"
                    );
                }
            }
        }
    }
    assert!(refused > 50, "{refused}");
}
