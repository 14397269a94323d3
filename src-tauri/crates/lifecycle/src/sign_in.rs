//! Sign-ins: adding an account, or signing in again. A connection without an account does not exist, so
//! nothing can promote an unfinished one.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::{
    Account, ConnectionId, Effect, Lifecycle, Lifetimes, NetworkId, OperationId, Policy, Record, Scopes,
    SignInOutcome, Standing,
    connection::{Connection, Granted, Operation, Pending, Work},
    exchange::{Event, Notified},
};

/// A sign-in under way, or one that ended without success and has not been dismissed.
#[derive(Debug)]
pub struct SignIn {
    /// For which connection. A new account has an id from the start.
    pub connection: ConnectionId,
    /// At which network.
    pub network: NetworkId,
    /// Whose connection it is. `None` while a new account is being added.
    pub expected: Option<Account>,
    pub(crate) policy: Arc<Policy>,
    pub(crate) stage: SignInStage,
}

#[derive(Debug)]
pub(crate) enum SignInStage {
    /// The person is at the login page.
    Waiting,
    /// The redirect arrived while other work on the connection is under way.
    Queued,
    Exchanging,
    Committing(Box<Pending>),
    WrongAccount(Account, Lifetimes, Option<Scopes>),
    Failed,
}

/// How far a sign-in is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInProgress<'a> {
    /// The person is at the login page.
    Waiting,
    /// The redirect arrived; tokens and identity are being fetched and stored.
    Finishing,
    /// Another account signed in. Nothing changed.
    WrongAccount(&'a Account),
    /// It ended without success. Nothing changed.
    Failed,
}

impl SignIn {
    /// How far it is.
    #[must_use]
    pub fn progress(&self) -> SignInProgress<'_> {
        match &self.stage {
            SignInStage::Waiting => SignInProgress::Waiting,
            SignInStage::Queued | SignInStage::Exchanging | SignInStage::Committing(_) => {
                SignInProgress::Finishing
            }
            SignInStage::WrongAccount(account, ..) => SignInProgress::WrongAccount(account),
            SignInStage::Failed => SignInProgress::Failed,
        }
    }

    pub(crate) fn pending(&self) -> Option<&Record> {
        match &self.stage {
            SignInStage::Committing(pending) => Some(&pending.record),
            SignInStage::Waiting
            | SignInStage::Queued
            | SignInStage::Exchanging
            | SignInStage::WrongAccount(..)
            | SignInStage::Failed => None,
        }
    }

    pub(crate) fn retry_at(&self) -> Option<DateTime<Utc>> {
        match &self.stage {
            SignInStage::Committing(pending) => pending.retry_at,
            SignInStage::Waiting
            | SignInStage::Queued
            | SignInStage::Exchanging
            | SignInStage::WrongAccount(..)
            | SignInStage::Failed => None,
        }
    }

    /// See [`Connection::bring_near`].
    pub(crate) fn bring_near(&mut self, now: DateTime<Utc>) {
        if let SignInStage::Committing(pending) = &mut self.stage {
            pending.bring_near(now);
        }
    }

    /// Whether it is to be committed again now. It is so once.
    pub(crate) fn take_retry(&mut self, now: DateTime<Utc>) -> bool {
        let SignInStage::Committing(pending) = &mut self.stage else { return false };
        pending.retry_at.take_if(|at| *at <= now).is_some()
    }
}

impl Lifecycle {
    pub(crate) fn connect_requested(
        &mut self,
        attempt: OperationId,
        connection: ConnectionId,
        network: NetworkId,
        policy: Arc<Policy>,
    ) {
        self.open(
            attempt,
            SignIn { connection, network, expected: None, policy, stage: SignInStage::Waiting },
        );
    }

    pub(crate) fn reauthorize_requested(&mut self, attempt: OperationId, connection: ConnectionId) {
        let Some(record) = self.record(&connection) else { return };
        let sign_in = SignIn {
            network: record.network.clone(),
            expected: Some(record.account.clone()),
            policy: Arc::clone(&record.policy),
            stage: SignInStage::Waiting,
            connection,
        };
        self.open(attempt, sign_in);
    }

    /// One sign-in a connection: a newer one ends the former, unless that is already past the person.
    fn open(&mut self, attempt: OperationId, sign_in: SignIn) {
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
            attempt,
            connection: sign_in.connection.clone(),
            network: sign_in.network.clone(),
        });
        self.sign_ins.insert(attempt, sign_in);
        self.visible();
    }

    pub(crate) fn redirect_arrived(&mut self, now: DateTime<Utc>, attempt: OperationId) {
        let Some(sign_in) = self.sign_ins.get_mut(&attempt) else { return };
        if !matches!(sign_in.stage, SignInStage::Waiting) {
            return;
        }
        sign_in.stage = SignInStage::Queued;
        let id = sign_in.connection.clone();
        self.visible();
        if self.connections.contains_key(&id) {
            return self.advance(now, &id);
        }
        self.exchange(attempt, id);
    }

    /// Starts the exchange that waits for this connection's other work to end.
    pub(crate) fn start_queued_exchange(&mut self, id: &ConnectionId) {
        let Some(connection) = self.connections.get(id) else { return };
        if connection.operation.is_some() || connection.leaving {
            return;
        }
        let queued = self
            .sign_ins
            .iter()
            .find(|(_, sign_in)| sign_in.connection == *id && matches!(sign_in.stage, SignInStage::Queued))
            .map(|(attempt, _)| *attempt);
        if let Some(attempt) = queued {
            let generation = connection.record.grant.generation;
            if let Some(connection) = self.connections.get_mut(id) {
                connection.operation = Some(Operation {
                    attempt,
                    kind: Work::Exchange,
                    generation,
                    asked: false,
                    retried: false,
                    keys_changed: false,
                    pending: None,
                });
            }
            self.exchange(attempt, id.clone());
        }
    }

    /// The connection whose work they waited for is gone, so nothing would ever start them.
    pub(crate) fn cancel_queued_sign_ins(&mut self, id: &ConnectionId) {
        let queued: Vec<_> = self
            .sign_ins
            .iter()
            .filter(|(_, sign_in)| sign_in.connection == *id && matches!(sign_in.stage, SignInStage::Queued))
            .map(|(attempt, _)| *attempt)
            .collect();
        for attempt in queued {
            self.end(attempt, SignInOutcome::Cancelled);
        }
    }

    fn exchange(&mut self, attempt: OperationId, connection: ConnectionId) {
        if let Some(sign_in) = self.sign_ins.get_mut(&attempt) {
            sign_in.stage = SignInStage::Exchanging;
            self.effects.push_back(Effect::Exchange { attempt, connection });
        }
    }

    pub(crate) fn exchanged(
        &mut self,
        now: DateTime<Utc>,
        attempt: OperationId,
        account: Account,
        lifetimes: Lifetimes,
        scopes: Option<Scopes>,
    ) {
        let Some(sign_in) = self.sign_ins.get_mut(&attempt) else { return };
        if !matches!(sign_in.stage, SignInStage::Exchanging) {
            return;
        }
        if let Some(expected) = sign_in.expected.clone().filter(|expected| expected.id != account.id) {
            sign_in.stage = SignInStage::WrongAccount(account.clone(), lifetimes, scopes);
            let id = sign_in.connection.clone();
            self.happened(&id, Event::WrongAccount);
            self.effects.push_back(Effect::SignInEnded {
                attempt,
                outcome: SignInOutcome::WrongAccount { expected, signed_in: account },
            });
            return self.release(now, attempt, &id);
        }
        self.commit_sign_in(now, attempt, account, lifetimes, scopes);
    }

    pub(crate) fn add_as_new(&mut self, now: DateTime<Utc>, attempt: OperationId, connection: ConnectionId) {
        let Some(sign_in) = self.sign_ins.get_mut(&attempt) else { return };
        let SignInStage::WrongAccount(account, lifetimes, scopes) = &sign_in.stage else { return };
        let (account, lifetimes, scopes) = (account.clone(), *lifetimes, scopes.clone());
        sign_in.connection = connection;
        sign_in.expected = None;
        self.commit_sign_in(now, attempt, account, lifetimes, scopes);
    }

    fn commit_sign_in(
        &mut self,
        now: DateTime<Utc>,
        attempt: OperationId,
        account: Account,
        lifetimes: Lifetimes,
        scopes: Option<Scopes>,
    ) {
        let Some(sign_in) = self.sign_ins.get(&attempt) else { return };
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
        if let Some(sign_in) = self.sign_ins.get_mut(&attempt) {
            sign_in.stage = SignInStage::Committing(Box::new(pending));
        }
        self.effects.push_back(Effect::Commit { attempt, connection: id });
        self.visible();
    }

    /// A sign-in brings another token to the same pages. A lost one stays lost, and told, until the network says otherwise.
    fn with_pages_of(&self, id: &ConnectionId, mut record: Record) -> Record {
        if let Some(former) = self.record(id) {
            record.pages.clone_from(&former.pages);
            record.told.pages = former.told.pages;
        }
        record
    }

    /// An account that is here already is signed in again, not added twice.
    fn connection_of(&self, sign_in: &SignIn, account: &Account) -> ConnectionId {
        let same = |record: &&Record| record.network == sign_in.network && record.account.id == account.id;
        self.records().find(same).map_or_else(|| sign_in.connection.clone(), |record| record.id.clone())
    }

    /// Commits once more what the store did not take. Meanwhile another sign-in may have brought the same account,
    /// or another process a later secret.
    pub(crate) fn commit_sign_in_again(&mut self, attempt: OperationId) {
        let Some(sign_in) = self.sign_ins.get(&attempt) else { return };
        let Some(record) = sign_in.pending() else { return };
        let id = self.connection_of(sign_in, &record.account);
        let generation = self.next_generation(&id);
        let record = self.with_pages_of(&id, record.clone());
        let Some(sign_in) = self.sign_ins.get_mut(&attempt) else { return };
        let SignInStage::Committing(pending) = &mut sign_in.stage else { return };
        pending.record = record;
        pending.record.id = id.clone();
        pending.record.grant.generation = generation;
        self.effects.push_back(Effect::Commit { attempt, connection: id });
    }

    pub(crate) fn sign_in_committed(&mut self, now: DateTime<Utc>, attempt: OperationId) {
        if self.sign_ins.get(&attempt).is_none_or(|sign_in| sign_in.pending().is_none()) {
            return;
        }
        let Some(SignIn { stage: SignInStage::Committing(pending), connection: asked, .. }) =
            self.sign_ins.remove(&attempt)
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
            // What became of the pages while this was made durable.
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
        }
        self.connections.insert(id.clone(), connection);
        self.answered(&id, spell);
        self.happened(&id, event);
        self.missed(&id, &granted);
        self.effects.push_back(Effect::SignInEnded { attempt, outcome: SignInOutcome::Active(id.clone()) });
        // Whoever waited for work on the former secret waits no longer.
        self.ended(now, &id, true);
        self.release(now, attempt, &asked);
    }

    /// Fails what the network has not finished; what it has is being stored, or waits for the person.
    pub(crate) fn sign_in_refused(&mut self, now: DateTime<Utc>, attempt: OperationId) {
        let Some(sign_in) = self.sign_ins.get(&attempt) else { return };
        match sign_in.stage {
            SignInStage::Waiting | SignInStage::Queued | SignInStage::Exchanging => {
                self.sign_in_failed(now, attempt, SignInOutcome::Failed);
            }
            SignInStage::Committing(_) | SignInStage::WrongAccount(..) | SignInStage::Failed => {}
        }
    }

    pub(crate) fn sign_in_failed(
        &mut self,
        now: DateTime<Utc>,
        attempt: OperationId,
        outcome: SignInOutcome,
    ) {
        let Some(sign_in) = self.sign_ins.get_mut(&attempt) else { return };
        sign_in.stage = SignInStage::Failed;
        let id = sign_in.connection.clone();
        // An account that was never added has no history.
        if self.connections.contains_key(&id) {
            self.happened(&id, Event::SignInFailed);
        }
        self.effects.push_back(Effect::SignInEnded { attempt, outcome });
        self.release(now, attempt, &id);
    }

    pub(crate) fn sign_in_cancelled(&mut self, now: DateTime<Utc>, attempt: OperationId) {
        let Some(sign_in) = self.sign_ins.get(&attempt) else { return };
        // Past this point a code may be spent: it is finished, not aborted.
        if sign_in.progress() == SignInProgress::Finishing {
            return;
        }
        let id = sign_in.connection.clone();
        self.end(attempt, SignInOutcome::Cancelled);
        self.advance(now, &id);
    }

    fn end(&mut self, attempt: OperationId, outcome: SignInOutcome) {
        self.sign_ins.remove(&attempt);
        self.effects.push_back(Effect::SignInEnded { attempt, outcome });
        self.visible();
    }

    /// The exchange is over: other work on the connection may go on.
    fn release(&mut self, now: DateTime<Utc>, attempt: OperationId, id: &ConnectionId) {
        self.visible();
        let Some(connection) = self.connections.get_mut(id) else { return };
        let asked = match &connection.operation {
            Some(operation) if operation.attempt == attempt => {
                connection.operation.take().is_some_and(|operation| operation.asked)
            }
            Some(_) | None => return,
        };
        self.ended(now, id, asked);
    }
}
