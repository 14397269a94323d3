//! The health of a connection, with its proof.

use keeper::{Endpoint, Evidence, Health, Reason, SetUp};
use serde::Serialize;
use ts_rs::TS;

use super::rfc3339;

/// The health of a connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "status", rename_all = "snake_case")]
#[ts(tag = "status", rename_all = "snake_case")]
pub enum HealthView {
    Active,
    Expiring {
        by: String,
    },
    /// The network refused once. Gander asks again before it believes that.
    Unconfirmed {
        evidence: EvidenceView,
        again_at: String,
    },
    Unreachable {
        since: String,
    },
    Disconnected {
        reason: ReasonView,
        evidence: EvidenceView,
    },
    SetUpNeeded {
        what: SetUpView,
    },
}

/// The reason for a disconnection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case")]
pub enum ReasonView {
    Expired,
    Revoked,
    PasswordChanged,
    Checkpoint,
    PermissionMissing,
    RefreshRejected,
}

/// The fault in a developer app's set-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case")]
pub enum SetUpView {
    AppKeysMissing,
    AppKeysRefused,
}

/// The network's answer that proves a verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct EvidenceView {
    at: String,
    #[ts(inline)]
    endpoint: EndpointView,
    http_status: Option<u16>,
    code: Option<String>,
    subcode: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case")]
pub(super) enum EndpointView {
    Authorization,
    Token,
    LongLived,
    Renewal,
    Identity,
    Probe,
    Revocation,
    Page,
}

impl From<&Health> for HealthView {
    fn from(health: &Health) -> Self {
        match health {
            Health::Active => Self::Active,
            Health::Expiring { by } => Self::Expiring { by: rfc3339(*by) },
            Health::Unconfirmed { evidence, again_at, .. } => {
                Self::Unconfirmed { evidence: evidence.into(), again_at: rfc3339(*again_at) }
            }
            Health::Unreachable { since } => Self::Unreachable { since: rfc3339(*since) },
            Health::Disconnected { reason, evidence } => {
                Self::Disconnected { reason: (*reason).into(), evidence: evidence.into() }
            }
            Health::SetUpNeeded { what } => Self::SetUpNeeded { what: (*what).into() },
        }
    }
}

impl From<Reason> for ReasonView {
    fn from(reason: Reason) -> Self {
        match reason {
            Reason::Expired => Self::Expired,
            Reason::Revoked => Self::Revoked,
            Reason::PasswordChanged => Self::PasswordChanged,
            Reason::Checkpoint => Self::Checkpoint,
            Reason::PermissionMissing => Self::PermissionMissing,
            Reason::RefreshRejected => Self::RefreshRejected,
        }
    }
}

impl From<SetUp> for SetUpView {
    fn from(what: SetUp) -> Self {
        match what {
            SetUp::AppKeysMissing => Self::AppKeysMissing,
            SetUp::AppKeysRefused => Self::AppKeysRefused,
        }
    }
}

impl From<&Evidence> for EvidenceView {
    fn from(evidence: &Evidence) -> Self {
        Self {
            at: rfc3339(evidence.at),
            endpoint: match evidence.endpoint {
                Endpoint::Authorization => EndpointView::Authorization,
                Endpoint::Token => EndpointView::Token,
                Endpoint::LongLived => EndpointView::LongLived,
                Endpoint::Renewal => EndpointView::Renewal,
                Endpoint::Identity => EndpointView::Identity,
                Endpoint::Probe => EndpointView::Probe,
                Endpoint::Revocation => EndpointView::Revocation,
                Endpoint::Page => EndpointView::Page,
            },
            http_status: evidence.status,
            code: evidence.code.clone(),
            subcode: evidence.subcode.clone(),
        }
    }
}
