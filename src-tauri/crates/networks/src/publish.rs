//! The `[publish]` table of a network file: the limits of a post, and the refusals of a publishing request.

use chrono::{DateTime, Utc};
use http::HeaderMap;
use serde_json::Value;
use url::Url;

use crate::{
    Headers, Json, Pointers, pointer::Pointer, rule::Matcher, terms::TextUnit, wait::Until, wait::retry_after,
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
    /// Where a post appears.
    pub to: PublishTo,
    /// The root of another server that takes parts of a post, such as pictures. A host that begins with `*.` stands for
    /// all below it.
    pub upload: Option<Url>,
    /// The headers of the requests that concern posts, beside those of each request.
    pub headers: Headers,
    /// The limit of the text.
    pub text: TextLimit,
    /// The limits of pictures. `None`: it takes none.
    pub pictures: Option<PictureLimits>,
    /// The price of a post. `None`: it is free.
    pub cost: Option<Cost>,
    /// The permissions that the deletion of a post needs beside those of a post, as [`crate::OAuth::scopes`] names them.
    pub delete_needs: Vec<String>,
    /// The place of the network's own sentence about a refusal.
    pub(crate) reason: Pointers,
    /// The first rule that applies wins.
    pub(crate) rules: Vec<PublishRule>,
}

/// Where a post appears.
#[derive(Clone, Copy, Debug, Default, serde::Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum PublishTo {
    /// The account itself.
    #[default]
    Account,
    /// The pages that the account runs, and not the account.
    Pages,
}

/// A file format of pictures.
#[derive(Clone, Copy, Debug, serde::Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum PictureFormat {
    /// `image/jpeg`
    Jpeg,
    /// `image/png`
    Png,
    /// `image/webp`
    Webp,
    /// `image/gif`
    Gif,
}

impl PictureFormat {
    /// The media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Gif => "image/gif",
        }
    }
}

/// The limits of the pictures of a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureLimits {
    /// The most pictures.
    pub most: u32,
    /// The formats. A picture of another format is converted to the first.
    pub formats: Vec<PictureFormat>,
    /// The most bytes of one file.
    pub bytes: u32,
    /// The most pixels of one picture.
    pub pixels: Option<u32>,
    /// The most pixels of the longer side.
    pub side: Option<u32>,
    /// The most characters of a description. 0: it takes none. `None`: no limit is known.
    pub description: Option<u32>,
    /// The permissions that a picture needs beside those of a post, as [`crate::OAuth::scopes`] names them.
    pub needs: Vec<String>,
    /// The network fetches pictures from the web: it takes only those with a public address.
    pub public: bool,
}

/// The price of a post, as the network names it, such as `0.015 USD`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Of a post.
    pub post: String,
    /// Of a post with a link, where it differs.
    pub with_link: Option<String>,
    /// Of the deletion of a post. `None`: it is free.
    pub delete: Option<String>,
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
    Duplicate,
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
    /// The network refuses a twin of a post that it already has, and does not name that post. If the answer to an earlier
    /// request of the same post was lost, that request may have published the first one.
    Duplicate {
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
    /// Tells whether an address is at the server of [`Self::upload`].
    #[must_use]
    pub fn takes_upload_at(&self, url: &Url) -> bool {
        self.upload.as_ref().is_some_and(|upload| {
            let (Some(own), Some(known)) = (url.host_str(), upload.host_str()) else { return false };
            let is_host = match known.strip_prefix('*') {
                Some(end) => own.len() > end.len() && own.ends_with(end),
                None => own == known,
            };
            is_host
                && url.scheme() == upload.scheme()
                && url.port_or_known_default() == upload.port_or_known_default()
        })
    }

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
            PublishMeans::Duplicate => PublishRefusal::Duplicate { reason: self.reason(&json) },
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
