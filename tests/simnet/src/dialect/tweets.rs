//! X's posts: a list of each account, short links, and twins that are refused without a name.

use chrono::{DateTime, TimeDelta};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use unicode_segmentation::UnicodeSegmentation;

use super::{Turn, media::media_type};
use crate::{
    Endpoint, multipart,
    posts::{Draft, Kept, Link, Media, PostPicture},
    text::{Part, first_link, parts},
    wire::{Answer, Asked, time},
};

const TWEETS: &str = "/2/tweets";
const UPLOAD: &str = "/2/media/upload";
const METADATA: &str = "/2/media/metadata";
const MOST_PICTURES: usize = 4;
const LARGEST_PICTURE: usize = 5 << 20;
const LONGEST_DESCRIPTION: usize = 1000;
/// The life of an upload that no post uses.
const UPLOAD_SECONDS: u32 = 86_400;
/// The most weighted characters of a post.
const LONGEST: usize = 280;
const LINK_COUNTS: usize = 23;
/// The code points that count one. All others count two.
const LIGHT: [std::ops::RangeInclusive<u32>; 4] =
    [0..=0x10ff, 0x2000..=0x200d, 0x2010..=0x201f, 0x2032..=0x2037];
/// The time for which a twin is refused. X documents none.
const TWIN_HOURS: i64 = 24;
const TWIN: &str = "You are not allowed to create a Tweet with duplicate content.";
/// The digits of a short link.
const SHORT: usize = 10;
const MOST_LISTED: usize = 100;
const LISTED: usize = 10;

pub(super) fn endpoint(asked: &Asked) -> Option<Endpoint> {
    match asked.method.as_str() {
        "POST" if asked.path == TWEETS => Some(Endpoint::Publish),
        "POST" if [UPLOAD, METADATA].contains(&asked.path.as_str()) => Some(Endpoint::Upload),
        "GET" => listed_account(asked).map(|_| Endpoint::Look),
        "DELETE" => asked.between("/2/tweets/", "").map(|_| Endpoint::Look),
        _ => None,
    }
}

/// The id of the account whose posts the request lists.
fn listed_account(asked: &Asked) -> Option<&str> {
    asked.between("/2/users/", "/tweets")
}

/// The text of a new post, which stands for the handle that X does not have: no text is taken twice.
pub(super) fn text_of(asked: &Asked) -> Option<String> {
    asked.json.as_ref()?["text"].as_str().map(str::to_owned)
}

pub(super) fn content_refused() -> Answer {
    invalid("$.text: must not be longer than 280 weighted characters")
}

fn invalid(message: &str) -> Answer {
    Answer::json(
        400,
        json!({
            "errors": [{ "parameters": {}, "message": message }], "title": "Invalid Request",
            "detail": "One or more parameters to your request was invalid.",
            "type": "https://api.x.com/2/problems/invalid-request",
        }),
    )
}

/// Answers an admitted member's request.
pub(super) fn answer(turn: &mut Turn<'_>, endpoint: Endpoint, member: usize) -> Answer {
    match (endpoint, turn.asked.path.as_str()) {
        (Endpoint::Publish, _) => create(turn, member),
        (Endpoint::Upload, METADATA) => describe(turn, member),
        (Endpoint::Upload, _) => upload(turn, member),
        _ if deletes(turn.asked) => delete(turn, member),
        _ => list(turn),
    }
}

/// Takes a picture in one request.
fn upload(turn: &mut Turn<'_>, member: usize) -> Answer {
    let part = |name: &str| multipart::named(&turn.asked.file, name).map(|part| part.content.to_vec());
    if part("media_category").as_deref() != Some(b"tweet_image") {
        return invalid("$.media_category: is missing or does not have a value in the enumeration");
    }
    let file = part("media").unwrap_or_default();
    let Some(media_type) = media_type(&file).filter(|_| file.len() <= LARGEST_PICTURE) else {
        return invalid("$.media: is no picture, or too large");
    };
    let id = turn.world.posts.next_id(turn.now);
    let size = file.len();
    let picture = PostPicture { media_type, file, description: String::new() };
    turn.world.posts.media.insert(id.clone(), Media { member, picture, asked: 0 });
    let key = media_key(&id);
    let data = json!({ "id": id, "media_key": key, "size": size, "expires_after_secs": UPLOAD_SECONDS });
    Answer::json(200, json!({ "data": data }))
}

/// Takes the description of an uploaded picture.
fn describe(turn: &mut Turn<'_>, member: usize) -> Answer {
    let json = turn.asked.json.clone().unwrap_or_default();
    let text = json.pointer("/metadata/alt_text/text").and_then(Value::as_str).unwrap_or_default();
    let id = json["id"].as_str().unwrap_or_default();
    if text.is_empty() || text.chars().count() > LONGEST_DESCRIPTION {
        return invalid("$.metadata.alt_text.text: must be at most 1000 characters long");
    }
    let Some(media) = turn.world.posts.media.get_mut(id).filter(|media| media.member == member) else {
        return invalid("Your media IDs are invalid.");
    };
    media.picture.description = text.to_owned();
    let metadata = json!({ "alt_text": { "text": text } });
    Answer::json(200, json!({ "data": { "id": id, "associated_metadata": metadata } }))
}

/// The pictures that a post names. `None` if one of them is unknown.
fn pictures(turn: &Turn<'_>, member: usize) -> Option<Vec<PostPicture>> {
    let ids = turn.asked.json.as_ref().and_then(|json| json["media"]["media_ids"].as_array());
    let ids = ids.map(Vec::as_slice).unwrap_or_default();
    let media = |id: &Value| {
        let media = turn.world.posts.media.get(id.as_str()?)?;
        (media.member == member).then(|| media.picture.clone())
    };
    ids.iter().map(media).collect::<Option<Vec<_>>>().filter(|pictures| pictures.len() <= MOST_PICTURES)
}

fn media_key(id: &str) -> String {
    format!("3_{id}")
}

fn create(turn: &mut Turn<'_>, member: usize) -> Answer {
    let text = text_of(turn.asked).unwrap_or_default();
    let Some(pictures) = pictures(turn, member) else {
        return invalid("Your media IDs are invalid.");
    };
    if text.trim().is_empty() && pictures.is_empty() {
        return invalid("Text or media is required");
    }
    if weight(&text) > LONGEST {
        return content_refused();
    }
    let is_twin = |kept: &Kept| {
        let is_recent = turn.now - kept.at < TimeDelta::hours(TWIN_HOURS) && !text.is_empty();
        kept.draft.member == member && kept.draft.text == text && is_recent
    };
    if turn.world.posts.committed().any(is_twin) {
        return super::x::problem(403, "Forbidden", TWIN);
    }
    let username = turn.world.members[member].username;
    let origin = turn.here();
    let id = turn.world.posts.next_id(turn.now);
    let draft = Draft {
        member,
        link: first_link(&text).map(Link::bare),
        uri: id.clone(),
        paths: [format!("/{username}/status/{id}"), format!("/i/status/{id}")],
        id: id.clone(),
        origin,
        handle: Some(text.clone()),
        record: None,
        text: text.clone(),
    };
    turn.world.posts.illustrate(&id, pictures);
    turn.world.posts.take(draft, turn.now, turn.late);
    Answer::json(
        201,
        json!({ "data": { "id": id, "text": shortened(&text).0, "edit_history_tweet_ids": [id] } }),
    )
}

/// Counts as X does, but for emoji of several letters.
fn weight(text: &str) -> usize {
    let is_light = |letter: char| LIGHT.iter().any(|range| range.contains(&u32::from(letter)));
    let plain = |text: &str| {
        let graphemes = text.graphemes(true);
        graphemes.map(|grapheme| if grapheme.chars().all(is_light) { 1 } else { 2 }).sum::<usize>()
    };
    let counts = parts(text).into_iter().map(|part| match part {
        Part::Plain(text) => plain(text),
        Part::Link(_) => LINK_COUNTS,
    });
    counts.sum()
}

/// A text as X gives it back: escaped, with short links, and with the entities that tell the long ones.
fn shortened(text: &str) -> (String, Vec<Value>) {
    let (mut short, mut urls) = (String::new(), Vec::new());
    for part in parts(text) {
        match part {
            Part::Plain(text) => {
                short.push_str(&text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"));
            }
            Part::Link(link) => {
                let digits = Sha256::digest(link)
                    .iter()
                    .take(SHORT / 2)
                    .map(|byte| format!("{byte:02x}"))
                    .collect::<String>();
                let url = format!("https://t.co/{digits}");
                let start = short.chars().count();
                urls.push(json!({
                    "start": start, "end": start + url.len(), "url": url, "expanded_url": link,
                    "display_url": link.split_once("://").map_or(link, |(_, rest)| rest),
                }));
                short.push_str(&url);
            }
        }
    }
    (short, urls)
}

/// Tells whether a request deletes a post.
pub(super) fn deletes(asked: &Asked) -> bool {
    asked.method == "DELETE"
}

fn delete(turn: &mut Turn<'_>, member: usize) -> Answer {
    let id = turn.asked.between("/2/tweets/", "").unwrap_or_default();
    let deleted = turn.world.posts.delete(member, id);
    Answer::json(200, json!({ "data": { "deleted": deleted } }))
}

fn list(turn: &Turn<'_>) -> Answer {
    let asked = |name: &str| turn.asked.query.get(name).map(String::as_str);
    let id = listed_account(turn.asked).unwrap_or_default();
    let Some(member) = turn.world.members.iter().position(|member| member.id == id) else {
        let detail = format!("Could not find user with id: [{id}].");
        let error = json!({ "title": "Not Found Error", "detail": detail, "resource_type": "user" });
        return Answer::json(200, json!({ "errors": [error] }));
    };
    let most = asked("max_results").map_or(Some(LISTED), |most| most.parse().ok());
    let Some(most) = most.filter(|most| (5..=MOST_LISTED).contains(most)) else {
        return invalid("The `max_results` query parameter value is not between 5 and 100");
    };
    let from = asked("start_time").map(DateTime::parse_from_rfc3339);
    if from.as_ref().is_some_and(Result::is_err) {
        return invalid("The `start_time` query parameter value is not a time");
    }
    let from = from.and_then(Result::ok).map(|from| from.to_utc());
    let own = turn
        .world
        .posts
        .shown(turn.now)
        .filter(|kept| kept.draft.member == member && from.is_none_or(|from| kept.at >= from));
    let mut listed: Vec<_> = own.take(most + 1).map(|kept| tweet(turn, kept)).collect();
    let mut meta = json!({ "result_count": listed.len().min(most) });
    if listed.len() > most {
        meta["next_token"] = "practice-more".into();
        listed.truncate(most);
    }
    if listed.is_empty() {
        return Answer::json(200, json!({ "meta": meta }));
    }
    Answer::json(200, json!({ "data": listed, "meta": meta }))
}

fn tweet(turn: &Turn<'_>, kept: &Kept) -> Value {
    let (mut text, mut urls) = shortened(&kept.draft.text);
    let id = &kept.draft.id;
    if !turn.world.posts.pictures(id).is_empty() {
        // The real network appends one link for all pictures.
        let url = format!("https://t.co/{id}");
        let start = text.chars().count() + usize::from(!text.is_empty());
        text = [text.as_str(), &url].join(" ").trim_start().to_owned();
        let shown = format!("{}/photo/1", kept.address());
        urls.push(json!({
            "start": start, "end": start + url.len(), "url": url, "expanded_url": shown, "display_url": "pic.x.com",
            "media_key": media_key(id),
        }));
    }
    let mut tweet =
        json!({ "id": id, "text": text, "created_at": time(kept.at), "edit_history_tweet_ids": [id] });
    if !urls.is_empty() {
        tweet["entities"] = json!({ "urls": urls });
    }
    tweet
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_many_scripts_count_two_and_links_23() {
        assert_eq!(weight("Hello"), 5);
        assert_eq!(weight("ガチョウ"), 8);
        assert_eq!(weight("👩‍👩‍👧‍👦 é"), 4);
        assert_eq!(weight(&format!("See https://practice.example/{}", "a".repeat(300))), 4 + 23);
    }

    #[test]
    fn a_text_comes_back_with_short_links_and_escaped() {
        let (text, urls) = shortened("a <b> & https://practice.example/c?d&e");
        assert!(text.starts_with("a &lt;b&gt; &amp; https://t.co/"), "{text}");
        assert_eq!(urls[0]["expanded_url"], "https://practice.example/c?d&e");
        assert_eq!(urls[0]["url"], text[text.find("https").unwrap()..]);
    }
}
