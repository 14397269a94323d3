//! Plans that the person edits, and posts that are held back after Reauthorize.

use chrono::TimeDelta;
use keeper::{Decision, Error, Late, PostStage, ShareRequest};
use simnet::{Endpoint, Fault, FaultKind, Network};

use crate::{
    bench::{account_at, activity, cut, found_out, only_one, only_post, reaches, to},
    support::{Home, PASSWORD, settled, until},
};

const HOUR: TimeDelta = TimeDelta::hours(1);

fn posts(home: &Home, id: &str) -> Vec<String> {
    activity(home, id).posts.into_iter().map(|post| post.id).collect()
}

#[tokio::test]
async fn an_edited_plan_goes_out_with_its_new_text_and_never_with_the_former() {
    let (bench, home, account) = account_at(Network::Mastodon).await;
    let plan = |at| Some((at, Late::SixHours));
    let id = home.share(&ShareRequest { plan: plan(bench.now() + HOUR), ..to(&account, "Geese") }).unwrap();
    let later = ShareRequest { plan: plan(bench.now() + HOUR * 2), ..to(&account, "Swans") };
    home.edit_activity(&id, &posts(&home, &id), &later).unwrap();
    bench.advance(HOUR + TimeDelta::minutes(1)).await;
    settled(&home).await;
    assert!(bench.net.posts(Network::Mastodon).is_empty());
    bench.advance(HOUR).await;
    reaches(&home, &id, PostStage::Shared).await;
    assert_eq!(only_one(&bench, Network::Mastodon).text, "Swans");

    // It has left, so that the edit is kept as a draft.
    let late = home.edit_activity(&id, &posts(&home, &id), &to(&account, "Ducks"));
    assert!(matches!(late, Err(Error::AlreadyLeft)), "{late:?}");
    assert_eq!(home.drafts().unwrap()[0].content.text, "Ducks");
    assert!(matches!(home.hold_for_edit(&posts(&home, &id), true), Err(Error::AlreadyLeft)));
}

#[tokio::test]
async fn a_plan_waits_while_it_is_edited_and_then_follows_its_late_rule() {
    for (late, stage) in [(Late::SixHours, PostStage::Shared), (Late::Ask, PostStage::Late)] {
        let (bench, home, account) = account_at(Network::Mastodon).await;
        let plan = Some((bench.now() + HOUR, late));
        let id = home.share(&ShareRequest { plan, ..to(&account, "Geese") }).unwrap();
        bench.advance(HOUR - TimeDelta::minutes(1)).await;
        for _ in 0..4 {
            home.hold_for_edit(&posts(&home, &id), true).unwrap();
            bench.advance(TimeDelta::minutes(2)).await;
            settled(&home).await;
            assert!(bench.net.posts(Network::Mastodon).is_empty());
        }
        home.hold_for_edit(&posts(&home, &id), false).unwrap();
        reaches(&home, &id, stage).await;
    }
}

#[tokio::test]
async fn more_than_three_that_waited_go_out_only_after_an_answer_two_minutes_apart() {
    let (bench, home, account) = account_at(Network::Mastodon).await;
    cut(&bench, &home, Network::Mastodon, &account).await;
    let mut ids = Vec::new();
    for nth in 1..=4 {
        ids.push(home.share(&to(&account, &format!("Held {nth}"))).unwrap());
        bench.advance(TimeDelta::minutes(1)).await;
    }
    bench.advance(TimeDelta::days(2)).await;
    home.sign_in_again(&account, PASSWORD).await;
    for id in &ids {
        reaches(&home, id, PostStage::Asks).await;
    }
    bench.advance(TimeDelta::days(1)).await;
    settled(&home).await;
    assert!(bench.net.posts(Network::Mastodon).is_empty());

    let left_out = &only_post(&home, &ids[1]).id;
    home.settle_post(left_out, Decision::Leave).unwrap();
    assert_eq!(home.share_what_waited(&account).unwrap(), 3);
    reaches(&home, &ids[0], PostStage::Shared).await;
    settled(&home).await;
    assert_eq!(bench.net.posts(Network::Mastodon).len(), 1, "the others follow two minutes apart");
    for id in [&ids[2], &ids[3]] {
        bench.advance(TimeDelta::seconds(121)).await;
        reaches(&home, id, PostStage::Shared).await;
    }
    assert_eq!(bench.net.posts(Network::Mastodon).len(), 3);
    assert_eq!(only_post(&home, &ids[1]).stage, PostStage::Cancelled);
}

#[tokio::test]
async fn late_plans_move_to_another_time_or_go_out_two_minutes_apart() {
    let (bench, home, account) = account_at(Network::Mastodon).await;
    let plan = Some((bench.now() + HOUR, Late::Ask));
    bench.net.revoke(Network::Mastodon, "danar").unwrap();
    let ids: Vec<_> = (1..=3)
        .map(|nth| home.share(&ShareRequest { plan, ..to(&account, &format!("Late {nth}")) }).unwrap())
        .collect();
    found_out(&bench, &home, &account).await;
    home.sign_in_again(&account, PASSWORD).await;
    for id in &ids {
        reaches(&home, id, PostStage::Late).await;
    }
    home.change_time(&ids[0], bench.now() + HOUR * 2).unwrap();
    assert_eq!(only_post(&home, &ids[0]).stage, PostStage::Planned);
    assert!(home.change_time(&ids[0], bench.now() - HOUR).is_err());
    for id in &ids[1..] {
        home.settle_post(&only_post(&home, id).id, Decision::Spaced).unwrap();
    }
    until("the first", async || (bench.net.posts(Network::Mastodon).len() == 1).then_some(())).await;
    settled(&home).await;
    assert_eq!(bench.net.posts(Network::Mastodon).len(), 1);
    bench.advance(TimeDelta::seconds(121)).await;
    until("the second", async || (bench.net.posts(Network::Mastodon).len() == 2).then_some(())).await;
}

#[tokio::test]
async fn a_post_is_deleted_at_its_network_and_a_network_that_refuses_can_be_asked_again() {
    for network in [Network::Mastodon, Network::Bluesky] {
        let (bench, home, account) = account_at(network).await;
        let id = home.share(&to(&account, "Geese")).unwrap();
        reaches(&home, &id, PostStage::Shared).await;
        let shown = || only_post(&home, &id);
        assert!(shown().deletable, "{network}");
        bench.net.set_fault(network, Fault::at(Endpoint::Look, FaultKind::Status500).times(1)).unwrap();
        assert!(!home.delete_post(&shown().id).await.unwrap(), "{network}");
        assert!(shown().deletion.is_some_and(|deletion| !deletion.done), "{network}");
        assert_eq!(bench.net.posts(network).len(), 1, "{network}");

        assert!(home.delete_post(&shown().id).await.unwrap(), "{network}");
        assert!(bench.net.posts(network).is_empty(), "{network}");
        let gone = shown();
        assert!(
            gone.deletion.is_some_and(|deletion| deletion.done) && !gone.deletable,
            "{network}: {gone:?}"
        );
        assert_eq!(gone.stage, PostStage::Shared, "the text stays on the device");
        let again = home.delete_post(&gone.id).await;
        assert!(matches!(again, Err(Error::UnknownPost(_))), "{network}: {again:?}");
    }
}
