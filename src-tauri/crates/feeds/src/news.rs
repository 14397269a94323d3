//! The new entries of a feed.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};

use crate::Entry;

/// The most entries of one read that are offered. A feed that brings more at once offers its first ones.
pub const MOST_OFFERED: usize = 20;
/// An entry that is dated this long before its feed was added is old news, even if its feed names it only now.
const SLACK: TimeDelta = TimeDelta::days(1);

/// An entry that an earlier read found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its [`Entry::key`].
    pub key: String,
    /// Its page.
    pub link: Option<String>,
}

/// A feed as the reads before left it.
#[derive(Clone, Debug)]
pub struct Former<'a> {
    /// The time at which the feed was added.
    pub added_at: DateTime<Utc>,
    /// The time of the last read. `None`: none has succeeded.
    pub read_at: Option<DateTime<Utc>>,
    /// The entries that were found.
    pub known: &'a [Known],
}

/// The place of an entry after a read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// An earlier read found it. It may be edited, and is not offered again.
    Known,
    /// It is not offered, because it is old.
    Seen,
    /// It is offered.
    Offered,
}

/// The place of each entry of a read, in order.
///
/// The first read offers nothing. If no id is known any more, the site has moved or changed its ids; then an entry is
/// recognised by its page, and offered only if it appeared after the last read.
#[must_use]
pub fn places(former: &Former<'_>, entries: &[Entry]) -> Vec<Place> {
    let keys: HashSet<&str> = former.known.iter().map(|known| known.key.as_str()).collect();
    let links: HashSet<&str> = former.known.iter().filter_map(|known| known.link.as_deref()).collect();
    let is_known = |entry: &Entry| keys.contains(entry.key.as_str());
    let ids_changed = !keys.is_empty() && !entries.iter().any(is_known);
    let mut offered = 0;
    let place = |entry: &Entry| {
        if is_known(entry) {
            return Place::Known;
        }
        let Some(read_at) = former.read_at else { return Place::Seen };
        let is_old = entry.published.is_some_and(|at| at < former.added_at - SLACK);
        let has_known_page = entry.link.as_ref().is_some_and(|link| links.contains(link.as_str()));
        let appeared_since = entry.published.is_some_and(|at| at > read_at);
        let is_repeated = ids_changed && (has_known_page || !appeared_since);
        if is_old || is_repeated || offered == MOST_OFFERED {
            return Place::Seen;
        }
        offered += 1;
        Place::Offered
    };
    entries.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::*;

    fn at(hours: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::days(20_000) + TimeDelta::hours(hours)
    }

    fn entry(key: &str, page: &str, published: Option<i64>) -> Entry {
        Entry {
            key: key.into(),
            title: key.into(),
            link: Url::parse("https://a.example/").unwrap().join(page).ok(),
            summary: String::new(),
            picture: None,
            published: published.map(at),
        }
    }

    fn known(entries: &[Entry]) -> Vec<Known> {
        let known =
            |entry: &Entry| Known { key: entry.key.clone(), link: entry.link.as_ref().map(Url::to_string) };
        entries.iter().map(known).collect()
    }

    fn places_after(former: &[Entry], read: &[Entry]) -> Vec<Place> {
        let known = known(former);
        places(&Former { added_at: at(0), read_at: Some(at(10)), known: &known }, read)
    }

    #[test]
    fn the_first_read_offers_nothing() {
        let former = Former { added_at: at(0), read_at: None, known: &[] };
        let read = [entry("a", "a", Some(5)), entry("b", "b", None)];
        assert_eq!(places(&former, &read), [Place::Seen; 2]);
    }

    #[test]
    fn a_new_entry_is_offered_once_and_an_edited_one_is_not_offered_again() {
        let former = [entry("a", "a", Some(5))];
        let mut edited = entry("a", "moved", Some(11));
        edited.title = "other".into();
        let read = [entry("b", "b", Some(11)), edited, entry("undated", "c", None)];
        assert_eq!(places_after(&former, &read), [Place::Offered, Place::Known, Place::Offered]);
        assert_eq!(places_after(&read, &read), [Place::Known; 3]);
    }

    #[test]
    fn an_entry_from_before_the_feed_was_added_is_not_offered() {
        let former = [entry("a", "a", Some(5))];
        let read =
            [entry("a", "a", Some(5)), entry("old", "b", Some(-100)), entry("yesterday", "c", Some(-20))];
        assert_eq!(places_after(&former, &read), [Place::Known, Place::Seen, Place::Offered]);
    }

    #[test]
    fn entries_whose_ids_all_changed_are_recognised_by_their_pages() {
        let former = [entry("a", "a", Some(5)), entry("b", "b", None)];
        let read = [entry("n", "n", Some(11)), entry("x", "a", Some(12)), entry("y", "b", None)];
        assert_eq!(places_after(&former, &read), [Place::Offered, Place::Seen, Place::Seen]);
        // The pages changed as well.
        let read = [entry("n", "n", Some(11)), entry("x", "2/a", Some(5)), entry("y", "2/b", None)];
        assert_eq!(places_after(&former, &read), [Place::Offered, Place::Seen, Place::Seen]);
        // Two entries may have one page while the ids are known.
        let read = [entry("c", "a", Some(11)), entry("a", "a", Some(5))];
        assert_eq!(places_after(&former, &read), [Place::Offered, Place::Known]);
    }

    #[test]
    fn a_flood_is_not_offered() {
        let former = [entry("a", "a", Some(5))];
        let mut read: Vec<_> = (0..100).map(|n| entry(&n.to_string(), &n.to_string(), Some(11))).collect();
        read.push(entry("a", "a", Some(5)));
        let offered = places_after(&former, &read).iter().filter(|place| **place == Place::Offered).count();
        assert_eq!(offered, MOST_OFFERED);
    }
}
