//! One connection: its health and its next deadline, both computed from what is known.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    Evidence, Health, Notified, OperationId, Reason, Record, Renewal, SetUp, Standing, Unreachable, Vitals,
    exchange::NoticeKind, fnv_1a, pages::MOST_NAMED,
};

/// A blip shorter than this is not shown.
pub(crate) const DWELL: TimeDelta = TimeDelta::seconds(60);
const FIRST_RETRY: TimeDelta = TimeDelta::seconds(30);
const LAST_RETRY: TimeDelta = TimeDelta::hours(1);
/// A network may ask for much patience, but not for forgetting the person.
pub(crate) const LONGEST_PATIENCE: TimeDelta = TimeDelta::days(1);
/// Reminders after the first notice: after two days, then every five, six at most.
const FIRST_REMINDER: TimeDelta = TimeDelta::days(2);
const REMINDER_EVERY: TimeDelta = TimeDelta::days(5);
pub(crate) const MOST_REMINDERS: u32 = 6;

/// A connection with its work under way.
#[derive(Debug)]
pub(crate) struct Connection {
    pub record: Record,
    pub operation: Option<Operation>,
    /// After a resume nothing is renewed until the network has answered.
    pub needs_contact: bool,
    /// What fell due while nobody looked waits for its turn.
    pub rest_until: Option<DateTime<Utc>>,
    /// A renewal of this secret was begun and its answer never came: ask again before anything else, until the
    /// network answers.
    pub interrupted: bool,
    /// A renewal was asked for while other work was under way.
    pub renew_next: bool,
    /// A renewal named fewer permissions than before, and no check has told yet whether they are gone.
    pub narrowed: bool,
    /// The person wants it gone, as soon as the work under way has ended.
    pub leaving: bool,
    pub deadline: Option<DateTime<Utc>>,
}

/// What was granted until something happened.
#[derive(Default)]
pub(crate) struct Granted {
    /// By the network's own word.
    pub said: bool,
    /// What was missing.
    missing: Vec<String>,
}

impl Granted {
    /// Whether something is missing now that was not.
    pub fn lacks_more(&self, record: &Record) -> bool {
        record.missing().iter().any(|scope| !self.missing.iter().any(|known| known == scope))
    }
}

/// The one piece of work under way.
#[derive(Debug)]
pub(crate) struct Operation {
    pub attempt: OperationId,
    pub kind: Work,
    /// The secret it started from.
    pub generation: u64,
    /// Somebody waits for the result.
    pub asked: bool,
    /// A lost answer gets one prompt retry.
    pub retried: bool,
    /// The app keys are not those it began with.
    pub keys_changed: bool,
    /// What the renewal brought, until it is durable.
    pub pending: Option<Box<Pending>>,
}

/// What is to be made durable.
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
    /// A renewal because the access token has ended and a check is due.
    RenewalBeforeProbe,
    /// The exchange of a sign-in.
    Exchange,
}

impl Work {
    /// Whether a secret is spent by it.
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
            leaving: false,
            deadline: None,
        }
    }

    /// When Gander itself acts next: never while work is under way, whose answer comes by itself, and not before
    /// `held`, when the network asked all for patience.
    pub fn next_deadline(&self, now: DateTime<Utc>, held: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
        let work = match &self.operation {
            Some(operation) => operation.pending.as_ref().and_then(|pending| pending.retry_at),
            // What waits to be forgotten rests.
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

    /// When the network is asked next, if at all.
    pub fn next_check(&self) -> Option<DateTime<Utc>> {
        self.record.next_check()
    }

    /// Whether a spell without an answer is ended by asking again, though no check is due yet: the one that
    /// failed had been asked for.
    pub fn tries_again(&self) -> bool {
        self.record.unreachable.is_some() && self.next_check().is_some()
    }

    /// When Gander renews next, if at all.
    pub fn next_renewal(&self) -> Option<DateTime<Utc>> {
        if self.interrupted && self.record.standing == Standing::Good {
            return Some(DateTime::<Utc>::MIN_UTC);
        }
        self.record.next_renewal()
    }

    /// The next moment at which the person is to be told or shown something without any new answer.
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

    /// Tells whether a spell begins.
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
            // So far only Gander's own work could not start.
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

    /// A clock that was set back leaves what Gander had planned in a far future: it is planned anew. A refusal is
    /// confirmed no sooner by a clock that nobody has confirmed.
    pub fn bring_near(&mut self, now: DateTime<Utc>, doubts_clock: bool) {
        let record = &mut self.record;
        record.next_check = record.next_check.min(now + record.policy.probe_every);
        if record.checked_at.is_some_and(|checked| checked - DWELL > now) {
            // This clock, or that of the last check, was wrong: the network knows.
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

    /// So early that a refusal which has to be confirmed, or a turn that has to be waited for after a resume, still
    /// falls within the time that the network's file names; and spread, so that not all come at once.
    pub fn schedule_check(&mut self, now: DateTime<Utc>) {
        let every = self.record.policy.probe_every;
        let count = u32::try_from(now.timestamp() & 0xffff).unwrap_or_default();
        self.record.next_check =
            now + every - every / 25 - spread(self.record.id.as_str(), count, every / 25);
    }
}

impl Unreachable {
    /// Whether it is the network that gave no usable answer. Otherwise Gander's own work could not start, which is
    /// never shown.
    pub(crate) fn of_network(&self) -> bool {
        self.shown_from != DateTime::<Utc>::MAX_UTC
    }
}

impl Vitals<'_> {
    /// How the connection is at this moment.
    #[must_use]
    pub fn health(&self, now: DateTime<Utc>) -> Health {
        match self.standing {
            Standing::SetUpNeeded { what, .. } => return Health::SetUpNeeded { what: *what },
            Standing::Broken { reason, evidence } => {
                return Health::Disconnected { reason: *reason, evidence: evidence.clone() };
            }
            Standing::Good => {}
        }
        if let Some(suspicion) = self.suspicion {
            return Health::Unconfirmed {
                refusal: suspicion.refusal,
                evidence: suspicion.evidence.clone(),
                again_at: suspicion.asks_again_at(self.unreachable),
            };
        }
        if let Some(by) = self.reauthorize_by().filter(|by| *by - self.policy.first_rung() <= now) {
            return Health::Expiring { by };
        }
        match self.unreachable {
            Some(unreachable) if unreachable.shown_from <= now => {
                Health::Unreachable { since: unreachable.since }
            }
            Some(_) | None => Health::Active,
        }
    }

    /// When the person must have signed in again. For what Gander renews by itself, the end of the token
    /// counts only once renewing has begun to fail close to it. The end of a token that lives for hours is always
    /// close and says nothing: as soon as the network answers, its refresh token brings another.
    #[must_use]
    pub fn reauthorize_by(&self) -> Option<DateTime<Utc>> {
        let by = self.grant.reauthorize_by(self.policy);
        let short = |until| until - self.grant.issued_at <= self.policy.first_rung();
        let failing = match self.policy.renewal {
            Renewal::Refresh { rotates: false, .. } if self.grant.access_until.is_some_and(short) => None,
            Renewal::Extend { .. } | Renewal::Refresh { rotates: false, .. } => {
                self.grant.access_until.filter(|until| {
                    // One failed try may be a blip.
                    let lasting = self.unreachable.filter(|spell| spell.failures > 1);
                    lasting.is_some_and(|spell| spell.retry_at + self.policy.first_rung() >= *until)
                })
            }
            Renewal::None | Renewal::Refresh { .. } => None,
        };
        by.into_iter().chain(failing).min()
    }
}

impl Record {
    /// What its health depends on.
    #[must_use]
    pub fn vitals(&self) -> Vitals<'_> {
        Vitals {
            policy: &self.policy,
            grant: &self.grant,
            standing: &self.standing,
            unreachable: self.unreachable.as_ref(),
            suspicion: self.suspicion.as_ref(),
        }
    }

    /// How the connection is at this moment.
    #[must_use]
    pub fn health(&self, now: DateTime<Utc>) -> Health {
        self.vitals().health(now)
    }

    /// The permissions that Gander needs and the person did not grant: see [`crate::Grant::missing`].
    #[must_use]
    pub fn missing(&self) -> Vec<&str> {
        self.grant.missing(&self.policy)
    }

    /// What is granted, to compare with it later.
    pub(crate) fn granted_until_now(&self) -> Granted {
        let missing = self.missing().into_iter().map(str::to_owned).collect();
        Granted { said: self.grant.scopes.is_some(), missing }
    }

    /// Whether it was broken by a permission that is missing, and one is.
    pub(crate) fn is_broken_for_want_of_permission(&self) -> bool {
        let broken = matches!(&self.standing, Standing::Broken { reason: Reason::PermissionMissing, .. });
        broken && !self.missing().is_empty()
    }

    /// When the person must have signed in again: see [`Vitals::reauthorize_by`].
    #[must_use]
    pub fn reauthorize_by(&self) -> Option<DateTime<Utc>> {
        self.vitals().reauthorize_by()
    }

    /// When the network is asked next. A connection that only Reauthorize can mend is left alone; one whose
    /// trouble the person can mend at the network's own pages, or at the developer's, is not.
    #[must_use]
    pub fn next_check(&self) -> Option<DateTime<Utc>> {
        let scheduled = match &self.standing {
            Standing::Broken { reason: Reason::Checkpoint, .. }
            | Standing::SetUpNeeded { what: SetUp::AppKeysRefused, .. } => return Some(self.next_check),
            Standing::Broken { .. } | Standing::SetUpNeeded { .. } => return None,
            Standing::Good => self.next_check,
        };
        // The end of a token that nothing can renew is worth a look of its own.
        let end = self.grant.access_until.filter(|until| {
            !self.grant.renewable(&self.policy) && self.checked_at.is_none_or(|checked| checked < *until)
        });
        Some(end.map_or(scheduled, |end| scheduled.min(end)))
    }

    /// When Gander renews next by itself.
    #[must_use]
    pub fn next_renewal(&self) -> Option<DateTime<Utc>> {
        match self.standing {
            Standing::Good => self.grant.renewal_due(&self.policy),
            Standing::Broken { .. } | Standing::SetUpNeeded { .. } => None,
        }
    }

    /// When the next rung of the warning ladder is reached.
    fn next_rung(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let by = self.reauthorize_by()?;
        self.policy.warn.iter().map(|rung| by - *rung).filter(|at| *at > now).min()
    }

    /// What the person is to be told now, with what is then told. Several missed rungs or reminders make one.
    pub(crate) fn due_notice(&self, now: DateTime<Utc>) -> Option<(NoticeKind, Notified)> {
        let told = |trouble| Notified { trouble, warning: None, pages: self.told.pages };
        match &self.standing {
            Standing::Good => self.due_warning(now).or_else(|| self.due_page_notice()),
            Standing::SetUpNeeded { what, .. } => {
                (self.told.trouble == 0).then(|| (NoticeKind::SetUpNeeded(*what), told(1)))
            }
            Standing::Broken { reason, evidence } => {
                let due = (1..=MOST_REMINDERS).take_while(|n| reminder_at(evidence.at, *n) <= now).count();
                let reminder = u32::try_from(due).unwrap_or_default();
                (self.told.trouble <= reminder)
                    .then(|| (NoticeKind::Disconnected { reason: *reason, reminder }, told(reminder + 1)))
            }
        }
    }

    fn due_warning(&self, now: DateTime<Utc>) -> Option<(NoticeKind, Notified)> {
        let by = self.reauthorize_by()?;
        let rung = self.policy.warn.iter().copied().filter(|rung| by - *rung <= now).min()?;
        // Already warned of an earlier or equal deadline: do not warn again.
        let told = self.told.warning.is_some_and(|(of, at)| of <= by && at <= rung);
        (!told).then_some((
            NoticeKind::ReauthorizeBy { by, rung },
            Notified { trouble: 0, warning: Some((by, rung)), pages: self.told.pages },
        ))
    }

    fn due_page_notice(&self) -> Option<(NoticeKind, Notified)> {
        let pages = u32::try_from(self.lost_pages().count()).unwrap_or(u32::MAX);
        let names: Vec<_> = self.lost_pages().take(MOST_NAMED).map(|page| page.name.as_str()).collect();
        (pages > self.told.pages).then(|| {
            (NoticeKind::PageLost { names: names.join(", ") }, Notified { pages, ..self.told.clone() })
        })
    }

    pub(crate) fn break_with(&mut self, reason: Reason, evidence: Evidence) {
        // Another trouble than the one told of is told of as well.
        self.told.trouble = 0;
        self.standing = Standing::Broken { reason, evidence };
        self.unreachable = None;
    }
}

pub(crate) fn reminder_at(since: DateTime<Utc>, told: u32) -> DateTime<Utc> {
    match told {
        0 => since,
        n => since + FIRST_REMINDER + REMINDER_EVERY * i32::try_from(n - 1).unwrap_or_default(),
    }
}

fn next_reminder(since: DateTime<Utc>, told: u32) -> Option<DateTime<Utc>> {
    (told <= MOST_REMINDERS).then(|| reminder_at(since, told))
}

/// A share of `most` that differs from connection to connection and from time to time, so that what fell due
/// together does not stay together. Computed, not random: the machine is pure.
pub(crate) fn spread(id: &str, count: u32, most: TimeDelta) -> TimeDelta {
    let hash = fnv_1a(id.bytes().chain(count.to_le_bytes()));
    let per_mille = i32::try_from((hash >> 32) % 1000).unwrap_or_default();
    TimeDelta::milliseconds(most.num_milliseconds() / 1000 * i64::from(per_mille))
}
