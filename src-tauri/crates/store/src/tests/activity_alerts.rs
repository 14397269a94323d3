//! The notices about activities in the store.

use std::collections::BTreeSet;

use ::alerts::{ActivityEntry, Channel, Need, News};
use chrono::TimeDelta;
use publishing::{ActivityId, Content, Destination, Late, Phase};

use super::*;
use crate::NewActivity;

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).unwrap()
}

fn share(store: &mut Store, text: &str, due: DateTime<Utc>) -> ActivityId {
    let to = Destination { network: "pond".into(), account: "1".into(), page: String::new() };
    let new = NewActivity {
        draft: None,
        content: Content::of_text(text),
        to: vec![(to, None)],
        hand_over: Vec::new(),
        plan: Some((due, Late::Ask)),
        zone: None,
    };
    store.share(&new, now()).unwrap()
}

fn refused() -> News {
    News { needs: [("post-1".to_owned(), Need::Refused)].into(), shared: 0 }
}

fn known(store: &Store) -> Vec<ActivityEntry> {
    store.activity_alerts(0).unwrap().0
}

#[test]
fn a_notice_is_raised_once_and_comes_back_as_it_was() {
    let mut store = Store::in_memory().unwrap();
    let id = ActivityId::from("activity-1");
    let raised = store.tell_activity(&id, now(), Some(refused())).unwrap().unwrap();
    assert_eq!(known(&store), std::slice::from_ref(&raised));
    let later = now() + TimeDelta::hours(1);
    // Another process finds the same news.
    assert_eq!(store.tell_activity(&id, later, Some(refused())).unwrap(), Some(raised));
    let over = store.tell_activity(&id, later, None).unwrap().unwrap();
    assert_eq!(over.over_at, Some(later));
    assert_eq!(known(&store), [over]);
    store.forget_activity_alerts(std::slice::from_ref(&id)).unwrap();
    assert_eq!(known(&store), []);
    assert_eq!(store.tell_activity(&id, later, None).unwrap(), None);
}

#[test]
fn a_notice_is_claimed_by_one_process_and_not_once_it_is_over_or_another() {
    let mut store = Store::in_memory().unwrap();
    let id = ActivityId::from("activity-1");
    let raised = store.tell_activity(&id, now(), Some(refused())).unwrap().unwrap();
    let claimed = store.claim_activity(Channel::Native, &raised, now()).unwrap().unwrap();
    assert!(claimed.is_shown());
    assert_eq!(store.claim_activity(Channel::Native, &raised, now()).unwrap(), None);
    assert!(store.claim_activity(Channel::Email, &raised, now()).unwrap().is_some(), "another channel");
    store.tell_activity(&id, now(), None).unwrap();
    let again = store.tell_activity(&id, now() + TimeDelta::hours(1), Some(refused())).unwrap().unwrap();
    assert_eq!(store.claim_activity(Channel::Native, &raised, now()).unwrap(), None, "it was raised anew");
    store.tell_activity(&id, now() + TimeDelta::hours(2), None).unwrap();
    assert_eq!(store.claim_activity(Channel::Native, &again, now()).unwrap(), None, "it is over");
}

#[test]
fn a_delivery_and_news_at_the_same_time_lose_neither() {
    let mut store = Store::in_memory().unwrap();
    let id = ActivityId::from("activity-1");
    let needs = [("post-1".to_owned(), Need::Refused), ("post-2".to_owned(), Need::Late)].into();
    let two = News { needs, shared: 0 };
    let raised = store.tell_activity(&id, now(), Some(two)).unwrap().unwrap();
    store.claim_activity(Channel::Native, &raised, now()).unwrap().unwrap();
    let fewer = store.tell_activity(&id, now(), Some(refused())).unwrap().unwrap();
    assert!(fewer.is_shown(), "{fewer:?}");
    let seen = |entry: &mut ActivityEntry| {
        entry.seen = true;
        true
    };
    let seen = store.change_activity_alert(&raised, seen).unwrap().unwrap();
    assert_eq!((seen.news, seen.seen), (refused(), true));
}

#[test]
fn activities_with_a_due_or_refused_post_are_looked_at_and_the_next_due_one_is_known() {
    let mut store = Store::in_memory().unwrap();
    let none = BTreeSet::new();
    let due = share(&mut store, "Due", now() - TimeDelta::hours(1));
    let refused = share(&mut store, "Refused", now() + TimeDelta::hours(1));
    let soon = share(&mut store, "Soon", now() + TimeDelta::hours(2));
    let ids = |found: &[ActivityPosts]| found.iter().map(|each| each.id.clone()).collect::<BTreeSet<_>>();
    let (found, next) = store.activities_to_look_at(now(), &none).unwrap();
    assert_eq!((ids(&found), next), ([due.clone()].into(), Some(now() + TimeDelta::hours(1))));
    let post = store.activity_posts(&refused).unwrap().unwrap().posts[0].id.clone();
    store.change_post(&post, |post| post.phase = Phase::Refused { at: now(), reason: None }).unwrap();
    let (found, next) = store.activities_to_look_at(now(), &none).unwrap();
    assert_eq!((ids(&found), next), ([due.clone(), refused].into(), Some(now() + TimeDelta::hours(2))));
    let (found, _) = store.activities_to_look_at(now(), &[soon.clone()].into()).unwrap();
    assert!(ids(&found).contains(&soon));
    // Its row is gone, and with it the notice.
    assert!(store.remove_activity(&due, now()).unwrap());
    assert_eq!(store.activity_posts(&due).unwrap(), None);
    let (found, _) = store.activities_to_look_at(now(), &[due.clone()].into()).unwrap();
    assert!(!ids(&found).contains(&due));
}

#[test]
fn an_unreadable_notice_hides_no_other() {
    let mut store = Store::in_memory().unwrap();
    for id in ["activity-1", "activity-2"] {
        store.tell_activity(&id.into(), now(), Some(refused())).unwrap();
    }
    store
        .write(|tx| tx.execute("UPDATE activity_alerts SET entry = '{' WHERE activity = 'activity-1'", []))
        .unwrap();
    assert_eq!(known(&store).len(), 1);
    // It is raised anew.
    assert!(store.tell_activity(&"activity-1".into(), now(), Some(refused())).unwrap().is_some());
    assert_eq!(known(&store).len(), 2);
}
