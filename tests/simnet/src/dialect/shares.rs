//! LinkedIn's posts: of members and of organizations, with the id in a header alone. A twin is refused and names the
//! first post.

use chrono::TimeDelta;
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use super::{Dialect as _, Trouble, Turn, linkedin::LinkedIn, media};
use crate::{
    Endpoint,
    posts::{Draft, Kept, Link, PostPicture, Record},
    text::{Part, first_link, parts},
    wire::{Answer, Asked},
    world::World,
};

const POSTS: &str = "/rest/posts";
const IMAGES: &str = "/rest/images";
const UPLOADS: &str = "/dms-uploads/";
const IMAGE: &str = "urn:li:image:";
/// The versions before this one have ended.
const OLDEST_VERSION: u32 = 202_509;
/// The most characters of a text, with its escapes.
const LONGEST: usize = 3000;
/// The time for which a twin is refused. LinkedIn documents none.
const TWIN_DAYS: i64 = 7;
const MOST_LISTED: usize = 100;
const LISTED: usize = 10;
const RESERVED: &str = r"\|{}@[]()<>#*_~";
/// The reserved letters at which LinkedIn does not cut a link.
const IN_LINKS: &str = "@#_~";

/// A picture whose upload an app has registered.
pub(crate) struct Upload {
    author: String,
    /// `None`: nothing has arrived.
    file: Option<Vec<u8>>,
}

pub(super) fn endpoint(asked: &Asked) -> Option<Endpoint> {
    match (asked.method.as_str(), asked.path.as_str()) {
        ("POST", POSTS) => Some(Endpoint::Publish),
        ("POST", IMAGES) => Some(Endpoint::Upload),
        ("PUT", path) if path.starts_with(UPLOADS) => Some(Endpoint::Upload),
        ("GET", POSTS) => Some(Endpoint::Look),
        ("DELETE", _) => deleted(asked).map(|_| Endpoint::Look),
        _ => None,
    }
}

/// The member and the text of a new post, which stands for the handle that LinkedIn does not have: no text is taken
/// twice.
pub(super) fn handle(world: &World, asked: &Asked) -> Option<(usize, String)> {
    let post = asked.json.as_ref().filter(|_| asked.path == POSTS)?;
    Some((world.author(asked)?, name_of(post)))
}

fn name_of(post: &Value) -> String {
    format!("{} {}", text(&post["author"]), text(&post["commentary"]))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn said(status: u16, code: &str, message: &str) -> Answer {
    Answer::json(status, json!({ "status": status, "code": code, "message": message }))
}

pub(super) fn content_refused() -> Answer {
    said(400, "FIELD_LENGTH_TOO_LONG", "ERROR :: /commentary :: FIELD_LENGTH_TOO_LONG")
}

fn invalid(place: &str) -> Answer {
    said(
        422,
        "UNPROCESSABLE_ENTITY",
        &format!("ERROR :: {place} :: field is required but not found and has no default value"),
    )
}

pub(super) fn answer(turn: &mut Turn<'_>, endpoint: Endpoint) -> Answer {
    let is_upload = turn.asked.path.starts_with(UPLOADS);
    if !is_upload && let Some(refused) = refused_version(turn.asked) {
        return refused;
    }
    let answered = match (endpoint, turn.asked.path.as_str()) {
        (Endpoint::Look, POSTS) => list(turn),
        (Endpoint::Look, _) => delete(turn),
        (_, IMAGES) => register(turn),
        _ if is_upload => upload(turn),
        _ => create(turn),
    };
    answered.unwrap_or_else(|refused| refused)
}

fn refused_version(asked: &Asked) -> Option<Answer> {
    let Some(version) = asked.linkedin_version.as_deref() else {
        return Some(said(
            400,
            "VERSION_MISSING",
            "A version must be present. Please specify a version by adding the LinkedIn-Version header.",
        ));
    };
    let is_active = version.len() == 6 && version.parse().is_ok_and(|version: u32| version >= OLDEST_VERSION);
    let message = format!("Requested version {version} is not active");
    (!is_active).then(|| said(426, "NONEXISTENT_VERSION", &message))
}

/// The member of the token, if they may post as this author.
fn member_as(turn: &Turn<'_>, author: &str, of_pages: &'static str) -> Result<usize, Answer> {
    let of_page = author.starts_with("urn:li:organization:");
    let needs = if of_page { of_pages } else { "w_member_social" };
    let grant = turn.admit(turn.asked.bearer(), &[needs]);
    let member = match grant {
        Ok(grant) => turn.world.grants.get(grant).member,
        Err(trouble) => return Err(denied(turn, &trouble)),
    };
    let has_role = || {
        let page = turn.world.pages.iter().find(|page| page.id == author);
        page.is_some_and(|page| page.run_by.contains(&member))
    };
    let is_self = || author.strip_prefix("urn:li:person:") == Some(turn.world.members[member].id);
    match if of_page { has_role() } else { is_self() } {
        true => Ok(member),
        false => Err(said(
            403,
            "ACCESS_DENIED",
            "Organization permissions must be used when using organization as author",
        )),
    }
}

fn denied(turn: &Turn<'_>, trouble: &Trouble) -> Answer {
    match trouble {
        Trouble::PermissionMissing(_) => said(
            403,
            "ACCESS_DENIED",
            "Not enough permissions to access: partnerApiPostsExternal.CREATE.20260501",
        ),
        _ => LinkedIn.trouble(turn.world, turn.now, trouble),
    }
}

fn register(turn: &mut Turn<'_>) -> Result<Answer, Answer> {
    let body = turn.asked.json.as_ref().ok_or_else(|| invalid("/"))?;
    let author = text(&body["initializeUploadRequest"]["owner"]).to_owned();
    member_as(turn, &author, "w_organization_social")?;
    let id = turn.world.posts.next_id(turn.now);
    let url = format!("{}{UPLOADS}{id}", turn.here());
    turn.world.uploads.insert(id.clone(), Upload { author, file: None });
    let expires = (turn.now + TimeDelta::hours(1)).timestamp_millis();
    let value = json!({ "uploadUrlExpiresAt": expires, "uploadUrl": url, "image": format!("{IMAGE}{id}") });
    Ok(Answer::json(200, json!({ "value": value })))
}

fn upload(turn: &mut Turn<'_>) -> Result<Answer, Answer> {
    turn.admit(turn.asked.bearer(), &[]).map_err(|trouble| denied(turn, &trouble))?;
    let id = turn.asked.path.strip_prefix(UPLOADS).unwrap_or_default();
    let upload = turn.world.uploads.get_mut(id).filter(|_| !turn.asked.file.is_empty());
    let upload = upload.ok_or_else(|| Answer::html(404, "<!doctype html><p>Not Found".to_owned()))?;
    upload.file = Some(turn.asked.file.clone());
    Ok(Answer::empty(201))
}

fn create(turn: &mut Turn<'_>) -> Result<Answer, Answer> {
    let post = turn.asked.json.clone().ok_or_else(|| invalid("/"))?;
    let author = text(&post["author"]).to_owned();
    let member = member_as(turn, &author, "w_organization_social")?;
    let commentary = post["commentary"].as_str().ok_or_else(|| invalid("/commentary"))?;
    if commentary.chars().count() > LONGEST {
        return Err(content_refused());
    }
    if text(&post["visibility"]) != "PUBLIC" || text(&post["lifecycleState"]) != "PUBLISHED" {
        return Err(invalid("/visibility"));
    }
    let article = &post["content"]["article"];
    if article.is_object() && (text(&article["source"]).is_empty() || text(&article["title"]).is_empty()) {
        return Err(invalid("/content/article/title"));
    }
    let pictures = pictures(turn, &author, &post["content"])?;
    refuse_twin(turn, &post)?;
    let shown = shown(commentary);
    let card = article.is_object().then(|| Link {
        url: text(&article["source"]).to_owned(),
        title: Some(text(&article["title"]).to_owned()),
        description: article["description"].as_str().map(str::to_owned),
    });
    let urn = format!("urn:li:share:{}", turn.world.posts.next_id(turn.now));
    let path = format!("/feed/update/{urn}/");
    let draft = Draft {
        member,
        link: card.or_else(|| first_link(&shown).map(Link::bare)),
        text: shown,
        id: urn.clone(),
        uri: urn.clone(),
        origin: turn.here(),
        paths: [path.clone(), path],
        handle: Some(name_of(&post)),
        record: Some(Record { value: post, cid: String::new() }),
    };
    turn.world.posts.illustrate(&urn, pictures);
    turn.world.posts.take(draft, turn.now, turn.late);
    Ok(Answer::empty(201).header("x-restli-id", urn))
}

/// The uploaded pictures that a post names.
fn pictures(turn: &Turn<'_>, author: &str, content: &Value) -> Result<Vec<PostPicture>, Answer> {
    let single = [content["media"].clone()];
    let named = match content["multiImage"]["images"].as_array() {
        Some(images) if !(2..=20).contains(&images.len()) => {
            return Err(invalid("/content/multiImage/images"));
        }
        Some(images) => images.as_slice(),
        None if single[0].is_object() => &single,
        None => &[],
    };
    let thumbnail = &content["article"]["thumbnail"];
    if thumbnail.is_string() {
        picture(turn, author, &json!({ "id": thumbnail }))?;
    }
    named.iter().map(|media| picture(turn, author, media)).collect()
}

fn picture(turn: &Turn<'_>, author: &str, media: &Value) -> Result<PostPicture, Answer> {
    let upload = text(&media["id"]).strip_prefix(IMAGE).and_then(|id| turn.world.uploads.get(id));
    let upload = upload.filter(|upload| upload.author == author);
    let file = upload.and_then(|upload| upload.file.clone());
    let file =
        file.ok_or_else(|| said(400, "INVALID_URN_ID", "The media is not available for this author"))?;
    let media_type = media::media_type(&file).unwrap_or_default();
    Ok(PostPicture { media_type, file, description: text(&media["altText"]).into() })
}

fn refuse_twin(turn: &Turn<'_>, post: &Value) -> Result<(), Answer> {
    let name = name_of(post);
    let is_twin = |kept: &&Kept| {
        let is_recent = turn.now - kept.at < TimeDelta::days(TWIN_DAYS);
        kept.draft.handle.as_deref() == Some(name.as_str()) && is_recent
    };
    let Some(first) = turn.world.posts.committed().find(is_twin) else { return Ok(()) };
    Err(Answer::json(
        422,
        json!({
            "message": format!("Content is a duplicate of {}", first.draft.id), "status": 422,
            "errorDetails": { "inputErrors": [
                { "code": "DUPLICATE_POST", "description": "Duplicate post is detected" },
            ] },
        }),
    ))
}

/// The posts of an organization. No app may list those of a member.
fn list(turn: &Turn<'_>) -> Result<Answer, Answer> {
    let asked = |name: &str| turn.asked.query.get(name).map(String::as_str).unwrap_or_default();
    let author = asked("author");
    if asked("q") != "author" || !author.starts_with("urn:li:organization:") {
        return Err(denied(turn, &Trouble::PermissionMissing("r_member_social")));
    }
    member_as(turn, author, "r_organization_social")?;
    let count = asked("count").parse().unwrap_or(LISTED).min(MOST_LISTED);
    let element = |kept: &Kept| {
        let mut post = kept.draft.record.as_ref()?.value.clone();
        (post["author"] == author).then(|| {
            let at = kept.at.timestamp_millis();
            post["id"] = kept.draft.id.clone().into();
            (post["createdAt"], post["publishedAt"], post["lastModifiedAt"]) =
                (at.into(), at.into(), at.into());
            post
        })
    };
    let elements: Vec<_> = turn.world.posts.shown(turn.now).filter_map(element).take(count).collect();
    let paging = json!({ "start": 0, "count": count, "links": [] });
    Ok(Answer::json(200, json!({ "paging": paging, "elements": elements })))
}

/// The URN of the post that a request deletes.
fn deleted(asked: &Asked) -> Option<String> {
    let urn = asked.path.strip_prefix(POSTS)?.strip_prefix('/')?;
    Some(percent_decode_str(urn).decode_utf8_lossy().into_owned())
}

fn delete(turn: &mut Turn<'_>) -> Result<Answer, Answer> {
    let urn = deleted(turn.asked).unwrap_or_default();
    let kept = turn.world.posts.committed().find(|kept| kept.draft.id == urn);
    let author = kept
        .and_then(|kept| kept.draft.record.as_ref())
        .map(|record| text(&record.value["author"]).to_owned());
    let Some(author) = author else { return Ok(Answer::empty(204)) };
    let member = member_as(turn, &author, "w_organization_social")?;
    turn.world.posts.delete(member, &urn);
    Ok(Answer::empty(204))
}

/// The text that people see: without the escapes, and cut at the first reserved letter that has none.
fn shown(commentary: &str) -> String {
    let mut shown = String::new();
    for part in parts(commentary) {
        let (part, kept) = match part {
            Part::Plain(text) => (text, "#"),
            Part::Link(link) => (link, IN_LINKS),
        };
        let mut letters = part.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => shown.extend(letters.next()),
                letter if RESERVED.contains(letter) && !kept.contains(letter) => return shown,
                letter => shown.push(letter),
            }
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_at_a_letter_without_its_escape() {
        assert_eq!(shown(r"Back \(all\) #geese"), "Back (all) #geese");
        assert_eq!(shown("Back (all)"), "Back ");
        assert_eq!(shown(r"a\\b a_b"), r"a\b a");
        assert_eq!(
            shown("See https://practice.example/a_b?c=d#e f"),
            "See https://practice.example/a_b?c=d#e f"
        );
        assert_eq!(shown("See https://practice.example/a_(b) f"), "See https://practice.example/a_");
    }
}
