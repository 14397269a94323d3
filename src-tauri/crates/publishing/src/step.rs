//! The steps of a post: each network tells, from all that is stored, which request comes next, and what an answer means.

use chrono::{DateTime, Utc};
use http::HeaderMap;
use networks::Json;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::Url;

use crate::{Content, Destination, Request, StepKey, UploadedPicture, networks::timed_handle, text::links};

/// How one network publishes. Pure: all that it knows is in the [`Job`], so that a crash between two steps changes
/// nothing.
pub trait Publisher: Sync {
    /// A new handle: the name that makes this post recognizable before the network has one for it. `random` is unique
    /// to this post.
    fn new_handle(&self, now: DateTime<Utc>, random: u64) -> String {
        timed_handle(now, random)
    }

    /// The text that counts against the network's limit: with the link, unless the link has a field of its own there.
    fn counted_text(&self, content: &Content) -> String {
        content.text_with_link()
    }

    /// The text as people see it at the network. An escape counts, and is not seen.
    fn shown_text(&self, content: &Content) -> String {
        self.counted_text(content)
    }

    /// The reason for which the network takes no such content, whatever its length. `None`: it takes it.
    fn unfit(&self, _content: &Content) -> Option<Unfit> {
        None
    }

    /// Tells whether the network shows the card that the app makes, and makes none itself.
    fn shows_own_card(&self) -> bool {
        false
    }

    /// The kind of the place inside the network that a person chooses for each post. `None`: a post goes to the account, or
    /// to a page of its own.
    fn place(&self) -> Option<Place> {
        None
    }

    /// The id of the place that a person typed, as it stands in [`Destination::page`]. Each place has one id, so that a look
    /// compares it. It is empty for the account itself. `None`: no such place can be.
    fn place_id(&self, typed: &str, _username: Option<&str>) -> Option<String> {
        Some(typed.to_owned())
    }

    /// The name of a place, as people know it.
    fn place_name(&self, id: &str) -> String {
        id.to_owned()
    }

    /// The most characters of a title. `None`: its posts have none.
    fn longest_title(&self) -> Option<usize> {
        None
    }

    /// The sentence about a refusal, where the network's own one does not say what to do.
    fn explain(&self, _job: &Job<'_>, _answer: &Answer<'_>) -> Option<String> {
        None
    }

    /// The card that people see of the content's link. Pictures take its place at most networks.
    fn shown_card(&self, content: &Content) -> Option<ShownCard> {
        if !content.pictures.is_empty() {
            return None;
        }
        let has_link = content.link.is_some();
        if self.shows_own_card() {
            return has_link.then_some(ShownCard::OfApp);
        }
        (has_link || !links(&content.text).is_empty()).then_some(ShownCard::OfNetwork)
    }

    /// The public page of an account, for the person's browser. `None` if it cannot be told from these.
    fn profile(&self, _to: &Destination, _username: Option<&str>) -> Option<Url> {
        None
    }

    /// The next step of a post.
    fn next(&self, job: &Job<'_>) -> Step;

    /// The meaning of an answer to a step. The keeper has already taken out the refusals that the network's file knows,
    /// and each answer to [`Step::Send`] that is no success.
    fn read(&self, job: &Job<'_>, key: &StepKey, answer: &Answer<'_>) -> Reading;

    /// The post that a refusal names as the twin of this one. The keeper asks only after a request of this post whose
    /// answer was lost, and takes no post that is known to be another.
    fn twin(&self, _job: &Job<'_>, _answer: &Answer<'_>) -> Option<Remote> {
        None
    }

    /// The step whose result is of no use any more, by a refusal that proves that nothing was published: the network does
    /// not find the container of the post, or an upload. The keeper drops the result, and the post is queued anew. It asks
    /// only for the first request of a post, because an earlier one may have published the container.
    fn stale(&self, _job: &Job<'_>, _answer: &Answer<'_>) -> Option<StepKey> {
        None
    }

    /// The request that reads the address of a post which is at the network, if no answer had it yet.
    fn address(&self, _job: &Job<'_>, _remote: &Remote) -> Option<Request> {
        None
    }

    /// The post with its address, by the answer to [`Publisher::address`]. Its id may be another one: that of the post in
    /// place of its container's.
    fn read_address(&self, _job: &Job<'_>, _remote: &Remote, _answer: &Answer<'_>) -> Option<Remote> {
        None
    }

    /// The request that looks for a post whose answer was lost. `None`: the network does not let an app look.
    fn look(&self, job: &Job<'_>) -> Option<Request>;

    /// The meaning of the answer to [`Publisher::look`].
    fn read_look(&self, job: &Job<'_>, answer: &Answer<'_>) -> Look;

    /// Tells whether an app may delete posts.
    fn deletes(&self) -> bool {
        false
    }

    /// The request that deletes a post, however often it is sent. `None`: the network does not let an app delete it.
    fn delete(&self, _job: &Job<'_>, _remote: &Remote) -> Option<Request> {
        None
    }

    /// Tells whether the answer to [`Publisher::delete`] proves that the post is gone.
    fn read_delete(&self, _job: &Job<'_>, _answer: &Answer<'_>) -> bool {
        false
    }

    /// The safe reaction to a lost answer, for a post that was first sent at `armed_at`.
    fn after_loss(&self, _armed_at: DateTime<Utc>) -> AfterLoss {
        AfterLoss::LookOnly
    }

    /// The most looks for one post: a network may bill each.
    fn most_looks(&self) -> u32 {
        u32::MAX
    }
}

/// A kind of places inside a network, of which a person chooses one for each post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A community that the person names, or the account's own profile.
    Community,
    /// A board, one of the pages that Gander holds for the account.
    Board,
}

/// The reason for which a network takes no such content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It takes no post without a picture.
    NeedsPicture,
    /// It takes no pictures from this device, only those with a public address.
    NeedsPublicPicture,
    /// It takes no pictures.
    NoPictures,
}

/// The maker of the card of a link at a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShownCard {
    /// The app, from the page behind the link.
    OfApp,
    /// The network itself.
    OfNetwork,
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
    /// The pictures, as they are uploaded: within the network's limits.
    pub pictures: &'a [UploadedPicture],
    /// The picture of the link's card. As a [`Piece`] it has the number after the last of the others.
    pub card_picture: Option<&'a UploadedPicture>,
    /// The handle of this version of the post.
    pub handle: &'a str,
    /// The time of the first request that may have published this version, if one left before.
    pub sent_before: Option<DateTime<Utc>>,
    /// The results of the steps so far.
    pub facts: &'a [Fact],
    /// The time.
    pub now: DateTime<Utc>,
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

    /// The JSON object of a success.
    pub(crate) fn object(&self) -> Option<Json> {
        self.is_success().then(|| Json::object(self.body)).flatten()
    }
}

/// The meaning of an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// A result to store.
    Fact(Fact),
    /// The network is not ready: ask again at this time.
    Later(DateTime<Utc>),
    /// A stored result is of no use any more, such as an upload that expired: drop it, and take the step anew.
    Drop(StepKey),
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
    /// The network proved that the request can never publish any more, and did not: the post may be made anew.
    Void,
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
        /// The number of the look that may bring the first repeat. A network that recognises a repeat only once the first
        /// request is done needs a later one.
        looks: u32,
    },
    /// The network made a handle before, such as a container, that publishes once. The same bytes may be sent again
    /// once two looks saw the handle unpublished.
    Handle,
    /// Only looking helps.
    LookOnly,
}
