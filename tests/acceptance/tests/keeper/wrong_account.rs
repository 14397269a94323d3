//! Reauthorizing with another account: nothing changes, and the person chooses.

use keeper::{AttemptState, Event, Health, Outcome, Stage};
use simnet::Network;

use crate::support::{Bench, Home, PASSWORD, rows};

fn only_attempt(home: &Home) -> AttemptState {
    let snapshot = home.snapshot();
    let [attempt] = snapshot.attempts.as_slice() else { panic!("{:?}", snapshot.attempts) };
    attempt.clone()
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
        let attempt = home.reauthorize(&id).await.unwrap();
        let outcome = home.sign_in(attempt, "bolee", PASSWORD).await;
        let (expected, signed_in) = ("Dana Reyes".to_owned(), "Bo Lee".to_owned());
        assert_eq!(
            outcome,
            Outcome::WrongAccount { expected: expected.clone(), signed_in: signed_in.clone() },
            "{network}"
        );
        assert_eq!(only_attempt(&home).stage, Stage::WrongAccount { expected, signed_in }, "{network}");
        assert_eq!(rows(&bench.database(), "secrets"), secrets, "{network}");
        assert_eq!(rows(&bench.database(), "connections"), connections, "{network}");
        assert_eq!(home.ask(&id).await, Health::Active, "{network}");

        // Try again.
        home.sign_in_again(&id, PASSWORD).await;
        assert_eq!(home.snapshot().attempts, [], "{network}");
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
        let attempt = home.reauthorize(&dana).await.unwrap();
        home.sign_in(attempt, "bolee", PASSWORD).await;
        home.add_as_new(attempt).await.unwrap();
        let Outcome::Active(bo) = home.end_of(attempt).await else { panic!("{network}: not added") };
        assert_ne!(bo, dana, "{network}");
        assert_eq!(home.find(&bo).display_name.as_deref(), Some("Bo Lee"), "{network}");
        assert_eq!(home.find(&dana).display_name.as_deref(), Some("Dana Reyes"), "{network}");
        for id in [&dana, &bo] {
            assert_eq!(home.ask(id).await, Health::Active, "{network}");
        }
        assert_eq!(home.times(&bo, Event::Connected).await, 1, "{network}");
        assert_eq!(home.snapshot().attempts, [], "{network}");
    }
}

#[tokio::test]
async fn a_dismissed_wrong_account_leaves_nothing_behind() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let id = home.add(Network::LinkedIn).await;
    let attempt = home.reauthorize(&id).await.unwrap();
    home.sign_in(attempt, "bolee", PASSWORD).await;
    home.cancel(attempt).await.unwrap();
    home.shows("no attempt", |snapshot| snapshot.attempts.is_empty()).await;
    assert!(home.add_as_new(attempt).await.is_err());
    assert_eq!(home.snapshot().connections.len(), 1);
    assert_eq!(rows(&bench.database(), "secrets").len(), 1);
}
