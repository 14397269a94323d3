//! An unconfirmed clock, and a device that wakes with much overdue work.

use chrono::TimeDelta;
use lifecycle::{Confidence, Event, Health, Input, NoticeKind, Reason, Signal, Witness};

use crate::common::{
    Answer, Driver, Store, days, evidence, facebook, hours, instagram, linkedin, minutes, seconds, x,
};

fn warned(driver: &Driver) -> usize {
    driver.count(|effect| {
        matches!(effect, lifecycle::Effect::Notify { kind: NoticeKind::ReauthorizeBy { .. }, .. })
    })
}

#[test]
fn while_the_clock_is_in_doubt_nobody_is_warned_and_the_network_is_asked_once() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.machine.trust_clock(driver.now, Confidence::Doubted);
    let checks = driver.probes().len();
    driver.probe = Answer::Silence;
    // The clock appears to be wrong by this much.
    driver.jump(days(55));
    assert_eq!(warned(&driver), 0);
    assert_eq!(driver.probes().len(), checks + 1, "its answer tells the time");
    driver.tell(Input::Tick);
    assert_eq!(driver.probes().len(), checks + 1);
    driver.machine.trust_clock(driver.now, Confidence::Confirmed);
    driver.tell(Input::Tick);
    assert_eq!(warned(&driver), 1, "the clock was right");
    assert_eq!(driver.events(&id).iter().filter(|event| **event == Event::Warned).count(), 1);
}

#[test]
fn a_clock_that_was_a_year_ahead_warns_of_nothing_once_it_is_put_right() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.machine.trust_clock(driver.now, Confidence::Doubted);
    driver.jump(days(365));
    driver.jump(days(-365));
    driver.machine.trust_clock(driver.now, Confidence::Confirmed);
    driver.tell(Input::Tick);
    assert_eq!(warned(&driver), 0);
    assert_eq!(driver.health(&id), Health::Active);
    driver.pass(days(51));
    assert_eq!(warned(&driver), 1, "the true one comes in its time");
}

#[test]
fn what_the_network_itself_said_is_told_by_any_clock_and_its_reminders_are_not() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.machine.trust_clock(driver.now, Confidence::Doubted);
    driver.probe = Answer::Says(Signal::Revoked);
    driver.check(&id);
    assert_eq!(driver.notices(&id), [NoticeKind::Disconnected { reason: Reason::Revoked, reminder: 0 }]);
    driver.jump(days(30));
    assert_eq!(driver.notices(&id).len(), 1);
    driver.machine.trust_clock(driver.now, Confidence::Confirmed);
    driver.tell(Input::Tick);
    assert_eq!(driver.notices(&id).len(), 2);
}

#[test]
fn when_the_clock_comes_into_doubt_one_network_is_asked_and_no_more() {
    let mut driver = Driver::new();
    for name in ["dana", "bo", "kim"] {
        driver.login = crate::common::Login::As(crate::common::account(name));
        driver.connect(&facebook());
    }
    let checks = driver.probes().len();
    driver.machine.trust_clock(driver.now, Confidence::Doubted);
    driver.tell(Input::Tick);
    assert_eq!(driver.probes().len(), checks + 1);
}

#[test]
fn a_check_dated_in_the_future_is_made_again_at_once() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.check(&id);
    let checks = driver.probes().len();
    driver.jump(hours(-2));
    assert_eq!(driver.probes().len(), checks + 1);
    driver.jump(seconds(-30));
    assert_eq!(driver.probes().len(), checks + 1, "a moment proves nothing");
}

#[test]
fn a_spell_that_began_in_the_future_began_now() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::Says(Signal::Transient);
    driver.check(&id);
    driver.jump(days(-365));
    driver.pass(minutes(2));
    let Health::Unreachable { since } = driver.health(&id) else { panic!("{:?}", driver.health(&id)) };
    assert!(since <= driver.now);
}

#[test]
fn a_renewal_lost_on_the_way_into_a_sleep_is_made_again_once_the_network_answers() {
    for policy in [instagram(), linkedin(), x()] {
        let (mut driver, id) = Driver::connected(&policy);
        driver.pass(hours(25));
        let before = driver.renewals().len();
        driver.renewal = Answer::Silence;
        driver.renew(&id);
        let lost = driver.last_work();
        assert_eq!(driver.renewals().len(), before + 1);
        // The device sleeps for the night and wakes before the network is up.
        driver.probe = Answer::Says(Signal::Transient);
        driver.jump(hours(9));
        driver.renewal = Answer::Fine;
        let evidence = evidence(driver.now, lifecycle::Endpoint::Renewal);
        driver.tell(Input::AnswerLost { connection: id.clone(), operation_id: lost, evidence });
        driver.pass(minutes(10));
        assert_eq!(driver.renewals().len(), before + 1, "nothing is renewed unheard");
        driver.probe = Answer::Fine;
        driver.pass(minutes(10));
        assert_eq!(driver.renewals().len(), before + 2, "the retry");
        assert_eq!(driver.health(&id), Health::Active);
    }
}

#[test]
fn the_retry_after_a_sleep_is_the_only_prompt_one() {
    let (mut driver, id) = Driver::connected(&instagram());
    driver.pass(hours(25));
    driver.renewal = Answer::Silence;
    driver.renew(&id);
    let lost = driver.last_work();
    driver.jump(hours(9));
    driver.renewal = Answer::Lost;
    let evidence = evidence(driver.now, lifecycle::Endpoint::Renewal);
    driver.tell(Input::AnswerLost { connection: id.clone(), operation_id: lost, evidence });
    assert_eq!(driver.renewals().len(), 2);
    driver.pass(seconds(29));
    assert_eq!(driver.renewals().len(), 2);
    assert_eq!(driver.store, Store::Durable);
}

#[test]
fn a_crowd_that_wakes_is_asked_one_by_one_and_a_few_at_once() {
    for (crowd, most_in_a_minute) in [(10_u32, 10), (600, 120)] {
        let mut driver = Driver::new();
        for number in 0..crowd {
            driver.login = crate::common::Login::As(crate::common::account(&number.to_string()));
            driver.connect(&facebook());
        }
        driver.jump(days(3));
        let woken = driver.now - crate::common::start();
        driver.pass(minutes(20));
        let asked: Vec<_> = driver.probes().into_iter().filter(|at| *at >= woken).collect();
        assert_eq!(asked.len(), crowd as usize);
        let within =
            |from: TimeDelta| asked.iter().filter(|at| **at >= from && **at < from + minutes(1)).count();
        let peak = asked.iter().map(|at| within(*at)).max().unwrap_or_default();
        assert!(peak <= most_in_a_minute, "{peak} of {crowd}");
        assert!(asked.iter().all(|at| *at <= woken + minutes(12)), "no later than the file allows");
    }
}

#[test]
fn a_start_by_a_clock_in_doubt_renews_nothing_before_the_network_has_answered() {
    for policy in [instagram(), linkedin(), x()] {
        let (mut driver, id) = Driver::connected(&policy);
        driver.machine.trust_clock(driver.now, Confidence::Doubted);
        let record = driver.record(&id).clone();
        driver.machine = lifecycle::Lifecycle::new(true);
        driver.machine.trust_clock(driver.now, Confidence::Doubted);
        driver.log.clear();
        driver.now += days(200);
        driver.probe = Answer::Silence;
        driver.tell(Input::Restored { record: Box::new(record), interrupted: true });
        driver.tell(Input::Tick);
        assert_eq!((driver.probes().len(), driver.renewals().len()), (1, 0));
        let operation_id = driver.last_work();
        driver.tell(Input::Probed { connection: id.clone(), operation_id, account: None, scopes: None });
        assert_eq!(driver.renewals().len(), 1, "what was interrupted comes next");
    }
}

#[test]
fn a_warning_that_a_wrong_clock_brought_about_is_taken_back_and_every_rung_comes_in_its_time() {
    let (mut driver, id) = Driver::connected(&facebook());
    // Most time witnesses are wrong by this much, so that all rungs seem reached.
    driver.jump(days(59));
    assert_eq!(warned(&driver), 1);
    driver.jump(days(-59));
    driver.tell(Input::Tick);
    assert_eq!((warned(&driver), driver.withdrawals(&id)), (1, 1));
    driver.pass(days(60) - minutes(1));
    let told = driver.notices(&id).len();
    assert_eq!(told, 1 + 3, "ten, three and one day before the end");
    assert_eq!(driver.withdrawals(&id), 1);
}

#[test]
fn a_rung_that_is_reached_takes_the_place_of_one_that_is_not() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.jump(days(59));
    driver.jump(days(-4));
    driver.tell(Input::Tick);
    let rungs: Vec<_> = driver.notices(&id).iter().map(rung).collect();
    assert_eq!(rungs, [days(1), days(10)]);
    driver.pass(days(5) - minutes(1));
    let rungs: Vec<_> = driver.notices(&id).iter().map(rung).collect();
    assert_eq!(rungs, [days(1), days(10), days(3), days(1)]);
}

fn rung(kind: &NoticeKind) -> TimeDelta {
    let NoticeKind::ReauthorizeBy { rung, .. } = kind else { panic!("{kind:?}") };
    *rung
}

#[test]
fn nothing_is_forgotten_by_a_clock_in_doubt_or_one_that_differs_by_a_moment() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.pass(days(51));
    assert_eq!(warned(&driver), 1);
    for confidence in [Confidence::Doubted, Confidence::Assumed] {
        driver.machine.trust_clock(driver.now, confidence);
        driver.jump(days(-50));
        driver.jump(days(50));
    }
    driver.machine.trust_clock(driver.now, Confidence::Confirmed);
    driver.tell(Input::Tick);
    let (mut other, _) = Driver::connected(&facebook());
    other.pass(days(50));
    other.jump(minutes(-3));
    other.pass(hours(1));
    assert_eq!((warned(&driver), warned(&other), driver.withdrawals(&id)), (1, 1, 0));
}

#[test]
fn reminders_that_a_wrong_clock_brought_about_come_again_in_their_time() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::Says(Signal::Revoked);
    driver.check(&id);
    driver.jump(days(300));
    assert_eq!(driver.notices(&id).len(), 2);
    driver.jump(days(-300));
    driver.pass(days(100));
    assert_eq!(driver.notices(&id).len(), 2 + 6, "the disconnect, the false reminder and six true ones");
    assert_eq!(driver.withdrawals(&id), 0, "the disconnect stands");
}

#[test]
fn when_the_time_is_disputed_one_connection_of_each_other_network_and_server_is_asked() {
    let mut driver = Driver::new();
    let mut ids = Vec::new();
    for name in ["1@odd.example", "2@odd.example", "3@right.example"] {
        driver.login = crate::common::Login::As(crate::common::account(name));
        ids.push(driver.connect(&facebook()).1);
    }
    let network = driver.record(&ids[0]).network.clone();
    let before = driver.probes().len();
    let heard = [Witness::Server(network, "odd.example".into())].into();
    driver.machine.ask_for_time(driver.now, &heard);
    driver.tell(Input::Tick);
    assert_eq!(driver.probes().len(), before + 1);
    driver.machine.ask_for_time(driver.now, &std::collections::BTreeSet::new());
    driver.tell(Input::Tick);
    assert_eq!(driver.probes().len(), before + 1 + 2);
}
