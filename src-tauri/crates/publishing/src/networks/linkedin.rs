//! LinkedIn: posts of a member, and of the organizations that a member runs.

mod little;

use chrono::{DateTime, TimeDelta, Utc};
use networks::{Json, whole_number};
use serde_json::{Value, json};
use url::Url;

use super::{
    NOTHING_TO_SHARE, address_in, at, id_in,
    own_list::{self, Listed, comparable},
    page_at,
};
use crate::{
    Answer, Auth, Content, Destination, Fact, Job, Look, Piece, Publisher, Reading, Remote, Request, Step,
    StepKey, UploadedPicture,
};

const WEBSITE: &str = "https://www.linkedin.com/";
/// The header with the id of a new post. The body is empty.
const NEW_ID: &str = "x-restli-id";
const ORGANIZATION: &str = "urn:li:organization";
/// The step that asks for the address to which a picture goes.
const REGISTER: &str = "register";
/// The upload of a picture.
const PICTURE: &str = "picture";
/// In characters. Clients see LinkedIn refuse 400 and more.
const LONGEST_TITLE: usize = 399;
const LONGEST_DESCRIPTION: usize = 4085;
/// LinkedIn names the end of an address. An address that takes no picture is asked for anew after this time.
const ADDRESS_IS_GOOD: TimeDelta = TimeDelta::minutes(10);
/// LinkedIn names no end of a picture without a post.
const PICTURE_IS_GOOD: TimeDelta = TimeDelta::days(1);
/// LinkedIn calls a text a duplicate for days, and names the first post. Only soon after a lost request is this the post
/// that the request made.
const TWIN_IS_OURS: TimeDelta = TimeDelta::minutes(30);
const DUPLICATE: &str = "DUPLICATE_POST";
const DUPLICATE_OF: &str = "duplicate of ";
/// The posts that one look shows.
const SEEN: usize = 20;

pub(super) struct LinkedIn {
    /// The app posts for organizations alone.
    pub(super) of_pages: bool,
}

impl Publisher for LinkedIn {
    fn counted_text(&self, content: &Content) -> String {
        commentary(content)
    }

    fn shown_text(&self, content: &Content) -> String {
        unescaped(content)
    }

    fn shows_own_card(&self) -> bool {
        true
    }

    fn profile(&self, to: &Destination, _: Option<&str>) -> Option<Url> {
        // The id of a member leads to no page.
        let number = to.page.rsplit(':').next().filter(|number| is_number(number))?;
        page_at(WEBSITE, &["company", number])
    }

    fn next(&self, job: &Job<'_>) -> Step {
        if job.content.is_empty() {
            return Step::Refuse(NOTHING_TO_SHARE.to_owned());
        }
        if self.of_pages && job.to.page.is_empty() {
            return Step::Refuse("A post belongs to an organization. Choose one.".to_owned());
        }
        let Some(author) = author(job.to) else {
            return Step::Refuse("The id of this page is damaged.".to_owned());
        };
        for (number, picture) in (0..).zip(uploaded(job)) {
            if fact(job, PICTURE, number).is_none() {
                return Step::Ask(upload(job, &author, number, picture));
            }
        }
        let mut post = json!({
            "author": author,
            "commentary": commentary(job.content),
            "visibility": "PUBLIC",
            "distribution": {
                "feedDistribution": "MAIN_FEED", "targetEntities": [], "thirdPartyDistributionChannels": [],
            },
            "lifecycleState": "PUBLISHED",
            "isReshareDisabledByAuthor": false,
        });
        if let Some(content) = shared(job) {
            post["content"] = content;
        }
        Step::Send(Request::post_json("send", at(job.server, "/rest/posts"), &post))
    }

    fn read(&self, job: &Job<'_>, key: &StepKey, answer: &Answer<'_>) -> Reading {
        let reading = match key.name.as_str() {
            REGISTER => registered(job, key, answer).map(Reading::Fact),
            PICTURE => taken(job, key, answer).map(Reading::Fact),
            _ => created(answer).map(Reading::Done),
        };
        reading.unwrap_or(Reading::Unclear)
    }

    fn twin(&self, job: &Job<'_>, answer: &Answer<'_>) -> Option<Remote> {
        let since = job.now.signed_duration_since(job.sent_before?);
        if answer.status != 422 || !(TimeDelta::zero()..TWIN_IS_OURS).contains(&since) {
            return None;
        }
        let json = Json::object(answer.body)?;
        let mut errors = json.pointer("/errorDetails/inputErrors")?.as_array()?.iter();
        if !errors.any(|error| error.get("code").is_some_and(|code| code == DUPLICATE)) {
            return None;
        }
        let (_, named) = json.get("message")?.as_str()?.split_once(DUPLICATE_OF)?;
        let is_of_urn = |letter: char| letter.is_ascii_alphanumeric() || letter == ':';
        remote(named.split(|letter| !is_of_urn(letter)).next()?)
    }

    fn look(&self, job: &Job<'_>) -> Option<Request> {
        // Only with a permission that LinkedIn keeps closed can an app list the posts of a member.
        let author = author(job.to).filter(|_| !job.to.page.is_empty())?;
        let mut url = at(job.server, "/rest/posts");
        url.query_pairs_mut()
            .append_pair("author", &author)
            .append_pair("q", "author")
            .append_pair("count", &SEEN.to_string());
        let mut request = Request::get("look", url, Auth::Account);
        request.headers.push(("x-restli-method".to_owned(), "FINDER".to_owned()));
        Some(request)
    }

    fn read_look(&self, job: &Job<'_>, answer: &Answer<'_>) -> Look {
        let json = answer.object();
        let list = json.as_ref().and_then(|json| json.get("elements")).and_then(Value::as_array);
        let (Some(list), Some(author)) = (list, author(job.to)) else { return Look::Unclear };
        let ours = comparable(&little::plain(&commentary(job.content)));
        let listed: Vec<_> = list.iter().map(|post| listed(post, &author, &ours)).collect();
        let reaches_back = || {
            let earliest = own_list::earliest(job);
            listed.iter().flatten().any(|post| earliest.is_some_and(|earliest| post.made < earliest))
        };
        let is_whole = answer.status == 200 && (list.len() < SEEN || reaches_back());
        own_list::find(job, listed.into_iter(), is_whole)
    }

    fn deletes(&self) -> bool {
        true
    }

    fn delete(&self, job: &Job<'_>, post: &Remote) -> Option<Request> {
        let post = remote(&post.id)?;
        Some(Request::delete("delete", at(job.server, &path_of(&post.id))))
    }

    fn read_delete(&self, _: &Job<'_>, answer: &Answer<'_>) -> bool {
        // LinkedIn answers so, too, if the post is gone already.
        answer.status == 204
    }
}

/// The path of a post.
fn path_of(urn: &str) -> String {
    format!("/rest/posts/{}", urn.replace(':', "%3A"))
}

/// The URN of the member or the organization. `None` if the id is damaged.
fn author(to: &Destination) -> Option<String> {
    let page = to.page.as_str();
    if page.is_empty() {
        return id_in(Some(&to.account.as_str().into())).map(|id| format!("urn:li:person:{id}"));
    }
    if is_number(page) {
        return Some(format!("{ORGANIZATION}:{page}"));
    }
    let number = page.strip_prefix(ORGANIZATION)?.rsplit_once(':')?.1;
    is_number(number).then(|| page.to_owned())
}

fn is_number(text: &str) -> bool {
    (1..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The text as LinkedIn takes it.
fn commentary(content: &Content) -> String {
    little::escaped(&unescaped(content))
}

/// The text as LinkedIn shows it. The link has a card of its own, unless pictures take its place or there is no text.
fn unescaped(content: &Content) -> String {
    let has_card = content.pictures.is_empty() && !content.text.trim().is_empty();
    if has_card { content.text.clone() } else { content.text_with_link() }
}

/// The pictures of the post, or else that of the card of its link.
fn uploaded<'a>(job: &Job<'a>) -> impl Iterator<Item = &'a UploadedPicture> + use<'a> {
    let of_card = job.card_picture.filter(|_| job.pictures.is_empty() && job.content.link.is_some());
    job.pictures.iter().chain(of_card)
}

fn fact<'a>(job: &Job<'a>, name: &str, part: u16) -> Option<&'a Value> {
    let is_it = |fact: &&Fact| fact.key.name == name && fact.key.part == part;
    job.facts.iter().find(is_it).map(|fact| &fact.value)
}

/// The next request for a picture: the upload itself, once its address is known.
fn upload(job: &Job<'_>, author: &str, number: u16, picture: &UploadedPicture) -> Request {
    let address = fact(job, REGISTER, number).and_then(|fact| address_in(fact.get("url")));
    if let Some(url) = address {
        return Request {
            key: StepKey { name: PICTURE.to_owned(), part: number },
            method: "PUT".to_owned(),
            url,
            auth: Auth::Account,
            headers: vec![("content-type".to_owned(), picture.media_type.clone())],
            body: vec![Piece::Picture(number)],
        };
    }
    let mut url = at(job.server, "/rest/images");
    url.set_query(Some("action=initializeUpload"));
    let owner = json!({ "initializeUploadRequest": { "owner": author } });
    let mut request = Request::post_json(REGISTER, url, &owner);
    request.key.part = number;
    request
}

/// The address for a picture, and the URN that the picture will have.
fn registered(job: &Job<'_>, key: &StepKey, answer: &Answer<'_>) -> Option<Fact> {
    let json = answer.object()?;
    let value = json.get("value")?;
    let url = address_in(value.get("uploadUrl"))?;
    let image = id_in(value.get("image"))?;
    let good_until = job.now.checked_add_signed(ADDRESS_IS_GOOD)?;
    let named = value.get("uploadUrlExpiresAt").and_then(whole_number);
    let named = named.and_then(DateTime::<Utc>::from_timestamp_millis);
    Some(Fact {
        key: key.clone(),
        value: json!({ "url": url.as_str(), "image": image }),
        good_until: Some(named.map_or(good_until, |named| named.min(good_until))),
    })
}

/// The URN of a picture that LinkedIn has taken.
fn taken(job: &Job<'_>, key: &StepKey, answer: &Answer<'_>) -> Option<Fact> {
    let image = fact(job, REGISTER, key.part)?.get("image")?.clone();
    let good_until = job.now.checked_add_signed(PICTURE_IS_GOOD);
    // LinkedIn documents 201. After another status it is not known whether the picture arrived, and the upload is repeated.
    (answer.status == 201).then(|| Fact { key: key.clone(), value: image, good_until })
}

/// The pictures or the card of the link.
fn shared(job: &Job<'_>) -> Option<Value> {
    let image = |number: u16| fact(job, PICTURE, number).cloned().unwrap_or_default();
    let with_text = |(number, picture): (u16, &UploadedPicture)| {
        let mut media = json!({ "id": image(number) });
        if !picture.description.trim().is_empty() {
            media["altText"] = picture.description.trim().into();
        }
        media
    };
    let mut pictures: Vec<_> = (0..).zip(job.pictures).map(with_text).collect();
    match pictures.len() {
        0 => {}
        1 => return pictures.pop().map(|media| json!({ "media": media })),
        _ => return Some(json!({ "multiImage": { "images": pictures } })),
    }
    let link = job.content.link.as_ref()?;
    let card = job.content.card.as_ref();
    let line = |text: &str, most| {
        text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(most).collect::<String>()
    };
    let title = card.map(|card| line(&card.title, LONGEST_TITLE)).filter(|title| !title.is_empty());
    let title = title.unwrap_or_else(|| line(link.host_str().unwrap_or(link.as_str()), LONGEST_TITLE));
    let mut article = json!({ "source": link.as_str(), "title": title });
    let description = card.map(|card| line(&card.description, LONGEST_DESCRIPTION));
    if let Some(description) = description.filter(|description| !description.is_empty()) {
        article["description"] = description.into();
    }
    if job.card_picture.is_some() {
        article["thumbnail"] = image(0);
    }
    Some(json!({ "article": article }))
}

/// The new post, whose id is in a header alone.
fn created(answer: &Answer<'_>) -> Option<Remote> {
    let id = answer.headers.get(NEW_ID).filter(|_| answer.is_success())?;
    remote(id.to_str().ok()?)
}

/// A post by its URN.
fn remote(urn: &str) -> Option<Remote> {
    let number = urn.strip_prefix("urn:li:share:").or_else(|| urn.strip_prefix("urn:li:ugcPost:"))?;
    is_number(number).then(|| Remote {
        id: urn.to_owned(),
        address: Url::parse(&format!("{WEBSITE}feed/update/{urn}/")).ok(),
    })
}

/// A post in the list of an organization. `None` if it cannot be read.
fn listed(post: &Value, author: &str, ours: &str) -> Option<Listed> {
    let made = whole_number(post.get("createdAt").or_else(|| post.get("publishedAt"))?)?;
    let says = |text: &str| comparable(&little::plain(text)) == ours;
    let is = |member: &str, wanted: &str| post.get(member).is_none_or(|value| value == wanted);
    Some(Listed {
        made: DateTime::from_timestamp_millis(made)?,
        is_same: says(post.get("commentary")?.as_str()?)
            && is("author", author)
            && is("lifecycleState", "PUBLISHED")
            && post.get("reshareContext").is_none_or(Value::is_null),
        remote: id_in(post.get("id")).and_then(remote),
    })
}

#[cfg(test)]
mod tests;
