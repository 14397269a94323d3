//! Native notifications: grouped, shown once when the person wants them, and withdrawn.

use std::sync::atomic::Ordering;

use chrono::{NaiveTime, TimeDelta};
use keeper::{
    ConnectionId, Event, Topic,
    alerts::{QuietHours, Settings},
};
use simnet::Network;

use crate::{
    bench::{ONE_CHECK, TOGETHER},
    support::{Bench, Home, Screen, until},
};

/// Longer than the wait for LinkedIn's second refusal.
const CONFIRMED: TimeDelta = TimeDelta::seconds(31);

async fn broken(bench: &Bench, networks: &[Network]) {
    for network in networks {
        bench.net.revoke(*network, "danar").unwrap();
    }
    for wait in [ONE_CHECK, CONFIRMED, TOGETHER] {
        bench.advance(wait).await;
    }
}

async fn two() -> (Bench, Home, [ConnectionId; 2]) {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let ids = [home.add(Network::Facebook).await, home.add(Network::LinkedIn).await];
    (bench, home, ids)
}

fn news(ids: &[&ConnectionId]) -> Screen {
    Screen::Alert(Topic::Trouble, ids.iter().copied().cloned().collect(), Vec::new())
}

fn still(ids: &[&ConnectionId]) -> Screen {
    Screen::Alert(Topic::Trouble, Vec::new(), ids.iter().copied().cloned().collect())
}

#[tokio::test]
async fn what_breaks_together_is_shown_together_changed_when_one_recovers_and_withdrawn_when_all_have() {
    let (bench, home, [facebook, linkedin]) = two().await;
    broken(&bench, &[Network::Facebook, Network::LinkedIn]).await;
    // Facebook's refusal counts at once, and LinkedIn's half a minute later.
    assert_eq!(home.shell.screen().len(), 2, "{:?}", home.shell.screen());
    assert_eq!(home.shell.screen()[0], news(&[&facebook]));
    let both = Screen::Alert(Topic::Trouble, vec![linkedin.clone()], vec![facebook.clone()]);
    assert_eq!(home.shell.screen()[1], both);
    assert_eq!(home.times(&facebook, Event::Notified).await, 1);
    assert_eq!(home.times(&linkedin, Event::Notified).await, 1);
    home.sign_in_again(&facebook, crate::support::PASSWORD).await;
    assert_eq!(home.shell.screen()[2..], [still(&[&linkedin])]);
    home.sign_in_again(&linkedin, crate::support::PASSWORD).await;
    assert_eq!(home.shell.screen()[3..], [Screen::Withdrawn(Topic::Trouble)]);
}

#[tokio::test]
async fn what_was_shown_is_not_shown_again_after_a_restart_and_is_still_withdrawn() {
    let (bench, home, [facebook, _]) = two().await;
    broken(&bench, &[Network::Facebook]).await;
    assert_eq!(home.shell.screen(), [news(&[&facebook])]);
    bench.leave(home).await;
    let home = bench.home().await;
    bench.advance(ONE_CHECK).await;
    assert_eq!(home.shell.screen(), []);
    home.sign_in_again(&facebook, crate::support::PASSWORD).await;
    assert_eq!(home.shell.screen(), [Screen::Withdrawn(Topic::Trouble)]);
}

#[tokio::test]
async fn what_is_over_before_it_was_shown_is_never_shown() {
    let (bench, home, [facebook, _]) = two().await;
    bench.net.revoke(Network::Facebook, "danar").unwrap();
    bench.advance(ONE_CHECK).await;
    home.sign_in_again(&facebook, crate::support::PASSWORD).await;
    bench.advance(TOGETHER).await;
    assert_eq!(home.shell.screen(), []);
    assert_eq!(home.times(&facebook, Event::Notified).await, 0);
}

#[tokio::test]
async fn of_two_processes_with_a_screen_one_shows_it() {
    let (bench, first, [facebook, _]) = two().await;
    let second = bench.home().await;
    broken(&bench, &[Network::Facebook]).await;
    let shown = || [first.shell.screen(), second.shell.screen()].concat();
    until("the notification", async || (!shown().is_empty()).then_some(())).await;
    bench.advance(ONE_CHECK).await;
    assert_eq!(shown(), [news(&[&facebook])]);
}

#[tokio::test]
async fn a_pause_holds_everything_until_its_end_and_survives_a_restart() {
    let (bench, home, [facebook, _]) = two().await;
    let end = bench.now() + TimeDelta::hours(20);
    home.pause_alerts(Some(end)).await.unwrap();
    assert_eq!(home.snapshot().alerts_paused_until, Some(end));
    broken(&bench, &[Network::Facebook]).await;
    assert_eq!(home.shell.screen(), []);
    bench.leave(home).await;
    let home = bench.home().await;
    assert_eq!(home.snapshot().alerts_paused_until, Some(end));
    bench.advance(TimeDelta::hours(7)).await;
    assert_eq!(home.shell.screen(), [news(&[&facebook])]);
    assert_eq!(home.snapshot().alerts_paused_until, None);
}

#[tokio::test]
async fn a_muted_network_is_not_shown_and_quiet_hours_hold_what_falls_into_them() {
    let (bench, home, [_, linkedin]) = two().await;
    let time = |at: chrono::DateTime<chrono::Utc>| home.zone().local(at).time();
    let from = time(bench.now() + TimeDelta::hours(12));
    let to: NaiveTime = time(bench.now() + TimeDelta::hours(15));
    let settings = Settings {
        muted: ["facebook".to_owned()].into(),
        quiet_hours: Some(QuietHours { from, to }),
        ..Settings::default()
    };
    home.set_alert_settings(settings, None).await.unwrap();
    broken(&bench, &[Network::Facebook, Network::LinkedIn]).await;
    assert_eq!(home.shell.screen(), [], "quiet");
    bench.advance(TimeDelta::hours(2)).await;
    assert_eq!(home.shell.screen(), [news(&[&linkedin])]);
}

#[tokio::test]
async fn what_the_system_refuses_to_show_is_tried_again_and_said_to_be_refused() {
    let (bench, home, [facebook, _]) = two().await;
    home.shell.refuses.store(true, Ordering::SeqCst);
    broken(&bench, &[Network::Facebook]).await;
    assert_eq!(home.shell.screen(), [news(&[&facebook])]);
    until("the note", async || home.alert_settings().unwrap().not_shown_since).await;
    assert_eq!(home.times(&facebook, Event::Notified).await, 0);
    home.shell.refuses.store(false, Ordering::SeqCst);
    bench.advance(TimeDelta::seconds(61)).await;
    assert_eq!(home.shell.screen(), [news(&[&facebook]), news(&[&facebook])]);
    until("the note", async || home.alert_settings().unwrap().not_shown_since.is_none().then_some(())).await;
    assert_eq!(home.times(&facebook, Event::Notified).await, 1);
}

#[tokio::test]
async fn the_persons_own_ladder_takes_the_place_of_the_networks_and_bad_settings_change_nothing() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let id = home.add(Network::Facebook).await;
    let own = Settings { warn_days: Some(vec![20]), ..Settings::default() };
    home.set_alert_settings(own.clone(), None).await.unwrap();
    bench.advance(TimeDelta::days(39)).await;
    assert_eq!(home.shell.notices(&id).len(), 0);
    bench.advance(TimeDelta::days(2)).await;
    assert_eq!(home.shell.notices(&id).len(), 1);
    let bad = Settings { warn_days: Some(vec![0]), ..Settings::default() };
    let error = home.set_alert_settings(bad, None).await.unwrap_err();
    assert!(error.to_string().contains("days from 1 to 60"), "{error}");
    assert_eq!(home.alert_settings().unwrap().settings, own);
    bench.leave(home).await;
    let home = bench.home().await;
    assert_eq!(home.alert_settings().unwrap().settings, own);
}
