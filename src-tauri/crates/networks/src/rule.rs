//! A rule: which answers mean what.

use chrono::TimeDelta;
use lifecycle::{Endpoint, Refusal, Signal};
use serde_json::Value;

use crate::{
    Answer, Pointers,
    file::{Means, On},
    pointer::Pointer,
    wait::Until,
};

/// Which answers mean what. Read from a `[[signal]]` of a network file.
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
    /// Whether the rule speaks of this answer.
    ///
    /// Every documented answer is a JSON object; a login page of a hotel, or an error page of a proxy, is not.
    /// So no rule reads more into such a page than that the network could not be reached.
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
    /// Whether it says something about the connection, so that it must be proved.
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

    /// Whether it refuses something, which a second answer may confirm.
    pub(crate) fn refuses(self) -> bool {
        Refusal::of(self.signal(|| None)).is_some()
    }

    /// The signal, given what a rate limit would name.
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

/// What a value must be.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Matcher {
    /// One of these. Text and numbers are told apart.
    OneOf(Vec<Value>),
    /// A whole number within these bounds, both included.
    Between(i64, i64),
    /// Text that holds this.
    Contains(String),
    /// Text that ends so.
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
