//! The last proved state of a connection, and spells without an answer.

use chrono::{DateTime, Utc};

use crate::{Evidence, Reason, SetUp};

/// The last state that the network proved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing is wrong.
    Good,
    /// The network refused.
    Broken {
        /// The reason.
        reason: Reason,
        /// The proof.
        evidence: Evidence,
    },
    /// The app keys are missing or refused.
    SetUpNeeded {
        /// The missing or refused part of the set-up.
        what: SetUp,
        /// The start of this state.
        since: DateTime<Utc>,
    },
}

/// A spell without a usable answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreachable {
    /// The start of the spell.
    pub since: DateTime<Utc>,
    /// The moment from which the spell is shown: a short one never is.
    pub shown_from: DateTime<Utc>,
    /// The number of failures in a row.
    pub failures: u32,
    /// The moment of the next try.
    pub retry_at: DateTime<Utc>,
    /// The network itself named `retry_at`, so a resume does not bring it nearer.
    pub asked_to_wait: bool,
}

impl Unreachable {
    /// Tells whether the network gave no usable answer. Otherwise Gander's own work could not start, which is never
    /// shown.
    pub(crate) fn of_network(&self) -> bool {
        self.shown_from != DateTime::<Utc>::MAX_UTC
    }
}
