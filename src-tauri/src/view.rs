//! The data that crosses to the window: plain, for display, and never a secret.
//!
//! `ui/src/ipc/bindings.ts` is generated from these types and checked in; a test compares the two.

mod alerts;
mod invitation;

use std::collections::BTreeMap;

pub use alerts::{AlertSettingsView, AlertsView, BadSettingView, EmailView};
use chrono::{DateTime, SecondsFormat, Utc};
pub use invitation::InvitationView;
#[cfg(test)]
pub use invitation::{ChangeView, InvitationStageView, JoinPlanView};
use keeper::networks::{Asks, Purpose};
use keeper::{
    Busy, Clocks, ConnectionState, Endpoint, Event, Evidence, Failure, Health, HistoryEntry, KeyCheck,
    KeysState, MissingPermission, NetworkState, OptionalPermission, PageState, ParameterState, Reason, SetUp,
    SignInState, Snapshot, Stage, VaultState,
};
use serde::Serialize;
use ts_rs::TS;

/// The whole state, as the window shows it. The higher revision wins.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct StateView {
    revision: u64,
    vault: VaultView,
    connections: Vec<ConnectionView>,
    attempts: Vec<SignInView>,
    networks: Vec<NetworkView>,
    storage_problem: bool,
    /// The reasons why network files are unusable, each an English sentence with file and line, for the file's author.
    unusable_networks: Vec<String>,
    /// True if another program changed the database in a way that could misdirect tokens.
    database_altered: bool,
    /// The end of the pause of all alerts; null when there is none.
    alerts_paused_until: Option<String>,
    /// The tag of the language that the person chose; null is the system's language.
    language: Option<String>,
    /// True if Gander can save calendar files on this device. A phone has no folder for them.
    takes_calendar_files: bool,
}

/// The state of the vault, which seals the secrets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case")]
pub enum VaultView {
    Opening,
    Ready,
    Locked,
    ThisRunOnly,
}

/// One connection.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct ConnectionView {
    id: String,
    network: String,
    network_name: String,
    username: Option<String>,
    display_name: Option<String>,
    /// The name of the account's picture, for the command `avatar`.
    avatar: Option<String>,
    health: HealthView,
    /// The permissions that Gander needs and the person did not allow.
    missing: Vec<MissingPermissionView>,
    /// True if its network lists pages and Gander may see them.
    may_have_pages: bool,
    /// The pages that the account runs, as far as Gander knows them.
    pages: Vec<PageView>,
    /// RFC 3339. The time by which the person must sign in again; null if Gander renews everything by itself.
    reauthorize_by: Option<String>,
    /// RFC 3339. The time after which the network may drop the person's data.
    data_loss_at: Option<String>,
    clocks: ClocksView,
    busy: Option<BusyView>,
}

/// A page that an account runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct PageView {
    id: String,
    name: String,
    /// True if Gander holds it.
    held: bool,
    /// The answer that proved the account's loss of a held page.
    lost: Option<EvidenceView>,
}

/// A permission that Gander needs and the person did not allow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct MissingPermissionView {
    /// The network's own name for it.
    scope: String,
    /// Its purpose; null if the network's file gives none.
    #[ts(inline)]
    purpose: Option<PurposeView>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case")]
enum PurposeView {
    Profile,
    Read,
    Share,
    ShareMedia,
    ListPages,
    ReadPages,
    SharePages,
    ReadBoards,
    EditBoards,
    ChooseFlair,
    StaySignedIn,
}

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
enum EndpointView {
    Authorization,
    Token,
    LongLived,
    Renewal,
    Identity,
    Probe,
    Revocation,
    Page,
}

/// The dates of a connection, RFC 3339 or null.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ClocksView {
    authorized_at: String,
    access_until: Option<String>,
    refresh_until: Option<String>,
    data_access_until: Option<String>,
    next_renewal: Option<String>,
    checked_at: Option<String>,
    next_check: Option<String>,
}

/// Slow work under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case")]
pub enum BusyView {
    Checking,
    Renewing,
    Finishing,
}

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

/// A network's bridge page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
struct BridgeView {
    /// True if the network accepts no other redirect address.
    needed: bool,
    /// True if the network's documents name this way first.
    preferred: bool,
    /// The address at which the person hosts it.
    address: Option<String>,
}

/// The keys of the person's own app at a network, and the way to get them. Never a secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
struct KeysView {
    /// The client id, shortened; null if none is saved.
    client_id: Option<String>,
    has_secret: bool,
    /// True if an app there can have a secret.
    takes_secret: bool,
    /// The network's page for making an app.
    page: String,
    /// The network's own names for the client id and the secret, if known.
    id_is_called: Option<String>,
    secret_is_called: Option<String>,
    /// Further parameters that an app there may have.
    #[ts(inline)]
    parameters: Vec<ParameterView>,
    /// The permissions that Gander requests only if the person's app may request them.
    #[ts(inline)]
    optional_permissions: Vec<OptionalPermissionView>,
}

/// A parameter that an app may have beside its keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
struct ParameterView {
    name: String,
    /// The network's own name for it.
    is_called: String,
    value: Option<String>,
}

/// A permission that Gander requests only if the person's app may request it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
struct OptionalPermissionView {
    /// The network's own name for it.
    scope: String,
    /// Its purpose; null if the network's file gives none.
    #[ts(inline)]
    purpose: Option<PurposeView>,
    asked: bool,
}

/// The network's verdict on an app's keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case")]
pub enum KeyCheckView {
    Taken,
    Refused,
    /// The network answered without a verdict on the keys.
    Untold,
    Unreachable,
}

/// One network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct NetworkView {
    id: String,
    name: String,
    /// True if its app keys are present, so that Connect can start.
    ready: bool,
    needs_secret: bool,
    /// The keys of the person's own app; null where the network needs none.
    #[ts(inline)]
    keys: Option<KeysView>,
    /// The exact redirect address to paste at the network's developer page.
    redirect: String,
    /// The bridge page, if the network can redirect through one.
    #[ts(inline)]
    bridge: Option<BridgeView>,
    /// Two sentences on how long access lasts, in English.
    summary: String,
    /// The summary by language, as far as the network's file has it.
    summaries: BTreeMap<String, String>,
    /// The network's own page on the lifetime of access.
    page: String,
    /// The page for revoking access, if Gander cannot revoke it itself.
    revoke_page: Option<String>,
    /// A practice network: its servers are on this device.
    practice: bool,
    /// The input that a sign-in needs from the person first.
    #[ts(inline)]
    asks: Option<AsksView>,
    /// True if it can show a PIN to type, in case the browser does not lead back to Gander.
    offers_pin: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case")]
enum AsksView {
    Server,
    Handle,
}

/// Something that happened to a connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct HistoryView {
    /// RFC 3339, as all times here. The latest time, or the start of a spell without an answer.
    at: String,
    /// The first time; the same as `at` if the event happened once.
    first: String,
    count: u32,
    /// The time at which the network answered again.
    until: Option<String>,
    connection: String,
    network_name: String,
    who: Option<String>,
    #[ts(inline)]
    event: EventView,
    reason: Option<ReasonView>,
    evidence: Option<EvidenceView>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case")]
enum EventView {
    Connected,
    Reauthorized,
    Renewed,
    Disconnected,
    PermissionMissing,
    PageLost,
    Recovered,
    SetUpNeeded,
    Warned,
    Unreachable,
    SignInFailed,
    WrongAccount,
    Removed,
    RevocationFailed,
    Notified,
    Mailed,
    MailFailed,
}

impl From<&Snapshot> for StateView {
    fn from(snapshot: &Snapshot) -> Self {
        Self {
            revision: snapshot.revision,
            vault: snapshot.vault.into(),
            connections: snapshot.connections.iter().map(Into::into).collect(),
            attempts: snapshot.attempts.iter().map(Into::into).collect(),
            networks: snapshot.networks.iter().map(Into::into).collect(),
            storage_problem: snapshot.storage_problem,
            unusable_networks: snapshot.unusable_networks.iter().map(ToString::to_string).collect(),
            database_altered: !snapshot.altered.is_empty(),
            alerts_paused_until: snapshot.alerts_paused_until.map(rfc3339),
            language: snapshot.language.map(str::to_owned),
            takes_calendar_files: cfg!(desktop),
        }
    }
}

impl From<VaultState> for VaultView {
    fn from(vault: VaultState) -> Self {
        match vault {
            VaultState::Opening => Self::Opening,
            VaultState::Ready => Self::Ready,
            VaultState::Locked => Self::Locked,
            VaultState::ThisRunOnly => Self::ThisRunOnly,
        }
    }
}

impl From<&ConnectionState> for ConnectionView {
    fn from(connection: &ConnectionState) -> Self {
        Self {
            id: connection.id.to_string(),
            network: connection.network.to_string(),
            network_name: connection.network_name.clone(),
            username: connection.username.clone(),
            display_name: connection.display_name.clone(),
            avatar: connection.avatar.clone(),
            health: (&connection.health).into(),
            missing: connection.missing.iter().map(Into::into).collect(),
            may_have_pages: connection.may_have_pages,
            pages: connection.pages.iter().map(Into::into).collect(),
            reauthorize_by: connection.reauthorize_by.map(rfc3339),
            data_loss_at: connection.data_loss_at.map(rfc3339),
            clocks: (&connection.clocks).into(),
            busy: connection.busy.map(Into::into),
        }
    }
}

impl From<&PageState> for PageView {
    fn from(page: &PageState) -> Self {
        Self {
            id: page.id.clone(),
            name: page.name.clone(),
            held: page.held,
            lost: page.lost.as_ref().map(Into::into),
        }
    }
}

impl From<&MissingPermission> for MissingPermissionView {
    fn from(missing: &MissingPermission) -> Self {
        Self { scope: missing.scope.clone(), purpose: missing.purpose.map(Into::into) }
    }
}

impl From<Purpose> for PurposeView {
    fn from(purpose: Purpose) -> Self {
        match purpose {
            Purpose::Profile => Self::Profile,
            Purpose::Read => Self::Read,
            Purpose::Share => Self::Share,
            Purpose::ShareMedia => Self::ShareMedia,
            Purpose::ListPages => Self::ListPages,
            Purpose::ReadPages => Self::ReadPages,
            Purpose::SharePages => Self::SharePages,
            Purpose::ReadBoards => Self::ReadBoards,
            Purpose::EditBoards => Self::EditBoards,
            Purpose::ChooseFlair => Self::ChooseFlair,
            Purpose::StaySignedIn => Self::StaySignedIn,
        }
    }
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

impl From<&Clocks> for ClocksView {
    fn from(clocks: &Clocks) -> Self {
        Self {
            authorized_at: rfc3339(clocks.authorized_at),
            access_until: clocks.access_until.map(rfc3339),
            refresh_until: clocks.refresh_until.map(rfc3339),
            data_access_until: clocks.data_access_until.map(rfc3339),
            next_renewal: clocks.next_renewal.map(rfc3339),
            checked_at: clocks.checked_at.map(rfc3339),
            next_check: clocks.next_check.map(rfc3339),
        }
    }
}

impl From<Busy> for BusyView {
    fn from(busy: Busy) -> Self {
        match busy {
            Busy::Checking => Self::Checking,
            Busy::Renewing => Self::Renewing,
            Busy::Finishing => Self::Finishing,
        }
    }
}

impl From<&SignInState> for SignInView {
    fn from(attempt: &SignInState) -> Self {
        Self {
            id: attempt.attempt.0,
            connection: attempt.connection.to_string(),
            network: attempt.network.to_string(),
            network_name: attempt.network_name.clone(),
            reauthorize: attempt.reauthorize,
            stage: (&attempt.stage).into(),
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

impl From<&NetworkState> for NetworkView {
    fn from(network: &NetworkState) -> Self {
        Self {
            id: network.id.to_string(),
            name: network.name.clone(),
            ready: network.ready,
            needs_secret: network.needs_secret,
            keys: network.keys.as_ref().map(Into::into),
            redirect: network.redirect.clone(),
            bridge: network.bridge.as_ref().map(|bridge| BridgeView {
                needed: bridge.needed,
                preferred: bridge.preferred,
                address: bridge.address.clone(),
            }),
            summary: network.summary.clone(),
            summaries: BTreeMap::clone(&network.summaries),
            page: network.page.clone(),
            revoke_page: network.revoke_page.clone(),
            practice: network.practice,
            offers_pin: network.offers_pin,
            asks: network.asks.map(|asks| match asks {
                Asks::Server => AsksView::Server,
                Asks::Handle => AsksView::Handle,
            }),
        }
    }
}

impl From<&KeysState> for KeysView {
    fn from(keys: &KeysState) -> Self {
        Self {
            client_id: keys.client_id.clone(),
            has_secret: keys.has_secret,
            takes_secret: keys.takes_secret,
            page: keys.page.clone(),
            id_is_called: keys.id_is_called.clone(),
            secret_is_called: keys.secret_is_called.clone(),
            parameters: keys.parameters.iter().map(Into::into).collect(),
            optional_permissions: keys.optional_permissions.iter().map(Into::into).collect(),
        }
    }
}

impl From<&ParameterState> for ParameterView {
    fn from(parameter: &ParameterState) -> Self {
        Self {
            name: parameter.name.clone(),
            is_called: parameter.is_called.clone(),
            value: parameter.value.clone(),
        }
    }
}

impl From<&OptionalPermission> for OptionalPermissionView {
    fn from(permission: &OptionalPermission) -> Self {
        Self {
            scope: permission.scope.clone(),
            purpose: permission.purpose.map(Into::into),
            asked: permission.asked,
        }
    }
}

impl From<KeyCheck> for KeyCheckView {
    fn from(check: KeyCheck) -> Self {
        match check {
            KeyCheck::Taken => Self::Taken,
            KeyCheck::Refused(_) => Self::Refused,
            KeyCheck::Untold(_) => Self::Untold,
            KeyCheck::Unreachable(_) => Self::Unreachable,
        }
    }
}

impl From<HistoryEntry> for HistoryView {
    fn from(entry: HistoryEntry) -> Self {
        let reason = match entry.event {
            Event::Disconnected(reason) => Some(reason.into()),
            _ => None,
        };
        Self {
            at: rfc3339(entry.at),
            first: rfc3339(entry.first),
            count: entry.count,
            until: entry.until.map(rfc3339),
            connection: entry.connection.to_string(),
            network_name: entry.network_name,
            who: entry.who,
            event: entry.event.into(),
            reason,
            evidence: entry.evidence.as_ref().map(Into::into),
        }
    }
}

impl From<Event> for EventView {
    fn from(event: Event) -> Self {
        match event {
            Event::Connected => Self::Connected,
            Event::Reauthorized => Self::Reauthorized,
            Event::Renewed => Self::Renewed,
            Event::Disconnected(_) => Self::Disconnected,
            Event::PermissionMissing => Self::PermissionMissing,
            Event::PageLost => Self::PageLost,
            // The history keeps the end of a spell with its start.
            Event::Recovered | Event::Reachable => Self::Recovered,
            Event::SetUpNeeded(_) => Self::SetUpNeeded,
            Event::Warned => Self::Warned,
            Event::Unreachable => Self::Unreachable,
            Event::SignInFailed => Self::SignInFailed,
            Event::WrongAccount => Self::WrongAccount,
            Event::Removed => Self::Removed,
            Event::RevocationFailed => Self::RevocationFailed,
            Event::Notified => Self::Notified,
            Event::Mailed => Self::Mailed,
            Event::MailFailed => Self::MailFailed,
        }
    }
}

fn rfc3339(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
