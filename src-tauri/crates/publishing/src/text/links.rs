//! Finds links in text.

use std::ops::Range;

use url::Url;

/// Finds the http and https addresses in a text. Punctuation after an address belongs to the text, and so does a closing
/// bracket that the address does not open.
#[must_use]
pub fn links(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(scheme) = next_scheme(text, from) {
        from = scheme.end;
        let rest = &text[scheme.end..];
        let host = rest
            .find(|letter| ends(letter) || matches!(letter, '/' | '?' | '#' | '\\'))
            .unwrap_or(rest.len());
        let goes_on = rest[host..].chars().next().is_some_and(|letter| !ends(letter));
        let authority = if goes_on { &rest[..host] } else { trimmed(&rest[..host]) };
        // The host is checked before the rest is read, so that each letter is read about once.
        if !is_authority(authority) {
            continue;
        }
        let whole = trimmed(&rest[..rest.find(ends).unwrap_or(rest.len())]);
        from = scheme.end + whole.len();
        found.push(scheme.start..from);
    }
    found
}

/// The next `http://` or `https://` that no letter, digit or sign precedes.
pub(super) fn next_scheme(text: &str, mut from: usize) -> Option<Range<usize>> {
    loop {
        let colon = from + text.get(from..)?.find("://")?;
        let end = colon + "://".len();
        for name in ["https", "http"] {
            let Some(start) = colon.checked_sub(name.len()).filter(|start| *start >= from) else { continue };
            let is_scheme = text.get(start..colon).is_some_and(|said| said.eq_ignore_ascii_case(name));
            let is_free = || !text[..start].chars().next_back().is_some_and(is_glued);
            if is_scheme && is_free() {
                return Some(start..end);
            }
        }
        from = end;
    }
}

/// Tells whether a link cannot begin after this letter.
pub(super) fn is_glued(before: char) -> bool {
    before.is_ascii_alphanumeric() || "@＠$#＃_".contains(before)
}

/// Tells whether a letter ends an address.
fn ends(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || "<>\"`“”„«»‹›「」『』【】〔〕〈〉《》（）［］｛｝。、，！？；：\u{ff61}\u{ff64}".contains(letter)
        || is_invisible(letter)
}

/// Tells whether a letter is a mark of order or of width, which copied text contains.
pub(super) fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// An address without the punctuation after it.
fn trimmed(address: &str) -> &str {
    const PAIRS: [(char, char); 3] = [('(', ')'), ('[', ']'), ('{', '}')];
    let mut surplus = PAIRS.map(|(open, close)| {
        let count = |sign| address.matches(sign).count();
        count(close).saturating_sub(count(open))
    });
    let mut rest = address;
    while let Some(last) = rest.chars().next_back() {
        if !".,;:!?'’‘…".contains(last) {
            let pair = PAIRS.iter().position(|(_, close)| *close == last);
            match pair.map(|pair| &mut surplus[pair]) {
                Some(left) if *left > 0 => *left -= 1,
                _ => break,
            }
        }
        rest = &rest[..rest.len() - last.len_utf8()];
    }
    rest
}

/// Tells whether a text may follow `http://`.
fn is_authority(text: &str) -> bool {
    let begins = text.starts_with(|first: char| first.is_alphanumeric() || !first.is_ascii() || first == '[');
    begins && Url::parse(&format!("http://{text}")).is_ok_and(|url| url.has_host())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(text: &str) -> Vec<&str> {
        links(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn links_end_before_the_punctuation_of_the_text() {
        for (text, link) in [
            ("See https://news.example.", "https://news.example"),
            ("(see https://news.example/a_(b))", "https://news.example/a_(b)"),
            ("[News](https://news.example/a?b=c)!", "https://news.example/a?b=c"),
            ("\"https://news.example/a\"", "https://news.example/a"),
            ("https://news.example/a?!...", "https://news.example/a"),
            ("https://news.example/a, b", "https://news.example/a"),
            ("HTTP://News.Example/A#b:", "HTTP://News.Example/A#b"),
            ("https://t.co/x's", "https://t.co/x's"),
            ("'https://t.co/x'", "https://t.co/x"),
            ("見てhttps://news.example/a。次", "https://news.example/a"),
            ("https://news.example/記事/一", "https://news.example/記事/一"),
            ("\u{2066}https://موقع.example/\u{2069}", "https://موقع.example/"),
            ("http://[::1]:80/a]", "http://[::1]:80/a"),
            ("http://a]", "http://a"),
            ("http://127.0.0.1:8080/", "http://127.0.0.1:8080/"),
            ("http://http://news.example", "http://http://news.example"),
            ("https://news.example/\u{65}\u{301}", "https://news.example/\u{65}\u{301}"),
        ] {
            assert_eq!(found(text), [link], "{text}");
        }
        assert_eq!(found("https://a.example\nhttps://b.example"), ["https://a.example", "https://b.example"]);
    }

    #[test]
    fn other_text_is_no_link() {
        for text in [
            "",
            "https://",
            "http://.",
            "http:// a",
            "xhttps://a.example",
            "@https://a.example",
            "ftp://a.example",
            "://",
            "http://)",
            "https:///a",
            "http://a]/",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn long_texts_take_no_long_time() {
        for part in ["http://!", "http://[", "http://a.example/", ")", "://", "https://a.example/)"] {
            let text = part.repeat(200_000 / part.len());
            assert!(links(&text).len() <= text.len());
        }
        assert_eq!(links(&format!("https://a.example/{}", ")".repeat(200_000))).len(), 1);
    }

    proptest! {
        #[test]
        fn links_are_parts_in_order(text in "(\\PC{0,4}|https?://|[a.:/()\\[\\]']{0,6}|a\\.example|\\u{600}|\\u{301}){0,12}") {
            let mut end = 0;
            for range in links(&text) {
                prop_assert!(end <= range.start && range.start < range.end);
                end = range.end;
                prop_assert!(Url::parse(&text[range]).is_ok_and(|url| matches!(url.scheme(), "http" | "https")));
            }
        }
    }
}
