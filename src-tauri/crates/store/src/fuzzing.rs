//! The JSON columns, for the fuzz targets. Each function takes any text and panics when a promise is broken.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use lifecycle::{ConnectionId, Input, Lifecycle, Policy, Record, Renewal};
use locale::Locale;
use rusqlite::{Connection, params_from_iter, types::Value};

use crate::{alerts, columns, event_column, suspicions};

/// The number of moments in a row.
const MOMENTS: usize = 7;

/// The columns of a connection's row, one to a line: standing, unreachable, told, pages, the moments as numbers with
/// blanks between, and suspicion. A readable row is written and read as the same, and all calculations with it succeed.
///
/// # Panics
/// When the row changes or a calculation fails.
pub fn json_columns(text: &str) {
    let mut lines = text.lines();
    let mut line = || lines.next().unwrap_or_default().to_owned();
    let columns = [line(), line(), line(), line()];
    let mut moments = [0; MOMENTS];
    for (moment, number) in moments.iter_mut().zip(line().split_whitespace()) {
        *moment = number.parse().unwrap_or_default();
    }
    let [standing, unreachable, told, pages] = columns;
    let columns = [standing, unreachable, told, pages, line()];
    let read = |columns: &[String; 5]| read(columns, moments);
    let Some(record) = read(&columns) else { return };
    live(&record);
    let written = [
        columns::standing(&record.standing),
        record.unreachable.as_ref().map(columns::unreachable).unwrap_or_else(|| "null".to_owned()),
        columns::told(&record.told),
        columns::pages(&record.pages).unwrap_or_default(),
        record.suspicion.as_ref().map(suspicions::suspicion).unwrap_or_default(),
    ];
    assert_eq!(read(&written).as_ref(), Some(&record), "{written:?}");
}

/// The JSON columns of a history entry, one to a line: event, evidence.
///
/// # Panics
/// When a readable entry changes by being written and read.
pub fn event_column(text: &str) {
    let read = |event: &str, proof: &str| {
        let db = Connection::open_in_memory().expect("memory");
        let both = |row: &rusqlite::Row<'_>| {
            Ok((event_column::read_event(row, 0)?, event_column::read_proof(row, 1)?))
        };
        db.query_row("SELECT ?1, ?2", [event, proof], both).ok()
    };
    let (event, proof) = text.split_once('\n').unwrap_or((text, "null"));
    let Some((event, proof)) = read(event, proof) else { return };
    let written = proof.as_ref().map_or_else(|| "null".to_owned(), event_column::evidence);
    assert_eq!(read(&event_column::event(event), &written), Some((event, proof)));
}

/// The alert of a connection, in the form of its row. Its plan never panics.
///
/// # Panics
/// When a readable alert changes by being written and read.
pub fn alert_column(text: &str) {
    let connection = ConnectionId::from("practice");
    let Some(entry) = alerts::read(&connection, text) else { return };
    let written = alerts::text(&entry);
    let again = alerts::read(&connection, &written);
    assert_eq!(again.as_ref(), Some(&entry), "{written}");
    let email = ::alerts::Email {
        host: "localhost".into(),
        port: 25,
        security: ::alerts::Security::None,
        username: None,
        from: "gander@example.org".into(),
        to: vec!["dana@example.org".into()],
    };
    let channels = ::alerts::Channels { native: true, email: true };
    let settings = [::alerts::Settings { email: Some(email), ..::alerts::Settings::default() }, every_rule()];
    for now in [entry.raised, lifecycle::moment_of_millis(0), lifecycle::moment_of_millis(i64::MAX)] {
        for settings in &settings {
            for hours in [14, -12] {
                let zone = FixedOffset::east_opt(hours * 3600).expect("a zone");
                let _ = ::alerts::plan(now, &zone, settings, channels, &[&entry]);
            }
        }
    }
}

/// Settings of every kind, including a pause without end.
fn every_rule() -> ::alerts::Settings {
    let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).expect("a time");
    ::alerts::Settings {
        warn_days: Some(vec![0, u16::MAX]),
        quiet_hours: Some(::alerts::QuietHours { from: time(23), to: time(7) }),
        digest: Some(time(8)),
        paused_until: Some(DateTime::<Utc>::MAX_UTC),
        ..::alerts::Settings::default()
    }
    .bounded()
}

/// Runs the state machine with a record: every kind of renewal, distant times, and the most distant time zones.
fn live(record: &Record) {
    let day = TimeDelta::days;
    let renewals = [
        Renewal::None,
        Renewal::Extend { min_age: day(1), every: day(7) },
        Renewal::Refresh { horizon: Some(day(36_500)), slides: true, rotates: false, before: day(36_500) },
        Renewal::Refresh { horizon: None, slides: false, rotates: true, before: day(0) },
    ];
    for renewal in renewals {
        let warn = vec![day(36_500), day(1)];
        let policy = Policy { renewal, warn, access: Some(day(36_500)), ..Policy::clone(&policy()) };
        let record = Record { policy: Arc::new(policy), ..record.clone() };
        for now in [0, 1_767_614_400_000, i64::MAX].map(lifecycle::moment_of_millis) {
            let mut machine = Lifecycle::new(true);
            machine.handle(now, Input::Restored { record: Box::new(record.clone()), interrupted: false });
            for input in [Input::Tick, Input::Resumed] {
                machine.handle(now, input);
                while machine.next_effect().is_some() {}
            }
            let _ = (machine.next_deadline(), record.health(now), record.missing());
            let Some(by) = record.reauthorize_by() else { continue };
            show(&record, now, by);
        }
    }
}

fn farthest_east(at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&FixedOffset::east_opt(14 * 3600).expect("a zone")).naive_local()
}

fn farthest_west(at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&FixedOffset::west_opt(12 * 3600).expect("a zone")).naive_local()
}

fn show(record: &Record, now: DateTime<Utc>, by: DateTime<Utc>) {
    let zones = [14, -12].map(|hours| FixedOffset::east_opt(hours * 3600).expect("a zone"));
    let upcoming = ::alerts::Upcoming {
        connection: record.id.clone(),
        network: record.network.clone(),
        by,
        ladder: record.policy.warn.clone(),
    };
    for zone in &zones {
        let upcoming = std::slice::from_ref(&upcoming);
        for settings in [::alerts::Settings::default(), every_rule()] {
            let _ = ::alerts::schedule(now, zone, &settings, upcoming, &[]);
        }
    }
    thread_local! {
        static LOCALES: [Locale; 2] = [Locale::new("en", farthest_east), Locale::new("en", farthest_west)];
    }
    let connection = record.id.as_str();
    let due = locale::Due { connection, network: "Practice", who: None, by, warn: &record.policy.warn };
    LOCALES.with(|locales| {
        for locale in locales {
            let _ = locale::calendar(locale, now, &[due]);
        }
    });
}

fn read(
    [standing, unreachable, told, pages, suspicion]: &[String; 5],
    [authorized, issued, access, refresh, data, checked, next]: [i64; MOMENTS],
) -> Option<Record> {
    thread_local! {
        static DATABASE: Connection = Connection::open_in_memory().expect("memory");
    }
    let (text, number) = (|text: &str| Value::Text(text.to_owned()), Value::Integer);
    let row = [
        text("practice"),
        text("practice"),
        text("1"),
        Value::Null,
        Value::Null,
        number(1),
        number(authorized),
        number(issued),
        number(access),
        number(1),
        number(refresh),
        number(data),
        text(standing),
        text(unreachable),
        number(checked),
        number(next),
        text(told),
        Value::Null,
        if pages.is_empty() { Value::Null } else { text(pages) },
        if suspicion.is_empty() { Value::Null } else { text(suspicion) },
    ];
    let places = vec!["?"; row.len()].join(", ");
    DATABASE.with(|db| {
        let mut statement = db.prepare_cached(&format!("SELECT {places}")).expect("a statement");
        statement
            .query_row(params_from_iter(row), |row| columns::record(row, "practice".into(), policy()))
            .ok()
    })
}

fn policy() -> Arc<Policy> {
    Arc::new(Policy {
        access: None,
        renewal: Renewal::None,
        data_access: None,
        data_loss_after: None,
        warn: Vec::new(),
        probe_every: TimeDelta::hours(6),
        needs: Vec::new(),
    })
}
