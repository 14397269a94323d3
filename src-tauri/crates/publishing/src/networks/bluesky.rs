//! Bluesky, on the AT Protocol: a post is a record in the account's own repository, under a key that Gander chooses.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use networks::Json;
use serde_json::{Value, json};
use url::Url;

use super::{LONGEST_ADDRESS, NOTHING_TO_SHARE, account_at_server, at, id_in, page_at};
use crate::{
    AfterLoss, Answer, Auth, Content, Destination, Fact, Job, Look, Piece, Publisher, Reading, Remote,
    Request, Step, StepKey,
    text::{Unit, links, tags},
};

const COLLECTION: &str = "app.bsky.feed.post";
const WEBSITE: &str = "https://bsky.app/";
/// In graphemes. A page may have any text as its title.
const LONGEST_TITLE: usize = 300;
const LONGEST_DESCRIPTION: usize = 1000;
/// The same record under the same key may be put at any time. After a day the person decides.
const REPEATS: TimeDelta = TimeDelta::days(1);

/// The step that uploads a picture. Its result is the server's reference to it.
const PICTURE: &str = "picture";
/// A server may delete an upload that no record uses.
const BLOB_LIVES: TimeDelta = TimeDelta::minutes(30);

pub(super) struct Bluesky;

impl Publisher for Bluesky {
    fn new_handle(&self, now: DateTime<Utc>, random: u64) -> String {
        new_tid(now, random)
    }

    fn counted_text(&self, content: &Content) -> String {
        text_of(content)
    }

    fn shows_own_card(&self) -> bool {
        true
    }

    fn profile(&self, to: &Destination, _: Option<&str>) -> Option<Url> {
        page_at(WEBSITE, &["profile", to.account.as_str()])
    }

    fn next(&self, job: &Job<'_>) -> Step {
        if job.content.is_empty() {
            return Step::Refuse(NOTHING_TO_SHARE.to_owned());
        }
        let Some(created_at) = time_of(job.handle) else {
            return Step::Refuse("The key of this post is damaged.".to_owned());
        };
        if let Some(request) = next_picture(job) {
            return Step::Ask(request);
        }
        let put = json!({
            "repo": account_at_server(job.to),
            "collection": COLLECTION,
            "rkey": job.handle,
            "record": record(job, created_at),
        });
        Step::Send(Request::post_json("send", at(job.server, "/xrpc/com.atproto.repo.putRecord"), &put))
    }

    fn read(&self, job: &Job<'_>, key: &StepKey, answer: &Answer<'_>) -> Reading {
        if key.name == PICTURE {
            return read_picture(job, key, answer);
        }
        remote(job, answer).map_or(Reading::Unclear, Reading::Done)
    }

    fn stale(&self, job: &Job<'_>, answer: &Answer<'_>) -> Option<StepKey> {
        lost_picture(job, answer)
    }

    fn look(&self, job: &Job<'_>) -> Option<Request> {
        let mut url = at(job.server, "/xrpc/com.atproto.repo.getRecord");
        url.query_pairs_mut()
            .append_pair("repo", account_at_server(job.to))
            .append_pair("collection", COLLECTION)
            .append_pair("rkey", job.handle);
        Some(Request::get("look", url, Auth::None))
    }

    fn read_look(&self, job: &Job<'_>, answer: &Answer<'_>) -> Look {
        if let Some(remote) = remote(job, answer) {
            return Look::There(remote);
        }
        let error = (answer.status == 400).then(|| Json::object(answer.body)).flatten();
        let is_absent =
            error.is_some_and(|error| error.get("error").is_some_and(|name| name == "RecordNotFound"));
        if is_absent { Look::NotSeen } else { Look::Unclear }
    }

    fn deletes(&self) -> bool {
        true
    }

    fn delete(&self, job: &Job<'_>, remote: &Remote) -> Option<Request> {
        let (path, key) = remote.id.rsplit_once('/')?;
        if !path.starts_with("at://") || !path.ends_with(COLLECTION) || time_of(key).is_none() {
            return None;
        }
        // The server also says yes if there is no such record.
        let gone = json!({ "repo": account_at_server(job.to), "collection": COLLECTION, "rkey": key });
        Some(Request::post_json("delete", at(job.server, "/xrpc/com.atproto.repo.deleteRecord"), &gone))
    }

    fn read_delete(&self, _: &Job<'_>, answer: &Answer<'_>) -> bool {
        answer.object().is_some()
    }

    fn after_loss(&self, armed_at: DateTime<Utc>) -> AfterLoss {
        match armed_at.checked_add_signed(REPEATS) {
            Some(until) => AfterLoss::Repeat { until, looks: 1 },
            None => AfterLoss::LookOnly,
        }
    }
}

/// The record in an answer, if it is the one of this post.
fn remote(job: &Job<'_>, answer: &Answer<'_>) -> Option<Remote> {
    let json = answer.object()?;
    let uri = id_in(json.get("uri"))?;
    let did = account_at_server(job.to);
    let path = uri.strip_prefix("at://")?.strip_suffix(job.handle)?;
    let repository = path.strip_suffix('/')?.strip_suffix(COLLECTION)?.strip_suffix('/')?;
    if repository != did && Some(repository) != job.username {
        return None;
    }
    // The DID stays when the person takes another username.
    let address = page_at(WEBSITE, &["profile", did, "post", job.handle]);
    Some(Remote { id: uri.to_owned(), address })
}

/// A post has room for a card or for pictures. Beside pictures the link is part of the text.
fn text_of(content: &Content) -> String {
    if content.pictures.is_empty() { content.text.clone() } else { content.text_with_link() }
}

/// The upload of the next picture. The picture of the card comes after the others.
fn next_picture(job: &Job<'_>) -> Option<Request> {
    let of_card = job.card_picture.filter(|_| job.pictures.is_empty() && job.content.link.is_some());
    let (part, picture) =
        (0..).zip(job.pictures.iter().chain(of_card)).find(|(part, _)| blob(job, *part).is_none())?;
    Some(Request {
        key: StepKey { name: PICTURE.to_owned(), part },
        method: "POST".to_owned(),
        url: at(job.server, "/xrpc/com.atproto.repo.uploadBlob"),
        auth: Auth::Account,
        headers: vec![("content-type".to_owned(), picture.media_type.clone())],
        body: vec![Piece::Picture(part)],
    })
}

/// The server's reference to an uploaded picture.
fn blob<'a>(job: &Job<'a>, part: u16) -> Option<&'a Value> {
    let of_part = |fact: &&Fact| fact.key.name == PICTURE && fact.key.part == part;
    job.facts.iter().find(of_part).map(|fact| &fact.value)
}

/// The upload that the server no longer has. A server names it in its message. From one that does not, the oldest upload
/// is taken, so that each is made anew in turn.
fn lost_picture(job: &Job<'_>, answer: &Answer<'_>) -> Option<StepKey> {
    let error: Value = serde_json::from_slice(answer.body).ok()?;
    if answer.status != 400 || error["error"] != "BlobNotFound" {
        return None;
    }
    let message = error["message"].as_str().unwrap_or_default();
    let is_named = |fact: &&Fact| {
        let link = fact.value["ref"]["$link"].as_str();
        link.is_some_and(|link| !link.is_empty() && message.contains(link))
    };
    let uploads = || job.facts.iter().filter(|fact| fact.key.name == PICTURE);
    let lost = uploads().find(is_named).or_else(|| uploads().min_by_key(|fact| fact.good_until))?;
    Some(lost.key.clone())
}

fn read_picture(job: &Job<'_>, key: &StepKey, answer: &Answer<'_>) -> Reading {
    let blob = answer.object().and_then(|json| sound_blob(json.get("blob")?));
    let good_until = job.now.checked_add_signed(BLOB_LIVES);
    blob.map_or(Reading::Unclear, |value| Reading::Fact(Fact { key: key.clone(), value, good_until }))
}

/// A reference to a picture (AT Protocol, data model, blob type), without anything else.
fn sound_blob(blob: &Value) -> Option<Value> {
    let media_type = id_in(blob.get("mimeType"))?;
    let link = id_in(blob.pointer("/ref/$link"))?;
    let size = blob.get("size")?.as_u64()?;
    let is_blob = blob.get("$type")? == "blob";
    is_blob
        .then(|| json!({ "$type": "blob", "ref": { "$link": link }, "mimeType": media_type, "size": size }))
}

/// The record of a post. It depends on stored data alone, so that a repeat changes nothing.
fn record(job: &Job<'_>, created_at: DateTime<Utc>) -> Value {
    let content = job.content;
    let text = text_of(content);
    let facets = facets(&text);
    let mut record = json!({
        "$type": COLLECTION,
        "text": text,
        "createdAt": created_at.to_rfc3339_opts(SecondsFormat::Millis, true),
    });
    if !facets.is_empty() {
        record["facets"] = facets.into();
    }
    if !job.pictures.is_empty() {
        record["embed"] = pictures(job);
    } else if let Some(link) = &content.link {
        record["embed"] = card(job, link);
    }
    record
}

fn pictures(job: &Job<'_>) -> Value {
    let images: Vec<_> = (0..)
        .zip(job.pictures)
        .filter_map(|(part, picture)| {
            Some(json!({
                "image": blob(job, part)?,
                "alt": picture.description,
                "aspectRatio": { "width": picture.width, "height": picture.height },
            }))
        })
        .collect();
    json!({ "$type": "app.bsky.embed.images", "images": images })
}

fn card(job: &Job<'_>, link: &Url) -> Value {
    let card = job.content.card.as_ref();
    let title = card.map(|card| one_line(&card.title, LONGEST_TITLE));
    let host = || link.host_str().unwrap_or(link.as_str()).to_owned();
    let mut external = json!({
        "uri": link.as_str(),
        "title": title.filter(|title| !title.is_empty()).unwrap_or_else(host),
        "description": card.map(|card| one_line(&card.description, LONGEST_DESCRIPTION)).unwrap_or_default(),
    });
    if let Some(blob) = job.card_picture.and_then(|_| blob(job, 0)) {
        external["thumb"] = blob.clone();
    }
    json!({ "$type": "app.bsky.embed.external", "external": external })
}

/// A text of a page in one line, and not longer than this many graphemes.
fn one_line(text: &str, most: usize) -> String {
    let blank = |letter: char| letter.is_whitespace() || letter.is_control();
    let line = text.split(blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let limit = crate::text::Limit { most, unit: Unit::Graphemes, bytes: None };
    match limit.left(&line).surplus_from {
        Some(surplus) => line[..surplus].trim_end().to_owned(),
        None => line,
    }
}

/// The parts of a text that lead somewhere: without a facet, a link is dead text. Offsets are bytes.
fn facets(text: &str) -> Vec<Value> {
    let facet = |range: std::ops::Range<usize>, feature: Value| {
        let index = json!({ "byteStart": range.start, "byteEnd": range.end });
        (range.start, json!({ "index": index, "features": [feature] }))
    };
    let link = |range: std::ops::Range<usize>| {
        let uri =
            Url::parse(&text[range.clone()]).ok().filter(|uri| uri.as_str().len() <= LONGEST_ADDRESS)?;
        Some(facet(range, json!({ "$type": "app.bsky.richtext.facet#link", "uri": uri.as_str() })))
    };
    let tag = |range: std::ops::Range<usize>| {
        let name = text[range.clone()].trim_start_matches(['#', '＃']).to_owned();
        facet(range, json!({ "$type": "app.bsky.richtext.facet#tag", "tag": name }))
    };
    let mut facets: Vec<_> =
        links(text).into_iter().filter_map(link).chain(tags(text).into_iter().map(tag)).collect();
    facets.sort_by_key(|(start, _)| *start);
    facets.into_iter().map(|(_, facet)| facet).collect()
}

/// The digits of a key, in the order of their values.
const DIGITS: &[u8; 32] = b"234567abcdefghijklmnopqrstuvwxyz";
const TID_LENGTH: usize = 13;
const CLOCK_BITS: u32 = 10;
const TIME_BITS: u32 = 53;

/// A new key: 53 bits of microseconds and 10 bits of a clock's number (AT Protocol, TID). Clocks are often not finer than
/// a millisecond, so the digits below it are random, as the clock's number is: two posts never share a key.
fn new_tid(now: DateTime<Utc>, random: u64) -> String {
    let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
    let micros = millis.saturating_mul(1000).saturating_add((random >> CLOCK_BITS) % 1000);
    let time = micros.min((1 << TIME_BITS) - 1);
    let number = (time << CLOCK_BITS) | (random & ((1 << CLOCK_BITS) - 1));
    let digit = |place: usize| {
        let value = (number >> (5 * (TID_LENGTH - 1 - place))) & 31;
        usize::try_from(value)
            .ok()
            .and_then(|value| DIGITS.get(value))
            .map_or('2', |digit| char::from(*digit))
    };
    (0..TID_LENGTH).map(digit).collect()
}

/// The time in a key. `None` if it is no key.
fn time_of(tid: &str) -> Option<DateTime<Utc>> {
    if tid.len() != TID_LENGTH {
        return None;
    }
    let mut number = 0_u64;
    for byte in tid.bytes() {
        let value = DIGITS.iter().position(|digit| *digit == byte)?;
        // The first bit of a key is 0, so that 63 bits remain.
        number = number.checked_mul(32)?.checked_add(u64::try_from(value).ok()?)?;
    }
    let micros = i64::try_from(number).ok()? >> CLOCK_BITS;
    DateTime::from_timestamp_micros(micros)
}

#[cfg(test)]
mod tests;
