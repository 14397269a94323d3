//! Records that change outside the machine, commits that the disk does not take, and crowds of connections.

use std::{collections::BTreeSet, sync::Arc};

use chrono::TimeDelta;
use lifecycle::{
    Account, ConnectionId, Effect, Event, Input, Lifetimes, Policy, Record, Scopes, SignInOutcome, Signal,
    Witness,
};

use crate::common::{
    Answer, Driver, Login, Store, days, facebook, hours, linkedin, minutes, seconds, with_refresh, x, youtube,
};

/// Tells the machine that another process stored this record.
fn stored_elsewhere(driver: &mut Driver, record: &Record, interrupted: bool) {
    driver.tell(Input::Restored { record: Box::new(record.clone()), interrupted });
}

#[test]
fn a_notice_that_another_process_ended_is_withdrawn_and_no_other_is() {
    type Change = fn(&mut Record);
    let changes: [(&str, Change, Change, usize); 8] = [
        ("trouble over", |r| r.told.trouble = 2, |r| r.told.trouble = 0, 1),
        ("pages over", |r| r.told.pages = 1, |r| r.told.pages = 0, 1),
        ("warning over", |_| {}, |r| r.told.warning = None, 1),
        ("trouble told", |r| r.told.trouble = 0, |r| r.told.trouble = 1, 0),
        ("pages told", |r| r.told.pages = 0, |r| r.told.pages = 1, 0),
        ("trouble repeated", |r| r.told.trouble = 1, |r| r.told.trouble = 2, 0),
        ("pages repeated", |r| r.told.pages = 1, |r| r.told.pages = 2, 0),
        ("nothing", |_| {}, |_| {}, 0),
    ];
    for (name, before, after, withdrawn) in changes {
        let (mut driver, id) = Driver::connected(&facebook());
        if name.starts_with("warning") {
            driver.pass(days(51));
            assert!(driver.record(&id).told.warning.is_some());
        }
        let mut record = driver.record(&id).clone();
        before(&mut record);
        stored_elsewhere(&mut driver, &record, false);
        let so_far = driver.withdrawals(&id);
        after(&mut record);
        stored_elsewhere(&mut driver, &record, false);
        assert_eq!(driver.withdrawals(&id) - so_far, withdrawn, "{name}");
    }
}

#[test]
fn a_renewal_that_another_process_left_unanswered_is_repeated_unless_its_secret_came() {
    let renewals = |later: bool, interrupted: bool| {
        let (mut driver, id) = Driver::connected(&linkedin());
        let mut record = driver.record(&id).clone();
        record.grant.generation += u64::from(later);
        stored_elsewhere(&mut driver, &record, interrupted);
        driver.pass(minutes(1));
        driver.renewals().len()
    };
    assert_eq!(renewals(false, true), 1);
    assert_eq!(renewals(true, true), 0, "the later secret settles it");
    assert_eq!(renewals(false, false), 0);
}

#[test]
fn a_record_without_news_does_not_end_an_interruption() {
    let (mut driver, id) = Driver::connected(&linkedin());
    driver.renewal = Answer::Lost;
    driver.probe = Answer::Lost;
    driver.renew(&id);
    driver.pass(seconds(1));
    let so_far = driver.renewals().len();
    let record = driver.record(&id).clone();
    stored_elsewhere(&mut driver, &record, false);
    driver.probe = Answer::Fine;
    driver.renewal = Answer::Fine;
    driver.pass(hours(1));
    assert!(driver.renewals().len() > so_far, "the lost renewal is repeated");
}

#[test]
fn a_renewal_takes_a_warning_back_only_if_the_end_moved() {
    let warned = || {
        let lifetimes = Lifetimes { refresh: Some(days(365)), ..with_refresh() };
        let (mut driver, id) = Driver::connected_with(lifetimes, &linkedin());
        driver.lifetimes = with_refresh();
        driver.pass(days(356));
        assert_eq!(driver.notices(&id).len(), 1, "the first warning");
        (driver, id)
    };
    let (mut driver, id) = warned();
    driver.renew(&id);
    assert_eq!(driver.withdrawals(&id), 0, "the end is where it was");
    assert!(driver.record(&id).told.warning.is_some());
    let (mut driver, id) = warned();
    driver.lifetimes = Lifetimes { refresh: Some(days(365)), ..with_refresh() };
    driver.renew(&id);
    assert_eq!(driver.withdrawals(&id), 1, "the end moved");
    assert_eq!(driver.record(&id).told.warning, None);
}

#[test]
fn a_commit_is_repeated_at_growing_distances() {
    let (mut driver, id) = Driver::connected(&linkedin());
    driver.store = Store::Full;
    driver.log.clear();
    driver.renew(&id);
    driver.pass(hours(1));
    let at = driver.times(|effect| matches!(effect, Effect::Commit { .. }));
    let gaps: Vec<TimeDelta> = at.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(gaps.len() > 6, "{gaps:?}");
    assert!(gaps[1] == gaps[0] * 2 && gaps[2] == gaps[0] * 4, "{gaps:?}");
    assert!(gaps.windows(2).all(|pair| pair[0] <= pair[1]), "{gaps:?}");
}

/// A driver with as many connections.
fn crowd(number: usize) -> Driver {
    crowd_under(&youtube(), number)
}

fn crowd_under(policy: &Arc<Policy>, number: usize) -> Driver {
    let mut driver = Driver::new();
    for member in 0..number {
        driver.login = Login::As(Account { id: format!("id-{member}"), username: None, display_name: None });
        driver.connect(policy);
    }
    driver.log.clear();
    driver
}

#[test]
fn overdue_checks_of_a_crowd_come_one_by_one_after_a_wake_and_never_before_it() {
    let mut driver = crowd(120);
    driver.jump(days(2));
    let woke = driver.now;
    driver.pass(minutes(10));
    let probes = driver.log.iter().filter(|(_, effect)| matches!(effect, Effect::Probe { .. }));
    let waits: Vec<_> = probes.map(|(at, _)| *at - woke).take(120).collect();
    assert_eq!(waits.len(), 120);
    let moments: BTreeSet<_> = waits.iter().collect();
    assert!(moments.len() > 90, "spread over {} moments", moments.len());
    let last = *moments.last().unwrap();
    assert!(*last > seconds(80) && *last < seconds(111), "{last}");
}

#[test]
fn a_crowd_is_spread_over_a_thirtieth_of_the_time_between_checks_at_most() {
    let often = Arc::new(Policy { probe_every: minutes(10), ..(*youtube()).clone() });
    let mut driver = crowd_under(&often, 120);
    driver.jump(days(2));
    let woke = driver.now;
    driver.pass(seconds(40));
    let probes = driver.log.iter().filter(|(_, effect)| matches!(effect, Effect::Probe { .. }));
    let waits: Vec<_> = probes.map(|(at, _)| *at - woke).collect();
    assert_eq!(waits.len(), 120);
    assert!(waits.iter().all(|wait| *wait <= seconds(20)), "{waits:?}");
}

#[test]
fn the_retries_of_a_crowd_that_failed_together_are_spread_and_those_of_a_few_are_not() {
    let spread = |number: usize| {
        let mut driver = crowd(number);
        driver.probe = Answer::Lost;
        let ids: Vec<ConnectionId> = driver.machine.records().map(|record| record.id.clone()).collect();
        for id in &ids {
            driver.check(id);
        }
        let waits: Vec<_> = ids
            .iter()
            .map(|id| driver.record(id).unreachable.expect("a spell").retry_at - driver.now)
            .collect();
        waits
    };
    // A first retry comes after 30 s and a quarter of that at most; a crowd adds a second for each one beyond ten.
    let few = spread(8);
    assert!(few.iter().all(|wait| *wait >= seconds(30) && *wait < seconds(38)), "{few:?}");
    let many = spread(150);
    assert!(many.iter().all(|wait| *wait >= seconds(30)), "{many:?}");
    assert!(many.iter().any(|wait| *wait > seconds(90)), "{many:?}");
    assert!(many.iter().all(|wait| *wait < seconds(38 + 140)), "{many:?}");
}

#[test]
fn a_check_takes_in_the_names_of_its_own_account_alone() {
    let (mut driver, id) = Driver::connected(&facebook());
    let renamed =
        |id: &str| Account { id: id.to_owned(), username: Some("dana.r".into()), display_name: None };
    let own = driver.record(&id).account.id.clone();
    for (account, named) in [(renamed("another"), Some("dana")), (renamed(&own), Some("dana.r"))] {
        driver.probe = Answer::Silence;
        driver.check(&id);
        let operation_id = driver.last_work();
        driver.tell(Input::Probed {
            connection: id.clone(),
            operation_id,
            account: Some(account),
            scopes: None,
        });
        assert_eq!(driver.record(&id).account.username.as_deref(), named);
        assert_eq!(driver.record(&id).account.id, own);
    }
}

#[test]
fn the_same_refusal_seen_again_is_stored_once_and_written_once() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::Says(Signal::Checkpoint);
    driver.check(&id);
    let saves = |driver: &Driver| driver.count(|effect| matches!(effect, Effect::Save { .. }));
    let so_far = saves(&driver);
    driver.check(&id);
    assert_eq!(saves(&driver), so_far, "nothing is new");
    let disconnects = driver.events(&id).into_iter().filter(|event| matches!(event, Event::Disconnected(_)));
    assert_eq!(disconnects.count(), 1);
    // An answer that names the missing permissions is news even if the disconnect is not.
    driver.probe = Answer::Lost;
    driver.check(&id);
    driver.probe = Answer::Says(Signal::Checkpoint);
    let so_far = saves(&driver);
    driver.check(&id);
    assert!(saves(&driver) > so_far, "the network answers again");
}

#[test]
fn refused_keys_seen_again_are_stored_once() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::Says(Signal::AppFault);
    driver.check(&id);
    let saves = |driver: &Driver| driver.count(|effect| matches!(effect, Effect::Save { .. }));
    let so_far = saves(&driver);
    driver.check(&id);
    assert_eq!(saves(&driver), so_far, "nothing is new");
    driver.probe = Answer::Lost;
    driver.check(&id);
    driver.probe = Answer::Says(Signal::AppFault);
    let so_far = saves(&driver);
    driver.check(&id);
    assert!(saves(&driver) > so_far, "the network answers again");
}

#[test]
fn the_removal_of_a_connection_cancels_its_waiting_sign_in_and_no_other() {
    let mut driver = Driver::new();
    let (_, first) = driver.connect(&x());
    driver.login = Login::As(Account { id: "another".into(), username: None, display_name: None });
    let (_, second) = driver.connect(&x());
    driver.probe = Answer::Silence;
    driver.check(&first);
    driver.check(&second);
    let waits_for_first = driver.reauthorize(&first);
    let waits_for_second = driver.reauthorize(&second);
    driver.tell(Input::Removed { connection: first });
    assert_eq!(driver.outcomes(waits_for_first), [SignInOutcome::Cancelled]);
    assert!(driver.outcomes(waits_for_second).is_empty());
}

#[test]
fn a_disputed_time_is_asked_of_networks_that_were_not_heard() {
    let ask = |heard: &BTreeSet<Witness>| {
        let mut driver = Driver::new();
        for network in ["one", "two"] {
            driver.login =
                Login::As(Account { id: format!("id-{network}"), username: None, display_name: None });
            driver.connect_at(network, &facebook());
        }
        driver.log.clear();
        driver.machine.ask_for_time(driver.now, heard);
        driver.tell(Input::Tick);
        driver.probes().len()
    };
    assert_eq!(ask(&BTreeSet::new()), 2);
    assert_eq!(ask(&BTreeSet::from([Witness::Network("one".into())])), 1);
}

#[test]
fn lists_of_scopes_stay_until_a_check_names_others() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.scopes = Scopes::of(["profile", "write:statuses", "write:media"]);
    driver.check(&id);
    let known = driver.record(&id).grant.scopes.clone();
    assert!(known.is_some());
    driver.scopes = None;
    driver.check(&id);
    assert_eq!(driver.record(&id).grant.scopes, known);
}
