//! The notifications that a phone schedules ahead.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Europe::Berlin;
use keeper::{
    Reason,
    alerts::{Ahead, Scheduled, Settings, Subject, schedule},
    networks::Catalogue,
};
use locale::LANGUAGES;

use super::states::{
    connection, disconnected, expiring, on, set_up_needed, snapshot, speaking, unconfirmed, unreachable,
};
use crate::ahead::{most_urgent, seconds, upcoming, words};

fn scheduled(about: &[(&str, Option<i64>)]) -> Scheduled {
    let about = about.iter().map(|(name, days)| Ahead {
        by: on(3, 14),
        connection: (*name).into(),
        rung: days.map(TimeDelta::days),
    });
    Scheduled { id: 7, at: on(3, 4), about: Subject::Connections(about.collect()) }
}

fn said(tag: &str, scheduled: &Scheduled) -> (String, String) {
    let state = snapshot(vec![connection("LinkedIn", expiring()), connection("X", expiring())]);
    let words = words(scheduled, &state, &speaking(tag)).unwrap();
    assert_eq!(words.id, 7);
    (words.title, words.body)
}

#[test]
fn the_dates_are_those_of_what_still_works() {
    let state = snapshot(vec![
        connection("LinkedIn", expiring()),
        connection("X", unreachable()),
        connection("Facebook", disconnected(Reason::Revoked)),
        connection("Instagram", set_up_needed()),
        connection("Unheard-of", expiring()),
    ]);
    let networks = Catalogue::builtin();
    let found = upcoming(&state, &networks);
    let names: Vec<_> = found.iter().map(|upcoming| upcoming.connection.as_str()).collect();
    assert_eq!(names, ["linkedin-1", "x-1"]);
    assert_eq!(found[0].ladder, [10, 3, 1].map(TimeDelta::days));
    let ahead = schedule(on(3, 1), &Berlin, &Settings::default(), &found, &[]);
    assert_eq!(ahead.first().unwrap().at, "2026-03-04T08:00:00Z".parse::<DateTime<Utc>>().unwrap());
}

#[test]
fn what_is_scheduled_says_by_when_and_what_has_ended_says_no_more_than_that() {
    let one = said("en", &scheduled(&[("linkedin-1", Some(10))]));
    assert_eq!(one.0, "Reauthorize LinkedIn by Mar 14");
    assert!(one.1.contains("@dana"), "{one:?}");
    let ended = said("en", &scheduled(&[("linkedin-1", None), ("x-1", None)]));
    assert_eq!(ended.0, "Access to LinkedIn has ended");
    assert_eq!(ended.1, "Reauthorize to keep sharing to LinkedIn.\n@dana\nAccess to X has ended");
    let ended = said("de-AT", &scheduled(&[("x-1", None)]));
    assert_eq!(ended.0, "Der Zugriff auf X ist zu Ende");
}

#[test]
fn what_is_scheduled_is_said_in_every_language() {
    for language in LANGUAGES {
        for what in [scheduled(&[("linkedin-1", Some(1)), ("x-1", Some(3))]), scheduled(&[("x-1", None)])] {
            let (title, body) = said(language.tag, &what);
            assert!(!title.contains("ahead-") && !title.contains('{'), "{}: {title}", language.tag);
            // The title names a single account. Several accounts have a line each.
            assert!(format!("{title}\n{body}").contains('X'), "{}: {title}", language.tag);
            assert!(!body.contains("notice-") && !body.contains('{'), "{}: {body}", language.tag);
        }
    }
}

#[test]
fn nothing_is_said_of_what_is_gone() {
    let state = snapshot(vec![connection("X", expiring())]);
    assert_eq!(words(&scheduled(&[("linkedin-1", Some(3))]), &state, &speaking("en")), None);
    assert_eq!(words(&scheduled(&[("linkedin-1", None)]), &state, &speaking("en")), None);
}

#[test]
fn gander_goes_where_it_is_needed_most() {
    let urgent = |state| most_urgent(&snapshot(state)).map(|id| id.to_string());
    let soon = connection("LinkedIn", expiring());
    let cut = connection("X", disconnected(Reason::Revoked));
    let keys = connection("Facebook", set_up_needed());
    assert_eq!(urgent(vec![soon.clone(), keys.clone(), cut]).as_deref(), Some("x-1"));
    assert_eq!(urgent(vec![soon.clone(), keys]).as_deref(), Some("facebook-1"));
    assert_eq!(urgent(vec![soon]).as_deref(), Some("linkedin-1"));
    assert_eq!(urgent(vec![connection("X", unreachable())]), None);
    assert_eq!(urgent(vec![connection("X", unconfirmed())]), None);
}

#[test]
fn a_phone_that_reads_utc_as_local_time_is_given_local_time() {
    for at in ["2026-03-28T08:00:00Z", "2026-03-29T07:00:00Z"] {
        let at: DateTime<Utc> = at.parse().unwrap();
        assert_eq!(seconds(at, &Berlin, false), at.timestamp());
        let read = DateTime::from_timestamp(seconds(at, &Berlin, true), 0).unwrap();
        // Both are nine o'clock, before and after the change to summer time.
        assert_eq!(read.to_rfc3339()[11..16], *"09:00");
    }
}
