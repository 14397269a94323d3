//! Keepers with connected accounts, and accounts whose access ends.

use keeper::{ConnectionId, Health};
use simnet::Network;

use super::{LONGEST_DOUBT, ONE_CHECK};
use crate::support::{Bench, Home};

/// A keeper with Dana's account of a network.
pub async fn account_at(network: Network) -> (Bench, Home, ConnectionId) {
    account_with(network, |_| {}).await
}

/// A keeper with Dana's account of a network that takes a used refresh token for five minutes more, if it renews them.
pub async fn account_with_grace(network: Network) -> (Bench, Home, ConnectionId) {
    let forgive = |bench: &Bench| {
        if network.rotates() {
            bench.net.set_grace(network, 300).expect("a grace window");
        }
    };
    account_with(network, forgive).await
}

/// A keeper with Dana's account of a network. The bench is changed before the keeper starts.
pub async fn account_with(network: Network, change: impl FnOnce(&Bench)) -> (Bench, Home, ConnectionId) {
    let (bench, home, ids) = accounts_with(&[network], change).await;
    let [id] = ids.try_into().expect("one account");
    (bench, home, id)
}

/// A keeper with Dana's account of each network.
pub async fn accounts_at(networks: &[Network]) -> (Bench, Home, Vec<ConnectionId>) {
    accounts_with(networks, |_| {}).await
}

async fn accounts_with(
    networks: &[Network],
    change: impl FnOnce(&Bench),
) -> (Bench, Home, Vec<ConnectionId>) {
    let bench = Bench::start().await;
    for network in networks {
        bench.net.write_network_file(&bench.networks_dir(), *network, None).expect("a network file");
    }
    change(&bench);
    let home = bench.home().await;
    let mut ids = Vec::new();
    for network in networks {
        ids.push(home.add(*network).await);
    }
    (bench, home, ids)
}

/// Ends the access at the network, and lets time pass until checks have found it out.
pub async fn cut(bench: &Bench, home: &Home, network: Network, id: &ConnectionId) {
    bench.net.revoke(network, "danar").expect("an account");
    found_out(bench, home, id).await;
}

/// Lets time pass until checks have found out that the access has ended.
pub async fn found_out(bench: &Bench, home: &Home, id: &ConnectionId) {
    for wait in [ONE_CHECK, LONGEST_DOUBT] {
        bench.advance(wait).await;
    }
    assert!(matches!(home.health(id), Health::Disconnected { .. }), "{id}: {:?}", home.health(id));
}
