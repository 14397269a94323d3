//! The nine invariants, each under random inputs.

mod step;
mod using;
mod watch;
mod world;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::{
    ConnectionId, Effect, Event, Grant, Input, Lifecycle, Notified, Refusal, Renewal, SignInOutcome,
    SignInProgress, Standing, Suspicion, Working,
};
use proptest::prelude::*;

use self::{
    step::{Step, lifetimes, step, steps, use_token},
    using::Uses,
    watch::{Credentials, Heard, Retries, Silent, answers_first, listen, may_drop, proves},
    world::World,
};
use crate::common::{facebook, instagram, linkedin, start, x, x_forever};

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn invariant_1_one_credential_operation_at_a_time_and_none_is_aborted(steps in steps()) {
        let mut world = World::peopled();
        let mut open = Credentials::default();
        for step in steps {
            let done = world.take(step);
            open.follow(&done)?;
            for (id, (operation_id, generation)) in &open.0 {
                let goes_on = match generation {
                    Some(_) => world.machine.working(id) == Some(Working::Renewing),
                    None => world.machine.sign_ins().any(|(of, sign_in)| {
                        of == *operation_id && sign_in.progress() == SignInProgress::Finishing
                    }),
                };
                prop_assert!(goes_on, "{:?} of {} was aborted by {:?}", operation_id, id, done);
            }
        }
    }

    #[test]
    fn what_is_published_as_changed_is_all_that_changed(steps in steps()) {
        let mut world = World::peopled();
        let look = |machine: &Lifecycle, id: &ConnectionId| {
            machine.record(id).map(|record| (record.clone(), machine.working(id)))
        };
        let all = |machine: &Lifecycle| -> BTreeMap<_, _> {
            machine.records().map(|record| (record.id.clone(), look(machine, &record.id))).collect()
        };
        let mut shown = all(&world.machine);
        world.machine.take_changed();
        for step in steps {
            let done = world.take(step);
            if done.effects.contains(&Effect::Publish) {
                for id in world.machine.take_changed() {
                    let look = look(&world.machine, &id);
                    if look.is_some() { shown.insert(id, look) } else { shown.remove(&id) };
                }
            }
            prop_assert_eq!(&shown, &all(&world.machine), "after {:?}", done);
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
    fn a_refusal_that_is_to_be_confirmed_decides_nothing_by_itself_and_nothing_before_its_time(
        steps in steps()
    ) {
        let mut world = World::peopled();
        for step in steps {
            let done = world.take(step);
            let Some(Input::Refused { connection, verdict, .. }) = &done.input else { continue };
            let (Some(before), Some(after)) = (done.before.get(connection), world.machine.record(connection))
            else {
                continue;
            };
            let (Some(refusal), Some(_)) = (Refusal::of(verdict.signal), verdict.confirm_after) else { continue };
            if before.standing != after.standing {
                let waited = |suspicion: &Suspicion| {
                    suspicion.refusal == refusal && suspicion.confirm_at <= world.now
                };
                prop_assert!(before.suspicion.as_ref().is_some_and(waited), "{:?}", done);
            }
            for record in world.machine.records() {
                let of_another = done.before.get(&record.id).is_some_and(|before| {
                    record.id != *connection && before.suspicion != record.suspicion
                });
                prop_assert!(!of_another, "a doubt about {} by {:?}", record.id, done);
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
            for (operation_id, pending) in &done.pending_before {
                if world.machine.pending(*operation_id).is_none() {
                    prop_assert!(may_drop(&done, *operation_id, pending), "{:?} dropped by {:?}", operation_id, done);
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
                Some(Input::Committed { operation_id }) => {
                    done.pending_before.get(operation_id).filter(|pending| pending.id == *id)
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
                    Effect::Commit { operation_id, connection } => {
                        let pending = world.machine.pending(*operation_id);
                        prop_assert_eq!(pending.map(|pending| &pending.id), Some(connection));
                    }
                    Effect::Happened { connection, event: Event::Renewed, .. } => {
                        prop_assert!(stored(connection).is_some(), "reported too early by {:?}", done);
                    }
                    _ => {}
                }
            }
            retries.follow(&world, &done)?;
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
            if let Some(Input::Exchanged { operation_id, account, .. }) = &done.input {
                let wrong = done.expected_before.get(operation_id).is_some_and(|of| of.id != account.id);
                let commits = done.effects.iter().any(|effect| matches!(effect, Effect::Commit { .. }));
                prop_assert!(!(wrong && commits), "{:?}", done);
            }
            for effect in &done.effects {
                let Effect::SignInEnded {
                    operation_id,
                    outcome: SignInOutcome::WrongAccount { expected, signed_in },
                } = effect
                else {
                    continue;
                };
                prop_assert_eq!(done.expected_before.get(operation_id), Some(expected));
                prop_assert_ne!(&expected.id, &signed_in.id);
                let kept = world.machine.sign_ins().find(|(of, _)| of == operation_id).map(|(_, s)| s.progress());
                prop_assert_eq!(kept, Some(SignInProgress::WrongAccount(signed_in)));
                let (mut before, mut after) = (done.before.clone(), world.current());
                // A notice that is due anyway may go out in the same step.
                before.values_mut().chain(after.values_mut()).for_each(|r| r.told = Notified::default());
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
                // Another process may have recorded a transition that this one has to announce.
                told.insert(record.id.clone(), Heard { transition: true, ..Heard::default() });
            }
            for effect in &done.effects {
                listen(&mut told, effect)?;
            }
            for (id, heard) in &mut told {
                let record = world.machine.record(id);
                let good = record.is_none_or(|record| record.standing == Standing::Good);
                prop_assert!(!(good && heard.trouble), "still told of {} after {:?}", id, done);
                if let Some(Standing::Broken { evidence, .. }) = record.map(|record| &record.standing) {
                    heard.forget_reminders_to_come(evidence.at, world.now);
                }
            }
        }
    }

    #[test]
    fn invariant_8_any_clock_is_survived_and_after_a_resume_the_network_answers_first(
        steps in prop::collection::vec((clock(), prop::collection::vec(step_or_resume(), 1..10)), 1..6)
    ) {
        let mut world = World::peopled();
        let mut silent = Silent::default();
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
    fn each_request_for_a_token_is_answered_once_and_renews_none_that_lives(
        keeps_time in any::<bool>(),
        steps in prop::collection::vec(step_or_use(), 1..60),
    ) {
        let mut world = World::peopled_with(keeps_time);
        let mut uses = Uses::default();
        let mut open = Credentials::default();
        for step in steps {
            let done = world.take(step);
            uses.follow(&world, &done)?;
            open.follow(&done)?;
        }
        for _ in 0..100 {
            let Some(input) = world.end_of_work() else { break };
            let done = world.feed(input);
            uses.follow(&world, &done)?;
            open.follow(&done)?;
        }
        prop_assert!(world.end_of_work().is_none(), "work has no end");
        prop_assert!(uses.none_wait());
    }

    #[test]
    fn invariant_9_nothing_but_a_finished_sign_in_makes_a_connection(steps in steps()) {
        let mut world = World::new();
        let mut exchanged = BTreeSet::new();
        for step in steps {
            let done = world.take(step);
            if let Some(Input::Exchanged { operation_id, .. }) = &done.input {
                exchanged.insert(*operation_id);
            }
            for record in world.machine.records().filter(|record| !done.before.contains_key(&record.id)) {
                let finished = match &done.input {
                    Some(Input::Committed { operation_id }) => exchanged.contains(operation_id),
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
        // Gander caps each lifetime at a century.
        let end = life.map(|life| now + life.min(TimeDelta::days(36_500)));
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

/// Any time within a hundred thousand years of 1970, or an unchanged clock.
fn clock() -> impl Strategy<Value = Option<DateTime<Utc>>> {
    prop_oneof![
        Just(None),
        (-3_000_000_000_000_i64..3_000_000_000_000).prop_map(|s| DateTime::from_timestamp(s, 0)),
    ]
}

fn step_or_use() -> impl Strategy<Value = Step> {
    prop_oneof![4 => step(), 1 => use_token()]
}

fn step_or_resume() -> impl Strategy<Value = Step> {
    prop_oneof![6 => step(), 1 => Just(Step::Resumed)]
}
