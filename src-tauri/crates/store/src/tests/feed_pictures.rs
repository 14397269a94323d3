//! The pictures of suggestions: each is asked for once, and is kept for as long as its suggestion is shown.

use ::feeds::{Entry, Place};

use super::*;
use crate::{EntryChange, EntryPicture, Feed, LARGEST_FEED_PICTURE, new_feed};

fn entry(key: &str, picture: &str) -> Entry {
    Entry {
        key: key.into(),
        title: format!("Title {key}"),
        link: format!("https://news.example/{key}").parse().ok(),
        summary: String::new(),
        picture: format!("https://news.example/{picture}").parse().ok(),
        published: None,
    }
}

fn read(store: &mut Store, feed: &Feed, entries: &[Entry], place: Place) {
    let read: Vec<_> = entries.iter().map(|entry| (entry, place)).collect();
    store.feed_was_read(feed, &read, at(3)).unwrap();
}

/// A store with a feed that offers these entries.
fn offering(entries: &[Entry]) -> (Store, Feed) {
    let feed = new_feed("https://news.example/feed".parse().unwrap(), "News", None, at(0));
    let mut store = Store::in_memory().unwrap();
    store.add_feed(&feed, &[]).unwrap();
    read(&mut store, &feed, entries, Place::Offered);
    (store, feed)
}

fn taken(store: &mut Store) -> Vec<EntryPicture> {
    let mut taken = store.take_entry_pictures(10).unwrap();
    taken.sort_by(|a, b| a.key.cmp(&b.key));
    taken
}

fn take_one(store: &mut Store) -> EntryPicture {
    let [one] = taken(store).try_into().unwrap();
    one
}

/// The hash of the picture of each suggestion.
fn shown(store: &Store) -> Vec<Option<String>> {
    store.suggestions().unwrap().into_iter().map(|suggestion| suggestion.picture).collect()
}

fn kept(store: &Store) -> u32 {
    store.db.query_row("SELECT count(*) FROM feed_pictures", [], |row| row.get(0)).unwrap()
}

#[test]
fn a_picture_is_asked_for_once_and_shown_with_its_entry() {
    let plain = Entry { picture: None, ..entry("b", "") };
    let (mut store, feed) = offering(&[entry("a", "1.png"), plain.clone()]);
    let picture = take_one(&mut store);
    assert_eq!((picture.key.as_str(), picture.address.path()), ("a", "/1.png"));
    assert_eq!(store.take_entry_pictures(10).unwrap(), [], "also if no answer comes");
    assert!(store.keep_entry_picture(&picture, "h1", b"one").unwrap());
    let suggestions = store.suggestions().unwrap();
    let named: Vec<_> = suggestions.iter().map(|each| (each.key.as_str(), each.picture.as_deref())).collect();
    assert!(named.contains(&("a", Some("h1"))) && named.contains(&("b", None)), "{named:?}");
    assert_eq!(store.entry_picture("h1").unwrap().as_deref(), Some(&b"one"[..]));
    assert_eq!(store.entry_picture("h2").unwrap(), None);
    read(&mut store, &feed, &[entry("a", "1.png"), plain], Place::Known);
    assert_eq!(store.take_entry_pictures(10).unwrap(), []);
}

#[test]
fn entries_that_are_not_offered_have_no_picture() {
    let (mut store, feed) = offering(&[entry("a", "1.png"), entry("b", "2.png")]);
    read(&mut store, &feed, &[entry("old", "3.png")], Place::Seen);
    store.change_entry(&feed.id, "a", EntryChange::Dismiss).unwrap();
    assert_eq!(take_one(&mut store).key, "b");
    let (mut store, feed) = offering(&[entry("a", "1.png")]);
    store.mute_feed(&feed.id, true).unwrap();
    assert_eq!(store.take_entry_pictures(10).unwrap(), []);
}

#[test]
fn pictures_are_taken_a_few_at_a_time() {
    let entries: Vec<_> = (0..5).map(|n| entry(&n.to_string(), &format!("{n}.png"))).collect();
    let (mut store, _) = offering(&entries);
    let numbers: Vec<_> = (0..4).map(|_| store.take_entry_pictures(2).unwrap().len()).collect();
    assert_eq!(numbers, [2, 2, 1, 0]);
}

#[test]
fn a_failed_picture_is_asked_for_again_only_if_its_entry_changes() {
    let (mut store, feed) = offering(&[entry("a", "1.png")]);
    take_one(&mut store);
    read(&mut store, &feed, &[entry("a", "1.png?signed=2")], Place::Known);
    assert_eq!(store.take_entry_pictures(10).unwrap(), [], "the address is only signed anew");
    read(&mut store, &feed, &[Entry { title: "Edited".into(), ..entry("a", "1.png") }], Place::Known);
    take_one(&mut store);
    read(&mut store, &feed, &[Entry { title: "Edited".into(), ..entry("a", "2.png") }], Place::Known);
    assert_eq!(take_one(&mut store).address.path(), "/2.png");
}

#[test]
fn a_kept_picture_stays_while_its_address_does() {
    let (mut store, feed) = offering(&[entry("a", "1.png?signed=1")]);
    let picture = take_one(&mut store);
    store.keep_entry_picture(&picture, "h1", b"one").unwrap();
    let edited = Entry { title: "Edited".into(), ..entry("a", "1.png?signed=2") };
    read(&mut store, &feed, std::slice::from_ref(&edited), Place::Known);
    assert_eq!((shown(&store), taken(&mut store)), (vec![Some("h1".into())], vec![]));
    read(&mut store, &feed, &[entry("a", "2.png")], Place::Known);
    assert_eq!((shown(&store), kept(&store)), (vec![None], 0));
    take_one(&mut store);
    read(&mut store, &feed, &[Entry { picture: None, ..edited }], Place::Known);
    assert_eq!(store.take_entry_pictures(10).unwrap(), []);
}

#[test]
fn a_picture_that_comes_too_late_or_is_too_large_is_not_kept() {
    let (mut store, feed) = offering(&[entry("a", "1.png")]);
    let picture = take_one(&mut store);
    assert!(!store.keep_entry_picture(&picture, "h", &vec![0; LARGEST_FEED_PICTURE + 1]).unwrap());
    read(&mut store, &feed, &[entry("a", "2.png")], Place::Known);
    assert!(!store.keep_entry_picture(&picture, "h", b"one").unwrap());
    let picture = take_one(&mut store);
    store.change_entry(&feed.id, "a", EntryChange::Dismiss).unwrap();
    assert!(!store.keep_entry_picture(&picture, "h", b"one").unwrap());
    store.remove_feed(&feed.id).unwrap();
    assert!(!store.keep_entry_picture(&picture, "h", b"one").unwrap());
    assert_eq!(kept(&store), 0);
}

#[test]
fn a_picture_leaves_with_its_entry_or_its_feed() {
    let (mut store, feed) = offering(&[entry("a", "1.png"), entry("b", "1.png"), entry("c", "2.png")]);
    let [a, b, c] = taken(&mut store).try_into().unwrap();
    for (picture, hash) in [(a, "same"), (b, "same"), (c, "other")] {
        store.keep_entry_picture(&picture, hash, hash.as_bytes()).unwrap();
    }
    assert_eq!(kept(&store), 2);
    for key in ["a", "c"] {
        store.change_entry(&feed.id, key, EntryChange::Dismiss).unwrap();
    }
    store.change_entry(&feed.id, "c", EntryChange::Offer).unwrap();
    assert_eq!(shown(&store).len(), 2, "taken back at once, it still has its picture");
    read(&mut store, &feed, &[], Place::Known);
    assert_eq!((shown(&store).into_iter().flatten().count(), kept(&store)), (2, 2));
    store.change_entry(&feed.id, "c", EntryChange::Dismiss).unwrap();
    read(&mut store, &feed, &[], Place::Known);
    assert_eq!((shown(&store), kept(&store)), (vec![Some("same".into())], 1));
    // Offered again much later, it is fetched anew.
    store.change_entry(&feed.id, "c", EntryChange::Offer).unwrap();
    assert_eq!(take_one(&mut store).key, "c");
    store.remove_feed(&feed.id).unwrap();
    assert_eq!(kept(&store), 0);
}

#[test]
fn there_are_as_many_pictures_as_suggestions_at_most() {
    let entries: Vec<_> = (0..250).map(|n| entry(&n.to_string(), &format!("{n}.png"))).collect();
    let dated = |(n, entry): (usize, Entry)| Entry { published: Some(at(n as i64)), ..entry };
    let entries: Vec<_> = entries.into_iter().enumerate().map(dated).collect();
    let (mut store, feed) = offering(&entries[..200]);
    for picture in store.take_entry_pictures(1000).unwrap() {
        store.keep_entry_picture(&picture, &picture.key, b"one").unwrap();
    }
    assert_eq!(kept(&store), 200);
    read(&mut store, &feed, &entries[200..], Place::Offered);
    let newer = store.take_entry_pictures(1000).unwrap();
    assert_eq!(newer.len(), 50);
    for picture in newer {
        store.keep_entry_picture(&picture, &picture.key, b"one").unwrap();
    }
    assert_eq!((kept(&store), shown(&store).into_iter().flatten().count()), (200, 200));
}

#[test]
fn the_picture_of_a_page_is_that_of_its_offered_entry() {
    let (mut store, feed) = offering(&[entry("a", "1.png"), Entry { picture: None, ..entry("b", "") }]);
    let picture = |store: &Store, page: &str| {
        let page = format!("https://news.example/{page}").parse().unwrap();
        store.entry_picture_of_page(&page).unwrap().map(|url| url.path().to_owned())
    };
    assert_eq!(picture(&store, "a").as_deref(), Some("/1.png"));
    assert_eq!((picture(&store, "b"), picture(&store, "c")), (None, None));
    store.change_entry(&feed.id, "a", EntryChange::Dismiss).unwrap();
    assert_eq!(picture(&store, "a"), None);
}

#[test]
fn a_damaged_address_keeps_no_other_picture_from_being_fetched() {
    let (mut store, _) = offering(&[entry("a", "1.png"), entry("b", "2.png")]);
    store.db.execute("UPDATE feed_entries SET picture = 'file:///etc/passwd' WHERE key = 'a'", []).unwrap();
    let found: usize = (0..2).map(|_| store.take_entry_pictures(1).unwrap().len()).sum();
    assert_eq!((found, store.take_entry_pictures(1).unwrap()), (1, vec![]));
}
