//! The kinds of renewal, each represented by one network.

use std::sync::Arc;

use lifecycle::{NetworkId, Policy};
use networks::{Catalogue, Publish};

/// One network and its policy on lifetimes.
#[derive(Clone)]
pub struct Kind {
    /// The network's id.
    pub id: NetworkId,
    /// The network's name.
    pub name: String,
    /// The network's policy.
    pub policy: Arc<Policy>,
    /// The network's rules for posts, if Gander shares there.
    pub publish: Option<Publish>,
}

/// One network of each kind: no renewal, extension, refresh up to a fixed end, rotation, and no end at all.
#[must_use]
pub fn kinds() -> Vec<Kind> {
    let catalogue = Catalogue::builtin();
    let named = |id: &&str| kind(catalogue.get(&NetworkId::from(*id)).expect("a shipped network"));
    ["facebook", "instagram", "linkedin", "x", "x-oauth1"].iter().map(named).collect()
}

impl Kind {
    /// Tells whether the year plays the posts of this network.
    #[must_use]
    pub fn has_timeline(&self) -> bool {
        matches!(self.id.as_str(), "mastodon" | "bluesky")
    }
}

/// The networks whose posts the year plays.
#[must_use]
pub fn sharing_networks() -> Vec<Kind> {
    every_network().into_iter().filter(Kind::has_timeline).collect()
}

/// Every built-in network.
#[must_use]
pub fn every_network() -> Vec<Kind> {
    Catalogue::builtin().iter().map(|network| kind(network)).collect()
}

fn kind(network: &networks::Network) -> Kind {
    Kind {
        id: network.id.clone(),
        name: network.name.clone(),
        policy: Arc::clone(&network.policy),
        publish: network.publish.clone(),
    }
}
