//! The posts of Facebook's Pages: texts, links and photos, with the token of the Page.

use serde_json::{Value, json};

use super::{Trouble, Turn, containers::time, facebook::versioned, meta};
use crate::{
    Endpoint, multipart,
    posts::{Draft, Kept, Link, PostPicture},
    text::first_link,
    wire::{Answer, Asked},
};

const SCOPE: &str = "pages_manage_posts";
const LONGEST: usize = 63_206;
const LISTED: usize = 25;

/// The Page and the collection of a path such as `/v25.0/301/feed`, or a post of a path such as `/v25.0/301_7`.
fn parts(path: &str) -> Option<(&str, Option<&str>)> {
    let (_, rest) = versioned(path)?;
    match rest.split_once('/') {
        Some((page, collection @ ("feed" | "photos"))) => Some((page, Some(collection))),
        Some(_) => None,
        None => Some((rest.split_once('_')?.0, None)),
    }
}

pub(super) fn endpoint(asked: &Asked) -> Option<Endpoint> {
    match (asked.method.as_str(), parts(&asked.path)?.1) {
        ("POST", Some("photos")) if field(asked, "published").is_some_and(|value| value == "false") => {
            Some(Endpoint::Upload)
        }
        ("POST", Some(_)) => Some(Endpoint::Publish),
        ("GET", Some("feed") | None) | ("DELETE", None) => Some(Endpoint::Look),
        _ => None,
    }
}

/// A field of the form, or of the parts (RFC 7578) of the body.
fn field(asked: &Asked, name: &str) -> Option<String> {
    let of_parts = || String::from_utf8(multipart::named(&asked.file, name)?.content.to_vec()).ok();
    asked.field(name).map(str::to_owned).or_else(of_parts)
}

pub(super) fn content_refused() -> Answer {
    meta::error(400, 100, None, "(#100) Message parameter too long")
}

pub(super) fn answer(turn: &mut Turn<'_>) -> Result<Answer, Trouble> {
    let token = super::facebook::token(turn.asked);
    let grant = turn.admit(token, &[SCOPE])?;
    let member = turn.world.grants.get(grant).member;
    let (id, collection) = parts(&turn.asked.path).unwrap_or_default();
    let of_page = token.and_then(|token| turn.world.page_tokens.get(token)).is_some_and(|of| of == id);
    if !of_page {
        let message = "(#200) Subject does not have permission to post on target page: use its own token.";
        return Ok(meta::error(403, 200, None, message));
    }
    let is_run = turn.world.pages.iter().any(|page| page.id == id && page.run_by.contains(&member));
    if !is_run {
        let message = "Error validating access token: The user must be an administrator of the page.";
        return Ok(meta::error(400, 190, Some(492), message));
    }
    let id = id.to_owned();
    Ok(match (turn.asked.method.as_str(), collection) {
        ("POST", Some("photos")) => photo(turn, member, &id),
        ("POST", _) => feed(turn, member, &id),
        ("GET", Some(_)) => list(turn, &id),
        ("DELETE", _) => delete(turn, member),
        _ => object(turn, member),
    })
}

fn photo(turn: &mut Turn<'_>, member: usize, page: &str) -> Answer {
    let source = multipart::named(&turn.asked.file, "source").filter(|part| !part.content.is_empty());
    let Some(source) = source else {
        return meta::error(400, 324, Some(2_069_019), "Missing or invalid image file");
    };
    let picture = PostPicture {
        media_type: source.media_type().to_owned(),
        file: source.content.to_vec(),
        description: field(turn.asked, "alt_text_custom").unwrap_or_default(),
    };
    let id = turn.world.posts.next_id(turn.now);
    if field(turn.asked, "published").is_some_and(|value| value == "false") {
        turn.world.photos.insert(id.clone(), picture);
        return Answer::json(200, json!({ "id": id }));
    }
    let message = field(turn.asked, "message").unwrap_or_default();
    match publish(turn, member, page, &id, message, None, vec![picture]) {
        Ok(post) => Answer::json(200, json!({ "id": id, "post_id": post })),
        Err(refused) => refused,
    }
}

fn feed(turn: &mut Turn<'_>, member: usize, page: &str) -> Answer {
    let attached = (0..).map_while(|number| turn.asked.field(&format!("attached_media[{number}]")));
    let of = |value: &str| {
        let media: Value = serde_json::from_str(value).ok()?;
        turn.world.photos.get(media["media_fbid"].as_str()?).cloned()
    };
    let Some(pictures) = attached.map(of).collect::<Option<Vec<_>>>() else {
        return meta::error(400, 100, Some(33), "(#100) The photo does not exist");
    };
    let message = turn.asked.field("message").unwrap_or_default().to_owned();
    let link = turn.asked.field("link").map(Link::bare);
    if message.trim().is_empty() && link.is_none() && pictures.is_empty() {
        return meta::error(400, 100, None, "(#100) Missing message or attachment");
    }
    let id = turn.world.posts.next_id(turn.now);
    match publish(turn, member, page, &id, message, link, pictures) {
        Ok(post) => Answer::json(200, json!({ "id": post })),
        Err(refused) => refused,
    }
}

fn publish(
    turn: &mut Turn<'_>,
    member: usize,
    page: &str,
    number: &str,
    text: String,
    link: Option<Link>,
    pictures: Vec<PostPicture>,
) -> Result<String, Answer> {
    if text.chars().count() > LONGEST {
        return Err(content_refused());
    }
    let id = format!("{page}_{number}");
    let draft = Draft {
        member,
        link: link.or_else(|| first_link(&text).map(Link::bare)),
        text,
        uri: id.clone(),
        paths: [format!("/{page}/posts/{id}"), format!("/{id}")],
        id: id.clone(),
        origin: turn.here(),
        handle: None,
        record: None,
    };
    turn.world.posts.illustrate(&id, pictures);
    turn.world.posts.take(draft, turn.now, turn.late);
    Ok(id)
}

fn list(turn: &Turn<'_>, page: &str) -> Answer {
    let since = turn.asked.number("since").unwrap_or(0_i64);
    let is_of_page = |kept: &&Kept| kept.draft.id.split_once('_').is_some_and(|(of, _)| of == page);
    let shown = turn.world.posts.shown(turn.now).filter(is_of_page);
    let recent = shown.filter(|kept| kept.at.timestamp() >= since);
    let data: Vec<_> = recent.take(LISTED).map(fields).collect();
    Answer::json(200, json!({ "data": data, "paging": {} }))
}

fn object(turn: &Turn<'_>, member: usize) -> Answer {
    let id = turn.asked.path.rsplit('/').next().unwrap_or_default();
    match turn.world.posts.find(member, id).filter(|kept| kept.shown_at <= turn.now) {
        Some(kept) => meta::select(turn.asked.parameter("fields"), "id", "id", &fields(kept)),
        None => meta::error(400, 100, Some(33), "Unsupported get request. The object does not exist."),
    }
}

fn delete(turn: &mut Turn<'_>, member: usize) -> Answer {
    let id = turn.asked.path.rsplit('/').next().unwrap_or_default();
    if turn.world.posts.delete(member, id) {
        return Answer::json(200, json!({ "success": true }));
    }
    let message = "Unsupported delete request. The object does not exist, or cannot be loaded.";
    meta::error(400, 100, Some(33), message)
}

fn fields(kept: &Kept) -> Value {
    let draft = &kept.draft;
    let page = draft.id.split_once('_').map_or("", |(page, _)| page);
    let mut fields = json!({
        "id": draft.id, "created_time": time(kept.at), "permalink_url": kept.address(), "from": { "id": page },
    });
    if !draft.text.is_empty() {
        fields["message"] = draft.text.clone().into();
    }
    fields
}
