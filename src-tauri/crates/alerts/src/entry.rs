//! The notice about a connection, and its delivery on each channel.

use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::{ConnectionId, NetworkId, NoticeKind};

/// A notice flaps if it returns this soon after it was over.
pub(crate) const FLAPS_WITHIN: TimeDelta = TimeDelta::hours(1);
/// A flapping notice is delivered again only after it has stood this long.
const DWELL: TimeDelta = TimeDelta::minutes(10);

/// A way to tell the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Channel {
    /// A native notification of the system.
    Native,
    /// A mail through the person's own server.
    Email,
}

/// A group of notices that share one native notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// Connections that need the person now: disconnected, without app keys, or with a lost page.
    Trouble,
    /// Connections that will need the person soon.
    Soon,
}

/// The state of an entry's delivery on one channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// This channel does not deliver it.
    NotMeant,
    /// Not delivered yet.
    Waiting,
    /// The last attempt failed.
    Failed {
        /// The number of failures in a row.
        times: u32,
        /// The time of the next attempt.
        retry_at: DateTime<Utc>,
    },
    /// Delivered.
    Done {
        /// The time of the delivery.
        at: DateTime<Utc>,
    },
}

/// The newest notice about a connection. A connection has at most one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The connection that the notice is about.
    pub connection: ConnectionId,
    /// The connection's network.
    pub network: NetworkId,
    /// The kind of notice.
    pub kind: NoticeKind,
    /// The time when it was raised.
    pub raised: DateTime<Utc>,
    /// Set if it flaps: it is delivered only if it still stands at this time.
    pub settles_at: Option<DateTime<Utc>>,
    /// The delivery by native notification.
    pub native: Delivery,
    /// The delivery by e-mail.
    pub email: Delivery,
    /// The end date that a mail has already named.
    pub mailed_end: Option<DateTime<Utc>>,
    /// The time when it was over. The entry is kept for a while to detect flapping.
    pub over_at: Option<DateTime<Utc>>,
}

impl Entry {
    /// Creates the entry of a new notice, which replaces `former`. `last_rung` is the ladder's shortest.
    #[must_use]
    pub fn raised(
        former: Option<&Self>,
        now: DateTime<Utc>,
        connection: ConnectionId,
        network: NetworkId,
        kind: NoticeKind,
        last_rung: Option<TimeDelta>,
    ) -> Self {
        let flaps = former.is_some_and(|former| {
            former.was_told() && former.over_at.is_some_and(|over| (now - over).abs() < FLAPS_WITHIN)
        });
        // A flapping notice that changes its reason still flaps.
        let unsettled = former.filter(|former| former.stands()).and_then(|former| former.settles_at);
        // If the same rung or an earlier one is raised again, the mail about this end was premature.
        let untimely = former.is_some_and(|former| match (&former.kind, &kind) {
            (NoticeKind::ReauthorizeBy { by: of, rung: told }, NoticeKind::ReauthorizeBy { by, rung }) => {
                of == by && told <= rung
            }
            _ => false,
        });
        let mailed_end = former.and_then(|former| former.mailed_end).filter(|_| !untimely);
        // A new notice does not shorten the wait after a failed delivery.
        let untold = |channel| match former.map(|former| former.delivery(channel)) {
            Some(failed @ Delivery::Failed { .. }) => failed,
            Some(Delivery::NotMeant | Delivery::Waiting | Delivery::Done { .. }) | None => Delivery::Waiting,
        };
        let mailed = match &kind {
            NoticeKind::Disconnected { .. } | NoticeKind::SetUpNeeded(_) | NoticeKind::PageLost { .. } => {
                false
            }
            // Mails go out for the last rung and for the first one that the device did not sleep through.
            NoticeKind::ReauthorizeBy { by, rung } => mailed_end == Some(*by) && last_rung != Some(*rung),
        };
        Self {
            connection,
            network,
            kind,
            raised: now,
            settles_at: if flaps { Some(now + DWELL) } else { unsettled },
            native: untold(Channel::Native),
            email: if mailed { Delivery::NotMeant } else { untold(Channel::Email) },
            mailed_end,
            over_at: None,
        }
    }

    /// Marks it as over. The entry is kept for a while: another process may be about to deliver it, or it may return.
    pub fn over(&mut self, now: DateTime<Utc>) {
        self.over_at = Some(now);
    }

    /// Tells whether it was over so long ago that it can be deleted.
    #[must_use]
    pub fn is_past(&self, now: DateTime<Utc>) -> bool {
        // A clock that was put back must not keep it for ever.
        self.over_at.is_some_and(|over| (now - over).abs() >= FLAPS_WITHIN)
    }

    /// Tells whether the notice still holds.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.over_at.is_none()
    }

    /// The topic that groups it with other notices.
    #[must_use]
    pub fn topic(&self) -> Topic {
        match self.kind {
            NoticeKind::Disconnected { .. } | NoticeKind::SetUpNeeded(_) | NoticeKind::PageLost { .. } => {
                Topic::Trouble
            }
            NoticeKind::ReauthorizeBy { .. } => Topic::Soon,
        }
    }

    /// The state of its delivery on a channel.
    #[must_use]
    pub fn delivery(&self, channel: Channel) -> Delivery {
        match channel {
            Channel::Native => self.native,
            Channel::Email => self.email,
        }
    }

    /// Records that a channel delivered it.
    pub fn told(&mut self, channel: Channel, now: DateTime<Utc>) {
        let done = Delivery::Done { at: now };
        match channel {
            Channel::Native => self.native = done,
            Channel::Email => {
                self.email = done;
                if let NoticeKind::ReauthorizeBy { by, .. } = self.kind {
                    self.mailed_end = Some(by);
                }
            }
        }
    }

    /// Records that a channel failed to deliver it. The wait before the next attempt grows.
    pub fn failed(&mut self, channel: Channel, now: DateTime<Utc>) {
        let failed = failed_again(self.delivery(channel), channel, now);
        match channel {
            Channel::Native => self.native = failed,
            Channel::Email => self.email = failed,
        }
    }

    /// Lets a failed channel try again at once, because something changed that may let it succeed.
    pub fn try_again(&mut self, channel: Channel) {
        let delivery = match channel {
            Channel::Native => &mut self.native,
            Channel::Email => &mut self.email,
        };
        if let Delivery::Failed { .. } = delivery {
            *delivery = Delivery::Waiting;
        }
    }

    /// The time from which it can be deleted, once it is over.
    pub(crate) fn past_at(&self) -> Option<DateTime<Utc>> {
        self.over_at.map(|over| over + FLAPS_WITHIN)
    }

    /// The time of a failed channel's next attempt. A time further ahead than the wait means that the clock was set
    /// back; it does not count.
    pub(crate) fn retry_at(&self, channel: Channel, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        retry_at(self.delivery(channel), channel, now)
    }

    /// The time until which a flapping notice is held back, unless the clock was set back.
    pub(crate) fn settles_at(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.settles_at.filter(|at| *at <= now + DWELL)
    }

    fn was_told(&self) -> bool {
        [self.native, self.email].iter().any(|delivery| matches!(delivery, Delivery::Done { .. }))
            || self.settles_at.is_some()
    }
}

/// The state after one more failure of a channel.
pub(crate) fn failed_again(former: Delivery, channel: Channel, now: DateTime<Utc>) -> Delivery {
    let times = match former {
        Delivery::Failed { times, .. } => times.saturating_add(1),
        Delivery::NotMeant | Delivery::Waiting | Delivery::Done { .. } => 1,
    };
    Delivery::Failed { times, retry_at: now + wait(channel, times) }
}

/// The time of a failed channel's next attempt, unless the clock was set back.
pub(crate) fn retry_at(delivery: Delivery, channel: Channel, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    match delivery {
        Delivery::Failed { times, retry_at } => Some(retry_at).filter(|at| *at <= now + wait(channel, times)),
        Delivery::NotMeant | Delivery::Waiting | Delivery::Done { .. } => None,
    }
}

/// The wait after a failure: one, two, four minutes and so on, up to an hour for a notification, six for a mail.
fn wait(channel: Channel, times: u32) -> TimeDelta {
    let most = match channel {
        Channel::Native => TimeDelta::hours(1),
        Channel::Email => TimeDelta::hours(6),
    };
    (TimeDelta::minutes(1) * (1 << times.saturating_sub(1).min(10))).min(most)
}
