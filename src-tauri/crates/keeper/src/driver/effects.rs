//! Carries out the effects of the machine.

use std::{sync::Arc, time::Duration};

use lifecycle::{ConnectionId, Effect, Event, Evidence, Input, NetworkId, OperationId, SignInOutcome};
use locale::Locale;
use networks::{Asks, Loopback, Network};
use oauth::{
    Failure, Listener, Place, bridge,
    redirect::{self, Redirected},
};
use store::{Commit, Owner};
use tokio::sync::oneshot;
use vault::crash;

use super::{Driver, Message};
use crate::{
    Outcome,
    host_queue::Job,
    view,
    work::{WorkContext, failure_of},
};

/// The most tries to bind a port that a former listener is about to leave, and the pause between them.
const MOST_TRIES: u32 = 10;
const PAUSE: Duration = Duration::from_millis(10);

impl Driver {
    pub(super) async fn do_all(&mut self) {
        while let Some(effect) = self.machine.next_effect() {
            self.apply_effect(effect).await;
        }
        self.store().tell_others();
    }

    async fn apply_effect(&mut self, effect: Effect) {
        match effect {
            Effect::OpenAuthorization { operation_id, connection, network } => {
                if let Err(failure) = self.open_authorization(operation_id, &connection, &network).await {
                    self.fail_sign_in(operation_id, failure);
                }
            }
            Effect::Exchange { operation_id, connection } => {
                self.enqueue(Job::Exchange { connection, operation_id });
            }
            Effect::Renew { connection, operation_id, generation } => {
                self.enqueue(Job::Renew { connection, operation_id, generation });
            }
            Effect::Probe { connection, operation_id, generation } => {
                self.enqueue(Job::Probe { connection, operation_id, generation });
            }
            Effect::Commit { operation_id, connection } => self.commit(operation_id, &connection),
            Effect::Save { connection } => self.save(&connection),
            Effect::Forget { connection } => self.leave(connection),
            Effect::SignInEnded { operation_id, outcome } => self.sign_in_ended(operation_id, outcome),
            Effect::WorkEnded { connection } => self.work_ended(&connection),
            Effect::Usable { connection, generation } => self.token_is_usable(&connection, Some(generation)),
            Effect::Unusable { connection } => self.token_is_usable(&connection, None),
            Effect::Notify { connection, kind } => self.raise(&connection, &kind),
            Effect::Withdraw { connection } => self.over(&connection),
            Effect::Happened { connection, event, evidence } => {
                self.happened(&connection, event, evidence.as_ref());
                if event == Event::Reachable {
                    self.reach_mail_server_again();
                }
            }
            Effect::Publish => self.publish(),
        }
    }

    async fn open_authorization(
        &mut self,
        operation_id: OperationId,
        connection: &ConnectionId,
        network: &NetworkId,
    ) -> Result<(), Failure> {
        if self.state.sign_ins.get(operation_id).is_some_and(|pending| pending.said.app_password.is_some()) {
            // A sign-in with an app password needs no browser.
            self.handle(Input::RedirectArrived { operation_id });
            return Ok(());
        }
        let network = self.network(network).map_err(|error| failure_of(&error))?;
        let tools = self.tools().map_err(|error| failure_of(&error))?;
        if self.state.sign_ins.get(operation_id).is_some_and(|pending| pending.said.by_pin) {
            self.wait_for_pin(operation_id, tools, network);
            return Ok(());
        }
        let has_secret = self.state.apps.get(&network.id).is_none_or(|keys| keys.has_secret);
        let bridge = bridge::of_app(&network, has_secret, self.state.bridges.get(&network.id)).cloned();
        let loopback = match &bridge {
            // The page finds the port in `state`, so that any port will do.
            Some(_) => {
                Loopback { host: "127.0.0.1".into(), port: 0, any_port: None, path: bridge::PATH.into() }
            }
            None => network.oauth.loopback_of(has_secret).clone(),
        };
        let at = self.address(operation_id, connection);
        // A server may take only the port with which its app was registered.
        let registered =
            at.as_ref().filter(|_| network.oauth.asks == Some(Asks::Server) && loopback.port == 0);
        let registered = registered.and_then(|place| tools.registered_port(&network, &place.said));
        let mut listener = self.listen(&loopback, registered).await?;
        let record = self.machine.record(connection);
        let missing = record.map(|record| record.missing().into_iter().map(str::to_owned).collect());
        let missing: Vec<String> = missing.unwrap_or_default();
        let (answer, answered) = oneshot::channel();
        let messages = self.messages.clone();
        let protocol = network.oauth.protocol;
        let locale = Locale::of_person(self.state.alerts.language);
        let (port, connection) = (listener.port(), connection.clone());
        // One task for both, so that its abort frees the port.
        let task = tokio::spawn(async move {
            let prepared = tools.prepare(network, at, connection, &mut listener, bridge, &missing).await;
            let expected = prepared
                .as_ref()
                .ok()
                .map(|authorization| (authorization.state.clone(), authorization.issuer()));
            let _ = messages.send(Message::Prepared(operation_id, prepared.map(Box::new)));
            if let Some((state, issuer)) = expected {
                listener.wait(protocol, state, issuer, locale, answer).await;
            }
        });
        self.state.sign_ins.listens(port, operation_id, task.abort_handle());
        let messages = self.messages.clone();
        let redirect = tokio::spawn(async move {
            if let Ok(redirected) = answered.await {
                let _ = messages.send(Message::Redirected(operation_id, redirected));
            }
        });
        if let Some(pending) = self.state.sign_ins.get_mut(operation_id) {
            pending.listener = Some(task.abort_handle());
            pending.redirect = Some(redirect.abort_handle());
        }
        self.publish();
        Ok(())
    }

    /// Sends the person to a login page that shows a PIN, and gives them as long as for a redirect.
    fn wait_for_pin(&mut self, operation_id: OperationId, tools: WorkContext, network: Arc<Network>) {
        let messages = self.messages.clone();
        let prepared = tokio::spawn(async move {
            let prepared = tools.prepare_for_pin(network).await;
            let _ = messages.send(Message::Prepared(operation_id, prepared.map(Box::new)));
        });
        let messages = self.messages.clone();
        let patience = tokio::spawn(async move {
            tokio::time::sleep(redirect::PATIENCE).await;
            let _ = messages.send(Message::Redirected(operation_id, Redirected::TimedOut));
        });
        if let Some(pending) = self.state.sign_ins.get_mut(operation_id) {
            pending.listener = Some(prepared.abort_handle());
            pending.redirect = Some(patience.abort_handle());
        }
        self.publish();
    }

    /// The place of the person's account: their own input, or else the account's id from an earlier sign-in.
    pub(super) fn address(&self, operation_id: OperationId, connection: &ConnectionId) -> Option<Place> {
        let said = self.state.sign_ins.get(operation_id).and_then(|pending| pending.said.at.clone());
        // Names change, and ids do not. An id leads to the server as well.
        let id = || self.machine.record(connection).map(|record| record.account.id.clone());
        let known = || id().map(|said| Place { said, known: true });
        said.map(|said| Place { said, known: false }).or_else(known)
    }

    /// Binds the listener for a redirect: at the `registered` port if it is free, or else at the port that the
    /// network's file names. Cancels former sign-ins on that port.
    async fn listen(&mut self, loopback: &Loopback, registered: Option<u16>) -> Result<Listener, Failure> {
        let port = registered.unwrap_or(loopback.port);
        if port == 0 {
            return Listener::bind(loopback).await.map_err(|_| Failure::PortTaken(port));
        }
        let former = self.state.sign_ins.free(port);
        // An aborted task drops its listener, and so frees the port, when the runtime next polls it.
        let tries = if former.is_empty() { 1 } else { MOST_TRIES };
        for operation_id in former {
            self.handle(Input::SignInCancelled { operation_id });
        }
        let wanted = Loopback { port, ..loopback.clone() };
        for tried in 1..=tries {
            tokio::task::yield_now().await;
            match Listener::bind(&wanted).await {
                Ok(listener) => return Ok(listener),
                Err(_) if tried < tries => tokio::time::sleep(PAUSE).await,
                Err(_) => {}
            }
        }
        match registered {
            Some(_) => Listener::bind(loopback).await.map_err(|_| Failure::PortTaken(port)),
            None => Err(Failure::PortTaken(port)),
        }
    }

    fn commit(&mut self, operation_id: OperationId, connection: &ConnectionId) {
        let pending = self.state.sign_ins.get(operation_id).and_then(|pending| pending.secrets.as_ref());
        let renewed = self.state.renewed.get(&operation_id).map(|(secrets, _)| secrets);
        let (secrets, renewal) = match (pending, renewed) {
            (Some(secrets), _) => (secrets, false),
            (None, Some(secrets)) => (secrets, true),
            (None, None) => return,
        };
        let (Some(record), Some(key)) = (self.machine.pending(operation_id), &self.state.key) else {
            // The store moved on while this commit waited for the disk.
            self.state.renewed.remove(&operation_id);
            return;
        };
        let kept = record.id.clone();
        let held = !renewal && self.hold_what_waited(record);
        crash::point(if renewal { "renew.before-commit" } else { "connect.before-commit" });
        let committed = self.store().commit(key, record, secrets, renewal);
        crash::point(if renewal { "renew.after-commit" } else { "connect.after-commit" });
        match committed {
            Ok(Commit::Durable) => {
                if held {
                    self.reload_sharing();
                }
                self.state.storage_problem = false;
                self.state.renewed.remove(&operation_id);
                let signed_in = self.state.sign_ins.get_mut(operation_id).filter(|_| !renewal);
                let avatar = signed_in.map(|pending| pending.avatar.take());
                self.handle(Input::Committed { operation_id });
                if let Some(avatar) = avatar {
                    self.picture_named(&kept, avatar, true);
                }
                self.token_renewed(&kept, !renewal);
            }
            Ok(Commit::MovedOn) => {
                tracing::info!(%connection, "the store moved on and wins");
                self.reload();
                self.handle(Input::CommitFailed { operation_id });
                if self.machine.pending(operation_id).is_none() {
                    self.state.renewed.remove(&operation_id);
                }
            }
            Err(error) => {
                tracing::error!(%connection, %error, "not stored yet; kept in memory and tried again");
                self.state.storage_problem = true;
                self.handle(Input::CommitFailed { operation_id });
            }
        }
    }

    pub(super) fn save(&mut self, id: &ConnectionId) {
        let Some(record) = self.machine.record(id) else { return };
        crash::point("save.before");
        let saved = self.store().save(record);
        crash::point("save.after");
        if let Err(error) = saved {
            tracing::error!(connection = %id, %error, "not stored yet");
            self.state.unsaved.insert(id.clone());
            self.state.storage_problem = true;
        } else if self.state.storage_problem && self.state.unsaved.is_empty() {
            self.state.storage_problem = false;
        }
    }

    /// Asks the network to revoke the access, if possible, and then forgets the connection, even if the network
    /// refuses. In the other order, a crash would leave an access that nothing could end.
    fn leave(&mut self, connection: ConnectionId) {
        let owner = self.machine.record(&connection).map(Owner::of);
        let asked = owner.and_then(|owner| Some((self.network(&owner.network).ok()?, owner)));
        let asked = asked.filter(|(network, _)| network.oauth.revoke.is_some());
        // A connection that cannot be forgotten stays, and must keep its access.
        let asked = asked.filter(|_| self.store().try_to_write().is_ok());
        // Without the key there is no token to revoke.
        match (asked, self.tools()) {
            (Some((network, owner)), Ok(tools)) => self.report(tools.revoke(network, owner)),
            (Some(_), Err(_)) => self.revoked(connection, false),
            (None, _) => self.forget(connection),
        }
    }

    pub(super) fn revoked(&mut self, connection: ConnectionId, confirmed: bool) {
        if !confirmed {
            self.happened(&connection, Event::RevocationFailed, None);
        }
        self.forget(connection);
    }

    pub(super) fn forget(&mut self, connection: ConnectionId) {
        let now = self.clock.now();
        let record = self.machine.record(&connection).cloned();
        crash::point("disconnect.before-forget");
        let forgotten = self.store().forget(&connection);
        crash::point("disconnect.after-forget");
        match forgotten {
            Ok(()) => {
                if let Some(record) = record {
                    let _ = self.store().happened(now, &record, Event::Removed, None);
                }
                self.is_as_sealed(&connection);
                self.handle(Input::Forgotten { connection });
            }
            Err(error) => {
                self.state.storage_problem = true;
                for waiter in self.state.waiting.remove(&connection).unwrap_or_default() {
                    let path = store::file_of(self.dir.as_deref());
                    let why = "it stays connected until that is possible";
                    let _ = waiter.send(Err(store::StoreError::NotWritable { path, why }.into()));
                }
                tracing::error!(%connection, %error, "not removed yet");
                self.state.unforgotten.insert(connection);
            }
        }
    }

    fn sign_in_ended(&mut self, operation_id: OperationId, outcome: SignInOutcome) {
        self.see_to_wrong_account(operation_id, &outcome);
        let pending = self.state.sign_ins.get_mut(operation_id);
        let outcome = match outcome {
            SignInOutcome::Active(connection) => Outcome::Active(connection),
            SignInOutcome::WrongAccount { expected, signed_in } => Outcome::WrongAccount {
                expected: view::called(&expected),
                signed_in: view::called(&signed_in),
            },
            SignInOutcome::Failed => Outcome::Failed(
                pending.and_then(|pending| pending.failure.clone()).unwrap_or(Failure::Refused),
            ),
            SignInOutcome::NotStored => {
                if let Some(pending) = pending {
                    pending.failure = Some(Failure::Storage);
                }
                Outcome::Failed(Failure::Storage)
            }
            SignInOutcome::Cancelled => Outcome::Cancelled,
        };
        crash::point("connect.before-told");
        self.state.sign_ins.end(operation_id, &outcome);
    }

    /// Keeps the tokens of a wrong account until the person decides. If they do not want it, asks the network to revoke
    /// the tokens, unless the same account is connected already.
    fn see_to_wrong_account(&mut self, operation_id: OperationId, outcome: &SignInOutcome) {
        let network =
            self.machine.sign_ins().find(|(of, _)| *of == operation_id).map(|(_, it)| it.network.clone());
        let Some(pending) = self.state.sign_ins.get_mut(operation_id) else { return };
        match outcome {
            SignInOutcome::WrongAccount { signed_in, .. } => {
                pending.unwanted = network.map(|network| (network, signed_in.id.clone()));
            }
            SignInOutcome::Cancelled => {
                let Some(((network, account), secrets)) = pending.unwanted.take().zip(pending.secrets.take())
                else {
                    return;
                };
                let is_here =
                    self.machine.records().any(|it| it.network == network && it.account.id == account);
                if let (false, Ok(network), Ok(tools)) = (is_here, self.network(&network), self.tools()) {
                    self.report(tools.give_back(network, secrets));
                }
            }
            SignInOutcome::Active(_) | SignInOutcome::Failed | SignInOutcome::NotStored => {}
        }
    }

    fn work_ended(&mut self, id: &ConnectionId) {
        crash::point("work.before-told");
        let mut error = self.state.errors.remove(id);
        for waiter in self.state.waiting.remove(id).unwrap_or_default() {
            let _ = waiter.send(error.take().map_or(Ok(()), Err));
        }
    }

    pub(super) fn happened(&self, id: &ConnectionId, event: Event, evidence: Option<&Evidence>) {
        tracing::info!(connection = %id, ?event, "happened");
        let Some(record) = self.machine.record(id) else { return };
        crash::point("history.before");
        if let Err(error) = self.store().happened(self.clock.now(), record, event, evidence) {
            tracing::warn!(connection = %id, %error, "not kept in the history");
        }
    }
}
