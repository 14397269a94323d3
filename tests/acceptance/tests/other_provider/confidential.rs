//! A confidential client: id and secret in the header (RFC 6749 section 2.3.1), in each request that needs them.

use keeper::{Event, Health, SetUp};

use crate::{
    NETWORK, connect,
    provider::{Provider, SECRET},
    support::Bench,
};

/// The client's settings in the network's file.
const CONFIDENTIAL: &str = "client_auth = \"basic\"\nsecret = \"required\"\npkce = \"none\"";

#[tokio::test]
async fn a_client_with_a_secret_signs_in_renews_and_takes_its_leave() {
    let provider = Provider::start().await;
    let bench = Bench::start().await;
    provider.describe(&bench, CONFIDENTIAL);
    let home = bench.home().await;
    let set = async |secret: &str| {
        let secret = Some(secret.to_owned().into());
        home.set_app(&NETWORK.into(), "practice-confidential".into(), secret).await.unwrap();
    };
    set(SECRET).await;
    let id = connect(&home, "danar").await;
    assert_eq!(home.find(&id).display_name.as_deref(), Some("Dana Reyes"));
    for round in 1..=3 {
        assert_eq!(home.ask(&id).await, Health::Active, "round {round}");
        assert_eq!(provider.granted("refresh_token").await, round);
    }

    // A changed secret at the provider ends nothing: the person sets the new one, and Gander goes on.
    set("another-secret").await;
    assert_eq!(home.ask(&id).await, Health::SetUpNeeded { what: SetUp::AppKeysRefused });
    assert_eq!(provider.granted("refresh_token").await, 3);
    set(SECRET).await;
    assert_eq!(home.ask(&id).await, Health::Active);
    assert_eq!(home.times(&id, Event::Disconnected(keeper::Reason::RefreshRejected)).await, 0);
    assert_eq!((provider.granted("refresh_token").await, provider.reused().await), (4, 0));

    // A disconnect ends the access at the provider too (RFC 7009).
    let last = provider.overheard().await.pop().unwrap();
    assert!(provider.knows(&last).await);
    home.disconnect(&id).await.unwrap();
    assert!(!provider.knows(&last).await);
}
