//! What one connection asks of its network, and whether it may.

use chrono::{DateTime, TimeDelta, Utc};

/// No request follows one without an answer sooner than this, unless the device woke in between.
const FIRST_RETRY: TimeDelta = TimeDelta::seconds(30);
/// A wait is believed for one day at most.
const LONGEST_PATIENCE: TimeDelta = TimeDelta::days(1);

/// The requests of one connection.
#[derive(Default)]
pub(crate) struct Asked {
    pub(crate) probes: u32,
    pub(crate) renewals: u32,
    day: i64,
    today: u32,
    pub(crate) most_in_a_day: u32,
    /// The network asked not to be asked before.
    not_before: Option<DateTime<Utc>>,
    /// The last request without an answer.
    failed: Option<DateTime<Utc>>,
    /// A renewal's answer was lost: the next one is its retry.
    lost: bool,
}

impl Asked {
    /// Gander asks. Tells what is impolite about that.
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

    /// The network answered.
    pub(crate) fn answered(&mut self) {
        (self.not_before, self.failed) = (None, None);
    }

    /// The answer was lost, or not.
    pub(crate) fn retry_comes(&mut self, lost: bool) {
        self.lost |= lost;
    }

    /// Whether a renewal now is the retry of one whose answer was lost.
    pub(crate) fn is_retry(&self) -> bool {
        self.lost
    }

    /// A sign-in settles all that was before.
    pub(crate) fn renewed_by_person(self) -> Self {
        Self { not_before: None, failed: None, lost: false, ..self }
    }

    /// It did not, or asked to wait.
    pub(crate) fn failed(&mut self, now: DateTime<Utc>, until: Option<DateTime<Utc>>) {
        self.failed = Some(now);
        self.not_before = until.map(|until| until.min(now + LONGEST_PATIENCE));
    }

    /// The device woke, or the person signed in: a failure before that is history.
    pub(crate) fn woke(&mut self) {
        self.failed = None;
    }
}
