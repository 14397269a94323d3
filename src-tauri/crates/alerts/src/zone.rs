//! Local times, also where a clock is put forward or back.

use chrono::{DateTime, Days, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};

/// Clocks are put forward by no more than this anywhere.
const LONGEST_GAP: i64 = 24 * 60;

/// A time zone. Every time zone of chrono's is one.
pub trait Zone {
    /// What clocks show there.
    fn local(&self, at: DateTime<Utc>) -> NaiveDateTime;

    /// When clocks there show this: the first time, if they show it twice; and if they never do, because they are put
    /// forward then, the moment at which they are.
    fn moment(&self, local: NaiveDateTime) -> DateTime<Utc>;
}

impl<T: TimeZone> Zone for T {
    fn local(&self, at: DateTime<Utc>) -> NaiveDateTime {
        at.with_timezone(self).naive_local()
    }

    fn moment(&self, local: NaiveDateTime) -> DateTime<Utc> {
        // Every gap and every change is a whole number of minutes.
        (0..=LONGEST_GAP)
            .find_map(|minutes| self.from_local_datetime(&(local + TimeDelta::minutes(minutes))).earliest())
            .map_or_else(|| local.and_utc(), |at| at.with_timezone(&Utc))
    }
}

/// The next moment after `after` at which clocks show this time of the day.
pub fn next_time_of_day(zone: &dyn Zone, after: DateTime<Utc>, time: NaiveTime) -> DateTime<Utc> {
    let today = zone.local(after).date();
    [0, 1, 2]
        .into_iter()
        .filter_map(|days| today.checked_add_days(Days::new(days)))
        .map(|day| zone.moment(day.and_time(time)))
        .find(|at| *at > after)
        .unwrap_or(after)
}

#[cfg(test)]
mod tests {
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

    #[test]
    fn a_day_that_an_island_leaves_out_is_no_trouble() {
        let next = next_time_of_day(&Apia, utc("2011-12-30T08:00:00Z"), time(7, 0));
        // The thirtieth never was: the new day begins instead.
        assert_eq!(next, utc("2011-12-30T10:00:00Z"));
    }
}
