//! LinkedIn's text format "little", in which a reserved letter that stands for itself has a backslash before it. LinkedIn
//! cuts a text at one that has none, and says nothing.

use std::ops::Range;

use crate::text::{links, tags};

/// The letters that LinkedIn's documents name as reserved.
const RESERVED: &str = r"\|{}@[]()<>#*_~";
/// Those among them at which a link would end, or the text. In an address the escape of RFC 3986 section 2.1 stands for
/// the same letter.
const RESERVED_IN_LINK: &str = r"\|{}[]()<>*";
/// The template of a hashtag, in which LinkedIn may return one.
const HASHTAG: &str = r"{hashtag|\#|";

/// A text in this format. Links and hashtags stay as they are: LinkedIn makes nothing of an escaped one.
pub(super) fn escaped(text: &str) -> String {
    let links = links(text);
    let is_in_link =
        |tag: &Range<usize>| links.iter().any(|link| tag.start < link.end && link.start < tag.end);
    let tags = tags(text).into_iter().filter(|tag| text[tag.clone()].starts_with('#') && !is_in_link(tag));
    let mut kept: Vec<_> = tags.map(|tag| (tag, false)).collect();
    kept.extend(links.iter().cloned().map(|link| (link, true)));
    kept.sort_by_key(|(range, _)| range.start);
    let (mut little, mut end) = (String::with_capacity(text.len()), 0);
    for (range, is_link) in kept {
        escape(&text[end..range.start], &mut little);
        let part = &text[range.clone()];
        if is_link {
            escape_link(part, &mut little);
        } else {
            little.push_str(part);
        }
        end = range.end;
    }
    escape(&text[end..], &mut little);
    little
}

fn escape(text: &str, little: &mut String) {
    for letter in text.chars() {
        if RESERVED.contains(letter) {
            little.push('\\');
        }
        little.push(letter);
    }
}

fn escape_link(link: &str, little: &mut String) {
    for letter in link.chars() {
        if RESERVED_IN_LINK.contains(letter) {
            little.push_str(&format!("%{:02X}", u32::from(letter)));
        } else {
            little.push(letter);
        }
    }
}

/// The plain text of a text in this format.
pub(super) fn plain(little: &str) -> String {
    let mut plain = String::with_capacity(little.len());
    let mut rest = little;
    while let Some(letter) = rest.chars().next() {
        let template = rest.strip_prefix(HASHTAG).and_then(|after| after.split_once('}'));
        if let Some((tag, after)) = template {
            plain.push('#');
            plain.push_str(&tag.replace('\\', ""));
            rest = after;
            continue;
        }
        rest = &rest[letter.len_utf8()..];
        match rest.chars().next().filter(|next| letter == '\\' && RESERVED.contains(*next)) {
            Some(next) => {
                plain.push(next);
                rest = &rest[next.len_utf8()..];
            }
            None => plain.push(letter),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reserved_letters_get_a_backslash_and_links_and_hashtags_stay() {
        for (text, little) in [
            ("Geese are back 🪿", "Geese are back 🪿"),
            ("Back (all) <of> them", r"Back \(all\) \<of\> them"),
            (r"a\b|c{d}e@f[g]h*i_j~k", r"a\\b\|c\{d\}e\@f\[g\]h\*i\_j\~k"),
            ("@[Dana](urn:li:person:1)", r"\@\[Dana\]\(urn:li:person:1\)"),
            ("#geese and # and #1 (#goose_news)", r"#geese and \# and \#1 \(#goose_news\)"),
            (
                "See https://a.example/b_c?utm_source=x~y#part.",
                "See https://a.example/b_c?utm_source=x~y#part.",
            ),
            ("https://a.example/Goose_(bird)", "https://a.example/Goose_%28bird%29"),
            ("https://a.example/@dana", "https://a.example/@dana"),
        ] {
            assert_eq!(escaped(text), little, "{text}");
        }
    }

    #[test]
    fn a_text_is_read_back() {
        assert_eq!(plain(r"Back \(all\) {hashtag|\#|geese} #too \x \"), r"Back (all) #geese #too \x \");
        assert_eq!(plain(r"{hashtag|\#|open"), "{hashtag|#|open");
    }

    proptest! {
        #[test]
        fn what_has_no_link_is_read_back_whole(text in "[ a-z\\\\|{}@()<>#*_~🪿]{0,40}") {
            prop_assume!(links(&text).is_empty());
            prop_assert_eq!(plain(&escaped(&text)), text);
        }

        #[test]
        fn each_reserved_letter_has_its_backslash(text in "[ a-z\\\\|{}@()<>*_~🪿]{0,40}") {
            let little = escaped(&text).replace(r"\\", "");
            for (at, _) in little.match_indices(|letter| RESERVED.contains(letter) && letter != '\\') {
                prop_assert!(little[..at].ends_with('\\'), "{}", little);
            }
        }
    }
}
