//! The nine invariants, each under random inputs.

mod world;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::{
    Attempt, ConnectionId, Effect, Endpoint, Event, Grant, Input, NoticeKind, Reason, Record, Renewal,
    SignInOutcome, SignInProgress, Signal, Standing, Told, Working,
};
use proptest::prelude::*;

use self::world::{Done, Kind, Step, World, lifetimes, step, steps};
use crate::common::{days, facebook, instagram, linkedin, start, x, x_forever};

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn invariant_1_one_credential_operation_at_a_time_and_none_is_aborted(steps in steps()) {
        let mut world = World::peopled();
        let mut open = Credentials::default();
        for step in steps {
            let done = world.take(step);
            open.follow(&done)?;
            for (id, (attempt, generation)) in &open.0 {
                let goes_on = match generation {
                    Some(_) => world.machine.working(id) == Some(Working::Renewing),
                    None => world.machine.sign_ins().any(|(of, sign_in)| {
                        of == *attempt && sign_in.progress() == SignInProgress::Finishing
                    }),
                };
                prop_assert!(goes_on, "{:?} of {} was aborted by {:?}", attempt, id, done);
            }
        }
    }

    #[test]
    fn invariant_2_only_proof_disconnects(steps in steps()) {
        let mut world = World::peopled();
        for step in steps {
            let done = world.take(step);
            for record in world.machine.records() {
                let Standing::Broken { reason, evidence } = &record.standing else { continue };
                let before = done.before.get(&record.id).map(|before| &before.standing);
                if before == Some(&record.standing) {
                    continue;
                }
                match &done.input {
                    Some(Input::Refused { connection, verdict, .. }) => {
                        prop_assert!(done.awaited.is_some(), "a late answer disconnected: {:?}", done);
                        prop_assert_eq!(connection, &record.id);
                        prop_assert_eq!(proves(verdict.signal), Some(*reason));
                        prop_assert_eq!(evidence, &verdict.evidence);
                    }
                    Some(Input::Restored { record: restored, .. }) => {
                        prop_assert_eq!(&restored.standing, &record.standing);
                    }
                    other => prop_assert!(false, "disconnected by {:?}", other),
                }
            }
        }
    }

    #[test]
    fn invariant_3_only_the_person_or_a_successor_ends_a_secret(steps in steps()) {
        let mut world = World::peopled();
        let mut leaving = BTreeSet::new();
        for step in steps {
            let done = world.take(step);
            if let Some(Input::DisconnectRequested { connection }) = &done.input {
                leaving.insert(connection.clone());
            }
            for effect in &done.effects {
                if let Effect::Forget { connection } = effect {
                    prop_assert!(leaving.contains(connection), "{} was forgotten by {:?}", connection, done);
                }
            }
            for id in done.before.keys().filter(|id| world.machine.record(id).is_none()) {
                let removed = matches!(
                    &done.input,
                    Some(Input::Forgotten { connection } | Input::Removed { connection }) if connection == id
                );
                prop_assert!(removed, "{} vanished by {:?}", id, done);
                leaving.remove(id);
            }
            for (attempt, pending) in &done.pending_before {
                if world.machine.pending(*attempt).is_none() {
                    prop_assert!(may_drop(&done, *attempt, pending), "{:?} dropped by {:?}", attempt, done);
                }
            }
        }
    }

    #[test]
    fn invariant_4_a_secret_is_durable_before_it_is_used_and_a_lost_answer_is_asked_for_again(
        steps in steps()
    ) {
        let mut world = World::peopled();
        let mut retries = Retries::default();
        for step in steps {
            let done = world.take(step);
            let stored = |id: &ConnectionId| match &done.input {
                Some(Input::Committed { attempt }) => {
                    done.pending_before.get(attempt).filter(|pending| pending.id == *id)
                }
                Some(Input::Restored { record, .. }) => Some(&**record).filter(|record| record.id == *id),
                _ => None,
            };
            for record in world.machine.records() {
                let known = stored(&record.id).or(done.before.get(&record.id)).map(|known| &known.grant);
                prop_assert_eq!(known, Some(&record.grant), "changed by {:?}", done);
            }
            for effect in &done.effects {
                match effect {
                    Effect::Probe { connection, generation, .. }
                    | Effect::Renew { connection, generation, .. } => {
                        let record = world.machine.record(connection).map(|record| record.grant.generation);
                        prop_assert_eq!(record, Some(*generation));
                    }
                    Effect::Commit { attempt, connection } => {
                        let pending = world.machine.pending(*attempt);
                        prop_assert_eq!(pending.map(|pending| &pending.id), Some(connection));
                    }
                    Effect::Happened { connection, event: Event::Renewed } => {
                        prop_assert!(stored(connection).is_some(), "reported too early by {:?}", done);
                    }
                    _ => {}
                }
            }
            retries.follow(&done)?;
        }
    }

    #[test]
    fn invariant_6_a_reauthorization_by_another_account_changes_nothing(steps in steps()) {
        let mut world = World::peopled();
        for step in steps {
            let done = world.take(step);
            for record in world.machine.records() {
                if let Some(before) = done.before.get(&record.id) {
                    prop_assert_eq!(&before.account.id, &record.account.id, "changed by {:?}", done);
                }
            }
            if let Some(Input::Exchanged { attempt, account, .. }) = &done.input {
                let wrong = done.expected_before.get(attempt).is_some_and(|of| of.id != account.id);
                let commits = done.effects.iter().any(|effect| matches!(effect, Effect::Commit { .. }));
                prop_assert!(!(wrong && commits), "{:?}", done);
            }
            for effect in &done.effects {
                let Effect::SignInEnded {
                    attempt,
                    outcome: SignInOutcome::WrongAccount { expected, signed_in },
                } = effect
                else {
                    continue;
                };
                prop_assert_eq!(done.expected_before.get(attempt), Some(expected));
                prop_assert_ne!(&expected.id, &signed_in.id);
                let kept = world.machine.sign_ins().find(|(of, _)| of == attempt).map(|(_, s)| s.progress());
                prop_assert_eq!(kept, Some(SignInProgress::WrongAccount(signed_in)));
                let (mut before, mut after) = (done.before.clone(), world.current());
                // What is due anyway may be told in the same breath.
                before.values_mut().chain(after.values_mut()).for_each(|r| r.told = Told::default());
                prop_assert_eq!(before, after);
            }
        }
    }

    #[test]
    fn invariant_7_one_notice_for_each_transition_and_a_recovery_withdraws_it(steps in steps()) {
        let mut world = World::peopled();
        let mut told = BTreeMap::<ConnectionId, Heard>::new();
        for step in steps {
            let done = world.take(step);
            if let Some(Input::Restored { record, .. }) = &done.input {
                // Another process may have told of it, and what that one has not told is told here.
                told.insert(record.id.clone(), Heard { transition: true, ..Heard::default() });
            }
            for effect in &done.effects {
                listen(&mut told, effect)?;
            }
            for (id, heard) in &told {
                let good = world.machine.record(id).is_none_or(|record| record.standing == Standing::Good);
                prop_assert!(!(good && heard.trouble), "still told of {} after {:?}", id, done);
            }
        }
    }

    #[test]
    fn invariant_8_any_clock_is_survived_and_after_a_resume_the_network_answers_first(
        steps in prop::collection::vec((clock(), prop::collection::vec(step_or_resume(), 1..10)), 1..6)
    ) {
        let mut world = World::peopled();
        let mut silent = BTreeSet::new();
        for (clock, steps) in steps {
            world.now = clock.unwrap_or(world.now);
            for step in steps {
                let done = world.take(step);
                answers_first(&mut silent, &world, &done)?;
                let done = world.feed(Input::Tick);
                answers_first(&mut silent, &world, &done)?;
                let deadline = world.machine.next_deadline();
                prop_assert!(deadline.is_none_or(|at| at > world.now), "due again at once: {:?}", deadline);
            }
        }
    }

    #[test]
    fn invariant_9_nothing_but_a_finished_sign_in_makes_a_connection(steps in steps()) {
        let mut world = World::new();
        let mut exchanged = BTreeSet::new();
        for step in steps {
            let done = world.take(step);
            if let Some(Input::Exchanged { attempt, .. }) = &done.input {
                exchanged.insert(*attempt);
            }
            for record in world.machine.records().filter(|record| !done.before.contains_key(&record.id)) {
                let finished = match &done.input {
                    Some(Input::Committed { attempt }) => exchanged.contains(attempt),
                    Some(Input::Restored { record: restored, .. }) => restored.id == record.id,
                    _ => false,
                };
                prop_assert!(finished, "{} was made by {:?}", record.id, done);
            }
        }
    }
}

proptest! {
    #![proptest_config(config(2000))]

    #[test]
    fn invariant_5_a_renewal_never_loses_a_refresh_token_or_an_end(
        kind in 0_usize..5,
        first in lifetimes(),
        second in lifetimes(),
        age in 0_i64..40_000_000,
    ) {
        let policy = [facebook, instagram, linkedin, x, x_forever][kind]();
        let former = Grant::authorized(&policy, start(), 1, first);
        let now = start() + TimeDelta::seconds(age);
        let renewed = former.renewed(&policy, now, second);
        prop_assert_eq!(renewed.generation, 2);
        prop_assert_eq!(renewed.issued_at, now);
        prop_assert_eq!(renewed.authorized_at, former.authorized_at);
        prop_assert_eq!(renewed.data_access_until, former.data_access_until);
        prop_assert_eq!(renewed.refreshable, former.refreshable || second.refresh_token);

        let life = second.access.or(policy.access);
        let end = life.map(|life| now.checked_add_signed(life).unwrap_or(DateTime::<Utc>::MAX_UTC));
        prop_assert_eq!(renewed.access_until, end);
        prop_assert!(policy.access.is_none() || renewed.access_until.is_some());

        if let Renewal::Refresh { slides, .. } = policy.renewal {
            prop_assert!(renewed.refresh_until.is_some() || former.refresh_until.is_none());
            if second.refresh.is_none() && !slides {
                prop_assert_eq!(renewed.refresh_until, former.refresh_until);
            }
        }
    }
}

/// The renewals (with the generation they began from) and exchanges under way.
#[derive(Default)]
struct Credentials(BTreeMap<ConnectionId, (Attempt, Option<u64>)>);

impl Credentials {
    fn follow(&mut self, done: &Done) -> Result<(), TestCaseError> {
        match &done.input {
            Some(
                Input::Refused { attempt, .. }
                | Input::AnswerLost { attempt, .. }
                | Input::Postponed { attempt, .. }
                | Input::AppKeysMissing { attempt, .. },
            ) if done.awaited.is_some() => self.0.retain(|_, (of, _)| of != attempt),
            Some(Input::Committed { attempt }) if done.pending_before.contains_key(attempt) => {
                self.0.retain(|_, (of, _)| of != attempt);
            }
            Some(Input::Removed { connection } | Input::Forgotten { connection }) => {
                self.0.remove(connection);
            }
            // The store moved on: what works on an earlier secret is history.
            Some(Input::Restored { record, .. }) => {
                let history = |from: Option<u64>| from.is_some_and(|from| from < record.grant.generation);
                self.0.retain(|id, (_, from)| *id != record.id || !history(*from));
            }
            _ => {}
        }
        for effect in &done.effects {
            let (id, attempt, generation) = match effect {
                Effect::Renew { connection, attempt, generation } => (connection, attempt, Some(*generation)),
                Effect::Exchange { connection, attempt } => (connection, attempt, None),
                Effect::SignInEnded { attempt, outcome } => {
                    self.0.retain(|_, (of, _)| of != attempt);
                    if let SignInOutcome::Active(replaced) = outcome {
                        self.0.remove(replaced);
                    }
                    continue;
                }
                _ => continue,
            };
            let former = self.0.insert(id.clone(), (*attempt, generation));
            prop_assert!(former.is_none(), "{:?} is under way on {} at {:?}", former, id, done);
        }
        Ok(())
    }
}

fn proves(signal: Signal) -> Option<Reason> {
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

/// Whether what waited to be stored may have gone.
fn may_drop(done: &Done, attempt: Attempt, pending: &Record) -> bool {
    let replaced = done.effects.iter().any(|effect| match effect {
        Effect::SignInEnded { attempt: of, outcome: SignInOutcome::NotStored } => *of == attempt,
        Effect::SignInEnded { outcome: SignInOutcome::Active(id), .. } => *id == pending.id,
        _ => false,
    });
    replaced
        || match &done.input {
            Some(Input::Committed { attempt: of }) => *of == attempt,
            Some(Input::Removed { connection } | Input::Forgotten { connection }) => {
                *connection == pending.id
            }
            Some(Input::Restored { record, .. }) => {
                record.id == pending.id && record.grant.generation >= pending.grant.generation
            }
            _ => false,
        }
}

/// Renewals that were made again already, and connections whose next one will be such.
#[derive(Default)]
struct Retries {
    made: BTreeSet<Attempt>,
    interrupted: BTreeSet<ConnectionId>,
}

impl Retries {
    /// A renewal whose answer is lost is made again at once, and that one is not.
    fn follow(&mut self, done: &Done) -> Result<(), TestCaseError> {
        let renewed = done.effects.iter().find_map(|effect| match effect {
            Effect::Renew { attempt, connection, .. } => Some((*attempt, connection)),
            _ => None,
        });
        match &done.input {
            Some(Input::AnswerLost { attempt, evidence, .. })
                if done.awaited == Some(Kind::Renewal) && evidence.endpoint == Endpoint::Renewal =>
            {
                prop_assert_eq!(renewed.is_some(), !self.made.contains(attempt), "{:?}", done);
                self.made.extend(renewed.map(|(attempt, _)| attempt));
            }
            Some(Input::Restored { record, interrupted }) => match done.before.get(&record.id) {
                None if *interrupted => drop(self.interrupted.insert(record.id.clone())),
                Some(former) if record.grant.generation > former.grant.generation => {
                    self.interrupted.remove(&record.id);
                }
                None | Some(_) => {}
            },
            _ => {}
        }
        for effect in &done.effects {
            if let Effect::SignInEnded { outcome: SignInOutcome::Active(id), .. } = effect {
                self.interrupted.remove(id);
            }
        }
        // A renewal that a crash interrupted has been made once already, whenever it is made again.
        if let Some((attempt, connection)) = renewed
            && self.interrupted.remove(connection)
        {
            self.made.insert(attempt);
        }
        Ok(())
    }
}

/// What the person has heard of one connection.
#[derive(Default)]
struct Heard {
    /// Something happened that has not been told.
    transition: bool,
    trouble: bool,
    reminder: u32,
    warnings: Vec<(DateTime<Utc>, TimeDelta)>,
}

fn listen(told: &mut BTreeMap<ConnectionId, Heard>, effect: &Effect) -> Result<(), TestCaseError> {
    match effect {
        Effect::Happened { connection, event } => {
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

/// Anywhere within a hundred thousand years.
fn clock() -> impl Strategy<Value = Option<DateTime<Utc>>> {
    prop_oneof![
        Just(None),
        (-3_000_000_000_000_i64..3_000_000_000_000).prop_map(|s| DateTime::from_timestamp(s, 0)),
    ]
}

fn step_or_resume() -> impl Strategy<Value = Step> {
    prop_oneof![6 => step(), 1 => Just(Step::Resumed)]
}

/// After a resume, no secret is spent by Gander's own will before the network has answered.
fn answers_first(
    silent: &mut BTreeSet<ConnectionId>,
    world: &World,
    done: &Done,
) -> Result<(), TestCaseError> {
    let answered = match &done.input {
        Some(Input::Probed { connection, .. }) => done.awaited.map(|_| connection.clone()),
        Some(Input::Refused { connection, verdict, .. }) => {
            done.awaited.filter(|_| proves(verdict.signal).is_some()).map(|_| connection.clone())
        }
        Some(Input::Committed { attempt }) => {
            done.pending_before.get(attempt).map(|record| record.id.clone())
        }
        // The person's own wish, and the prompt retry of a request that had been made before.
        Some(Input::RenewRequested { connection } | Input::AnswerLost { connection, .. }) => {
            if done
                .effects
                .iter()
                .any(|e| matches!(e, Effect::Renew { connection: of, .. } if of == connection))
            {
                return Ok(());
            }
            None
        }
        Some(Input::Removed { connection } | Input::Forgotten { connection }) => Some(connection.clone()),
        _ => None,
    };
    if let Some(id) = answered {
        silent.remove(&id);
    }
    if matches!(done.input, Some(Input::Resumed)) {
        silent.extend(world.machine.records().map(|record| record.id.clone()));
        for record in world.machine.records() {
            prop_assert!(record.next_check <= world.now + record.policy.probe_every.max(days(0)));
        }
    }
    for effect in &done.effects {
        if let Effect::Renew { connection, .. } = effect {
            prop_assert!(!silent.contains(connection), "renewed unheard by {:?}", done);
        }
    }
    Ok(())
}
