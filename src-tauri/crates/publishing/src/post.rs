//! The life of one post: its phases, and the transitions between them. The store applies each transition in one
//! transaction, so that two processes cannot undo each other's.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::{AfterLoss, Destination, Look, Remote};

/// The first look for a post whose answer was lost comes this long after the request: by then the network has processed
/// the request, or never will.
pub const FIRST_LOOK: TimeDelta = TimeDelta::minutes(2);
/// The moments of the further looks, after the request.
const FURTHER_LOOKS: [TimeDelta; 5] = [
    TimeDelta::minutes(5),
    TimeDelta::minutes(15),
    TimeDelta::hours(1),
    TimeDelta::hours(6),
    TimeDelta::hours(24),
];
/// The refusals of one token after which a post is refused, although each check calls the token good.
const MOST_ROUNDS: u32 = 2;
/// A planned post that starts this late is still in time: a device does not wake to the second.
const IN_TIME: TimeDelta = TimeDelta::minutes(5);

mod decision;
mod deletion;
mod found;
mod hold;

pub use decision::{Decision, NotNow};
pub use deletion::Deletion;
pub use hold::Hold;

lifecycle::name! {
    /// The id of an activity.
    ActivityId
}

lifecycle::name! {
    /// The id of a post.
    PostId
}

/// One activity at one destination.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// Its id.
    pub id: PostId,
    /// The activity that it belongs to.
    pub activity: ActivityId,
    /// Where it appears.
    pub to: Destination,
    /// The version of its content. A handle belongs to one version.
    pub version: u32,
    /// How far it has come.
    pub phase: Phase,
    /// The time from which it may go out.
    pub due: DateTime<Utc>,
    /// `None`: the person shared it at once, so that it never is late.
    pub late: Option<Late>,
    /// Its handle at the network, from the first request on that may have published it.
    pub handle: Option<Handle>,
    /// The person cancelled it while its request was under way.
    pub cancel: bool,
    /// The token that the network last refused for it, by generation, and how often.
    pub refused_token: Option<(u64, u32)>,
    /// The reason for which it is held back although it is due.
    pub hold: Option<Hold>,
    /// The result of the last request that deletes it at its network.
    pub deletion: Option<Deletion>,
}

/// The name by which a network knows a post before it has an id for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handle {
    /// The name: an idempotency key, or the key of a record.
    pub name: String,
    /// The time of the first request under it. A network keeps its promise about repeats from then on.
    pub first_used: DateTime<Utc>,
}

/// The rule for a planned post that could not go out in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Late {
    /// It still goes out up to six hours late. Then the person decides.
    SixHours,
    /// The person decides.
    Ask,
    /// It does not go out.
    Never,
}

/// How far a post has come. Only these are stored. Whether a post waits, is planned or is late follows from them, from
/// the time and from the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Nothing of it has left this device.
    Queued,
    /// The request that cannot be taken back is about to leave, or has left.
    Armed {
        /// The time of the first such request.
        at: DateTime<Utc>,
        /// Gander repeats the request, because its first answer was lost.
        #[serde(default)]
        again: bool,
    },
    /// The answer was lost.
    Unknown {
        /// The time of the first request.
        armed_at: DateTime<Utc>,
        /// The number of looks so far.
        looks: u32,
        /// The time of the next look. `None`: only the person can tell.
        next_look: Option<DateTime<Utc>>,
        /// The number of looks that did not see it.
        #[serde(default)]
        not_seen: u32,
    },
    /// It is at the network.
    Published {
        /// The time at which Gander learned it.
        at: DateTime<Utc>,
        /// The post there.
        remote: Remote,
    },
    /// The network does not take it.
    Refused {
        /// The time of the refusal.
        at: DateTime<Utc>,
        /// The network's own sentence.
        reason: Option<String>,
    },
    /// The person left it out.
    Cancelled {
        /// The time of the decision.
        at: DateTime<Utc>,
        /// The person was to share it: taken back, it is theirs again.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        by_hand: bool,
    },
    /// It is planned, and the person will share it on the network's own page, because the network lets no app do so. No
    /// request leaves for it.
    ByHand,
    /// The person shares it on the network's own page. Gander does not learn whether they did.
    HandedOver {
        /// The time at which Gander gave the person the text: when they shared the activity, or later, if it was planned.
        at: DateTime<Utc>,
    },
}

impl Phase {
    /// The person left out a post that Gander was to share.
    #[must_use]
    pub fn cancelled(at: DateTime<Utc>) -> Self {
        Self::Cancelled { at, by_hand: false }
    }
}

/// The result of a request that cannot be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The post is at the network.
    Done(Remote),
    /// The network proved that it published nothing.
    NotDone(Cause),
    /// The network does not take this content, with its own sentence.
    Rejected(Option<String>),
    /// No byte of the request reached the network.
    Unsent,
    /// The answer was lost, or proves nothing.
    Lost,
}

/// The cause for which a network published nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// It refused the token of this generation.
    Token(u64),
    /// The token of this generation lacks a permission.
    Permission(u64),
    /// It refused the app.
    App,
    /// It takes no more posts before a time, if it names one.
    Limit(Option<DateTime<Utc>>),
    /// It does not know the result of an earlier step any more.
    Stale,
}

impl Post {
    /// Tells whether nothing more happens to it.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        match self.phase {
            Phase::Published { .. }
            | Phase::Refused { .. }
            | Phase::Cancelled { .. }
            | Phase::HandedOver { .. } => true,
            Phase::Queued | Phase::ByHand | Phase::Armed { .. } | Phase::Unknown { .. } => false,
        }
    }

    /// The time after which the post is late. `None`: it never is.
    #[must_use]
    pub fn late_after(&self) -> Option<DateTime<Utc>> {
        let patience = match self.late? {
            Late::SixHours => TimeDelta::hours(6),
            Late::Ask | Late::Never => IN_TIME,
        };
        Some(self.due.checked_add_signed(patience).unwrap_or(DateTime::<Utc>::MAX_UTC))
    }

    /// Tells whether its time is over, so that the person decides.
    #[must_use]
    pub fn is_late(&self, now: DateTime<Utc>) -> bool {
        self.phase == Phase::Queued && self.late_after().is_some_and(|latest| now > latest)
    }

    /// The time of the first request that may have published this version, if one left before the one that is armed now.
    #[must_use]
    pub fn sent_before(&self) -> Option<DateTime<Utc>> {
        let first_used = self.handle.as_ref()?.first_used;
        match self.phase {
            Phase::Armed { at, again } if !again && first_used == at => None,
            _ => Some(first_used),
        }
    }

    /// Tells whether its answer was lost and the time of the first look has passed.
    pub(crate) fn is_past_first_look(&self) -> bool {
        match self.phase {
            Phase::Unknown { armed_at, next_look: Some(next), .. } => next > after(armed_at, FIRST_LOOK),
            _ => false,
        }
    }

    /// Arms the post: from now on its request may be at the network. Only the store's own copy of a queued post of this
    /// version can be armed, so that an edit or a second process comes in between at no time.
    ///
    /// # Errors
    /// [`NotNow`]: the post changed meanwhile.
    pub fn arm(&mut self, now: DateTime<Utc>, version: u32, handle: &str) -> Result<(), NotNow> {
        if self.phase != Phase::Queued || self.version != version || self.is_late(now) || self.is_held(now) {
            return Err(NotNow);
        }
        self.phase = Phase::Armed { at: now, again: false };
        self.handle.get_or_insert_with(|| Handle { name: handle.to_owned(), first_used: now });
        Ok(())
    }

    /// Takes the result of its request. A post that is not armed ignores it.
    pub fn answered(&mut self, now: DateTime<Utc>, outcome: Outcome) {
        let Phase::Armed { at: armed_at, again } = self.phase else { return };
        let published_nothing = !matches!(outcome, Outcome::Done(_) | Outcome::Lost);
        if published_nothing && !again {
            // This request was the first under a new handle, so that the network does not know the handle.
            self.handle.take_if(|handle| handle.first_used == armed_at);
        }
        self.phase = match outcome {
            Outcome::Done(remote) => Phase::Published { at: now, remote },
            // A refused repeat says nothing about the first request.
            _ if again => Self::unknown(armed_at, further_look(armed_at, now)),
            Outcome::Lost => Self::unknown(armed_at, Some(after(armed_at, FIRST_LOOK))),
            Outcome::Rejected(reason) => Phase::Refused { at: now, reason },
            Outcome::Unsent | Outcome::NotDone(_) if self.cancel => Phase::cancelled(now),
            Outcome::NotDone(Cause::Token(generation) | Cause::Permission(generation))
                if self.is_refused_again(generation) =>
            {
                Phase::Refused { at: now, reason: None }
            }
            Outcome::Unsent | Outcome::NotDone(_) => Phase::Queued,
        };
        // A lost answer may still turn out to be a success, so that only a look ends the post.
        self.cancel &= matches!(self.phase, Phase::Unknown { .. });
    }

    /// Gander found that the network cannot take it, before a request left. A post that was armed ignores it.
    pub fn refuse(&mut self, now: DateTime<Utc>, reason: Option<String>) {
        if self.phase == Phase::Queued {
            self.phase = Phase::Refused { at: now, reason };
        }
    }

    /// The network refused the token of this generation, or one of its permissions, for a step before the request that
    /// cannot be taken back, such as an upload. A post that was armed ignores it.
    pub fn step_refused(&mut self, now: DateTime<Utc>, generation: u64) {
        if self.phase == Phase::Queued && self.is_refused_again(generation) {
            self.phase = Phase::Refused { at: now, reason: None };
        }
    }

    fn is_refused_again(&mut self, generation: u64) -> bool {
        let rounds = self.refused_token.filter(|(of, _)| *of == generation).map_or(0, |(_, rounds)| rounds);
        let rounds = rounds.saturating_add(1);
        self.refused_token = Some((generation, rounds));
        rounds >= MOST_ROUNDS
    }

    /// The process that sent the request is gone, and with it the answer.
    pub fn interrupted(&mut self) {
        if let Phase::Armed { at, .. } = self.phase {
            self.phase = Self::unknown(at, Some(after(at, FIRST_LOOK)));
        }
    }

    fn unknown(armed_at: DateTime<Utc>, next_look: Option<DateTime<Utc>>) -> Phase {
        Phase::Unknown { armed_at, looks: 0, next_look, not_seen: 0 }
    }

    /// Takes the result of a look: `None` where the network lets no app look. `after_loss` tells whether the network
    /// makes a repeat harmless; `most_looks` is the network's [`crate::Publisher::most_looks`]. Returns whether the same
    /// bytes are now to be sent again.
    pub fn looked(
        &mut self,
        now: DateTime<Utc>,
        look: Option<Look>,
        after_loss: AfterLoss,
        most_looks: u32,
    ) -> bool {
        let Phase::Unknown { armed_at, looks, not_seen, next_look: due } = self.phase else { return false };
        let (looks, mut not_seen) = (looks.saturating_add(1), not_seen);
        match look {
            Some(Look::There(remote)) => {
                self.phase = Phase::Published { at: now, remote };
                return false;
            }
            Some(Look::Void) => {
                // Nothing was published under this handle, and nothing ever will be.
                self.handle = None;
                self.phase = if self.cancel { Phase::cancelled(now) } else { Phase::Queued };
                self.cancel = false;
                return false;
            }
            Some(Look::NotSeen) | None => not_seen = not_seen.saturating_add(1),
            Some(Look::Unclear) => {}
        }
        // Nothing goes out again for a person who gave the post up. Some networks show a post late, so that one look does
        // not prove that it is not there.
        let is_absent = look == Some(Look::NotSeen);
        if self.cancel && not_seen > 1 && is_absent {
            self.phase = Phase::cancelled(now);
            return false;
        }
        let harmless = match after_loss {
            AfterLoss::Repeat { until, looks } => {
                let is_time = now >= after(armed_at, earliest_repeat(looks));
                now < until && ((is_absent && is_time) || look.is_none())
            }
            AfterLoss::Handle => is_absent && not_seen > 1,
            AfterLoss::LookOnly => false,
        };
        if harmless && !self.cancel {
            self.phase = Phase::Armed { at: armed_at, again: true };
            return true;
        }
        // Where the network lets no app look, only the person can tell.
        let next = look_after(due, armed_at, now).filter(|_| look.is_some() && looks < most_looks);
        self.phase = Phase::Unknown { armed_at, looks, next_look: next, not_seen };
        false
    }

    /// A look was not possible, or the network refused to answer it, so that it does not count. `closed`: the account
    /// cannot be used. Then looks go on until it can.
    pub fn look_later(&mut self, now: DateTime<Utc>, closed: bool) {
        if let Phase::Unknown { armed_at, next_look, .. } = &mut self.phase {
            *next_look = if closed {
                further_look(*armed_at, now).or(Some(after(now, TimeDelta::days(1))))
            } else {
                look_after(*next_look, *armed_at, now)
            };
        }
    }
}

/// The time between a request and its repeat, at the least: that of the look with this number.
fn earliest_repeat(looks: u32) -> TimeDelta {
    match looks {
        0 | 1 => TimeDelta::zero(),
        looks => usize::try_from(looks - 2)
            .ok()
            .and_then(|n| FURTHER_LOOKS.get(n).copied())
            .unwrap_or(TimeDelta::MAX),
    }
}

/// The next of the further looks.
fn further_look(armed_at: DateTime<Utc>, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    FURTHER_LOOKS.iter().map(|wait| after(armed_at, *wait)).find(|at| *at > now)
}

/// The look after the one that was due at this time. A device that slept past all of them makes two, because it may not
/// reach the network when it wakes, and one look that does not see the post proves little.
fn look_after(
    due: Option<DateTime<Utc>>,
    armed_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let [first, .., last] = FURTHER_LOOKS;
    let slept = due.is_some_and(|due| due < after(armed_at, last));
    further_look(armed_at, now).or_else(|| slept.then(|| after(now, first)))
}

fn after(at: DateTime<Utc>, wait: TimeDelta) -> DateTime<Utc> {
    at.checked_add_signed(wait).unwrap_or(DateTime::<Utc>::MAX_UTC)
}

#[cfg(test)]
mod tests;
