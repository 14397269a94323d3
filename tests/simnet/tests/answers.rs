//! The documented answers of the API, in every state a grant can be in.

mod common;

use common::App;
use serde_json::{Value, json};
use simnet::{Endpoint, Network};

/// The meaningful parts of an answer: the status, and the fields at these pointers.
async fn told(app: &App, network: Network, token: &str, pointers: &[&str]) -> (u16, Vec<Value>) {
    let answer = app.probe(network, token).await;
    (answer.status, pointers.iter().map(|pointer| answer.at(pointer)).collect())
}

const META: [&str; 2] = ["/error/code", "/error/error_subcode"];

#[tokio::test]
async fn a_good_token_is_answered_with_whose_it_is() {
    let app = App::start().await;
    for (network, id, username, name) in [
        (Network::Facebook, "/id", "/username", "/name"),
        (Network::Instagram, "/user_id", "/username", "/name"),
        (Network::LinkedIn, "/sub", "/username", "/name"),
        (Network::X, "/data/id", "/data/username", "/data/name"),
    ] {
        let token = app.access(network).await;
        let answer = app.probe(network, &token).await;
        assert_eq!(answer.status, 200, "{network}: {}", answer.text);
        assert!(!answer.text_at(id).is_empty());
        assert_eq!(answer.text_at(name), "Dana Reyes");
        let handle = matches!(network, Network::Instagram | Network::X).then_some("danar");
        assert_eq!(answer.at(username), json!(handle), "{network}");
    }
}

#[tokio::test]
async fn the_first_answer_of_a_grant_counts_as_identity_and_later_ones_as_probes() {
    let app = App::start().await;
    let token = app.access(Network::X).await;
    for _ in 0..3 {
        app.probe(Network::X, &token).await;
    }
    assert_eq!(app.net.request_count(Network::X, Endpoint::Identity), 1);
    assert_eq!(app.net.request_count(Network::X, Endpoint::Probe), 2);
}

#[tokio::test]
async fn meta_tells_each_trouble_by_code_and_subcode() {
    for network in [Network::Facebook, Network::Instagram] {
        let app = App::start().await;
        let told = |token: String| {
            let app = &app;
            async move { told(app, network, &token, &META).await }
        };
        let code = |code: u32, subcode: u32| (400, vec![json!(code), json!(subcode)]);

        assert_eq!(told("practice-unknown".to_owned()).await, (400, vec![json!(190), Value::Null]));

        let token = app.access(network).await;
        app.net.expire(network, "danar").unwrap();
        assert_eq!(told(token).await, code(190, 463));

        let token = app.access(network).await;
        app.net.revoke(network, "danar").unwrap();
        assert_eq!(told(token).await, code(190, 458));

        let token = app.access(network).await;
        app.net.set_checkpoint(network, "danar", true).unwrap();
        assert_eq!(told(token.clone()).await, code(190, 459));
        app.net.set_checkpoint(network, "danar", false).unwrap();
        assert_eq!(told(token.clone()).await.0, 200);

        app.net.drop_permission(network, "danar", None).unwrap();
        assert_eq!(told(token).await, (403, vec![json!(10), Value::Null]));

        let token = app.access(network).await;
        app.net.set_app_disabled(network, true);
        let answer = app.probe(network, &token).await;
        assert_eq!((answer.status, answer.at("/error/code")), (401, json!(190)));
        assert_eq!(
            answer.text_at("/error/message"),
            "Error validating application. Application has been deleted."
        );
        app.net.set_app_disabled(network, false);

        app.net.change_password(network, "danar", "gander").unwrap();
        assert_eq!(told(token).await, code(190, 460));
    }
}

#[tokio::test]
async fn linkedin_tells_each_trouble_by_its_code() {
    let app = App::start().await;
    let network = Network::LinkedIn;
    let told = |token: String| {
        let app = &app;
        async move { told(app, network, &token, &["/serviceErrorCode", "/code"]).await }
    };
    let unauthorized = |service: u32, code: &str| (401, vec![json!(service), json!(code)]);

    assert_eq!(told("practice-unknown".to_owned()).await, unauthorized(65_600, "INVALID_ACCESS_TOKEN"));

    let token = app.access(network).await;
    app.net.expire(network, "danar").unwrap();
    assert_eq!(told(token.clone()).await, unauthorized(65_602, "EXPIRED_ACCESS_TOKEN"));
    assert_eq!(
        app.probe(network, &token).await.text_at("/message"),
        "The token used in the request has expired"
    );

    let token = app.access(network).await;
    app.net.revoke(network, "danar").unwrap();
    assert_eq!(told(token).await, unauthorized(65_601, "REVOKED_ACCESS_TOKEN"));

    let token = app.access(network).await;
    app.net.change_password(network, "danar", "gander").unwrap();
    assert_eq!(told(token).await, unauthorized(65_601, "REVOKED_ACCESS_TOKEN"));

    app.net.change_password(network, "danar", "goose").unwrap();
    let token = app.access(network).await;
    app.net.drop_permission(network, "danar", None).unwrap();
    assert_eq!(told(token).await, (403, vec![json!(100), json!("ACCESS_DENIED")]));
}

#[tokio::test]
async fn x_tells_a_lost_grant_by_401_and_then_by_a_refused_refresh() {
    let app = App::start().await;
    let network = Network::X;
    for lose in [
        |app: &App| app.net.revoke(Network::X, "danar"),
        |app: &App| app.net.change_password(Network::X, "danar", "goose"),
    ] {
        let tokens = app.sign_in(network).await;
        lose(&app).unwrap();
        let answer = app.probe(network, &tokens.text_at("/access_token")).await;
        assert_eq!(answer.status, 401);
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert_eq!(
            answer.json(),
            json!({ "title": "Unauthorized", "detail": "Unauthorized", "type": "about:blank", "status": 401 })
        );
        let answer = app.refresh(network, &tokens.text_at("/refresh_token")).await;
        assert_eq!(answer.status, 400);
        assert_eq!(
            answer.json(),
            json!({
                "error": "invalid_request",
                "error_description": "Value passed for the token was invalid.",
            })
        );
    }
}

#[tokio::test]
async fn x_tells_a_checkpoint_a_missing_permission_and_a_disabled_app_apart() {
    let app = App::start().await;
    let network = Network::X;
    let token = app.access(network).await;

    app.net.set_checkpoint(network, "danar", true).unwrap();
    assert_eq!(told(&app, network, &token, &["/errors/0/code"]).await, (403, vec![json!(326)]));
    app.net.set_checkpoint(network, "danar", false).unwrap();

    app.net.drop_permission(network, "danar", None).unwrap();
    let detail = json!("You are not permitted to perform this action.");
    assert_eq!(told(&app, network, &token, &["/detail"]).await, (403, vec![detail]));

    app.net.set_app_disabled(network, true);
    let answer = app.probe(network, &token).await;
    assert_eq!((answer.status, answer.at("/reason")), (403, json!("client-not-enrolled")));
}

#[tokio::test]
async fn answers_carry_the_date_of_the_simulated_clock() {
    let app = App::start().await;
    app.net.advance(400 * 86_400).unwrap();
    let answer = app.probe(Network::X, "practice-unknown").await;
    let expected = app.net.now().format("%d %b %Y").to_string();
    assert!(answer.header("date").contains(&expected), "{} is not {expected}", answer.header("date"));
}

#[tokio::test]
async fn an_app_that_gives_access_back_is_no_longer_let_in() {
    let app = App::start().await;

    let tokens = app.sign_in(Network::X).await;
    let id = Network::X.client_id();
    let token = tokens.text_at("/refresh_token");
    let answer = app.post(Network::X, "/2/oauth2/revoke", &[("token", &token), ("client_id", &id)]).await;
    assert_eq!((answer.status, answer.json()), (200, json!({ "revoked": true })));
    assert_eq!(app.probe(Network::X, &tokens.text_at("/access_token")).await.status, 401);

    let token = app.access(Network::LinkedIn).await;
    let id = Network::LinkedIn.client_id();
    let form = [("token", token.as_str()), ("client_id", &id), ("client_secret", simnet::CLIENT_SECRET)];
    assert_eq!(app.post(Network::LinkedIn, "/oauth/v2/revoke", &form).await.status, 200);
    assert_eq!(app.probe(Network::LinkedIn, &token).await.at("/serviceErrorCode"), json!(65_601));

    let token = app.access(Network::Facebook).await;
    let url = app.url(Network::Facebook, "/v25.0/me/permissions");
    let response = app.http.delete(url).query(&[("access_token", &token)]).send().await.unwrap();
    assert_eq!(response.text().await.unwrap(), r#"{"success":true}"#);
    assert_eq!(app.probe(Network::Facebook, &token).await.at("/error/error_subcode"), json!(458));
}

#[tokio::test]
async fn facebook_checks_a_proof_of_the_apps_secret_and_demands_it_where_the_app_is_set_to() {
    let app = App::start().await;
    let token = app.access(Network::Facebook).await;
    let me = async |proof: Option<&str>| {
        let mut query = vec![("access_token", token.as_str())];
        query.extend(proof.map(|proof| ("appsecret_proof", proof)));
        app.get(Network::Facebook, "/v25.0/me", &query).await
    };
    assert_eq!(me(None).await.status, 200);
    let wrong = me(Some(&"0".repeat(64))).await;
    assert_eq!((wrong.status, wrong.at("/error/code")), (400, json!(100)));
    app.net.set_demands_proof(true);
    let lacking = me(None).await;
    assert_eq!(
        lacking.at("/error/message"),
        json!("API calls from the server require an appsecret_proof argument")
    );
}

#[tokio::test]
async fn a_page_of_a_portfolio_is_not_listed_to_every_app() {
    let app = App::start().await;
    let token = app.access(Network::Facebook).await;
    app.net.put_into_portfolio(Network::Facebook, "30100000000000001").unwrap();
    let query = [("access_token", token.as_str())];
    let listed = app.get(Network::Facebook, "/v25.0/me/accounts", &query).await;
    assert_ne!(listed.at("/data/0/id"), json!("30100000000000001"));
    assert!(app.net.put_into_portfolio(Network::Facebook, "1").is_err());
}

#[tokio::test]
async fn what_a_network_demands_of_each_request_is_missed() {
    let app = App::start().await;
    let plain = reqwest::Client::builder().no_proxy().build().unwrap();
    let asked = async |network: Network, path: &str| {
        plain.get(app.url(network, path)).bearer_auth("practice-any").send().await.unwrap().status().as_u16()
    };
    assert_eq!(asked(Network::LinkedIn, "/v2/userinfo").await, 400);
    assert_eq!(asked(Network::Reddit, "/api/v1/me").await, 429);
}
