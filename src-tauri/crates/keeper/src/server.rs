//! A network that is many servers: which one it is, what that one can, and the app that is registered there.

use lifecycle::NetworkId;
use networks::{Json, Network, Pkce};
use secrecy::ExposeSecret;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::json;
use url::{Host, Url};
use zeroize::Zeroizing;

use crate::{
    error::Error,
    http::{Fault, Reply},
    snapshot::Failure,
    store::App,
    work::{Tools, failure_of},
};

/// What is told to a server as whose app it is.
const CLIENT_NAME: &str = "Gander";

/// What a server says of itself (RFC 8414 section 2), as far as it is asked here.
#[derive(Default, Deserialize)]
struct Metadata {
    issuer: Option<Url>,
    #[serde(default)]
    scopes_supported: Vec<String>,
    #[serde(default)]
    code_challenge_methods_supported: Vec<String>,
}

/// A registered app. Mastodon's own form, which is not that of RFC 7591.
#[derive(Deserialize)]
struct Registered {
    client_id: String,
    client_secret: Zeroizing<String>,
}

/// Under which name the keys of the app at one server are kept. No network has such an id.
pub(crate) fn app_of(network: &Network) -> Option<NetworkId> {
    network.server.as_ref().map(|server| format!("{}@{server}", network.id).into())
}

impl Tools {
    /// The network at the server that a person said, and an app of ours there.
    ///
    /// # Errors
    /// `AddressUnknown` when there is no such server, or something else is there.
    pub async fn at_server(
        &self,
        network: &Network,
        said: &str,
        redirect: &Url,
    ) -> Result<(Url, Network, App), Failure> {
        let server = network.server(said).ok_or(Failure::AddressUnknown)?;
        let network = self.able(network.at(&server)).await?;
        let kept = match self.app(&network) {
            // An app that was changed in the database is of no use: another is registered in its place.
            Err(Error::Altered(_)) => None,
            kept => kept.map_err(|error| failure_of(&error))?,
        };
        let app = match kept {
            Some(app) if self.is_still_known(&network, &app).await? => app,
            Some(_) | None => self.register(&network, redirect).await?,
        };
        Ok((server, network, app))
    }

    /// Asks for no more than the server can.
    async fn able(&self, mut network: Network) -> Result<Network, Failure> {
        let metadata = match &network.oauth.discover {
            Some(url) => self.metadata(url).await?,
            None => return Ok(network),
        };
        if !metadata.code_challenge_methods_supported.iter().any(|method| method == "S256") {
            network.oauth.pkce = Pkce::None;
        }
        for scope in &mut network.oauth.scopes {
            // Mastodon before 4.3. `profile` is a part of it.
            if scope == "profile" && !metadata.scopes_supported.contains(scope) {
                "read:accounts".clone_into(scope);
            }
        }
        Ok(network)
    }

    async fn metadata(&self, url: &Url) -> Result<Metadata, Failure> {
        let reply = self.ask_server(self.http.client().get(url.clone())).await?;
        match reply.status {
            200..=299 => {}
            // Older servers know no such page. Any other refusal says nothing of what the server can.
            404 | 410 => return Ok(Metadata::default()),
            _ => return Err(Failure::Unreachable),
        }
        let Some(metadata) = read::<Metadata>(&reply) else {
            return Err(Failure::AddressUnknown);
        };
        // RFC 8414 section 3.3. Some servers are reached by another name than their own, which is theirs to say.
        match metadata.issuer.as_ref().and_then(Url::host) {
            Some(Host::Domain(_)) | None if url.scheme() == "https" => {}
            issuer if issuer == url.host() => {}
            _ => return Err(Failure::AddressUnknown),
        }
        Ok(metadata)
    }

    /// Whether the server still knows the app, and lets it ask for what is asked today: some forget apps that nobody
    /// uses, and an update of theirs may bring other scopes. Whoever asks for a token of the app's own (RFC 6749
    /// section 4.4) learns both, without the person.
    async fn is_still_known(&self, network: &Network, app: &App) -> Result<bool, Failure> {
        let secret = app.client_secret.as_ref().map(ExposeSecret::expose_secret).unwrap_or_default();
        let form = [
            ("grant_type", "client_credentials"),
            ("client_id", app.client_id.as_str()),
            ("client_secret", secret),
            ("scope", &network.oauth.scopes.join(&network.oauth.scope_separator)),
        ];
        let reply = self.ask_server(self.http.client().post(network.oauth.token.clone()).form(&form)).await?;
        // Anything else than a refusal is for the sign-in to find out.
        Ok(!matches!(reply.status, 400 | 401))
    }

    async fn register(&self, network: &Network, redirect: &Url) -> Result<App, Failure> {
        let url = network.oauth.register.clone().ok_or(Failure::Unsupported)?;
        let mut redirect = redirect.clone();
        // Of an address in numbers any port is taken (RFC 8252 section 7.3).
        if matches!(redirect.host(), Some(Host::Ipv4(_) | Host::Ipv6(_))) {
            let _ = redirect.set_port(None);
        }
        let app = json!({
            "client_name": CLIENT_NAME,
            "redirect_uris": redirect,
            "scopes": network.oauth.scopes.join(&network.oauth.scope_separator),
        });
        let reply = self.ask_server(self.http.client().post(url).json(&app)).await?;
        let registered: Registered = match (reply.status, read(&reply)) {
            (200..=299, Some(registered)) => registered,
            (429 | 500..=599, _) => return Err(Failure::Unreachable),
            // No server of this network is there.
            _ => return Err(Failure::AddressUnknown),
        };
        let app = App {
            client_id: registered.client_id,
            client_secret: Some(registered.client_secret.as_str().into()),
        };
        let id = app_of(network).ok_or(Failure::Unsupported)?;
        // Before it is used: else each failed sign-in would leave one more app at the server.
        self.store(|store| store.set_app(&self.key, &id, &app)).map_err(|_| Failure::Storage)?;
        Ok(app)
    }

    async fn ask_server(&self, request: reqwest::RequestBuilder) -> Result<Reply, Failure> {
        let request = request.header(http::header::ACCEPT, "application/json").build();
        let request = request.map_err(|_| Failure::AddressUnknown)?;
        self.http.send(request, &self.clock).await.map_err(|fault| match fault {
            Fault::NotSent | Fault::NoAnswer => Failure::Unreachable,
            Fault::TooLarge => Failure::AddressUnknown,
        })
    }
}

fn read<T: DeserializeOwned>(reply: &Reply) -> Option<T> {
    let json = Json::object(&reply.body)?;
    T::deserialize(&*json).ok()
}
