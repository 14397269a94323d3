//! Posts at the simulated networks: shared once, held while the account is cut, and never published twice.

use chrono::TimeDelta;
use keeper::{
    ActivityState, ConnectionId, Decision, Error, Health, Keeper, Late, PostStage, PostState, ShareRequest,
};
use simnet::{Endpoint, Fault, FaultKind, Network};

use crate::support::{Bench, Home, PASSWORD, settled, until};

const NETWORKS: [Network; 2] = [Network::Mastodon, Network::Bluesky];

/// Longer than the pause before the first look, and than the pauses between the steps.
const A_LOOK: TimeDelta = TimeDelta::seconds(125);

async fn bench_with(networks: &[Network]) -> (Bench, Home, Vec<ConnectionId>) {
    let bench = Bench::start().await;
    for network in networks {
        bench.net.write_network_file(&bench.networks_dir(), *network, None).expect("a network file");
    }
    let home = bench.home().await;
    let mut ids = Vec::new();
    for network in networks {
        ids.push(home.add(*network).await);
    }
    (bench, home, ids)
}

fn to(ids: &[ConnectionId], text: &str) -> ShareRequest {
    ShareRequest { text: text.into(), to: ids.to_vec(), ..ShareRequest::default() }
}

fn activity(keeper: &Keeper, id: &str) -> ActivityState {
    let activities = keeper.activities().expect("activities");
    activities.into_iter().find(|activity| activity.id == id).expect("the activity")
}

fn only_post(keeper: &Keeper, id: &str) -> PostState {
    let [post] = activity(keeper, id).posts.try_into().expect("one post");
    post
}

/// Waits until every post of an activity is at this stage.
async fn reaches(home: &Home, id: &str, stage: PostStage) {
    let posts = || activity(home, id).posts;
    until(&format!("{stage:?}"), async || posts().iter().all(|post| post.stage == stage).then_some(())).await;
}

/// Waits until the work on an activity has ended.
async fn comes_to_rest(bench: &Bench, home: &Home, id: &str) {
    settled(home).await;
    until("the end of the work", async || {
        let armed = activity(home, id).posts.iter().any(|post| {
            let asked = post.stage == PostStage::Sharing && post.at.is_some_and(|at| at <= bench.now());
            asked && home.health(post.connection.as_ref().expect("an account")) == Health::Active
        });
        (!armed).then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_text_and_its_link_go_to_both_networks_once() {
    let (bench, home, ids) = bench_with(&NETWORKS).await;
    let link = "https://news.example/geese";
    let id = home.share(&ShareRequest { link: Some(link.into()), ..to(&ids, "Geese are back 🪿") }).unwrap();
    reaches(&home, &id, PostStage::Shared).await;
    for network in NETWORKS {
        let [post] = bench.net.posts(network).try_into().expect("one post");
        assert!(post.text.starts_with("Geese are back 🪿"), "{post:?}");
        assert_eq!(post.link.as_ref().map(|link| link.url.as_str()), Some(link), "{network}");
        assert_eq!(post.arrived, 1, "{network}");
        let activity = activity(&home, &id);
        let shown = activity.posts.iter().find(|post| post.network == network.id()).unwrap();
        assert!(shown.address.is_some(), "{shown:?}");
    }
    assert!(home.drafts().unwrap().is_empty());
}

#[tokio::test]
async fn a_text_of_its_own_goes_to_its_account_alone() {
    let (bench, home, ids) = bench_with(&NETWORKS).await;
    let own = [(ids[1].clone(), "For Bluesky".to_owned())].into();
    let id = home.share(&ShareRequest { own, ..to(&ids, "For all") }).unwrap();
    reaches(&home, &id, PostStage::Shared).await;
    assert_eq!(bench.net.posts(Network::Mastodon)[0].text, "For all");
    assert_eq!(bench.net.posts(Network::Bluesky)[0].text, "For Bluesky");
}

#[tokio::test]
async fn a_post_waits_while_its_account_is_cut_and_goes_out_after_reauthorize() {
    for network in NETWORKS {
        let (bench, home, ids) = bench_with(&[network]).await;
        bench.net.revoke(network, "danar").unwrap();
        bench.advance(TimeDelta::hours(13)).await;
        bench.advance(TimeDelta::seconds(601)).await;
        assert!(matches!(home.health(&ids[0]), Health::Disconnected { .. }), "{network}");

        let id = home.share(&to(&ids, "Held")).unwrap();
        settled(&home).await;
        assert_eq!(only_post(&home, &id).stage, PostStage::Waits, "{network}");
        bench.advance(TimeDelta::days(3)).await;
        assert_eq!(only_post(&home, &id).stage, PostStage::Waits, "{network}");
        assert!(bench.net.posts(network).is_empty(), "{network}");

        home.sign_in_again(&ids[0], PASSWORD).await;
        reaches(&home, &id, PostStage::Shared).await;
        assert_eq!(bench.net.posts(network).len(), 1, "{network}");
    }
}

#[tokio::test]
async fn a_token_that_the_network_refuses_holds_the_post_and_the_check_tells_why() {
    for network in NETWORKS {
        let (bench, home, ids) = bench_with(&[network]).await;
        bench.net.revoke(network, "danar").unwrap();
        let id = home.share(&to(&ids, "Found out by sharing")).unwrap();
        // Some networks' refusals need a second answer.
        for _ in 0..8 {
            settled(&home).await;
            bench.advance(TimeDelta::seconds(90)).await;
        }
        assert!(
            matches!(home.health(&ids[0]), Health::Disconnected { .. }),
            "{network}: {:?}",
            home.health(&ids[0])
        );
        assert_eq!(only_post(&home, &id).stage, PostStage::Waits, "{network}");
        home.sign_in_again(&ids[0], PASSWORD).await;
        bench.advance(A_LOOK).await;
        reaches(&home, &id, PostStage::Shared).await;
        assert_eq!(bench.net.posts(network).len(), 1, "{network}");
    }
}

#[tokio::test]
async fn a_lost_answer_is_looked_into_and_nothing_is_published_twice() {
    use FaultKind::{
        CutAfterRotation, GatewayTimeout, ResetAfter, ResetBefore, ServerError, Status500, Status500After,
    };
    for network in NETWORKS {
        let lost = [
            ResetAfter,
            CutAfterRotation,
            Status500After,
            GatewayTimeout,
            ResetBefore,
            Status500,
            ServerError,
        ];
        for kind in lost {
            let (bench, home, ids) = bench_with(&[network]).await;
            bench.net.set_fault(network, Fault::at(Endpoint::Publish, kind).times(1)).unwrap();
            let id = home.share(&to(&ids, "Lost and found")).unwrap();
            comes_to_rest(&bench, &home, &id).await;
            for _ in 0..3 {
                bench.advance(A_LOOK).await;
                comes_to_rest(&bench, &home, &id).await;
            }
            reaches(&home, &id, PostStage::Shared).await;
            let posts = bench.net.posts(network);
            assert_eq!(posts.len(), 1, "{network} {kind:?}: {posts:?}");
            assert_eq!(home.health(&ids[0]), Health::Active, "{network} {kind:?}");
        }
    }
}

#[tokio::test]
async fn a_limit_and_a_refusal_are_told_apart() {
    for network in NETWORKS {
        let (bench, home, ids) = bench_with(&[network]).await;
        bench.net.set_fault(network, Fault::at(Endpoint::Publish, FaultKind::RateLimit).times(1)).unwrap();
        let limited = home.share(&to(&ids, "Limited")).unwrap();
        until("the limit", async || (bench.net.request_count(network, Endpoint::Publish) > 0).then_some(()))
            .await;
        settled(&home).await;
        assert!(bench.net.posts(network).is_empty(), "{network}");
        bench.advance(TimeDelta::hours(1)).await;
        reaches(&home, &limited, PostStage::Shared).await;

        bench
            .net
            .set_fault(network, Fault::at(Endpoint::Publish, FaultKind::RefuseContent).times(1))
            .unwrap();
        let refused = home.share(&to(&ids, "Refused")).unwrap();
        bench.advance(A_LOOK).await;
        reaches(&home, &refused, PostStage::Refused).await;
        let post = only_post(&home, &refused);
        assert!(post.reason.is_some(), "{network}: {post:?}");
        assert_eq!(bench.net.posts(network).len(), 1, "{network}");
        // The person tries again.
        home.settle_post(&post.id, Decision::Again).unwrap();
        bench.advance(A_LOOK).await;
        reaches(&home, &refused, PostStage::Shared).await;
        assert_eq!(bench.net.posts(network).len(), 2, "{network}");
    }
}

#[tokio::test]
async fn a_planned_post_goes_out_at_its_time_and_a_late_one_asks() {
    let (bench, home, ids) = bench_with(&[Network::Mastodon]).await;
    let at = bench.now() + TimeDelta::hours(2);
    let planned =
        home.share(&ShareRequest { plan: Some((at, Late::SixHours)), ..to(&ids, "Planned") }).unwrap();
    settled(&home).await;
    assert_eq!(only_post(&home, &planned).stage, PostStage::Planned);
    bench.advance(TimeDelta::minutes(110)).await;
    assert!(bench.net.posts(Network::Mastodon).is_empty());
    bench.advance(TimeDelta::minutes(11)).await;
    reaches(&home, &planned, PostStage::Shared).await;

    let at = bench.now() + TimeDelta::hours(1);
    let late = home.share(&ShareRequest { plan: Some((at, Late::SixHours)), ..to(&ids, "Late") }).unwrap();
    bench.leave(home).await;
    bench.advance(TimeDelta::hours(8)).await;
    let home = bench.home().await;
    settled(&home).await;
    assert_eq!(only_post(&home, &late).stage, PostStage::Late);
    bench.advance(TimeDelta::hours(1)).await;
    assert_eq!(bench.net.posts(Network::Mastodon).len(), 1);
    home.settle_post(&only_post(&home, &late).id, Decision::Now).unwrap();
    reaches(&home, &late, PostStage::Shared).await;
    assert_eq!(bench.net.posts(Network::Mastodon).len(), 2);
}

#[tokio::test]
async fn one_draft_becomes_one_activity_in_two_processes() {
    let (bench, home, ids) = bench_with(&[Network::Bluesky]).await;
    let other = bench.home().await;
    let content = keeper::DraftContent { text: "Once".into(), ..keeper::DraftContent::default() };
    let draft = home.save_draft(None, &content).unwrap();
    let request = ShareRequest { draft: Some(draft), ..to(&ids, "Once") };
    let (one, two) = (home.share(&request).unwrap(), other.share(&request).unwrap());
    assert_eq!(one, two);
    reaches(&home, &one, PostStage::Shared).await;
    reaches(&other, &one, PostStage::Shared).await;
    assert_eq!(bench.net.posts(Network::Bluesky).len(), 1);
    assert_eq!(bench.net.posts(Network::Bluesky)[0].arrived, 1);
    assert!(home.drafts().unwrap().is_empty());
}

#[tokio::test]
async fn an_account_that_is_removed_and_connected_again_has_its_posts_again() {
    let (bench, home, ids) = bench_with(&[Network::Mastodon]).await;
    let at = bench.now() + TimeDelta::hours(1);
    let id = home.share(&ShareRequest { plan: Some((at, Late::Ask)), ..to(&ids, "Still mine") }).unwrap();
    home.disconnect(&ids[0]).await.unwrap();
    assert_eq!(only_post(&home, &id).connection, None);
    home.add(Network::Mastodon).await;
    bench.advance(TimeDelta::minutes(61)).await;
    reaches(&home, &id, PostStage::Shared).await;
    assert_eq!(bench.net.posts(Network::Mastodon).len(), 1);
}

#[tokio::test]
async fn input_that_cannot_be_shared_gets_a_sentence_and_shares_nothing() {
    let (bench, home, ids) = bench_with(&[Network::Mastodon, Network::Bluesky]).await;
    let linkedin = home.add(Network::LinkedIn).await;
    let error = |request: &ShareRequest| home.share(request).unwrap_err().to_string();
    assert!(error(&to(&ids, "  ")).contains("nothing to share"));
    assert!(error(&to(&[], "Text")).contains("choose where"));
    assert!(error(&to(&[linkedin], "Text")).contains("cannot share to LinkedIn"));
    assert!(error(&to(&["gone".into()], "Text")).contains("no connection"));
    assert!(error(&to(&ids, &"x".repeat(301))).contains("too long for Bluesky by 1"));
    assert!(
        error(&ShareRequest { link: Some("ftp://a.example".into()), ..to(&ids, "x") })
            .contains("web address")
    );
    let past = Some((bench.now() - TimeDelta::hours(1), Late::Ask));
    assert!(error(&ShareRequest { plan: past, ..to(&ids, "x") }).contains("passed"));
    assert!(matches!(home.settle_post("none", Decision::Now), Err(Error::UnknownPost(_))));
    assert!(home.activities().unwrap().is_empty());
    settled(&home).await;
    for network in NETWORKS {
        assert!(bench.net.posts(network).is_empty());
    }
}

#[tokio::test]
async fn the_notice_of_a_disconnect_counts_what_waits() {
    let (bench, home, ids) = bench_with(&[Network::Mastodon]).await;
    bench.net.revoke(Network::Mastodon, "danar").unwrap();
    home.share(&to(&ids, "Waits")).unwrap();
    for _ in 0..8 {
        settled(&home).await;
        bench.advance(TimeDelta::seconds(90)).await;
    }
    until("a notification", async || home.shell.debug().contains("waiting: 1").then_some(())).await;
}

#[tokio::test]
async fn a_plan_that_may_not_be_late_becomes_a_draft() {
    let (bench, home, ids) = bench_with(&NETWORKS).await;
    let at = bench.now() + TimeDelta::hours(1);
    let own = [(ids[1].clone(), "For Bluesky".to_owned())].into();
    let request = ShareRequest { plan: Some((at, Late::Never)), own, ..to(&ids, "Only in time") };
    let id = home.share(&request).unwrap();
    bench.leave(home).await;
    bench.advance(TimeDelta::hours(2)).await;
    let home = bench.home().await;
    reaches(&home, &id, PostStage::Cancelled).await;
    let [draft] = home.drafts().unwrap().try_into().expect("one draft");
    assert_eq!((draft.content.text.as_str(), draft.content.to.len()), ("Only in time", 2));
    assert_eq!(draft.content.own.values().collect::<Vec<_>>(), ["For Bluesky"]);
    for network in NETWORKS {
        assert!(bench.net.posts(network).is_empty(), "{network}");
    }
}

#[tokio::test]
async fn a_lost_answer_of_an_account_that_is_removed_is_for_the_person_to_settle() {
    let (bench, home, ids) = bench_with(&[Network::Mastodon]).await;
    let lost = Fault::at(Endpoint::Publish, FaultKind::Status500After).times(1);
    bench.net.set_fault(Network::Mastodon, lost).unwrap();
    let id = home.share(&to(&ids, "Lost")).unwrap();
    reaches(&home, &id, PostStage::Unknown).await;
    home.disconnect(&ids[0]).await.unwrap();
    for _ in 0..4 {
        bench.advance(A_LOOK).await;
        settled(&home).await;
    }
    let post = only_post(&home, &id);
    assert_eq!((post.stage, post.connection), (PostStage::Unknown, None));
    home.settle_post(&post.id, Decision::There(None)).unwrap();
    assert_eq!(only_post(&home, &id).stage, PostStage::Shared);
    assert_eq!(bench.net.posts(Network::Mastodon).len(), 1);
}

#[tokio::test]
async fn a_look_follows_reauthorize_while_a_repeat_is_still_harmless() {
    let (bench, home, ids) = bench_with(&[Network::Mastodon]).await;
    bench.edit_network(Network::Mastodon, |text| text.replace("confirm_after = \"5m\"\n", ""));
    let lost = Fault::at(Endpoint::Publish, FaultKind::Status500).times(1);
    bench.net.set_fault(Network::Mastodon, lost).unwrap();
    let id = home.share(&to(&ids, "Soon after")).unwrap();
    reaches(&home, &id, PostStage::Unknown).await;
    bench.net.revoke(Network::Mastodon, "danar").unwrap();
    home.ask(&ids[0]).await;
    bench.advance(TimeDelta::seconds(301)).await;
    assert!(matches!(home.health(&ids[0]), Health::Disconnected { .. }), "{:?}", home.health(&ids[0]));
    // The looks at two, five and fifteen minutes tell that it is not there, and nothing may be sent.
    for _ in 0..4 {
        bench.advance(TimeDelta::minutes(4)).await;
        settled(&home).await;
    }
    assert_eq!(only_post(&home, &id).stage, PostStage::Unknown);
    home.sign_in_again(&ids[0], PASSWORD).await;
    reaches(&home, &id, PostStage::Shared).await;
    assert_eq!(bench.net.posts(Network::Mastodon).len(), 1);
}
