//! Edits, other times, and posts that are held back.

use std::collections::BTreeSet;

use publishing::{
    ActivityId, Auth, Content, Decision, Destination, Hold, Late, Outcome, Phase, Post, PostId, Remote,
    Request,
};

use super::*;
use crate::{DraftContent, Edited, NewActivity};

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).unwrap()
}

fn in_hours(hours: i64) -> DateTime<Utc> {
    now() + TimeDelta::hours(hours)
}

fn to(network: &str) -> Destination {
    Destination { network: network.into(), account: "1".into(), page: String::new() }
}

fn activity(text: &str, networks: &[&str], plan: Option<(DateTime<Utc>, Late)>) -> NewActivity {
    NewActivity {
        draft: None,
        content: Content::of_text(text),
        to: networks.iter().map(|network| (to(network), None)).collect(),
        hand_over: Vec::new(),
        plan,
        zone: plan.map(|_| "Europe/Berlin".to_owned()),
    }
}

fn request() -> Request {
    Request::get("post", "https://pond.example/posts".parse().unwrap(), Auth::Account)
}

/// A store with a plan at these networks.
fn planned(networks: &[&str]) -> (Store, ActivityId, Vec<Post>) {
    let mut store = Store::in_memory().unwrap();
    let id = store.share(&activity("Geese", networks, Some((in_hours(1), Late::SixHours))), now()).unwrap();
    let posts = store.posts_changed(0).unwrap().0;
    (store, id, posts)
}

fn ids(posts: &[Post]) -> Vec<PostId> {
    posts.iter().map(|post| post.id.clone()).collect()
}

fn at_network(store: &Store, network: &str) -> (Post, Content) {
    let activities = store.activities().unwrap();
    let post = activities.iter().flat_map(|activity| &activity.posts).find(|post| post.to == to(network));
    store.post(&post.unwrap().id).unwrap().unwrap()
}

fn publish(store: &mut Store, post: &Post) {
    store.arm(&Key::generate(), post, "h", &request(), post.due).unwrap().expect("armed");
    let remote = Remote { id: "7".into(), address: None };
    store.change_post(&post.id, |post| post.answered(now(), Outcome::Done(remote))).unwrap();
}

#[test]
fn an_edit_gives_a_plan_a_new_version_accounts_and_time_and_deletes_its_draft() {
    let (mut store, id, posts) = planned(&["lake", "pond"]);
    let draft =
        store.save_draft(None, &DraftContent { text: "Swans".into(), ..DraftContent::default() }, now());
    let edit = NewActivity {
        draft: Some(draft.unwrap()),
        ..activity("Swans", &["pond", "sea"], Some((in_hours(3), Late::Ask)))
    };
    assert_eq!(store.edit_activity(&id, &ids(&posts), &edit, now()).unwrap(), Edited::Done);
    assert!(store.drafts().unwrap().is_empty());
    assert!(
        matches!(at_network(&store, "lake").0.phase, Phase::Cancelled { .. }),
        "an account that was dropped"
    );
    for (network, version) in [("pond", 2), ("sea", 2)] {
        let (post, content) = at_network(&store, network);
        assert_eq!((post.version, post.due, post.late), (version, in_hours(3), Some(Late::Ask)), "{network}");
        assert_eq!((post.phase, content.text.as_str()), (Phase::Queued, "Swans"), "{network}");
    }
    // The former version can no longer be armed.
    let former = posts.iter().find(|post| post.to == to("pond")).unwrap();
    assert!(store.arm(&Key::generate(), former, "h", &request(), in_hours(3)).unwrap().is_none());
}

#[test]
fn an_edit_that_loses_against_arming_changes_nothing() {
    let (mut store, id, posts) = planned(&["lake", "pond"]);
    store.arm(&Key::generate(), &posts[0], "h", &request(), in_hours(1)).unwrap().expect("armed");
    let edit = activity("Swans", &["lake", "pond"], None);
    assert_eq!(store.edit_activity(&id, &ids(&posts), &edit, now()).unwrap(), Edited::Left);
    for network in ["lake", "pond"] {
        let (post, content) = at_network(&store, network);
        assert_eq!((post.version, content.text.as_str()), (1, "Geese"), "{network}");
    }
    assert_eq!(store.edit_activity(&"gone".into(), &ids(&posts), &edit, now()).unwrap(), Edited::Gone);
}

#[test]
fn the_posts_that_have_left_keep_their_content() {
    let (mut store, id, posts) = planned(&["lake", "pond"]);
    publish(&mut store, &posts[0]);
    let edit = activity("Swans", &[posts[1].to.network.as_str()], None);
    assert_eq!(store.edit_activity(&id, &ids(&posts[1..]), &edit, now()).unwrap(), Edited::Done);
    assert_eq!(store.activities().unwrap()[0].content.text, "Geese");
    assert_eq!(at_network(&store, &posts[0].to.network.to_string()).1.text, "Geese");
    let (post, content) = at_network(&store, &posts[1].to.network.to_string());
    assert_eq!((content.text.as_str(), post.due, post.late), ("Swans", now(), None));
}

#[test]
fn a_refused_post_is_shared_again_as_a_new_version_under_no_handle() {
    let (mut store, id, posts) = planned(&["lake", "pond"]);
    store.arm(&Key::generate(), &posts[0], "h", &request(), in_hours(1)).unwrap().expect("armed");
    let refused = Outcome::Rejected(Some("no geese".into()));
    store.change_post(&posts[0].id, |post| post.answered(now(), refused)).unwrap();
    let network = posts[0].to.network.to_string();
    let edit = activity("Swans", &[&network], None);
    assert_eq!(store.edit_activity(&id, &ids(&posts[..1]), &edit, now()).unwrap(), Edited::Done);
    let (post, content) = at_network(&store, &network);
    assert_eq!(
        (post.phase, post.version, post.handle, content.text.as_str()),
        (Phase::Queued, 2, None, "Swans")
    );
    let (other, content) = at_network(&store, &posts[1].to.network.to_string());
    assert_eq!((other.version, content.text.as_str()), (1, "Geese"), "the others go out as planned");
}

#[test]
fn a_plan_that_is_edited_is_not_armed_until_the_editor_lets_it_go_or_is_gone() {
    let (mut store, _, posts) = planned(&["pond"]);
    let until = in_hours(1) + TimeDelta::minutes(5);
    assert!(store.hold_for_edit(&ids(&posts), Some(until)).unwrap());
    let arm = |store: &mut Store, at| {
        let post = store.post(&posts[0].id).unwrap().unwrap().0;
        store.arm(&Key::generate(), &post, "h", &request(), at).unwrap().is_some()
    };
    assert!(!arm(&mut store, in_hours(1)));
    store.hold_for_edit(&ids(&posts), None).unwrap();
    store.hold_for_edit(&ids(&posts), Some(until)).unwrap();
    assert!(arm(&mut store, until), "a window that is gone holds nothing");
    assert!(!store.hold_for_edit(&ids(&posts), Some(until)).unwrap(), "it has left");
}

#[test]
fn a_plan_keeps_its_zone_until_its_time_changes() {
    let (mut store, id, posts) = planned(&["pond"]);
    let zone = |store: &Store| store.activities().unwrap().remove(0).zone;
    let elsewhere =
        |plan| NewActivity { zone: Some("Asia/Tokyo".into()), ..activity("Swans", &["pond"], plan) };
    let same = Some((in_hours(1), Late::Ask));
    store.edit_activity(&id, &ids(&posts), &elsewhere(same), now()).unwrap();
    assert_eq!(zone(&store).as_deref(), Some("Europe/Berlin"));
    assert!(store.plan_anew(&id, in_hours(5), Some("Asia/Tokyo")).unwrap());
    assert_eq!(zone(&store).as_deref(), Some("Asia/Tokyo"));
    let (post, _) = at_network(&store, "pond");
    assert_eq!((post.due, post.late), (in_hours(5), Some(Late::Ask)));
    publish(&mut store, &post);
    assert!(!store.plan_anew(&id, in_hours(6), None).unwrap());
}

#[test]
fn more_than_three_that_waited_are_held_until_the_person_decides() {
    let mut store = Store::in_memory().unwrap();
    let share = |store: &mut Store| store.share(&activity("Geese", &["pond"], None), now()).unwrap();
    for _ in 0..3 {
        share(&mut store);
    }
    store.share(&activity("Later", &["pond"], Some((in_hours(9), Late::Ask))), now()).unwrap();
    let at = in_hours(1);
    assert_eq!(
        store.hold_what_waited(&"pond".into(), "1", at).unwrap(),
        0,
        "three go out without a question"
    );
    share(&mut store);
    assert_eq!(store.hold_what_waited(&"lake".into(), "1", at).unwrap(), 0);
    assert_eq!(store.hold_what_waited(&"pond".into(), "1", at).unwrap(), 4);
    let posts = store.posts_changed(0).unwrap().0;
    let held: Vec<_> = posts.iter().filter(|post| post.hold == Some(Hold::Asks)).collect();
    assert_eq!(held.len(), 4);
    assert!(store.arm(&Key::generate(), held[0], "h", &request(), at).unwrap().is_none());
    store.hold_for_edit(std::slice::from_ref(&held[0].id), Some(at)).unwrap();
    assert_eq!(
        store.post(&held[0].id).unwrap().unwrap().0.hold,
        Some(Hold::Asks),
        "an editor answers nothing"
    );
    store.settle_post(&held[0].id, at, Decision::Spaced).unwrap().unwrap().unwrap();
    let (post, _) = store.post(&held[0].id).unwrap().unwrap();
    assert_eq!((post.hold, post.due), (None, now()), "it keeps its place in the order");
    assert!(store.arm(&Key::generate(), &post, "h", &request(), at).unwrap().is_some());
}

#[test]
fn own_text_of_a_removed_account_is_not_lost_with_its_plan() {
    let mut store = Store::in_memory().unwrap();
    let mut new = activity("For all", &["lake", "pond"], Some((in_hours(1), Late::Never)));
    new.to[0].1 = Some(Content::of_text("For the lake"));
    store.share(&new, now()).unwrap();
    for post in store.posts_changed(0).unwrap().0 {
        store.keep_as_draft(&post.id, None, in_hours(2)).unwrap();
    }
    assert_eq!(store.drafts().unwrap()[0].content.text, "For all\n\nFor the lake");
}

#[test]
fn what_waits_and_what_is_planned_for_later_are_counted_once_for_each_activity() {
    let mut store = Store::in_memory().unwrap();
    let page = |id: &str| Destination { page: id.into(), ..to("pond") };
    let on_two_pages = |plan| NewActivity {
        to: vec![(page("a"), None), (page("b"), None)],
        ..activity("Geese", &["pond"], plan)
    };
    let plan = |hours| Some((in_hours(hours), Late::SixHours));
    for plan in [None, plan(1), plan(2), plan(5)] {
        store.share(&on_two_pages(plan), now()).unwrap();
    }
    store.share(&activity("Elsewhere", &["lake"], plan(5)), now()).unwrap();
    let pond = "pond".into();
    let waiting = |store: &Store, hours| store.waiting_activities(&pond, "1", in_hours(hours)).unwrap();
    let after = |store: &Store, hours| store.planned_after(&pond, "1", in_hours(hours)).unwrap();
    assert_eq!([0, 1, 5].map(|hours| waiting(&store, hours)), [1, 2, 4]);
    assert_eq!([0, 1, 2, 5].map(|hours| after(&store, hours)), [3, 2, 1, 0]);
    assert_eq!(store.planned_after(&pond, "2", now()).unwrap(), 0);
    for post in store.posts_changed(0).unwrap().0.iter().filter(|post| post.due == in_hours(5)) {
        store.settle_post(&post.id, now(), Decision::Leave).unwrap().unwrap().unwrap();
    }
    assert_eq!(after(&store, 2), 0);
}

/// A plan at a network, and at one where the person shares by hand.
fn planned_by_hand() -> (Store, ActivityId) {
    let mut store = Store::in_memory().unwrap();
    let plan = Some((in_hours(1), Late::Never));
    let new = NewActivity { hand_over: vec![(to("hand"), None)], ..activity("Geese", &["pond"], plan) };
    let id = store.share(&new, now()).unwrap();
    (store, id)
}

#[test]
fn a_planned_post_by_hand_is_moved_held_edited_and_handed_over_and_never_becomes_a_draft() {
    let (mut store, id) = planned_by_hand();
    let (post, _) = at_network(&store, "hand");
    assert_eq!((&post.phase, post.due, post.late), (&Phase::ByHand, in_hours(1), Some(Late::Never)));
    assert!(store.plan_anew(&id, in_hours(2), None).unwrap());
    assert_eq!(at_network(&store, "hand").0.due, in_hours(2));
    assert!(store.hold_for_edit(std::slice::from_ref(&post.id), Some(in_hours(3))).unwrap());
    assert!(at_network(&store, "hand").0.is_held(in_hours(2)));
    store.keep_as_draft(&post.id, None, in_hours(90)).unwrap();
    assert!(store.drafts().unwrap().is_empty());
    let (looked_at, _) = store.activities_to_look_at(in_hours(2), &BTreeSet::default()).unwrap();
    assert_eq!(looked_at.len(), 1, "it is due");
    // The account does not wait for anything: it needs no access.
    assert_eq!(store.waiting_activities(&"hand".into(), "1", in_hours(9)).unwrap(), 0);

    let edit = NewActivity {
        hand_over: vec![(to("hand"), None)],
        ..activity("Swans", &[], Some((in_hours(4), Late::Ask)))
    };
    let all = ids(&store.activities().unwrap()[0].posts);
    assert_eq!(store.edit_activity(&id, &all, &edit, now()).unwrap(), Edited::Done);
    let (edited, content) = at_network(&store, "hand");
    assert_eq!((edited.phase, edited.due, edited.hold), (Phase::ByHand, in_hours(4), None));
    assert_eq!(content.text, "Swans");

    store.hand_over(&post.id, in_hours(5)).unwrap().unwrap().unwrap();
    assert_eq!(at_network(&store, "hand").0.phase, Phase::HandedOver { at: in_hours(5) });
    assert_eq!(store.edit_activity(&id, &ids(&[post]), &edit, now()).unwrap(), Edited::Left);
    let (pond, _) = at_network(&store, "pond");
    assert!(store.hand_over(&pond.id, in_hours(5)).unwrap().unwrap().is_err(), "Gander shares that one");
    assert!(store.hand_over(&"gone".into(), now()).unwrap().is_none());
}
