//! The requests of one connection, and the rules of politeness for them.

use chrono::{DateTime, TimeDelta, Utc};

/// The shortest pause between a failed request and the next one, unless the device woke in between.
const FIRST_RETRY: TimeDelta = TimeDelta::seconds(30);
/// The longest wait that a network may ask for.
const LONGEST_PATIENCE: TimeDelta = TimeDelta::days(1);

/// The requests of one connection.
#[derive(Default)]
pub(crate) struct Asked {
    pub(crate) probes: u32,
    pub(crate) renewals: u32,
    day: i64,
    today: u32,
    pub(crate) most_in_a_day: u32,
    /// The moment until which the network asked for no requests.
    not_before: Option<DateTime<Utc>>,
    /// The moment of the last failed request.
    failed: Option<DateTime<Utc>>,
    /// The answer to a renewal was lost, so the next renewal is a retry.
    lost: bool,
}

impl Asked {
    /// Counts a request. Returns the rule that it breaks, if any.
    pub(crate) fn ask(&mut self, now: DateTime<Utc>, renewal: bool) -> Option<&'static str> {
        let count = if renewal { &mut self.renewals } else { &mut self.probes };
        *count += 1;
        let day = now.timestamp().div_euclid(86_400);
        self.today = if day == self.day { self.today + 1 } else { 1 };
        self.day = day;
        self.most_in_a_day = self.most_in_a_day.max(self.today);
        if self.not_before.is_some_and(|until| now < until) {
            return Some("asked before the moment that Retry-After named");
        }
        if self.failed.is_some_and(|failed| now - failed < FIRST_RETRY) {
            return Some("asked again too soon after a failure");
        }
        None
    }

    /// The network answered, so earlier failures no longer count.
    pub(crate) fn answered(&mut self) {
        (self.not_before, self.failed) = (None, None);
    }

    /// Notes whether the answer to a renewal was lost.
    pub(crate) fn retry_comes(&mut self, lost: bool) {
        self.lost |= lost;
    }

    /// Tells whether a renewal now is the retry of one whose answer was lost.
    pub(crate) fn is_retry(&self) -> bool {
        self.lost
    }

    /// A sign-in clears earlier failures.
    pub(crate) fn renewed_by_person(self) -> Self {
        Self { not_before: None, failed: None, lost: false, ..self }
    }

    /// The request failed, or the network asked to wait until `until`.
    pub(crate) fn failed(&mut self, now: DateTime<Utc>, until: Option<DateTime<Utc>>) {
        self.failed = Some(now);
        self.not_before = until.map(|until| until.min(now + LONGEST_PATIENCE));
    }

    /// The device woke or the process restarted: an earlier failure no longer counts.
    pub(crate) fn woke(&mut self) {
        self.failed = None;
    }
}
