//! Reads HTML as far as feeds need it: its text, its first picture, and the feeds that a page names.

use html_escape::decode_html_entities;
use url::Url;

use crate::{FeedLink, LONGEST_TITLE, MOST_LINKS, document::web_address, text};

/// Pages name their feeds in their head. In bytes.
const LONGEST_HEAD: usize = 1 << 20;
/// The types of feeds.
const TYPES: [&str; 4] =
    ["application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"];
/// Elements whose content is no text.
const HIDDEN: [&str; 5] = ["script", "style", "template", "noscript", "head"];
/// The side of a picture that is there to be counted, and not to be seen.
const LARGEST_PIXEL: u32 = 2;

/// A part of HTML.
enum Piece<'a> {
    Text(&'a str),
    /// A tag, without its brackets.
    Tag(Tag<'a>),
}

struct Tag<'a> {
    name: String,
    closes: bool,
    attributes: &'a str,
}

/// The parts of HTML, in order. Comments are left out.
struct Pieces<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        while !self.rest.is_empty() {
            let start = self.rest.find('<').unwrap_or(self.rest.len());
            if start > 0 {
                let (text, rest) = self.rest.split_at(start);
                self.rest = rest;
                return Some(Piece::Text(text));
            }
            if let Some(comment) = self.rest.strip_prefix("<!--") {
                self.rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
                continue;
            }
            let begins_tag = self.rest[1..]
                .starts_with(|letter: char| letter.is_ascii_alphabetic() || "/!?".contains(letter));
            if !begins_tag {
                let (sign, rest) = self.rest.split_at(1);
                self.rest = rest;
                return Some(Piece::Text(sign));
            }
            let Some(end) = tag_end(self.rest) else {
                // A tag without an end: the rest is text, and is searched only once.
                return Some(Piece::Text(std::mem::take(&mut self.rest)));
            };
            let inside = &self.rest[1..end];
            self.rest = &self.rest[end + 1..];
            return Some(Piece::Tag(tag(inside)));
        }
        None
    }
}

/// The position of the bracket that closes the first tag. An attribute may contain brackets.
fn tag_end(html: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in html.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    None
}

fn tag(inside: &str) -> Tag<'_> {
    let closes = inside.starts_with('/');
    let inside = inside.trim_start_matches('/');
    let end = inside.find(|letter: char| letter.is_whitespace() || letter == '/').unwrap_or(inside.len());
    Tag { name: inside[..end].to_ascii_lowercase(), closes, attributes: &inside[end..] }
}

impl Tag<'_> {
    /// The value of an attribute, with its entities decoded.
    fn attribute(&self, name: &str) -> Option<String> {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '/');
            let end = rest.find(|letter: char| letter.is_whitespace() || letter == '=').unwrap_or(rest.len());
            let (key, after) = rest.split_at(end);
            let after = after.trim_start();
            let Some(value) = after.strip_prefix('=') else {
                if after.is_empty() || key.is_empty() {
                    return None;
                }
                rest = after;
                continue;
            };
            let value = value.trim_start();
            let (value, after) = match value.chars().next()? {
                quote @ ('"' | '\'') => value[1..].split_once(quote)?,
                _ => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
            };
            if key.eq_ignore_ascii_case(name) {
                return Some(decode_html_entities(value).into_owned());
            }
            rest = after;
        }
    }
}

/// The text of HTML, without tags, and with its entities decoded once.
pub(crate) fn as_text(html: &str) -> String {
    let mut text = String::with_capacity(html.len().min(4096));
    let mut hidden: Option<String> = None;
    for piece in (Pieces { rest: html }) {
        match (&hidden, piece) {
            (None, Piece::Text(part)) => text.push_str(&decode_html_entities(part)),
            (None, Piece::Tag(tag)) if !tag.closes && HIDDEN.contains(&tag.name.as_str()) => {
                hidden = Some(tag.name);
            }
            (None, Piece::Tag(tag)) if separates(&tag.name) => text.push(' '),
            (Some(name), Piece::Tag(tag)) if tag.closes && tag.name == *name => hidden = None,
            (_, Piece::Text(_) | Piece::Tag(_)) => {}
        }
    }
    text
}

/// Tells whether an element stands apart from the words around it.
pub(crate) fn separates(name: &str) -> bool {
    const INLINE: [&str; 16] = [
        "a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "mark", "small", "span", "strong", "sub",
        "sup", "u",
    ];
    !INLINE.contains(&name)
}

/// The addresses of the pictures of HTML, as they are written. A pixel that only counts readers is left out.
pub(crate) fn pictures(html: &str) -> impl Iterator<Item = String> {
    (Pieces { rest: html }).filter_map(|piece| match piece {
        Piece::Tag(tag) if tag.name == "img" => {
            let side = |name| tag.attribute(name);
            let is_seen = !is_pixel(side("width").as_deref(), side("height").as_deref());
            is_seen.then(|| tag.attribute("src")).flatten()
        }
        Piece::Tag(_) | Piece::Text(_) => None,
    })
}

/// Tells whether a picture of this width and height, as they are written, is one that nobody is to see.
pub(crate) fn is_pixel(width: Option<&str>, height: Option<&str>) -> bool {
    let is_tiny = |side: &str| {
        let digits = side.trim();
        let digits =
            digits.split_once(|letter: char| !letter.is_ascii_digit()).map_or(digits, |(side, _)| side);
        !side.trim().ends_with('%') && digits.parse::<u32>().is_ok_and(|side| side <= LARGEST_PIXEL)
    };
    [width, height].into_iter().flatten().any(is_tiny)
}

/// The feeds that a page names.
pub(crate) fn feed_links(html: &str, address: &Url) -> Vec<FeedLink> {
    let mut base = address.clone();
    let mut links: Vec<FeedLink> = Vec::new();
    let head = html.floor_char_boundary(LONGEST_HEAD);
    for piece in (Pieces { rest: &html[..head] }) {
        let Piece::Tag(tag) = piece else { continue };
        match tag.name.as_str() {
            "base" => {
                base = tag.attribute("href").and_then(|href| web_address(&href, address)).unwrap_or(base);
            }
            "link" => {
                let Some(link) = feed_link(&tag, &base) else { continue };
                if links.len() < MOST_LINKS && links.iter().all(|known| known.address != link.address) {
                    links.push(link);
                }
            }
            _ => {}
        }
    }
    links
}

fn feed_link(tag: &Tag<'_>, base: &Url) -> Option<FeedLink> {
    let rel = tag.attribute("rel")?;
    let kind = tag.attribute("type")?.to_ascii_lowercase();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_owned();
    let is_feed = rel.split_whitespace().any(|word| word.eq_ignore_ascii_case("alternate"));
    (is_feed && TYPES.contains(&kind.as_str())).then_some(())?;
    let address = web_address(&tag.attribute("href")?, base)?;
    let title = text::line(&tag.attribute("title").unwrap_or_default(), LONGEST_TITLE);
    Some(FeedLink { title, address })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_text() {
        for (html, text) in [
            ("<p>News &amp; more</p><p>Line<br />two</p>", " News & more  Line two "),
            ("a<b>b</b>c", "abc"),
            ("&amp;lt; &unknown; & &; &#xd800; &eacute;&#8230;", "&lt; &unknown; & &; &#xd800; é…"),
            ("1 <!-- a > b --> 2 <!-- open", "1  2 "),
            ("<script>if (a < b) alert('x')</script>1<style>p{}</style>", "1"),
            ("<img alt='a > b'>2", " 2"),
            ("a < b", "a < b"),
            ("a <b", "a <b"),
            ("<", "<"),
        ] {
            assert_eq!(as_text(html), text, "{html}");
        }
    }

    #[test]
    fn the_pictures_of_html_are_those_that_people_see() {
        for (html, found) in [
            ("<p><IMG class=x SRC='a.png?b&amp;c'><img src=b>", vec!["a.png?b&c", "b"]),
            ("<p>img src=a", vec![]),
            (
                "<img width=1 height=1 src=a><img src=b height='1px'><img src=c WIDTH=0><img src=d width=100%>",
                vec!["d"],
            ),
            (
                "<img width=1200 height=630 src=a><img width=auto src=b><img width=1% src=c>",
                vec!["a", "b", "c"],
            ),
            ("<!-- <img src=a> --><img alt='<img src=b>'><img><img src=c", vec![]),
        ] {
            assert_eq!(pictures(html).collect::<Vec<_>>(), found, "{html}");
        }
    }

    #[test]
    fn a_page_names_its_feeds() {
        let page = "<!doctype html><html><head><base href='/blog/'>\
            <link rel=stylesheet type=text/css href=a.css>\
            <link rel='alternate' type='application/rss+xml; charset=utf-8' title='News &amp; more' href='feed'>\
            <link type=application/atom+xml REL=\"home ALTERNATE\" href=https://b.example/atom>\
            <link rel=alternate type=application/feed+json href=javascript:alert(1)>\
            <link rel=alternate type=application/rss+xml href=feed>\
            <link rel=alternate hreflang=de href=/de/>";
        let links = feed_links(page, &Url::parse("https://a.example/x").unwrap());
        let found: Vec<_> = links.iter().map(|link| (link.title.as_str(), link.address.as_str())).collect();
        assert_eq!(found, [("News & more", "https://a.example/blog/feed"), ("", "https://b.example/atom")]);
    }

    #[test]
    fn a_page_names_a_few_feeds_at_most() {
        let page: String =
            (0..1000).map(|n| format!("<link rel=alternate type=application/rss+xml href=/{n}>")).collect();
        assert_eq!(feed_links(&page, &Url::parse("https://a.example/").unwrap()).len(), MOST_LINKS);
    }
}
