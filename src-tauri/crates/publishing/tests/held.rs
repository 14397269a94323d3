//! Posts that are held back, in the machine that decides the order.

use chrono::{DateTime, TimeDelta, Utc};
use publishing::{Decision, Destination, Effect, Ended, Hold, Late, Phase, Post, Publishing};

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).unwrap()
}

fn minutes(minutes: i64) -> DateTime<Utc> {
    now() + TimeDelta::minutes(minutes)
}

fn to() -> Destination {
    Destination { network: "pond".into(), account: "1".into(), page: String::new() }
}

fn post(id: &str, hold: Option<Hold>) -> Post {
    Post {
        id: id.into(),
        activity: "a".into(),
        to: to(),
        version: 1,
        phase: Phase::Queued,
        due: now(),
        late: None,
        handle: None,
        cancel: false,
        refused_token: None,
        hold,
        deletion: None,
    }
}

fn open(posts: &[Post]) -> Publishing {
    let mut machine = Publishing::default();
    for post in posts {
        machine.put(now(), post);
    }
    machine.set_open(now(), &to(), true);
    machine
}

#[test]
fn an_edited_post_begins_when_its_hold_ends_and_the_machine_wakes_then() {
    let until = minutes(5);
    let mut machine = open(&[post("edited", Some(Hold::Edit { until }))]);
    assert_eq!(machine.next_effect(), None);
    assert_eq!(machine.next_deadline(now()), Some(until));
    machine.tick(until);
    assert_eq!(machine.next_effect(), Some(Effect::Publish("edited".into())));
}

#[test]
fn an_edited_post_that_may_not_be_late_is_given_up_only_after_its_hold() {
    let until = minutes(30);
    let held = Post { late: Some(Late::Never), ..post("edited", Some(Hold::Edit { until })) };
    let mut machine = open(&[held]);
    machine.tick(minutes(20));
    assert_eq!(machine.next_effect(), None);
    machine.tick(minutes(31));
    assert_eq!(machine.next_effect(), Some(Effect::KeepAsDraft("edited".into())));
}

#[test]
fn a_post_that_asks_begins_at_no_time_and_lets_the_others_pass() {
    let mut machine = open(&[post("asks", Some(Hold::Asks)), post("later", None)]);
    assert_eq!(machine.next_effect(), Some(Effect::Publish("later".into())));
    machine.ended(now(), &to(), Ended::Answered);
    machine.tick(minutes(60 * 24));
    assert_eq!(machine.next_effect(), None);
    assert_eq!(machine.next_deadline(now()), None);
}

#[test]
fn posts_that_are_released_keep_their_distance() {
    let (mut one, mut two) = (post("one", Some(Hold::Asks)), post("two", Some(Hold::Asks)));
    let mut machine = open(&[one.clone(), two.clone()]);
    let later = minutes(600);
    for post in [&mut one, &mut two] {
        post.settle(later, Decision::Spaced).unwrap();
        machine.put(later, post);
    }
    assert_eq!(machine.next_effect(), Some(Effect::Publish("one".into())));
    assert_eq!(machine.ended(later, &to(), Ended::Answered), Some(later + TimeDelta::minutes(2)));
    one.phase = Phase::cancelled(later);
    machine.put(later, &one);
    assert_eq!(machine.next_effect(), None);
    machine.tick(later + TimeDelta::minutes(2));
    assert_eq!(machine.next_effect(), Some(Effect::Publish("two".into())));
}

#[test]
fn only_what_has_not_left_can_be_edited_and_gets_a_new_version() {
    let mut queued = post("queued", Some(Hold::Asks));
    queued.edited().unwrap();
    assert_eq!((queued.version, queued.hold), (2, None));
    queued.arm(now(), 2, "handle").unwrap();
    assert!(queued.edited().is_err());
    assert_eq!(queued.version, 2);
    let mut held = post("held", Some(Hold::Edit { until: minutes(1) }));
    assert!(held.arm(now(), 1, "handle").is_err());
    held.arm(minutes(1), 1, "handle").unwrap();
}

#[test]
fn a_post_that_is_set_aside_lets_the_others_pass_and_begins_once_it_is_taken_up() {
    let (first, second) = (post("a", None), post("b", None));
    let mut machine = open(&[first.clone(), second]);
    assert_eq!(machine.next_effect(), Some(Effect::Publish("a".into())));
    machine.set_aside(now(), &first);
    assert_eq!(machine.next_effect(), Some(Effect::Publish("b".into())));
    machine.ended(now(), &to(), Ended::Answered);
    machine.remove(&"b".into());
    machine.tick(minutes(60));
    assert_eq!(machine.next_effect(), None);
    assert_eq!(machine.next_deadline(minutes(60)), None);
    assert_eq!(machine.with_posts_aside(), [to()].into());
    machine.take_up(minutes(60), &to());
    assert_eq!(machine.next_effect(), Some(Effect::Publish("a".into())));
    assert!(machine.with_posts_aside().is_empty());
}

#[test]
fn a_changed_post_is_looked_at_anew_and_one_that_may_not_be_late_is_given_up_while_it_is_aside() {
    let mut machine = open(&[post("a", None)]);
    assert_eq!(machine.next_effect(), Some(Effect::Publish("a".into())));
    machine.set_aside(now(), &post("a", None));
    machine.put(now(), &post("a", None));
    assert_eq!(machine.next_effect(), Some(Effect::Publish("a".into())));
    let never = Post { late: Some(Late::Never), ..post("a", None) };
    machine.set_aside(now(), &never);
    machine.tick(minutes(6));
    assert_eq!(machine.next_effect(), Some(Effect::KeepAsDraft("a".into())));
}
