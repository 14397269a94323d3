//! The life of one post: its phases, and the transitions between them. The store applies each transition in one
//! transaction, so that two processes cannot undo each other's.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use url::Url;

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
    },
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
}

/// A decision of the person about a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Look again now.
    Look,
    /// The post is at the network.
    There(Option<Url>),
    /// Share it again, although it may be there. A post that was left out takes its place again.
    Again,
    /// Leave it out.
    Leave,
    /// Share it now, although it is late or planned.
    Now,
    /// Share it at another time.
    At(DateTime<Utc>),
}

/// The decision does not suit the post as it is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotNow;

impl Post {
    /// Tells whether nothing more happens to it.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        matches!(self.phase, Phase::Published { .. } | Phase::Refused { .. } | Phase::Cancelled { .. })
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

    /// Arms the post: from now on its request may be at the network. Only the store's own copy of a queued post of this
    /// version can be armed, so that an edit or a second process comes in between at no time.
    ///
    /// # Errors
    /// [`NotNow`]: the post changed meanwhile.
    pub fn arm(&mut self, now: DateTime<Utc>, version: u32, handle: &str) -> Result<(), NotNow> {
        if self.phase != Phase::Queued || self.version != version || self.is_late(now) {
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
            _ if again => Self::unknown(armed_at, next_look(armed_at, now)),
            Outcome::Lost => Self::unknown(armed_at, Some(after(armed_at, FIRST_LOOK))),
            Outcome::Rejected(reason) => Phase::Refused { at: now, reason },
            Outcome::Unsent | Outcome::NotDone(_) if self.cancel => Phase::Cancelled { at: now },
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
        Phase::Unknown { armed_at, looks: 0, next_look }
    }

    /// Takes the result of a look: `None` where the network lets no app look. `after_loss` tells whether the network
    /// makes a repeat harmless. Returns whether the same bytes are now to be sent again.
    pub fn looked(&mut self, now: DateTime<Utc>, look: Option<Look>, after_loss: AfterLoss) -> bool {
        let Phase::Unknown { armed_at, looks, .. } = self.phase else { return false };
        if let Some(Look::There(remote)) = look {
            self.phase = Phase::Published { at: now, remote };
            return false;
        }
        // Nothing goes out again for a person who gave the post up. Some networks show a post late, so that one look does
        // not prove that it is not there.
        if self.cancel && looks > 0 && look == Some(Look::NotSeen) {
            self.phase = Phase::Cancelled { at: now };
            return false;
        }
        let harmless = !self.cancel && matches!(after_loss, AfterLoss::Repeat { until } if now < until);
        if harmless && matches!(look, Some(Look::NotSeen) | None) {
            self.phase = Phase::Armed { at: armed_at, again: true };
            return true;
        }
        let next = match look {
            // The network lets no app look.
            None => None,
            Some(_) => next_look(armed_at, now),
        };
        self.phase = Phase::Unknown { armed_at, looks: looks.saturating_add(1), next_look: next };
        false
    }

    /// Takes a decision of the person.
    ///
    /// # Errors
    /// [`NotNow`]: the post is in a phase that the decision does not suit. The post is unchanged then.
    pub fn settle(&mut self, now: DateTime<Utc>, decision: Decision) -> Result<(), NotNow> {
        match (&self.phase, decision) {
            (Phase::Unknown { armed_at, looks, .. }, Decision::Look) => {
                let (armed_at, looks) = (*armed_at, *looks);
                self.phase = Phase::Unknown { armed_at, looks, next_look: Some(now) };
            }
            (Phase::Unknown { .. }, Decision::There(address)) => {
                let id = address.as_ref().map_or_else(String::new, Url::to_string);
                self.phase = Phase::Published { at: now, remote: Remote { id, address } };
            }
            (Phase::Unknown { .. } | Phase::Refused { .. }, Decision::Again) => {
                // A post that may be at the network keeps its handle, so that a network that knows it makes no second.
                if matches!(self.phase, Phase::Refused { .. }) {
                    self.handle = None;
                    self.version = self.version.saturating_add(1);
                }
                self.refused_token = None;
                self.be_queued_now(now);
            }
            // Nothing of it left, so that it waits for its time as before.
            (Phase::Cancelled { .. }, Decision::Again) if self.handle.is_none() => self.phase = Phase::Queued,
            (Phase::Queued, Decision::Now) => self.be_queued_now(now),
            (Phase::Queued, Decision::At(due)) => self.due = due,
            (Phase::Queued | Phase::Unknown { .. } | Phase::Refused { .. }, Decision::Leave) => {
                self.phase = Phase::Cancelled { at: now };
            }
            (Phase::Armed { .. }, Decision::Leave) => self.cancel = true,
            _ => return Err(NotNow),
        }
        Ok(())
    }

    fn be_queued_now(&mut self, now: DateTime<Utc>) {
        self.phase = Phase::Queued;
        self.due = now;
        self.late = None;
        self.cancel = false;
    }
}

/// The next of the further looks.
fn next_look(armed_at: DateTime<Utc>, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    FURTHER_LOOKS.iter().map(|wait| after(armed_at, *wait)).find(|at| *at > now)
}

fn after(at: DateTime<Utc>, wait: TimeDelta) -> DateTime<Utc> {
    at.checked_add_signed(wait).unwrap_or(DateTime::<Utc>::MAX_UTC)
}

#[cfg(test)]
mod tests;
