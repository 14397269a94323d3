//! The connections of a snapshot. A copy shares all that did not change, so that one change among a hundred
//! thousand connections costs what one among ten does.

use std::sync::Arc;

use lifecycle::ConnectionId;
use rpds::RedBlackTreeMapSync;

use crate::snapshot::ConnectionState;

/// Connections by network name, then by username, whatever their case.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Connections(RedBlackTreeMapSync<Place, Arc<ConnectionState>>);

/// Where a connection stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    network_name: String,
    username: Option<String>,
    display_name: Option<String>,
    id: ConnectionId,
}

impl Connections {
    /// Each in its order.
    pub fn iter(&self) -> impl Iterator<Item = &ConnectionState> {
        self.0.values().map(AsRef::as_ref)
    }

    /// The first.
    #[must_use]
    pub fn first(&self) -> Option<&ConnectionState> {
        self.iter().next()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.size()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts one in its place.
    pub(crate) fn insert(&mut self, connection: Arc<ConnectionState>) {
        self.0.insert_mut(Place::of(&connection), connection);
    }

    /// Takes one out, as it was put in.
    pub(crate) fn remove(&mut self, connection: &ConnectionState) {
        self.0.remove_mut(&Place::of(connection));
    }
}

impl FromIterator<ConnectionState> for Connections {
    fn from_iter<I: IntoIterator<Item = ConnectionState>>(connections: I) -> Self {
        let mut all = Self::default();
        for connection in connections {
            all.insert(Arc::new(connection));
        }
        all
    }
}

impl Place {
    fn of(connection: &ConnectionState) -> Self {
        let lower = |name: &Option<String>| name.as_deref().map(str::to_lowercase);
        Self {
            network_name: connection.network_name.to_lowercase(),
            username: lower(&connection.username),
            display_name: lower(&connection.display_name),
            id: connection.id.clone(),
        }
    }
}
