//! A network's rules on permissions and lifetimes, and the deadlines that follow from them.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{Need, Scopes, bounded_moment, bounded_span, moments};

/// A network's rules on permissions, lifetimes and renewal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The lifetime of an access token if the answer names none. `None`: the token never expires.
    pub access: Option<TimeDelta>,
    /// The kind of renewal that needs no person.
    pub renewal: Renewal,
    /// The second clock: data access ends this long after the person last signed in.
    pub data_access: Option<TimeDelta>,
    /// The person loses data this long after a disconnect.
    pub data_loss_after: Option<TimeDelta>,
    /// The warning ladder, longest first: the spans from a warning to the end.
    pub warn: Vec<TimeDelta>,
    /// The longest time between two checks of the token.
    pub probe_every: TimeDelta,
    /// The permissions that Gander needs.
    pub needs: Vec<Need>,
}

impl Policy {
    /// The span from the first warning to the end.
    pub(crate) fn first_rung(&self) -> TimeDelta {
        self.warn.iter().copied().max().unwrap_or_default()
    }
}

/// The way that Gander renews without the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Renewal {
    /// No renewal: the person must sign in again.
    None,
    /// A valid access token can be exchanged for an extended one (Instagram, Threads).
    Extend {
        /// The age before which the network does not extend a token.
        min_age: TimeDelta,
        /// The time between two extensions.
        every: TimeDelta,
    },
    /// A refresh token buys a new access token (RFC 6749 section 6).
    Refresh {
        /// The lifetime of the refresh token.
        horizon: Option<TimeDelta>,
        /// Each refresh restarts the horizon.
        slides: bool,
        /// Each refresh token is used once and replaced. Gander then renews only when it needs an access token and the
        /// present one has expired: every rotation may break the chain.
        rotates: bool,
        /// Renew this long before the access token ends.
        before: TimeDelta,
    },
}

/// The lifetimes in a token answer (RFC 6749 section 5.1), after lenient reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lifetimes {
    /// The lifetime of the access token: `expires_in`.
    pub access: Option<TimeDelta>,
    /// The lifetime of the refresh token: `refresh_token_expires_in` and its like.
    pub refresh: Option<TimeDelta>,
    /// The lifetime of the access to data, if the network names it.
    pub data_access: Option<TimeDelta>,
    /// True if the answer held a refresh token that is not blank.
    pub refresh_token: bool,
    /// The network's own time of the answer, if it is later than a doubted local time. A token dated too early would
    /// bring its warning too early.
    pub issued_at: Option<DateTime<Utc>>,
}

impl Lifetimes {
    fn start(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        self.issued_at.map_or(now, |issued_at| issued_at.max(now))
    }
}

/// The permissions and deadlines of a token, without the token itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The number of secrets that this connection has had. A later generation always wins.
    pub generation: u64,
    /// The moment of the last sign-in.
    pub authorized_at: DateTime<Utc>,
    /// The moment the access token was issued.
    pub issued_at: DateTime<Utc>,
    /// The end of the access token. `None`: never.
    pub access_until: Option<DateTime<Utc>>,
    /// True if a refresh token is held.
    pub refreshable: bool,
    /// The end of the refresh token. `None`: unknown or never.
    pub refresh_until: Option<DateTime<Utc>>,
    /// The end of the access to data.
    pub data_access_until: Option<DateTime<Utc>>,
    /// The scopes that the network listed. `None`: it listed none, so the requested ones hold (RFC 6749 section 5.1).
    pub scopes: Option<Scopes>,
}

impl Grant {
    /// The grant that a finished sign-in brought.
    #[must_use]
    pub fn authorized(policy: &Policy, now: DateTime<Utc>, generation: u64, lifetimes: Lifetimes) -> Self {
        let now = lifetimes.start(now);
        let horizon = match policy.renewal {
            Renewal::Refresh { horizon, .. } if lifetimes.refresh_token => lifetimes.refresh.or(horizon),
            Renewal::None | Renewal::Extend { .. } | Renewal::Refresh { .. } => None,
        };
        Self {
            generation,
            authorized_at: now,
            issued_at: now,
            access_until: after(now, lifetimes.access.or(policy.access)),
            refreshable: lifetimes.refresh_token,
            refresh_until: after(now, horizon),
            data_access_until: after(now, lifetimes.data_access.or(policy.data_access)),
            scopes: None,
        }
    }

    /// The grant after a renewal. A blank or missing refresh token keeps the former one, and a missing lifetime takes
    /// the network's default.
    #[must_use]
    pub fn renewed(&self, policy: &Policy, now: DateTime<Utc>, lifetimes: Lifetimes) -> Self {
        let now = lifetimes.start(now);
        let refresh_until = match policy.renewal {
            Renewal::Refresh { horizon, slides, .. } => {
                let said = after(now, lifetimes.refresh).map(|said| self.same_end_or(said));
                if slides && lifetimes.refresh_token {
                    said.or(after(now, horizon)).or(self.refresh_until)
                } else {
                    said.or(self.refresh_until)
                }
            }
            Renewal::None | Renewal::Extend { .. } => None,
        };
        Self {
            generation: self.generation.saturating_add(1),
            authorized_at: self.authorized_at,
            issued_at: now,
            access_until: after(now, lifetimes.access.or(policy.access)),
            refreshable: self.refreshable || lifetimes.refresh_token,
            refresh_until,
            data_access_until: self.data_access_until,
            scopes: self.scopes.clone(),
        }
    }

    /// Keeps the former end if the new one is less than five minutes away. A network names the remaining seconds, so a
    /// fixed end shifts a little with each answer and would be warned of again.
    fn same_end_or(&self, said: DateTime<Utc>) -> DateTime<Utc> {
        self.refresh_until.filter(|former| (said - *former).abs() < TimeDelta::minutes(5)).unwrap_or(said)
    }

    /// Tells whether Gander can renew this grant without the person.
    #[must_use]
    pub fn renewable(&self, policy: &Policy) -> bool {
        match policy.renewal {
            Renewal::None => false,
            Renewal::Extend { .. } => self.access_until.is_some(),
            Renewal::Refresh { .. } => self.refreshable,
        }
    }

    /// The first moment at which the network renews this token. `None`: from the start, or never.
    #[must_use]
    pub fn renewable_from(&self, policy: &Policy) -> Option<DateTime<Utc>> {
        match policy.renewal {
            Renewal::Extend { min_age, .. } => Some(self.issued_at + min_age),
            Renewal::None | Renewal::Refresh { .. } => None,
        }
    }

    /// The moment to renew a healthy grant. `None` if it cannot be renewed, and for rotating tokens, which are renewed
    /// only on demand.
    #[must_use]
    pub fn renewal_due(&self, policy: &Policy) -> Option<DateTime<Utc>> {
        let until = self.access_until?;
        let life = until - self.issued_at;
        match policy.renewal {
            Renewal::Extend { min_age, every } => {
                Some(self.issued_at + every.min(life / 2).max(min_age.min(life)))
            }
            Renewal::Refresh { rotates: false, before, .. } if self.refreshable => {
                Some(until - before.min(life / 2))
            }
            Renewal::None | Renewal::Refresh { .. } => None,
        }
    }

    /// The deadline for the next sign-in, as long as Gander's own renewals succeed.
    #[must_use]
    pub fn reauthorize_by(&self, policy: &Policy) -> Option<DateTime<Utc>> {
        let token = if self.renewable(policy) { self.refresh_until } else { self.access_until };
        token.into_iter().chain(self.data_access_until).min()
    }

    /// The names of the needed permissions that this grant lacks, in the order of the network's file.
    #[must_use]
    pub fn missing<'a>(&self, policy: &'a Policy) -> Vec<&'a str> {
        self.scopes.as_ref().map_or_else(Vec::new, |scopes| scopes.missing(&policy.needs))
    }

    /// Removes the permissions that the network refused as missing.
    pub(crate) fn without(&mut self, policy: &Policy, refused: &[String]) {
        let lacks = |need: &Need| refused.contains(&need.scope);
        let kept = policy
            .needs
            .iter()
            .filter(|need| !lacks(need) && self.scopes.as_ref().is_none_or(|scopes| need.is_met_by(scopes)));
        if policy.needs.iter().any(lacks) {
            self.scopes = Some(Scopes::of(kept.map(|need| need.scope.as_str())).unwrap_or_else(Scopes::none));
        }
    }

    /// Tells whether the access token has not ended, and lives for this time from now.
    #[must_use]
    pub fn lives_for(&self, now: DateTime<Utc>, time: TimeDelta) -> bool {
        self.access_until.is_none_or(|until| until > now && until >= moments::after(now, time))
    }

    /// Tells whether the access token has ended, or will end within a minute.
    #[must_use]
    pub fn ended(&self, now: DateTime<Utc>) -> bool {
        self.access_until.is_some_and(|until| until <= now + TimeDelta::minutes(1))
    }
}

/// The end of a lifetime, within bounds: an answer may name any number of seconds.
fn after(start: DateTime<Utc>, life: Option<TimeDelta>) -> Option<DateTime<Utc>> {
    life.map(|life| bounded_moment(bounded_moment(start) + bounded_span(life)))
}
