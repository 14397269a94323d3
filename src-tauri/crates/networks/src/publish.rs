//! The `[publish]` table of a network file: the limits of a post, and the refusals of a publishing request.

use chrono::{DateTime, Utc};
use http::HeaderMap;
use serde_json::Value;
use url::Url;

use crate::{
    Json, Pointers, pointer::Pointer, rule::Matcher, terms::TextUnit, wait::Until, wait::retry_after,
};

/// The longest reason that is shown, in characters.
const LONGEST_REASON: usize = 300;

/// How a network publishes.
#[derive(Clone, Debug, PartialEq)]
pub struct Publish {
    /// The root of the server that takes the posts.
    pub url: Url,
    /// The permissions that a post needs, as [`crate::OAuth::scopes`] names them.
    pub needs: Vec<String>,
    /// The limit of the text.
    pub text: TextLimit,
    /// The place of the network's own sentence about a refusal.
    pub(crate) reason: Pointers,
    /// The first rule that applies wins.
    pub(crate) rules: Vec<PublishRule>,
}

/// The limit of a post's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextLimit {
    /// The most units.
    pub most: u32,
    /// The unit.
    pub unit: TextUnit,
    /// The most bytes in UTF-8, beside the units.
    pub bytes: Option<u32>,
}

/// A rule for the answer to a publishing request. A network's rules for its checks do not suit it: the same status may
/// concern the content there, and the account here.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PublishRule {
    /// Empty: any.
    pub(crate) status: Vec<u16>,
    /// All must hold.
    pub(crate) at: Vec<(Pointer, Matcher)>,
    pub(crate) means: PublishMeans,
    pub(crate) until: Option<Until>,
}

/// The meaning of a refusal, as a file writes it.
#[derive(Clone, Copy, Debug, serde::Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PublishMeans {
    Token,
    PermissionMissing,
    AppFault,
    RateLimited,
    Refused,
}

/// A refusal. Each one proves that nothing was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublishRefusal {
    /// The network did not accept the token. A check tells whether the account is disconnected.
    Token,
    /// The token lacks a permission. A check tells which.
    PermissionMissing,
    /// The network did not accept the app.
    AppFault,
    /// The network takes no more posts before a time, if it names one.
    RateLimited {
        /// The end of the limit.
        until: Option<DateTime<Utc>>,
    },
    /// The network does not take this content.
    Refused {
        /// The network's own sentence.
        reason: Option<String>,
    },
}

/// An answer to a publishing request.
#[derive(Clone, Copy, Debug)]
pub struct PublishAnswer<'a> {
    /// The time of its arrival.
    pub at: DateTime<Utc>,
    /// The HTTP status.
    pub status: u16,
    /// The headers.
    pub headers: &'a HeaderMap,
    /// The body.
    pub body: &'a [u8],
}

impl Publish {
    /// The refusal of an answer, by the first rule that applies. `None`: no rule matches, so that the answer proves no
    /// refusal. Only a JSON object can match, because a proxy's page says nothing about the network.
    #[must_use]
    pub fn refusal(&self, answer: &PublishAnswer<'_>) -> Option<PublishRefusal> {
        let json = Json::object(answer.body)?;
        let rule = self.rules.iter().find(|rule| rule.applies(answer.status, &json))?;
        Some(match rule.means {
            PublishMeans::Token => PublishRefusal::Token,
            PublishMeans::PermissionMissing => PublishRefusal::PermissionMissing,
            PublishMeans::AppFault => PublishRefusal::AppFault,
            PublishMeans::RateLimited => PublishRefusal::RateLimited {
                until: rule
                    .until
                    .as_ref()
                    .and_then(|until| until.read(answer.at, answer.headers))
                    .or_else(|| retry_after(answer.at, answer.headers)),
            },
            PublishMeans::Refused if says_later(&json) => return None,
            PublishMeans::Refused => PublishRefusal::Refused { reason: self.reason(&json) },
        })
    }

    fn reason(&self, json: &Value) -> Option<String> {
        let sentence = self.reason.find(json).find_map(Value::as_str)?;
        // Invisible characters could disguise the sentence.
        let shown: String = sentence
            .chars()
            .filter(|c| !c.is_control() && !is_directional(*c))
            .take(LONGEST_REASON)
            .collect();
        Some(shown.trim().to_owned()).filter(|shown| !shown.is_empty())
    }
}

/// Tells whether the error means "later" (RFC 6749 section 5.2), which says nothing about the content.
fn says_later(json: &Value) -> bool {
    let error = json.get("error").and_then(Value::as_str);
    matches!(error, Some("temporarily_unavailable" | "server_error"))
}

fn is_directional(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

impl PublishRule {
    fn applies(&self, status: u16, json: &Value) -> bool {
        (self.status.is_empty() || self.status.contains(&status))
            && self.at.iter().all(|(pointer, matcher)| matcher.matches(pointer.find(json)))
    }
}
