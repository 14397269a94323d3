//! What is to be told about a connection, and how far each channel is with it.

use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::{ConnectionId, NetworkId, NoticeKind};

/// What came and went and comes again within this long flaps.
const FLAPS_WITHIN: TimeDelta = TimeDelta::hours(1);
/// What flaps is told again only when it has stood this long.
const DWELL: TimeDelta = TimeDelta::minutes(10);

/// A way to tell the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Channel {
    /// A notification of the system's.
    Native,
    /// A mail through the person's own server.
    Email,
}

/// What is told together. Each has at most one native notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// What needs the person: disconnected, or without app keys.
    Trouble,
    /// What soon will.
    Soon,
}

/// How far a channel is with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// This channel does not tell it.
    NotMeant,
    /// Not told yet.
    Waiting,
    /// Not told, though it was tried.
    Failed {
        /// How often.
        times: u32,
        /// When to try again.
        retry_at: DateTime<Utc>,
    },
    /// Told.
    Done {
        /// When.
        at: DateTime<Utc>,
    },
}

/// What is to be told about a connection. There is one for each connection at most: the newest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which connection.
    pub connection: ConnectionId,
    /// At which network.
    pub network: NetworkId,
    /// The kind of notice.
    pub kind: NoticeKind,
    /// When it fell due.
    pub raised: DateTime<Utc>,
    /// It flaps: told only if it still stands then.
    pub settles_at: Option<DateTime<Utc>>,
    /// By native notification.
    pub native: Delivery,
    /// By e-mail.
    pub email: Delivery,
    /// The end that a mail has named already.
    pub mailed_end: Option<DateTime<Utc>>,
    /// When it was over. It is kept for a while, to know what flaps.
    pub over_at: Option<DateTime<Utc>>,
}

impl Entry {
    /// Something is to be told, in place of what was known before. `last_rung` is the ladder's shortest.
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
        // What flaps and changes its reason meanwhile flaps still.
        let unsettled = former.filter(|former| former.stands()).and_then(|former| former.settles_at);
        // A rung that is told again, or one before it: what was mailed of this end came before its time.
        let untimely = former.is_some_and(|former| match (&former.kind, &kind) {
            (NoticeKind::ReauthorizeBy { by: of, rung: told }, NoticeKind::ReauthorizeBy { by, rung }) => {
                of == by && told <= rung
            }
            _ => false,
        });
        let mailed_end = former.and_then(|former| former.mailed_end).filter(|_| !untimely);
        // A server that refuses is not asked sooner because there is more to tell.
        let untold = |channel| match former.map(|former| former.delivery(channel)) {
            Some(failed @ Delivery::Failed { .. }) => failed,
            Some(Delivery::NotMeant | Delivery::Waiting | Delivery::Done { .. }) | None => Delivery::Waiting,
        };
        let mailed = match &kind {
            NoticeKind::Disconnected { .. } | NoticeKind::SetUpNeeded(_) | NoticeKind::PageLost { .. } => {
                false
            }
            // A mail at the first rung and at the last; the first is the first that was not slept through.
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

    /// It is over. It is still kept for a while: another process may be about to tell it, or it comes again.
    pub fn over(&mut self, now: DateTime<Utc>) {
        self.over_at = Some(now);
    }

    /// Whether it is to be forgotten: it was over long ago.
    #[must_use]
    pub fn is_past(&self, now: DateTime<Utc>) -> bool {
        // A clock that was put back must not keep it for ever.
        self.over_at.is_some_and(|over| (now - over).abs() >= FLAPS_WITHIN)
    }

    /// Whether it is still so.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.over_at.is_none()
    }

    /// What it is told together with.
    #[must_use]
    pub fn topic(&self) -> Topic {
        match self.kind {
            NoticeKind::Disconnected { .. } | NoticeKind::SetUpNeeded(_) | NoticeKind::PageLost { .. } => {
                Topic::Trouble
            }
            NoticeKind::ReauthorizeBy { .. } => Topic::Soon,
        }
    }

    /// How far a channel is.
    #[must_use]
    pub fn delivery(&self, channel: Channel) -> Delivery {
        match channel {
            Channel::Native => self.native,
            Channel::Email => self.email,
        }
    }

    /// A channel has told it.
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

    /// A channel could not tell it. It is tried again, ever more seldom.
    pub fn failed(&mut self, channel: Channel, now: DateTime<Utc>) {
        let times = match self.delivery(channel) {
            Delivery::Failed { times, .. } => times.saturating_add(1),
            Delivery::NotMeant | Delivery::Waiting | Delivery::Done { .. } => 1,
        };
        let failed = Delivery::Failed { times, retry_at: now + wait(channel, times) };
        match channel {
            Channel::Native => self.native = failed,
            Channel::Email => self.email = failed,
        }
    }

    /// Something changed that may let a failed channel succeed: it is tried at once.
    pub fn try_again(&mut self, channel: Channel) {
        let delivery = match channel {
            Channel::Native => &mut self.native,
            Channel::Email => &mut self.email,
        };
        if let Delivery::Failed { .. } = delivery {
            *delivery = Delivery::Waiting;
        }
    }

    /// When it may be forgotten, once it is over.
    pub(crate) fn past_at(&self) -> Option<DateTime<Utc>> {
        self.over_at.map(|over| over + FLAPS_WITHIN)
    }

    /// Until when a failed channel is left alone. Further ahead than the wait was, the clock was put back meanwhile:
    /// that must not make the wait longer.
    pub(crate) fn retry_at(&self, channel: Channel, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        match self.delivery(channel) {
            Delivery::Failed { times, retry_at } => {
                Some(retry_at).filter(|at| *at <= now + wait(channel, times))
            }
            Delivery::NotMeant | Delivery::Waiting | Delivery::Done { .. } => None,
        }
    }

    /// Until when it is watched whether it flaps, unless the clock was put back meanwhile.
    pub(crate) fn settles_at(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.settles_at.filter(|at| *at <= now + DWELL)
    }

    fn was_told(&self) -> bool {
        [self.native, self.email].iter().any(|delivery| matches!(delivery, Delivery::Done { .. }))
            || self.settles_at.is_some()
    }
}

/// A minute, two, four and so on: up to an hour for a notification, up to six for a mail.
fn wait(channel: Channel, times: u32) -> TimeDelta {
    let most = match channel {
        Channel::Native => TimeDelta::hours(1),
        Channel::Email => TimeDelta::hours(6),
    };
    (TimeDelta::minutes(1) * (1 << times.saturating_sub(1).min(10))).min(most)
}
