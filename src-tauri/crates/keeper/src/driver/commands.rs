//! Carries out the commands of handles.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use lifecycle::{ConnectionId, Input, NetworkId, OperationId, Record, SignInProgress};
use networks::{AppOptions, Network, Protocol, Redirect};
use oauth::{
    KeyCheck, bridge,
    redirect::{self, Redirected},
};
use secrecy::{ExposeSecret, SecretString};
use store::{Owner, StoreError};
use tokio::sync::oneshot;
use url::Url;
use vault::{App, key::Asking};

use super::{Command, Driver, Reply};
use crate::{
    Error, Link, Outcome,
    app_keys::redirect_of,
    keys_state::is_the_persons,
    sign_ins::{SignInParameters, new_connection},
    view,
};

impl Driver {
    pub(super) fn handle_command(&mut self, command: Command) {
        let now = self.clock.now();
        match command {
            Command::Share => self.begin_to_share(),
            Command::FeedsChanged => {
                self.reload_feeds();
                self.fetch_entry_pictures();
            }
            Command::SawActivities => self.saw_activities(),
            Command::StoreChanged => self.reload(),
            Command::ShutDown(waiter) => self.begin_shut_down(Some(waiter)),
            Command::Outcome(operation_id, waiter) => self.state.sign_ins.wait(operation_id, waiter),
            Command::AuthorizationUrl(operation_id, reply) => {
                let _ = reply.send(self.authorization_url(operation_id));
            }
            Command::Cancel(operation_id, reply) => {
                let _ = reply.send(self.cancel(operation_id));
            }
            // The revocation needs the token, and so the key. Without the key the connection still goes.
            command @ Command::Disconnect(..)
                if self.state.key.is_none() && self.is_asking_for_key() && self.state.trouble.is_none() =>
            {
                self.state.parked.push(command);
            }
            Command::Disconnect(id, reply) => self.disconnect(id, reply),
            Command::PauseAlerts(until, reply) => {
                let _ = reply.send(self.pause_alerts(until));
            }
            Command::SetLanguage(tag, reply) => {
                let _ = reply.send(self.set_language(tag));
            }
            Command::Plan(invitation, reply) => {
                let _ = reply.send(self.plan_joining(&invitation));
            }
            Command::RemoveApp(network, reply) => {
                let _ = reply.send(self.remove_app(&network));
            }
            command if self.state.key.is_none() => self.park(command),
            Command::Connect(network, said, reply) => {
                let _ = reply.send(self.connect(&network, said));
            }
            Command::Reauthorize(id, said, reply) => {
                let _ = reply.send(self.reauthorize(id, said));
            }
            Command::EnterPin(operation_id, pin, reply) => {
                let _ = reply.send(self.enter_pin(operation_id, pin));
            }
            Command::AddAsNew(operation_id, reply) => {
                let _ = reply.send(self.add_as_new(operation_id));
            }
            Command::DeletePost(post, reply) => self.delete_post(&post, reply),
            Command::Check(Some(id), reply) => self.check(id, reply),
            Command::Check(None, reply) => self.check_all(reply),
            Command::Renew(id, reply) => self.renew(id, now, reply),
            Command::Use(id, valid_for, reply) => self.use_token(id, valid_for, reply),
            Command::Tools(id, reply) => drop(reply.send(self.tools_for_program(&id))),
            Command::ListPages(id, reply) => self.list_pages(&id, reply),
            Command::HoldPages(id, held, reply) => self.hold_pages(&id, held, reply),
            Command::SetApp(network, app, options, reply) => {
                let _ = reply.send(self.set_app(&network, app, options));
            }
            Command::Join(joining, shown, reply) => {
                let _ = reply.send(self.join(&joining, &shown));
            }
            Command::MakeOrganization(name, passphrase, reply) => {
                self.make_organization(name, passphrase, reply);
            }
            Command::CheckApp(network, reply) => self.check_app(&network, reply),
            Command::SetBridge(network, address, reply) => {
                let _ = reply.send(self.set_bridge(&network, address.as_deref()));
            }
            Command::TakeRedirect(link, reply) => {
                let _ = reply.send(self.take_redirect_link(&link));
            }
            Command::TestEmail(settings, password, reply) => self.test_email(*settings, password, reply),
            Command::SetAlerts(settings, password, reply) => {
                let _ = reply.send(self.set_alerts(*settings, password.as_ref()));
            }
        }
    }

    fn authorization_url(&self, operation_id: OperationId) -> Result<Url, Error> {
        let pending = self.state.sign_ins.get(operation_id);
        let authorization = pending.and_then(|pending| pending.authorization.as_ref());
        authorization.map(|authorization| authorization.url.clone()).ok_or(Error::UnknownSignIn)
    }

    fn cancel(&mut self, operation_id: OperationId) -> Result<(), Error> {
        let known = self.state.sign_ins.get(operation_id).is_some();
        self.handle(Input::SignInCancelled { operation_id });
        known.then_some(()).ok_or(Error::UnknownSignIn)
    }

    fn disconnect(&mut self, id: ConnectionId, reply: Reply<()>) {
        if self.known(&id, reply, |driver, reply| driver.await_end(&id, reply)) {
            self.handle(Input::DisconnectRequested { connection: id });
        }
    }

    fn check(&mut self, id: ConnectionId, reply: Reply<()>) {
        if self.known(&id, reply, |driver, reply| driver.await_end(&id, reply)) {
            self.handle(Input::CheckRequested { connection: id });
        }
    }

    fn renew(&mut self, id: ConnectionId, now: DateTime<Utc>, reply: Reply<()>) {
        if let Some(error) = self.machine.record(&id).and_then(|record| self.not_renewable(record, now)) {
            let _ = reply.send(Err(error));
        } else if self.known(&id, reply, |driver, reply| driver.await_end(&id, reply)) {
            self.handle(Input::RenewRequested { connection: id });
        }
    }

    /// Keeps the wrong account that signed in as a connection of its own.
    fn add_as_new(&mut self, operation_id: OperationId) -> Result<(), Error> {
        let (_, sign_in) =
            self.machine.sign_ins().find(|(of, _)| *of == operation_id).ok_or(Error::UnknownSignIn)?;
        let connection = new_connection(&sign_in.network);
        self.state.sign_ins.reopen(operation_id);
        self.handle(Input::AddAsNewRequested { operation_id, connection });
        Ok(())
    }

    /// The reason why a renewal would only be refused, if there is one.
    fn not_renewable(&self, record: &Record, now: DateTime<Utc>) -> Option<Error> {
        let name = || view::name_of(&self.catalogue, &record.network);
        if !record.grant.renewable(&record.policy) {
            return Some(Error::NotRenewable { name: name() });
        }
        let from = record.grant.renewable_from(&record.policy).filter(|from| now < *from)?;
        Some(Error::NotYetRenewable { name: name(), from })
    }

    pub(super) fn known<T>(
        &mut self,
        id: &ConnectionId,
        reply: Reply<T>,
        then: impl FnOnce(&mut Self, Reply<T>),
    ) -> bool {
        if self.machine.record(id).is_none() {
            let _ = reply.send(Err(Error::UnknownConnection(id.to_string())));
            return false;
        }
        then(self, reply);
        true
    }

    fn await_end(&mut self, id: &ConnectionId, reply: Reply<()>) {
        self.state.waiting.entry(id.clone()).or_default().push(reply);
        self.state.queue.prioritize(id);
    }

    fn check_all(&mut self, reply: Reply<()>) {
        let ids: Vec<_> = self.machine.records().map(|record| record.id.clone()).collect();
        let mut ends = Vec::new();
        for id in ids {
            let (ended, end) = oneshot::channel();
            self.await_end(&id, ended);
            ends.push(end);
            self.handle(Input::CheckRequested { connection: id });
        }
        tokio::spawn(async move {
            let mut result = Ok(());
            for end in ends {
                result = result.and(end.await.unwrap_or(Err(Error::ShutDown)));
            }
            let _ = reply.send(result);
        });
    }

    /// Keeps a command until the key is here or refused. After a refusal each command asks once more, because the
    /// person may have unlocked the keyring.
    fn park(&mut self, command: Command) {
        if self.is_asking_for_key() && self.state.trouble.is_some() {
            return refuse(command, || self.locked().into());
        }
        self.state.parked.push(command);
        if !self.is_asking_for_key() {
            self.ask_for_key(Asking::MayPrompt);
        }
    }

    fn connect(&mut self, id: &NetworkId, said: SignInParameters) -> Result<OperationId, Error> {
        let network = self.network(id)?;
        self.ready(&network, &said)?;
        if let Some(asks) = network.oauth.asks.filter(|_| said.at.is_none()) {
            return Err(Error::AddressMissing { name: network.name.clone(), asks });
        }
        let operation_id = self.machine.new_operation_id();
        self.state.sign_ins.begin(operation_id, said);
        let policy = Arc::clone(self.state.policies.get(id).unwrap_or(&network.policy));
        let (connection, network) = (new_connection(id), id.clone());
        let input = Input::ConnectRequested { operation_id, connection, network, policy };
        self.handle(input);
        Ok(operation_id)
    }

    fn reauthorize(
        &mut self,
        connection: ConnectionId,
        said: SignInParameters,
    ) -> Result<OperationId, Error> {
        let record = self
            .machine
            .record(&connection)
            .ok_or_else(|| Error::UnknownConnection(connection.to_string()))?;
        let owner = Owner::of(record);
        let network = self.network(&owner.network)?;
        self.ready(&network, &said)?;
        // The account's id names the server of the sign-in, so it counts only as it was sealed.
        if network.oauth.asks.is_some() && said.at.is_none() {
            let tools = self.tools()?;
            let opened = self.store().secrets(&tools.key, &owner);
            if let Err(error @ StoreError::Altered(_)) = opened {
                return Err(error.into());
            }
        }
        let operation_id = self.machine.new_operation_id();
        self.state.sign_ins.begin(operation_id, said);
        self.handle(Input::ReauthorizeRequested { operation_id, connection });
        Ok(operation_id)
    }

    /// Checks that a sign-in can start.
    fn ready(&mut self, network: &Network, said: &SignInParameters) -> Result<(), Error> {
        if said.app_password.is_some() {
            let has_them = network.oauth.protocol == Protocol::Atproto;
            let error =
                || Error::BadInput(format!("{} has no app passwords; sign in without one", network.name));
            return has_them.then_some(()).ok_or_else(error);
        }
        if !said.by_pin {
            supported(network, self.state.bridges.get(&network.id))?;
        } else if !network.oauth.redirect.contains(&Redirect::Pin) {
            return Err(Error::BadInput(format!("{} shows no PIN; sign in without one", network.name)));
        }
        if !network.needs_no_app() && self.tools()?.app(network)?.is_none() {
            return Err(Error::AppKeysMissing {
                network: network.id.to_string(),
                name: network.name.clone(),
            });
        }
        Ok(())
    }

    /// Takes the PIN that the person typed, in place of a redirect.
    fn enter_pin(&mut self, operation_id: OperationId, pin: SecretString) -> Result<(), Error> {
        let pending = self.state.sign_ins.get_mut(operation_id).ok_or(Error::UnknownSignIn)?;
        if !pending.said.by_pin || pending.authorization.is_none() || pending.code.is_some() {
            return Err(Error::UnknownSignIn);
        }
        // The sign-in waits no longer.
        if let Some(patience) = pending.redirect.take() {
            patience.abort();
        }
        self.take_redirect(operation_id, Redirected::Code(pin));
        Ok(())
    }

    fn set_app(&mut self, id: &NetworkId, mut app: App, options: Option<AppOptions>) -> Result<(), Error> {
        let network = self.network(id)?;
        let key = self.state.key.clone().ok_or_else(|| self.locked())?;
        if network.oauth.secret == networks::Secret::Required && app.client_secret.is_none() {
            return Err(Error::ClientSecretMissing { name: network.name.clone() });
        }
        if let Some(options) = &options {
            network.check_options(options).map_err(Error::BadInput)?;
        }
        let former = self.state.apps.get(id).filter(|former| former.client_id == app.client_id);
        app.options = options.or_else(|| former.map(|former| former.options.clone())).unwrap_or_default();
        self.store().set_app(&key, id, &app)?;
        // The keys count as changed even if only the secret differs.
        self.state.apps.remove(id);
        self.reload_apps();
        Ok(())
    }

    /// Removes the app keys of a network, even if its file is gone.
    fn remove_app(&mut self, id: &NetworkId) -> Result<(), Error> {
        if !is_the_persons(id) || !self.store().remove_app(id)? {
            let name = view::name_of(&self.catalogue, id);
            return Err(Error::BadInput(format!(
                "no keys are kept for {name}; `gander app list` lists those that are"
            )));
        }
        self.reload_apps();
        Ok(())
    }

    /// Asks a network whether it accepts the stored app keys. It touches no connection, so it waits in no queue.
    fn check_app(&mut self, id: &NetworkId, reply: Reply<KeyCheck>) {
        let network = match self.network(id) {
            Ok(network) if network.needs_no_app() => {
                let sentence = format!("{} needs no keys of yours, so there are none to check", network.name);
                return drop(reply.send(Err(Error::BadInput(sentence))));
            }
            Ok(network) => network,
            Err(error) => return drop(reply.send(Err(error))),
        };
        let has_secret = self.state.apps.get(id).is_none_or(|keys| keys.has_secret);
        let redirect = redirect_of(&network, has_secret, self.state.bridges.get(id));
        match self.tools() {
            Ok(tools) => {
                tokio::spawn(async move {
                    let _ = reply.send(tools.check_keys(&network, redirect).await);
                });
            }
            Err(error) => drop(reply.send(Err(error))),
        }
    }

    fn set_bridge(&mut self, id: &NetworkId, address: Option<&str>) -> Result<(), Error> {
        let network = self.network(id)?;
        let address = address
            .map(|text| bridge::address(&network, &crate::typed::cleaned(text)).map_err(Error::BadInput))
            .transpose()?;
        let key = self.state.key.clone().ok_or_else(|| self.locked())?;
        // Reads the bridges from the database, if Gander wrote them.
        self.reload_apps();
        let mut bridges = self.state.bridges.clone();
        match address {
            Some(address) => bridges.insert(id.clone(), address),
            None => bridges.remove(id),
        };
        self.store().set_bridges(&key, &bridges)?;
        self.reload_apps();
        Ok(())
    }

    /// Passes a redirect that came as a link to its sign-in, which the `state` identifies.
    fn take_redirect_link(&mut self, link: &SecretString) -> Result<(), Error> {
        let query = Link::redirect_query(link.expose_secret()).ok_or(Error::UnknownSignIn)?;
        let (operation_id, redirected) = self
            .machine
            .sign_ins()
            .filter(|(_, sign_in)| sign_in.progress() == SignInProgress::Waiting)
            .find_map(|(operation_id, _)| {
                let authorization = self.state.sign_ins.get(operation_id)?.authorization.as_ref()?;
                let (state, issuer) = (&authorization.state, authorization.issuer());
                let read = redirect::read_query(query, Protocol::OAuth2, state, issuer.as_deref());
                Some((operation_id, read.ok()?.0))
            })
            .ok_or(Error::UnknownSignIn)?;
        self.take_redirect(operation_id, redirected);
        Ok(())
    }
}

/// Answers a command with an error.
pub(super) fn refuse(command: Command, error: impl Fn() -> Error) {
    match command {
        Command::Connect(_, _, reply) | Command::Reauthorize(_, _, reply) => drop(reply.send(Err(error()))),
        Command::AuthorizationUrl(_, reply) => drop(reply.send(Err(error()))),
        Command::Cancel(_, reply)
        | Command::AddAsNew(_, reply)
        | Command::EnterPin(_, _, reply)
        | Command::Check(_, reply)
        | Command::DeletePost(_, reply)
        | Command::Renew(_, reply)
        | Command::Use(_, _, reply)
        | Command::Disconnect(_, reply)
        | Command::ListPages(_, reply)
        | Command::HoldPages(_, _, reply)
        | Command::SetApp(_, _, _, reply)
        | Command::RemoveApp(_, reply)
        | Command::Join(_, _, reply)
        | Command::SetBridge(_, _, reply)
        | Command::TakeRedirect(_, reply)
        | Command::SetAlerts(_, _, reply)
        | Command::TestEmail(_, _, reply)
        | Command::PauseAlerts(_, reply)
        | Command::SetLanguage(_, reply) => drop(reply.send(Err(error()))),
        Command::CheckApp(_, reply) => drop(reply.send(Err(error()))),
        Command::Plan(_, reply) => drop(reply.send(Err(error()))),
        Command::Tools(_, reply) => drop(reply.send(Err(error()))),
        Command::MakeOrganization(_, _, reply) => drop(reply.send(Err(error()))),
        Command::Outcome(_, waiter) => drop(waiter.send(Outcome::Cancelled)),
        Command::ShutDown(waiter) => drop(waiter.send(())),
        // Nothing waits for it.
        Command::Share | Command::SawActivities | Command::StoreChanged | Command::FeedsChanged => {}
    }
}

/// Checks that this network can be connected from this device.
fn supported(network: &Network, bridge: Option<&Url>) -> Result<(), Error> {
    let unsupported = |why| Error::Unsupported { name: network.name.clone(), why };
    if bridge.is_none() && !network.oauth.redirect.contains(&Redirect::Loopback) {
        return Err(unsupported(
            "it accepts only an https redirect address; host the page of `gander bridge page` and name it with \
             `gander bridge set`",
        ));
    }
    Ok(())
}
