//! X, for OAuth 2.0 and OAuth 1.0a alike: the API for posts is the same.

use chrono::{DateTime, SecondsFormat, TimeDelta};
use serde_json::{Value, json};
use url::Url;

use super::{
    NOTHING_TO_SHARE, at, id_in,
    own_list::{Listed, comparable, earliest, find},
    page_at,
};
use crate::{
    Answer, Auth, Destination, Fact, Job, Look, Publisher, Reading, Remote, Request, Step, StepKey,
    UploadedPicture,
};

const WEBSITE: &str = "https://x.com/";
/// The step that uploads a picture.
const PICTURE: &str = "picture";
/// The step that describes an uploaded picture.
const DESCRIPTION: &str = "description";
/// X bills the app's owner for each post of a list, and 5 is the least that a list may have.
const SEEN: usize = 5;
/// An upload that the network forgets sooner than this is made anew: its post must leave before.
const SPARE: TimeDelta = TimeDelta::minutes(10);
/// The longest life of an unused upload that is believed.
const LONGEST_LIFE: TimeDelta = TimeDelta::days(1);

pub(super) struct X;

impl Publisher for X {
    fn profile(&self, _: &Destination, username: Option<&str>) -> Option<Url> {
        page_at(WEBSITE, &[username.filter(|name| is_username(name))?])
    }

    fn next(&self, job: &Job<'_>) -> Step {
        if job.content.is_empty() {
            return Step::Refuse(NOTHING_TO_SHARE.to_owned());
        }
        let mut media = Vec::new();
        for (number, picture) in (0..).zip(job.pictures) {
            let Some(id) = result(job, PICTURE, number).and_then(|fact| id_in(Some(&fact.value))) else {
                return Step::Ask(upload(job, number, picture));
            };
            if !picture.description.is_empty() && result(job, DESCRIPTION, number).is_none() {
                return Step::Ask(describe(job, number, id, &picture.description));
            }
            media.push(id);
        }
        let text = job.content.text_with_link();
        let mut post = json!({});
        if !text.trim().is_empty() {
            post["text"] = text.into();
        }
        if !media.is_empty() {
            post["media"] = json!({ "media_ids": media });
        }
        Step::Send(Request::post_json("send", at(job.server, "/2/tweets"), &post))
    }

    fn read(&self, job: &Job<'_>, key: &StepKey, answer: &Answer<'_>) -> Reading {
        let Some(json) = answer.object() else { return Reading::Unclear };
        let data = json.get("data");
        match key.name.as_str() {
            PICTURE => match id_in(data.and_then(|data| data.get("id"))) {
                Some(id) => Reading::Fact(Fact {
                    key: key.clone(),
                    value: id.into(),
                    good_until: job.now.checked_add_signed(life(data)),
                }),
                None => Reading::Unclear,
            },
            // An answer that does not name the picture proves nothing: X answers some errors with a success.
            DESCRIPTION => match id_in(data.and_then(|data| data.get("id"))) {
                Some(_) => {
                    Reading::Fact(Fact { key: key.clone(), value: Value::Bool(true), good_until: None })
                }
                None => Reading::Unclear,
            },
            _ => data.and_then(|post| remote(job, post)).map_or(Reading::Unclear, Reading::Done),
        }
    }

    fn look(&self, job: &Job<'_>) -> Option<Request> {
        let id = Some(job.to.account.as_str()).filter(|id| is_number(id))?;
        let mut url = at(job.server, &format!("/2/users/{id}/tweets"));
        let from = earliest(job)?.to_rfc3339_opts(SecondsFormat::Secs, true);
        url.query_pairs_mut()
            .append_pair("max_results", &SEEN.to_string())
            .append_pair("start_time", &from)
            .append_pair("exclude", "retweets,replies")
            .append_pair("tweet.fields", "created_at,entities,referenced_tweets");
        Some(Request::get("look", url, Auth::Account))
    }

    fn read_look(&self, job: &Job<'_>, answer: &Answer<'_>) -> Look {
        let Some(json) = answer.object() else { return Look::Unclear };
        // Without a post, the list is missing and the count is 0.
        let Some(meta) = json.get("meta").filter(|meta| meta.get("result_count").is_some()) else {
            return Look::Unclear;
        };
        let posts = json.get("data").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let is_whole = meta.get("next_token").is_none_or(Value::is_null);
        find(job, posts.iter().map(|post| listed(job, post)), is_whole)
    }

    fn deletes(&self) -> bool {
        true
    }

    fn delete(&self, job: &Job<'_>, post: &Remote) -> Option<Request> {
        let id = Some(&post.id).filter(|id| is_number(id))?;
        Some(Request::delete("delete", at(job.server, &format!("/2/tweets/{id}"))))
    }

    fn read_delete(&self, _: &Job<'_>, answer: &Answer<'_>) -> bool {
        answer.object().is_some_and(|json| json.pointer("/data/deleted") == Some(&Value::Bool(true)))
    }

    /// X bills the app's owner for each.
    fn most_looks(&self) -> u32 {
        3
    }
}

/// The result of a step for a picture.
fn result<'a>(job: &Job<'a>, name: &str, part: u16) -> Option<&'a Fact> {
    job.facts.iter().find(|fact| fact.key.name == name && fact.key.part == part)
}

fn upload(job: &Job<'_>, number: u16, picture: &UploadedPicture) -> Request {
    let key = StepKey { name: PICTURE.to_owned(), part: number };
    let fields = [("media_category", "tweet_image"), ("media_type", &picture.media_type)];
    Request::post_parts(key, at(job.server, "/2/media/upload"), &fields, ("media", number), picture)
}

fn describe(job: &Job<'_>, number: u16, id: &str, description: &str) -> Request {
    let metadata = json!({ "id": id, "metadata": { "alt_text": { "text": description } } });
    let mut request = Request::post_json(DESCRIPTION, at(job.server, "/2/media/metadata"), &metadata);
    request.key.part = number;
    request
}

/// The life of an upload. An upload that names none is used soon, or made anew.
fn life(data: Option<&Value>) -> TimeDelta {
    let seconds = data.and_then(|data| data.get("expires_after_secs")).and_then(networks::whole_number);
    let named = seconds.and_then(TimeDelta::try_seconds).unwrap_or(TimeDelta::hours(1));
    (named.min(LONGEST_LIFE) - SPARE).max(TimeDelta::zero())
}

/// A post in an answer.
fn remote(job: &Job<'_>, post: &Value) -> Option<Remote> {
    let id = id_in(post.get("id")).filter(|id| is_number(id))?;
    // X itself uses this name where it knows none.
    let username = job.username.filter(|name| is_username(name)).unwrap_or("i");
    Some(Remote { id: id.to_owned(), address: page_at(WEBSITE, &[username, "status", id]) })
}

/// Tells whether this is one of X's ids, so that it stays within its place in an address.
fn is_number(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|digit| digit.is_ascii_digit())
}

/// Tells whether this is one of X's usernames, so that it stays within its place in an address.
fn is_username(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|letter| letter.is_ascii_alphanumeric() || letter == b'_')
}

/// A post of a list. `None` if it cannot be read.
fn listed(job: &Job<'_>, post: &Value) -> Option<Listed> {
    let made = DateTime::parse_from_rfc3339(post.get("created_at")?.as_str()?).ok()?.to_utc();
    let text = post.get("text")?.as_str()?;
    let references = post.get("referenced_tweets").and_then(Value::as_array);
    let is_own_start = references.is_none_or(Vec::is_empty);
    let ours = comparable(&job.content.text_with_link());
    let is_same = is_own_start && comparable(&written(text, post.pointer("/entities/urls"))) == ours;
    Some(Listed { made, is_same, remote: remote(job, post) })
}

/// A text as it was written: X replaces each link, adds one for pictures, and escapes three letters.
fn written(text: &str, urls: Option<&Value>) -> String {
    let mut written = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    for url in urls.and_then(Value::as_array).into_iter().flatten() {
        let member = |name: &str| url.get(name).and_then(Value::as_str);
        let Some(short) = member("url").filter(|short| !short.is_empty()) else { continue };
        let is_picture = url.get("media_key").is_some();
        let long = if is_picture { "" } else { member("expanded_url").unwrap_or(short) };
        written = written.replace(short, long);
    }
    written
}

#[cfg(test)]
mod tests;
