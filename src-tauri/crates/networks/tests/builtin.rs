//! The shipped network files, and files for networks of other kinds.

use std::fs;

use chrono::TimeDelta;
use lifecycle::{NetworkId, Renewal};
use networks::{
    Catalogue, ClientAuth, Network, Pkce, Protocol, Redirect, RevokeToken, Secret, TokenPlacement, at_server,
};
use url::Url;

fn builtin(id: &str) -> Network {
    Network::clone(Catalogue::builtin().get(&NetworkId::from(id)).expect("a shipped network"))
}

fn files(folder: &str) -> Vec<(String, String)> {
    let read = |entry: std::io::Result<fs::DirEntry>| {
        let path = entry.expect("an entry").path();
        let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
        (stem, fs::read_to_string(&path).expect("text"))
    };
    fs::read_dir(folder).expect("a folder").map(read).collect()
}

#[test]
fn the_list_of_pages_and_the_check_of_a_page_are_asked_with_a_token() {
    let asked = |id: &str| -> Vec<_> {
        builtin(id).pages.iter().flat_map(|pages| pages.asked().map(|url| url.path().to_owned())).collect()
    };
    assert_eq!(asked("pinterest"), ["/v5/boards"]);
    assert_eq!(asked("facebook").len(), 2);
}

#[test]
fn the_shipped_networks_come_in_the_order_of_their_names() {
    let catalogue = Catalogue::builtin();
    let all: Vec<_> = catalogue.iter().map(|network| (&network.id, network.name.as_str())).collect();
    assert_eq!(all, catalogue.names());
    assert!(all.len() > 10 && all.is_sorted_by_key(|(_, name)| name.to_lowercase()));
}

#[test]
fn every_shipped_file_parses_and_is_named_after_its_id() {
    let catalogue = Catalogue::builtin();
    let files = files("networks");
    assert_eq!(files.len(), catalogue.names().len());
    for (stem, text) in files {
        let network = Network::parse(&stem, &text).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(network.id.as_str(), stem);
        assert_eq!(Some(&network), catalogue.get(&network.id).map(AsRef::as_ref), "{stem} is not shipped");
    }
}

#[test]
fn the_names_that_are_told_without_reading_are_those_in_the_files() {
    let catalogue = Catalogue::builtin();
    let names: Vec<_> =
        catalogue.names().into_iter().map(|(id, name)| (id.clone(), name.to_owned())).collect();
    let read: Vec<_> = catalogue.iter().map(|network| (network.id.clone(), network.name.clone())).collect();
    assert_eq!(names, read);
    let ids: Vec<_> = names.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "bluesky",
            "facebook",
            "instagram",
            "linkedin",
            "linkedin-pages",
            "mastodon",
            "pinterest",
            "reddit",
            "threads",
            "tiktok",
            "tumblr",
            "x",
            "x-oauth1",
            "youtube",
        ]
    );
}

#[test]
fn every_shipped_file_says_its_policy_in_every_language() {
    for network in Catalogue::builtin().iter() {
        let languages: Vec<_> = network.summaries.keys().map(String::as_str).collect();
        assert_eq!(languages, ["ar", "de", "es", "fr", "ja"], "{}", network.id);
    }
}

#[test]
fn no_shipped_network_is_for_practice() {
    assert!(Catalogue::builtin().iter().all(|network| !network.practice));
}

#[test]
fn facebook_lasts_sixty_days_and_cannot_be_renewed() {
    let network = builtin("facebook");
    assert_eq!(network.policy.access, Some(TimeDelta::days(60)));
    assert_eq!(network.policy.renewal, Renewal::None);
    assert_eq!(network.policy.data_access, Some(TimeDelta::days(90)));
    assert_eq!(network.policy.warn, [10, 3, 1].map(TimeDelta::days));
    assert_eq!(network.oauth.scope_separator, ",");
    assert_eq!(network.oauth.loopback.host, "localhost");
    assert_eq!(network.oauth.long_lived.expect("a swap").grant_type, "fb_exchange_token");
    assert_eq!(network.probe.token, TokenPlacement::Query);
    assert_eq!(network.identity, network.probe, "what [identity] lacks is that of [probe]");
}

#[test]
fn instagram_extends_itself_each_week_once_it_is_a_day_old() {
    let network = builtin("instagram");
    let extend = Renewal::Extend { min_age: TimeDelta::days(1), every: TimeDelta::days(7) };
    assert_eq!(network.policy.renewal, extend);
    assert_eq!(network.oauth.extend.expect("a swap").grant_type, "ig_refresh_token");
    assert_eq!(network.oauth.long_lived.expect("a swap").grant_type, "ig_exchange_token");
    assert_eq!(network.oauth.strip_code_suffix.as_deref(), Some("#_"));
    assert_eq!(network.oauth.redirect, [Redirect::Bridge]);
}

#[test]
fn linkedin_refreshes_for_one_year_from_the_first_consent() {
    let network = builtin("linkedin");
    let refresh = Renewal::Refresh {
        horizon: Some(TimeDelta::days(365)),
        slides: false,
        rotates: false,
        before: TimeDelta::days(7),
    };
    assert_eq!(network.policy.renewal, refresh);
    assert_eq!(network.policy.data_loss_after, Some(TimeDelta::days(30)));
    assert_eq!(network.oauth.pkce, Pkce::None);
}

#[test]
fn an_app_for_linkedins_pages_has_no_openid_and_lasts_as_linkedins_others_do() {
    let (network, linkedin) = (builtin("linkedin-pages"), builtin("linkedin"));
    assert!(!network.oauth.scopes.iter().any(|scope| scope == "openid" || scope == "profile"));
    assert!(network.pages.expect("pages").needs.iter().any(|need| network.oauth.scopes.contains(need)));
    assert_eq!(
        (network.policy.access, &network.policy.renewal),
        (linkedin.policy.access, &linkedin.policy.renewal)
    );
    assert_eq!(network.oauth.secret, Secret::Required);
}

#[test]
fn x_rotates_its_refresh_token_and_needs_no_secret() {
    let network = builtin("x");
    assert!(matches!(network.policy.renewal, Renewal::Refresh { rotates: true, horizon: None, .. }));
    assert_eq!(network.oauth.secret, Secret::Optional);
    assert_eq!(network.oauth.pkce, Pkce::S256);
    assert_ne!(network.oauth.loopback.port, 0, "X compares the port");
    assert!(network.oauth.scopes.iter().any(|scope| scope == "offline.access"));
}

#[test]
fn linkedin_takes_a_proof_key_where_the_app_has_no_secret() {
    let oauth = builtin("linkedin").oauth;
    assert_eq!(oauth.secret, Secret::Optional);
    let way = oauth.without_secret.expect("another way");
    assert_eq!(way.pkce, Pkce::S256);
    assert_eq!(way.authorize.path(), "/oauth/native-pkce/authorization");
}

#[test]
fn tiktok_has_its_own_name_for_the_client_id_its_own_proof_key_and_a_star_for_any_port() {
    let oauth = builtin("tiktok").oauth;
    assert_eq!(oauth.client_id_parameter, "client_key");
    assert_eq!(oauth.pkce, Pkce::S256Hex);
    assert_eq!(oauth.loopback.registered(), "http://127.0.0.1:*/callback/");
    assert_eq!(oauth.revoke_token, RevokeToken::Access);
}

#[test]
fn the_address_to_register_names_a_port_only_where_it_is_fixed() {
    assert_eq!(builtin("youtube").oauth.loopback.registered(), "http://127.0.0.1/callback");
    assert_eq!(builtin("pinterest").oauth.loopback.registered(), "http://localhost:8085/");
}

#[test]
fn reddit_always_sends_basic_and_pinterest_asks_for_tokens_that_go_on() {
    let reddit = builtin("reddit").oauth;
    assert_eq!((reddit.client_auth, reddit.secret), (ClientAuth::BasicAlways, Secret::Optional));
    assert_eq!(reddit.authorize_extra["duration"], "permanent");
    assert_eq!(builtin("pinterest").oauth.token_extra["continuous_refresh"], "true");
}

#[test]
fn every_network_says_how_access_is_taken_back() {
    for network in Catalogue::builtin().iter() {
        let oauth = &network.oauth;
        assert!(oauth.revoke.is_some() || oauth.revoke_page.is_some(), "{}", network.id);
    }
}

#[test]
fn no_two_networks_want_the_same_port() {
    let mut ports: Vec<_> = Catalogue::builtin()
        .iter()
        // An app at X has one list of callbacks for both protocols.
        .filter(|network| network.id.as_str() != "x-oauth1")
        .map(|network| network.oauth.loopback.port)
        .filter(|port| *port != 0)
        .collect();
    let all = ports.len();
    ports.sort_unstable();
    ports.dedup();
    assert_eq!(ports.len(), all);
}

#[test]
fn bluesky_renews_for_two_weeks_and_asks_each_server_where_its_endpoints_are() {
    let network = builtin("bluesky");
    assert_eq!(network.oauth.protocol, Protocol::Atproto);
    assert!(network.needs_no_app());
    let Renewal::Refresh { horizon, slides, rotates, .. } = network.policy.renewal else {
        panic!("{network:?}")
    };
    assert_eq!((horizon, slides, rotates), (Some(TimeDelta::days(14)), false, true));
    assert_eq!(network.oauth.token.host_str(), Some("server.invalid"));
    let home = Url::parse("https://pds.example/").expect("an address");
    let probe = at_server(&network.probe.url, &home);
    assert_eq!(probe.as_str(), "https://pds.example/xrpc/com.atproto.server.getSession");
}

#[test]
fn the_older_way_into_x_signs_with_a_secret_and_never_ends() {
    let network = builtin("x-oauth1");
    assert_eq!(network.oauth.protocol, Protocol::OAuth1a);
    assert_eq!(network.oauth.secret, Secret::Required);
    assert_eq!(network.policy.access, None);
    assert_eq!(network.policy.renewal, Renewal::None);
    assert!(network.oauth.request.is_some());
    assert_eq!(network.oauth.loopback, builtin("x").oauth.loopback, "one app has one list of callbacks");
}

#[test]
fn the_form_fits_networks_of_other_kinds() {
    let parsed: Vec<_> = files("tests/forms")
        .iter()
        .map(|(stem, text)| Network::parse(stem, text).unwrap_or_else(|error| panic!("{error}")))
        .collect();
    let protocol =
        |id: &str| parsed.iter().find(|network| network.id.as_str() == id).expect(id).oauth.protocol;
    assert_eq!(protocol("mastodon-social"), Protocol::OAuth2);
    assert_eq!(parsed.iter().filter(|network| network.policy.access.is_none()).count(), 1);
}
