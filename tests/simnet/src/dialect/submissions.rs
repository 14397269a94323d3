//! Reddit's posts: forms whose refusals come with status 200, and a list of each member's own.

use serde_json::{Value, json};

use super::{
    Turn,
    standard::{Publishing, Standard},
};
use crate::{
    Endpoint,
    posts::{Draft, Kept, Link, Record},
    text::first_link,
    wire::{Answer, Asked},
    world::World,
};

const DELETE: &str = "/api/del";
const LONGEST_TITLE: usize = 300;
const LONGEST_TEXT: usize = 40_000;
const MOST_LISTED: usize = 100;
const LISTED: usize = 25;

pub(super) const PUBLISHING: Publishing = Publishing {
    endpoint,
    answer,
    handle,
    limit: |answer, _| answer,
    refused: |_| refusal("TOO_LONG", "this is too long (max: 40000)", "text"),
    manner: None,
};

fn endpoint(asked: &Asked) -> Option<Endpoint> {
    match asked.method.as_str() {
        "POST" if asked.path == "/api/submit" => Some(Endpoint::Publish),
        "POST" if asked.path == DELETE => Some(Endpoint::Look),
        "GET" => listed_member(asked).map(|_| Endpoint::Look),
        _ => None,
    }
}

/// The name of the member whose posts the request lists.
fn listed_member(asked: &Asked) -> Option<&str> {
    asked.between("/user/", "/submitted")
}

/// The content stands for the handle that Reddit does not have.
fn handle(world: &World, asked: &Asked) -> Option<(usize, String)> {
    Some((world.author(asked)?, content(asked).to_string()))
}

fn content(asked: &Asked) -> Value {
    let field = |name: &str| asked.field(name).unwrap_or_default();
    json!({
        "subreddit": field("sr"), "title": field("title"), "selftext": field("text"), "url": field("url"),
        "is_self": field("kind") == "self",
    })
}

fn refusal(code: &str, words: &str, field: &str) -> Answer {
    Answer::json(200, json!({ "json": { "errors": [[code, words, field]] } }))
}

fn answer(standard: &Standard, turn: &mut Turn<'_>, endpoint: Endpoint) -> Answer {
    let deletes = turn.asked.path == DELETE;
    let needs: &[_] = match endpoint {
        Endpoint::Publish => &["submit"],
        _ if deletes => &["edit"],
        _ => &["read"],
    };
    match turn.admit(turn.asked.bearer(), needs) {
        Ok(grant) if deletes => {
            let member = turn.world.grants.get(grant).member;
            let name = turn.asked.field("id").unwrap_or_default();
            turn.world.posts.delete(member, name.strip_prefix("t3_").unwrap_or_default());
            // Reddit says nothing about a post that was gone already.
            Answer::json(200, json!({}))
        }
        Ok(grant) if endpoint == Endpoint::Publish => {
            let member = turn.world.grants.get(grant).member;
            submit(turn, member)
        }
        Ok(_) => list(turn),
        Err(trouble) => (standard.speech.trouble)(&trouble),
    }
}

/// The communities, each with its own rules: `geese` takes everything, `geesetalk` takes no links, `geesephotos` demands a
/// flair, and `oldgeese` takes nobody's posts.
fn turned_away(place: &str, username: &str, is_self: bool) -> Option<Answer> {
    match place {
        "geese" => None,
        "geesetalk" if is_self => None,
        "geesetalk" => Some(refusal("NO_LINKS", "that subreddit only allows text posts", "sr")),
        "geesephotos" => {
            Some(refusal("SUBMIT_VALIDATION_FLAIR_REQUIRED", "Your post must contain post flair.", "flair"))
        }
        "oldgeese" => Some(refusal("SUBREDDIT_NOTALLOWED", "you aren't allowed to post there.", "sr")),
        _ if place == format!("u_{username}") => None,
        _ => Some(refusal("SUBREDDIT_NOEXIST", "that subreddit doesn't exist", "sr")),
    }
}

fn submit(turn: &mut Turn<'_>, member: usize) -> Answer {
    let username = turn.world.members[member].username;
    let content = content(turn.asked);
    let text = |name: &str| content[name].as_str().unwrap_or_default().to_owned();
    let (place, title, body, url) = (text("subreddit"), text("title"), text("selftext"), text("url"));
    let is_self = content["is_self"] == true;
    if let Some(refused) = turned_away(&place, username, is_self) {
        return refused;
    }
    if title.trim().is_empty() {
        return refusal("NO_TEXT", "we need something here", "title");
    }
    if title.chars().count() > LONGEST_TITLE {
        return refusal("TOO_LONG", "this is too long (max: 300)", "title");
    }
    if is_self && body.chars().count() > LONGEST_TEXT {
        return refusal("TOO_LONG", "this is too long (max: 40000)", "text");
    }
    if !is_self && !url.starts_with("http") {
        return refusal("BAD_URL", "you should check that url", "url");
    }
    let is_known = |kept: &Kept| {
        let known = kept.draft.record.as_ref().map(|record| &record.value);
        known.is_some_and(|known| known["subreddit"] == *place && known["url"] == *url)
    };
    let again = turn.asked.field("resubmit") == Some("true");
    if !is_self && !again && turn.world.posts.committed().any(is_known) {
        return refusal("ALREADY_SUB", "that link has already been submitted", "url");
    }
    let origin = turn.here();
    let id = format!("practice{}", turn.world.posts.next_id(turn.now));
    let path = format!("/r/{place}/comments/{id}/");
    let address = format!("{origin}{path}");
    let link = if is_self { first_link(&body).map(str::to_owned) } else { Some(url) };
    let draft = Draft {
        member,
        text: if body.is_empty() { title } else { format!("{title}\n\n{body}") },
        link: link.map(|url| Link { title: Some("A page".to_owned()), ..Link::bare(&url) }),
        uri: format!("t3_{id}"),
        paths: [path.clone(), path.trim_end_matches('/').to_owned()],
        id: id.clone(),
        origin,
        handle: Some(content.to_string()),
        record: Some(Record { value: content, cid: id.clone() }),
    };
    turn.world.posts.take(draft, turn.now, turn.late);
    let data = json!({ "url": address, "drafts_count": 0, "id": id, "name": format!("t3_{id}") });
    Answer::json(200, json!({ "json": { "errors": [], "data": data } }))
}

fn list(turn: &Turn<'_>) -> Answer {
    let name = listed_member(turn.asked).unwrap_or_default();
    let Some(member) = turn.world.members.iter().position(|member| member.username == name) else {
        return Answer::json(404, json!({ "message": "Not Found", "error": 404 }));
    };
    let limit = turn.asked.number("limit").unwrap_or(LISTED);
    let own = turn.world.posts.shown(turn.now).filter(|kept| kept.draft.member == member);
    let children: Vec<_> = own.take(limit.min(MOST_LISTED)).map(|kept| shown(name, kept)).collect();
    Answer::json(
        200,
        json!({ "kind": "Listing", "data": { "after": null, "before": null, "children": children } }),
    )
}

fn shown(author: &str, kept: &Kept) -> Value {
    let mut data = kept.draft.record.as_ref().map_or(json!({}), |record| record.value.clone());
    let id = &kept.draft.id;
    data["id"] = id.as_str().into();
    data["name"] = format!("t3_{id}").into();
    data["author"] = author.into();
    data["permalink"] = kept.draft.paths[0].as_str().into();
    data["created_utc"] = f64::from(u32::try_from(kept.at.timestamp()).unwrap_or_default()).into();
    json!({ "kind": "t3", "data": data })
}
