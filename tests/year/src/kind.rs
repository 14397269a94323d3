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

/// Nothing renews it, extended, refreshed up to a fixed end, rotated, and never ending. The last is not shipped yet.
#[must_use]
pub fn kinds() -> Vec<Kind> {
    let catalogue = Catalogue::builtin();
    let shipped = ["facebook", "instagram", "linkedin", "x"].map(|id| {
        let network = catalogue.get(&NetworkId::from(id)).expect("a shipped network");
        Kind { id: network.id.clone(), name: network.name.clone(), policy: Arc::clone(&network.policy) }
    });
    let file = include_str!("../../../src-tauri/crates/networks/tests/forms/x-oauth1a.toml");
    let forever = networks::Network::parse("x-oauth1a.toml", file).expect("a network file");
    let forever = Kind { id: forever.id, name: forever.name, policy: forever.policy };
    shipped.into_iter().chain([forever]).collect()
}
