//! The effect of a network's answer, or of its absence, on a connection.

use chrono::{DateTime, Utc};

use super::Lifecycle;
use crate::{
    Account, ConnectionId, Effect, Endpoint, Event, Evidence, Lifetimes, Notified, OperationId, Reason,
    Refusal, Renewal, Scopes, SetUp, Signal, Standing, Verdict,
    connection::{Connection, DWELL, Operation, Pending, Work},
    record::Granted,
};

impl Lifecycle {
    pub(super) fn probed(
        &mut self,
        now: DateTime<Utc>,
        id: &ConnectionId,
        operation_id: OperationId,
        account: Option<Account>,
        scopes: Option<Scopes>,
    ) {
        let Some(operation) = self.finish(id, operation_id) else { return };
        self.accepted(now, id, &operation, account, scopes);
    }

    fn accepted(
        &mut self,
        now: DateTime<Utc>,
        id: &ConnectionId,
        operation: &Operation,
        account: Option<Account>,
        scopes: Option<Scopes>,
    ) {
        let Some(connection) = self.connections.get_mut(id) else { return };
        connection.needs_contact = false;
        connection.narrowed = false;
        let record = &mut connection.record;
        record.trust();
        let spell = record.unreachable.take();
        record.checked_at = Some(now);
        if let Some(account) = account.filter(|account| account.id == record.account.id) {
            record.account = account;
        }
        let granted = record.granted_until_now();
        let says_what_is_granted = scopes.is_some();
        record.grant.scopes = scopes.or(record.grant.scopes.take());
        let lacking = says_what_is_granted && record.is_broken_for_want_of_permission();
        let recovered = record.standing != Standing::Good && !lacking;
        if recovered {
            record.standing = Standing::Good;
            if record.told.trouble > 0 {
                self.effects.push_back(Effect::Withdraw { connection: id.clone() });
            }
            record.told = Notified { pages: record.told.pages, ..Notified::default() };
        }
        connection.schedule_check(now);
        self.save(id);
        self.answered(id, spell);
        if recovered {
            self.happened(id, Event::Recovered);
        }
        self.listed(now, id, &granted);
        // A requested check repeats a refused renewal as well, so that the requester learns both results.
        let renews = |c: &Connection| operation.asked && !c.leaving && c.record.is_to_renew_again(now);
        if self.connections.get(id).is_some_and(renews) {
            self.start(id, Work::Renewal, true);
            return self.advance(now, id);
        }
        self.ended(now, id, operation.asked);
    }

    pub(super) fn refused(
        &mut self,
        now: DateTime<Utc>,
        id: &ConnectionId,
        operation_id: OperationId,
        verdict: Verdict,
    ) {
        let Some(operation) = self.finish(id, operation_id) else { return };
        let Some(connection) = self.connections.get_mut(id) else { return };
        let Verdict { signal, confirm_after, missing, evidence } = verdict;
        let missing: Vec<String> =
            missing.iter().flat_map(|scopes| scopes.iter()).map(str::to_owned).collect();
        let Some(refusal) = Refusal::of(signal) else {
            // `Fine` without the requested data proves nothing.
            let until = if let Signal::RateLimited { until } = signal { until } else { None };
            return self.failed(now, id, until, evidence, operation.asked);
        };
        if refusal == Refusal::AppKeysRefused && operation.keys_changed {
            return self.with_changed_keys(now, id, &operation);
        }
        let lacking = connection.record.missing();
        let known = !missing.is_empty() && missing.iter().all(|scope| lacking.contains(&scope.as_str()));
        let denied = refusal == Refusal::Disconnected(Reason::PermissionMissing);
        if denied && known && !connection.narrowed && !operation.kind.renews() {
            // The permission was missing before, and the person was told: the token works as before.
            return self.accepted(now, id, &operation, None, None);
        }
        if refusal != Refusal::AppKeysRefused {
            // A refusal of the app says nothing about the token.
            connection.needs_contact = false;
            connection.interrupted &= !operation.kind.renews();
        }
        let grant = &connection.record.grant;
        let refreshable =
            matches!(connection.record.policy.renewal, Renewal::Refresh { .. }) && grant.refreshable;
        let suspicion = connection.record.suspicion.as_ref().filter(|s| s.refusal == refusal);
        let confirmed = suspicion.is_some_and(|suspicion| suspicion.confirm_at <= now);
        let expired = refusal == Refusal::Disconnected(Reason::Expired);
        if expired && refreshable && operation.kind == Work::Probe && suspicion.is_none() {
            self.start(id, Work::RenewalBeforeProbe, operation.asked);
            return self.advance(now, id);
        }
        // A token renewed a moment ago cannot have expired: wait for a second answer, even if a request comes sooner.
        let too_fresh = expired && (operation.kind == Work::ProbeAfterRenewal || suspicion.is_some());
        let wait = confirm_after.or(too_fresh.then_some(DWELL));
        if let Some(wait) = wait.filter(|_| !confirmed && !connection.record.is_known(refusal)) {
            connection.record.suspect(now, refusal, operation.kind.renews(), wait, evidence, self.confidence);
            self.suspected(now, id);
            return self.ended(now, id, operation.asked);
        }
        match refusal {
            Refusal::Disconnected(reason) => self.break_with(now, id, reason, &missing, evidence),
            Refusal::AppKeysRefused => {
                return self.set_up_needed(now, id, SetUp::AppKeysRefused, Some(evidence), &operation);
            }
        }
        self.ended(now, id, operation.asked);
    }

    /// Records that the network answered: it is reachable, even though it refused.
    fn suspected(&mut self, now: DateTime<Utc>, id: &ConnectionId) {
        let Some(connection) = self.connections.get_mut(id) else { return };
        let spell = connection.record.unreachable.take();
        connection.record.checked_at = Some(now);
        connection.schedule_check(now);
        self.save(id);
        self.answered(id, spell);
    }

    /// Repeats the work: the result belongs to the former app keys.
    fn with_changed_keys(&mut self, now: DateTime<Utc>, id: &ConnectionId, operation: &Operation) {
        self.start(id, operation.kind, operation.asked);
        self.advance(now, id);
    }

    /// Compares the listed scopes with the former ones. A permission that was listed before and is missing now was
    /// withdrawn, which counts as a refusal. A permission missing from a first list is only reported.
    fn listed(&mut self, now: DateTime<Utc>, id: &ConnectionId, until_now: &Granted) {
        if until_now.said && self.record(id).is_some_and(|record| until_now.lacks_more(record)) {
            let endpoint = Endpoint::Probe;
            let evidence = Evidence { at: now, endpoint, status: Some(200), code: None, subcode: None };
            self.break_with(now, id, Reason::PermissionMissing, &[], evidence);
        } else {
            self.missed(id, until_now);
        }
    }

    fn break_with(
        &mut self,
        now: DateTime<Utc>,
        id: &ConnectionId,
        reason: Reason,
        missing: &[String],
        evidence: Evidence,
    ) {
        let Some(connection) = self.connections.get_mut(id) else { return };
        let record = &mut connection.record;
        let scopes = record.grant.scopes.clone();
        if reason == Reason::PermissionMissing {
            record.grant.without(&record.policy, missing);
        }
        let named = record.grant.scopes != scopes;
        let known = record.is_known(Refusal::Disconnected(reason));
        let doubted = record.suspicion.take().is_some();
        // The network answered, so it is reachable.
        let spell = record.unreachable.take();
        record.checked_at = Some(now);
        connection.schedule_check(now);
        if !known {
            connection.record.break_with(reason, evidence.clone());
        }
        if !known || named || doubted || spell.is_some() {
            self.save(id);
        }
        self.answered(id, spell);
        if !known {
            self.proved(id, Event::Disconnected(reason), evidence);
        }
    }

    fn failed(
        &mut self,
        now: DateTime<Utc>,
        id: &ConnectionId,
        until: Option<DateTime<Utc>>,
        evidence: Evidence,
        asked: bool,
    ) {
        let Some(connection) = self.connections.get_mut(id) else { return };
        let begins = connection.fail(now, until, asked);
        self.come_one_by_one(id);
        self.save(id);
        if begins {
            self.proved(id, Event::Unreachable, evidence);
        }
        self.ended(now, id, asked);
    }

    fn set_up_needed(
        &mut self,
        now: DateTime<Utc>,
        id: &ConnectionId,
        what: SetUp,
        evidence: Option<Evidence>,
        operation: &Operation,
    ) {
        if operation.keys_changed {
            return self.with_changed_keys(now, id, operation);
        }
        let Some(connection) = self.connections.get_mut(id) else { return };
        let known = matches!(connection.record.standing, Standing::SetUpNeeded { what: former, .. } if former == what);
        connection.schedule_check(now);
        let spell = connection.record.unreachable.take();
        // A new check decides about other refusals once the app is set up.
        let doubted = connection.record.suspicion.take().is_some();
        if !known {
            // A new trouble needs a notice of its own.
            connection.record.told.trouble = 0;
            connection.record.standing = Standing::SetUpNeeded { what, since: now };
        }
        if !known || doubted || spell.is_some() {
            self.save(id);
        }
        if evidence.is_some() {
            self.answered(id, spell);
        }
        if !known {
            let (connection, event) = (id.clone(), Event::SetUpNeeded(what));
            self.effects.push_back(Effect::Happened { connection, event, evidence });
        }
        self.ended(now, id, operation.asked);
    }

    pub(super) fn app_keys_missing(
        &mut self,
        now: DateTime<Utc>,
        id: &ConnectionId,
        operation_id: OperationId,
    ) {
        let Some(operation) = self.finish(id, operation_id) else { return };
        self.set_up_needed(now, id, SetUp::AppKeysMissing, None, &operation);
    }

    pub(super) fn answer_lost(
        &mut self,
        now: DateTime<Utc>,
        id: &ConnectionId,
        operation_id: OperationId,
        evidence: Evidence,
    ) {
        let Some(operation) = self.finish(id, operation_id) else { return };
        let Some(connection) = self.connections.get_mut(id) else { return };
        let renewal = operation.kind.renews() && evidence.endpoint == Endpoint::Renewal;
        connection.interrupted |= renewal;
        if operation.retried || !renewal {
            return self.failed(now, id, None, evidence, operation.asked);
        }
        if connection.needs_contact {
            return self.ask_before_retrying(now, id, operation.asked);
        }
        self.start(id, operation.kind, operation.asked);
        self.advance(now, id);
    }

    pub(super) fn postponed(&mut self, now: DateTime<Utc>, id: &ConnectionId, operation_id: OperationId) {
        let Some(operation) = self.finish(id, operation_id) else { return };
        // The failure says nothing about the network: it delays the next try and is not shown.
        if let Some(connection) = self.connections.get_mut(id) {
            let shown = connection.record.unreachable.map(|spell| (spell.since, spell.shown_from));
            connection.fail(now, None, false);
            if let Some(spell) = &mut connection.record.unreachable {
                (spell.since, spell.shown_from) = shown.unwrap_or((now, DateTime::<Utc>::MAX_UTC));
            }
        }
        self.ended(now, id, operation.asked);
    }

    pub(super) fn renewed(
        &mut self,
        now: DateTime<Utc>,
        id: &ConnectionId,
        operation_id: OperationId,
        lifetimes: Lifetimes,
        scopes: Option<Scopes>,
    ) {
        let Some(connection) = self.connections.get_mut(id) else { return };
        let Some(operation) = connection.operation.as_mut() else { return };
        if operation.operation_id != operation_id || operation.pending.is_some() {
            return;
        }
        let mut record = connection.record.clone();
        record.grant = record.grant.renewed(&record.policy, now, lifetimes);
        record.grant.scopes = scopes.or(record.grant.scopes.take());
        record.unreachable = None;
        record.suspicion.take_if(|suspicion| !suspicion.outlives_renewal());
        operation.pending = Some(Box::new(Pending { record, tries: 0, retry_at: None }));
        self.storing.insert(operation_id, id.clone());
        self.effects.push_back(Effect::Commit { operation_id, connection: id.clone() });
        self.changed.insert(id.clone());
        self.publish = true;
    }

    /// Takes the operation that this answer belongs to. `None` if the answer is late.
    fn finish(&mut self, id: &ConnectionId, operation_id: OperationId) -> Option<Operation> {
        let connection = self.connections.get_mut(id)?;
        let current = connection
            .operation
            .as_ref()
            .is_some_and(|o| o.operation_id == operation_id && o.pending.is_none());
        if !current {
            return None;
        }
        self.changed.insert(id.clone());
        self.publish = true;
        let operation = connection.operation.take()?;
        // A lost renewal before this retry stays in doubt until an answer settles it.
        connection.interrupted |= operation.retried && operation.kind.renews();
        Some(operation)
    }

    /// Follows up on ended work: honours a waiting Disconnect, releases the requester and starts due work.
    pub(super) fn ended(&mut self, now: DateTime<Utc>, id: &ConnectionId, asked: bool) {
        let Some(connection) = self.connections.get_mut(id) else { return };
        if connection.operation.is_none() {
            // Renew only right after the network has accepted the token.
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
}
