//! The order in which requests may start, and their number at once.

use super::*;

fn probe(number: u64) -> Job {
    let connection = format!("goose-{number}").as_str().into();
    Job::Probe { connection, operation_id: OperationId(number), generation: 1 }
}

fn sign_in(number: u64) -> Job {
    Job::Exchange { connection: "goose-new".into(), operation_id: OperationId(number) }
}

fn at(hosts: &[&str]) -> Vec<Host> {
    hosts.iter().copied().map(Into::into).collect()
}

/// A queue with this many checks of one host, numbered from 1.
fn crowded(count: u64) -> HostQueue {
    let mut queue = HostQueue::default();
    for number in 1..=count {
        queue.enqueue(probe(number), at(&["https://pond"]), Urgency::Scheduled);
    }
    queue
}

fn begun(queue: &mut HostQueue) -> Vec<u64> {
    std::iter::from_fn(|| queue.next()).map(|job| job.operation_id().0).collect()
}

#[test]
fn so_many_ask_a_host_at_once_and_each_that_leaves_lets_the_next_in() {
    let mut queue = crowded(10);
    assert_eq!(begun(&mut queue), [1, 2, 3, 4, 5, 6]);
    assert_eq!(begun(&mut queue), [0; 0]);
    queue.leave(OperationId(3));
    assert_eq!(begun(&mut queue), [7]);
    // A second call frees nothing more.
    queue.leave(OperationId(3));
    assert_eq!(begun(&mut queue), [0; 0]);
}

#[test]
fn a_full_host_keeps_nobody_from_another() {
    let mut queue = crowded(7);
    assert_eq!(begun(&mut queue).len(), AT_ONCE);
    queue.enqueue(probe(20), at(&["https://lake"]), Urgency::Scheduled);
    assert_eq!(begun(&mut queue), [20]);
}

#[test]
fn what_a_person_waits_for_goes_first() {
    let mut queue = crowded(10);
    begun(&mut queue);
    queue.enqueue(sign_in(11), at(&["https://pond"]), Urgency::Asked);
    queue.prioritize(&"goose-9".into());
    for number in 1..=4 {
        queue.leave(OperationId(number));
    }
    assert_eq!(begun(&mut queue), [9, 11, 7, 8]);
}

#[test]
fn what_asks_two_hosts_waits_for_both() {
    let mut queue = crowded(6);
    begun(&mut queue);
    queue.enqueue(sign_in(7), at(&["https://lake", "https://pond"]), Urgency::Asked);
    assert_eq!(begun(&mut queue), [0; 0]);
    queue.leave(OperationId(1));
    assert_eq!(begun(&mut queue), [7]);
    queue.enqueue(probe(8), at(&["https://pond"]), Urgency::Scheduled);
    assert_eq!(begun(&mut queue), [0; 0], "it counts at both");
    queue.leave(OperationId(7));
    assert_eq!(begun(&mut queue), [8]);
}

#[test]
fn what_has_not_begun_is_taken_back_and_what_has_begun_is_not() {
    let mut queue = crowded(9);
    begun(&mut queue);
    queue.enqueue(sign_in(10), at(&["https://pond"]), Urgency::Asked);
    queue.prioritize(&"goose-8".into());
    let mut waiting: Vec<_> = queue.waiting().map(|(id, urgency)| (id.clone(), urgency)).collect();
    waiting.sort();
    let scheduled = |id: &str| (id.into(), Urgency::Scheduled);
    assert_eq!(waiting, [scheduled("goose-7"), ("goose-8".into(), Urgency::Asked), scheduled("goose-9")]);
    for (number, expected) in
        [(1, None), (7, Some(OperationId(7))), (8, Some(OperationId(8))), (9, Some(OperationId(9)))]
    {
        assert_eq!(queue.take_back(&format!("goose-{number}").into()), expected);
    }
    for number in 1..=6 {
        queue.leave(OperationId(number));
    }
    assert_eq!(begun(&mut queue), [10], "a sign-in holds a code that cannot be asked for again");
}

#[test]
fn a_connection_stands_in_line_once() {
    let mut queue = crowded(7);
    begun(&mut queue);
    let connection = "goose-7".into();
    let again = Job::Renew { connection, operation_id: OperationId(70), generation: 2 };
    queue.enqueue(again, at(&["https://pond"]), Urgency::Scheduled);
    queue.leave(OperationId(1));
    queue.leave(OperationId(2));
    assert_eq!(begun(&mut queue), [70]);
}

#[test]
fn the_list_of_its_pages_waits_beside_a_connections_own_work() {
    let mut queue = crowded(7);
    begun(&mut queue);
    let list = Job::ListPages { connection: "goose-7".into(), operation_id: OperationId(70), generation: 1 };
    queue.enqueue(list, at(&["https://pond"]), Urgency::Asked);
    queue.leave(OperationId(1));
    queue.leave(OperationId(2));
    assert_eq!(begun(&mut queue), [70, 7]);
}

#[test]
fn an_empty_gate_holds_nothing() {
    let mut queue = crowded(8);
    while let Some(job) = queue.next() {
        queue.leave(job.operation_id());
    }
    assert!(queue.hosts.is_empty() && queue.places.is_empty() && queue.inside.is_empty());
}
