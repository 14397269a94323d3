//! The keys of the person's own developer apps: the list of them, and their check at a network.

use std::path::Path;

use lifecycle::NetworkId;
use networks::{Catalogue, Network};
use oauth::{OAuthClient, bridge, redirect::Target};
use store::Store;
use url::Url;

use crate::{
    error::Error,
    keys_state::{is_the_persons, shortened},
    organization::with_joined,
    view::name_of,
    work::WorkContext,
};

/// The port at a network that takes any: the first that is assigned to no service (RFC 6335 section 6).
const ANY_PORT: u16 = 49_152;
/// The app keys that are kept for a network, without their secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptKeys {
    /// The network.
    pub network: NetworkId,
    /// Its name, or its id if its file is gone.
    pub network_name: String,
    /// The client id, shortened.
    pub client_id: String,
    /// `true` if a secret is kept.
    pub has_secret: bool,
}

/// Reads the app keys of a data directory, sorted by the networks' names. Needs no key of the vault.
///
/// # Errors
/// When the database cannot be read.
pub fn read_apps(data_dir: &Path, catalogue: &Catalogue) -> Result<Vec<KeptKeys>, Error> {
    let Some(store) = Store::open_to_read(data_dir)? else { return Ok(Vec::new()) };
    let catalogue = with_joined(catalogue.clone(), &store.joined()?);
    let mut kept: Vec<_> = store
        .apps()?
        .into_iter()
        .filter(|(network, _)| is_the_persons(network))
        .map(|(network, keys)| KeptKeys {
            network_name: name_of(&catalogue, &network),
            client_id: shortened(&keys.client_id),
            has_secret: keys.has_secret,
            network,
        })
        .collect();
    kept.sort_by_key(|keys| keys.network_name.to_lowercase());
    Ok(kept)
}

/// The redirect address with which the app is registered at the network, or could be.
pub(crate) fn redirect_of(network: &Network, has_secret: bool, bridge: Option<&Url>) -> Target {
    let loopback = network.oauth.loopback_of(has_secret);
    let bridge = bridge::of_app(network, has_secret, bridge).cloned();
    let port = if loopback.port == 0 { ANY_PORT } else { loopback.port };
    let own = format!("http://{}:{port}{}", loopback.host, loopback.path);
    // The host and the path were checked when the file was read.
    let url = bridge.or_else(|| Url::parse(&own).ok()).unwrap_or_else(|| network.oauth.token.clone());
    Target { url, by_bridge: None }
}

impl WorkContext {
    /// Asks a network whether it accepts the stored app keys. Stores nothing, and touches no connection.
    ///
    /// # Errors
    /// When there are no keys, or they cannot be read.
    pub async fn check_keys(self, network: &Network, redirect: Target) -> Result<oauth::KeyCheck, Error> {
        let app = self.app(network)?.ok_or_else(|| Error::AppKeysMissing {
            network: network.id.to_string(),
            name: network.name.clone(),
        })?;
        let oauth = OAuthClient { http: &self.http, clock: &self.clock, network, app: &app };
        Ok(oauth.check_keys(redirect).await)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_names_the_address_that_the_app_is_registered_with() {
        let catalogue = Catalogue::builtin();
        let of = |id: &str, bridge: Option<&str>| {
            let bridge = bridge.map(|url| url.parse().unwrap());
            redirect_of(catalogue.get(&id.into()).unwrap(), true, bridge.as_ref()).url.to_string()
        };
        assert_eq!(of("facebook", None), "http://localhost:8723/callback");
        assert_eq!(of("tiktok", None), "http://127.0.0.1:49152/callback/");
        assert_eq!(
            of("instagram", Some("https://example.org/gander.html")),
            "https://example.org/gander.html"
        );
    }
}
