//! Mastodon's statuses: an idempotency key that is remembered for an hour, and a public list of each account.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use maud::{Markup, html};
use serde_json::{Value, json};
use unicode_segmentation::UnicodeSegmentation;

use super::{
    Turn,
    mastodon::{account, said},
    standard::{Publishing, Standard},
};
use crate::{
    Endpoint,
    posts::{Draft, Kept, Link},
    text::{Part, first_link, parts},
    wire::{Answer, Asked},
    world::World,
};

const STATUSES: &str = "/api/v1/statuses";
const SCOPE: &str = "write:statuses";
/// The most characters of a status.
const LONGEST: usize = 500;
/// The number of characters that any link counts for.
const LINK_COUNTS: usize = 23;
/// The default and the highest number of statuses in a list.
const LISTED: usize = 20;
const MOST_LISTED: usize = 40;
/// The number of characters of a link that a page shows.
const SHOWN_OF_LINK: usize = 30;
/// The requests that a server takes from an account within five minutes.
const LIMIT: &str = "300";

pub(super) const STATUS_PUBLISHING: Publishing = Publishing { endpoint, answer, handle, refused, limit };

fn endpoint(asked: &Asked) -> Option<Endpoint> {
    match asked.method.as_str() {
        "POST" if asked.path == STATUSES => Some(Endpoint::Publish),
        "GET" => listed_account(asked).map(|_| Endpoint::Look),
        _ => None,
    }
}

/// The id of the account whose statuses the request lists.
fn listed_account(asked: &Asked) -> Option<&str> {
    let id = asked.path.strip_prefix("/api/v1/accounts/")?.strip_suffix("/statuses")?;
    Some(id).filter(|id| !id.contains('/'))
}

fn answer(standard: &Standard, turn: &mut Turn<'_>, endpoint: Endpoint) -> Answer {
    match endpoint {
        Endpoint::Publish => publish(standard, turn),
        _ => list(turn),
    }
}

fn handle(world: &World, asked: &Asked) -> Option<(usize, String)> {
    let grant = world.grants.owner(asked.bearer()?)?;
    Some((world.grants.get(grant).member, asked.idempotency_key.clone()?))
}

fn refused() -> Answer {
    invalid(&format!("Text character limit of {LONGEST} exceeded"))
}

fn invalid(reason: &str) -> Answer {
    said(422, &format!("Validation failed: {reason}"))
}

fn limit(answer: Answer, now: DateTime<Utc>) -> Answer {
    answer
        .header("x-ratelimit-limit", LIMIT)
        .header("x-ratelimit-remaining", "0")
        .header("x-ratelimit-reset", time(now + TimeDelta::minutes(5)))
}

fn publish(standard: &Standard, turn: &mut Turn<'_>) -> Answer {
    let grant = match turn.admit(turn.asked.bearer(), &[SCOPE]) {
        Ok(grant) => grant,
        Err(trouble) => return (standard.speech.trouble)(&trouble),
    };
    let member = turn.world.grants.get(grant).member;
    let handle = turn.asked.idempotency_key.clone();
    if let Some(key) = &handle
        && let Some(kept) = turn.world.posts.remembered(member, key, turn.now)
    {
        return Answer::json(200, status(turn.world, kept));
    }
    let json = turn.asked.json.as_ref().and_then(|json| json["status"].as_str());
    let text = json.or_else(|| turn.asked.field("status")).unwrap_or_default().trim();
    if text.is_empty() {
        return invalid("Text can't be blank");
    }
    if length(text) > LONGEST {
        return refused();
    }
    let username = turn.world.members[member].username;
    let origin = turn.here();
    let id = turn.world.posts.next_id(turn.now);
    let by_user = format!("/users/{username}/statuses/{id}");
    let draft = Draft {
        member,
        text: text.to_owned(),
        link: first_link(text).map(Link::bare),
        uri: format!("{origin}{by_user}"),
        paths: [format!("/@{username}/{id}"), by_user],
        id: id.clone(),
        origin,
        handle,
        record: None,
    };
    turn.world.posts.take(draft, turn.now, turn.late);
    match turn.world.posts.find(member, &id) {
        Some(kept) => Answer::json(200, status(turn.world, kept)),
        None => Answer::empty(202),
    }
}

/// Counts as Mastodon does: each link as 23 characters, and of `@user@host` only the user.
fn length(text: &str) -> usize {
    let plain = |text: &str| {
        let words = text.split_inclusive(char::is_whitespace).map(|word| {
            let host = word.strip_prefix('@').and_then(|mention| mention.split_once('@'));
            let uncounted = host.map_or(0, |(_, host)| host.trim_end().graphemes(true).count() + 1);
            word.graphemes(true).count() - uncounted
        });
        words.sum::<usize>()
    };
    let counts = parts(text).into_iter().map(|part| match part {
        Part::Plain(text) => plain(text),
        Part::Link(_) => LINK_COUNTS,
    });
    counts.sum()
}

fn list(turn: &Turn<'_>) -> Answer {
    let id = listed_account(turn.asked).unwrap_or_default();
    let Some(member) = turn.world.members.iter().position(|member| member.id == id) else {
        return said(404, "Record not found");
    };
    let limit = turn.asked.query.get("limit").and_then(|limit| limit.parse().ok()).unwrap_or(LISTED);
    let own = turn.world.posts.shown(turn.now).filter(|kept| kept.draft.member == member);
    let listed = own.take(limit.min(MOST_LISTED)).map(|kept| status(turn.world, kept)).collect::<Vec<_>>();
    Answer::json(200, listed.into())
}

fn status(world: &World, kept: &Kept) -> Value {
    let draft = &kept.draft;
    json!({
        "id": draft.id, "uri": draft.uri, "url": kept.address(), "created_at": time(kept.at),
        "content": content(&draft.text), "account": account(&world.members[draft.member]),
        "visibility": "public", "sensitive": false, "spoiler_text": "", "language": "en",
        "media_attachments": [], "mentions": [], "tags": [], "card": null, "reblog": null, "edited_at": null,
    })
}

fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// Formats a text as Mastodon does: paragraphs, line breaks, and links whose ends are hidden.
fn content(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let paragraphs = text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty());
    html! {
        @for paragraph in paragraphs {
            p {
                @for (number, line) in paragraph.trim_matches('\n').split('\n').enumerate() {
                    @if number > 0 { br; }
                    @for part in parts(line) {
                        @match part {
                            Part::Plain(text) => (text),
                            Part::Link(link) => (shortened(link)),
                        }
                    }
                }
            }
        }
    }
    .into_string()
}

fn shortened(link: &str) -> Markup {
    let host = link.find("://").map_or(0, |at| at + "://".len());
    let shown_from = host + if link[host..].starts_with("www.") { "www.".len() } else { 0 };
    let (before, rest) = link.split_at(shown_from);
    let cut = rest.char_indices().nth(SHOWN_OF_LINK).map_or(rest.len(), |(at, _)| at);
    let (shown, after) = rest.split_at(cut);
    html! {
        a href=(link) target="_blank" rel="nofollow noopener" translate="no" {
            span.invisible { (before) }
            span class=(if after.is_empty() { "" } else { "ellipsis" }) { (shown) }
            span.invisible { (after) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_count_23_and_mentions_without_their_host() {
        assert_eq!(length("Hello"), 5);
        assert_eq!(length("👩‍👩‍👧‍👦 é"), 3);
        assert_eq!(length(&format!("See https://practice.example/{} now", "a".repeat(900))), 4 + 23 + 4);
        assert_eq!(length("Hi @bolee@practice.example !"), "Hi @bolee !".len());
        assert_eq!(length("a @bolee b@practice.example"), 27);
    }

    #[test]
    fn content_is_escaped_and_keeps_paragraphs_lines_and_links() {
        assert_eq!(content("a <b>\n& \"c\"\n\n\nd"), "<p>a &lt;b&gt;<br>&amp; &quot;c&quot;</p><p>d</p>");
        let link = format!("https://www.practice.example/{}", "a".repeat(20));
        let html = content(&link);
        assert!(html.contains(&format!("href=\"{link}\"")), "{html}");
        let shown = "<span class=\"ellipsis\">practice.example/aaaaaaaaaaaaa</span><span class=\"invisible\">aaaaaaa</span>";
        assert!(html.contains(shown), "{html}");
    }
}
