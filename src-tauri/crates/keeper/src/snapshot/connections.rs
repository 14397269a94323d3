//! The connections of a snapshot, in the order in which they are shown.

use std::{collections::HashSet, sync::Arc};

use super::ConnectionState;

/// So many changes at most find their places one by one. More of them are sorted in together.
const FEW: usize = 100;

/// Connections by network name, then by username, regardless of case. A copy shares the connections themselves.
#[derive(Clone, Debug, PartialEq)]
pub struct Connections(Arc<[Arc<ConnectionState>]>);

/// The place of a connection: its network's name, its username, its display name and its id in one text, so that two
/// places are compared at once.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place(String);

impl Connections {
    /// The connections in their order.
    pub fn iter(&self) -> impl Iterator<Item = &ConnectionState> {
        self.0.iter().map(AsRef::as_ref)
    }

    /// The first connection.
    #[must_use]
    pub fn first(&self) -> Option<&ConnectionState> {
        self.iter().next()
    }

    /// The number of connections.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Tells whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes connections out, as they were put in, and puts others in.
    pub(crate) fn replace(&mut self, former: &[Arc<ConnectionState>], present: Vec<Arc<ConnectionState>>) {
        let mut all = self.0.to_vec();
        if former.len() + present.len() > FEW {
            let gone: HashSet<_> = former.iter().map(Arc::as_ptr).collect();
            all.retain(|connection| !gone.contains(&Arc::as_ptr(connection)));
            all.extend(present);
            all.sort_by_cached_key(|connection| Place::of(connection));
        } else {
            for connection in former {
                if let Ok(index) = place_in(&all, connection) {
                    all.remove(index);
                }
            }
            for connection in present {
                let (Ok(index) | Err(index)) = place_in(&all, &connection);
                all.insert(index, connection);
            }
        }
        self.0 = all.into();
    }
}

/// The index of a connection among sorted ones, or the index at which it belongs.
fn place_in(all: &[Arc<ConnectionState>], connection: &ConnectionState) -> Result<usize, usize> {
    let place = Place::of(connection);
    all.binary_search_by(|other| Place::of(other).cmp(&place))
}

impl FromIterator<ConnectionState> for Connections {
    fn from_iter<I: IntoIterator<Item = ConnectionState>>(connections: I) -> Self {
        let mut all = Self::default();
        all.replace(&[], connections.into_iter().map(Arc::new).collect());
        all
    }
}

impl Default for Connections {
    fn default() -> Self {
        Self(Arc::new([]))
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
    use chrono::DateTime;
    use lifecycle::Health;

    use super::*;
    use crate::Clocks;

    fn connection(number: usize, username: &str) -> ConnectionState {
        ConnectionState {
            account: number.to_string(),
            id: format!("x-{number}").into(),
            network: "x".into(),
            network_name: "X".to_owned(),
            username: Some(username.to_owned()),
            display_name: None,
            avatar: None,
            health: Health::Active,
            missing: Vec::new(),
            may_have_pages: false,
            lacks_for_pictures: false,
            lacks_for_deleting: false,
            pages: Vec::new(),
            reauthorize_by: None,
            data_loss_at: None,
            clocks: Clocks {
                authorized_at: DateTime::UNIX_EPOCH,
                access_until: None,
                refresh_until: None,
                data_access_until: None,
                next_renewal: None,
                checked_at: None,
                next_check: None,
            },
            busy: None,
            allowed: lifecycle::Allowance::Nothing,
        }
    }

    #[test]
    fn many_changes_leave_the_same_order_as_few() {
        let before: Vec<_> = (0..3 * FEW).map(|n| Arc::new(connection(n, &format!("u{}", n % 7)))).collect();
        let mut connections = Connections::default();
        connections.replace(&[], before.clone());
        for changed in [1, FEW / 2, FEW + 1, 3 * FEW] {
            let renamed: Vec<_> =
                (0..changed).map(|n| Arc::new(connection(n, &format!("v{}", n % 5)))).collect();
            let mut all: Vec<_> = renamed.iter().chain(&before[changed..]).cloned().collect();
            all.sort_by_key(|connection| Place::of(connection));
            let mut replaced = connections.clone();
            replaced.replace(&before[..changed], renamed.clone());
            assert_eq!(replaced.0.as_ref(), all.as_slice(), "{changed} changed");
            replaced.replace(&renamed, Vec::new());
            assert_eq!(replaced.len(), 3 * FEW - changed, "{changed} removed");
        }
    }

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
