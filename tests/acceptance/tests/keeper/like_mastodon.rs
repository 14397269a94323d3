//! Posts at servers that speak Mastodon's API in their own way: each post is there once, or Gander says truly what it
//! knows.

use keeper::{ConnectionId, Decision, Health, Outcome, PostStage, ShareRequest};
use simnet::{FaultKind, Network};

use crate::{
    bench::{A_LOOK, asked, breaks_once, only_post, pass_minutes, reaches, share_again, share_and_lose, to},
    support::{Bench, Home, PASSWORD},
};

/// Together they are longer than all looks, and than the hour of Pixelfed's keys.
const ALL_LOOKS: [i64; 6] = [3, 4, 12, 50, 6 * 60, 24 * 60];

/// One account of such a server, which Gander reaches through Mastodon's file.
async fn account_at_server(network: Network) -> (Bench, Home, ConnectionId) {
    let bench = Bench::start_with(Network::Mastodon).await;
    let home = bench.home().await;
    let server = bench.net.network_url(network).trim_start_matches("http://").to_owned();
    let operation_id = home.connect_at(&"mastodon".into(), &server).await.expect("a sign-in");
    let Outcome::Active(id) = home.sign_in(operation_id, "danar", PASSWORD).await else {
        panic!("no account at {network}");
    };
    (bench, home, id)
}

/// Shares a text whose first answer is lost, and lets all looks pass.
async fn lose(
    bench: &Bench,
    home: &Home,
    network: Network,
    kind: FaultKind,
    request: &ShareRequest,
) -> String {
    let activity = share_and_lose(bench, home, network, kind, request).await;
    pass_minutes(bench, home, ALL_LOOKS).await;
    activity
}

#[tokio::test]
async fn a_text_is_there_once_and_has_the_address_of_its_page() {
    for network in [Network::GoToSocial, Network::Pleroma, Network::Friendica] {
        let (bench, home, id) = account_at_server(network).await;
        let activity =
            home.share(&to(&id, "The *geese* are back\n\nhttps://practice.example/geese")).unwrap();
        reaches(&home, &activity, PostStage::Shared).await;
        let address = only_post(&home, &activity).address.expect("an address");
        assert_eq!(bench.net.posts(network)[0].address, address.as_str(), "{network}");
        assert_eq!(bench.net.posts(network).len(), 1, "{network}");
        let page = reqwest::get(address).await.expect("a page");
        assert_eq!(page.status(), 200, "{network}");
    }
}

#[tokio::test]
async fn pixelfed_refuses_a_text_without_a_picture_and_the_account_stays_connected() {
    let (bench, home, id) = account_at_server(Network::Pixelfed).await;
    let activity = home.share(&to(&id, "No picture")).unwrap();
    reaches(&home, &activity, PostStage::Refused).await;
    assert_eq!(only_post(&home, &activity).reason.as_deref(), Some("Empty statuses are not allowed"));
    assert_eq!(home.health(&id), Health::Active);
    assert_eq!(bench.net.posts(Network::Pixelfed).len(), 0);
}

#[tokio::test]
async fn a_refusal_is_shown_in_the_words_of_the_server() {
    let words = [
        (Network::GoToSocial, "status too long"),
        (Network::Pleroma, "over the character limit"),
        (Network::Pixelfed, "must not be greater than 500 characters"),
        (Network::Friendica, "Unprocessable Entity"),
    ];
    for (network, sentence) in words {
        let (bench, home, id) = account_at_server(network).await;
        breaks_once(&bench, network, FaultKind::RefuseContent);
        let activity = home.share(&to(&id, "Too much")).unwrap();
        reaches(&home, &activity, PostStage::Refused).await;
        let reason = only_post(&home, &activity).reason.unwrap_or_default();
        assert!(reason.contains(sentence), "{network}: {reason}");
        assert_eq!((bench.net.posts(network).len(), home.health(&id)), (0, Health::Active), "{network}");
    }
}

#[tokio::test]
async fn a_lost_answer_is_found_or_repeated_where_the_server_lists_its_posts() {
    for network in [Network::Pleroma, Network::Friendica] {
        for kind in [FaultKind::ResetAfter, FaultKind::ResetBefore, FaultKind::Status500After] {
            let (bench, home, id) = account_at_server(network).await;
            let activity = lose(&bench, &home, network, kind, &to(&id, "Lost and found")).await;
            reaches(&home, &activity, PostStage::Shared).await;
            assert_eq!(bench.net.posts(network).len(), 1, "{network} {kind:?}");
        }
    }
}

#[tokio::test]
async fn a_lost_answer_stays_unknown_where_the_server_lists_nothing_without_a_token() {
    for kind in [FaultKind::ResetAfter, FaultKind::ResetBefore] {
        let (bench, home, id) = account_at_server(Network::GoToSocial).await;
        let activity = lose(&bench, &home, Network::GoToSocial, kind, &to(&id, "Lost")).await;
        let there = bench.net.posts(Network::GoToSocial).len();
        assert_eq!(there, usize::from(kind == FaultKind::ResetAfter), "{kind:?}");
        assert_eq!(only_post(&home, &activity).stage, PostStage::Unknown, "{kind:?}");
        let decision = if there == 1 { Decision::There(None) } else { Decision::Again };
        home.settle_post(&only_post(&home, &activity).id, decision).expect("a decision");
        reaches(&home, &activity, PostStage::Shared).await;
        assert_eq!(bench.net.posts(Network::GoToSocial).len(), 1, "{kind:?}");
    }
}

#[tokio::test]
async fn a_text_that_friendica_changes_is_never_doubled() {
    let (bench, home, id) = account_at_server(Network::Friendica).await;
    let activity =
        lose(&bench, &home, Network::Friendica, FaultKind::ResetAfter, &to(&id, "The *geese* are **back**"))
            .await;
    assert_eq!(
        (only_post(&home, &activity).stage, bench.net.posts(Network::Friendica).len()),
        (PostStage::Unknown, 1)
    );
}

#[tokio::test]
async fn a_key_that_pixelfed_has_seen_proves_nothing() {
    let (bench, home, id) = account_at_server(Network::Pixelfed).await;
    let request = to(&id, "Lost");
    let activity = share_and_lose(&bench, &home, Network::Pixelfed, FaultKind::ResetAfter, &request).await;
    share_again(&home, &activity);
    asked(&bench, Network::Pixelfed, |count| count == 2).await;
    bench.advance(A_LOOK).await;
    reaches(&home, &activity, PostStage::Unknown).await;
    // An hour later the key is as good as new, and the server says what it does not take.
    pass_minutes(&bench, &home, ALL_LOOKS).await;
    share_again(&home, &activity);
    reaches(&home, &activity, PostStage::Refused).await;
}
