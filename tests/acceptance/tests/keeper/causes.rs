//! Each true cause of a disconnect: Gander finds it by itself, names it, tells it once, and Reauthorize ends it.

use chrono::TimeDelta;
use keeper::{ConnectionId, Event, Health, NoticeKind, Reason, SetUp};
use simnet::{Network, Network::*};

use crate::{
    bench::{LONGEST_DOUBT, ONE_CHECK},
    support::{Bench, Home, PASSWORD, Said, rows},
};

async fn broken_by(
    network: Network,
    cause: impl FnOnce(&Bench),
    expected: NoticeKind,
) -> (Bench, Home, ConnectionId) {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let id = home.add(network).await;
    let before = rows(&bench.database(), "secrets");
    cause(&bench);
    bench.advance(ONE_CHECK).await;
    // Some networks' refusals need a second answer.
    bench.advance(LONGEST_DOUBT).await;
    assert_eq!(home.shell.notices(&id), std::slice::from_ref(&expected), "{network}");
    match (&expected, home.health(&id)) {
        (NoticeKind::Disconnected { reason, .. }, Health::Disconnected { reason: shown, evidence }) => {
            assert_eq!(shown, *reason, "{network}");
            assert!(evidence.status.is_some(), "{network}");
            assert_eq!(home.times(&id, Event::Disconnected(shown)).await, 1, "{network}");
        }
        (NoticeKind::SetUpNeeded(what), Health::SetUpNeeded { what: shown }) => {
            assert_eq!(shown, *what, "{network}");
        }
        (_, health) => panic!("{network} is {health:?}"),
    }
    bench.advance(ONE_CHECK).await;
    bench.advance(ONE_CHECK).await;
    assert_eq!(home.shell.notices(&id).len(), 1, "{network}: one notice, however often it is asked");
    if network != X {
        assert_eq!(rows(&bench.database(), "secrets"), before, "{network}: no failure deletes a secret");
    }
    (bench, home, id)
}

async fn mended(home: &Home, id: &ConnectionId, password: &str) {
    home.sign_in_again(id, password).await;
    assert_eq!(home.ask(id).await, Health::Active, "{id}");
    assert_eq!(home.shell.said(id).len(), 2, "{id}");
    assert_eq!(home.shell.said(id).last(), Some(&Said::Withdrawn), "{id}");
}

fn because(reason: Reason) -> NoticeKind {
    NoticeKind::Disconnected { reason, reminder: 0 }
}

#[tokio::test]
async fn a_changed_password_is_told_as_far_as_the_network_proves_it() {
    for (network, reason) in [
        (Facebook, Reason::PasswordChanged),
        (Instagram, Reason::PasswordChanged),
        (LinkedIn, Reason::Revoked),
        (X, Reason::RefreshRejected),
    ] {
        let change = |bench: &Bench| bench.net.change_password(network, "danar", "gander").unwrap();
        let (_bench, home, id) = broken_by(network, change, because(reason)).await;
        mended(&home, &id, "gander").await;
    }
}

#[tokio::test]
async fn a_revoked_access_is_told_as_revoked() {
    for (network, reason) in [
        (Facebook, Reason::Revoked),
        (Instagram, Reason::Revoked),
        (LinkedIn, Reason::Revoked),
        (X, Reason::RefreshRejected),
    ] {
        let revoke = |bench: &Bench| bench.net.revoke(network, "danar").unwrap();
        let (_bench, home, id) = broken_by(network, revoke, because(reason)).await;
        mended(&home, &id, PASSWORD).await;
    }
}

#[tokio::test]
async fn a_checkpoint_is_told_where_the_network_tells_it() {
    for (network, reason) in [
        (Facebook, Reason::Checkpoint),
        (Instagram, Reason::Checkpoint),
        (LinkedIn, Reason::Revoked),
        (X, Reason::Checkpoint),
    ] {
        let stop = |bench: &Bench| bench.net.set_checkpoint(network, "danar", true).unwrap();
        let (_bench, home, id) = broken_by(network, stop, because(reason)).await;
        mended(&home, &id, PASSWORD).await;
    }
}

#[tokio::test]
async fn a_checkpoint_passed_at_the_network_needs_no_reauthorization() {
    for network in [Facebook, Instagram, X] {
        let stop = |bench: &Bench| bench.net.set_checkpoint(network, "danar", true).unwrap();
        let (bench, home, id) = broken_by(network, stop, because(Reason::Checkpoint)).await;
        bench.net.set_checkpoint(network, "danar", false).unwrap();
        bench.advance(ONE_CHECK).await;
        assert_eq!(home.health(&id), Health::Active, "{network}");
        assert_eq!(home.shell.said(&id)[1..], [Said::Withdrawn], "{network}");
    }
}

#[tokio::test]
async fn a_dropped_permission_is_told_as_missing() {
    for network in Network::ALL {
        let drop = |bench: &Bench| bench.net.drop_permission(network, "danar", None).unwrap();
        let (_bench, home, id) = broken_by(network, drop, because(Reason::PermissionMissing)).await;
        mended(&home, &id, PASSWORD).await;
    }
}

#[tokio::test]
async fn a_disabled_app_is_the_developers_matter_and_told_as_such() {
    for network in Network::ALL {
        let disable = |bench: &Bench| bench.net.set_app_disabled(network, true);
        let refused = NoticeKind::SetUpNeeded(SetUp::AppKeysRefused);
        let (bench, home, id) = broken_by(network, disable, refused.clone()).await;
        bench.net.set_app_disabled(network, false);
        mended(&home, &id, PASSWORD).await;

        let (bench, home, id) = broken_by(network, disable, refused).await;
        bench.net.set_app_disabled(network, false);
        bench.advance(ONE_CHECK).await;
        assert_eq!(home.health(&id), Health::Active, "{network} mends by itself");
        assert_eq!(home.shell.said(&id)[1..], [Said::Withdrawn], "{network}");
    }
}

#[tokio::test]
async fn a_refused_renewal_disconnects() {
    for (network, reason) in
        [(Instagram, Reason::Revoked), (LinkedIn, Reason::RefreshRejected), (X, Reason::RefreshRejected)]
    {
        let bench = Bench::start().await;
        let home = bench.home().await;
        let id = home.add(network).await;
        // Instagram extends no token on its first day.
        bench.advance(TimeDelta::hours(25)).await;
        bench.net.revoke(network, "danar").unwrap();
        home.renewed(&id).await.unwrap();
        assert_eq!(home.reason(&id), Some(reason), "{network}");
        assert_eq!(home.shell.notices(&id), [because(reason)], "{network}");
        mended(&home, &id, PASSWORD).await;
    }
}

#[tokio::test]
async fn an_ended_token_that_nothing_renews_is_told_as_expired() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let id = home.add(Facebook).await;
    bench.net.expire(Facebook, "danar").unwrap();
    bench.advance(ONE_CHECK).await;
    assert_eq!(home.shell.notices(&id), [because(Reason::Expired)]);
    mended(&home, &id, PASSWORD).await;
}

#[tokio::test]
async fn one_network_that_refuses_leaves_the_others_alone() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let [facebook, rest @ ..] = home.add_all().await;
    bench.net.revoke(Facebook, "danar").unwrap();
    bench.advance(ONE_CHECK).await;
    assert_eq!(home.reason(&facebook), Some(Reason::Revoked));
    for id in rest {
        assert_eq!(home.health(&id), Health::Active, "{id}");
        assert_eq!(home.shell.said(&id), [], "{id}");
    }
}

#[tokio::test]
async fn reminders_come_after_two_days_then_every_five_and_six_at_most() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let id = home.add(Facebook).await;
    bench.net.revoke(Facebook, "danar").unwrap();
    let mut told = Vec::new();
    for day in 0..50 {
        bench.advance(if day == 0 { ONE_CHECK } else { TimeDelta::days(1) }).await;
        let notices = home.shell.notices(&id).len();
        told.extend((told.len()..notices).map(|_| day));
    }
    assert_eq!(told, [0, 2, 7, 12, 17, 22, 27]);
    home.sign_in_again(&id, PASSWORD).await;
    assert_eq!(home.shell.said(&id).last(), Some(&Said::Withdrawn));
}
