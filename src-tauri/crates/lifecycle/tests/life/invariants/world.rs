//! A machine under random inputs: valid, late and foreign, with a clock that may jump anywhere.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::Arc,
};

use chrono::{DateTime, Utc};
use lifecycle::{
    Account, ConnectionId, Effect, Endpoint, Input, Lifecycle, Lifetimes, NetworkId, OperationId, Policy,
    Record, SignIn, SignInOutcome, SignInProgress,
};
use proptest::sample::Index;

use super::step::{Change, Step, Work};
use crate::common::{account, evidence, facebook, instagram, linkedin, start, verdict, x, x_forever};

pub struct World {
    pub machine: Lifecycle,
    pub keeps_time: bool,
    pub now: DateTime<Utc>,
    /// Checks and renewals whose answer counts.
    pub open: BTreeMap<OperationId, (ConnectionId, Kind, u64)>,
    /// Every check and renewal that ever began.
    all: BTreeMap<OperationId, (ConnectionId, Kind, u64)>,
    /// The attempts of all `Commit` effects so far.
    committing: Vec<OperationId>,
    sign_ins: Vec<OperationId>,
    connections: Vec<ConnectionId>,
    /// The last known record of each connection, for another process to write.
    records: BTreeMap<ConnectionId, Record>,
    /// The number in the latest connection id. No id is used twice.
    next_id: u32,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    Probe,
    Renewal,
}

/// The result of one step.
pub struct Done {
    pub input: Option<Input>,
    pub effects: Vec<Effect>,
    /// The records before the step.
    pub before: BTreeMap<ConnectionId, Record>,
    /// The account that each sign-in was to authorize, before the step.
    pub expected_before: BTreeMap<OperationId, Account>,
    /// The records that waited to be stored, before the step.
    pub pending_before: BTreeMap<OperationId, Record>,
    /// The kind of work that the input answered, if that answer was awaited.
    pub awaited: Option<Kind>,
}

impl fmt::Debug for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Done").field("input", &self.input).field("effects", &self.effects).finish()
    }
}

impl World {
    pub fn new() -> Self {
        Self::with(true)
    }

    fn with(keeps_time: bool) -> Self {
        Self {
            machine: Lifecycle::new(keeps_time),
            keeps_time,
            now: start(),
            open: BTreeMap::new(),
            all: BTreeMap::new(),
            committing: Vec::new(),
            sign_ins: Vec::new(),
            connections: Vec::new(),
            records: BTreeMap::new(),
            next_id: 0,
        }
    }

    /// A world that begins with one Active connection of each kind.
    pub fn peopled() -> Self {
        Self::peopled_with(true)
    }

    /// Like [`World::peopled`], with a machine that keeps time or one that does not.
    pub fn peopled_with(keeps_time: bool) -> Self {
        let mut world = Self::with(keeps_time);
        for kind in 0..5 {
            let operation_id = world.machine.new_operation_id();
            world.sign_ins.push(operation_id);
            let connection = world.new_id();
            let policy = policies(kind);
            let network = network(kind);
            world.feed(Input::ConnectRequested { operation_id, connection, network, policy });
            world.feed(Input::RedirectArrived { operation_id });
            let lifetimes = crate::common::with_refresh();
            world.feed(Input::Exchanged { operation_id, account: account("0"), lifetimes, scopes: None });
            world.feed(Input::Committed { operation_id });
        }
        assert_eq!(world.machine.records().count(), 5);
        world
    }

    pub fn take(&mut self, step: Step) -> Done {
        match self.input(step) {
            Some(input) => self.feed(input),
            None => self.done(None),
        }
    }

    pub fn feed(&mut self, input: Input) -> Done {
        let mut done = self.done(Some(input.clone()));
        self.machine.handle(self.now, input);
        done.effects = std::iter::from_fn(|| self.machine.next_effect()).collect();
        self.note(&done);
        done
    }

    fn done(&self, input: Option<Input>) -> Done {
        let expected =
            |(operation_id, sign_in): (OperationId, &SignIn)| Some((operation_id, sign_in.expected.clone()?));
        let pending =
            |operation_id: &OperationId| Some((*operation_id, self.machine.pending(*operation_id)?.clone()));
        let answered = input.as_ref().and_then(answered);
        let open = answered.and_then(|operation_id| self.open.get(&operation_id));
        let stored = answered.is_some_and(|operation_id| self.machine.pending(operation_id).is_some());
        Done {
            effects: Vec::new(),
            before: self.current(),
            expected_before: self.machine.sign_ins().filter_map(expected).collect(),
            pending_before: self.committing.iter().filter_map(pending).collect(),
            awaited: open.filter(|_| !stored).map(|(_, kind, _)| *kind),
            input,
        }
    }

    pub fn current(&self) -> BTreeMap<ConnectionId, Record> {
        self.machine.records().map(|record| (record.id.clone(), record.clone())).collect()
    }

    fn note(&mut self, done: &Done) {
        match &done.input {
            Some(Input::Committed { operation_id }) if done.pending_before.contains_key(operation_id) => {
                self.open.remove(operation_id);
            }
            // A renewal stays open until its secret is stored.
            Some(Input::Committed { .. } | Input::Renewed { .. }) => {}
            Some(Input::Removed { connection } | Input::Forgotten { connection }) => {
                self.open.retain(|_, (id, ..)| id != connection);
            }
            // Answers to work on a superseded secret are not awaited.
            Some(Input::Restored { record, .. }) => {
                let later = record.grant.generation;
                self.open.retain(|_, (id, _, generation)| *id != record.id || *generation >= later);
            }
            Some(input) if done.awaited.is_some() => {
                answered(input).and_then(|operation_id| self.open.remove(&operation_id));
            }
            _ => {}
        }
        for effect in &done.effects {
            match effect {
                Effect::Probe { connection, operation_id, generation } => {
                    self.begun(*operation_id, connection, Kind::Probe, *generation);
                }
                Effect::Renew { connection, operation_id, generation } => {
                    self.begun(*operation_id, connection, Kind::Renewal, *generation);
                }
                Effect::Commit { operation_id, .. } => self.committing.push(*operation_id),
                Effect::SignInEnded { outcome: SignInOutcome::Active(replaced), .. } => {
                    self.open.retain(|_, (id, ..)| id != replaced);
                }
                _ => {}
            }
        }
        let records = self.current();
        let new: Vec<_> = records.keys().filter(|id| !self.connections.contains(id)).cloned().collect();
        self.connections.extend(new);
        self.records.extend(records);
    }

    fn begun(&mut self, operation_id: OperationId, connection: &ConnectionId, kind: Kind, generation: u64) {
        self.all.insert(operation_id, (connection.clone(), kind, generation));
        self.open.insert(operation_id, (connection.clone(), kind, generation));
    }

    fn input(&mut self, step: Step) -> Option<Input> {
        Some(match step {
            Step::Connect { kind } => {
                let operation_id = self.new_sign_in();
                let connection = self.new_id();
                let (network, policy) = (network(kind), policies(kind));
                Input::ConnectRequested { operation_id, connection, network, policy }
            }
            Step::Reauthorize(which) => {
                let connection = self.connection(&which)?;
                Input::ReauthorizeRequested { operation_id: self.new_sign_in(), connection }
            }
            Step::Redirect(which) => Input::RedirectArrived { operation_id: self.sign_in(&which)? },
            Step::Exchanged { sign_in, account: who, lifetimes } => {
                let account = account(&who.to_string());
                Input::Exchanged { operation_id: self.sign_in(&sign_in)?, account, lifetimes, scopes: None }
            }
            Step::SignInFailed(which) => Input::SignInFailed { operation_id: self.sign_in(&which)? },
            Step::SignInCancelled(which) => Input::SignInCancelled { operation_id: self.sign_in(&which)? },
            Step::AddAsNew(which) => {
                Input::AddAsNewRequested { operation_id: self.sign_in(&which)?, connection: self.new_id() }
            }
            Step::Renew(which) => Input::RenewRequested { connection: self.connection(&which)? },
            Step::Check(which) => Input::CheckRequested { connection: self.connection(&which)? },
            Step::Use(which, valid_for) => {
                Input::UseRequested { connection: self.connection(&which)?, valid_for }
            }
            Step::Disconnect(which) => Input::DisconnectRequested { connection: self.connection(&which)? },
            Step::Forgotten(which) => Input::Forgotten { connection: self.connection(&which)? },
            Step::Removed(which) => Input::Removed { connection: self.connection(&which)? },
            Step::Restored { connection, change, interrupted } => {
                let connection = self.connection(&connection)?;
                let mut record = self.records.get(&connection)?.clone();
                if self.machine.record(&connection).is_none() {
                    // A removed connection never comes back, but another process may add a similar one.
                    record.id = self.new_id();
                    record.account = account(record.id.as_str());
                }
                match change {
                    Change::Nothing => {}
                    Change::LaterSecret => record.grant.generation += 3,
                    Change::Told => record.told = lifecycle::Notified::default(),
                }
                Input::Restored { record: Box::new(record), interrupted }
            }
            Step::Probed(work) => {
                let (operation_id, connection) = self.work(&work)?;
                self.success(operation_id, connection, Lifetimes::default())
            }
            Step::Refused { work, signal, confirm_after } => {
                let (operation_id, connection) = self.work(&work)?;
                let endpoint = match self.all.get(&operation_id) {
                    Some((_, Kind::Renewal, _)) => Endpoint::Renewal,
                    Some((_, Kind::Probe, _)) | None => Endpoint::Probe,
                };
                let verdict = verdict(self.now, endpoint, signal, confirm_after);
                Input::Refused { connection, operation_id, verdict }
            }
            Step::AnswerLost(work, endpoint) => {
                let (operation_id, connection) = self.work(&work)?;
                Input::AnswerLost { connection, operation_id, evidence: evidence(self.now, endpoint) }
            }
            Step::Renewed(work, lifetimes) => {
                let (operation_id, connection) = self.work(&work)?;
                self.success(operation_id, connection, lifetimes)
            }
            Step::Postponed(work) => {
                let (operation_id, connection) = self.work(&work)?;
                Input::Postponed { connection, operation_id }
            }
            Step::Committed(work) => Input::Committed { operation_id: self.commit(&work)? },
            Step::CommitFailed(work) => Input::CommitFailed { operation_id: self.commit(&work)? },
            Step::AppKeysMissing(work) => {
                let (operation_id, connection) = self.work(&work)?;
                Input::AppKeysMissing { connection, operation_id }
            }
            Step::AppKeysChanged => Input::AppKeysChanged { network: network(0) },
            Step::Resumed => Input::Resumed,
            Step::Tick => Input::Tick,
            Step::Pass(time) => {
                self.now += time;
                Input::Tick
            }
        })
    }

    /// Answers a check as a check and a renewal as a renewal, however late.
    fn success(&self, operation_id: OperationId, connection: ConnectionId, lifetimes: Lifetimes) -> Input {
        match self.all.get(&operation_id) {
            Some((_, Kind::Renewal, _)) => {
                Input::Renewed { connection, operation_id, lifetimes, scopes: None }
            }
            Some((_, Kind::Probe, _)) | None => {
                Input::Probed { connection, operation_id, account: None, scopes: None }
            }
        }
    }

    /// An input that ends an operation under way, if there is one.
    pub fn end_of_work(&self) -> Option<Input> {
        if let Some(operation_id) = self.committing.iter().find(|of| self.machine.pending(**of).is_some()) {
            return Some(Input::Committed { operation_id: *operation_id });
        }
        let exchanging =
            |(_, sign_in): &(OperationId, &SignIn)| sign_in.progress() == SignInProgress::Finishing;
        if let Some((operation_id, _)) = self.machine.sign_ins().find(exchanging) {
            return Some(Input::SignInFailed { operation_id });
        }
        let (operation_id, (connection, ..)) = self.open.first_key_value()?;
        Some(Input::Postponed { connection: connection.clone(), operation_id: *operation_id })
    }

    fn new_id(&mut self) -> ConnectionId {
        self.next_id += 1;
        ConnectionId::from(format!("connection-{}", self.next_id))
    }

    fn new_sign_in(&mut self) -> OperationId {
        let operation_id = self.machine.new_operation_id();
        self.sign_ins.push(operation_id);
        operation_id
    }

    /// One of the three latest sign-ins, since earlier ones are mostly over.
    fn sign_in(&self, which: &Index) -> Option<OperationId> {
        let latest = &self.sign_ins[self.sign_ins.len().saturating_sub(3)..];
        (!latest.is_empty()).then(|| *which.get(latest))
    }

    fn connection(&self, which: &Index) -> Option<ConnectionId> {
        (!self.connections.is_empty()).then(|| which.get(&self.connections).clone())
    }

    fn work(&self, work: &Work) -> Option<(OperationId, ConnectionId)> {
        let (which, among) = match work {
            Work::Open(which) => (which, &self.open),
            Work::Any(which) => (which, &self.all),
            Work::Foreign(number) => return Some((OperationId(*number), self.connections.first()?.clone())),
        };
        let among: Vec<_> =
            among.iter().map(|(operation_id, (id, ..))| (*operation_id, id.clone())).collect();
        (!among.is_empty()).then(|| which.get(&among).clone())
    }

    fn commit(&self, work: &Work) -> Option<OperationId> {
        match work {
            Work::Open(which) => {
                let waiting: BTreeSet<_> =
                    self.committing.iter().filter(|of| self.machine.pending(**of).is_some()).collect();
                let waiting: Vec<_> = waiting.into_iter().collect();
                (!waiting.is_empty()).then(|| **which.get(&waiting))
            }
            Work::Any(_) => self.work(work).map(|(operation_id, _)| operation_id),
            Work::Foreign(number) => Some(OperationId(*number)),
        }
    }
}

/// The attempt that this input answers.
fn answered(input: &Input) -> Option<OperationId> {
    match input {
        Input::Probed { operation_id, .. }
        | Input::Refused { operation_id, .. }
        | Input::AnswerLost { operation_id, .. }
        | Input::Renewed { operation_id, .. }
        | Input::Postponed { operation_id, .. }
        | Input::AppKeysMissing { operation_id, .. }
        | Input::Committed { operation_id } => Some(*operation_id),
        _ => None,
    }
}

fn policies(kind: usize) -> Arc<Policy> {
    [facebook, instagram, linkedin, x, x_forever][kind]()
}

fn network(kind: usize) -> NetworkId {
    NetworkId::from(format!("network-{kind}"))
}
