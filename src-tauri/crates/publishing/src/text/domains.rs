//! Which words are domains: X and Mastodon recognize a link by its top-level domain.

use std::{collections::HashSet, sync::LazyLock};

/// IANA's top-level domains, and `example`, which stands for any of them (RFC 2606).
static TOP_LEVEL: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("top_level.txt").split_whitespace().collect());

/// In characters. No top-level domain is longer.
const LONGEST_TOP_LEVEL: usize = 24;
/// In bytes (RFC 1035 section 2.3.4).
const LONGEST_LABEL: usize = 63;

/// The length in bytes of the top-level domain with which a text begins. Other scripts may follow at once, as Japanese
/// does.
fn top_level_at(text: &str) -> Option<usize> {
    let ascii = text.len() - text.trim_start_matches(|letter: char| letter.is_ascii_alphabetic()).len();
    if ascii > 0 {
        let follows = text[ascii..].chars().next();
        let goes_on = |next: char| next.is_ascii_alphanumeric() || "@+-_".contains(next);
        return (!follows.is_some_and(goes_on) && is_top_level(&text[..ascii])).then_some(ascii);
    }
    let ends = text.char_indices().take(LONGEST_TOP_LEVEL).map(|(start, letter)| start + letter.len_utf8());
    ends.take_while(|end| !text[..*end].ends_with('.')).filter(|end| is_top_level(&text[..*end])).last()
}

fn is_top_level(text: &str) -> bool {
    text.chars().count() <= LONGEST_TOP_LEVEL && TOP_LEVEL.contains(text.to_lowercase().as_str())
}

/// The length in bytes of the domain with which a text begins. The domain contains no character after `most` bytes, save
/// those of a top-level domain.
pub(super) fn domain_at(text: &str, most: usize) -> Option<usize> {
    let head = text.get(..most)?;
    let dots = head.match_indices('.').map(|(dot, _)| dot).filter(|dot| *dot > 0);
    let end = dots.filter_map(|dot| Some(dot + 1 + top_level_at(&text[dot + 1..])?)).next_back()?;
    is_name(&text[..end]).then_some(end)
}

/// Tells whether a name may be a domain's: its labels are neither empty nor too long, and no sign is at their ends.
fn is_name(name: &str) -> bool {
    let fits = |label: &str| {
        let mark = |end: Option<char>| end.is_none_or(|end| matches!(end, '-' | '_'));
        let ascii = if label.is_ascii() { label.len() } else { ascii_length(label) };
        !mark(label.chars().next()) && !mark(label.chars().next_back()) && ascii <= LONGEST_LABEL
    };
    // Only names below a domain may contain an underscore.
    name.split('.').all(fits) && name.rsplit('.').take(2).all(|label| !label.contains('_'))
}

/// The length of a label in the form in which servers know it.
fn ascii_length(label: &str) -> usize {
    match url::Host::parse(label) {
        Ok(url::Host::Domain(name)) => name.len(),
        Ok(_) | Err(_) => usize::MAX,
    }
}

/// Tells whether X and Mastodon recognize the whole name.
pub(super) fn is_domain(name: &str) -> bool {
    let fits = |letter: char| !letter.is_ascii() || letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    name.chars().all(fits) && domain_at(name, name.len()) == Some(name.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_ends_in_a_top_level_domain() {
        for name in ["t.co", "NEWS.Example", "a_b.c-d.com", "twitter.みんな", "foobar.پاکستان", "☃.net"]
        {
            assert!(is_domain(name), "{name}");
        }
        for name in [
            "com", ".com", "a..com", "-a.com", "a-.com", "a_.com", "a_b.com", "node.js", "a@b.com",
            "a:b.com", "tar.bz2", "1.5", "",
        ] {
            assert!(!is_domain(name), "{name}");
        }
        assert!(is_domain(&format!("{}.com", "a".repeat(63))));
        assert!(!is_domain(&format!("{}.com", "a".repeat(64))));
        assert!(!is_domain(&format!("{}.com", "あいうえおかきくけこ".repeat(6))));
    }

    #[test]
    fn a_domain_may_end_before_its_text_does() {
        let at = |text: &str| domain_at(text, text.len()).map(|end| text[..end].to_owned());
        assert_eq!(at("example.comだよね.comtest").as_deref(), Some("example.com"));
        assert_eq!(at("news.co.jp").as_deref(), Some("news.co.jp"));
        assert_eq!(at("john.doe.gov@"), None);
        assert_eq!(at("name.al-last"), None);
    }
}
