//! Pinterest's boards and pins. A twin is taken.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::{
    Trouble, Turn,
    pinterest::said,
    standard::{Publishing, Standard},
};
use crate::{
    Endpoint,
    posts::{Draft, Kept, Link, PostPicture, Record},
    wire::{Answer, Asked},
    world::{Page, World},
};

const PINS: &str = "/v5/pins";
const BOARDS: &str = "/v5/boards";
/// In characters.
const LONGEST_TITLE: usize = 100;
const LONGEST_DESCRIPTION: usize = 800;
const MOST_LISTED: usize = 250;
const LISTED: usize = 25;

/// The requests for boards and pins.
pub(super) const PINNING: Publishing =
    Publishing { endpoint, answer, handle, limit: |answer, _| answer, refused: |_| too_long(), manner: None };

fn endpoint(asked: &Asked) -> Option<Endpoint> {
    match (asked.method.as_str(), asked.path.as_str()) {
        ("POST", PINS) => Some(Endpoint::Publish),
        ("GET", BOARDS) => Some(Endpoint::Page),
        ("DELETE", path) => path.strip_prefix(PINS)?.strip_prefix('/').map(|_| Endpoint::Look),
        ("GET", _) => listed_board(asked).map(|_| Endpoint::Look),
        _ => None,
    }
}

/// The id of the board whose pins the request lists.
fn listed_board(asked: &Asked) -> Option<&str> {
    asked.between("/v5/boards/", "/pins")
}

/// The member and the text of a new pin, which stands for the handle that Pinterest does not have.
fn handle(world: &World, asked: &Asked) -> Option<(usize, String)> {
    Some((world.author(asked)?, name_of(asked.json.as_ref()?)))
}

fn name_of(pin: &Value) -> String {
    ["board_id", "title", "description", "link"].map(|name| text(pin, name)).join(" ")
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

fn too_long() -> Answer {
    invalid("description is too long")
}

fn invalid(message: &str) -> Answer {
    said(400, 1, &format!("Invalid request: {message}"))
}

fn answer(standard: &Standard, turn: &mut Turn<'_>, endpoint: Endpoint) -> Answer {
    let deletes = turn.asked.method == "DELETE";
    let needs: &[&'static str] = match endpoint {
        Endpoint::Publish => &["pins:write", "boards:read"],
        Endpoint::Page => &["boards:read"],
        _ if deletes => &["pins:write"],
        _ => &["pins:read", "boards:read"],
    };
    match turn.admit(turn.asked.bearer(), needs) {
        Ok(grant) => {
            let member = turn.world.grants.get(grant).member;
            let answer = match endpoint {
                Endpoint::Publish => create(turn, member),
                Endpoint::Page => boards(turn, member),
                _ if deletes => delete(turn, member),
                _ => list(turn, member),
            };
            answer.unwrap_or_else(|refused| refused)
        }
        Err(Trouble::PermissionMissing(_)) => said(401, 3, "This token does not have sufficient permissions"),
        Err(trouble) => (standard.speech.trouble)(&trouble),
    }
}

fn board<'a>(turn: &'a Turn<'_>, member: usize, id: &str) -> Result<&'a Page, Answer> {
    let board = turn.world.pages.iter().find(|board| board.id == id);
    let board = board.ok_or_else(|| said(404, 40, "Board not found."))?;
    let is_own = board.run_by.contains(&member);
    is_own.then_some(board).ok_or_else(|| said(403, 29, "You are not permitted to access that resource."))
}

fn boards(turn: &mut Turn<'_>, member: usize) -> Result<Answer, Answer> {
    let own = turn.world.pages.iter().filter(|board| board.run_by.contains(&member));
    let items: Vec<_> =
        own.map(|board| json!({ "id": board.id, "name": board.name, "privacy": "PUBLIC" })).collect();
    Ok(Answer::json(200, json!({ "items": items, "bookmark": null })))
}

fn create(turn: &mut Turn<'_>, member: usize) -> Result<Answer, Answer> {
    let pin = turn.asked.json.clone().ok_or_else(|| invalid("no JSON"))?;
    board(turn, member, text(&pin, "board_id"))?;
    let (title, description) = (text(&pin, "title"), text(&pin, "description"));
    if title.chars().count() > LONGEST_TITLE || description.chars().count() > LONGEST_DESCRIPTION {
        return Err(too_long());
    }
    let pictures = pictures(&pin)?;
    let id = turn.world.posts.next_id(turn.now);
    let shown = if title.is_empty() || description.starts_with(title) {
        description.to_owned()
    } else {
        format!("{title}\n{description}")
    };
    let link = Some(text(&pin, "link")).filter(|link| !link.is_empty());
    let path = format!("/pin/{id}/");
    let mut value = pin.clone();
    value["media_source"] = Value::Null;
    let draft = Draft {
        member,
        text: shown,
        link: link.map(|link| Link { title: Some(title.to_owned()), ..Link::bare(link) }),
        uri: id.clone(),
        id: id.clone(),
        origin: turn.here(),
        paths: [path.clone(), path],
        handle: Some(name_of(&pin)),
        record: Some(Record { value, cid: String::new() }),
    };
    turn.world.posts.illustrate(&id, pictures);
    let told = told(&draft, turn.now);
    turn.world.posts.take(draft, turn.now, turn.late);
    Ok(Answer::json(201, told))
}

fn pictures(pin: &Value) -> Result<Vec<PostPicture>, Answer> {
    let source = &pin["media_source"];
    let items = match (text(source, "source_type"), source["items"].as_array()) {
        ("image_base64", _) => std::slice::from_ref(source),
        ("multiple_image_base64", Some(items)) if (2..=5).contains(&items.len()) => items.as_slice(),
        _ => return Err(invalid("media_source is not one of the known kinds")),
    };
    let picture = |item: &Value| {
        let media_type = text(item, "content_type");
        let file = STANDARD.decode(text(item, "data")).ok().filter(|file| !file.is_empty());
        let is_known = matches!(media_type, "image/jpeg" | "image/png");
        Some(PostPicture {
            media_type: media_type.to_owned(),
            file: file.filter(|_| is_known)?,
            description: text(pin, "alt_text").to_owned(),
        })
    };
    items.iter().map(|item| picture(item).ok_or_else(|| invalid("the image cannot be read"))).collect()
}

/// The board's pins, newest first.
fn list(turn: &mut Turn<'_>, member: usize) -> Result<Answer, Answer> {
    let id = listed_board(turn.asked).unwrap_or_default();
    board(turn, member, id)?;
    let most = turn.asked.number("page_size").unwrap_or(LISTED).clamp(1, MOST_LISTED);
    let is_here =
        |kept: &&Kept| kept.draft.record.as_ref().is_some_and(|record| text(&record.value, "board_id") == id);
    let pin = |kept: &Kept| {
        let mut pin = told(&kept.draft, kept.at);
        pin["is_owner"] = (kept.draft.member == member).into();
        pin
    };
    let mut items: Vec<_> =
        turn.world.posts.shown(turn.now).filter(is_here).take(most + 1).map(pin).collect();
    let bookmark = (items.len() > most).then_some("practice-more");
    items.truncate(most);
    Ok(Answer::json(200, json!({ "items": items, "bookmark": bookmark })))
}

fn told(draft: &Draft, at: DateTime<Utc>) -> Value {
    let pin = draft.record.as_ref().map(|record| record.value.clone()).unwrap_or_default();
    let said = |name: &str| Some(text(&pin, name)).filter(|text| !text.is_empty());
    json!({
        "id": draft.id, "created_at": at.format("%Y-%m-%dT%H:%M:%S").to_string(), "board_id": pin["board_id"],
        "title": said("title"), "description": said("description"), "link": said("link"),
        "alt_text": said("alt_text"), "is_owner": true,
    })
}

fn delete(turn: &mut Turn<'_>, member: usize) -> Result<Answer, Answer> {
    let id = turn.asked.path.strip_prefix(PINS).unwrap_or_default().trim_start_matches('/');
    match turn.world.posts.delete(member, id) {
        true => Ok(Answer::empty(204)),
        false => Err(said(404, 50, "Pin not found.")),
    }
}
