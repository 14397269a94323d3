//! The order of the posts: which begins, when the next one does, and when Gander looks.

use chrono::{DateTime, TimeDelta, Utc};
use publishing::{Destination, Effect, Ended, Late, Phase, Post, Publishing, Remote};

fn noon() -> DateTime<Utc> {
    "2026-11-30T12:00:00Z".parse().unwrap()
}

fn after(minutes: i64) -> DateTime<Utc> {
    noon() + TimeDelta::minutes(minutes)
}

fn to(account: &str) -> Destination {
    Destination { network: "x".into(), account: account.into(), page: String::new() }
}

fn post(id: &str, account: &str, due: DateTime<Utc>) -> Post {
    Post {
        id: id.into(),
        activity: "activity-1".into(),
        to: to(account),
        version: 1,
        phase: Phase::Queued,
        due,
        late: None,
        handle: None,
        cancel: false,
        refused_token: None,
        hold: None,
        deletion: None,
    }
}

fn published(post: &Post) -> Post {
    let remote = Remote { id: "7".into(), address: None };
    Post { phase: Phase::Published { at: noon(), remote }, ..post.clone() }
}

fn publish(id: &str) -> Effect {
    Effect::Publish(id.into())
}

fn effects(machine: &mut Publishing) -> Vec<Effect> {
    std::iter::from_fn(|| machine.next_effect()).collect()
}

/// The machine with these posts, whose accounts `1` and `2` are open.
fn open(posts: &[Post]) -> Publishing {
    let mut machine = Publishing::default();
    for account in ["1", "2"] {
        machine.set_open(noon(), &to(account), true);
    }
    for post in posts {
        machine.put(noon(), post);
    }
    machine
}

#[test]
fn a_post_under_work_is_not_begun_again_and_the_next_one_waits_for_its_end() {
    let (first, second) = (post("a", "1", noon()), post("b", "1", noon()));
    let mut machine = open(&[first.clone(), second]);
    assert_eq!(effects(&mut machine), [publish("a")]);
    assert!(machine.is_working() && machine.is_busy(&"a".into()) && !machine.is_busy(&"b".into()));
    // The store tells it again, as it stands there until it is armed.
    machine.put(noon(), &first);
    machine.tick(after(10));
    assert_eq!((effects(&mut machine), machine.next_deadline(noon())), (vec![], None));
    assert_eq!(machine.ended(noon(), &to("1"), Ended::Answered), None);
    machine.put(noon(), &published(&first));
    assert_eq!(effects(&mut machine), [publish("b")]);
    machine.ended(noon(), &to("1"), Ended::Answered);
    assert!(!machine.is_working() && !machine.is_busy(&"b".into()));
    machine.tick(after(10));
    assert_eq!(effects(&mut machine), [], "neither begins a second time");
}

#[test]
fn a_limit_and_a_failure_hold_the_next_post_back() {
    let mut machine = open(&[post("b", "1", after(-1))]);
    let mut ended = |ended| machine.ended(noon(), &to("1"), ended);
    assert_eq!(ended(Ended::Limited(Some(after(7)))), Some(after(7)));
    for unnamed in [None, Some(after(-7)), Some(noon())] {
        assert_eq!(ended(Ended::Limited(unnamed)), Some(after(15)), "{unnamed:?}");
    }
    let pauses: Vec<_> = (0..9).map(|_| (ended(Ended::Unsent).unwrap() - noon()).num_seconds()).collect();
    assert_eq!(pauses, [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]);
    ended(Ended::Answered);
    assert_eq!(ended(Ended::NeedsCheck), Some(noon() + TimeDelta::seconds(30)));
    effects(&mut machine);
    machine.ended(noon(), &to("1"), Ended::Unsent);
    assert_eq!(effects(&mut machine), []);
    machine.ended(noon(), &to("1"), Ended::NeedsCheck);
    assert_eq!(effects(&mut machine), [Effect::Check(to("1"))]);
}

#[test]
fn a_pause_after_failures_ends_soon_after_a_jump_of_the_clock_and_a_limit_does_not() {
    let mut machine = open(&[]);
    for _ in 0..8 {
        machine.ended(noon(), &to("1"), Ended::Unsent);
    }
    machine.ended(noon(), &to("2"), Ended::Limited(Some(after(60))));
    for (id, account) in [("a", "1"), ("b", "2")] {
        machine.put(noon(), &post(id, account, noon()));
    }
    machine.resumed(noon());
    machine.tick(after(1));
    assert_eq!(effects(&mut machine), [publish("a")]);
    machine.tick(after(60));
    assert_eq!(effects(&mut machine), [publish("b")]);
}

#[test]
fn a_stored_pause_holds_a_destination_back_and_the_longer_one_counts() {
    let mut machine = open(&[]);
    machine.hold_until(&to("1"), after(9));
    machine.hold_until(&to("1"), after(3));
    machine.put(noon(), &post("a", "1", noon()));
    assert_eq!((effects(&mut machine), machine.next_deadline(noon())), (vec![], Some(after(9))));
}

#[test]
fn a_post_that_is_removed_never_begins() {
    let mut machine = open(&[post("a", "1", after(5))]);
    assert_eq!(machine.next_deadline(noon()), Some(after(5)));
    machine.remove(&"a".into());
    assert_eq!(machine.next_deadline(noon()), None);
    machine.tick(after(5));
    assert_eq!(effects(&mut machine), []);
}

#[test]
fn a_destination_is_open_once_it_was_opened() {
    let mut machine = Publishing::default();
    machine.set_open(noon(), &to("1"), false);
    assert_eq!((machine.destinations().count(), machine.is_open(&to("1"))), (0, false));
    machine.set_open(noon(), &to("1"), true);
    assert_eq!(machine.destinations().collect::<Vec<_>>(), [&to("1")]);
    assert!(machine.is_open(&to("1")) && !machine.is_open(&to("2")));
    machine.set_open(noon(), &to("1"), false);
    assert!(!machine.is_open(&to("1")));
}

#[test]
fn a_plan_waits_until_the_time_is_sure() {
    let planned = Post { late: Some(Late::SixHours), ..post("a", "1", after(1)) };
    let mut machine = open(&[planned, post("b", "2", after(1))]);
    machine.trust_clock(noon(), true);
    machine.tick(after(1));
    assert_eq!(effects(&mut machine), [publish("b")], "what is shared at once does not wait");
    machine.trust_clock(after(2), true);
    assert_eq!(effects(&mut machine), []);
    machine.trust_clock(after(2), false);
    assert_eq!(effects(&mut machine), [publish("a")]);
}

fn unknown(id: &str, account: &str, next_look: DateTime<Utc>) -> Post {
    let phase = Phase::Unknown { armed_at: noon(), looks: 1, next_look: Some(next_look), not_seen: 1 };
    Post { phase, ..post(id, account, noon()) }
}

#[test]
fn an_account_that_is_back_is_looked_at_soon_and_no_other() {
    let posts = [unknown("a", "1", after(60)), unknown("b", "2", after(60)), unknown("c", "1", after(2))];
    let mut machine = open(&posts);
    machine.set_open(noon(), &to("1"), true);
    assert_eq!((effects(&mut machine), machine.next_deadline(noon())), (vec![], Some(after(2))));
    machine.set_open(noon(), &to("1"), false);
    machine.set_open(after(1), &to("1"), true);
    assert_eq!(effects(&mut machine), [Effect::Look("a".into())], "the first look keeps its distance");
    machine.tick(after(2));
    assert_eq!(effects(&mut machine), [], "one piece of work at a time");
    machine.ended(after(2), &to("1"), Ended::Answered);
    machine.tick(after(2));
    assert_eq!(effects(&mut machine), [Effect::Look("c".into())]);
    machine.tick(after(60));
    assert_eq!(effects(&mut machine), [Effect::Look("b".into())]);
}
