//! Posts that the person deletes at their networks.

use keeper::{Outcome, PostStage, Target, networks::AppOptions};
use simnet::{CLIENT_SECRET, Consent, Endpoint, Fault, FaultKind, Network, browse_and_deliver};

use crate::{
    bench::{GARDEN, account_at, held_page, only_post, reaches, to},
    support::{Bench, Home, PASSWORD},
};

/// An account of a network, and a place of it that takes posts.
async fn place_at(network: Network) -> (Bench, Home, Target) {
    let (bench, home, id) = account_at(network).await;
    let target = match network {
        Network::Facebook => held_page(&home, &id, GARDEN).await,
        _ => id.into(),
    };
    (bench, home, target)
}

#[tokio::test]
async fn a_post_is_deleted_at_each_network_that_lets_an_app_do_so() {
    for network in [Network::X, Network::XOAuth1, Network::Tumblr, Network::Reddit, Network::Facebook] {
        let (bench, home, target) = place_at(network).await;
        let id = home.share(&to(&target, "Geese are back")).unwrap();
        reaches(&home, &id, PostStage::Shared).await;
        let post = only_post(&home, &id);
        assert!(post.deletable, "{network}");
        let is_x = matches!(network, Network::X | Network::XOAuth1);
        assert_eq!(post.delete_cost.as_deref(), is_x.then_some("0.010 USD"), "{network}");
        assert_eq!(bench.net.posts(network).len(), 1, "{network}");
        assert!(home.delete_post(&post.id).await.unwrap(), "{network}");
        assert!(bench.net.posts(network).is_empty(), "{network}");
        let deleted = only_post(&home, &id);
        assert!(deleted.deletion.is_some_and(|deletion| deletion.done) && !deleted.deletable, "{network}");
    }
}

#[tokio::test]
async fn an_answer_that_is_no_proof_leaves_the_post_and_can_be_asked_for_again() {
    for network in [Network::X, Network::Tumblr, Network::Reddit, Network::Facebook] {
        let (bench, home, target) = place_at(network).await;
        let id = home.share(&to(&target, "Geese are back")).unwrap();
        reaches(&home, &id, PostStage::Shared).await;
        let post = only_post(&home, &id).id;
        bench.net.set_fault(network, Fault::at(Endpoint::Look, FaultKind::Status500).times(1)).unwrap();
        assert!(!home.delete_post(&post).await.unwrap(), "{network}");
        assert_eq!(bench.net.posts(network).len(), 1, "{network}");
        let kept = only_post(&home, &id);
        assert!(kept.deletion.is_some_and(|deletion| !deletion.done) && kept.deletable, "{network}");
        assert!(home.delete_post(&post).await.unwrap(), "{network}");
    }
}

#[tokio::test]
async fn an_account_that_may_not_delete_is_not_offered_to() {
    let bench = Bench::start().await;
    bench.net.write_network_file(&bench.networks_dir(), Network::Reddit, None).expect("a network file");
    let home = bench.home().await;
    let operation_id = home.start(Network::Reddit, "danar").await;
    let url = home.login_page(operation_id).await;
    let without = Consent::AllowWithout("edit");
    browse_and_deliver(url.as_str(), "danar", PASSWORD, without).await.expect("a login");
    let Outcome::Active(account) = home.end_of(operation_id).await else { panic!("not active") };
    assert!(home.find(&account).missing.is_empty(), "all else works without it");
    let id = home.share(&to(&account, "Geese are back")).unwrap();
    reaches(&home, &id, PostStage::Shared).await;
    assert!(!only_post(&home, &id).deletable);
    home.sign_in_again(&account, PASSWORD).await;
    let post = only_post(&home, &id);
    assert!(post.deletable);
    assert!(home.delete_post(&post.id).await.unwrap());
}

#[tokio::test]
async fn threads_deletes_once_the_app_requests_the_permission() {
    let (bench, home, account) = account_at(Network::Threads).await;
    let id = home.share(&to(&account, "Geese are back")).unwrap();
    reaches(&home, &id, PostStage::Shared).await;
    let post = only_post(&home, &id).id;
    assert!(!only_post(&home, &id).deletable, "the app does not request the permission");

    let options = AppOptions { scopes: Some(["threads_delete".to_owned()].into()), ..AppOptions::default() };
    let (client, secret) = (Network::Threads.client_id(), Some(CLIENT_SECRET.into()));
    home.set_app_with(&Network::Threads.id().into(), client, secret, Some(options)).await.unwrap();
    home.sign_in_again(&account, PASSWORD).await;
    let deletable = only_post(&home, &id);
    assert!(deletable.deletable && deletable.delete_cost.is_none());
    for fault in [FaultKind::Status500, FaultKind::Empty, FaultKind::Html] {
        bench.net.set_fault(Network::Threads, Fault::at(Endpoint::Look, fault).times(1)).unwrap();
        assert!(!home.delete_post(&post).await.unwrap(), "{}", fault.id());
        assert_eq!(bench.net.posts(Network::Threads).len(), 1, "{}", fault.id());
        assert!(only_post(&home, &id).deletable, "{}", fault.id());
    }
    assert!(home.delete_post(&post).await.unwrap());
    assert!(bench.net.posts(Network::Threads).is_empty());
    let deleted = only_post(&home, &id);
    assert!(deleted.deletion.is_some_and(|deletion| deletion.done) && !deleted.deletable);
    assert!(home.delete_post(&post).await.is_err(), "it is gone already");
}
