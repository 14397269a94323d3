//! Developer apps: their registration by people, and the options of a single app.

use std::collections::{BTreeMap, BTreeSet};

use lifecycle::Need;
use serde::{Deserialize, Serialize};
use toml::Spanned;
use url::Url;

use crate::{Error, Network, check::OWN_PARAMETERS, error::Source, file};

/// No network has more.
const MOST_PARAMETERS: usize = 8;
/// In bytes.
const LONGEST_NAME: usize = 64;
const LONGEST_VALUE: usize = 256;

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

/// The part of a request that carries an app's parameter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum UsedIn {
    /// Into the query of the authorization request.
    #[default]
    Authorize,
    /// Into the values of `[headers]` that name it.
    Headers,
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

impl OwnApp {
    pub(crate) fn check(source: Source<'_>, raw: file::App) -> Result<Self, Error> {
        let mut parameters = BTreeMap::new();
        for (name, parameter) in raw.parameters {
            if parameters.len() == MOST_PARAMETERS {
                let message = format!("more than {MOST_PARAMETERS} parameters; leave some out");
                return Err(source.error(name.span(), message));
            }
            if OWN_PARAMETERS.contains(&name.get_ref().as_str()) {
                let message =
                    format!("`{}` is set by Gander itself; remove it from [app.parameters]", name.get_ref());
                return Err(source.error(name.span(), message));
            }
            if !is_parameter_name(name.get_ref()) {
                let message = format!(
                    "`{}` is not the name of a parameter; use 1 to {LONGEST_NAME} of a-z, A-Z, 0-9, `_`, `-` and `.`",
                    name.get_ref()
                );
                return Err(source.error(name.span(), message));
            }
            let parameter = AppParameter {
                is_called: crate::check::present(source, "is_called", parameter.is_called)?,
                used_in: parameter.used_in,
                instead_of_scopes: parameter.instead_of_scopes,
            };
            parameters.insert(name.into_inner(), parameter);
        }
        let named = |key, text: Option<Spanned<String>>| {
            text.map(|text| crate::check::present(source, key, text)).transpose()
        };
        Ok(Self {
            page: raw.page.map(|page| source.page(&page)).transpose()?,
            id_is_called: named("id_is_called", raw.id_is_called)?,
            secret_is_called: named("secret_is_called", raw.secret_is_called)?,
            parameters,
        })
    }
}

pub(crate) fn is_parameter_name(name: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
    (1..=LONGEST_NAME).contains(&name.len()) && name.bytes().all(fits)
}

impl Network {
    /// Checks that an app of this network can have such options.
    ///
    /// # Errors
    /// A sentence that says what to do.
    pub fn check_options(&self, options: &AppOptions) -> Result<(), String> {
        let listed = |names: Vec<&str>| if names.is_empty() { "none".to_owned() } else { names.join(", ") };
        for scope in options.scopes.iter().flatten() {
            if !self.oauth.optional_scopes.contains_key(scope) {
                let known = self.oauth.optional_scopes.keys().map(String::as_str).collect();
                return Err(format!(
                    "`{scope}` is no optional permission of {}; those are: {}",
                    self.name,
                    listed(known)
                ));
            }
        }
        for (name, value) in &options.parameters {
            if !self.own_app.parameters.contains_key(name) {
                let known = self.own_app.parameters.keys().map(String::as_str).collect();
                return Err(format!(
                    "`{name}` is nothing that an app of {} brings along; known are: {}",
                    self.name,
                    listed(known)
                ));
            }
            let fits = (1..=LONGEST_VALUE).contains(&value.len());
            if !fits || !value.bytes().all(|byte| byte.is_ascii_graphic()) {
                return Err(format!(
                    "the value of `{name}` is one word; copy it from the network's developer page"
                ));
            }
        }
        Ok(())
    }

    /// The permissions to request with an app of these options, in the order of the file. Options that the file no
    /// longer has are left out.
    #[must_use]
    pub fn asked_scopes(&self, options: &AppOptions) -> Vec<String> {
        // Not the needs of the policy: a single server may have other scopes for the same needs.
        let optional = self.chosen(options).map(|need| &need.scope);
        self.oauth.scopes.iter().chain(optional).cloned().collect()
    }

    /// The permissions that a grant by such an app should hold, with their substitutes.
    #[must_use]
    pub fn needs(&self, options: &AppOptions) -> Vec<Need> {
        self.always_needed().chain(self.chosen(options)).cloned().collect()
    }

    fn chosen<'a>(&'a self, options: &'a AppOptions) -> impl Iterator<Item = &'a Need> {
        let is_chosen = move |scope: &String| match &options.scopes {
            Some(chosen) => chosen.contains(scope),
            None => self.oauth.optional_scopes.get(scope).copied().unwrap_or_default(),
        };
        self.optional_needs.iter().filter(move |need| is_chosen(&need.scope))
    }

    fn always_needed(&self) -> impl Iterator<Item = &Need> {
        self.policy.needs.iter().filter(|need| !self.oauth.optional_scopes.contains_key(&need.scope))
    }
}
