//! How long a network's access lasts, and the clocks that follow from it.

use chrono::{DateTime, TimeDelta, Utc};

/// A network's rules about time.
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
    /// Whether the answer held a refresh token that is not blank.
    pub refresh_token: bool,
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
}
