//! Posts at the simulated networks: shared once, held while the account is cut, and never published twice.

use chrono::TimeDelta;
use keeper::{ConnectionId, Decision, Error, Health, Late, PostStage, ShareRequest};
use simnet::{FaultKind, Network};

use crate::{
    bench::{
        A_LOOK, account_at, accounts_at, activity, all_reach, asked, breaks_once, cut, only_one, only_post,
        pass_minutes, reaches, share_again, share_and_lose, to, to_all, wait,
    },
    support::{Bench, Home, PASSWORD, settled, until},
};

const NETWORKS: [Network; 2] = [Network::Mastodon, Network::Bluesky];

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
    let (bench, home, ids) = accounts_at(&NETWORKS).await;
    let link = "https://news.example/geese";
    let id =
        home.share(&ShareRequest { link: Some(link.into()), ..to_all(&ids, "Geese are back 🪿") }).unwrap();
    all_reach(&home, &id, PostStage::Shared).await;
    for network in NETWORKS {
        let post = only_one(&bench, network);
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
    let (bench, home, ids) = accounts_at(&NETWORKS).await;
    let own = [(ids[1].clone().into(), "For Bluesky".to_owned())].into();
    let id = home.share(&ShareRequest { own, ..to_all(&ids, "For all") }).unwrap();
    all_reach(&home, &id, PostStage::Shared).await;
    assert_eq!(bench.net.posts(Network::Mastodon)[0].text, "For all");
    assert_eq!(bench.net.posts(Network::Bluesky)[0].text, "For Bluesky");
}

#[tokio::test]
async fn a_post_waits_while_its_account_is_cut_and_goes_out_after_reauthorize() {
    for network in NETWORKS {
        let (bench, home, account) = account_at(network).await;
        cut(&bench, &home, network, &account).await;
        let id = home.share(&to(&account, "Held")).unwrap();
        settled(&home).await;
        assert_eq!(only_post(&home, &id).stage, PostStage::Waits, "{network}");
        bench.advance(TimeDelta::days(3)).await;
        assert_eq!(only_post(&home, &id).stage, PostStage::Waits, "{network}");
        assert!(bench.net.posts(network).is_empty(), "{network}");

        home.sign_in_again(&account, PASSWORD).await;
        reaches(&home, &id, PostStage::Shared).await;
        assert_eq!(bench.net.posts(network).len(), 1, "{network}");
    }
}

#[tokio::test]
async fn a_token_that_the_network_refuses_holds_the_post_and_the_check_tells_why() {
    for network in NETWORKS {
        let (bench, home, account) = account_at(network).await;
        bench.net.revoke(network, "danar").unwrap();
        let id = home.share(&to(&account, "Found out by sharing")).unwrap();
        // Some networks' refusals need a second answer.
        wait(&bench, &home, 8).await;
        assert!(
            matches!(home.health(&account), Health::Disconnected { .. }),
            "{network}: {:?}",
            home.health(&account)
        );
        assert_eq!(only_post(&home, &id).stage, PostStage::Waits, "{network}");
        home.sign_in_again(&account, PASSWORD).await;
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
            let (bench, home, account) = account_at(network).await;
            breaks_once(&bench, network, kind);
            let id = home.share(&to(&account, "Lost and found")).unwrap();
            comes_to_rest(&bench, &home, &id).await;
            for _ in 0..3 {
                bench.advance(A_LOOK).await;
                comes_to_rest(&bench, &home, &id).await;
            }
            reaches(&home, &id, PostStage::Shared).await;
            let posts = bench.net.posts(network);
            assert_eq!(posts.len(), 1, "{network} {kind:?}: {posts:?}");
            assert_eq!(home.health(&account), Health::Active, "{network} {kind:?}");
        }
    }
}

#[tokio::test]
async fn a_limit_and_a_refusal_are_told_apart() {
    for network in NETWORKS {
        let (bench, home, account) = account_at(network).await;
        breaks_once(&bench, network, FaultKind::RateLimit);
        let limited = home.share(&to(&account, "Limited")).unwrap();
        asked(&bench, network, |count| count > 0).await;
        settled(&home).await;
        assert!(bench.net.posts(network).is_empty(), "{network}");
        bench.advance(TimeDelta::hours(1)).await;
        reaches(&home, &limited, PostStage::Shared).await;

        breaks_once(&bench, network, FaultKind::RefuseContent);
        let refused = home.share(&to(&account, "Refused")).unwrap();
        bench.advance(A_LOOK).await;
        reaches(&home, &refused, PostStage::Refused).await;
        let post = only_post(&home, &refused);
        assert!(post.reason.is_some(), "{network}: {post:?}");
        assert_eq!(bench.net.posts(network).len(), 1, "{network}");
        // The person tries again.
        share_again(&home, &refused);
        bench.advance(A_LOOK).await;
        reaches(&home, &refused, PostStage::Shared).await;
        assert_eq!(bench.net.posts(network).len(), 2, "{network}");
    }
}

#[tokio::test]
async fn a_planned_post_goes_out_at_its_time_and_a_late_one_asks() {
    let (bench, home, account) = account_at(Network::Mastodon).await;
    let at = bench.now() + TimeDelta::hours(2);
    let planned =
        home.share(&ShareRequest { plan: Some((at, Late::SixHours)), ..to(&account, "Planned") }).unwrap();
    settled(&home).await;
    assert_eq!(only_post(&home, &planned).stage, PostStage::Planned);
    bench.advance(TimeDelta::minutes(110)).await;
    assert!(bench.net.posts(Network::Mastodon).is_empty());
    bench.advance(TimeDelta::minutes(11)).await;
    reaches(&home, &planned, PostStage::Shared).await;

    let at = bench.now() + TimeDelta::hours(1);
    let late =
        home.share(&ShareRequest { plan: Some((at, Late::SixHours)), ..to(&account, "Late") }).unwrap();
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
    let (bench, home, account) = account_at(Network::Bluesky).await;
    let other = bench.home().await;
    let content = keeper::DraftContent { text: "Once".into(), ..keeper::DraftContent::default() };
    let draft = home.save_draft(None, &content).unwrap();
    let request = ShareRequest { draft: Some(draft), ..to(&account, "Once") };
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
    let (bench, home, account) = account_at(Network::Mastodon).await;
    let at = bench.now() + TimeDelta::hours(1);
    let id = home.share(&ShareRequest { plan: Some((at, Late::Ask)), ..to(&account, "Still mine") }).unwrap();
    home.disconnect(&account).await.unwrap();
    assert_eq!(only_post(&home, &id).connection, None);
    home.add(Network::Mastodon).await;
    bench.advance(TimeDelta::minutes(61)).await;
    reaches(&home, &id, PostStage::Shared).await;
    assert_eq!(bench.net.posts(Network::Mastodon).len(), 1);
}

#[tokio::test]
async fn input_that_cannot_be_shared_gets_a_sentence_and_shares_nothing() {
    let (bench, home, ids) = accounts_at(&[Network::Mastodon, Network::Bluesky]).await;
    let error = |request: &ShareRequest| home.share(request).unwrap_err().to_string();
    assert!(error(&to_all(&ids, "  ")).contains("nothing to share"));
    assert!(error(&to_all(&[], "Text")).contains("choose where"));
    assert!(error(&to(&ConnectionId::from("gone"), "Text")).contains("no connection"));
    assert!(error(&to_all(&ids, &"x".repeat(301))).contains("too long for Bluesky by 1"));
    assert!(
        error(&ShareRequest { link: Some("ftp://a.example".into()), ..to_all(&ids, "x") })
            .contains("web address")
    );
    let past = Some((bench.now() - TimeDelta::hours(1), Late::Ask));
    assert!(error(&ShareRequest { plan: past, ..to_all(&ids, "x") }).contains("passed"));
    assert!(matches!(home.settle_post("none", Decision::Now), Err(Error::UnknownPost(_))));
    assert!(home.activities().unwrap().is_empty());
    settled(&home).await;
    for network in NETWORKS {
        assert!(bench.net.posts(network).is_empty());
    }
}

#[tokio::test]
async fn the_notice_of_a_disconnect_counts_what_waits() {
    let (bench, home, account) = account_at(Network::Mastodon).await;
    bench.net.revoke(Network::Mastodon, "danar").unwrap();
    home.share(&to(&account, "Waits")).unwrap();
    wait(&bench, &home, 8).await;
    until("a notification", async || home.shell.debug().contains("waiting: 1").then_some(())).await;
}

#[tokio::test]
async fn a_plan_that_may_not_be_late_becomes_a_draft() {
    let (bench, home, ids) = accounts_at(&NETWORKS).await;
    let at = bench.now() + TimeDelta::hours(1);
    let own = [(ids[1].clone().into(), "For Bluesky".to_owned())].into();
    let request = ShareRequest { plan: Some((at, Late::Never)), own, ..to_all(&ids, "Only in time") };
    let id = home.share(&request).unwrap();
    bench.leave(home).await;
    bench.advance(TimeDelta::hours(2)).await;
    let home = bench.home().await;
    all_reach(&home, &id, PostStage::Cancelled).await;
    let [draft] = home.drafts().unwrap().try_into().expect("one draft");
    assert_eq!((draft.content.text.as_str(), draft.content.to.len()), ("Only in time", 2));
    assert_eq!(draft.content.own.values().collect::<Vec<_>>(), ["For Bluesky"]);
    for network in NETWORKS {
        assert!(bench.net.posts(network).is_empty(), "{network}");
    }
}

#[tokio::test]
async fn a_lost_answer_of_an_account_that_is_removed_is_for_the_person_to_settle() {
    let (bench, home, account) = account_at(Network::Mastodon).await;
    let request = to(&account, "Lost");
    let id = share_and_lose(&bench, &home, Network::Mastodon, FaultKind::Status500After, &request).await;
    home.disconnect(&account).await.unwrap();
    wait(&bench, &home, 4).await;
    let post = only_post(&home, &id);
    assert_eq!((post.stage, post.connection), (PostStage::Unknown, None));
    home.settle_post(&post.id, Decision::There(None)).unwrap();
    assert_eq!(only_post(&home, &id).stage, PostStage::Shared);
    assert_eq!(bench.net.posts(Network::Mastodon).len(), 1);
}

#[tokio::test]
async fn a_look_follows_reauthorize_while_a_repeat_is_still_harmless() {
    let (bench, home, account) = account_at(Network::Mastodon).await;
    bench.edit_network(Network::Mastodon, |text| text.replace("confirm_after = \"5m\"\n", ""));
    let request = to(&account, "Soon after");
    let id = share_and_lose(&bench, &home, Network::Mastodon, FaultKind::Status500, &request).await;
    bench.net.revoke(Network::Mastodon, "danar").unwrap();
    home.ask(&account).await;
    bench.advance(TimeDelta::seconds(301)).await;
    assert!(matches!(home.health(&account), Health::Disconnected { .. }), "{:?}", home.health(&account));
    // The looks at two, five and fifteen minutes tell that it is not there, and nothing may be sent.
    pass_minutes(&bench, &home, [4; 4]).await;
    assert_eq!(only_post(&home, &id).stage, PostStage::Unknown);
    home.sign_in_again(&account, PASSWORD).await;
    reaches(&home, &id, PostStage::Shared).await;
    assert_eq!(bench.net.posts(Network::Mastodon).len(), 1);
}
