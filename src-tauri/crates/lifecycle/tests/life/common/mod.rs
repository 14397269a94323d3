//! Test doubles of the driver, the network, the store and the person.

mod driver;
mod policies;

pub use driver::{Answer, Driver, Login, Store};
pub use policies::{facebook, instagram, linkedin, x, x_forever};

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::{Account, Endpoint, Evidence, Lifetimes, Policy, Renewal, Signal, Verdict};

/// The start of every story: 5 January 2026, noon UTC.
pub fn start() -> DateTime<Utc> {
    DateTime::from_timestamp(1_767_614_400, 0).expect("a valid moment")
}

pub fn dana() -> Account {
    account("dana")
}

pub fn account(name: &str) -> Account {
    Account { id: format!("id-of-{name}"), username: Some(name.to_owned()), display_name: None }
}

/// A token answer that says nothing about time and holds a refresh token.
pub fn with_refresh() -> Lifetimes {
    Lifetimes { refresh_token: true, ..Lifetimes::default() }
}

pub fn evidence(at: DateTime<Utc>, endpoint: Endpoint) -> Evidence {
    Evidence { at, endpoint, status: Some(400), code: Some("190".to_owned()), subcode: None }
}

pub fn verdict(
    at: DateTime<Utc>,
    endpoint: Endpoint,
    signal: Signal,
    confirm_after: Option<TimeDelta>,
) -> Verdict {
    Verdict { signal, confirm_after, missing: None, evidence: evidence(at, endpoint) }
}

pub fn days(days: i64) -> TimeDelta {
    TimeDelta::days(days)
}

pub fn hours(hours: i64) -> TimeDelta {
    TimeDelta::hours(hours)
}

pub fn minutes(minutes: i64) -> TimeDelta {
    TimeDelta::minutes(minutes)
}

pub fn seconds(seconds: i64) -> TimeDelta {
    TimeDelta::seconds(seconds)
}

/// An access token of one hour, with a refresh token that neither expires nor rotates.
pub fn youtube() -> Arc<Policy> {
    let renewal = Renewal::Refresh { horizon: None, slides: true, rotates: false, before: minutes(5) };
    Arc::new(Policy { access: Some(hours(1)), renewal, probe_every: hours(6), ..(*x()).clone() })
}
