//! The view of sharing: the accounts to choose from, the drafts, and the activities with their posts.

use std::collections::BTreeMap;

use keeper::{
    ActivityState, ConnectionState, Deletion, Draft, DraftContent, Error, Keeper, Late, Measured, NotTaken,
    PostStage, PostState, Target, Uploading,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    destination::DestinationView,
    picture::{CostView, NotTakenView, PictureView},
    rfc3339,
};

/// Everything about sharing, as the window shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SharingView {
    destinations: Vec<DestinationView>,
    /// Newest first.
    activities: Vec<ActivityView>,
    /// The last changed one first.
    drafts: Vec<DraftView>,
}

/// A text that the person has not shared yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename_all = "camelCase")]
pub struct DraftView {
    id: String,
    text: String,
    link: Option<String>,
    /// The chosen accounts and pages.
    to: Vec<String>,
    /// The own texts of accounts and pages.
    own: BTreeMap<String, String>,
    /// The titles at accounts and pages, where the person wrote one.
    titles: BTreeMap<String, String>,
    pictures: Vec<PictureView>,
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
    /// The IANA time zone in which the person planned it, such as `Europe/Berlin`. Null if it is not known.
    zone: Option<String>,
    /// The rule for a post that is late. Null if the person shared it at once.
    late: Option<LateView>,
    pictures: Vec<PictureView>,
    /// The hash of the picture of the link's card. Null if there is none.
    card_picture: Option<String>,
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
    /// The account or page. Null if the account is no longer connected.
    target: Option<String>,
    /// The name of the place inside the network. Null: it has none.
    place: Option<String>,
    /// The title that the person wrote. Null: they wrote none.
    title: Option<String>,
    network: String,
    network_name: String,
    name: String,
    state: PostStateView,
    /// True if the person shares it, and not Gander.
    by_hand: bool,
    /// The picture that is being uploaded. Null if none is.
    uploading: Option<UploadingView>,
    /// True if it waits until the person allows something at an account that works.
    needs_permission: bool,
    /// RFC 3339. The time of the state.
    at: Option<String>,
    /// The address at the network.
    address: Option<String>,
    /// The network's reason for a refusal.
    reason: Option<String>,
    /// The account's own text. Null if it has the text for all.
    own: Option<String>,
    /// The result of the last request that deletes it at its network. Null if the person did not delete it.
    deletion: Option<DeletionView>,
    /// True if Gander can delete it at its network.
    deletable: bool,
    /// The price of that. Null if it is free.
    delete_cost: Option<CostView>,
}

/// The upload of a picture of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct UploadingView {
    /// From 1.
    picture: u16,
    of: u16,
}

/// The result of a request that deletes a post at its network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct DeletionView {
    /// RFC 3339.
    at: String,
    /// True if the post is gone.
    done: bool,
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
    /// Many posts waited for its account, which is back: the person decides.
    Asks,
    Cancelled,
    /// Its time has come, and the person shares it by hand.
    ByHand,
    /// The person has the text, and shares it by hand.
    HandedOver,
}

/// The length of a text at one account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename_all = "camelCase")]
pub struct MeasureView {
    target: String,
    /// The units left, in the network's own unit. Negative if the text is too long.
    left: i32,
    /// The start of the surplus, in UTF-16 code units of the text. Never inside an emoji.
    surplus_from: Option<u32>,
    /// The reason for which the network does not take the content, apart from the length of its text.
    not_taken: Option<NotTakenView>,
    /// The number in that reason.
    most: Option<u32>,
    /// The price of the post. Null if it is free.
    cost: Option<CostView>,
    /// True if the person shares this content by hand.
    by_hand: bool,
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
    /// Shares it after those that were due before it, two minutes apart.
    Spaced,
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
        let mut accounts: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for account in keeper.sharing_accounts() {
            accounts.entry(account.target.connection.clone()).or_default().push(account);
        }
        let known = keeper.networks();
        let destinations: Vec<_> = snapshot
            .connections
            .iter()
            .flat_map(|state| match accounts.remove(&state.id) {
                Some(accounts) => {
                    accounts.iter().map(|account| DestinationView::of(state, account)).collect()
                }
                None => vec![DestinationView::without_account(state, takes_pages(&known, state))],
            })
            .collect();
        let mut activities: Vec<_> = keeper.activities()?.into_iter().map(ActivityView::from).collect();
        for post in activities.iter_mut().flat_map(|activity| &mut activity.posts) {
            // An account has the same name at its post as in the composer.
            let same = |each: &&DestinationView| post.target.as_ref() == Some(&each.target);
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

/// Tells whether Gander can share to pages of this network.
fn takes_pages(networks: &keeper::networks::Catalogue, state: &ConnectionState) -> bool {
    let publish = networks.get(&state.network).and_then(|network| network.publish.as_ref());
    publish.is_some_and(|publish| publish.to == keeper::networks::PublishTo::Pages)
        && keeper::publishes(&state.network)
}

impl From<Late> for LateView {
    fn from(late: Late) -> Self {
        match late {
            Late::SixHours => Self::SixHours,
            Late::Ask => Self::Ask,
            Late::Never => Self::Never,
        }
    }
}

impl From<LateView> for Late {
    fn from(late: LateView) -> Self {
        match late {
            LateView::SixHours => Self::SixHours,
            LateView::Ask => Self::Ask,
            LateView::Never => Self::Never,
        }
    }
}

impl From<Draft> for DraftView {
    fn from(Draft { id, content, changed_at }: Draft) -> Self {
        let DraftContent { text, link, to, own, titles, pictures } = content;
        let pictures = pictures.iter().map(PictureView::of).collect();
        Self { id, text, link, to, own, titles, pictures, changed_at: rfc3339(changed_at) }
    }
}

impl From<ActivityState> for ActivityView {
    fn from(state: ActivityState) -> Self {
        Self {
            id: state.id,
            pictures: state.content.pictures.iter().map(PictureView::of).collect(),
            card_picture: state.content.card.and_then(|card| card.picture).map(|picture| picture.hash),
            text: state.content.text,
            link: state.content.link.map(Into::into),
            created_at: rfc3339(state.created_at),
            planned_at: state.planned_at.map(rfc3339),
            zone: state.zone,
            late: state.late.map(LateView::from),
            posts: state.posts.into_iter().map(PostView::from).collect(),
        }
    }
}

impl From<PostState> for PostView {
    fn from(state: PostState) -> Self {
        Self {
            id: state.id,
            target: state.connection.clone().map(|connection| {
                Target::new(connection, state.page.as_deref().unwrap_or_default()).to_string()
            }),
            connection: state.connection.map(|connection| connection.to_string()),
            place: state.place,
            title: state.title,
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
                PostStage::Asks => PostStateView::Asks,
                PostStage::Cancelled => PostStateView::Cancelled,
                PostStage::ByHand => PostStateView::ByHand,
                PostStage::HandedOver => PostStateView::HandedOver,
            },
            by_hand: state.by_hand,
            uploading: state.uploading.map(|Uploading { picture, of }| UploadingView { picture, of }),
            needs_permission: state.lacks_permission,
            at: state.at.map(rfc3339),
            address: state.address.map(Into::into),
            reason: state.reason,
            own: state.own,
            deletion: state.deletion.map(|Deletion { at, done }| DeletionView { at: rfc3339(at), done }),
            deletable: state.deletable,
            delete_cost: state.delete_cost.as_deref().and_then(CostView::of),
        }
    }
}

impl MeasureView {
    /// The measure of this text.
    pub fn of(measured: &Measured, text: &str) -> Self {
        let before = measured.surplus_from.and_then(|from| text.get(..from));
        Self {
            target: measured.target.to_string(),
            left: i32::try_from(measured.left).unwrap_or(if measured.left < 0 { i32::MIN } else { i32::MAX }),
            surplus_from: before.and_then(|before| u32::try_from(before.encode_utf16().count()).ok()),
            not_taken: measured.not_taken.map(NotTakenView::from),
            most: match measured.not_taken {
                Some(NotTaken::TooManyPictures { most } | NotTaken::LongDescription { most }) => Some(most),
                _ => None,
            },
            cost: measured.cost.as_deref().and_then(CostView::of),
            by_hand: measured.hand_over.is_some(),
        }
    }
}
