//! The control API, the control page, and the network files.

mod common;

use common::App;
use serde_json::json;
use simnet::{DeadEnd, Endpoint, Network, Settings, Simnet};

#[tokio::test]
async fn everything_can_be_moved_over_the_api() {
    let app = App::start().await;
    let token = app.access(Network::X).await;
    for (path, body) in [
        ("/api/clock", r#"{"advance_seconds":60}"#),
        ("/api/x/password", r#"{"member":"bolee","password":"duck"}"#),
        ("/api/x/revoke", r#"{"member":"bolee"}"#),
        ("/api/x/checkpoint", r#"{"member":"danar","on":true}"#),
        ("/api/x/permission", r#"{"member":"danar","permission":"tweet.write"}"#),
        ("/api/x/app", r#"{"disabled":false}"#),
        ("/api/x/fault", r#"{"kind":"rate_limit","endpoint":"renewal","times":3}"#),
        ("/api/x/fault", r#"{"kind":"hang","endpoint":"any","times":null}"#),
        ("/api/x/lifetime", r#"{"access_seconds":9,"refresh_seconds":null}"#),
        ("/api/x/grace", r#"{"seconds":7}"#),
        ("/api/instagram/token_shape", r#"{"shape":"flat"}"#),
        ("/api/x/picture", r#"{"kind":"bomb"}"#),
        ("/api/facebook/refusals", r#"{"kind":"vague"}"#),
        ("/api/facebook/page", r#"{"member":"danar","page":"30100000000000001","on":false}"#),
        ("/api/x/expire", r#"{"member":"danar"}"#),
    ] {
        let answer = app.control(path, body).await;
        assert_eq!((answer.status, answer.text.as_str()), (200, r#"{"ok":true}"#), "{path} {body}");
    }

    let state = app.http.get(format!("{}/api/state", app.net.control_url())).send().await.unwrap();
    let text = state.text().await.unwrap();
    assert!(!text.contains(&token));
    let state: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(state["offset_seconds"], 60);
    let x = &state["networks"]["x"];
    assert_eq!(x["members"][0]["checkpoint"], true);
    assert_eq!(x["members"][1]["password"], "duck");
    assert_eq!(x["grace_seconds"], 7);
    assert_eq!(x["picture"], "bomb");
    assert_eq!(x["lifetime"], json!({ "access_seconds": 9, "refresh_seconds": null }));
    assert_eq!(x["requests"]["token"], 1);
    assert_eq!(
        x["faults"],
        json!([
            { "kind": "rate_limit", "endpoint": "renewal", "times": 3 },
            { "kind": "hang", "endpoint": "any", "times": null },
        ])
    );

    assert_eq!(app.control("/api/reset", "").await.status, 200);
    let state = app.net.state();
    assert_eq!(state["offset_seconds"], 0);
    assert_eq!(state["networks"]["x"]["grants"], json!([]));
    assert_eq!(state["networks"]["x"]["faults"], json!([]));
}

#[tokio::test]
async fn bad_input_is_refused_with_a_sentence() {
    let app = App::start().await;
    for (path, body, sentence) in [
        ("/api/clock", "{", "The JSON does not fit"),
        ("/api/clock", r#"{"advance_seconds":9223372036854775807}"#, "200 years"),
        ("/api/x/password", r#"{"member":"eve","password":"a"}"#, "danar and bolee"),
        ("/api/x/password", r#"{"member":"danar","password":""}"#, "empty"),
        ("/api/x/revoke", r#"{"member":"danar","more":1}"#, "unknown field `more`"),
        ("/api/x/permission", r#"{"member":"danar","permission":"tweet.read"}"#, "sign in first"),
        ("/api/x/fault", r#"{"kind":"fire"}"#, "unknown variant `fire`"),
        ("/api/x/fault", r#"{"kind":"hang","endpoint":"moon"}"#, "unknown variant `moon`"),
        ("/api/x/fault", r#"{"kind":"hang","times":0}"#, "from 1 on"),
        ("/api/x/fault", r#"{"kind":"no_expires_in","endpoint":"probe"}"#, "cannot show"),
        ("/api/x/fault", r#"{"kind":"refuse_connection","times":1}"#, "leave out"),
        ("/api/x/lifetime", r#"{"access_seconds":-1}"#, "from 0"),
        ("/api/x/grace", r#"{"seconds":-1}"#, "from 0"),
        ("/api/facebook/grace", r#"{"seconds":1}"#, "networks that do"),
        ("/api/facebook/page", r#"{"member":"danar","page":"1","on":true}"#, "30100000000000001"),
        ("/api/x/page", r#"{"member":"danar","page":"1","on":true}"#, "has none"),
        ("/api/x/refusals", r#"{"kind":"vague"}"#, "facebook alone"),
        ("/api/x/token_shape", r#"{"shape":"flat"}"#, "instagram alone"),
        ("/api/friendster/revoke", r#"{"member":"danar"}"#, "no network \\\"friendster\\\""),
    ] {
        let answer = app.control(path, body).await;
        assert_eq!(answer.status, 400, "{path} {body}");
        assert!(answer.text.contains(sentence), "{path} {body}: {}", answer.text);
    }
    assert_eq!(app.control("/api/x/nothing", "{}").await.status, 404);
}

#[tokio::test]
async fn a_page_elsewhere_cannot_post_plain_text_to_the_api() {
    let app = App::start().await;
    let url = format!("{}/api/clock", app.net.control_url());
    let request = app.http.post(url).header("content-type", "text/plain").body(r#"{"advance_seconds":60}"#);
    assert_eq!(request.send().await.unwrap().status(), 400);
    assert_eq!(app.net.state()["offset_seconds"], 0);
}

#[tokio::test]
async fn the_control_page_shows_members_grants_and_requests() {
    let app = App::start().await;
    app.access(Network::LinkedIn).await;
    let page = app.http.get(app.net.control_url()).send().await.unwrap().text().await.unwrap();
    for shown in ["Dana Reyes", "Bo Lee", ">live<", "/oauth/v2/accessToken", "cut_after_rotation"] {
        assert!(page.contains(shown), "{shown}");
    }
}

#[tokio::test]
async fn the_written_network_files_point_here_and_keep_the_rules() {
    let app = App::start().await;
    let folder = tempfile::tempdir().unwrap();
    app.net.write_network_files(&folder.path().join("networks")).unwrap();
    for network in Network::ALL {
        let path = folder.path().join(format!("networks/{}.toml", network.id()));
        let text = std::fs::read_to_string(path).unwrap();
        assert!(networks::Network::parse("practice", &text).unwrap().practice, "{network}");
        let file: toml::Table = text.parse().unwrap();
        let origin = app.net.network_url(network);
        assert_eq!(file["id"].as_str(), Some(network.id()));
        assert_eq!(file["name"].as_str(), Some(network.name()));
        assert_eq!(file["app"]["client_id"].as_str(), Some(network.client_id().as_str()));
        let oauth = &file["oauth"];
        for address in [&oauth["authorize"], &oauth["token"], &file["probe"]["url"]] {
            assert!(address.as_str().unwrap().starts_with(&origin), "{address}");
        }
        for swap in ["long_lived", "extend"] {
            if let Some(swap) = oauth.get(swap) {
                assert!(swap["url"].as_str().unwrap().starts_with(&origin));
            }
        }
        assert_eq!(oauth["redirect"].to_string(), r#"["loopback"]"#);
        assert_eq!(oauth["loopback"]["port"].as_integer(), Some(0));
        assert_eq!(oauth["loopback"]["host"].as_str(), Some("127.0.0.1"));
        assert!(file["signal"].as_array().is_some_and(|rules| rules.len() > 3));
        assert!(file["policy"]["page"].as_str().is_some_and(|page| page.starts_with("https://")));
    }
}

#[tokio::test]
async fn one_endpoint_of_a_network_file_can_be_sent_astray_and_brought_back() {
    let app = App::start().await;
    let folder = tempfile::tempdir().unwrap();
    let written = |network: Network, astray| {
        app.net.write_network_file(folder.path(), network, astray).unwrap();
        let path = folder.path().join(format!("{}.toml", network.id()));
        std::fs::read_to_string(path).unwrap()
    };
    for (network, endpoint) in [
        (Network::Facebook, Endpoint::LongLived),
        (Network::Instagram, Endpoint::Renewal),
        (Network::LinkedIn, Endpoint::Identity),
        (Network::LinkedIn, Endpoint::Probe),
        (Network::X, Endpoint::Renewal),
        (Network::X, Endpoint::Revoke),
    ] {
        let honest = written(network, None);
        for dead_end in DeadEnd::ALL {
            let astray = written(network, Some((endpoint, dead_end)));
            let origin = app.net.dead_end(dead_end);
            assert_eq!(astray.matches(origin).count(), 1, "{network}, {}: {astray}", endpoint.id());
            assert!(networks::Network::parse("practice", &astray).is_ok(), "{network}, {}", endpoint.id());
        }
        assert_eq!(written(network, None), honest);
    }
}

#[tokio::test]
async fn ports_can_be_chosen_and_a_taken_one_is_named() {
    let first = Simnet::start(Settings::default()).await.unwrap();
    let taken: u16 = first.control_url().rsplit(':').next().unwrap().parse().unwrap();
    let settings = Settings { control_port: Some(taken), ..Settings::default() };
    let error = Simnet::start(settings).await.err().expect("a taken port").to_string();
    assert!(error.contains(&taken.to_string()), "{error}");
    first.stop().await;
    let again = Simnet::start(settings).await.expect("the port is free again");
    assert!(again.control_url().ends_with(&format!(":{taken}")));
}
