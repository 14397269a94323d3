//! The history stays bounded.

use super::*;

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
