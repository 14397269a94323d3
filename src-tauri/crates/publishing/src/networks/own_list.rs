//! The search for a post in a list of the account's own posts, where a network knows no handle: by text and time.

use chrono::{DateTime, TimeDelta, Utc};
use unicode_normalization::UnicodeNormalization;
use url::Url;

use super::time_of_handle;
use crate::{Job, Look, Remote, text::links};

/// The clock of a server or of this device may be wrong by so much.
const SKEW: TimeDelta = TimeDelta::minutes(10);

/// A post in a list of the account's own posts.
pub(super) struct Listed {
    /// The time at which the network made it.
    pub made: DateTime<Utc>,
    /// It is this post, if its time is right.
    pub is_same: bool,
    /// `None`: the entry names no id that can be stored.
    pub remote: Option<Remote>,
}

/// The earliest time at which the network can have made the post: not before its handle. `None` if the handle tells no
/// time.
pub(super) fn earliest(job: &Job<'_>) -> Option<DateTime<Utc>> {
    time_of_handle(job.handle, job.now)?.checked_sub_signed(SKEW)
}

/// Looks for the post in a list, of which `None` stands for an entry that cannot be read. `is_whole`: the list reaches
/// back to [`earliest`]. The newest match is the post: an older one of the same text may be another post.
pub(super) fn find(job: &Job<'_>, list: impl Iterator<Item = Option<Listed>>, mut is_whole: bool) -> Look {
    // Without a time, an old post of the same text could be mistaken for this one.
    let Some(earliest) = earliest(job) else { return Look::Unclear };
    let mut newest: Option<Listed> = None;
    for listed in list {
        let Some(listed) = listed else {
            is_whole = false;
            continue;
        };
        let is_newer = newest.as_ref().is_none_or(|newest| listed.made > newest.made);
        if listed.is_same && listed.made >= earliest && is_newer {
            newest = Some(listed);
        }
    }
    // Pictures alone could be those of another post.
    let is_telling = !job.content.text_with_link().trim().is_empty();
    match newest {
        // A match without an id is ours as well, so it proves nothing.
        Some(found) => found.remote.filter(|_| is_telling).map_or(Look::Unclear, Look::There),
        None if is_whole => Look::NotSeen,
        None => Look::Unclear,
    }
}

/// A text in the form in which it is compared: without the differences that networks make in blanks, in the form of
/// letters and in the way in which a link is written.
pub(super) fn comparable(text: &str) -> String {
    let (mut plain, mut end) = (String::with_capacity(text.len()), 0);
    for range in links(text) {
        plain.push_str(&text[end..range.start]);
        let link = &text[range.clone()];
        let whole = Url::parse(link).map_or_else(|_| link.to_owned(), String::from);
        plain.push_str(whole.strip_suffix('/').unwrap_or(&whole));
        end = range.end;
    }
    plain.push_str(&text[end..]);
    // Networks add the scheme to a link that was written without it.
    let plain = plain.replace("https://", "").replace("http://", "");
    plain.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_forms_of_letters_and_of_links_make_no_difference() {
        assert_eq!(comparable(" One\n\ntwo \t"), "One two");
        assert_eq!(comparable("e\u{301}"), "\u{e9}");
        for same in ["See news.example", "See https://News.example/", "See http://news.example"] {
            assert_eq!(comparable(same), "See news.example", "{same}");
        }
        assert_eq!(comparable("(https://a.example/b?c=d&e)"), "(a.example/b?c=d&e)");
        assert_ne!(comparable("See a"), comparable("See b"));
    }
}
