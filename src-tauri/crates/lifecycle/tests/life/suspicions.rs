//! Refusals that need a second answer: they are kept, and the next answer decides, whichever request brings it.

use chrono::TimeDelta;
use lifecycle::{
    Confidence, Effect, Endpoint, Event, Evidence, Health, Input, Lifecycle, NetworkId, NoticeKind, Reason,
    Refusal, SetUp, Signal,
};
use proptest::prelude::*;

use crate::common::{
    Answer, Driver, Login, account, days, evidence, facebook, hours, instagram, minutes, seconds, start,
    verdict, x, x_forever, youtube,
};

const WAIT: TimeDelta = TimeDelta::minutes(5);
const REVOKED: Answer = Answer::SaysAtFirst(Signal::Revoked, WAIT);

fn unconfirmed(refusal: Refusal, evidence: Evidence, again_at: TimeDelta) -> Health {
    Health::Unconfirmed { refusal, evidence, again_at: start() + again_at }
}

fn is_revoked(health: &Health) -> bool {
    matches!(health, Health::Disconnected { reason: Reason::Revoked, .. })
}

#[test]
fn a_doubt_is_kept_over_a_restart_and_decided_by_the_second_answer() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = REVOKED;
    driver.check(&id);
    let first = evidence(start(), Endpoint::Probe);
    let doubted = unconfirmed(Refusal::Disconnected(Reason::Revoked), first, WAIT);
    assert_eq!(driver.health(&id), doubted);
    assert_eq!(driver.stored(&id), Some(driver.record(&id)), "kept at once");
    driver.pass(minutes(4));
    driver.restart();
    assert_eq!((driver.health(&id), driver.probes().len()), (doubted, 1));
    driver.pass(minutes(1));
    assert_eq!(driver.probes(), [minutes(0), minutes(5)]);
    assert!(is_revoked(&driver.health(&id)));
    assert_eq!(driver.stored(&id).map(|record| record.suspicion.clone()), Some(None));
}

#[test]
fn processes_that_only_do_as_they_are_asked_decide_as_well_and_no_sooner_however_often_they_ask() {
    for policy in [facebook(), x_forever()] {
        let (mut driver, id) = Driver::connected(&policy);
        driver.probe = REVOKED;
        for minute in 0..5 {
            driver.pass_to(start() + minutes(minute));
            driver.restart_as(Lifecycle::new(false));
            driver.check(&id);
            assert!(matches!(driver.health(&id), Health::Unconfirmed { .. }), "{minute}");
        }
        driver.pass_to(start() + WAIT);
        driver.restart_as(Lifecycle::new(false));
        assert!(matches!(driver.health(&id), Health::Unconfirmed { .. }), "time alone decides nothing");
        driver.check(&id);
        assert!(is_revoked(&driver.health(&id)));
        assert_eq!(driver.events(&id), [Event::Connected, Event::Disconnected(Reason::Revoked)]);
    }
}

#[test]
fn a_doubt_is_dropped_when_the_network_accepts() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = REVOKED;
    driver.check(&id);
    driver.probe = Answer::Fine;
    driver.restart_as(Lifecycle::new(false));
    driver.check(&id);
    assert_eq!(driver.health(&id), Health::Active);
    assert_eq!(driver.stored(&id).map(|record| record.suspicion.clone()), Some(None));
    driver.pass(hours(1));
    driver.probe = REVOKED;
    driver.check(&id);
    assert!(matches!(driver.health(&id), Health::Unconfirmed { .. }), "it begins anew");
}

#[test]
fn a_failure_in_between_neither_decides_nor_hurries() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = REVOKED;
    driver.check(&id);
    driver.pass(minutes(1));
    driver.probe = Answer::Says(Signal::Transient);
    driver.check(&id);
    driver.probe = REVOKED;
    driver.pass(minutes(3));
    assert_eq!(driver.probes().len(), 2, "what is asked next is whether it was refused rightly");
    driver.check(&id);
    assert!(matches!(driver.health(&id), Health::Unconfirmed { .. }));
    driver.pass(minutes(1));
    assert!(is_revoked(&driver.health(&id)));
}

#[test]
fn a_network_that_asks_for_patience_is_not_asked_sooner_about_a_doubt() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = REVOKED;
    driver.check(&id);
    driver.probe = Answer::Says(Signal::RateLimited { until: Some(start() + hours(2)) });
    driver.check(&id);
    let first = evidence(start(), Endpoint::Probe);
    let doubted = unconfirmed(Refusal::Disconnected(Reason::Revoked), first, hours(2));
    assert_eq!(driver.health(&id), doubted);
    driver.probe = REVOKED;
    driver.pass(hours(2) - seconds(1));
    assert_eq!((driver.health(&id), driver.probes().len()), (doubted, 2));
    driver.pass(seconds(1));
    assert!(is_revoked(&driver.health(&id)));
}

#[test]
fn every_refusal_waits_as_long_as_its_rule_says() {
    for signal in [
        Signal::Expired,
        Signal::Revoked,
        Signal::PasswordChanged,
        Signal::Checkpoint,
        Signal::PermissionMissing,
        Signal::RefreshRejected,
        Signal::AppFault,
    ] {
        let refusal = Refusal::of(signal).unwrap();
        for (by_renewal, endpoint) in [(false, Endpoint::Probe), (true, Endpoint::Renewal)] {
            let (mut driver, id) = Driver::connected(&instagram());
            driver.pass(days(1) + hours(1));
            let begun = driver.now;
            let answer = Answer::SaysAtFirst(signal, WAIT);
            (driver.probe, driver.renewal) = (answer, answer);
            let before = driver.notices(&id);
            if by_renewal {
                driver.renew(&id);
            } else {
                driver.check(&id);
            }
            let doubted =
                Health::Unconfirmed { refusal, evidence: evidence(begun, endpoint), again_at: begun + WAIT };
            assert_eq!(driver.health(&id), doubted);
            driver.pass(WAIT - seconds(1));
            assert_eq!((driver.health(&id), driver.notices(&id)), (doubted, before), "{signal:?}");
            driver.pass(seconds(1));
            match (refusal, driver.health(&id)) {
                (Refusal::Disconnected(reason), Health::Disconnected { reason: told, evidence }) => {
                    assert_eq!((reason, evidence.endpoint), (told, endpoint));
                }
                (Refusal::AppKeysRefused, Health::SetUpNeeded { what: SetUp::AppKeysRefused }) => {
                    assert_eq!(driver.notices(&id), [NoticeKind::SetUpNeeded(SetUp::AppKeysRefused)]);
                }
                (_, health) => panic!("{signal:?}, by renewal {by_renewal}: {health:?}"),
            }
        }
    }
}

#[test]
fn refused_app_keys_that_work_again_are_never_told() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::SaysAtFirst(Signal::AppFault, WAIT);
    driver.check(&id);
    driver.probe = Answer::Fine;
    driver.pass(hours(1));
    assert_eq!((driver.health(&id), driver.notices(&id)), (Health::Active, vec![]));
}

#[test]
fn new_app_keys_end_the_doubt_about_the_former_ones() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::SaysAtFirst(Signal::AppFault, WAIT);
    driver.check(&id);
    driver.pass(minutes(4));
    driver.tell(Input::AppKeysChanged { network: NetworkId::from("network") });
    assert_eq!(driver.probes().len(), 2, "the new ones are tried at once");
    driver.pass(minutes(2));
    assert!(matches!(driver.health(&id), Health::Unconfirmed { .. }), "{:?}", driver.health(&id));
    driver.pass(minutes(3));
    assert_eq!(driver.health(&id), Health::SetUpNeeded { what: SetUp::AppKeysRefused });
}

#[test]
fn a_doubt_that_new_app_keys_end_during_a_check_is_published_at_once() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::SaysAtFirst(Signal::AppFault, WAIT);
    driver.check(&id);
    driver.probe = Answer::Silence;
    driver.check(&id);
    driver.machine.take_changed();
    driver.log.clear();
    driver.tell(Input::AppKeysChanged { network: NetworkId::from("network") });
    assert_eq!(driver.health(&id), Health::Active);
    assert!(driver.log.iter().any(|(_, effect)| *effect == Effect::Publish), "{:?}", driver.log);
    assert!(driver.machine.take_changed().contains(&id));
}

#[test]
fn app_keys_that_are_missing_when_a_doubt_is_looked_at_are_waited_for() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = REVOKED;
    driver.check(&id);
    driver.probe = Answer::KeysMissing;
    driver.pass(days(1));
    assert_eq!(driver.health(&id), Health::SetUpNeeded { what: SetUp::AppKeysMissing });
    assert_eq!(driver.probes().len(), 2);
}

#[test]
fn work_that_cannot_start_leaves_a_doubt_as_it_is() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = REVOKED;
    driver.check(&id);
    driver.probe = Answer::Postponed;
    driver.pass(hours(2));
    assert!(matches!(driver.health(&id), Health::Unconfirmed { .. }));
    driver.probe = REVOKED;
    driver.pass(hours(2));
    assert!(is_revoked(&driver.health(&id)));
}

#[test]
fn a_doubt_of_one_token_decides_nothing_about_the_next() {
    type Change = fn(&mut Driver, &lifecycle::ConnectionId);
    let renewed: Change = |driver, id| driver.renew(id);
    let signed_in: Change = |driver, id| {
        driver.reauthorize(id);
    };
    let by_another_process: Change = |driver, id| {
        let mut record = driver.record(id).clone();
        record.grant.generation += 1;
        record.suspicion = None;
        driver.tell(Input::Restored { record: Box::new(record), interrupted: false });
    };
    for change in [renewed, signed_in, by_another_process] {
        let (mut driver, id) = Driver::connected(&youtube());
        driver.probe = REVOKED;
        driver.check(&id);
        driver.pass(minutes(1));
        change(&mut driver, &id);
        assert_eq!(driver.record(&id).grant.generation, 2);
        assert_eq!(driver.health(&id), Health::Active);
        driver.pass_to(start() + WAIT + seconds(1));
        driver.check(&id);
        assert!(matches!(driver.health(&id), Health::Unconfirmed { .. }), "{:?}", driver.health(&id));
        driver.pass(WAIT);
        assert!(is_revoked(&driver.health(&id)));
    }
}

#[test]
fn a_doubt_of_the_account_is_decided_though_its_tokens_are_renewed_meanwhile() {
    for (signal, reason) in
        [(Signal::Checkpoint, Reason::Checkpoint), (Signal::PermissionMissing, Reason::PermissionMissing)]
    {
        for restarts in [false, true] {
            let (mut driver, id) = Driver::connected(&youtube());
            driver.probe = Answer::SaysAtFirst(signal, days(1));
            driver.check(&id);
            driver.renew(&id);
            assert!(matches!(driver.health(&id), Health::Unconfirmed { .. }), "{:?}", driver.health(&id));
            for hour in 1..24 {
                driver.pass_to(start() + hours(hour));
                if restarts {
                    driver.restart();
                }
                let health = driver.health(&id);
                assert!(matches!(health, Health::Unconfirmed { .. }), "{hour} {health:?}");
            }
            driver.pass_to(start() + days(1) + minutes(1));
            let health = driver.health(&id);
            assert!(
                matches!(health, Health::Disconnected { reason: told, .. } if told == reason),
                "{health:?}"
            );
            assert!(driver.probes().len() > 4, "the regular checks go on");
        }
    }
}

#[test]
fn a_doubt_that_waits_for_a_day_ends_with_the_first_check_that_is_accepted() {
    for policy in [youtube(), facebook()] {
        let (mut driver, id) = Driver::connected(&policy);
        driver.probe = Answer::SaysAtFirst(Signal::PermissionMissing, days(1));
        driver.check(&id);
        driver.probe = Answer::Fine;
        driver.pass_to(start() + hours(7));
        assert_eq!(driver.health(&id), Health::Active);
        assert!(!driver.events(&id).iter().any(|event| matches!(event, Event::Disconnected(_))));
    }
}

#[test]
fn a_refused_renewal_waits_for_the_next_renewal_alone() {
    let (mut driver, id) = Driver::connected(&youtube());
    driver.renewal = Answer::SaysAtFirst(Signal::RefreshRejected, days(1));
    driver.renew(&id);
    driver.pass_to(start() + hours(23));
    assert_eq!((driver.renewals().len(), driver.probes().len()), (1, 0));
}

#[test]
fn an_answer_about_the_former_token_brings_no_doubt_on_the_next() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::Silence;
    driver.check(&id);
    let late = driver.last_work();
    driver.reauthorize(&id);
    let verdict = verdict(driver.now, Endpoint::Probe, Signal::Revoked, Some(WAIT));
    driver.tell(Input::Refused { connection: id.clone(), operation_id: late, verdict });
    assert_eq!(driver.health(&id), Health::Active);
}

#[test]
fn a_refused_renewal_is_not_dispelled_by_a_check_and_decided_by_the_next_renewal() {
    for policy in [x(), youtube()] {
        let (mut driver, id) = Driver::connected(&policy);
        driver.renewal = Answer::SaysAtFirst(Signal::RefreshRejected, WAIT);
        driver.renew(&id);
        driver.pass(minutes(1));
        driver.restart_as(Lifecycle::new(false));
        driver.check(&id);
        assert!(
            matches!(driver.health(&id), Health::Unconfirmed { .. }),
            "the token was accepted, and not renewed"
        );
        assert_eq!(driver.renewals().len(), 1);
        driver.pass_to(start() + WAIT);
        driver.restart_as(Lifecycle::new(false));
        driver.check(&id);
        let refused = Health::Disconnected {
            reason: Reason::RefreshRejected,
            evidence: evidence(driver.now, Endpoint::Renewal),
        };
        assert_eq!((driver.health(&id), driver.renewals().len()), (refused, 2));
        assert_eq!(driver.waiters_told(&id), 3, "each asker once");
    }
}

#[test]
fn a_token_that_is_called_expired_right_after_its_renewal_is_not_renewed_again_by_who_asks_again() {
    let (mut driver, id) = Driver::connected(&x());
    driver.probe = Answer::Says(Signal::Expired);
    driver.check(&id);
    assert_eq!((driver.renewals().len(), driver.probes().len()), (1, 2));
    driver.restart_as(Lifecycle::new(false));
    driver.check(&id);
    assert!(matches!(driver.health(&id), Health::Unconfirmed { .. }));
    driver.pass(minutes(1));
    driver.check(&id);
    assert!(matches!(driver.health(&id), Health::Disconnected { reason: Reason::Expired, .. }));
    assert_eq!(driver.renewals().len(), 1, "each rotation is a chance to break the chain");
}

#[test]
fn what_is_known_already_is_no_doubt() {
    for signal in [Signal::Revoked, Signal::AppFault] {
        let (mut driver, id) = Driver::connected(&facebook());
        driver.probe = Answer::Says(signal);
        driver.check(&id);
        let known = driver.health(&id);
        driver.probe = Answer::SaysAtFirst(signal, WAIT);
        driver.check(&id);
        assert_eq!((driver.health(&id), &driver.record(&id).suspicion), (known, &None));
    }
}

#[test]
fn a_clock_that_was_set_back_does_not_keep_a_doubt_for_ever() {
    let doubted = || {
        let (mut driver, id) = Driver::connected(&facebook());
        driver.jump(days(365));
        driver.probe = REVOKED;
        driver.check(&id);
        driver.now -= days(365);
        (driver, id)
    };
    let (mut driver, id) = doubted();
    driver.restart();
    driver.pass(WAIT);
    assert!(is_revoked(&driver.health(&id)));

    let (mut driver, id) = doubted();
    driver.restart_as(Lifecycle::new(false));
    driver.check(&id);
    assert!(matches!(driver.health(&id), Health::Unconfirmed { .. }));
    driver.pass(WAIT);
    driver.restart_as(Lifecycle::new(false));
    driver.check(&id);
    assert!(is_revoked(&driver.health(&id)));
}

#[test]
fn a_clock_that_nobody_confirmed_does_not_decide_sooner() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = REVOKED;
    driver.check(&id);
    // The device's clock restarts after an empty battery, and the first answer corrects it.
    let truth = driver.now;
    driver.now -= days(20_000);
    let mut machine = Lifecycle::new(false);
    machine.trust_clock(driver.now, Confidence::Doubted);
    driver.restart_as(machine);
    driver.probe = Answer::Silence;
    driver.check(&id);
    driver.now = truth + seconds(1);
    let (connection, operation_id) = (id.clone(), driver.last_work());
    let verdict = verdict(driver.now, Endpoint::Probe, Signal::Revoked, Some(WAIT));
    driver.tell(Input::Refused { connection, operation_id, verdict });
    assert!(matches!(driver.health(&id), Health::Unconfirmed { .. }), "{:?}", driver.health(&id));
}

#[test]
fn a_doubt_waits_for_its_time_once_the_clock_is_confirmed() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.jump(days(365));
    driver.probe = REVOKED;
    driver.check(&id);
    driver.now -= days(365);
    let mut machine = Lifecycle::new(true);
    machine.trust_clock(driver.now, Confidence::Doubted);
    driver.restart_as(machine);
    driver.pass(hours(1));
    let asked = driver.probes().len();
    driver.machine.trust_clock(driver.now, Confidence::Confirmed);
    driver.pass(WAIT);
    assert!(is_revoked(&driver.health(&id)));
    assert_eq!(driver.probes().len(), asked + 1);
}

#[test]
fn a_sign_in_as_another_account_leaves_the_doubt() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = REVOKED;
    driver.check(&id);
    driver.login = Login::As(account("another"));
    driver.reauthorize(&id);
    assert!(matches!(driver.health(&id), Health::Unconfirmed { .. }));
}

/// The next step of a connection.
#[derive(Clone, Debug)]
enum Step {
    Check(Answer),
    Renew(Answer),
    Pass { seconds: i64, probe: Answer, renewal: Answer },
}

fn answer() -> impl Strategy<Value = Answer> {
    let signal = prop_oneof![
        Just(Signal::Expired),
        Just(Signal::Revoked),
        Just(Signal::RefreshRejected),
        Just(Signal::AppFault),
    ];
    prop_oneof![
        2 => Just(Answer::Fine),
        5 => (signal, 1_i64..600).prop_map(|(signal, wait)| Answer::SaysAtFirst(signal, seconds(wait))),
        2 => Just(Answer::Says(Signal::Transient)),
        1 => Just(Answer::Says(Signal::RateLimited { until: None })),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => answer().prop_map(Step::Check),
        1 => answer().prop_map(Step::Renew),
        4 => (0_i64..900, answer(), answer())
            .prop_map(|(seconds, probe, renewal)| Step::Pass { seconds, probe, renewal }),
    ]
}

fn take(driver: &mut Driver, id: &lifecycle::ConnectionId, step: &Step) {
    match step {
        Step::Check(answer) => {
            driver.probe = *answer;
            driver.check(id);
        }
        Step::Renew(answer) => {
            driver.renewal = *answer;
            driver.renew(id);
        }
        Step::Pass { seconds: time, probe, renewal } => {
            (driver.probe, driver.renewal) = (*probe, *renewal);
            driver.pass(seconds(*time));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_restart_with_a_doubt_equals_no_restart(
        steps in prop::collection::vec(step(), 1..30),
        kind in 0_usize..4,
        restarts in any::<u32>(),
    ) {
        let policy = [facebook, x_forever, x, youtube][kind]();
        let (mut one, id) = Driver::connected(&policy);
        let (mut other, _) = Driver::connected(&policy);
        for (number, step) in steps.iter().enumerate() {
            take(&mut one, &id, step);
            take(&mut other, &id, step);
            if restarts >> (number % 32) & 1 == 1 && other.record(&id).suspicion.is_some() {
                other.restart();
            }
            prop_assert_eq!(one.record(&id), other.record(&id), "after {} of {:?}", number, steps);
            prop_assert_eq!(one.probes(), other.probes());
            prop_assert_eq!(one.renewals(), other.renewals());
            prop_assert_eq!(one.notices(&id), other.notices(&id));
        }
    }
}
