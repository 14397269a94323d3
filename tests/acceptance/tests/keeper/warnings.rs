//! The ladder of warnings before an end that only the person can move.

use chrono::TimeDelta;
use keeper::{ConnectionId, Event, Health, NoticeKind, Reason};
use simnet::{Lifetime, Network};

use crate::support::{Bench, Home, PASSWORD, Said};

const DAY: i64 = 86_400;

/// The rungs told so far, in days.
fn rungs(home: &Home, id: &ConnectionId) -> Vec<i64> {
    let rung = |notice| match notice {
        NoticeKind::ReauthorizeBy { rung, .. } => rung.num_days(),
        other => panic!("{other:?}"),
    };
    home.shell.notices(id).into_iter().map(rung).collect()
}

#[tokio::test]
async fn the_person_is_warned_ten_three_and_one_day_before_the_end() {
    for (network, lifetime) in [
        (Network::Facebook, Lifetime { access_seconds: Some(12 * DAY), refresh_seconds: None }),
        (Network::LinkedIn, Lifetime { access_seconds: None, refresh_seconds: Some(12 * DAY) }),
    ] {
        let bench = Bench::start().await;
        bench.net.set_lifetime(network, lifetime).unwrap();
        let home = bench.home().await;
        let id = home.add(network).await;
        let by = home.find(&id).reauthorize_by.unwrap();
        assert!((by - bench.now() - TimeDelta::days(12)).abs() < TimeDelta::minutes(1), "{network}");
        let mut told = Vec::new();
        for day in 1..=11 {
            bench.advance(TimeDelta::days(1)).await;
            told.extend(rungs(&home, &id)[told.len()..].iter().map(|rung| (day, *rung)).collect::<Vec<_>>());
            let health = home.health(&id);
            match health {
                Health::Active => assert!(day < 2, "{network}, day {day}"),
                Health::Expiring { by } => {
                    assert!(day >= 2, "{network}, day {day}");
                    assert!((by - bench.now() - TimeDelta::days(12 - day)).abs() < TimeDelta::minutes(1));
                }
                other => panic!("{network}, day {day}: {other:?}"),
            }
        }
        assert_eq!(told, [(2, 10), (9, 3), (11, 1)], "{network}");
        assert_eq!(home.times(&id, Event::Warned).await, 3, "{network}");

        bench.net.set_lifetime(network, Lifetime::default()).unwrap();
        home.sign_in_again(&id, PASSWORD).await;
        assert_eq!(home.health(&id), Health::Active, "{network}");
        assert_eq!(home.shell.said(&id)[3..], [Said::Withdrawn], "{network}");
        bench.advance(TimeDelta::days(2)).await;
        assert_eq!(home.shell.notices(&id).len(), 3, "{network}");
    }
}

#[tokio::test]
async fn rungs_that_were_slept_through_make_one_notice() {
    let bench = Bench::start().await;
    let lifetime = Lifetime { access_seconds: Some(12 * DAY), refresh_seconds: None };
    bench.net.set_lifetime(Network::Facebook, lifetime).unwrap();
    let home = bench.home().await;
    let id = home.add(Network::Facebook).await;
    bench.advance(TimeDelta::hours(11 * 24 + 12)).await;
    assert_eq!(rungs(&home, &id), [1]);
}

#[tokio::test]
async fn the_end_itself_is_a_disconnect() {
    let bench = Bench::start().await;
    let lifetime = Lifetime { access_seconds: Some(12 * DAY), refresh_seconds: None };
    bench.net.set_lifetime(Network::Facebook, lifetime).unwrap();
    let home = bench.home().await;
    let id = home.add(Network::Facebook).await;
    bench.advance(TimeDelta::days(11)).await;
    assert_eq!(rungs(&home, &id), [1]);
    bench.advance(TimeDelta::days(1)).await;
    assert_eq!(home.reason(&id), Some(Reason::Expired));
    let expired = NoticeKind::Disconnected { reason: Reason::Expired, reminder: 0 };
    assert_eq!(home.shell.notices(&id)[1..], [expired]);
}

#[tokio::test]
async fn what_gander_renews_by_itself_is_never_warned_of() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let ids = [home.add(Network::Instagram).await, home.add(Network::X).await];
    for _ in 0..90 {
        bench.advance(TimeDelta::days(1)).await;
    }
    for id in &ids {
        assert_eq!(home.find(id).reauthorize_by, None, "{id}");
        assert_eq!(home.ask(id).await, Health::Active, "{id}");
    }
    assert_eq!(home.shell.all(), []);
}

#[tokio::test]
async fn linkedins_year_ends_for_all_its_renewals() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let id = home.add(Network::LinkedIn).await;
    for _ in 0..35 {
        bench.advance(TimeDelta::days(10)).await;
    }
    assert_eq!(home.health(&id), Health::Active);
    assert_eq!(home.shell.all(), []);
    bench.advance(TimeDelta::days(6)).await;
    assert_eq!(rungs(&home, &id), [10]);
    bench.advance(TimeDelta::days(10)).await;
    assert!(home.reason(&id).is_some(), "{:?}", home.health(&id));
}
