//! The view of sharing: the accounts to choose from, the drafts, and the activities with their posts.

use std::collections::BTreeMap;

use keeper::{
    ActivityState, ConnectionState, Draft, DraftContent, Error, Health, Keeper, Measured, PostStage,
    PostState,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::rfc3339;

/// Everything about sharing, as the window shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SharingView {
    destinations: Vec<DestinationView>,
    /// Newest first.
    activities: Vec<ActivityView>,
    /// The last changed one first.
    drafts: Vec<DraftView>,
}

/// An account that the person can choose in the composer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename_all = "camelCase")]
pub struct DestinationView {
    connection: String,
    network: String,
    network_name: String,
    /// The account's name, such as `@dana@mastodon.example`.
    name: String,
    state: DestinationStateView,
    /// The length limit of a text, in the network's own unit.
    most: u32,
}

/// The readiness of an account for sharing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case")]
pub enum DestinationStateView {
    Ready,
    Disconnected,
    Unreachable,
    NeedsKeys,
    /// Gander cannot share to this network.
    Cannot,
}

/// A text that the person has not shared yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename_all = "camelCase")]
pub struct DraftView {
    id: String,
    text: String,
    link: Option<String>,
    /// The chosen connections.
    to: Vec<String>,
    /// The accounts' own texts, by connection.
    own: BTreeMap<String, String>,
    /// RFC 3339.
    changed_at: String,
}

/// One activity, with one post for each account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename_all = "camelCase")]
pub struct ActivityView {
    id: String,
    text: String,
    link: Option<String>,
    /// RFC 3339.
    created_at: String,
    /// RFC 3339. Null if the person shared it at once.
    planned_at: Option<String>,
    posts: Vec<PostView>,
}

/// An activity at one account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename_all = "camelCase")]
pub struct PostView {
    id: String,
    /// Null if the account is no longer connected.
    connection: Option<String>,
    network: String,
    network_name: String,
    name: String,
    state: PostStateView,
    /// RFC 3339. The time of the state.
    at: Option<String>,
    /// The address at the network.
    address: Option<String>,
    /// The network's reason for a refusal.
    reason: Option<String>,
}

/// The state of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case")]
pub enum PostStateView {
    Planned,
    /// The account is cut off until the person acts.
    Waits,
    /// The network does not answer, or takes no more for now.
    WaitsForNetwork,
    Sharing,
    /// The answer was lost, and looking has not told.
    Unknown,
    Shared,
    Refused,
    Late,
    Cancelled,
}

/// The length of a text at one account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename_all = "camelCase")]
pub struct MeasureView {
    connection: String,
    /// The units left, in the network's own unit. Negative if the text is too long.
    left: i32,
    /// The start of the surplus, in UTF-16 code units of the text. Never inside an emoji.
    surplus_from: Option<u32>,
}

/// The rule for a planned activity that Gander could not share in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case")]
pub enum LateView {
    #[serde(rename = "6h")]
    #[ts(rename = "6h")]
    SixHours,
    Ask,
    Never,
}

/// The person's decision about a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case")]
pub enum SettleView {
    /// Looks for it at the network once more.
    Look,
    /// The person saw it there.
    There,
    /// Shares it again, or takes a cancellation back.
    Again,
    /// Leaves it out.
    Leave,
    /// Shares it now, although it is late.
    Now,
    /// Cancels it, unless it has left already.
    Cancel,
}

impl SharingView {
    /// The accounts, drafts and activities of a keeper.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn of(keeper: &Keeper) -> Result<Self, Error> {
        let snapshot = keeper.snapshot();
        let limits: BTreeMap<_, _> =
            keeper.sharing_accounts().into_iter().map(|account| (account.connection, account.most)).collect();
        let destination =
            |state: &ConnectionState| DestinationView::of(state, limits.get(&state.id).copied());
        let destinations: Vec<_> = snapshot.connections.iter().map(destination).collect();
        let mut activities: Vec<_> = keeper.activities()?.into_iter().map(ActivityView::from).collect();
        for post in activities.iter_mut().flat_map(|activity| &mut activity.posts) {
            // An account has the same name at its post as in the composer.
            let same = |each: &&DestinationView| post.connection.as_ref() == Some(&each.connection);
            if let Some(known) = destinations.iter().find(same).filter(|known| !known.name.is_empty()) {
                post.name.clone_from(&known.name);
            }
        }
        Ok(Self {
            destinations,
            activities,
            drafts: keeper.drafts()?.into_iter().map(DraftView::from).collect(),
        })
    }
}

impl DestinationView {
    fn of(state: &ConnectionState, most: Option<u32>) -> Self {
        let name = state.username.as_ref().map(|username| format!("@{username}"));
        Self {
            connection: state.id.to_string(),
            network: state.network.to_string(),
            network_name: state.network_name.clone(),
            name: name.or_else(|| state.display_name.clone()).unwrap_or_default(),
            state: match (&state.health, most) {
                (_, None) => DestinationStateView::Cannot,
                (Health::Disconnected { .. }, _) => DestinationStateView::Disconnected,
                (Health::SetUpNeeded { .. }, _) => DestinationStateView::NeedsKeys,
                (Health::Unreachable { .. }, _) => DestinationStateView::Unreachable,
                (Health::Active | Health::Expiring { .. } | Health::Unconfirmed { .. }, _) => {
                    DestinationStateView::Ready
                }
            },
            most: most.unwrap_or_default(),
        }
    }
}

impl From<Draft> for DraftView {
    fn from(Draft { id, content: DraftContent { text, link, to, own }, changed_at }: Draft) -> Self {
        Self { id, text, link, to, own, changed_at: rfc3339(changed_at) }
    }
}

impl From<ActivityState> for ActivityView {
    fn from(state: ActivityState) -> Self {
        Self {
            id: state.id,
            text: state.content.text,
            link: state.content.link.map(Into::into),
            created_at: rfc3339(state.created_at),
            planned_at: state.planned_at.map(rfc3339),
            posts: state.posts.into_iter().map(PostView::from).collect(),
        }
    }
}

impl From<PostState> for PostView {
    fn from(state: PostState) -> Self {
        Self {
            id: state.id,
            connection: state.connection.map(|connection| connection.to_string()),
            network: state.network,
            network_name: state.network_name,
            name: state.account,
            state: match state.stage {
                PostStage::Planned => PostStateView::Planned,
                PostStage::Waits => PostStateView::Waits,
                PostStage::WaitsForNetwork => PostStateView::WaitsForNetwork,
                PostStage::Sharing => PostStateView::Sharing,
                PostStage::Unknown => PostStateView::Unknown,
                PostStage::Shared => PostStateView::Shared,
                PostStage::Refused => PostStateView::Refused,
                PostStage::Late => PostStateView::Late,
                PostStage::Cancelled => PostStateView::Cancelled,
            },
            at: state.at.map(rfc3339),
            address: state.address.map(Into::into),
            reason: state.reason,
        }
    }
}

impl MeasureView {
    /// The measure of this text.
    pub fn of(measured: &Measured, text: &str) -> Self {
        let before = measured.surplus_from.and_then(|from| text.get(..from));
        Self {
            connection: measured.connection.to_string(),
            left: i32::try_from(measured.left).unwrap_or(if measured.left < 0 { i32::MIN } else { i32::MAX }),
            surplus_from: before.and_then(|before| u32::try_from(before.encode_utf16().count()).ok()),
        }
    }
}
