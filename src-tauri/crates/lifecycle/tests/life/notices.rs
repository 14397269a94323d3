//! Notices to the person: their content, time and number.

use chrono::TimeDelta;
use lifecycle::{Effect, Event, Health, Lifecycle, NoticeKind, Reason, SetUp, Signal};
use proptest::prelude::*;

use crate::common::{
    Answer, Driver, days, facebook, hours, instagram, linkedin, minutes, seconds, start, x, youtube,
};

#[test]
fn each_rung_of_the_ladder_is_told_once_at_its_moment() {
    for (policy, end) in [(facebook(), days(60)), (linkedin(), days(365))] {
        let (mut driver, id) = Driver::connected(&policy);
        driver.pass(end - minutes(1));
        let ladder = [days(10), days(3), days(1)];
        assert_eq!(driver.notices(&id), ladder.map(|rung| by(end, rung)));
        assert_eq!(driver.times(is_notice), ladder.map(|rung| end - rung));
        let warned = driver.events(&id).iter().filter(|event| **event == Event::Warned).count();
        assert_eq!(warned, 3);
        assert_eq!(driver.withdrawals(&id), 0);
    }
}

#[test]
fn what_gander_renews_by_itself_warns_of_nothing() {
    for policy in [instagram(), x(), youtube()] {
        let (mut driver, id) = Driver::connected(&policy);
        driver.pass(days(400));
        assert!(driver.notices(&id).is_empty());
        assert_eq!(driver.health(&id), Health::Active);
    }
}

#[test]
fn several_missed_rungs_make_one_notice() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.pass(days(40));
    driver.jump(days(18));
    assert_eq!(driver.notices(&id), [by(days(60), days(3))]);
    driver.pass(days(1));
    assert_eq!(driver.notices(&id), [by(days(60), days(3)), by(days(60), days(1))]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn however_a_device_sleeps_it_tells_the_rung_that_is_reached_and_no_other(
        spans in prop::collection::vec((any::<bool>(), 1..200_i64), 1..60),
    ) {
        let (mut driver, id) = Driver::connected(&facebook());
        let mut passed = TimeDelta::zero();
        for (asleep, span) in spans {
            passed += hours(span);
            if passed >= days(60) {
                break;
            }
            let before = driver.notices(&id).len();
            if asleep { driver.jump(hours(span)) } else { driver.pass(hours(span)) }
            let told = driver.notices(&id);
            prop_assert!(!asleep || told.len() <= before + 1, "a wake told {:?}", &told[before..]);
            let reached = [1, 3, 10].map(days).into_iter().find(|rung| days(60) - passed <= *rung);
            let reached = reached.map(|rung| by(days(60), rung));
            prop_assert_eq!(told.last(), reached.as_ref());
            let again = told.iter().enumerate().find(|(nth, kind)| told[..*nth].contains(kind));
            prop_assert_eq!(again, None);
        }
    }
}

#[test]
fn signing_in_early_takes_the_warning_back() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.pass(days(55));
    driver.reauthorize(&id);
    assert_eq!(driver.withdrawals(&id), 1);
    assert_eq!(driver.health(&id), Health::Active);
    driver.pass(days(50) - seconds(1));
    assert_eq!(driver.notices(&id).len(), 1);
    driver.pass(seconds(1));
    assert_eq!(driver.notices(&id)[1], by(days(115), days(10)));
}

#[test]
fn a_disconnect_is_told_at_once_and_then_reminded_of_six_times() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::Says(Signal::PasswordChanged);
    driver.check(&id);
    driver.pass(days(100));
    let reason = Reason::PasswordChanged;
    let told: Vec<_> = (0..=6).map(|reminder| NoticeKind::Disconnected { reason, reminder }).collect();
    assert_eq!(driver.notices(&id), told);
    assert_eq!(driver.times(is_notice), [0, 2, 7, 12, 17, 22, 27].map(days));
}

#[test]
fn several_missed_reminders_make_one() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::Says(Signal::Revoked);
    driver.check(&id);
    driver.jump(days(13));
    let reason = Reason::Revoked;
    let told = [0, 3].map(|reminder| NoticeKind::Disconnected { reason, reminder });
    assert_eq!(driver.notices(&id), told);
    driver.pass(days(4));
    assert_eq!(driver.notices(&id).len(), 3);
}

#[test]
fn a_recovery_withdraws_the_notice_and_the_next_disconnect_is_told_anew() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::Says(Signal::Checkpoint);
    driver.check(&id);
    driver.pass(days(3));
    driver.probe = Answer::Fine;
    driver.check(&id);
    assert_eq!(driver.withdrawals(&id), 1);
    driver.pass(days(20));
    assert_eq!(driver.notices(&id).len(), 2);
    driver.probe = Answer::Says(Signal::Checkpoint);
    driver.check(&id);
    assert_eq!(driver.notices(&id)[2], NoticeKind::Disconnected { reason: Reason::Checkpoint, reminder: 0 });
}

#[test]
fn a_trouble_that_becomes_another_is_told_at_once() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::Says(Signal::AppFault);
    driver.check(&id);
    driver.probe = Answer::Says(Signal::Checkpoint);
    driver.check(&id);
    driver.probe = Answer::Says(Signal::Revoked);
    driver.check(&id);
    driver.probe = Answer::Says(Signal::AppFault);
    driver.check(&id);
    let told = [
        NoticeKind::SetUpNeeded(SetUp::AppKeysRefused),
        NoticeKind::Disconnected { reason: Reason::Checkpoint, reminder: 0 },
        NoticeKind::Disconnected { reason: Reason::Revoked, reminder: 0 },
        NoticeKind::SetUpNeeded(SetUp::AppKeysRefused),
    ];
    assert_eq!(driver.notices(&id), told);
}

#[test]
fn the_same_trouble_seen_again_is_not_told_again() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::Says(Signal::Checkpoint);
    driver.check(&id);
    driver.pass(days(1));
    assert!(driver.probes().len() > 4);
    assert_eq!(driver.notices(&id).len(), 1);
}

#[test]
fn a_renewable_token_that_nears_its_end_unrenewed_is_warned_of_and_the_warning_taken_back() {
    for (policy, end) in [(instagram(), days(60)), (linkedin(), days(60))] {
        let (mut driver, id) = Driver::connected(&policy);
        driver.pass(days(1));
        driver.probe = Answer::Says(Signal::Transient);
        driver.renewal = Answer::Says(Signal::Transient);
        driver.pass(days(57));
        assert_eq!(driver.health(&id), Health::Expiring { by: start() + end });
        assert_eq!(driver.notices(&id), [by(end, days(10)), by(end, days(3))]);

        driver.probe = Answer::Fine;
        driver.renewal = Answer::Fine;
        driver.pass(hours(2));
        assert_eq!(driver.health(&id), Health::Active);
        assert_eq!(driver.withdrawals(&id), 1);
        assert_eq!(driver.record(&id).told, lifecycle::Notified::default());
    }
}

#[test]
fn a_network_that_is_away_for_longer_than_a_short_token_lives_is_not_warned_of() {
    for policy in [x(), youtube()] {
        let (mut driver, id) = Driver::connected(&policy);
        driver.probe = Answer::Says(Signal::Transient);
        driver.renewal = Answer::Says(Signal::Transient);
        driver.pass(days(2));
        assert!(driver.notices(&id).is_empty(), "{:?}", driver.notices(&id));
        assert!(matches!(driver.health(&id), Health::Unreachable { .. }), "{:?}", driver.health(&id));

        driver.probe = Answer::Fine;
        driver.renewal = Answer::Fine;
        driver.pass(hours(2));
        assert_eq!(driver.health(&id), Health::Active);
    }
}

#[test]
fn a_blip_at_the_moment_of_a_renewal_warns_of_nothing() {
    let (mut driver, id) = Driver::connected(&linkedin());
    driver.renewal = Answer::Says(Signal::Transient);
    driver.pass(days(53));
    assert_eq!(driver.renewals().len(), 1);
    driver.renewal = Answer::Fine;
    driver.pass(minutes(5));
    assert_eq!(driver.renewals().len(), 2);
    assert!(driver.notices(&id).is_empty());
}

#[test]
fn an_end_that_comes_and_goes_with_the_network_is_told_once() {
    let (mut driver, id) = Driver::connected(&linkedin());
    driver.pass(days(303));
    driver.renew(&id);
    // From day 356 the token, which ends on day 363, is not renewed; the network answers checks all the same.
    driver.renewal = Answer::Says(Signal::Transient);
    driver.pass(days(54));
    for _ in 0..4 {
        driver.check(&id);
        driver.pass(hours(3));
    }
    assert_eq!(driver.notices(&id), [by(days(365), days(10)), by(days(363), days(10))]);
}

#[test]
fn what_was_told_is_not_told_again_after_a_restart() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.pass(days(50));
    assert_eq!(driver.notices(&id).len(), 1);
    driver.restart();
    driver.pass(days(1));
    assert_eq!(driver.notices(&id).len(), 1);
}

#[test]
fn a_warning_that_another_process_made_needless_is_taken_back() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.pass(days(55));
    let mut record = driver.record(&id).clone();
    record.told = lifecycle::Notified::default();
    record.grant.generation += 1;
    record.grant.access_until = Some(start() + days(115));
    record.grant.data_access_until = None;
    driver.tell(lifecycle::Input::Restored { record: Box::new(record), interrupted: false });
    assert_eq!(driver.withdrawals(&id), 1);
    assert_eq!(driver.notices(&id).len(), 1);
}

#[test]
fn a_disconnect_that_another_process_mended_is_taken_back() {
    let (mut driver, id) = Driver::connected(&facebook());
    let working = driver.record(&id).clone();
    driver.probe = Answer::Says(Signal::Revoked);
    driver.check(&id);
    driver.tell(lifecycle::Input::Restored { record: Box::new(working), interrupted: false });
    assert_eq!(driver.withdrawals(&id), 1);
    assert_eq!(driver.health(&id), Health::Active);
}

#[test]
fn one_that_does_not_keep_the_time_tells_nothing() {
    let mut driver = Driver::with(Lifecycle::new(false));
    let (_, id) = driver.connect(&facebook());
    driver.probe = Answer::Says(Signal::Revoked);
    driver.check(&id);
    driver.pass(days(20));
    assert!(driver.notices(&id).is_empty());
}

fn by(end: TimeDelta, rung: TimeDelta) -> NoticeKind {
    NoticeKind::ReauthorizeBy { by: start() + end, rung }
}

fn is_notice(effect: &Effect) -> bool {
    matches!(effect, Effect::Notify { .. })
}
