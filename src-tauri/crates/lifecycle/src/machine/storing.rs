//! What became durable, and what did not.

use chrono::{DateTime, TimeDelta, Utc};

use super::Lifecycle;
use crate::{
    ConnectionId, Effect, OperationId, Record, SignInOutcome, Standing,
    connection::Work,
    exchange::{Event, Notified},
    sign_in::SignInStage,
};

/// How soon what could not be stored is tried again, at first and at the longest.
const FIRST_STORE_RETRY: TimeDelta = TimeDelta::seconds(1);
const LAST_STORE_RETRY: TimeDelta = TimeDelta::seconds(30);
/// A sign-in that cannot be stored is given up after this many tries: the former grant is still there. A
/// renewal never is: its former secret may be spent.
const MOST_SIGN_IN_STORE_TRIES: u32 = 5;

impl Lifecycle {
    pub(super) fn committed(&mut self, now: DateTime<Utc>, attempt: OperationId) {
        if self.sign_ins.contains_key(&attempt) {
            return self.sign_in_committed(now, attempt);
        }
        let Some(id) = self.storing.remove(&attempt) else { return };
        let Some(connection) = self.connections.get_mut(&id) else { return };
        let Some(operation) = connection.operation.take_if(|o| o.attempt == attempt) else { return };
        let Some(pending) = operation.pending else { return };
        // What was told while this waited for the disk stays told.
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
        // A renewal proves the token, and nothing of what it may be used for.
        if connection.record.standing != Standing::Good && !lacking {
            connection.record.standing = Standing::Good;
            withdraw = told.trouble > 0;
            changed = true;
            connection.record.told = of_pages;
        } else if told.warning.is_some_and(|(by, _)| {
            // Without an end there is nothing left to warn of.
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
        // Some networks say less with a renewal than they mean: whether a permission is gone is for a check to tell.
        let narrowed = self.missed(&id, &granted) && granted.said;
        self.publish = true;
        if let Some(connection) = self.connections.get_mut(&id) {
            connection.narrowed |= narrowed;
        }
        if (operation.kind == Work::RenewalBeforeProbe || narrowed) && !self.connections[&id].leaving {
            self.start(&id, Work::ProbeAfterRenewal, operation.asked);
            return self.advance(now, &id);
        }
        self.ended(now, &id, operation.asked);
    }

    pub(super) fn commit_failed(&mut self, now: DateTime<Utc>, attempt: OperationId) {
        if self.sign_ins.contains_key(&attempt) {
            return self.sign_in_commit_failed(now, attempt);
        }
        let Some(id) = self.storing.get(&attempt).cloned() else { return };
        let operation = self.connections.get_mut(&id).and_then(|connection| connection.operation.as_mut());
        let pending = operation.filter(|o| o.attempt == attempt).and_then(|o| o.pending.as_mut());
        if let Some(pending) = pending {
            pending.tries += 1;
            pending.retry_at = Some(now + store_backoff(pending.tries));
        }
        self.publish = true;
        self.advance(now, &id);
    }

    pub(super) fn retry_commit(&mut self, now: DateTime<Utc>, id: &ConnectionId) {
        let Some(operation) = self.connections.get_mut(id).and_then(|c| c.operation.as_mut()) else { return };
        let attempt = operation.attempt;
        let Some(pending) = operation.pending.as_mut() else { return };
        if pending.retry_at.is_some_and(|at| at <= now) {
            pending.retry_at = None;
            self.effects.push_back(Effect::Commit { attempt, connection: id.clone() });
        }
    }

    pub(super) fn retry_sign_in_commits(&mut self, now: DateTime<Utc>) {
        // One at a time: what the first brings about tells where the next belongs.
        let due = self.sign_ins.iter_mut().find_map(|(attempt, s)| s.take_retry(now).then_some(*attempt));
        if let Some(attempt) = due {
            self.commit_sign_in_again(attempt);
        }
    }

    fn sign_in_commit_failed(&mut self, now: DateTime<Utc>, attempt: OperationId) {
        let Some(sign_in) = self.sign_ins.get_mut(&attempt) else { return };
        let SignInStage::Committing(pending) = &mut sign_in.stage else { return };
        pending.tries += 1;
        if pending.tries > MOST_SIGN_IN_STORE_TRIES {
            return self.sign_in_failed(now, attempt, SignInOutcome::NotStored);
        }
        pending.retry_at = Some(now + store_backoff(pending.tries));
        self.publish = true;
    }
}

fn store_backoff(tries: u32) -> TimeDelta {
    (FIRST_STORE_RETRY * 2_i32.pow(tries.saturating_sub(1).min(5))).min(LAST_STORE_RETRY)
}
