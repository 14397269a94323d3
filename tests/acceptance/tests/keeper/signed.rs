//! OAuth 1.0a: each request is signed by the app's secret and the token's, at the network's time.

use chrono::TimeDelta;
use keeper::{Error, Event, Failure, Health, NoticeKind, OperationId, Outcome, Reason, SetUp, Stage};
use simnet::{CLIENT_SECRET, Consent, Endpoint, Network, Network::XOAuth1, browse, browse_for_pin};

use crate::support::{Bench, Home, PASSWORD, Said, raw, rows};

async fn set_secret(home: &Home, secret: &str) {
    home.set_app(&XOAuth1.id().into(), XOAuth1.client_id(), Some(secret.into())).await.unwrap();
}

async fn failure(home: &Home) -> Failure {
    let operation_id = home.connect(&XOAuth1.id().into()).await.unwrap();
    match home.end_of(operation_id).await {
        Outcome::Failed(failure) => failure,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_signature_is_made_at_the_networks_time_whatever_this_devices_clock_shows() {
    for wrong in [
        TimeDelta::hours(1),
        TimeDelta::hours(-1),
        TimeDelta::minutes(6),
        TimeDelta::days(365),
        TimeDelta::days(-365),
    ] {
        let bench = Bench::start_with(XOAuth1).await;
        bench.set_clock_ahead(wrong).await;
        let home = bench.home().await;
        let id = home.add(XOAuth1).await;
        assert_eq!(home.ask(&id).await, Health::Active, "{wrong}");
        // The clock is corrected and set wrong again while Gander runs.
        bench.set_clock_ahead(TimeDelta::zero()).await;
        assert_eq!(home.ask(&id).await, Health::Active, "{wrong}");
        bench.set_clock_ahead(wrong).await;
        assert_eq!(home.ask(&id).await, Health::Active, "{wrong}");
        assert_eq!(home.shell.all(), [], "{wrong}");
    }
}

#[tokio::test]
async fn wrong_app_keys_are_told_as_such_and_disconnect_nothing() {
    let bench = Bench::start_with(XOAuth1).await;
    let home = bench.home().await;
    let id = home.add(XOAuth1).await;
    let before = rows(&bench.database(), "secrets");
    set_secret(&home, "another-secret").await;
    let refused = SetUp::AppKeysRefused;
    assert!(matches!(home.ask(&id).await, Health::Unconfirmed { .. }), "X says so by mistake at times");
    bench.advance(TimeDelta::seconds(601)).await;
    assert_eq!(home.health(&id), Health::SetUpNeeded { what: refused });
    assert_eq!(failure(&home).await, Failure::AppKeys(refused));
    assert_eq!(home.shell.notices(&id), [NoticeKind::SetUpNeeded(refused)]);
    assert_eq!(rows(&bench.database(), "secrets"), before);
    set_secret(&home, CLIENT_SECRET).await;
    assert_eq!(home.ask(&id).await, Health::Active);
    assert_eq!(home.shell.said(&id)[1..], [Said::Withdrawn]);
}

#[tokio::test]
async fn a_callback_that_the_app_has_not_registered_is_the_developers_matter() {
    let bench = Bench::start_with(XOAuth1).await;
    bench.edit_network(XOAuth1, |text| text.replace("path = \"/callback\"", "path = \"/elsewhere\""));
    let home = bench.home().await;
    assert_eq!(failure(&home).await, Failure::AppKeys(SetUp::AppKeysRefused));
    assert_eq!(home.shell.opened().len(), 0, "there is no page to open");
}

#[tokio::test]
async fn a_redirect_that_names_other_credentials_is_turned_away() {
    let bench = Bench::start_with(XOAuth1).await;
    let home = bench.home().await;
    let operation_id = home.connect(&XOAuth1.id().into()).await.unwrap();
    let page = home.login_page(operation_id).await;
    let redirect = browse(page.as_str(), "danar", PASSWORD, Consent::Allow).await.unwrap();
    let token = redirect.query_pairs().find(|(name, _)| name == "oauth_token").unwrap().1.into_owned();
    let host = format!("127.0.0.1:{}", redirect.port().unwrap());
    let target = format!("{}?{}", redirect.path(), redirect.query().unwrap());
    for (what, target) in [
        ("other credentials", target.replace(&token, "somebody-elses")),
        ("none", target.replace("oauth_token=", "other=")),
        ("no proof", target.replace("oauth_verifier=", "other=")),
        ("twice", format!("{target}&oauth_token={token}")),
        ("somebody else's no", "/callback?denied=somebody-elses".to_owned()),
        ("the names of OAuth 2.0", format!("/callback?state={token}&code=practice")),
    ] {
        let page = raw(&redirect, "GET", &host, &target).await;
        assert_eq!(page.status, 400, "{what}: {}", page.text);
        let waits = home
            .snapshot()
            .sign_ins
            .iter()
            .any(|a| a.operation_id == operation_id && a.stage == Stage::Waiting);
        assert!(waits, "{what}");
    }
    assert_eq!(raw(&redirect, "GET", &host, &target).await.status, 200);
    assert!(matches!(home.end_of(operation_id).await, Outcome::Active(_)));
}

/// The number that the login page shows.
async fn shown_pin(home: &Home, operation_id: OperationId, member: &str) -> String {
    let page = home.login_page(operation_id).await;
    browse_for_pin(page.as_str(), member, PASSWORD).await.expect("a number")
}

fn stage(home: &Home, operation_id: OperationId) -> Option<Stage> {
    home.snapshot()
        .sign_ins
        .iter()
        .find(|state| state.operation_id == operation_id)
        .map(|state| state.stage.clone())
}

#[tokio::test]
async fn a_number_that_the_page_shows_is_as_good_as_a_redirect() {
    let bench = Bench::start_with(XOAuth1).await;
    let home = bench.home().await;
    let operation_id = home.connect_by_pin(&XOAuth1.id().into()).await.unwrap();
    let pin = shown_pin(&home, operation_id, "danar").await;
    assert_eq!(stage(&home, operation_id), Some(Stage::AsksPin));
    for nothing in ["", "  ", "\u{7}", &"9".repeat(200)] {
        let refused = home.enter_pin(operation_id, nothing.into()).await;
        assert!(matches!(refused, Err(Error::BadInput(_))), "{refused:?}");
    }
    // People copy the number like this.
    let typed = format!(" {} {}\n", &pin[..3], &pin[3..]);
    home.enter_pin(operation_id, typed.as_str().into()).await.unwrap();
    let Outcome::Active(id) = home.end_of(operation_id).await else { panic!("not active") };
    assert_eq!(home.ask(&id).await, Health::Active);
    assert!(matches!(home.enter_pin(operation_id, pin.as_str().into()).await, Err(Error::UnknownSignIn)));

    let operation_id = home.reauthorize_by_pin(&id).await.unwrap();
    let pin = shown_pin(&home, operation_id, "bolee").await;
    home.enter_pin(operation_id, pin.as_str().into()).await.unwrap();
    assert!(matches!(home.end_of(operation_id).await, Outcome::WrongAccount { .. }));

    let operation_id = home.reauthorize_by_pin(&id).await.unwrap();
    shown_pin(&home, operation_id, "danar").await;
    home.enter_pin(operation_id, "0".into()).await.unwrap();
    assert_eq!(home.end_of(operation_id).await, Outcome::Failed(Failure::Refused));
    assert_eq!(home.ask(&id).await, Health::Active, "the former access is as it was");
}

#[tokio::test]
async fn a_sign_in_that_waits_for_the_browser_can_ask_for_a_number_instead() {
    let bench = Bench::start_with(XOAuth1).await;
    let home = bench.home().await;
    let id = home.add(XOAuth1).await;
    let waits = home.reauthorize(&id).await.unwrap();
    home.login_page(waits).await;
    assert!(matches!(home.enter_pin(waits, "1234567".into()).await, Err(Error::UnknownSignIn)));
    let operation_id = home.use_pin(waits).await.unwrap();
    assert_eq!(home.end_of(waits).await, Outcome::Cancelled);
    let pin = shown_pin(&home, operation_id, "danar").await;
    home.enter_pin(operation_id, pin.as_str().into()).await.unwrap();
    assert_eq!(home.end_of(operation_id).await, Outcome::Active(id));

    let waits = home.connect(&XOAuth1.id().into()).await.unwrap();
    let operation_id = home.use_pin(waits).await.unwrap();
    let pin = shown_pin(&home, operation_id, "bolee").await;
    home.enter_pin(operation_id, pin.as_str().into()).await.unwrap();
    assert!(matches!(home.end_of(operation_id).await, Outcome::Active(_)));

    // X with OAuth 2.0, like most networks, shows no number.
    let x = Network::X.id().into();
    assert!(matches!(home.connect_by_pin(&x).await, Err(Error::BadInput(_))));
    let waits = home.connect(&x).await.unwrap();
    assert!(matches!(home.use_pin(waits).await, Err(Error::BadInput(_))));
    home.login_page(waits).await;
    assert_eq!(stage(&home, waits), Some(Stage::Waiting), "it goes on");
}

#[tokio::test]
async fn it_never_renews_and_a_disconnect_takes_the_access_back() {
    let bench = Bench::start_with(XOAuth1).await;
    let home = bench.home().await;
    let id = home.add(XOAuth1).await;
    for _ in 0..4 {
        bench.advance(TimeDelta::days(100)).await;
    }
    assert_eq!(home.health(&id), Health::Active);
    assert_eq!(home.find(&id).reauthorize_by, None);
    assert!(home.renewed(&id).await.is_err(), "there is nothing that renews it");
    assert_eq!((home.shell.all(), home.times(&id, Event::Renewed).await), (vec![], 0));
    assert_eq!(bench.net.lets_in(XOAuth1, "danar"), Ok(true));
    home.disconnect(&id).await.unwrap();
    assert_eq!(bench.net.request_count(XOAuth1, Endpoint::Revoke), 1);
    assert_eq!(bench.net.lets_in(XOAuth1, "danar"), Ok(false));
    assert_eq!(home.times(&id, Event::RevocationFailed).await, 0);
}

#[tokio::test]
async fn an_access_that_was_taken_back_is_found_and_a_new_password_changes_nothing() {
    let bench = Bench::start_with(XOAuth1).await;
    let home = bench.home().await;
    let id = home.add(XOAuth1).await;
    bench.net.change_password(XOAuth1, "danar", "gander").unwrap();
    bench.advance(TimeDelta::hours(13)).await;
    assert_eq!((home.health(&id), home.shell.all()), (Health::Active, vec![]));
    bench.net.revoke(XOAuth1, "danar").unwrap();
    bench.advance(TimeDelta::hours(13)).await;
    assert_eq!(home.shell.notices(&id), [], "X refuses good tokens for minutes at a time");
    bench.advance(TimeDelta::minutes(11)).await;
    let revoked = NoticeKind::Disconnected { reason: Reason::Revoked, reminder: 0 };
    assert_eq!(home.shell.notices(&id), [revoked]);
    home.sign_in_again(&id, "gander").await;
    assert_eq!(home.ask(&id).await, Health::Active);
    assert_eq!(home.shell.said(&id)[1..], [Said::Withdrawn]);
}
