//! The documents of feeds, which come from anywhere.

use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use feeds::{Document, LONGEST_ADDRESS, MOST_ENTRIES, MOST_LINKS};
use url::Url;

static ADDRESS: LazyLock<Url> =
    LazyLock::new(|| Url::parse("https://news.example/blog/feed.xml").expect("an address"));
static NOW: LazyLock<DateTime<Utc>> = LazyLock::new(|| "2026-11-30T12:00:00Z".parse().expect("a time"));

/// Reads a document. Its texts must be plain and bounded, its links of the web, and no date in the future.
///
/// # Panics
/// When one of these does not hold.
pub fn feed(data: &[u8]) {
    match feeds::read(data, &ADDRESS, *NOW) {
        Ok(Document::Feed(feed)) => {
            check_text(&feed.title);
            assert!(feed.entries.len() <= MOST_ENTRIES);
            for entry in feed.entries {
                assert!(!entry.title.is_empty());
                check_text(&entry.title);
                check_text(&entry.summary);
                entry.link.iter().chain(&entry.picture).for_each(check_address);
                assert!(entry.published.is_none_or(|at| at <= *NOW));
            }
        }
        Ok(Document::Page(links)) => {
            assert!((1..=MOST_LINKS).contains(&links.len()));
            for link in links {
                check_text(&link.title);
                check_address(&link.address);
            }
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

fn check_text(text: &str) {
    let turns = |letter| matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    assert!(!text.contains(char::is_control) && !text.contains(turns), "{text:?}");
    assert!(text.len() <= 4096, "{} bytes", text.len());
}

fn check_address(address: &Url) {
    assert!(matches!(address.scheme(), "http" | "https") && address.has_host(), "{address}");
    assert!(address.password().is_none() && address.as_str().len() <= LONGEST_ADDRESS, "{address}");
}
