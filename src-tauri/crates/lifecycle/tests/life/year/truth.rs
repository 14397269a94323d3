//! What the network knows and Gander can only ask, and chance.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use lifecycle::{NoticeKind, Policy, Reason, Renewal, Signal};

/// What the network knows of one member, and Gander can only ask.
pub struct Truth {
    pub policy: Arc<Policy>,
    /// The network has taken the access back, for this reason and at this moment.
    pub ended: Option<(Reason, DateTime<Utc>)>,
    /// The network's own idea of when the access token ends.
    pub access_until: Option<DateTime<Utc>>,
    pub refresh_until: Option<DateTime<Utc>>,
    pub down_until: DateTime<Utc>,
    /// The last answer was a hiccup.
    pub hiccup: bool,
    /// Disconnected, and not told yet.
    pub untold: bool,
    /// What the person has been told since the last recovery.
    pub told: Vec<NoticeKind>,
    pub sign_in_planned: bool,
}

impl Truth {
    pub fn new(policy: Arc<Policy>, now: DateTime<Utc>) -> Self {
        Self {
            policy,
            ended: None,
            access_until: None,
            refresh_until: None,
            down_until: now,
            hiccup: false,
            untold: false,
            told: Vec::new(),
            sign_in_planned: false,
        }
    }

    pub fn sign_in(&mut self, now: DateTime<Utc>) {
        self.ended = None;
        self.renew(now);
        self.refresh_until = match self.policy.renewal {
            Renewal::Refresh { horizon, .. } => horizon.map(|horizon| now + horizon),
            Renewal::None | Renewal::Extend { .. } => None,
        };
    }

    pub fn renew(&mut self, now: DateTime<Utc>) {
        self.access_until = self.policy.access.map(|life| now + life);
    }

    /// What the network would answer but for chance. `None`: it is fine.
    pub fn proof(&self, now: DateTime<Utc>, renewal: bool) -> Option<Signal> {
        if let Some((reason, _)) = self.ended {
            return Some(says(reason));
        }
        if renewal && over(self.refresh_until, now) {
            return Some(Signal::RefreshRejected);
        }
        let refreshes = renewal && matches!(self.policy.renewal, Renewal::Refresh { .. });
        (over(self.access_until, now) && !refreshes).then_some(Signal::Expired)
    }

    /// Whether a disconnect for this reason is a true one.
    pub fn proves(&self, now: DateTime<Utc>, reason: Reason) -> bool {
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

/// Knuth's MMIX constants: the same year each time.
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, most: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 33).unwrap_or_default() % most
    }

    pub fn one_in(&mut self, most: i64) -> bool {
        self.below(most) == 0
    }
}
