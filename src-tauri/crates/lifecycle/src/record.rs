//! The stored state of a connection, and its health, which is computed and never stored.

mod notices;
mod pages;
mod suspicions;

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::{
    Account, ConnectionId, Evidence, Grant, Health, NetworkId, Notified, Page, Policy, Reason, Renewal,
    SetUp, Standing, Suspicion, Unreachable,
};

/// The state of a connection that outlives the process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The id of the connection.
    pub id: ConnectionId,
    /// The network.
    pub network: NetworkId,
    /// The network's rules.
    pub policy: Arc<Policy>,
    /// The account.
    pub account: Account,
    /// The permissions and deadlines of the token.
    pub grant: Grant,
    /// The last state that the network proved.
    pub standing: Standing,
    /// The present spell without a usable answer.
    pub unreachable: Option<Unreachable>,
    /// The refusal that waits for confirmation.
    pub suspicion: Option<Suspicion>,
    /// The moment of the last answer to a check.
    pub checked_at: Option<DateTime<Utc>>,
    /// The moment of the next scheduled check.
    pub next_check: DateTime<Utc>,
    /// The notices already told.
    pub told: Notified,
    /// The known pages of the account.
    pub pages: Vec<Page>,
}

/// The permissions before a change, for comparison.
#[derive(Default)]
pub(crate) struct Granted {
    /// True if the network listed the scopes.
    pub said: bool,
    /// The needed permissions that were missing.
    missing: Vec<String>,
}

impl Granted {
    /// Tells whether the record lacks a permission that was not missing before.
    pub fn lacks_more(&self, record: &Record) -> bool {
        record.missing().iter().any(|scope| !self.missing.iter().any(|known| known == scope))
    }
}

impl Record {
    /// The health of the connection at this moment.
    #[must_use]
    pub fn health(&self, now: DateTime<Utc>) -> Health {
        match &self.standing {
            Standing::SetUpNeeded { what, .. } => return Health::SetUpNeeded { what: *what },
            Standing::Broken { reason, evidence } => {
                return Health::Disconnected { reason: *reason, evidence: evidence.clone() };
            }
            Standing::Good => {}
        }
        if let Some(suspicion) = &self.suspicion {
            return Health::Unconfirmed {
                refusal: suspicion.refusal,
                evidence: suspicion.evidence.clone(),
                again_at: suspicion.asks_again_at(self.unreachable.as_ref()),
            };
        }
        if let Some(by) = self.reauthorize_by().filter(|by| *by - self.policy.first_rung() <= now) {
            return Health::Expiring { by };
        }
        match self.unreachable {
            Some(unreachable) if unreachable.shown_from <= now => {
                Health::Unreachable { since: unreachable.since }
            }
            Some(_) | None => Health::Active,
        }
    }

    /// The deadline for the next sign-in. The end of a token that Gander renews counts only once renewals fail close to
    /// it. The end of a short-lived access token never counts, because the refresh token buys another as soon as the
    /// network answers.
    #[must_use]
    pub fn reauthorize_by(&self) -> Option<DateTime<Utc>> {
        let by = self.grant.reauthorize_by(&self.policy);
        let short = |until| until - self.grant.issued_at <= self.policy.first_rung();
        let failing = match self.policy.renewal {
            Renewal::Refresh { rotates: false, .. } if self.grant.access_until.is_some_and(short) => None,
            Renewal::Extend { .. } | Renewal::Refresh { rotates: false, .. } => {
                self.grant.access_until.filter(|until| {
                    // One failed try may be a blip.
                    let lasting = self.unreachable.filter(|spell| spell.failures > 1);
                    lasting.is_some_and(|spell| spell.retry_at + self.policy.first_rung() >= *until)
                })
            }
            Renewal::None | Renewal::Refresh { .. } => None,
        };
        by.into_iter().chain(failing).min()
    }

    /// The permissions that Gander needs and the person did not grant: see [`crate::Grant::missing`].
    #[must_use]
    pub fn missing(&self) -> Vec<&str> {
        self.grant.missing(&self.policy)
    }

    /// The present permissions, for a later comparison.
    pub(crate) fn granted_until_now(&self) -> Granted {
        let missing = self.missing().into_iter().map(str::to_owned).collect();
        Granted { said: self.grant.scopes.is_some(), missing }
    }

    /// Tells whether a missing permission broke the connection, and one is still missing.
    pub(crate) fn is_broken_for_want_of_permission(&self) -> bool {
        let broken = matches!(&self.standing, Standing::Broken { reason: Reason::PermissionMissing, .. });
        broken && !self.missing().is_empty()
    }

    /// The moment of the next check. `None` while only a new sign-in or missing app keys can help. Checks go on after a
    /// checkpoint or refused app keys, which the person can mend at the network.
    #[must_use]
    pub fn next_check(&self) -> Option<DateTime<Utc>> {
        let scheduled = match &self.standing {
            Standing::Broken { reason: Reason::Checkpoint, .. }
            | Standing::SetUpNeeded { what: SetUp::AppKeysRefused, .. } => return Some(self.next_check),
            Standing::Broken { .. } | Standing::SetUpNeeded { .. } => return None,
            Standing::Good => self.next_check,
        };
        // Check once more when a token ends that Gander cannot renew.
        let end = self.grant.access_until.filter(|until| {
            !self.grant.renewable(&self.policy) && self.checked_at.is_none_or(|checked| checked < *until)
        });
        Some(end.map_or(scheduled, |end| scheduled.min(end)))
    }

    /// The moment of the next automatic renewal.
    #[must_use]
    pub fn next_renewal(&self) -> Option<DateTime<Utc>> {
        match self.standing {
            Standing::Good => self.grant.renewal_due(&self.policy),
            Standing::Broken { .. } | Standing::SetUpNeeded { .. } => None,
        }
    }

    pub(crate) fn break_with(&mut self, reason: Reason, evidence: Evidence) {
        // A new trouble needs a notice of its own.
        self.told.trouble = 0;
        self.standing = Standing::Broken { reason, evidence };
        self.unreachable = None;
    }
}
