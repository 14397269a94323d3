//! The decisions of the person about a post.

use chrono::{DateTime, Utc};
use url::Url;

use super::{Phase, Post};
use crate::Remote;

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
    /// Share it after those that were due before it, two minutes apart.
    Spaced,
    /// Share it at another time.
    At(DateTime<Utc>),
}

/// The decision does not suit the post as it is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotNow;

impl Post {
    /// Takes a decision of the person.
    ///
    /// # Errors
    /// [`NotNow`]: the post is in a phase that the decision does not suit. The post is unchanged then.
    pub fn settle(&mut self, now: DateTime<Utc>, decision: Decision) -> Result<(), NotNow> {
        match (&self.phase, decision) {
            (Phase::Unknown { .. }, Decision::Look) => {
                if let Phase::Unknown { next_look, .. } = &mut self.phase {
                    *next_look = Some(now);
                }
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
            (Phase::Cancelled { by_hand: true, .. }, Decision::Again) => self.phase = Phase::ByHand,
            (Phase::Cancelled { .. }, Decision::Again) if self.handle.is_none() => self.phase = Phase::Queued,
            (Phase::ByHand, Decision::Now) => (self.due, self.hold) = (now, None),
            (Phase::ByHand, Decision::Leave) => self.phase = Phase::Cancelled { at: now, by_hand: true },
            (Phase::Queued, Decision::Now) => self.be_queued_now(now),
            (Phase::Queued, Decision::Spaced) => (self.late, self.hold) = (None, None),
            (Phase::Queued | Phase::ByHand, Decision::At(due)) => (self.due, self.hold) = (due, None),
            (Phase::Queued | Phase::Unknown { .. } | Phase::Refused { .. }, Decision::Leave) => {
                self.phase = Phase::cancelled(now);
            }
            (Phase::Armed { .. }, Decision::Leave) => self.cancel = true,
            _ => return Err(NotNow),
        }
        Ok(())
    }

    /// The person has the text, and the network's page is open: the rest is theirs. Asked for again, nothing changes.
    ///
    /// # Errors
    /// [`NotNow`]: the person does not share this post by hand, or left it out. The post is unchanged then.
    pub fn hand_over(&mut self, now: DateTime<Utc>) -> Result<(), NotNow> {
        match self.phase {
            Phase::ByHand => (self.phase, self.hold) = (Phase::HandedOver { at: now }, None),
            Phase::HandedOver { .. } => {}
            _ => return Err(NotNow),
        }
        Ok(())
    }

    fn be_queued_now(&mut self, now: DateTime<Utc>) {
        self.phase = Phase::Queued;
        self.due = now;
        self.late = None;
        self.cancel = false;
        self.hold = None;
    }
}
