//! A network that is many servers: what the person's one can, and the app that is registered there.

mod finding;
mod well_known;

use lifecycle::{ConnectionId, Endpoint, NetworkId};
use networks::{Answer, Json, Network, Pkce};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use url::Url;
use vault::{App, Registered};

use self::finding::{DiscoveredServer, Metadata};
use crate::{
    error::Error,
    http::{Reply, TransportError},
    redirect::Listener,
    snapshot::Failure,
    work::{WorkContext, failure_of},
};

/// What is told to a server as whose app it is.
const CLIENT_NAME: &str = "Gander";
/// No server's client id or secret comes near this many bytes.
const LONGEST_KEY: usize = 8192;

/// Where an account is.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// What the person typed, or the id of their account.
    pub said: String,
    /// It is the id of an account that is connected: it leads to its server, and to no other.
    pub known: bool,
}

/// What a server says of an app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// It knows the app, and the app may ask for what is asked. Or it does not say.
    Good,
    /// It knows the app, which may not ask for these scopes.
    ScopesRefused,
    /// It does not know the app.
    Forgotten,
}

/// Under which name the keys of the app at one server are kept. No network has such an id.
pub(crate) fn app_of(network: &Network) -> Option<NetworkId> {
    network.server.as_ref().map(|server| format!("{}@{server}", network.id).into())
}

/// Asks for no more than the server can.
fn fit(network: &mut Network, metadata: Option<&Metadata>, kept: Option<&App>) {
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
fn coarsen(network: &mut Network) -> bool {
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

impl WorkContext {
    /// The port of the redirect address that the app at the server was registered with, where the server is known by
    /// what was said.
    pub fn registered_port(&self, network: &Network, said: &str) -> Option<u16> {
        let there = network.at(&network.server(said)?);
        Url::parse(&self.app(&there).ok()??.registered?.redirect).ok()?.port()
    }

    /// The network at the server that a person said, and an app of ours there that leads back to the listener.
    ///
    /// # Errors
    /// `AddressUnknown` when what was said names no server; `RegistrationRefused` when the server wants no app of ours.
    pub async fn at_server(
        &self,
        network: &Network,
        place: &Place,
        connection: &ConnectionId,
        listener: &mut Listener,
    ) -> Result<(Url, Network, App), Failure> {
        let DiscoveredServer { server, metadata } = self.find_server(network, place).await?;
        let mut network = network.at(&server);
        let kept = match self.app(&network) {
            // An app that was changed in the database is of no use: another is registered in its place.
            Err(Error::Altered(_)) => None,
            kept => kept.map_err(|error| failure_of(&error))?,
        };
        fit(&mut network, metadata.as_ref(), kept.as_ref());
        let kept = match kept {
            Some(app) if self.leads_back(&network, &app, connection, listener).await? => {
                self.still_good(&mut network, app, listener.url()).await?
            }
            Some(_) | None => None,
        };
        let app = match kept {
            Some(app) => app,
            None => {
                let told = metadata.is_some_and(|metadata| metadata.scopes.is_some());
                self.app_for(&mut network, listener.url(), told).await?
            }
        };
        Ok((server, network, app))
    }

    /// Whether the server sends the browser back to this sign-in. Some take any port of this device (RFC 8252 section
    /// 7.3); others compare the whole redirect address with the one that the app was registered with.
    async fn leads_back(
        &self,
        network: &Network,
        app: &App,
        connection: &ConnectionId,
        listener: &mut Listener,
    ) -> Result<bool, Failure> {
        let Some(registered) = &app.registered else {
            // An older Gander registered no port. Whoever signed in with that app did so with any.
            return self.has_account_at(network, None, false);
        };
        if registered.redirect == listener.url().as_str() {
            return Ok(true);
        }
        let port = Url::parse(&registered.redirect).ok().and_then(|redirect| redirect.port());
        let Some(port) = port else { return Ok(false) };
        if listener.move_to(port).await.is_ok() && registered.redirect == listener.url().as_str() {
            return Ok(true);
        }
        // With another app Gander could not renew the access that was given to this one.
        if self.has_account_at(network, Some(connection), true)? {
            return Err(Failure::PortTaken(port));
        }
        Ok(false)
    }

    /// Whether a connected account other than `except` is at the server. With `renewed`, only one whose access is
    /// renewed by a refresh token counts.
    fn has_account_at(
        &self,
        network: &Network,
        except: Option<&ConnectionId>,
        renewed: bool,
    ) -> Result<bool, Failure> {
        let Some(server) = &network.server else { return Ok(false) };
        self.store(|store| store.has_account_at(&network.id, server, except, renewed))
            .map_err(|_| Failure::Storage)
    }

    /// The app, if its server still knows it and lets it ask for what is asked today.
    async fn still_good(
        &self,
        network: &mut Network,
        app: App,
        redirect: &Url,
    ) -> Result<Option<App>, Failure> {
        match self.standing(network, &app, redirect).await? {
            Standing::Good => Ok(Some(app)),
            Standing::Forgotten => Ok(None),
            Standing::ScopesRefused => {
                let fine = network.oauth.scopes.clone();
                if coarsen(network) && self.standing(network, &app, redirect).await? == Standing::Good {
                    return self.keep(network, app, redirect).map(Some);
                }
                network.oauth.scopes = fine;
                Ok(None)
            }
        }
    }

    /// Asks for a token of the app's own (RFC 6749 section 4.4), which tells without the person whether the server knows
    /// the app and its scopes: some servers forget apps that nobody uses, and an update may bring other scopes.
    async fn standing(&self, network: &Network, app: &App, redirect: &Url) -> Result<Standing, Failure> {
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

    /// A new app at the server. `told`: the server lists its scopes, so that those that are asked for are among them.
    async fn app_for(&self, network: &mut Network, redirect: &Url, told: bool) -> Result<App, Failure> {
        let app = match self.register(network, redirect).await {
            Err(refused @ Failure::RegistrationRefused { .. }) if coarsen(network) => {
                self.register(network, redirect).await.map_err(|_| refused)?
            }
            registered => registered?,
        };
        if told
            || self.standing(network, &app, redirect).await? != Standing::ScopesRefused
            || !coarsen(network)
        {
            return Ok(app);
        }
        match self.standing(network, &app, redirect).await? {
            Standing::Good => self.keep(network, app, redirect),
            Standing::ScopesRefused | Standing::Forgotten => self.register(network, redirect).await,
        }
    }

    /// Registers an app. With one redirect address: servers differ in how they part several.
    async fn register(&self, network: &Network, redirect: &Url) -> Result<App, Failure> {
        let url = network.oauth.register.clone().ok_or(Failure::Unsupported)?;
        let form = [
            ("client_name", CLIENT_NAME),
            ("redirect_uris", redirect.as_str()),
            ("scopes", &scopes(network)),
        ];
        let reply = self.ask_server(self.http.client().post(url).form(&form)).await?;
        let told = Json::object(&reply.body);
        match (reply.status, told.as_deref().and_then(registered)) {
            (200..=299, Some(app)) => self.keep(network, app, redirect),
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

    /// Keeps an app before it is used: else each failed sign-in would leave one more app at the server.
    fn keep(&self, network: &Network, app: App, redirect: &Url) -> Result<App, Failure> {
        let id = app_of(network).ok_or(Failure::Unsupported)?;
        let registered =
            Registered { redirect: redirect.to_string(), scopes: network.oauth.scopes.join(" ") };
        let app = App { registered: Some(registered), ..app };
        self.store(|store| store.set_app(&self.key, &id, &app)).map_err(|_| Failure::Storage)?;
        Ok(app)
    }

    async fn ask_server(&self, request: reqwest::RequestBuilder) -> Result<Reply, Failure> {
        let request = request.header(http::header::ACCEPT, "application/json").build();
        let request = request.map_err(|_| Failure::BadAnswer)?;
        self.http.send(request, &self.clock).await.map_err(|fault| match fault {
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
