//! The notice about an activity: one for each, shown once, replaced when its state changes, and withdrawn when the
//! activity needs the person no longer.

use chrono::TimeDelta;
use keeper::{ConnectionId, Decision, Late, PostStage, ShareRequest, alerts::Need, alerts::Settings};
use simnet::{Endpoint, Fault, FaultKind, Network};

use crate::{
    bench::{
        A_LOOK, TOGETHER, account_at, accounts_at, breaks_once, cut, one_reaches, only_post, pass_minutes,
        reaches, share_again, share_and_lose, to, to_all,
    },
    support::{Bench, Home, OfActivity, PASSWORD, settled, until},
};

/// The titles of the notifications about activities.
fn titles(home: &Home) -> Vec<String> {
    let locale = keeper::Locale::new("en", |at| at.naive_utc());
    let shown = home.shell.of_activities().into_iter().filter_map(|each| match each {
        OfActivity::Shown(alert) => Some(keeper::activity_words(&locale, &alert.news).0),
        OfActivity::Withdrawn(_) => None,
    });
    shown.collect()
}

/// The number of withdrawn notifications about activities.
fn withdrawn(home: &Home) -> usize {
    home.shell.of_activities().iter().filter(|each| matches!(each, OfActivity::Withdrawn(_))).count()
}

/// Lets time pass until this notification is the last one.
async fn comes(bench: &Bench, home: &Home, title: &str) {
    until(title, async || {
        bench.advance(TOGETHER).await;
        (titles(home).last().map(String::as_str) == Some(title)).then_some(())
    })
    .await;
}

/// Cuts the account, and waits until a notification has come.
async fn cut_and_told(bench: &Bench, home: &Home, id: &ConnectionId) {
    cut(bench, home, Network::Mastodon, id).await;
    bench.advance(TOGETHER).await;
}

#[tokio::test]
async fn a_refused_activity_is_told_at_once_and_a_restart_does_not_repeat_it() {
    let (bench, home, account) = account_at(Network::Mastodon).await;
    breaks_once(&bench, Network::Mastodon, FaultKind::RefuseContent);
    let id = home.share(&to(&account, "Geese\nof all lakes")).unwrap();
    reaches(&home, &id, PostStage::Refused).await;
    bench.advance(TOGETHER).await;
    assert_eq!(titles(&home), ["Mastodon does not take “Geese”"]);
    assert_eq!(home.snapshot().sharing.needing, 1);
    bench.leave(home).await;

    let home = bench.home().await;
    bench.advance(TimeDelta::hours(2)).await;
    assert_eq!(home.shell.of_activities(), []);
    share_again(&home, &id);
    reaches(&home, &id, PostStage::Shared).await;
    bench.advance(TOGETHER).await;
    assert_eq!(home.shell.of_activities(), [OfActivity::Withdrawn(id)]);
    assert_eq!(home.snapshot().sharing.needing, 0);
}

#[tokio::test]
async fn a_lost_answer_that_a_look_settles_alarms_nobody() {
    let (bench, home, account) = account_at(Network::Mastodon).await;
    let request = to(&account, "Found two minutes later");
    let id = share_and_lose(&bench, &home, Network::Mastodon, FaultKind::Status500After, &request).await;
    bench.advance(A_LOOK).await;
    reaches(&home, &id, PostStage::Shared).await;
    bench.advance(TimeDelta::hours(1)).await;
    assert_eq!(home.shell.of_activities(), []);
}

#[tokio::test]
async fn a_lost_answer_is_told_after_the_looks_of_a_quarter_of_an_hour() {
    let (bench, home, account) = account_at(Network::Mastodon).await;
    let request = to(&account, "Not found");
    let id = share_and_lose(&bench, &home, Network::Mastodon, FaultKind::Status500After, &request).await;
    // No look gets an answer.
    bench.net.set_fault(Network::Mastodon, Fault::at(Endpoint::Look, FaultKind::Status500)).unwrap();
    pass_minutes(&bench, &home, [3, 3, 8]).await;
    assert_eq!(titles(&home), [""; 0]);
    assert_eq!(home.snapshot().sharing.needing, 0);
    pass_minutes(&bench, &home, [2]).await;
    until("the look", async || (home.snapshot().sharing.needing == 1).then_some(())).await;
    bench.advance(TOGETHER).await;
    assert_eq!(titles(&home), ["Did Mastodon share “Not found”?"]);
    home.settle_post(&only_post(&home, &id).id, Decision::There(None)).unwrap();
    until("the withdrawal", async || (withdrawn(&home) == 1).then_some(())).await;
}

#[tokio::test]
async fn a_late_activity_is_told_when_the_device_is_back() {
    let (bench, home, account) = account_at(Network::Mastodon).await;
    let at = bench.now() + TimeDelta::hours(1);
    let id = home.share(&ShareRequest { plan: Some((at, Late::Ask)), ..to(&account, "Lunch") }).unwrap();
    bench.leave(home).await;
    bench.advance(TimeDelta::hours(8)).await;
    let home = bench.home().await;
    comes(&bench, &home, "“Lunch” is late").await;
    assert_eq!(titles(&home).len(), 1);
    home.settle_post(&only_post(&home, &id).id, Decision::Now).unwrap();
    reaches(&home, &id, PostStage::Shared).await;
    assert_eq!(withdrawn(&home), 1);
}

#[tokio::test]
async fn a_plan_that_falls_due_while_its_account_is_cut_is_told_and_reauthorize_withdraws_it_in_silence() {
    let (bench, home, account) = account_at(Network::Mastodon).await;
    let at = bench.now() + TimeDelta::hours(15);
    let plan = Some((at, Late::SixHours));
    let id = home.share(&ShareRequest { plan, ..to(&account, "Waits for me") }).unwrap();
    cut_and_told(&bench, &home, &account).await;
    assert_eq!(home.shell.of_activities(), [], "the time has not come");
    bench.advance(TimeDelta::hours(2)).await;
    bench.advance(TOGETHER).await;
    assert_eq!(titles(&home), ["“Waits for me” waits for Mastodon"]);
    let OfActivity::Shown(alert) = home.shell.of_activities()[0].clone() else { panic!("no notification") };
    assert_eq!(alert.reauthorize.as_ref(), Some(&account));
    let sharing = home.snapshot().sharing;
    assert_eq!((sharing.waiting, sharing.needing), (1, 0));
    home.sign_in_again(&account, PASSWORD).await;
    reaches(&home, &id, PostStage::Shared).await;
    bench.advance(TimeDelta::hours(1)).await;
    assert_eq!(home.shell.of_activities()[1..], [OfActivity::Withdrawn(id)]);
}

#[tokio::test]
async fn what_is_shared_to_an_account_that_is_known_to_be_cut_has_no_notice_of_its_own() {
    let (bench, home, account) = account_at(Network::Mastodon).await;
    cut_and_told(&bench, &home, &account).await;
    let id = home.share(&to(&account, "I know")).unwrap();
    reaches(&home, &id, PostStage::Waits).await;
    bench.advance(TimeDelta::hours(3)).await;
    assert_eq!(home.shell.of_activities(), []);
    assert_eq!(home.snapshot().sharing.waiting, 1);
}

#[tokio::test]
async fn an_activity_with_several_needs_has_one_notice_and_it_shrinks_in_silence() {
    let (bench, home, ids) = accounts_at(&[Network::Mastodon, Network::Bluesky]).await;
    cut_and_told(&bench, &home, &ids[0]).await;
    breaks_once(&bench, Network::Bluesky, FaultKind::RefuseContent);
    let id = home.share(&to_all(&ids, "Both")).unwrap();
    one_reaches(&home, &id, PostStage::Refused).await;
    bench.advance(TOGETHER).await;
    assert_eq!(titles(&home), ["“Both” needs you"]);
    home.sign_in_again(&ids[0], PASSWORD).await;
    one_reaches(&home, &id, PostStage::Shared).await;
    let last = || match home.shell.of_activities().pop() {
        Some(OfActivity::Shown(alert)) => alert,
        other => panic!("{other:?}"),
    };
    until("the change", async || (last().news.shared == 1).then_some(())).await;
    let alert = last();
    assert!(!alert.alarm, "{alert:?}");
    assert_eq!((alert.news.shared, alert.news.needs.len()), (1, 1));
    assert_eq!(alert.news.needs[0].need, Need::Refused);
}

#[tokio::test]
async fn of_two_processes_with_a_screen_one_shows_a_notice_and_the_next_one_withdraws_it() {
    let (bench, home, account) = account_at(Network::Mastodon).await;
    let other = bench.home().await;
    breaks_once(&bench, Network::Mastodon, FaultKind::RefuseContent);
    let id = home.share(&to(&account, "Once")).unwrap();
    reaches(&home, &id, PostStage::Refused).await;
    bench.advance(TOGETHER).await;
    let shown = || [titles(&home), titles(&other)].concat();
    until("the notification", async || (!shown().is_empty()).then_some(())).await;
    bench.advance(TimeDelta::hours(1)).await;
    assert_eq!(shown(), ["Mastodon does not take “Once”"]);
    bench.leave(home).await;
    other.settle_post(&only_post(&other, &id).id, Decision::Leave).unwrap();
    bench.advance(TOGETHER).await;
    until("the withdrawal", async || (withdrawn(&other) == 1).then_some(())).await;
}

#[tokio::test]
async fn a_success_is_told_only_if_the_person_asks_and_once() {
    let (bench, home, ids) = accounts_at(&[Network::Mastodon, Network::Bluesky]).await;
    let silent = home.share(&to_all(&ids, "In silence")).unwrap();
    one_reaches(&home, &silent, PostStage::Shared).await;
    bench.advance(TimeDelta::hours(2)).await;
    home.set_alert_settings(Settings { shared: true, ..Settings::default() }, None).await.unwrap();
    bench.advance(TOGETHER).await;
    assert_eq!(home.shell.of_activities(), []);
    let told = home.share(&to_all(&ids, "Told")).unwrap();
    for network in [Network::Mastodon, Network::Bluesky] {
        until("the posts", async || (bench.net.posts(network).len() == 2).then_some(())).await;
    }
    one_reaches(&home, &told, PostStage::Shared).await;
    settled(&home).await;
    bench.advance(TOGETHER).await;
    until("the notification", async || (!titles(&home).is_empty()).then_some(())).await;
    assert_eq!(titles(&home), ["Shared to 2"]);
    bench.leave(home).await;
    let home = bench.home().await;
    bench.advance(TimeDelta::hours(2)).await;
    assert_eq!(home.shell.of_activities(), []);
}

#[tokio::test]
async fn a_muted_network_and_a_pause_hold_the_notice_about_an_activity() {
    let (bench, home, ids) = accounts_at(&[Network::Mastodon, Network::Bluesky]).await;
    let settings = Settings { muted: ["bluesky".to_owned()].into(), ..Settings::default() };
    home.set_alert_settings(settings, None).await.unwrap();
    breaks_once(&bench, Network::Bluesky, FaultKind::RefuseContent);
    let muted = home.share(&to_all(&ids[1..], "Muted")).unwrap();
    one_reaches(&home, &muted, PostStage::Refused).await;
    bench.advance(TimeDelta::hours(1)).await;
    assert_eq!(home.shell.of_activities(), []);
    home.pause_alerts(Some(bench.now() + TimeDelta::hours(2))).await.unwrap();
    breaks_once(&bench, Network::Mastodon, FaultKind::RefuseContent);
    let held = home.share(&to_all(&ids[..1], "Held")).unwrap();
    one_reaches(&home, &held, PostStage::Refused).await;
    bench.advance(TimeDelta::hours(1)).await;
    assert_eq!(home.shell.of_activities(), []);
    bench.advance(TimeDelta::minutes(61)).await;
    assert_eq!(titles(&home), ["Mastodon does not take “Held”"]);
}

#[tokio::test]
async fn the_tray_offers_to_share_while_an_account_takes_posts() {
    let (bench, home, account) = account_at(Network::Mastodon).await;
    until("the offer", async || home.snapshot().sharing.can_share.then_some(())).await;
    home.disconnect(&account).await.unwrap();
    until("the end of the offer", async || {
        bench.advance(TOGETHER).await;
        (!home.snapshot().sharing.can_share).then_some(())
    })
    .await;
}
