//! Facebook: posts of Pages. Facebook has no API for the posts of people.

use chrono::TimeDelta;
use serde_json::{Value, json};
use url::Url;

use super::{
    NOTHING_TO_SHARE, address_in, at,
    containers::is_id,
    id_in,
    own_list::{self, Listed, comparable, earliest},
    page_at,
    threads::{meta_time, of_object},
};
use crate::{
    Answer, Auth, Content, Destination, Fact, Job, Look, Publisher, Reading, Remote, Request, Step, StepKey,
    UploadedPicture,
};

const WEBSITE: &str = "https://www.facebook.com/";
const VERSION: &str = "v25.0";
/// The upload of one picture among several.
const PICTURE: &str = "picture";
const SEND: &str = "send";
/// Facebook names no end of a photo that is not published. An older upload is repeated.
const PICTURE_IS_GOOD: TimeDelta = TimeDelta::hours(20);
/// The posts that one look shows.
const SEEN: &str = "25";

pub(super) struct Facebook;

impl Publisher for Facebook {
    fn counted_text(&self, content: &Content) -> String {
        message(content)
    }

    fn profile(&self, to: &Destination, _: Option<&str>) -> Option<Url> {
        page_at(WEBSITE, &[Some(to.page.as_str()).filter(|page| is_id(page))?])
    }

    fn next(&self, job: &Job<'_>) -> Step {
        if job.content.is_empty() {
            return Step::Refuse(NOTHING_TO_SHARE.to_owned());
        }
        if !is_id(&job.to.page) {
            return Step::Refuse("Facebook takes posts only on Pages.".to_owned());
        }
        match job.pictures {
            [] => Step::Send(to_feed(job, Vec::new())),
            [picture] => Step::Send(photo(job, StepKey::new(SEND), 0, picture, Some(&message(job.content)))),
            pictures => several(job, pictures),
        }
    }

    fn read(&self, job: &Job<'_>, key: &StepKey, answer: &Answer<'_>) -> Reading {
        let Some(json) = answer.object() else { return Reading::Unclear };
        let id = id_in(json.get("id"));
        if key.name == PICTURE {
            let good_until = job.now.checked_add_signed(PICTURE_IS_GOOD);
            let fact = |id: &str| Reading::Fact(Fact { key: key.clone(), value: id.into(), good_until });
            return id.filter(|id| is_id(id)).map_or(Reading::Unclear, fact);
        }
        // The answer for a photo has the id of the photo, and that of its post.
        let id = id_in(json.get("post_id")).or(id).filter(|id| is_post(id));
        id.map_or(Reading::Unclear, |id| Reading::Done(Remote { id: id.to_owned(), address: None }))
    }

    fn look(&self, job: &Job<'_>) -> Option<Request> {
        let since = earliest(job)?.timestamp().to_string();
        let mut url = of_page(job, "feed").filter(|_| !comparable(&message(job.content)).is_empty())?;
        url.query_pairs_mut()
            .append_pair("fields", "id,from{id},message,created_time,permalink_url")
            .append_pair("since", &since)
            .append_pair("limit", SEEN);
        Some(Request::get("look", url, Auth::Page))
    }

    /// Only a post that is there proves something: Facebook ranks the list, and shows only a part of it.
    fn read_look(&self, job: &Job<'_>, answer: &Answer<'_>) -> Look {
        let ours = comparable(&message(job.content));
        let json = answer.object();
        let posts = json.as_ref().and_then(|json| json.get("data")?.as_array());
        match posts {
            Some(posts) => own_list::find(job, posts.iter().map(|post| listed(job, post, &ours)), false),
            None => Look::Unclear,
        }
    }

    fn address(&self, job: &Job<'_>, remote: &Remote) -> Option<Request> {
        let mut url = at(job.server, &format!("/{VERSION}/{}", Some(&remote.id).filter(|id| is_post(id))?));
        url.query_pairs_mut().append_pair("fields", "id,permalink_url");
        Some(Request::get("address", url, Auth::Page))
    }

    fn read_address(&self, _: &Job<'_>, remote: &Remote, answer: &Answer<'_>) -> Option<Remote> {
        of_object(&answer.object()?, "permalink_url").filter(|read| read.id == remote.id)
    }

    fn deletes(&self) -> bool {
        true
    }

    fn delete(&self, job: &Job<'_>, post: &Remote) -> Option<Request> {
        let id = Some(&post.id).filter(|id| is_post(id))?;
        let url = at(job.server, &format!("/{VERSION}/{id}"));
        Some(Request::delete("delete", url).with_auth(Auth::Page))
    }

    fn read_delete(&self, _: &Job<'_>, answer: &Answer<'_>) -> bool {
        answer.object().is_some_and(|json| json.get("success") == Some(&Value::Bool(true)))
    }
}

/// The message of a post. A link has a field of its own, which pictures exclude.
fn message(content: &Content) -> String {
    if content.pictures.is_empty() { content.text.clone() } else { content.text_with_link() }
}

/// The address of a collection of the Page.
fn of_page(job: &Job<'_>, collection: &str) -> Option<Url> {
    is_id(&job.to.page).then(|| at(job.server, &format!("/{VERSION}/{}/{collection}", job.to.page)))
}

/// A post in the Page's feed, with these further fields.
fn to_feed(job: &Job<'_>, further: Vec<(String, String)>) -> Request {
    let mut fields = further;
    let message = message(job.content);
    if !message.trim().is_empty() {
        fields.insert(0, ("message".to_owned(), message));
    }
    if let Some(link) = job.content.link.as_ref().filter(|_| job.pictures.is_empty()) {
        fields.push(("link".to_owned(), link.to_string()));
    }
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let url = at(job.server, &format!("/{VERSION}/{}/feed", job.to.page));
    Request::post_form(SEND, url, &fields).with_auth(Auth::Page)
}

/// A photo: published with this message, or not published.
fn photo(
    job: &Job<'_>,
    key: StepKey,
    number: u16,
    picture: &UploadedPicture,
    message: Option<&str>,
) -> Request {
    let description = picture.description.trim();
    let mut fields = match message {
        Some(message) if message.trim().is_empty() => Vec::new(),
        Some(message) => vec![("message", message)],
        None => vec![("published", "false")],
    };
    if !description.is_empty() {
        fields.push(("alt_text_custom", description));
    }
    let url = at(job.server, &format!("/{VERSION}/{}/photos", job.to.page));
    Request::post_parts(key, url, &fields, ("source", number), picture).with_auth(Auth::Page)
}

/// Several pictures are uploaded unpublished, and then published by one post.
fn several(job: &Job<'_>, pictures: &[UploadedPicture]) -> Step {
    let mut attached = Vec::new();
    for (part, picture) in (0_u16..).zip(pictures) {
        let key = StepKey { name: PICTURE.to_owned(), part };
        let is_good = |fact: &&Fact| fact.key == key && fact.good_until.is_none_or(|until| job.now < until);
        let known = job.facts.iter().find(is_good).and_then(|fact| fact.value.as_str());
        let Some(id) = known else { return Step::Ask(photo(job, key, part, picture, None)) };
        attached.push((format!("attached_media[{part}]"), json!({ "media_fbid": id }).to_string()));
    }
    Step::Send(to_feed(job, attached))
}

/// Tells whether a text can be the id of a post, `PAGE_POST`, or of a photo. It becomes part of a path.
fn is_post(id: &str) -> bool {
    id.split_once('_').map_or_else(|| is_id(id), |(page, post)| is_id(page) && is_id(post))
}

/// A post in the Page's feed, which holds posts of other people, too.
fn listed(job: &Job<'_>, post: &Value, ours: &str) -> Option<Listed> {
    let made = meta_time(post.get("created_time")?.as_str()?)?;
    let id = id_in(post.get("id")).filter(|id| is_post(id));
    let is_of_page = post.pointer("/from/id").is_some_and(|author| *author == job.to.page);
    let remote = id.map(|id| Remote { id: id.to_owned(), address: address_in(post.get("permalink_url")) });
    let says = post.get("message").and_then(Value::as_str).is_some_and(|text| comparable(text) == ours);
    Some(Listed { made, is_same: is_of_page && says, remote })
}

#[cfg(test)]
mod tests;
