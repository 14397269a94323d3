//! Lost answers, crashes, full disks, sleep, clocks that jump, and other processes.

use chrono::TimeDelta;
use lifecycle::{ConnectionId, Effect, Endpoint, Event, Health, Input, Lifecycle, Reason, Signal, Working};

use crate::common::{
    Answer, Driver, Store, days, facebook, hours, instagram, linkedin, minutes, seconds, verdict,
    with_refresh, x, x_forever,
};

#[test]
fn a_lost_answer_gets_exactly_one_prompt_retry() {
    let (mut driver, id) = Driver::connected(&instagram());
    driver.renewal = Answer::Lost;
    driver.renew(&id);
    assert_eq!(driver.renewals(), [TimeDelta::zero(); 2]);
    assert_eq!(driver.waiters_told(&id), 1);
    driver.pass(seconds(29));
    assert_eq!(driver.renewals().len(), 2);
    assert_eq!(driver.record(&id).grant.generation, 1);
}

#[test]
fn a_renewal_whose_retry_is_lost_as_well_stays_in_doubt_and_comes_before_any_check() {
    let (mut driver, id) = Driver::connected(&x());
    driver.renewal = Answer::Lost;
    driver.renew(&id);
    driver.renewal = Answer::Says(Signal::Transient);
    driver.pass(minutes(2));
    assert_eq!(driver.renewals().len(), 4, "once more after each pause, though the access token lives");
    assert_eq!(driver.probes(), []);
    driver.renewal = Answer::Fine;
    driver.pass(minutes(10));
    assert_eq!(driver.renewals().len(), 5);
    assert_eq!(driver.record(&id).grant.generation, 2);
    driver.pass(minutes(60));
    assert_eq!(driver.renewals().len(), 5, "nothing is in doubt any more");
}

#[test]
fn an_answer_lost_over_a_sleep_is_asked_for_again_only_once_the_network_answers() {
    let (mut driver, id) = Driver::connected(&x());
    driver.renewal = Answer::Silence;
    driver.renew(&id);
    let lost = driver.last_work();
    driver.tell(Input::Resumed);
    driver.renewal = Answer::Fine;
    driver.probe = Answer::Silence;
    let evidence = crate::common::evidence(driver.now, Endpoint::Renewal);
    driver.tell(Input::AnswerLost { connection: id.clone(), operation_id: lost, evidence });
    assert_eq!((driver.renewals().len(), driver.probes().len()), (1, 1));
    let (connection, operation_id) = (id.clone(), driver.last_work());
    driver.tell(Input::Probed { connection, operation_id, account: None, scopes: None });
    assert_eq!(driver.renewals().len(), 2, "at once after the network's word");
    assert_eq!(driver.record(&id).grant.generation, 2);
}

#[test]
fn a_lost_answer_whose_retry_succeeds_leaves_no_trace() {
    let (mut driver, id) = Driver::connected(&instagram());
    driver.renewal = Answer::Silence;
    driver.renew(&id);
    let lost = driver.last_work();
    driver.renewal = Answer::Fine;
    let evidence = crate::common::evidence(driver.now, Endpoint::Renewal);
    driver.tell(Input::AnswerLost { connection: id.clone(), operation_id: lost, evidence });
    assert_eq!(driver.record(&id).grant.generation, 2);
    assert_eq!(driver.health(&id), Health::Active);
    assert_eq!(driver.events(&id), [Event::Connected, Event::Renewed]);
}

#[test]
fn a_lost_answer_to_a_check_is_only_a_failure() {
    let (mut driver, id) = Driver::connected(&instagram());
    driver.probe = Answer::Lost;
    driver.check(&id);
    assert_eq!(driver.probes().len(), 1);
    assert!(matches!(driver.health(&id), Health::Unreachable { .. }));
}

#[test]
fn an_interrupted_renewal_is_the_first_thing_after_a_restart() {
    let (mut driver, id) = Driver::connected(&linkedin());
    driver.renewal = Answer::Silence;
    driver.renew(&id);
    driver.jump(hours(9));
    driver.renewal = Answer::Fine;
    let before = driver.log.len();
    driver.restart();
    assert_eq!(driver.renewals(), [hours(0), hours(9)]);
    let work = |(_, effect): &&(_, Effect)| matches!(effect, Effect::Probe { .. } | Effect::Renew { .. });
    let first = driver.log[before..].iter().find(work);
    assert!(matches!(first, Some((_, Effect::Renew { .. }))), "{first:?}");
    assert_eq!(driver.record(&id).grant.generation, 2);
    driver.pass(days(1));
    assert_eq!(driver.renewals().len(), 2);
}

#[test]
fn the_retry_of_an_interrupted_renewal_is_its_only_prompt_one() {
    let (mut driver, id) = Driver::connected(&linkedin());
    driver.renewal = Answer::Silence;
    driver.renew(&id);
    driver.renewal = Answer::Lost;
    driver.restart();
    assert_eq!(driver.renewals().len(), 2);
}

#[test]
fn a_check_in_between_does_not_make_an_interrupted_renewal_forgotten() {
    let (driver, id) = Driver::connected(&linkedin());
    let record = driver.record(&id).clone();
    let mut driver = Driver::with(Lifecycle::new(false));
    driver.tell(Input::Restored { record: Box::new(record), interrupted: true });
    driver.check(&id);
    assert_eq!((driver.probes().len(), driver.renewals().len()), (1, 0));
    driver.machine.keep_time(driver.now);
    driver.tell(Input::Tick);
    assert_eq!(driver.renewals().len(), 1);
}

#[test]
fn a_renewed_secret_that_the_disk_does_not_take_is_kept_and_offered_until_it_does() {
    let (mut driver, id) = Driver::connected(&instagram());
    driver.store = Store::Full;
    driver.renew(&id);
    let operation_id = driver.last_work();
    driver.pass(days(3));
    assert_eq!(driver.record(&id).grant.generation, 1);
    assert_eq!(driver.machine.pending(operation_id).map(|record| record.grant.generation), Some(2));
    assert_eq!(driver.machine.working(&id), Some(Working::Renewing));
    assert!(driver.probes().is_empty());
    assert!(!driver.events(&id).contains(&Event::Renewed));
    let offered = driver.times(|effect| matches!(effect, Effect::Commit { .. }));
    assert!(offered.windows(2).skip(1).all(|pair| pair[1] - pair[0] <= seconds(30)));

    driver.store = Store::Durable;
    driver.pass(seconds(30));
    assert_eq!(driver.record(&id).grant.generation, 2);
    assert_eq!(driver.machine.working(&id), None);
    assert_eq!(driver.machine.pending(operation_id), None);
    assert_eq!(driver.waiters_told(&id), 1);
}

#[test]
fn after_a_resume_nothing_is_renewed_until_the_network_answered() {
    let (mut driver, id) = Driver::connected(&instagram());
    driver.pass(days(6));
    driver.probe = Answer::Says(Signal::Transient);
    driver.jump(days(2));
    driver.pass(hours(3));
    assert!(driver.renewals().is_empty());
    driver.probe = Answer::Fine;
    driver.pass(hours(2));
    assert_eq!(driver.renewals().len(), 1);
    assert_eq!(driver.health(&id), Health::Active);
}

#[test]
fn after_a_resume_a_rotating_token_is_not_spent_before_the_network_answered() {
    let (mut driver, id) = Driver::connected(&x());
    driver.pass(hours(1));
    driver.probe = Answer::Silence;
    driver.jump(days(2));
    assert_eq!((driver.renewals().len(), driver.probes().len()), (0, 1));
    let operation_id = driver.last_work();
    let verdict = verdict(driver.now, Endpoint::Probe, Signal::Expired, None);
    driver.probe = Answer::Fine;
    driver.tell(Input::Refused { connection: id.clone(), operation_id, verdict });
    assert_eq!((driver.renewals().len(), driver.probes().len()), (1, 2));
    assert_eq!(driver.health(&id), Health::Active);
}

#[test]
fn after_a_resume_an_unreachable_network_is_asked_soon() {
    let (mut driver, id) = Driver::connected(&x_forever());
    driver.probe = Answer::Says(Signal::Transient);
    driver.check(&id);
    driver.pass(hours(5));
    let before = driver.probes().len();
    driver.probe = Answer::Fine;
    driver.jump(minutes(1));
    assert_eq!(driver.probes().len(), before, "it would have been asked anyway");
    driver.pass(seconds(20));
    assert_eq!(driver.probes().len(), before + 1);
    assert_eq!(driver.health(&id), Health::Active);
}

#[test]
fn a_clock_set_back_does_not_put_checks_off() {
    let (mut driver, id) = Driver::connected(&x_forever());
    driver.jump(days(365));
    driver.pass(days(1));
    let asked = driver.probes().len();
    driver.jump(-days(365));
    driver.pass(hours(12));
    assert!(driver.probes().len() > asked);
    assert!(driver.record(&id).next_check <= driver.now + hours(12));
}

#[test]
fn a_clock_set_back_does_not_put_off_what_waits_to_be_stored_or_confirmed() {
    let (mut driver, id) = Driver::connected(&x_forever());
    driver.jump(days(365));
    driver.probe = Answer::SaysAtFirst(Signal::Revoked, seconds(30));
    driver.check(&id);
    driver.jump(-days(365));
    driver.pass(minutes(1));
    assert!(matches!(driver.health(&id), Health::Disconnected { reason: Reason::Revoked, .. }));

    let (mut driver, id) = Driver::connected(&instagram());
    driver.jump(days(365));
    driver.store = Store::Full;
    driver.renew(&id);
    let (operation_id, _) = driver.connect(&facebook());
    driver.jump(-days(365));
    driver.store = Store::Durable;
    driver.pass(minutes(1));
    assert!(driver.events(&id).contains(&Event::Renewed));
    assert_eq!(driver.progress(operation_id), None);
}

#[test]
fn a_clock_set_back_while_gander_was_not_running_does_not_put_checks_off() {
    for probe in [Answer::Fine, Answer::Says(Signal::Transient)] {
        let (mut driver, _) = Driver::connected(&x_forever());
        driver.jump(days(365));
        driver.probe = probe;
        driver.pass(days(1));
        driver.now -= days(365);
        let asked = driver.probes().len();
        driver.restart();
        driver.pass(days(1));
        assert!(driver.probes().len() > asked, "{probe:?}");
    }
}

#[test]
fn when_the_store_moved_on_late_answers_are_dropped() {
    let (mut driver, id) = Driver::connected(&instagram());
    driver.renewal = Answer::Silence;
    driver.renew(&id);
    let late = driver.last_work();
    let mut record = driver.record(&id).clone();
    record.grant.generation = 5;
    driver.tell(Input::Restored { record: Box::new(record.clone()), interrupted: false });
    assert_eq!(driver.waiters_told(&id), 1);
    assert_eq!(driver.machine.working(&id), None);

    let commits = driver.commits();
    driver.tell(Input::Renewed {
        connection: id.clone(),
        operation_id: late,
        lifetimes: with_refresh(),
        scopes: None,
    });
    let revoked = verdict(driver.now, Endpoint::Renewal, Signal::Revoked, None);
    driver.tell(Input::Refused { connection: id.clone(), operation_id: late, verdict: revoked });
    assert_eq!(driver.commits(), commits);
    assert_eq!(*driver.record(&id), record);
}

#[test]
fn a_change_by_another_process_leaves_work_on_the_same_secret_alone() {
    let (mut driver, id) = Driver::connected(&instagram());
    driver.renewal = Answer::Silence;
    driver.renew(&id);
    let operation_id = driver.last_work();
    let record = driver.record(&id).clone();
    driver.tell(Input::Restored { record: Box::new(record), interrupted: false });
    assert_eq!(driver.machine.working(&id), Some(Working::Renewing));
    driver.tell(Input::Renewed {
        connection: id.clone(),
        operation_id,
        lifetimes: with_refresh(),
        scopes: None,
    });
    assert_eq!(driver.record(&id).grant.generation, 2);
}

#[test]
fn a_connection_that_another_process_removed_is_gone_with_its_notices() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::Says(Signal::Revoked);
    driver.check(&id);
    driver.tell(Input::Removed { connection: id.clone() });
    assert!(driver.machine.record(&id).is_none());
    assert_eq!(driver.withdrawals(&id), 1);
    assert_eq!(driver.forgotten(&id), 0);
    assert_eq!(driver.machine.next_deadline(), None);
}

#[test]
fn late_and_foreign_answers_change_nothing() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::Silence;
    driver.check(&id);
    let late = driver.last_work();
    driver.tell(Input::Probed { connection: id.clone(), operation_id: late, account: None, scopes: None });
    driver.check(&id);
    let before = driver.record(&id).clone();
    let revoked = verdict(driver.now, Endpoint::Probe, Signal::Revoked, None);
    driver.tell(Input::Refused { connection: id.clone(), operation_id: late, verdict: revoked.clone() });
    let nobody = ConnectionId::from("nobody");
    let operation_id = driver.last_work();
    driver.tell(Input::Refused { connection: nobody.clone(), operation_id, verdict: revoked });
    driver.tell(Input::CheckRequested { connection: nobody });
    assert_eq!(*driver.record(&id), before);
    assert_eq!(driver.machine.working(&id), Some(Working::Checking));
    assert_eq!(driver.probes().len(), 2);
}

#[test]
fn one_that_does_not_keep_the_time_does_nothing_by_itself() {
    let mut driver = Driver::with(Lifecycle::new(false));
    let (_, id) = driver.connect(&instagram());
    assert_eq!(driver.machine.next_deadline(), None);
    driver.pass(days(100));
    assert!(driver.probes().is_empty());
    assert!(driver.renewals().is_empty());
    driver.check(&id);
    driver.renew(&id);
    assert_eq!((driver.probes().len(), driver.renewals().len()), (1, 1));
    assert_eq!(driver.machine.next_deadline(), None);
}

#[test]
fn one_that_does_not_keep_the_time_still_stores_what_waits() {
    let mut driver = Driver::with(Lifecycle::new(false));
    let (_, id) = driver.connect(&instagram());
    driver.store = Store::Full;
    driver.renew(&id);
    assert!(driver.machine.next_deadline().is_some());
    driver.store = Store::Durable;
    driver.pass(minutes(1));
    assert_eq!(driver.record(&id).grant.generation, 2);
}

#[test]
fn one_that_takes_over_the_time_does_what_is_due() {
    let mut driver = Driver::with(Lifecycle::new(false));
    driver.connect(&instagram());
    driver.pass(days(8));
    driver.machine.keep_time(driver.now);
    driver.tell(Input::Tick);
    assert_eq!(driver.renewals(), [days(8)]);
    assert!(driver.machine.next_deadline().is_some_and(|at| at > driver.now));
}

#[test]
fn what_is_told_while_a_renewal_waits_for_the_disk_is_not_told_again() {
    let (mut driver, id) = Driver::connected(&linkedin());
    driver.pass(days(355) - minutes(1));
    driver.store = Store::Full;
    driver.renew(&id);
    driver.pass(hours(1));
    assert_eq!(driver.notices(&id).len(), 1);
    driver.store = Store::Durable;
    driver.pass(hours(1));
    assert_eq!(driver.notices(&id).len(), 1);
    assert_eq!(driver.stored(&id), Some(driver.record(&id)));
}
