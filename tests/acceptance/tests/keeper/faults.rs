//! Unintended faults of a network cause no disconnect and lose no token.

use chrono::TimeDelta;
use keeper::{ConnectionId, Health, Reason};
use simnet::{Endpoint, Fault, FaultKind, Network};

use crate::support::{Bench, Home, Said, until, within};

/// Faults at every endpoint that prove nothing.
const NO_PROOF: [FaultKind; 7] = [
    FaultKind::RateLimit,
    FaultKind::ServerError,
    FaultKind::CaptivePortal,
    FaultKind::Html,
    FaultKind::Empty,
    FaultKind::Huge,
    FaultKind::WrongType,
];

fn is_no_disconnect(health: &Health) -> bool {
    matches!(health, Health::Active | Health::Unreachable { .. })
}

fn behave(bench: &Bench, network: Network) {
    bench.net.set_fault(network, Fault::everywhere(FaultKind::None)).unwrap();
}

/// Waits until the network answers again and confirms the token.
async fn still_works(home: &Home, id: &ConnectionId) {
    until("the network's word that the token works", async || {
        (home.ask(id).await == Health::Active).then_some(())
    })
    .await;
}

#[tokio::test]
async fn no_fault_of_a_check_disconnects() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    for network in Network::ALL {
        let id = home.add(network).await;
        let mut kinds = NO_PROOF.to_vec();
        if matches!(network, Network::Facebook | Network::Instagram) {
            kinds.push(FaultKind::RateLimitBusiness);
        }
        for kind in kinds {
            bench.net.set_fault(network, Fault::at(Endpoint::Probe, kind)).unwrap();
            let generation = home.find(&id).clocks.access_until;
            for _ in 0..3 {
                let health = home.ask(&id).await;
                assert!(matches!(health, Health::Unreachable { .. }), "{network}, {}: {health:?}", kind.id());
            }
            behave(&bench, network);
            still_works(&home, &id).await;
            assert_eq!(home.find(&id).clocks.access_until, generation, "{network}, {}", kind.id());
        }
    }
    assert_eq!(home.shell.all(), []);
}

#[tokio::test]
async fn no_fault_of_a_renewal_disconnects() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    for network in [Network::Instagram, Network::LinkedIn, Network::X] {
        let id = home.add(network).await;
        // Instagram extends no token on its first day.
        bench.advance(TimeDelta::hours(25)).await;
        for kind in NO_PROOF {
            bench.net.set_fault(network, Fault::at(Endpoint::Renewal, kind)).unwrap();
            for _ in 0..2 {
                let health = home.renewed(&id).await.unwrap();
                assert!(is_no_disconnect(&health), "{network}, {}: {health:?}", kind.id());
            }
            behave(&bench, network);
            assert_eq!(home.renewed(&id).await.unwrap(), Health::Active, "{network}, {}", kind.id());
            still_works(&home, &id).await;
            bench.advance(TimeDelta::hours(25)).await;
        }
    }
    assert_eq!(home.shell.all(), []);
}

#[tokio::test]
async fn a_renewal_that_says_too_little_is_taken_with_what_is_known() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    for network in [Network::Instagram, Network::LinkedIn, Network::X] {
        let id = home.add(network).await;
        for kind in [FaultKind::NoExpiresIn, FaultKind::BlankRefresh] {
            bench.advance(TimeDelta::hours(25)).await;
            bench.net.set_fault(network, Fault::at(Endpoint::Renewal, kind).times(1)).unwrap();
            assert_eq!(home.renewed(&id).await.unwrap(), Health::Active, "{network}, {}", kind.id());
            let clocks = home.find(&id).clocks;
            assert!(clocks.access_until.is_some_and(|until| until > bench.now()), "{network}, {}", kind.id());
            still_works(&home, &id).await;
            bench.advance(TimeDelta::hours(25)).await;
            assert_eq!(home.renewed(&id).await.unwrap(), Health::Active, "{network}, {}", kind.id());
            still_works(&home, &id).await;
        }
    }
    assert_eq!(home.shell.all(), []);
}

#[tokio::test]
async fn days_without_any_network_cost_nothing() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let ids = home.add_all().await;
    for network in Network::ALL {
        bench.net.set_fault(network, Fault::everywhere(FaultKind::RefuseConnection)).unwrap();
    }
    for _ in 0..10 {
        bench.advance(TimeDelta::days(1)).await;
        for id in &ids {
            assert!(matches!(home.ask(id).await, Health::Unreachable { .. }), "{id}");
        }
    }
    for network in Network::ALL {
        behave(&bench, network);
    }
    for id in &ids {
        still_works(&home, id).await;
    }
    assert_eq!(home.shell.all(), []);
}

#[tokio::test]
async fn a_blip_is_not_shown_and_a_longer_silence_is() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let id = home.add(Network::Facebook).await;
    bench.net.set_fault(Network::Facebook, Fault::everywhere(FaultKind::ServerError)).unwrap();
    bench.advance(TimeDelta::hours(7)).await;
    assert!(bench.net.request_count(Network::Facebook, Endpoint::Probe) > 0);
    assert_eq!(home.health(&id), Health::Active);
    bench.advance(TimeDelta::seconds(61)).await;
    assert!(matches!(home.health(&id), Health::Unreachable { .. }));
    behave(&bench, Network::Facebook);
    still_works(&home, &id).await;
    assert_eq!(home.shell.all(), []);
}

#[tokio::test]
async fn a_rate_limit_is_waited_out() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let id = home.add(Network::X).await;
    bench.net.set_fault(Network::X, Fault::at(Endpoint::Probe, FaultKind::RateLimit).times(1)).unwrap();
    // X names the second at which its window of fifteen minutes ends.
    assert!(matches!(home.ask(&id).await, Health::Unreachable { .. }));
    let asked = bench.net.request_count(Network::X, Endpoint::Probe);
    // Each step is too short to look like a sleep of the device, after which Gander checks everything anew.
    let step = TimeDelta::seconds(9);
    for _ in 0..95 {
        bench.advance(step).await;
    }
    assert_eq!(bench.net.request_count(Network::X, Endpoint::Probe), asked, "within the window");
    for _ in 0..10 {
        bench.advance(step).await;
    }
    assert_eq!(bench.net.request_count(Network::X, Endpoint::Probe), asked + 1, "after it");
    assert_eq!(home.health(&id), Health::Active);
}

#[tokio::test]
async fn a_renewal_cut_after_the_rotation_is_tried_again_at_once() {
    for network in [Network::Instagram, Network::LinkedIn, Network::X] {
        let bench = Bench::start().await;
        if network == Network::X {
            bench.net.set_grace(network, 60).unwrap();
        }
        let home = bench.home().await;
        let id = home.add(network).await;
        bench.advance(TimeDelta::hours(25)).await;
        let before = bench.net.request_count(network, Endpoint::Renewal);
        let cut = Fault::at(Endpoint::Renewal, FaultKind::CutAfterRotation).times(1);
        bench.net.set_fault(network, cut).unwrap();
        assert_eq!(home.renewed(&id).await.unwrap(), Health::Active, "{network}");
        assert_eq!(bench.net.request_count(network, Endpoint::Renewal), before + 2, "{network}");
        assert_eq!(home.ask(&id).await, Health::Active, "{network}");
        bench.advance(TimeDelta::hours(25)).await;
        assert_eq!(home.renewed(&id).await.unwrap(), Health::Active, "{network}: the newest was kept");
        assert_eq!(home.shell.all(), [], "{network}");
    }
}

#[tokio::test]
async fn a_network_that_ends_a_grant_for_a_lost_rotation_is_taken_at_its_word() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let id = home.add(Network::X).await;
    let cut = Fault::at(Endpoint::Renewal, FaultKind::CutAfterRotation).times(1);
    bench.net.set_fault(Network::X, cut).unwrap();
    home.renewed(&id).await.unwrap();
    assert_eq!(home.reason(&id), Some(Reason::RefreshRejected));
    assert_eq!(home.shell.notices(&id).len(), 1);
    home.sign_in_again(&id, crate::support::PASSWORD).await;
    assert_eq!(home.shell.said(&id)[1..], [Said::Withdrawn]);
}

#[tokio::test]
async fn linkedins_false_alarm_is_looked_at_twice() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let id = home.add(Network::LinkedIn).await;
    let alarm = Fault::at(Endpoint::Probe, FaultKind::FalseRevoked).times(1);
    bench.net.set_fault(Network::LinkedIn, alarm).unwrap();
    assert!(matches!(home.ask(&id).await, Health::Unconfirmed { .. }));
    bench.advance(TimeDelta::seconds(31)).await;
    assert_eq!(bench.net.request_count(Network::LinkedIn, Endpoint::Probe), 2);
    assert_eq!(home.health(&id), Health::Active);
    assert_eq!(home.shell.all(), []);
}

#[tokio::test]
async fn a_network_that_never_answers_keeps_nobody_else_waiting() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let slow = home.add(Network::Facebook).await;
    let other = home.add(Network::Instagram).await;
    bench.net.set_fault(Network::Facebook, Fault::at(Endpoint::Probe, FaultKind::Hang)).unwrap();
    let keeper = (*home).clone();
    let asked = tokio::spawn(async move { keeper.check(Some(&slow)).await });
    home.shows("a check under way", |snapshot| snapshot.connections.iter().any(|c| c.busy.is_some())).await;
    assert_eq!(home.ask(&other).await, Health::Active);
    assert!(!asked.is_finished());
    bench.net.stop().await;
    within("the end of the check that hung", asked).await.unwrap().unwrap();
    assert_eq!(home.shell.all(), []);
}
