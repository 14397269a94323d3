//! Tumblr's posts: blocks in the Neue Post Format, and a list of each blog.

use serde_json::{Value, json};
use url::form_urlencoded;

use super::{
    Turn,
    standard::{Publishing, Standard},
    tumblr::said,
};
use crate::{
    Endpoint, multipart,
    posts::{Draft, Kept, Link, PostPicture, Record},
    wire::{Answer, Asked},
    world::World,
};

/// The most code points of a text block.
const LONGEST_BLOCK: usize = 4096;
const MOST_LISTED: usize = 20;
const MOST_PICTURES: usize = 10;
const DELETE: &str = "/post/delete";

pub(super) const PUBLISHING: Publishing = Publishing {
    endpoint,
    answer,
    handle,
    limit: |answer, _| answer,
    refused: |_| invalid("'text' must not be longer than 4096 characters"),
    manner: None,
};

fn endpoint(asked: &Asked) -> Option<Endpoint> {
    blog(asked)?;
    match asked.method.as_str() {
        "POST" if deletes(asked) => Some(Endpoint::Look),
        "POST" => Some(Endpoint::Publish),
        "GET" => Some(Endpoint::Look),
        _ => None,
    }
}

/// The blog whose posts the request concerns.
fn blog(asked: &Asked) -> Option<&str> {
    asked.between("/v2/blog/", "/posts").or_else(|| asked.between("/v2/blog/", DELETE))
}

/// Tells whether a request deletes a post.
fn deletes(asked: &Asked) -> bool {
    asked.path.ends_with(DELETE)
}

/// The content stands for the handle that Tumblr does not have.
fn handle(world: &World, asked: &Asked) -> Option<(usize, String)> {
    Some((world.author(asked)?, content(asked).to_string()))
}

/// The blocks of a new post: of the body, or of its first part beside the files.
fn content(asked: &Asked) -> Value {
    let of_parts = || serde_json::from_slice(multipart::named(&asked.file, "json")?.content).ok();
    let post: Option<Value> = asked.json.clone().or_else(of_parts);
    post.map_or(Value::Null, |post| post["content"].clone())
}

/// The pictures that the blocks name. `None` if the file of one is missing.
fn pictures(asked: &Asked, blocks: &[Value]) -> Option<Vec<PostPicture>> {
    let picture = |block: &Value| {
        let part = multipart::named(&asked.file, block["media"][0]["identifier"].as_str()?)?;
        let (media_type, file) = (part.media_type().to_owned(), part.content.to_vec());
        let description = block["alt_text"].as_str().unwrap_or_default().to_owned();
        (!file.is_empty()).then_some(PostPicture { media_type, file, description })
    };
    of_kind(blocks, "image").map(picture).collect()
}

fn invalid(title: &str) -> Answer {
    let meta = json!({ "status": 400, "msg": "Bad Request" });
    Answer::json(400, json!({ "meta": meta, "errors": [{ "title": title, "code": 8001 }] }))
}

fn answer(standard: &Standard, turn: &mut Turn<'_>, endpoint: Endpoint) -> Answer {
    let deletes = deletes(turn.asked);
    let needs: &[_] = if endpoint == Endpoint::Publish || deletes { &["write"] } else { &["basic"] };
    let grant = match turn.admit(turn.asked.bearer(), needs) {
        Ok(grant) => grant,
        Err(trouble) => return (standard.speech.trouble)(&trouble),
    };
    let blog = blog(turn.asked).unwrap_or_default();
    let Some(owner) =
        turn.world.members.iter().position(|member| member.id == blog || member.username == blog)
    else {
        return said(404, "Not Found");
    };
    if endpoint != Endpoint::Publish && !deletes {
        return list(turn, owner);
    }
    if turn.world.grants.get(grant).member != owner {
        return said(403, "Forbidden");
    }
    if deletes {
        let id = turn.asked.field("id").unwrap_or_default();
        let is_there = turn.world.posts.delete(owner, id);
        return if is_there { said(200, "OK") } else { said(404, "Not Found") };
    }
    create(turn, owner)
}

fn create(turn: &mut Turn<'_>, member: usize) -> Answer {
    let content = content(turn.asked);
    let Some(blocks) = content.as_array().filter(|blocks| !blocks.is_empty()) else {
        return invalid("'content' must be an array");
    };
    if texts(blocks).any(|text| text.chars().count() > LONGEST_BLOCK) {
        return invalid("'text' must not be longer than 4096 characters");
    }
    let Some(pictures) = pictures(turn.asked, blocks).filter(|pictures| pictures.len() <= MOST_PICTURES)
    else {
        return invalid("The media of an image block is missing");
    };
    let username = turn.world.members[member].username;
    let origin = turn.here();
    let id = turn.world.posts.next_id(turn.now);
    let link = of_kind(blocks, "link").find_map(|block| block["url"].as_str());
    let draft = Draft {
        member,
        text: texts(blocks).collect::<Vec<_>>().join("\n\n"),
        link: link.map(|url| Link { title: Some("A page".to_owned()), ..Link::bare(url) }),
        uri: id.clone(),
        paths: [format!("/{username}/{id}"), format!("/{username}/{id}/")],
        id: id.clone(),
        origin,
        handle: Some(content.to_string()),
        record: Some(Record { value: content, cid: id.clone() }),
    };
    turn.world.posts.illustrate(&id, pictures);
    turn.world.posts.take(draft, turn.now, turn.late);
    Answer::json(201, json!({ "meta": { "status": 201, "msg": "Created" }, "response": { "id": id } }))
}

fn of_kind<'a>(blocks: &'a [Value], kind: &'static str) -> impl Iterator<Item = &'a Value> {
    blocks.iter().filter(move |block| block["type"] == kind)
}

fn texts(blocks: &[Value]) -> impl Iterator<Item = &str> {
    of_kind(blocks, "text").filter_map(|block| block["text"].as_str())
}

fn list(turn: &Turn<'_>, owner: usize) -> Answer {
    let limit = turn.asked.number("limit").unwrap_or(MOST_LISTED);
    // Without this, the real network answers in its legacy format.
    let posts: Vec<_> = if turn.asked.query.get("npf").is_some_and(|npf| npf == "true") {
        let own = turn.world.posts.shown(turn.now).filter(|kept| kept.draft.member == owner);
        own.take(limit.min(MOST_LISTED)).map(shown).collect()
    } else {
        Vec::new()
    };
    let total = posts.len();
    Answer::json(
        200,
        json!({
            "meta": { "status": 200, "msg": "OK" },
            "response": { "blog": { "name": turn.world.members[owner].username }, "posts": posts, "total_posts": total },
        }),
    )
}

fn shown(kept: &Kept) -> Value {
    let mut content = kept.draft.record.as_ref().map_or(json!([]), |record| record.value.clone());
    for block in content.as_array_mut().into_iter().flatten().filter(|block| block["type"] == "link") {
        // The real network leads links through its own servers, and describes them.
        let to: String =
            form_urlencoded::byte_serialize(block["url"].as_str().unwrap_or_default().as_bytes()).collect();
        block["url"] = format!("https://t.umblr.com/redirect?z={to}&t=practice").into();
        block["title"] = "A page".into();
    }
    let id = &kept.draft.id;
    for block in content.as_array_mut().into_iter().flatten().filter(|block| block["type"] == "image") {
        block["media"] =
            json!([{ "type": "image/png", "url": format!("https://64.media.tumblr.com/{id}.png") }]);
    }
    json!({
        "id": id.parse::<i64>().unwrap_or_default(), "id_string": id, "timestamp": kept.at.timestamp(), "state": "published",
        "post_url": kept.address(), "content": content, "layout": [], "trail": [], "is_blocks_post_format": true,
    })
}
