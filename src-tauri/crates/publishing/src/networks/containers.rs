//! Publishing by a container, as Instagram and Threads do: an app makes a container, waits until it is ready, and
//! publishes it once. After a lost answer, the container's status tells whether it was published.

use chrono::{DateTime, TimeDelta, Utc};
use networks::Json;
use serde_json::Value;
use url::Url;

use super::{at, id_in};
use crate::{Answer, Auth, Fact, Job, Look, Reading, Remote, Request, Step, StepKey};

/// A container that is not published expires after a day. The rest is for a slow request and a clock that is a little
/// wrong.
const GOOD_FOR: TimeDelta = TimeDelta::hours(23);
/// A status that is older than this is asked for again before the container is published.
const STATUS_GOOD_FOR: TimeDelta = TimeDelta::minutes(1);
/// Meta recommends to ask for the status once a minute.
const ASK_AGAIN: TimeDelta = TimeDelta::minutes(1);
/// A container that is not ready by then never will be.
const LONGEST_WORK: TimeDelta = TimeDelta::minutes(30);
/// In characters.
const LONGEST_REASON: usize = 100;

/// The steps. The container of a picture among several is a step with the number of the picture.
const PICTURE: &str = "picture";
const PICTURE_READY: &str = "picture_ready";
const CONTAINER: &str = "container";
const READY: &str = "ready";
/// The result of both is the id of a container in which the network found an error. It is made anew once.
const PICTURE_FAILED: &str = "picture_failed";
const FAILED: &str = "failed";
const SEND: &str = "send";
/// The reason of an error that the network does not explain.
const NO_REASON: &str = "ERROR";

/// The differences between the networks.
pub(super) struct Manner {
    /// The first part of each path, such as `v1.0`.
    pub version: &'static str,
    /// The collection of the account's containers, such as `threads`.
    pub make: &'static str,
    /// The request that publishes, such as `threads_publish`.
    pub publish: &'static str,
    /// The fields of a container.
    pub fields: &'static str,
    /// The field with the status.
    pub status: &'static str,
    /// The field with the reason of an error.
    pub reason: &'static str,
    /// The refusals that say that the container is not there: `error_subcode`.
    pub not_found: &'static [i64],
}

/// The fields of a container that is to be made.
pub(super) type Fields<'a> = Vec<(&'a str, String)>;

/// The parts of a post.
pub(super) struct Plan<'a> {
    /// The container of each picture among several. Empty: the post has one container.
    pub pictures: Vec<Fields<'a>>,
    /// The container of the post. Those of several pictures are added to it.
    pub post: Fields<'a>,
}

/// The status of a container.
enum Status {
    Ready,
    Published,
    Working,
    Expired,
    Failed(String),
    /// The network does not find the container: it shows a new one late.
    NotFound,
    Unclear,
}

impl Manner {
    /// The next step of a post.
    pub fn next(&self, job: &Job<'_>, plan: &Plan<'_>) -> Step {
        let mut children = Vec::new();
        for (part, fields) in (0_u16..).zip(&plan.pictures) {
            let key = StepKey { name: PICTURE.to_owned(), part };
            let Some(child) = usable(job, &key) else { return self.make(job, key, fields) };
            let ready = StepKey { name: PICTURE_READY.to_owned(), part };
            if !is_ready(job, &ready, child) {
                return self.ask(job, ready, child);
            }
            children.push(child);
        }
        let key = StepKey::new(CONTAINER);
        let Some(container) = usable(job, &key) else {
            let mut fields = plan.post.clone();
            if !children.is_empty() {
                fields.push(("children", children.join(",")));
            }
            return self.make(job, key, &fields);
        };
        let ready = StepKey::new(READY);
        if !is_ready(job, &ready, container) {
            return self.ask(job, ready, container);
        }
        let url = self.of_account(job, self.publish);
        Step::Send(Request::post_form(SEND, url, &[("creation_id", container)]))
    }

    fn make(&self, job: &Job<'_>, key: StepKey, fields: &Fields<'_>) -> Step {
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let request = Request::post_form(&key.name, self.of_account(job, self.make), &fields);
        Step::Ask(Request { key, ..request })
    }

    fn ask(&self, job: &Job<'_>, key: StepKey, container: &str) -> Step {
        Step::Ask(Request { key, ..self.status(job, container) })
    }

    /// The request for the status of a container.
    fn status(&self, job: &Job<'_>, container: &str) -> Request {
        self.read_object(job, container, self.fields)
    }

    /// A request for some fields of an object.
    pub fn read_object(&self, job: &Job<'_>, id: &str, fields: &str) -> Request {
        let mut url = at(job.server, &format!("/{}/{id}", self.version));
        url.query_pairs_mut().append_pair("fields", fields);
        Request::get("look", url, Auth::Account)
    }

    /// The address of a collection of the account.
    pub fn of_account(&self, job: &Job<'_>, collection: &str) -> Url {
        at(job.server, &format!("/{}/{}/{collection}", self.version, job.to.account))
    }

    /// The meaning of an answer to a step.
    pub fn read(&self, job: &Job<'_>, key: &StepKey, answer: &Answer<'_>) -> Reading {
        match key.name.as_str() {
            PICTURE | CONTAINER => match made(answer) {
                Some(id) => fact(key, id.into(), job.now, Some(GOOD_FOR)),
                None => Reading::Unclear,
            },
            PICTURE_READY => self.read_status(job, key, PICTURE, answer),
            READY => self.read_status(job, key, CONTAINER, answer),
            // The answer has the id of the post, which is not that of the container.
            _ => made(answer).map_or(Reading::Unclear, |id| Reading::Done(Remote { id, address: None })),
        }
    }

    fn read_status(&self, job: &Job<'_>, key: &StepKey, of: &str, answer: &Answer<'_>) -> Reading {
        let container = StepKey { name: of.to_owned(), part: key.part };
        let Some(known_as) = known(job, &container) else { return Reading::Unclear };
        let id = known_as.value.as_str().unwrap_or_default();
        let made = known_as.good_until.and_then(|until| until.checked_sub_signed(GOOD_FOR));
        let is_old = made.is_none_or(|made| job.now.signed_duration_since(made) > LONGEST_WORK);
        match self.status_in(id, answer) {
            // A picture stays ready. The post is published soon after its container was seen unpublished.
            Status::Ready if of == PICTURE => fact(key, id.into(), job.now, None),
            Status::Ready => fact(key, id.into(), job.now, Some(STATUS_GOOD_FOR)),
            // An earlier request published it, although no answer told so.
            Status::Published if of == CONTAINER => {
                Reading::Done(Remote { id: id.to_owned(), address: None })
            }
            Status::Working | Status::NotFound if !is_old => match job.now.checked_add_signed(ASK_AGAIN) {
                Some(later) => Reading::Later(later),
                None => Reading::Unclear,
            },
            Status::Working | Status::NotFound | Status::Expired | Status::Published => {
                Reading::Drop(container)
            }
            Status::Failed(reason) => {
                let failed = failed(&container);
                match known(job, &failed) {
                    None => fact(&failed, id.into(), job.now, None),
                    Some(_) => Reading::Rejected(reason),
                }
            }
            Status::Unclear => Reading::Unclear,
        }
    }

    fn status_in(&self, id: &str, answer: &Answer<'_>) -> Status {
        if !answer.is_success() {
            let is_absent = subcode(answer).is_some_and(|subcode| self.not_found.contains(&subcode));
            return if is_absent { Status::NotFound } else { Status::Unclear };
        }
        let Some(json) = answer.object() else { return Status::Unclear };
        // Another container's status says nothing about this one.
        if id_in(json.get("id")) != Some(id) {
            return Status::Unclear;
        }
        match json.get(self.status).and_then(Value::as_str) {
            Some("FINISHED") => Status::Ready,
            Some("PUBLISHED") => Status::Published,
            Some("IN_PROGRESS") => Status::Working,
            Some("EXPIRED") => Status::Expired,
            Some("ERROR") => Status::Failed(self.reason_in(&json)),
            _ => Status::Unclear,
        }
    }

    fn reason_in(&self, json: &Value) -> String {
        let said = json.get(self.reason).and_then(Value::as_str).unwrap_or_default();
        let plain = |letter: &char| letter.is_ascii_graphic() || *letter == ' ';
        let shown: String = said.chars().filter(plain).take(LONGEST_REASON).collect();
        if shown.is_empty() { NO_REASON.to_owned() } else { shown }
    }

    /// The container, if the network says that it is not there. Nothing was published then.
    pub fn stale(&self, answer: &Answer<'_>) -> Option<StepKey> {
        let is_absent =
            answer.status == 400 && subcode(answer).is_some_and(|code| self.not_found.contains(&code));
        is_absent.then(|| StepKey::new(CONTAINER))
    }

    /// The request that looks for the post: it asks for the container's status.
    pub fn look(&self, job: &Job<'_>) -> Option<Request> {
        Some(self.status(job, container(job)?))
    }

    /// The meaning of the answer to [`Self::look`]. The container does not tell the id of its post, so that the post is
    /// known by the id of the container. No two posts have one container.
    pub fn read_look(&self, job: &Job<'_>, answer: &Answer<'_>) -> Look {
        let Some(id) = container(job) else { return Look::Unclear };
        match self.status_in(id, answer) {
            Status::Published => Look::There(Remote { id: id.to_owned(), address: None }),
            Status::Ready => Look::NotSeen,
            Status::Expired | Status::Failed(_) => Look::Void,
            // "Still in the publishing process": the lost request may be under way.
            Status::Working | Status::NotFound | Status::Unclear => Look::Unclear,
        }
    }
}

/// The id of the post's container, however old.
pub(super) fn container<'a>(job: &Job<'a>) -> Option<&'a str> {
    known(job, &StepKey::new(CONTAINER))?.value.as_str().filter(|id| is_id(id))
}

/// The container of a step, unless it is too old, or the network found an error in it.
fn usable<'a>(job: &Job<'a>, key: &StepKey) -> Option<&'a str> {
    let id = good(job, key)?.value.as_str()?;
    let has_failed = known(job, &failed(key)).is_some_and(|fact| fact.value == id);
    (!has_failed && is_id(id)).then_some(id)
}

/// Tells whether the network said of this container that it is ready.
fn is_ready(job: &Job<'_>, key: &StepKey, container: &str) -> bool {
    good(job, key).is_some_and(|fact| fact.value == container)
}

/// The step whose result is the container of this step that failed.
fn failed(key: &StepKey) -> StepKey {
    let name = if key.name == PICTURE { PICTURE_FAILED } else { FAILED };
    StepKey { name: name.to_owned(), part: key.part }
}

fn known<'a>(job: &Job<'a>, key: &StepKey) -> Option<&'a Fact> {
    job.facts.iter().find(|fact| fact.key == *key)
}

fn good<'a>(job: &Job<'a>, key: &StepKey) -> Option<&'a Fact> {
    known(job, key).filter(|fact| fact.good_until.is_none_or(|until| job.now < until))
}

fn fact(key: &StepKey, value: Value, now: DateTime<Utc>, good_for: Option<TimeDelta>) -> Reading {
    let good_until = good_for.and_then(|good_for| now.checked_add_signed(good_for));
    Reading::Fact(Fact { key: key.clone(), value, good_until })
}

/// The id in the answer of a request that makes or publishes something.
fn made(answer: &Answer<'_>) -> Option<String> {
    let json = answer.object()?;
    id_in(json.get("id")).filter(|id| is_id(id)).map(str::to_owned)
}

/// The `error_subcode` of Meta's error.
fn subcode(answer: &Answer<'_>) -> Option<i64> {
    Json::object(answer.body)?.get("error")?.get("error_subcode")?.as_i64()
}

/// Tells whether a text can be one of Meta's ids, which are numbers. It becomes part of a path.
pub(super) fn is_id(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}
