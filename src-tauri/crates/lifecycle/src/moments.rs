//! Bounds for moments and spans, so that no calculation overflows.

use chrono::{DateTime, TimeDelta, Utc};

/// The start of 1970, in seconds since then.
const EARLIEST: i64 = 0;
/// The start of 2200, in seconds since 1970.
const LATEST: i64 = 7_258_118_400;
/// The longest life of a token, pause or ladder: a century.
const LONGEST: TimeDelta = TimeDelta::days(36_500);

/// Clamps a moment to the years 1970 to 2200. Every moment from a network, a file, a database or a clock passes through
/// here once. The bounds of the type are centuries further out, so later arithmetic with bounded spans cannot overflow,
/// in any time zone.
#[must_use]
pub fn bounded_moment(moment: DateTime<Utc>) -> DateTime<Utc> {
    let bound = |seconds| DateTime::from_timestamp(seconds, 0).unwrap_or_default();
    moment.clamp(bound(EARLIEST), bound(LATEST))
}

/// Converts milliseconds since the start of 1970 to a moment, within the bounds of [`bounded_moment`].
#[must_use]
pub fn moment_of_millis(millis: i64) -> DateTime<Utc> {
    let millis = millis.clamp(EARLIEST * 1000, LATEST * 1000);
    bounded_moment(DateTime::from_timestamp_millis(millis).unwrap_or_default())
}

/// Clamps a span to between zero and a century.
#[must_use]
pub fn bounded_span(span: TimeDelta) -> TimeDelta {
    span.clamp(TimeDelta::zero(), LONGEST)
}

/// Converts seconds to a span, within the bounds of [`bounded_span`].
#[must_use]
pub fn span_of_seconds(seconds: i64) -> TimeDelta {
    TimeDelta::seconds(seconds.clamp(0, LONGEST.num_seconds()))
}

/// The moment after a wait. Saturates instead of overflowing.
pub(crate) fn after(now: DateTime<Utc>, wait: TimeDelta) -> DateTime<Utc> {
    now.checked_add_signed(wait).unwrap_or(DateTime::<Utc>::MAX_UTC)
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
