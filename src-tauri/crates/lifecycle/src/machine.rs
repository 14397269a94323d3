//! The machine: one for all connections.

mod answers;
mod storing;
mod waking;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    Confidence, ConnectionId, Effect, Evidence, Grant, Input, Lifetimes, NetworkId, OperationId, Record,
    Refusal, Renewal, Scopes, Standing, Suspicion, Unreachable,
    connection::{Connection, Granted, LONGEST_PATIENCE, Operation, Work, spread},
    exchange::{Event, Notified},
    sign_in::SignIn,
};

/// What waited because its network had asked all for patience is spread over this long.
const PATIENCE_SPREAD: TimeDelta = TimeDelta::minutes(2);

/// The state machine. Events in by [`Lifecycle::handle`], effects out by [`Lifecycle::next_effect`]; it never
/// reads a clock and never sees a secret.
#[derive(Debug, Default)]
pub struct Lifecycle {
    pub(crate) connections: BTreeMap<ConnectionId, Connection>,
    pub(crate) sign_ins: BTreeMap<OperationId, SignIn>,
    deadlines: BTreeSet<(DateTime<Utc>, ConnectionId)>,
    /// Whose renewal waits to become durable.
    storing: BTreeMap<OperationId, ConnectionId>,
    /// Networks that asked to be left alone by all, and until when.
    patience: BTreeMap<NetworkId, DateTime<Utc>>,
    /// What may look different since it was last asked for.
    changed: BTreeSet<ConnectionId>,
    pub(crate) effects: VecDeque<Effect>,
    publish: bool,
    attempts: u64,
    keeps_time: bool,
    /// Whether what the clock alone says may be told.
    confidence: Confidence,
    /// What waits to be told until the time is confirmed.
    untold: BTreeSet<ConnectionId>,
}

impl Lifecycle {
    /// A machine without connections. One that `keeps_time` checks, renews, warns and tells by itself; the
    /// other only does what it is asked.
    #[must_use]
    pub fn new(keeps_time: bool) -> Self {
        Self { keeps_time, ..Self::default() }
    }

    /// Becomes the one that keeps the time, because the process that did is gone.
    pub fn keep_time(&mut self, now: DateTime<Utc>) {
        self.tick(now);
        self.keeps_time = true;
        self.spread_out(now);
        for id in self.ids() {
            // Of a hundred thousand only those are shown anew that look different.
            if self.record(&id).is_some_and(|record| record.unreachable.is_some()) {
                self.changed.insert(id.clone());
            }
            self.plan(now, &id);
        }
    }

    /// A number for the next piece of slow work.
    pub fn new_attempt(&mut self) -> OperationId {
        self.attempts += 1;
        OperationId(self.attempts)
    }

    /// Takes in what happened.
    pub fn handle(&mut self, now: DateTime<Utc>, input: Input) {
        match input {
            Input::Restored { record, interrupted } => self.restored(now, *record, interrupted),
            Input::Removed { connection } | Input::Forgotten { connection } => self.removed(&connection),
            Input::ConnectRequested { attempt, connection, network, policy } => {
                self.connect_requested(attempt, connection, network, policy);
            }
            Input::ReauthorizeRequested { attempt, connection } => {
                self.reauthorize_requested(attempt, connection);
            }
            Input::RedirectArrived { attempt } => self.redirect_arrived(now, attempt),
            Input::Exchanged { attempt, account, lifetimes, scopes } => {
                self.exchanged(now, attempt, account, lifetimes, scopes);
            }
            Input::SignInFailed { attempt } => self.sign_in_refused(now, attempt),
            Input::SignInCancelled { attempt } => self.sign_in_cancelled(now, attempt),
            Input::AddAsNewRequested { attempt, connection } => self.add_as_new(now, attempt, connection),
            Input::RenewRequested { connection } => self.renew_requested(now, &connection),
            Input::CheckRequested { connection } => self.check_requested(now, &connection),
            Input::DisconnectRequested { connection } => self.disconnect_requested(&connection),
            Input::Probed { connection, attempt, account, scopes } => {
                self.probed(now, &connection, attempt, account, scopes);
            }
            Input::Refused { connection, attempt, verdict } => {
                self.refused(now, &connection, attempt, verdict);
            }
            Input::AnswerLost { connection, attempt, evidence } => {
                self.answer_lost(now, &connection, attempt, evidence);
            }
            Input::Renewed { connection, attempt, lifetimes, scopes } => {
                self.renewed(now, &connection, attempt, lifetimes, scopes);
            }
            Input::Postponed { connection, attempt } => self.postponed(now, &connection, attempt),
            Input::Committed { attempt } => self.committed(now, attempt),
            Input::CommitFailed { attempt } => self.commit_failed(now, attempt),
            Input::AppKeysMissing { connection, attempt } => {
                self.app_keys_missing(now, &connection, attempt);
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
            // Whoever falls due meanwhile finds it.
            Input::RateLimited { network, until } => {
                let until = until.min(now + LONGEST_PATIENCE);
                let known = self.patience.entry(network).or_insert(until);
                *known = until.max(*known);
            }
            Input::Resumed => self.resumed(now),
            Input::Tick => self.tick(now),
        }
    }

    /// What is to be done next.
    pub fn next_effect(&mut self) -> Option<Effect> {
        self.effects.pop_front().or_else(|| std::mem::take(&mut self.publish).then_some(Effect::Publish))
    }

    /// When [`Input::Tick`] is due, at the latest. The past means now.
    #[must_use]
    pub fn next_deadline(&self) -> Option<DateTime<Utc>> {
        let sign_in = self.sign_ins.values().filter_map(SignIn::retry_at).min();
        self.deadlines.first().map(|(at, _)| *at).into_iter().chain(sign_in).min()
    }

    /// All that is to be kept of a connection.
    #[must_use]
    pub fn record(&self, connection: &ConnectionId) -> Option<&Record> {
        self.connections.get(connection).map(|c| &c.record)
    }

    /// Every connection.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.connections.values().map(|c| &c.record)
    }

    /// What [`Effect::Commit`] is to make durable, together with the secret.
    #[must_use]
    pub fn pending(&self, attempt: OperationId) -> Option<&Record> {
        if let Some(sign_in) = self.sign_ins.get(&attempt) {
            return sign_in.pending();
        }
        let connection = self.connections.get(self.storing.get(&attempt)?)?;
        let operation = connection.operation.as_ref().filter(|operation| operation.attempt == attempt)?;
        operation.pending.as_deref().map(|pending| &pending.record)
    }

    /// The connections that may look different since this was last asked: with each [`Effect::Publish`], and once.
    /// Those without a [`Lifecycle::record`] are gone.
    pub fn take_changed(&mut self) -> BTreeSet<ConnectionId> {
        std::mem::take(&mut self.changed)
    }

    /// Something changed that is shown with a connection and is not the machine's.
    pub fn look_again(&mut self, connection: &ConnectionId) {
        self.changed.insert(connection.clone());
        self.publish = true;
    }

    /// Whether slow work on this connection is under way, and whether it is a renewal.
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
        self.sign_ins.iter().map(|(attempt, sign_in)| (*attempt, sign_in))
    }

    fn ids(&self) -> Vec<ConnectionId> {
        self.connections.keys().cloned().collect()
    }

    fn restored(&mut self, now: DateTime<Utc>, record: Record, interrupted: bool) {
        let id = record.id.clone();
        let mut told_before = Notified::default();
        if let Some(former) = self.connections.remove(&id) {
            told_before = former.record.told.clone();
            self.deadlines.retain_one(former.deadline, &id);
            // A later secret settles what became of an interrupted renewal.
            let later = record.grant.generation > former.record.grant.generation;
            let interrupted = (former.interrupted || interrupted) && !later;
            let mut connection = Connection { record, interrupted, ..former };
            // The store moved on: whatever is still under way works on a secret that is history.
            let stale = |operation: &Operation| {
                operation.kind != Work::Exchange && operation.generation < connection.record.grant.generation
            };
            if let Some(operation) = connection.operation.take_if(|operation| stale(operation)) {
                self.storing.remove(&operation.attempt);
                connection.interrupted = false;
                connection.renew_next = false;
                let id = id.clone();
                self.effects.push_back(if connection.leaving {
                    Effect::Forget { connection: id }
                } else {
                    Effect::WorkEnded { connection: id }
                });
            }
            self.connections.insert(id.clone(), connection);
        } else {
            // By a clock that nobody has confirmed a renewal may only seem to be due: the network is asked first.
            let needs_contact = self.confidence == Confidence::Doubted;
            let connection = Connection { interrupted, needs_contact, ..Connection::new(record) };
            self.connections.insert(id.clone(), connection);
        }
        if let Some(connection) = self.connections.get_mut(&id) {
            connection.bring_near(now, self.confidence == Confidence::Doubted);
        }
        let told_now = &self.connections[&id].record.told;
        let over = |before: bool, now: bool| before && !now;
        if over(told_before.trouble > 0, told_now.trouble > 0)
            || over(told_before.pages > 0, told_now.pages > 0)
            || over(told_before.warning.is_some(), told_now.warning.is_some())
        {
            self.effects.push_back(Effect::Withdraw { connection: id.clone() });
        }
        self.publish = true;
        self.advance(now, &id);
    }

    fn removed(&mut self, id: &ConnectionId) {
        let Some(connection) = self.connections.remove(id) else { return };
        self.deadlines.retain_one(connection.deadline, id);
        if let Some(operation) = &connection.operation {
            self.storing.remove(&operation.attempt);
        }
        self.changed.insert(id.clone());
        if connection.record.told != Notified::default() {
            self.effects.push_back(Effect::Withdraw { connection: id.clone() });
        }
        self.effects.push_back(Effect::WorkEnded { connection: id.clone() });
        self.cancel_queued_sign_ins(id);
        self.publish = true;
    }

    fn tick(&mut self, now: DateTime<Utc>) {
        // Each at most once: whatever deadline follows, a tick comes to its end.
        let mut due = Vec::new();
        while self.deadlines.first().is_some_and(|(at, _)| *at <= now) {
            due.extend(self.deadlines.pop_first().map(|(_, id)| id));
        }
        self.publish |= !due.is_empty();
        for id in due {
            self.retry_commit(now, &id);
            self.advance(now, &id);
        }
        self.retry_sign_in_commits(now);
    }

    /// Goes on after something happened to a connection.
    pub(crate) fn advance(&mut self, now: DateTime<Utc>, id: &ConnectionId) {
        self.plan(now, id);
        self.changed.insert(id.clone());
    }

    /// Starts what is due, tells what is due, and sets the next deadline.
    fn plan(&mut self, now: DateTime<Utc>, id: &ConnectionId) {
        self.start_queued_exchange(id);
        if self.keeps_time {
            self.start_due_work(now, id);
            self.tell(now, id);
        }
        let keeps_time = self.keeps_time;
        let held = self.connections.get(id).and_then(|connection| self.held_until(now, connection));
        let Some(connection) = self.connections.get_mut(id) else { return };
        let former = connection.deadline.take();
        // A machine that does not keep the time stores what waits for it, and sees what time changes.
        let waits_for_store = connection.operation.as_ref().is_some_and(|o| o.pending.is_some());
        connection.deadline = if keeps_time || waits_for_store {
            connection.next_deadline(now, held)
        } else {
            connection.next_visible_change(now)
        };
        let deadline = connection.deadline;
        self.deadlines.retain_one(former, id);
        if let Some(at) = deadline {
            self.deadlines.insert((at, id.clone()));
        }
    }

    /// When the network of a connection may be asked again, if it asked to be left alone by all.
    fn held_until(&self, now: DateTime<Utc>, connection: &Connection) -> Option<DateTime<Utc>> {
        let until = self.patience.get(&connection.record.network).filter(|until| **until > now)?;
        // Not all at once, or it would ask again.
        Some(*until + spread(connection.record.id.as_str(), 0, PATIENCE_SPREAD))
    }

    fn start_due_work(&mut self, now: DateTime<Utc>, id: &ConnectionId) {
        let Some(connection) = self.connections.get(id) else { return };
        if connection.operation.is_some() || connection.leaving || self.held_until(now, connection).is_some()
        {
            return;
        }
        if let Some(again_at) = connection.record.asks_again_at() {
            if again_at <= now {
                self.ask_again(now, id);
            }
            return;
        }
        let waits_until = match connection.record.unreachable {
            Some(unreachable) => Some(unreachable.retry_at),
            None => connection.rest_until,
        };
        if waits_until.is_some_and(|until| until > now) {
            return;
        }
        let due = |at: Option<DateTime<Utc>>| at.is_some_and(|at| at <= now);
        if due(connection.next_renewal()) {
            // After a resume the network must have answered something before a secret is spent.
            let work = if connection.needs_contact { Work::Probe } else { Work::Renewal };
            self.start(id, work, false);
        } else if due(connection.next_check()) || connection.tries_again() {
            self.start_check(now, id, false);
        }
    }

    /// Asks about a refusal that is not believed yet.
    fn ask_again(&mut self, now: DateTime<Utc>, id: &ConnectionId) {
        let Some(connection) = self.connections.get(id) else { return };
        if connection.record.is_to_renew_again(now) && !connection.needs_contact {
            return self.start(id, Work::Renewal, false);
        }
        match &connection.record.suspicion {
            // The token may have ended meanwhile. The question is about the account.
            Some(suspicion) if suspicion.outlives_renewal() => self.start_check(now, id, false),
            _ => self.start(id, Work::Probe, false),
        }
    }

    fn start_check(&mut self, now: DateTime<Utc>, id: &ConnectionId, asked: bool) {
        let Some(connection) = self.connections.get(id) else { return };
        let record = &connection.record;
        let by_refresh = matches!(record.policy.renewal, Renewal::Refresh { .. }) && record.grant.refreshable;
        let renew_first = by_refresh && record.grant.ended(now) && !connection.needs_contact;
        self.start(id, if renew_first { Work::RenewalBeforeProbe } else { Work::Probe }, asked);
    }

    pub(crate) fn start(&mut self, id: &ConnectionId, kind: Work, asked: bool) {
        let attempt = self.new_attempt();
        let Some(connection) = self.connections.get_mut(id) else { return };
        let generation = connection.record.grant.generation;
        // A renewal that was interrupted is this one's first try. A check in between does not settle it.
        let retried = kind.renews() && std::mem::take(&mut connection.interrupted);
        connection.operation =
            Some(Operation { attempt, kind, generation, asked, retried, keys_changed: false, pending: None });
        let connection = id.clone();
        self.effects.push_back(match kind {
            Work::Probe | Work::ProbeAfterRenewal => Effect::Probe { connection, attempt, generation },
            Work::Renewal | Work::RenewalBeforeProbe => Effect::Renew { connection, attempt, generation },
            Work::Exchange => Effect::Exchange { connection, attempt },
        });
        self.changed.insert(id.clone());
        self.publish = true;
    }

    fn tell(&mut self, now: DateTime<Utc>, id: &ConnectionId) {
        self.forget_untimely(now, id);
        while let Some(connection) = self.connections.get_mut(id).filter(|connection| !connection.leaving) {
            let Some((kind, told)) = connection.record.due_notice(now) else { return };
            if self.confidence == Confidence::Doubted && kind.is_told_by_the_clock() {
                return self.hold(now, id);
            }
            connection.record.told = told;
            self.changed.insert(id.clone());
            let warned = matches!(kind, crate::NoticeKind::ReauthorizeBy { .. });
            self.effects.push_back(Effect::Notify { connection: id.clone(), kind });
            if warned {
                self.happened(id, Event::Warned);
            }
            self.publish = true;
        }
    }

    fn renew_requested(&mut self, now: DateTime<Utc>, id: &ConnectionId) {
        let Some(connection) = self.connections.get_mut(id) else { return };
        if !connection.record.grant.renewable(&connection.record.policy) || connection.leaving {
            self.effects.push_back(Effect::WorkEnded { connection: id.clone() });
        } else if let Some(operation) = &mut connection.operation {
            operation.asked = true;
            connection.renew_next |= !operation.kind.renews();
        } else {
            self.start(id, Work::Renewal, true);
        }
        self.advance(now, id);
    }

    fn check_requested(&mut self, now: DateTime<Utc>, id: &ConnectionId) {
        let Some(connection) = self.connections.get_mut(id) else { return };
        if let Some(operation) = &mut connection.operation {
            operation.asked = true;
        } else if connection.leaving {
            self.effects.push_back(Effect::WorkEnded { connection: id.clone() });
        } else {
            self.start_check(now, id, true);
        }
        self.advance(now, id);
    }

    fn disconnect_requested(&mut self, id: &ConnectionId) {
        let Some(connection) = self.connections.get_mut(id) else { return };
        connection.leaving = true;
        if connection.operation.is_none() {
            self.effects.push_back(Effect::Forget { connection: id.clone() });
        }
    }

    fn app_keys_changed(&mut self, now: DateTime<Utc>, id: &ConnectionId) {
        let Some(connection) = self.connections.get_mut(id) else { return };
        // It was the former keys that were refused.
        let is_of_keys = |suspicion: &mut Suspicion| suspicion.refusal == Refusal::AppKeysRefused;
        let doubted = connection.record.suspicion.take_if(is_of_keys).is_some();
        let waiting = doubted || matches!(connection.record.standing, Standing::SetUpNeeded { .. });
        let works = connection.operation.is_some();
        if let Some(operation) = &mut connection.operation {
            operation.keys_changed = true;
        }
        if doubted {
            self.save(id);
        }
        if waiting && !works {
            self.start_check(now, id, false);
        }
        self.advance(now, id);
    }

    /// Asks the driver to store the record. A record that is stored has changed, so it is
    /// published as well.
    pub(crate) fn save(&mut self, id: &ConnectionId) {
        self.effects.push_back(Effect::Save { connection: id.clone() });
        self.changed.insert(id.clone());
        self.publish = true;
    }

    /// Takes the work that this answer belongs to, or nothing if the answer is late.
    fn finish(&mut self, id: &ConnectionId, attempt: OperationId) -> Option<Operation> {
        let connection = self.connections.get_mut(id)?;
        let current =
            connection.operation.as_ref().is_some_and(|o| o.attempt == attempt && o.pending.is_none());
        if !current {
            return None;
        }
        self.changed.insert(id.clone());
        self.publish = true;
        let operation = connection.operation.take()?;
        // Whatever stood in its way: the renewal that was lost before it is still in doubt.
        connection.interrupted |= operation.retried && operation.kind.renews();
        Some(operation)
    }

    /// After the work: let the asker go on, honour a Disconnect that waited, and see what is due.
    pub(crate) fn ended(&mut self, now: DateTime<Utc>, id: &ConnectionId, asked: bool) {
        let Some(connection) = self.connections.get_mut(id) else { return };
        if connection.operation.is_none() {
            // Only right after the network has answered that all is well.
            let renew_next = std::mem::take(&mut connection.renew_next)
                && !connection.needs_contact
                && connection.record.unreachable.is_none()
                && connection.record.standing == Standing::Good;
            if connection.leaving {
                self.effects.push_back(Effect::Forget { connection: id.clone() });
            } else if renew_next {
                return self.renew_requested(now, id);
            } else if asked {
                self.effects.push_back(Effect::WorkEnded { connection: id.clone() });
            }
        }
        self.advance(now, id);
    }

    pub(crate) fn happened(&mut self, id: &ConnectionId, event: Event) {
        self.effects.push_back(Effect::Happened { connection: id.clone(), event, evidence: None });
    }

    pub(crate) fn proved(&mut self, id: &ConnectionId, event: Event, evidence: Evidence) {
        let evidence = Some(evidence);
        self.effects.push_back(Effect::Happened { connection: id.clone(), event, evidence });
    }

    /// The network has answered: a spell without an answer, if this was one, is over.
    pub(crate) fn answered(&mut self, id: &ConnectionId, spell: Option<Unreachable>) {
        if spell.is_some_and(|spell| spell.of_network()) {
            self.happened(id, Event::Reachable);
        }
    }

    /// Keeps that a permission is missing which was not before. True when one is.
    pub(crate) fn missed(&mut self, id: &ConnectionId, until_now: &Granted) -> bool {
        let lacks_more = self.record(id).is_some_and(|record| until_now.lacks_more(record));
        if lacks_more {
            self.happened(id, Event::PermissionMissing);
        }
        lacks_more
    }

    pub(crate) fn visible(&mut self) {
        self.publish = true;
    }

    pub(crate) fn grant_for(
        &self,
        now: DateTime<Utc>,
        id: &ConnectionId,
        policy: &crate::Policy,
        lifetimes: Lifetimes,
        scopes: Option<Scopes>,
    ) -> Grant {
        Grant { scopes, ..Grant::authorized(policy, now, self.next_generation(id), lifetimes) }
    }

    pub(crate) fn next_generation(&self, id: &ConnectionId) -> u64 {
        self.record(id).map_or(1, |record| record.grant.generation.saturating_add(1))
    }
}

/// What is being done for a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Working {
    /// The network is asked whether the token works.
    Checking,
    /// The token is being renewed.
    Renewing,
    /// A sign-in is being exchanged.
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
