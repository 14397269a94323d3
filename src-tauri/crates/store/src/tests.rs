//! A database of the first version is brought to the newest without losing anything, and a history stays bounded.

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

/// Every row of every table, with the columns that the first version has.
fn content(dir: &Path) -> Vec<Vec<Value>> {
    let db = Connection::open(dir.join(FILE)).unwrap();
    let mut all = Vec::new();
    for (table, columns) in [
        ("apps", "network, client_id, sealed, revision"),
        (
            "connections",
            "id, network, account, username, display_name, generation, authorized_at, issued_at, access_until, \
             refreshable, refresh_until, data_access_until, standing, unreachable, checked_at, next_check, told, revision",
        ),
        ("history", "id, at, connection, network, who, event"),
        ("journal", "*"),
        ("meta", "*"),
        ("removed", "*"),
        ("secrets", "*"),
    ] {
        let mut statement = db.prepare(&format!("SELECT {columns} FROM {table} ORDER BY 1")).unwrap();
        let width = statement.column_count();
        let rows = statement.query_map([], |row| (0..width).map(|column| row.get(column)).collect());
        all.extend(rows.unwrap().map(Result::unwrap));
    }
    all
}

fn version(dir: &Path) -> i64 {
    Connection::open(dir.join(FILE)).unwrap().query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap()
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

#[test]
fn a_database_of_the_first_version_is_brought_to_the_newest_without_losing_anything() {
    let dir = first_version();
    let before = content(dir.path());
    assert_eq!(before.len(), 18);
    let mut store = Store::open(dir.path()).unwrap();
    assert_eq!(version(dir.path()), LATEST);
    assert_eq!(content(dir.path()), before);

    let key = Key::from_base64(&base64::engine::general_purpose::STANDARD.encode([b'g'; 32])).unwrap();
    store.accept(&key).unwrap();
    let x = ConnectionId::from("x-YyVKj4lmf64");
    let owner = Owner {
        connection: x.clone(),
        network: "x".into(),
        account: text_of(&store, "SELECT account FROM connections WHERE network = 'x'"),
    };
    // The values open before and after they are sealed anew, which happens once.
    for former in [true, false, false] {
        assert_eq!(store.is_of_earlier_seal(&key).unwrap(), former);
        let secrets = store.secrets(&key, &owner).unwrap();
        assert!(secrets.access_token.expose_secret().starts_with("practice-access-"));
        assert!(store.app(&key, &"x".into()).unwrap().unwrap().client_secret.is_some());
        assert_eq!(store.altered(&key).unwrap(), []);
        store.seal_anew(&key).unwrap();
    }
    assert!(store.secrets(&key, &Owner { account: "7@evil.example".into(), ..owner.clone() }).is_err());
    assert!(store.accept(&Key::generate()).is_err());
    store.accept(&key).unwrap();
    let interrupted: Vec<_> = store
        .connections(&policies)
        .unwrap()
        .into_iter()
        .filter_map(|change| match change {
            Change::Written(record, interrupted) => {
                let broken = matches!(record.standing, Standing::Broken { reason: Reason::Revoked, .. });
                Some((record.network.to_string(), broken, interrupted))
            }
            Change::Removed(_) => None,
        })
        .collect();
    assert_eq!(interrupted, [("linkedin".into(), true, false), ("x".into(), false, true)]);

    let told: Vec<_> = history(&store, None).into_iter().map(|entry| (entry.event, entry.count)).collect();
    let once = |event| (event, 1);
    assert_eq!(
        told,
        [
            Event::Disconnected(Reason::Revoked),
            Event::Removed,
            Event::Renewed,
            Event::Connected,
            Event::Connected,
            Event::Connected
        ]
        .map(once)
    );
    // Opening the database again changes nothing.
    drop(store);
    let sealed_anew = content(dir.path());
    assert_ne!(sealed_anew, before);
    Store::open(dir.path()).unwrap();
    assert_eq!(content(dir.path()), sealed_anew);
}

#[test]
fn a_database_of_the_first_version_is_read_without_being_written() {
    let dir = first_version();
    let mut store = Store::open_to_read(dir.path()).unwrap().unwrap();
    assert_eq!(each(&mut store).len(), 2);
    let entry = history(&store, Some("linkedin-kQ4o1zdJ9CE")).remove(0);
    assert_eq!(
        (entry.event, entry.evidence, entry.until),
        (Event::Disconnected(Reason::Revoked), None, None)
    );
    assert_eq!((entry.first, entry.count), (entry.at, 1));
    drop(store);
    assert_eq!(version(dir.path()), 1);
}

#[test]
fn a_row_that_cannot_be_read_hides_no_other_and_is_left_as_it_is() {
    let dir = first_version();
    let mut store = Store::open(dir.path()).unwrap();
    let other = Connection::open(dir.path().join(FILE)).unwrap();
    other
        .execute_batch(
            "UPDATE connections SET standing = '{' WHERE network = 'linkedin'; \
             UPDATE history SET event = '{\"is\":\"odd\"}' WHERE id = 6",
        )
        .unwrap();
    let read = store.connections(&policies).unwrap();
    let of_x =
        |change: &Change| matches!(change, Change::Written(record, _) if record.network.as_str() == "x");
    assert_eq!(read.iter().filter(|change| of_x(change)).count(), 1);
    assert_eq!(read.len(), 2, "that of X, and what was removed: {read:?}");
    assert_eq!(store.unreadable().unwrap(), 1);
    assert_eq!(history(&store, None).len(), 5);
    let kept: String = other
        .query_row("SELECT standing FROM connections WHERE network = 'linkedin'", [], |row| row.get(0))
        .unwrap();
    assert_eq!(kept, "{");
}

#[test]
fn processes_that_open_an_old_database_at_once_all_succeed() {
    for _ in 0..10 {
        let dir = first_version();
        thread::scope(|scope| {
            let opened: Vec<_> = (0..4).map(|_| scope.spawn(|| Store::open(dir.path()).map(drop))).collect();
            for opened in opened {
                opened.join().unwrap().unwrap();
            }
        });
        assert_eq!(version(dir.path()), LATEST);
    }
}

#[test]
fn an_older_gander_that_still_runs_goes_on_writing_its_history() {
    let dir = first_version();
    let older = Connection::open(dir.path().join(FILE)).unwrap();
    let store = Store::open(dir.path()).unwrap();
    let written = "INSERT INTO history (at, connection, network, who, event) VALUES (1, 'a', 'x', NULL, ?1)";
    older.execute(written, [r#"{"is":"warned"}"#]).unwrap();
    assert_eq!(history(&store, Some("a"))[0].event, Event::Warned);
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

#[test]
fn what_is_routine_and_comes_again_within_a_day_is_one_entry_with_a_count() {
    let mut store = Store::in_memory().unwrap();
    let record = record();
    for (minute, status) in [(0, 502), (60, 503)] {
        store.happened(at(minute), &record, Event::Unreachable, Some(&proof(minute, status))).unwrap();
        store.happened(at(minute + 5), &record, Event::Reachable, None).unwrap();
        store.happened(at(minute + 5), &record, Event::Renewed, None).unwrap();
    }
    let told = history(&store, Some("c"));
    let brief = |entry: &HistoryEntry| (entry.event, entry.first, entry.at, entry.count, entry.until);
    assert_eq!(
        told.iter().map(brief).collect::<Vec<_>>(),
        [(Event::Renewed, at(5), at(65), 2, None), (Event::Unreachable, at(0), at(60), 2, Some(at(65))),]
    );
    assert_eq!(told[1].evidence, Some(proof(60, 503)));
    // An event gets a new entry on the next day, and after an important event.
    store.happened(at(24 * 60 + 5), &record, Event::Renewed, None).unwrap();
    store.happened(at(24 * 60 + 6), &record, Event::Warned, None).unwrap();
    store.happened(at(24 * 60 + 7), &record, Event::Renewed, None).unwrap();
    let counts: Vec<_> = history(&store, Some("c")).iter().map(|entry| entry.count).collect();
    assert_eq!(counts, [1, 1, 1, 2, 2]);
}

#[test]
fn a_network_that_comes_and_goes_for_years_pushes_no_disconnect_out() {
    let mut store = Store::in_memory().unwrap();
    let record = record();
    let disconnected = Event::Disconnected(Reason::Revoked);
    store.happened(at(0), &record, disconnected, Some(&proof(0, 401))).unwrap();
    for day in 1..=500 {
        for minute in [0, 30] {
            store.happened(at(day * 1440 + minute), &record, Event::Unreachable, None).unwrap();
            store.happened(at(day * 1440 + minute), &record, Event::Reachable, None).unwrap();
            store.happened(at(day * 1440 + minute), &record, Event::Renewed, None).unwrap();
        }
    }
    let told = history(&store, Some("c"));
    assert_eq!(told.len(), 101);
    assert_eq!(
        told.last().map(|entry| (entry.event, entry.evidence.clone())),
        Some((disconnected, Some(proof(0, 401))))
    );
    // Important events are bounded as well.
    for minute in 0..300 {
        store.happened(at(800_000 + minute), &record, Event::Warned, None).unwrap();
    }
    assert_eq!(history(&store, Some("c")).iter().filter(|entry| entry.event == Event::Warned).count(), 200);
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

#[test]
fn the_pages_of_a_connection_come_back_as_they_were() {
    let (mut store, _, record) = with_pages();
    let changes = store.connections(&policies).unwrap();
    let [Change::Written(read, false)] = changes.as_slice() else { panic!("{changes:?}") };
    assert_eq!(**read, record);
    assert_eq!(each(&mut store), [record]);
}

#[test]
fn a_database_from_before_there_were_pages_is_read_as_one_without_any() {
    let dir = first_version();
    let older = Connection::open(dir.path().join(FILE)).unwrap();
    for step in &STEPS[1..5] {
        older.execute_batch(step).unwrap();
    }
    older.pragma_update(None, "user_version", 5).unwrap();
    let mut store = Store::open_to_read(dir.path()).unwrap().unwrap();
    let records = each(&mut store);
    assert!(records.iter().all(|record| record.pages.is_empty()));
    assert_eq!((records.len(), store.unreadable().unwrap()), (2, 0));
    let mut store = Store::open(dir.path()).unwrap();
    assert_eq!(version(dir.path()), LATEST);
    assert!(store.connections(&policies).unwrap().iter().all(|change| match change {
        Change::Written(record, _) => record.pages.is_empty(),
        Change::Removed(_) => true,
    }));
}

#[test]
fn a_refusal_that_waits_to_be_confirmed_comes_back_as_it_was_with_its_token_alone() {
    for (refusal, by_renewal) in
        [(Refusal::Disconnected(Reason::Revoked), false), (Refusal::AppKeysRefused, true)]
    {
        let (mut store, _, record) = with_pages();
        let suspicion = Suspicion {
            refusal,
            evidence: proof(2, 401),
            by_renewal,
            confirm_at: at(7),
            wait: TimeDelta::minutes(5),
        };
        let doubted = Record { suspicion: Some(suspicion), ..record };
        store.save(&doubted).unwrap();
        let changes = store.connections(&policies).unwrap();
        let [Change::Written(read, false)] = changes.as_slice() else { panic!("{changes:?}") };
        assert_eq!(**read, doubted);
        assert_eq!(each(&mut store), std::slice::from_ref(&doubted));

        // Another process has a later token, so the doubt about the former one is not stored.
        let mut grant = doubted.grant.clone();
        grant.generation += 1;
        let secrets = Secrets {
            access_token: "practice-access".into(),
            refresh_token: None,
            binding: Default::default(),
        };
        let renewed = Record { grant, suspicion: None, ..doubted.clone() };
        assert_eq!(store.commit(&key(), &renewed, &secrets, true).unwrap(), Commit::Durable);
        store.save(&doubted).unwrap();
        assert_eq!(each(&mut store), [renewed]);
    }
}

#[test]
fn a_database_from_before_refusals_were_kept_is_read_as_one_without_any() {
    let dir = first_version();
    let older = Connection::open(dir.path().join(FILE)).unwrap();
    for step in &STEPS[1..6] {
        older.execute_batch(step).unwrap();
    }
    older.pragma_update(None, "user_version", 6).unwrap();
    let mut store = Store::open_to_read(dir.path()).unwrap().unwrap();
    let suspicions: Vec<_> = each(&mut store).into_iter().map(|record| record.suspicion).collect();
    assert_eq!((suspicions, store.unreadable().unwrap()), (vec![None, None], 0));
    Store::open(dir.path()).unwrap();
    assert_eq!(version(dir.path()), LATEST);
}

#[test]
fn the_token_of_a_page_is_sealed_for_its_place_and_kept_while_the_page_is_held() {
    let (mut store, key, record) = with_pages();
    let (owner, id) = (Owner::of(&record), record.id);
    let token = |store: &Store, page: &str| {
        store.page_token(&key, &owner, page).map(|token| token.map(|token| token.expose_secret().to_owned()))
    };
    let held = |pages: &[&str]| pages.iter().map(|page| (*page).to_owned()).collect::<Vec<_>>();
    let tokens = ["a", "b", "c"].map(|page| (page.to_owned(), format!("practice-page-{page}").into()));
    store.set_page_tokens(&key, &owner, 1, &tokens, &held(&["a", "c"])).unwrap();
    assert_eq!(token(&store, "a").unwrap().as_deref(), Some("practice-page-a"));
    assert_eq!(token(&store, "b").unwrap(), None, "it is not held");
    let sealed: Vec<u8> = store
        .read(|db| db.query_row("SELECT sealed FROM page_tokens WHERE page = 'a'", [], |row| row.get(0)))
        .unwrap();
    assert!(!sealed.windows(8).any(|window| window == b"practice"));

    // A list without a token keeps the former one; the token of a released page is deleted.
    store.set_page_tokens(&key, &owner, 2, &[], &held(&["a"])).unwrap();
    assert_eq!(token(&store, "a").unwrap().as_deref(), Some("practice-page-a"));
    assert_eq!(token(&store, "c").unwrap(), None);

    // A token that was moved to another page does not open.
    store.write(|tx| tx.execute("UPDATE page_tokens SET page = 'b'", []).map(drop)).unwrap();
    assert!(token(&store, "b").is_err());

    store.forget(&id).unwrap();
    store.set_page_tokens(&key, &owner, 1, &tokens, &held(&["a"])).unwrap();
    assert_eq!(token(&store, "a").unwrap(), None, "a connection that is gone has no page");
}

fn altered_by(store: &mut Store, key: &Key, sql: &str) -> Vec<Altered> {
    store.write(|tx| tx.execute_batch(sql)).unwrap();
    store.altered(key).unwrap()
}

#[test]
fn what_something_else_changed_is_named_and_right_again_once_it_is_as_it_was() {
    let (mut store, key, record) = with_pages();
    let tokens = [("a".to_owned(), "practice-page-a".into())];
    store.set_page_tokens(&key, &Owner::of(&record), 1, &tokens, &["a".to_owned()]).unwrap();
    let app = App {
        client_id: "practice-x".into(),
        client_secret: Some("practice-secret".into()),
        ..App::default()
    };
    store.set_app(&key, &"x".into(), &app).unwrap();
    let bridge = [("x".into(), "https://bridge.example/".parse().unwrap())];
    store.set_bridges(&key, &bridge.into()).unwrap();
    let server = mail_server();
    store.set_mail_password(&key, Some((&server, &"practice-mail".into()))).unwrap();
    let settings = ::alerts::Settings { email: Some(server), ..::alerts::Settings::default() };
    store.set_alert_settings(&settings).unwrap();
    store.join(&key, &[], &Default::default(), &settings).unwrap();
    assert_eq!(store.altered(&key).unwrap(), []);
    for (change, back, named) in [
        (
            "UPDATE connections SET account = '7@evil'",
            "UPDATE connections SET account = '1'",
            Altered::Connection("c".into()),
        ),
        (
            "UPDATE connections SET network = 'y'",
            "UPDATE connections SET network = 'x'",
            Altered::Connection("c".into()),
        ),
        (
            "UPDATE secrets SET connection = 'd'",
            "UPDATE secrets SET connection = 'c'",
            Altered::Connection("c".into()),
        ),
        (
            "UPDATE secrets SET generation = 9",
            "UPDATE secrets SET generation = 1",
            Altered::Connection("c".into()),
        ),
        (
            "UPDATE page_tokens SET page = 'b'",
            "UPDATE page_tokens SET page = 'a'",
            Altered::Connection("c".into()),
        ),
        (
            "UPDATE apps SET client_id = 'evil'",
            "UPDATE apps SET client_id = 'practice-x'",
            Altered::App("x".into()),
        ),
        ("UPDATE apps SET network = 'y'", "UPDATE apps SET network = 'x'", Altered::App("y".into())),
        (
            "UPDATE settings SET value = replace(value, 'bridge', 'evil') WHERE name = 'bridges'",
            "UPDATE settings SET value = replace(value, 'evil', 'bridge') WHERE name = 'bridges'",
            Altered::Bridges,
        ),
        (
            "CREATE TEMP TABLE kept AS SELECT * FROM settings; UPDATE settings SET sealed = NULL WHERE name = 'organizations'",
            "INSERT OR REPLACE INTO settings SELECT * FROM kept",
            Altered::Organizations,
        ),
        (
            "UPDATE settings SET value = replace(value, 'smtp.', 'evil.') WHERE name = 'alerts'",
            "UPDATE settings SET value = replace(value, 'evil.', 'smtp.') WHERE name = 'alerts'",
            Altered::MailPassword,
        ),
    ] {
        assert_eq!(altered_by(&mut store, &key, change), [named], "{change}");
        assert_eq!(altered_by(&mut store, &key, back), [], "{back}");
    }
    // Without the check, neither another key nor an unsealed value is accepted.
    store.write(|tx| tx.execute("DELETE FROM meta WHERE name = 'check'", []).map(drop)).unwrap();
    assert!(store.accept(&Key::generate()).is_err());
    store.accept(&key).unwrap();
    assert!(!store.is_of_earlier_seal(&key).unwrap());
}

#[test]
fn a_row_that_contradicts_the_server_it_was_sealed_with_opens_nothing_and_is_not_sealed_anew() {
    let (mut store, key, record) = with_pages();
    let home = |host: &str| Secrets {
        access_token: "practice-access".into(),
        refresh_token: None,
        binding: vault::Binding { home: host.parse().ok(), ..Default::default() },
    };
    // Sealed in the form of an earlier Gander.
    let former = key.seal("gander/1/connection/c/1", &home("https://good.example").to_bytes());
    store.write(|tx| tx.execute("UPDATE secrets SET sealed = ?1", [&former]).map(drop)).unwrap();
    let sealed = key.seal("gander/1/check", b"Gander");
    store
        .write(|tx| tx.execute("UPDATE meta SET value = ?1 WHERE name = 'check'", [&sealed]).map(drop))
        .unwrap();
    let of = |account: &str| Owner { account: account.into(), ..Owner::of(&record) };
    store.write(|tx| tx.execute("UPDATE connections SET account = '7@evil.example'", []).map(drop)).unwrap();
    assert!(store.secrets(&key, &of("7@evil.example")).is_err());
    store.seal_anew(&key).unwrap();
    store.write(|tx| tx.execute("UPDATE connections SET account = '7@good.example'", []).map(drop)).unwrap();
    assert!(store.secrets(&key, &of("7@good.example")).is_ok(), "nothing is lost");
}

#[test]
fn what_is_said_to_be_removed_and_is_there_is_kept() {
    let (mut store, _, record) = with_pages();
    store.write(|tx| tx.execute("INSERT INTO removed VALUES ('c', 99)", []).map(drop)).unwrap();
    let changes = store.connections(&policies).unwrap();
    let [Change::Written(read, _)] = changes.as_slice() else { panic!("{changes:?}") };
    assert_eq!(**read, record);
}

#[test]
fn what_an_older_gander_beside_this_one_seals_is_read_and_loses_nothing() {
    let (mut store, key, record) = with_pages();
    let owner = Owner::of(&record);
    // The older Gander renewed, and sealed the token in its own form.
    let secrets =
        Secrets { access_token: "practice-next".into(), refresh_token: None, binding: Default::default() };
    let sealed = key.seal("gander/1/connection/c/2", &secrets.to_bytes());
    store
        .write(|tx| {
            tx.execute("UPDATE connections SET generation = 2", [])?;
            tx.execute("INSERT OR REPLACE INTO secrets VALUES ('c', 2, ?1)", [&sealed]).map(drop)
        })
        .unwrap();
    assert_eq!(store.secrets(&key, &owner).unwrap().access_token.expose_secret(), "practice-next");
    assert_eq!(store.altered(&key).unwrap(), []);
    // Its organizations must be joined again, because nothing proves that Gander wrote them.
    store
        .write(|tx| tx.execute("INSERT INTO settings VALUES ('organizations', '{}', NULL, 1)", []).map(drop))
        .unwrap();
    assert!(!store.joined_is_authentic(&key).unwrap());
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

/// Writes a row of every table that holds more than the revision of a change.
fn write_everything(store: &mut Store, key: &Key, record: &Record, generation: u64) {
    let mut record = record.clone();
    record.grant.generation = generation;
    let secrets =
        Secrets { access_token: "practice-access".into(), refresh_token: None, binding: Default::default() };
    assert_eq!(store.commit(key, &record, &secrets, false).unwrap(), Commit::Durable);
    store.save(&record).unwrap();
    store.begin_renewal(&record.id, generation, at(0)).unwrap();
    let app = App { client_id: "practice-x".into(), ..App::default() };
    store.set_app(key, &record.network, &app).unwrap();
    store.set_mail_password(key, Some((&mail_server(), &"practice-password".into()))).unwrap();
    store.set_alert_settings(&::alerts::Settings::default()).unwrap();
    let kind = lifecycle::NoticeKind::PageLost { names: "Page a".into() };
    let entry = ::alerts::Entry::raised(None, at(0), record.id.clone(), record.network.clone(), kind, None);
    store.tell(&record, &entry).unwrap();
    let known = AvatarRecord { source: None, asked_at: at(0), hash: None };
    store.set_avatar(&record.id, &known, None).unwrap();
    let held = ["a".to_owned()];
    store
        .set_page_tokens(
            key,
            &Owner::of(&record),
            generation,
            &[("a".into(), "practice-page-a".into())],
            &held,
        )
        .unwrap();
    store.forget(&"gone".into()).unwrap();
}

#[test]
fn columns_that_only_a_newer_gander_knows_survive_every_write_of_this_one() {
    let (mut store, key, record) = with_pages();
    write_everything(&mut store, &key, &record, 2);
    let tables: Vec<String> = store
        .read(|db| {
            let tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'";
            db.prepare(tables)?.query_map([], |row| row.get(0))?.collect()
        })
        .unwrap();
    for table in &tables {
        let later = format!(
            "ALTER TABLE {table} ADD COLUMN later TEXT; ALTER TABLE {table} ADD COLUMN counted INTEGER NOT NULL \
             DEFAULT 0; UPDATE {table} SET later = 'kept', counted = 7"
        );
        store.db.execute_batch(&later).unwrap();
    }
    store.db.flush_prepared_statement_cache();
    // A commit deletes the row of the journal. Every other row is overwritten.
    write_everything(&mut store, &key, &record, 3);
    for table in tables.iter().filter(|table| *table != "journal") {
        let changed: i64 = store
            .read(|db| {
                let count = format!("SELECT count(*) FROM {table} WHERE later IS NOT 'kept' OR counted <> 7");
                db.query_row(&count, [], |row| row.get(0))
            })
            .unwrap();
        assert_eq!(changed, 0, "{table}");
    }
    // A renewal that is begun again keeps the newer Gander's columns.
    store.db.execute("UPDATE journal SET later = 'kept'", []).unwrap();
    store.begin_renewal(&record.id, 3, at(1)).unwrap();
    let later: String =
        store.read(|db| db.query_row("SELECT later FROM journal", [], |row| row.get(0))).unwrap();
    assert_eq!(later, "kept");
}
