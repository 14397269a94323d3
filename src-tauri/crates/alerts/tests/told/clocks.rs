//! Clock changes, by law and by hand.

use alerts::{QuietHours, Settings};
use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::{America::Santiago, Europe::Berlin, Pacific::Apia, Tz, UTC};

use crate::world::{World, broken, utc, with_email};

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
}

fn quiet(from: (u32, u32), to: (u32, u32)) -> Settings {
    let hours = QuietHours { from: time(from.0, from.1), to: time(to.0, to.1) };
    Settings { quiet_hours: Some(hours), ..with_email() }
}

/// The time of the only notification.
fn shown(raised: &str, zone: Tz, settings: Settings) -> DateTime<Utc> {
    let mut world = World::new(raised, zone, settings);
    world.raise("a", broken());
    world.wait(TimeDelta::days(4));
    assert_eq!((world.shows.len(), world.mails.len()), (1, 1));
    world.shows[0].at
}

#[test]
fn quiet_hours_that_are_left_out_in_spring_hold_nothing() {
    let settings = || quiet((2, 0), (3, 0));
    assert_eq!(shown("2026-03-29T00:59:00Z", Berlin, settings()), utc("2026-03-29T00:59:05Z"));
    assert_eq!(shown("2026-03-29T01:00:00Z", Berlin, settings()), utc("2026-03-29T01:00:05Z"));
    // The day before has these quiet hours.
    assert_eq!(shown("2026-03-28T01:10:00Z", Berlin, settings()), utc("2026-03-28T02:00:00Z"));
}

#[test]
fn quiet_hours_whose_end_is_left_out_end_when_clocks_are_put_forward() {
    let settings = quiet((23, 0), (2, 30));
    assert_eq!(shown("2026-03-28T23:00:00Z", Berlin, settings), utc("2026-03-29T01:00:00Z"));
}

#[test]
fn a_night_with_a_change_of_clocks_ends_in_the_morning() {
    let settings = || quiet((23, 0), (7, 0));
    assert_eq!(shown("2026-03-28T22:30:00Z", Berlin, settings()), utc("2026-03-29T05:00:00Z"));
    assert_eq!(shown("2026-10-24T22:30:00Z", Berlin, settings()), utc("2026-10-25T06:00:00Z"));
    // In Santiago the change is at midnight.
    assert_eq!(shown("2026-09-06T03:30:00Z", Santiago, settings()), utc("2026-09-06T10:00:00Z"));
    assert_eq!(shown("2026-04-05T02:30:00Z", Santiago, settings()), utc("2026-04-05T11:00:00Z"));
}

#[test]
fn quiet_hours_that_come_twice_end_twice_and_not_a_day_later() {
    // 02:00 to 02:30 comes again when clocks are put back at 03:00.
    let settings = || quiet((1, 0), (2, 30));
    assert_eq!(shown("2026-10-25T00:10:00Z", Berlin, settings()), utc("2026-10-25T00:30:00Z"));
    assert_eq!(shown("2026-10-25T01:10:00Z", Berlin, settings()), utc("2026-10-25T01:30:00Z"));
}

#[test]
fn where_a_day_is_left_out_it_is_quiet_until_the_next_morning() {
    // Apia skipped 30 December: the night of the 29th ends in the morning of the 31st.
    let settings = quiet((23, 0), (7, 0));
    assert_eq!(shown("2011-12-30T09:30:00Z", Apia, settings), utc("2011-12-30T17:00:00Z"));
}

#[test]
fn a_pause_is_as_long_as_it_was_when_clocks_change_meanwhile() {
    let paused = |until: &str| Settings { paused_until: Some(utc(until)), ..with_email() };
    let at = shown("2026-03-29T00:30:00Z", Berlin, paused("2026-03-29T01:30:00Z"));
    assert_eq!(at, utc("2026-03-29T01:30:00Z"));
    let at = shown("2026-10-25T00:30:00Z", Berlin, paused("2026-10-25T01:30:00Z"));
    assert_eq!(at, utc("2026-10-25T01:30:00Z"));
}

#[test]
fn a_digest_comes_once_a_day_over_both_changes_of_clocks() {
    for (begin, first_hour, change) in [("2026-03-26T12:00:00Z", 8, 29), ("2026-10-22T12:00:00Z", 7, 25)] {
        let mut world = World::new(begin, Berlin, with_email());
        world.settings.digest = Some(time(9, 0));
        for hour in 0..24 * 5 {
            // Something new each hour.
            world.raise(&format!("c{hour}"), broken());
            world.wait(TimeDelta::hours(1));
        }
        let days: Vec<_> = world.shows.iter().map(|show| world.zone_date(show.at)).collect();
        assert_eq!(days.len(), 5, "{days:?}");
        assert!(days.windows(2).all(|pair| pair[0].date() < pair[1].date()), "{days:?}");
        assert!(days.iter().all(|day| day.time() == time(9, 0)), "{days:?}");
        assert_eq!(world.shows[0].at.time(), time(first_hour, 0), "before {change}");
        assert_eq!(world.mails.len(), 5);
    }
}

#[test]
fn a_digest_at_a_time_that_is_left_out_or_comes_twice_comes_once() {
    for (begin, at) in
        [("2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z"), ("2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z")]
    {
        let mut world = World::new(begin, Berlin, with_email());
        world.settings.digest = Some(time(2, 30));
        for hour in 0..24 {
            world.raise(&format!("c{hour}"), broken());
            world.wait(TimeDelta::hours(1));
        }
        assert_eq!(world.shows.len(), 1);
        assert_eq!(world.shows[0].at, utc(at));
    }
}

#[test]
fn a_clock_that_is_put_back_holds_nothing_for_long() {
    for back in [TimeDelta::minutes(2), TimeDelta::hours(3), TimeDelta::days(400)] {
        let mut world = World::new("2026-06-10T12:00:00Z", UTC, with_email());
        world.raise("a", broken());
        world.sleep(-back);
        let since = world.now;
        world.wait(TimeDelta::minutes(10));
        assert_eq!((world.shows.len(), world.mails.len()), (1, 1), "{back}");
        assert!(world.shows[0].at <= since + TimeDelta::seconds(10));
        // The same holds for failed deliveries and for flapping notices.
        world.mail_works = false;
        world.native_works = false;
        world.raise("b", broken());
        world.wait(TimeDelta::hours(3));
        world.native_works = true;
        world.mail_works = true;
        world.recover("a");
        world.raise("a", broken());
        world.sleep(-back);
        world.wait(TimeDelta::hours(3));
        assert!(world.raised.iter().enumerate().filter(|(_, raised)| raised.ended.is_none()).all(
            |(number, _)| {
                world.times(alerts::Channel::Native, number) == 1
                    && world.times(alerts::Channel::Email, number) == 1
            }
        ));
    }
}

#[test]
fn a_clock_that_is_put_back_holds_no_digest_for_longer_than_a_day() {
    for back in [TimeDelta::hours(3), TimeDelta::days(400)] {
        let mut world = World::new("2026-06-10T12:00:00Z", UTC, with_email());
        world.settings.digest = Some(time(9, 0));
        world.raise("a", broken());
        world.sleep(-back);
        world.wait(TimeDelta::days(1));
        assert_eq!((world.shows.len(), world.mails.len()), (1, 1), "{back}");
    }
}

#[test]
fn a_clock_that_is_put_back_within_the_wait_still_waits_for_a_recovery() {
    let mut world = World::new("2026-06-10T12:00:00Z", UTC, with_email());
    world.raise("a", broken());
    world.sleep(-TimeDelta::seconds(2));
    world.wait(TimeDelta::seconds(4));
    world.recover("a");
    world.wait(TimeDelta::days(1));
    assert_eq!((world.shows.len(), world.mails.len()), (0, 0));
}
