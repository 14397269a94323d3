//! Posts at Threads, which are published by a container: once, although answers are lost, late or never given.

use chrono::TimeDelta;
use keeper::{Health, PostStage, ShareRequest};
use simnet::{Endpoint, Fault, FaultKind, Network};

use crate::{
    bench::{
        A_LOOK, account_at, asked, breaks_once, has_its_address, only_one, only_post, pass_minutes, reaches,
        share_again, share_and_lose, to, wait,
    },
    support::{PASSWORD, settled},
};

const NETWORK: Network = Network::Threads;

#[tokio::test]
async fn a_text_and_its_link_are_shared_once_and_the_post_has_its_address() {
    let (bench, home, id) = account_at(NETWORK).await;
    let link = "https://news.example/geese?of=2026&all=1";
    let shared = ShareRequest { link: Some(link.into()), ..to(&id, "Geese are back 🪿") };
    let id = home.share(&shared).unwrap();
    reaches(&home, &id, PostStage::Shared).await;
    let post = only_one(&bench, NETWORK);
    assert_eq!(post.text, "Geese are back 🪿");
    assert_eq!(post.link.as_ref().map(|link| link.url.as_str()), Some(link));
    assert_eq!(post.arrived, 1);
    has_its_address(&bench, &home, NETWORK, &id).await;
}

#[tokio::test]
async fn a_lost_answer_is_settled_by_the_status_of_the_container() {
    use FaultKind::{
        CutAfterRotation, GatewayTimeout, ResetAfter, ResetBefore, ServerError, Status500, Status500After,
    };
    for kind in
        [ResetAfter, CutAfterRotation, Status500After, GatewayTimeout, ResetBefore, Status500, ServerError]
    {
        let (bench, home, id) = account_at(NETWORK).await;
        let id = share_and_lose(&bench, &home, NETWORK, kind, &to(&id, "Lost and found")).await;
        // An unpublished container is published again once two looks saw it so.
        wait(&bench, &home, 3).await;
        reaches(&home, &id, PostStage::Shared).await;
        has_its_address(&bench, &home, NETWORK, &id).await;
        assert_eq!(bench.net.posts(NETWORK).len(), 1, "{kind:?}");
    }
}

#[tokio::test]
async fn a_container_that_expired_unpublished_is_made_anew() {
    let (bench, home, id) = account_at(NETWORK).await;
    let id = share_and_lose(&bench, &home, NETWORK, FaultKind::Status500, &to(&id, "A day later")).await;
    // No look reaches the network for a day.
    bench.net.set_fault(NETWORK, Fault::at(Endpoint::Look, FaultKind::Status500)).unwrap();
    pass_minutes(&bench, &home, [3, 10, 45, 6 * 60]).await;
    bench.net.set_fault(NETWORK, Fault::at(Endpoint::Look, FaultKind::None)).unwrap();
    assert_eq!(only_post(&home, &id).stage, PostStage::Unknown);
    for _ in 0..4 {
        bench.advance(TimeDelta::hours(6)).await;
        wait(&bench, &home, 1).await;
    }
    reaches(&home, &id, PostStage::Shared).await;
    has_its_address(&bench, &home, NETWORK, &id).await;
}

#[tokio::test]
async fn share_again_publishes_no_second_post_while_the_container_is_known() {
    let (bench, home, id) = account_at(NETWORK).await;
    let id = share_and_lose(&bench, &home, NETWORK, FaultKind::ResetAfter, &to(&id, "Only once")).await;
    bench.advance(TimeDelta::seconds(70)).await;
    share_again(&home, &id);
    reaches(&home, &id, PostStage::Shared).await;
    has_its_address(&bench, &home, NETWORK, &id).await;
    assert_eq!(bench.net.request_count(NETWORK, Endpoint::Publish), 1);
}

#[tokio::test]
async fn a_post_waits_while_its_account_is_cut_and_goes_out_after_reauthorize() {
    let (bench, home, id) = account_at(NETWORK).await;
    bench.net.revoke(NETWORK, "danar").unwrap();
    let activity = home.share(&to(&id, "Held")).unwrap();
    // Some refusals need a second answer.
    wait(&bench, &home, 8).await;
    assert!(matches!(home.health(&id), Health::Disconnected { .. }), "{:?}", home.health(&id));
    assert_eq!(only_post(&home, &activity).stage, PostStage::Waits);
    assert!(bench.net.posts(NETWORK).is_empty());
    home.sign_in_again(&id, PASSWORD).await;
    bench.advance(A_LOOK).await;
    reaches(&home, &activity, PostStage::Shared).await;
    assert_eq!(bench.net.posts(NETWORK).len(), 1);
}

#[tokio::test]
async fn a_limit_and_a_refusal_are_told_apart() {
    let (bench, home, id) = account_at(NETWORK).await;
    breaks_once(&bench, NETWORK, FaultKind::RateLimit);
    let limited = home.share(&to(&id, "Limited")).unwrap();
    asked(&bench, NETWORK, |count| count > 0).await;
    settled(&home).await;
    assert!(bench.net.posts(NETWORK).is_empty());
    bench.advance(TimeDelta::hours(1)).await;
    reaches(&home, &limited, PostStage::Shared).await;
    // Its address is read before the work on it ends, and the next post keeps its distance to that.
    has_its_address(&bench, &home, NETWORK, &limited).await;
    settled(&home).await;

    breaks_once(&bench, NETWORK, FaultKind::RefuseContent);
    let refused = home.share(&to(&id, "Refused")).unwrap();
    wait(&bench, &home, 2).await;
    reaches(&home, &refused, PostStage::Refused).await;
    let post = only_post(&home, &refused);
    assert!(post.reason.as_ref().is_some_and(|reason| reason.contains("500 characters")), "{post:?}");
    share_again(&home, &refused);
    wait(&bench, &home, 2).await;
    reaches(&home, &refused, PostStage::Shared).await;
    assert_eq!(bench.net.posts(NETWORK).len(), 2);
}
