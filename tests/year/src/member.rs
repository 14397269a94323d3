//! What the network knows of one member, and Gander can only ask.

use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::{NoticeKind, Policy, Reason, Renewal, Signal};

use crate::politeness::Asked;

pub(crate) struct Member {
    /// Which of the kinds.
    pub(crate) kind: usize,
    /// The network has taken the access back, for this reason and at this moment.
    pub(crate) ended: Option<(Reason, DateTime<Utc>)>,
    /// The network's own idea of when the tokens end.
    pub(crate) access_until: Option<DateTime<Utc>>,
    pub(crate) refresh_until: Option<DateTime<Utc>>,
    /// The last answer was a hiccup.
    pub(crate) hiccup: bool,
    /// Disconnected, and not told yet.
    pub(crate) untold: bool,
    /// What the person has been told since the last recovery.
    pub(crate) told: Vec<NoticeKind>,
    /// It works again, and what was told has not been withdrawn.
    pub(crate) to_withdraw: bool,
    pub(crate) sign_in_planned: bool,
    pub(crate) waiting: Waiting,
    pub(crate) asked: Asked,
}

/// How long a disconnect has been there to be found, without the time in which it could not be.
#[derive(Default)]
pub(crate) struct Waiting {
    since: Option<DateTime<Utc>>,
    /// From the first request without an answer until the next answer, the network does not answer.
    silent_since: Option<DateTime<Utc>>,
    not_counted: TimeDelta,
}

impl Waiting {
    /// From now on there is something to be found.
    pub(crate) fn begin(&mut self, now: DateTime<Utc>) {
        (self.since, self.not_counted) = (Some(now), TimeDelta::zero());
    }

    /// Nothing is to be found any more. Gives how long it was there: as it counts, and by the clock.
    pub(crate) fn end(&mut self, now: DateTime<Utc>) -> Option<(TimeDelta, TimeDelta)> {
        let counted = self.counted(now)?;
        let since = self.since.take()?;
        Some((counted, now - since))
    }

    pub(crate) fn counted(&self, now: DateTime<Utc>) -> Option<TimeDelta> {
        let since = self.since?;
        let silent = self.silent_since.map_or_else(TimeDelta::zero, |silent| now - silent.max(since));
        Some(now - since - self.not_counted - silent)
    }

    pub(crate) fn slept(&mut self, from: DateTime<Utc>, to: DateTime<Utc>) {
        if let (Some(since), None) = (self.since, self.silent_since) {
            self.not_counted += to - from.max(since);
        }
    }

    pub(crate) fn was_silent(&mut self, now: DateTime<Utc>) {
        self.silent_since.get_or_insert(now);
    }

    pub(crate) fn answered(&mut self, now: DateTime<Utc>) {
        if let (Some(silent), Some(since)) = (self.silent_since.take(), self.since) {
            self.not_counted += now - silent.max(since);
        }
    }
}

impl Member {
    pub(crate) fn new(kind: usize) -> Self {
        Self {
            kind,
            ended: None,
            access_until: None,
            refresh_until: None,
            hiccup: false,
            untold: false,
            told: Vec::new(),
            to_withdraw: false,
            sign_in_planned: false,
            waiting: Waiting::default(),
            asked: Asked::default(),
        }
    }

    pub(crate) fn sign_in(&mut self, policy: &Policy, now: DateTime<Utc>) {
        self.ended = None;
        self.renew(policy, now);
        self.refresh_until = match policy.renewal {
            Renewal::Refresh { horizon, .. } => horizon.map(|horizon| now + horizon),
            Renewal::None | Renewal::Extend { .. } => None,
        };
    }

    pub(crate) fn renew(&mut self, policy: &Policy, now: DateTime<Utc>) {
        self.access_until = policy.access.map(|life| now + life);
    }

    /// What the network would answer but for chance. `None`: it is fine.
    pub(crate) fn proof(&self, policy: &Policy, now: DateTime<Utc>, renewal: bool) -> Option<Signal> {
        if let Some((reason, _)) = self.ended {
            return Some(says(reason));
        }
        if renewal && over(self.refresh_until, now) {
            return Some(Signal::RefreshRejected);
        }
        let refreshes = renewal && matches!(policy.renewal, Renewal::Refresh { .. });
        (over(self.access_until, now) && !refreshes).then_some(Signal::Expired)
    }

    /// Whether a disconnect for this reason is a true one.
    pub(crate) fn proves(&self, now: DateTime<Utc>, reason: Reason) -> bool {
        if let Some((ended, _)) = self.ended {
            return ended == reason;
        }
        match reason {
            Reason::Expired => over(self.access_until, now),
            Reason::RefreshRejected => over(self.refresh_until, now),
            Reason::Revoked | Reason::PasswordChanged | Reason::Checkpoint | Reason::PermissionMissing => {
                false
            }
        }
    }
}

fn over(until: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    until.is_some_and(|until| until <= now)
}

fn says(reason: Reason) -> Signal {
    match reason {
        Reason::Expired => Signal::Expired,
        Reason::Revoked => Signal::Revoked,
        Reason::PasswordChanged => Signal::PasswordChanged,
        Reason::Checkpoint => Signal::Checkpoint,
        Reason::PermissionMissing => Signal::PermissionMissing,
        Reason::RefreshRejected => Signal::RefreshRejected,
    }
}
