//! The hosts that an organization's network asks in a whole life: those that the person was shown, and no others.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use keeper::{Error, Health, Invitation, JoinPlan};
use simnet::{CLIENT_SECRET, Network};
use toml::{Table, Value};

use crate::support::{Bench, Home, PASSWORD, Relay, until};

/// Networks whose files name every host. The others are many servers, and each person names theirs.
fn networks() -> impl Iterator<Item = Network> {
    Network::EVERY.into_iter().filter(|network| !network.brings_its_app())
}

fn id(network: Network) -> String {
    format!("pond-{}", network.id())
}

/// Moves every address at a network's server to a host of its own. Collects the relays by key.
async fn apart(value: &mut Value, path: &str, origin: &str, relays: &mut BTreeMap<String, Relay>) {
    match value {
        Value::Table(table) => {
            for (key, value) in table.iter_mut() {
                Box::pin(apart(value, &format!("{path}.{key}"), origin, relays)).await;
            }
        }
        Value::String(text) if text.starts_with(origin) => {
            let relay = Relay::before(origin).await;
            *text = text.replacen(origin, &relay.origin(), 1);
            relays.insert(path.to_owned(), relay);
        }
        _ => {}
    }
}

/// The shipped file of a network as an organization's own, and its relays.
async fn definition(bench: &Bench, network: Network) -> (String, BTreeMap<String, Relay>) {
    let path = bench.networks_dir().join(format!("{}.toml", network.id()));
    let file: Table = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut file = Value::Table(file);
    // No shipped file has a separate address for the identity, and an organization's may.
    let probe = file["probe"]["url"].clone();
    let identity = file.as_table_mut().unwrap().entry("identity").or_insert(Table::new().into());
    identity.as_table_mut().unwrap().entry("url").or_insert(probe);
    let mut relays = BTreeMap::new();
    apart(&mut file, "", &bench.net.network_url(network), &mut relays).await;
    let file = file.as_table_mut().unwrap();
    file.insert("id".into(), id(network).into());
    file.insert("name".into(), format!("Pond of {}", network.name()).into());
    (toml::to_string(file).unwrap(), relays)
}

fn invitation(home: &Home, definitions: &BTreeMap<String, String>) -> Invitation {
    let definitions: Table =
        definitions.iter().map(|(id, text)| (id.clone(), text.as_str().into())).collect();
    let organization = Table::from_iter([("name".to_owned(), "Example Newsroom".into())]);
    let file = Table::from_iter([
        ("organization".to_owned(), Value::Table(organization)),
        ("definitions".to_owned(), Value::Table(definitions)),
    ]);
    Invitation::parse("gander.toml", &toml::to_string(&file).unwrap(), home.own_networks()).unwrap()
}

async fn joined(home: &Home, invitation: Invitation) -> JoinPlan {
    let plan = home.plan(&invitation).await.unwrap();
    home.join(invitation, plan.clone(), None).await.unwrap();
    plan
}

/// Makes all requests to a network, from the sign-in to the end.
async fn whole_life(bench: &Bench, home: &Home, network: Network) {
    let network_id = id(network).as_str().into();
    home.set_app(&network_id, network.client_id(), Some(CLIENT_SECRET.into())).await.unwrap();
    let operation_id = home.connect(&network_id).await.unwrap();
    let keeper::Outcome::Active(connection) = home.sign_in(operation_id, "danar", PASSWORD).await else {
        panic!("{network}: not connected")
    };
    if home.find(&connection).may_have_pages {
        let pages =
            until("pages", async || Some(home.find(&connection).pages).filter(|p| !p.is_empty())).await;
        home.hold_pages(&connection, pages.into_iter().map(|page| page.id).collect()).await.unwrap();
    }
    assert_eq!(home.ask(&connection).await, Health::Active, "{network}");
    bench.advance(TimeDelta::hours(25)).await;
    match home.renewed(&connection).await {
        Ok(health) => assert_eq!(health, Health::Active, "{network}"),
        Err(Error::NotRenewable { .. }) => {}
        Err(error) => panic!("{network}: {error}"),
    }
    until("a picture", async || home.find(&connection).avatar).await;
    home.sign_in_again(&connection, PASSWORD).await;
    home.disconnect(&connection).await.unwrap();
}

#[tokio::test]
async fn a_whole_life_asks_no_host_that_was_not_shown() {
    let bench = Bench::start().await;
    bench.net.write_every_network_file(&bench.networks_dir()).unwrap();
    let home = bench.home().await;
    let (mut definitions, mut relays) = (BTreeMap::new(), BTreeMap::new());
    for network in networks() {
        let (text, of_network) = definition(&bench, network).await;
        definitions.insert(id(network), text);
        relays.insert(network, of_network);
    }
    let plan = joined(&home, invitation(&home, &definitions)).await;
    let mut touched = BTreeSet::new();
    for network in networks() {
        let shown = &plan.definitions.iter().find(|of| of.network.as_str() == id(network)).unwrap().hosts;
        let of_network = &relays[&network];
        for (key, relay) in of_network {
            assert!(shown.contains(&relay.host()), "{network}: the host of {key} is not shown: {shown:?}");
        }
        whole_life(&bench, &home, network).await;
        let asked = bench.net.hosts_asked(network);
        assert!(!asked.is_empty(), "{network}");
        for host in &asked {
            assert!(shown.contains(host), "{network}: {host} was asked, and never shown: {shown:?}");
        }
        let is_touched = |(_, relay): &(&String, &Relay)| !relay.asked().is_empty();
        touched.extend(of_network.iter().filter(is_touched).map(|(key, _)| key.clone()));
    }
    // The life used every endpoint.
    let expected = [
        ".identity.url",
        ".introspect.url",
        ".oauth.authorize",
        ".oauth.extend.url",
        ".oauth.long_lived.url",
        ".oauth.request",
        ".oauth.revoke",
        ".oauth.token",
        ".pages.check",
        ".pages.url",
        ".probe.url",
    ];
    assert_eq!(touched, expected.map(str::to_owned).into());
}

#[tokio::test]
async fn no_address_moves_under_a_connected_account() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let network = Network::Facebook;
    let (text, relays) = definition(&bench, network).await;
    let of = |text: &str| invitation(&home, &BTreeMap::from([(id(network), text.to_owned())]));
    joined(&home, of(&text)).await;
    let network_id = id(network).as_str().into();
    home.set_app(&network_id, network.client_id(), Some(CLIENT_SECRET.into())).await.unwrap();
    let operation_id = home.connect(&network_id).await.unwrap();
    let keeper::Outcome::Active(connection) = home.sign_in(operation_id, "danar", PASSWORD).await else {
        panic!("not connected")
    };
    let evil = Relay::alone().await;
    let addresses: Vec<String> = text
        .split('"')
        .filter(|piece| piece.starts_with("http"))
        .map(|address| address.split('/').nth(2).unwrap_or_default().to_owned())
        .collect();
    assert!(addresses.len() > relays.len(), "those for people are among them: {addresses:?}");
    for host in addresses {
        let moved = text.replace(&host, &evil.host());
        let told = home.plan(&of(&moved)).await.unwrap_err().to_string();
        assert!(told.contains("1 of your accounts are connected there"), "{host}: {told}");
    }
    assert_eq!(home.ask(&connection).await, Health::Active);
    assert_eq!(evil.asked(), "");
    // Without accounts, the file may name another host.
    home.disconnect(&connection).await.unwrap();
    let (_, relay) = relays.first_key_value().unwrap();
    assert!(home.plan(&of(&text.replace(&relay.host(), &evil.host()))).await.is_ok());
}
