//! The posts of one account at its network, and the network's answers about them.

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use http::HeaderMap;
use serde_json::{Value, json};

/// Mastodon answers a repeated key for so long with the first status.
const KEY_LIVES: TimeDelta = TimeDelta::hours(1);
/// The statuses of a list.
const LISTED: usize = 20;
const COLLECTION: &str = "app.bsky.feed.post";

/// An HTTP answer.
pub(crate) struct Said {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

/// A refusal that proves that nothing was published.
#[derive(Clone, Copy)]
pub(crate) enum Refusal {
    Token,
    Permission,
    Limit(DateTime<Utc>),
    Content,
}

/// The posts of one account.
pub(crate) struct Timeline {
    /// `false`: Bluesky.
    pub(crate) mastodon: bool,
    pub(crate) account: String,
    kept: Vec<Kept>,
}

/// A post on the timeline.
pub(crate) struct Kept {
    /// The number of the post among all posts of the year.
    pub(crate) post: usize,
    pub(crate) id: String,
    handle: String,
    text: String,
    at: DateTime<Utc>,
    /// The time from which lists and lookups show it.
    shown_at: DateTime<Utc>,
}

impl Timeline {
    pub(crate) fn new(mastodon: bool, account: &str) -> Self {
        Self { mastodon, account: account.to_owned(), kept: Vec::new() }
    }

    /// Publishes a post, unless the network recognises its handle.
    pub(crate) fn publish(
        &mut self,
        post: usize,
        handle: &str,
        text: &str,
        at: DateTime<Utc>,
        shown_at: DateTime<Utc>,
    ) {
        let known = |kept: &Kept| kept.handle == handle && (!self.mastodon || at < kept.at + KEY_LIVES);
        if !self.kept.iter().any(known) {
            let id = if self.mastodon {
                format!("{}", 100_000 + self.kept.len())
            } else {
                format!("at://{}/{COLLECTION}/{handle}", self.account)
            };
            let (handle, text) = (handle.to_owned(), text.to_owned());
            self.kept.push(Kept { post, id, handle, text, at, shown_at });
        }
    }

    /// All copies of a post.
    pub(crate) fn copies(&self, post: usize) -> impl Iterator<Item = &Kept> {
        self.kept.iter().filter(move |kept| kept.post == post)
    }

    /// The answer to a request that published under this handle.
    pub(crate) fn success(&self, handle: &str) -> Said {
        match self.kept.iter().rev().find(|kept| kept.handle == handle) {
            Some(kept) if self.mastodon => said(200, &status(kept)),
            Some(kept) => {
                said(200, &json!({ "uri": kept.id, "cid": "bafyreihandle", "validationStatus": "valid" }))
            }
            None => said(500, &json!({ "error": "InternalServerError" })),
        }
    }

    /// The answer to a look: the newest statuses, or the record with this key. `partly` cuts a list.
    pub(crate) fn look(&self, handle: &str, now: DateTime<Utc>, partly: bool) -> Said {
        let mut shown = self.kept.iter().rev().filter(|kept| kept.shown_at <= now);
        if self.mastodon {
            let (most, code) = if partly { (1, 206) } else { (LISTED, 200) };
            return said(code, &shown.take(most).map(status).collect::<Vec<_>>().into());
        }
        match shown.find(|kept| kept.handle == handle) {
            Some(kept) => {
                said(200, &json!({ "uri": kept.id, "cid": "bafyreihandle", "value": { "text": kept.text } }))
            }
            None => said(400, &json!({ "error": "RecordNotFound", "message": "Could not locate record" })),
        }
    }

    /// A refusal in the network's own words.
    pub(crate) fn refusal(&self, refusal: Refusal) -> Said {
        let (code, error) = match (refusal, self.mastodon) {
            (Refusal::Token, true) => (401, "The access token was revoked"),
            (Refusal::Token, false) => (401, "InvalidToken"),
            (Refusal::Permission, true) => (403, "This action is outside the authorized scopes"),
            (Refusal::Permission, false) => (403, "ScopeMissingError"),
            (Refusal::Content, true) => (422, "Validation failed: Text character limit of 500 exceeded"),
            (Refusal::Content, false) => (400, "InvalidRequest"),
            (Refusal::Limit(_), true) => (429, "Too many requests"),
            (Refusal::Limit(_), false) => (429, "RateLimitExceeded"),
        };
        let mut said = said(code, &json!({ "error": error, "message": "A sentence of the network" }));
        if let Refusal::Limit(until) = refusal {
            let (name, value) = if self.mastodon {
                ("x-ratelimit-reset", until.to_rfc3339_opts(SecondsFormat::Millis, true))
            } else {
                ("ratelimit-reset", until.timestamp().to_string())
            };
            said.headers.insert(name, value.parse().expect("a header"));
        }
        said
    }
}

/// The page of a proxy, which proves nothing.
pub(crate) fn page(status: u16) -> Said {
    Said { status, headers: HeaderMap::new(), body: "<html><title>Please wait</title></html>".to_owned() }
}

fn said(status: u16, body: &Value) -> Said {
    Said { status, headers: HeaderMap::new(), body: body.to_string() }
}

fn status(kept: &Kept) -> Value {
    json!({
        "id": kept.id,
        "url": format!("https://practice.example/@member/{}", kept.id),
        "created_at": kept.at.to_rfc3339_opts(SecondsFormat::Millis, true),
        "content": format!("<p>{}</p>", kept.text),
        "reblog": null,
        "in_reply_to_id": null,
    })
}
