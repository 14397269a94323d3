//! The words of the domain, used the same everywhere.

use std::{fmt, sync::Arc};

use chrono::{DateTime, TimeDelta, Utc};

use crate::{Refusal, Scopes};

macro_rules! name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The name as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text.into())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }
    };
}

name! {
    /// A connection: one person's account at one network, as Gander holds it.
    ConnectionId
}

name! {
    /// A network, by the `id` of its file: `linkedin`.
    NetworkId
}

/// A numbered piece of slow work. Late answers of an old attempt are ignored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OperationId(pub u64);

/// Who signed in, as the network names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The network's own immutable id. Accounts are told apart by this alone: login names change.
    pub id: String,
    /// The login name, without a leading `@`. Some networks have none.
    pub username: Option<String>,
    /// The name a person would recognise.
    pub display_name: Option<String>,
}

/// The kind of request that brought an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Endpoint {
    /// The authorization endpoint, answering through the redirect (RFC 6749 section 4.1.2).
    Authorization,
    /// The token endpoint, exchanging the authorization code.
    Token,
    /// The exchange of a short-lived token for a long-lived one.
    LongLived,
    /// The renewal: a refresh (RFC 6749 section 6) or an extension.
    Renewal,
    /// Who the token belongs to, asked once after the exchange.
    Identity,
    /// Whether the token still works, asked on a schedule.
    Probe,
    /// The revocation endpoint (RFC 7009).
    Revocation,
    /// Which pages the account runs, and whether it may still act for one.
    Page,
}

/// What an answer means for the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// The network accepted the token.
    Fine,
    /// The access token has reached its end.
    Expired,
    /// The person or the network took the access back.
    Revoked,
    /// The person changed their password at the network.
    PasswordChanged,
    /// The network wants the person to confirm who they are on its own pages.
    Checkpoint,
    /// A permission that Gander needs is not, or no longer, granted.
    PermissionMissing,
    /// The network refused to renew.
    RefreshRejected,
    /// The developer app's own keys are refused, or the app is disabled.
    AppFault,
    /// The network asks for patience.
    RateLimited {
        /// When it may be asked again, if it said so.
        until: Option<DateTime<Utc>>,
    },
    /// Anything else: it proves nothing about the connection.
    Transient,
}

impl Signal {
    /// Whether it is proof that a token is of no more use.
    #[must_use]
    pub fn disconnects(self) -> bool {
        match self {
            Self::Expired
            | Self::Revoked
            | Self::PasswordChanged
            | Self::Checkpoint
            | Self::PermissionMissing
            | Self::RefreshRejected => true,
            // What is wrong with the app, or with the way there, is not the token's.
            Self::Fine | Self::AppFault | Self::RateLimited { .. } | Self::Transient => false,
        }
    }
}

/// Why a connection is disconnected. Only what a network documents as proof gets here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// See [`Signal::Expired`].
    Expired,
    /// See [`Signal::Revoked`].
    Revoked,
    /// See [`Signal::PasswordChanged`].
    PasswordChanged,
    /// See [`Signal::Checkpoint`].
    Checkpoint,
    /// See [`Signal::PermissionMissing`].
    PermissionMissing,
    /// See [`Signal::RefreshRejected`].
    RefreshRejected,
}

/// What the person's own developer app still lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SetUp {
    /// No client id, or no client secret where the network demands one.
    AppKeysMissing,
    /// The network refused the keys, or disabled the app.
    AppKeysRefused,
}

/// What proves a verdict. Never a body, never a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// When the answer arrived.
    pub at: DateTime<Utc>,
    /// What was asked.
    pub endpoint: Endpoint,
    /// The HTTP status, if there was an answer at all.
    pub status: Option<u16>,
    /// The network's own code: `190`, `invalid_grant`.
    pub code: Option<String>,
    /// The network's finer code: `460`.
    pub subcode: Option<String>,
}

/// What one answer said, with its proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What it means.
    pub signal: Signal,
    /// Ask again after this long before believing it: some networks answer "revoked" for a few seconds
    /// after minting a token.
    pub confirm_after: Option<TimeDelta>,
    /// The permissions that the answer names as missing, of those that Gander asks for. Few answers name any.
    pub missing: Option<Box<Scopes>>,
    /// The proof.
    pub evidence: Evidence,
}

/// How a connection is, as the person is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Health {
    /// It works.
    Active,
    /// It works, nothing but the person can renew it, and the end is near.
    Expiring {
        /// When it ends.
        by: DateTime<Utc>,
    },
    /// The network refused, and its rules ask for a second answer before that is believed.
    Unconfirmed {
        /// What the network refused.
        refusal: Refusal,
        /// The answer that refused.
        evidence: Evidence,
        /// When Gander asks again. In the past nobody has asked yet.
        again_at: DateTime<Utc>,
    },
    /// No usable answer: offline, captive portal, 5xx, rate limit. Not a disconnect.
    Unreachable {
        /// Since when.
        since: DateTime<Utc>,
    },
    /// The network refused. Only Reauthorize helps.
    Disconnected {
        /// The reason.
        reason: Reason,
        /// The proof.
        evidence: Evidence,
    },
    /// The developer app's own keys are missing or refused.
    SetUpNeeded {
        /// What is missing.
        what: SetUp,
    },
}
