//! The same account on two devices, or in two processes, with different clocks: each tells once, and neither twice.

use chrono::TimeDelta;
use keeper::{ConnectionId, Topic};
use simnet::Network;

use crate::{
    bench::{ONE_CHECK, TOGETHER},
    support::{Bench, Home, PASSWORD, Screen},
};

/// An hour and a year, in both directions.
fn apart() -> [TimeDelta; 4] {
    [TimeDelta::hours(1), TimeDelta::hours(-1), TimeDelta::days(365), TimeDelta::days(-365)]
}

async fn revoked(bench: &Bench) {
    bench.net.revoke(Network::Facebook, "danar").unwrap();
    for wait in [ONE_CHECK, TOGETHER] {
        bench.advance(wait).await;
    }
}

fn news(id: &ConnectionId) -> Screen {
    Screen::Alert(Topic::Trouble, vec![id.clone()], Vec::new())
}

const OVER: Screen = Screen::Withdrawn(Topic::Trouble);

#[tokio::test]
async fn each_of_two_devices_tells_once_of_the_account_that_both_have() {
    for ahead in apart() {
        let bench = Bench::start().await;
        let devices = [bench.home().await, bench.other_device(ahead).await];
        let ids = [devices[0].add(Network::Facebook).await, devices[1].add(Network::Facebook).await];
        let screens = || devices.each_ref().map(|device| device.shell.screen());
        revoked(&bench).await;
        assert_eq!(screens(), ids.each_ref().map(|id| vec![news(id)]), "{ahead}");
        bench.advance(TimeDelta::hours(20)).await;
        assert_eq!(screens(), ids.each_ref().map(|id| vec![news(id)]), "{ahead}: not again");
        // A sign-in on one device mends that device alone.
        devices[1].sign_in_again(&ids[1], PASSWORD).await;
        assert_eq!(screens(), [vec![news(&ids[0])], vec![news(&ids[1]), OVER]], "{ahead}");
        devices[0].sign_in_again(&ids[0], PASSWORD).await;
        assert_eq!(screens(), ids.each_ref().map(|id| vec![news(id), OVER]), "{ahead}");

        let warned = || [0, 1].map(|nth| devices[nth].shell.notices(&ids[nth]).len() - 1);
        bench.advance(TimeDelta::days(49)).await;
        assert_eq!(warned(), [0, 0], "{ahead}: not early");
        bench.advance(TimeDelta::days(1)).await;
        assert_eq!(warned(), [1, 1], "{ahead}: not late");
    }
}

#[tokio::test]
async fn of_two_processes_on_the_same_data_one_tells() {
    for ahead in apart() {
        let bench = Bench::start().await;
        let first = bench.home().await;
        let id = first.add(Network::Facebook).await;
        let second = bench.home_ahead(ahead).await;
        let shown = |home: &Home| home.shell.screen().into_iter().filter(|shown| *shown == news(&id)).count();
        let told = || shown(&first) + shown(&second);
        revoked(&bench).await;
        assert_eq!(told(), 1, "{ahead}");
        bench.advance(TimeDelta::hours(20)).await;
        assert_eq!(told(), 1, "{ahead}: not again");
        second.sign_in_again(&id, PASSWORD).await;
        first
            .shows("Active", |snapshot| {
                snapshot.connections.iter().all(|shown| shown.health == keeper::Health::Active)
            })
            .await;
        bench.advance(TimeDelta::hours(2)).await;
        assert_eq!(told(), 1, "{ahead}: over");
        // A later revocation is told anew.
        revoked(&bench).await;
        assert_eq!(told(), 2, "{ahead}: anew");
    }
}
