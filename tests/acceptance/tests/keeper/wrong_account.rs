//! Reauthorizing with another account: nothing changes, and the person chooses.

use keeper::{Event, Health, Outcome, SignInState, Stage};
use simnet::Network;

use crate::support::{Bench, Home, PASSWORD, rows, until};

fn only_sign_in(home: &Home) -> SignInState {
    let snapshot = home.snapshot();
    let [operation_id] = snapshot.sign_ins.as_slice() else { panic!("{:?}", snapshot.sign_ins) };
    operation_id.clone()
}

#[tokio::test]
async fn another_account_changes_nothing_and_both_are_named() {
    for network in Network::ALL {
        let bench = Bench::start().await;
        let home = bench.home().await;
        let id = home.add(network).await;
        if home.find(&id).may_have_pages {
            home.shows("the pages", |snapshot| {
                snapshot.connections.iter().all(|shown| !shown.pages.is_empty())
            })
            .await;
        }
        let (secrets, connections) =
            (rows(&bench.database(), "secrets"), rows(&bench.database(), "connections"));
        let operation_id = home.reauthorize(&id).await.unwrap();
        let outcome = home.sign_in(operation_id, "bolee", PASSWORD).await;
        let (expected, signed_in) = ("Dana Reyes".to_owned(), "Bo Lee".to_owned());
        assert_eq!(
            outcome,
            Outcome::WrongAccount { expected: expected.clone(), signed_in: signed_in.clone() },
            "{network}"
        );
        assert_eq!(only_sign_in(&home).stage, Stage::WrongAccount { expected, signed_in }, "{network}");
        assert_eq!(rows(&bench.database(), "secrets"), secrets, "{network}");
        assert_eq!(rows(&bench.database(), "connections"), connections, "{network}");
        assert_eq!(home.ask(&id).await, Health::Active, "{network}");

        // The person tries again.
        home.sign_in_again(&id, PASSWORD).await;
        assert_eq!(home.snapshot().sign_ins, [], "{network}");
        assert_eq!(home.ask(&id).await, Health::Active, "{network}");
        assert_eq!(home.snapshot().connections.len(), 1, "{network}");
    }
}

#[tokio::test]
async fn another_account_can_be_kept_as_a_connection_of_its_own() {
    for network in Network::ALL {
        let bench = Bench::start().await;
        let home = bench.home().await;
        let dana = home.add(network).await;
        let operation_id = home.reauthorize(&dana).await.unwrap();
        home.sign_in(operation_id, "bolee", PASSWORD).await;
        home.add_as_new(operation_id).await.unwrap();
        let Outcome::Active(bo) = home.end_of(operation_id).await else { panic!("{network}: not added") };
        assert_ne!(bo, dana, "{network}");
        assert_eq!(home.find(&bo).display_name.as_deref(), Some("Bo Lee"), "{network}");
        assert_eq!(home.find(&dana).display_name.as_deref(), Some("Dana Reyes"), "{network}");
        for id in [&dana, &bo] {
            assert_eq!(home.ask(id).await, Health::Active, "{network}");
        }
        assert_eq!(home.times(&bo, Event::Connected).await, 1, "{network}");
        assert_eq!(home.snapshot().sign_ins, [], "{network}");
    }
}

#[tokio::test]
async fn a_dismissed_wrong_account_leaves_nothing_behind() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let id = home.add(Network::LinkedIn).await;
    let operation_id = home.reauthorize(&id).await.unwrap();
    home.sign_in(operation_id, "bolee", PASSWORD).await;
    home.cancel(operation_id).await.unwrap();
    home.shows("no sign-in", |snapshot| snapshot.sign_ins.is_empty()).await;
    assert!(home.add_as_new(operation_id).await.is_err());
    assert_eq!(home.snapshot().connections.len(), 1);
    assert_eq!(rows(&bench.database(), "secrets").len(), 1);
}

/// Reauthorizes Dana's connection as Bo, and cancels.
async fn bo_by_mistake(home: &Home, dana: &keeper::ConnectionId) {
    let operation_id = home.reauthorize(dana).await.unwrap();
    let outcome = home.sign_in(operation_id, "bolee", PASSWORD).await;
    assert!(matches!(outcome, Outcome::WrongAccount { .. }), "{outcome:?}");
    home.cancel(operation_id).await.unwrap();
}

#[tokio::test]
async fn what_a_wrong_account_brought_is_given_back_to_the_network() {
    for network in [Network::Facebook, Network::LinkedIn, Network::X, Network::Mastodon, Network::Bluesky] {
        let bench = Bench::start().await;
        bench.net.write_every_network_file(&bench.networks_dir()).unwrap();
        let revokes = keeper::networks_of(Some(&bench.networks_dir())).unwrap();
        if revokes.get(&network.id().into()).unwrap().oauth.revoke.is_none() {
            continue;
        }
        let home = bench.home().await;
        let dana = home.add(network).await;
        bo_by_mistake(&home, &dana).await;
        until("an end of Bo's access", async || {
            (!bench.net.lets_in(network, "bolee").unwrap()).then_some(())
        })
        .await;
        assert_eq!(home.ask(&dana).await, Health::Active, "{network}: Dana's is as it was");
    }
}

#[tokio::test]
async fn a_wrong_account_that_nobody_decided_on_is_given_back_at_the_end() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let dana = home.add(Network::X).await;
    let operation_id = home.reauthorize(&dana).await.unwrap();
    home.sign_in(operation_id, "bolee", PASSWORD).await;
    assert!(bench.net.lets_in(Network::X, "bolee").unwrap());
    bench.leave(home).await;
    assert!(!bench.net.lets_in(Network::X, "bolee").unwrap());
}

#[tokio::test]
async fn the_access_of_an_account_that_is_connected_as_well_is_left_alone() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let (dana, bo) = (home.add(Network::Facebook).await, home.add_member(Network::Facebook, "bolee").await);
    bo_by_mistake(&home, &dana).await;
    for id in [&dana, &bo] {
        assert_eq!(home.ask(id).await, Health::Active);
    }
    assert_eq!(bench.net.request_count(Network::Facebook, simnet::Endpoint::Revoke), 0);
}

#[tokio::test]
async fn a_check_that_names_another_account_proves_nothing() {
    let bench = Bench::start().await;
    bench.net.write_every_network_file(&bench.networks_dir()).unwrap();
    let home = bench.home().await;
    for network in Network::EVERY {
        let id = home.add(network).await;
        let before = home.find(&id);
        bench.net.set_mixes_members_up(network, true);
        let health = home.ask(&id).await;
        assert!(matches!(health, Health::Unreachable { .. }), "{network}: {health:?}");
        let history = home.history(Some(&id), 1).await.unwrap();
        let code = history[0].evidence.as_ref().and_then(|evidence| evidence.code.as_deref());
        assert_eq!((history[0].event, code), (Event::Unreachable, Some("another_account")), "{network}");
        bench.net.set_mixes_members_up(network, false);
        assert_eq!(home.ask(&id).await, Health::Active, "{network}");
        let after = home.find(&id);
        assert_eq!((after.username, after.display_name), (before.username, before.display_name), "{network}");
    }
    assert_eq!(home.shell.all(), []);
}

#[tokio::test]
async fn a_renewal_for_another_account_is_not_taken() {
    let bench = Bench::start().await;
    bench.net.write_every_network_file(&bench.networks_dir()).unwrap();
    bench.net.set_grace(Network::Bluesky, 3600).unwrap();
    let home = bench.home().await;
    let id = home.add(Network::Bluesky).await;
    let secrets = rows(&bench.database(), "secrets");
    bench.net.set_mixes_members_up(Network::Bluesky, true);
    let _ = home.renewed(&id).await;
    assert_eq!(rows(&bench.database(), "secrets"), secrets);
    bench.net.set_mixes_members_up(Network::Bluesky, false);
    assert_eq!(home.renewed(&id).await.unwrap(), Health::Active);
    assert_eq!(home.ask(&id).await, Health::Active);
    assert_eq!(home.shell.all(), []);
}
