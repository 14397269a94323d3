//! Networks of many servers: the server in a person's input, and the addresses to ask there.

use networks::{Catalogue, Network, is_same_site};
use url::Url;

const PRACTICE: &str = include_str!("../networks/mastodon.toml");

fn mastodon() -> Network {
    Network::clone(Catalogue::builtin().get(&"mastodon".into()).expect("a shipped network"))
}

fn practice() -> Network {
    Network::parse("practice", &PRACTICE.replace("https://{server}", "http://{server}")).expect("a network")
}

fn server(network: &Network, said: &str) -> Option<String> {
    network.server(said).map(String::from)
}

#[test]
fn a_server_is_known_by_its_name_its_address_or_a_name_there() {
    for said in [
        "mastodon.social",
        " mastodon.social ",
        "Mastodon.Social",
        "https://mastodon.social",
        "http://mastodon.social",
        "mastodon.social.",
        "https://mastodon.social/@dana?page=1#top",
        "dana@mastodon.social",
        "@dana@mastodon.social",
    ] {
        assert_eq!(server(&mastodon(), said).as_deref(), Some("https://mastodon.social/"), "{said}");
    }
    assert_eq!(server(&mastodon(), "gänse.example").as_deref(), Some("https://xn--gnse-loa.example/"));
}

#[test]
fn nothing_is_asked_of_what_is_no_public_server() {
    for said in [
        "",
        "mastodon",
        "mastodon social",
        "a..example",
        "a_b.example",
        "dana@evil.example\\@mastodon.social:1",
        "ftp://mastodon.social",
        "javascript:alert(1)",
        "https://dana:secret@mastodon.social",
        "https://dana@mastodon.social",
        "https://:secret@mastodon.social",
        "mastodon.social:8443",
        "127.0.0.1",
        "[::1]",
        "192.168.1.1",
        "0x7f.1",
        "localhost",
        "router.local",
        "files.internal",
        "nas.home.arpa",
        "server.invalid",
        "localhost.",
        "metadata.internal.",
    ] {
        assert_eq!(server(&mastodon(), said), None, "{said}");
    }
}

#[test]
fn a_practice_network_is_on_this_device_alone() {
    let network = practice();
    assert!(network.practice && !mastodon().practice);
    assert_eq!(server(&network, "127.0.0.1:8080").as_deref(), Some("http://127.0.0.1:8080/"));
    for said in ["mastodon.social", "192.168.1.1:80", "https://gander.invalid", "server.invalid"] {
        assert_eq!(server(&network, said), None, "{said}");
    }
}

#[test]
fn an_address_that_leads_nowhere_may_stand_in_a_practice_network_alone() {
    let astray = |scheme: &str, nowhere: &str| {
        let network = PRACTICE.replace("https://{server}", &format!("{scheme}://{{server}}"));
        Network::parse("m.toml", &network.replace(&format!("{scheme}://{{server}}/oauth/token"), nowhere))
    };
    let home = Url::parse("http://127.0.0.1:8080/").expect("an address");
    for nowhere in ["https://gander.invalid/token", "https://127.0.0.1:1/token", "http://127.0.0.1:1/token"] {
        let network = astray("http", nowhere).expect("a network file");
        assert!(network.practice, "{nowhere}");
        let token = Url::parse(nowhere).expect("an address");
        assert_eq!(network.at(&home).oauth.token, token);
        assert!(network.may_ask(&token) && !mastodon().may_ask(&token), "{nowhere}");
        assert!(astray("https", nowhere).is_err(), "{nowhere}");
    }
    assert!(astray("http", "https://one.example/token").is_err());
}

#[test]
fn at_a_server_every_address_is_that_servers() {
    let home = Url::parse("https://geese.example/").expect("an address");
    let network = mastodon().at(&home);
    let oauth = &network.oauth;
    let asked = [&oauth.authorize, &oauth.token, &network.identity.url, &network.probe.url];
    let more = [&oauth.revoke, &oauth.discover, &oauth.register].into_iter().flatten();
    let addresses: Vec<_> = asked.into_iter().chain(more).collect();
    assert_eq!(addresses.len(), 7);
    assert!(addresses.iter().all(|url| url.host_str() == Some("geese.example")), "{addresses:?}");
    assert_eq!(network.probe.url.path(), "/api/v1/accounts/verify_credentials");
    assert_eq!(network.server.as_deref(), Some("geese.example"));
}

#[test]
fn a_file_without_a_server_to_ask_for_has_no_place_for_one() {
    let told = |text: String| Network::parse("m.toml", &text).expect_err("a mistake").to_string();
    let unasked = told(PRACTICE.replace("asks = \"server\"\n", ""));
    assert!(unasked.contains("asks = \"server\""), "{unasked}");
    let mixed = told(PRACTICE.replace("https://{server}/oauth/token", "https://one.example/oauth/token"));
    assert!(mixed.contains("every address"), "{mixed}");
    let pages = "[pages]\nurl = \"https://{server}/pages\"\nlist = \"/list\"\nid = \"/id\"\ncheck = \"https://one.example/{page}\"\n";
    let elsewhere = told(format!("{PRACTICE}\n{pages}"));
    assert!(elsewhere.contains("in place of the host in every address"), "{elsewhere}");
    let homeless = told(PRACTICE.replace("register = \"https://{server}/api/v1/apps\"\n", ""));
    assert!(homeless.contains("register"), "{homeless}");
}

#[test]
fn an_address_with_a_user_name_or_a_password_is_not_asked() {
    let asked = |address: &str| mastodon().may_ask(&Url::parse(address).expect("an address"));
    assert!(asked("https://geese.example/.well-known/oauth-authorization-server"));
    for address in ["https://dana@geese.example/", "https://:secret@geese.example/", "http://geese.example/"]
    {
        assert!(!asked(address), "{address}");
    }
}

#[test]
fn a_person_is_known_by_their_name_there_or_the_address_of_their_profile() {
    let user = |said: &str| mastodon().user(said);
    for said in [
        "@dana@example.org",
        "dana@example.org",
        " @dana@example.org ",
        "https://example.org/@dana",
        "https://example.org/@dana?tab=media#top",
        "example.org/@dana/1234",
    ] {
        assert_eq!(user(said).as_deref(), Some("dana"), "{said}");
    }
    for said in [
        "example.org",
        "https://example.org/",
        "https://example.org/about",
        "@@example.org",
        "da na@example.org",
    ] {
        assert_eq!(user(said), None, "{said}");
    }
    assert_eq!(user(&format!("{}@example.org", "d".repeat(256))), None);
}

#[test]
fn a_redirect_stays_within_the_site_or_leaves_it() {
    let same = |from: &str, to: &str| {
        let url =
            |host: &str| Url::parse(&format!("https://{host}/.well-known/webfinger")).expect("an address");
        is_same_site(&url(from), &url(to))
    };
    for (from, to) in [
        ("example.org", "example.org"),
        ("example.org", "social.example.org"),
        ("example.org", "a.b.example.org"),
        ("www.example.org", "example.org"),
        ("www.example.org", "social.example.org"),
    ] {
        assert!(same(from, to), "{from} to {to}");
    }
    for (from, to) in [
        ("example.org", "example.com"),
        ("example.org", "evilexample.org"),
        ("example.org", "example.org.evil.example"),
        ("one.co.uk", "two.co.uk"),
        ("dana.github.io", "github.io"),
        ("social.example.org", "login.example.org"),
    ] {
        assert!(!same(from, to), "{from} to {to}");
    }
}
