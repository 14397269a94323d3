//! The driver's part of each sign-in, which the machine must not see.

use std::{collections::HashMap, sync::Arc};

use lifecycle::{ConnectionId, NetworkId, OperationId};
use oauth::{Authorization, Failure};
use secrecy::SecretString;
use store::Guard;
use tokio::{sync::oneshot, task::AbortHandle};
use url::Url;
use vault::Secrets;

use crate::Outcome;

/// The most outcomes that are kept for callers that ask after the end.
const MOST_ENDED: usize = 64;

/// The person's input at the start of a sign-in.
#[derive(Default)]
pub(crate) struct SignInParameters {
    /// The server of their account, or their name there.
    pub at: Option<String>,
    /// The app password for a sign-in without a browser. It is dropped once it is sent.
    pub app_password: Option<SecretString>,
    /// `true` if they will type the PIN that the network shows.
    pub by_pin: bool,
}

#[derive(Default)]
pub(crate) struct PendingSignIn {
    pub said: SignInParameters,
    /// The task that prepares the authorization request and then listens for the redirect.
    pub listener: Option<AbortHandle>,
    pub authorization: Option<Arc<Authorization>>,
    pub code: Option<SecretString>,
    /// The network and the id of an account other than the expected one, until the person decides about it.
    pub unwanted: Option<(NetworkId, String)>,
    /// The tokens of the exchange, until they are durable or given up.
    pub secrets: Option<Secrets>,
    pub guard: Option<Guard>,
    /// The address of the account's picture.
    pub avatar: Option<Url>,
    pub failure: Option<Failure>,
    /// The task that passes the redirect on, while the sign-in waits for it.
    pub redirect: Option<AbortHandle>,
    waiters: Vec<oneshot::Sender<Outcome>>,
}

#[derive(Default)]
pub(crate) struct SignIns {
    pending: HashMap<OperationId, PendingSignIn>,
    ended: Vec<(OperationId, Outcome)>,
    /// Listeners that are still bound, with their port.
    listeners: Vec<(u16, OperationId, AbortHandle)>,
}

impl SignIns {
    pub fn begin(&mut self, operation_id: OperationId, said: SignInParameters) {
        self.pending.insert(operation_id, PendingSignIn { said, ..PendingSignIn::default() });
    }

    pub fn get(&self, operation_id: OperationId) -> Option<&PendingSignIn> {
        self.pending.get(&operation_id)
    }

    pub fn get_mut(&mut self, operation_id: OperationId) -> Option<&mut PendingSignIn> {
        self.pending.get_mut(&operation_id)
    }

    /// Answers the caller at the end, or at once if the sign-in has ended.
    pub fn wait(&mut self, operation_id: OperationId, waiter: oneshot::Sender<Outcome>) {
        let ended = self.ended.iter().find(|(of, _)| *of == operation_id).map(|(_, outcome)| outcome.clone());
        match (ended, self.pending.get_mut(&operation_id)) {
            (Some(outcome), _) => drop(waiter.send(outcome)),
            (None, Some(pending)) => pending.waiters.push(waiter),
            (None, None) => drop(waiter.send(Outcome::Cancelled)),
        }
    }

    /// Ends a sign-in. Only a wrong account keeps its tokens, because the person may want a new connection for it.
    pub fn end(&mut self, operation_id: OperationId, outcome: &Outcome) {
        let Some(pending) = self.pending.get_mut(&operation_id) else { return };
        for waiter in pending.waiters.drain(..) {
            let _ = waiter.send(outcome.clone());
        }
        // Without this task, the listener answers a late redirect that the sign-in is over.
        if let Some(redirect) = pending.redirect.take() {
            redirect.abort();
        }
        // Without an authorization request, no redirect can come, and the listener is useless.
        if let Some(listener) = pending.listener.take().filter(|_| pending.authorization.is_none()) {
            listener.abort();
        }
        pending.guard = None;
        pending.code = None;
        pending.said.app_password = None;
        match outcome {
            Outcome::Active(_) | Outcome::Cancelled => drop(self.pending.remove(&operation_id)),
            Outcome::Failed(_) => pending.secrets = None,
            Outcome::WrongAccount { .. } => {}
        }
        self.ended.push((operation_id, outcome.clone()));
        if self.ended.len() > MOST_ENDED {
            self.ended.remove(0);
        }
    }

    /// Reopens a sign-in that has ended, to keep its wrong account as a new connection.
    pub fn reopen(&mut self, operation_id: OperationId) {
        self.ended.retain(|(of, _)| *of != operation_id);
    }

    pub fn listens(&mut self, port: u16, operation_id: OperationId, listener: AbortHandle) {
        self.listeners.retain(|(_, _, listener)| !listener.is_finished());
        self.listeners.push((port, operation_id, listener));
    }

    /// Frees a fixed port of our own former listeners. Returns the sign-ins that still waited on it.
    pub fn free(&mut self, port: u16) -> Vec<OperationId> {
        let mut freed = Vec::new();
        self.listeners.retain(|(of, operation_id, listener)| {
            if *of == port {
                listener.abort();
                freed.push(*operation_id);
            }
            *of != port
        });
        freed
    }
}

impl Drop for SignIns {
    /// Closes every listener, so that a keeper that has ended holds no port.
    fn drop(&mut self) {
        for (_, _, listener) in &self.listeners {
            listener.abort();
        }
    }
}

/// The id of a new connection: readable, and safe in a file name and a URL.
pub(crate) fn new_connection(network: &NetworkId) -> ConnectionId {
    format!("{network}-{}", vault::new_id()).into()
}
