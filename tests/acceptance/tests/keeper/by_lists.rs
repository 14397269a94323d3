//! Posts at networks that know no handle: only a list of the account's own posts tells whether a lost request published.

use chrono::TimeDelta;
use keeper::{ConnectionId, Health, PostStage, ShareRequest};
use simnet::{Endpoint, FaultKind, Network};

use crate::{
    bench::{
        account_with_grace, asked, breaks_once, only_one, only_post, pass_minutes, reaches, share_again,
        share_and_lose, to, wait,
    },
    support::{Bench, Home, PASSWORD, settled},
};

const NETWORKS: [Network; 4] = [Network::X, Network::XOAuth1, Network::Tumblr, Network::Reddit];

/// Shares a text whose answer is lost.
async fn lost(bench: &Bench, home: &Home, id: &ConnectionId, network: Network, kind: FaultKind) -> String {
    share_and_lose(bench, home, network, kind, &to(id, "Lost and found")).await
}

/// The post has an address that names it.
fn names_its_post(bench: &Bench, home: &Home, network: Network, id: &str) {
    let address = only_post(home, id).address.expect("an address");
    assert!(address.as_str().contains(&only_one(bench, network).id), "{network}: {address}");
}

#[tokio::test]
async fn a_text_and_its_link_are_shared_once() {
    for network in NETWORKS {
        let (bench, home, id) = account_with_grace(network).await;
        let link = "https://news.example/geese?of=2026&all=1";
        let shared = ShareRequest { link: Some(link.into()), ..to(&id, "Geese are back 🪿 <all> & more") };
        let id = home.share(&shared).unwrap();
        reaches(&home, &id, PostStage::Shared).await;
        let post = only_one(&bench, network);
        assert!(post.text.starts_with("Geese are back 🪿 <all> & more"), "{post:?}");
        assert_eq!(post.link.as_ref().map(|link| link.url.as_str()), Some(link), "{network}");
        assert_eq!(post.arrived, 1, "{network}");
        names_its_post(&bench, &home, network, &id);
    }
}

#[tokio::test]
async fn a_post_that_was_published_although_its_answer_was_lost_is_found() {
    use FaultKind::{CutAfterRotation, GatewayTimeout, ResetAfter, Status500After};
    for network in NETWORKS {
        for kind in [ResetAfter, CutAfterRotation, Status500After, GatewayTimeout] {
            let (bench, home, id) = account_with_grace(network).await;
            let id = lost(&bench, &home, &id, network, kind).await;
            wait(&bench, &home, 1).await;
            reaches(&home, &id, PostStage::Shared).await;
            let post = only_one(&bench, network);
            assert_eq!(post.arrived, 1, "{network} {kind:?}");
            names_its_post(&bench, &home, network, &id);
        }
    }
}

#[tokio::test]
async fn a_request_that_never_arrived_is_not_known_until_the_person_decides() {
    use FaultKind::{ResetBefore, ServerError, Status500};
    for network in NETWORKS {
        for kind in [ResetBefore, Status500, ServerError] {
            let (bench, home, id) = account_with_grace(network).await;
            let id = lost(&bench, &home, &id, network, kind).await;
            for minutes in [3, 10, 45, 6 * 60, 24 * 60] {
                pass_minutes(&bench, &home, [minutes]).await;
                assert_eq!(only_post(&home, &id).stage, PostStage::Unknown, "{network} {kind:?}");
            }
            assert_eq!(bench.net.request_count(network, Endpoint::Publish), 1, "nothing was sent again");
            share_again(&home, &id);
            wait(&bench, &home, 1).await;
            reaches(&home, &id, PostStage::Shared).await;
            assert_eq!(bench.net.posts(network).len(), 1, "{network} {kind:?}");
        }
    }
}

#[tokio::test]
async fn x_is_asked_for_its_billed_list_three_times_at_most() {
    for network in [Network::X, Network::XOAuth1] {
        let (bench, home, id) = account_with_grace(network).await;
        lost(&bench, &home, &id, network, FaultKind::ResetBefore).await;
        pass_minutes(&bench, &home, [3, 10, 45, 6 * 60, 24 * 60]).await;
        assert_eq!(bench.net.request_count(network, Endpoint::Look), 3, "{network}");
    }
}

#[tokio::test]
async fn a_look_needs_the_token_and_waits_for_reauthorize() {
    for network in NETWORKS {
        let (bench, home, id) = account_with_grace(network).await;
        let shared = lost(&bench, &home, &id, network, FaultKind::ResetAfter).await;
        bench.net.revoke(network, "danar").unwrap();
        home.ask(&id).await;
        bench.advance(TimeDelta::seconds(601)).await;
        home.ask(&id).await;
        assert!(matches!(home.health(&id), Health::Disconnected { .. }), "{network}: {:?}", home.health(&id));
        settled(&home).await;
        let asked = bench.net.request_count(network, Endpoint::Look);
        pass_minutes(&bench, &home, [10, 45, 6 * 60, 40 * 60, 3 * 24 * 60]).await;
        assert_eq!(only_post(&home, &shared).stage, PostStage::Unknown, "{network}");
        assert_eq!(bench.net.request_count(network, Endpoint::Look), asked, "{network}: nothing to ask with");
        home.sign_in_again(&id, PASSWORD).await;
        reaches(&home, &shared, PostStage::Shared).await;
        assert_eq!(bench.net.posts(network).len(), 1, "{network}");
    }
}

#[tokio::test]
async fn a_token_that_the_network_refuses_holds_the_post_until_reauthorize() {
    for network in NETWORKS {
        let (bench, home, id) = account_with_grace(network).await;
        bench.net.revoke(network, "danar").unwrap();
        let shared = home.share(&to(&id, "Found out by sharing")).unwrap();
        // Some networks' refusals need a second answer.
        wait(&bench, &home, 8).await;
        assert!(matches!(home.health(&id), Health::Disconnected { .. }), "{network}: {:?}", home.health(&id));
        assert_eq!(only_post(&home, &shared).stage, PostStage::Waits, "{network}");
        home.sign_in_again(&id, PASSWORD).await;
        wait(&bench, &home, 1).await;
        reaches(&home, &shared, PostStage::Shared).await;
        assert_eq!(bench.net.posts(network).len(), 1, "{network}");
    }
}

#[tokio::test]
async fn a_limit_and_a_refusal_are_told_apart() {
    for network in NETWORKS {
        let (bench, home, id) = account_with_grace(network).await;
        breaks_once(&bench, network, FaultKind::RateLimit);
        let limited = home.share(&to(&id, "Limited")).unwrap();
        asked(&bench, network, |count| count > 0).await;
        settled(&home).await;
        assert!(bench.net.posts(network).is_empty(), "{network}");
        bench.advance(TimeDelta::hours(1)).await;
        reaches(&home, &limited, PostStage::Shared).await;

        breaks_once(&bench, network, FaultKind::RefuseContent);
        let refused = home.share(&to(&id, "Refused")).unwrap();
        wait(&bench, &home, 1).await;
        reaches(&home, &refused, PostStage::Refused).await;
        let post = only_post(&home, &refused);
        assert!(post.reason.is_some(), "{network}: {post:?}");
        share_again(&home, &refused);
        wait(&bench, &home, 1).await;
        reaches(&home, &refused, PostStage::Shared).await;
        assert_eq!(bench.net.posts(network).len(), 2, "{network}");
    }
}

#[tokio::test]
async fn a_twin_of_another_post_is_refused_with_the_sentence_of_x() {
    for network in [Network::X, Network::XOAuth1] {
        let (bench, home, id) = account_with_grace(network).await;
        let first = home.share(&to(&id, "Twice")).unwrap();
        reaches(&home, &first, PostStage::Shared).await;
        let second = home.share(&to(&id, "Twice")).unwrap();
        wait(&bench, &home, 1).await;
        reaches(&home, &second, PostStage::Refused).await;
        let reason = only_post(&home, &second).reason.expect("a sentence");
        assert!(reason.contains("duplicate content"), "{reason}");
        assert_eq!(bench.net.posts(network).len(), 1, "{network}");
    }
}

#[tokio::test]
async fn a_twin_of_its_own_lost_request_is_not_refused_but_looked_for() {
    for network in [Network::X, Network::XOAuth1] {
        let (bench, home, id) = account_with_grace(network).await;
        // After the three looks.
        bench.net.set_posts_shown_after(network, 25 * 60).unwrap();
        let shared = lost(&bench, &home, &id, network, FaultKind::ResetAfter).await;
        wait(&bench, &home, 8).await;
        assert_eq!(only_post(&home, &shared).stage, PostStage::Unknown, "{network}");
        share_again(&home, &shared);
        asked(&bench, network, |count| count == 2).await;
        reaches(&home, &shared, PostStage::Unknown).await;
        wait(&bench, &home, 8).await;
        reaches(&home, &shared, PostStage::Shared).await;
        let post = only_one(&bench, network);
        assert_eq!(post.arrived, 2, "{network}");
        names_its_post(&bench, &home, network, &shared);
    }
}

#[tokio::test]
async fn a_link_that_anybody_submitted_to_reddit_before_is_refused_and_ones_own_lost_one_is_looked_for() {
    let link = |id: &ConnectionId, text: &str| ShareRequest {
        link: Some("https://news.example/geese".into()),
        ..to(id, text)
    };
    let (bench, home, id) = account_with_grace(Network::Reddit).await;
    // After the looks of a quarter of an hour.
    bench.net.set_posts_shown_after(Network::Reddit, 25 * 60).unwrap();
    let request = link(&id, "Geese");
    let first = share_and_lose(&bench, &home, Network::Reddit, FaultKind::ResetAfter, &request).await;
    wait(&bench, &home, 8).await;
    share_again(&home, &first);
    asked(&bench, Network::Reddit, |count| count == 2).await;
    reaches(&home, &first, PostStage::Unknown).await;
    wait(&bench, &home, 8).await;
    reaches(&home, &first, PostStage::Shared).await;

    let second = home.share(&link(&id, "More geese")).unwrap();
    wait(&bench, &home, 1).await;
    reaches(&home, &second, PostStage::Refused).await;
    let reason = only_post(&home, &second).reason.expect("a sentence");
    assert_eq!(reason, "that link has already been submitted");
    assert_eq!(bench.net.posts(Network::Reddit).len(), 1);
}
