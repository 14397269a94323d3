//! Mastodon, and the servers that speak its API: Pleroma, Akkoma, GoToSocial, Pixelfed and Friendica.

use chrono::{DateTime, TimeDelta, Utc};
use networks::Json;
use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;
use url::Url;

use super::{
    NOTHING_TO_SHARE, account_at_server, address_in, at,
    html::{LinkText, as_text},
    id_in,
};
use crate::{
    AfterLoss, Answer, Auth, Job, Look, Publisher, Reading, Remote, Request, Step, StepKey,
    text::{links, mentions},
};

/// Mastodon keeps an `Idempotency-Key` for an hour. The rest is for a slow request and a clock that is a little wrong.
const KEY_LIVES: TimeDelta = TimeDelta::minutes(55);
/// Looks end a day after arming. An older status is another one.
const LOOKS_BACK: TimeDelta = TimeDelta::hours(26);
/// The clock of a server may be wrong by so much.
const SKEW: TimeDelta = TimeDelta::minutes(10);
/// The status of an answer with a part of a list (RFC 9110 section 15.3.7).
const PARTIAL: u16 = 206;
/// The statuses that one look shows.
const SEEN: usize = 20;
/// In bytes. Far above the HTML of any status.
const LONGEST_HTML: usize = 1 << 20;

pub(super) struct Mastodon;

impl Publisher for Mastodon {
    fn new_handle(&self, now: DateTime<Utc>, random: u64) -> String {
        format!("{:016x}{random:016x}", now.timestamp_micros().cast_unsigned())
    }

    fn next(&self, job: &Job<'_>) -> Step {
        if job.content.is_empty() {
            return Step::Refuse(NOTHING_TO_SHARE.to_owned());
        }
        let status = json!({ "status": job.content.text_with_link() });
        let mut request = Request::post_json("send", at(job.server, "/api/v1/statuses"), &status);
        request.headers.push(("idempotency-key".to_owned(), job.handle.to_owned()));
        Step::Send(request)
    }

    fn read(&self, _: &Job<'_>, _: &StepKey, answer: &Answer<'_>) -> Reading {
        let status = answer.is_success().then(|| Json::object(answer.body)).flatten();
        status.and_then(|status| remote(&status)).map_or(Reading::Unclear, Reading::Done)
    }

    fn look(&self, job: &Job<'_>) -> Option<Request> {
        let id = account_at_server(job.to);
        let is_id = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        if id.is_empty() || !is_id {
            return None;
        }
        let mut url = at(job.server, &format!("/api/v1/accounts/{id}/statuses"));
        url.set_query(Some(&format!("exclude_reblogs=true&limit={SEEN}")));
        Some(Request::get("look", url, Auth::None))
    }

    fn read_look(&self, job: &Job<'_>, answer: &Answer<'_>) -> Look {
        let list = answer.is_success().then(|| Json::read(answer.body)).flatten();
        match list.as_ref().and_then(|list| list.as_array()).map(|statuses| find(job, statuses)) {
            // A status that is not in a part of the list may be in the rest.
            Some(Look::NotSeen) if answer.status == PARTIAL => Look::Unclear,
            Some(look) => look,
            None => Look::Unclear,
        }
    }

    fn after_loss(&self, armed_at: DateTime<Utc>) -> AfterLoss {
        match armed_at.checked_add_signed(KEY_LIVES) {
            Some(until) => AfterLoss::Repeat { until },
            None => AfterLoss::LookOnly,
        }
    }
}

/// A status in an answer. A status that is only scheduled has no address.
fn remote(status: &Value) -> Option<Remote> {
    let id = id_in(status.get("id"))?.to_owned();
    let address = address_in(status.get("url")).or_else(|| address_in(status.get("uri")))?;
    Some(Remote { id, address: Some(address) })
}

/// Looks for the post among statuses, the newest of which is the first.
fn find(job: &Job<'_>, statuses: &[Value]) -> Look {
    let ours = wanted(&job.content.text_with_link());
    let earliest = earliest(job);
    let mut is_whole = true;
    let mut reaches_back = statuses.len() < SEEN;
    for status in statuses {
        let Some((created_at, content)) = told(status) else {
            is_whole = false;
            continue;
        };
        if created_at < earliest {
            reaches_back = true;
        } else if is_own_start(status) && says(content, &ours) {
            // A match without an id is ours as well, so it proves nothing.
            return remote(status).map_or(Look::Unclear, Look::There);
        }
    }
    if is_whole && reaches_back { Look::NotSeen } else { Look::Unclear }
}

/// The time and the HTML of a status.
fn told(status: &Value) -> Option<(DateTime<Utc>, &str)> {
    let created_at = DateTime::parse_from_rfc3339(status.get("created_at")?.as_str()?).ok()?;
    Some((created_at.to_utc(), status.get("content")?.as_str()?))
}

/// Tells whether a status is neither a boost nor a reply, as Gander shares none.
fn is_own_start(status: &Value) -> bool {
    ["reblog", "in_reply_to_id"].iter().all(|member| status.get(*member).is_none_or(Value::is_null))
}

/// The earliest time at which the server can have made the status: not before its handle.
fn earliest(job: &Job<'_>) -> DateTime<Utc> {
    let day = job.now.checked_sub_signed(LOOKS_BACK).unwrap_or(DateTime::<Utc>::MIN_UTC);
    let micros = job.handle.get(..16).and_then(|digits| u64::from_str_radix(digits, 16).ok());
    let made = micros.and_then(|micros| DateTime::from_timestamp_micros(micros.cast_signed()));
    match made.and_then(|made| made.checked_sub_signed(SKEW)) {
        Some(made) if made <= job.now => day.max(made),
        _ => day,
    }
}

/// Tells whether HTML has this text. Servers shorten the text of a link, or its address is not as the person wrote it.
fn says(html: &str, ours: &str) -> bool {
    let is = |links| collapsed(&shortened(&as_text(html, links))) == ours;
    html.len() <= LONGEST_HTML && (is(LinkText::Address) || is(LinkText::Shown))
}

/// A text in the form in which it is compared.
fn wanted(text: &str) -> String {
    collapsed(&shortened(text))
}

/// A text with each link in the form that `url` gives it, and without the servers of mentions, which Mastodon hides.
fn shortened(text: &str) -> String {
    let mut parts: Vec<_> = links(text)
        .into_iter()
        .filter_map(|range| Some((range.clone(), Url::parse(&text[range]).ok()?.to_string())))
        .collect();
    for mention in mentions(text) {
        let overlaps = |range: &std::ops::Range<usize>| {
            range.start < mention.range.end && mention.range.start < range.end
        };
        if !parts.iter().any(|(range, _)| overlaps(range)) {
            let user = text[mention.range.start..mention.user_end].to_owned();
            parts.push((mention.range, user));
        }
    }
    parts.sort_by_key(|(range, _)| range.start);
    let (mut short, mut end) = (String::with_capacity(text.len()), 0);
    for (range, part) in parts {
        short.push_str(&text[end..range.start]);
        short.push_str(&part);
        end = range.end;
    }
    short.push_str(&text[end..]);
    short
}

fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect()
}

#[cfg(test)]
mod tests;
