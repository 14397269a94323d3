//! Feeds and their entries in the store.

use ::feeds::{Entry, Place};
use publishing::Content;

use super::*;
use crate::{EntryChange, Feed, FeedReading, NewActivity, Suggestion, new_feed};

fn feed(address: &str) -> Feed {
    new_feed(address.parse().unwrap(), "News", None, at(0))
}

fn entry(key: &str) -> Entry {
    Entry {
        key: key.into(),
        title: format!("Title {key}"),
        link: format!("https://news.example/{key}").parse().ok(),
        summary: String::new(),
        picture: None,
        published: None,
    }
}

/// A store with a feed that offers two entries.
fn offering() -> (Store, Feed) {
    let (mut store, mut feed) = (Store::in_memory().unwrap(), feed("https://news.example/feed"));
    store.add_feed(&feed, &[entry("old")]).unwrap();
    feed.reading.read_at = Some(at(1));
    let (new, dated) = (entry("new"), Entry { published: Some(at(5)), ..entry("dated") });
    let read = [(&new, Place::Offered), (&dated, Place::Offered), (&entry("old"), Place::Known)];
    store.feed_was_read(&feed, &read, at(3)).unwrap();
    (store, feed)
}

fn keys(store: &Store) -> Vec<String> {
    store.suggestions().unwrap().into_iter().map(|suggestion| suggestion.key).collect()
}

#[test]
fn a_feed_comes_back_as_it_was_stored() {
    let mut store = Store::in_memory().unwrap();
    let mut feed = feed("https://news.example/feed");
    store.add_feed(&feed, &[]).unwrap();
    assert_eq!(store.feeds().unwrap(), [feed.clone()]);
    feed.title = "Other".into();
    feed.organization = Some("Example Newsroom".into());
    feed.reading = FeedReading {
        read_at: Some(at(1)),
        next_at: None,
        failures: 3,
        failing_since: Some(at(2)),
        etag: Some("W/\"é\"".into()),
        last_modified: Some("Mon, 30 Nov 2026 12:00:00 GMT".into()),
        moved: Some(("https://b.example/".parse().unwrap(), at(1))),
    };
    store.feed_was_read(&feed, &[], at(3)).unwrap();
    assert_eq!(store.feeds().unwrap(), [feed]);
}

#[test]
fn an_address_is_added_once() {
    let mut store = Store::in_memory().unwrap();
    let first = store.add_feed(&feed("https://news.example/feed"), &[]).unwrap();
    assert_eq!(store.add_feed(&feed("https://news.example/feed"), &[entry("a")]).unwrap(), first);
    assert_eq!((store.feeds().unwrap().len(), store.known_entries(&first).unwrap().len()), (1, 0));
}

#[test]
fn the_entries_of_the_first_read_are_known_and_not_offered() {
    let (store, feed) = offering();
    assert_eq!(keys(&store), ["dated", "new"]);
    assert_eq!(store.known_entries(&feed.id).unwrap().len(), 3);
    assert!(store.suggestions().unwrap().iter().all(|suggestion| suggestion.unread));
}

#[test]
fn an_entry_that_is_not_for_me_stays_away_until_that_is_taken_back() {
    let (mut store, feed) = offering();
    assert!(store.change_entry(&feed.id, "new", EntryChange::Read).unwrap());
    assert!(store.change_entry(&feed.id, "new", EntryChange::Dismiss).unwrap());
    assert!(!store.change_entry(&feed.id, "new", EntryChange::Dismiss).unwrap());
    let edited = Entry { title: "Edited".into(), ..entry("new") };
    store.feed_was_read(&feed, &[(&edited, Place::Known)], at(9)).unwrap();
    assert_eq!(keys(&store), ["dated"]);
    assert!(store.change_entry(&feed.id, "new", EntryChange::Offer).unwrap());
    let suggestions = store.suggestions().unwrap();
    let back: Vec<_> =
        suggestions.iter().map(|Suggestion { key, unread, .. }| (key.as_str(), *unread)).collect();
    assert_eq!(back, [("dated", true), ("new", false)]);
    assert!(!store.change_entry(&feed.id, "old", EntryChange::Offer).unwrap(), "it was never dismissed");
}

#[test]
fn the_texts_of_an_edited_entry_follow_its_feed_while_it_is_offered() {
    let (mut store, feed) = offering();
    let edited = Entry { title: "Edited".into(), ..entry("new") };
    store.feed_was_read(&feed, &[(&edited, Place::Known)], at(9)).unwrap();
    let titles: Vec<_> =
        store.suggestions().unwrap().into_iter().map(|suggestion| suggestion.title).collect();
    assert_eq!(titles, ["Title dated", "Edited"]);
}

#[test]
fn each_change_is_seen() {
    let (mut store, feed) = offering();
    let mut seen = store.feeds_mark().unwrap();
    let mut is_new = |store: &Store, change: &str| {
        let mark = store.feeds_mark().unwrap();
        assert_ne!(std::mem::replace(&mut seen, mark), mark, "{change}");
    };
    store.change_entry(&feed.id, "new", EntryChange::Dismiss).unwrap();
    is_new(&store, "an entry");
    store.feed_was_read(&feed, &[], at(9)).unwrap();
    is_new(&store, "a read");
    store.mute_feed(&feed.id, true).unwrap();
    is_new(&store, "muted");
    store.remove_feed(&feed.id).unwrap();
    is_new(&store, "removed");
}

#[test]
fn an_entry_whose_page_is_shared_is_offered_no_longer() {
    let share = |store: &mut Store, content| {
        store
            .share(
                &NewActivity {
                    draft: None,
                    content,
                    to: Vec::new(),
                    hand_over: Vec::new(),
                    plan: None,
                    zone: None,
                },
                at(1),
            )
            .unwrap();
    };
    let (mut store, feed) = offering();
    share(&mut store, Content { link: entry("new").link, ..Content::of_text("Look") });
    assert_eq!(keys(&store), ["dated"]);
    share(&mut store, Content::of_text("Read https://news.example/dated today"));
    assert_eq!(keys(&store), [""; 0]);
    assert!(!store.change_entry(&feed.id, "new", EntryChange::Offer).unwrap(), "it stays shared");
}

#[test]
fn a_muted_feed_offers_nothing_and_a_read_does_not_unmute_it() {
    let (mut store, feed) = offering();
    assert!(store.mute_feed(&feed.id, true).unwrap());
    store.feed_was_read(&feed, &[], at(9)).unwrap();
    assert_eq!(keys(&store), [""; 0]);
    assert!(store.mute_feed(&feed.id, false).unwrap());
    assert_eq!(keys(&store).len(), 2);
    assert!(!store.mute_feed("other", true).unwrap());
}

#[test]
fn a_removed_feed_takes_its_entries_along_and_a_late_read_does_not_bring_it_back() {
    let (mut store, feed) = offering();
    assert!(store.remove_feed(&feed.id).unwrap());
    assert!(!store.remove_feed(&feed.id).unwrap());
    store.feed_was_read(&feed, &[(&entry("new"), Place::Offered)], at(9)).unwrap();
    assert_eq!((store.feeds().unwrap().len(), store.known_entries(&feed.id).unwrap().len()), (0, 0));
}

#[test]
fn the_entries_of_a_feed_do_not_grow_without_end() {
    let (mut store, mut feed) = (Store::in_memory().unwrap(), feed("https://news.example/feed"));
    store.add_feed(&feed, &[]).unwrap();
    for read in 0..30 {
        let entries: Vec<_> = (0..100).map(|n| entry(&format!("{read}-{n}"))).collect();
        let places: Vec<_> = entries.iter().map(|entry| (entry, Place::Seen)).collect();
        feed.reading.read_at = Some(at(read));
        store.feed_was_read(&feed, &places, at(read)).unwrap();
    }
    let known = store.known_entries(&feed.id).unwrap();
    assert_eq!(known.len(), 2000);
    assert!(known.iter().any(|known| known.key == "29-0"), "the newest stay");
}

#[test]
fn a_damaged_row_hides_no_other() {
    let (mut store, feed_a) = offering();
    store.add_feed(&feed("https://b.example/feed"), &[]).unwrap();
    let large = "x".repeat(3 << 20);
    for (table, damage) in [
        ("feeds", "address = 'file:///etc/passwd'"),
        ("feeds", "failures = -1"),
        ("feeds", "revision = 'x'"),
        ("feeds", "next_at = 'x'"),
        ("feed_entries", "link = 'javascript:alert(1)'"),
        ("feed_entries", "published = 'x'"),
        ("feed_entries", "found_at = x'00'"),
        ("feed_entries", "unread = 'x'"),
        ("feed_entries", &format!("title = '{large}'")),
    ] {
        let column = if table == "feeds" { "id" } else { "key" };
        let first = format!("SELECT {column} FROM {table} ORDER BY {column} LIMIT 1");
        store.db.execute(&format!("UPDATE {table} SET {damage} WHERE {column} = ({first})"), []).unwrap();
        let shown: String = damage.chars().take(40).collect();
        assert!(!store.feeds().unwrap().is_empty(), "{shown}");
        assert_eq!(keys(&store).iter().filter(|key| *key == "new").count(), 1, "{shown}");
        store.feeds_mark().unwrap();
        store.feed_was_read(&feed_a, &[(&entry("new"), Place::Known)], at(9)).unwrap();
    }
}
