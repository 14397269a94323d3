//! The words of the domain, used the same everywhere.

use chrono::{DateTime, TimeDelta, Utc};

use crate::Scopes;

/// Defines a name: an id as shared text.
#[macro_export]
macro_rules! name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(::std::sync::Arc<str>);

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

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Debug::fmt(&self.0, f)
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

/// The number of a piece of slow work. The machine ignores late answers to an earlier operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OperationId(pub u64);

/// The account that signed in, as the network describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The network's own immutable id. It alone identifies the account: login names change.
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
    /// The request for the token's account, made once after the exchange.
    Identity,
    /// The check that the token still works.
    Probe,
    /// The revocation endpoint (RFC 7009).
    Revocation,
    /// The requests for the pages that the account runs, and for its access to one of them.
    Page,
}

/// The meaning of an answer for the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// The network accepted the token.
    Fine,
    /// The access token has expired.
    Expired,
    /// The person or the network took the access back.
    Revoked,
    /// The person changed their password at the network.
    PasswordChanged,
    /// The network wants the person to confirm their identity on its own pages.
    Checkpoint,
    /// A permission that Gander needs is not, or no longer, granted.
    PermissionMissing,
    /// The network refused to renew.
    RefreshRejected,
    /// The developer app's own keys are refused, or the app is disabled.
    AppFault,
    /// The network limits the rate of requests.
    RateLimited {
        /// The earliest moment of the next request, if the network named one.
        until: Option<DateTime<Utc>>,
    },
    /// Any other answer. It proves nothing about the connection.
    Transient,
}

impl Signal {
    /// Tells whether the signal proves that the token no longer works.
    #[must_use]
    pub fn disconnects(self) -> bool {
        match self {
            Self::Expired
            | Self::Revoked
            | Self::PasswordChanged
            | Self::Checkpoint
            | Self::PermissionMissing
            | Self::RefreshRejected => true,
            // A fault of the app, or of the way to the network, says nothing about the token.
            Self::Fine | Self::AppFault | Self::RateLimited { .. } | Self::Transient => false,
        }
    }
}

/// The reason for a disconnect. Only a signal that the network documents as proof becomes one.
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

/// The missing or refused part of the person's own developer app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SetUp {
    /// No client id, or no client secret where the network demands one.
    AppKeysMissing,
    /// The network refused the keys, or disabled the app.
    AppKeysRefused,
}

/// The consequence of a refusal that is believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The network cut the connection.
    Disconnected(Reason),
    /// The developer app's own keys are refused, or the app is disabled.
    AppKeysRefused,
}

impl Refusal {
    /// The refusal that this signal stands for. `None` if it refuses nothing.
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

/// The proof of a verdict. It never holds a body or a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The arrival time of the answer.
    pub at: DateTime<Utc>,
    /// The endpoint that was asked.
    pub endpoint: Endpoint,
    /// The HTTP status, if there was an answer at all.
    pub status: Option<u16>,
    /// The network's own error code: `190`, `invalid_grant`.
    pub code: Option<String>,
    /// The network's finer error code: `460`.
    pub subcode: Option<String>,
}

/// The meaning of one answer, with its proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The meaning of the answer.
    pub signal: Signal,
    /// Ask again after this long before believing it: some networks answer "revoked" for a few seconds
    /// after minting a token.
    pub confirm_after: Option<TimeDelta>,
    /// The permissions that the answer names as missing, of those that Gander asks for. Few answers name any.
    pub missing: Option<Box<Scopes>>,
    /// The proof.
    pub evidence: Evidence,
}

/// The health of a connection, as the person sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Health {
    /// The connection works.
    Active,
    /// The connection works, but its end is near and only the person can renew it.
    Expiring {
        /// The end of the connection.
        by: DateTime<Utc>,
    },
    /// The network refused, and a second answer must confirm it.
    Unconfirmed {
        /// The refusal.
        refusal: Refusal,
        /// The answer that refused.
        evidence: Evidence,
        /// The moment of the next request. A past moment means that the request is still to be made.
        again_at: DateTime<Utc>,
    },
    /// No usable answer: offline, captive portal, 5xx, rate limit. Not a disconnect.
    Unreachable {
        /// The start of the spell.
        since: DateTime<Utc>,
    },
    /// The network refused the token, and the refusal is believed.
    Disconnected {
        /// The reason.
        reason: Reason,
        /// The proof.
        evidence: Evidence,
    },
    /// The developer app's own keys are missing or refused.
    SetUpNeeded {
        /// The missing or refused part.
        what: SetUp,
    },
}

/// The use of a connection that the person allows to other programs. A later one includes each earlier one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Allowance {
    /// None.
    #[default]
    Nothing,
    /// Requests that Gander makes for the program, which never sees the token.
    Requests,
    /// The access token itself.
    Tokens,
}
