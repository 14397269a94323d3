//! Several keepers on one data directory.

use chrono::{DateTime, TimeDelta, Utc};
use keeper::{Health, Options, Reason};
use simnet::{Endpoint, Network};

use crate::support::{Bench, Said};

#[tokio::test]
async fn of_two_keepers_one_does_the_timed_work_and_the_other_sees_it() {
    let bench = Bench::start().await;
    let first = bench.home().await;
    let id = first.add(Network::Instagram).await;
    let second = bench.home().await;
    assert_eq!(second.find(&id).health, Health::Active);
    let asked = |bench: &Bench| {
        (
            bench.net.request_count(Network::Instagram, Endpoint::Probe),
            bench.net.request_count(Network::Instagram, Endpoint::Renewal),
        )
    };
    bench.advance(TimeDelta::days(8)).await;
    assert_eq!(asked(&bench), (1, 1));
    let extended = |until: DateTime<Utc>| until > bench.now() + TimeDelta::days(59);
    assert!(first.find(&id).clocks.access_until.is_some_and(extended));
    second
        .shows("the renewal by the other", |snapshot| {
            snapshot.connections.first().unwrap().clocks.access_until.is_some_and(extended)
        })
        .await;
    bench.net.revoke(Network::Instagram, "danar").unwrap();
    bench.advance(TimeDelta::hours(7)).await;
    second
        .shows("the disconnect that the other saw", |snapshot| {
            matches!(
                snapshot.connections.first().unwrap().health,
                Health::Disconnected { reason: Reason::Revoked, .. }
            )
        })
        .await;
    assert_eq!(asked(&bench).0, 2);
    assert_eq!(first.shell.notices(&id).len(), 1);
    assert_eq!(second.shell.notices(&id), [], "one of them tells");
}

#[tokio::test]
async fn a_renewal_asked_of_both_at_once_is_made_one_after_the_other() {
    let bench = Bench::start().await;
    let first = bench.home().await;
    let id = first.add(Network::X).await;
    let second = bench.home_with(Options { timed_work: false, ..bench.options() }).await.unwrap();
    for _ in 0..5 {
        let (one, other) = tokio::join!(first.renewed(&id), second.renewed(&id));
        one.unwrap();
        other.unwrap();
    }
    // If one keeper had sent a token that the other had used, X would have ended the grant.
    for home in [&first, &second] {
        assert_eq!(home.ask(&id).await, Health::Active);
        assert_eq!(home.shell.all(), []);
    }
}

#[tokio::test]
async fn a_notice_of_one_keeper_is_withdrawn_when_another_reauthorizes() {
    let bench = Bench::start().await;
    let first = bench.home().await;
    let id = first.add(Network::Facebook).await;
    bench.net.revoke(Network::Facebook, "danar").unwrap();
    bench.advance(TimeDelta::hours(7)).await;
    assert_eq!(first.shell.notices(&id).len(), 1);
    let second = bench.home_with(Options { timed_work: false, ..bench.options() }).await.unwrap();
    second.sign_in_again(&id, crate::support::PASSWORD).await;
    first.shows("Active", |snapshot| snapshot.connections.first().unwrap().health == Health::Active).await;
    assert_eq!(first.shell.said(&id)[1..], [Said::Withdrawn]);
    assert_eq!(second.shell.notices(&id), []);
}

#[tokio::test]
async fn a_disconnect_by_one_is_seen_by_the_other_and_the_token_is_gone() {
    let bench = Bench::start().await;
    let first = bench.home().await;
    let id = first.add(Network::LinkedIn).await;
    let second = bench.home().await;
    second.disconnect(&id).await.unwrap();
    first.shows("an empty list", |snapshot| snapshot.connections.is_empty()).await;
    assert_eq!(crate::support::count(&bench.database(), "secrets"), 0);
}
