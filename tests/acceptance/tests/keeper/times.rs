//! Planned posts while the device sleeps, and while its clock is wrong.

use chrono::TimeDelta;
use keeper::{ConnectionId, Late, PostStage, ShareRequest};
use simnet::Network;

use crate::{
    bench::{account_at, only_post, reaches, to},
    support::{Bench, Home, settled},
};

const HOUR: TimeDelta = TimeDelta::hours(1);
const MINUTE: TimeDelta = TimeDelta::minutes(1);

fn plan(bench: &Bench, home: &Home, account: &ConnectionId, late: Late) -> String {
    let plan = Some((bench.now() + HOUR, late));
    home.share(&ShareRequest { plan, ..to(account, "Planned") }).expect("a plan")
}

fn shared(bench: &Bench) -> usize {
    let posts = bench.net.posts(Network::Mastodon);
    assert!(posts.iter().all(|post| post.arrived == 1), "{posts:?}");
    posts.len()
}

#[tokio::test]
async fn a_device_that_slept_through_the_time_follows_the_late_rule_when_it_wakes() {
    for (late, slept, stage, posts) in [
        (Late::SixHours, HOUR * 3, PostStage::Shared, 1),
        (Late::SixHours, HOUR * 9, PostStage::Late, 0),
        (Late::Ask, HOUR * 3, PostStage::Late, 0),
        (Late::Never, HOUR * 3, PostStage::Cancelled, 0),
    ] {
        let (bench, home, account) = account_at(Network::Mastodon).await;
        let id = plan(&bench, &home, &account, late);
        settled(&home).await;
        bench.advance(slept).await;
        reaches(&home, &id, stage).await;
        bench.advance(HOUR).await;
        settled(&home).await;
        assert_eq!((only_post(&home, &id).stage, shared(&bench)), (stage, posts), "{late:?}, {slept}");
        let drafts = home.drafts().unwrap();
        assert_eq!(drafts.len(), usize::from(late == Late::Never), "{late:?}: {drafts:?}");
        assert!(drafts.iter().all(|draft| draft.content.text == "Planned"));
    }
}

#[tokio::test]
async fn a_clock_that_is_set_shares_no_plan_twice_and_each_at_its_true_time() {
    for wrong in [TimeDelta::days(-1), -HOUR * 2, HOUR * 2, TimeDelta::days(400)] {
        let (bench, home, account) = account_at(Network::Mastodon).await;
        let first = plan(&bench, &home, &account, Late::SixHours);
        bench.advance(HOUR + MINUTE).await;
        reaches(&home, &first, PostStage::Shared).await;

        let second = plan(&bench, &home, &account, Late::SixHours);
        bench.set_clock_ahead(wrong).await;
        for _ in 0..5 {
            bench.advance(MINUTE * 10).await;
            settled(&home).await;
            assert_eq!(only_post(&home, &first).stage, PostStage::Shared, "{wrong}");
            assert_eq!(shared(&bench), 1, "{wrong}: it is not its time");
        }
        bench.advance(MINUTE * 11).await;
        reaches(&home, &second, PostStage::Shared).await;
        bench.set_clock_ahead(TimeDelta::zero()).await;
        bench.advance(HOUR).await;
        settled(&home).await;
        assert_eq!(shared(&bench), 2, "{wrong}");
    }
}
