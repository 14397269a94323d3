//! A redirect that a bridge page hands on as a link, as on phones.

use keeper::{Keeper, OperationId, Outcome, Stage};
use simnet::{Consent, Network, browse};

use crate::support::{Bench, PASSWORD, until};

async fn opened(keeper: &Keeper) -> (OperationId, String) {
    let operation_id = keeper.connect(&"instagram".into()).await.unwrap();
    let url = until("the address", async || keeper.authorization_url(operation_id).await.ok()).await;
    (operation_id, url.to_string())
}

#[tokio::test]
async fn a_link_ends_the_sign_in_whose_state_it_carries() {
    let bench = Bench::start().await;
    bench.edit_network(Network::Instagram, |text| text.replace("\"loopback\"", "\"bridge\""));
    let home = bench.home().await;
    let keeper: &Keeper = &home;
    keeper.set_bridge(&"instagram".into(), Some("http://127.0.0.1:1/callback")).await.unwrap();
    let (operation_id, url) = opened(keeper).await;
    let (other, _) = opened(keeper).await;
    let redirect = browse(&url, "danar", PASSWORD, Consent::Allow).await.unwrap();
    let query = redirect.query().unwrap();
    for foreign in ["code=a&state=b".to_owned(), format!("{query}a"), String::new()] {
        let link = format!("gander://redirect?{foreign}");
        assert!(keeper.take_redirect(link.into()).await.is_err(), "it belongs to no sign-in");
    }
    keeper.take_redirect(format!("gander://redirect?{query}").into()).await.unwrap();
    assert!(matches!(keeper.outcome(operation_id).await, Outcome::Active(_)));
    let waits = |stage: &Stage| matches!(stage, Stage::Waiting | Stage::Opening);
    assert!(keeper.snapshot().sign_ins.iter().any(|each| each.operation_id == other && waits(&each.stage)));
    let again = keeper.take_redirect(format!("gander://redirect?{query}").into()).await;
    assert!(again.is_err(), "a link is good once");
}
