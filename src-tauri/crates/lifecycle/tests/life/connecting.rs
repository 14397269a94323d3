//! Adding an account, signing in again, and disconnecting.

use std::sync::Arc;

use lifecycle::{
    Endpoint, Event, Health, Input, OperationId, Reason, SignInOutcome, SignInProgress, Signal, Standing,
    Working,
};

use crate::common::{
    Answer, Driver, Login, Store, account, dana, days, facebook, instagram, linkedin, minutes, seconds,
    verdict, with_refresh, x, x_forever,
};

#[test]
fn a_new_connection_is_active_whatever_renews_it() {
    for policy in [facebook(), instagram(), linkedin(), x(), x_forever()] {
        let mut driver = Driver::new();
        let (operation_id, id) = driver.connect(&policy);
        assert_eq!(driver.health(&id), Health::Active);
        assert_eq!(driver.record(&id).account, dana());
        assert_eq!(driver.outcomes(operation_id), [SignInOutcome::Active(id.clone())]);
        assert_eq!(driver.events(&id), [Event::Connected]);
        assert_eq!(driver.stored(&id), Some(driver.record(&id)));
        assert_eq!(driver.progress(operation_id), None);
    }
}

#[test]
fn nothing_exists_before_the_person_came_back() {
    let mut driver = Driver::new();
    driver.login = Login::Away;
    let (operation_id, id) = driver.connect(&facebook());
    driver.pass(minutes(4));
    assert_eq!(driver.progress(operation_id), Some(SignInProgress::Waiting));
    assert!(driver.machine.record(&id).is_none());
}

#[test]
fn a_sign_in_that_fails_stays_to_be_seen_and_changes_nothing() {
    let mut driver = Driver::new();
    driver.login = Login::Away;
    let (operation_id, _) = driver.connect(&facebook());
    driver.tell(Input::SignInFailed { operation_id });
    assert_eq!(driver.progress(operation_id), Some(SignInProgress::Failed));
    assert_eq!(driver.outcomes(operation_id), [SignInOutcome::Failed]);
    assert_eq!(driver.machine.records().count(), 0);

    driver.tell(Input::SignInCancelled { operation_id });
    assert_eq!(driver.progress(operation_id), None);
}

#[test]
fn a_sign_in_can_be_given_up_until_the_person_came_back() {
    let mut driver = Driver::new();
    driver.login = Login::Away;
    let (waiting, _) = driver.connect(&facebook());
    driver.tell(Input::SignInCancelled { operation_id: waiting });
    assert_eq!(driver.outcomes(waiting), [SignInOutcome::Cancelled]);
    driver.tell(Input::RedirectArrived { operation_id: waiting });
    assert_eq!(driver.machine.records().count(), 0);

    driver.login = Login::Slow;
    let (finishing, id) = driver.connect(&facebook());
    driver.tell(Input::SignInCancelled { operation_id: finishing });
    assert_eq!(driver.progress(finishing), Some(SignInProgress::Finishing));
    exchanged(&mut driver, finishing);
    assert_eq!(driver.health(&id), Health::Active);
}

#[test]
fn a_sign_in_that_cannot_be_stored_is_given_up_after_its_tries() {
    let mut driver = Driver::new();
    driver.store = Store::Full;
    let (operation_id, id) = driver.connect(&facebook());
    assert_eq!(driver.progress(operation_id), Some(SignInProgress::Finishing));
    driver.pass(minutes(5));
    assert_eq!(driver.commits(), 6);
    assert_eq!(driver.outcomes(operation_id), [SignInOutcome::NotStored]);
    assert_eq!(driver.progress(operation_id), Some(SignInProgress::Failed));
    assert!(driver.machine.record(&id).is_none());
}

#[test]
fn a_sign_in_that_the_disk_takes_late_is_active() {
    let mut driver = Driver::new();
    driver.store = Store::Full;
    let (operation_id, id) = driver.connect(&facebook());
    driver.pass(seconds(2));
    driver.store = Store::Durable;
    driver.pass(minutes(1));
    assert_eq!(driver.outcomes(operation_id), [SignInOutcome::Active(id.clone())]);
    assert_eq!(driver.health(&id), Health::Active);
}

#[test]
fn two_sign_ins_of_one_new_account_that_wait_for_the_disk_make_one_connection() {
    let mut driver = Driver::new();
    driver.store = Store::Full;
    let (one, id) = driver.connect(&facebook());
    let (other, _) = driver.connect(&facebook());
    driver.pass(seconds(2));
    driver.store = Store::Durable;
    driver.pass(minutes(1));
    assert_eq!(driver.machine.records().count(), 1);
    assert_eq!(driver.outcomes(one), [SignInOutcome::Active(id.clone())]);
    assert_eq!(driver.outcomes(other), [SignInOutcome::Active(id.clone())]);
    assert_eq!(driver.record(&id).grant.generation, 2, "the later one is a reauthorization");
}

#[test]
fn signing_in_again_mends_a_disconnected_account_and_withdraws_its_notice() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::Says(Signal::PasswordChanged);
    driver.pass(days(1));
    assert!(matches!(driver.health(&id), Health::Disconnected { reason: Reason::PasswordChanged, .. }));
    let former = driver.record(&id).grant.generation;

    driver.probe = Answer::Fine;
    let operation_id = driver.reauthorize(&id);
    assert_eq!(driver.health(&id), Health::Active);
    assert_eq!(driver.record(&id).grant.generation, former + 1);
    assert_eq!(driver.outcomes(operation_id), [SignInOutcome::Active(id.clone())]);
    assert_eq!(driver.withdrawals(&id), 1);
    assert_eq!(driver.events(&id).last(), Some(&Event::Reauthorized));
}

#[test]
fn the_wrong_account_changes_nothing_and_keeps_the_prompt() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::Says(Signal::Revoked);
    driver.pass(days(1));
    let before = driver.record(&id).clone();
    let (withdrawn, commits) = (driver.withdrawals(&id), driver.commits());

    driver.login = Login::As(account("bo"));
    let operation_id = driver.reauthorize(&id);
    assert_eq!(*driver.record(&id), before);
    assert_eq!((driver.withdrawals(&id), driver.commits()), (withdrawn, commits));
    assert_eq!(driver.progress(operation_id), Some(SignInProgress::WrongAccount(&account("bo"))));
    let both = SignInOutcome::WrongAccount { expected: dana(), signed_in: account("bo") };
    assert_eq!(driver.outcomes(operation_id), [both]);

    driver.login = Login::As(dana());
    let again = driver.reauthorize(&id);
    assert_eq!(driver.progress(operation_id), None);
    assert_eq!(driver.outcomes(again), [SignInOutcome::Active(id.clone())]);
    assert_eq!(driver.health(&id), Health::Active);
}

#[test]
fn a_wrong_account_can_be_added_as_a_new_one() {
    let (mut driver, id) = Driver::connected(&facebook());
    let before = driver.record(&id).clone();
    driver.login = Login::As(account("bo"));
    let operation_id = driver.reauthorize(&id);
    let connection = driver.new_id();
    driver.tell(Input::AddAsNewRequested { operation_id, connection: connection.clone() });
    assert_eq!(driver.record(&connection).account, account("bo"));
    assert_eq!(driver.health(&connection), Health::Active);
    assert_eq!(driver.events(&connection), [Event::Connected]);
    assert_eq!(*driver.record(&id), before);
    assert_eq!(driver.outcomes(operation_id).last(), Some(&SignInOutcome::Active(connection)));
}

#[test]
fn a_wrong_account_that_is_here_already_is_not_added_twice() {
    let (mut driver, dana) = Driver::connected(&facebook());
    driver.login = Login::As(account("bo"));
    let (_, bo) = driver.connect(&facebook());
    let operation_id = driver.reauthorize(&dana);
    let connection = driver.new_id();
    driver.tell(Input::AddAsNewRequested { operation_id, connection: connection.clone() });
    assert!(driver.machine.record(&connection).is_none());
    assert_eq!(driver.machine.records().count(), 2);
    assert_eq!(driver.outcomes(operation_id).last(), Some(&SignInOutcome::Active(bo.clone())));
    assert_eq!(driver.record(&bo).grant.generation, 2);
}

#[test]
fn an_account_that_is_here_already_is_signed_in_again_and_not_added_twice() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::Says(Signal::Revoked);
    driver.pass(days(1));
    let (operation_id, other) = driver.connect(&facebook());
    assert!(driver.machine.record(&other).is_none());
    assert_eq!(driver.machine.records().count(), 1);
    assert_eq!(driver.outcomes(operation_id), [SignInOutcome::Active(id.clone())]);
    assert_eq!(driver.health(&id), Health::Active);
}

#[test]
fn two_accounts_at_one_network_are_two_connections() {
    let (mut driver, dana) = Driver::connected(&facebook());
    driver.login = Login::As(account("bo"));
    let (_, bo) = driver.connect(&facebook());
    assert_ne!(dana, bo);
    assert_eq!(driver.machine.records().count(), 2);
}

#[test]
fn a_newer_sign_in_ends_the_former() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.login = Login::Away;
    let former = driver.reauthorize(&id);
    let newer = driver.reauthorize(&id);
    assert_eq!(driver.outcomes(former), [SignInOutcome::Cancelled]);
    assert_eq!(driver.progress(newer), Some(SignInProgress::Waiting));
}

#[test]
fn an_exchange_waits_for_work_under_way_on_the_same_connection() {
    let (mut driver, id) = Driver::connected(&instagram());
    driver.renewal = Answer::Silence;
    driver.renew(&id);
    let renewal = driver.last_work();
    driver.login = Login::Slow;
    let operation_id = driver.reauthorize(&id);
    assert_eq!(driver.machine.working(&id), Some(Working::Renewing));

    driver.tell(Input::Renewed {
        connection: id.clone(),
        operation_id: renewal,
        lifetimes: with_refresh(),
        scopes: None,
    });
    assert_eq!(driver.machine.working(&id), Some(Working::SigningIn));
    exchanged(&mut driver, operation_id);
    assert_eq!(driver.record(&id).grant.generation, 3);
    assert_eq!(driver.machine.working(&id), None);
}

#[test]
fn disconnecting_removes_the_connection_and_withdraws_what_was_told() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::Says(Signal::Revoked);
    driver.pass(days(1));
    driver.disconnect(&id);
    assert_eq!(driver.forgotten(&id), 1);
    assert_eq!(driver.withdrawals(&id), 1);
    assert_eq!(driver.waiters_told(&id), 1);
    assert!(driver.machine.record(&id).is_none());
    assert_eq!(driver.machine.next_deadline(), None);
}

#[test]
fn disconnecting_waits_for_work_under_way() {
    let (mut driver, id) = Driver::connected(&instagram());
    driver.renewal = Answer::Silence;
    driver.renew(&id);
    driver.disconnect(&id);
    assert_eq!(driver.forgotten(&id), 0);

    let operation_id = driver.last_work();
    driver.tell(Input::Renewed {
        connection: id.clone(),
        operation_id,
        lifetimes: with_refresh(),
        scopes: None,
    });
    assert_eq!(driver.forgotten(&id), 1);
    assert!(driver.machine.record(&id).is_none());
}

#[test]
fn disconnecting_waits_for_an_exchange_under_way() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.login = Login::Slow;
    let operation_id = driver.reauthorize(&id);
    driver.disconnect(&id);
    assert_eq!(driver.forgotten(&id), 0);
    exchanged(&mut driver, operation_id);
    assert_eq!(driver.forgotten(&id), 1);
}

#[test]
fn a_connection_that_the_disk_cannot_remove_rests_until_it_can() {
    let (mut driver, id) = Driver::connected(&instagram());
    driver.store = Store::Full;
    let asked = driver.probes().len();
    driver.disconnect(&id);
    driver.pass(days(59));
    assert_eq!(driver.probes().len(), asked);
    assert!(driver.renewals().is_empty());
    assert!(driver.notices(&id).is_empty());

    driver.tell(Input::Forgotten { connection: id.clone() });
    assert!(driver.machine.record(&id).is_none());
}

#[test]
fn a_connection_that_leaves_is_forgotten_even_when_the_store_moved_on() {
    let (mut driver, id) = Driver::connected(&instagram());
    driver.renewal = Answer::Silence;
    driver.renew(&id);
    driver.disconnect(&id);
    let mut record = driver.record(&id).clone();
    record.grant.generation += 1;
    driver.tell(Input::Restored { record: Box::new(record), interrupted: false });
    assert_eq!(driver.forgotten(&id), 1);
    assert!(driver.machine.record(&id).is_none());
}

#[test]
fn a_sign_in_that_waited_for_a_connection_ends_with_it() {
    let (mut driver, id) = Driver::connected(&instagram());
    driver.renewal = Answer::Silence;
    driver.renew(&id);
    let operation_id = driver.reauthorize(&id);
    driver.disconnect(&id);
    let renewal = driver.last_work();
    let verdict = verdict(driver.now, Endpoint::Renewal, Signal::Transient, None);
    driver.tell(Input::Refused { connection: id.clone(), operation_id: renewal, verdict });
    assert!(driver.machine.record(&id).is_none());
    assert_eq!(driver.outcomes(operation_id), [SignInOutcome::Cancelled]);
    assert_eq!(driver.progress(operation_id), None);
}

#[test]
fn an_answer_about_storing_that_nobody_waits_for_changes_nothing() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.login = Login::Away;
    let operation_id = driver.reauthorize(&id);
    driver.tell(Input::Committed { operation_id });
    assert_eq!(driver.progress(operation_id), Some(SignInProgress::Waiting));

    driver.probe = Answer::Silence;
    driver.check(&id);
    driver.tell(Input::Committed { operation_id: driver.last_work() });
    assert_eq!(driver.machine.working(&id), Some(Working::Checking));
    driver.tell(Input::Committed { operation_id: OperationId(4711) });
    assert_eq!(driver.record(&id).standing, Standing::Good);
}

#[test]
fn a_late_failure_does_not_end_a_sign_in_that_is_being_stored() {
    let mut driver = Driver::new();
    driver.store = Store::Full;
    let (operation_id, id) = driver.connect(&facebook());
    driver.tell(Input::SignInFailed { operation_id });
    assert_eq!(driver.progress(operation_id), Some(SignInProgress::Finishing));
    driver.store = Store::Durable;
    driver.pass(minutes(1));
    assert_eq!(driver.health(&id), Health::Active);
}

#[test]
fn a_policy_is_kept_with_its_connection() {
    let policy = linkedin();
    let (driver, id) = Driver::connected(&policy);
    assert!(Arc::ptr_eq(&driver.record(&id).policy, &policy));
}

fn exchanged(driver: &mut Driver, operation_id: OperationId) {
    driver.tell(Input::Exchanged { operation_id, account: dana(), lifetimes: with_refresh(), scopes: None });
}
