//! The reasons for which a sign-in ends without success.

use lifecycle::{SetUp, Signal};

use crate::error::RequestError;

/// The reason for which a sign-in ended without success.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The person said no at the network.
    Denied,
    /// Nothing came back within five minutes.
    TimedOut,
    /// The network refused the exchange.
    Refused,
    /// The app keys are missing or refused.
    AppKeys(SetUp),
    /// The network could not be reached.
    Unreachable,
    /// The redirect's port is taken by another program.
    PortTaken(u16),
    /// The network answered with something that cannot be used.
    BadAnswer,
    /// The new tokens could not be stored.
    Storage,
    /// This network's protocol is not built, or cannot be used on this device.
    Unsupported,
    /// The vault is locked.
    VaultLocked,
    /// The server or the account does not exist.
    AddressUnknown,
    /// The server does not let Gander register an app.
    RegistrationRefused {
        /// The HTTP status.
        status: u16,
        /// The server's reason, where it gives a code.
        code: Option<String>,
        /// True if the answer was JSON. An HTML page may come from anything on the way, or from another kind of site.
        by_server: bool,
    },
}

impl RequestError {
    /// The failure to show to the person who signs in.
    pub fn failure(&self) -> Failure {
        match self {
            Self::Malformed(_) => Failure::BadAnswer,
            Self::ResponseLost(_) | Self::Transient(_) => Failure::Unreachable,
            Self::Rejected(verdict) => match verdict.signal {
                Signal::AppFault => Failure::AppKeys(SetUp::AppKeysRefused),
                // Transient: the network refused the code, but no rule of its file matched.
                Signal::Fine
                | Signal::Transient
                | Signal::RateLimited { .. }
                | Signal::Expired
                | Signal::Revoked
                | Signal::PasswordChanged
                | Signal::Checkpoint
                | Signal::PermissionMissing
                | Signal::RefreshRejected => Failure::Refused,
            },
        }
    }
}
