//! Servers of a network that is many: which one a name leads to, its metadata, and the app that Gander registers there.

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
    failure::Failure,
    http::{Http, Reply, TransportError},
    time::Time,
};

/// The name under which Gander registers its app at a server.
const CLIENT_NAME: &str = "Gander";
/// No server's client id or secret comes near this many bytes.
const LONGEST_KEY: usize = 8192;

/// The place of an account.
#[derive(Clone, Debug)]
pub struct Place {
    /// The text that the person typed, or the id of their account.
    pub said: String,
    /// It is the id of an account that is connected: it leads to its server, and to no other.
    pub known: bool,
}

/// Asks servers. Nothing that is asked needs the person.
pub struct ServerClient<'a> {
    /// The HTTP client.
    pub http: &'a Http,
    /// The time.
    pub clock: &'a Time,
}

/// The standing of a registered app at its server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It knows the app, and the app may ask for what is asked. Or it does not say.
    Good,
    /// It knows the app, which may not ask for these scopes.
    ScopesRefused,
    /// It does not know the app.
    Forgotten,
}

/// Under which name the keys of the app at one server are kept. No network has such an id.
pub fn app_of(network: &Network) -> Option<NetworkId> {
    network.server.as_ref().map(|server| format!("{}@{server}", network.id).into())
}

/// Asks for no more than the server can.
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
        // Mastodon before 4.3. `profile` is a part of it.
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

/// Whether there is a coarser choice of scopes to ask for, which is then the one that is asked for.
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
    /// Asks for a token of the app's own (RFC 6749 section 4.4), which tells without the person whether the server knows
    /// the app and its scopes: some servers forget apps that nobody uses, and an update may bring other scopes.
    pub async fn standing(&self, network: &Network, app: &App, redirect: &Url) -> Result<Standing, Failure> {
        let secret = app.client_secret.as_ref().map(ExposeSecret::expose_secret).unwrap_or_default();
        let form = [
            ("grant_type", "client_credentials"),
            ("client_id", app.client_id.as_str()),
            ("client_secret", secret),
            // GoToSocial demands it with each grant.
            ("redirect_uri", redirect.as_str()),
            ("scope", &scopes(network)),
        ];
        let reply = self.ask_server(self.http.client().post(network.oauth.token.clone()).form(&form)).await?;
        let told = Json::object(&reply.body);
        let error = told.as_deref().and_then(|told| told.get("error")?.as_str()).unwrap_or_default();
        Ok(match (reply.status, error) {
            (400..=499, "invalid_scope") => Standing::ScopesRefused,
            // It has no such grant: the sign-in will tell.
            (400..=499, "unsupported_grant_type" | "unauthorized_client" | "temporarily_unavailable") => {
                Standing::Good
            }
            (400 | 401, _) => Standing::Forgotten,
            _ => Standing::Good,
        })
    }

    /// Registers an app. With one redirect address: servers differ in how they part several.
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
                // A page is not the server's word: anything on the way may have sent it.
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

/// The keys in the answer to a registration. Mastodon's own form, which is not that of RFC 7591.
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

/// The network at the server where this account is, of one that is many servers: what was sealed with its tokens says
/// which, and the account's id, for which they are sealed, where an earlier Gander sealed no server.
pub fn at_home(network: Arc<Network>, account: &str, secrets: &Secrets) -> Arc<Network> {
    if network.oauth.asks != Some(Asks::Server) {
        return network;
    }
    let home = secrets.binding.home.clone().or_else(|| network.server(account));
    home.map_or(network.clone(), |home| network.at(&home).into())
}
