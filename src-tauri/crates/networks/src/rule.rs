//! Rules that give answers a meaning.

use chrono::TimeDelta;
use lifecycle::{Endpoint, Refusal, Signal};
use serde_json::Value;

use crate::{
    Answer, Pointers,
    file::{Means, On},
    pointer::Pointer,
    wait::Until,
};

/// A rule that gives answers a meaning. Read from a `[[signal]]` of a network file.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    pub(crate) on: Vec<On>,
    /// Empty: any.
    pub(crate) status: Vec<u16>,
    /// All must hold.
    pub(crate) at: Vec<(Pointer, Matcher)>,
    pub(crate) means: Means,
    /// Empty: the file's own.
    pub(crate) code: Pointers,
    pub(crate) confirm_after: Option<TimeDelta>,
    pub(crate) until: Option<Until>,
    /// A limit that concerns all who use the app, not only the member of this answer.
    pub(crate) app_wide: bool,
}

impl Rule {
    /// Tells whether the rule matches this answer.
    ///
    /// Every documented answer is a JSON object; a captive portal's login page, or a proxy's error page, is not. A rule
    /// can read such a page only as a rate limit or as a transient fault.
    pub(crate) fn applies(&self, answer: &Answer<'_>, json: Option<&Value>) -> bool {
        if !self.on.iter().any(|on| on.covers(answer.endpoint)) {
            return false;
        }
        if !self.status.is_empty() && !self.status.contains(&answer.status) {
            return false;
        }
        let Some(json) = json else {
            return self.at.is_empty() && !self.means.needs_proof();
        };
        self.at.iter().all(|(pointer, matcher)| matcher.matches(pointer.find(json)))
    }
}

impl On {
    fn covers(self, endpoint: Endpoint) -> bool {
        match self {
            On::Api => matches!(endpoint, Endpoint::Probe | Endpoint::Identity | Endpoint::Page),
            On::Token => matches!(endpoint, Endpoint::Token | Endpoint::LongLived),
            On::Renewal => endpoint == Endpoint::Renewal,
            On::Revoke => endpoint == Endpoint::Revocation,
            On::Any => true,
        }
    }
}

impl Means {
    /// Tells whether it says something about the connection, so that it needs a JSON object as proof.
    pub(crate) fn needs_proof(self) -> bool {
        match self {
            Means::RateLimited | Means::Transient => false,
            Means::Fine
            | Means::Expired
            | Means::Revoked
            | Means::PasswordChanged
            | Means::Checkpoint
            | Means::PermissionMissing
            | Means::RefreshRejected
            | Means::AppFault => true,
        }
    }

    /// Tells whether it is a refusal, which a second answer may confirm.
    pub(crate) fn refuses(self) -> bool {
        Refusal::of(self.signal(|| None)).is_some()
    }

    /// The signal. `until` gives the end of a rate limit.
    pub(crate) fn signal(self, until: impl FnOnce() -> Option<chrono::DateTime<chrono::Utc>>) -> Signal {
        match self {
            Means::Fine => Signal::Fine,
            Means::Expired => Signal::Expired,
            Means::Revoked => Signal::Revoked,
            Means::PasswordChanged => Signal::PasswordChanged,
            Means::Checkpoint => Signal::Checkpoint,
            Means::PermissionMissing => Signal::PermissionMissing,
            Means::RefreshRejected => Signal::RefreshRejected,
            Means::AppFault => Signal::AppFault,
            Means::RateLimited => Signal::RateLimited { until: until() },
            Means::Transient => Signal::Transient,
        }
    }
}

/// A condition on a value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Matcher {
    /// One of these. Text and numbers differ.
    OneOf(Vec<Value>),
    /// A whole number within these bounds, both included.
    Between(i64, i64),
    /// Text that holds this.
    Contains(String),
    /// Text that ends with this.
    EndsWith(String),
    /// Absent, or null.
    Missing,
}

impl Matcher {
    pub(crate) fn matches(&self, found: Option<&Value>) -> bool {
        let Some(found) = found else { return *self == Self::Missing };
        match self {
            Self::OneOf(values) => values.contains(found),
            Self::Between(min, max) => found.as_i64().is_some_and(|number| (*min..=*max).contains(&number)),
            Self::Contains(part) => found.as_str().is_some_and(|text| text.contains(part)),
            Self::EndsWith(end) => found.as_str().is_some_and(|text| text.ends_with(end)),
            Self::Missing => false,
        }
    }
}
