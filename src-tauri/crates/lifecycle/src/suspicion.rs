//! A refusal that one answer does not decide: some networks refuse a good token for a while.
//!
//! It is kept with the record, so that the second answer decides, whichever process asks for it.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{Confidence, Evidence, Reason, Record, SetUp, Signal, Standing, Unreachable, Vitals};

/// What a refusal means once it is believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The connection is cut.
    Disconnected(Reason),
    /// The developer app's own keys are refused, or the app is disabled.
    AppKeysRefused,
}

impl Refusal {
    /// What this signal refuses. `None` for a signal that refuses nothing.
    #[must_use]
    pub fn of(signal: Signal) -> Option<Self> {
        let reason = match signal {
            Signal::AppFault => return Some(Self::AppKeysRefused),
            Signal::Fine | Signal::RateLimited { .. } | Signal::Transient => return None,
            Signal::Expired => Reason::Expired,
            Signal::Revoked => Reason::Revoked,
            Signal::PasswordChanged => Reason::PasswordChanged,
            Signal::Checkpoint => Reason::Checkpoint,
            Signal::PermissionMissing => Reason::PermissionMissing,
            Signal::RefreshRejected => Reason::RefreshRejected,
        };
        Some(Self::Disconnected(reason))
    }
}

/// A refusal that waits to be confirmed. A new sign-in begins without it. A renewed token does as well, unless the
/// refusal is of the account: see [`Self::outlives_renewal`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suspicion {
    /// What the network refused.
    pub refusal: Refusal,
    /// The first answer that refused.
    pub evidence: Evidence,
    /// Whether it was a renewal that was refused: then only another one can dispel it.
    pub by_renewal: bool,
    /// From then on the same answer is believed.
    pub confirm_at: DateTime<Utc>,
    /// How long the network's rules ask to wait.
    pub wait: TimeDelta,
}

impl Suspicion {
    /// A clock that was set back leaves the moment in a far future. It is at most the wait away.
    pub(crate) fn bring_near(&mut self, now: DateTime<Utc>) {
        self.confirm_at = self.confirm_at.min(after(now, self.wait));
    }

    /// Whether a renewed token is as suspect as the former one. Otherwise a wait of a day, with tokens that live for an
    /// hour, would never end.
    pub(crate) fn outlives_renewal(&self) -> bool {
        let is_of_account =
            matches!(self.refusal, Refusal::Disconnected(Reason::Checkpoint | Reason::PermissionMissing));
        is_of_account && !self.by_renewal
    }

    /// When Gander asks again to decide: not before the network may be asked at all.
    pub(crate) fn asks_again_at(&self, unreachable: Option<&Unreachable>) -> DateTime<Utc> {
        unreachable.map_or(self.confirm_at, |spell| self.confirm_at.max(spell.retry_at))
    }
}

impl Vitals<'_> {
    /// When Gander asks again about a refusal that it does not believe yet.
    pub(crate) fn asks_again_at(&self) -> Option<DateTime<Utc>> {
        self.suspicion.map(|suspicion| suspicion.asks_again_at(self.unreachable))
    }
}

impl Record {
    /// When Gander asks again about a refusal that it does not believe yet. The regular checks go on in the meantime,
    /// since the network may accept the token long before: only the end of a refused renewal is left to another renewal.
    pub(crate) fn asks_again_at(&self) -> Option<DateTime<Utc>> {
        let decides_at = self.vitals().asks_again_at()?;
        let checks = self.suspicion.as_ref().is_some_and(|suspicion| !suspicion.by_renewal);
        let retry_at = self.unreachable.map_or(DateTime::<Utc>::MIN_UTC, |spell| spell.retry_at);
        let check = self.next_check().filter(|_| checks).map(|check| check.max(retry_at));
        Some(check.map_or(decides_at, |check| check.min(decides_at)))
    }

    /// Whether this refusal is no news.
    pub(crate) fn is_known(&self, refusal: Refusal) -> bool {
        match &self.standing {
            Standing::Good => false,
            Standing::Broken { reason, .. } => refusal == Refusal::Disconnected(*reason),
            Standing::SetUpNeeded { what, .. } => {
                refusal == Refusal::AppKeysRefused && *what == SetUp::AppKeysRefused
            }
        }
    }

    /// Keeps a refusal until another answer decides. The first answer stays the one that is confirmed: otherwise a
    /// script that asks often would put the decision off for ever. A clock that nobody has confirmed decides no sooner.
    pub(crate) fn suspect(
        &mut self,
        now: DateTime<Utc>,
        refusal: Refusal,
        by_renewal: bool,
        wait: TimeDelta,
        evidence: Evidence,
        confidence: Confidence,
    ) {
        let confirm_at = after(now, wait);
        let former = self.suspicion.take().filter(|suspicion| suspicion.refusal == refusal);
        let mut suspicion = former.unwrap_or(Suspicion { refusal, evidence, by_renewal, confirm_at, wait });
        if confidence != Confidence::Doubted {
            suspicion.bring_near(now);
        }
        self.suspicion = Some(suspicion);
    }

    /// The network accepted the token, which dispels what a check had refused. Whether a token can be renewed is for
    /// another renewal to tell.
    pub(crate) fn trust(&mut self) {
        let renewable = self.grant.renewable(&self.policy);
        self.suspicion.take_if(|suspicion| !suspicion.by_renewal || !renewable);
    }

    /// Whether a renewal was refused, and the next one decides.
    pub(crate) fn is_to_renew_again(&self, now: DateTime<Utc>) -> bool {
        self.suspicion.as_ref().is_some_and(|suspicion| suspicion.by_renewal && suspicion.confirm_at <= now)
    }
}

/// Saturates instead of overflowing.
pub(crate) fn after(now: DateTime<Utc>, wait: TimeDelta) -> DateTime<Utc> {
    now.checked_add_signed(wait).unwrap_or(DateTime::<Utc>::MAX_UTC)
}
