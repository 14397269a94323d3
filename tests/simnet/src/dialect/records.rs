//! Bluesky's records: posts under the app's own key, which anybody can read.

use chrono::DateTime;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use unicode_segmentation::UnicodeSegmentation;

use super::{
    Turn,
    bluesky::{admitted, handle, said},
    media,
};
use crate::{
    posts::{Draft, Link, Media, PostPicture, Record},
    text::first_link,
    wire::{Answer, Asked},
    world::World,
};

pub(super) const PUT: &str = "/xrpc/com.atproto.repo.putRecord";
pub(super) const DELETE: &str = "/xrpc/com.atproto.repo.deleteRecord";
pub(super) const GET: &str = "/xrpc/com.atproto.repo.getRecord";
pub(super) const UPLOAD: &str = "/xrpc/com.atproto.repo.uploadBlob";
/// The largest picture of a post, in bytes, and the most pictures.
const LARGEST_PICTURE: u64 = 1_000_000;
const MOST_PICTURES: usize = 4;
/// The only kind of record that this server takes.
const POST: &str = "app.bsky.feed.post";
const MOST_GRAPHEMES: usize = 300;
const MOST_BYTES: usize = 3000;
/// The characters of a record key (a TID), and those that can begin one.
const SORTED: &str = "234567abcdefghijklmnopqrstuvwxyz";
const FIRST: &str = "234567abcdefghij";
const KEY_LENGTH: usize = 13;

/// The member and the record key that a request names.
pub(super) fn post_handle(world: &World, asked: &Asked) -> Option<(usize, String)> {
    let body = asked.json.as_ref()?;
    Some((member(world, body["repo"].as_str()?)?, body["rkey"].as_str()?.to_owned()))
}

pub(super) fn content_refused() -> Answer {
    bad_record(&format!("Record/text must not be longer than {MOST_GRAPHEMES} graphemes"))
}

fn bad_request(message: &str) -> Answer {
    said(400, "InvalidRequest", message)
}

fn bad_record(fault: &str) -> Answer {
    bad_request(&format!("Invalid {POST} record: {fault}"))
}

/// The member with this DID or handle.
fn member(world: &World, repo: &str) -> Option<usize> {
    world.members.iter().position(|member| member.id == repo || handle(member.username) == repo)
}

fn uri(did: &str, key: &str) -> String {
    format!("at://{did}/{POST}/{key}")
}

pub(super) fn put(turn: &mut Turn<'_>) -> Result<Answer, Answer> {
    let grant = admitted(turn)?;
    let author = turn.world.grants.get(grant).member;
    let body = turn.asked.json.as_ref().ok_or_else(|| bad_request("Input/body must be JSON"))?;
    let text = |name: &str| {
        let missing = || bad_request(&format!("Input must have the property \"{name}\""));
        body[name].as_str().ok_or_else(missing)
    };
    let (repo, collection, key) = (text("repo")?, text("collection")?, text("rkey")?);
    if member(turn.world, repo) != Some(author) {
        return Err(said(401, "AuthenticationRequired", "Authentication Required"));
    }
    if collection != POST {
        return Err(bad_request(&format!("Unknown collection: {collection}")));
    }
    let mut record = body["record"].clone();
    check(key, &mut record)?;
    let (did, username) = (turn.world.members[author].id, turn.world.members[author].username);
    let cid = cid(&record);
    let former = turn.world.posts.find(author, key).and_then(|kept| kept.draft.record.as_ref());
    let mut told = json!({ "uri": uri(did, key), "cid": cid, "validationStatus": "valid" });
    if former.is_some_and(|former| former.value == record) {
        return Ok(Answer::json(200, told));
    }
    let pictures = pictures(turn, author, &record)?;
    turn.world.posts.illustrate(key, pictures);
    let text = record["text"].as_str().unwrap_or_default();
    let draft = Draft {
        member: author,
        text: text.to_owned(),
        link: link(&record),
        id: key.to_owned(),
        uri: uri(did, key),
        origin: turn.world.origin.clone(),
        paths: [did, &handle(username)].map(|who| format!("/profile/{who}/post/{key}")),
        handle: Some(key.to_owned()),
        record: Some(Record { value: record, cid }),
    };
    turn.world.posts.take(draft, turn.now, turn.late);
    let revision = turn.world.posts.next_id(turn.now);
    told["commit"] = json!({ "cid": self::cid(&json!(revision)), "rev": revision });
    Ok(Answer::json(200, told))
}

/// Takes a picture, under a name that is its content's.
pub(super) fn upload(turn: &mut Turn<'_>) -> Result<Answer, Answer> {
    let grant = admitted(turn)?;
    let member = turn.world.grants.get(grant).member;
    let file = turn.asked.file.clone();
    let media_type = media::media_type(&file).ok_or_else(|| said(400, "InvalidMimeType", "not a picture"))?;
    let name = cid(&json!(Sha256::digest(&file).to_vec()));
    let size = file.len();
    let picture = PostPicture { media_type: media_type.clone(), file, description: String::new() };
    turn.world.posts.media.insert(name.clone(), Media { member, picture, asked: 0 });
    let blob = json!({ "$type": "blob", "ref": { "$link": name }, "mimeType": media_type, "size": size });
    Ok(Answer::json(200, json!({ "blob": blob })))
}

/// The pictures that a record refers to: those of the post, or that of its card.
fn pictures(turn: &Turn<'_>, member: usize, record: &Value) -> Result<Vec<PostPicture>, Answer> {
    let images = record.pointer("/embed/images").and_then(Value::as_array);
    let images = images.map(Vec::as_slice).unwrap_or_default();
    if images.len() > MOST_PICTURES {
        return Err(bad_record("Record/embed/images must not have more than 4 elements"));
    }
    let thumb = record.pointer("/embed/external/thumb").map(|thumb| (thumb, ""));
    let of_post = images.iter().map(|image| (&image["image"], image["alt"].as_str().unwrap_or("?")));
    let found = of_post.chain(thumb).map(|(blob, description)| {
        let name = blob.pointer("/ref/$link").and_then(Value::as_str).unwrap_or_default();
        let media = turn.world.posts.media.get(name).filter(|media| media.member == member);
        let missing = || said(400, "BlobNotFound", &format!("Could not find blob: {name}"));
        let picture = &media.ok_or_else(missing)?.picture;
        if blob["size"].as_u64() != Some(picture.file.len() as u64)
            || picture.file.len() as u64 > LARGEST_PICTURE
        {
            return Err(said(400, "BlobTooLarge", "This file is too large"));
        }
        Ok(PostPicture { description: description.to_owned(), ..picture.clone() })
    });
    found.collect()
}

/// Checks the key and the record as the lexicon of posts demands, and adds the type where it is missing.
fn check(key: &str, record: &mut Value) -> Result<(), Answer> {
    let is_key = key.len() == KEY_LENGTH
        && key.chars().all(|c| SORTED.contains(c))
        && key.starts_with(|c| FIRST.contains(c));
    if !is_key {
        return Err(bad_record("Record key must be a valid TID"));
    }
    let members = record.as_object_mut().ok_or_else(|| bad_record("Record must be an object"))?;
    if members.entry("$type").or_insert_with(|| POST.into()) != POST {
        return Err(bad_request(&format!("Invalid $type: expected {POST}")));
    }
    let missing = |name: &str| bad_record(&format!("Record must have the property \"{name}\""));
    let text = members.get("text").and_then(Value::as_str).ok_or_else(|| missing("text"))?;
    if text.len() > MOST_BYTES {
        return Err(bad_record(&format!("Record/text must not be longer than {MOST_BYTES} bytes")));
    }
    if text.graphemes(true).count() > MOST_GRAPHEMES {
        return Err(content_refused());
    }
    let created_at = members.get("createdAt").and_then(Value::as_str).ok_or_else(|| missing("createdAt"))?;
    if DateTime::parse_from_rfc3339(created_at).is_err() {
        return Err(bad_record("Record/createdAt must be an valid atproto datetime"));
    }
    let facets = members.get("facets").and_then(Value::as_array).into_iter().flatten();
    for facet in facets {
        let at = |name: &str| facet["index"][name].as_u64().and_then(|at| usize::try_from(at).ok());
        // The real server takes any numbers, and the apps then show no link.
        let range = at("byteStart").zip(at("byteEnd")).and_then(|(start, end)| text.get(start..end));
        if range.is_none_or(str::is_empty) {
            return Err(bad_record("Record/facets/index does not fit the text"));
        }
    }
    let external = record.pointer("/embed/external");
    for name in ["uri", "title", "description"] {
        if external.is_some_and(|card| !card[name].is_string()) {
            return Err(bad_record(&format!("Record/embed/external must have the property \"{name}\"")));
        }
    }
    Ok(())
}

/// The link of a record: its card, or else the first link in its facets, or else the first one in its text.
fn link(record: &Value) -> Option<Link> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    if let Some(card) = record.pointer("/embed/external") {
        return Some(Link {
            url: text(&card["uri"])?,
            title: text(&card["title"]),
            description: text(&card["description"]),
        });
    }
    let facets = record["facets"].as_array().into_iter().flatten();
    let mut features = facets.filter_map(|facet| facet["features"].as_array()).flatten();
    let in_facet = features.find_map(|feature| feature["uri"].as_str());
    in_facet.or_else(|| first_link(record["text"].as_str()?)).map(Link::bare)
}

/// A content id of the usual form: base 32 of the codec and a hash. The hash is that of the JSON, not of the CBOR.
fn cid(value: &Value) -> String {
    const DIGITS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let bytes = [&[0x01, 0x71, 0x12, 0x20][..], &Sha256::digest(value.to_string())].concat();
    let bit = |at: usize| bytes.get(at / 8).map_or(0, |byte| usize::from(byte >> (7 - at % 8) & 1));
    let digits = (0..bytes.len() * 8).step_by(5);
    let digit = |at: usize| char::from(DIGITS[(at..at + 5).fold(0, |digit, at| digit << 1 | bit(at))]);
    std::iter::once('b').chain(digits.map(digit)).collect()
}

/// Deletes a record, or makes sure that there is none.
pub(super) fn delete(turn: &mut Turn<'_>) -> Result<Answer, Answer> {
    let grant = admitted(turn)?;
    let author = turn.world.grants.get(grant).member;
    let body = turn.asked.json.as_ref().ok_or_else(|| bad_request("Input/body must be JSON"))?;
    let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
    let (repo, collection, key) = (text("repo"), text("collection"), text("rkey"));
    if member(turn.world, &repo) != Some(author) {
        return Err(said(401, "AuthenticationRequired", "Authentication Required"));
    }
    if collection != POST {
        return Err(bad_request(&format!("Unknown collection: {collection}")));
    }
    turn.world.posts.delete(author, &key);
    Ok(Answer::json(200, json!({})))
}

/// Answers anybody who asks for a record.
pub(super) fn get(turn: &Turn<'_>) -> Answer {
    let asked = |name: &str| turn.asked.query.get(name).map(String::as_str).unwrap_or_default();
    let (repo, collection, key) = (asked("repo"), asked("collection"), asked("rkey"));
    let Some(author) = member(turn.world, repo) else {
        return bad_request(&format!("Could not find repo: {repo}"));
    };
    let kept = turn.world.posts.find(author, key);
    let kept = kept.filter(|kept| kept.shown_at <= turn.now && collection == POST);
    match kept.and_then(|kept| kept.draft.record.as_ref()) {
        Some(Record { value, cid }) => {
            let uri = uri(turn.world.members[author].id, key);
            Answer::json(200, json!({ "uri": uri, "cid": cid, "value": value }))
        }
        None => {
            let message = format!("Could not locate record: at://{repo}/{collection}/{key}");
            said(400, "RecordNotFound", &message)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_content_id_is_stable_and_of_the_usual_form() {
        let id = cid(&json!({ "text": "a" }));
        assert_eq!(id, cid(&json!({ "text": "a" })));
        assert_ne!(id, cid(&json!({ "text": "b" })));
        assert!(id.starts_with("bafyrei") && id.len() == 59, "{id}");
    }

    #[test]
    fn keys_and_records_are_checked() {
        let checked = |key: &str, mut record: Value| check(key, &mut record).is_ok();
        let good = json!({ "text": "a", "createdAt": "2026-11-30T12:00:00.000Z" });
        assert!(checked("3kaaaaaaaaa2a", good.clone()));
        for key in ["", "3kaaaaaaaaa2", "zkaaaaaaaaa2a", "3kaaaaaaaaa1a", "self"] {
            assert!(!checked(key, good.clone()), "{key}");
        }
        for (name, value) in [
            ("text", json!(null)),
            ("text", json!("a".repeat(301))),
            ("text", json!("👩‍👩‍👧‍👦".repeat(130))),
            ("createdAt", json!("yesterday")),
            ("$type", json!("app.bsky.feed.like")),
            ("facets", json!([{ "index": { "byteStart": 0, "byteEnd": 2 } }])),
            ("embed", json!({ "external": { "uri": "https://practice.example/", "title": "a" } })),
        ] {
            let mut record = good.clone();
            record[name] = value;
            assert!(!checked("3kaaaaaaaaa2a", record), "{name}");
        }
    }
}
