//! The network's view of one member, which Gander can only ask about.

use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::{NoticeKind, Policy, Reason, Renewal, Signal};

use crate::politeness::Asked;

pub(crate) struct Member {
    /// The index of the member's kind.
    pub(crate) kind: usize,
    /// The reason and the moment of the network's cut-off.
    pub(crate) ended: Option<(Reason, DateTime<Utc>)>,
    /// The moments at which the network ends the tokens.
    pub(crate) access_until: Option<DateTime<Utc>>,
    pub(crate) refresh_until: Option<DateTime<Utc>>,
    /// The last answer was a false alarm.
    pub(crate) hiccup: bool,
    /// Disconnected, without a notice so far.
    pub(crate) untold: bool,
    /// The notices since the last recovery.
    pub(crate) told: Vec<NoticeKind>,
    /// The connection recovered, and its notices are not withdrawn yet.
    pub(crate) to_withdraw: bool,
    pub(crate) sign_in_planned: bool,
    pub(crate) waiting: Waiting,
    pub(crate) asked: Asked,
}

/// Measures how long a disconnect has been detectable, without the time in which detection was impossible.
#[derive(Default)]
pub(crate) struct Waiting {
    since: Option<DateTime<Utc>>,
    /// The start of the current silence: the network counts as silent from the first failed request to the next answer.
    silent_since: Option<DateTime<Utc>>,
    not_counted: TimeDelta,
}

impl Waiting {
    /// Starts the measurement: a disconnect is now detectable.
    pub(crate) fn begin(&mut self, now: DateTime<Utc>) {
        (self.since, self.not_counted) = (Some(now), TimeDelta::zero());
    }

    /// Ends the measurement. Returns the counted time and the wall-clock time.
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

    /// The network's answer without random faults. `None` means success.
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

    /// Tells whether a disconnect for this reason is true.
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
