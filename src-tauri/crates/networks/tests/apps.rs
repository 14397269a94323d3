//! The options of a single developer app, and the headers that a network demands of each request.

use std::collections::{BTreeMap, BTreeSet};

use lifecycle::Scopes;
use networks::{AppOptions, Catalogue, Network, UsedIn};
use url::Url;

fn shipped(id: &str) -> Network {
    Network::clone(Catalogue::builtin().get(&id.into()).expect("shipped"))
}

fn choosing(scopes: &[&str]) -> AppOptions {
    let scopes: BTreeSet<_> = scopes.iter().map(|scope| (*scope).to_owned()).collect();
    AppOptions { scopes: Some(scopes), ..AppOptions::default() }
}

fn bringing(name: &str, value: &str) -> AppOptions {
    AppOptions { parameters: BTreeMap::from([(name.to_owned(), value.to_owned())]), ..AppOptions::default() }
}

#[test]
fn optional_permissions_are_asked_for_and_needed_only_where_the_app_may_ask_for_them() {
    let tiktok = shipped("tiktok");
    let asked = |options: &AppOptions| tiktok.asked_scopes(options).join(",");
    assert_eq!(asked(&AppOptions::default()), "user.info.basic,video.publish");
    assert_eq!(asked(&choosing(&[])), "user.info.basic");
    assert_eq!(asked(&choosing(&["video.upload"])), "user.info.basic,video.upload");
    assert_eq!(
        asked(&choosing(&["user.info.profile", "no.longer.known"])),
        "user.info.basic,user.info.profile"
    );
    let needed: Vec<_> = tiktok.policy.needs.iter().map(|need| need.scope.as_str()).collect();
    assert_eq!(needed, ["user.info.basic", "video.publish"], "as the file has it");
    let facebook = shipped("facebook");
    assert!(!facebook.asked_scopes(&AppOptions::default()).contains(&"business_management".to_owned()));
    let portfolio = facebook.asked_scopes(&choosing(&["business_management"]));
    assert_eq!(portfolio.last().map(String::as_str), Some("business_management"));
    assert_eq!(portfolio.len(), 5);
}

#[test]
fn an_app_without_a_choice_has_no_options() {
    assert!(AppOptions::default().is_default());
    assert!(!choosing(&[]).is_default());
    assert!(!bringing("organization", "geese").is_default());
}

#[test]
fn a_page_to_end_the_access_by_hand_is_named_where_no_app_can_end_it() {
    let page = |id: &str| shipped(id).oauth.page_to_revoke_by_hand().map(Url::to_string);
    assert_eq!(page("tumblr").as_deref(), Some("https://www.tumblr.com/settings/apps"));
    assert_eq!(page("linkedin"), None, "Gander ends it");
}

#[test]
fn what_stands_for_an_optional_permission_counts() {
    let file = include_str!("../networks/reddit.toml")
        .replace("\"submit\", \"flair\"]", "\"submit\"]")
        .replace("optional_scopes = { edit = true }", "optional_scopes = { edit = true, flair = false }");
    let network = Network::parse("reddit.toml", &file).unwrap_or_else(|error| panic!("{error}"));
    let all = Scopes::read("*").expect("a scope");
    assert!(network.needs(&choosing(&["flair"])).iter().all(|need| need.is_met_by(&all)));
}

#[test]
fn only_what_the_file_names_can_be_set_for_an_app() {
    let facebook = shipped("facebook");
    for good in [AppOptions::default(), choosing(&["business_management"]), bringing("config_id", "123")] {
        assert_eq!(facebook.check_options(&good), Ok(()));
    }
    for (bad, said) in [
        (choosing(&["ads_management"]), "`ads_management` is no optional permission of Facebook"),
        (bringing("state", "1"), "`state` is nothing that an app of Facebook brings along"),
        (bringing("config_id", ""), "the value of `config_id` is one word"),
        (bringing("config_id", "a b"), "the value of `config_id` is one word"),
        (bringing("config_id", "a\u{200b}b"), "the value of `config_id` is one word"),
        (bringing("config_id", &"1".repeat(257)), "the value of `config_id` is one word"),
    ] {
        let told = facebook.check_options(&bad).unwrap_err();
        assert!(told.starts_with(said), "{told}");
    }
    let told = shipped("pinterest").check_options(&bringing("config_id", "1")).unwrap_err();
    assert!(told.ends_with("known are: none"), "{told}");
}

#[test]
fn a_parameter_says_where_it_goes() {
    let used_in = |id: &str, name: &str| shipped(id).own_app.parameters[name].clone();
    let configuration = used_in("facebook", "config_id");
    assert_eq!((configuration.used_in, configuration.instead_of_scopes), (UsedIn::Authorize, true));
    let developer = used_in("reddit", "developer");
    assert_eq!((developer.used_in, developer.instead_of_scopes), (UsedIn::Headers, false));
}

#[test]
fn a_header_takes_the_first_value_of_which_all_is_known() {
    let headers = |known: &[(&str, &'static str)]| {
        let word = |name: &str| known.iter().find(|(word, _)| *word == name).map(|(_, value)| *value);
        let headers = shipped("reddit").headers.of(word);
        headers.get("user-agent").map(|value| value.to_str().expect("text").to_owned())
    };
    let device = [("os", "linux"), ("client_id", "abc"), ("version", "0.1.0")];
    assert_eq!(headers(&device).as_deref(), Some("linux:abc:v0.1.0"));
    let whose = [&device[..], &[("developer", "dana")]].concat();
    assert_eq!(headers(&whose).as_deref(), Some("linux:abc:v0.1.0 (by /u/dana)"));
    let odd = [&device[..], &[("developer", "line\nbreak")]].concat();
    assert_eq!(headers(&odd).as_deref(), Some("linux:abc:v0.1.0"), "what no header can hold is left out");
    assert_eq!(headers(&device[..1]), None);
    let linkedin = shipped("linkedin").headers.of(|_| None);
    assert_eq!(linkedin["x-restli-protocol-version"], "2.0.0");
}

#[test]
fn more_is_asked_of_a_token_only_where_that_was_granted() {
    let tiktok = shipped("tiktok");
    let fields = |granted: Option<&str>| {
        let scopes = granted.and_then(Scopes::read);
        let url = tiktok.probe.url_with(scopes.as_ref());
        assert_eq!(url.path(), "/v2/user/info/");
        url.query_pairs().next().map(|(_, fields)| fields.into_owned()).expect("fields")
    };
    let least = "open_id,avatar_url,display_name";
    assert_eq!(fields(None), least);
    assert_eq!(fields(Some("user.info.basic,video.publish")), least);
    assert_eq!(fields(Some("user.info.basic,user.info.profile.extra")), least);
    assert_eq!(fields(Some("user.info.basic,user.info.profile")), format!("{least},username"));
    assert_eq!(tiktok.identity.url_with(None), tiktok.probe.url);
    let more = Scopes::read("user.info.basic,user.info.profile").expect("scopes");
    assert_eq!(tiktok.identity.url_with(Some(&more)), tiktok.probe.url_with(Some(&more)));
    // An address of its own asks for what it says alone.
    let own = "[identity]\nurl = \"https://open.tiktokapis.com/v2/other/\"\n\n[evidence]";
    let file = include_str!("../networks/tiktok.toml").replacen("[evidence]", own, 1);
    let identity = Network::parse("tiktok.toml", &file).unwrap_or_else(|error| panic!("{error}")).identity;
    assert_eq!(identity.url_with(Some(&more)), identity.url);
}

#[test]
fn an_app_without_a_secret_comes_back_by_its_own_address_alone() {
    let oauth = shipped("linkedin").oauth;
    assert_eq!(oauth.loopback_of(true).registered(), "http://localhost:8725/callback");
    assert_eq!(oauth.loopback_of(false).registered(), "http://127.0.0.1/callback");
    assert!(oauth.only_loopback(true).is_none() && oauth.only_loopback(false).is_some());
    let reddit = shipped("reddit").oauth;
    assert_eq!(reddit.loopback_of(false), reddit.loopback_of(true));
    assert!(reddit.only_loopback(false).is_none());
}

#[test]
fn an_accounts_own_server_may_be_at_another_port_where_a_document_says_so() {
    let may_ask =
        |network: &str, address: &str| shipped(network).may_ask(&Url::parse(address).expect("an address"));
    for (address, bluesky, mastodon) in [
        ("https://pds.example.com", true, true),
        ("https://pds.example.com:443", true, true),
        ("https://pds.example.com:8443", true, false),
        ("https://pds.example.com:1024", true, false),
        ("https://pds.example.com:25", false, false),
        ("http://pds.example.com:8080", false, false),
        ("https://pds.local:8443", false, false),
        ("https://192.0.2.1:8443", false, false),
        ("https://localhost:8443", false, false),
    ] {
        assert_eq!(may_ask("bluesky", address), bluesky, "{address}");
        assert_eq!(may_ask("mastodon", address), mastodon, "{address}");
    }
}
