//! Databases of older and newer versions: read, brought to the newest, and nothing lost.

use std::sync::Barrier;

use super::*;

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
fn processes_that_bring_the_same_first_key_at_once_all_succeed() {
    for _ in 0..100 {
        let dir = tempfile::tempdir().unwrap();
        let mut stores: Vec<_> = (0..4).map(|_| Store::open(dir.path()).unwrap()).collect();
        let start = Barrier::new(stores.len());
        thread::scope(|scope| {
            let accepted: Vec<_> = stores
                .iter_mut()
                .map(|store| {
                    scope.spawn(|| {
                        start.wait();
                        store.accept(&key())
                    })
                })
                .collect();
            for accepted in accepted {
                accepted.join().unwrap().unwrap();
            }
        });
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
    let mut feed = new_feed("https://news.example/feed".parse().unwrap(), "News", None, at(0));
    feed.id = "feed-a".into();
    let entry = ::feeds::Entry {
        key: "a".into(),
        title: format!("Generation {generation}"),
        link: None,
        summary: String::new(),
        picture: None,
        published: None,
    };
    let picture = publishing::Picture {
        hash: "0a".into(),
        media_type: "image/png".into(),
        bytes: generation,
        width: 1,
        height: 1,
        description: String::new(),
        url: None,
    };
    store.note_picture(&picture, at(0)).unwrap();
    store.add_feed(&feed, std::slice::from_ref(&entry)).unwrap();
    feed.reading.failures = u32::try_from(generation).unwrap();
    store.feed_was_read(&feed, &[(&entry, ::feeds::Place::Offered)], at(1)).unwrap();
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
