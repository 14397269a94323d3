//! Single scenarios.

use alerts::{Channel, Channels, Entry, NoticeKind, QuietHours, Settings, Topic, plan};
use chrono::{NaiveTime, TimeDelta};
use chrono_tz::{Europe::Berlin, UTC};

use crate::world::{Crash, Shown, World, broken, utc, with_email};

const NOON: &str = "2026-01-10T12:00:00Z";

fn warned(by: &str, days: i64) -> NoticeKind {
    NoticeKind::ReauthorizeBy { by: utc(by), rung: TimeDelta::days(days) }
}

fn told(at: &str, about: &[usize]) -> Shown {
    Shown { at: utc(at), about: about.to_vec() }
}

fn world() -> World {
    World::new(NOON, UTC, with_email())
}

#[test]
fn what_breaks_together_is_told_together_once() {
    let mut world = world();
    world.raise("a", broken());
    world.wait(TimeDelta::seconds(3));
    world.raise("b", broken());
    world.wait(TimeDelta::days(30));
    assert_eq!(world.shows, [told("2026-01-10T12:00:05Z", &[0, 1])]);
    assert_eq!(world.mails, [told("2026-01-10T12:05:00Z", &[0, 1])]);
}

#[test]
fn a_recovery_within_seconds_tells_nothing_at_all() {
    let mut world = world();
    world.raise("a", broken());
    world.wait(TimeDelta::seconds(4));
    world.recover("a");
    world.wait(TimeDelta::days(1));
    assert_eq!((world.shows.len(), world.mails.len()), (0, 0));
}

#[test]
fn a_recovery_within_a_minute_withdraws_the_notification_and_sends_no_mail() {
    let mut world = world();
    world.raise("a", broken());
    world.wait(TimeDelta::seconds(50));
    assert_eq!(world.screen(Topic::Trouble), ["a"]);
    world.recover("a");
    assert!(world.screen(Topic::Trouble).is_empty());
    world.wait(TimeDelta::days(1));
    assert_eq!((world.shows.len(), world.mails.len()), (1, 0));
}

#[test]
fn what_has_stood_for_less_than_a_minute_is_in_no_mail_about_others() {
    let mut world = world();
    world.raise("a", broken());
    world.wait(TimeDelta::seconds(270));
    world.raise("b", broken());
    world.wait(TimeDelta::seconds(40));
    world.recover("b");
    world.wait(TimeDelta::days(1));
    assert_eq!(world.mails, [told("2026-01-10T12:05:00Z", &[0])]);
}

#[test]
fn sleep_through_several_rungs_makes_one_message() {
    let mut world = world();
    world.raise("a", warned("2026-01-20T12:00:00Z", 10));
    // The state machine raises only the rung that is reached.
    world.sleep(TimeDelta::days(9));
    world.raise("a", warned("2026-01-20T12:00:00Z", 1));
    world.wait(TimeDelta::days(5));
    assert_eq!(world.shows.len(), 2, "{:?}", world.shows);
    assert_eq!(world.mails.len(), 2, "{:?}", world.mails);
    // If several rungs are raised during a pause, only the last one is delivered.
    let mut world = self::world();
    world.settings.paused_until = Some(utc("2026-01-19T12:00:00Z"));
    for days in [10, 3, 1] {
        world.raise("a", warned("2026-01-20T12:00:00Z", days));
    }
    world.sleep(TimeDelta::days(9) + TimeDelta::hours(1));
    world.wait(TimeDelta::days(5));
    assert_eq!(world.shows, [told("2026-01-19T13:00:00Z", &[2])]);
    assert_eq!(world.mails, [told("2026-01-19T13:00:00Z", &[2])]);
}

#[test]
fn mails_go_out_at_the_first_rung_and_at_the_last() {
    let mut world = world();
    for (days, wait) in [(10, 7), (3, 2), (1, 2)] {
        world.raise("a", warned("2026-01-20T12:00:00Z", days));
        world.wait(TimeDelta::days(wait));
    }
    assert_eq!(world.shows.len(), 3);
    let about: Vec<_> = world.mails.iter().map(|mail| mail.about.clone()).collect();
    assert_eq!(about, [[0], [2]]);
}

#[test]
fn a_warning_that_was_withdrawn_is_mailed_again() {
    let mut world = world();
    world.raise("a", warned("2026-01-20T12:00:00Z", 10));
    world.wait(TimeDelta::minutes(30));
    world.recover("a");
    world.wait(TimeDelta::minutes(30));
    world.raise("a", warned("2026-01-20T12:00:00Z", 10));
    world.wait(TimeDelta::days(1));
    let about: Vec<_> = world.mails.iter().map(|mail| mail.about.clone()).collect();
    assert_eq!(about, [[0], [1]]);
}

fn raised(name: &str, kind: NoticeKind) -> Entry {
    Entry::raised(None, utc(NOON), name.into(), name.into(), kind, None)
}

#[test]
fn a_channel_shows_only_if_it_is_on_and_this_process_serves_it() {
    let entry = raised("a", broken());
    for (served, on) in [(true, false), (false, true), (true, true)] {
        let settings = Settings { native: on, ..Settings::default() };
        let channels = Channels { native: served, email: false };
        let plan = plan(utc("2026-01-10T12:00:05Z"), &UTC, &settings, channels, &[&entry]);
        assert_eq!(plan.shows.len(), usize::from(served && on), "served {served}, on {on}");
    }
}

#[test]
fn each_topic_has_a_notification_of_its_own() {
    let (a, b) = (raised("a", broken()), raised("b", warned("2026-01-20T12:00:00Z", 10)));
    let channels = Channels { native: true, email: false };
    let plan = plan(utc("2026-01-10T12:00:05Z"), &UTC, &Settings::default(), channels, &[&b, &a]);
    let shows: Vec<_> = plan.shows.iter().map(|show| (show.topic, show.news.as_slice())).collect();
    assert_eq!(shows, [(Topic::Trouble, ["a".into()].as_slice()), (Topic::Soon, ["b".into()].as_slice())]);
}

#[test]
fn what_flaps_is_told_again_only_after_it_has_stood_for_a_while() {
    let mut world = world();
    world.raise("a", broken());
    world.wait(TimeDelta::minutes(1));
    for _ in 0..20 {
        world.recover("a");
        world.wait(TimeDelta::minutes(4));
        world.raise("a", broken());
        world.wait(TimeDelta::minutes(4));
    }
    assert_eq!((world.shows.len(), world.mails.len()), (1, 0), "{:?} {:?}", world.shows, world.mails);
    // The notice now stands, and another reason does not end the wait.
    world.raise("a", NoticeKind::SetUpNeeded(lifecycle::SetUp::AppKeysRefused));
    world.wait(TimeDelta::minutes(5));
    assert_eq!(world.shows.len(), 1);
    world.wait(TimeDelta::minutes(5));
    assert_eq!((world.shows.len(), world.mails.len()), (2, 1));
}

#[test]
fn a_refusing_server_is_asked_ever_more_seldom_and_nothing_new_hurries_it() {
    let mut world = world();
    world.mail_works = false;
    world.raise("a", broken());
    world.wait(TimeDelta::minutes(30));
    let tries = |world: &World| -> Vec<_> {
        let mails = world.failures.iter().filter(|(channel, _)| *channel == Channel::Email);
        mails.map(|(_, at)| (*at - utc(NOON)).num_minutes()).collect()
    };
    assert_eq!(tries(&world), [5, 6, 8, 12, 20]);
    // Another connection, another reason and another break of the same one do not shorten the wait.
    world.raise("b", broken());
    world.raise("a", NoticeKind::SetUpNeeded(lifecycle::SetUp::AppKeysMissing));
    world.recover("a");
    world.raise("a", broken());
    world.wait(TimeDelta::minutes(5));
    assert_eq!(tries(&world), [5, 6, 8, 12, 20]);
    world.mail_works = true;
    world.wait(TimeDelta::days(2));
    assert_eq!(world.mails.len(), 1, "{:?}", world.mails);
    assert_eq!(world.mails[0].about, [3, 1]);
}

#[test]
fn other_settings_are_tried_at_once() {
    let mut world = world();
    world.mail_works = false;
    world.raise("a", broken());
    world.wait(TimeDelta::hours(2));
    world.mail_works = true;
    world.store.values_mut().for_each(|entry| entry.try_again(Channel::Email));
    world.look();
    assert_eq!(world.mails, [told("2026-01-10T14:00:00Z", &[0])]);
}

#[test]
fn a_crash_between_noting_and_showing_shows_nothing_twice() {
    let mut world = world();
    world.crash = Some(Crash::NotedNotShown);
    world.raise("a", broken());
    world.wait(TimeDelta::days(1));
    assert_eq!((world.shows.len(), world.mails.len()), (0, 1));
}

#[test]
fn a_crash_around_a_mail_loses_none() {
    for (crash, arrives) in [(Crash::NotSent, 1), (Crash::SentNotNoted, 2)] {
        let mut world = world();
        world.crash = Some(crash);
        world.raise("a", broken());
        world.wait(TimeDelta::days(1));
        assert_eq!(world.mails.len(), arrives, "{crash:?}");
        // Both are the same mail, with the same Message-ID.
        assert!(world.mails.iter().all(|mail| mail.about == [0]), "{crash:?}");
    }
}

#[test]
fn a_second_process_that_has_not_heard_yet_shows_nothing_again() {
    let mut world = world();
    world.raise("a", broken());
    let known = world.store.clone();
    world.wait(TimeDelta::minutes(1));
    assert_eq!(world.shows.len(), 1);
    world.settings.email = None;
    world.look_knowing(&known);
    assert_eq!(world.shows.len(), 1);
}

#[test]
fn nothing_that_comes_to_an_end_is_remembered_for_ever() {
    let mut world = world();
    world.raise("a", broken());
    world.wait(TimeDelta::minutes(30));
    world.raise("b", broken());
    world.recover("a");
    world.wait(TimeDelta::minutes(20));
    world.recover("b");
    world.wait(TimeDelta::hours(3));
    assert!(world.store.is_empty(), "{:?}", world.store);
    assert_eq!(world.next, None);
}

#[test]
fn the_one_that_was_over_first_does_not_hide_when_the_next_may_be_forgotten() {
    let mut world = world();
    world.raise("a", broken());
    world.raise("b", broken());
    world.wait(TimeDelta::minutes(10));
    world.recover("a");
    world.wait(TimeDelta::minutes(10));
    world.recover("b");
    // A process that could not delete an old entry still looks again.
    let entries: Vec<_> = world.store.values().collect();
    let channels = Channels { native: true, email: true };
    let later = world.now + TimeDelta::minutes(55);
    let plan = plan(later, &UTC, &world.settings, channels, &entries);
    assert_eq!(plan.next, Some(world.now + TimeDelta::hours(1)));
}

#[test]
fn a_digest_holds_what_settles_or_ends_a_pause_for_its_own_time() {
    let nine = NaiveTime::from_hms_opt(9, 0, 0).unwrap();
    let mut world = World::new("2026-01-10T06:00:00Z", Berlin, with_email());
    world.settings.digest = Some(nine);
    world.settings.paused_until = Some(utc("2026-01-10T11:00:00Z"));
    world.raise("a", broken());
    world.wait(TimeDelta::days(2));
    assert_eq!(world.shows, [told("2026-01-11T08:00:00Z", &[0])]);
    // A pause that ends with the digest does not cost another day.
    let mut world = World::new("2026-01-10T06:00:00Z", Berlin, with_email());
    world.settings.digest = Some(nine);
    world.settings.paused_until = Some(utc("2026-01-10T08:00:00Z"));
    world.raise("a", broken());
    world.wait(TimeDelta::days(2));
    assert_eq!(world.shows, [told("2026-01-10T08:00:00Z", &[0])]);
    assert_eq!(world.mails, [told("2026-01-10T08:00:00Z", &[0])]);
}

#[test]
fn a_digest_within_quiet_hours_comes_when_they_end() {
    let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let mut world = World::new(NOON, Berlin, with_email());
    world.settings.digest = Some(time(2));
    world.settings.quiet_hours = Some(QuietHours { from: time(23), to: time(7) });
    world.raise("a", broken());
    world.wait(TimeDelta::days(2));
    assert_eq!(world.shows, [told("2026-01-11T06:00:00Z", &[0])]);
}

#[test]
fn a_device_that_wakes_in_quiet_hours_says_nothing_until_they_end() {
    let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let mut world = world();
    world.settings.quiet_hours = Some(QuietHours { from: time(22), to: time(7) });
    world.raise("a", broken());
    world.sleep(TimeDelta::hours(11));
    assert!(world.shows.is_empty());
    world.wait(TimeDelta::days(1));
    assert_eq!(world.shows, [told("2026-01-11T07:00:00Z", &[0])]);
}

#[test]
fn a_server_that_refused_what_is_over_by_now_is_not_asked_sooner_by_another() {
    let mut world = world();
    world.mail_works = false;
    world.raise("a", broken());
    world.wait(TimeDelta::minutes(21));
    world.recover("a");
    world.raise("b", broken());
    world.mail_works = true;
    world.wait(TimeDelta::hours(1));
    // The last attempt was at 12:20, and the next one is due sixteen minutes later.
    assert_eq!(world.mails, [told("2026-01-10T12:36:00Z", &[1])]);
}
