//! Codes, tokens and renewals, with the clock moved.

mod common;

use common::{App, REDIRECT, VERIFIER};
use reqwest::StatusCode;
use serde_json::json;
use simnet::{CLIENT_SECRET, Lifetime, Network, TokenShape};

const DAY: i64 = 86_400;

#[tokio::test]
async fn a_code_is_good_once() {
    let app = App::start().await;
    for (network, pointer, told) in [
        (Network::Facebook, "/error/message", "This authorization code has been used."),
        (Network::Instagram, "/error_message", "Matching code was not found or was already used"),
        (Network::LinkedIn, "/error", "invalid_request"),
        (Network::X, "/error_description", "Value passed for the authorization code was invalid."),
    ] {
        let code = app.code(network).await;
        assert_eq!(app.exchange(network, &code).await.status, 200, "{network}");
        let again = app.exchange(network, &code).await;
        assert_eq!((again.status, again.text_at(pointer).as_str()), (400, told), "{network}");
    }
}

#[tokio::test]
async fn a_code_is_good_for_as_long_as_its_network_says() {
    let app = App::start().await;
    for (network, seconds) in [(Network::X, 30), (Network::LinkedIn, 1_800)] {
        let code = app.code(network).await;
        app.net.advance(seconds - 10).unwrap();
        assert_eq!(app.exchange(network, &code).await.status, 200, "{network}");
        let code = app.code(network).await;
        app.net.advance(seconds).unwrap();
        assert_eq!(app.exchange(network, &code).await.status, 400, "{network}");
    }
}

#[tokio::test]
async fn a_wrong_verifier_is_refused() {
    let app = App::start().await;
    let code = app.code(Network::X).await;
    let id = Network::X.client_id();
    let wrong = VERIFIER.replace('d', "e");
    let form = [
        ("grant_type", "authorization_code"),
        ("client_id", &id),
        ("redirect_uri", REDIRECT),
        ("code", &code),
        ("code_verifier", &wrong),
    ];
    let answer = app.post(Network::X, "/2/oauth2/token", &form).await;
    assert_eq!(answer.status, 400);
    assert_eq!(
        answer.text_at("/error_description"),
        "Value passed for the code verifier did not match the code challenge."
    );
}

#[tokio::test]
async fn a_code_needs_the_redirect_it_was_given_to() {
    let app = App::start().await;
    for network in Network::ALL {
        let code = app.code(network).await;
        let id = network.client_id();
        let mut form = vec![
            ("grant_type", "authorization_code"),
            ("client_id", id.as_str()),
            ("redirect_uri", "http://127.0.0.1:10/callback"),
            ("code", &code),
        ];
        form.push(match network {
            Network::X => ("code_verifier", VERIFIER),
            _ => ("client_secret", CLIENT_SECRET),
        });
        assert_eq!(app.post(network, common::token_path(network), &form).await.status, 400, "{network}");
    }
}

#[tokio::test]
async fn an_app_with_a_wrong_secret_is_told_in_each_networks_words() {
    let app = App::start().await;
    for (network, status, pointer, told) in [
        (Network::Facebook, 400, "/error/message", "Error validating client secret."),
        (Network::Instagram, 400, "/error/message", "Error validating client secret."),
        (Network::LinkedIn, 401, "/error", "invalid_client"),
        // X accepts a secret only by HTTP Basic.
        (Network::X, 401, "/error", "unauthorized_client"),
    ] {
        let code = app.code(network).await;
        let id = network.client_id();
        let form = [
            ("grant_type", "authorization_code"),
            ("client_id", id.as_str()),
            ("client_secret", "practice-wrong"),
            ("redirect_uri", REDIRECT),
            ("code", &code),
            ("code_verifier", VERIFIER),
        ];
        let answer = app.post(network, common::token_path(network), &form).await;
        assert_eq!((answer.status, answer.text_at(pointer).as_str()), (status, told), "{network}");
    }
}

#[tokio::test]
async fn x_takes_a_confidential_app_by_basic() {
    let app = App::start().await;
    for (secret, status) in [(CLIENT_SECRET, 200), ("practice-wrong", 401)] {
        let code = app.code(Network::X).await;
        let form = [
            ("grant_type", "authorization_code"),
            ("redirect_uri", REDIRECT),
            ("code", &code),
            ("code_verifier", VERIFIER),
        ];
        let request = app.http.post(app.url(Network::X, "/2/oauth2/token")).form(&form);
        let response = request.basic_auth(Network::X.client_id(), Some(secret)).send().await.unwrap();
        assert_eq!(response.status(), status);
    }
}

#[tokio::test]
async fn linkedin_refuses_a_verifier() {
    let app = App::start().await;
    let code = app.code(Network::LinkedIn).await;
    let id = Network::LinkedIn.client_id();
    let form = [
        ("grant_type", "authorization_code"),
        ("client_id", id.as_str()),
        ("client_secret", CLIENT_SECRET),
        ("redirect_uri", REDIRECT),
        ("code", &code),
        ("code_verifier", VERIFIER),
    ];
    assert_eq!(app.post(Network::LinkedIn, "/oauth/v2/accessToken", &form).await.status, 403);
}

#[tokio::test]
async fn facebook_gives_an_hour_or_two_and_then_sixty_days() {
    let app = App::start().await;
    let short = app.sign_in(Network::Facebook).await;
    let seconds = short.at("/expires_in").as_i64().unwrap();
    assert!((3_600..=7_200).contains(&seconds));
    let long = app.swap(Network::Facebook, &short.text_at("/access_token")).await;
    assert_eq!(long.at("/expires_in"), json!(5_183_944));
    assert_eq!(long.at("/token_type"), json!("bearer"));

    app.net.advance(7_201).unwrap();
    let token = short.text_at("/access_token");
    assert_eq!(app.probe(Network::Facebook, &token).await.at("/error/error_subcode"), json!(463));
    let late = app.swap(Network::Facebook, &token).await;
    assert_eq!((late.status, late.at("/error/error_subcode")), (400, json!(463)));

    let token = long.text_at("/access_token");
    app.net.advance(59 * DAY).unwrap();
    assert_eq!(app.probe(Network::Facebook, &token).await.status, 200);
    app.net.advance(DAY).unwrap();
    assert_eq!(app.probe(Network::Facebook, &token).await.at("/error/error_subcode"), json!(463));
}

#[tokio::test]
async fn instagram_extends_a_token_that_is_a_day_old() {
    let app = App::start().await;
    let token = app.access(Network::Instagram).await;
    let early = app.extend(&token).await;
    assert_eq!((early.status, early.at("/error/code")), (400, json!(100)));
    app.net.advance(DAY).unwrap();
    let extended = app.extend(&token).await;
    assert_eq!((extended.status, extended.at("/expires_in")), (200, json!(5_183_944)));
    app.net.advance(59 * DAY + DAY / 2).unwrap();
    assert_eq!(app.extend(&token).await.at("/error/error_subcode"), json!(463));
    assert_eq!(app.extend(&extended.text_at("/access_token")).await.status, 200);
}

#[tokio::test]
async fn instagram_extends_nothing_without_the_basic_permission() {
    let app = App::start().await;
    let token = app.access(Network::Instagram).await;
    app.net.advance(2 * DAY).unwrap();
    app.net.drop_permission(Network::Instagram, "danar", Some("instagram_business_basic")).unwrap();
    let answer = app.extend(&token).await;
    assert_eq!((answer.status, answer.at("/error/code")), (403, json!(10)));
}

#[tokio::test]
async fn instagram_wraps_its_token_answer_or_does_not() {
    let app = App::start().await;
    let wrapped = app.sign_in(Network::Instagram).await;
    assert_eq!(wrapped.at("/data/0/user_id"), json!("17841400000000001"));
    assert!(wrapped.text_at("/data/0/permissions").contains("instagram_business_basic,"));
    app.net.set_token_shape(Network::Instagram, TokenShape::Flat).unwrap();
    let flat = app.sign_in(Network::Instagram).await;
    assert_eq!(flat.at("/user_id"), json!(17_841_400_000_000_001_u64));
    assert_eq!(app.swap(Network::Instagram, &flat.text_at("/access_token")).await.status, 200);
}

#[tokio::test]
async fn linkedins_year_counts_from_the_first_consent() {
    let app = App::start().await;
    let first = app.sign_in(Network::LinkedIn).await;
    let refresh_token = first.text_at("/refresh_token");
    assert_eq!(first.at("/expires_in"), json!(5_184_000));
    assert_eq!(first.at("/refresh_token_expires_in"), json!(31_536_000));

    app.net.advance(59 * DAY).unwrap();
    let renewed = app.refresh(Network::LinkedIn, &refresh_token).await;
    assert_eq!(renewed.text_at("/refresh_token"), refresh_token);
    assert_eq!(renewed.at("/expires_in"), json!(5_184_000));
    let left = renewed.at("/refresh_token_expires_in").as_i64().unwrap();
    assert!((305 * DAY..=306 * DAY).contains(&left), "{left}");

    app.net.advance(301 * DAY).unwrap();
    let renewed = app.refresh(Network::LinkedIn, &refresh_token).await;
    let left = renewed.at("/refresh_token_expires_in").as_i64().unwrap();
    assert!((4 * DAY..=5 * DAY).contains(&left), "{left}");
    assert_eq!(renewed.at("/expires_in"), json!(left));

    app.net.advance(5 * DAY).unwrap();
    let late = app.refresh(Network::LinkedIn, &refresh_token).await;
    assert_eq!(late.status, StatusCode::BAD_REQUEST);
    assert_eq!(
        late.json(),
        json!({
            "error": "invalid_request",
            "error_description":
                "The provided authorization grant or refresh token is invalid, expired or revoked",
        })
    );
}

#[tokio::test]
async fn linkedin_ends_earlier_tokens_when_other_scopes_are_asked() {
    let app = App::start().await;
    let token = app.access(Network::LinkedIn).await;
    app.access(Network::LinkedIn).await;
    assert_eq!(app.probe(Network::LinkedIn, &token).await.status, 200);
    let other = app.authorize_url(Network::LinkedIn).replace("w_member_social", "email");
    let redirect = simnet::browse(&other, "danar", "goose", simnet::Consent::Allow).await.unwrap();
    let code = common::parameter(&redirect, "code").unwrap();
    assert_eq!(app.exchange(Network::LinkedIn, &code).await.status, 200);
    assert_eq!(app.probe(Network::LinkedIn, &token).await.at("/serviceErrorCode"), json!(65_601));
}

#[tokio::test]
async fn x_rotates_and_a_replayed_refresh_token_ends_the_family() {
    let app = App::start().await;
    let first = app.sign_in(Network::X).await;
    assert_eq!(first.at("/expires_in"), json!(7_200));
    let second = app.refresh(Network::X, &first.text_at("/refresh_token")).await;
    assert_eq!(second.status, 200);
    assert_ne!(second.text_at("/refresh_token"), first.text_at("/refresh_token"));
    assert_eq!(app.probe(Network::X, &second.text_at("/access_token")).await.status, 200);

    assert_eq!(app.refresh(Network::X, &first.text_at("/refresh_token")).await.status, 400);
    assert_eq!(app.probe(Network::X, &second.text_at("/access_token")).await.status, 401);
    assert_eq!(app.refresh(Network::X, &second.text_at("/refresh_token")).await.status, 400);
}

#[tokio::test]
async fn within_the_grace_window_a_used_refresh_token_is_good_once_more() {
    let app = App::start().await;
    app.net.set_grace(Network::X, 60).unwrap();
    let first = app.sign_in(Network::X).await;
    let used = first.text_at("/refresh_token");
    let second = app.refresh(Network::X, &used).await;
    app.net.advance(30).unwrap();
    assert_eq!(app.refresh(Network::X, &used).await.status, 200);
    assert_eq!(app.probe(Network::X, &second.text_at("/access_token")).await.status, 200);
    app.net.advance(60).unwrap();
    assert_eq!(app.refresh(Network::X, &used).await.status, 400);
    assert_eq!(app.probe(Network::X, &second.text_at("/access_token")).await.status, 401);
}

#[tokio::test]
async fn x_keeps_one_living_grant_for_each_member() {
    let app = App::start().await;
    let first = app.access(Network::X).await;
    let second = app.access(Network::X).await;
    assert_eq!(app.probe(Network::X, &first).await.status, 401);
    assert_eq!(app.probe(Network::X, &second).await.status, 200);
}

#[tokio::test]
async fn x_gives_no_refresh_token_without_offline_access() {
    let app = App::start().await;
    let url = app.authorize_url(Network::X).replace("+offline.access", "");
    let redirect = simnet::browse(&url, "danar", "goose", simnet::Consent::Allow).await.unwrap();
    let code = common::parameter(&redirect, "code").unwrap();
    let answer = app.exchange(Network::X, &code).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.at("/refresh_token"), json!(null));
}

#[tokio::test]
async fn lifetimes_can_be_set_for_tokens_to_come() {
    let app = App::start().await;
    let before = app.sign_in(Network::X).await;
    let lifetime = Lifetime { access_seconds: Some(90), refresh_seconds: Some(300) };
    app.net.set_lifetime(Network::X, lifetime).unwrap();
    let after = app.refresh(Network::X, &before.text_at("/refresh_token")).await;
    assert_eq!(after.at("/expires_in"), json!(90));
    app.net.advance(91).unwrap();
    assert_eq!(app.probe(Network::X, &after.text_at("/access_token")).await.status, 401);
    app.net.advance(210).unwrap();
    assert_eq!(app.refresh(Network::X, &after.text_at("/refresh_token")).await.status, 400);
}
