//! The effect of each answer on the health of a connection.

use lifecycle::{
    ConnectionId, Effect, Endpoint, Event, Health, Input, NetworkId, NoticeKind, Reason, Refusal, SetUp,
    Signal, Standing,
};

use crate::common::{
    Answer, Driver, Login, account, days, facebook, hours, instagram, minutes, seconds, start, verdict, x,
    x_forever,
};

/// Every signal, with the reason it proves, if any.
const SIGNALS: [(Signal, Option<Reason>); 10] = [
    (Signal::Fine, None),
    (Signal::Transient, None),
    (Signal::RateLimited { until: None }, None),
    (Signal::AppFault, None),
    (Signal::Expired, Some(Reason::Expired)),
    (Signal::Revoked, Some(Reason::Revoked)),
    (Signal::PasswordChanged, Some(Reason::PasswordChanged)),
    (Signal::Checkpoint, Some(Reason::Checkpoint)),
    (Signal::PermissionMissing, Some(Reason::PermissionMissing)),
    (Signal::RefreshRejected, Some(Reason::RefreshRejected)),
];

#[test]
fn every_signal_on_a_check_gives_its_health() {
    for (signal, reason) in SIGNALS {
        let (mut driver, id) = Driver::connected(&facebook());
        driver.pass(hours(1));
        driver.probe = Answer::Says(signal);
        driver.check(&id);
        expect(&driver.health(&id), signal, reason);
    }
}

#[test]
fn every_signal_on_a_renewal_gives_its_health() {
    for (signal, reason) in SIGNALS {
        let (mut driver, id) = Driver::connected(&instagram());
        driver.pass(days(2));
        driver.renewal = Answer::Says(signal);
        driver.renew(&id);
        expect(&driver.health(&id), signal, reason);
        assert_eq!(driver.record(&id).grant.generation, 1, "{signal:?}");
    }
}

fn expect(health: &Health, signal: Signal, proved: Option<Reason>) {
    let as_told = match (health, proved) {
        (Health::Disconnected { reason, evidence }, Some(proved)) => {
            *reason == proved && evidence.code.as_deref() == Some("190") && evidence.status == Some(400)
        }
        (Health::SetUpNeeded { what }, None) => signal == Signal::AppFault && *what == SetUp::AppKeysRefused,
        (Health::Unreachable { .. }, None) => signal != Signal::AppFault,
        _ => false,
    };
    assert!(as_told, "{signal:?} gave {health:?}");
}

#[test]
fn a_blip_is_not_shown_and_what_lasts_a_minute_is() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.pass_to(driver.record(&id).next_check - seconds(1));
    driver.probe = Answer::Says(Signal::Transient);
    driver.pass(seconds(1));
    let since = driver.now;
    assert_eq!(driver.health(&id), Health::Active);
    driver.pass(seconds(59));
    assert_eq!(driver.health(&id), Health::Active);
    driver.pass(seconds(1));
    assert_eq!(driver.health(&id), Health::Unreachable { since });
    driver.probe = Answer::Fine;
    driver.pass(minutes(10));
    assert_eq!(driver.health(&id), Health::Active);
    assert!(driver.notices(&id).is_empty());
    assert_eq!(driver.events(&id), [Event::Connected]);
}

#[test]
fn a_network_that_does_not_answer_is_asked_ever_more_slowly_but_never_given_up() {
    let (mut driver, id) = Driver::connected(&x_forever());
    driver.probe = Answer::Says(Signal::Transient);
    driver.check(&id);
    driver.pass(days(30));
    let probes = driver.probes();
    let gaps: Vec<_> = probes.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(gaps[0] >= seconds(30) && gaps[0] < seconds(38), "{gaps:?}");
    assert!(gaps[1] >= seconds(60) && gaps[1] < seconds(76), "{gaps:?}");
    assert!(gaps.iter().all(|gap| *gap <= minutes(75)), "{gaps:?}");
    assert!(gaps.iter().skip(7).all(|gap| *gap >= minutes(60)), "{gaps:?}");
    assert!(matches!(driver.health(&id), Health::Unreachable { .. }));
}

#[test]
fn a_check_that_was_asked_for_and_failed_is_made_again_before_the_next_scheduled_one() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::Says(Signal::Transient);
    driver.check(&id);
    assert_eq!(driver.waiters_told(&id), 1);
    driver.probe = Answer::Fine;
    driver.pass(minutes(1));
    assert_eq!(driver.probes().len(), 2);
    assert_eq!(driver.health(&id), Health::Active);
}

#[test]
fn a_renewal_that_was_asked_for_and_failed_does_not_leave_the_machine_spinning() {
    let (mut driver, id) = Driver::connected(&instagram());
    driver.renewal = Answer::Says(Signal::Transient);
    driver.renew(&id);
    driver.pass(hours(1));
    assert_eq!(driver.health(&id), Health::Active);
    assert_eq!(driver.renewals().len(), 1);
}

#[test]
fn a_network_that_asks_for_patience_is_left_alone_for_that_long() {
    let (mut driver, id) = Driver::connected(&facebook());
    let until = Some(start() + hours(2));
    driver.probe = Answer::Says(Signal::RateLimited { until });
    driver.check(&id);
    driver.pass(hours(2) - seconds(1));
    assert_eq!(driver.probes().len(), 1);
    driver.pass(seconds(1));
    assert_eq!(driver.probes().len(), 2);
}

#[test]
fn a_network_that_asks_all_for_patience_is_left_alone_by_each_and_still_asked_for_a_person() {
    let (mut driver, first) = Driver::connected(&facebook());
    driver.login = Login::As(account("another"));
    let (_, second) = driver.connect(&facebook());
    let (_, elsewhere) = driver.connect_at("elsewhere", &x_forever());
    let network = driver.record(&first).network.clone();
    assert_eq!(network, driver.record(&second).network);
    assert_ne!(network, driver.record(&elsewhere).network);
    let until = driver.now + hours(20);
    driver.tell(Input::RateLimited { network, until });
    driver.pass_to(until - seconds(1));
    let asked = |driver: &Driver, id: &ConnectionId| {
        driver.count(|effect| matches!(effect, Effect::Probe { connection, .. } if connection == id))
    };
    assert_eq!((asked(&driver, &first), asked(&driver, &second)), (0, 0));
    assert!(asked(&driver, &elsewhere) > 0);
    assert_eq!(driver.health(&first), Health::Active);
    driver.check(&first);
    assert_eq!(asked(&driver, &first), 1);
    driver.pass_to(until + minutes(3));
    assert_eq!((asked(&driver, &first), asked(&driver, &second)), (1, 1));
    let probes = driver.probes();
    assert!(probes.iter().filter(|at| start() + **at == until).count() == 0, "not all at once");
}

#[test]
fn a_wake_does_not_shorten_what_a_network_asked_for() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::Says(Signal::RateLimited { until: Some(start() + hours(2)) });
    driver.check(&id);
    driver.jump(hours(1));
    driver.pass(hours(1) - seconds(1));
    assert_eq!(driver.probes().len(), 1);
    driver.pass(seconds(1));
    assert_eq!(driver.probes().len(), 2);
}

#[test]
fn a_network_is_left_alone_for_a_day_at_most() {
    let (mut driver, id) = Driver::connected(&facebook());
    let until = Some(start() + days(300));
    driver.probe = Answer::Says(Signal::RateLimited { until });
    driver.check(&id);
    driver.pass(days(1));
    assert_eq!(driver.probes(), [days(0), days(1)]);
}

#[test]
fn a_refusal_that_may_be_a_hiccup_is_believed_the_second_time() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::SaysAtFirst(Signal::Revoked, seconds(30));
    driver.check(&id);
    assert!(matches!(driver.health(&id), Health::Unconfirmed { .. }));
    driver.pass(seconds(29));
    assert_eq!(driver.probes().len(), 1);
    assert!(driver.notices(&id).is_empty());
    driver.pass(seconds(1));
    assert_eq!(driver.probes().len(), 2);
    assert!(matches!(driver.health(&id), Health::Disconnected { reason: Reason::Revoked, .. }));
    assert_eq!(driver.notices(&id).len(), 1);
}

#[test]
fn a_hiccup_that_passes_is_never_told() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::SaysAtFirst(Signal::Revoked, seconds(30));
    driver.check(&id);
    driver.probe = Answer::Fine;
    driver.pass(hours(1));
    assert_eq!(driver.probes().len(), 2);
    assert_eq!(driver.health(&id), Health::Active);
    assert!(driver.notices(&id).is_empty());
    assert_eq!(driver.events(&id), [Event::Connected]);
}

#[test]
fn a_second_look_that_finds_nobody_proves_nothing() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::SaysAtFirst(Signal::Revoked, seconds(30));
    driver.check(&id);
    driver.probe = Answer::Says(Signal::Transient);
    driver.pass(hours(3));
    assert!(matches!(driver.health(&id), Health::Unconfirmed { .. }));
    driver.probe = Answer::SaysAtFirst(Signal::Revoked, seconds(30));
    driver.pass(hours(2));
    assert!(matches!(driver.health(&id), Health::Disconnected { reason: Reason::Revoked, .. }));
}

#[test]
fn a_second_look_that_tells_something_else_needs_a_third() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::SaysAtFirst(Signal::Expired, seconds(30));
    driver.check(&id);
    driver.probe = Answer::SaysAtFirst(Signal::Revoked, seconds(30));
    driver.pass(seconds(30));
    let Health::Unconfirmed { refusal, .. } = driver.health(&id) else { panic!("{:?}", driver.health(&id)) };
    assert_eq!(refusal, Refusal::Disconnected(Reason::Revoked));
    driver.pass(seconds(30));
    assert!(matches!(driver.health(&id), Health::Disconnected { reason: Reason::Revoked, .. }));
}

#[test]
fn a_refused_renewal_that_may_be_a_hiccup_is_confirmed_by_another_renewal() {
    let (mut driver, id) = Driver::connected(&instagram());
    driver.renewal = Answer::SaysAtFirst(Signal::Revoked, seconds(30));
    driver.pass_to(driver.record(&id).next_renewal().unwrap());
    let asked = driver.probes().len();
    assert_eq!(driver.renewals().len(), 1);
    assert!(matches!(driver.health(&id), Health::Unconfirmed { .. }));
    driver.pass(seconds(30));
    assert_eq!((driver.renewals().len(), driver.probes().len()), (2, asked));
    assert!(matches!(driver.health(&id), Health::Disconnected { reason: Reason::Revoked, .. }));
}

#[test]
fn what_only_reauthorize_can_mend_is_left_alone() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::Says(Signal::Revoked);
    driver.check(&id);
    driver.pass(days(100));
    assert_eq!(driver.probes().len(), 1);
    assert!(driver.renewals().is_empty());
}

#[test]
fn a_checkpoint_recovers_by_itself_once_the_person_has_passed_it() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::Says(Signal::Checkpoint);
    driver.check(&id);
    driver.pass(days(1));
    assert!(matches!(driver.health(&id), Health::Disconnected { reason: Reason::Checkpoint, .. }));
    assert_eq!(driver.notices(&id).len(), 1);
    driver.probe = Answer::Fine;
    driver.pass(hours(6));
    assert_eq!(driver.health(&id), Health::Active);
    assert_eq!(driver.withdrawals(&id), 1);
    let told = [Event::Connected, Event::Disconnected(Reason::Checkpoint), Event::Recovered];
    assert_eq!(driver.events(&id), told);
}

#[test]
fn a_check_that_finds_a_disconnected_account_working_says_so() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::Says(Signal::Revoked);
    driver.check(&id);
    driver.probe = Answer::Fine;
    driver.check(&id);
    assert_eq!(driver.health(&id), Health::Active);
    assert_eq!(driver.withdrawals(&id), 1);
}

#[test]
fn the_proof_of_a_known_verdict_stays_the_first_one() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::Says(Signal::Revoked);
    driver.check(&id);
    let first = driver.health(&id);
    driver.pass(hours(3));
    driver.check(&id);
    assert_eq!(driver.health(&id), first);
    assert_eq!(driver.events(&id), [Event::Connected, Event::Disconnected(Reason::Revoked)]);
}

#[test]
fn refused_app_keys_are_set_up_needed_until_they_change() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::Says(Signal::AppFault);
    driver.check(&id);
    assert_eq!(driver.notices(&id), [NoticeKind::SetUpNeeded(SetUp::AppKeysRefused)]);
    driver.probe = Answer::Fine;
    driver.tell(Input::AppKeysChanged { network: NetworkId::from("another") });
    assert_eq!(driver.probes().len(), 1);
    driver.tell(Input::AppKeysChanged { network: NetworkId::from("network") });
    assert_eq!(driver.probes().len(), 2);
    assert_eq!(driver.health(&id), Health::Active);
    assert_eq!(driver.withdrawals(&id), 1);
}

#[test]
fn refused_app_keys_are_tried_again_on_schedule() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::Says(Signal::AppFault);
    driver.check(&id);
    driver.probe = Answer::Fine;
    driver.pass(hours(6));
    assert_eq!(driver.health(&id), Health::Active);
}

#[test]
fn missing_app_keys_are_waited_for() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::KeysMissing;
    driver.check(&id);
    driver.pass(days(30));
    assert_eq!(driver.health(&id), Health::SetUpNeeded { what: SetUp::AppKeysMissing });
    assert_eq!(driver.probes().len(), 1);
    assert_eq!(driver.notices(&id), [NoticeKind::SetUpNeeded(SetUp::AppKeysMissing)]);
    driver.probe = Answer::Fine;
    driver.tell(Input::AppKeysChanged { network: NetworkId::from("network") });
    assert_eq!(driver.health(&id), Health::Active);
}

#[test]
fn keys_that_come_while_they_are_missed_are_used_at_once() {
    for answer in [
        |connection, operation_id| Input::AppKeysMissing { connection, operation_id },
        |connection, operation_id| Input::Refused {
            connection,
            operation_id,
            verdict: verdict(start(), Endpoint::Probe, Signal::AppFault, None),
        },
    ] {
        let (mut driver, id) = Driver::connected(&facebook());
        driver.probe = Answer::Silence;
        driver.check(&id);
        let former = driver.last_work();
        driver.tell(Input::AppKeysChanged { network: NetworkId::from("network") });
        driver.probe = Answer::Fine;
        driver.tell(answer(id.clone(), former));
        assert_eq!(driver.health(&id), Health::Active);
        assert_eq!(driver.probes().len(), 2);
        assert_eq!(driver.notices(&id), []);
        assert_eq!(driver.waiters_told(&id), 1);
    }
}

#[test]
fn new_app_keys_do_not_disturb_what_works() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.tell(Input::AppKeysChanged { network: NetworkId::from("network") });
    assert!(driver.probes().is_empty());
    assert_eq!(driver.record(&id).standing, Standing::Good);
}

#[test]
fn work_that_could_not_start_shows_nothing_and_is_tried_again() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::Postponed;
    driver.check(&id);
    driver.pass(hours(5));
    assert_eq!(driver.health(&id), Health::Active);
    assert!(driver.probes().len() > 5);
}

#[test]
fn a_network_that_is_gone_is_shown_even_if_work_could_not_start_before() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::Postponed;
    driver.check(&id);
    driver.probe = Answer::Says(Signal::Transient);
    driver.pass(hours(1));
    assert!(matches!(driver.health(&id), Health::Unreachable { .. }));
    driver.probe = Answer::Postponed;
    driver.pass(hours(5));
    assert!(matches!(driver.health(&id), Health::Unreachable { .. }));
}

#[test]
fn a_rotating_token_whose_renewal_is_rejected_is_disconnected() {
    let (mut driver, id) = Driver::connected(&x());
    driver.renewal = Answer::Says(Signal::RefreshRejected);
    driver.pass(hours(12));
    assert!(matches!(driver.health(&id), Health::Disconnected { reason: Reason::RefreshRejected, .. }));
    assert!(driver.probes().is_empty());
}
