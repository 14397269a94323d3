//! Posts that are held back for the person, and posts that get a new content.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{NotNow, Phase, Post};

/// The reason for which a queued post is held back, although it is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hold {
    /// The person edits it. The hold ends by itself, so that a window that is gone holds nothing.
    Edit {
        /// The end, unless the editor renews it.
        until: DateTime<Utc>,
    },
    /// Many posts waited for an account that is back. The person decides whether they still go out.
    Asks,
}

impl Post {
    /// Tells whether the post is held back at this time.
    #[must_use]
    pub fn is_held(&self, now: DateTime<Utc>) -> bool {
        match self.hold {
            None => false,
            Some(Hold::Edit { until }) => now < until,
            Some(Hold::Asks) => true,
        }
    }

    /// The time from which a queued post may begin. `None`: only a decision of the person lets it begin.
    #[must_use]
    pub fn begins(&self) -> Option<DateTime<Utc>> {
        match self.hold {
            None => Some(self.due),
            Some(Hold::Edit { until }) => Some(self.due.max(until)),
            Some(Hold::Asks) => None,
        }
    }

    /// Tells whether a new content can still replace the former one: nothing of this version has left, or the network
    /// did not take it.
    #[must_use]
    pub fn can_be_edited(&self) -> bool {
        match self.phase {
            Phase::Queued | Phase::ByHand | Phase::Refused { .. } => true,
            Phase::Cancelled { .. } => self.handle.is_none(),
            Phase::Armed { .. }
            | Phase::Unknown { .. }
            | Phase::Published { .. }
            | Phase::HandedOver { .. } => false,
        }
    }

    /// The content of the post is another one now: a new version, of which nothing has left. A handle belongs to one
    /// version, because a network answers a repeat under a known handle with the former post.
    ///
    /// # Errors
    /// [`NotNow`]: a request of the former content is under way, or has left. The post is unchanged then.
    pub fn edited(&mut self) -> Result<(), NotNow> {
        if !self.can_be_edited() {
            return Err(NotNow);
        }
        self.phase = Phase::Queued;
        self.version = self.version.saturating_add(1);
        self.handle = None;
        self.refused_token = None;
        self.cancel = false;
        self.hold = None;
        Ok(())
    }
}
