//! Networks that misbehave.

mod common;

use common::{App, refresh_form};
use serde_json::json;
use simnet::{Endpoint, Fault, FaultKind, Network};
use tokio::time::{Duration, Instant, timeout};

#[tokio::test]
async fn each_network_limits_in_its_own_way() {
    let app = App::start().await;
    for network in Network::ALL {
        app.net.set_fault(network, Fault::everywhere(FaultKind::RateLimit)).unwrap();
    }

    let answer = app.probe(Network::Facebook, "practice-any").await;
    assert_eq!((answer.status, answer.at("/error/code")), (400, json!(4)));
    assert!(answer.header("x-app-usage").contains("call_count"));

    let answer = app.probe(Network::Instagram, "practice-any").await;
    assert_eq!((answer.status, answer.at("/error/code")), (403, json!(4)));

    let answer = app.probe(Network::LinkedIn, "practice-any").await;
    assert_eq!(answer.status, 429);
    assert!(answer.text_at("/message").starts_with("Resource level throttle limit"));

    let answer = app.probe(Network::X, "practice-any").await;
    assert_eq!(answer.status, 429);
    let reset: i64 = answer.header("x-rate-limit-reset").parse().unwrap();
    assert!(reset > app.net.now().timestamp());

    let business = Fault::everywhere(FaultKind::RateLimitBusiness);
    app.net.set_fault(Network::Facebook, business).unwrap();
    let answer = app.probe(Network::Facebook, "practice-any").await;
    assert_eq!((answer.status, answer.at("/error/code")), (400, json!(80_001)));
    assert!(answer.header("x-business-use-case-usage").contains("estimated_time_to_regain_access"));
    assert!(app.net.set_fault(Network::X, business).is_err());
}

#[tokio::test]
async fn a_counted_fault_ends_by_itself_and_hits_only_its_endpoint() {
    let app = App::start().await;
    let token = app.access(Network::Facebook).await;
    assert_eq!(app.probe(Network::Facebook, &token).await.status, 200);
    let fault = Fault::at(Endpoint::Probe, FaultKind::ServerError).times(2);
    app.net.set_fault(Network::Facebook, fault).unwrap();
    app.access(Network::Facebook).await;
    for expected in [500, 500, 200] {
        assert_eq!(app.probe(Network::Facebook, &token).await.status, expected);
    }
}

#[tokio::test]
async fn a_cut_after_a_rotation_leaves_no_answer_and_a_used_refresh_token() {
    let app = App::start().await;
    let tokens = app.sign_in(Network::X).await;
    let refresh_token = tokens.text_at("/refresh_token");
    let fault = Fault::everywhere(FaultKind::CutAfterRotation).times(1);
    app.net.set_fault(Network::X, fault).unwrap();

    let id = Network::X.client_id();
    let form = refresh_form(Network::X, &refresh_token, &id);
    let sent = app.http.post(app.url(Network::X, "/2/oauth2/token")).form(&form).send().await;
    let error = sent.expect_err("no answer");
    assert!(!error.is_timeout() && !error.is_connect(), "the connection itself is lost: {error:?}");
    assert_eq!(app.net.request_count(Network::X, Endpoint::Renewal), 1);

    // The rotation was done: the former token is used up, and sending it ends everything.
    assert_eq!(app.refresh(Network::X, &refresh_token).await.status, 400);
}

#[tokio::test]
async fn a_cut_within_the_grace_window_can_be_made_good() {
    let app = App::start().await;
    let refresh_token = app.sign_in(Network::X).await.text_at("/refresh_token");
    app.net.set_grace(Network::X, 60).unwrap();
    let fault = Fault::everywhere(FaultKind::CutAfterRotation).times(1);
    app.net.set_fault(Network::X, fault).unwrap();
    let id = Network::X.client_id();
    let form = refresh_form(Network::X, &refresh_token, &id);
    assert!(app.http.post(app.url(Network::X, "/2/oauth2/token")).form(&form).send().await.is_err());
    assert_eq!(app.refresh(Network::X, &refresh_token).await.status, 200);
}

#[tokio::test]
async fn a_request_that_hangs_is_cut_when_the_networks_stop() {
    let app = App::start().await;
    app.net.set_fault(Network::LinkedIn, Fault::everywhere(FaultKind::Hang)).unwrap();
    let url = app.url(Network::LinkedIn, "/v2/userinfo");
    let hung = tokio::spawn(app.http.get(url).send());
    until(|| app.net.request_count(Network::LinkedIn, Endpoint::Probe) == 1).await;
    assert!(!hung.is_finished());
    app.net.stop().await;
    let answer = timeout(Duration::from_secs(20), hung).await.expect("an end").unwrap();
    assert!(answer.is_err(), "a cut");
}

#[tokio::test]
async fn a_captive_portal_redirects_and_shows_a_page_by_turns() {
    let app = App::start().await;
    app.net.set_fault(Network::X, Fault::everywhere(FaultKind::CaptivePortal)).unwrap();
    for (status, kind) in [(302, ""), (200, "text/html; charset=utf-8"), (302, "")] {
        let answer = app.probe(Network::X, "practice-any").await;
        assert_eq!((answer.status, answer.header("content-type")), (status, kind));
    }
}

#[tokio::test]
async fn garbled_answers_are_garbled() {
    let app = App::start().await;
    let probe = async |kind| {
        app.net.set_fault(Network::X, Fault::everywhere(kind)).unwrap();
        app.probe(Network::X, "practice-any").await
    };
    assert!(probe(FaultKind::Html).await.text.starts_with("<!doctype html>"));
    assert_eq!(probe(FaultKind::Empty).await.text, "");
    assert!(probe(FaultKind::Huge).await.text.len() > 1024 * 1024);
    assert!(probe(FaultKind::WrongType).await.at("/access_token").is_object());
}

#[tokio::test]
async fn token_answers_can_lack_their_clock_or_blank_their_refresh_token() {
    let app = App::start().await;
    let network = Network::X;
    let first = app.sign_in(network).await.text_at("/refresh_token");

    app.net.set_fault(network, Fault::everywhere(FaultKind::NoExpiresIn).times(1)).unwrap();
    let answer = app.refresh(network, &first).await;
    assert_eq!((answer.status, answer.at("/expires_in")), (200, json!(null)));
    let second = answer.text_at("/refresh_token");

    app.net.set_fault(network, Fault::everywhere(FaultKind::BlankRefresh).times(1)).unwrap();
    let answer = app.refresh(network, &second).await;
    assert_eq!((answer.status, answer.at("/refresh_token")), (200, json!("")));
    assert_eq!(app.probe(network, &answer.text_at("/access_token")).await.status, 200);
    assert_eq!(app.refresh(network, &second).await.status, 200, "the former one stays good");
}

#[tokio::test]
async fn a_fresh_linkedin_token_can_be_called_revoked_for_a_while() {
    let app = App::start().await;
    let token = app.access(Network::LinkedIn).await;
    let fault = Fault::everywhere(FaultKind::FalseRevoked).times(1);
    app.net.set_fault(Network::LinkedIn, fault).unwrap();
    assert_eq!(app.probe(Network::LinkedIn, &token).await.at("/serviceErrorCode"), json!(65_601));
    assert_eq!(app.probe(Network::LinkedIn, &token).await.status, 200);
}

#[tokio::test]
async fn a_network_can_refuse_connections_and_take_them_again() {
    let app = App::start().await;
    let url = app.url(Network::X, "/2/users/me");
    assert_eq!(app.probe(Network::X, "practice-any").await.status, 401);
    app.net.set_fault(Network::X, Fault::everywhere(FaultKind::RefuseConnection)).unwrap();
    let deadline = Instant::now() + Duration::from_secs(20);
    loop {
        let error = app.http.get(&url).send().await.expect_err("no answer");
        if error.is_connect() {
            break;
        }
        assert!(Instant::now() < deadline, "connections are cut, but not refused: {error:?}");
    }
    app.net.set_fault(Network::X, Fault::everywhere(FaultKind::None)).unwrap();
    let deadline = Instant::now() + Duration::from_secs(20);
    while app.http.get(&url).send().await.is_err() {
        assert!(Instant::now() < deadline, "the port is open again");
        tokio::task::yield_now().await;
    }
}

async fn until(done: impl Fn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(20);
    while !done() {
        assert!(Instant::now() < deadline, "it happens within twenty seconds");
        tokio::task::yield_now().await;
    }
}
