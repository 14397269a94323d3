//! The notices for a person, and the record of those already told.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{Reason, SetUp};

/// Reminders after the first notice: after two days, then every five, six at most.
const FIRST_REMINDER: TimeDelta = TimeDelta::days(2);
const REMINDER_EVERY: TimeDelta = TimeDelta::days(5);
pub(crate) const MOST_REMINDERS: u32 = 6;

/// The kind of a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// The network cut the connection.
    Disconnected {
        /// The reason.
        reason: Reason,
        /// The number of the reminder. 0 is the first notice.
        reminder: u32,
    },
    /// The person must sign in again before a date.
    ReauthorizeBy {
        /// The date.
        by: DateTime<Utc>,
        /// The rung of the warning ladder: the span from the notice to the date.
        rung: TimeDelta,
    },
    /// The app keys are missing or refused.
    SetUpNeeded(SetUp),
    /// The account may no longer act for pages that Gander holds. The connection itself still works.
    PageLost {
        /// The names of the pages, separated by commas.
        names: String,
    },
}

impl NoticeKind {
    /// Tells whether time alone causes the notice. The other notices follow an answer of the network.
    pub(crate) fn is_told_by_the_clock(&self) -> bool {
        match self {
            Self::ReauthorizeBy { .. } => true,
            Self::Disconnected { reminder, .. } => *reminder > 0,
            Self::SetUpNeeded(_) | Self::PageLost { .. } => false,
        }
    }
}

/// The notices already told, so that none is told twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notified {
    /// The number of notices about the present trouble.
    pub trouble: u32,
    /// The end and the rung of the last warning.
    pub warning: Option<(DateTime<Utc>, TimeDelta)>,
    /// The number of lost pages already told.
    pub pages: u32,
}

/// The moment a reminder is due. Number 0 is the first notice.
pub(crate) fn reminder_at(since: DateTime<Utc>, told: u32) -> DateTime<Utc> {
    match told {
        0 => since,
        n => since + FIRST_REMINDER + REMINDER_EVERY * i32::try_from(n - 1).unwrap_or_default(),
    }
}

/// The moment the next reminder is due after `told` notices, if any is left.
pub(crate) fn next_reminder(since: DateTime<Utc>, told: u32) -> Option<DateTime<Utc>> {
    (told <= MOST_REMINDERS).then(|| reminder_at(since, told))
}
