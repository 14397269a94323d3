//! What a network's access is for and how long it lasts, and the clocks that follow from it.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{Need, Scopes, bounded_moment, bounded_span};

/// A network's rules: what is asked for, and for how long it is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Life of an access token when the answer does not say. `None`: it never expires.
    pub access: Option<TimeDelta>,
    /// What Gander can renew by itself.
    pub renewal: Renewal,
    /// The second clock: data access ends this long after the person last signed in.
    pub data_access: Option<TimeDelta>,
    /// The person loses data this long after a disconnect.
    pub data_loss_after: Option<TimeDelta>,
    /// The warning ladder, longest first: how long before the end the person is told.
    pub warn: Vec<TimeDelta>,
    /// How often to ask the network whether the token still works.
    pub probe_every: TimeDelta,
    /// The permissions that Gander needs there.
    pub needs: Vec<Need>,
}

impl Policy {
    /// How long before an end the person is told first.
    pub(crate) fn first_rung(&self) -> TimeDelta {
        self.warn.iter().copied().max().unwrap_or_default()
    }
}

/// What can be renewed without the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Renewal {
    /// Nothing: only the person can, by signing in.
    None,
    /// The access token extends itself, as long as it lives (Instagram, Threads).
    Extend {
        /// Younger than this it must not be extended.
        min_age: TimeDelta,
        /// Extend this long after the last time.
        every: TimeDelta,
    },
    /// A refresh token buys a new access token (RFC 6749 section 6).
    Refresh {
        /// The refresh token itself ends after this long.
        horizon: Option<TimeDelta>,
        /// Each refresh moves the horizon.
        slides: bool,
        /// Each refresh token is used once and replaced. Then a renewal is made only when the access token
        /// is needed and has ended: every rotation is a chance to break the chain.
        rotates: bool,
        /// Renew this long before the access token ends.
        before: TimeDelta,
    },
}

/// What a token answer said about time (RFC 6749 section 5.1), after lenient reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lifetimes {
    /// `expires_in`.
    pub access: Option<TimeDelta>,
    /// `refresh_token_expires_in` and its like.
    pub refresh: Option<TimeDelta>,
    /// How long the data that it opens stays open to it, where the network says so.
    pub data_access: Option<TimeDelta>,
    /// Whether the answer held a refresh token that is not blank.
    pub refresh_token: bool,
    /// The network's own time of the answer, where that is later than a time that is in doubt. A token that is dated too
    /// early would be warned of too soon.
    pub issued_at: Option<DateTime<Utc>>,
}

impl Lifetimes {
    fn start(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        self.issued_at.map_or(now, |issued_at| issued_at.max(now))
    }
}

/// What a token allows, and its clocks. The token itself is never here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Counts the secrets this connection has had. A later generation always wins.
    pub generation: u64,
    /// When the person last signed in.
    pub authorized_at: DateTime<Utc>,
    /// When this access token was issued.
    pub issued_at: DateTime<Utc>,
    /// When the access token ends. `None`: never.
    pub access_until: Option<DateTime<Utc>>,
    /// Whether a refresh token is held.
    pub refreshable: bool,
    /// When the refresh token ends. `None`: unknown or never.
    pub refresh_until: Option<DateTime<Utc>>,
    /// When data access ends.
    pub data_access_until: Option<DateTime<Utc>>,
    /// What the network said it may be used for. `None`: it did not say, so what was asked for (RFC 6749 section 5.1).
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

    /// The grant after a renewal. A blank or missing refresh token keeps the former one, and a missing
    /// lifetime takes the network's default, never "never".
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

    /// A network counts what remains in whole seconds from its own now, so an end that stays shifts a little
    /// with each answer. Warned of as another end, it would be told again.
    fn same_end_or(&self, said: DateTime<Utc>) -> DateTime<Utc> {
        self.refresh_until.filter(|former| (said - *former).abs() < TimeDelta::minutes(5)).unwrap_or(said)
    }

    /// Whether Gander can renew this grant without the person.
    #[must_use]
    pub fn renewable(&self, policy: &Policy) -> bool {
        match policy.renewal {
            Renewal::None => false,
            Renewal::Extend { .. } => self.access_until.is_some(),
            Renewal::Refresh { .. } => self.refreshable,
        }
    }

    /// From when on the network renews this token at all. `None`: from the start, or never.
    #[must_use]
    pub fn renewable_from(&self, policy: &Policy) -> Option<DateTime<Utc>> {
        match policy.renewal {
            Renewal::Extend { min_age, .. } => Some(self.issued_at + min_age),
            Renewal::None | Renewal::Refresh { .. } => None,
        }
    }

    /// When a healthy grant is to be renewed. `None` for what cannot be, and for rotating tokens, which are
    /// renewed only when they are needed.
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

    /// When the person must have signed in again, as long as Gander's own renewals succeed.
    #[must_use]
    pub fn reauthorize_by(&self, policy: &Policy) -> Option<DateTime<Utc>> {
        let token = if self.renewable(policy) { self.refresh_until } else { self.access_until };
        token.into_iter().chain(self.data_access_until).min()
    }

    /// The permissions that Gander needs and this grant lacks, by their names, in the order of the network's file.
    #[must_use]
    pub fn missing<'a>(&self, policy: &'a Policy) -> Vec<&'a str> {
        self.scopes.as_ref().map_or_else(Vec::new, |scopes| scopes.missing(policy))
    }

    /// The network refused for want of these.
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

    /// Whether the access token has ended, or will within a minute.
    #[must_use]
    pub fn ended(&self, now: DateTime<Utc>) -> bool {
        self.access_until.is_some_and(|until| until <= now + TimeDelta::minutes(1))
    }
}

/// Within bounds: an answer may name any number of seconds.
fn after(start: DateTime<Utc>, life: Option<TimeDelta>) -> Option<DateTime<Utc>> {
    life.map(|life| bounded_moment(bounded_moment(start) + bounded_span(life)))
}
