//! The plan: starts due work, tells due notices, and sets the next deadline.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Lifecycle, RetainOne};
use crate::{
    Confidence, ConnectionId, Effect, Event, NoticeKind, Renewal,
    connection::{Connection, Operation, Work},
    hash::spread,
};

/// The span over which waiting work spreads after a network-wide rate limit.
const PATIENCE_SPREAD: TimeDelta = TimeDelta::minutes(2);

impl Lifecycle {
    pub(super) fn tick(&mut self, now: DateTime<Utc>) {
        // Take each connection at most once, so that a tick always ends.
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

    /// Plans a connection after an input, and marks it as changed.
    pub(super) fn advance(&mut self, now: DateTime<Utc>, id: &ConnectionId) {
        self.plan(now, id);
        self.changed.insert(id.clone());
    }

    /// Starts due work, tells due notices, and sets the next deadline.
    pub(super) fn plan(&mut self, now: DateTime<Utc>, id: &ConnectionId) {
        self.answer_use(now, id);
        self.start_queued_exchange(id);
        self.work_for_use(now, id);
        if self.keeps_time {
            self.start_due_work(now, id);
            self.tell(now, id);
        }
        let keeps_time = self.keeps_time;
        let held = self.connections.get(id).and_then(|connection| self.held_until(now, connection));
        let Some(connection) = self.connections.get_mut(id) else { return };
        let former = connection.deadline.take();
        // A machine that does not keep time still retries commits and follows visible changes.
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

    /// The moment at which the network-wide rate limit ends for this connection, if one is in force.
    pub(super) fn held_until(&self, now: DateTime<Utc>, connection: &Connection) -> Option<DateTime<Utc>> {
        let until = self.patience.get(&connection.record.network).filter(|until| **until > now)?;
        // Spread the connections, or the network would limit them again.
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
            // After a resume, the network must answer once before a secret is spent.
            let work = if connection.needs_contact { Work::Probe } else { Work::Renewal };
            self.start(id, work, false);
        } else if due(connection.next_check()) || connection.tries_again() {
            self.start_check(now, id, false);
        }
    }

    /// Starts a renewal or a check to settle a suspicion.
    fn ask_again(&mut self, now: DateTime<Utc>, id: &ConnectionId) {
        let Some(connection) = self.connections.get(id) else { return };
        if connection.record.is_to_renew_again(now) && !connection.needs_contact {
            return self.start(id, Work::Renewal, false);
        }
        match &connection.record.suspicion {
            // The refusal concerns the account, so an expired token may be renewed first.
            Some(suspicion) if suspicion.outlives_renewal() => self.start_check(now, id, false),
            _ => self.start(id, Work::Probe, false),
        }
    }

    pub(super) fn start_check(&mut self, now: DateTime<Utc>, id: &ConnectionId, asked: bool) {
        let Some(connection) = self.connections.get(id) else { return };
        let record = &connection.record;
        let by_refresh = matches!(record.policy.renewal, Renewal::Refresh { .. }) && record.grant.refreshable;
        let renew_first = by_refresh && record.grant.ended(now) && !connection.needs_contact;
        self.start(id, if renew_first { Work::RenewalBeforeProbe } else { Work::Probe }, asked);
    }

    pub(super) fn start(&mut self, id: &ConnectionId, kind: Work, asked: bool) {
        let operation_id = self.new_operation_id();
        let Some(connection) = self.connections.get_mut(id) else { return };
        let generation = connection.record.grant.generation;
        // An interrupted renewal counts as the first try of this one, even after a check in between.
        let retried = kind.renews() && std::mem::take(&mut connection.interrupted);
        if let Some(request) = &mut connection.use_request {
            request.note(kind);
        }
        connection.operation = Some(Operation {
            operation_id,
            kind,
            generation,
            asked,
            retried,
            keys_changed: false,
            pending: None,
        });
        let connection = id.clone();
        self.effects.push_back(match kind {
            Work::Probe | Work::ProbeAfterRenewal => Effect::Probe { connection, operation_id, generation },
            Work::Renewal | Work::RenewalBeforeProbe => {
                Effect::Renew { connection, operation_id, generation }
            }
            Work::Exchange => Effect::Exchange { connection, operation_id },
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
            let warned = matches!(kind, NoticeKind::ReauthorizeBy { .. });
            self.effects.push_back(Effect::Notify { connection: id.clone(), kind });
            if warned {
                self.happened(id, Event::Warned);
            }
            self.publish = true;
        }
    }
}
