//! The kinds of renewal there are, each by the network that has it.

use std::sync::Arc;

use lifecycle::{NetworkId, Policy};
use networks::Catalogue;

/// One network and what its file says about time.
#[derive(Clone)]
pub struct Kind {
    /// Its id.
    pub id: NetworkId,
    /// Its name.
    pub name: String,
    /// Its rules.
    pub policy: Arc<Policy>,
}

/// One of each: nothing renews it, extended, refreshed up to a fixed end, rotated, and never ending.
#[must_use]
pub fn kinds() -> Vec<Kind> {
    let catalogue = Catalogue::builtin();
    let named = |id: &&str| kind(catalogue.get(&NetworkId::from(*id)).expect("a shipped network"));
    ["facebook", "instagram", "linkedin", "x", "x-oauth1"].iter().map(named).collect()
}

/// Every network that Gander brings along.
#[must_use]
pub fn every_network() -> Vec<Kind> {
    Catalogue::builtin().iter().map(|network| kind(network)).collect()
}

fn kind(network: &networks::Network) -> Kind {
    Kind { id: network.id.clone(), name: network.name.clone(), policy: Arc::clone(&network.policy) }
}
