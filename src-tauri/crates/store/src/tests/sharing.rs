//! Activities, posts and drafts in the store.

use chrono::TimeDelta;
use publishing::{Auth, Cause, Content, Decision, Destination, Late, Outcome, Phase, Piece, Remote, Request};

use super::*;
use crate::{DraftContent, NewActivity};

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).unwrap()
}

fn key() -> Key {
    Key::from_base64(&base64::engine::general_purpose::STANDARD.encode([b'g'; 32])).unwrap()
}

fn to(network: &str) -> Destination {
    Destination { network: network.into(), account: "1".into(), page: String::new() }
}

fn content(text: &str) -> Content {
    Content::of_text(text)
}

fn new(text: &str) -> NewActivity {
    let to = vec![(to("pond"), None)];
    NewActivity { draft: None, content: content(text), to, hand_over: Vec::new(), plan: None, zone: None }
}

fn request() -> Request {
    let mut request = Request::get("post", "https://pond.example/posts".parse().unwrap(), Auth::Account);
    request.body = vec![Piece::Bytes(b"Geese".to_vec())];
    request
}

#[test]
fn an_activity_has_a_post_at_each_destination_with_its_own_text() {
    let mut store = Store::in_memory().unwrap();
    let both = vec![(to("lake"), Some(content("For the lake"))), (to("pond"), None)];
    let plan = Some((now() + TimeDelta::hours(1), Late::Ask));
    store.share(&NewActivity { to: both, plan, ..new("For all") }, now()).unwrap();
    let [activity] = store.activities().unwrap().try_into().unwrap();
    assert_eq!((activity.content.text.as_str(), activity.planned_at), ("For all", plan.map(|(at, _)| at)));
    let texts: Vec<_> =
        activity.posts.iter().map(|post| store.post(&post.id).unwrap().unwrap().1.text).collect();
    assert_eq!(texts, ["For the lake", "For all"]);
    assert!(activity.posts.iter().all(|post| post.late == Some(Late::Ask) && post.phase == Phase::Queued));
}

#[test]
fn a_post_that_the_person_shares_by_hand_is_over_at_once() {
    let mut store = Store::in_memory().unwrap();
    let by_hand = vec![(to("lake"), Some(content("For the lake"))), (to("sea"), None)];
    store.share(&NewActivity { hand_over: by_hand, ..new("For all") }, now()).unwrap();
    let (open, _) = store.posts_changed(0).unwrap();
    assert_eq!(open.iter().map(|post| post.to.network.as_str()).collect::<Vec<_>>(), ["pond"]);
    let [activity] = store.activities().unwrap().try_into().unwrap();
    for post in activity.posts.iter().filter(|post| post.to != to("pond")) {
        assert_eq!(post.phase, Phase::HandedOver { at: now() });
        let armed = store.arm(&key(), post, "handle", &request(), now()).unwrap();
        assert_eq!(armed, None, "no request leaves for it");
        let decided = store.settle_post(&post.id, now(), Decision::Again).unwrap().unwrap();
        assert!(decided.is_err(), "{post:?}");
        let own = store.post(&post.id).unwrap().unwrap().1.text;
        assert_eq!(own == "For the lake", post.to == to("lake"), "{own}");
    }
}

#[test]
fn no_id_looks_like_an_option_of_a_command() {
    let mut store = Store::in_memory().unwrap();
    // One random id in 64 begins with a hyphen.
    for _ in 0..500 {
        assert!(!store.share(&new("Geese"), now()).unwrap().as_str().starts_with('-'));
    }
    let (posts, _) = store.posts_changed(0).unwrap();
    assert!(posts.iter().all(|post| !post.id.as_str().starts_with('-')));
}

#[test]
fn a_draft_becomes_one_activity_and_is_gone() {
    let mut store = Store::in_memory().unwrap();
    let text = DraftContent { text: "Geese".into(), link: Some("not yet".into()), ..DraftContent::default() };
    let draft = store.save_draft(None, &text, now()).unwrap();
    assert_eq!(store.save_draft(Some(&draft), &text, now()).unwrap(), draft);
    assert_eq!(store.drafts().unwrap()[0].content, text);
    let shared = NewActivity { draft: Some(draft.clone()), ..new("Geese") };
    let first = store.share(&shared, now()).unwrap();
    assert_eq!(store.share(&shared, now()).unwrap(), first);
    assert_eq!(store.activities().unwrap().len(), 1);
    assert!(store.drafts().unwrap().is_empty());
    // Saved once more by a window that did not know: the text is kept, as a draft of its own.
    assert_ne!(store.save_draft(Some(&draft), &text, now()).unwrap(), draft);
}

#[test]
fn a_post_is_armed_once_with_its_exact_request() {
    let mut store = Store::in_memory().unwrap();
    store.share(&new("Geese"), now()).unwrap();
    let (posts, seen) = store.posts_changed(0).unwrap();
    let [post] = posts.try_into().unwrap();
    let armed = store.arm(&key(), &post, "handle", &request(), now()).unwrap().expect("armed");
    assert_eq!(armed.phase, Phase::Armed { at: now(), again: false });
    assert!(store.arm(&key(), &post, "other", &request(), now()).unwrap().is_none(), "not twice");
    assert_eq!(store.sent_request(&key(), &armed).unwrap(), Some(request()));
    assert_eq!(store.posts_changed(seen).unwrap().0.len(), 1);

    // The request is sealed for this post at this account: elsewhere it does not open.
    let mut moved = armed.clone();
    moved.to.account = "2".into();
    assert!(store.sent_request(&key(), &moved).is_err());

    store.interrupt_posts().unwrap();
    let (post, _) = store.post(&armed.id).unwrap().unwrap();
    assert!(matches!(post.phase, Phase::Unknown { armed_at, .. } if armed_at == now()));
    store.settle_post(&post.id, now(), Decision::There(None)).unwrap().unwrap().unwrap();
    assert_eq!(store.sent_request(&key(), &post).unwrap(), None, "what is settled is not sent again");
}

#[test]
fn no_two_posts_are_the_same_one_at_the_network() {
    let mut store = Store::in_memory().unwrap();
    let remote = Remote { id: "7".into(), address: None };
    for text in ["Twin", "Twin"] {
        store.share(&new(text), now()).unwrap();
    }
    let (posts, _) = store.posts_changed(0).unwrap();
    assert!(!store.is_bound(&posts[1], &remote).unwrap());
    store.arm(&key(), &posts[0], "h", &request(), now()).unwrap();
    let done = || Outcome::Done(remote.clone());
    store.change_post(&posts[0].id, |post| post.answered(now(), done())).unwrap();
    assert!(store.is_bound(&posts[1], &remote).unwrap());
    assert!(!store.is_bound(&posts[0], &remote).unwrap());
    // A server that names one id twice keeps no post from being stored.
    store.arm(&key(), &posts[1], "i", &request(), now()).unwrap();
    store.change_post(&posts[1].id, |post| post.answered(now(), done())).unwrap();
    assert!(store.post(&posts[1].id).unwrap().unwrap().0.is_settled());
    assert!(!store.is_bound(&posts[0], &remote).unwrap());
}

#[test]
fn an_activity_under_way_is_not_removed_and_another_leaves_no_text() {
    let mut store = Store::in_memory().unwrap();
    let id = store.share(&new("A secret plan"), now()).unwrap();
    let [post] = store.posts_changed(0).unwrap().0.try_into().unwrap();
    store.arm(&key(), &post, "h", &request(), now()).unwrap();
    assert!(!store.remove_activity(&id, now()).unwrap());
    store.change_post(&post.id, |post| post.answered(now(), Outcome::NotDone(Cause::App))).unwrap();
    assert!(store.remove_activity(&id, now()).unwrap());
    assert!(store.activities().unwrap().is_empty());
    assert!(store.post(&post.id).unwrap().is_none(), "nothing is left to share");
    let left = text_of(&store, "SELECT group_concat(coalesce(own, '') || phase) FROM posts");
    assert!(!left.contains("secret"), "{left}");
}

#[test]
fn a_damaged_row_hides_no_other() {
    let mut store = Store::in_memory().unwrap();
    for text in ["One", "Two", "Three"] {
        store.share(&new(text), now()).unwrap();
    }
    for damage in ["phase = 'x'", "due = 'x'", "version = -1", "late = '{'", "phase = NULL"] {
        let _ = store
            .db
            .execute(&format!("UPDATE posts SET {damage} WHERE id = (SELECT min(id) FROM posts)"), []);
        assert!(store.posts_changed(0).unwrap().0.len() >= 2, "{damage}");
        assert_eq!(store.activities().unwrap().len(), 3, "{damage}");
        store.interrupt_posts().unwrap();
    }
    let large = "x".repeat(3 << 20);
    store
        .db
        .execute("UPDATE activities SET content = ?1 WHERE id = (SELECT min(id) FROM activities)", [large])
        .unwrap();
    assert!(store.activities().is_ok());
}

#[test]
fn a_draft_that_the_disk_does_not_take_stays_as_it_was() {
    let mut store = Store::in_memory().unwrap();
    let draft = |text: &str| DraftContent { text: text.into(), ..DraftContent::default() };
    let id = store.save_draft(None, &draft("Geese"), now()).unwrap();
    let before = store.drafts().unwrap();
    let pages: u32 = store.db.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
    store.db.pragma_update(None, "max_page_count", pages).unwrap();
    let longer = draft(&"Geese ".repeat(100_000));
    for id in [Some(id.as_str()), None] {
        let error = store.save_draft(id, &longer, now()).unwrap_err().to_string();
        assert!(error.contains("the disk is full") && error.contains("free some space"), "{error}");
        assert_eq!(store.drafts().unwrap(), before);
    }
    store.db.pragma_update(None, "max_page_count", 1_000_000).unwrap();
    assert_eq!(store.save_draft(Some(&id), &longer, now()).unwrap(), id);
    assert_eq!(store.drafts().unwrap()[0].content, longer);
}
