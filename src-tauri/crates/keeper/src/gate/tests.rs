//! Who may ask, and when.

use super::*;

fn probe(number: u64) -> Errand {
    let connection = format!("goose-{number}").as_str().into();
    Errand::Probe { connection, attempt: OperationId(number), generation: 1 }
}

fn sign_in(number: u64) -> Errand {
    Errand::Exchange { connection: "goose-new".into(), attempt: OperationId(number) }
}

fn at(hosts: &[&str]) -> Vec<Host> {
    hosts.iter().copied().map(Into::into).collect()
}

/// A gate at which so many checks of one host have lined up, numbered from 1.
fn crowded(count: u64) -> Gate {
    let mut gate = Gate::default();
    for number in 1..=count {
        gate.line_up(probe(number), at(&["https://pond"]), Urgency::Scheduled);
    }
    gate
}

fn begun(gate: &mut Gate) -> Vec<u64> {
    std::iter::from_fn(|| gate.next()).map(|errand| errand.attempt().0).collect()
}

#[test]
fn so_many_ask_a_host_at_once_and_each_that_leaves_lets_the_next_in() {
    let mut gate = crowded(10);
    assert_eq!(begun(&mut gate), [1, 2, 3, 4, 5, 6]);
    assert_eq!(begun(&mut gate), [0; 0]);
    gate.leave(OperationId(3));
    assert_eq!(begun(&mut gate), [7]);
    // Told twice, it still leaves once.
    gate.leave(OperationId(3));
    assert_eq!(begun(&mut gate), [0; 0]);
}

#[test]
fn a_full_host_keeps_nobody_from_another() {
    let mut gate = crowded(7);
    assert_eq!(begun(&mut gate).len(), AT_ONCE);
    gate.line_up(probe(20), at(&["https://lake"]), Urgency::Scheduled);
    assert_eq!(begun(&mut gate), [20]);
}

#[test]
fn what_a_person_waits_for_goes_first() {
    let mut gate = crowded(10);
    begun(&mut gate);
    gate.line_up(sign_in(11), at(&["https://pond"]), Urgency::Asked);
    gate.hurry(&"goose-9".into());
    for number in 1..=4 {
        gate.leave(OperationId(number));
    }
    assert_eq!(begun(&mut gate), [9, 11, 7, 8]);
}

#[test]
fn what_asks_two_hosts_waits_for_both() {
    let mut gate = crowded(6);
    begun(&mut gate);
    gate.line_up(sign_in(7), at(&["https://lake", "https://pond"]), Urgency::Asked);
    assert_eq!(begun(&mut gate), [0; 0]);
    gate.leave(OperationId(1));
    assert_eq!(begun(&mut gate), [7]);
    gate.line_up(probe(8), at(&["https://pond"]), Urgency::Scheduled);
    assert_eq!(begun(&mut gate), [0; 0], "it counts at both");
    gate.leave(OperationId(7));
    assert_eq!(begun(&mut gate), [8]);
}

#[test]
fn what_has_not_begun_is_taken_back_and_what_has_begun_is_not() {
    let mut gate = crowded(9);
    begun(&mut gate);
    gate.line_up(sign_in(10), at(&["https://pond"]), Urgency::Asked);
    gate.hurry(&"goose-8".into());
    let mut waiting: Vec<_> = gate.waiting().map(|(id, urgency)| (id.clone(), urgency)).collect();
    waiting.sort();
    let scheduled = |id: &str| (id.into(), Urgency::Scheduled);
    assert_eq!(waiting, [scheduled("goose-7"), ("goose-8".into(), Urgency::Asked), scheduled("goose-9")]);
    for (number, expected) in
        [(1, None), (7, Some(OperationId(7))), (8, Some(OperationId(8))), (9, Some(OperationId(9)))]
    {
        assert_eq!(gate.take_back(&format!("goose-{number}").into()), expected);
    }
    for number in 1..=6 {
        gate.leave(OperationId(number));
    }
    assert_eq!(begun(&mut gate), [10], "a sign-in holds a code that cannot be asked for again");
}

#[test]
fn a_connection_stands_in_line_once() {
    let mut gate = crowded(7);
    begun(&mut gate);
    let connection = "goose-7".into();
    let again = Errand::Renew { connection, attempt: OperationId(70), generation: 2 };
    gate.line_up(again, at(&["https://pond"]), Urgency::Scheduled);
    gate.leave(OperationId(1));
    gate.leave(OperationId(2));
    assert_eq!(begun(&mut gate), [70]);
}

#[test]
fn the_list_of_its_pages_waits_beside_a_connections_own_work() {
    let mut gate = crowded(7);
    begun(&mut gate);
    let list = Errand::ListPages { connection: "goose-7".into(), attempt: OperationId(70), generation: 1 };
    gate.line_up(list, at(&["https://pond"]), Urgency::Asked);
    gate.leave(OperationId(1));
    gate.leave(OperationId(2));
    assert_eq!(begun(&mut gate), [70, 7]);
}

#[test]
fn an_empty_gate_holds_nothing() {
    let mut gate = crowded(8);
    while let Some(errand) = gate.next() {
        gate.leave(errand.attempt());
    }
    assert!(gate.hosts.is_empty() && gate.places.is_empty() && gate.inside.is_empty());
}
