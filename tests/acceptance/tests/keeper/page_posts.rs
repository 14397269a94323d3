//! Posts of a Facebook Page, with the token of the Page: no request is repeated by itself, and only presence settles.

use keeper::{ConnectionId, Health, PostStage, ShareRequest, Target};
use simnet::{Endpoint, FaultKind, Network};

use crate::{
    bench::{
        GARDEN, account_at, breaks_once, has_its_address, held_page, only_one, only_post, pass_minutes,
        reaches, share_again, share_and_lose, to, wait,
    },
    support::{Bench, Home, PASSWORD},
};

const NETWORK: Network = Network::Facebook;

/// An account that holds the Page, and the Page.
async fn account_with_page() -> (Bench, Home, ConnectionId, Target) {
    let (bench, home, id) = account_at(NETWORK).await;
    let page = held_page(&home, &id, GARDEN).await;
    (bench, home, id, page)
}

#[tokio::test]
async fn a_text_and_its_link_go_to_the_page_once_and_with_its_own_proved_token() {
    let (bench, home, _, page) = account_with_page().await;
    bench.net.set_demands_proof(true);
    let link = "https://news.example/geese?of=2026&all=1";
    let shared = ShareRequest { link: Some(link.into()), ..to(&page, "Geese are back") };
    let id = home.share(&shared).unwrap();
    reaches(&home, &id, PostStage::Shared).await;
    let post = only_one(&bench, NETWORK);
    assert_eq!(post.text, "Geese are back");
    assert_eq!(post.link.as_ref().map(|link| link.url.as_str()), Some(link));
    assert!(post.id.starts_with(GARDEN), "{post:?}");
    has_its_address(&bench, &home, NETWORK, &id).await;
}

#[tokio::test]
async fn a_post_whose_answer_was_lost_is_found_in_the_feed() {
    use FaultKind::{CutAfterRotation, GatewayTimeout, ResetAfter, Status500After};
    for kind in [ResetAfter, CutAfterRotation, Status500After, GatewayTimeout] {
        let (bench, home, _, page) = account_with_page().await;
        let id = share_and_lose(&bench, &home, NETWORK, kind, &to(&page, "Lost and found")).await;
        wait(&bench, &home, 1).await;
        reaches(&home, &id, PostStage::Shared).await;
        assert!(only_post(&home, &id).address.is_some(), "{kind:?}");
        assert_eq!(bench.net.posts(NETWORK).len(), 1, "{kind:?}");
        assert_eq!(bench.net.request_count(NETWORK, Endpoint::Publish), 1, "{kind:?}");
    }
}

#[tokio::test]
async fn a_request_that_may_have_arrived_is_not_known_until_the_person_decides() {
    use FaultKind::{ResetBefore, ServerError, Status500};
    for kind in [ResetBefore, Status500, ServerError] {
        let (bench, home, _, page) = account_with_page().await;
        let id = share_and_lose(&bench, &home, NETWORK, kind, &to(&page, "Not there")).await;
        for minutes in [3, 10, 45, 6 * 60, 24 * 60] {
            pass_minutes(&bench, &home, [minutes]).await;
            assert_eq!(only_post(&home, &id).stage, PostStage::Unknown, "{kind:?}");
        }
        assert_eq!(bench.net.request_count(NETWORK, Endpoint::Publish), 1, "nothing was sent again");
        share_again(&home, &id);
        wait(&bench, &home, 1).await;
        reaches(&home, &id, PostStage::Shared).await;
        assert_eq!(bench.net.posts(NETWORK).len(), 1, "{kind:?}");
    }
}

#[tokio::test]
async fn a_post_waits_while_its_account_is_cut_and_goes_out_after_reauthorize() {
    let (bench, home, id, page) = account_with_page().await;
    bench.net.revoke(NETWORK, "danar").unwrap();
    let activity = home.share(&to(&page, "Held")).unwrap();
    // Some refusals need a second answer.
    wait(&bench, &home, 8).await;
    assert!(matches!(home.health(&id), Health::Disconnected { .. }), "{:?}", home.health(&id));
    assert_eq!(only_post(&home, &activity).stage, PostStage::Waits);
    home.sign_in_again(&id, PASSWORD).await;
    wait(&bench, &home, 4).await;
    reaches(&home, &activity, PostStage::Shared).await;
    assert_eq!(bench.net.posts(NETWORK).len(), 1);
}

#[tokio::test]
async fn a_refusal_has_the_sentence_of_the_network() {
    let (bench, home, _, page) = account_with_page().await;
    breaks_once(&bench, NETWORK, FaultKind::RefuseContent);
    let id = home.share(&to(&page, "Refused")).unwrap();
    reaches(&home, &id, PostStage::Refused).await;
    let reason = only_post(&home, &id).reason.expect("a sentence");
    assert!(reason.contains("too long"), "{reason}");
    assert!(bench.net.posts(NETWORK).is_empty());
}
