//! Exact times and spans: the spread of checks and retries, the ends of grants, the bounds of moments.

use chrono::{DateTime, TimeDelta};
use lifecycle::{Effect, Endpoint, Grant, Lifetimes, Listing, Policy, Renewal, Signal, moment_of_millis};

use crate::common::{
    Answer, Driver, days, facebook, hours, instagram, linkedin, minutes, seconds, start, verdict,
    with_refresh, x,
};

#[test]
fn milliseconds_are_read_to_the_millisecond_and_bounded() {
    let moment: DateTime<chrono::Utc> = "2026-01-05T12:00:00.250Z".parse().unwrap();
    assert_eq!(moment_of_millis(1_767_614_400_250), moment);
    assert_eq!(moment_of_millis(-1), DateTime::UNIX_EPOCH);
    assert_eq!(moment_of_millis(i64::MAX), moment_of_millis(i64::MAX - 1));
    assert_eq!(moment_of_millis(i64::MAX).to_rfc3339(), "2200-01-01T00:00:00+00:00");
}

#[test]
fn a_listing_names_the_pages_that_it_found() {
    let fine = verdict(start(), Endpoint::Page, Signal::Fine, None);
    let listing = Listing { verdict: fine, found: vec![("7".into(), "Geese".into())] };
    assert!(listing.names("7"));
    assert!(!listing.names("8") && !listing.names(""));
}

#[test]
fn a_check_comes_four_to_eight_per_cent_early_and_not_always_at_the_same_distance() {
    let (mut driver, id) = Driver::connected(&facebook());
    let every = hours(6);
    let mut distances = std::collections::BTreeSet::new();
    for _ in 0..40 {
        driver.check(&id);
        let wait = driver.record(&id).next_check - driver.now;
        assert!(wait <= every - every / 25, "{wait}");
        assert!(wait > every - every / 25 * 2, "{wait}");
        distances.insert(wait);
        driver.now += seconds(7);
    }
    assert!(distances.len() > 30, "the checks are spread: {}", distances.len());
    let (least, most) = (distances.first().unwrap(), distances.last().unwrap());
    assert!(*most - *least > every / 50, "over most of the margin: {least} to {most}");
}

#[test]
fn the_waits_of_retries_double_and_are_spread_by_a_quarter() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.probe = Answer::Lost;
    for failures in 0..12 {
        driver.check(&id);
        let wait = driver.record(&id).unreachable.expect("a spell").retry_at - driver.now;
        let backoff = (seconds(30) * 2_i32.pow(failures.min(7))).min(hours(1));
        assert!(wait >= backoff, "{failures}: {wait}");
        assert!(wait < backoff + backoff / 4, "{failures}: {wait}");
        driver.now += seconds(1);
    }
}

fn refreshed(refresh: Option<TimeDelta>) -> Lifetimes {
    Lifetimes { refresh, ..with_refresh() }
}

#[test]
fn an_end_that_a_network_names_anew_moves_only_by_five_minutes_or_more() {
    let policy = linkedin();
    let grant = Grant::authorized(&policy, start(), 1, refreshed(Some(days(365))));
    let end = grant.refresh_until.unwrap();
    let named = |left: TimeDelta| grant.renewed(&policy, start(), refreshed(Some(left))).refresh_until;
    for (shift, moves) in [
        (seconds(0), false),
        (minutes(5) - seconds(1), false),
        (minutes(5), true),
        (minutes(6), true),
        (-(minutes(5) - seconds(1)), false),
        (-minutes(5), true),
        (-minutes(6), true),
    ] {
        let expected = if moves { end + shift } else { end };
        assert_eq!(named(days(365) + shift), Some(expected), "{shift}");
    }
}

#[test]
fn a_grant_without_a_refresh_token_has_no_end_of_one() {
    let lifetimes = Lifetimes { refresh: Some(days(30)), ..Lifetimes::default() };
    assert_eq!(Grant::authorized(&linkedin(), start(), 1, lifetimes).refresh_until, None);
    let refreshable = Grant::authorized(&linkedin(), start(), 1, with_refresh());
    assert_eq!(refreshable.refresh_until, Some(start() + days(365)));
}

#[test]
fn a_renewal_is_due_before_the_end_and_never_before_half_of_the_life() {
    let due = |policy: &Policy, life: TimeDelta| {
        let lifetimes = Lifetimes { access: Some(life), ..with_refresh() };
        let grant = Grant::authorized(policy, start(), 1, lifetimes);
        grant.renewal_due(policy).map(|due| due - start())
    };
    // LinkedIn renews a week before the end.
    assert_eq!(due(&linkedin(), days(60)), Some(days(53)));
    assert_eq!(due(&linkedin(), days(10)), Some(days(5)));
    // Instagram extends each week, at half of a shorter life, and never before a token is a day old.
    assert_eq!(due(&instagram(), days(60)), Some(days(7)));
    assert_eq!(due(&instagram(), days(10)), Some(days(5)));
    assert_eq!(due(&instagram(), hours(30)), Some(hours(24)));
    assert_eq!(due(&instagram(), hours(12)), Some(hours(12)));
    assert_eq!(due(&x(), hours(2)), None, "a rotating token is renewed on demand alone");
    let none = Policy { renewal: Renewal::None, ..(*linkedin()).clone() };
    assert_eq!(due(&none, days(60)), None);
}

#[test]
fn a_change_outside_the_machine_is_published_again() {
    let (mut driver, id) = Driver::connected(&facebook());
    driver.machine.take_changed();
    driver.log.clear();
    driver.machine.look_again(&id);
    driver.tell(lifecycle::Input::Tick);
    assert!(driver.log.iter().any(|(_, effect)| *effect == Effect::Publish), "{:?}", driver.log);
    assert!(driver.machine.take_changed().contains(&id));
}
