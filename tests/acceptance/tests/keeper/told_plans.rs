//! Notices about plans: those that come after an end, those that became drafts, and those that ask after Reauthorize.

use chrono::TimeDelta;
use keeper::{Late, PostStage, ShareRequest};
use simnet::{Lifetime, Network};

use crate::{
    bench::{TOGETHER, account_at, account_with, all_reach, cut, reaches, to},
    support::{Bench, Home, OfActivity, PASSWORD, until},
};

const DAY: i64 = 86_400;

/// The titles of the notifications about activities.
fn titles(home: &Home) -> Vec<String> {
    let locale = keeper::Locale::new("en", |at| at.naive_utc());
    let shown = home.shell.of_activities().into_iter().filter_map(|each| match each {
        OfActivity::Shown(alert) => Some(keeper::activity_words(&locale, &alert.news).0),
        OfActivity::Withdrawn(_) => None,
    });
    shown.collect()
}

/// Lets time pass until a notification has come.
async fn told(bench: &Bench, home: &Home) {
    until("a notification", async || {
        bench.advance(TOGETHER).await;
        (!titles(home).is_empty()).then_some(())
    })
    .await;
}

async fn withdrawn(home: &Home, id: &str) {
    until("the withdrawal", async || {
        home.shell.of_activities().contains(&OfActivity::Withdrawn(id.to_owned())).then_some(())
    })
    .await;
}

#[tokio::test]
async fn a_warning_before_an_end_counts_the_plans_after_it() {
    let lifetime = Lifetime { access_seconds: None, refresh_seconds: Some(12 * DAY) };
    let (bench, home, account) = account_with(Network::LinkedIn, |bench| {
        bench.net.set_lifetime(Network::LinkedIn, lifetime).unwrap();
    })
    .await;
    for days in [11, 13] {
        let plan = Some((bench.now() + TimeDelta::days(days), Late::SixHours));
        home.share(&ShareRequest { plan, ..to(&account, &format!("In {days} days")) }).unwrap();
    }
    bench.advance(TimeDelta::days(2)).await;
    bench.advance(TOGETHER).await;
    until("the warning", async || (!home.shell.screen().is_empty()).then_some(())).await;
    // Once in the words of the terminal, and once in the notification.
    assert_eq!(home.shell.debug().matches("planned_after: 1").count(), 2, "{}", home.shell.debug());
}

#[tokio::test]
async fn a_plan_that_became_a_draft_is_told_once_until_the_draft_is_gone() {
    let (bench, home, account) = account_at(Network::Mastodon).await;
    let at = bench.now() + TimeDelta::hours(1);
    let id = home.share(&ShareRequest { plan: Some((at, Late::Never)), ..to(&account, "Lunch") }).unwrap();
    bench.leave(home).await;
    bench.advance(TimeDelta::hours(8)).await;
    let home = bench.home().await;
    told(&bench, &home).await;
    assert_eq!(titles(&home), ["“Lunch” is a draft now"]);
    assert_eq!(home.snapshot().sharing.needing, 0, "a draft needs nobody");
    bench.leave(home).await;

    let home = bench.home().await;
    bench.advance(TimeDelta::days(2)).await;
    assert_eq!(home.shell.of_activities(), []);
    let [draft] = home.drafts().unwrap().try_into().expect("one draft");
    home.discard_draft(&draft.id).unwrap();
    withdrawn(&home, &id).await;
}

#[tokio::test]
async fn a_plan_that_the_person_cancelled_in_time_is_no_news() {
    let (bench, home, account) = account_at(Network::Mastodon).await;
    let at = bench.now() + TimeDelta::hours(1);
    let id = home.share(&ShareRequest { plan: Some((at, Late::Never)), ..to(&account, "Lunch") }).unwrap();
    let post = crate::bench::only_post(&home, &id).id;
    home.settle_post(&post, keeper::Decision::Leave).unwrap();
    reaches(&home, &id, PostStage::Cancelled).await;
    bench.advance(TimeDelta::hours(8)).await;
    assert_eq!(home.shell.of_activities(), []);
}

#[tokio::test]
async fn many_that_waited_are_one_question_after_reauthorize() {
    let (bench, home, account) = account_at(Network::Mastodon).await;
    cut(&bench, &home, Network::Mastodon, &account).await;
    let mut ids = Vec::new();
    for nth in 1..=4 {
        ids.push(home.share(&to(&account, &format!("Held {nth}"))).unwrap());
    }
    bench.advance(TimeDelta::days(1)).await;
    home.sign_in_again(&account, PASSWORD).await;
    for id in &ids {
        all_reach(&home, id, PostStage::Asks).await;
    }
    told(&bench, &home).await;
    bench.advance(TimeDelta::hours(2)).await;
    assert_eq!(titles(&home), ["4 activities waited for Mastodon"], "one for all of them");
    let sharing = home.snapshot().sharing;
    assert_eq!((sharing.waiting, sharing.needing), (0, 4));

    assert_eq!(home.share_what_waited(&account).unwrap(), 4);
    for id in &ids {
        withdrawn(&home, id).await;
    }
    assert_eq!(home.snapshot().sharing.needing, 0);
    assert_eq!(titles(&home).len(), 1);
}
