//! A connection, its pages and its clocks.

use keeper::{Allowance, Busy, Clocks, ConnectionState, MissingPermission, PageState, networks::Purpose};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    health::{EvidenceView, HealthView},
    rfc3339,
};

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
    /// The use that the person allows to other programs.
    #[ts(inline)]
    allowed: AllowanceView,
}

/// The use that the person allows to other programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case")]
pub enum AllowanceView {
    Nothing,
    Requests,
    Tokens,
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
pub(super) enum PurposeView {
    Profile,
    Read,
    Share,
    ShareMedia,
    Delete,
    ListPages,
    ReadPages,
    SharePages,
    ReadBoards,
    EditBoards,
    ChooseFlair,
    StaySignedIn,
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
            allowed: connection.allowed.into(),
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
            Purpose::Delete => Self::Delete,
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

impl From<Allowance> for AllowanceView {
    fn from(allowed: Allowance) -> Self {
        match allowed {
            Allowance::Nothing => Self::Nothing,
            Allowance::Requests => Self::Requests,
            Allowance::Tokens => Self::Tokens,
        }
    }
}

impl From<AllowanceView> for Allowance {
    fn from(allowed: AllowanceView) -> Self {
        match allowed {
            AllowanceView::Nothing => Self::Nothing,
            AllowanceView::Requests => Self::Requests,
            AllowanceView::Tokens => Self::Tokens,
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
