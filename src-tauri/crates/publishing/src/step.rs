//! The steps of a post: each network tells, from all that is stored, which request comes next, and what an answer means.

use chrono::{DateTime, Utc};
use http::{HeaderMap, Method};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::Url;

use crate::{Content, Destination};

/// How one network publishes. Pure: all that it knows is in the [`Job`], so that a crash between two steps changes
/// nothing.
pub trait Publisher: Sync {
    /// A new handle: the name that makes this post recognizable before the network has one for it. `random` is unique
    /// to this post.
    fn new_handle(&self, now: DateTime<Utc>, random: u64) -> String;

    /// The next step of a post.
    fn next(&self, job: &Job<'_>) -> Step;

    /// The meaning of a successful answer. The keeper has already taken out the refusals that the network's file knows.
    fn read(&self, job: &Job<'_>, key: &StepKey, answer: &Answer<'_>) -> Reading;

    /// The request that looks for a post whose answer was lost. `None`: the network does not let an app look.
    fn look(&self, job: &Job<'_>) -> Option<Request>;

    /// The meaning of the answer to [`Publisher::look`].
    fn read_look(&self, job: &Job<'_>, answer: &Answer<'_>) -> Look;

    /// The safe reaction to a lost answer, for a post that was first sent at `armed_at`.
    fn after_loss(&self, armed_at: DateTime<Utc>) -> AfterLoss;
}

/// All that is known of a post.
#[derive(Clone, Copy, Debug)]
pub struct Job<'a> {
    /// The content of the post.
    pub content: &'a Content,
    /// Where it is shared.
    pub to: &'a Destination,
    /// The username at the network, if one is known: for the address of the post.
    pub username: Option<&'a str>,
    /// The root of the server that holds the account, such as `https://mastodon.example/`.
    pub server: &'a Url,
    /// The handle of this version of the post.
    pub handle: &'a str,
    /// The results of the steps so far.
    pub facts: &'a [Fact],
    /// The time.
    pub now: DateTime<Utc>,
}

/// The name of a step, such as the upload of the second picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepKey {
    /// The name.
    pub name: String,
    /// The number of the part, from 0.
    pub part: u16,
}

impl StepKey {
    /// The step of this name without parts.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), part: 0 }
    }
}

/// The result of a step, which is stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// The step.
    pub key: StepKey,
    /// The result.
    pub value: Value,
    /// The end of its validity.
    pub good_until: Option<DateTime<Utc>>,
}

/// The next step of a post.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// A request that may be repeated: an upload, a container, a poll.
    Ask(Request),
    /// Nothing, before this time.
    Wait(DateTime<Utc>),
    /// The one request that cannot be taken back. It is armed first.
    Send(Request),
    /// The network does not take this content.
    Refuse(String),
}

/// A request without its token. The bytes are exact, so that a repeat equals the first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The step that it belongs to.
    pub key: StepKey,
    /// `GET`, `POST` or `PUT`.
    pub method: String,
    /// The address.
    pub url: Url,
    /// Whether the request carries the account's token.
    pub auth: Auth,
    /// Further headers, by name.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Request {
    /// A request for a resource.
    #[must_use]
    pub fn get(key: &str, url: Url, auth: Auth) -> Self {
        let method = Method::GET.to_string();
        Self { key: StepKey::new(key), method, url, auth, headers: Vec::new(), body: Vec::new() }
    }

    /// A request with a JSON body, and the account's token.
    #[must_use]
    pub fn post_json(key: &str, url: Url, body: &Value) -> Self {
        Self {
            key: StepKey::new(key),
            method: Method::POST.to_string(),
            url,
            auth: Auth::Account,
            headers: vec![("content-type".into(), "application/json".into())],
            body: body.to_string().into_bytes(),
        }
    }
}

/// The token of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Auth {
    /// The account's.
    Account,
    /// None.
    None,
}

/// An answer to a request.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: &'a HeaderMap,
    /// The body.
    pub body: &'a [u8],
}

impl Answer<'_> {
    /// Tells whether the status is one of the successes. The body has to prove the rest.
    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// The meaning of an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// A result to store.
    Fact(Fact),
    /// The post is at the network.
    Done(Remote),
    /// The network does not take this content, with its reason as far as it may be shown.
    Rejected(String),
    /// The answer proves neither success nor failure.
    Unclear,
}

/// A post at a network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remote {
    /// Its id there.
    pub id: String,
    /// Its address, `https:` or `http:`.
    pub address: Option<Url>,
}

/// The result of looking for a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// It is there.
    There(Remote),
    /// It was not seen.
    NotSeen,
    /// The answer tells nothing.
    Unclear,
}

/// The safe reaction to a lost answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterLoss {
    /// The same bytes may be sent again, until this time: the network makes the repeat harmless.
    Repeat {
        /// The end of the network's promise.
        until: DateTime<Utc>,
    },
    /// Only looking helps.
    LookOnly,
}
