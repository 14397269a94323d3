//! The results of the store: commits, restored records and removals.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Lifecycle, RetainOne};
use crate::{
    Confidence, ConnectionId, Effect, Event, Notified, OperationId, Record, SignInOutcome, Standing,
    connection::{Connection, Operation, Work},
    sign_in::SignInStage,
};

/// The first and the longest wait before a failed commit is retried.
const FIRST_STORE_RETRY: TimeDelta = TimeDelta::seconds(1);
const LAST_STORE_RETRY: TimeDelta = TimeDelta::seconds(30);
/// A sign-in is given up after this many failed retries, since the former grant is still there. A renewal is never
/// given up: its former secret may be spent.
const MOST_SIGN_IN_STORE_TRIES: u32 = 5;

impl Lifecycle {
    pub(super) fn committed(&mut self, now: DateTime<Utc>, operation_id: OperationId) {
        if self.sign_ins.contains_key(&operation_id) {
            return self.sign_in_committed(now, operation_id);
        }
        let Some(id) = self.storing.remove(&operation_id) else { return };
        let Some(connection) = self.connections.get_mut(&id) else { return };
        let Some(operation) = connection.operation.take_if(|o| o.operation_id == operation_id) else {
            return;
        };
        let Some(pending) = operation.pending else { return };
        // Notices told during the commit stay told.
        let told = connection.record.told.clone();
        let spell = connection.record.unreachable;
        let granted = connection.record.granted_until_now();
        let lacking = pending.record.is_broken_for_want_of_permission();
        let pages = std::mem::take(&mut connection.record.pages);
        let mut changed = pending.record.told != told || pending.record.pages != pages;
        let of_pages = Notified { pages: told.pages, ..Notified::default() };
        connection.record = Record { told: told.clone(), pages, ..pending.record };
        connection.needs_contact = false;
        let mut withdraw = false;
        // A renewal proves the token, but not its permissions.
        if connection.record.standing != Standing::Good && !lacking {
            connection.record.standing = Standing::Good;
            withdraw = told.trouble > 0;
            changed = true;
            connection.record.told = of_pages;
        } else if told.warning.is_some_and(|(by, _)| {
            // The end moved or disappeared, so the warning no longer holds.
            connection.record.reauthorize_by().is_none_or(|now| now > by)
        }) {
            withdraw = true;
            changed = true;
            connection.record.told = of_pages;
        }
        if changed {
            self.save(&id);
        }
        if withdraw {
            self.effects.push_back(Effect::Withdraw { connection: id.clone() });
        }
        self.answered(&id, spell);
        self.happened(&id, Event::Renewed);
        // Some networks list fewer scopes in a renewal than they grant, so a check must confirm a lost permission.
        let narrowed = self.missed(&id, &granted) && granted.said;
        self.publish = true;
        if let Some(connection) = self.connections.get_mut(&id) {
            connection.narrowed |= narrowed;
        }
        // The new token is durable. Its use need not wait for the check that may follow.
        self.answer_use(now, &id);
        if (operation.kind == Work::RenewalBeforeProbe || narrowed) && !self.connections[&id].leaving {
            self.start(&id, Work::ProbeAfterRenewal, operation.asked);
            return self.advance(now, &id);
        }
        self.ended(now, &id, operation.asked);
    }

    pub(super) fn commit_failed(&mut self, now: DateTime<Utc>, operation_id: OperationId) {
        if self.sign_ins.contains_key(&operation_id) {
            return self.sign_in_commit_failed(now, operation_id);
        }
        let Some(id) = self.storing.get(&operation_id).cloned() else { return };
        let operation = self.connections.get_mut(&id).and_then(|connection| connection.operation.as_mut());
        let pending = operation.filter(|o| o.operation_id == operation_id).and_then(|o| o.pending.as_mut());
        if let Some(pending) = pending {
            pending.tries += 1;
            pending.retry_at = Some(now + store_backoff(pending.tries));
        }
        self.publish = true;
        self.advance(now, &id);
    }

    pub(super) fn retry_commit(&mut self, now: DateTime<Utc>, id: &ConnectionId) {
        let Some(operation) = self.connections.get_mut(id).and_then(|c| c.operation.as_mut()) else { return };
        let operation_id = operation.operation_id;
        let Some(pending) = operation.pending.as_mut() else { return };
        if pending.retry_at.is_some_and(|at| at <= now) {
            pending.retry_at = None;
            self.effects.push_back(Effect::Commit { operation_id, connection: id.clone() });
        }
    }

    pub(super) fn retry_sign_in_commits(&mut self, now: DateTime<Utc>) {
        // One at a time: the first commit may create the connection that the next belongs to.
        let due =
            self.sign_ins.iter_mut().find_map(|(operation_id, s)| s.take_retry(now).then_some(*operation_id));
        if let Some(operation_id) = due {
            self.commit_sign_in_again(operation_id);
        }
    }

    fn sign_in_commit_failed(&mut self, now: DateTime<Utc>, operation_id: OperationId) {
        let Some(sign_in) = self.sign_ins.get_mut(&operation_id) else { return };
        let SignInStage::Committing(pending) = &mut sign_in.stage else { return };
        pending.tries += 1;
        if pending.tries > MOST_SIGN_IN_STORE_TRIES {
            return self.sign_in_failed(now, operation_id, SignInOutcome::NotStored);
        }
        pending.retry_at = Some(now + store_backoff(pending.tries));
        self.publish = true;
    }

    pub(super) fn restored(&mut self, now: DateTime<Utc>, record: Record, interrupted: bool) {
        let id = record.id.clone();
        let mut told_before = Notified::default();
        if let Some(former) = self.connections.remove(&id) {
            told_before = former.record.told.clone();
            self.deadlines.retain_one(former.deadline, &id);
            // A later secret settles an interrupted renewal.
            let later = record.grant.generation > former.record.grant.generation;
            let interrupted = (former.interrupted || interrupted) && !later;
            let mut connection = Connection { record, interrupted, ..former };
            // The store holds a later secret, so work on the former one is stale.
            let stale = |operation: &Operation| {
                operation.kind != Work::Exchange && operation.generation < connection.record.grant.generation
            };
            if let Some(operation) = connection.operation.take_if(|operation| stale(operation)) {
                self.storing.remove(&operation.operation_id);
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
            // A renewal may only seem due by a doubted clock, so a check goes first.
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

    pub(super) fn removed(&mut self, id: &ConnectionId) {
        let Some(connection) = self.connections.remove(id) else { return };
        self.deadlines.retain_one(connection.deadline, id);
        if let Some(operation) = &connection.operation {
            self.storing.remove(&operation.operation_id);
        }
        self.changed.insert(id.clone());
        if connection.record.told != Notified::default() {
            self.effects.push_back(Effect::Withdraw { connection: id.clone() });
        }
        self.effects.push_back(Effect::WorkEnded { connection: id.clone() });
        if connection.use_request.is_some() {
            self.effects.push_back(Effect::Unusable { connection: id.clone() });
        }
        self.cancel_queued_sign_ins(id);
        self.publish = true;
    }
}

fn store_backoff(tries: u32) -> TimeDelta {
    (FIRST_STORE_RETRY * 2_i32.pow(tries.saturating_sub(1).min(5))).min(LAST_STORE_RETRY)
}
