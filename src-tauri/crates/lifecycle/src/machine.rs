//! The one machine for all connections.

mod answers;
mod pages;
mod planning;
mod requests;
mod sign_in;
mod storing;
mod using;
mod waking;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use chrono::{DateTime, Utc};

use crate::{
    Confidence, ConnectionId, Effect, Event, Evidence, Input, NetworkId, OperationId, Record, SignIn,
    Unreachable,
    connection::{Connection, LONGEST_PATIENCE, Work},
    record::Granted,
};

/// The state machine. [`Lifecycle::handle`] takes inputs, and [`Lifecycle::next_effect`] returns effects. The machine
/// never reads a clock and never sees a secret.
#[derive(Debug, Default)]
pub struct Lifecycle {
    connections: BTreeMap<ConnectionId, Connection>,
    sign_ins: BTreeMap<OperationId, SignIn>,
    deadlines: BTreeSet<(DateTime<Utc>, ConnectionId)>,
    /// The connections whose renewal waits to become durable.
    storing: BTreeMap<OperationId, ConnectionId>,
    /// The end of each network-wide rate limit.
    patience: BTreeMap<NetworkId, DateTime<Utc>>,
    /// The connections that may look different since the last [`Lifecycle::take_changed`].
    changed: BTreeSet<ConnectionId>,
    effects: VecDeque<Effect>,
    publish: bool,
    operations: u64,
    keeps_time: bool,
    /// The confidence in the clock: doubt holds back notices that follow from time alone.
    confidence: Confidence,
    /// The connections whose notices wait until the clock is no longer doubted.
    untold: BTreeSet<ConnectionId>,
}

impl Lifecycle {
    /// Creates a machine without connections. With `keeps_time` it checks, renews and notifies by itself. Otherwise it
    /// only serves requests.
    #[must_use]
    pub fn new(keeps_time: bool) -> Self {
        Self { keeps_time, ..Self::default() }
    }

    /// Takes over the timed work, because the process that did it is gone.
    pub fn keep_time(&mut self, now: DateTime<Utc>) {
        self.tick(now);
        self.keeps_time = true;
        self.spread_out(now);
        for id in self.ids() {
            // Publish only the connections that look different: there may be a hundred thousand.
            if self.record(&id).is_some_and(|record| record.unreachable.is_some()) {
                self.changed.insert(id.clone());
            }
            self.plan(now, &id);
        }
    }

    /// Returns the number of the next operation.
    pub fn new_operation_id(&mut self) -> OperationId {
        self.operations += 1;
        OperationId(self.operations)
    }

    /// Applies an input.
    pub fn handle(&mut self, now: DateTime<Utc>, input: Input) {
        match input {
            Input::Restored { record, interrupted } => self.restored(now, *record, interrupted),
            Input::Removed { connection } | Input::Forgotten { connection } => self.removed(&connection),
            Input::ConnectRequested { operation_id, connection, network, policy } => {
                self.connect_requested(operation_id, connection, network, policy);
            }
            Input::ReauthorizeRequested { operation_id, connection } => {
                self.reauthorize_requested(operation_id, connection);
            }
            Input::RedirectArrived { operation_id } => self.redirect_arrived(now, operation_id),
            Input::Exchanged { operation_id, account, lifetimes, scopes } => {
                self.exchanged(now, operation_id, account, lifetimes, scopes);
            }
            Input::SignInFailed { operation_id } => self.sign_in_refused(now, operation_id),
            Input::SignInCancelled { operation_id } => self.sign_in_cancelled(now, operation_id),
            Input::AddAsNewRequested { operation_id, connection } => {
                self.add_as_new(now, operation_id, connection);
            }
            Input::RenewRequested { connection } => self.renew_requested(now, &connection),
            Input::CheckRequested { connection } => self.check_requested(now, &connection),
            Input::UseRequested { connection, valid_for } => self.use_requested(now, connection, valid_for),
            Input::DisconnectRequested { connection } => self.disconnect_requested(&connection),
            Input::Probed { connection, operation_id, account, scopes } => {
                self.probed(now, &connection, operation_id, account, scopes);
            }
            Input::Refused { connection, operation_id, verdict } => {
                self.refused(now, &connection, operation_id, verdict);
            }
            Input::AnswerLost { connection, operation_id, evidence } => {
                self.answer_lost(now, &connection, operation_id, evidence);
            }
            Input::Renewed { connection, operation_id, lifetimes, scopes } => {
                self.renewed(now, &connection, operation_id, lifetimes, scopes);
            }
            Input::Postponed { connection, operation_id } => self.postponed(now, &connection, operation_id),
            Input::Committed { operation_id } => self.committed(now, operation_id),
            Input::CommitFailed { operation_id } => self.commit_failed(now, operation_id),
            Input::AppKeysMissing { connection, operation_id } => {
                self.app_keys_missing(now, &connection, operation_id);
            }
            Input::AppKeysChanged { network } => {
                let concerned = |c: &Connection| c.record.network == network;
                let ids: Vec<_> =
                    self.connections.values().filter(|c| concerned(c)).map(|c| c.record.id.clone()).collect();
                for id in ids {
                    self.app_keys_changed(now, &id);
                }
            }
            Input::PagesSeen { connection, listing, checked } => {
                self.pages_seen(now, &connection, listing.as_ref(), &checked);
            }
            Input::PagesChosen { connection, held } => self.pages_chosen(now, &connection, &held),
            // Connections read this when they fall due.
            Input::RateLimited { network, until } => {
                let until = until.min(now + LONGEST_PATIENCE);
                let known = self.patience.entry(network).or_insert(until);
                *known = until.max(*known);
            }
            Input::Resumed => self.resumed(now),
            Input::Tick => self.tick(now),
        }
    }

    /// Returns the next effect, if any.
    pub fn next_effect(&mut self) -> Option<Effect> {
        self.effects.pop_front().or_else(|| std::mem::take(&mut self.publish).then_some(Effect::Publish))
    }

    /// The latest moment for the next [`Input::Tick`]. A past moment means now.
    #[must_use]
    pub fn next_deadline(&self) -> Option<DateTime<Utc>> {
        let sign_in = self.sign_ins.values().filter_map(SignIn::retry_at).min();
        self.deadlines.first().map(|(at, _)| *at).into_iter().chain(sign_in).min()
    }

    /// The record of a connection.
    #[must_use]
    pub fn record(&self, connection: &ConnectionId) -> Option<&Record> {
        self.connections.get(connection).map(|c| &c.record)
    }

    /// The records of all connections.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.connections.values().map(|c| &c.record)
    }

    /// The record that [`Effect::Commit`] makes durable together with the secret.
    #[must_use]
    pub fn pending(&self, operation_id: OperationId) -> Option<&Record> {
        if let Some(sign_in) = self.sign_ins.get(&operation_id) {
            return sign_in.pending();
        }
        let connection = self.connections.get(self.storing.get(&operation_id)?)?;
        let operation =
            connection.operation.as_ref().filter(|operation| operation.operation_id == operation_id)?;
        operation.pending.as_deref().map(|pending| &pending.record)
    }

    /// Takes the connections that may look different since the last call. Call it at each [`Effect::Publish`]. A
    /// connection without a [`Lifecycle::record`] is gone.
    pub fn take_changed(&mut self) -> BTreeSet<ConnectionId> {
        std::mem::take(&mut self.changed)
    }

    /// Publishes a connection again after a visible change outside the machine.
    pub fn look_again(&mut self, connection: &ConnectionId) {
        self.changed.insert(connection.clone());
        self.publish = true;
    }

    /// The kind of work under way for this connection, if any.
    #[must_use]
    pub fn working(&self, connection: &ConnectionId) -> Option<Working> {
        self.connections.get(connection)?.operation.as_ref().map(|operation| match operation.kind {
            Work::Probe | Work::ProbeAfterRenewal => Working::Checking,
            Work::Renewal | Work::RenewalBeforeProbe => Working::Renewing,
            Work::Exchange => Working::SigningIn,
        })
    }

    /// Every sign-in that has not been dismissed.
    pub fn sign_ins(&self) -> impl Iterator<Item = (OperationId, &SignIn)> {
        self.sign_ins.iter().map(|(operation_id, sign_in)| (*operation_id, sign_in))
    }

    fn ids(&self) -> Vec<ConnectionId> {
        self.connections.keys().cloned().collect()
    }

    /// Asks the driver to store the changed record, and publishes it.
    fn save(&mut self, id: &ConnectionId) {
        self.effects.push_back(Effect::Save { connection: id.clone() });
        self.changed.insert(id.clone());
        self.publish = true;
    }

    fn happened(&mut self, id: &ConnectionId, event: Event) {
        self.effects.push_back(Effect::Happened { connection: id.clone(), event, evidence: None });
    }

    fn proved(&mut self, id: &ConnectionId, event: Event, evidence: Evidence) {
        let evidence = Some(evidence);
        self.effects.push_back(Effect::Happened { connection: id.clone(), event, evidence });
    }

    /// Reports the end of a spell in which the network gave no usable answer.
    fn answered(&mut self, id: &ConnectionId, spell: Option<Unreachable>) {
        if spell.is_some_and(|spell| spell.of_network()) {
            self.happened(id, Event::Reachable);
        }
    }

    /// Reports a permission that is newly missing. Tells whether there is one.
    fn missed(&mut self, id: &ConnectionId, until_now: &Granted) -> bool {
        let lacks_more = self.record(id).is_some_and(|record| until_now.lacks_more(record));
        if lacks_more {
            self.happened(id, Event::PermissionMissing);
        }
        lacks_more
    }

    fn visible(&mut self) {
        self.publish = true;
    }

    fn next_generation(&self, id: &ConnectionId) -> u64 {
        self.record(id).map_or(1, |record| record.grant.generation.saturating_add(1))
    }
}

/// The kind of work under way for a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Working {
    /// A check whether the token works.
    Checking,
    /// The renewal of the token.
    Renewing,
    /// The exchange of a sign-in.
    SigningIn,
}

trait RetainOne {
    fn retain_one(&mut self, at: Option<DateTime<Utc>>, id: &ConnectionId);
}

impl RetainOne for BTreeSet<(DateTime<Utc>, ConnectionId)> {
    /// Removes a connection's former deadline.
    fn retain_one(&mut self, at: Option<DateTime<Utc>>, id: &ConnectionId) {
        if let Some(at) = at {
            self.remove(&(at, id.clone()));
        }
    }
}
