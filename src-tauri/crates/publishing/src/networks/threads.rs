//! Threads: a container of a text, a picture or several, which is published once.

use chrono::DateTime;
use networks::Json;
use serde_json::Value;
use url::Url;

use super::{
    NOTHING_TO_SHARE, address_in, at,
    containers::{Fields, Manner, Plan, container, is_id},
    id_in,
    own_list::{self, Listed, comparable, earliest},
    page_at,
};
use crate::{
    AfterLoss, Answer, Content, Destination, Job, Look, Picture, Publisher, Reading, Remote, Request, Step,
    StepKey, Unfit, text::links,
};

const WEBSITE: &str = "https://www.threads.com/";
/// Threads takes no post with more different links.
const MOST_LINKS: usize = 5;
/// In characters.
const LONGEST_DESCRIPTION: usize = 1000;
/// The posts of the list in which the address of a post is looked up.
const LISTED: &str = "25";

const MANNER: Manner = Manner {
    version: "v1.0",
    make: "threads",
    publish: "threads_publish",
    fields: "id,status,error_message",
    status: "status",
    reason: "error_message",
    not_found: &[4_279_009],
};

pub(super) struct Threads;

impl Publisher for Threads {
    fn counted_text(&self, content: &Content) -> String {
        text(content)
    }

    fn unfit(&self, content: &Content) -> Option<Unfit> {
        let is_public = |picture: &Picture| picture.url.is_some();
        (!content.pictures.iter().all(is_public)).then_some(Unfit::NeedsPublicPicture)
    }

    fn profile(&self, _: &Destination, username: Option<&str>) -> Option<Url> {
        page_at(WEBSITE, &[&format!("@{}", username?)])
    }

    fn next(&self, job: &Job<'_>) -> Step {
        match plan(job) {
            Ok(plan) => MANNER.next(job, &plan),
            Err(reason) => Step::Refuse(reason.to_owned()),
        }
    }

    fn read(&self, job: &Job<'_>, key: &StepKey, answer: &Answer<'_>) -> Reading {
        MANNER.read(job, key, answer)
    }

    fn stale(&self, _: &Job<'_>, answer: &Answer<'_>) -> Option<StepKey> {
        MANNER.stale(answer)
    }

    fn look(&self, job: &Job<'_>) -> Option<Request> {
        MANNER.look(job)
    }

    fn read_look(&self, job: &Job<'_>, answer: &Answer<'_>) -> Look {
        MANNER.read_look(job, answer)
    }

    fn after_loss(&self, _: DateTime<chrono::Utc>) -> AfterLoss {
        AfterLoss::Handle
    }

    fn address(&self, job: &Job<'_>, remote: &Remote) -> Option<Request> {
        if container(job) != Some(remote.id.as_str()) {
            return is_id(&remote.id).then(|| MANNER.read_object(job, &remote.id, "id,permalink"));
        }
        let since = earliest(job)?.timestamp().to_string();
        let mut list = MANNER.of_account(job, "threads");
        list.query_pairs_mut()
            .append_pair("fields", "id,text,timestamp,permalink")
            .append_pair("since", &since)
            .append_pair("limit", LISTED);
        Some(Request::get("address", list, crate::Auth::Account))
    }

    fn read_address(&self, job: &Job<'_>, remote: &Remote, answer: &Answer<'_>) -> Option<Remote> {
        let json = answer.object()?;
        if container(job) != Some(remote.id.as_str()) {
            return of_object(&json, "permalink").filter(|read| read.id == remote.id);
        }
        let ours = comparable(&text(job.content));
        // A post without a text cannot be told from another one.
        let posts = json.get("data")?.as_array().filter(|_| !ours.is_empty())?;
        match own_list::find(job, posts.iter().map(|post| listed(post, &ours)), false) {
            Look::There(found) => Some(found),
            Look::NotSeen | Look::Void | Look::Unclear => None,
        }
    }

    fn deletes(&self) -> bool {
        true
    }

    /// The id of a container deletes nothing.
    fn delete(&self, job: &Job<'_>, post: &Remote) -> Option<Request> {
        let id = Some(&post.id).filter(|id| is_id(id) && container(job) != Some(id.as_str()))?;
        Some(Request::delete("delete", at(job.server, &format!("/{}/{id}", MANNER.version))))
    }

    fn read_delete(&self, _: &Job<'_>, answer: &Answer<'_>) -> bool {
        answer.object().is_some_and(|json| json.get("success") == Some(&Value::Bool(true)))
    }
}

/// The text of a post. The link of a text is a field of its own; beside pictures, and alone, it is a part of the text.
fn text(content: &Content) -> String {
    if has_link_field(content) { content.text.clone() } else { content.text_with_link() }
}

fn has_link_field(content: &Content) -> bool {
    content.pictures.is_empty() && !content.text.trim().is_empty()
}

fn plan<'a>(job: &Job<'_>) -> Result<Plan<'a>, &'static str> {
    let content = job.content;
    if content.is_empty() {
        return Err(NOTHING_TO_SHARE);
    }
    if !is_id(&job.to.account) {
        return Err("The id of this account is damaged.");
    }
    if different_links(content) > MOST_LINKS {
        return Err("Threads takes at most five different links in a post.");
    }
    let picture = |picture: &Picture| -> Result<Fields<'a>, &'static str> {
        let url = picture.url.as_ref().ok_or("Threads takes only pictures that have a public address.")?;
        let mut fields = vec![("media_type", "IMAGE".to_owned()), ("image_url", url.to_string())];
        let description = picture.description.trim();
        if !description.is_empty() {
            fields.push(("alt_text", description.chars().take(LONGEST_DESCRIPTION).collect()));
        }
        Ok(fields)
    };
    let mut pictures = content.pictures.iter().map(picture).collect::<Result<Vec<_>, _>>()?;
    let mut post = match pictures.len() {
        0 => vec![("media_type", "TEXT".to_owned())],
        1 => pictures.remove(0),
        _ => {
            pictures.iter_mut().for_each(|fields| fields.push(("is_carousel_item", "true".to_owned())));
            vec![("media_type", "CAROUSEL".to_owned())]
        }
    };
    let text = text(content);
    if !text.trim().is_empty() {
        post.push(("text", text));
    }
    if let Some(link) = content.link.as_ref().filter(|_| has_link_field(content)) {
        post.push(("link_attachment", link.to_string()));
    }
    Ok(Plan { pictures, post })
}

/// The number of different links, which Threads counts in the text and in the field together.
fn different_links(content: &Content) -> usize {
    let in_text = links(&content.text).into_iter().map(|range| comparable(&content.text[range]));
    let link = content.link.iter().map(|link| comparable(link.as_str()));
    in_text.chain(link).collect::<std::collections::BTreeSet<_>>().len()
}

/// The id and the address of an object.
pub(super) fn of_object(json: &Json, address: &str) -> Option<Remote> {
    let id = id_in(json.get("id"))?.to_owned();
    Some(Remote { id, address: Some(address_in(json.get(address))?) })
}

/// A post in the list of the account's posts.
fn listed(post: &Value, ours: &str) -> Option<Listed> {
    let made = meta_time(post.get("timestamp")?.as_str()?)?;
    let id = id_in(post.get("id")).map(str::to_owned);
    let remote = id.map(|id| Remote { id, address: address_in(post.get("permalink")) });
    let is_same = post.get("text").and_then(Value::as_str).is_some_and(|text| comparable(text) == ours);
    Some(Listed { made, is_same, remote })
}

/// A time as Meta writes it: `2026-11-30T12:00:00+0000`.
pub(super) fn meta_time(text: &str) -> Option<DateTime<chrono::Utc>> {
    let time = DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%z");
    time.or_else(|_| DateTime::parse_from_rfc3339(text)).ok().map(|time| time.to_utc())
}

#[cfg(test)]
mod tests;
