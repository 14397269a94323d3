//! The stages of posts, as they are shown: they follow from phase, time and account.

use chrono::{DateTime, Utc};
use lifecycle::Health;
use networks::Purpose;
use publishing::{Hold, Phase, Post};

use super::{
    PostStage, PostState,
    places::{name_of_place, place_of, takes_named_places},
};
use crate::ConnectionState;

/// A post as it is shown. `held_until`: the end of the pause of its destination.
pub(super) fn post_state(
    post: &Post,
    has_pictures: bool,
    state: Option<&ConnectionState>,
    held_until: Option<DateTime<Utc>>,
    network_name: String,
    now: DateTime<Utc>,
) -> PostState {
    let (stage, at) = match &post.phase {
        Phase::Queued if post.is_late(now) => (PostStage::Late, Some(post.due)),
        // While the person edits it, it is planned.
        Phase::Queued if post.begins().is_some_and(|begins| begins > now) => {
            (PostStage::Planned, Some(post.due))
        }
        Phase::Queued => match (waiting(state, &post.to.page, has_pictures), held_until) {
            (PostStage::Sharing | PostStage::WaitsForNetwork, _) if post.hold == Some(Hold::Asks) => {
                (PostStage::Asks, Some(post.due))
            }
            (PostStage::Sharing, Some(until)) if until > now => (PostStage::WaitsForNetwork, Some(until)),
            (stage, _) => (stage, Some(post.due)),
        },
        Phase::Armed { at, .. } => (PostStage::Sharing, Some(*at)),
        Phase::Unknown { armed_at, .. } => (PostStage::Unknown, Some(*armed_at)),
        Phase::Published { at, .. } => (PostStage::Shared, Some(*at)),
        Phase::Refused { at, .. } => (PostStage::Refused, Some(*at)),
        Phase::Cancelled { at, .. } => (PostStage::Cancelled, Some(*at)),
        // It is not late: the person alone shares it, whenever they come.
        Phase::ByHand if post.begins().is_some_and(|begins| begins > now) => {
            (PostStage::Planned, Some(post.due))
        }
        Phase::ByHand => (PostStage::ByHand, Some(post.due)),
        Phase::HandedOver { at } => (PostStage::HandedOver, Some(*at)),
    };
    let address = match &post.phase {
        Phase::Published { remote, .. } => remote.address.clone(),
        _ => None,
    };
    let reason = match &post.phase {
        Phase::Refused { reason, .. } => reason.clone(),
        _ => None,
    };
    let deletes =
        publishing::networks::publisher(&post.to.network).is_some_and(publishing::Publisher::deletes);
    let page = Some(&post.to.page).filter(|page| !page.is_empty());
    let of_page = page.map(|page| {
        let known = state.and_then(|state| state.pages.iter().find(|known| known.id == *page));
        known.map_or_else(|| name_of_place(&post.to.network, page), |known| known.name.clone())
    });
    let of_account = || state.and_then(|state| state.username.clone().or_else(|| state.display_name.clone()));
    PostState {
        id: post.id.to_string(),
        connection: state.map(|state| state.id.clone()),
        network: post.to.network.to_string(),
        network_name,
        account: of_page.clone().or_else(of_account).unwrap_or_else(|| post.to.account.clone()),
        page: page.cloned(),
        place: of_page.clone().filter(|_| place_of(&post.to.network).is_some()),
        title: None,
        stage,
        uploading: None,
        lacks_permission: stage == PostStage::Waits
            && state.is_some_and(|state| is_well(state) && lacks_permission(state, has_pictures)),
        at,
        address,
        reason,
        own: None,
        by_hand: matches!(
            post.phase,
            Phase::ByHand | Phase::HandedOver { .. } | Phase::Cancelled { by_hand: true, .. }
        ),
        hand_over: None,
        deletion: post.deletion,
        deletable: state.is_some_and(|state| !state.lacks_for_deleting)
            && post.deletable().is_some()
            && deletes,
        delete_cost: None,
    }
}

/// The stage of a post that is due and has not left.
fn waiting(state: Option<&ConnectionState>, page: &str, has_pictures: bool) -> PostStage {
    let Some(state) = state else { return PostStage::Waits };
    match state.health {
        Health::Disconnected { .. } | Health::SetUpNeeded { .. } => PostStage::Waits,
        // A second answer decides whether the account is disconnected.
        Health::Unreachable { .. } | Health::Unconfirmed { .. } => PostStage::WaitsForNetwork,
        Health::Active | Health::Expiring { .. } if lacks_permission(state, has_pictures) => PostStage::Waits,
        Health::Active | Health::Expiring { .. } if !may_act_for(state, page) => PostStage::Waits,
        Health::Active | Health::Expiring { .. } => PostStage::Sharing,
    }
}

/// Tells whether the account works.
fn is_well(state: &ConnectionState) -> bool {
    matches!(state.health, Health::Active | Health::Expiring { .. })
}

/// Tells whether the person did not allow Gander to share there.
fn lacks_permission(state: &ConnectionState, has_pictures: bool) -> bool {
    (has_pictures && state.lacks_for_pictures)
        || state.missing.iter().any(|missing| missing.purpose == Some(Purpose::Share))
}

/// Tells whether the account may act for a page. The empty id stands for the account itself.
fn may_act_for(state: &ConnectionState, page: &str) -> bool {
    page.is_empty()
        || takes_named_places(&state.network)
        || state.pages.iter().any(|known| known.id == page && known.held && known.lost.is_none())
}
