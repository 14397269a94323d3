//! The posts of Instagram and Threads: an app makes a container, asks for its status, and publishes it once.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use serde_json::{Value, json};
use url::{Host, Url};

use super::{Trouble, Turn, facebook::versioned, meta};
use crate::{
    Endpoint, Network,
    posts::{Draft, Kept, Link, Record},
    text::first_link,
    wire::{Answer, Asked},
    world::World,
};

/// The permission to delete at Threads. Instagram has none.
const DELETE: &str = "threads_delete";
const LIVES_HOURS: i64 = 24;
/// Meta recommends to wait about this long before a container is published. A text is ready at once.
const WORK_SECONDS: i64 = 30;
const LONGEST_TEXT: usize = 500;
const LONGEST_CAPTION: usize = 2200;
const MOST_PICTURES: usize = 20;
const LISTED: usize = 25;

/// A container.
pub(crate) struct Container {
    member: usize,
    text: String,
    link: Option<Link>,
    /// The id of the post that it becomes.
    post: String,
    made: DateTime<Utc>,
    ready: DateTime<Utc>,
    /// It is one of several pictures of a post.
    is_part: bool,
}

/// The differences between the networks.
pub(super) struct Words {
    pub(super) permission: &'static str,
    make: &'static str,
    publish: &'static str,
    status: &'static str,
    text: &'static str,
    longest: usize,
    not_found: u32,
}

pub(super) fn words(network: Network) -> Words {
    if network == Network::Threads {
        Words {
            permission: "threads_content_publish",
            make: "threads",
            publish: "threads_publish",
            status: "status",
            text: "text",
            longest: LONGEST_TEXT,
            not_found: 4_279_009,
        }
    } else {
        Words {
            permission: "instagram_business_content_publish",
            make: "media",
            publish: "media_publish",
            status: "status_code",
            text: "caption",
            longest: LONGEST_CAPTION,
            not_found: 2_207_006,
        }
    }
}

/// The account and the collection of a path such as `/v1.0/303/threads`, or an object of a path such as `/v1.0/1788`.
fn parts(path: &str) -> Option<(&str, Option<&str>)> {
    let (_, rest) = versioned(path)?;
    let (id, collection) = match rest.split_once('/') {
        Some((id, collection)) => (id, Some(collection)),
        None => (rest, None),
    };
    let is_id = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
    is_id.then_some((id, collection))
}

pub(super) fn endpoint(asked: &Asked) -> Option<Endpoint> {
    match (asked.method.as_str(), parts(&asked.path)?.1) {
        ("POST", Some("threads_publish" | "media_publish")) => Some(Endpoint::Publish),
        ("POST", Some("threads" | "media")) => Some(Endpoint::Upload),
        ("GET", Some("threads" | "media") | None) | ("DELETE", None) => Some(Endpoint::Look),
        _ => None,
    }
}

/// The container that a request publishes.
pub(super) fn handle(world: &World, asked: &Asked) -> Option<(usize, String)> {
    Some((world.author(asked)?, asked.field("creation_id")?.to_owned()))
}

pub(super) fn content_refused(network: Network) -> Answer {
    let Words { text, longest, .. } = words(network);
    let message = format!("Param {text} must be at most {longest} characters long.");
    meta::error(400, 100, (network == Network::Instagram).then_some(2_207_010), &message)
}

pub(super) fn answer(turn: &mut Turn<'_>) -> Result<Answer, Trouble> {
    let words = words(turn.world.network);
    let deletes = turn.asked.method == "DELETE" && words.make == "threads";
    let needs: &[_] = if deletes { &[words.permission, DELETE] } else { &[words.permission] };
    let grant = turn.admit(turn.asked.bearer(), needs)?;
    let member = turn.world.grants.get(grant).member;
    let Some((id, collection)) = parts(&turn.asked.path) else { return Ok(absent(&words)) };
    Ok(match (turn.asked.method.as_str(), collection) {
        (_, Some(_)) if id != turn.world.members[member].id => absent(&words),
        ("POST", Some(name)) if name == words.make => make(turn, member, &words),
        ("POST", Some(name)) if name == words.publish => publish(turn, member, &words),
        ("GET", Some(name)) if name == words.make => list(turn, member, &words),
        ("GET", None) => object(turn, member, id, &words),
        ("DELETE", None) if deletes => delete(turn, member, &words),
        _ => absent(&words),
    })
}

fn absent(words: &Words) -> Answer {
    meta::error(400, 24, Some(words.not_found), "The requested resource does not exist")
}

fn make(turn: &mut Turn<'_>, member: usize, words: &Words) -> Answer {
    let field = |name: &str| turn.asked.field(name);
    let text = field(words.text).unwrap_or_default().trim().to_owned();
    let children: Vec<_> = field("children").map(|list| list.split(',').collect()).unwrap_or_default();
    let is_text = field("media_type") == Some("TEXT");
    if text.chars().count() > words.longest {
        return content_refused(turn.world.network);
    }
    if is_text && (text.is_empty() || words.make != "threads") {
        return meta::error(400, 100, None, "Param text can't be blank");
    }
    let is_part = |id: &&str| turn.world.containers.get(*id).is_some_and(|part| part.is_part);
    let shares_pictures = field("media_type") == Some("CAROUSEL");
    if shares_pictures && !((2..=MOST_PICTURES).contains(&children.len()) && children.iter().all(is_part)) {
        return meta::error(400, 100, Some(2_207_028), "Your post won't work as a carousel.");
    }
    if !is_text && !shares_pictures && !field("image_url").is_some_and(can_be_fetched) {
        let message = "Only photo or video can be accepted as media type.";
        return meta::error(400, 9004, Some(2_207_052), message);
    }
    let link = field("link_attachment").or_else(|| first_link(&text)).map(Link::bare);
    let work = if is_text { 0 } else { WORK_SECONDS };
    let is_part = field("is_carousel_item") == Some("true");
    let (id, post) = (turn.world.posts.next_id(turn.now), turn.world.posts.next_id(turn.now));
    let ready = turn.now + TimeDelta::seconds(work);
    let container = Container { member, text, link, post, made: turn.now, ready, is_part };
    turn.world.containers.insert(id.clone(), container);
    Answer::json(200, json!({ "id": id }))
}

/// Tells whether Meta's crawler can fetch a picture: a public address, here with the ending of a JPEG.
fn can_be_fetched(url: &str) -> bool {
    let Ok(url) = Url::parse(url) else { return false };
    let is_public = matches!(url.host(), Some(Host::Domain(name)) if name.contains('.'));
    is_public && [".jpg", ".jpeg"].iter().any(|end| url.path().ends_with(end))
}

fn publish(turn: &mut Turn<'_>, member: usize, words: &Words) -> Answer {
    let id = turn.asked.field("creation_id").unwrap_or_default().to_owned();
    let known = turn.world.containers.get(&id).filter(|known| known.member == member && !known.is_part);
    let Some(container) = known else { return absent(words) };
    let is_over = turn.now - container.made >= TimeDelta::hours(LIVES_HOURS);
    if is_over || turn.world.posts.find(member, &container.post).is_some() {
        return absent(words);
    }
    if turn.now < container.ready {
        return meta::error(400, 9007, Some(2_207_027), "Media ID is not available");
    }
    let username = turn.world.members[member].username;
    let post = container.post.clone();
    let page = match turn.world.network {
        Network::Threads => format!("/@{username}/post/{post}"),
        _ => format!("/p/{post}"),
    };
    let draft = Draft {
        member,
        text: container.text.clone(),
        link: container.link.clone(),
        uri: post.clone(),
        paths: [page.clone(), page],
        id: post.clone(),
        origin: turn.here(),
        handle: Some(id.clone()),
        // A container publishes once, however often it is published.
        record: Some(Record { value: json!(id), cid: id }),
    };
    turn.world.posts.take(draft, turn.now, turn.late);
    Answer::json(200, json!({ "id": post }))
}

/// The status of a container, or the fields of a post.
fn object(turn: &Turn<'_>, member: usize, id: &str, words: &Words) -> Answer {
    if let Some(container) = turn.world.containers.get(id).filter(|known| known.member == member) {
        let published = turn.world.posts.find(member, &container.post);
        let is_over = turn.now - container.made >= TimeDelta::hours(LIVES_HOURS);
        let status = match published {
            Some(kept) if kept.shown_at <= turn.now => "PUBLISHED",
            None if is_over => "EXPIRED",
            None if turn.now < container.ready => "IN_PROGRESS",
            Some(_) | None => "FINISHED",
        };
        return Answer::json(200, json!({ "id": id, words.status: status }));
    }
    let shown = turn.world.posts.find(member, id).filter(|kept| kept.shown_at <= turn.now);
    match shown {
        Some(kept) => meta::select(turn.asked.parameter("fields"), "id", "id", &fields(kept)),
        None => absent(words),
    }
}

fn delete(turn: &mut Turn<'_>, member: usize, words: &Words) -> Answer {
    let id = parts(&turn.asked.path).map(|(id, _)| id.to_owned()).unwrap_or_default();
    if turn.world.posts.delete(member, &id) {
        return Answer::json(200, json!({ "success": true, "deleted_id": id }));
    }
    absent(words)
}

fn list(turn: &Turn<'_>, member: usize, words: &Words) -> Answer {
    let since = turn.asked.number("since").unwrap_or(0_i64);
    let own = turn
        .world
        .posts
        .shown(turn.now)
        .filter(|kept| kept.draft.member == member && kept.at.timestamp() >= since);
    // An app with Instagram's own login cannot read captions.
    let told = |kept: &Kept| {
        let mut told = fields(kept);
        if words.make != "threads"
            && let Some(told) = told.as_object_mut()
        {
            told.remove("text");
        }
        told
    };
    let data: Vec<_> = own.take(LISTED).map(told).collect();
    Answer::json(200, json!({ "data": data, "paging": {} }))
}

fn fields(kept: &Kept) -> Value {
    json!({
        "id": kept.draft.id, "text": kept.draft.text, "permalink": kept.address(),
        "timestamp": time(kept.at),
    })
}

/// A time as Meta writes it.
pub(super) fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, false).replace("+00:00", "+0000")
}
