//! The error of a failed command, as the window gets it: a code that the window has words for, and no secret.

use serde::Serialize;
use ts_rs::TS;

/// The error of a failed command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct AppError {
    /// The kind of failure.
    pub code: ErrorCode,
    /// The id of the network concerned.
    pub network: Option<String>,
}

/// The kind of failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case")]
pub enum ErrorCode {
    /// No connection has this id.
    UnknownConnection,
    /// No network has this id.
    UnknownNetwork,
    /// The sign-in has already ended.
    UnknownSignIn,
    /// The post has left, or is about to, and can no longer be edited.
    AlreadyLeft,
    /// The developer app's keys are missing.
    AppKeysMissing,
    /// The secrets cannot be read.
    VaultLocked,
    /// The database cannot be read or written.
    Storage,
    /// Another program changed the database entry concerned.
    Altered,
    /// The network did not answer.
    Unreachable,
    /// This network or this device does not support the command.
    Unsupported,
    /// The address leads into the person's own network.
    PrivateAddress,
    /// No server has the name in the address.
    NoServer,
    /// No feed is at the address.
    NoFeed,
    /// An argument is not usable.
    BadInput,
    /// A fault in Gander or in the system around it.
    Internal,
}

impl From<ErrorCode> for AppError {
    fn from(code: ErrorCode) -> Self {
        Self { code, network: None }
    }
}

impl From<keeper::Error> for AppError {
    fn from(error: keeper::Error) -> Self {
        use keeper::{Error, FeedTrouble};
        let code = match error {
            Error::UnknownConnection(_) => ErrorCode::UnknownConnection,
            Error::UnknownNetwork(_) => ErrorCode::UnknownNetwork,
            Error::UnknownSignIn => ErrorCode::UnknownSignIn,
            Error::AlreadyLeft => ErrorCode::AlreadyLeft,
            Error::AppKeysMissing { network, .. } => {
                return Self { code: ErrorCode::AppKeysMissing, network: Some(network) };
            }
            Error::VaultLocked(_) => ErrorCode::VaultLocked,
            Error::Store(_) | Error::PictureNotKept(_) => ErrorCode::Storage,
            Error::Altered(_) => ErrorCode::Altered,
            Error::PagesUnknown { network, .. } => {
                return Self { code: ErrorCode::Unreachable, network: Some(network) };
            }
            Error::Unsupported { .. }
            | Error::CannotShare { .. }
            | Error::NotRenewable { .. }
            | Error::NotYetRenewable { .. }
            | Error::NoPages { .. }
            | Error::NotAllowed { .. }
            | Error::NotUsable { .. }
            | Error::EndsTooSoon { .. }
            | Error::BareTokenUseless { .. }
            | Error::Request(_) => ErrorCode::Unsupported,
            Error::Feed(FeedTrouble::Private) => ErrorCode::PrivateAddress,
            Error::Feed(FeedTrouble::NoServer) => ErrorCode::NoServer,
            Error::Feed(FeedTrouble::NoFeed | FeedTrouble::TooLarge | FeedTrouble::Gone) => ErrorCode::NoFeed,
            Error::Feed(FeedTrouble::Unreachable | FeedTrouble::Status(_) | FeedTrouble::Limited { .. }) => {
                ErrorCode::Unreachable
            }
            Error::UnknownPage(_)
            | Error::UnknownFeed(_)
            | Error::TooLong { .. }
            | Error::NotTaken { .. }
            | Error::Picture(_)
            | Error::UnknownPost(_)
            | Error::UnknownActivity(_)
            | Error::NotNow
            | Error::AddressMissing { .. }
            | Error::BadInput(_)
            | Error::ClientSecretMissing { .. }
            | Error::BadSettings(_) => ErrorCode::BadInput,
            Error::Mail(_) | Error::Networks(_) | Error::Http(_) | Error::ShutDown => ErrorCode::Internal,
        };
        tracing::info!(?code, "a command failed");
        code.into()
    }
}
