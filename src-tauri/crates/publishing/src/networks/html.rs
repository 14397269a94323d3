//! Reduces the HTML of a post to its text.

use html_escape::decode_html_entities;

/// The text that stands for a link.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum LinkText {
    /// Its address.
    Address,
    /// The text that people see.
    Shown,
}

/// The text of HTML: without tags, with entities decoded, and a newline for each break and paragraph. Hashtags and
/// mentions are links, and are always as people see them.
pub(super) fn as_text(html: &str, links: LinkText) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    // The length of the text before the current link, and the link's address.
    let mut link: Option<(usize, String)> = None;
    while let Some(start) = rest.find('<') {
        text.push_str(&decode_html_entities(&rest[..start]));
        let Some(end) = tag_end(&rest[start..]) else {
            rest = &rest[start..];
            break;
        };
        let tag = &rest[start + 1..start + end - 1];
        rest = &rest[start + end..];
        let name =
            tag.split(|letter: char| letter.is_whitespace() || letter == '/').find(|name| !name.is_empty());
        let closes = tag.starts_with('/');
        match name.map(str::to_ascii_lowercase).as_deref() {
            Some("br" | "p" | "div" | "li" | "blockquote" | "pre") => text.push('\n'),
            Some("a") if closes => {
                if let Some((before, address)) = link.take() {
                    text.truncate(before);
                    text.push_str(&address);
                }
            }
            Some("a") if links == LinkText::Address => {
                link = address(tag).map(|address| (text.len(), address));
            }
            _ => {}
        }
    }
    text.push_str(&decode_html_entities(rest));
    text
}

/// The length of a tag, with its brackets. An attribute may contain brackets.
fn tag_end(html: &str) -> Option<usize> {
    if html.starts_with("<!--") {
        return html.find("-->").map(|end| end + "-->".len());
    }
    let mut quote = None;
    for (at, letter) in html.char_indices() {
        match (quote, letter) {
            (None, '>') => return Some(at + 1),
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    None
}

/// The address of a link that is neither a hashtag nor a mention.
fn address(tag: &str) -> Option<String> {
    let class = attribute(tag, "class").unwrap_or_default();
    let is_name = |class: &str| matches!(class, "mention" | "hashtag" | "u-url");
    let is_tag = || attribute(tag, "rel").is_some_and(|rel| rel.split_whitespace().any(|word| word == "tag"));
    if class.split_whitespace().any(is_name) || is_tag() {
        return None;
    }
    attribute(tag, "href")
}

/// The value of an attribute, decoded.
fn attribute(tag: &str, name: &str) -> Option<String> {
    // The name of the tag precedes the first attribute.
    let mut rest = tag.split_once(char::is_whitespace)?.1;
    loop {
        rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '/');
        let end = rest.find(|letter: char| letter.is_whitespace() || letter == '=')?;
        let key = &rest[..end];
        rest = rest[end..].trim_start();
        let Some(after) = rest.strip_prefix('=') else { continue };
        let after = after.trim_start();
        let (value, after) = match after.chars().next()? {
            quote @ ('"' | '\'') => after[1..].split_once(quote)?,
            _ => after.split_at(after.find(char::is_whitespace).unwrap_or(after.len())),
        };
        if key.eq_ignore_ascii_case(name) {
            return Some(decode_html_entities(value).into_owned());
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn html_becomes_text() {
        for (html, text) in [
            ("<p>News &amp; more</p><p>Line<br />two</p>", "\nNews & more\n\nLine\ntwo\n"),
            ("&lt;b&gt; &quot;&#39;&#x27;&apos;&#128512;&nbsp;", "<b> \"'''😀\u{a0}"),
            (
                "&amp;lt; &unknown; & &; &#xd800; &#99999999; a&b;c",
                "&lt; &unknown; & &; &#xd800; &#99999999; a&b;c",
            ),
            ("1 <!-- a > b --> 2", "1  2"),
            ("<a title=\"a > b\" href='https://a.example/?b&amp;c' >shown</a>.", "https://a.example/?b&c."),
            ("<a href=https://a.example/>shown</a>", "https://a.example/"),
            ("<A HREF=\"https://a.example/\">shown</A>", "https://a.example/"),
            (
                "<a href=\"https://a.example/tags/x\" class=\"mention hashtag\" rel=\"tag\">#<span>x</span></a>",
                "#x",
            ),
            ("<a href=\"https://a.example/x\" rel=\"nofollow tag\">#x</a>", "#x"),
            ("<a href=\"https://a.example/x\" class=\"u-url mention\">@<span>dana</span></a>", "@dana"),
            ("<a>shown</a>", "shown"),
            ("a < b", "a < b"),
            ("a <b", "a <b"),
            ("<", "<"),
            ("<>", ""),
            ("</a></p>", "\n"),
        ] {
            assert_eq!(as_text(html, LinkText::Address), text, "{html}");
        }
        assert_eq!(as_text("<a href=\"https://a.example/\">shown</a>", LinkText::Shown), "shown");
    }

    proptest! {
        #[test]
        fn no_html_panics(html in "([<>&;#\"'=/ a-z-]|<a |href=|class=|</a>|&#x|<!--|-->|\\PC){0,40}") {
            as_text(&html, LinkText::Address);
            as_text(&html, LinkText::Shown);
        }
    }
}
