//! A refusal that a second answer must confirm: some networks refuse a good token for a while.
//!
//! The record keeps it, so that the second answer decides in any process.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{Evidence, Reason, Refusal, Unreachable, moments::after};

/// A refusal that waits for confirmation. A new sign-in clears it. A renewal clears it too, unless the refusal concerns
/// the account: see `outlives_renewal`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suspicion {
    /// The refusal.
    pub refusal: Refusal,
    /// The first answer that refused.
    pub evidence: Evidence,
    /// True if the network refused a renewal: then only another renewal can dispel the suspicion.
    pub by_renewal: bool,
    /// The moment from which the same answer is believed.
    pub confirm_at: DateTime<Utc>,
    /// The wait between the refusal and `confirm_at`.
    pub wait: TimeDelta,
}

impl Suspicion {
    /// Caps `confirm_at` at `wait` from now, because a clock that was set back leaves it in the far future.
    pub(crate) fn bring_near(&mut self, now: DateTime<Utc>) {
        self.confirm_at = self.confirm_at.min(after(now, self.wait));
    }

    /// Tells whether a renewed token is as suspect as the former one. Without this, a confirmation after a day would
    /// never come for tokens that live for an hour.
    pub(crate) fn outlives_renewal(&self) -> bool {
        let is_of_account =
            matches!(self.refusal, Refusal::Disconnected(Reason::Checkpoint | Reason::PermissionMissing));
        is_of_account && !self.by_renewal
    }

    /// The moment of the deciding request, which is never before the network's `retry_at`.
    pub(crate) fn asks_again_at(&self, unreachable: Option<&Unreachable>) -> DateTime<Utc> {
        unreachable.map_or(self.confirm_at, |spell| self.confirm_at.max(spell.retry_at))
    }
}
