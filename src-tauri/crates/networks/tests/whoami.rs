//! The account of a token, as each network reports it; and a folder of networks.

use std::fs;

use chrono::DateTime;
use http::HeaderMap;
use lifecycle::{Account, Endpoint, NetworkId, Signal};
use networks::{Answer, Catalogue, Network};

fn whoami(network: &str, body: &str) -> Option<Account> {
    let catalogue = Catalogue::builtin();
    catalogue.get(&NetworkId::from(network)).expect("shipped").whoami(Endpoint::Probe, body.as_bytes())
}

fn account(id: &str, username: Option<&str>, display_name: Option<&str>) -> Option<Account> {
    Some(Account {
        id: id.to_owned(),
        username: username.map(str::to_owned),
        display_name: display_name.map(str::to_owned),
    })
}

#[test]
fn each_network_names_its_account() {
    let facebook = whoami("facebook", r#"{"id":"10001","name":"Dana Reyes"}"#);
    assert_eq!(facebook, account("10001", None, Some("Dana Reyes")));
    let instagram = whoami("instagram", r#"{"user_id":"178","id":"2","username":"danar","name":"Dana"}"#);
    assert_eq!(instagram, account("178", Some("danar"), Some("Dana")));
    let linkedin = whoami("linkedin", r#"{"sub":"abc","name":"Dana Reyes"}"#);
    assert_eq!(linkedin, account("abc", None, Some("Dana Reyes")));
    let x = whoami("x", r#"{"data":{"id":"22","username":"danar","name":"Dana"}}"#);
    assert_eq!(x, account("22", Some("danar"), Some("Dana")));
}

#[test]
fn a_name_in_two_parts_is_one_name() {
    let linkedin = |names: &str| whoami("linkedin-pages", &format!(r#"{{"id":"abc"{names}}}"#));
    let both = linkedin(r#","localizedFirstName":"Dana","localizedLastName":"Reyes","vanityName":"danar""#);
    assert_eq!(both, account("abc", Some("danar"), Some("Dana Reyes")));
    let one = linkedin(r#","localizedFirstName":"Dana","localizedLastName":"""#);
    assert_eq!(one, account("abc", None, Some("Dana")));
    assert_eq!(linkedin(""), account("abc", None, None));
    let long = "k".repeat(150);
    let both = linkedin(&format!(r#","localizedFirstName":"{long}","localizedLastName":"{long}""#));
    assert_eq!(both, account("abc", None, None), "both together are too long for a name");
}

#[test]
fn an_id_may_be_a_number() {
    assert_eq!(
        whoami("instagram", r#"{"user_id":17841400000000001}"#),
        account("17841400000000001", None, None)
    );
}

#[test]
fn numbers_beyond_64_bits_are_told_apart_and_an_approximation_is_no_id() {
    for id in ["178414000000000011784140000000", "178414000000000011784140000001"] {
        assert_eq!(whoami("instagram", &format!(r#"{{"user_id":{id}}}"#)), account(id, None, None));
    }
    assert_eq!(whoami("instagram", r#"{"user_id":7.0}"#), account("7", None, None));
    assert_eq!(whoami("instagram", r#"{"user_id":7.5}"#), None);
    assert_eq!(whoami("instagram", r#"{"user_id":1e999}"#), None);
}

#[test]
fn an_id_that_did_not_arrive_whole_is_none_and_a_name_still_is_one() {
    assert_eq!(whoami("x", r#"{"data":{"id":"22\ud83d","username":"danar"}}"#), None);
    assert_eq!(
        whoami("x", "\u{feff}{\"data\":{\"id\":\"22\",\"name\":\"Dana \\ud83d\",\"x\":[1e999]},}\0"),
        account("22", None, Some("Dana \u{fffd}"))
    );
}

#[test]
fn a_leading_at_is_not_part_of_the_username() {
    assert_eq!(
        whoami("x", r#"{"data":{"id":"22","username":"@danar"}}"#),
        account("22", Some("danar"), None)
    );
}

#[test]
fn an_empty_text_is_none() {
    assert_eq!(whoami("x", r#"{"data":{"id":"22","username":"@","name":" "}}"#), account("22", None, None));
    assert_eq!(whoami("x", r#"{"data":{"id":"","username":"danar"}}"#), None);
}

#[test]
fn a_name_with_control_characters_is_none() {
    assert_eq!(whoami("facebook", r#"{"id":"1","name":"Dana\u001b[2J"}"#), account("1", None, None));
}

#[test]
fn an_answer_without_the_id_is_nobody() {
    assert_eq!(whoami("x", r#"{"data":{"username":"danar"}}"#), None);
    assert_eq!(whoami("x", "<html>"), None);
}

const PRACTICE: &str = r#"
id = "x"
name = "Practice X"
[app]
client_id = "practice-client"
[oauth]
protocol = "oauth2"
authorize = "http://127.0.0.1:9/authorize"
token = "http://localhost:9/token"
client_auth = "none"
secret = "none"
pkce = "s256"
scopes = []
redirect = ["loopback"]
[policy]
access = "1h"
renew = { kind = "none" }
warn = ["1d", "10d", "1d"]
summary = "One hour."
page = "https://practice.example/"
[identity]
url = "http://[::1]:9/me"
id = ["/missing", "/sub"]
[probe]
url = "http://127.0.0.1:9/ping"
every = "1m"
id = "/id"
username = "/username"
"#;

#[test]
fn of_several_blogs_the_main_one_is_the_account_wherever_it_stands() {
    let body = |first: bool| {
        format!(
            r#"{{"response":{{"user":{{"name":"danar","blogs":[
                {{"uuid":"t:one","title":"One","primary":{first}}},
                {{"uuid":"t:two","title":"Two","primary":{}}}]}}}}}}"#,
            !first
        )
    };
    assert_eq!(whoami("tumblr", &body(true)), account("t:one", Some("danar"), Some("One")));
    assert_eq!(whoami("tumblr", &body(false)), account("t:two", Some("danar"), Some("Two")));
    let none = br#"{"response":{"user":{"name":"danar","blogs":[]}}}"#;
    let tumblr = Catalogue::builtin();
    let tumblr = tumblr.get(&NetworkId::from("tumblr")).expect("tumblr");
    assert_eq!(tumblr.whoami(Endpoint::Probe, none), None);
}

#[test]
fn a_folder_adds_and_replaces_networks_by_id() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("1.toml"), PRACTICE).expect("written");
    fs::write(folder.path().join("2.toml"), PRACTICE.replace("id = \"x\"", "id = \"y\"")).expect("written");
    fs::write(folder.path().join("notes.txt"), "not a network").expect("written");
    let catalogue = Catalogue::builtin().with_folder(folder.path()).expect("a catalogue");
    assert!(catalogue.get(&NetworkId::from("y")).is_some());
    assert_eq!(catalogue.names().len(), Catalogue::builtin().names().len() + 1, "one is added, one replaced");
    assert_eq!(catalogue.get(&NetworkId::from("x")).expect("x").name, "Practice X");
}

#[test]
fn a_network_that_lives_on_this_device_is_for_practice() {
    let practice = |text: &str| Network::parse("practice.toml", text).expect("fine").practice;
    assert!(practice(PRACTICE), "its page may be elsewhere");
    for url in [
        "http://127.0.0.1:9/authorize",
        "http://localhost:9/token",
        "http://[::1]:9/me",
        "http://127.0.0.1:9/ping",
    ] {
        assert!(!practice(&PRACTICE.replace(url, "https://practice.example/")), "{url} is elsewhere");
    }
}

#[test]
fn the_identity_takes_from_the_probe_what_it_lacks() {
    let network = Network::parse("practice.toml", PRACTICE).expect("fine");
    assert_eq!(network.app_client_id.as_deref(), Some("practice-client"));
    let body = br#"{"sub":"7","username":"danar"}"#;
    assert_eq!(network.whoami(Endpoint::Identity, body), account("7", Some("danar"), None));
    assert_eq!(network.whoami(Endpoint::Probe, body), None);
    assert_eq!(network.policy.warn, [10, 1].map(chrono::TimeDelta::days), "longest first, each once");
}

#[test]
fn no_answer_at_all_is_transient() {
    let at = DateTime::UNIX_EPOCH;
    let verdict = Network::unreachable(Endpoint::Probe, at);
    assert_eq!((verdict.signal, verdict.confirm_after), (Signal::Transient, None));
    assert_eq!((verdict.evidence.at, verdict.evidence.status), (at, None));
}

#[test]
fn what_is_not_plainly_a_code_is_not_kept() {
    let network =
        Network::parse("practice.toml", &format!("{PRACTICE}[evidence]\ncode = [\"/a\", \"/b\"]\n"));
    let network = network.expect("fine");
    let code = |body: String| {
        let answer = Answer {
            endpoint: Endpoint::Probe,
            at: DateTime::UNIX_EPOCH,
            status: 400,
            headers: &HeaderMap::new(),
            body: body.as_bytes(),
        };
        network.classify(&answer).evidence.code
    };
    assert_eq!(code(r#"{"a":"invalid_grant"}"#.to_owned()).as_deref(), Some("invalid_grant"));
    assert_eq!(code(r#"{"a":{},"b":190}"#.to_owned()).as_deref(), Some("190"), "an object is no hit");
    assert_eq!(code(r#"{"a":"Dana's words"}"#.to_owned()), None);
    assert_eq!(code(format!(r#"{{"a":"{}"}}"#, "k".repeat(64))), Some("k".repeat(64)));
    assert_eq!(code(format!(r#"{{"a":"{}"}}"#, "k".repeat(65))), None, "it could be a token");
}

fn avatar(network: &str, body: &str) -> Option<String> {
    let catalogue = Catalogue::builtin();
    let network = catalogue.get(&NetworkId::from(network)).expect("shipped");
    network.avatar(Endpoint::Probe, body.as_bytes()).map(Into::into)
}

#[test]
fn each_network_says_where_the_picture_is() {
    let at = "https://pictures.example/dana.jpg?size=200";
    for (network, body) in [
        ("facebook", format!(r#"{{"picture":{{"data":{{"url":"{at}"}}}}}}"#)),
        ("instagram", format!(r#"{{"profile_picture_url":"{at}"}}"#)),
        ("threads", format!(r#"{{"threads_profile_picture_url":"{at}"}}"#)),
        ("linkedin", format!(r#"{{"picture":"{at}"}}"#)),
        (
            "linkedin-pages",
            format!(
                r#"{{"profilePicture":{{"displayImage~":{{"elements":[{{"identifiers":[{{"identifier":"{at}"}}]}}]}}}}}}"#
            ),
        ),
        ("x", format!(r#"{{"data":{{"profile_image_url":"{at}"}}}}"#)),
        ("x-oauth1", format!(r#"{{"data":{{"profile_image_url":"{at}"}}}}"#)),
        (
            "youtube",
            format!(r#"{{"items":[{{"snippet":{{"thumbnails":{{"default":{{"url":"{at}"}}}}}}}}]}}"#),
        ),
        ("tiktok", format!(r#"{{"data":{{"user":{{"avatar_url":"{at}"}}}}}}"#)),
        ("pinterest", format!(r#"{{"profile_image":"{at}"}}"#)),
        ("reddit", format!(r#"{{"icon_img":"{at}"}}"#)),
        ("mastodon", format!(r#"{{"avatar":"{at}"}}"#)),
    ] {
        assert_eq!(avatar(network, &body).as_deref(), Some(at), "{network}");
    }
    assert_eq!(avatar("bluesky", r#"{"did":"did:plc:dana"}"#), None);
}

#[test]
fn reddit_writes_the_address_of_a_picture_as_html_does() {
    let body = r#"{"icon_img":"https://styles.example/t5/icon.png?width=256&amp;height=256&amp;s=1"}"#;
    let plain = "https://styles.example/t5/icon.png?width=256&height=256&s=1";
    assert_eq!(avatar("reddit", body).as_deref(), Some(plain));
}

#[test]
fn a_picture_that_is_not_at_a_public_host_by_https_is_none() {
    for address in [
        "http://pictures.example/dana.png",
        "https://127.0.0.1/dana.png",
        "https://[::1]/dana.png",
        "https://192.168.1.1/dana.png",
        "https://2130706433/dana.png",
        "https://router/dana.png",
        "https://localhost/dana.png",
        "https://dana.localhost/dana.png",
        "https://printer.local./dana.png",
        "https://metadata.google.internal/dana.png",
        "https://dana:goose@pictures.example/dana.png",
        "https://dana@pictures.example/dana.png",
        "https://:goose@pictures.example/dana.png",
        "file:///dana.png",
        "data:image/png;base64,AAAA",
        "dana.png",
        "",
    ] {
        assert_eq!(avatar("mastodon", &format!(r#"{{"avatar":"{address}"}}"#)), None, "{address}");
    }
    assert_eq!(
        avatar("mastodon", &format!(r#"{{"avatar":"https://a.example/{}"}}"#, "x".repeat(5000))),
        None
    );
    assert_eq!(avatar("mastodon", r#"{"avatar":7}"#), None);
}

#[test]
fn the_picture_of_a_practice_network_is_on_this_device_alone() {
    let catalogue = Catalogue::builtin();
    let mut network = (**catalogue.get(&NetworkId::from("pinterest")).expect("shipped")).clone();
    network.practice = true;
    let avatar = |address: &str| {
        let body = format!(r#"{{"profile_image":"{address}"}}"#);
        network.avatar(Endpoint::Identity, body.as_bytes()).map(String::from)
    };
    let here = "http://127.0.0.1:8701/dana.png";
    assert_eq!(avatar(here).as_deref(), Some(here));
    assert_eq!(avatar("https://pictures.example/dana.png"), None);
    assert_eq!(avatar("http://192.168.1.1/dana.png"), None);
}

#[test]
fn the_picture_of_blueskys_account_is_in_its_public_profile() {
    let catalogue = Catalogue::builtin();
    let bluesky = catalogue.get(&NetworkId::from("bluesky")).expect("shipped");
    let profile = bluesky.profile("did:plc:dana").map(String::from);
    let address = "https://public.api.bsky.app/xrpc/app.bsky.actor.getProfile?actor=did%3Aplc%3Adana";
    assert_eq!(profile.as_deref(), Some(address));
    let picture = |body: &str| bluesky.avatar_of_profile(body.as_bytes()).map(String::from);
    let at = "https://pictures.example/dana.jpg";
    assert_eq!(picture(&format!(r#"{{"avatar":"{at}"}}"#)).as_deref(), Some(at));
    assert_eq!(picture(r#"{"avatar":"http://127.0.0.1/dana.jpg"}"#), None);
    let mastodon = catalogue.get(&NetworkId::from("mastodon")).expect("shipped");
    assert_eq!(mastodon.profile("7"), None);
}
