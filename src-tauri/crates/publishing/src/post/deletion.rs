//! Posts that the person deletes at their network.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Phase, Post};
use crate::Remote;

/// The result of the last request that deletes a post at its network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deletion {
    /// The time of the answer.
    pub at: DateTime<Utc>,
    /// The post is gone. `false`: the network did not delete it, or did not answer.
    pub done: bool,
}

impl Post {
    /// The post at the network, if it is there as far as Gander knows.
    #[must_use]
    pub fn deletable(&self) -> Option<&Remote> {
        match &self.phase {
            Phase::Published { remote, .. } if !self.is_deleted() => Some(remote),
            _ => None,
        }
    }

    /// Tells whether the person deleted it at its network.
    #[must_use]
    pub fn is_deleted(&self) -> bool {
        self.deletion.is_some_and(|deletion| deletion.done)
    }

    /// Takes the result of the request that deletes it. A post that is gone stays gone.
    pub fn deleted(&mut self, at: DateTime<Utc>, done: bool) {
        if self.deletable().is_some() {
            self.deletion = Some(Deletion { at, done });
        }
    }
}
