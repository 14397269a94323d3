//! Pins on the boards of a Pinterest account: never without a picture, never repeated, found by a look.

use chrono::TimeDelta;
use keeper::{ConnectionId, Error, Health, PostStage, ShareRequest, Target};
use simnet::{Endpoint, FaultKind, Network};

use crate::{
    bench::{
        account_with_grace, add_picture, held_page, only_one, only_post, pass_minutes, png, reaches,
        share_again, share_and_lose, to, wait,
    },
    support::{Bench, Home, PASSWORD, settled},
};

const PINTEREST: Network = Network::Pinterest;
const BOARD: &str = "301000000000000001";

/// An account that holds the board, and the board.
async fn account_with_board() -> (Bench, Home, ConnectionId, Target) {
    let (bench, home, id) = account_with_grace(PINTEREST).await;
    let board = held_page(&home, &id, BOARD).await;
    (bench, home, id, board)
}

async fn pin(home: &Home, board: &Target, text: &str, pictures: usize) -> ShareRequest {
    let mut chosen = Vec::new();
    for side in (20..).take(pictures) {
        chosen.push(add_picture(home, png(side), &format!("Goose {side}")).await);
    }
    let link = Some("https://news.example/geese".to_owned());
    ShareRequest { link, pictures: chosen, ..to(board, text) }
}

#[tokio::test]
async fn one_pin_has_all_pictures_and_can_be_deleted() {
    for pictures in [1, 5] {
        let (bench, home, _, board) = account_with_board().await;
        let id = home.share(&pin(&home, &board, "Geese are back", pictures).await).unwrap();
        reaches(&home, &id, PostStage::Shared).await;
        let post = only_one(&bench, PINTEREST);
        assert_eq!((post.text.as_str(), post.arrived, post.pictures.len()), ("Geese are back", 1, pictures));
        assert!(post.handle.unwrap().starts_with(BOARD));
        assert_eq!(post.link.unwrap().url, "https://news.example/geese");
        let address = only_post(&home, &id).address.expect("an address");
        assert_eq!(address.as_str(), format!("https://www.pinterest.com/pin/{}/", post.id));
        assert!(home.delete_post(&only_post(&home, &id).id).await.unwrap());
        assert!(bench.net.posts(PINTEREST).is_empty());
    }
}

#[tokio::test]
async fn a_text_without_a_picture_is_refused_before_anything_is_shared() {
    let (bench, home, id, board) = account_with_board().await;
    let error = home.share(&pin(&home, &board, "Geese", 0).await).unwrap_err();
    assert!(matches!(error, Error::NotTaken { .. }), "{error}");
    let no_board = ShareRequest { to: vec![id.clone().into()], ..pin(&home, &board, "Geese", 1).await };
    home.share(&no_board).unwrap_err();
    settled(&home).await;
    assert!(home.activities().unwrap().is_empty() && bench.net.posts(PINTEREST).is_empty());
}

#[tokio::test]
async fn a_pin_whose_answer_was_lost_is_found_and_one_that_never_arrived_is_for_the_person() {
    use FaultKind::{GatewayTimeout, ResetAfter, ResetBefore, Status500, Status500After};
    for (kind, arrived) in [
        (ResetAfter, true),
        (Status500After, true),
        (GatewayTimeout, true),
        (ResetBefore, false),
        (Status500, false),
    ] {
        let (bench, home, _, board) = account_with_board().await;
        let request = pin(&home, &board, "Lost and found", 1).await;
        let id = share_and_lose(&bench, &home, PINTEREST, kind, &request).await;
        wait(&bench, &home, 1).await;
        if !arrived {
            pass_minutes(&bench, &home, [10, 45, 24 * 60]).await;
            assert_eq!(only_post(&home, &id).stage, PostStage::Unknown, "{kind:?}");
            assert_eq!(bench.net.request_count(PINTEREST, Endpoint::Publish), 1, "{kind:?}");
            share_again(&home, &id);
            wait(&bench, &home, 1).await;
        }
        reaches(&home, &id, PostStage::Shared).await;
        assert_eq!(bench.net.posts(PINTEREST).len(), 1, "{kind:?}");
    }
}

#[tokio::test]
async fn a_board_that_is_not_the_accounts_refuses_and_a_cut_account_holds_the_pin() {
    let (bench, home, id, board) = account_with_board().await;
    bench.net.set_page_role(PINTEREST, "danar", BOARD, false).unwrap();
    let refused = home.share(&pin(&home, &board, "Refused", 1).await).unwrap();
    reaches(&home, &refused, PostStage::Refused).await;
    assert!(only_post(&home, &refused).reason.unwrap().contains("not permitted"));
    assert_eq!(home.health(&id), Health::Active);
    bench.net.set_page_role(PINTEREST, "danar", BOARD, true).unwrap();
    bench.net.revoke(PINTEREST, "danar").unwrap();
    let held = home.share(&pin(&home, &board, "Held", 1).await).unwrap();
    wait(&bench, &home, 8).await;
    assert!(matches!(home.health(&id), Health::Disconnected { .. }), "{:?}", home.health(&id));
    assert_eq!(only_post(&home, &held).stage, PostStage::Waits);
    home.sign_in_again(&id, PASSWORD).await;
    wait(&bench, &home, 1).await;
    reaches(&home, &held, PostStage::Shared).await;
    assert_eq!(bench.net.posts(PINTEREST).len(), 1);
}

#[tokio::test]
async fn trial_access_is_a_matter_of_the_app() {
    let (bench, home, id, board) = account_with_board().await;
    let trial = serde_json::json!({
        "code": 29, "message": "Apps with Trial access may not create Pins in production. Use the API Sandbox.",
    });
    bench.net.set_answer(PINTEREST, Endpoint::Publish, Some((403, trial)));
    let shared = home.share(&pin(&home, &board, "Held", 1).await).unwrap();
    wait(&bench, &home, 4).await;
    assert_eq!(home.health(&id), Health::Active);
    assert!(!matches!(only_post(&home, &shared).stage, PostStage::Unknown | PostStage::Refused));
    bench.net.set_answer(PINTEREST, Endpoint::Publish, None);
    bench.advance(TimeDelta::hours(2)).await;
    reaches(&home, &shared, PostStage::Shared).await;
    assert_eq!(bench.net.posts(PINTEREST).len(), 1);
}
