//! Mastodon, and the servers that speak its API: Pleroma, Akkoma, GoToSocial, Pixelfed and Friendica.

use chrono::{DateTime, TimeDelta, Utc};
use networks::Json;
use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;
use url::Url;

use super::{
    NOTHING_TO_SHARE, account_at_server, address_in, at,
    html::{LinkText, as_text},
    id_in, page_at, time_of_handle,
};
use crate::{
    AfterLoss, Answer, Auth, Destination, Fact, Job, Look, Publisher, Reading, Remote, Request, Step,
    StepKey,
    text::{links, mentions},
};

/// Mastodon keeps an `Idempotency-Key` for an hour. The rest is for a slow request and a clock that is a little wrong.
const KEY_LIVES: TimeDelta = TimeDelta::minutes(55);
/// Mastodon keeps the key only once the status is there, so that a repeat waits for a slow request: five minutes.
const LOOKS_BEFORE_REPEAT: u32 = 2;
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

/// The step that uploads a picture. Its result is the picture's id.
const PICTURE: &str = "picture";
/// The step that asks whether the server has processed a picture.
const PROCESSED: &str = "processed";
/// The pause before the server is asked again.
const PROCESSING: TimeDelta = TimeDelta::seconds(3);
/// A server deletes an upload that no status uses after a day or later.
const MEDIA_LIVES: TimeDelta = TimeDelta::hours(12);

pub(super) struct Mastodon;

impl Publisher for Mastodon {
    fn profile(&self, to: &Destination, username: Option<&str>) -> Option<Url> {
        let (_, server) = to.account.rsplit_once('@')?;
        page_at(&format!("https://{server}/"), &[&format!("@{}", username?.split('@').next()?)])
    }

    fn next(&self, job: &Job<'_>) -> Step {
        if job.content.is_empty() {
            return Step::Refuse(NOTHING_TO_SHARE.to_owned());
        }
        if let Some(step) = next_picture(job) {
            return step;
        }
        let mut status = json!({ "status": job.content.text_with_link() });
        let pictures: Vec<_> =
            (0..).zip(job.pictures).filter_map(|(part, _)| Some(media(job, PICTURE, part)?.id)).collect();
        if !pictures.is_empty() {
            status["media_ids"] = pictures.into();
        }
        let mut request = Request::post_json("send", at(job.server, "/api/v1/statuses"), &status);
        request.headers.push(("idempotency-key".to_owned(), job.handle.to_owned()));
        Step::Send(request)
    }

    fn read(&self, job: &Job<'_>, key: &StepKey, answer: &Answer<'_>) -> Reading {
        match key.name.as_str() {
            PICTURE | PROCESSED => read_picture(job, key, answer),
            _ => answer.object().and_then(|status| remote(&status)).map_or(Reading::Unclear, Reading::Done),
        }
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

    fn deletes(&self) -> bool {
        true
    }

    fn delete(&self, job: &Job<'_>, remote: &Remote) -> Option<Request> {
        let is_id = !remote.id.is_empty()
            && remote.id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        is_id.then(|| Request::delete("delete", at(job.server, &format!("/api/v1/statuses/{}", remote.id))))
    }

    fn read_delete(&self, _: &Job<'_>, answer: &Answer<'_>) -> bool {
        // A status that is not there any more is gone as well. A proxy's 404 has no JSON.
        answer.object().is_some() || (answer.status == 404 && Json::object(answer.body).is_some())
    }

    fn after_loss(&self, armed_at: DateTime<Utc>) -> AfterLoss {
        match armed_at.checked_add_signed(KEY_LIVES) {
            Some(until) => AfterLoss::Repeat { until, looks: LOOKS_BEFORE_REPEAT },
            None => AfterLoss::LookOnly,
        }
    }
}

/// The next step of the pictures: an upload, or a question whether the server has processed one.
fn next_picture(job: &Job<'_>) -> Option<Step> {
    for (part, picture) in (0..).zip(job.pictures) {
        let Some(uploaded) = media(job, PICTURE, part) else {
            let key = StepKey { name: PICTURE.to_owned(), part };
            let description = ("description", picture.description.as_str());
            let fields = if picture.description.is_empty() { &[][..] } else { &[description] };
            let url = at(job.server, "/api/v2/media");
            return Some(Step::Ask(Request::post_parts(key, url, fields, ("file", part), picture)));
        };
        let is_processed =
            uploaded.is_ready || media(job, PROCESSED, part).is_some_and(|it| it.id == uploaded.id);
        if !is_processed {
            let url = at(job.server, &format!("/api/v1/media/{}", uploaded.id));
            let mut request = Request::get(PROCESSED, url, Auth::Account);
            request.key.part = part;
            return Some(Step::Ask(request));
        }
    }
    None
}

/// A picture at the server.
struct Media<'a> {
    id: &'a str,
    /// The server has processed it.
    is_ready: bool,
}

/// A picture, as the result of a step about it.
fn media<'a>(job: &Job<'a>, step: &str, part: u16) -> Option<Media<'a>> {
    let fact = job.facts.iter().find(|fact| fact.key.name == step && fact.key.part == part)?;
    let is_ready = fact.value.get("ready").and_then(Value::as_bool).unwrap_or_default();
    Some(Media { id: fact.value.get("id")?.as_str()?, is_ready })
}

/// The answer to an upload has an id at once. The server may process the picture after that.
fn read_picture(job: &Job<'_>, key: &StepKey, answer: &Answer<'_>) -> Reading {
    if key.name == PROCESSED && answer.status == 404 {
        return Reading::Drop(StepKey { name: PICTURE.to_owned(), part: key.part });
    }
    let Some(media) = answer.object() else { return Reading::Unclear };
    let is_id = |id: &&str| id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    let Some(id) = id_in(media.get("id")).filter(is_id) else { return Reading::Unclear };
    let is_ready = media.get("url").is_some_and(Value::is_string);
    // A picture without an address is not processed, whatever status a proxy makes of the answer: a status that names
    // it would be refused.
    if key.name == PROCESSED && (answer.status == PARTIAL || !is_ready) {
        return Reading::Later(job.now.checked_add_signed(PROCESSING).unwrap_or(job.now));
    }
    let good_until = job.now.checked_add_signed(MEDIA_LIVES);
    Reading::Fact(Fact { key: key.clone(), value: json!({ "id": id, "ready": is_ready }), good_until })
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
        } else if is_own_start(status) && has_pictures(job, status) && says(content, &ours) {
            // A match without an id is ours as well, so it proves nothing.
            return remote(status).map_or(Look::Unclear, Look::There);
        } else if is_own_start(status) && may_say(content, &ours) {
            is_whole = false;
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

/// Tells whether a status has as many pictures as the post.
fn has_pictures(job: &Job<'_>, status: &Value) -> bool {
    let attached = status.get("media_attachments").and_then(Value::as_array);
    attached.is_none_or(|attached| attached.len() == job.content.pictures.len())
}

/// The earliest time at which the server can have made the status: not before its handle.
fn earliest(job: &Job<'_>) -> DateTime<Utc> {
    let day = job.now.checked_sub_signed(LOOKS_BACK).unwrap_or(DateTime::<Utc>::MIN_UTC);
    let made = time_of_handle(job.handle, job.now).and_then(|made| made.checked_sub_signed(SKEW));
    made.map_or(day, |made| day.max(made))
}

/// Tells whether HTML has this text. Servers shorten the text of a link, or its address is not as the person wrote it.
fn says(html: &str, ours: &str) -> bool {
    let is = |links| collapsed(&shortened(&as_text(html, links))) == ours;
    html.len() <= LONGEST_HTML && (is(LinkText::Address) || is(LinkText::Shown))
}

/// Tells whether HTML may be this text in another form. Friendica reads a text as Markdown, so that signs are gone. It
/// also ignores the key, so that a repeat would make a second post there.
fn may_say(html: &str, ours: &str) -> bool {
    if html.len() > LONGEST_HTML {
        return true;
    }
    let letters = |text: &str| text.chars().filter(|letter| letter.is_alphabetic()).collect::<Vec<_>>();
    let (shown, own) = (letters(&as_text(html, LinkText::Shown)), letters(ours));
    let of_links: usize = links(ours).into_iter().map(|range| letters(&ours[range]).len()).sum();
    let mut rest = own.iter();
    // The addresses of links may be gone, and a few letters more.
    2 * shown.len() >= own.len().saturating_sub(of_links)
        && shown.iter().all(|letter| rest.any(|own| own == letter))
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
