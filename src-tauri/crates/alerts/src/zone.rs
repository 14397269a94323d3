//! Local times, including across clock changes.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};

use crate::settings::Settings;

/// In minutes. No time zone moves its clocks forward by more at once.
const LONGEST_GAP: i64 = 24 * 60;

/// The end of a pause until tomorrow.
const MORNING: NaiveTime = NaiveTime::from_hms_opt(8, 0, 0).unwrap();

/// A time zone. Implemented for every chrono [`TimeZone`].
pub trait Zone {
    /// The local time at a moment.
    fn local(&self, at: DateTime<Utc>) -> NaiveDateTime;

    /// The moment of a local time. A local time that occurs twice gives its first moment. A local time that a clock
    /// change skips gives the moment of the change.
    fn moment(&self, local: NaiveDateTime) -> DateTime<Utc>;

    /// Like [`Self::moment`], but a local time that occurs twice gives its last moment.
    fn last_moment(&self, local: NaiveDateTime) -> DateTime<Utc>;
}

impl<T: TimeZone> Zone for T {
    fn local(&self, at: DateTime<Utc>) -> NaiveDateTime {
        at.with_timezone(self).naive_local()
    }

    fn moment(&self, local: NaiveDateTime) -> DateTime<Utc> {
        first_shown(self, local).map_or_else(|| local.and_utc(), |[first, _]| first)
    }

    fn last_moment(&self, local: NaiveDateTime) -> DateTime<Utc> {
        first_shown(self, local).map_or_else(|| local.and_utc(), |[_, last]| last)
    }
}

/// Resolves a local time, or the first later one that clocks do show, to its first and its last moment.
fn first_shown(zone: &impl TimeZone, local: NaiveDateTime) -> Option<[DateTime<Utc>; 2]> {
    // Every gap and every change is a whole number of minutes.
    let later = (0..=LONGEST_GAP).filter_map(|minutes| local.checked_add_signed(TimeDelta::minutes(minutes)));
    later.into_iter().find_map(|local| shown(zone, local))
}

/// The first and the last moment at which clocks show a local time. chrono's zone of this device names the later moment
/// first, and takes one more minute for doubled.
fn shown(zone: &impl TimeZone, local: NaiveDateTime) -> Option<[DateTime<Utc>; 2]> {
    let named = zone.from_local_datetime(&local);
    let moments = [named.clone().earliest(), named.latest()].into_iter().flatten();
    let moments = moments.map(|at| at.to_utc()).filter(|at| zone.local(*at) == local);
    Some([moments.clone().min()?, moments.max()?])
}

/// The next moment after `after` at which clocks show this time of the day.
pub fn next_time_of_day(zone: &dyn Zone, after: DateTime<Utc>, time: NaiveTime) -> DateTime<Utc> {
    days_from(zone, after).map(|day| zone.moment(day.and_time(time))).find(|at| *at > after).unwrap_or(after)
}

/// The end of a pause until tomorrow: the next 8 o'clock. In the small hours that is the coming morning.
pub fn next_morning(zone: &dyn Zone, after: DateTime<Utc>) -> DateTime<Utc> {
    next_time_of_day(zone, after, MORNING)
}

/// Returns `at`, or the end of the quiet hours that contain it.
pub(crate) fn quiet_until(zone: &dyn Zone, settings: &Settings, at: DateTime<Utc>) -> DateTime<Utc> {
    let Some(hours) = settings.quiet_hours else { return at };
    // If the zone skips a day, the end lies within the next day's quiet hours.
    (0..=2).fold(
        at,
        |at, _| if hours.hold(zone.local(at).time()) { end_of_quiet(zone, at, hours.to) } else { at },
    )
}

/// The next moment after `after` at which clocks show this time of the day. If they show it twice, quiet hours end
/// twice.
fn end_of_quiet(zone: &dyn Zone, after: DateTime<Utc>, to: NaiveTime) -> DateTime<Utc> {
    days_from(zone, after)
        .map(|day| day.and_time(to))
        .flat_map(|local| [zone.moment(local), zone.last_moment(local)])
        .find(|at| *at > after)
        .unwrap_or(after)
}

fn days_from(zone: &dyn Zone, after: DateTime<Utc>) -> impl Iterator<Item = NaiveDate> {
    let today = zone.local(after).date();
    (0..=2).filter_map(move |days| today.checked_add_days(Days::new(days)))
}

#[cfg(test)]
mod tests {
    use chrono::{FixedOffset, LocalResult};
    use chrono_tz::{America::New_York, Europe::Berlin, Pacific::Apia};

    use super::*;

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn time(hour: u32, minute: u32) -> NaiveTime {
        NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
    }

    #[test]
    fn a_time_of_the_day_comes_next_today_or_tomorrow() {
        let next = |after, hour| next_time_of_day(&Berlin, utc(after), time(hour, 0));
        assert_eq!(next("2026-01-10T06:00:00Z", 9), utc("2026-01-10T08:00:00Z"));
        assert_eq!(next("2026-01-10T08:00:00Z", 9), utc("2026-01-11T08:00:00Z"));
    }

    #[test]
    fn a_pause_until_tomorrow_ends_with_the_coming_morning() {
        let morning = |after| next_morning(&Berlin, utc(after));
        assert_eq!(morning("2026-01-05T20:00:00Z"), utc("2026-01-06T07:00:00Z"));
        // At two in the morning the person has not slept yet.
        assert_eq!(morning("2026-01-06T01:00:00Z"), utc("2026-01-06T07:00:00Z"));
        assert_eq!(morning("2026-01-06T07:00:00Z"), utc("2026-01-07T07:00:00Z"));
    }

    #[test]
    fn a_time_that_is_left_out_in_spring_is_the_moment_when_clocks_are_put_forward() {
        let next = next_time_of_day(&Berlin, utc("2026-03-28T12:00:00Z"), time(2, 30));
        assert_eq!(next, utc("2026-03-29T01:00:00Z"));
    }

    #[test]
    fn a_time_that_comes_twice_in_autumn_is_its_first_and_does_not_come_again_that_day() {
        let first = next_time_of_day(&New_York, utc("2026-11-01T00:00:00Z"), time(1, 30));
        assert_eq!(first, utc("2026-11-01T05:30:00Z"));
        assert_eq!(next_time_of_day(&New_York, first, time(1, 30)), utc("2026-11-02T06:30:00Z"));
    }

    /// Berlin in the autumn of 2026, as chrono reads the zone of a device from a rule such as `CET-1CEST,M3.5.0,M10.5.0/3`.
    #[derive(Clone)]
    struct OfDevice;

    impl TimeZone for OfDevice {
        type Offset = FixedOffset;

        fn from_offset(_: &FixedOffset) -> Self {
            Self
        }

        fn offset_from_local_date(&self, _: &NaiveDate) -> LocalResult<FixedOffset> {
            LocalResult::None
        }

        fn offset_from_local_datetime(&self, local: &NaiveDateTime) -> LocalResult<FixedOffset> {
            let [two, three] = [2, 3].map(|hour| local.date().and_time(time(hour, 0)));
            match *local {
                local if local < two => LocalResult::Single(hours_east(2)),
                local if local <= three => LocalResult::Ambiguous(hours_east(1), hours_east(2)),
                _ => LocalResult::Single(hours_east(1)),
            }
        }

        fn offset_from_utc_date(&self, _: &NaiveDate) -> FixedOffset {
            hours_east(1)
        }

        fn offset_from_utc_datetime(&self, at: &NaiveDateTime) -> FixedOffset {
            hours_east(if at.and_utc() < utc("2026-10-25T01:00:00Z") { 2 } else { 1 })
        }
    }

    fn hours_east(hours: i32) -> FixedOffset {
        FixedOffset::east_opt(hours * 3600).unwrap()
    }

    #[test]
    fn a_time_that_comes_twice_is_its_first_in_whatever_order_the_zone_names_them() {
        for (hour, minute, first, last) in [
            (1, 59, "2026-10-24T23:59:00Z", "2026-10-24T23:59:00Z"),
            (2, 0, "2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z"),
            (2, 30, "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"),
            (3, 0, "2026-10-25T02:00:00Z", "2026-10-25T02:00:00Z"),
        ] {
            let local = NaiveDate::from_ymd_opt(2026, 10, 25).unwrap().and_time(time(hour, minute));
            let moments = [utc(first), utc(last)];
            assert_eq!([Berlin.moment(local), Berlin.last_moment(local)], moments, "{local}");
            assert_eq!([OfDevice.moment(local), OfDevice.last_moment(local)], moments, "{local}");
        }
    }

    #[test]
    fn a_day_that_an_island_leaves_out_is_no_trouble() {
        let next = next_time_of_day(&Apia, utc("2011-12-30T08:00:00Z"), time(7, 0));
        // Apia skipped 30 December, so the result is the start of 31 December.
        assert_eq!(next, utc("2011-12-30T10:00:00Z"));
    }

    #[test]
    fn where_a_day_is_left_out_the_end_of_quiet_hours_is_not_within_those_of_the_next() {
        let hours = crate::settings::QuietHours { from: time(23, 0), to: time(7, 0) };
        let settings = Settings { quiet_hours: Some(hours), ..Settings::default() };
        let end = quiet_until(&Apia, &settings, utc("2011-12-30T09:30:00Z"));
        assert_eq!(end, utc("2011-12-30T17:00:00Z"));
    }
}
