//! The drafts and activities that use a picture, and the time at which it is forgotten.

use std::cell::RefCell;

use chrono::{DateTime, TimeDelta, Utc};
use publishing::{Content, Destination, Picture};

use super::*;
use crate::{DraftContent, NewActivity};

fn picture(hash: &str) -> Picture {
    Picture {
        hash: hash.into(),
        media_type: "image/png".into(),
        bytes: 10,
        width: 2,
        height: 1,
        description: String::new(),
        url: None,
    }
}

fn draft_of(hashes: &[&str]) -> DraftContent {
    DraftContent { pictures: hashes.iter().map(|hash| picture(hash)).collect(), ..DraftContent::default() }
}

/// The pictures that are forgotten at a time.
fn forgotten(store: &mut Store, now: DateTime<Utc>) -> Vec<String> {
    let gone = RefCell::new(Vec::new());
    store.forget_unused_pictures(now, |hash| gone.borrow_mut().push(hash.to_owned())).unwrap();
    gone.into_inner()
}

#[test]
fn a_picture_is_forgotten_an_hour_after_its_last_use() {
    let mut store = Store::in_memory().unwrap();
    let start = at(0);
    let after = |minutes: i64| start + TimeDelta::minutes(minutes);
    for hash in ["a", "b"] {
        store.note_picture(&picture(hash), start).unwrap();
    }
    assert_eq!(store.picture("a").unwrap(), Some(picture("a")));
    assert_eq!(forgotten(&mut store, after(60)), [""; 0], "an hour has not passed");
    let draft = store.save_draft(None, &draft_of(&["a"]), after(10)).unwrap();
    assert_eq!(forgotten(&mut store, after(61)), ["b"]);
    assert_eq!(store.picture("b").unwrap(), None);
    let twin = store.save_draft(None, &draft_of(&["a"]), after(70)).unwrap();
    store.discard_draft(&draft, after(80)).unwrap();
    assert_eq!(forgotten(&mut store, after(200)), [""; 0], "another draft uses it");
    store.note_picture(&picture("a"), after(210)).unwrap();
    assert_eq!(forgotten(&mut store, after(400)), [""; 0], "also after it was added again");
    store.save_draft(Some(&twin), &draft_of(&[]), after(410)).unwrap();
    assert_eq!(forgotten(&mut store, after(460)), [""; 0]);
    assert_eq!(forgotten(&mut store, after(471)), ["a"]);
}

#[test]
fn an_activity_keeps_its_pictures_and_that_of_its_card() {
    let mut store = Store::in_memory().unwrap();
    let (start, later) = (at(0), at(10_000));
    for hash in ["a", "card", "own", "draft"] {
        store.note_picture(&picture(hash), start).unwrap();
    }
    let draft = store.save_draft(None, &draft_of(&["a", "draft"]), start).unwrap();
    let card =
        publishing::Card { title: "Geese".into(), picture: Some(picture("card")), ..Default::default() };
    let content = Content { pictures: vec![picture("a")], card: Some(card), ..Content::of_text("Geese") };
    let own = Content { pictures: vec![picture("own")], ..Content::of_text("Own") };
    let to = Destination { network: "pond".into(), account: "1".into(), page: String::new() };
    let new = NewActivity {
        draft: Some(draft),
        content,
        to: vec![(to, Some(own))],
        hand_over: Vec::new(),
        plan: None,
        zone: None,
    };
    let id = store.share(&new, start).unwrap();
    assert_eq!(forgotten(&mut store, later), ["draft"], "the draft became the activity");
    assert!(store.remove_activity(&id, later).unwrap());
    let mut gone = forgotten(&mut store, later + TimeDelta::hours(2));
    gone.sort();
    assert_eq!(gone, ["a", "card", "own"]);
}
