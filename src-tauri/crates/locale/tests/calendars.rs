//! The content of the calendar file. The acceptance tests check that other programs read it.

use chrono::{DateTime, TimeDelta, Utc};
use locale::{Due, LANGUAGES, Locale, calendar};

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn file(tag: &str, who: Option<&str>) -> String {
    let warn = [TimeDelta::days(10), TimeDelta::days(1)];
    let by = utc("2026-03-14T23:30:00Z");
    let due = Due { connection: "linkedin-1", network: "LinkedIn", who, by, warn: &warn };
    let locale = Locale::new(tag, |at| (at + TimeDelta::hours(1)).naive_utc());
    calendar(&locale, utc("2026-01-02T03:04:05Z"), &[due])
}

/// The lines of a file, unfolded.
fn unfolded(file: &str) -> Vec<String> {
    file.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
}

#[test]
fn an_event_stands_on_the_local_day_with_its_alarms_in_the_morning() {
    let file = file("en", Some("Dana Reyes"));
    let lines = unfolded(&file);
    for line in [
        "METHOD:PUBLISH",
        "UID:linkedin-1@gander.invalid",
        "DTSTAMP:20260102T030405Z",
        "DTSTART;VALUE=DATE:20260315",
        "SUMMARY:Reauthorize LinkedIn (Dana Reyes)",
        "DESCRIPTION:After that LinkedIn no longer lets Gander in.\\ngander://reauthorize/linkedin-1",
        "URL:gander://reauthorize/linkedin-1",
        "TRANSP:TRANSPARENT",
    ] {
        assert!(lines.iter().any(|known| known == line), "{line} in {file}");
    }
    assert_eq!(lines.iter().filter(|line| *line == "BEGIN:VALARM").count(), 2, "{file}");
}

#[test]
fn the_same_is_written_the_same_and_later_counts_more() {
    assert_eq!(file("en", None), file("en", None));
    let revision = |now| {
        let due =
            Due { connection: "x-1", network: "X", who: None, by: utc("2026-03-14T12:00:00Z"), warn: &[] };
        let file = calendar(&Locale::new("en", |at| at.naive_utc()), utc(now), &[due]);
        let line = unfolded(&file).into_iter().find(|line| line.starts_with("SEQUENCE:")).unwrap();
        line["SEQUENCE:".len()..].parse::<u32>().unwrap()
    };
    assert!(revision("2026-01-02T00:01:00Z") > revision("2026-01-02T00:00:00Z"));
}

#[test]
fn a_hostile_name_begins_no_line_and_no_line_is_too_long() {
    let who = format!("Dana;,\\\r\nATTENDEE:mailto:eve@example.org {}", "長い名前 ".repeat(30));
    for language in &LANGUAGES {
        let file = file(language.tag, Some(&who));
        for line in file.split("\r\n") {
            assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line:?}");
            assert!(!line.starts_with("ATTENDEE"), "{file}");
        }
        assert!(unfolded(&file).join("\n").contains("Dana\\;\\,\\\\ ATTENDEE:mailto"), "{file}");
        assert!(!file.contains("calendar-") && !file.contains("notice-"), "{file}");
    }
}
