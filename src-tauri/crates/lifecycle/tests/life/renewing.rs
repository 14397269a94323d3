//! Renewals and their times.

use chrono::TimeDelta;
use lifecycle::{Endpoint, Event, Health, Input, Lifetimes, Reason, Signal, Working};

use crate::common::{
    Answer, Driver, days, facebook, hours, instagram, linkedin, minutes, seconds, start, verdict,
    with_refresh, x, x_forever,
};

#[test]
fn nothing_renews_a_facebook_token_and_its_end_is_looked_at() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.pass(days(60) - seconds(1));
    assert_eq!(driver.health(&id), Health::Expiring { by: start() + days(60) });
    driver.probe = Answer::Says(Signal::Expired);
    driver.pass(seconds(1));
    assert!(matches!(driver.health(&id), Health::Disconnected { reason: Reason::Expired, .. }));
    assert_eq!(driver.probes().last(), Some(&days(60)));
    driver.renew(&id);
    assert!(driver.renewals().is_empty());
    assert_eq!(driver.waiters_told(&id), 1);
}

#[test]
fn an_instagram_token_is_extended_each_week() {
    let (mut driver, id) = Driver::connected(&instagram());
    driver.pass(days(29));
    assert_eq!(driver.renewals(), [days(7), days(14), days(21), days(28)]);
    assert_eq!(driver.record(&id).grant.access_until, Some(start() + days(28 + 60)));
    assert_eq!(driver.health(&id), Health::Active);
}

#[test]
fn a_token_is_never_extended_younger_than_its_network_allows() {
    let (mut driver, _) =
        Driver::connected_with(Lifetimes { access: Some(hours(30)), ..with_refresh() }, &instagram());
    driver.pass(hours(24) - minutes(1));
    assert!(driver.renewals().is_empty());
    driver.pass(minutes(1));
    assert_eq!(driver.renewals(), [hours(24)]);
}

#[test]
fn a_renewal_asked_for_during_a_check_is_made_after_it() {
    let (mut driver, id) = Driver::connected(&linkedin());
    driver.probe = Answer::Silence;
    driver.check(&id);
    let check = driver.last_work();
    driver.renew(&id);
    assert!(driver.renewals().is_empty());
    driver.tell(Input::Probed { connection: id.clone(), operation_id: check, account: None, scopes: None });
    assert_eq!(driver.renewals().len(), 1);
    assert_eq!(driver.waiters_told(&id), 1);
    assert_eq!(driver.record(&id).grant.generation, 2);
}

#[test]
fn a_renewal_asked_for_during_a_check_that_proves_a_disconnect_is_not_made() {
    let (mut driver, id) = Driver::connected(&linkedin());
    driver.probe = Answer::Silence;
    driver.check(&id);
    let check = driver.last_work();
    driver.renew(&id);
    let verdict = verdict(start(), Endpoint::Probe, Signal::Revoked, None);
    driver.tell(Input::Refused { connection: id.clone(), operation_id: check, verdict });
    assert!(driver.renewals().is_empty());
    assert_eq!(driver.waiters_told(&id), 1);
}

#[test]
fn a_linkedin_token_is_refreshed_a_week_before_its_end_and_its_year_is_not_moved() {
    let (mut driver, id) = Driver::connected(&linkedin());
    driver.pass(days(120));
    assert_eq!(driver.renewals(), [days(53), days(106)]);
    let grant = &driver.record(&id).grant;
    assert_eq!(grant.refresh_until, Some(start() + days(365)));
    assert_eq!(grant.access_until, Some(start() + days(106 + 60)));
    driver.pass_to(start() + days(356));
    assert_eq!(driver.health(&id), Health::Expiring { by: start() + days(365) });
}

#[test]
fn a_linkedin_token_without_a_refresh_token_is_not_refreshed() {
    let (mut driver, id) = Driver::connected_with(Lifetimes::default(), &linkedin());
    driver.pass(days(55));
    assert!(driver.renewals().is_empty());
    assert_eq!(driver.health(&id), Health::Expiring { by: start() + days(60) });
}

#[test]
fn a_rotating_token_is_renewed_only_when_a_check_needs_it() {
    let (mut driver, id) = Driver::connected(&x());
    driver.pass(days(3));
    let (renewals, probes) = (driver.renewals(), driver.probes());
    // Each check finds the two-hour token expired, so exactly one renewal precedes it.
    assert_eq!(renewals, probes);
    assert!((6..=7).contains(&renewals.len()), "{renewals:?}");
    assert!(renewals[0] >= hours(10) && renewals[0] <= hours(12), "{renewals:?}");
    assert_eq!(driver.health(&id), Health::Active);
}

#[test]
fn a_rotating_token_that_lives_is_checked_without_a_renewal() {
    let (mut driver, id) = Driver::connected(&x());
    driver.pass(hours(1));
    driver.check(&id);
    assert_eq!(driver.probes(), [hours(1)]);
    driver.pass(hours(1));
    driver.check(&id);
    assert_eq!(driver.renewals(), [hours(2)]);
    assert_eq!(driver.probes(), [hours(1), hours(2)]);
}

#[test]
fn a_token_without_an_end_is_only_checked() {
    let (mut driver, id) = Driver::connected(&x_forever());
    driver.pass(days(3 * 365));
    assert!(driver.renewals().is_empty());
    assert!(driver.notices(&id).is_empty());
    assert!(driver.probes().len() >= 3 * 365 * 2);
    assert_eq!(driver.health(&id), Health::Active);
    driver.renew(&id);
    assert!(driver.renewals().is_empty());
}

#[test]
fn a_renewed_token_is_counted_and_reported_once_it_is_stored() {
    let (mut driver, id) = Driver::connected(&instagram());
    driver.pass(days(8));
    assert_eq!(driver.record(&id).grant.generation, 2);
    assert_eq!(driver.events(&id), [Event::Connected, Event::Renewed]);
    assert_eq!(driver.stored(&id).map(|record| &record.grant), Some(&driver.record(&id).grant));
}

#[test]
fn a_blank_refresh_token_keeps_the_former_and_a_missing_lifetime_takes_the_default() {
    let (mut driver, id) = Driver::connected(&x());
    driver.lifetimes = Lifetimes::default();
    driver.renew(&id);
    let grant = &driver.record(&id).grant;
    assert!(grant.refreshable);
    assert_eq!(grant.access_until, Some(start() + hours(2)));
}

#[test]
fn an_expired_token_that_can_be_refreshed_is_refreshed_and_checked_again() {
    let (mut driver, id) = Driver::connected(&linkedin());
    driver.probe = Answer::Silence;
    driver.check(&id);
    let operation_id = driver.last_work();
    driver.probe = Answer::Fine;
    let verdict = verdict(driver.now, Endpoint::Probe, Signal::Expired, None);
    driver.tell(Input::Refused { connection: id.clone(), operation_id, verdict });
    assert_eq!((driver.renewals().len(), driver.probes().len()), (1, 2));
    assert_eq!(driver.health(&id), Health::Active);
    assert_eq!(driver.waiters_told(&id), 1);
}

#[test]
fn a_fresh_token_that_is_called_expired_is_looked_at_twice_and_then_believed() {
    let (mut driver, id) = Driver::connected(&linkedin());
    driver.probe = Answer::Says(Signal::Expired);
    driver.check(&id);
    assert!(matches!(driver.health(&id), Health::Unconfirmed { .. }));
    driver.pass(hours(1));
    assert!(matches!(driver.health(&id), Health::Disconnected { reason: Reason::Expired, .. }));
    // Renewing again and again would only spend refresh tokens.
    assert_eq!(driver.renewals().len(), 1);
    assert_eq!(driver.probes(), [TimeDelta::zero(), TimeDelta::zero(), minutes(1)]);
}

#[test]
fn one_piece_of_work_at_a_time() {
    let (mut driver, id) = Driver::connected(&linkedin());
    driver.renewal = Answer::Silence;
    driver.pass(days(54));
    assert_eq!(driver.machine.working(&id), Some(Working::Renewing));
    let (renewals, probes) = (driver.renewals().len(), driver.probes().len());
    driver.renew(&id);
    driver.check(&id);
    driver.pass(days(30));
    assert_eq!((driver.renewals().len(), driver.probes().len()), (renewals, probes));
}

#[test]
fn an_asked_renewal_is_made_at_once_and_its_asker_told() {
    let (mut driver, id) = Driver::connected(&linkedin());
    driver.pass(days(2));
    driver.renew(&id);
    assert_eq!(driver.renewals(), [days(2)]);
    assert_eq!(driver.waiters_told(&id), 1);
}
