//! The parts of organizations' files that are in force.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// So many bytes the files of all joined networks may have together: they are parsed at each start.
pub const LARGEST_JOINED: usize = 512 * 1024;

/// The parts of a `gander.toml` that are in force here. The next one can then say which it changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Joined {
    /// The client ids that came from an organization, and from which.
    pub keys: BTreeMap<String, FromOrganization>,
    /// The files of its networks.
    pub definitions: BTreeMap<String, FromOrganization>,
    /// From which the ladder came, if it did.
    pub ladder: Option<String>,
}

/// Something, and the name of the organization that it came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FromOrganization {
    /// The organization's name.
    pub organization: String,
    /// The value or file that came from it.
    pub what: String,
}

impl Joined {
    /// Whether its networks are more than are kept.
    pub fn is_too_large(&self) -> bool {
        self.definitions.values().map(|from| from.what.len()).sum::<usize>() > LARGEST_JOINED
    }
}
