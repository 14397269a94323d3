//! A network's demands beside a token: a proof of the app's secret, permissions of the app's product, and settings
//! that the app alone knows.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use keeper::{ConnectionId, Health, Outcome, SetUp, networks::AppOptions};
use simnet::{CLIENT_SECRET, Consent, Endpoint, Network, browse_and_deliver};

use crate::{
    bench::{BAKERY, GARDEN, listed_pages},
    support::{Bench, Home, PASSWORD, until},
};

fn asking(scopes: &[&str]) -> AppOptions {
    let scopes: BTreeSet<_> = scopes.iter().map(|scope| (*scope).to_owned()).collect();
    AppOptions { scopes: Some(scopes), ..AppOptions::default() }
}

fn bringing(name: &str, value: &str) -> AppOptions {
    AppOptions { parameters: [(name.to_owned(), value.to_owned())].into(), ..AppOptions::default() }
}

async fn set(home: &Home, network: Network, options: Option<AppOptions>) {
    let (id, secret) = (network.client_id(), Some(CLIENT_SECRET.into()));
    home.set_app_with(&network.id().into(), id, secret, options).await.unwrap();
}

/// Signs in as Dana with this consent. Returns the parameters of the login page's address, and the connection.
async fn add(home: &Home, network: Network, consent: Consent) -> (Vec<(String, String)>, ConnectionId) {
    let operation_id = home.connect(&network.id().into()).await.unwrap();
    let url = home.login_page(operation_id).await;
    browse_and_deliver(url.as_str(), "danar", PASSWORD, consent).await.expect("a login");
    let Outcome::Active(id) = home.end_of(operation_id).await else { panic!("not active") };
    (url.query_pairs().into_owned().collect(), id)
}

fn named<'a>(parameters: &'a [(String, String)], name: &str) -> Option<&'a str> {
    parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

fn missing(home: &Home, id: &ConnectionId) -> Vec<String> {
    home.find(id).missing.into_iter().map(|permission| permission.scope).collect()
}

async fn pages(home: &Home, id: &ConnectionId) -> Vec<String> {
    listed_pages(home, id).await.into_iter().map(|page| page.id).collect()
}

#[tokio::test]
async fn an_app_that_demands_the_proof_of_its_secret_gets_it_with_every_token() {
    let bench = Bench::start().await;
    bench.net.set_demands_proof(true);
    let home = bench.home().await;
    let id = home.add(Network::Facebook).await;
    assert_eq!(home.ask(&id).await, Health::Active);
    // A Page's proof is that of the Page's own token.
    assert_eq!(pages(&home, &id).await, [BAKERY, GARDEN]);
    home.hold_pages(&id, vec![BAKERY.to_owned()]).await.unwrap();
    assert_eq!(home.ask(&id).await, Health::Active);
    assert!(home.find(&id).pages.iter().all(|page| page.lost.is_none()));
    home.disconnect(&id).await.unwrap();
    until("the end of the access", async || {
        (!bench.net.lets_in(Network::Facebook, "danar").unwrap()).then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_proof_by_another_secret_is_the_apps_fault_and_no_disconnect() {
    let bench = Bench::start().await;
    bench.net.set_demands_proof(true);
    let home = bench.home().await;
    let id = home.add(Network::Facebook).await;
    let other = Some("another-secret".into());
    home.set_app(&Network::Facebook.id().into(), Network::Facebook.client_id(), other).await.unwrap();
    home.ask(&id).await;
    bench.advance(TimeDelta::minutes(6)).await;
    assert_eq!(home.ask(&id).await, Health::SetUpNeeded { what: SetUp::AppKeysRefused });
    set(&home, Network::Facebook, None).await;
    assert_eq!(home.ask(&id).await, Health::Active);
}

#[tokio::test]
async fn pages_of_a_portfolio_are_listed_where_the_person_lets_their_app_ask() {
    let bench = Bench::start().await;
    bench.net.put_into_portfolio(Network::Facebook, BAKERY).unwrap();
    let home = bench.home().await;
    let (parameters, id) = add(&home, Network::Facebook, Consent::Allow).await;
    assert!(!named(&parameters, "scope").unwrap().contains("business_management"));
    assert_eq!(pages(&home, &id).await, [GARDEN]);
    assert_eq!(missing(&home, &id), [""; 0]);
    set(&home, Network::Facebook, Some(asking(&["business_management"]))).await;
    assert_eq!(missing(&home, &id), ["business_management"], "named, so that signing in again brings it");
    home.sign_in_again(&id, PASSWORD).await;
    until("the page of the portfolio", async || (pages(&home, &id).await.len() == 2).then_some(())).await;
    assert_eq!(missing(&home, &id), [""; 0]);
    bench.leave(home).await;
    let home = bench.home().await;
    assert_eq!(missing(&home, &id), [""; 0], "after a restart");
    let catalogue = keeper::networks_of(Some(&bench.networks_dir())).unwrap();
    let status = keeper::read_status(&bench.data_dir(), &catalogue, bench.now()).unwrap();
    assert_eq!(status.connections[0].missing, [""; 0]);
}

#[tokio::test]
async fn a_configuration_says_what_is_asked_for() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    set(&home, Network::Facebook, Some(bringing("config_id", "practice-configuration"))).await;
    let (parameters, id) = add(&home, Network::Facebook, Consent::Allow).await;
    assert_eq!(named(&parameters, "config_id"), Some("practice-configuration"));
    assert_eq!(named(&parameters, "scope"), None);
    assert_eq!(home.ask(&id).await, Health::Active);
    assert_eq!(missing(&home, &id), [""; 0]);
}

#[tokio::test]
async fn tiktok_is_asked_only_for_fields_that_were_granted() {
    for (options, consent, username) in [
        (None, Consent::Allow, None),
        (Some(asking(&["user.info.profile"])), Consent::Allow, Some("danar")),
        (Some(asking(&["user.info.profile"])), Consent::AllowWithout("user.info.profile"), None),
    ] {
        let bench = Bench::start_with(Network::TikTok).await;
        let home = bench.home().await;
        let declined = matches!(consent, Consent::AllowWithout(_));
        if options.is_some() {
            set(&home, Network::TikTok, options).await;
        }
        let (_, id) = add(&home, Network::TikTok, consent).await;
        assert_eq!(home.ask(&id).await, Health::Active);
        assert_eq!(home.find(&id).username.as_deref(), username);
        assert_eq!(home.find(&id).display_name.as_deref(), Some("Dana Reyes"));
        let lacking: &[&str] = if declined { &["user.info.profile"] } else { &[] };
        assert_eq!(missing(&home, &id), lacking);
    }
}

#[tokio::test]
async fn the_options_of_an_app_stay_with_it_and_go_with_it() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let brought = |home: &Home| {
        let snapshot = home.snapshot();
        let facebook = snapshot.networks.iter().find(|network| network.id.as_str() == "facebook").unwrap();
        facebook.keys.as_ref().unwrap().parameters[0].value.clone()
    };
    set(&home, Network::Facebook, Some(bringing("config_id", "1234"))).await;
    // The secret is set anew.
    set(&home, Network::Facebook, None).await;
    assert_eq!(brought(&home).as_deref(), Some("1234"));
    bench.leave(home).await;
    let home = bench.home().await;
    assert_eq!(brought(&home).as_deref(), Some("1234"), "after a restart");
    let facebook = Network::Facebook.id().into();
    let unknown = home.set_app_with(
        &facebook,
        Network::Facebook.client_id(),
        Some(CLIENT_SECRET.into()),
        Some(bringing("state", "1")),
    );
    let said = unknown.await.unwrap_err().to_string();
    assert!(said.contains("`state` is nothing that an app of Facebook brings along"), "{said}");
    assert_eq!(brought(&home).as_deref(), Some("1234"), "what cannot be set changes nothing");
    home.set_app(&facebook, "another-app".into(), Some(CLIENT_SECRET.into())).await.unwrap();
    assert_eq!(brought(&home), None, "another app has its own");
    set(&home, Network::Facebook, Some(bringing("config_id", "1234"))).await;
    home.remove_app(&facebook).await.unwrap();
    set(&home, Network::Facebook, None).await;
    assert_eq!(brought(&home), None);
    assert_eq!(bench.net.request_count(Network::Facebook, Endpoint::Token), 0);
}
