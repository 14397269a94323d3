//! Granted and missing permissions, as each network reports them.

use chrono::DateTime;
use http::HeaderMap;
use lifecycle::{Endpoint, Grant, Lifetimes, NetworkId, Scopes};
use networks::{Answer, AppOptions, Catalogue, Network, Purpose};

fn network(id: &str) -> Network {
    Network::clone(Catalogue::builtin().get(&NetworkId::from(id)).expect("shipped"))
}

/// The needed permissions that are missing in a token answer with this scope.
fn missing(id: &str, scope: &str) -> Vec<String> {
    let network = network(id);
    let now = DateTime::UNIX_EPOCH;
    let grant = Grant::authorized(&network.policy, now, 1, Lifetimes::default());
    let grant = Grant { scopes: Scopes::read(scope), ..grant };
    grant.missing(&network.policy).into_iter().map(str::to_owned).collect()
}

/// The granted permissions in the body of Facebook's answer to a check.
fn granted(body: &str) -> Option<String> {
    network("facebook").granted(Endpoint::Probe, body.as_bytes()).map(|scopes| scopes.to_text())
}

fn named(id: &str, status: u16, body: &str) -> Vec<String> {
    let answer = Answer {
        endpoint: Endpoint::Probe,
        at: DateTime::UNIX_EPOCH,
        status,
        headers: &HeaderMap::new(),
        body: body.as_bytes(),
    };
    let missing = network(id).classify(&answer).missing;
    missing.iter().flat_map(|scopes| scopes.iter()).map(str::to_owned).collect()
}

#[test]
fn what_networks_make_of_a_list_of_scopes_is_not_missing() {
    for (id, scope) in [
        ("linkedin", "w_member_social,profile,openid"),
        ("linkedin", "profile, w_member_social"),
        ("linkedin", "r_liteprofile W_MEMBER_SOCIAL openid"),
        ("x", "offline.access users.read tweet.write tweet.read"),
        ("mastodon", "read write"),
        ("mastodon", "read:accounts write:media write:statuses"),
        ("mastodon", "profile write"),
        (
            "instagram",
            "instagram_business_content_publish,instagram_business_basic,instagram_business_manage_comments",
        ),
    ] {
        assert_eq!(missing(id, scope), [""; 0], "{id}: {scope}");
    }
    assert_eq!(missing("mastodon", "write:statuses"), ["profile", "write:media"]);
    assert_eq!(missing("mastodon", "read writ"), ["write:statuses", "write:media"]);
    assert_eq!(missing("x", "tweet.read users.read"), ["tweet.write", "offline.access"]);
}

#[test]
fn facebook_lists_what_was_granted_and_what_was_declined() {
    let body = r#"{"id":"1","permissions":{"data":[
        {"permission":"public_profile","status":"granted"},
        {"permission":"pages_show_list","status":"declined"},
        {"permission":"pages_read_engagement","status":"expired"},
        {"permission":"pages_manage_posts","status":"granted"}]}}"#;
    assert_eq!(granted(body).as_deref(), Some("public_profile pages_manage_posts"));
}

#[test]
fn a_listed_name_of_any_length_or_with_control_characters_is_no_permission() {
    let listed = |name: &str| {
        granted(&format!(
            r#"{{"id":"1","permissions":{{"data":[{{"permission":"{name}","status":"granted"}}]}}}}"#
        ))
    };
    assert_eq!(listed("pages_show_list").as_deref(), Some("pages_show_list"));
    assert_eq!(listed(r"pages\u001bshow"), None);
    assert_eq!(listed(&"p".repeat(5000)), None);
}

#[test]
fn what_only_pictures_need_is_asked_for_and_no_need_of_an_account() {
    let x = network("x");
    let options = AppOptions::default();
    assert!(x.asked_scopes(&options).contains(&"media.write".to_owned()));
    let needs: Vec<_> = x.needs(&options).into_iter().map(|need| need.scope).collect();
    assert_eq!(needs, ["tweet.read", "tweet.write", "users.read", "offline.access"]);
    let lacks = |scopes: &str| x.lacks_for_pictures(&Scopes::read(scopes).expect("scopes"));
    assert!(lacks("tweet.read tweet.write users.read offline.access"));
    assert!(!lacks("tweet.read tweet.write users.read offline.access media.write"));
    assert!(!lacks("media.write"), "pictures need nothing else");
    let bluesky = network("bluesky");
    assert!(!bluesky.lacks_for_pictures(&Scopes::read("atproto").expect("a scope")));
    let tiktok = network("tiktok");
    let needs: Vec<_> = tiktok.needs(&options).into_iter().map(|need| need.scope).collect();
    assert_eq!(needs, ["user.info.basic", "video.publish"]);
}

#[test]
fn what_is_no_list_says_nothing() {
    for body in [
        r#"{"id":"1"}"#,
        r#"{"id":"1","permissions":null}"#,
        r#"{"id":"1","permissions":{"data":[]}}"#,
        r#"{"id":"1","permissions":{"data":"public_profile"}}"#,
        r#"{"id":"1","permissions":{"data":[{"permission":7,"status":"granted"}]}}"#,
        r#"{"id":"1","permissions":{"data":["public_profile"]}}"#,
        "<html></html>",
    ] {
        assert_eq!(granted(body), None, "{body}");
    }
}

#[test]
fn a_refusal_names_the_permission_that_it_is_about() {
    let facebook = |message: &str| {
        let body = serde_json::json!({ "error": { "message": message, "code": 10 } });
        named("facebook", 403, &body.to_string())
    };
    let wanted = "(#10) This endpoint requires the 'pages_read_engagement' permission.";
    assert_eq!(facebook(wanted), ["pages_read_engagement"]);
    let several = "Requires pages_manage_posts, pages_show_list.";
    assert_eq!(facebook(several), ["pages_show_list", "pages_manage_posts"]);
    for other in ["Requires pages_manage_posts_now", "my_pages_show_list", "public profile", ""] {
        assert_eq!(facebook(other), [""; 0], "{other}");
    }
    let code = r#"{"error":{"message":"pages_show_list","code":190,"error_subcode":460}}"#;
    assert_eq!(named("facebook", 400, code), [""; 0], "another reason is not about a permission");
    // An ordinary word does not name a permission.
    let body = r#"{"code":"ACCESS_DENIED","message":"Not enough permissions to access: profile"}"#;
    assert_eq!(named("linkedin", 403, body), [""; 0]);
}

#[test]
fn every_permission_of_the_shipped_networks_has_plain_words() {
    for network in Catalogue::builtin().iter() {
        for scope in &network.oauth.scopes {
            assert!(network.purpose(scope).is_some(), "{}: {scope}", network.id);
        }
    }
    assert_eq!(network("facebook").purpose("pages_manage_posts"), Some(Purpose::SharePages));
    assert_eq!(network("facebook").purpose("unheard_of"), None);
    assert_eq!(network("facebook").oauth.rerequest.get("auth_type").map(String::as_str), Some("rerequest"));
}
