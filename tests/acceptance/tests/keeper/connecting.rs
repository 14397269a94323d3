//! Adding accounts, and the results of a sign-in that fails.

use std::time::Duration;

use chrono::TimeDelta;
use keeper::{Error, Event, Failure, Health, Options, Outcome, Timeouts};
use simnet::{Consent, Endpoint, Fault, FaultKind, Network, TokenShape, browse_and_deliver};

use crate::support::{Bench, PASSWORD, rows};

#[tokio::test]
async fn an_account_of_each_network_becomes_active_under_its_names() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    for (network, username) in Network::ALL.into_iter().zip([None, Some("danar"), None, Some("danar")]) {
        let operation_id = home.connect(&network.id().into()).await.unwrap();
        let url = home.login_page(operation_id).await;
        let (_, status, page) =
            browse_and_deliver(url.as_str(), "danar", PASSWORD, Consent::Allow).await.unwrap();
        assert_eq!(status, 200, "{network}");
        assert!(page.contains("You can close this tab."), "{network}: {page}");
        let Outcome::Active(id) = home.end_of(operation_id).await else { panic!("{network} is not active") };
        let shown = home.find(&id);
        assert_eq!(shown.health, Health::Active, "{network}");
        assert_eq!(shown.network_name, network.name());
        assert_eq!(shown.username.as_deref(), username, "{network}");
        assert_eq!(shown.display_name.as_deref(), Some("Dana Reyes"), "{network}");
        assert_eq!(home.ask(&id).await, Health::Active, "{network}");
        assert_eq!(home.times(&id, Event::Connected).await, 1, "{network}");
    }
    assert_eq!(home.snapshot().connections.len(), 4);
    assert_eq!(home.snapshot().sign_ins, []);
    assert_eq!(home.shell.all(), []);
    assert_eq!(home.shell.opened().len(), 4);
}

#[tokio::test]
async fn instagrams_token_answer_is_read_in_both_its_shapes() {
    for shape in [TokenShape::Data, TokenShape::Flat] {
        let bench = Bench::start().await;
        bench.net.set_token_shape(Network::Instagram, shape).unwrap();
        let home = bench.home().await;
        let id = home.add(Network::Instagram).await;
        assert_eq!(home.find(&id).username.as_deref(), Some("danar"), "{shape:?}");
    }
}

#[tokio::test]
async fn two_accounts_of_one_network_live_side_by_side_and_neither_twice() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let dana = home.add_member(Network::X, "danar").await;
    let bo = home.add_member(Network::X, "bolee").await;
    assert_ne!(dana, bo);
    assert_eq!(home.add_member(Network::X, "danar").await, dana);
    assert_eq!(home.snapshot().connections.len(), 2);
    assert_eq!(home.times(&dana, Event::Reauthorized).await, 1);
    assert_eq!(home.ask(&dana).await, Health::Active);
    assert_eq!(home.ask(&bo).await, Health::Active);
}

#[tokio::test]
async fn linkedins_false_alarm_after_minting_does_not_stop_a_sign_in() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let alarm = Fault::at(Endpoint::Identity, FaultKind::FalseRevoked).times(1);
    bench.net.set_fault(Network::LinkedIn, alarm).unwrap();
    let id = home.add(Network::LinkedIn).await;
    assert_eq!(home.health(&id), Health::Active);
    assert_eq!(bench.net.request_count(Network::LinkedIn, Endpoint::Identity), 2);
}

#[tokio::test]
async fn a_person_who_says_no_changes_nothing() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    for network in Network::ALL {
        let id = home.add(network).await;
        let before = rows(&bench.database(), "secrets");
        let operation_id = home.reauthorize(&id).await.unwrap();
        let url = home.login_page(operation_id).await;
        let (_, status, page) =
            browse_and_deliver(url.as_str(), "danar", PASSWORD, Consent::Deny).await.unwrap();
        assert_eq!(status, 200);
        assert!(page.contains("Nothing was connected"), "{network}: {page}");
        assert_eq!(home.end_of(operation_id).await, Outcome::Failed(Failure::Denied), "{network}");
        assert_eq!(rows(&bench.database(), "secrets"), before, "{network}");
        assert_eq!(home.ask(&id).await, Health::Active, "{network}");
    }
    assert_eq!(home.shell.all(), []);
}

#[tokio::test]
async fn a_token_answer_that_cannot_be_used_changes_nothing() {
    let bench = Bench::start().await;
    // Gander asks again before it sends the person back.
    let timeouts = Timeouts { retry: Duration::from_millis(10), ..Timeouts::default() };
    let home = bench.home_with(Options { timeouts, ..bench.options() }).await.unwrap();
    for network in Network::ALL {
        let id = home.add(network).await;
        let before = rows(&bench.database(), "secrets");
        for kind in [FaultKind::Html, FaultKind::Empty, FaultKind::Huge, FaultKind::WrongType] {
            bench.net.set_fault(network, Fault::at(Endpoint::Token, kind)).unwrap();
            let operation_id = home.reauthorize(&id).await.unwrap();
            let failed = match home.sign_in(operation_id, "danar", PASSWORD).await {
                Outcome::Failed(failure) => failure,
                other => panic!("{network}, {}: {other:?}", kind.id()),
            };
            assert_eq!(failed, Failure::BadAnswer, "{network}, {}", kind.id());
            assert_eq!(rows(&bench.database(), "secrets"), before, "{network}, {}", kind.id());
        }
        bench.net.set_fault(network, Fault::everywhere(FaultKind::None)).unwrap();
        assert_eq!(home.ask(&id).await, Health::Active, "{network}");
    }
    assert_eq!(home.shell.all(), []);
}

#[tokio::test]
async fn an_answer_that_does_not_say_how_long_takes_the_networks_own_length() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    for (network, endpoint, length) in [
        (Network::Facebook, Endpoint::LongLived, TimeDelta::days(60)),
        (Network::Instagram, Endpoint::LongLived, TimeDelta::days(60)),
        (Network::LinkedIn, Endpoint::Token, TimeDelta::days(60)),
        (Network::X, Endpoint::Token, TimeDelta::hours(2)),
    ] {
        bench.net.set_fault(network, Fault::at(endpoint, FaultKind::NoExpiresIn).times(1)).unwrap();
        bench.net.set_fault(network, Fault::at(Endpoint::Introspect, FaultKind::ServerError)).unwrap();
        let clocks = home.find(&home.add(network).await).clocks;
        assert_eq!(clocks.access_until, Some(clocks.authorized_at + length), "{network}");
    }
}

#[tokio::test]
async fn what_does_not_exist_is_said_so_with_advice() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let unknown = home.connect(&"nonsense".into()).await.unwrap_err();
    assert_eq!(unknown.to_string(), "there is no network `nonsense`");
    let unknown = home.reauthorize(&"nonsense".into()).await.unwrap_err();
    assert_eq!(unknown.to_string(), "there is no connection `nonsense`");
    let id = home.add(Network::Facebook).await;
    let refused = home.renewed(&id).await.unwrap_err();
    assert!(matches!(refused, Error::NotRenewable { .. }));
    assert_eq!(refused.to_string(), "Facebook gives nothing to renew with; sign in again");
    assert_eq!(home.ask(&id).await, Health::Active);
}

#[tokio::test]
async fn connections_are_shown_by_network_and_username_by_the_app_and_by_the_status_alike() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let x = home.add(Network::X).await;
    let danar = home.add_member(Network::Instagram, "danar").await;
    let bolee = home.add_member(Network::Instagram, "bolee").await;
    bench.net.revoke(Network::X, "danar").unwrap();
    home.ask(&x).await;
    let shown = home.snapshot().connections.clone();
    assert_eq!(shown.iter().map(|shown| &shown.id).collect::<Vec<_>>(), [&bolee, &danar, &x]);
    let catalogue = keeper::networks_of(Some(&bench.networks_dir())).unwrap();
    let status = keeper::read_status(&bench.data_dir(), &catalogue, bench.now()).unwrap();
    assert_eq!(status.connections.len(), shown.len());
    for (line, shown) in status.connections.iter().zip(shown.iter()) {
        assert_eq!((&line.id, &line.health), (&shown.id, &shown.health));
        assert_eq!(line.reauthorize_by, shown.reauthorize_by, "{}", shown.id);
        assert_eq!(*line.network_name, *shown.network_name);
    }
}
