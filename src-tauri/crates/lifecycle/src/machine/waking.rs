//! Waking: a device that slept, a clock that was set or is doubted, and the overdue work that follows.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};

use super::Lifecycle;
use crate::{
    Confidence, ConnectionId, Effect, Record, Standing, Witness,
    connection::{LONGEST_PATIENCE, Work},
    hash::spread,
    notice::{MOST_REMINDERS, reminder_at},
};

/// Up to this many connections start their overdue work at once.
const FEW: usize = 10;
/// The difference allowed between clocks that agree: a notice due by one of them is not too early.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::minutes(5);
/// The most connections that are asked when the time is disputed.
const MOST_ASKED_FOR_TIME: usize = 20;
/// After a resume, unreachable connections are retried within this time: the network comes back with the device.
const RESUME_SPREAD: TimeDelta = TimeDelta::seconds(20);
/// The cap on the failure count after a resume, which keeps the next backoff short.
const FAILURES_AFTER_RESUME: u32 = 2;

/// The notices told before their moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Untimely {
    Nothing,
    Reminders,
    Warning,
}

impl Record {
    /// Forgets a warning, or reminders, that a wrong clock brought too early. Each is told again at its moment.
    fn forget_untimely(&mut self, now: DateTime<Utc>) -> Untimely {
        let (by, told) = (self.reauthorize_by(), self.told.clone());
        let latest = now + CLOCKS_DIFFER;
        if self.told.warning.take_if(|(_, rung)| by.is_some_and(|by| by - *rung > latest)).is_some() {
            // The withdrawal also takes back the notice of lost pages, which is then told anew.
            self.told.pages = 0;
            return Untimely::Warning;
        }
        if let Standing::Broken { evidence, .. } = &self.standing {
            let due = (1..=MOST_REMINDERS).take_while(|n| reminder_at(evidence.at, *n) <= latest).count();
            self.told.trouble = self.told.trouble.min(u32::try_from(due).unwrap_or_default() + 1);
        }
        if self.told == told { Untimely::Nothing } else { Untimely::Reminders }
    }
}

impl Lifecycle {
    /// Sets the confidence in the time of the inputs. While the time is doubted, no warning or reminder goes out. Doubt
    /// brings the soonest check forward, because the answer also tells the time.
    pub fn trust_clock(&mut self, now: DateTime<Utc>, confidence: Confidence) {
        let former = std::mem::replace(&mut self.confidence, confidence);
        if former == confidence {
            return;
        }
        if confidence == Confidence::Doubted {
            if let Some(id) = self.soonest_check() {
                if let Some(connection) = self.connections.get_mut(&id) {
                    connection.record.next_check = connection.record.next_check.min(now);
                }
                self.advance(now, &id);
            }
            return;
        }
        let mut concerned = std::mem::take(&mut self.untold);
        for connection in self.connections.values_mut() {
            if let Some(suspicion) = &mut connection.record.suspicion {
                suspicion.bring_near(now);
                concerned.insert(connection.record.id.clone());
            }
        }
        for id in self.ids() {
            if self.forget_untimely(now, &id) {
                concerned.insert(id);
            }
        }
        for id in concerned {
            self.advance(now, &id);
        }
    }

    /// Settles a disputed or unconfirmed time: checks one connection of each network that is not among the witnesses
    /// `heard`, and one of each server of a many-server network.
    pub fn ask_for_time(&mut self, now: DateTime<Utc>, heard: &BTreeSet<Witness>) {
        let mut soonest = BTreeMap::new();
        let reachable = self.connections.values().filter(|c| c.record.unreachable.is_none() && !c.leaving);
        for connection in reachable {
            let Some(at) = connection.next_check() else { continue };
            let record = &connection.record;
            let of = (&record.network, record.account.id.rsplit_once('@').map(|(_, server)| server));
            let known = heard.contains(&match of {
                (network, Some(server)) => Witness::Server(network.clone(), server.to_owned()),
                (network, None) => Witness::Network(network.clone()),
            });
            if !known {
                let first = soonest.entry(of).or_insert((at, &record.id));
                *first = (at, &record.id).min(*first);
            }
        }
        let ids: Vec<_> = soonest.into_values().take(MOST_ASKED_FOR_TIME).map(|(_, id)| id.clone()).collect();
        for id in ids {
            if let Some(connection) = self.connections.get_mut(&id) {
                connection.record.next_check = connection.record.next_check.min(now);
                connection.rest_until = None;
            }
            self.advance(now, &id);
        }
    }

    /// Forgets notices told too early, and withdraws a warning, once the time is confirmed. Tells if there were any.
    pub(super) fn forget_untimely(&mut self, now: DateTime<Utc>, id: &ConnectionId) -> bool {
        let connection = self.connections.get_mut(id).filter(|connection| !connection.leaving);
        let Some(connection) = connection.filter(|_| self.confidence == Confidence::Confirmed) else {
            return false;
        };
        let untimely = connection.record.forget_untimely(now);
        if untimely == Untimely::Nothing {
            return false;
        }
        self.save(id);
        if untimely == Untimely::Warning {
            self.effects.push_back(Effect::Withdraw { connection: id.clone() });
        }
        self.visible();
        true
    }

    /// Holds a notice back while the clock is doubted, and checks the connection, since the answer tells the time.
    pub(super) fn hold(&mut self, now: DateTime<Utc>, id: &ConnectionId) {
        let first = self.untold.insert(id.clone());
        let Some(connection) = self.connections.get(id) else { return };
        let at_rest = connection.operation.is_none()
            && connection.record.suspicion.is_none()
            && connection.next_check().is_some();
        if first && at_rest && connection.record.unreachable.is_none() {
            self.start_check(now, id, false);
        }
    }

    pub(super) fn resumed(&mut self, now: DateTime<Utc>) {
        for until in self.patience.values_mut() {
            *until = (*until).min(now + LONGEST_PATIENCE);
        }
        for connection in self.connections.values_mut() {
            connection.needs_contact = true;
            connection.bring_near(now, self.confidence == Confidence::Doubted);
        }
        self.spread_out(now);
        for sign_in in self.sign_ins.values_mut() {
            sign_in.bring_near(now);
        }
        for id in self.ids() {
            self.advance(now, &id);
        }
        self.publish = true;
    }

    /// Spreads overdue work after a wake or start.
    pub(super) fn spread_out(&mut self, now: DateTime<Utc>) {
        let crowd = self.connections.len();
        for connection in self.connections.values_mut() {
            let record = &mut connection.record;
            let count = u32::try_from(now.timestamp() & 0xffff).unwrap_or_default();
            let most = crowd_spread(crowd, record.policy.probe_every);
            let share = |most| spread(record.id.as_str(), count, most);
            connection.rest_until = (!most.is_zero()).then(|| now + share(most));
            let Some(spell) = &mut record.unreachable else { continue };
            if spell.retry_at <= now {
                spell.retry_at = now + share(most);
            } else if !spell.asked_to_wait {
                spell.retry_at = spell.retry_at.min(now + share(most.max(RESUME_SPREAD)));
            }
            spell.failures = spell.failures.min(FAILURES_AFTER_RESUME);
        }
    }

    /// Spreads the retries of connections that failed together, or that must wait for the same moment.
    pub(super) fn come_one_by_one(&mut self, id: &ConnectionId) {
        let crowd = self.connections.len();
        let Some(connection) = self.connections.get_mut(id) else { return };
        let most = crowd_spread(crowd, connection.record.policy.probe_every);
        if let Some(spell) = &mut connection.record.unreachable {
            spell.retry_at += spread(id.as_str(), spell.failures, most);
        }
    }

    /// Checks the token before it repeats a renewal whose answer was lost before a sleep. Without a network, the only
    /// retry would be lost as well.
    pub(super) fn ask_before_retrying(&mut self, now: DateTime<Utc>, id: &ConnectionId, asked: bool) {
        if let Some(connection) = self.connections.get_mut(id) {
            connection.interrupted = true;
            connection.renew_next |= asked;
            if let Some(request) = &mut connection.use_request {
                // The repetition belongs to the renewal whose answer was lost.
                request.renewed = false;
            }
        }
        self.start(id, Work::Probe, asked);
        self.advance(now, id);
    }

    fn soonest_check(&self) -> Option<ConnectionId> {
        let reachable = self.connections.values().filter(|c| c.record.unreachable.is_none() && !c.leaving);
        let checks = reachable.filter_map(|c| Some((c.next_check()?, &c.record.id)));
        checks.min().map(|(_, id)| id.clone())
    }
}

/// The span over which a crowd spreads its overdue work: a second for each connection, but so short that no check comes
/// later than its network's file says (see `Connection::schedule_check`).
fn crowd_spread(crowd: usize, every: TimeDelta) -> TimeDelta {
    let seconds = i64::try_from(crowd.saturating_sub(FEW)).unwrap_or(i64::MAX);
    TimeDelta::try_seconds(seconds).unwrap_or(TimeDelta::MAX).min(every / 30)
}
