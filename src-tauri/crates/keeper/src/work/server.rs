//! The app at the person's server, for a network of many servers: the stored one, or a new one.

use lifecycle::ConnectionId;
use networks::Network;
use oauth::{DiscoveredServer, Failure, Listener, Place, ServerClient, Standing, app_of, coarsen, fit};
use url::Url;
use vault::{App, Registered};

use super::{WorkContext, failure_of};
use crate::error::Error;

impl WorkContext {
    /// The port of the redirect address with which the app at the server was registered, if `said` names the server.
    pub fn registered_port(&self, network: &Network, said: &str) -> Option<u16> {
        let there = network.at(&network.server(said)?);
        Url::parse(&self.app(&there).ok()??.registered?.redirect).ok()?.port()
    }

    /// The server that the person named, the network there, and an app of Gander's that redirects to the listener.
    ///
    /// # Errors
    /// `AddressUnknown` when `place` names no server; `RegistrationRefused` when the server registers no app.
    pub async fn at_server(
        &self,
        network: &Network,
        place: &Place,
        connection: &ConnectionId,
        listener: &mut Listener,
    ) -> Result<(Url, Network, App), Failure> {
        let stays = place.known
            || match network.server(&place.said) {
                Some(named) => self.has_account_at(&network.at(&named), None, false)?,
                None => false,
            };
        let DiscoveredServer { server, metadata } =
            self.servers().find_server(network, &place.said, stays).await?;
        let mut network = network.at(&server);
        let kept = match self.app(&network) {
            // An app that was changed in the database is of no use: register another in its place.
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

    /// Tells whether the server redirects the browser to this sign-in. Some servers take any port of this device (RFC
    /// 8252 section 7.3); others compare the whole redirect address with the registered one.
    async fn leads_back(
        &self,
        network: &Network,
        app: &App,
        connection: &ConnectionId,
        listener: &mut Listener,
    ) -> Result<bool, Failure> {
        let Some(registered) = &app.registered else {
            // An older Gander registered no port. An account that signed in with that app did so on any port.
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
        // A new app could not renew the tokens that were issued to this one.
        if self.has_account_at(network, Some(connection), true)? {
            return Err(Failure::PortTaken(port));
        }
        Ok(false)
    }

    /// Tells whether a connected account other than `except` is at the server. With `renewed`, only an account with a
    /// refresh token counts.
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

    /// The app, if its server still knows it and lets it ask for today's scopes.
    async fn still_good(
        &self,
        network: &mut Network,
        app: App,
        redirect: &Url,
    ) -> Result<Option<App>, Failure> {
        match self.servers().standing(network, &app, redirect).await? {
            Standing::Good => Ok(Some(app)),
            Standing::Forgotten => Ok(None),
            Standing::ScopesRefused => {
                let fine = network.oauth.scopes.clone();
                if coarsen(network)
                    && self.servers().standing(network, &app, redirect).await? == Standing::Good
                {
                    return self.keep(network, app, redirect).map(Some);
                }
                network.oauth.scopes = fine;
                Ok(None)
            }
        }
    }

    /// Registers an app at the server. `told`: the server lists its scopes, so that the requested ones are among them.
    async fn app_for(&self, network: &mut Network, redirect: &Url, told: bool) -> Result<App, Failure> {
        let app = match self.register(network, redirect).await {
            Err(refused @ Failure::RegistrationRefused { .. }) if coarsen(network) => {
                self.register(network, redirect).await.map_err(|_| refused)?
            }
            registered => registered?,
        };
        if told
            || self.servers().standing(network, &app, redirect).await? != Standing::ScopesRefused
            || !coarsen(network)
        {
            return Ok(app);
        }
        match self.servers().standing(network, &app, redirect).await? {
            Standing::Good => self.keep(network, app, redirect),
            Standing::ScopesRefused | Standing::Forgotten => self.register(network, redirect).await,
        }
    }

    fn servers(&self) -> ServerClient<'_> {
        ServerClient { http: &self.http, clock: &self.clock }
    }

    async fn register(&self, network: &Network, redirect: &Url) -> Result<App, Failure> {
        let app = self.servers().register(network, redirect).await?;
        self.keep(network, app, redirect)
    }

    /// Stores an app before its first use. Otherwise each failed sign-in would leave one more app at the server.
    fn keep(&self, network: &Network, app: App, redirect: &Url) -> Result<App, Failure> {
        let id = app_of(network).ok_or(Failure::Unsupported)?;
        let registered =
            Registered { redirect: redirect.to_string(), scopes: network.oauth.scopes.join(" ") };
        let app = App { registered: Some(registered), ..app };
        self.store(|store| store.set_app(&self.key, &id, &app)).map_err(|_| Failure::Storage)?;
        Ok(app)
    }
}
