//! The ways in which servers that speak Mastodon's API take posts and list them.

use maud::{Markup, PreEscaped, html};
use serde_json::json;
use unicode_segmentation::UnicodeSegmentation;

use super::{servers, statuses};
use crate::{
    text::{Part, parts},
    wire::Answer,
};

/// The way of one kind of server.
pub(super) struct Manner {
    /// The permission that a post needs.
    pub(super) scope: &'static str,
    /// The most units of a text.
    pub(super) longest: usize,
    /// Counts a text.
    pub(super) length: fn(&str) -> usize,
    /// The answer to a text of this length.
    pub(super) too_long: fn(usize) -> Answer,
    /// The answer to a post without text and media.
    pub(super) empty: fn() -> Answer,
    /// The server takes no post without a picture.
    pub(super) needs_picture: bool,
    pub(super) key: IdempotencyKey,
    /// The list of an account's statuses needs no token.
    pub(super) is_public: bool,
    /// The HTML of a text.
    pub(super) content: fn(&str) -> String,
    /// The path of a post's page, and the path of its id in the fediverse.
    pub(super) paths: fn(&str, &str) -> [String; 2],
}

/// The server's use of an `Idempotency-Key`.
pub(super) enum IdempotencyKey {
    Ignored,
    /// It answers with the first status, for so many seconds.
    Answered(i64),
    /// It refuses each key that it has seen, for so many seconds.
    Refused(i64),
}

pub(super) const MASTODON: Manner = Manner {
    scope: "write:statuses",
    longest: 500,
    length: statuses::length,
    too_long: |_| invalid("Text character limit of 500 exceeded"),
    empty: || invalid("Text can't be blank"),
    needs_picture: false,
    key: IdempotencyKey::Answered(3600),
    is_public: true,
    content: statuses::content,
    paths: |username, id| [format!("/@{username}/{id}"), format!("/users/{username}/statuses/{id}")],
};

/// GoToSocial knows no idempotency key, and lists statuses for its own members alone.
pub(super) const GOTOSOCIAL: Manner = Manner {
    scope: "write:statuses",
    longest: 5000,
    length: |text| text.chars().count(),
    too_long: |length| {
        let counted = format!("{length} characters provided (including spoiler/content warning)");
        servers::said(400, &format!("Bad Request: status too long, {counted} but limit is 5000"))
    },
    empty: || servers::said(400, "Bad Request: no status, media, or poll provided"),
    needs_picture: false,
    key: IdempotencyKey::Ignored,
    is_public: false,
    content: |text| paragraphs(text, plain).into_string(),
    paths: |username, id| [format!("/@{username}/statuses/{id}"), format!("/users/{username}/statuses/{id}")],
};

/// Pleroma and Akkoma keep the whole answer under the key for six hours.
pub(super) const PLEROMA: Manner = Manner {
    scope: "write:statuses",
    longest: 5000,
    length: |text| text.graphemes(true).count(),
    too_long: |_| servers::said(422, "The status is over the character limit"),
    empty: || servers::said(422, "Cannot post an empty status without attachments"),
    needs_picture: false,
    key: IdempotencyKey::Answered(6 * 3600),
    is_public: true,
    content: |text| lines(text, plain).into_string(),
    paths: |_, id| [format!("/notice/{id}"), format!("/objects/{id}")],
};

/// Pixelfed shares pictures alone. It remembers a key before it looks at the media.
pub(super) const PIXELFED: Manner = Manner {
    scope: "write",
    longest: 500,
    length: |text| text.chars().count(),
    too_long: |_| {
        let sentence = "The status field must not be greater than 500 characters.";
        Answer::json(422, json!({ "message": sentence, "errors": { "status": [sentence] } }))
    },
    empty: || servers::said(403, "Empty statuses are not allowed"),
    needs_picture: true,
    key: IdempotencyKey::Refused(3600),
    is_public: false,
    content: |text| lines(text, plain).into_string(),
    paths: |username, id| [format!("/p/{username}/{id}"), format!("/p/{username}/{id}/activity")],
};

/// Friendica reads a text as Markdown, takes any length, and knows no idempotency key.
pub(super) const FRIENDICA: Manner = Manner {
    scope: "write:statuses",
    longest: 200_000,
    length: |text| text.chars().count(),
    too_long: |_| servers::said(422, "Unprocessable Entity"),
    empty: || servers::said(500, "Internal Server Error"),
    needs_picture: false,
    key: IdempotencyKey::Ignored,
    is_public: true,
    content: |text| paragraphs(text, markdown).into_string(),
    paths: |_, id| [format!("/display/{id}"), format!("/objects/{id}")],
};

fn invalid(reason: &str) -> Answer {
    servers::said(422, &format!("Validation failed: {reason}"))
}

fn paragraphs(text: &str, words: fn(&str) -> Markup) -> Markup {
    let text = text.replace("\r\n", "\n");
    html! {
        @for paragraph in text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()) {
            p { (lines(paragraph.trim_matches('\n'), words)) }
        }
    }
}

/// Lines with their links in full.
fn lines(text: &str, words: fn(&str) -> Markup) -> Markup {
    html! {
        @for (number, line) in text.split('\n').enumerate() {
            @if number > 0 { br; }
            @for part in parts(line) {
                @match part {
                    Part::Plain(text) => (words(text)),
                    Part::Link(link) => a href=(link) rel="nofollow noreferrer noopener" { (link) },
                }
            }
        }
    }
}

fn plain(text: &str) -> Markup {
    html! { (text) }
}

/// Emphasis between asterisks, which is the part of Markdown that the tests need.
fn markdown(text: &str) -> Markup {
    let (mut html, mut is_open) = (String::new(), false);
    for (number, piece) in text.split('*').enumerate() {
        if number > 0 {
            html.push_str(if is_open { "</em>" } else { "<em>" });
            is_open = !is_open;
        }
        html.push_str(&plain(piece).into_string());
    }
    PreEscaped(if is_open { plain(text).into_string() } else { html })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_server_formats_in_its_own_way() {
        let text = "A *goose* & more\n\nhttps://practice.example/a";
        let link = "<a href=\"https://practice.example/a\" rel=\"nofollow noreferrer noopener\">https://practice.example/a</a>";
        assert_eq!((GOTOSOCIAL.content)(text), format!("<p>A *goose* &amp; more</p><p>{link}</p>"));
        assert_eq!((PLEROMA.content)(text), format!("A *goose* &amp; more<br><br>{link}"));
        assert_eq!((FRIENDICA.content)(text), format!("<p>A <em>goose</em> &amp; more</p><p>{link}</p>"));
        assert_eq!((FRIENDICA.content)("2 * 3"), "<p>2 * 3</p>");
    }
}
