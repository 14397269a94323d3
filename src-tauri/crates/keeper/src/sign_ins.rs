//! What the driver holds of each sign-in: the parts the machine must not see.

use std::{collections::HashMap, sync::Arc};

use lifecycle::{ConnectionId, NetworkId, OperationId};
use oauth::{Authorization, Failure};
use secrecy::SecretString;
use store::Guard;
use tokio::{sync::oneshot, task::AbortHandle};
use url::Url;
use vault::Secrets;

use crate::Outcome;

/// Outcomes kept for whoever asks after the end.
const MOST_ENDED: usize = 64;

/// What the person said when they began.
#[derive(Default)]
pub(crate) struct SignInParameters {
    /// Where their account is.
    pub at: Option<String>,
    /// Signs in without a browser, and is forgotten when it has been sent.
    pub app_password: Option<SecretString>,
    /// That they will type the number that the network shows.
    pub by_pin: bool,
}

#[derive(Default)]
pub(crate) struct PendingSignIn {
    pub said: SignInParameters,
    /// Asks the network what it must be asked before the browser opens, and then listens for the redirect.
    pub listener: Option<AbortHandle>,
    pub authorization: Option<Arc<Authorization>>,
    pub code: Option<SecretString>,
    /// Network and account of another account than the expected one, while the person has not said that they want it.
    pub unwanted: Option<(NetworkId, String)>,
    /// What the exchange brought, until it is durable or given up.
    pub secrets: Option<Secrets>,
    pub guard: Option<Guard>,
    /// Where the picture of whoever signed in is.
    pub avatar: Option<Url>,
    pub failure: Option<Failure>,
    /// Passes the redirect on, for as long as it is waited for.
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
    pub fn begin(&mut self, attempt: OperationId, said: SignInParameters) {
        self.pending.insert(attempt, PendingSignIn { said, ..PendingSignIn::default() });
    }

    pub fn get(&self, attempt: OperationId) -> Option<&PendingSignIn> {
        self.pending.get(&attempt)
    }

    pub fn get_mut(&mut self, attempt: OperationId) -> Option<&mut PendingSignIn> {
        self.pending.get_mut(&attempt)
    }

    /// Answers at the end, or at once when that is past.
    pub fn wait(&mut self, attempt: OperationId, waiter: oneshot::Sender<Outcome>) {
        let ended = self.ended.iter().find(|(of, _)| *of == attempt).map(|(_, outcome)| outcome.clone());
        match (ended, self.pending.get_mut(&attempt)) {
            (Some(outcome), _) => drop(waiter.send(outcome)),
            (None, Some(pending)) => pending.waiters.push(waiter),
            (None, None) => drop(waiter.send(Outcome::Cancelled)),
        }
    }

    /// The sign-in ended. Only a wrong account keeps what it brought: the person may want it as a new one.
    pub fn end(&mut self, attempt: OperationId, outcome: &Outcome) {
        let Some(pending) = self.pending.get_mut(&attempt) else { return };
        for waiter in pending.waiters.drain(..) {
            let _ = waiter.send(outcome.clone());
        }
        // A redirect that comes now is told that the sign-in is over.
        if let Some(redirect) = pending.redirect.take() {
            redirect.abort();
        }
        // Nobody can be sent to an address that is not there yet.
        if let Some(listener) = pending.listener.take().filter(|_| pending.authorization.is_none()) {
            listener.abort();
        }
        pending.guard = None;
        pending.code = None;
        pending.said.app_password = None;
        match outcome {
            Outcome::Active(_) | Outcome::Cancelled => drop(self.pending.remove(&attempt)),
            Outcome::Failed(_) => pending.secrets = None,
            Outcome::WrongAccount { .. } => {}
        }
        self.ended.push((attempt, outcome.clone()));
        if self.ended.len() > MOST_ENDED {
            self.ended.remove(0);
        }
    }

    /// It goes on after an end: another account is kept as a new one.
    pub fn reopen(&mut self, attempt: OperationId) {
        self.ended.retain(|(of, _)| *of != attempt);
    }

    pub fn listens(&mut self, port: u16, attempt: OperationId, listener: AbortHandle) {
        self.listeners.retain(|(_, _, listener)| !listener.is_finished());
        self.listeners.push((port, attempt, listener));
    }

    /// Frees a fixed port of our own former listeners. Returns the sign-ins that still waited on it.
    pub fn free(&mut self, port: u16) -> Vec<OperationId> {
        let mut freed = Vec::new();
        self.listeners.retain(|(of, attempt, listener)| {
            if *of == port {
                listener.abort();
                freed.push(*attempt);
            }
            *of != port
        });
        freed
    }
}

impl Drop for SignIns {
    /// A keeper that has ended holds no port.
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
