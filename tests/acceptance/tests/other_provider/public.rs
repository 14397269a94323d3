//! A public client: no secret, and PKCE, which this provider demands.

use keeper::{Event, Health, NoticeKind, Outcome, Reason};

use crate::{
    NETWORK,
    browser::browse,
    connect,
    provider::Provider,
    sign_in,
    support::{Bench, Said},
};

/// The client's settings in the network's file.
pub const PUBLIC: &str = "client_auth = \"none\"\nsecret = \"none\"\npkce = \"s256\"";

#[tokio::test]
async fn a_certified_provider_needs_a_network_file_and_no_code() {
    let provider = Provider::start().await;
    let bench = Bench::start().await;
    provider.describe(&bench, PUBLIC);
    let home = bench.home().await;
    home.set_app(&NETWORK.into(), "practice-native".into(), None).await.unwrap();

    let id = connect(&home, "danar").await;
    let shown = home.find(&id);
    assert_eq!(shown.health, Health::Active);
    assert_eq!(shown.username.as_deref(), Some("danar"));
    assert_eq!(shown.display_name.as_deref(), Some("Dana Reyes"));
    assert_eq!(provider.granted("authorization_code").await, 1);
    assert_eq!(provider.granted("refresh_token").await, 0);

    // The access tokens are so short that each check renews first, and each refresh token works once.
    for round in 1..=3 {
        assert_eq!(home.ask(&id).await, Health::Active, "round {round}");
        assert_eq!(provider.granted("refresh_token").await, round);
    }
    assert_eq!(home.renewed(&id).await.unwrap(), Health::Active);
    assert_eq!(provider.granted("refresh_token").await, 4);
    assert_eq!(home.times(&id, Event::Renewed).await, 4);

    let operation_id = home.reauthorize(&id).await.unwrap();
    let outcome = sign_in(&home, operation_id, "bolee").await;
    let (expected, signed_in) = ("Dana Reyes".to_owned(), "Bo Lee".to_owned());
    assert_eq!(outcome, Outcome::WrongAccount { expected, signed_in });
    assert_eq!(home.ask(&id).await, Health::Active);
    assert_eq!(home.shell.all(), []);

    provider.revoke().await;
    let Health::Disconnected { reason, evidence } = home.ask(&id).await else {
        panic!("{:?}", home.health(&id))
    };
    assert_eq!(reason, Reason::RefreshRejected);
    assert_eq!(evidence.status, Some(400));
    assert_eq!(evidence.code.as_deref(), Some("invalid_grant"));
    let told = NoticeKind::Disconnected { reason, reminder: 0 };
    assert_eq!(home.shell.notices(&id), [told]);

    let operation_id = home.reauthorize(&id).await.unwrap();
    assert_eq!(sign_in(&home, operation_id, "danar").await, Outcome::Active(id.clone()));
    assert_eq!(home.ask(&id).await, Health::Active);
    assert_eq!(home.shell.said(&id)[1..], [Said::Withdrawn]);
    assert_eq!(provider.reused().await, 0);
}

#[tokio::test]
async fn a_public_client_that_proves_nothing_is_refused() {
    let provider = Provider::start().await;
    let bench = Bench::start().await;
    provider.describe(&bench, &PUBLIC.replace("s256", "none"));
    let home = bench.home().await;
    home.set_app(&NETWORK.into(), "practice-native".into(), None).await.unwrap();
    let operation_id = home.connect(&NETWORK.into()).await.unwrap();
    // The provider sends the browser back at once, without a sign-in.
    browse(home.login_page(operation_id).await, "danar").await;
    assert!(matches!(home.end_of(operation_id).await, Outcome::Failed(_)));
    assert!(home.snapshot().connections.is_empty());
}
