//! The notices about activities in virtual time: which activity is told, when, and what replaces a notice.

use std::collections::BTreeMap;

use alerts::{
    Access, ActivityEntry, Channel, Channels, Delivery, Email, Item, Need, News, QuietHours, Security,
    Settings, changes_at, news, plan_activities,
};
use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use publishing::{Destination, Late, Phase, Post, Remote};

const BOTH: Channels = Channels { native: true, email: true };

/// Noon.
fn noon() -> DateTime<Utc> {
    "2026-11-30T12:00:00Z".parse().unwrap()
}

fn minutes(count: i64) -> TimeDelta {
    TimeDelta::minutes(count)
}

fn post(id: &str, network: &str, phase: Phase) -> Post {
    let to = Destination { network: network.into(), account: "1".into(), page: String::new() };
    Post {
        id: id.into(),
        activity: "activity-1".into(),
        to,
        version: 1,
        phase,
        due: noon(),
        late: None,
        handle: None,
        cancel: false,
        refused_token: None,
        hold: None,
        deletion: None,
    }
}

fn refused() -> Phase {
    Phase::Refused { at: noon(), reason: None }
}

fn published(at: DateTime<Utc>) -> Phase {
    Phase::Published { at, remote: Remote { id: "1".into(), address: None } }
}

fn open(posts: &[Post]) -> Vec<Item<'_>> {
    posts.iter().map(|post| Item { post, access: Access::Open, has_draft: false }).collect()
}

fn needs(all: &[(&str, Need)]) -> News {
    let needs: BTreeMap<_, _> = all.iter().map(|(post, need)| ((*post).to_owned(), *need)).collect();
    News { needs, shared: 0 }
}

fn with_mail() -> Settings {
    let email = Email {
        host: "smtp.example.org".into(),
        port: 465,
        security: Security::Tls,
        username: None,
        from: "gander@example.org".into(),
        to: vec!["dana@example.org".into()],
    };
    Settings { email: Some(email), ..Settings::default() }
}

fn success(shared: usize) -> News {
    News { shared, ..News::default() }
}

fn told(posts: &[Post]) -> Option<News> {
    news(noon(), &Settings::default(), &open(posts))
}

fn raised(now: DateTime<Utc>, news: News) -> ActivityEntry {
    ActivityEntry::next(None, &"activity-1".into(), now, Some(news)).unwrap()
}

fn then(former: &ActivityEntry, now: DateTime<Utc>, news: Option<News>) -> Option<ActivityEntry> {
    ActivityEntry::next(Some(former), &"activity-1".into(), now, news)
}

#[test]
fn a_refusal_is_told_and_a_success_is_not() {
    let posts = [post("a", "x", refused()), post("b", "mastodon", published(noon()))];
    assert_eq!(told(&posts), Some(News { shared: 1, ..needs(&[("a", Need::Refused)]) }));
    assert_eq!(told(&posts[1..]), None);
}

#[test]
fn a_lost_answer_is_told_once_the_looks_of_a_quarter_of_an_hour_are_over() {
    let unknown = |next_look: Option<i64>| Phase::Unknown {
        armed_at: noon(),
        looks: 1,
        next_look: next_look.map(|after| noon() + minutes(after)),
        not_seen: 1,
    };
    for early in [2, 5, 15] {
        assert_eq!(told(&[post("a", "x", unknown(Some(early)))]), None, "{early}");
    }
    for over in [Some(60), None] {
        assert_eq!(told(&[post("a", "x", unknown(over))]), Some(needs(&[("a", Need::Unknown)])), "{over:?}");
    }
    let given_up = Post { cancel: true, ..post("a", "x", unknown(None)) };
    assert_eq!(told(&[given_up]), None);
}

#[test]
fn a_plan_is_late_by_its_own_rule_and_one_that_becomes_a_draft_is_not_told() {
    let planned = |late| Post { late: Some(late), ..post("a", "x", Phase::Queued) };
    let at = |late, after: TimeDelta| news(noon() + after, &Settings::default(), &open(&[planned(late)]));
    let late = Some(needs(&[("a", Need::Late)]));
    assert_eq!(at(Late::Ask, minutes(5)), None);
    assert_eq!(at(Late::Ask, minutes(6)), late);
    assert_eq!(at(Late::SixHours, minutes(359)), None);
    assert_eq!(at(Late::SixHours, minutes(361)), late);
    assert_eq!(at(Late::Never, minutes(361)), None);
    let posts = [planned(Late::Ask)];
    let next = changes_at(noon(), &open(&posts)).unwrap();
    assert_eq!(news(next, &Settings::default(), &open(&posts)), late);
    assert_eq!(news(next - TimeDelta::milliseconds(1), &Settings::default(), &open(&posts)), None);
}

#[test]
fn a_plan_that_became_a_draft_is_told_for_as_long_as_the_draft_is_there() {
    let given_up = |at| Post { late: Some(Late::Never), ..post("a", "x", Phase::cancelled(at)) };
    let told = |post: &Post, has_draft| {
        news(noon() + minutes(9), &Settings::default(), &[Item { post, access: Access::Open, has_draft }])
    };
    let late = given_up(noon() + minutes(6));
    assert_eq!(told(&late, true), Some(needs(&[("a", Need::Draft)])));
    assert_eq!(told(&late, false), None);
    assert_eq!(told(&given_up(noon() + minutes(4)), true), None, "the person cancelled it in time");
    let other = Post { late: Some(Late::Ask), ..late.clone() };
    assert_eq!(told(&other, true), None, "the person left it out");
    assert!(!Need::Draft.is_open() && Need::Asks.is_open());
}

#[test]
fn a_post_that_waited_with_many_others_asks_unless_its_account_is_cut_again_or_it_is_late() {
    let held = Post { hold: Some(publishing::Hold::Asks), ..post("a", "x", Phase::Queued) };
    let told = |post: &Post, access| {
        news(noon() + minutes(361), &Settings::default(), &[Item { post, access, has_draft: false }])
    };
    let asks = told(&held, Access::Open);
    assert_eq!(asks, Some(needs(&[("a", Need::Asks)])));
    assert!(asks.unwrap().only_asks() && !needs(&[("a", Need::Asks), ("b", Need::Late)]).only_asks());
    assert_eq!(told(&held, Access::Cut { since: None }), None, "the notice about the account counts it");
    let late = Post { late: Some(Late::SixHours), ..held };
    assert_eq!(told(&late, Access::Open), Some(needs(&[("a", Need::Late)])));
}

#[test]
fn a_post_that_the_person_edits_is_not_told() {
    let hold = Some(publishing::Hold::Edit { until: noon() + minutes(20) });
    let held = Post { late: Some(Late::Ask), hold, ..post("a", "x", Phase::Queued) };
    assert_eq!(news(noon() + minutes(10), &Settings::default(), &open(std::slice::from_ref(&held))), None);
    let next = changes_at(noon() + minutes(10), &open(std::slice::from_ref(&held))).unwrap();
    assert_eq!(news(next, &Settings::default(), &open(&[held])), Some(needs(&[("a", Need::Late)])));
}

#[test]
fn a_post_by_hand_is_told_at_its_time_and_never_is_late() {
    let theirs = Post { due: noon() + minutes(10), late: Some(Late::Ask), ..post("a", "x", Phase::ByHand) };
    let at = |post: &Post, after: i64| {
        news(noon() + minutes(after), &Settings::default(), &open(std::slice::from_ref(post)))
    };
    assert_eq!(at(&theirs, 9), None);
    assert_eq!(changes_at(noon(), &open(std::slice::from_ref(&theirs))), Some(noon() + minutes(10)));
    for after in [10, 400, 100_000] {
        assert_eq!(at(&theirs, after), Some(needs(&[("a", Need::ByHand)])));
    }
    let told = at(&theirs, 10).unwrap();
    assert_eq!(told.only_by_hand(), Some("a"));
    assert!(told.follows_from_time() && Need::ByHand.is_open());
    assert_eq!(needs(&[("a", Need::ByHand), ("b", Need::Late)]).only_by_hand(), None);
    assert_eq!(needs(&[("a", Need::Late)]).only_by_hand(), None);
    let hold = Some(publishing::Hold::Edit { until: noon() + minutes(20) });
    assert_eq!(at(&Post { hold, ..theirs.clone() }, 15), None, "the person edits it");
    assert_eq!(at(&Post { phase: Phase::HandedOver { at: noon() }, ..theirs.clone() }, 15), None);
    // A cut account keeps nobody from sharing on the network's own page.
    let cut = Item { post: &theirs, access: Access::Cut { since: None }, has_draft: false };
    let told = news(noon() + minutes(10), &Settings::default(), &[cut]);
    assert_eq!(told, Some(needs(&[("a", Need::ByHand)])));
}

#[test]
fn only_a_plan_that_falls_due_after_the_cut_has_a_notice_of_its_own() {
    let planned = Post { late: Some(Late::SixHours), ..post("a", "x", Phase::Queued) };
    let at_once = post("a", "x", Phase::Queued);
    let cut = |post: &Post, since: Option<DateTime<Utc>>| {
        news(noon(), &Settings::default(), &[Item { post, access: Access::Cut { since }, has_draft: false }])
    };
    let waits = Some(needs(&[("a", Need::Waits)]));
    assert_eq!(cut(&planned, Some(noon() - minutes(1))), waits);
    assert_eq!(cut(&planned, None), waits);
    // The notice about the account counts it.
    assert_eq!(cut(&planned, Some(noon())), None);
    // The person knew.
    assert_eq!(cut(&at_once, Some(noon() - minutes(1))), None);
    // Beside another need, the notice says it all.
    let other = post("b", "y", refused());
    let both = [
        Item { post: &at_once, access: Access::Cut { since: None }, has_draft: false },
        Item { post: &other, access: Access::Open, has_draft: false },
    ];
    let all = needs(&[("a", Need::Waits), ("b", Need::Refused)]);
    assert_eq!(news(noon(), &Settings::default(), &both), Some(all));
    let earlier = Post { due: noon() + minutes(1), ..planned };
    assert_eq!(cut(&earlier, None), None, "the time has not come");
}

#[test]
fn a_success_is_told_on_request_while_it_is_fresh_and_whole() {
    let wants = Settings { shared: true, ..Settings::default() };
    let posts = [post("a", "x", published(noon())), post("b", "y", published(noon()))];
    let at = |after| news(noon() + minutes(after), &wants, &open(&posts));
    assert_eq!(at(1), Some(success(2)));
    assert_eq!(at(61), None);
    let under_way = [posts[0].clone(), post("b", "y", Phase::Armed { at: noon(), again: false })];
    assert_eq!(news(noon(), &wants, &open(&under_way)), None);
    let left_out = [posts[0].clone(), post("b", "y", Phase::cancelled(noon()))];
    assert_eq!(news(noon(), &wants, &open(&left_out)), Some(success(1)));
}

#[test]
fn a_muted_network_makes_no_notice() {
    let muted = Settings { muted: ["x".to_owned()].into(), ..Settings::default() };
    let posts = [post("a", "x", refused()), post("b", "y", refused())];
    assert_eq!(news(noon(), &muted, &open(&posts[..1])), None);
    assert!(news(noon(), &muted, &open(&posts)).is_some());
}

#[test]
fn a_new_need_is_news_a_settled_one_changes_the_notice_and_the_last_one_ends_it() {
    let mut entry = raised(noon(), needs(&[("a", Need::Waits), ("b", Need::Refused)]));
    entry.told(Channel::Native, noon());
    let later = noon() + minutes(1);
    assert_eq!(then(&entry, later, Some(entry.news.clone())), None);
    let fewer = then(&entry, later, Some(needs(&[("b", Need::Refused)]))).unwrap();
    assert_eq!((fewer.raised, fewer.is_shown()), (noon(), true));
    assert_eq!(fewer.news, needs(&[("b", Need::Refused)]));
    let more = News { shared: 1, ..entry.news.clone() };
    assert_eq!(then(&entry, later, Some(more)).unwrap().raised, noon(), "another account has it");
    let done = then(&entry, later, Some(success(2))).unwrap();
    assert_eq!((done.raised, done.native), (later, Delivery::Waiting));
    let other = then(&entry, later, Some(needs(&[("a", Need::Late), ("b", Need::Refused)]))).unwrap();
    assert_eq!((other.raised, other.native), (later, Delivery::Waiting));
    let over = then(&entry, later, None).unwrap();
    assert!(!over.stands() && !over.is_past(later) && over.is_past(later + minutes(60)));
    // The same refusal after another attempt is news.
    assert_eq!(then(&over, later, Some(entry.news)).unwrap().raised, later);
}

#[test]
fn a_success_stays_on_the_screen_and_is_told_once() {
    let mut entry = raised(noon(), success(2));
    assert_eq!(entry.email, Delivery::NotMeant);
    entry.told(Channel::Native, noon());
    assert_eq!(then(&entry, noon() + minutes(5), Some(success(2))), None);
    assert_eq!(then(&entry, noon() + minutes(90), None), None);
    assert!(!entry.is_past(noon() + minutes(59)) && entry.is_past(noon() + minutes(61)));
}

#[test]
fn a_notification_comes_after_seconds_and_a_mail_if_it_is_unseen_for_an_hour() {
    let mut entry = raised(noon(), needs(&[("a", Need::Refused)]));
    let plan = |entry: &ActivityEntry, after: TimeDelta| {
        plan_activities(noon() + after, &Utc, &with_mail(), BOTH, &[entry])
    };
    let none: [publishing::ActivityId; 0] = [];
    let first = plan(&entry, TimeDelta::zero());
    assert_eq!((first.shows.as_slice(), first.next), (none.as_slice(), Some(noon() + TimeDelta::seconds(5))));
    let shown = plan(&entry, TimeDelta::seconds(5));
    assert_eq!((shown.shows.len(), shown.mail.len()), (1, 0));
    entry.told(Channel::Native, noon() + TimeDelta::seconds(5));
    assert_eq!(plan(&entry, minutes(1)).next, Some(noon() + minutes(60)));
    assert_eq!(plan(&entry, minutes(60)).mail.len(), 1);
    let seen = ActivityEntry { seen: true, ..entry.clone() };
    assert_eq!(plan(&seen, minutes(600)), alerts::ActivityPlan::default());
    entry.failed(Channel::Email, noon() + minutes(60));
    let again = plan(&entry, minutes(60));
    assert_eq!((again.mail.as_slice(), again.next), (none.as_slice(), Some(noon() + minutes(61))));
}

#[test]
fn a_failed_notice_is_not_shown_and_news_do_not_shorten_its_wait() {
    let mut entry = raised(noon(), needs(&[("a", Need::Refused)]));
    assert!(!entry.is_shown());
    entry.failed(Channel::Native, noon());
    assert!(!entry.is_shown());
    let failed = entry.native;
    assert!(matches!(failed, Delivery::Failed { times: 1, .. }));
    let other = then(&entry, noon(), Some(needs(&[("b", Need::Refused)]))).unwrap();
    assert_eq!((other.native, other.email), (failed, Delivery::Waiting));
    entry.try_again(Channel::Native);
    assert_eq!(entry.native, Delivery::Waiting);
    entry.told(Channel::Email, noon());
    entry.try_again(Channel::Email);
    assert_eq!(entry.email, Delivery::Done { at: noon() }, "no mail goes out twice");
}

#[test]
fn a_need_is_kept_until_it_is_over() {
    let mut entry = raised(noon(), needs(&[("a", Need::Refused)]));
    assert!(!entry.is_past(noon() + TimeDelta::days(400)));
    entry.told(Channel::Native, noon());
    assert!(!entry.is_past(noon() + TimeDelta::days(400)));
}

#[test]
fn only_what_is_late_or_waits_follows_from_the_time() {
    for (need, follows) in
        [(Need::Late, true), (Need::Waits, true), (Need::Refused, false), (Need::Unknown, false)]
    {
        assert_eq!(needs(&[("a", need)]).follows_from_time(), follows, "{need:?}");
        assert_eq!(needs(&[("a", need), ("b", Need::Refused)]).follows_from_time(), follows, "{need:?}");
    }
    assert!(!success(1).follows_from_time());
}

#[test]
fn quiet_hours_a_pause_and_the_digest_hold_it() {
    let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let entry = raised(noon(), needs(&[("a", Need::Refused)]));
    let at = |settings: &Settings, after: TimeDelta| {
        let plan = plan_activities(noon() + after, &Utc, settings, BOTH, &[&entry]);
        (plan.shows.len(), plan.next)
    };
    let quiet = QuietHours { from: time(11), to: time(13) };
    for held in [
        Settings { quiet_hours: Some(quiet), ..Settings::default() },
        Settings { paused_until: Some(noon() + minutes(60)), ..Settings::default() },
        Settings { digest: Some(time(13)), ..Settings::default() },
    ] {
        assert_eq!(at(&held, minutes(1)), (0, Some(noon() + minutes(60))), "{held:?}");
        assert_eq!(at(&held, minutes(60)), (1, None), "{held:?}");
    }
    let off = Settings { native: false, ..Settings::default() };
    assert_eq!(at(&off, minutes(1)), (0, None));
}
