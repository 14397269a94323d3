//! Checks the window's arguments before the keeper sees them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use keeper::{ConnectionId, Keeper, NetworkId, Snapshot, is_id, networks::AppOptions, typed};
use secrecy::{ExposeSecret, SecretString};
use tauri::Url;

use crate::error::{AppError, ErrorCode};

const LONGEST_KEY: usize = 1024;
/// Far more options than any network's file declares.
const MOST_OPTIONS: usize = 100;

/// The length of a pause of all alerts.
#[derive(Clone, Copy, Debug, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pause {
    /// An hour.
    Hour,
    /// Until tomorrow morning.
    Tomorrow,
}

impl Pause {
    /// The end of the pause.
    pub fn until(self, keeper: &Keeper) -> DateTime<Utc> {
        let now = Utc::now();
        match self {
            Self::Hour => now + TimeDelta::hours(1),
            Self::Tomorrow => keeper::alerts::next_morning(keeper.zone(), now),
        }
    }
}

/// The keys of a developer app.
pub struct AppKeys {
    /// The client id.
    pub id: String,
    /// The client secret, where the network has one.
    pub secret: Option<SecretString>,
}

/// The parts of a network that the window may use.
pub struct Network {
    /// The redirect address to register.
    pub redirect: String,
    /// The network's own page.
    pub page: Url,
    /// The network's page for making a developer app.
    pub app_page: Url,
    /// The network's page for revoking access, if Gander cannot revoke it itself.
    pub revoke_page: Option<Url>,
}

/// Parses a connection's id.
///
/// # Errors
/// `unknown_connection` if the text cannot be an id.
pub fn connection_id(text: &str) -> Result<ConnectionId, AppError> {
    if is_id(text) { Ok(text.into()) } else { Err(ErrorCode::UnknownConnection.into()) }
}

/// Parses a network's id.
///
/// # Errors
/// `unknown_network` if the text cannot be an id.
pub fn network_id(text: &str) -> Result<NetworkId, AppError> {
    if is_id(text) { Ok(text.into()) } else { Err(ErrorCode::UnknownNetwork.into()) }
}

/// A password, unchanged. An empty one counts as none.
///
/// # Errors
/// `bad_input` if it is too long.
pub fn password(text: Option<String>) -> Result<Option<SecretString>, AppError> {
    let password = text.filter(|text| !text.is_empty()).map(SecretString::from);
    if password.as_ref().is_some_and(|password| password.expose_secret().len() > LONGEST_KEY) {
        return Err(ErrorCode::BadInput.into());
    }
    Ok(password)
}

/// An app password, without invisible characters from pasting. An empty one counts as none. The keeper checks its form.
pub fn app_password(text: Option<String>) -> Option<SecretString> {
    let text = typed::cleaned_secret(&SecretString::from(text?));
    (!text.expose_secret().is_empty()).then_some(text)
}

/// The keys of a developer app, without invisible characters from pasting. An empty secret counts as none.
///
/// # Errors
/// `bad_input` if the client id is empty or holds blanks, if the secret spans several lines, or if either is too long.
pub fn app_keys(id: &str, secret: Option<String>) -> Result<AppKeys, AppError> {
    let bad_input = || AppError::from(ErrorCode::BadInput);
    let secret = secret.map(|secret| typed::cleaned_secret(&SecretString::from(secret)));
    let secret = match secret.filter(|secret| !secret.expose_secret().is_empty()) {
        Some(secret) => Some(typed::client_secret(&secret).ok_or_else(bad_input)?),
        None => None,
    };
    let id = typed::word(id).filter(|id| id.len() <= LONGEST_KEY).ok_or_else(bad_input)?;
    if secret.as_ref().is_some_and(|secret| secret.expose_secret().len() > LONGEST_KEY) {
        return Err(bad_input());
    }
    Ok(AppKeys { id, secret })
}

/// The options of one developer app, without empty parameters. `None` if neither is given: the former options stay.
///
/// # Errors
/// `bad_input` if they are too many or too long. The keeper checks whether the network declares them.
pub fn app_options(
    scopes: Option<Vec<String>>,
    parameters: Option<BTreeMap<String, String>>,
) -> Result<Option<AppOptions>, AppError> {
    if scopes.is_none() && parameters.is_none() {
        return Ok(None);
    }
    let named =
        scopes.iter().flatten().chain(parameters.iter().flatten().flat_map(|(name, value)| [name, value]));
    let mut count = 0;
    for text in named {
        count += 1;
        if count > MOST_OPTIONS || text.len() > LONGEST_KEY {
            return Err(ErrorCode::BadInput.into());
        }
    }
    let parameters = parameters.unwrap_or_default().into_iter();
    let parameters = parameters.map(|(name, value)| (name, typed::cleaned(&value)));
    Ok(Some(AppOptions {
        scopes: scopes.map(BTreeSet::from_iter),
        parameters: parameters.filter(|(_, value)| !value.is_empty()).collect(),
    }))
}

impl Network {
    /// A network by its id.
    ///
    /// # Errors
    /// `unknown_network` when there is none, `internal` when its page is not a web address.
    pub fn find(snapshot: &Snapshot, id: &str) -> Result<Self, AppError> {
        let network = snapshot
            .networks
            .iter()
            .find(|network| network.id.as_str() == id)
            .ok_or(AppError::from(ErrorCode::UnknownNetwork))?;
        let invalid = || AppError::from(ErrorCode::Internal);
        let page = web_page(&network.page).ok_or_else(invalid)?;
        let app_page = match &network.keys {
            Some(keys) => web_page(&keys.page).ok_or_else(invalid)?,
            None => page.clone(),
        };
        let revoke_page = network.revoke_page.as_deref().and_then(web_page);
        Ok(Self { redirect: network.redirect.clone(), page, app_page, revoke_page })
    }
}

/// Accepts only http and https addresses: a network's file must not make Gander open anything else.
fn web_page(address: &str) -> Option<Url> {
    Url::parse(address).ok().filter(|page| matches!(page.scheme(), "https" | "http"))
}
