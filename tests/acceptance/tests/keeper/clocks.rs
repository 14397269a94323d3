//! Clocks that are wrong, corrected or set, and networks that tell the time.

use chrono::{DateTime, TimeDelta, Utc};
use keeper::{ConnectionId, Event, Health};
use simnet::{Endpoint, Fault, FaultKind, Lifetime, Network};

use crate::support::{Bench, Home, PASSWORD, until};

const DAY: i64 = 86_400;

/// An hour and a year, in both directions.
fn errors() -> [TimeDelta; 4] {
    [TimeDelta::hours(1), TimeDelta::hours(-1), TimeDelta::days(365), TimeDelta::days(-365)]
}

fn near(one: DateTime<Utc>, other: DateTime<Utc>) -> bool {
    (one - other).abs() < TimeDelta::minutes(1)
}

fn skew_is(home: &Home, expected: TimeDelta) {
    let skew = home.clock_skew().expect("a network has answered");
    assert!((skew - expected).abs() <= TimeDelta::seconds(3), "{skew} instead of {expected}");
}

fn refuse_all(bench: &Bench, refuse: bool) {
    let kind = if refuse { FaultKind::RefuseConnection } else { FaultKind::None };
    for network in Network::ALL {
        bench.net.set_fault(network, Fault::everywhere(kind)).unwrap();
    }
}

async fn fails(home: &Home, id: &ConnectionId) {
    // A near end takes precedence over an unreachable network.
    assert!(matches!(home.ask(id).await, Health::Unreachable { .. } | Health::Expiring { .. }));
}

fn renewals(bench: &Bench) -> u64 {
    Network::ALL.iter().map(|network| bench.net.request_count(*network, Endpoint::Renewal)).sum()
}

#[tokio::test]
async fn a_sign_in_on_a_wrong_clock_counts_from_the_networks_time_and_the_repair_changes_nothing() {
    for wrong in errors() {
        let bench = Bench::start().await;
        bench.set_clock_ahead(wrong).await;
        let home = bench.home().await;
        let facebook = home.add(Network::Facebook).await;
        let others = [Network::Instagram, Network::LinkedIn, Network::X];
        skew_is(&home, wrong);
        let clocks = home.find(&facebook).clocks;
        assert!(near(clocks.authorized_at, bench.now()), "{wrong}: {clocks:?}");
        assert!(near(clocks.access_until.unwrap(), bench.now() + TimeDelta::days(60)), "{wrong}: {clocks:?}");
        assert!(near(clocks.checked_at.unwrap(), bench.now()), "{wrong}: {clocks:?}");
        for network in others {
            home.add(network).await;
        }
        bench.set_clock_ahead(TimeDelta::zero()).await;
        assert_eq!(home.ask(&facebook).await, Health::Active, "{wrong}");
        skew_is(&home, TimeDelta::zero());
        assert_eq!((home.shell.all(), renewals(&bench)), (vec![], 0), "{wrong}");
        bench.advance(TimeDelta::days(49)).await;
        assert_eq!(home.shell.notices(&facebook).len(), 0, "{wrong}: not early");
        bench.advance(TimeDelta::days(1)).await;
        assert_eq!(home.shell.notices(&facebook).len(), 1, "{wrong}: not late");
    }
}

#[tokio::test]
async fn a_clock_that_is_set_wrong_while_gander_runs_changes_nothing() {
    for wrong in errors() {
        let bench = Bench::start().await;
        let home = bench.home().await;
        let ids = home.add_all().await;
        let before = bench.net.request_count(Network::Facebook, Endpoint::Probe);
        bench.set_clock_ahead(wrong).await;
        for id in &ids {
            assert_eq!(home.health(id), Health::Active, "{wrong}");
        }
        let asked: u64 = Network::ALL.iter().map(|n| bench.net.request_count(*n, Endpoint::Probe)).sum();
        let each = u64::try_from(ids.len()).unwrap();
        assert!(
            (1..=each).contains(&(asked - before)),
            "{wrong}: a network is asked for the time once at most"
        );
        skew_is(&home, wrong);
        assert_eq!((home.shell.all(), renewals(&bench)), (vec![], 0), "{wrong}");
        // A new sign-in records the true time like the first.
        home.sign_in_again(&ids[0], PASSWORD).await;
        assert!(near(home.find(&ids[0]).clocks.authorized_at, bench.now()), "{wrong}");
        bench.advance(TimeDelta::days(8)).await;
        assert_eq!(bench.net.request_count(Network::Instagram, Endpoint::Renewal), 1, "{wrong}: in its time");
        assert_eq!(home.shell.all(), [], "{wrong}");
    }
}

#[tokio::test]
async fn a_start_on_a_wrong_clock_is_put_right_by_the_first_network_that_answers() {
    for wrong in errors() {
        let bench = Bench::start().await;
        let home = bench.home().await;
        let ids = home.add_all().await;
        bench.leave(home).await;
        bench.advance(TimeDelta::hours(13)).await;
        bench.set_clock_ahead(wrong).await;
        let home = bench.home().await;
        until("the networks' time", async || home.clock_skew()).await;
        skew_is(&home, wrong);
        for id in &ids {
            assert_eq!(home.ask(id).await, Health::Active, "{wrong}");
            assert!(near(home.find(id).clocks.checked_at.unwrap(), bench.now()), "{wrong}");
        }
        assert_eq!(home.shell.all(), [], "{wrong}");
        for network in [Network::Instagram, Network::LinkedIn] {
            assert_eq!(bench.net.request_count(network, Endpoint::Renewal), 0, "{network}, {wrong}");
        }
    }
}

#[tokio::test]
async fn without_a_network_a_wrong_clock_warns_of_nothing_for_six_hours() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let id = home.add(Network::Facebook).await;
    bench.leave(home).await;
    refuse_all(&bench, true);
    bench.set_clock_ahead(TimeDelta::days(55)).await;
    let home = bench.home().await;
    fails(&home, &id).await;
    bench.advance(TimeDelta::hours(5)).await;
    assert_eq!(home.shell.all(), []);
    refuse_all(&bench, false);
    assert_eq!(home.ask(&id).await, Health::Active);
    skew_is(&home, TimeDelta::days(55));
    bench.advance(TimeDelta::hours(12)).await;
    assert_eq!(home.shell.all(), []);
    bench.leave(home).await;
    // If no network ever answers, a late warning is worse than a wrong date.
    refuse_all(&bench, true);
    let home = bench.home().await;
    fails(&home, &id).await;
    bench.advance(TimeDelta::hours(7)).await;
    assert_eq!(home.shell.notices(&id).len(), 1);
}

#[tokio::test]
async fn a_captive_portal_tells_no_time() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let id = home.add(Network::LinkedIn).await;
    skew_is(&home, TimeDelta::zero());
    for kind in [FaultKind::CaptivePortal, FaultKind::Html, FaultKind::ServerError, FaultKind::RateLimit] {
        bench.net.set_fault(Network::LinkedIn, Fault::everywhere(kind)).unwrap();
        bench.net.advance(DAY).unwrap();
        for _ in 0..3 {
            fails(&home, &id).await;
        }
        bench.net.advance(-DAY).unwrap();
        skew_is(&home, TimeDelta::zero());
        assert!(near(home.find(&id).clocks.checked_at.unwrap(), bench.now()), "{}", kind.id());
    }
    assert_eq!(home.shell.all(), []);
}

#[tokio::test]
async fn one_network_with_an_odd_clock_moves_nothing() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let [facebook, _, linkedin, _] = home.add_all().await;
    // The simulated networks share a clock. The earlier answers of the other three still confirm the device's clock.
    bench.net.advance(8 * DAY).unwrap();
    for _ in 0..4 {
        assert_eq!(home.ask(&linkedin).await, Health::Active);
    }
    skew_is(&home, TimeDelta::zero());
    assert_eq!(home.health(&facebook), Health::Active);
    assert_eq!(home.shell.all(), []);
}

#[tokio::test]
async fn awake_before_the_network_is_nothing_is_renewed_or_told_until_it_answers() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let ids = home.add_all().await;
    refuse_all(&bench, true);
    bench.advance(TimeDelta::days(55)).await;
    bench.advance(TimeDelta::minutes(2)).await;
    for id in &ids {
        assert!(
            matches!(home.health(id), Health::Unreachable { .. } | Health::Expiring { .. }),
            "{:?}",
            home.health(id)
        );
    }
    assert_eq!(renewals(&bench), 0);
    refuse_all(&bench, false);
    for id in &ids[1..] {
        home.ask(id).await;
        until("health", async || (home.health(id) == Health::Active).then_some(())).await;
    }
    assert!(renewals(&bench) >= 3, "Instagram, LinkedIn and X were due");
    assert_eq!(home.shell.notices(&ids[0]).len(), 1, "Facebook's end is near, and that is true");
}

#[tokio::test]
async fn an_end_a_century_away_is_kept_without_haste() {
    let bench = Bench::start().await;
    let century = Lifetime { access_seconds: Some(100 * 365 * DAY), refresh_seconds: Some(100 * 365 * DAY) };
    for network in Network::ALL {
        bench.net.set_lifetime(network, century).unwrap();
    }
    let home = bench.home().await;
    let ids = home.add_all().await;
    for years in [1, 9, 30] {
        bench.advance(TimeDelta::days(365 * years)).await;
        for id in &ids {
            let health = home.ask(id).await;
            // Facebook's data access ends after ninety days, however long the token lasts.
            assert!(matches!(health, Health::Active | Health::Expiring { .. }), "{health:?}");
        }
    }
    let asked: u64 = Network::ALL.iter().map(|n| bench.net.request_count(*n, Endpoint::Probe)).sum();
    assert!(asked < 60, "{asked} checks");
}

#[tokio::test]
async fn a_sign_in_on_a_leap_day_lasts_as_many_days_as_any() {
    let bench = Bench::start().await;
    let leap_day = DateTime::parse_from_rfc3339("2028-02-29T12:00:00Z").unwrap().to_utc();
    bench.advance(leap_day - bench.now()).await;
    let home = bench.home().await;
    let facebook = home.add(Network::Facebook).await;
    let linkedin = home.add(Network::LinkedIn).await;
    let date = |at: Option<DateTime<Utc>>| at.unwrap().format("%Y-%m-%d").to_string();
    let clocks = home.find(&facebook).clocks;
    assert_eq!(date(Some(clocks.authorized_at)), "2028-02-29");
    assert_eq!(date(clocks.access_until), "2028-04-29");
    assert_eq!(date(clocks.data_access_until), "2028-05-29");
    assert_eq!(date(home.find(&linkedin).clocks.refresh_until), "2029-02-28");
    bench.advance(TimeDelta::days(364)).await;
    home.ask(&linkedin).await;
    until("the refresh", async || (home.times(&linkedin, Event::Renewed).await == 1).then_some(())).await;
    assert!(matches!(home.health(&linkedin), Health::Expiring { .. }), "the year has one day left");
}

#[tokio::test]
async fn a_network_whose_clock_is_wrong_and_answers_first_after_each_start_is_believed_by_nobody() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let facebook = home.add(Network::Facebook).await;
    let linkedin = home.add(Network::LinkedIn).await;
    bench.leave(home).await;
    bench.net.set_date_ahead(Network::LinkedIn, 400 * 86_400);
    for _ in 0..4 {
        let home = bench.home().await;
        for _ in 0..3 {
            home.ask(&linkedin).await;
        }
        home.ask(&facebook).await;
        assert_eq!(home.shell.all(), []);
        skew_is(&home, TimeDelta::zero());
        bench.advance(TimeDelta::days(12)).await;
        assert_eq!(home.shell.all(), []);
        bench.leave(home).await;
    }
    let home = bench.home().await;
    home.ask(&linkedin).await;
    home.ask(&facebook).await;
    bench.advance(TimeDelta::days(3)).await;
    assert_eq!(home.shell.notices(&facebook).len(), 1, "ten days before the end, and not before");
}

#[tokio::test]
async fn a_liar_that_comes_and_goes_beside_a_wrong_clock_moves_nothing() {
    for wrong in errors() {
        let bench = Bench::start().await;
        let home = bench.home().await;
        let [facebook, _, linkedin, x] = home.add_all().await;
        bench.set_clock_ahead(wrong).await;
        for turn in 0..6 {
            bench.net.set_date_ahead(Network::LinkedIn, if turn % 2 == 0 { 55 * 86_400 } else { 0 });
            for id in [&linkedin, &linkedin, &facebook, &x] {
                home.ask(id).await;
            }
            assert_eq!(home.health(&facebook), Health::Active, "{wrong}, turn {turn}");
            bench.advance(TimeDelta::hours(7)).await;
        }
        assert_eq!(home.shell.all(), [], "{wrong}");
        skew_is(&home, wrong);
    }
}
