//! Tumblr: a post is a list of blocks in the Neue Post Format, in the account's main blog.

use chrono::{DateTime, Utc};
use networks::{Json, whole_number};
use serde_json::{Value, json};
use url::Url;

use super::{
    NOTHING_TO_SHARE, ShownCard, address_in, at, id_in,
    own_list::{Listed, comparable, earliest, find},
    page_at,
};
use crate::{
    Answer, Auth, Content, Destination, Job, Look, Piece, Publisher, Reading, Remote, Request, Step, StepKey,
    UploadedPicture, text::links,
};

const WEBSITE: &str = "https://www.tumblr.com/";
/// The most posts that one list shows.
const SEEN: usize = 20;
const MULTIPART: &str = "multipart/form-data";

pub(super) struct Tumblr;

impl Publisher for Tumblr {
    /// The link has a block of its own.
    fn counted_text(&self, content: &Content) -> String {
        content.text.clone()
    }

    /// The block of the link becomes a card, also beside pictures. A link in the text does not.
    fn shown_card(&self, content: &Content) -> Option<ShownCard> {
        content.link.is_some().then_some(ShownCard::OfNetwork)
    }

    fn profile(&self, _: &Destination, username: Option<&str>) -> Option<Url> {
        page_at(WEBSITE, &[username.filter(|name| is_blog(name))?])
    }

    fn next(&self, job: &Job<'_>) -> Step {
        if job.content.is_empty() {
            return Step::Refuse(NOTHING_TO_SHARE.to_owned());
        }
        let Some(url) = posts_of(job) else {
            return Step::Refuse("The id of this blog is damaged.".to_owned());
        };
        let post = json!({ "content": blocks(job.content, job.pictures), "state": "published" });
        Step::Send(match job.pictures {
            [] => Request::post_json("send", url, &post),
            pictures => with_pictures(url, &post.to_string(), pictures),
        })
    }

    fn read(&self, job: &Job<'_>, _: &StepKey, answer: &Answer<'_>) -> Reading {
        let json = answer.object();
        let id = json.as_ref().and_then(|json| id_in(json.pointer("/response/id"))).filter(|id| is_id(id));
        id.map_or(Reading::Unclear, |id| {
            let address = job.username.filter(|name| is_blog(name));
            let address = address.and_then(|name| page_at(WEBSITE, &[name, id]));
            Reading::Done(Remote { id: id.to_owned(), address })
        })
    }

    fn look(&self, job: &Job<'_>) -> Option<Request> {
        let mut url = posts_of(job)?;
        url.query_pairs_mut().append_pair("npf", "true").append_pair("limit", &SEEN.to_string());
        Some(Request::get("look", url, Auth::Account))
    }

    fn read_look(&self, job: &Job<'_>, answer: &Answer<'_>) -> Look {
        let json = answer.object();
        let Some(posts) = json.as_ref().and_then(|json| json.pointer("/response/posts")?.as_array()) else {
            return Look::Unclear;
        };
        let earliest = earliest(job);
        // The person may have dated a post back, so that the order of the list is no proof.
        let is_before =
            |post: &Value| earliest.is_some_and(|earliest| made(post).is_some_and(|at| at < earliest));
        let is_whole = posts.len() < SEEN || posts.iter().any(is_before);
        find(job, posts.iter().map(|post| listed(job, post)), is_whole)
    }

    fn deletes(&self) -> bool {
        true
    }

    fn delete(&self, job: &Job<'_>, post: &Remote) -> Option<Request> {
        let id = Some(post.id.as_str()).filter(|id| is_id(id))?;
        let url = of_blog(job, "post/delete")?;
        Some(Request::post_form("delete", url, &[("id", id)]))
    }

    /// A post that is not there any more is gone as well. A proxy's answer has no such object.
    fn read_delete(&self, _: &Job<'_>, answer: &Answer<'_>) -> bool {
        let json = Json::object(answer.body);
        let status = json.as_ref().and_then(|json| json.pointer("/meta/status")).and_then(whole_number);
        matches!(answer.status, 200 | 404) && status == Some(i64::from(answer.status))
    }
}

/// The posts of the account's blog.
fn posts_of(job: &Job<'_>) -> Option<Url> {
    of_blog(job, "posts")
}

/// A path of the account's blog. The id is the blog's uuid, which stays when the blog is renamed.
fn of_blog(job: &Job<'_>, path: &str) -> Option<Url> {
    let blog = job.to.account.as_str();
    let is_letter = |letter: u8| letter.is_ascii_alphanumeric() || b":-_".contains(&letter);
    let is_uuid = !blog.is_empty() && blog.bytes().all(is_letter);
    is_uuid.then(|| at(job.server, &format!("/v2/blog/{blog}/{path}")))
}

/// The blocks of a content: the pictures, the paragraphs of the text, and the link, whose card Tumblr makes.
fn blocks(content: &Content, pictures: &[UploadedPicture]) -> Vec<Value> {
    let pictures = pictures.iter().enumerate().map(|(number, picture)| {
        let media = json!({
            "type": picture.media_type, "identifier": part_name(number), "width": picture.width, "height": picture.height,
        });
        let mut block = json!({ "type": "image", "media": [media] });
        if !picture.description.is_empty() {
            block["alt_text"] = picture.description.as_str().into();
        }
        block
    });
    let link = content.link.iter().map(|link| json!({ "type": "link", "url": link.as_str() }));
    pictures.chain(paragraphs(&content.text).iter().map(|text| text_block(text))).chain(link).collect()
}

/// The paragraphs of a text: an empty line ends each.
fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs = Vec::new();
    let mut lines = Vec::new();
    for line in text.lines().chain([""]) {
        if !line.trim().is_empty() {
            lines.push(line.trim_end());
        } else if !lines.is_empty() {
            paragraphs.push(lines.join("\n"));
            lines.clear();
        }
    }
    paragraphs
}

/// A paragraph with its links, whose places are counted in code points: without a format, a link is dead text.
fn text_block(text: &str) -> Value {
    let characters = |end: usize| text[..end].chars().count();
    let formats: Vec<_> = links(text)
        .into_iter()
        .map(|range| {
            let (start, end) = (characters(range.start), characters(range.end));
            json!({ "type": "link", "start": start, "end": end, "url": text[range] })
        })
        .collect();
    let mut block = json!({ "type": "text", "text": text });
    if !formats.is_empty() {
        block["formatting"] = formats.into();
    }
    block
}

fn part_name(number: usize) -> String {
    format!("picture-{number}")
}

/// A request whose first part is the post and whose others are the files of its pictures.
fn with_pictures(url: Url, post: &str, pictures: &[UploadedPicture]) -> Request {
    let mut boundary = "gander-4b1f0d63a7c94e2f8e5d92ab7c310f64".to_owned();
    while post.contains(&boundary) {
        boundary.push('x');
    }
    let head = |name: &str, more: &str, media_type: &str| {
        format!(
            "--{boundary}\r\ncontent-disposition: form-data; name=\"{name}\"{more}\r\ncontent-type: {media_type}\r\n\r\n"
        )
    };
    let json = head("json", "", "application/json");
    let mut body = vec![Piece::Bytes(format!("{json}{post}\r\n").into())];
    for (number, (name, picture)) in (0..).zip(pictures.iter().enumerate()) {
        let media_type = &picture.media_type;
        let ending = media_type.rsplit('/').next().unwrap_or_default();
        let name = part_name(name);
        let file = format!("; filename=\"{name}.{ending}\"");
        body.push(Piece::Bytes(head(&name, &file, media_type).into()));
        body.push(Piece::Picture(number));
        body.push(Piece::Bytes(b"\r\n".to_vec()));
    }
    body.push(Piece::Bytes(format!("--{boundary}--\r\n").into()));
    let mut request = Request::post_json("send", url, &Value::Null);
    request.headers = vec![("content-type".to_owned(), format!("{MULTIPART}; boundary={boundary}"))];
    request.body = body;
    request
}

fn is_id(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|digit| digit.is_ascii_digit())
}

/// Tells whether this is the name of a blog, so that it stays within its place in an address.
fn is_blog(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|letter| letter.is_ascii_alphanumeric() || letter == b'-')
}

/// A post of a list. `None` if it cannot be read.
fn listed(job: &Job<'_>, post: &Value) -> Option<Listed> {
    let blocks = post.get("content")?.as_array()?;
    let is_reblog = post.get("trail").and_then(Value::as_array).is_some_and(|trail| !trail.is_empty());
    let is_same = !is_reblog && says(job.content, job.pictures.len(), blocks);
    Some(Listed { made: made(post)?, is_same, remote: remote(post) })
}

fn made(post: &Value) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(whole_number(post.get("timestamp")?)?, 0)
}

fn remote(post: &Value) -> Option<Remote> {
    let id = id_in(post.get("id_string")).filter(|id| is_id(id))?;
    Some(Remote { id: id.to_owned(), address: address_in(post.get("post_url")) })
}

/// Tells whether the blocks have this content.
fn says(content: &Content, pictures: usize, blocks: &[Value]) -> bool {
    let of = |kind: &str, member: &str| -> Vec<&str> {
        let blocks = blocks.iter().filter(|block| block.get("type").is_some_and(|its| its == kind));
        blocks.filter_map(|block| block.get(member)?.as_str()).collect()
    };
    let shown = blocks.iter().filter(|block| block.get("type").is_some_and(|kind| kind == "image")).count();
    let is_link = match (&content.link, of("link", "url").as_slice()) {
        (None, []) => true,
        (Some(ours), [shown]) => comparable(&target(shown)) == comparable(ours.as_str()),
        _ => false,
    };
    shown == pictures && is_link && comparable(&of("text", "text").join("\n")) == comparable(&content.text)
}

/// The target of a link, which Tumblr may lead through its own servers.
fn target(link: &str) -> String {
    let Ok(url) = Url::parse(link) else { return link.to_owned() };
    match url.host_str() {
        Some("href.li") => url.query().unwrap_or_default().to_owned(),
        Some("t.umblr.com") => {
            let to = url.query_pairs().find(|(name, _)| name == "z");
            to.map_or_else(|| link.to_owned(), |(_, to)| to.into_owned())
        }
        _ => link.to_owned(),
    }
}

#[cfg(test)]
mod tests;
