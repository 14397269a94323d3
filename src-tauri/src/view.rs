//! The data that crosses to the window: plain, for display, and never a secret.
//!
//! `ui/src/ipc/bindings.ts` is generated from these types and checked in; a test compares the two.

mod alerts;
mod connection;
mod destination;
mod feeds;
mod health;
mod history;
mod invitation;
mod network;
mod picture;
mod preview;
mod route;
mod sharing;
mod sign_in;

pub use alerts::{AlertSettingsView, AlertsView, BadSettingView, EmailView};
use chrono::{DateTime, SecondsFormat, Utc};
pub use connection::{AllowanceView, ConnectionView};
#[cfg(test)]
pub use connection::{BusyView, ClocksView, MissingPermissionView, PageView};
#[cfg(test)]
pub use destination::{DestinationStateView, DestinationView, HandOverView, KnownPlaceView, PlaceView};
pub use feeds::{FeedPreviewView, FeedsView};
#[cfg(test)]
pub use feeds::{FeedView, PreviewedEntryView, SuggestionView};
#[cfg(test)]
pub use health::{EvidenceView, HealthView, ReasonView, SetUpView};
pub use history::HistoryView;
pub use invitation::InvitationView;
#[cfg(test)]
pub use invitation::{ChangeView, InvitationStageView, JoinPlanView};
use keeper::{Snapshot, VaultState};
pub use network::{KeyCheckView, NetworkView};
pub use picture::{AddedPictureView, CardView, ChosenPictureView, ContentView};
#[cfg(test)]
pub use picture::{CostView, NotTakenView, PictureTroubleView, PictureView};
#[cfg(test)]
pub use preview::PreviewCardView;
pub use preview::PreviewView;
pub use route::RouteView;
use serde::Serialize;
#[cfg(test)]
pub use sharing::{ActivityView, DeletionView, DraftView, PostStateView, PostView, UploadingView};
pub use sharing::{LateView, MeasureView, SettleView, SharingView};
pub use sign_in::SignInView;
#[cfg(test)]
pub use sign_in::{FailureView, StageView};
use ts_rs::TS;

/// The whole state, as the window shows it. The higher revision wins.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct StateView {
    revision: u64,
    vault: VaultView,
    connections: Vec<ConnectionView>,
    sign_ins: Vec<SignInView>,
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

impl From<&Snapshot> for StateView {
    fn from(snapshot: &Snapshot) -> Self {
        Self {
            revision: snapshot.revision,
            vault: snapshot.vault.into(),
            connections: snapshot.connections.iter().map(Into::into).collect(),
            sign_ins: snapshot.sign_ins.iter().map(Into::into).collect(),
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

fn rfc3339(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
