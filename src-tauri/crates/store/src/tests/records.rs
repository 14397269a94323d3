//! Records, pages and tokens come back as they were.

use super::*;

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
fn the_pages_of_a_connection_come_back_as_they_were() {
    let (mut store, _, record) = with_pages();
    let changes = store.connections(&policies).unwrap();
    let [Change::Written(read, false)] = changes.as_slice() else { panic!("{changes:?}") };
    assert_eq!(**read, record);
    assert_eq!(each(&mut store), [record]);
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

#[test]
fn what_is_said_to_be_removed_and_is_there_is_kept() {
    let (mut store, _, record) = with_pages();
    store.write(|tx| tx.execute("INSERT INTO removed VALUES ('c', 99)", []).map(drop)).unwrap();
    let changes = store.connections(&policies).unwrap();
    let [Change::Written(read, _)] = changes.as_slice() else { panic!("{changes:?}") };
    assert_eq!(**read, record);
}
