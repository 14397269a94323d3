//! Pinterest: a pin is a picture on a board, with a title, a description and a link.

use chrono::{DateTime, NaiveDateTime, Utc};
use networks::Json;
use serde_json::{Value, json};
use url::Url;

use super::{
    NOTHING_TO_SHARE, at, id_in,
    own_list::{self, Listed, comparable},
    page_at,
};
use crate::{
    Answer, Auth, Content, Destination, Job, Look, Piece, Place, Publisher, Reading, Remote, Request, Step,
    StepKey, Unfit,
};

const WEBSITE: &str = "https://www.pinterest.com/";
/// In characters.
const LONGEST_TITLE: usize = 100;
const LONGEST_DESCRIPTION: usize = 500;
/// In bytes.
const LONGEST_LINK: usize = 2048;
/// The pins that one look shows. Pinterest does not document their order.
const SEEN: usize = 100;

pub(super) struct Pinterest;

impl Publisher for Pinterest {
    fn counted_text(&self, content: &Content) -> String {
        content.text.clone()
    }

    fn unfit(&self, content: &Content) -> Option<Unfit> {
        content.pictures.is_empty().then_some(Unfit::NeedsPicture)
    }

    fn place(&self) -> Option<Place> {
        Some(Place::Board)
    }

    fn longest_title(&self) -> Option<usize> {
        Some(LONGEST_TITLE)
    }

    fn profile(&self, _: &Destination, username: Option<&str>) -> Option<Url> {
        page_at(WEBSITE, &[username.filter(|name| !name.is_empty())?, ""])
    }

    fn next(&self, job: &Job<'_>) -> Step {
        let refused = |sentence: &str| Step::Refuse(sentence.to_owned());
        if job.content.is_empty() {
            return refused(NOTHING_TO_SHARE);
        }
        if job.pictures.is_empty() {
            return refused("Pinterest takes no pin without a picture.");
        }
        if job.content.link.as_ref().is_some_and(|link| link.as_str().len() > LONGEST_LINK) {
            return refused("This link is too long for Pinterest.");
        }
        if !is_id(&job.to.page) {
            return refused("A pin belongs to a board. Choose one.");
        }
        let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
        let (method, url) = ("POST".to_owned(), at(job.server, "/v5/pins"));
        Step::Send(Request {
            key: StepKey::new("send"),
            method,
            url,
            auth: Auth::Account,
            headers,
            body: pin(job),
        })
    }

    fn read(&self, _: &Job<'_>, _: &StepKey, answer: &Answer<'_>) -> Reading {
        answer.object().and_then(|pin| remote(&pin)).map_or(Reading::Unclear, Reading::Done)
    }

    fn look(&self, job: &Job<'_>) -> Option<Request> {
        let board = Some(job.to.page.as_str()).filter(|board| is_id(board))?;
        let mut url = at(job.server, &format!("/v5/boards/{board}/pins"));
        url.set_query(Some(&format!("page_size={SEEN}")));
        Some(Request::get("look", url, Auth::Account))
    }

    fn read_look(&self, job: &Job<'_>, answer: &Answer<'_>) -> Look {
        let json = answer.object();
        let Some(list) = json.as_ref().and_then(|json| json.get("items")).and_then(Value::as_array) else {
            return Look::Unclear;
        };
        let is_last = json.as_ref().and_then(|json| json.get("bookmark")).is_none_or(Value::is_null);
        own_list::find(job, list.iter().map(|pin| listed(job, pin)), is_last && answer.status == 200)
    }

    fn deletes(&self) -> bool {
        true
    }

    fn delete(&self, job: &Job<'_>, pin: &Remote) -> Option<Request> {
        let id = Some(&pin.id).filter(|id| is_id(id))?;
        Some(Request::delete("delete", at(job.server, &format!("/v5/pins/{id}"))))
    }

    fn read_delete(&self, _: &Job<'_>, answer: &Answer<'_>) -> bool {
        // A pin that is not there any more is gone as well. A proxy's 404 has no JSON.
        answer.status == 204 || (answer.status == 404 && Json::object(answer.body).is_some())
    }
}

fn is_id(page: &str) -> bool {
    (1..=32).contains(&page.len()) && page.bytes().all(|byte| byte.is_ascii_digit())
}

/// The body of the request: the text, and the pictures in base 64.
fn pin(job: &Job<'_>) -> Vec<Piece> {
    let mut pin = json!({ "board_id": job.to.page });
    let title = job.content.title_of_at_most(LONGEST_TITLE);
    let alternatives: Vec<_> = job.pictures.iter().map(|picture| picture.description.trim()).collect();
    let alternative = alternatives.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n");
    let alternative: String = alternative.chars().take(LONGEST_DESCRIPTION).collect();
    let link = job.content.link.as_ref().map_or("", Url::as_str);
    for (name, text) in [
        ("title", title.as_str()),
        ("description", job.content.text.trim()),
        ("link", link),
        ("alt_text", alternative.as_str()),
    ] {
        if !text.is_empty() {
            pin[name] = text.into();
        }
    }
    let mut head = pin.to_string();
    // The last member follows piece by piece, because the files are not in memory here.
    head.pop();
    head.push_str(r#","media_source":{"source_type":""#);
    let mut body = Vec::new();
    let is_single = job.pictures.len() == 1;
    head.push_str(if is_single { r#"image_base64","# } else { r#"multiple_image_base64","items":[{"# });
    for (number, picture) in (0..).zip(job.pictures) {
        if number > 0 {
            head.push_str("},{");
        }
        let media_type = Value::from(picture.media_type.as_str());
        head.push_str(&format!(r#""content_type":{media_type},"data":""#));
        body.push(Piece::Bytes(std::mem::take(&mut head).into()));
        body.push(Piece::PictureBase64(number));
        head.push('"');
    }
    head.push_str(if is_single { "}}" } else { "}]}}" });
    body.push(Piece::Bytes(head.into()));
    body
}

/// A pin in an answer.
fn remote(pin: &Value) -> Option<Remote> {
    let id = id_in(pin.get("id")).filter(|id| is_id(id))?;
    Some(Remote { id: id.to_owned(), address: page_at(WEBSITE, &["pin", id, ""]) })
}

/// A pin in the list of the board. `None` if it cannot be read.
fn listed(job: &Job<'_>, pin: &Value) -> Option<Listed> {
    let text = |member: &str| pin.get(member).and_then(Value::as_str).unwrap_or_default();
    let address = |text: &str| Url::parse(text).ok();
    let is_own = pin.get("is_owner").is_none_or(|own| own != false);
    Some(Listed {
        made: time_of(pin.get("created_at")?.as_str()?)?,
        is_same: is_own
            && comparable(text("title")) == comparable(&job.content.title_of_at_most(LONGEST_TITLE))
            && comparable(text("description")) == comparable(&job.content.text)
            && address(text("link")) == job.content.link,
        remote: remote(pin),
    })
}

/// Pinterest writes its times with an offset in its documents, and without one, in UTC, in its answers.
fn time_of(text: &str) -> Option<DateTime<Utc>> {
    let with_offset = DateTime::parse_from_rfc3339(text).map(|time| time.to_utc());
    let without = || NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").map(|time| time.and_utc());
    with_offset.or_else(|_| without()).ok()
}

#[cfg(test)]
mod tests;
