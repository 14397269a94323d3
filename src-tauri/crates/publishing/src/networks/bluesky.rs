//! Bluesky, on the AT Protocol: a post is a record in the account's own repository, under a key that Gander chooses.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use networks::Json;
use serde_json::{Value, json};
use url::Url;

use super::{LONGEST_ADDRESS, NOTHING_TO_SHARE, account_at_server, at, id_in};
use crate::{
    AfterLoss, Answer, Auth, Content, Fact, Job, Look, Publisher, Reading, Remote, Request, Step, StepKey,
    text::{Unit, links, tags},
};

const COLLECTION: &str = "app.bsky.feed.post";
/// The name of the fact with the title and the description of the shared link.
const CARD: &str = "card";
/// In graphemes. A page may have any text as its title.
const LONGEST_TITLE: usize = 300;
const LONGEST_DESCRIPTION: usize = 1000;
/// The same record under the same key may be put at any time. After a day the person decides.
const REPEATS: TimeDelta = TimeDelta::days(1);

pub(super) struct Bluesky;

impl Publisher for Bluesky {
    fn new_handle(&self, now: DateTime<Utc>, random: u64) -> String {
        new_tid(now, random)
    }

    fn next(&self, job: &Job<'_>) -> Step {
        if job.content.is_empty() {
            return Step::Refuse(NOTHING_TO_SHARE.to_owned());
        }
        let Some(created_at) = time_of(job.handle) else {
            return Step::Refuse("The key of this post is damaged.".to_owned());
        };
        let put = json!({
            "repo": account_at_server(job.to),
            "collection": COLLECTION,
            "rkey": job.handle,
            "record": record(job.content, job.facts, created_at),
        });
        Step::Send(Request::post_json("send", at(job.server, "/xrpc/com.atproto.repo.putRecord"), &put))
    }

    fn read(&self, job: &Job<'_>, _: &StepKey, answer: &Answer<'_>) -> Reading {
        remote(job, answer).map_or(Reading::Unclear, Reading::Done)
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

    fn after_loss(&self, armed_at: DateTime<Utc>) -> AfterLoss {
        match armed_at.checked_add_signed(REPEATS) {
            Some(until) => AfterLoss::Repeat { until },
            None => AfterLoss::LookOnly,
        }
    }
}

/// The record in an answer, if it is the one of this post.
fn remote(job: &Job<'_>, answer: &Answer<'_>) -> Option<Remote> {
    let json = answer.is_success().then(|| Json::object(answer.body)).flatten()?;
    let uri = id_in(json.get("uri"))?;
    let did = account_at_server(job.to);
    let path = uri.strip_prefix("at://")?.strip_suffix(job.handle)?;
    let repository = path.strip_suffix('/')?.strip_suffix(COLLECTION)?.strip_suffix('/')?;
    if repository != did && Some(repository) != job.username {
        return None;
    }
    // The DID stays when the person takes another username.
    let mut address = Url::parse("https://bsky.app/").ok()?;
    address.path_segments_mut().ok()?.extend(["profile", did, "post", job.handle]);
    Some(Remote { id: uri.to_owned(), address: Some(address) })
}

/// The record of a post. It depends on stored data alone, so that a repeat changes nothing.
fn record(content: &Content, facts: &[Fact], created_at: DateTime<Utc>) -> Value {
    let mut record = json!({
        "$type": COLLECTION,
        "text": content.text,
        "createdAt": created_at.to_rfc3339_opts(SecondsFormat::Millis, true),
    });
    let facets = facets(&content.text);
    if !facets.is_empty() {
        record["facets"] = facets.into();
    }
    if let Some(link) = &content.link {
        let card = facts.iter().find(|fact| fact.key.name == CARD).map(|fact| &fact.value);
        let said =
            |member, most| card.and_then(|card| card.get(member)?.as_str()).map(|text| one_line(text, most));
        let host = || link.host_str().unwrap_or(link.as_str()).to_owned();
        record["embed"] = json!({
            "$type": "app.bsky.embed.external",
            "external": {
                "uri": link.as_str(),
                "title": said("title", LONGEST_TITLE).filter(|title| !title.is_empty()).unwrap_or_else(host),
                "description": said("description", LONGEST_DESCRIPTION).unwrap_or_default(),
            },
        });
    }
    record
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
