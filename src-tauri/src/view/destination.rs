//! The accounts and pages that the person can choose in the composer, with the places inside their networks.

use keeper::{ConnectionState, HandOver, Health, KnownPlace, Place, SharingAccount};
use serde::Serialize;
use ts_rs::TS;

/// An account that the person can choose in the composer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename_all = "camelCase")]
pub struct DestinationView {
    /// The account or page: the connection, or `CONNECTION/PAGE`.
    pub(super) target: String,
    connection: String,
    network: String,
    network_name: String,
    /// The account's name, such as `@dana@mastodon.example`, or the name of the page.
    pub(super) name: String,
    state: DestinationStateView,
    /// The length limit of a text, in the network's own unit.
    most: u32,
    is_page: bool,
    /// The network charges for each post.
    costs: bool,
    /// The kind of the place inside the network that the person chooses for each post. Null: it has none.
    place: Option<PlaceView>,
    /// The places that Gander knows.
    places: Vec<KnownPlaceView>,
    /// The most characters of a title. Null: its posts have none.
    longest_title: Option<u32>,
    /// The reason for which the person shares some or all contents by hand. Null: Gander shares them all.
    hand_over: Option<HandOverView>,
}

/// A kind of places inside a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case")]
pub enum PlaceView {
    /// The person names it. The account without one is the person's own profile.
    Community,
    /// The person chooses one of the known ones.
    Board,
}

/// A place that Gander knows, such as a board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct KnownPlaceView {
    id: String,
    name: String,
}

/// The reason for which the person shares by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case")]
pub enum HandOverView {
    /// The network lets no app share to a profile.
    Profile,
    /// The network takes no texts from an app.
    Texts,
    /// The network takes only pictures that are on the web.
    Pictures,
}

/// The readiness of an account for sharing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case")]
pub enum DestinationStateView {
    Ready,
    Disconnected,
    Unreachable,
    /// The network refused once, and a second answer decides.
    Unconfirmed,
    NeedsKeys,
    /// The account may no longer act for the page.
    Lost,
    /// The network takes posts of pages only, and Gander holds none.
    NeedsPage,
    /// Gander cannot share to this network.
    Cannot,
}

impl DestinationView {
    pub(super) fn of(state: &ConnectionState, account: &SharingAccount) -> Self {
        let ready = match state.health {
            Health::Disconnected { .. } => DestinationStateView::Disconnected,
            Health::SetUpNeeded { .. } => DestinationStateView::NeedsKeys,
            Health::Unreachable { .. } => DestinationStateView::Unreachable,
            Health::Unconfirmed { .. } => DestinationStateView::Unconfirmed,
            Health::Active | Health::Expiring { .. } => DestinationStateView::Ready,
        };
        let empty = Self::without_account(state, false);
        Self {
            target: account.target.to_string(),
            name: account.page_name.clone().unwrap_or_else(|| empty.name.clone()),
            state: match account.hand_over {
                _ if account.is_lost => DestinationStateView::Lost,
                // Sharing by hand needs no access.
                Some(HandOver::Profile | HandOver::Texts) => DestinationStateView::Ready,
                Some(HandOver::Pictures) | None => ready,
            },
            most: account.most,
            is_page: account.target.page.is_some(),
            costs: account.costs,
            place: account.place.map(PlaceView::from),
            places: account.places.iter().map(KnownPlaceView::from).collect(),
            longest_title: account.longest_title.and_then(|most| u32::try_from(most).ok()),
            hand_over: account.hand_over.map(HandOverView::from),
            ..empty
        }
    }

    /// An account that the person cannot choose.
    pub(super) fn without_account(state: &ConnectionState, needs_page: bool) -> Self {
        let name = state.username.as_ref().map(|username| format!("@{username}"));
        Self {
            target: state.id.to_string(),
            connection: state.id.to_string(),
            network: state.network.to_string(),
            network_name: state.network_name.clone(),
            name: name.or_else(|| state.display_name.clone()).unwrap_or_default(),
            state: if needs_page { DestinationStateView::NeedsPage } else { DestinationStateView::Cannot },
            most: 0,
            is_page: false,
            costs: false,
            place: None,
            places: Vec::new(),
            longest_title: None,
            hand_over: None,
        }
    }
}

impl From<Place> for PlaceView {
    fn from(place: Place) -> Self {
        match place {
            Place::Community => Self::Community,
            Place::Board => Self::Board,
        }
    }
}

impl From<&KnownPlace> for KnownPlaceView {
    fn from(KnownPlace { id, name }: &KnownPlace) -> Self {
        Self { id: id.clone(), name: name.clone() }
    }
}

impl From<HandOver> for HandOverView {
    fn from(why: HandOver) -> Self {
        match why {
            HandOver::Profile => Self::Profile,
            HandOver::Texts => Self::Texts,
            HandOver::Pictures => Self::Pictures,
        }
    }
}
