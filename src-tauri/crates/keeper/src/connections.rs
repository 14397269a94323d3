//! The connections of a snapshot. A copy shares all that did not change, so that one change costs the same among a
//! hundred thousand connections as among ten.

use std::sync::Arc;

use rpds::RedBlackTreeMapSync;

use crate::snapshot::ConnectionState;

/// Connections by network name, then by username, regardless of case.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Connections(RedBlackTreeMapSync<Place, Arc<ConnectionState>>);

/// The place of a connection: its network's name, its username, its display name and its id in one text, so that two
/// places are compared at once.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place(String);

impl Connections {
    /// The connections in their order.
    pub fn iter(&self) -> impl Iterator<Item = &ConnectionState> {
        self.0.values().map(AsRef::as_ref)
    }

    /// The first connection.
    #[must_use]
    pub fn first(&self) -> Option<&ConnectionState> {
        self.iter().next()
    }

    /// The number of connections.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.size()
    }

    /// Tells whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Inserts a connection in its place.
    pub(crate) fn insert(&mut self, connection: Arc<ConnectionState>) {
        self.0.insert_mut(Place::of(&connection), connection);
    }

    /// Removes a connection, as it was inserted.
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
    fn of(ConnectionState { network_name, username, display_name, id, .. }: &ConnectionState) -> Self {
        Self::new([Some(network_name), username.as_ref(), display_name.as_ref()], id.as_str())
    }

    fn new(names: [Option<&String>; 3], id: &str) -> Self {
        let [network_name, username, display_name] = names.map(|name| name.map_or("", String::as_str));
        // Zero comes before every character of a name, so the shorter of two that begin alike comes first.
        let mut place = [network_name, username, display_name, ""].join("\0").to_lowercase();
        place.push_str(id);
        Self(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_stand_by_network_then_by_username_then_by_name_whatever_their_case() {
        let sorted = [
            (["Bluesky", "zoe", ""], "1"),
            (["LinkedIn", "", "anna"], "9"),
            (["LinkedIn", "", "Zoe"], "8"),
            (["LinkedIn", "Ann", "Zoe"], "7"),
            (["linkedin", "ANNA", "Bo"], "6"),
            (["LinkedIn", "anna", "Émile"], "5"),
            (["LinkedIn", "anna", "éMILE"], "6"),
            (["LinkedIn Pages", "ann", ""], "3"),
            (["X", "", ""], "A"),
            (["X", "", ""], "a"),
        ]
        .map(|(names, id)| {
            let names = names.map(|name| (!name.is_empty()).then(|| name.to_owned()));
            Place::new(names.each_ref().map(Option::as_ref), id)
        });
        assert!(sorted.is_sorted_by(|one, next| one < next), "{sorted:?}");
    }
}
