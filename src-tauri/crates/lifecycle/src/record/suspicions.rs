//! Keeping, confirming and dispelling a refusal that needs a second answer.

use chrono::{DateTime, TimeDelta, Utc};

use super::Record;
use crate::{Confidence, Evidence, Refusal, SetUp, Standing, Suspicion, moments::after};

impl Record {
    /// The moment of the next request while a suspicion lasts. Scheduled checks go on, since the network may accept the
    /// token sooner. A refused renewal stops them, because only another renewal decides it.
    pub(crate) fn asks_again_at(&self) -> Option<DateTime<Utc>> {
        let suspicion = self.suspicion.as_ref()?;
        let decides_at = suspicion.asks_again_at(self.unreachable.as_ref());
        let retry_at = self.unreachable.map_or(DateTime::<Utc>::MIN_UTC, |spell| spell.retry_at);
        let check = self.next_check().filter(|_| !suspicion.by_renewal).map(|check| check.max(retry_at));
        Some(check.map_or(decides_at, |check| check.min(decides_at)))
    }

    /// Tells whether the standing already shows this refusal.
    pub(crate) fn is_known(&self, refusal: Refusal) -> bool {
        match &self.standing {
            Standing::Good => false,
            Standing::Broken { reason, .. } => refusal == Refusal::Disconnected(*reason),
            Standing::SetUpNeeded { what, .. } => {
                refusal == Refusal::AppKeysRefused && *what == SetUp::AppKeysRefused
            }
        }
    }

    /// Keeps a refusal until another answer decides. The first refusal sets `confirm_at`: otherwise a script that asks
    /// often would put the decision off for ever. A doubted clock does not bring the decision nearer.
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

    /// Dispels the refusal of a check, because the network accepted the token. Only another renewal dispels the refusal
    /// of a renewal.
    pub(crate) fn trust(&mut self) {
        let renewable = self.grant.renewable(&self.policy);
        self.suspicion.take_if(|suspicion| !suspicion.by_renewal || !renewable);
    }

    /// Tells whether a renewal was refused and the deciding one is due.
    pub(crate) fn is_to_renew_again(&self, now: DateTime<Utc>) -> bool {
        self.suspicion.as_ref().is_some_and(|suspicion| suspicion.by_renewal && suspicion.confirm_at <= now)
    }
}
