//! Authorization requests at networks that differ from the rest.

use std::{collections::BTreeMap, sync::Arc};

use networks::{AppOptions, Catalogue};
use vault::App;

use super::*;
use crate::{clock::SystemClock, http::Http, time::Time, timeouts::Timeouts};

/// The authorization request of a shipped network: its host and path, and its parameters.
fn asked(network: &str, secret: Option<&str>) -> (String, BTreeMap<String, String>, Authorization) {
    asked_with(network, secret, AppOptions::default(), &[])
}

/// Like [`asked`], for an app with these options and with missing permissions.
fn asked_with(
    network: &str,
    secret: Option<&str>,
    options: AppOptions,
    missing: &[&str],
) -> (String, BTreeMap<String, String>, Authorization) {
    let catalogue = Catalogue::builtin();
    let network = catalogue.get(&network.into()).expect("a shipped network");
    let client_secret = secret.map(SecretString::from);
    let app = App { client_id: "practice-app".into(), client_secret, options, registered: None };
    let http = Http::new(Timeouts::default()).expect("a client");
    let clock = Time::new(Arc::new(SystemClock));
    let oauth = OAuthClient { http: &http, clock: &clock, network, app: &app };
    let target =
        Target { url: "http://127.0.0.1:4000/callback/".parse().expect("an address"), by_bridge: None };
    let missing: Vec<_> = missing.iter().map(|scope| (*scope).to_owned()).collect();
    let authorization = oauth.authorize(target, &missing);
    let url = &authorization.url;
    let place = format!("{}{}", url.host_str().unwrap_or_default(), url.path());
    (place, url.query_pairs().into_owned().collect(), authorization)
}

#[test]
fn tiktok_is_told_its_client_key_and_a_challenge_in_hex() {
    let (_, parameters, authorization) = asked("tiktok", Some("practice-secret"));
    assert_eq!(parameters["client_key"], "practice-app");
    assert!(!parameters.contains_key("client_id"));
    let verifier = authorization.verifier.expect("a verifier");
    assert_eq!(parameters["code_challenge"], hex_challenge(verifier.expose_secret()));
    assert_eq!(parameters["code_challenge_method"], "S256");
    assert_eq!(parameters["redirect_uri"], "http://127.0.0.1:4000/callback/");
    assert_eq!(parameters["scope"], "user.info.basic,video.publish");
}

#[test]
fn a_challenge_in_hex_is_the_hash_in_lowercase_hex() {
    // The verifier of RFC 7636 appendix B, which lists the hash byte by byte.
    let challenge = hex_challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
    assert_eq!(challenge, "13d31e961a1ad8ec2f16b10c4c982e0876a878ad6df144566ee1894acb70f9c3");
}

#[test]
fn linkedin_is_asked_another_way_when_the_app_has_no_secret() {
    let (place, parameters, authorization) = asked("linkedin", None);
    assert_eq!(place, "www.linkedin.com/oauth/native-pkce/authorization");
    assert!(authorization.verifier.is_some() && parameters.contains_key("code_challenge"));
    let (place, parameters, authorization) = asked("linkedin", Some("practice-secret"));
    assert_eq!(place, "www.linkedin.com/oauth/v2/authorization");
    assert!(authorization.verifier.is_none() && !parameters.contains_key("code_challenge"));
}

#[test]
fn parameters_keep_their_values_when_the_client_id_is_called_otherwise() {
    let form = b"grant_type=refresh_token&client_id=a%26b&refresh_token=x%2By";
    let renamed = renamed(form, "client_key").expect("another name");
    assert_eq!(renamed, "grant_type=refresh_token&client_key=a%26b&refresh_token=x%2By");
    assert_eq!(super::renamed(form, "client_id"), None);
}

#[test]
fn an_app_is_asked_only_for_the_permissions_of_its_own_product() {
    let upload = AppOptions { scopes: Some(["video.upload".to_owned()].into()), ..AppOptions::default() };
    let (_, parameters, _) = asked_with("tiktok", Some("practice-secret"), upload, &[]);
    assert_eq!(parameters["scope"], "user.info.basic,video.upload");
    let (_, parameters, _) = asked("facebook", Some("practice-secret"));
    assert!(!parameters["scope"].contains("business_management"));
    let portfolio =
        AppOptions { scopes: Some(["business_management".to_owned()].into()), ..AppOptions::default() };
    let (_, parameters, _) = asked_with("facebook", Some("practice-secret"), portfolio, &[]);
    assert!(parameters["scope"].ends_with(",business_management"), "{}", parameters["scope"]);
}

#[test]
fn a_configuration_takes_the_place_of_the_scopes() {
    let with = |name: &str| AppOptions {
        parameters: [(name.to_owned(), "1234".to_owned())].into(),
        ..AppOptions::default()
    };
    for missing in [&[][..], &["pages_show_list"]] {
        let (_, parameters, _) = asked_with("facebook", Some("practice-secret"), with("config_id"), missing);
        assert_eq!(parameters["config_id"], "1234");
        assert!(!parameters.contains_key("scope"), "{parameters:?}");
        assert_eq!(parameters.contains_key("auth_type"), !missing.is_empty());
    }
    // Parameters that the network's file does not define are ignored.
    let (_, parameters, _) = asked_with("facebook", Some("practice-secret"), with("state"), &[]);
    assert_ne!(parameters["state"], "1234");
    assert!(parameters.contains_key("scope"));
    // A parameter for headers appears in headers only.
    let (_, parameters, _) = asked_with("reddit", None, with("developer"), &[]);
    assert!(!parameters.contains_key("developer") && parameters.contains_key("scope"));
}
