//! Developer apps: their registration by people, and the options of a single app.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use url::Url;

use crate::terms::UsedIn;

/// The longest name of a parameter, in bytes.
pub(crate) const LONGEST_NAME: usize = 64;

/// The registration of a person's own developer app.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnApp {
    /// The page on which people register one.
    pub page: Option<Url>,
    /// The network's term for the client id.
    pub id_is_called: Option<String>,
    /// The network's term for the client secret.
    pub secret_is_called: Option<String>,
    /// The further settings of an app, by name.
    pub parameters: BTreeMap<String, AppParameter>,
}

/// A setting of people's apps that requests must name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppParameter {
    /// The network's term for it.
    pub is_called: String,
    /// The part of a request that carries it.
    pub used_in: UsedIn,
    /// The parameter stands for the scopes, so the request names none.
    pub instead_of_scopes: bool,
}

/// The options of a single app. Never a secret.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppOptions {
    /// The optional permissions to request. `None`: the defaults in the network's file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scopes: Option<BTreeSet<String>>,
    /// The values of its further settings, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parameters: BTreeMap<String, String>,
}

impl AppOptions {
    /// Tells whether the app has no options.
    #[must_use]
    pub fn is_default(&self) -> bool {
        self.scopes.is_none() && self.parameters.is_empty()
    }
}

/// Tells whether a text can be the name of a parameter.
pub(crate) fn is_parameter_name(name: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
    (1..=LONGEST_NAME).contains(&name.len()) && name.bytes().all(fits)
}
