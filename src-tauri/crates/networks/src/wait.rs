//! Reads the time until which a network asks for patience.

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use http::{
    HeaderMap, HeaderName,
    header::{DATE, RETRY_AFTER},
};
use serde_json::Value;

use crate::{Json, json::whole_number_in, whole_number};

/// No documented limit that names its end lasts longer. A nonsense value must not stop the checks for years.
const LONGEST: TimeDelta = TimeDelta::days(1);

/// The unit and the place of a limit's end in an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Until {
    /// Seconds since 1970.
    Epoch(Held),
    /// A date and a time (RFC 3339).
    Timestamp(HeaderName),
    Seconds(Held),
    Minutes(Held),
    /// The next midnight in UTC: the limit is counted by the day, and no header says so.
    UtcMidnight,
}

/// A header that holds a number: alone, or in JSON, where the greatest value of `member` counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Held {
    pub(crate) header: HeaderName,
    pub(crate) member: Option<String>,
}

/// Headers in which a network counts, in per cent, the used part of an app's limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Usage {
    pub(crate) headers: Vec<HeaderName>,
    /// The names under which the counts stand in the headers' JSON.
    pub(crate) members: Vec<String>,
    /// The percentage from which the app pauses.
    pub(crate) most: i64,
    pub(crate) wait: TimeDelta,
}

impl Usage {
    /// The time until which the app should pause, by this answer's headers.
    pub(crate) fn read(&self, at: DateTime<Utc>, headers: &HeaderMap) -> Option<DateTime<Utc>> {
        let counted = |header: &HeaderName| {
            let json = Json::read(headers.get(header)?.as_bytes())?;
            self.members.iter().filter_map(|member| greatest(&json, member)).max()
        };
        let most = self.headers.iter().filter_map(counted).max()?;
        after(at, Some(self.wait).filter(|_| most >= self.most)?)
    }
}

impl Until {
    pub(crate) fn read(&self, at: DateTime<Utc>, headers: &HeaderMap) -> Option<DateTime<Utc>> {
        let theirs = theirs(at, headers);
        let wait = match self {
            Self::Epoch(held) => {
                DateTime::from_timestamp(held.number(headers)?, 0)?.signed_duration_since(theirs)
            }
            Self::Timestamp(header) => {
                let text = headers.get(header)?.to_str().ok()?;
                DateTime::parse_from_rfc3339(text.trim()).ok()?.signed_duration_since(theirs)
            }
            Self::Seconds(held) => TimeDelta::try_seconds(held.number(headers)?)?,
            Self::Minutes(held) => TimeDelta::try_minutes(held.number(headers)?)?,
            Self::UtcMidnight => theirs
                .date_naive()
                .succ_opt()?
                .and_time(NaiveTime::MIN)
                .and_utc()
                .signed_duration_since(theirs),
        };
        after(at, wait)
    }
}

impl Held {
    fn number(&self, headers: &HeaderMap) -> Option<i64> {
        let held = headers.get(&self.header)?;
        match &self.member {
            Some(member) => greatest(&*Json::read(held.as_bytes())?, member),
            None => whole_number_in(held.to_str().ok()?),
        }
    }
}

/// Reads `Retry-After`, which is a number of seconds or a date (RFC 9110 section 10.2.3).
pub(crate) fn retry_after(at: DateTime<Utc>, headers: &HeaderMap) -> Option<DateTime<Utc>> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    let wait = match whole_number_in(text) {
        Some(seconds) => TimeDelta::try_seconds(seconds)?,
        None => date(text)?.signed_duration_since(theirs(at, headers)),
    };
    after(at, wait)
}

/// The network's own time. Dates in its answers count from there, not from this device's clock.
fn theirs(at: DateTime<Utc>, headers: &HeaderMap) -> DateTime<Utc> {
    headers.get(DATE).and_then(|value| date(value.to_str().ok()?)).unwrap_or(at)
}

fn date(text: &str) -> Option<DateTime<Utc>> {
    httpdate::parse_http_date(text).ok().map(Into::into)
}

/// `None` for a wait that is over already.
fn after(at: DateTime<Utc>, wait: TimeDelta) -> Option<DateTime<Utc>> {
    (wait > TimeDelta::zero()).then(|| at.checked_add_signed(wait.min(LONGEST))).flatten()
}

/// The greatest whole number that stands under this name anywhere in the JSON.
fn greatest(json: &Value, member: &str) -> Option<i64> {
    match json {
        Value::Object(members) => members
            .iter()
            .filter_map(
                |(name, value)| if name == member { whole_number(value) } else { greatest(value, member) },
            )
            .max(),
        Value::Array(values) => values.iter().filter_map(|value| greatest(value, member)).max(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}
