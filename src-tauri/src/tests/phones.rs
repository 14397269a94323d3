//! The notifications that a phone schedules ahead, and the addresses that it hands to Gander.

use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Europe::Berlin;
use keeper::Keeper;
use keeper::{
    Reason,
    alerts::{Ahead, Scheduled, Settings, Subject, schedule},
    networks::Catalogue,
};
use locale::LANGUAGES;
use serde_json::{Value, json};
use tauri::{AppHandle, Manager, Url, test::MockRuntime};

use super::states::{
    connection, disconnected, expiring, on, set_up_needed, snapshot, speaking, unconfirmed, unreachable,
};
use super::{Recorder, ipc::Mock};
use crate::{
    ahead::{most_urgent, seconds, upcoming, words},
    opened,
};

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

/// A picture at each address that ends in `.png`; a text at the others.
fn read(_: &AppHandle<MockRuntime>, url: &Url) -> Option<Vec<u8>> {
    match url.path() {
        "/gone" => None,
        "/photo.png" => Some(include_bytes!("../../../icons/32x32.png").to_vec()),
        "/other.png" => Some(include_bytes!("../../../icons/128x128.png").to_vec()),
        _ => Some(b"[organization]\nname = \"Example Newsroom\"\n".to_vec()),
    }
}

fn urls(all: &[&str]) -> Vec<Url> {
    all.iter().map(|url| url.parse().unwrap()).collect()
}

/// Asks again until there is an answer.
fn awaited(mock: &Mock, command: &str) -> Value {
    let deadline = Instant::now() + Duration::from_secs(10);
    loop {
        let answer = mock.ask(command, json!({})).unwrap();
        if answer != Value::Null {
            return answer;
        }
        assert!(Instant::now() < deadline, "{command} has no answer");
        std::thread::park_timeout(Duration::from_millis(5));
    }
}

/// The text of a shared draft, and the sizes of its pictures.
fn draft(mock: &Mock, route: &Value) -> (String, Vec<u32>) {
    let drafts = mock.app.state::<Keeper>().drafts().unwrap();
    let draft = drafts.into_iter().find(|draft| route["draft"] == draft.id.as_str()).unwrap();
    assert!(draft.content.to.is_empty(), "the window chooses the accounts");
    (draft.content.text, draft.content.pictures.iter().map(|picture| picture.width).collect())
}

#[test]
fn a_link_is_followed_while_gander_runs() {
    let mock = Mock::start(Recorder::new(), &[]);
    let take = |url| opened::take(mock.app.handle(), &urls(&[url]), read);
    take("gander://needs");
    assert_eq!(awaited(&mock, "take_route"), json!({ "to": "needs" }));
    take("gander://reauthorize/linkedin-1");
    assert_eq!(awaited(&mock, "take_route"), json!({ "to": "account", "connection": "linkedin-1" }));
    // Nothing else leads anywhere, and nothing is stored.
    for bad in
        ["gander://reauthorize/a/b", "gander://needs?x=1", "https://example.org/", "javascript:alert(1)"]
    {
        take(bad);
        assert_eq!(mock.ask("take_route", json!({})), Ok(Value::Null), "{bad}");
    }
    assert!(mock.app.state::<Keeper>().drafts().unwrap().is_empty());
}

#[test]
fn a_link_that_starts_gander_is_followed_once_the_keeper_is_there() {
    let links = urls(&["gander://join?data=eA", "gander://reauthorize/x-1"]);
    let mock = Mock::start_after(Recorder::new(), &[], |app| opened::take(app, &links, read));
    assert_eq!(mock.ask("take_route", json!({})), Ok(Value::Null));
    opened::take_early(mock.app.handle(), read);
    assert_eq!(awaited(&mock, "take_route"), json!({ "to": "account", "connection": "x-1" }));
    assert_eq!(awaited(&mock, "get_invitation")["what"]["stage"], "broken");
    // Each is followed once.
    opened::take_early(mock.app.handle(), read);
    assert_eq!(mock.ask("take_route", json!({})), Ok(Value::Null));
}

#[test]
fn what_another_app_shares_becomes_a_draft() {
    let mock = Mock::start(Recorder::new(), &[]);
    // The first two links are those of gen/android/app/src/test/java/app/gander/Gander/SharedTest.kt.
    let share = |link: &str| {
        opened::take(mock.app.handle(), &urls(&[link]), read);
        awaited(&mock, "take_route")
    };
    let route = share("gander-shared://app?text=Note%3A+1+%2B+1%0A%C3%BC+%26+%23x%3F");
    assert_eq!(
        (&route["to"], &route["trouble"], &route["error"]),
        (&json!("shared"), &Value::Null, &Value::Null)
    );
    assert_eq!(draft(&mock, &route), ("Note: 1 + 1\nü & #x?".into(), vec![]));
    let route = share(
        "gander-shared://app?text=&picture=content%3A%2F%2Fphotos%2Fother.png&picture=content%3A%2F%2Fphotos%2Fphoto.png",
    );
    assert_eq!(draft(&mock, &route), (String::new(), vec![128, 32]));
    // One that is gone does not stop the others.
    let route = share(
        "gander-shared://app?text=Look&picture=content%3A%2F%2Fphotos%2Fgone&picture=content%3A%2F%2Fphotos%2Fphoto.png",
    );
    assert_eq!(route["trouble"], "damaged");
    assert_eq!(draft(&mock, &route), ("Look".into(), vec![32]));
    // The former ones are drafts still.
    assert_eq!(mock.app.state::<Keeper>().drafts().unwrap().len(), 3);
    let route = share("gander-shared://app?text=&picture=content%3A%2F%2Fnotes%2Ftext");
    assert_eq!((&route["draft"], &route["trouble"]), (&Value::Null, &json!("not_a_picture")));
    let route = share(&format!("gander-shared://app?text={}", "x".repeat(2 << 20)));
    assert_eq!((&route["draft"], &route["error"]["code"]), (&Value::Null, &json!("bad_input")));
}

#[test]
fn a_picture_opened_in_gander_is_shared_and_a_file_of_an_organization_is_shown() {
    let mock = Mock::start(Recorder::new(), &[]);
    opened::take(
        mock.app.handle(),
        &urls(&["file:///Inbox/photo.png", "file:///Inbox/other.png"]),
        |app, url| read(app, &url.join(url.path().trim_start_matches("/Inbox")).unwrap()),
    );
    assert_eq!(draft(&mock, &awaited(&mock, "take_route")), (String::new(), vec![32, 128]));
    opened::take(mock.app.handle(), &urls(&["content://files/newsroom"]), read);
    assert_eq!(awaited(&mock, "get_invitation")["what"]["plan"]["name"], "Example Newsroom");
}

#[test]
fn no_other_app_makes_gander_share_a_file_of_its_own() {
    let read = |url: &str| opened::is_of_another_app(&url.parse().unwrap(), "app.gander.Gander");
    assert!(read("content://media/external/images/1"));
    assert!(read("content://com.google.android.apps.photos.contentprovider/0/1"));
    for own in [
        "content://app.gander.Gander.fileprovider/pictures/x",
        "content://APP.gander.gander.fileprovider/x",
        "content://10@app.gander.Gander.fileprovider/x",
        "content://%61pp.gander.Gander.fileprovider/x",
        "content:///x",
        "file:///data/data/app.gander.Gander/gander.db",
        "https://example.org/x.png",
    ] {
        assert!(!read(own), "{own}");
    }
}
