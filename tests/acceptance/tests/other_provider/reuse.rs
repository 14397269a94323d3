//! Single-use refresh tokens: a request with a used one ends all tokens of the same sign-in (RFC 9700 section 4.14.2).

use keeper::{Event, Health, NoticeKind, Options, Outcome, Reason};

use crate::{
    NETWORK, connect,
    provider::Provider,
    public::PUBLIC,
    sign_in,
    support::{Bench, Home, Said},
};

async fn start() -> (Provider, Bench, Home) {
    let (provider, bench) = (Provider::start().await, Bench::start().await);
    provider.describe(&bench, PUBLIC);
    let home = bench.home().await;
    home.set_app(&NETWORK.into(), "practice-native".into(), None).await.unwrap();
    (provider, bench, home)
}

#[tokio::test]
async fn renewals_of_two_processes_and_after_restarts_never_use_a_token_twice() {
    let (provider, bench, first) = start().await;
    let id = connect(&first, "danar").await;
    let second = bench.home_with(Options { timed_work: false, ..bench.options() }).await.unwrap();
    for _ in 0..5 {
        let (one, other) = tokio::join!(first.renewed(&id), second.renewed(&id));
        assert_eq!((one.unwrap(), other.unwrap()), (Health::Active, Health::Active));
    }
    bench.leave(first).await;
    bench.leave(second).await;
    for _ in 0..3 {
        let home = bench.home().await;
        assert_eq!(home.renewed(&id).await.unwrap(), Health::Active);
        assert_eq!(home.ask(&id).await, Health::Active);
        assert_eq!(home.shell.all(), []);
        bench.leave(home).await;
    }
    assert!(provider.granted("refresh_token").await >= 8);
    assert_eq!(provider.reused().await, 0);
}

#[tokio::test]
async fn a_stolen_token_ends_the_family_and_the_person_is_told_why_once() {
    // The thief sends a used token, or uses the newest first, so that Gander sends a used one.
    for newest in [false, true] {
        let (provider, _bench, home) = start().await;
        let id = connect(&home, "danar").await;
        assert_eq!(home.renewed(&id).await.unwrap(), Health::Active);
        let overheard = provider.overheard().await;
        assert_eq!(overheard.len(), 2);
        let stolen = provider.steal(&overheard[usize::from(newest)]).await;
        assert_eq!(stolen.as_deref(), (!newest).then_some("invalid_grant"));

        let Health::Disconnected { reason, evidence } = home.ask(&id).await else {
            panic!("{:?}", home.health(&id))
        };
        assert_eq!(reason, Reason::RefreshRejected, "newest: {newest}");
        assert_eq!((evidence.status, evidence.code.as_deref()), (Some(400), Some("invalid_grant")));
        assert_eq!(home.shell.notices(&id), [NoticeKind::Disconnected { reason, reminder: 0 }]);
        assert_eq!(home.times(&id, Event::Disconnected(reason)).await, 1);
        assert_eq!(provider.reused().await, 1, "newest: {newest}");
        // The thief's tokens are worth nothing any more.
        let last = provider.overheard().await.pop().unwrap();
        assert_eq!(provider.steal(&last).await.as_deref(), Some("invalid_grant"));

        let operation_id = home.reauthorize(&id).await.unwrap();
        assert_eq!(sign_in(&home, operation_id, "danar").await, Outcome::Active(id.clone()));
        assert_eq!(home.renewed(&id).await.unwrap(), Health::Active);
        assert_eq!(home.shell.said(&id)[1..], [Said::Withdrawn]);
    }
}
