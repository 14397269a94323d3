//! The steps of a sign-in: from the login page to a committed connection.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::Lifecycle;
use crate::{
    Account, ConnectionId, Effect, Event, Grant, Lifetimes, NetworkId, Notified, OperationId, Policy, Record,
    Scopes, SignIn, SignInOutcome, SignInProgress, Standing,
    connection::{Connection, Operation, Pending, Work},
    record::Granted,
    sign_in::SignInStage,
};

impl Lifecycle {
    pub(super) fn connect_requested(
        &mut self,
        operation_id: OperationId,
        connection: ConnectionId,
        network: NetworkId,
        policy: Arc<Policy>,
    ) {
        self.open(
            operation_id,
            SignIn { connection, network, expected: None, policy, stage: SignInStage::Waiting },
        );
    }

    pub(super) fn reauthorize_requested(&mut self, operation_id: OperationId, connection: ConnectionId) {
        let Some(record) = self.record(&connection) else { return };
        let sign_in = SignIn {
            network: record.network.clone(),
            expected: Some(record.account.clone()),
            policy: Arc::clone(&record.policy),
            stage: SignInStage::Waiting,
            connection,
        };
        self.open(operation_id, sign_in);
    }

    /// Opens a sign-in, and ends the connection's former ones, except one that is being finished.
    fn open(&mut self, operation_id: OperationId, sign_in: SignIn) {
        let former: Vec<_> = self
            .sign_ins
            .iter()
            .filter(|(_, other)| other.connection == sign_in.connection)
            .filter(|(_, other)| other.progress() != SignInProgress::Finishing)
            .map(|(former, _)| *former)
            .collect();
        for former in former {
            self.end(former, SignInOutcome::Cancelled);
        }
        self.effects.push_back(Effect::OpenAuthorization {
            operation_id,
            connection: sign_in.connection.clone(),
            network: sign_in.network.clone(),
        });
        self.sign_ins.insert(operation_id, sign_in);
        self.visible();
    }

    pub(super) fn redirect_arrived(&mut self, now: DateTime<Utc>, operation_id: OperationId) {
        let Some(sign_in) = self.sign_ins.get_mut(&operation_id) else { return };
        if !matches!(sign_in.stage, SignInStage::Waiting) {
            return;
        }
        sign_in.stage = SignInStage::Queued;
        let id = sign_in.connection.clone();
        self.visible();
        if self.connections.contains_key(&id) {
            return self.advance(now, &id);
        }
        self.exchange(operation_id, id);
    }

    /// Starts the exchange that waits for this connection's other work to end.
    pub(super) fn start_queued_exchange(&mut self, id: &ConnectionId) {
        let Some(connection) = self.connections.get(id) else { return };
        if connection.operation.is_some() || connection.leaving {
            return;
        }
        let queued = self
            .sign_ins
            .iter()
            .find(|(_, sign_in)| sign_in.connection == *id && matches!(sign_in.stage, SignInStage::Queued))
            .map(|(operation_id, _)| *operation_id);
        if let Some(operation_id) = queued {
            let generation = connection.record.grant.generation;
            if let Some(connection) = self.connections.get_mut(id) {
                connection.operation = Some(Operation {
                    operation_id,
                    kind: Work::Exchange,
                    generation,
                    asked: false,
                    retried: false,
                    keys_changed: false,
                    pending: None,
                });
            }
            self.exchange(operation_id, id.clone());
        }
    }

    /// Cancels the sign-ins that waited for work on a removed connection: nothing would ever start them.
    pub(super) fn cancel_queued_sign_ins(&mut self, id: &ConnectionId) {
        let queued: Vec<_> = self
            .sign_ins
            .iter()
            .filter(|(_, sign_in)| sign_in.connection == *id && matches!(sign_in.stage, SignInStage::Queued))
            .map(|(operation_id, _)| *operation_id)
            .collect();
        for operation_id in queued {
            self.end(operation_id, SignInOutcome::Cancelled);
        }
    }

    fn exchange(&mut self, operation_id: OperationId, connection: ConnectionId) {
        if let Some(sign_in) = self.sign_ins.get_mut(&operation_id) {
            sign_in.stage = SignInStage::Exchanging;
            self.effects.push_back(Effect::Exchange { operation_id, connection });
        }
    }

    pub(super) fn exchanged(
        &mut self,
        now: DateTime<Utc>,
        operation_id: OperationId,
        account: Account,
        lifetimes: Lifetimes,
        scopes: Option<Scopes>,
    ) {
        let Some(sign_in) = self.sign_ins.get_mut(&operation_id) else { return };
        if !matches!(sign_in.stage, SignInStage::Exchanging) {
            return;
        }
        if let Some(expected) = sign_in.expected.clone().filter(|expected| expected.id != account.id) {
            sign_in.stage = SignInStage::WrongAccount(account.clone(), lifetimes, scopes);
            let id = sign_in.connection.clone();
            self.happened(&id, Event::WrongAccount);
            self.effects.push_back(Effect::SignInEnded {
                operation_id,
                outcome: SignInOutcome::WrongAccount { expected, signed_in: account },
            });
            return self.release(now, operation_id, &id);
        }
        self.commit_sign_in(now, operation_id, account, lifetimes, scopes);
    }

    pub(super) fn add_as_new(
        &mut self,
        now: DateTime<Utc>,
        operation_id: OperationId,
        connection: ConnectionId,
    ) {
        let Some(sign_in) = self.sign_ins.get_mut(&operation_id) else { return };
        let SignInStage::WrongAccount(account, lifetimes, scopes) = &sign_in.stage else { return };
        let (account, lifetimes, scopes) = (account.clone(), *lifetimes, scopes.clone());
        sign_in.connection = connection;
        sign_in.expected = None;
        self.commit_sign_in(now, operation_id, account, lifetimes, scopes);
    }

    fn commit_sign_in(
        &mut self,
        now: DateTime<Utc>,
        operation_id: OperationId,
        account: Account,
        lifetimes: Lifetimes,
        scopes: Option<Scopes>,
    ) {
        let Some(sign_in) = self.sign_ins.get(&operation_id) else { return };
        let id = self.connection_of(sign_in, &account);
        let policy = Arc::clone(&sign_in.policy);
        let record = Record {
            grant: self.grant_for(now, &id, &policy, lifetimes, scopes),
            network: sign_in.network.clone(),
            id: id.clone(),
            account,
            policy,
            standing: Standing::Good,
            unreachable: None,
            suspicion: None,
            checked_at: Some(now),
            next_check: now,
            told: Notified::default(),
            pages: Vec::new(),
        };
        let record = self.with_pages_of(&id, record);
        let mut fresh = Connection::new(record);
        fresh.schedule_check(now);
        let pending = Pending { record: fresh.record, tries: 0, retry_at: None };
        if let Some(sign_in) = self.sign_ins.get_mut(&operation_id) {
            sign_in.stage = SignInStage::Committing(Box::new(pending));
        }
        self.effects.push_back(Effect::Commit { operation_id, connection: id });
        self.visible();
    }

    /// Keeps the former pages. A lost page stays lost, and told, until the network says otherwise.
    fn with_pages_of(&self, id: &ConnectionId, mut record: Record) -> Record {
        if let Some(former) = self.record(id) {
            record.pages.clone_from(&former.pages);
            record.told.pages = former.told.pages;
        }
        record
    }

    /// The existing connection of the account, so that no account is added twice, or else the requested one.
    fn connection_of(&self, sign_in: &SignIn, account: &Account) -> ConnectionId {
        let same = |record: &&Record| record.network == sign_in.network && record.account.id == account.id;
        self.records().find(same).map_or_else(|| sign_in.connection.clone(), |record| record.id.clone())
    }

    /// Retries a failed commit. In the meantime another sign-in may have added the same account, or another process may
    /// have stored a later secret.
    pub(super) fn commit_sign_in_again(&mut self, operation_id: OperationId) {
        let Some(sign_in) = self.sign_ins.get(&operation_id) else { return };
        let Some(record) = sign_in.pending() else { return };
        let id = self.connection_of(sign_in, &record.account);
        let generation = self.next_generation(&id);
        let record = self.with_pages_of(&id, record.clone());
        let Some(sign_in) = self.sign_ins.get_mut(&operation_id) else { return };
        let SignInStage::Committing(pending) = &mut sign_in.stage else { return };
        pending.record = record;
        pending.record.id = id.clone();
        pending.record.grant.generation = generation;
        self.effects.push_back(Effect::Commit { operation_id, connection: id });
    }

    pub(super) fn sign_in_committed(&mut self, now: DateTime<Utc>, operation_id: OperationId) {
        if self.sign_ins.get(&operation_id).is_none_or(|sign_in| sign_in.pending().is_none()) {
            return;
        }
        let Some(SignIn { stage: SignInStage::Committing(pending), connection: asked, .. }) =
            self.sign_ins.remove(&operation_id)
        else {
            return;
        };
        let id = pending.record.id.clone();
        let former = self.connections.remove(&id);
        let event = if former.is_some() { Event::Reauthorized } else { Event::Connected };
        let mut connection = Connection::new(pending.record);
        let mut spell = None;
        let mut granted = Granted::default();
        if let Some(former) = former {
            granted = former.record.granted_until_now();
            spell = former.record.unreachable;
            // Keep the page changes made during the commit.
            let newer = connection.record.pages != former.record.pages;
            connection.record.told.pages = former.record.told.pages;
            if former.record.told != connection.record.told {
                self.effects.push_back(Effect::Withdraw { connection: id.clone() });
            }
            connection.record.pages = former.record.pages;
            if newer {
                self.save(&id);
            }
            connection.deadline = former.deadline;
            connection.leaving = former.leaving;
            connection.use_request = former.use_request;
        }
        self.connections.insert(id.clone(), connection);
        self.answered(&id, spell);
        self.happened(&id, event);
        self.missed(&id, &granted);
        self.effects
            .push_back(Effect::SignInEnded { operation_id, outcome: SignInOutcome::Active(id.clone()) });
        // Release the requests that waited for work on the former secret.
        self.ended(now, &id, true);
        self.release(now, operation_id, &asked);
    }

    /// Fails a sign-in that the network has not finished. A finished one is being stored, or waits for the person.
    pub(super) fn sign_in_refused(&mut self, now: DateTime<Utc>, operation_id: OperationId) {
        let Some(sign_in) = self.sign_ins.get(&operation_id) else { return };
        match sign_in.stage {
            SignInStage::Waiting | SignInStage::Queued | SignInStage::Exchanging => {
                self.sign_in_failed(now, operation_id, SignInOutcome::Failed);
            }
            SignInStage::Committing(_) | SignInStage::WrongAccount(..) | SignInStage::Failed => {}
        }
    }

    pub(super) fn sign_in_failed(
        &mut self,
        now: DateTime<Utc>,
        operation_id: OperationId,
        outcome: SignInOutcome,
    ) {
        let Some(sign_in) = self.sign_ins.get_mut(&operation_id) else { return };
        sign_in.stage = SignInStage::Failed;
        let id = sign_in.connection.clone();
        // An account that was never added has no history.
        if self.connections.contains_key(&id) {
            self.happened(&id, Event::SignInFailed);
        }
        self.effects.push_back(Effect::SignInEnded { operation_id, outcome });
        self.release(now, operation_id, &id);
    }

    pub(super) fn sign_in_cancelled(&mut self, now: DateTime<Utc>, operation_id: OperationId) {
        let Some(sign_in) = self.sign_ins.get(&operation_id) else { return };
        // The code may be spent by now, so the sign-in is finished, not aborted.
        if sign_in.progress() == SignInProgress::Finishing {
            return;
        }
        let id = sign_in.connection.clone();
        self.end(operation_id, SignInOutcome::Cancelled);
        self.advance(now, &id);
    }

    fn end(&mut self, operation_id: OperationId, outcome: SignInOutcome) {
        self.sign_ins.remove(&operation_id);
        self.effects.push_back(Effect::SignInEnded { operation_id, outcome });
        self.visible();
    }

    /// Ends the exchange, so that other work on the connection may go on.
    fn release(&mut self, now: DateTime<Utc>, operation_id: OperationId, id: &ConnectionId) {
        self.visible();
        let Some(connection) = self.connections.get_mut(id) else { return };
        let asked = match &connection.operation {
            Some(operation) if operation.operation_id == operation_id => {
                connection.operation.take().is_some_and(|operation| operation.asked)
            }
            Some(_) | None => return,
        };
        self.ended(now, id, asked);
    }

    fn grant_for(
        &self,
        now: DateTime<Utc>,
        id: &ConnectionId,
        policy: &Policy,
        lifetimes: Lifetimes,
        scopes: Option<Scopes>,
    ) -> Grant {
        Grant { scopes, ..Grant::authorized(policy, now, self.next_generation(id), lifetimes) }
    }
}
