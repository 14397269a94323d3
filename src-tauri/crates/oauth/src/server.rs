//! A network with many servers: the server of a name, its metadata, and Gander's app registration there.

mod finding;
mod well_known;

use std::sync::Arc;

use lifecycle::{Endpoint, NetworkId};
use networks::{Answer, Asks, Json, Network, Pkce};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use url::Url;
use vault::{App, Secrets};

pub use finding::{DiscoveredServer, Metadata};

use crate::{
    error::TransportError,
    failure::Failure,
    http::{Http, Reply},
    time::Time,
};

/// The name under which Gander registers its app at a server.
const CLIENT_NAME: &str = "Gander";
/// The maximum length of a client id or client secret, in bytes. Real ones are far shorter.
const LONGEST_KEY: usize = 8192;

/// The text that leads to an account's server.
#[derive(Clone, Debug)]
pub struct Place {
    /// The text that the person typed, or the id of their account.
    pub said: String,
    /// True for the id of a connected account, which leads to that account's own server only.
    pub known: bool,
}

/// Sends the requests to servers that need no sign-in by the person.
pub struct ServerClient<'a> {
    /// The HTTP client.
    pub http: &'a Http,
    /// The time.
    pub clock: &'a Time,
}

/// The standing of a registered app at its server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The server knows the app and allows its scopes, or does not say.
    Good,
    /// The server knows the app, but refuses these scopes.
    ScopesRefused,
    /// The server does not know the app.
    Forgotten,
}

/// The id under which the app keys for one server are stored. No network has an id of this form.
pub fn app_of(network: &Network) -> Option<NetworkId> {
    network.server.as_ref().map(|server| format!("{}@{server}", network.id).into())
}

/// Limits PKCE and the scopes to those that the server supports.
pub fn fit(network: &mut Network, metadata: Option<&Metadata>, kept: Option<&App>) {
    if !metadata.is_some_and(|metadata| metadata.s256) {
        network.oauth.pkce = Pkce::None;
    }
    let supported = metadata.and_then(|metadata| metadata.scopes.as_ref());
    if let (None, Some(registered)) = (supported, kept.and_then(|app| app.registered.as_ref())) {
        network.oauth.scopes = registered.scopes.split(' ').map(str::to_owned).collect();
        return;
    }
    let knows = |scope: &String| supported.is_some_and(|supported| supported.contains(scope));
    for scope in &mut network.oauth.scopes {
        // Mastodon before 4.3 has no `profile` scope; `read:accounts` includes it.
        if scope == "profile" && !knows(scope) {
            "read:accounts".clone_into(scope);
        }
    }
    let oauth = &mut network.oauth;
    if !oauth.coarse_scopes.is_empty()
        && oauth.coarse_scopes.iter().all(knows)
        && !oauth.scopes.iter().all(knows)
    {
        oauth.scopes.clone_from(&oauth.coarse_scopes);
    }
}

/// Switches to the coarser scopes. Returns false if there are none, or they are already in use.
pub fn coarsen(network: &mut Network) -> bool {
    let oauth = &mut network.oauth;
    let coarser = !oauth.coarse_scopes.is_empty() && oauth.scopes != oauth.coarse_scopes;
    if coarser {
        oauth.scopes.clone_from(&oauth.coarse_scopes);
    }
    coarser
}

fn scopes(network: &Network) -> String {
    network.oauth.scopes.join(&network.oauth.scope_separator)
}

impl ServerClient<'_> {
    /// Requests a client credentials token (RFC 6749 section 4.4) to learn, without the person, if the server still
    /// accepts the app and its scopes. Some servers delete unused apps, and an update of Gander may need other scopes.
    pub async fn standing(&self, network: &Network, app: &App, redirect: &Url) -> Result<Standing, Failure> {
        let secret = app.client_secret.as_ref().map(ExposeSecret::expose_secret).unwrap_or_default();
        let form = [
            ("grant_type", "client_credentials"),
            ("client_id", app.client_id.as_str()),
            ("client_secret", secret),
            // GoToSocial demands a redirect URI with each grant.
            ("redirect_uri", redirect.as_str()),
            ("scope", &scopes(network)),
        ];
        let reply = self.ask_server(self.http.client().post(network.oauth.token.clone()).form(&form)).await?;
        let told = Json::object(&reply.body);
        let error = told.as_deref().and_then(|told| told.get("error")?.as_str()).unwrap_or_default();
        Ok(match (reply.status, error) {
            (400..=499, "invalid_scope") => Standing::ScopesRefused,
            // The grant is unavailable, so the answer says nothing about the app.
            (400..=499, "unsupported_grant_type" | "unauthorized_client" | "temporarily_unavailable") => {
                Standing::Good
            }
            (400 | 401, _) => Standing::Forgotten,
            _ => Standing::Good,
        })
    }

    /// Registers an app with a single redirect address, because servers differ in the separator between several.
    pub async fn register(&self, network: &Network, redirect: &Url) -> Result<App, Failure> {
        let url = network.oauth.register.clone().ok_or(Failure::Unsupported)?;
        let form = [
            ("client_name", CLIENT_NAME),
            ("redirect_uris", redirect.as_str()),
            ("scopes", &scopes(network)),
        ];
        let reply = self.ask_server(self.http.client().post(url).form(&form)).await?;
        let told = Json::object(&reply.body);
        match (reply.status, told.as_deref().and_then(registered)) {
            (200..=299, Some(app)) => Ok(app),
            (200..=299, None) => Err(Failure::BadAnswer),
            (408 | 425 | 429 | 500..=599, _) => Err(Failure::Unreachable),
            (status, _) => {
                let (at, headers, body) = (self.clock.now(), &reply.headers, &reply.body);
                let answer = Answer { endpoint: Endpoint::Authorization, at, status, headers, body };
                let code = network.classify(&answer).evidence.code;
                // An HTML page may come from anything on the way, so only JSON counts as the server's answer.
                let by_server = told.is_some();
                Err(Failure::RegistrationRefused { status, code, by_server })
            }
        }
    }

    async fn ask_server(&self, request: reqwest::RequestBuilder) -> Result<Reply, Failure> {
        let request = request.header(http::header::ACCEPT, "application/json").build();
        let request = request.map_err(|_| Failure::BadAnswer)?;
        self.http.send(request, self.clock).await.map_err(|fault| match fault {
            TransportError::NotSent | TransportError::NoAnswer => Failure::Unreachable,
            TransportError::TooLarge => Failure::BadAnswer,
        })
    }
}

/// The app keys in a registration answer of Mastodon's own API, which does not follow RFC 7591.
fn registered(told: &Value) -> Option<App> {
    let key = |name: &str| {
        let key = match told.get(name)? {
            Value::String(text) => text.trim().to_owned(),
            Value::Number(number) if !number.is_f64() => number.to_string(),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
                return None;
            }
        };
        (!key.is_empty() && key.len() <= LONGEST_KEY).then_some(key)
    };
    let client_secret = key("client_secret").map(SecretString::from)?;
    Some(App { client_id: key("client_id")?, client_secret: Some(client_secret), ..App::default() })
}

/// For a network with many servers, returns the network at the account's own server. That server comes from the sealed
/// binding, or from the account id if an earlier Gander sealed no server.
pub fn at_home(network: Arc<Network>, account: &str, secrets: &Secrets) -> Arc<Network> {
    if network.oauth.asks != Some(Asks::Server) {
        return network;
    }
    let home = secrets.binding.home.clone().or_else(|| network.server(account));
    home.map_or(network.clone(), |home| network.at(&home).into())
}
