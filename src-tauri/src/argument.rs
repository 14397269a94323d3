//! What the window sends is checked before the keeper sees it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use keeper::{ConnectionId, Keeper, NetworkId, Snapshot, is_id, networks::AppOptions, typed};
use secrecy::{ExposeSecret, SecretString};
use tauri::Url;

use crate::error::{AppError, ErrorCode};

const LONGEST_KEY: usize = 1024;
/// Far more than the file of any network names.
const MOST_OPTIONS: usize = 100;
const MORNING: NaiveTime = NaiveTime::from_hms_opt(8, 0, 0).unwrap();

/// How long nothing is told.
#[derive(Clone, Copy, Debug, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pause {
    /// An hour.
    Hour,
    /// Until tomorrow morning.
    Tomorrow,
}

impl Pause {
    /// When it ends.
    pub fn until(self, keeper: &Keeper) -> DateTime<Utc> {
        let (now, zone) = (Utc::now(), keeper.zone());
        match self {
            Self::Hour => now + TimeDelta::hours(1),
            Self::Tomorrow => {
                let tomorrow = zone.local(now).date().succ_opt().unwrap_or_default();
                zone.moment(tomorrow.and_time(MORNING))
            }
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

/// What the window may use of a network.
pub struct Network {
    /// The redirect address to register.
    pub redirect: String,
    /// The network's own page.
    pub page: Url,
    /// Where people make an app of their own.
    pub app_page: Url,
    /// Where the person takes back what they allowed, if Gander cannot do that itself.
    pub revoke_page: Option<Url>,
}

/// A connection's id.
///
/// # Errors
/// `unknown_connection` for what cannot be one.
pub fn connection_id(text: &str) -> Result<ConnectionId, AppError> {
    if is_id(text) { Ok(text.into()) } else { Err(ErrorCode::UnknownConnection.into()) }
}

/// A network's id.
///
/// # Errors
/// `unknown_network` for what cannot be one.
pub fn network_id(text: &str) -> Result<NetworkId, AppError> {
    if is_id(text) { Ok(text.into()) } else { Err(ErrorCode::UnknownNetwork.into()) }
}

/// A password, as it is. An empty one is none.
///
/// # Errors
/// `bad_input` when it is too long to be one.
pub fn password(text: Option<String>) -> Result<Option<SecretString>, AppError> {
    let password = text.filter(|text| !text.is_empty()).map(SecretString::from);
    if password.as_ref().is_some_and(|password| password.expose_secret().len() > LONGEST_KEY) {
        return Err(ErrorCode::BadInput.into());
    }
    Ok(password)
}

/// An app password, without what comes along unseen when it is pasted. An empty one is none; the keeper knows the form.
pub fn app_password(text: Option<String>) -> Option<SecretString> {
    let text = typed::cleaned_secret(&SecretString::from(text?));
    (!text.expose_secret().is_empty()).then_some(text)
}

/// The keys of a developer app, without what comes along unseen when they are pasted. An empty secret is none.
///
/// # Errors
/// `bad_input` when the client id is empty, or holds blanks, when the secret goes over several lines, or when either is too long.
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

/// What an app has that others of its network have not. Neither given: as it was. An empty parameter is none.
///
/// # Errors
/// `bad_input` when there are more than any network has. What a network knows is for the keeper to say.
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

/// A page comes from a network file, which may not open anything but a web page.
fn web_page(address: &str) -> Option<Url> {
    Url::parse(address).ok().filter(|page| matches!(page.scheme(), "https" | "http"))
}
