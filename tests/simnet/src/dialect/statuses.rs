//! Statuses, as Mastodon has them and the servers that speak its API: see [`Manner`].

use chrono::{DateTime, TimeDelta, Utc};
use maud::{Markup, html};
use serde_json::{Value, json};
use unicode_segmentation::UnicodeSegmentation;

use super::{
    Turn,
    manner::{self, IdempotencyKey, Manner},
    mastodon::{account, said},
    media,
    standard::{Publishing, Standard},
};
use crate::{
    Endpoint,
    posts::{Draft, Kept, Link, PostPicture},
    text::{Part, first_link, parts},
    wire::{Answer, Asked, time},
    world::World,
};

const STATUSES: &str = "/api/v1/statuses";
/// The number of characters that any link counts for.
const LINK_COUNTS: usize = 23;
/// The default and the highest number of statuses in a list.
const LISTED: usize = 20;
const MOST_LISTED: usize = 40;
/// The number of characters of a link that a page shows.
const SHOWN_OF_LINK: usize = 30;
/// The requests that a server takes from an account within five minutes.
const LIMIT: &str = "300";

/// The requests for statuses, at servers of this kind.
pub(super) const fn publishing(manner: &'static Manner) -> Publishing {
    Publishing { endpoint, answer, handle, limit, refused, manner: Some(manner) }
}

fn refused(publishing: &Publishing) -> Answer {
    let manner = publishing.manner.unwrap_or(&manner::MASTODON);
    (manner.too_long)(manner.longest + 1)
}

fn endpoint(asked: &Asked) -> Option<Endpoint> {
    match asked.method.as_str() {
        "POST" if asked.path == STATUSES => Some(Endpoint::Publish),
        "POST" if media::is_upload(asked) => Some(Endpoint::Upload),
        "GET" if media::asked_about(asked).is_some() => Some(Endpoint::Upload),
        "DELETE" => single(asked).map(|_| Endpoint::Look),
        "GET" => listed_account(asked).or_else(|| single(asked)).map(|_| Endpoint::Look),
        _ => None,
    }
}

/// The id of the account whose statuses the request lists.
fn listed_account(asked: &Asked) -> Option<&str> {
    asked.between("/api/v1/accounts/", "/statuses")
}

/// The id of the one status that the request asks for.
fn single(asked: &Asked) -> Option<&str> {
    asked.path.strip_prefix(STATUSES)?.strip_prefix('/').filter(|id| !id.contains('/'))
}

fn answer(standard: &Standard, turn: &mut Turn<'_>, endpoint: Endpoint) -> Answer {
    let manner =
        standard.publishing.as_ref().and_then(|publishing| publishing.manner).unwrap_or(&manner::MASTODON);
    if media::is_upload(turn.asked) {
        return media::upload(standard, turn);
    }
    if media::asked_about(turn.asked).is_some() {
        return media::show(standard, turn);
    }
    if endpoint == Endpoint::Publish {
        return publish(standard, manner, turn);
    }
    if turn.asked.method.as_str() == "DELETE" {
        return delete(standard, manner, turn);
    }
    if !manner.is_public
        && let Err(trouble) = turn.admit(turn.asked.bearer(), &[])
    {
        return (standard.speech.trouble)(&trouble);
    }
    match single(turn.asked) {
        Some(id) => show(manner, turn, id),
        None => list(manner, turn),
    }
}

fn handle(world: &World, asked: &Asked) -> Option<(usize, String)> {
    Some((world.author(asked)?, asked.idempotency_key.clone()?))
}

fn limit(answer: Answer, now: DateTime<Utc>) -> Answer {
    answer
        .header("x-ratelimit-limit", LIMIT)
        .header("x-ratelimit-remaining", "0")
        .header("x-ratelimit-reset", time(now + TimeDelta::minutes(5)))
}

fn publish(standard: &Standard, manner: &Manner, turn: &mut Turn<'_>) -> Answer {
    let grant = match turn.admit(turn.asked.bearer(), &[manner.scope]) {
        Ok(grant) => grant,
        Err(trouble) => return (standard.speech.trouble)(&trouble),
    };
    let member = turn.world.grants.get(grant).member;
    let handle = turn.asked.idempotency_key.clone();
    if let (Some(key), IdempotencyKey::Answered(seconds)) = (&handle, &manner.key)
        && let Some(kept) = turn.world.posts.remembered(member, key, turn.now, *seconds)
    {
        return Answer::json(200, status(manner, turn.world, kept));
    }
    let json = turn.asked.json.as_ref().and_then(|json| json["status"].as_str());
    let text = json.or_else(|| turn.asked.field("status")).unwrap_or_default().trim().to_owned();
    let length = (manner.length)(&text);
    if length > manner.longest {
        return (manner.too_long)(length);
    }
    if let (Some(key), IdempotencyKey::Refused(seconds)) = (&handle, &manner.key)
        && turn.world.posts.has_seen(member, key, turn.now, *seconds)
    {
        return said(400, "Duplicate idempotency key.");
    }
    let pictures = match media::named(turn, member) {
        Ok(pictures) => pictures,
        Err(refused) => return refused,
    };
    if pictures.is_empty() && (text.is_empty() || manner.needs_picture) {
        return (manner.empty)();
    }
    commit(manner, turn, member, text, (handle, pictures))
}

fn delete(standard: &Standard, manner: &Manner, turn: &mut Turn<'_>) -> Answer {
    let grant = match turn.admit(turn.asked.bearer(), &[manner.scope]) {
        Ok(grant) => grant,
        Err(trouble) => return (standard.speech.trouble)(&trouble),
    };
    let member = turn.world.grants.get(grant).member;
    let id = single(turn.asked).unwrap_or_default().to_owned();
    let Some(kept) = turn.world.posts.find(member, &id) else { return said(404, "Record not found") };
    let gone = status(manner, turn.world, kept);
    turn.world.posts.delete(member, &id);
    Answer::json(200, gone)
}

/// Commits a status, or leaves it to a later time.
fn commit(
    manner: &Manner,
    turn: &mut Turn<'_>,
    member: usize,
    text: String,
    (handle, pictures): (Option<String>, Vec<PostPicture>),
) -> Answer {
    let username = turn.world.members[member].username;
    let origin = turn.here();
    let id = turn.world.posts.next_id(turn.now);
    let paths = (manner.paths)(username, &id);
    let draft = Draft {
        member,
        link: first_link(&text).map(Link::bare),
        text,
        uri: format!("{origin}{}", paths[1]),
        paths,
        id: id.clone(),
        origin,
        handle,
        record: None,
    };
    turn.world.posts.illustrate(&id, pictures);
    turn.world.posts.take(draft, turn.now, turn.late);
    match turn.world.posts.find(member, &id) {
        Some(kept) => Answer::json(200, status(manner, turn.world, kept)),
        None => Answer::empty(202),
    }
}

/// Counts as Mastodon does: each link as 23 characters, and of `@user@host` only the user.
pub(super) fn length(text: &str) -> usize {
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

fn show(manner: &Manner, turn: &Turn<'_>, id: &str) -> Answer {
    match turn.world.posts.shown(turn.now).find(|kept| kept.draft.id == id) {
        Some(kept) => Answer::json(200, status(manner, turn.world, kept)),
        None => said(404, "Record not found"),
    }
}

fn list(manner: &Manner, turn: &Turn<'_>) -> Answer {
    let id = listed_account(turn.asked).unwrap_or_default();
    let Some(member) = turn.world.members.iter().position(|member| member.id == id) else {
        return said(404, "Record not found");
    };
    let limit = turn.asked.number("limit").unwrap_or(LISTED);
    let own = turn.world.posts.shown(turn.now).filter(|kept| kept.draft.member == member);
    let listed =
        own.take(limit.min(MOST_LISTED)).map(|kept| status(manner, turn.world, kept)).collect::<Vec<_>>();
    Answer::json(200, listed.into())
}

fn status(manner: &Manner, world: &World, kept: &Kept) -> Value {
    let draft = &kept.draft;
    let attached: Vec<_> = world.posts.pictures(&draft.id).iter().map(attachment).collect();
    json!({
        "id": draft.id, "uri": draft.uri, "url": kept.address(), "created_at": time(kept.at),
        "content": (manner.content)(&draft.text), "account": account(&world.members[draft.member]),
        "visibility": "public", "sensitive": false, "spoiler_text": "", "language": "en",
        "media_attachments": attached, "mentions": [], "tags": [], "card": null, "reblog": null, "edited_at": null,
    })
}

fn attachment(picture: &PostPicture) -> Value {
    json!({ "type": "image", "description": picture.description })
}

/// Formats a text as Mastodon does: paragraphs, line breaks, and links whose ends are hidden.
pub(super) fn content(text: &str) -> String {
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
