//! Requests for the use of the access token.

use std::sync::Arc;

use chrono::TimeDelta;
use lifecycle::{
    ConnectionId, Effect, Endpoint, Input, Lifecycle, Lifetimes, Policy, Record, Scopes, Signal, Standing,
    Working,
};

use crate::common::{
    Answer, Driver, Login, Store, dana, days, evidence, facebook, hours, instagram, linkedin, minutes,
    seconds, verdict, with_refresh, x, x_forever,
};

/// A driver with one connection, in a machine that keeps time or in one that does not.
fn connected(policy: &Arc<Policy>, keeps_time: bool) -> (Driver, ConnectionId) {
    let mut driver = Driver::with(Lifecycle::new(keeps_time));
    let (_, id) = driver.connect(policy);
    (driver, id)
}

fn use_for(driver: &mut Driver, id: &ConnectionId, valid_for: TimeDelta) {
    driver.tell(Input::UseRequested { connection: id.clone(), valid_for });
}

/// The answers so far: a generation, or `None` for an unusable token.
fn answers(driver: &Driver, id: &ConnectionId) -> Vec<Option<u64>> {
    let answer = |effect: &Effect| match effect {
        Effect::Usable { connection, generation } if connection == id => Some(Some(*generation)),
        Effect::Unusable { connection } if connection == id => Some(None),
        _ => None,
    };
    driver.log.iter().filter_map(|(_, effect)| answer(effect)).collect()
}

fn network_of(driver: &Driver, id: &ConnectionId) -> lifecycle::NetworkId {
    driver.record(id).network.clone()
}

/// The numbers of renewals and checks so far.
fn work(driver: &Driver) -> (usize, usize) {
    (driver.renewals().len(), driver.probes().len())
}

fn restored(driver: &mut Driver, record: Record) {
    driver.tell(Input::Restored { record: Box::new(record), interrupted: false });
}

#[test]
fn a_token_that_lives_long_enough_is_usable_at_once_and_not_renewed() {
    for keeps_time in [true, false] {
        let (mut driver, id) = connected(&x(), keeps_time);
        driver.pass(hours(1));
        use_for(&mut driver, &id, hours(1));
        use_for(&mut driver, &id, -hours(1));
        assert_eq!((answers(&driver, &id), work(&driver)), (vec![Some(1); 2], (0, 0)));
        use_for(&mut driver, &id, hours(1) + seconds(1));
        assert_eq!((answers(&driver, &id), work(&driver)), (vec![Some(1), Some(1), Some(2)], (1, 0)));
        let (mut driver, id) = connected(&x_forever(), keeps_time);
        use_for(&mut driver, &id, TimeDelta::MAX);
        assert_eq!((answers(&driver, &id), work(&driver)), (vec![Some(1)], (0, 0)));
    }
}

#[test]
fn a_request_starts_no_other_work_that_is_due() {
    let (mut driver, id) = connected(&linkedin(), true);
    driver.now += days(54);
    use_for(&mut driver, &id, days(1));
    assert_eq!((answers(&driver, &id), work(&driver)), (vec![Some(1)], (0, 0)));
}

#[test]
fn a_token_that_ends_too_soon_is_renewed_and_usable_once_it_is_durable() {
    for (policy, ends) in [(x(), hours(2)), (linkedin(), days(60)), (instagram(), days(60))] {
        for (keeps_time, left) in [(true, minutes(30)), (false, minutes(30)), (false, -minutes(30))] {
            let (mut driver, id) = connected(&policy, false);
            driver.pass(ends - left);
            if keeps_time {
                driver.machine.keep_time(driver.now);
            }
            driver.log.clear();
            driver.store = Store::Full;
            use_for(&mut driver, &id, hours(1));
            assert_eq!((answers(&driver, &id), work(&driver).0), (vec![], 1));
            driver.store = Store::Durable;
            driver.pass(minutes(1));
            assert_eq!((answers(&driver, &id), work(&driver).0), (vec![Some(2)], 1));
            assert_eq!(driver.stored(&id).map(|record| record.grant.generation), Some(2));
            assert_eq!(driver.waiters_told(&id), 0, "no person asked");
        }
    }
}

#[test]
fn a_renewal_that_fails_answers_unusable_and_does_not_disconnect_by_itself() {
    for keeps_time in [true, false] {
        for (renewal, renewals) in [
            (Answer::Says(Signal::Transient), 1),
            (Answer::Says(Signal::RateLimited { until: None }), 1),
            (Answer::Postponed, 1),
            // The prompt retry belongs to the renewal.
            (Answer::Lost, 2),
        ] {
            let (mut driver, id) = connected(&x(), keeps_time);
            driver.renewal = renewal;
            driver.pass(minutes(90));
            use_for(&mut driver, &id, hours(1));
            assert_eq!((answers(&driver, &id), work(&driver)), (vec![None], (renewals, 0)), "{renewal:?}");
            assert_eq!(driver.record(&id).standing, Standing::Good, "{renewal:?}");
        }
        for renewal in [Answer::Says(Signal::RefreshRejected), Answer::KeysMissing] {
            let (mut driver, id) = connected(&x(), keeps_time);
            driver.renewal = renewal;
            driver.pass(minutes(90));
            use_for(&mut driver, &id, hours(1));
            assert_eq!((answers(&driver, &id), work(&driver)), (vec![None], (1, 0)), "{renewal:?}");
        }
    }
}

#[test]
fn a_token_that_cannot_be_renewed_is_usable_until_its_end() {
    let (mut driver, id) = connected(&facebook(), false);
    driver.pass(days(60) - seconds(1));
    use_for(&mut driver, &id, days(1));
    assert_eq!(answers(&driver, &id), [Some(1)]);
    driver.pass(seconds(1));
    use_for(&mut driver, &id, TimeDelta::zero());
    assert_eq!((answers(&driver, &id), work(&driver)), (vec![Some(1), None], (0, 0)));
}

#[test]
fn a_token_that_is_too_young_for_its_renewal_is_usable_until_its_end() {
    let mut driver = Driver::with(Lifecycle::new(false));
    driver.lifetimes = Lifetimes { access: Some(hours(30)), ..with_refresh() };
    let (_, id) = driver.connect(&instagram());
    driver.pass(hours(24) - seconds(1));
    use_for(&mut driver, &id, days(1));
    assert_eq!((answers(&driver, &id), work(&driver)), (vec![Some(1)], (0, 0)));
    driver.pass(seconds(1));
    use_for(&mut driver, &id, days(1));
    assert_eq!((answers(&driver, &id), work(&driver)), (vec![Some(1), Some(2)], (1, 0)));
}

#[test]
fn a_renewed_token_is_usable_though_it_lives_shorter_than_asked() {
    let (mut driver, id) = connected(&x(), true);
    driver.pass(minutes(90));
    driver.lifetimes = Lifetimes { access: Some(minutes(10)), ..with_refresh() };
    use_for(&mut driver, &id, hours(1));
    assert_eq!((answers(&driver, &id), work(&driver)), (vec![Some(2)], (1, 0)));
    driver.lifetimes = Lifetimes { access: Some(TimeDelta::zero()), ..with_refresh() };
    use_for(&mut driver, &id, hours(1));
    assert_eq!((answers(&driver, &id), work(&driver)), (vec![Some(2), None], (2, 0)));
}

#[test]
fn an_unknown_connection_is_unusable() {
    let (mut driver, id) = connected(&x(), true);
    let unknown = ConnectionId::from("unknown");
    use_for(&mut driver, &unknown, hours(1));
    assert_eq!((answers(&driver, &unknown), answers(&driver, &id)), (vec![None], vec![]));
}

#[test]
fn a_connection_that_is_not_good_is_unusable_at_once() {
    for probe in [Answer::Says(Signal::Revoked), Answer::KeysMissing, Answer::Says(Signal::Checkpoint)] {
        let (mut driver, id) = connected(&x(), true);
        driver.probe = probe;
        driver.check(&id);
        driver.probe = Answer::Silence;
        driver.check(&id);
        use_for(&mut driver, &id, minutes(1));
        assert_eq!((answers(&driver, &id), work(&driver)), (vec![None], (0, 2)), "{probe:?}");
    }
}

#[test]
fn a_connection_that_leaves_is_unusable_at_once() {
    let (mut driver, id) = connected(&x(), true);
    driver.probe = Answer::Silence;
    driver.check(&id);
    use_for(&mut driver, &id, minutes(1));
    driver.disconnect(&id);
    assert_eq!((answers(&driver, &id), driver.forgotten(&id)), (vec![None], 0));
    use_for(&mut driver, &id, minutes(1));
    assert_eq!(answers(&driver, &id), [None, None]);
    let (connection, operation_id) = (id.clone(), driver.last_work());
    driver.tell(Input::Probed { connection, operation_id, account: None, scopes: None });
    assert_eq!((answers(&driver, &id), driver.forgotten(&id)), (vec![None, None], 1));
}

#[test]
fn a_connection_that_is_removed_is_unusable() {
    for input in [
        |connection: ConnectionId| Input::Removed { connection },
        |connection: ConnectionId| Input::Forgotten { connection },
    ] {
        let (mut driver, id) = connected(&x(), true);
        driver.probe = Answer::Silence;
        driver.check(&id);
        use_for(&mut driver, &id, minutes(1));
        driver.tell(input(id.clone()));
        driver.tell(input(id.clone()));
        assert_eq!(answers(&driver, &id), [None]);
    }
}

#[test]
fn requests_wait_for_the_work_under_way_and_are_answered_together_for_the_longest_time() {
    for (times, renewals) in [([minutes(1), hours(1)], 0), ([hours(3), minutes(1)], 1)] {
        let (mut driver, id) = connected(&x(), true);
        driver.probe = Answer::Silence;
        driver.check(&id);
        for time in times {
            use_for(&mut driver, &id, time);
        }
        assert_eq!(answers(&driver, &id), []);
        let (connection, operation_id) = (id.clone(), driver.last_work());
        driver.tell(Input::Probed { connection, operation_id, account: None, scopes: None });
        assert_eq!(answers(&driver, &id), [Some(1 + renewals as u64)]);
        assert_eq!(work(&driver), (renewals, 1));
    }
}

#[test]
fn a_request_shares_the_renewal_under_way_and_starts_no_second_one() {
    for (renewed, answer) in [(false, None), (true, Some(2))] {
        let (mut driver, id) = connected(&x(), true);
        driver.pass(minutes(90));
        driver.renewal = Answer::Silence;
        driver.renew(&id);
        use_for(&mut driver, &id, hours(3));
        let (connection, operation_id) = (id.clone(), driver.last_work());
        let verdict = verdict(driver.now, Endpoint::Renewal, Signal::Transient, None);
        driver.tell(if renewed {
            Input::Renewed { connection, operation_id, lifetimes: with_refresh(), scopes: None }
        } else {
            Input::Refused { connection, operation_id, verdict }
        });
        assert_eq!((answers(&driver, &id), work(&driver)), (vec![answer], (1, 0)));
    }
}

#[test]
fn after_a_resume_the_network_answers_before_the_renewal() {
    for keeps_time in [true, false] {
        let (mut driver, id) = connected(&x(), keeps_time);
        driver.pass(minutes(90));
        driver.tell(Input::Resumed);
        use_for(&mut driver, &id, minutes(10));
        assert_eq!((answers(&driver, &id), work(&driver)), (vec![Some(1)], (0, 0)), "it lives long enough");
        driver.probe = Answer::Silence;
        use_for(&mut driver, &id, hours(1));
        assert_eq!((answers(&driver, &id), work(&driver)), (vec![Some(1)], (0, 1)));
        let (connection, operation_id) = (id.clone(), driver.last_work());
        driver.tell(Input::Probed { connection, operation_id, account: None, scopes: None });
        assert_eq!((answers(&driver, &id), work(&driver)), (vec![Some(1), Some(2)], (1, 1)));
    }
}

#[test]
fn after_a_resume_a_silent_network_answers_unusable_after_one_check() {
    for probe in [Answer::Lost, Answer::Says(Signal::Transient), Answer::Postponed] {
        let (mut driver, id) = connected(&x(), true);
        driver.pass(minutes(90));
        driver.tell(Input::Resumed);
        driver.probe = probe;
        use_for(&mut driver, &id, hours(1));
        assert_eq!((answers(&driver, &id), work(&driver)), (vec![None], (0, 1)), "{probe:?}");
    }
}

#[test]
fn after_a_resume_an_expired_token_is_renewed_after_the_check_that_calls_it_expired() {
    let (mut driver, id) = connected(&x(), true);
    driver.now += hours(3);
    driver.tell(Input::Resumed);
    driver.probe = Answer::Says(Signal::Expired);
    use_for(&mut driver, &id, hours(1));
    // The check of the new token follows, and needs not be waited for.
    assert_eq!((answers(&driver, &id), work(&driver)), (vec![Some(2)], (1, 2)));
}

#[test]
fn a_renewal_whose_answer_is_lost_over_a_sleep_is_repeated_before_the_answer() {
    for keeps_time in [true, false] {
        let (mut driver, id) = connected(&x(), keeps_time);
        driver.pass(minutes(90));
        driver.renewal = Answer::Silence;
        use_for(&mut driver, &id, hours(1));
        let (connection, operation_id) = (id.clone(), driver.last_work());
        driver.tell(Input::Resumed);
        driver.renewal = Answer::Fine;
        let evidence = evidence(driver.now, Endpoint::Renewal);
        driver.tell(Input::AnswerLost { connection, operation_id, evidence });
        assert_eq!((answers(&driver, &id), work(&driver)), (vec![Some(2)], (2, 1)));
    }
}

#[test]
fn a_token_under_suspicion_may_be_used() {
    let (mut driver, id) = connected(&facebook(), true);
    driver.probe = Answer::SaysAtFirst(Signal::Revoked, minutes(5));
    driver.check(&id);
    assert!(driver.record(&id).suspicion.is_some());
    use_for(&mut driver, &id, hours(1));
    assert_eq!((answers(&driver, &id), work(&driver)), (vec![Some(1)], (0, 1)));
}

#[test]
fn a_refused_renewal_is_not_repeated_before_the_moment_that_decides() {
    let (mut driver, id) = connected(&x(), false);
    driver.renewal = Answer::SaysAtFirst(Signal::RefreshRejected, hours(1));
    driver.pass(minutes(90));
    use_for(&mut driver, &id, hours(1));
    use_for(&mut driver, &id, hours(1));
    // The suspicion decides nothing, and the token lives.
    assert_eq!((answers(&driver, &id), work(&driver)), (vec![Some(1), Some(1)], (1, 0)));
    driver.pass(minutes(30));
    use_for(&mut driver, &id, hours(1));
    assert_eq!((answers(&driver, &id), work(&driver)), (vec![Some(1), Some(1), None], (1, 0)));
    driver.renewal = Answer::Fine;
    driver.pass(minutes(30));
    use_for(&mut driver, &id, hours(1));
    assert_eq!((answers(&driver, &id).last(), work(&driver)), (Some(&Some(2)), (2, 0)));
}

#[test]
fn an_expired_token_of_an_unreachable_network_is_renewed_once_for_each_request() {
    let (mut driver, id) = connected(&x(), true);
    driver.renewal = Answer::Says(Signal::Transient);
    driver.pass(hours(3));
    for failures in 1..4 {
        use_for(&mut driver, &id, minutes(1));
        assert_eq!((answers(&driver, &id), work(&driver)), (vec![None; failures], (failures, 0)));
        assert!(driver.record(&id).unreachable.is_some());
    }
    driver.renewal = Answer::Fine;
    use_for(&mut driver, &id, minutes(1));
    assert_eq!((answers(&driver, &id).last(), work(&driver)), (Some(&Some(2)), (4, 0)));
}

#[test]
fn a_request_renews_nothing_before_the_time_that_the_network_named() {
    // A limit of this connection, and one of the whole network.
    for whole_network in [false, true] {
        let (mut driver, id) = connected(&x(), false);
        let until = driver.now + hours(4);
        driver.pass(minutes(90));
        if whole_network {
            driver.tell(Input::RateLimited { network: network_of(&driver, &id), until });
        } else {
            driver.probe = Answer::Says(Signal::RateLimited { until: Some(until) });
            driver.check(&id);
        }
        let before = work(&driver);
        // The token lives, so that it may be used as it is.
        use_for(&mut driver, &id, hours(1));
        assert_eq!((answers(&driver, &id), work(&driver)), (vec![Some(1)], before));
        driver.now += minutes(60);
        use_for(&mut driver, &id, hours(1));
        assert_eq!((answers(&driver, &id), work(&driver)), (vec![Some(1), None], before));
        driver.now += hours(2);
        use_for(&mut driver, &id, hours(1));
        assert_eq!(answers(&driver, &id), [Some(1), None, Some(2)]);
    }
}

#[test]
fn a_request_waits_for_a_sign_in_that_is_being_finished() {
    for another in [true, false] {
        let (mut driver, id) = connected(&x(), true);
        driver.pass(minutes(90));
        driver.login = Login::Slow;
        let operation_id = driver.reauthorize(&id);
        use_for(&mut driver, &id, hours(1));
        assert_eq!((answers(&driver, &id), driver.machine.working(&id)), (vec![], Some(Working::SigningIn)));
        let account = if another { crate::common::account("bo") } else { dana() };
        driver.tell(Input::Exchanged { operation_id, account, lifetimes: with_refresh(), scopes: None });
        // A sign-in by another account leaves the former token, which is then renewed.
        assert_eq!((answers(&driver, &id), work(&driver)), (vec![Some(2)], (usize::from(another), 0)));
    }
}

#[test]
fn a_new_token_is_usable_before_the_check_of_its_permissions() {
    let mut driver = Driver::new();
    driver.scopes = Scopes::of(["profile", "write:statuses", "write:media"]);
    let (_, id) = driver.connect(&x());
    driver.pass(minutes(90));
    driver.scopes = Scopes::of(["profile", "write:statuses"]);
    driver.probe = Answer::Silence;
    use_for(&mut driver, &id, hours(1));
    assert_eq!((answers(&driver, &id), work(&driver)), (vec![Some(2)], (1, 1)));
    assert_eq!(driver.machine.working(&id), Some(Working::Checking));
}

#[test]
fn a_later_secret_of_another_process_answers_the_request() {
    let (mut driver, id) = connected(&x(), false);
    driver.pass(minutes(90));
    driver.renewal = Answer::Silence;
    use_for(&mut driver, &id, hours(1));
    let mut record = driver.record(&id).clone();
    record.grant = record.grant.renewed(&record.policy, driver.now, with_refresh());
    restored(&mut driver, record.clone());
    assert_eq!((answers(&driver, &id), work(&driver)), (vec![Some(2)], (1, 0)));
    driver.pass(hours(2));
    use_for(&mut driver, &id, hours(1));
    let evidence = evidence(driver.now, Endpoint::Probe);
    record.standing = Standing::Broken { reason: lifecycle::Reason::Revoked, evidence };
    restored(&mut driver, record);
    assert_eq!((answers(&driver, &id), work(&driver)), (vec![Some(2), None], (2, 0)));
}
