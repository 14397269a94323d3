//! Pictures for which the person has not given a permission: the post waits, all others go out, and the sign-in that
//! gives the permission lets it leave.

use keeper::{ConnectionId, Keeper, NotTaken, Outcome, PostStage, ShareRequest};
use simnet::{Consent, Network, browse_and_deliver};

use crate::{
    bench::{add_picture, only_post, png, reaches, to},
    support::{Bench, Home, PASSWORD, settled},
};

const NETWORK: Network = Network::Mastodon;

/// An account that may share texts, and no pictures.
async fn account_without_pictures() -> (Bench, Home, ConnectionId) {
    let bench = Bench::start().await;
    bench.net.write_network_file(&bench.networks_dir(), NETWORK, None).expect("a network file");
    let home = bench.home().await;
    let operation_id = home.start(NETWORK, "danar").await;
    let url = home.login_page(operation_id).await;
    let without = Consent::AllowWithout("write:media");
    browse_and_deliver(url.as_str(), "danar", PASSWORD, without).await.expect("a login");
    let Outcome::Active(id) = home.end_of(operation_id).await else { panic!("not active") };
    (bench, home, id)
}

async fn with_picture(home: &Keeper, account: &ConnectionId, text: &str) -> ShareRequest {
    let pictures = vec![add_picture(home, png(30), "A goose").await];
    ShareRequest { pictures, ..to(account, text) }
}

#[tokio::test]
async fn a_picture_waits_for_its_permission_while_texts_go_out() {
    let (bench, home, account) = account_without_pictures().await;
    assert!(home.find(&account).lacks_for_pictures);
    let measured = home.measure("Geese", None, 1, &[account.clone().into()]);
    assert_eq!(measured[0].not_taken, Some(NotTaken::NeedsPermission), "the composer says it");

    let waits = home.share(&with_picture(&home, &account, "With a picture").await).unwrap();
    let text = home.share(&to(&account, "Without one")).unwrap();
    reaches(&home, &text, PostStage::Shared).await;
    reaches(&home, &waits, PostStage::Waits).await;
    assert!(only_post(&home, &waits).lacks_permission);
    assert_eq!(home.snapshot().sharing.needing, 1, "the tray counts it");
    bench.leave(home).await;

    let home = bench.home().await;
    bench.advance(chrono::TimeDelta::hours(1)).await;
    settled(&home).await;
    assert_eq!(only_post(&home, &waits).stage, PostStage::Waits, "after a restart");
    home.sign_in_again(&account, PASSWORD).await;
    reaches(&home, &waits, PostStage::Shared).await;
    assert!(!only_post(&home, &waits).lacks_permission);
    assert_eq!(bench.net.posts(NETWORK).len(), 2);
}
