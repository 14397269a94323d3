//! The use that the person allows to other programs, and the count of each use.

use lifecycle::Allowance;

use super::*;

fn lendable(store: &Store) -> Lendable {
    store.lendable(&"c".into()).unwrap().unwrap()
}

fn kept() -> (Store, Key, Record) {
    let mut store = Store::in_memory().unwrap();
    let (key, record) = (Key::generate(), record());
    store.accept(&key).unwrap();
    assert_eq!(store.commit(&key, &record, &secrets(1), false).unwrap(), Commit::Durable);
    (store, key, record)
}

fn secrets(number: u32) -> Secrets {
    Secrets {
        access_token: format!("practice-access-{number}").into(),
        refresh_token: None,
        binding: vault::Binding::default(),
    }
}

#[test]
fn each_change_of_the_switch_is_kept_and_stands_in_the_history_once() {
    let (mut store, ..) = kept();
    assert_eq!(lendable(&store).allowed, Allowance::Nothing);
    assert_eq!(store.allowances().unwrap(), []);
    for (allowed, changes) in [
        (Allowance::Nothing, false),
        (Allowance::Requests, true),
        (Allowance::Requests, false),
        (Allowance::Tokens, true),
        (Allowance::Nothing, true),
    ] {
        let before = store.revision().unwrap();
        let known = lendable(&store);
        assert_eq!(store.allow(at(1), &known, allowed).unwrap(), changes, "{allowed:?}");
        assert!(store.revision().unwrap() > before);
        assert_eq!(lendable(&store).allowed, allowed);
    }
    let events: Vec<_> = history(&store, Some("c")).into_iter().map(|entry| entry.event).collect();
    let allowed = [Allowance::Nothing, Allowance::Tokens, Allowance::Requests].map(Event::Allowed);
    assert_eq!(events, allowed);
}

#[test]
fn another_account_and_a_connection_that_was_removed_start_at_nothing() {
    let (mut store, key, record) = kept();
    let known = lendable(&store);
    store.allow(at(1), &known, Allowance::Tokens).unwrap();
    store.write(|tx| tx.execute("UPDATE connections SET account = 'another'", [])).unwrap();
    assert_eq!(lendable(&store).allowed, Allowance::Nothing);
    assert_eq!(store.allowances().unwrap(), []);
    store.write(|tx| tx.execute("UPDATE connections SET account = ?1", [&record.account.id])).unwrap();
    assert_eq!(store.allowances().unwrap(), [("c".into(), Allowance::Tokens)]);
    store.forget(&"c".into()).unwrap();
    assert_eq!(store.lendable(&"c".into()).unwrap(), None);
    assert_eq!(store.commit(&key, &record, &secrets(2), false).unwrap(), Commit::Durable);
    assert_eq!(lendable(&store).allowed, Allowance::Nothing);
}

#[test]
fn a_word_of_a_later_version_allows_nothing() {
    let (mut store, ..) = kept();
    let known = lendable(&store);
    store.allow(at(1), &known, Allowance::Tokens).unwrap();
    for word in ["'everything'", "''", "7", "x'74'"] {
        store.write(|tx| tx.execute(&format!("UPDATE allowances SET allowed = {word}"), [])).unwrap();
        assert!(
            store.allowances().unwrap().iter().all(|(_, allowed)| *allowed == Allowance::Nothing),
            "{word}"
        );
    }
}

#[test]
fn the_uses_of_a_day_are_one_entry_for_each_program_and_push_nothing_out() {
    let (mut store, _, record) = kept();
    store.happened(at(0), &record, Event::Renewed, None).unwrap();
    let known = lendable(&store);
    let day = 1440;
    for minute in [1, 2, 3, day + 1] {
        store.used(at(minute), &known, Event::TokenTaken, "sh\u{202e}\n").unwrap();
    }
    store.used(at(day + 2), &known, Event::TokenTaken, "python3").unwrap();
    store.used(at(day + 3), &known, Event::RequestMade, "python3").unwrap();
    let told: Vec<_> = history(&store, Some("c"))
        .into_iter()
        .map(|entry| (entry.event, entry.program.unwrap_or_default(), entry.count))
        .collect();
    let entry = |event, program: &str, count| (event, program.to_owned(), count);
    assert_eq!(
        told,
        [
            entry(Event::RequestMade, "python3", 1),
            entry(Event::TokenTaken, "python3", 1),
            entry(Event::TokenTaken, "sh", 1),
            entry(Event::TokenTaken, "sh", 3),
            entry(Event::Renewed, "", 1),
        ]
    );
    for number in 0..300 {
        store.used(at(2 * day), &known, Event::RequestMade, &format!("program {number}")).unwrap();
    }
    let told = history(&store, Some("c"));
    assert_eq!(told.len(), 101);
    assert_eq!(told.last().map(|entry| entry.event), Some(Event::Renewed));
}
