//! The networks that rows name.

use std::collections::HashMap;

use lifecycle::NetworkId;

/// The networks met so far, with the known data of each. Rows come grouped by network, so the network of the last row
/// is tried first.
pub(crate) struct NetworkCache<T> {
    places: HashMap<NetworkId, usize>,
    met: Vec<(NetworkId, Option<T>)>,
    last: usize,
}

impl<T> Default for NetworkCache<T> {
    fn default() -> Self {
        Self { places: HashMap::new(), met: Vec::new(), last: 0 }
    }
}

impl<T> NetworkCache<T> {
    /// The network of this id, and its data. Without the network's file there is no data, and its rows are left alone.
    pub fn network(
        &mut self,
        id: &str,
        know: impl FnOnce(&NetworkId) -> Option<T>,
    ) -> (&NetworkId, Option<&mut T>) {
        if self.met.get(self.last).is_none_or(|(met, _)| met.as_str() != id) {
            let network = NetworkId::from(id);
            self.last = *self.places.entry(network.clone()).or_insert_with(|| {
                let known = know(&network);
                if known.is_none() {
                    tracing::warn!(%network, "stored connections belong to a network that is not known");
                }
                self.met.push((network.clone(), known));
                self.met.len() - 1
            });
        }
        let (network, known) = &mut self.met[self.last];
        (network, known.as_mut())
    }
}
