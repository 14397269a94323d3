//! A sign-in under way, or one that failed.

use keeper::{Failure, SetUp, SignInState, Stage};
use serde::Serialize;
use ts_rs::TS;

/// A sign-in under way. `connection` is also set while a new account is being added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SignInView {
    id: u64,
    connection: String,
    network: String,
    network_name: String,
    /// False while a new account is being added.
    reauthorize: bool,
    stage: StageView,
}

/// The stage of a sign-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "stage", rename_all = "snake_case")]
#[ts(tag = "stage", rename_all = "snake_case")]
pub enum StageView {
    Opening,
    Waiting,
    AsksPin,
    Finishing,
    WrongAccount {
        expected: String,
        signed_in: String,
    },
    Failed {
        failure: FailureView,
        // The HTTP status of the network's answer, and its code if it gave one.
        answer: Option<String>,
    },
}

/// The reason why a sign-in failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case")]
pub enum FailureView {
    Denied,
    TimedOut,
    Refused,
    AppKeysMissing,
    AppKeysRefused,
    Unreachable,
    PortTaken,
    BadAnswer,
    Storage,
    Unsupported,
    VaultLocked,
    AddressUnknown,
    RegistrationRefused,
}

impl From<&SignInState> for SignInView {
    fn from(sign_in: &SignInState) -> Self {
        Self {
            id: sign_in.operation_id.0,
            connection: sign_in.connection.to_string(),
            network: sign_in.network.to_string(),
            network_name: sign_in.network_name.clone(),
            reauthorize: sign_in.reauthorize,
            stage: (&sign_in.stage).into(),
        }
    }
}

impl From<&Stage> for StageView {
    fn from(stage: &Stage) -> Self {
        match stage {
            Stage::Opening => Self::Opening,
            Stage::Waiting => Self::Waiting,
            Stage::AsksPin => Self::AsksPin,
            Stage::Finishing => Self::Finishing,
            Stage::WrongAccount { expected, signed_in } => {
                Self::WrongAccount { expected: expected.clone(), signed_in: signed_in.clone() }
            }
            Stage::Failed(failure) => Self::Failed { failure: failure.into(), answer: answer(failure) },
        }
    }
}

fn answer(failure: &Failure) -> Option<String> {
    match failure {
        Failure::RegistrationRefused { status, code: Some(code), .. } => Some(format!("{status} {code}")),
        Failure::RegistrationRefused { status, code: None, .. } => Some(status.to_string()),
        _ => None,
    }
}

impl From<&Failure> for FailureView {
    fn from(failure: &Failure) -> Self {
        match failure {
            Failure::Denied => Self::Denied,
            Failure::TimedOut => Self::TimedOut,
            Failure::Refused => Self::Refused,
            Failure::BadAnswer => Self::BadAnswer,
            Failure::AppKeys(SetUp::AppKeysMissing) => Self::AppKeysMissing,
            Failure::AppKeys(SetUp::AppKeysRefused) => Self::AppKeysRefused,
            Failure::Unreachable => Self::Unreachable,
            Failure::PortTaken(_) => Self::PortTaken,
            Failure::Storage => Self::Storage,
            Failure::Unsupported => Self::Unsupported,
            Failure::VaultLocked => Self::VaultLocked,
            Failure::AddressUnknown => Self::AddressUnknown,
            Failure::RegistrationRefused { .. } => Self::RegistrationRefused,
        }
    }
}
