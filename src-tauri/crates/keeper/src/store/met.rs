//! The networks that rows name.

use lifecycle::NetworkId;

/// The networks met so far, with what is known of each. They are few, so that of a row is soon found.
pub(crate) struct Met<T>(Vec<(NetworkId, Option<T>)>);

impl<T> Met<T> {
    pub fn new() -> Self {
        Self(Vec::new())
    }

    /// The network of this id. Nothing is known of one whose file is gone: its rows mean nothing and are left alone.
    pub fn meet(
        &mut self,
        id: &str,
        know: impl FnOnce(&NetworkId) -> Option<T>,
    ) -> (&NetworkId, Option<&mut T>) {
        let place = self.0.iter().position(|(met, _)| met.as_str() == id).unwrap_or_else(|| {
            let network = NetworkId::from(id);
            let known = know(&network);
            if known.is_none() {
                tracing::warn!(%network, "stored connections belong to a network that is not known");
            }
            self.0.push((network, known));
            self.0.len() - 1
        });
        let (network, known) = &mut self.0[place];
        (network, known.as_mut())
    }
}
