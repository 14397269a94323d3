//! The notifications that a phone shows later.

mod reminders;

use std::collections::BTreeSet;

use alerts::{QuietHours, Scheduled, Settings, Upcoming, changes, schedule};
use chrono::{DateTime, NaiveTime, TimeDelta, Timelike, Utc};
use chrono_tz::{America::Santiago, Asia::Tokyo, Australia::Lord_Howe, Europe::Berlin, Tz, UTC};
use proptest::prelude::*;

const NEW_YEAR: &str = "2026-01-01T12:00:00Z";

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
}

fn days(days: &[i64]) -> Vec<TimeDelta> {
    days.iter().map(|days| TimeDelta::days(*days)).collect()
}

fn upcoming(name: &str, by: &str) -> Upcoming {
    Upcoming { connection: name.into(), network: name.into(), by: utc(by), ladder: days(&[10, 3, 1]) }
}

fn quiet(from: NaiveTime, to: NaiveTime) -> Settings {
    Settings { quiet_hours: Some(QuietHours { from, to }), ..Settings::default() }
}

/// One line per notification: its local time, its connections and their rungs.
fn told(settings: &Settings, upcoming: &[Upcoming]) -> Vec<String> {
    let scheduled = schedule(utc(NEW_YEAR), &Berlin, settings, upcoming, &[]);
    let line = |scheduled: &Scheduled| {
        let about: Vec<_> = scheduled
            .connections()
            .iter()
            .map(|ahead| match ahead.rung {
                Some(rung) => format!("{} {}d", ahead.connection, rung.num_days()),
                None => format!("{} ended", ahead.connection),
            })
            .collect();
        format!("{} {}", scheduled.at.with_timezone(&Berlin).format("%m-%d %H:%M"), about.join(", "))
    };
    scheduled.iter().map(line).collect()
}

#[test]
fn each_rung_is_told_in_the_morning_of_its_day_and_the_end_when_it_comes() {
    let lines = told(&Settings::default(), &[upcoming("linkedin", "2026-02-01T15:20:30Z")]);
    assert_eq!(
        lines,
        [
            "01-22 09:00 linkedin 10d",
            "01-29 09:00 linkedin 3d",
            "01-31 09:00 linkedin 1d",
            "02-01 16:21 linkedin ended"
        ]
    );
}

#[test]
fn what_falls_on_one_day_is_told_together() {
    let both = [upcoming("x", "2026-02-03T23:30:00Z"), upcoming("linkedin", "2026-01-27T10:00:00Z")];
    let lines = told(&Settings { warn_days: Some(vec![1, 8]), ..Settings::default() }, &both);
    assert_eq!(
        lines,
        [
            "01-19 09:00 linkedin 8d",
            "01-26 09:00 linkedin 1d",
            "01-27 09:00 x 8d",
            "01-27 11:00 linkedin ended",
            "02-03 09:00 x 1d",
            "02-04 09:00 x ended",
        ]
    );
    let same = [upcoming("x", "2026-02-03T10:00:00Z"), upcoming("linkedin", "2026-02-03T09:00:00Z")];
    let lines = told(&Settings { warn_days: Some(vec![1]), ..Settings::default() }, &same);
    assert_eq!(lines, ["02-02 09:00 linkedin 1d, x 1d", "02-03 10:00 linkedin ended", "02-03 11:00 x ended"]);
}

#[test]
fn quiet_hours_and_a_digest_say_when() {
    let one = [upcoming("x", "2026-02-03T01:00:00Z")];
    let ladder = |settings: Settings| Settings { warn_days: Some(vec![1]), ..settings };
    let late_riser = ladder(quiet(time(22, 0), time(11, 30)));
    assert_eq!(told(&late_riser, &one), ["02-02 11:30 x 1d", "02-03 11:30 x ended"]);
    let digest = ladder(Settings { digest: Some(time(18, 15)), ..Settings::default() });
    assert_eq!(told(&digest, &one), ["02-02 18:15 x 1d", "02-03 18:15 x ended"]);
    // Without quiet hours, notifications stay within the default daytime.
    assert_eq!(told(&ladder(Settings::default()), &one), ["02-02 09:00 x 1d", "02-03 09:00 x ended"]);
}

#[test]
fn a_pause_makes_one_of_several_rungs() {
    let paused = Settings { paused_until: Some(utc("2026-01-30T20:00:00Z")), ..Settings::default() };
    let lines = told(&paused, &[upcoming("x", "2026-02-03T15:00:00Z")]);
    assert_eq!(lines, ["01-31 09:00 x 3d", "02-02 09:00 x 1d", "02-03 16:00 x ended"]);
    // The pause ends at the very time for notifications.
    let to_the_hour = Settings { paused_until: Some(utc("2026-01-31T08:00:00Z")), ..Settings::default() };
    assert_eq!(told(&to_the_hour, &[upcoming("x", "2026-02-03T15:00:00Z")]), lines);
    // A warning at the moment of the end would be no warning.
    let to_the_end = Settings { paused_until: Some(utc("2026-02-03T07:30:00Z")), ..Settings::default() };
    assert_eq!(told(&to_the_end, &[upcoming("x", "2026-02-03T08:00:00Z")]), ["02-03 09:00 x ended"]);
    let over_the_end = Settings { paused_until: Some(utc("2026-02-05T20:00:00Z")), ..Settings::default() };
    assert_eq!(told(&over_the_end, &[upcoming("x", "2026-02-03T15:00:00Z")]), ["02-06 09:00 x ended"]);
}

#[test]
fn neighbouring_minutes_and_both_kinds_in_one_minute_have_ids_of_their_own() {
    let hour = |name: &str, by: &str| Upcoming { ladder: vec![TimeDelta::hours(1)], ..upcoming(name, by) };
    // The warnings come at 14:00 to 14:03, the ends at 15:00 to 15:03, and one more of each at the other's times.
    let all: Vec<_> = (0..4)
        .flat_map(|minute| {
            [13, 14].map(|at| hour(&format!("{at}-{minute}"), &format!("2026-02-03T{at}:0{minute}:00Z")))
        })
        .collect();
    let scheduled = schedule(utc(NEW_YEAR), &Berlin, &Settings::default(), &all, &[]);
    let ids: BTreeSet<_> = scheduled.iter().map(|one| one.id).collect();
    assert_eq!((scheduled.len(), ids.len()), (16, 16));
}

#[test]
fn what_is_muted_or_off_is_not_told() {
    let one = [upcoming("x", "2026-02-03T01:00:00Z")];
    let muted = Settings { muted: BTreeSet::from(["x".to_owned()]), ..Settings::default() };
    assert!(told(&muted, &one).is_empty());
    assert!(told(&Settings { native: false, ..Settings::default() }, &one).is_empty());
}

#[test]
fn rungs_of_hours_are_told_to_the_minute_by_day_and_the_day_before_by_night() {
    let hour = |by: &str| Upcoming { ladder: vec![TimeDelta::hours(1)], ..upcoming("pond", by) };
    let lines = told(&Settings::default(), &[hour("2026-02-03T15:00:00Z")]);
    assert_eq!(lines, ["02-03 15:00 pond 0d", "02-03 16:00 pond ended"]);
    let lines = told(&Settings::default(), &[hour("2026-02-03T04:00:00Z")]);
    assert_eq!(lines, ["02-02 09:00 pond 0d", "02-03 09:00 pond ended"]);
}

#[test]
fn the_system_holds_no_more_than_sixty_and_the_nearest_of_them() {
    let many: Vec<_> = (0..40_i64)
        .map(|n| Upcoming {
            by: utc("2026-03-01T10:00:00Z") + TimeDelta::days(n * 2),
            ..upcoming(&format!("c{n}"), NEW_YEAR)
        })
        .collect();
    let scheduled = schedule(utc(NEW_YEAR), &Berlin, &Settings::default(), &many, &[]);
    assert_eq!(scheduled.len(), 60);
    let last = scheduled.last().unwrap().at;
    let all = Settings { muted: BTreeSet::new(), ..Settings::default() };
    for one in &many {
        let own = schedule(utc(NEW_YEAR), &Berlin, &all, std::slice::from_ref(one), &[]);
        assert!(own.iter().all(|own| own.at > last || scheduled.iter().any(|other| other.at == own.at)));
    }
}

#[test]
fn only_what_differs_is_changed_and_what_is_not_wanted_is_cancelled() {
    let now = utc(NEW_YEAR);
    let plan = |upcoming: &[Upcoming]| schedule(now, &Berlin, &Settings::default(), upcoming, &[]);
    let ids = |scheduled: &[Scheduled]| scheduled.iter().map(|one| one.id).collect::<Vec<_>>();
    let former = plan(&[upcoming("x", "2026-02-03T10:00:00Z"), upcoming("linkedin", "2026-03-03T10:00:00Z")]);
    let same = changes(&ids(&former), &former, &former);
    assert!(same.cancel.is_empty() && same.schedule.is_empty());
    // X was renewed.
    let new = plan(&[upcoming("x", "2026-04-03T10:00:00Z"), upcoming("linkedin", "2026-03-03T10:00:00Z")]);
    let renewed = changes(&ids(&former), &former, &new);
    assert_eq!(renewed.cancel, ids(&plan(&[upcoming("x", "2026-02-03T10:00:00Z")])));
    assert_eq!(renewed.schedule, plan(&[upcoming("x", "2026-04-03T10:00:00Z")]));
    // A restarted phone has lost every notification.
    let started = changes(&ids(&former), &[], &former);
    assert!(started.cancel.is_empty());
    assert_eq!(started.schedule, former);
    // Another connection at the same minute replaces the notification with that id.
    let more = plan(&[
        upcoming("x", "2026-02-03T10:00:00Z"),
        upcoming("facebook", "2026-02-03T10:00:00Z"),
        upcoming("linkedin", "2026-03-03T10:00:00Z"),
    ]);
    let joined = changes(&ids(&former), &former, &more);
    assert!(joined.cancel.is_empty());
    assert_eq!(joined.schedule.len(), 4);
}

fn any_time() -> impl Strategy<Value = NaiveTime> {
    (0..48_u32).prop_map(|half| time(half / 2, half % 2 * 30))
}

fn any_settings() -> impl Strategy<Value = Settings> {
    let hours = (any_time(), any_time()).prop_filter("different", |(from, to)| from != to);
    let ladder = prop::collection::btree_set(1..=60_u16, 1..=6).prop_map(|days| days.into_iter().collect());
    (
        prop::option::of(hours),
        prop::option::of(any_time()),
        prop::option::of(ladder),
        prop::option::of(0..4_000_000_i64),
    )
        .prop_map(|(hours, digest, warn_days, pause)| Settings {
            quiet_hours: hours.map(|(from, to)| QuietHours { from, to }),
            digest,
            warn_days,
            paused_until: pause.map(|seconds| utc("2026-03-01T00:00:00Z") + TimeDelta::seconds(seconds)),
            ..Settings::default()
        })
}

fn any_upcoming() -> impl Strategy<Value = Vec<Upcoming>> {
    let ladder = prop::collection::vec(prop_oneof![1..72_i64, (1..30_i64).prop_map(|days| days * 24)], 0..5);
    let one = (0..20_000_000_i64, 0..1_000_000_000_u32, ladder);
    prop::collection::vec(one, 0..40).prop_map(|all| {
        let all = all.into_iter().enumerate();
        all.map(|(n, (seconds, nanoseconds, ladder))| Upcoming {
            connection: format!("c{n}").as_str().into(),
            network: "pond".into(),
            by: utc("2026-03-01T00:00:00Z")
                + TimeDelta::seconds(seconds)
                + TimeDelta::nanoseconds(i64::from(nanoseconds)),
            ladder: ladder.into_iter().map(TimeDelta::hours).collect(),
        })
        .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn whatever_is_scheduled_can_be_handed_to_any_phone(
        zone in prop::sample::select(vec![Berlin, Santiago, Lord_Howe, Tokyo, UTC]),
        settings in any_settings(),
        upcoming in any_upcoming(),
        later in 0..10_000_000_i64,
    ) {
        let now = utc("2026-03-01T00:00:00Z");
        let scheduled = schedule(now, &zone, &settings, &upcoming, &[]);
        check(&scheduled, now, zone, &settings);
        let ends = scheduled.iter().filter(|one| one.is_end()).map(|one| one.connections().len()).sum::<usize>();
        if scheduled.len() < 60 {
            prop_assert_eq!(ends, upcoming.iter().filter(|one| one.by > now).count());
        }
        // A later schedule starts with the notifications that are still ahead, and adds those that there is now room
        // for.
        let later = now + TimeDelta::seconds(later);
        let then = schedule(later, &zone, &settings, &upcoming, &[]);
        check(&then, later, zone, &settings);
        let left: Vec<_> = scheduled.iter().filter(|one| one.at > later).cloned().collect();
        prop_assert_eq!(&then[..left.len()], &left[..]);
    }
}

fn check(scheduled: &[Scheduled], now: DateTime<Utc>, zone: Tz, settings: &Settings) {
    assert!(scheduled.len() <= 60);
    assert!(scheduled.windows(2).all(|pair| pair[0].at <= pair[1].at), "not in order");
    let ids: BTreeSet<_> = scheduled.iter().map(|one| one.id).collect();
    assert_eq!(ids.len(), scheduled.len(), "an id comes twice");
    let mut told = BTreeSet::new();
    for one in scheduled {
        assert!(one.id > 0 && one.at > now && !one.connections().is_empty());
        assert_eq!((one.at.nanosecond(), one.at.second()), (0, 0));
        assert!(settings.paused_until.is_none_or(|until| one.at >= until), "within a pause: {one:?}");
        let local = one.at.with_timezone(&zone).time();
        match settings.quiet_hours {
            Some(hours) => assert!(!hours.hold(local), "within quiet hours: {one:?}"),
            None if settings.digest.is_none() => {
                assert!((time(9, 0)..time(21, 0)).contains(&local), "at an inhumane hour: {one:?}");
            }
            None => {}
        }
        for ahead in one.connections() {
            assert!(told.insert((ahead.connection.clone(), ahead.rung)), "told twice: {ahead:?}");
            assert_eq!(ahead.rung.is_none(), one.is_end());
            assert_eq!(ahead.by <= one.at, one.is_end(), "on the wrong side of the end: {one:?}");
        }
    }
}
