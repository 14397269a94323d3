//! A connection with its work under way, and its next deadline.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{OperationId, Record, Standing, Unreachable, hash::spread, notice::next_reminder};

/// A spell without an answer is shown only after this time.
pub(crate) const DWELL: TimeDelta = TimeDelta::seconds(60);
const FIRST_RETRY: TimeDelta = TimeDelta::seconds(30);
const LAST_RETRY: TimeDelta = TimeDelta::hours(1);
/// The longest wait that a network can impose.
pub(crate) const LONGEST_PATIENCE: TimeDelta = TimeDelta::days(1);

/// A connection with its work under way.
#[derive(Debug)]
pub(crate) struct Connection {
    pub record: Record,
    pub operation: Option<Operation>,
    /// Scheduled renewals wait until the network has answered: set after a resume, and at a start with a doubted clock.
    pub needs_contact: bool,
    /// Overdue work waits until this moment, so that connections are not all checked at once.
    pub rest_until: Option<DateTime<Utc>>,
    /// A renewal of this secret got no answer. Gander repeats it before other work, until the network answers.
    pub interrupted: bool,
    /// A request for a renewal came while other work was under way.
    pub renew_next: bool,
    /// A renewal listed fewer permissions than before, and no check has confirmed the loss yet.
    pub narrowed: bool,
    /// The requests for the access token that have no answer yet. Each of them waits for the operation under way.
    pub use_request: Option<UseRequest>,
    /// The person disconnected it. Gander forgets it once the work under way has ended.
    pub leaving: bool,
    pub deadline: Option<DateTime<Utc>>,
}

/// The one piece of work under way.
#[derive(Debug)]
pub(crate) struct Operation {
    pub operation_id: OperationId,
    pub kind: Work,
    /// The generation of the secret at the start of the work.
    pub generation: u64,
    /// A person or a script waits for the result.
    pub asked: bool,
    /// The work is the one prompt retry after a lost answer.
    pub retried: bool,
    /// The app keys changed after the work began.
    pub keys_changed: bool,
    /// The renewed record, until it is durable.
    pub pending: Option<Box<Pending>>,
}

/// The requests for the access token that one effect will answer.
#[derive(Debug)]
pub(crate) struct UseRequest {
    /// The longest time for which a request needs the token.
    pub valid_for: TimeDelta,
    /// The generation of the secret at the last request.
    pub generation: u64,
    /// A check ran since the last request began to wait. The requests start no second one.
    pub probed: bool,
    /// A renewal ran since the last request began to wait. The requests start no second one.
    pub renewed: bool,
}

/// A record that waits to become durable.
#[derive(Debug)]
pub(crate) struct Pending {
    pub record: Record,
    pub tries: u32,
    pub retry_at: Option<DateTime<Utc>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Work {
    Probe,
    /// A check right after a renewal: a token this fresh is not renewed again.
    ProbeAfterRenewal,
    Renewal,
    /// A renewal before a due check, because the access token has expired.
    RenewalBeforeProbe,
    /// The exchange of a sign-in.
    Exchange,
}

impl Work {
    /// Tells whether the work may spend a secret.
    pub fn renews(self) -> bool {
        matches!(self, Self::Renewal | Self::RenewalBeforeProbe)
    }
}

impl Pending {
    pub fn bring_near(&mut self, now: DateTime<Utc>) {
        self.retry_at = self.retry_at.map(|at| at.min(now));
    }
}

impl Connection {
    pub fn new(record: Record) -> Self {
        Self {
            record,
            operation: None,
            needs_contact: false,
            rest_until: None,
            interrupted: false,
            renew_next: false,
            narrowed: false,
            use_request: None,
            leaving: false,
            deadline: None,
        }
    }

    /// The next moment at which Gander acts by itself. Work under way needs no deadline, since its answer comes by
    /// itself. New work waits until `held`, the end of a network-wide rate limit.
    pub fn next_deadline(&self, now: DateTime<Utc>, held: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
        let work = match &self.operation {
            Some(operation) => operation.pending.as_ref().and_then(|pending| pending.retry_at),
            // A connection that waits to be forgotten starts no work.
            None if self.leaving => return None,
            None => self.next_work(now).map(|at| held.map_or(at, |held| at.max(held))),
        };
        work.into_iter().chain(self.next_visible_change(now)).min()
    }

    fn next_work(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        if let Some(again_at) = self.record.asks_again_at() {
            return Some(again_at);
        }
        let due = self.next_check().into_iter().chain(self.next_renewal()).min()?;
        match &self.record.unreachable {
            Some(unreachable) => Some(unreachable.retry_at),
            None => Some(self.rest_until.map_or(due, |rest| due.max(rest)).max(now)),
        }
    }

    /// The moment of the next check, if any.
    pub fn next_check(&self) -> Option<DateTime<Utc>> {
        self.record.next_check()
    }

    /// Tells whether a spell without an answer needs a retry before the next scheduled check.
    pub fn tries_again(&self) -> bool {
        self.record.unreachable.is_some() && self.next_check().is_some()
    }

    /// The moment of the next renewal, if any.
    pub fn next_renewal(&self) -> Option<DateTime<Utc>> {
        if self.interrupted && self.record.standing == Standing::Good {
            return Some(DateTime::<Utc>::MIN_UTC);
        }
        self.record.next_renewal()
    }

    /// The next moment at which time alone brings a notice or changes the view.
    pub fn next_visible_change(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let record = &self.record;
        let shown = record.unreachable.map(|unreachable| unreachable.shown_from).filter(|at| *at > now);
        let notice = match &record.standing {
            Standing::Good => record.next_rung(now),
            Standing::Broken { evidence, .. } => next_reminder(evidence.at, record.told.trouble),
            Standing::SetUpNeeded { .. } => None,
        };
        shown.into_iter().chain(notice.filter(|at| *at > now)).min()
    }

    /// Records a failure and plans the retry. Tells whether a spell without an answer begins.
    pub fn fail(&mut self, now: DateTime<Utc>, until: Option<DateTime<Utc>>, asked: bool) -> bool {
        let begins = !self.record.unreachable.is_some_and(|spell| spell.of_network());
        let unreachable = self.record.unreachable.get_or_insert(Unreachable {
            since: now,
            shown_from: now + DWELL,
            failures: 0,
            retry_at: now,
            asked_to_wait: false,
        });
        if !unreachable.of_network() {
            // The spell so far came only from Gander's own work, which could not start.
            unreachable.since = now;
            unreachable.shown_from = now + DWELL;
        }
        if asked {
            unreachable.shown_from = unreachable.shown_from.min(now);
        }
        let backoff = (FIRST_RETRY * 2_i32.pow(unreachable.failures.min(7))).min(LAST_RETRY);
        unreachable.failures = unreachable.failures.saturating_add(1);
        let wait = backoff + spread(self.record.id.as_str(), unreachable.failures, backoff / 4);
        let latest = now + LONGEST_PATIENCE;
        unreachable.asked_to_wait = until.is_some();
        unreachable.retry_at = until.map_or(now + wait, |until| until.clamp(now + FIRST_RETRY, latest));
        begins
    }

    /// Brings planned moments nearer: a clock that was set back leaves them in the far future. A doubted clock does not
    /// bring the confirmation of a refusal nearer.
    pub fn bring_near(&mut self, now: DateTime<Utc>, doubts_clock: bool) {
        let record = &mut self.record;
        record.next_check = record.next_check.min(now + record.policy.probe_every);
        if record.checked_at.is_some_and(|checked| checked - DWELL > now) {
            // This clock or the clock at the last check was wrong: the network's answer tells the right time.
            record.next_check = now;
        }
        if let Some(unreachable) = &mut record.unreachable {
            unreachable.since = unreachable.since.min(now);
            if unreachable.shown_from != DateTime::<Utc>::MAX_UTC {
                unreachable.shown_from = unreachable.shown_from.min(now + DWELL);
            }
            unreachable.retry_at = unreachable.retry_at.min(now + LONGEST_PATIENCE);
        }
        if let Some(suspicion) = record.suspicion.as_mut().filter(|_| !doubts_clock) {
            suspicion.bring_near(now);
        }
        if let Some(pending) = self.operation.as_mut().and_then(|operation| operation.pending.as_mut()) {
            pending.bring_near(now);
        }
    }

    /// Schedules the next check 4 to 8 % earlier than the network's file asks for. The margin leaves room for a
    /// confirmation or for the wait after a resume. The variation keeps checks apart.
    pub fn schedule_check(&mut self, now: DateTime<Utc>) {
        let every = self.record.policy.probe_every;
        let count = u32::try_from(now.timestamp() & 0xffff).unwrap_or_default();
        self.record.next_check =
            now + every - every / 25 - spread(self.record.id.as_str(), count, every / 25);
    }
}
