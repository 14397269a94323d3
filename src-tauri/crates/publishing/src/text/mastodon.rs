//! Mastodon's count.

use std::ops::Range;

use super::{Count, LINK, Span, Unit, domains::is_domain, links};

/// The links and mentions of a text.
pub(super) fn spans(text: &str) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for range in links(text) {
        // Mastodon recognizes a link by its domain, and counts any other in full. A server may know more domains.
        let length = match is_recognized(&text[range.clone()]) {
            true => LINK,
            false => Unit::Mastodon.plainly(&text[range.clone()]).max(LINK),
        };
        spans.push(Span { range, length });
    }
    let within = |range: &Range<usize>, spans: &[Span]| {
        let next = spans.partition_point(|span| span.range.end <= range.start);
        spans.get(next).is_some_and(|span| span.range.start < range.end)
    };
    let links = spans.len();
    for mention in mentions(text) {
        if !within(&mention.range, &spans[..links]) {
            let length = Unit::Mastodon.plainly(&text[mention.range.start..mention.user_end]);
            spans.push(Span { range: mention.range, length });
        }
    }
    spans.sort_by_key(|span| span.range.start);
    spans
}

fn is_recognized(link: &str) -> bool {
    let rest = link.split_once("://").map_or(link, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or(rest);
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) => host,
        _ => authority,
    };
    is_domain(host)
}

/// A person at another server: `@user@host`.
pub(crate) struct Mention {
    /// The whole mention.
    pub(crate) range: Range<usize>,
    /// The end of `@user`.
    pub(crate) user_end: usize,
}

/// The mentions of a text.
pub(crate) fn mentions(text: &str) -> Vec<Mention> {
    let word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let run = |from: usize, may: &dyn Fn(char) -> bool| {
        let rest = &text[from..];
        let length = rest.find(|letter| !may(letter)).unwrap_or(rest.len());
        from + rest[..length].trim_end_matches(['.', '-']).len()
    };
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find('@').map(|at| from + at) {
        from = at + 1;
        if text[..at].chars().next_back().is_some_and(|before| word(before) || matches!(before, '/' | '=')) {
            continue;
        }
        let user_end = run(from, &|letter| letter.is_ascii_alphanumeric() || "_.-".contains(letter));
        let begins = |start: usize| text[start..].starts_with(word);
        if !begins(from) || !text[user_end..].starts_with('@') || !begins(user_end + 1) {
            continue;
        }
        let end = run(user_end + 1, &|letter| word(letter) || ".-".contains(letter));
        found.push(Mention { range: at..end, user_end });
        from = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mentions_name_a_user_and_a_server() {
        let found = |text: &str| -> Vec<(String, String)> {
            let both = |m: Mention| (text[m.range.start..m.user_end].into(), text[m.range].into());
            mentions(text).into_iter().map(both).collect()
        };
        let one = |user: &str, whole: &str| vec![(user.to_owned(), whole.to_owned())];
        assert_eq!(found("Hi @dana@news.example."), one("@dana", "@dana@news.example"));
        assert_eq!(found("(@d.r@münchen.example)"), one("@d.r", "@d.r@münchen.example"));
        for text in
            ["@dana", "dana@news.example", "/@dana@news.example", "@@a", "@a.@b", "@a@", "@ü@b", "@a@.b", "@"]
        {
            assert_eq!(found(text), [], "{text}");
        }
        assert_eq!(found("@a@b@c@d").len(), 1);
    }

    #[test]
    fn only_known_domains_make_a_link_short() {
        let count = |text: &str| Unit::Mastodon.count(text);
        let long = "a".repeat(40);
        assert_eq!(count(&format!("https://news.example/{long}")), 23);
        assert_eq!(count(&format!("https://news.example:8443/{long}")), 23);
        assert_eq!(count(&format!("http://127.0.0.1:8080/{long}")), 62);
        assert_eq!(count(&format!("https://dana:goose@news.example/{long}")), 72);
        assert_eq!(count("http://localhost/"), 23);
        assert_eq!(count("https://news.example/@dana@other.example"), 23);
    }
}
