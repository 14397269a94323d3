//! Posts that the person shares by hand, at once or at the time of a plan: nothing is sent for them, and the text and the
//! page are told.

use chrono::TimeDelta;
use keeper::{Decision, Error, HandOver, Late, PostStage, ShareRequest};
use simnet::{Endpoint, Network};

use crate::{
    bench::{
        GARDEN, TOGETHER, account_at, account_with, accounts_at, activity, cut, held_page, only_post,
        reaches, to, to_all,
    },
    support::{Bench, OfActivity, settled},
};

const TEXT: &str = "Geese are back";
const LINK: &str = "https://news.example/geese?of=2026&all=1";

/// The page that takes the place of the network's own.
fn timeline(bench: &Bench, network: Network) -> String {
    format!("{}/timeline", bench.net.network_url(network))
}

/// The stages of the posts of an activity.
fn stages(home: &keeper::Keeper, id: &str) -> Vec<PostStage> {
    activity(home, id).posts.iter().map(|post| post.stage).collect()
}

#[tokio::test]
async fn what_no_app_may_share_is_handed_over_at_once_and_nothing_is_sent() {
    let networks = [Network::Facebook, Network::TikTok, Network::YouTube, Network::Instagram];
    let (bench, home, ids) = accounts_at(&networks).await;
    let shared = home.share(&ShareRequest { link: Some(LINK.into()), ..to_all(&ids, TEXT) }).unwrap();
    assert_eq!(stages(&home, &shared), [PostStage::HandedOver; 4]);
    settled(&home).await;
    bench.advance(TimeDelta::days(2)).await;
    settled(&home).await;
    assert_eq!(stages(&home, &shared), [PostStage::HandedOver; 4]);
    for network in networks {
        for endpoint in [Endpoint::Publish, Endpoint::Look] {
            assert_eq!(bench.net.request_count(network, endpoint), 0, "{network} {endpoint:?}");
        }
    }
    for post in activity(&home, &shared).posts {
        let by_hand = home.hand_over(&post.id).unwrap();
        assert_eq!(post.hand_over.as_ref(), Some(&by_hand));
        let network = networks.into_iter().find(|network| network.id() == post.network).unwrap();
        let page = timeline(&bench, network);
        if network == Network::Facebook {
            assert_eq!(by_hand.text, TEXT, "the page takes the link");
            let escaped = "https%3A%2F%2Fnews.example%2Fgeese%3Fof%3D2026%26all%3D1";
            assert_eq!(by_hand.page.as_str(), format!("{page}?u={escaped}"));
        } else {
            assert_eq!(by_hand.text, format!("{TEXT}\n\n{LINK}"), "{network}");
            assert_eq!(by_hand.page.as_str(), page);
        }
        for decision in
            [Decision::Again, Decision::Now, Decision::Leave, Decision::Look, Decision::There(None)]
        {
            assert!(matches!(home.settle_post(&post.id, decision), Err(Error::NotNow)));
        }
    }
}

#[tokio::test]
async fn a_profile_is_shared_by_hand_beside_the_page_that_gander_shares_to() {
    let (bench, home, id) = account_at(Network::Facebook).await;
    let page = held_page(&home, &id, GARDEN).await;
    let [first, profile] = home.sharing_accounts().try_into().expect("the page and the profile");
    assert_eq!((&first.target, first.hand_over), (&page, None));
    assert_eq!((profile.target, profile.hand_over), (id.clone().into(), Some(HandOver::Profile)));
    let both = ShareRequest { to: vec![id.into(), page], ..to(&first.target, TEXT) };
    let shared = home.share(&both).unwrap();
    crate::support::until("shared", async || {
        stages(&home, &shared).contains(&PostStage::Shared).then_some(())
    })
    .await;
    assert!(stages(&home, &shared).contains(&PostStage::HandedOver));
    assert_eq!(bench.net.posts(Network::Facebook).len(), 1);
    let published = activity(&home, &shared).posts.into_iter().find(|post| post.stage == PostStage::Shared);
    assert!(matches!(home.hand_over(&published.unwrap().id), Err(Error::NotNow)));
}

#[tokio::test]
async fn an_account_that_is_cut_needs_no_sign_in_for_it() {
    let (bench, home, id) = account_at(Network::Facebook).await;
    cut(&bench, &home, Network::Facebook, &id).await;
    let shared = home.share(&to(&id, TEXT)).unwrap();
    assert_eq!(only_post(&home, &shared).stage, PostStage::HandedOver);
}

#[tokio::test]
async fn a_plan_by_hand_is_the_persons_at_its_time_and_the_rest_goes_out_by_itself() {
    let (bench, home, ids) = accounts_at(&[Network::Mastodon, Network::Facebook]).await;
    // A cut account keeps nobody from sharing on the network's own page.
    cut(&bench, &home, Network::Facebook, &ids[1]).await;
    let plan = Some((bench.now() + TimeDelta::hours(1), Late::Ask));
    let planned = home.share(&ShareRequest { plan, ..to_all(&ids, TEXT) }).unwrap();
    assert_eq!(stages(&home, &planned), [PostStage::Planned; 2]);
    let theirs = || activity(&home, &planned).posts.into_iter().find(|post| post.by_hand).expect("a post");
    assert_eq!((theirs().network.as_str(), theirs().hand_over), ("facebook", None), "it is not due");
    bench.advance(TimeDelta::minutes(61)).await;
    crate::support::until("shared", async || {
        stages(&home, &planned).contains(&PostStage::Shared).then_some(())
    })
    .await;
    assert_eq!(theirs().stage, PostStage::ByHand);
    assert_eq!(theirs().hand_over, Some(home.hand_over(&theirs().id).unwrap()));
    assert_eq!(theirs().stage, PostStage::ByHand, "to read the text changes nothing");

    // It is told once, and never is late.
    crate::support::until("told", async || {
        bench.advance(TOGETHER).await;
        (!home.shell.of_activities().is_empty()).then_some(())
    })
    .await;
    let all = home.shell.of_activities();
    let [OfActivity::Shown(told)] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!(told.hand_over.as_ref(), Some(&theirs().id));
    assert_eq!((told.news.needs.len(), told.news.shared), (1, 1));
    assert_eq!(home.snapshot().sharing.needing, 1);
    bench.advance(TimeDelta::days(3)).await;
    settled(&home).await;
    assert_eq!(theirs().stage, PostStage::ByHand);

    home.handed_over(&theirs().id).unwrap();
    assert_eq!(theirs().stage, PostStage::HandedOver);
    crate::support::until("withdrawn", async || {
        home.shell.of_activities().iter().any(|each| matches!(each, OfActivity::Withdrawn(_))).then_some(())
    })
    .await;
    assert_eq!(home.snapshot().sharing.needing, 0);
    assert_eq!(bench.net.request_count(Network::Facebook, Endpoint::Publish), 0);
}

#[tokio::test]
async fn a_plan_by_hand_that_is_left_out_or_edited_stays_the_persons() {
    let (bench, home, ids) = accounts_at(&[Network::TikTok, Network::Mastodon]).await;
    let plan = Some((bench.now() + TimeDelta::hours(1), Late::SixHours));
    let planned = home.share(&ShareRequest { plan, ..to(&ids[0], TEXT) }).unwrap();
    let post = only_post(&home, &planned).id;
    assert!(home.handed_over("gone").is_err());
    home.settle_post(&post, Decision::Leave).unwrap();
    assert_eq!(only_post(&home, &planned).stage, PostStage::Cancelled);
    assert!(matches!(home.handed_over(&post), Err(Error::NotNow)));
    home.settle_post(&post, Decision::Again).unwrap();
    assert_eq!(only_post(&home, &planned).stage, PostStage::Planned);
    // The edit gives it another time. The former one passes without a word.
    let plan = Some((bench.now() + TimeDelta::hours(3), Late::SixHours));
    let edit = ShareRequest { plan, ..to(&ids[0], "Swans are back") };
    home.edit_activity(&planned, std::slice::from_ref(&post), &edit).unwrap();
    bench.advance(TimeDelta::hours(2)).await;
    settled(&home).await;
    assert_eq!(only_post(&home, &planned).stage, PostStage::Planned);
    home.settle_post(&post, Decision::Now).unwrap();
    assert_eq!(only_post(&home, &planned).stage, PostStage::ByHand);
    assert_eq!(home.hand_over(&post).unwrap().text, "Swans are back");
    home.edit_activity(&planned, &[post], &to(&ids[0], TEXT)).unwrap();
    assert_eq!(only_post(&home, &planned).stage, PostStage::HandedOver, "the edit shares it now");
    for endpoint in [Endpoint::Publish, Endpoint::Look] {
        assert_eq!(bench.net.request_count(Network::TikTok, endpoint), 0, "{endpoint:?}");
    }
}

#[tokio::test]
async fn a_network_whose_file_names_no_page_hands_nothing_over() {
    let forget = |bench: &Bench| {
        bench.edit_network(Network::YouTube, |text| {
            let (before, table) = text.split_once("[hand_over]\n").expect("a table");
            let after = table.split_once("\n[").map_or("", |(_, after)| after);
            format!("{before}[{after}")
        });
    };
    let (_bench, home, id) = account_with(Network::YouTube, forget).await;
    assert_eq!(home.sharing_accounts(), []);
    let error = home.share(&to(&id, TEXT)).unwrap_err().to_string();
    assert_eq!(error, "Gander cannot share to YouTube yet");
}

#[tokio::test]
async fn the_measure_says_who_shares() {
    let (_bench, home, ids) = accounts_at(&[Network::Facebook, Network::Mastodon]).await;
    let targets: Vec<_> = ids.iter().cloned().map(Into::into).collect();
    let measured = home.measure(&"x".repeat(501), None, 1, &targets);
    let [facebook, mastodon] = measured.try_into().expect("two");
    assert_eq!(
        (facebook.hand_over, facebook.not_taken, facebook.cost),
        (Some(HandOver::Profile), None, None)
    );
    assert_eq!((mastodon.hand_over, mastodon.left), (None, -1));
    let shared = home.share(&to(&ids[1], TEXT)).unwrap();
    reaches(&home, &shared, PostStage::Shared).await;
}
