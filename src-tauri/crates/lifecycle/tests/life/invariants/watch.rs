//! The state that the invariants keep from step to step.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::{
    ConnectionId, Effect, Endpoint, Event, Input, NoticeKind, OperationId, Reason, Record, SignInOutcome,
    Signal,
};
use proptest::prelude::*;

use super::world::{Done, Kind, World};

/// The renewals (with the generation they began from) and exchanges under way.
#[derive(Default)]
pub struct Credentials(pub BTreeMap<ConnectionId, (OperationId, Option<u64>)>);

impl Credentials {
    pub fn follow(&mut self, done: &Done) -> Result<(), TestCaseError> {
        match &done.input {
            Some(
                Input::Refused { operation_id, .. }
                | Input::AnswerLost { operation_id, .. }
                | Input::Postponed { operation_id, .. }
                | Input::AppKeysMissing { operation_id, .. },
            ) if done.awaited.is_some() => self.0.retain(|_, (of, _)| of != operation_id),
            Some(Input::Committed { operation_id }) if done.pending_before.contains_key(operation_id) => {
                self.0.retain(|_, (of, _)| of != operation_id);
            }
            Some(Input::Removed { connection } | Input::Forgotten { connection }) => {
                self.0.remove(connection);
            }
            // The store holds a later secret: work on an earlier one no longer counts.
            Some(Input::Restored { record, .. }) => {
                let history = |from: Option<u64>| from.is_some_and(|from| from < record.grant.generation);
                self.0.retain(|id, (_, from)| *id != record.id || !history(*from));
            }
            _ => {}
        }
        for effect in &done.effects {
            let (id, operation_id, generation) = match effect {
                Effect::Renew { connection, operation_id, generation } => {
                    (connection, operation_id, Some(*generation))
                }
                Effect::Exchange { connection, operation_id } => (connection, operation_id, None),
                Effect::SignInEnded { operation_id, outcome } => {
                    self.0.retain(|_, (of, _)| of != operation_id);
                    if let SignInOutcome::Active(replaced) = outcome {
                        self.0.remove(replaced);
                    }
                    continue;
                }
                _ => continue,
            };
            let former = self.0.insert(id.clone(), (*operation_id, generation));
            prop_assert!(former.is_none(), "{:?} is under way on {} at {:?}", former, id, done);
        }
        Ok(())
    }
}

pub fn proves(signal: Signal) -> Option<Reason> {
    match signal {
        Signal::Expired => Some(Reason::Expired),
        Signal::Revoked => Some(Reason::Revoked),
        Signal::PasswordChanged => Some(Reason::PasswordChanged),
        Signal::Checkpoint => Some(Reason::Checkpoint),
        Signal::PermissionMissing => Some(Reason::PermissionMissing),
        Signal::RefreshRejected => Some(Reason::RefreshRejected),
        Signal::Fine | Signal::AppFault | Signal::RateLimited { .. } | Signal::Transient => None,
    }
}

/// Tells whether a record that waited to be stored may have gone.
pub fn may_drop(done: &Done, operation_id: OperationId, pending: &Record) -> bool {
    let replaced = done.effects.iter().any(|effect| match effect {
        Effect::SignInEnded { operation_id: of, outcome: SignInOutcome::NotStored } => *of == operation_id,
        Effect::SignInEnded { outcome: SignInOutcome::Active(id), .. } => *id == pending.id,
        _ => false,
    });
    replaced
        || match &done.input {
            Some(Input::Committed { operation_id: of }) => *of == operation_id,
            Some(Input::Removed { connection } | Input::Forgotten { connection }) => {
                *connection == pending.id
            }
            Some(Input::Restored { record, .. }) => {
                record.id == pending.id && record.grant.generation >= pending.grant.generation
            }
            _ => false,
        }
}

/// Renewals that are a second try, and connections whose next renewal will be one.
#[derive(Default)]
pub struct Retries {
    made: BTreeSet<OperationId>,
    interrupted: BTreeSet<ConnectionId>,
    silent: Silent,
}

impl Retries {
    /// A renewal whose answer is lost is made again at once, or after a resume once the network has answered. The
    /// second try is not made again. The renewal stays in doubt until the network answers it.
    pub fn follow(&mut self, world: &World, done: &Done) -> Result<(), TestCaseError> {
        let renewals = done.effects.iter().filter_map(|effect| match effect {
            Effect::Renew { operation_id, connection, .. } => Some((*operation_id, connection)),
            _ => None,
        });
        let renewals: Vec<_> = renewals.collect();
        let was_renewal = done.awaited == Some(Kind::Renewal);
        match &done.input {
            Some(Input::AnswerLost { connection, operation_id, evidence }) if was_renewal => {
                let made = self.made.contains(operation_id);
                let first = evidence.endpoint == Endpoint::Renewal && !made;
                let silent = self.silent.contains(connection);
                prop_assert_eq!(!renewals.is_empty(), first && !silent, "{:?}", done);
                if first || made {
                    self.interrupted.insert(connection.clone());
                }
            }
            Some(Input::Refused { connection, operation_id, verdict }) if was_renewal => {
                if proves(verdict.signal).is_some() {
                    self.interrupted.remove(connection);
                } else if self.made.contains(operation_id) {
                    self.interrupted.insert(connection.clone());
                }
            }
            Some(
                Input::Postponed { connection, operation_id }
                | Input::AppKeysMissing { connection, operation_id },
            ) if was_renewal && self.made.contains(operation_id) => {
                self.interrupted.insert(connection.clone());
            }
            Some(Input::Restored { record, interrupted }) => match done.before.get(&record.id) {
                Some(former) if record.grant.generation > former.grant.generation => {
                    self.interrupted.remove(&record.id);
                }
                None | Some(_) if *interrupted => drop(self.interrupted.insert(record.id.clone())),
                None | Some(_) => {}
            },
            Some(Input::Removed { connection } | Input::Forgotten { connection }) => {
                self.interrupted.remove(connection);
            }
            _ => {}
        }
        for effect in &done.effects {
            if let Effect::SignInEnded { outcome: SignInOutcome::Active(id), .. } = effect {
                self.interrupted.remove(id);
            }
        }
        // A renewal in doubt was made once already, so its next try is the second.
        let again = renewals.iter().filter(|(_, connection)| self.interrupted.remove(*connection));
        self.made.extend(again.map(|(operation_id, _)| operation_id));
        hear(&mut self.silent, world, done);
        Ok(())
    }
}

/// Connections whose network has not answered since a resume.
pub type Silent = BTreeSet<ConnectionId>;

/// The notices that the person has received about one connection.
#[derive(Default)]
pub struct Heard {
    /// A transition happened that has not been announced.
    pub transition: bool,
    pub trouble: bool,
    pub reminder: u32,
    pub warnings: Vec<(DateTime<Utc>, TimeDelta)>,
}

impl Heard {
    /// Forgets reminders that a set-back clock moved into the future: they are told again when due.
    pub fn forget_reminders_to_come(&mut self, since: DateTime<Utc>, now: DateTime<Utc>) {
        let is_to_come = |reminder: u32| since + TimeDelta::days(2 + 5 * i64::from(reminder - 1)) > now;
        while self.reminder > 0 && is_to_come(self.reminder) {
            self.reminder -= 1;
        }
    }
}

pub fn listen(told: &mut BTreeMap<ConnectionId, Heard>, effect: &Effect) -> Result<(), TestCaseError> {
    match effect {
        Effect::Happened { connection, event, .. } => {
            let heard = told.entry(connection.clone()).or_default();
            heard.transition |= matches!(event, Event::Disconnected(_) | Event::SetUpNeeded(_));
        }
        Effect::Withdraw { connection } => {
            let heard = told.entry(connection.clone()).or_default();
            *heard = Heard { transition: heard.transition, ..Heard::default() };
        }
        Effect::Notify { connection, kind } => {
            let heard = told.entry(connection.clone()).or_default();
            match kind {
                NoticeKind::Disconnected { reminder, .. } => {
                    let fresh = std::mem::take(&mut heard.transition);
                    prop_assert!(fresh || *reminder > heard.reminder, "told twice: {:?}", effect);
                    prop_assert!(*reminder <= 6, "{:?}", effect);
                    (heard.trouble, heard.reminder) = (true, *reminder);
                    heard.warnings.clear();
                }
                NoticeKind::SetUpNeeded(_) => {
                    prop_assert!(std::mem::take(&mut heard.transition), "told twice: {:?}", effect);
                    (heard.trouble, heard.reminder) = (true, 0);
                    heard.warnings.clear();
                }
                // The worlds hold no pages.
                NoticeKind::PageLost { .. } => prop_assert!(false, "{:?}", effect),
                NoticeKind::ReauthorizeBy { by, rung } => {
                    prop_assert!(!heard.warnings.contains(&(*by, *rung)), "told twice: {:?}", effect);
                    heard.warnings.push((*by, *rung));
                }
            }
        }
        _ => {}
    }
    Ok(())
}

/// After a resume, Gander spends no secret of its own accord before the network has answered.
pub fn answers_first(silent: &mut Silent, world: &World, done: &Done) -> Result<(), TestCaseError> {
    hear(silent, world, done);
    if matches!(done.input, Some(Input::Resumed)) {
        for record in world.machine.records() {
            prop_assert!(record.next_check <= world.now + record.policy.probe_every);
        }
    }
    for effect in &done.effects {
        let Effect::Renew { connection, .. } = effect else { continue };
        // The person requested this renewal.
        let wished =
            matches!(&done.input, Some(Input::RenewRequested { connection: of }) if of == connection);
        prop_assert!(wished || !silent.contains(connection), "renewed unheard by {:?}", done);
    }
    Ok(())
}

/// Updates the connections whose network has not answered since a resume.
fn hear(silent: &mut Silent, world: &World, done: &Done) {
    let answered = match &done.input {
        Some(Input::Probed { connection, .. }) => done.awaited.map(|_| connection.clone()),
        Some(Input::Refused { connection, verdict, .. }) => {
            done.awaited.filter(|_| proves(verdict.signal).is_some()).map(|_| connection.clone())
        }
        Some(Input::Committed { operation_id }) => {
            done.pending_before.get(operation_id).map(|record| record.id.clone())
        }
        Some(Input::Removed { connection } | Input::Forgotten { connection }) => Some(connection.clone()),
        Some(Input::Resumed) => {
            silent.extend(world.machine.records().map(|record| record.id.clone()));
            None
        }
        _ => None,
    };
    if let Some(id) = answered {
        silent.remove(&id);
    }
}
