//! Requests and answers as the simulated networks see them, independent of the HTTP library.

use std::{collections::BTreeMap, str::FromStr};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::Value;
use url::form_urlencoded;

/// A time of an answer, with milliseconds (RFC 3339).
pub(crate) fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// A request.
#[derive(Default)]
pub(crate) struct Asked {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: BTreeMap<String, String>,
    pub(crate) form: BTreeMap<String, String>,
    /// The body, if it is JSON.
    pub(crate) json: Option<Value>,
    /// The body, if it is neither a form nor JSON.
    pub(crate) file: Vec<u8>,
    pub(crate) authorization: Option<String>,
    /// The DPoP proof of a key-bound request (RFC 9449 section 4.1).
    pub(crate) proof: Option<String>,
    /// `Idempotency-Key`, which only servers like Mastodon's use.
    pub(crate) idempotency_key: Option<String>,
    pub(crate) host: Option<String>,
    pub(crate) user_agent: Option<String>,
    /// `X-Restli-Protocol-Version`, which only LinkedIn uses.
    pub(crate) restli_version: Option<String>,
    /// `LinkedIn-Version`.
    pub(crate) linkedin_version: Option<String>,
}

impl Asked {
    /// A parameter of the body, or else of the query: Meta reads both.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.form.get(name).or_else(|| self.query.get(name)).map(String::as_str)
    }

    /// A parameter of the body only.
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        self.form.get(name).map(String::as_str)
    }

    /// A number of the query.
    pub(crate) fn number<T: FromStr>(&self, name: &str) -> Option<T> {
        self.query.get(name)?.parse().ok()
    }

    /// The one part of the path between these words, such as the id in `/users/1/posts`.
    pub(crate) fn between(&self, before: &str, after: &str) -> Option<&str> {
        let part = self.path.strip_prefix(before)?.strip_suffix(after)?;
        (!part.contains('/')).then_some(part)
    }

    /// The bearer token of the header (RFC 6750 section 2.1).
    pub(crate) fn bearer(&self) -> Option<&str> {
        self.token("bearer")
    }

    /// The DPoP-bound token of the header (RFC 9449 section 7.1).
    pub(crate) fn bound_token(&self) -> Option<&str> {
        self.token("dpop")
    }

    fn token(&self, scheme: &str) -> Option<&str> {
        let (said, token) = self.authorization.as_deref()?.split_once(' ')?;
        said.eq_ignore_ascii_case(scheme).then(|| token.trim())
    }

    /// Id and secret of HTTP Basic, each form-encoded (RFC 6749 section 2.3.1). `Some(None)` if unreadable.
    pub(crate) fn basic(&self) -> Option<Option<(String, String)>> {
        let (scheme, value) = self.authorization.as_deref()?.split_once(' ')?;
        if !scheme.eq_ignore_ascii_case("basic") {
            return None;
        }
        let decoded = STANDARD.decode(value.trim()).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        Some(decoded.and_then(|pair| {
            let (id, secret) = pair.split_once(':')?;
            Some((form_decode(id), form_decode(secret)))
        }))
    }
}

pub(crate) fn parameters(encoded: &[u8]) -> BTreeMap<String, String> {
    form_urlencoded::parse(encoded).into_owned().collect()
}

fn form_decode(text: &str) -> String {
    form_urlencoded::parse(format!("v={text}").as_bytes())
        .next()
        .map_or_else(String::new, |(_, value)| value.into_owned())
}

/// The pages hold no script. `form-action` is missing: it would also restrict the redirect to the app.
const PAGE_POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'";

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Body,
    pub(crate) delivery: Delivery,
}

/// The way in which a body is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Delivery {
    Whole,
    /// The first half, as if it were complete.
    Half,
    /// The head, and then silence.
    Never,
    /// Half of it, and then silence.
    Stops,
    /// Half of it, and then a reset.
    Reset,
    /// Byte by byte.
    Drips,
    /// Whole, after an odd head.
    OddHead,
    /// Whole, in many chunks with trailers.
    Chunks,
    /// Whole, after a head that promises more, and then the end.
    Short,
}

pub(crate) enum Body {
    Empty,
    Bytes(Vec<u8>),
    Json(Value),
    Html(String),
}

impl Answer {
    pub(crate) fn json(status: u16, body: Value) -> Self {
        let headers = vec![("content-type", "application/json; charset=UTF-8".to_owned())];
        Self { status, headers, body: Body::Json(body), delivery: Delivery::Whole }
    }

    pub(crate) fn html(status: u16, page: String) -> Self {
        let headers = vec![("content-type", "text/html; charset=utf-8".to_owned())];
        Self { status, headers, body: Body::Html(page), delivery: Delivery::Whole }
    }

    /// A page for people.
    pub(crate) fn page(status: u16, page: String) -> Self {
        Self::html(status, page).header("content-security-policy", PAGE_POLICY)
    }

    pub(crate) fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Body::Empty, delivery: Delivery::Whole }
    }

    pub(crate) fn redirect(status: u16, location: &str) -> Self {
        Self::empty(status).header("location", location)
    }

    pub(crate) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.retain(|(former, _)| *former != name);
        self.headers.push((name, value.into()));
        self
    }

    pub(crate) fn delivered(self, delivery: Delivery) -> Self {
        Self { delivery, ..self }
    }

    pub(crate) fn into_bytes(self) -> (u16, Vec<(&'static str, String)>, Vec<u8>) {
        let bytes = match self.body {
            Body::Empty => Vec::new(),
            Body::Bytes(bytes) => bytes,
            Body::Json(value) => value.to_string().into_bytes(),
            Body::Html(page) => page.into_bytes(),
        };
        (self.status, self.headers, bytes)
    }
}
