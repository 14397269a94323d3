//! The dates that feeds write: RFC 3339, RFC 822 and its successors, and what comes close to them.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

/// In bytes. No date is longer.
const LONGEST: usize = 64;

/// Reads a date. A date without a zone is one in UTC. `None` if it is none.
pub(crate) fn parse(text: &str) -> Option<DateTime<Utc>> {
    let text = text.trim();
    if text.len() > LONGEST || !text.is_ascii() {
        return None;
    }
    let zoned = DateTime::parse_from_rfc3339(text)
        .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f%z"))
        .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M%z"))
        .or_else(|_| DateTime::parse_from_rfc2822(&mended(text)));
    let date = match zoned {
        Ok(date) => date.to_utc(),
        Err(_) => zoneless(text)?,
    };
    // Later arithmetic needs a bounded moment.
    (0..=253_402_300_799).contains(&date.timestamp()).then_some(date)
}

fn zoneless(text: &str) -> Option<DateTime<Utc>> {
    let with_time = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok());
    let at_midnight =
        || NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().and_then(|day| day.and_hms_opt(0, 0, 0));
    with_time.or_else(at_midnight).map(|date| date.and_utc())
}

/// A date as RFC 2822 wants it: without the day of the week, which is often wrong or in another language, and with
/// the short name of the month.
fn mended(text: &str) -> String {
    let text = text.split_once(',').map_or(text, |(_, date)| date);
    let words = text.split_whitespace().enumerate().map(|(at, word)| match (at, word) {
        (1, month) => month.get(..3).unwrap_or(month),
        (4, "UTC" | "Z" | "-0000") => "+0000",
        (_, word) => word,
    });
    let mut words: Vec<&str> = words.collect();
    if words.len() == 4 {
        words.push("+0000");
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_feeds_write_them() {
        for (text, expected) in [
            ("2026-11-28T10:00:00Z", "2026-11-28T10:00:00Z"),
            ("2026-11-28T10:00:00.123+02:00", "2026-11-28T08:00:00.123Z"),
            ("2026-11-28T10:00:00+0200", "2026-11-28T08:00:00Z"),
            ("2026-11-28T10:00:00", "2026-11-28T10:00:00Z"),
            ("2026-11-28 10:00:00", "2026-11-28T10:00:00Z"),
            ("2026-11-28", "2026-11-28T00:00:00Z"),
            ("Sat, 28 Nov 2026 10:00:00 GMT", "2026-11-28T10:00:00Z"),
            ("Mon, 28 Nov 2026 10:00:00 +0100", "2026-11-28T09:00:00Z"),
            ("Samstag, 28 November 2026 10:00 EST", "2026-11-28T15:00:00Z"),
            ("28 Nov 2026 10:00:00 UTC", "2026-11-28T10:00:00Z"),
            (" 28 Nov 2026 10:00:00 ", "2026-11-28T10:00:00Z"),
        ] {
            let expected: DateTime<Utc> = expected.parse().unwrap();
            assert_eq!(parse(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        let long = "1".repeat(10_000);
        for text in [
            "",
            "yesterday",
            "2026-13-01",
            "99999-01-01",
            "0000-01-01",
            "1969-12-31",
            "28.11.2026",
            "Sat, 28 Ноя 2026 10:00:00 GMT",
            ",,,,",
            &long,
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
