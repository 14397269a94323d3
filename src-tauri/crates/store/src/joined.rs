//! The parts of organizations' files that are in force.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The maximum size in bytes of all joined network files together, because they are parsed at each start.
pub const LARGEST_JOINED: usize = 512 * 1024;

/// The parts of a `gander.toml` that are in force here. They show which parts the next file changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Joined {
    /// The client ids that came from an organization, by network.
    pub keys: BTreeMap<String, FromOrganization>,
    /// The network files that came from an organization, by network.
    pub definitions: BTreeMap<String, FromOrganization>,
    /// The organization that the ladder of warnings came from.
    pub ladder: Option<String>,
}

/// A value, and the name of the organization that it came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FromOrganization {
    /// The organization's name.
    pub organization: String,
    /// The value or file that came from it.
    pub what: String,
}

impl Joined {
    /// Tells whether the network files are larger than [`LARGEST_JOINED`].
    pub fn is_too_large(&self) -> bool {
        self.definitions.values().map(|from| from.what.len()).sum::<usize>() > LARGEST_JOINED
    }
}
