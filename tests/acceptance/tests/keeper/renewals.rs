//! The renewals that each network's policy permits, and their times.

use chrono::TimeDelta;
use keeper::{ConnectionId, Event, Health};
use simnet::{Endpoint, Network};

use crate::support::{Bench, Home};

fn renewals(bench: &Bench, network: Network) -> u64 {
    bench.net.request_count(network, Endpoint::Renewal)
}

fn probes(bench: &Bench, network: Network) -> u64 {
    bench.net.request_count(network, Endpoint::Probe)
}

async fn is_well(home: &Home, id: &ConnectionId) {
    assert_eq!(home.ask(id).await, Health::Active);
    assert_eq!(home.shell.said(id), []);
}

#[tokio::test]
async fn instagram_is_extended_every_seven_days() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let id = home.add(Network::Instagram).await;
    bench.advance(TimeDelta::days(6)).await;
    assert!(probes(&bench, Network::Instagram) > 0);
    assert_eq!(renewals(&bench, Network::Instagram), 0);
    for week in 1..=12 {
        bench.advance(TimeDelta::days(if week == 1 { 1 } else { 7 })).await;
        assert_eq!(renewals(&bench, Network::Instagram), week);
        let until = home.find(&id).clocks.access_until.unwrap();
        assert!(until > bench.now() + TimeDelta::days(59), "week {week}");
    }
    assert_eq!(home.times(&id, Event::Renewed).await, 12);
    is_well(&home, &id).await;
}

#[tokio::test]
async fn linkedin_is_refreshed_seven_days_before_the_end() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let id = home.add(Network::LinkedIn).await;
    let refresh_until = home.find(&id).clocks.refresh_until;
    bench.advance(TimeDelta::days(53) - TimeDelta::hours(1)).await;
    assert!(probes(&bench, Network::LinkedIn) > 0);
    assert_eq!(renewals(&bench, Network::LinkedIn), 0);
    bench.advance(TimeDelta::hours(2)).await;
    assert_eq!(renewals(&bench, Network::LinkedIn), 1);
    let clocks = home.find(&id).clocks;
    assert!(clocks.access_until.unwrap() > bench.now() + TimeDelta::days(59));
    let moved = (clocks.refresh_until.unwrap() - refresh_until.unwrap()).abs();
    assert!(moved < TimeDelta::minutes(1), "the year counts from the consent, whatever is renewed");
    is_well(&home, &id).await;
}

#[tokio::test]
async fn x_rotates_at_a_check_of_an_ended_token_and_never_otherwise() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let id = home.add(Network::X).await;
    bench.advance(TimeDelta::minutes(90)).await;
    assert_eq!(home.ask(&id).await, Health::Active);
    assert_eq!(renewals(&bench, Network::X), 0, "the token still works");
    bench.advance(TimeDelta::hours(3)).await;
    assert_eq!(renewals(&bench, Network::X), 0, "nobody needs it");
    for day in 1..=20 {
        let (before, checks) = (renewals(&bench, Network::X), probes(&bench, Network::X));
        bench.advance(TimeDelta::hours(13)).await;
        assert!(probes(&bench, Network::X) > checks, "round {day}");
        assert_eq!(renewals(&bench, Network::X), before + 1, "round {day}");
        assert_eq!(home.health(&id), Health::Active, "round {day}");
    }
    assert_eq!(home.times(&id, Event::Renewed).await, 20);
    is_well(&home, &id).await;
}

#[tokio::test]
async fn facebook_is_never_renewed() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let id = home.add(Network::Facebook).await;
    let clocks = home.find(&id).clocks;
    assert_eq!(clocks.next_renewal, None);
    for _ in 0..7 {
        bench.advance(TimeDelta::days(7)).await;
    }
    assert!(probes(&bench, Network::Facebook) >= 7);
    assert_eq!(renewals(&bench, Network::Facebook), 0);
    assert_eq!(bench.net.request_count(Network::Facebook, Endpoint::LongLived), 1);
    assert_eq!(home.find(&id).clocks.access_until, clocks.access_until);
    is_well(&home, &id).await;
}

#[tokio::test]
async fn a_renewed_token_outlives_the_process() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let ids = home.add_all().await;
    bench.advance(TimeDelta::days(8)).await;
    for network in [Network::Instagram, Network::X] {
        assert_eq!(renewals(&bench, network), 1, "{network}");
    }
    bench.leave(home).await;
    let home = bench.home().await;
    bench.advance(TimeDelta::days(1)).await;
    for id in &ids {
        is_well(&home, id).await;
    }
    assert_eq!(renewals(&bench, Network::X), 2, "the rotated token was kept, and is good for one more");
}

#[tokio::test]
async fn a_token_too_young_to_be_renewed_is_said_so_and_left_alone() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let id = home.add(Network::Instagram).await;
    let refused = home.renewed(&id).await.unwrap_err();
    let from = home.find(&id).clocks.authorized_at + TimeDelta::hours(24);
    let from = from.format("%Y-%m-%d %H:%M UTC");
    let words =
        format!("Instagram renews this access only from {from} on; until then there is nothing to do");
    assert_eq!(refused.to_string(), words);
    assert_eq!(bench.net.request_count(Network::Instagram, Endpoint::Renewal), 0);
    assert_eq!(home.ask(&id).await, Health::Active);
}
