//! Moments and spans that every calculation can bear.

use chrono::{DateTime, TimeDelta, Utc};

/// The start of 1970, in seconds since then.
const EARLIEST: i64 = 0;
/// The start of 2200, in seconds since 1970.
const LATEST: i64 = 7_258_118_400;
/// No token, pause or ladder lasts longer: a century.
const LONGEST: TimeDelta = TimeDelta::days(36_500);

/// The moment itself, or the nearest between 1970 and 2200. Every moment from a network, a file, a database or a clock
/// passes through here once. Centuries lie between these bounds and those of the type, so later arithmetic with bounded
/// spans cannot overflow, in any time zone.
#[must_use]
pub fn bounded_moment(moment: DateTime<Utc>) -> DateTime<Utc> {
    let bound = |seconds| DateTime::from_timestamp(seconds, 0).unwrap_or_default();
    moment.clamp(bound(EARLIEST), bound(LATEST))
}

/// The moment that many milliseconds after 1970 began, within the bounds of [`bounded_moment`].
#[must_use]
pub fn moment_of_millis(millis: i64) -> DateTime<Utc> {
    let millis = millis.clamp(EARLIEST * 1000, LATEST * 1000);
    bounded_moment(DateTime::from_timestamp_millis(millis).unwrap_or_default())
}

/// The span itself, or the nearest that is neither negative nor longer than a century.
#[must_use]
pub fn bounded_span(span: TimeDelta) -> TimeDelta {
    span.clamp(TimeDelta::zero(), LONGEST)
}

/// A span of that many seconds, within the bounds of [`bounded_span`].
#[must_use]
pub fn span_of_seconds(seconds: i64) -> TimeDelta {
    TimeDelta::seconds(seconds.clamp(0, LONGEST.num_seconds()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_moment_and_span_lies_within_bounds_and_the_usual_ones_stay() {
        for millis in [i64::MIN, i64::MAX, -1, 0, 1_767_614_400_123] {
            let moment = moment_of_millis(millis);
            assert_eq!(bounded_moment(moment), moment);
            assert!(moment.checked_add_signed(LONGEST * 40).is_some());
        }
        assert_eq!(moment_of_millis(1_767_614_400_123).timestamp_millis(), 1_767_614_400_123);
        assert_eq!(bounded_moment(DateTime::<Utc>::MAX_UTC), bounded_moment(DateTime::<Utc>::MAX_UTC));
        assert!(bounded_moment(DateTime::<Utc>::MAX_UTC) < DateTime::<Utc>::MAX_UTC);
        assert_eq!(bounded_moment(DateTime::<Utc>::MIN_UTC).timestamp(), 0);
        assert_eq!(bounded_span(TimeDelta::MAX), LONGEST);
        assert_eq!(bounded_span(TimeDelta::MIN), TimeDelta::zero());
        assert_eq!(span_of_seconds(9_000_000_000_000), LONGEST);
        assert_eq!(span_of_seconds(3600), TimeDelta::hours(1));
    }
}
