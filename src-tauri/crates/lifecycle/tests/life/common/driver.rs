//! A driver in virtual time: it owns the machine, performs its effects, and answers as the test wishes.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::{
    Account, ConnectionId, Effect, Endpoint, Event, Evidence, Health, Input, Lifecycle, Lifetimes, NetworkId,
    NoticeKind, OperationId, Policy, Record, Scopes, SignInOutcome, SignInProgress, Signal, Verdict,
};

use super::{dana, evidence, start, verdict, with_refresh};

/// The most rounds at one moment. More rounds mean that the machine spins.
const MOST_ROUNDS: u32 = 1000;

/// How a network answers a check or a renewal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Answer {
    Fine,
    Says(Signal),
    /// The signal, with a rule that demands a second look after this delay.
    SaysAtFirst(Signal, TimeDelta),
    Lost,
    Postponed,
    KeysMissing,
    /// No answer yet: the test gives it by hand.
    Silence,
}

/// The store's answer to a commit or a removal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Store {
    Durable,
    Full,
}

/// The person's behaviour at the login page.
#[derive(Clone, Debug, PartialEq)]
pub enum Login {
    /// Signs in.
    As(Account),
    /// Signs in, and the exchange has not been answered yet.
    Slow,
    /// Has not come back.
    Away,
}

pub struct Driver {
    pub machine: Lifecycle,
    pub now: DateTime<Utc>,
    pub probe: Answer,
    pub renewal: Answer,
    pub store: Store,
    pub login: Login,
    /// Lifetimes that a token answer reports.
    pub lifetimes: Lifetimes,
    /// Scopes that the network reports as allowed, in each answer that can name them.
    pub scopes: Option<Scopes>,
    /// The permissions that a refusal names.
    pub refused: Vec<String>,
    /// Every effect so far, with its time.
    pub log: Vec<(DateTime<Utc>, Effect)>,
    disk: BTreeMap<ConnectionId, Record>,
    journal: BTreeSet<ConnectionId>,
    connections: u32,
}

impl Driver {
    pub fn new() -> Self {
        Self::with(Lifecycle::new(true))
    }

    pub fn with(machine: Lifecycle) -> Self {
        Self {
            machine,
            now: start(),
            probe: Answer::Fine,
            renewal: Answer::Fine,
            store: Store::Durable,
            login: Login::As(dana()),
            lifetimes: with_refresh(),
            scopes: None,
            refused: Vec::new(),
            log: Vec::new(),
            disk: BTreeMap::new(),
            journal: BTreeSet::new(),
            connections: 0,
        }
    }

    /// A driver with one connection under this policy.
    pub fn connected(policy: &Arc<Policy>) -> (Self, ConnectionId) {
        Self::connected_with(with_refresh(), policy)
    }

    /// Like [`Driver::connected`], with these lifetimes in the token answer.
    pub fn connected_with(lifetimes: Lifetimes, policy: &Arc<Policy>) -> (Self, ConnectionId) {
        let mut driver = Self { lifetimes, ..Self::new() };
        let (_, id) = driver.connect(policy);
        assert_eq!(driver.health(&id), Health::Active);
        // Each sign-in emits `WorkEnded` for waiters on the former secret. A first sign-in has none.
        driver.log.retain(|(_, effect)| !matches!(effect, Effect::WorkEnded { .. }));
        (driver, id)
    }

    pub fn connect(&mut self, policy: &Arc<Policy>) -> (OperationId, ConnectionId) {
        self.connect_at("network", policy)
    }

    pub fn connect_at(&mut self, network: &str, policy: &Arc<Policy>) -> (OperationId, ConnectionId) {
        let operation_id = self.machine.new_operation_id();
        let connection = self.new_id();
        self.tell(Input::ConnectRequested {
            operation_id,
            connection: connection.clone(),
            network: NetworkId::from(network),
            policy: Arc::clone(policy),
        });
        (operation_id, connection)
    }

    pub fn new_id(&mut self) -> ConnectionId {
        self.connections += 1;
        ConnectionId::from(format!("connection-{}", self.connections))
    }

    pub fn reauthorize(&mut self, id: &ConnectionId) -> OperationId {
        let operation_id = self.machine.new_operation_id();
        self.tell(Input::ReauthorizeRequested { operation_id, connection: id.clone() });
        operation_id
    }

    pub fn check(&mut self, id: &ConnectionId) {
        self.tell(Input::CheckRequested { connection: id.clone() });
    }

    pub fn renew(&mut self, id: &ConnectionId) {
        self.tell(Input::RenewRequested { connection: id.clone() });
    }

    pub fn disconnect(&mut self, id: &ConnectionId) {
        self.tell(Input::DisconnectRequested { connection: id.clone() });
    }

    /// Feeds an input to the machine and performs all effects that follow.
    pub fn tell(&mut self, input: Input) {
        self.machine.handle(self.now, input);
        self.do_all();
    }

    /// Lets time pass as a driver does: ticks at each deadline, and at the end.
    pub fn pass(&mut self, time: TimeDelta) {
        self.pass_to(self.now + time);
    }

    pub fn pass_to(&mut self, end: DateTime<Utc>) {
        let mut rounds = 0;
        while let Some(deadline) = self.machine.next_deadline().filter(|at| *at <= end) {
            rounds = if deadline > self.now { 0 } else { rounds + 1 };
            assert!(rounds < MOST_ROUNDS, "the machine spins at {}", self.now);
            self.now = self.now.max(deadline);
            self.tell(Input::Tick);
        }
        self.now = end;
        self.tell(Input::Tick);
    }

    /// Jumps over time without ticks, as when the device sleeps or its clock is set.
    pub fn jump(&mut self, time: TimeDelta) {
        self.now += time;
        self.tell(Input::Resumed);
        self.tell(Input::Tick);
    }

    /// Starts another process from the stored records.
    pub fn restart(&mut self) {
        self.restart_as(Lifecycle::new(true));
    }

    /// Like [`Driver::restart`], with this machine.
    pub fn restart_as(&mut self, machine: Lifecycle) {
        let next_operation_id = self.machine.new_operation_id();
        self.machine = machine;
        // Operation ids are never used twice, so that an answer to the former process is late in this one.
        while self.machine.new_operation_id() < next_operation_id {}
        for record in self.disk.clone().into_values() {
            let interrupted = self.journal.contains(&record.id);
            self.tell(Input::Restored { record: Box::new(record), interrupted });
        }
    }

    pub fn record(&self, id: &ConnectionId) -> &Record {
        self.machine.record(id).expect("a connection")
    }

    pub fn stored(&self, id: &ConnectionId) -> Option<&Record> {
        self.disk.get(id)
    }

    pub fn health(&self, id: &ConnectionId) -> Health {
        self.record(id).health(self.now)
    }

    pub fn progress(&self, operation_id: OperationId) -> Option<SignInProgress<'_>> {
        self.machine.sign_ins().find(|(of, _)| *of == operation_id).map(|(_, sign_in)| sign_in.progress())
    }

    /// Each outcome that this sign-in reported.
    pub fn outcomes(&self, of: OperationId) -> Vec<SignInOutcome> {
        self.pick(|effect| match effect {
            Effect::SignInEnded { operation_id, outcome } if *operation_id == of => Some(outcome.clone()),
            _ => None,
        })
    }

    pub fn notices(&self, id: &ConnectionId) -> Vec<NoticeKind> {
        self.pick(|effect| match effect {
            Effect::Notify { connection, kind } if connection == id => Some(kind.clone()),
            _ => None,
        })
    }

    /// Events of the connection, without `Unreachable` and `Reachable`: these depend on the network's answers,
    /// and their own tests read [`Driver::written`].
    pub fn events(&self, id: &ConnectionId) -> Vec<Event> {
        let spell = |event: &Event| matches!(event, Event::Unreachable | Event::Reachable);
        self.written(id).into_iter().map(|(event, _)| event).filter(|event| !spell(event)).collect()
    }

    pub fn written(&self, id: &ConnectionId) -> Vec<(Event, Option<Evidence>)> {
        self.pick(|effect| match effect {
            Effect::Happened { connection, event, evidence } if connection == id => {
                Some((*event, evidence.clone()))
            }
            _ => None,
        })
    }

    pub fn withdrawals(&self, id: &ConnectionId) -> usize {
        self.count(|effect| matches!(effect, Effect::Withdraw { connection } if connection == id))
    }

    pub fn forgotten(&self, id: &ConnectionId) -> usize {
        self.count(|effect| matches!(effect, Effect::Forget { connection } if connection == id))
    }

    pub fn waiters_told(&self, id: &ConnectionId) -> usize {
        self.count(|effect| matches!(effect, Effect::WorkEnded { connection } if connection == id))
    }

    pub fn commits(&self) -> usize {
        self.count(|effect| matches!(effect, Effect::Commit { .. }))
    }

    /// Times of the renewals, since the start.
    pub fn renewals(&self) -> Vec<TimeDelta> {
        self.times(|effect| matches!(effect, Effect::Renew { .. }))
    }

    /// Times of the checks, since the start.
    pub fn probes(&self) -> Vec<TimeDelta> {
        self.times(|effect| matches!(effect, Effect::Probe { .. }))
    }

    /// The number of the latest check or renewal.
    pub fn last_work(&self) -> OperationId {
        let work = |effect: &Effect| match effect {
            Effect::Probe { operation_id, .. } | Effect::Renew { operation_id, .. } => Some(*operation_id),
            _ => None,
        };
        self.pick(work).pop().expect("some work")
    }

    pub fn times(&self, is: impl Fn(&Effect) -> bool) -> Vec<TimeDelta> {
        self.log.iter().filter(|(_, effect)| is(effect)).map(|(at, _)| *at - start()).collect()
    }

    pub fn count(&self, is: impl Fn(&Effect) -> bool) -> usize {
        self.log.iter().filter(|(_, effect)| is(effect)).count()
    }

    fn pick<T>(&self, what: impl Fn(&Effect) -> Option<T>) -> Vec<T> {
        self.log.iter().filter_map(|(_, effect)| what(effect)).collect()
    }

    fn do_all(&mut self) {
        while let Some(effect) = self.machine.next_effect() {
            self.log.push((self.now, effect.clone()));
            if let Some(input) = self.act(effect) {
                self.machine.handle(self.now, input);
            }
        }
    }

    fn act(&mut self, effect: Effect) -> Option<Input> {
        match effect {
            Effect::OpenAuthorization { operation_id, .. } => {
                (self.login != Login::Away).then_some(Input::RedirectArrived { operation_id })
            }
            Effect::Exchange { operation_id, .. } => match self.login.clone() {
                Login::As(account) => Some(Input::Exchanged {
                    operation_id,
                    account,
                    lifetimes: self.lifetimes,
                    scopes: self.scopes.clone(),
                }),
                Login::Slow | Login::Away => None,
            },
            Effect::Probe { connection, operation_id, .. } => {
                self.answer(self.probe, connection, operation_id, Endpoint::Probe)
            }
            Effect::Renew { connection, operation_id, .. } => {
                self.journal.insert(connection.clone());
                self.answer(self.renewal, connection, operation_id, Endpoint::Renewal)
            }
            Effect::Commit { operation_id, connection } => match self.store {
                Store::Durable => {
                    let record = self.machine.pending(operation_id).expect("something to store").clone();
                    assert_eq!(record.id, connection);
                    self.journal.remove(&connection);
                    self.disk.insert(connection, record);
                    Some(Input::Committed { operation_id })
                }
                Store::Full => Some(Input::CommitFailed { operation_id }),
            },
            Effect::Save { connection } | Effect::Notify { connection, .. } => {
                if let Some(record) = self.machine.record(&connection) {
                    self.disk.insert(connection, record.clone());
                }
                None
            }
            Effect::Forget { connection } => (self.store == Store::Durable).then(|| {
                self.disk.remove(&connection);
                Input::Forgotten { connection }
            }),
            Effect::SignInEnded { .. }
            | Effect::WorkEnded { .. }
            | Effect::Usable { .. }
            | Effect::Unusable { .. }
            | Effect::Withdraw { .. }
            | Effect::Happened { .. }
            | Effect::Publish => None,
        }
    }

    fn answer(
        &mut self,
        answer: Answer,
        connection: ConnectionId,
        operation_id: OperationId,
        endpoint: Endpoint,
    ) -> Option<Input> {
        if matches!(
            answer,
            Answer::Says(_) | Answer::SaysAtFirst(..) | Answer::Postponed | Answer::KeysMissing
        ) {
            // The network did not renew.
            self.journal.remove(&connection);
        }
        let refused = |signal, confirm_after| {
            let connection = connection.clone();
            Some(Input::Refused {
                connection,
                operation_id,
                verdict: Verdict {
                    missing: Scopes::of(self.refused.iter().map(String::as_str)).map(Box::new),
                    ..verdict(self.now, endpoint, signal, confirm_after)
                },
            })
        };
        match answer {
            Answer::Fine if endpoint == Endpoint::Renewal => Some(Input::Renewed {
                connection,
                operation_id,
                lifetimes: self.lifetimes,
                scopes: self.scopes.clone(),
            }),
            Answer::Fine => {
                Some(Input::Probed { connection, operation_id, account: None, scopes: self.scopes.clone() })
            }
            Answer::Says(signal) => refused(signal, None),
            Answer::SaysAtFirst(signal, wait) => refused(signal, Some(wait)),
            Answer::Lost => {
                Some(Input::AnswerLost { connection, operation_id, evidence: evidence(self.now, endpoint) })
            }
            Answer::Postponed => Some(Input::Postponed { connection, operation_id }),
            Answer::KeysMissing => Some(Input::AppKeysMissing { connection, operation_id }),
            Answer::Silence => None,
        }
    }
}
