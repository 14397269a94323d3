//! Activities, and the stages of their posts.

use keeper::{ActivityState, ConnectionId, Decision, Keeper, PostStage, PostState, ShareRequest, Target};
use simnet::{FaultKind, Network};

use super::{breaks_once, only_one};
use crate::support::{Bench, until};

/// A text for one account or page.
pub fn to(target: &(impl Clone + Into<Target>), text: &str) -> ShareRequest {
    ShareRequest { text: text.into(), to: vec![target.clone().into()], ..ShareRequest::default() }
}

/// A text for several accounts.
pub fn to_all(ids: &[ConnectionId], text: &str) -> ShareRequest {
    let to = ids.iter().cloned().map(Into::into).collect();
    ShareRequest { text: text.into(), to, ..ShareRequest::default() }
}

pub fn activity(keeper: &Keeper, id: &str) -> ActivityState {
    let activities = keeper.activities().expect("activities");
    activities.into_iter().find(|activity| activity.id == id).expect("the activity")
}

pub fn only_post(keeper: &Keeper, id: &str) -> PostState {
    let [post] = activity(keeper, id).posts.try_into().expect("one post");
    post
}

/// Waits until the only post of an activity is at this stage.
pub async fn reaches(keeper: &Keeper, id: &str, stage: PostStage) {
    until(&format!("{stage:?}"), async || (only_post(keeper, id).stage == stage).then_some(())).await;
}

/// Waits until every post of an activity is at this stage.
pub async fn all_reach(keeper: &Keeper, id: &str, stage: PostStage) {
    let posts = || activity(keeper, id).posts;
    until(&format!("{stage:?}"), async || posts().iter().all(|post| post.stage == stage).then_some(())).await;
}

/// Waits until a post of an activity is at this stage.
pub async fn one_reaches(keeper: &Keeper, id: &str, stage: PostStage) {
    let posts = || activity(keeper, id).posts;
    until(&format!("{stage:?}"), async || posts().iter().any(|post| post.stage == stage).then_some(())).await;
}

/// Waits until the only post of an activity has the address of its page at the network.
pub async fn has_its_address(bench: &Bench, keeper: &Keeper, network: Network, id: &str) {
    let there = only_one(bench, network);
    until("the address", async || {
        only_post(keeper, id).address.filter(|address| address.as_str().ends_with(&there.id))
    })
    .await;
}

/// Shares to one place whose answer is lost, and waits until Gander says that it does not know. Returns the activity.
pub async fn share_and_lose(
    bench: &Bench,
    keeper: &Keeper,
    network: Network,
    kind: FaultKind,
    request: &ShareRequest,
) -> String {
    breaks_once(bench, network, kind);
    let id = keeper.share(request).expect("an activity");
    reaches(keeper, &id, PostStage::Unknown).await;
    id
}

/// The person shares the only post of an activity again.
pub fn share_again(keeper: &Keeper, id: &str) {
    keeper.settle_post(&only_post(keeper, id).id, Decision::Again).expect("a decision");
}
