//! When a feed is read again, and when it has moved for good.

use chrono::{DateTime, TimeDelta, Utc};
use url::Url;

/// The time between two reads, unless the feed asks for another.
const USUAL: TimeDelta = TimeDelta::minutes(45);
/// The shortest and the longest time between two reads.
const SHORTEST: TimeDelta = TimeDelta::minutes(30);
const LONGEST: TimeDelta = TimeDelta::days(1);
/// A server may ask for a longer pause than a feed.
const LONGEST_PAUSE: TimeDelta = TimeDelta::days(7);
/// A permanent redirect counts after it has held this long. Sites announce a move by mistake, and take it back.
const HELD: TimeDelta = TimeDelta::days(3);
/// The largest jitter, in thousandths of the wait. It spreads the reads of many devices.
pub const LARGEST_JITTER: u32 = 200;

/// The result of a read, as far as the next one depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The server sent the feed, or said that nothing is new.
    Read {
        /// The shortest time between two reads, by the feed or by `Cache-Control`.
        wait: Option<TimeDelta>,
    },
    /// The server asks for a pause.
    Limited {
        /// Its length, if the server names one.
        wait: Option<TimeDelta>,
    },
    /// The feed could not be read.
    Failed {
        /// The reads that failed in a row, this one included.
        failures: u32,
    },
    /// The feed is gone for good.
    Gone,
}

/// The time of the next read. `None`: never. `jitter` is a random number up to [`LARGEST_JITTER`].
#[must_use]
pub fn next_read(now: DateTime<Utc>, answer: Answer, jitter: u32) -> Option<DateTime<Utc>> {
    let wait = match answer {
        Answer::Read { wait } => wait.unwrap_or(USUAL).max(USUAL).min(LONGEST),
        Answer::Limited { wait } => wait.unwrap_or(USUAL * 2).clamp(SHORTEST, LONGEST_PAUSE),
        // Twice as long after each failure.
        Answer::Failed { failures } => (USUAL * (1 << failures.saturating_sub(1).min(6))).min(LONGEST),
        Answer::Gone => return None,
    };
    let jitter = i32::try_from(jitter.min(LARGEST_JITTER)).unwrap_or_default();
    Some(now + wait + wait * jitter / 1000)
}

/// The shortest time between two reads by `Cache-Control` (RFC 9111 section 5.2.2.1).
#[must_use]
pub fn max_age(cache_control: &str) -> Option<TimeDelta> {
    let directives = cache_control.split(',').filter_map(|directive| directive.trim().split_once('='));
    let seconds = directives
        .filter(|(name, _)| name.trim().eq_ignore_ascii_case("max-age"))
        .find_map(|(_, seconds)| seconds.trim().trim_matches('"').parse::<u32>().ok())?;
    Some(TimeDelta::seconds(seconds.into()))
}

/// The pause of a `Retry-After`, in seconds or until a date (RFC 9110 section 10.2.3).
#[must_use]
pub fn retry_after(value: &str, now: DateTime<Utc>) -> Option<TimeDelta> {
    let value = value.trim();
    if let Ok(seconds) = value.parse::<u32>() {
        return Some(TimeDelta::seconds(seconds.into()));
    }
    let until = DateTime::parse_from_rfc2822(value).ok()?.to_utc();
    Some((until - now).max(TimeDelta::zero()))
}

/// The state of a permanent redirect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moved {
    /// The feed is where it was.
    No,
    /// It names this address since this time, and not long enough yet.
    Since(Url, DateTime<Utc>),
    /// The redirect held: the feed's address is this one from now on.
    ForGood(Url),
}

/// Judges a permanent redirect. `former` is the one that the reads before found, `to` the one of this read.
#[must_use]
pub fn moved(former: Option<(&Url, DateTime<Utc>)>, to: Option<&Url>, now: DateTime<Utc>) -> Moved {
    let Some(to) = to else { return Moved::No };
    match former {
        // A later time than now means that the clock was set back.
        Some((known, since)) if known == to && since <= now => {
            if now - since >= HELD {
                Moved::ForGood(to.clone())
            } else {
                Moved::Since(to.clone(), since)
            }
        }
        _ => Moved::Since(to.clone(), now),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<Utc> {
        "2026-11-30T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn each_answer_has_its_wait() {
        let minutes = |answer, jitter| next_read(now(), answer, jitter).map(|at| (at - now()).num_minutes());
        let read = |wait| Answer::Read { wait };
        let limited = |wait| Answer::Limited { wait };
        for (answer, jitter, wait) in [
            (read(None), 0, 45),
            (read(None), 200, 54),
            (read(None), u32::MAX, 54),
            (read(Some(TimeDelta::minutes(5))), 0, 45),
            (read(Some(TimeDelta::hours(3))), 0, 180),
            (read(Some(TimeDelta::days(900))), 0, 1440),
            (read(Some(TimeDelta::MAX)), 200, 1728),
            (limited(None), 0, 90),
            (limited(Some(TimeDelta::zero())), 0, 30),
            (limited(Some(TimeDelta::hours(30))), 0, 1800),
            (limited(Some(TimeDelta::MAX)), 0, 10080),
            (Answer::Failed { failures: 1 }, 0, 45),
            (Answer::Failed { failures: 2 }, 0, 90),
            (Answer::Failed { failures: 6 }, 0, 1440),
            (Answer::Failed { failures: u32::MAX }, 0, 1440),
        ] {
            assert_eq!(minutes(answer, jitter), Some(wait), "{answer:?}");
        }
        assert_eq!(next_read(now(), Answer::Gone, 0), None);
    }

    #[test]
    fn headers_name_a_wait_or_none() {
        let seconds = |wait: Option<TimeDelta>| wait.map(|wait| wait.num_seconds());
        for (value, expected) in [
            ("max-age=3600", Some(3600)),
            ("public, Max-Age = \"60\", must-revalidate", Some(60)),
            ("no-cache", None),
            ("max-age=-1", None),
            ("s-maxage=5", None),
            ("max-age=99999999999999", None),
            ("", None),
        ] {
            assert_eq!(seconds(max_age(value)), expected, "{value}");
        }
        for (value, expected) in [
            ("120", Some(120)),
            ("Mon, 30 Nov 2026 12:02:00 GMT", Some(120)),
            ("Mon, 30 Nov 2026 11:00:00 GMT", Some(0)),
            ("soon", None),
            ("-5", None),
        ] {
            assert_eq!(seconds(retry_after(value, now())), expected, "{value}");
        }
    }

    #[test]
    fn a_permanent_redirect_counts_after_it_has_held_for_days() {
        let (there, elsewhere) =
            (Url::parse("https://b.example/").unwrap(), Url::parse("https://c.example/").unwrap());
        let days = |days| now() + TimeDelta::days(days);
        assert_eq!(moved(None, None, now()), Moved::No);
        assert_eq!(moved(None, Some(&there), now()), Moved::Since(there.clone(), now()));
        let former = Some((&there, now()));
        assert_eq!(moved(former, Some(&there), days(2)), Moved::Since(there.clone(), now()));
        assert_eq!(moved(former, Some(&there), days(3)), Moved::ForGood(there.clone()));
        assert_eq!(moved(former, Some(&elsewhere), days(3)), Moved::Since(elsewhere, days(3)));
        assert_eq!(moved(former, None, days(3)), Moved::No);
        assert_eq!(moved(Some((&there, days(9))), Some(&there), days(3)), Moved::Since(there, days(3)));
    }
}
