//! Reddit: a post has a title, and either a link or a text in Markdown, in the person's own profile or in a subreddit.

use chrono::{DateTime, Utc};
use networks::whole_number;
use serde_json::Value;
use url::Url;

use super::{
    NOTHING_TO_SHARE, address_in, at, id_in,
    own_list::{Listed, comparable, earliest, find},
    page_at,
};
use crate::{
    Answer, Auth, Content, Destination, Job, Look, Place, Publisher, Reading, Remote, Request, Step, StepKey,
    Unfit,
};

mod place;

const WEBSITE: &str = "https://www.reddit.com/";
/// In characters.
const LONGEST_TITLE: usize = 300;
/// The most posts that one look shows.
const SEEN: usize = 25;

pub(super) struct Reddit;

/// A post as Reddit takes it.
struct Submission {
    title: String,
    /// `None`: the post is its link.
    text: Option<String>,
}

impl Publisher for Reddit {
    fn unfit(&self, content: &Content) -> Option<Unfit> {
        (!content.pictures.is_empty()).then_some(Unfit::NoPictures)
    }

    fn place(&self) -> Option<Place> {
        Some(Place::Community)
    }

    fn place_id(&self, typed: &str, username: Option<&str>) -> Option<String> {
        place::community(typed, username)
    }

    fn place_name(&self, id: &str) -> String {
        format!("r/{id}")
    }

    fn longest_title(&self) -> Option<usize> {
        Some(LONGEST_TITLE)
    }

    fn explain(&self, job: &Job<'_>, answer: &Answer<'_>) -> Option<String> {
        place::sentence(job, answer)
    }

    fn profile(&self, _: &Destination, username: Option<&str>) -> Option<Url> {
        page_at(WEBSITE, &["user", username.filter(|name| is_name(name))?])
    }

    fn next(&self, job: &Job<'_>) -> Step {
        let Submission { title, text } = submission(job.content);
        if title.is_empty() {
            return Step::Refuse(NOTHING_TO_SHARE.to_owned());
        }
        let Some(place) = place_of(job) else {
            let sentence =
                "The name of this account at Reddit is not known. Check the account, then share again.";
            return Step::Refuse(sentence.to_owned());
        };
        let link = job.content.link.as_ref().map_or("", Url::as_str);
        let kind = match &text {
            Some(text) => [("kind", "self"), ("text", text)],
            None => [("kind", "link"), ("url", link)],
        };
        let mut fields = vec![("api_type", "json"), ("sr", &place), ("title", &title), ("resubmit", "false")];
        fields.extend(kind);
        Step::Send(Request::post_form("send", at(job.server, "/api/submit"), &fields))
    }

    fn read(&self, _: &Job<'_>, _: &StepKey, answer: &Answer<'_>) -> Reading {
        let json = answer.object();
        let Some(json) = json.as_ref().and_then(|json| json.get("json")) else { return Reading::Unclear };
        // Errors come with the same status. The network's file knows them; an unknown form proves nothing.
        let is_well = json.get("errors").and_then(Value::as_array).is_none_or(Vec::is_empty);
        let data = json.get("data").filter(|_| is_well);
        let id = id_in(data.and_then(|data| data.get("name"))).filter(|id| is_post_id(id));
        id.map_or(Reading::Unclear, |id| {
            let address = address_in(data.and_then(|data| data.get("url")));
            Reading::Done(Remote { id: id.to_owned(), address })
        })
    }

    fn look(&self, job: &Job<'_>) -> Option<Request> {
        let name = job.username.filter(|name| is_name(name))?;
        let mut url = at(job.server, &format!("/user/{name}/submitted"));
        // Without raw_json, three letters are escaped.
        url.query_pairs_mut()
            .append_pair("sort", "new")
            .append_pair("limit", &SEEN.to_string())
            .append_pair("raw_json", "1");
        Some(Request::get("look", url, Auth::Account))
    }

    fn read_look(&self, job: &Job<'_>, answer: &Answer<'_>) -> Look {
        let json = answer.object();
        let Some(posts) = json.as_ref().and_then(|json| json.pointer("/data/children")?.as_array()) else {
            return Look::Unclear;
        };
        let Some(place) = place_of(job) else { return Look::Unclear };
        let earliest = earliest(job);
        let is_before =
            |post: &Value| earliest.is_some_and(|earliest| made(post).is_some_and(|at| at < earliest));
        let is_whole = posts.len() < SEEN || posts.iter().any(is_before);
        let ours = submission(job.content);
        find(job, posts.iter().map(|post| listed(job, &place, &ours, post)), is_whole)
    }

    fn deletes(&self) -> bool {
        true
    }

    fn delete(&self, job: &Job<'_>, post: &Remote) -> Option<Request> {
        let id = Some(post.id.as_str()).filter(|id| is_post_id(id))?;
        let fields = [("api_type", "json"), ("id", id)];
        Some(Request::post_form("delete", at(job.server, "/api/del"), &fields))
    }

    /// Reddit answers with an empty object, also for a post that is gone already. It sends some errors with a success, so that
    /// an object with other members proves nothing.
    fn read_delete(&self, _: &Job<'_>, answer: &Answer<'_>) -> bool {
        let json = answer.object();
        let members = json.as_ref().and_then(|json| json.as_object());
        members.is_some_and(|members| {
            let errors = members.get("json").and_then(|json| json.get("errors")).and_then(Value::as_array);
            members.is_empty() || errors.is_some_and(Vec::is_empty)
        })
    }
}

/// The subreddit to which the post goes: the account's own profile, unless the destination names another.
fn place_of(job: &Job<'_>) -> Option<String> {
    let page = job.to.page.as_str();
    if !page.is_empty() {
        return Some(page.to_owned()).filter(|page| is_name(page));
    }
    job.username.filter(|name| is_name(name)).map(|name| format!("u_{name}"))
}

/// Tells whether this is a name of an account or a subreddit, so that it stays within its place in an address.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|letter| letter.is_ascii_alphanumeric() || b"_-".contains(&letter))
}

/// Tells whether this is the full name of a post, such as `t3_abc`.
fn is_post_id(id: &str) -> bool {
    let id = id.strip_prefix("t3_").unwrap_or_default();
    !id.is_empty() && id.bytes().all(|letter| letter.is_ascii_alphanumeric())
}

/// The title and the text. A link without a text beside the title is the post.
fn submission(content: &Content) -> Submission {
    let title = content.title_of_at_most(LONGEST_TITLE);
    let text = beside(content, &title);
    let Some(link) = &content.link else { return Submission { title, text: Some(marked(&text)) } };
    let of_card = content.card.as_ref().map(|card| one_line(&card.title)).filter(|title| !title.is_empty());
    let of_link = || of_card.unwrap_or_else(|| one_line(link.as_str()));
    let title = if title.is_empty() { of_link() } else { title };
    if text.trim().is_empty() {
        return Submission { title, text: None };
    }
    let whole = Content { link: Some(link.clone()), ..Content::of_text(text) };
    Submission { title, text: Some(marked(&whole.text_with_link())) }
}

/// The text beside the title: the whole one, unless its first line is the title.
fn beside(content: &Content, title: &str) -> String {
    let text = content.text.trim();
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    // A first line that is too long for a title is cut there, so that it stays in the text.
    if first.trim() == title { rest.trim().to_owned() } else { text.to_owned() }
}

fn one_line(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(LONGEST_TITLE).collect()
}

/// A text in which Markdown keeps the lines, and makes no title of a hashtag at the start of a line.
fn marked(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(str::trim_end).collect();
    let mut marked = String::with_capacity(text.len());
    for (number, line) in lines.iter().enumerate() {
        if line.starts_with('#') {
            marked.push('\\');
        }
        marked.push_str(line);
        if let Some(next) = lines.get(number + 1) {
            // Two blanks at the end of a line keep it apart from the next one.
            let is_kept = line.is_empty() || next.is_empty();
            marked.push_str(if is_kept { "\n" } else { "  \n" });
        }
    }
    marked
}

/// A post of a list. `None` if it cannot be read.
fn listed(job: &Job<'_>, place: &str, ours: &Submission, post: &Value) -> Option<Listed> {
    let data = post.get("data")?;
    let text = |member: &str| data.get(member).and_then(Value::as_str);
    let is_self = data.get("is_self")?.as_bool()?;
    let is_body = match (&ours.text, &job.content.link) {
        (Some(ours), _) => is_self && comparable(text("selftext")?) == comparable(ours),
        (None, Some(link)) => !is_self && comparable(text("url")?) == comparable(link.as_str()),
        (None, None) => false,
    };
    let is_same = is_body
        && text("subreddit")?.eq_ignore_ascii_case(place)
        && comparable(text("title")?) == comparable(&ours.title);
    let id = id_in(data.get("name")).filter(|id| is_post_id(id));
    let remote = id.map(|id| Remote { id: id.to_owned(), address: address_of(text("permalink")) });
    Some(Listed { made: made(post)?, is_same, remote })
}

fn made(post: &Value) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(whole_number(post.pointer("/data/created_utc")?)?, 0)
}

/// The address of a path at the website.
fn address_of(path: Option<&str>) -> Option<Url> {
    let path = path.filter(|path| path.starts_with("/r/") || path.starts_with("/user/"))?;
    address_in(Some(&Value::from(format!("{}{path}", WEBSITE.trim_end_matches('/')))))
}

#[cfg(test)]
mod tests;
