//! Rows that something else changed are named, and open nothing.

use super::*;

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
    let feeds = OrganizationFeeds { organization: "Example Newsroom", feeds: &[], now: at(0) };
    store.join(&key, &[], &Default::default(), &settings, &feeds).unwrap();
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
