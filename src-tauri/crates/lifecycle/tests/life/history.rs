//! Recorded history: each change once, with the answer that proves it.

use lifecycle::{Event, Reason, SetUp, Signal};

use crate::common::{Answer, Driver, Login, account, facebook, hours, linkedin, x};

/// Events after the connection, each with a flag for a proving answer.
fn written(driver: &Driver, id: &lifecycle::ConnectionId) -> Vec<(Event, bool)> {
    driver.written(id).into_iter().skip(1).map(|(event, proof)| (event, proof.is_some())).collect()
}

#[test]
fn a_disconnect_is_written_down_with_its_proof() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::Says(Signal::PasswordChanged);
    driver.check(&id);
    let (event, proof) = driver.written(&id).pop().unwrap();
    assert_eq!(event, Event::Disconnected(Reason::PasswordChanged));
    let lifecycle::Health::Disconnected { evidence, .. } = driver.health(&id) else { panic!("connected") };
    assert_eq!(proof, Some(evidence));
}

#[test]
fn a_spell_without_an_answer_is_written_down_at_its_begin_and_at_its_end() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::Says(Signal::Transient);
    driver.check(&id);
    driver.pass(hours(5));
    assert_eq!(written(&driver, &id), [(Event::Unreachable, true)]);
    driver.probe = Answer::Fine;
    driver.pass(hours(2));
    assert_eq!(written(&driver, &id), [(Event::Unreachable, true), (Event::Reachable, false)]);
}

#[test]
fn a_spell_ends_with_any_answer_also_with_a_refusal() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::Says(Signal::RateLimited { until: None });
    driver.check(&id);
    driver.probe = Answer::Says(Signal::Revoked);
    driver.pass(hours(1));
    let told =
        [(Event::Unreachable, true), (Event::Reachable, false), (Event::Disconnected(Reason::Revoked), true)];
    assert_eq!(written(&driver, &id), told);
}

#[test]
fn a_spell_ends_with_a_renewal_and_with_a_sign_in() {
    let (mut driver, id) = Driver::connected(&x());
    driver.probe = Answer::Says(Signal::Transient);
    driver.check(&id);
    driver.renew(&id);
    assert_eq!(
        written(&driver, &id),
        [(Event::Unreachable, true), (Event::Reachable, false), (Event::Renewed, false)]
    );

    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::Lost;
    driver.check(&id);
    driver.reauthorize(&id);
    assert_eq!(
        written(&driver, &id),
        [(Event::Unreachable, true), (Event::Reachable, false), (Event::Reauthorized, false)]
    );
}

#[test]
fn work_that_could_not_start_says_nothing_about_the_network() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::Postponed;
    driver.check(&id);
    driver.pass(hours(1));
    assert_eq!(written(&driver, &id), []);
    driver.probe = Answer::Fine;
    driver.pass(hours(2));
    assert_eq!(written(&driver, &id), []);
}

#[test]
fn refused_app_keys_are_written_down_with_their_proof_and_missing_ones_without() {
    for (answer, what, proof) in [
        (Answer::Says(Signal::AppFault), SetUp::AppKeysRefused, true),
        (Answer::KeysMissing, SetUp::AppKeysMissing, false),
    ] {
        let (mut driver, id) = Driver::connected(&linkedin());
        driver.renewal = answer;
        driver.renew(&id);
        assert_eq!(written(&driver, &id), [(Event::SetUpNeeded(what), proof)]);
    }
}

#[test]
fn a_sign_in_by_another_account_is_written_down_where_it_was_asked_for() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.login = Login::As(account("bo"));
    driver.reauthorize(&id);
    assert_eq!(written(&driver, &id), [(Event::WrongAccount, false)]);
}

#[test]
fn a_known_checkpoint_that_was_out_of_reach_is_asked_about_on_schedule_again() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::Says(Signal::Checkpoint);
    driver.check(&id);
    driver.probe = Answer::Says(Signal::Transient);
    driver.check(&id);
    assert!(driver.machine.next_deadline().unwrap() < driver.now + hours(1));
    driver.probe = Answer::Says(Signal::Checkpoint);
    driver.check(&id);
    assert!(driver.machine.next_deadline().unwrap() > driver.now + hours(1));
    let told = [
        (Event::Disconnected(Reason::Checkpoint), true),
        (Event::Unreachable, true),
        (Event::Reachable, false),
    ];
    assert_eq!(written(&driver, &id), told);
}
