//! Properties that hold for every sequence of events.

use alerts::{Channel, Delivery, NoticeKind, QuietHours, Settings};
use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::{
    America::{New_York, Santiago},
    Asia::Tokyo,
    Australia::Lord_Howe,
    Europe::Berlin,
    Tz, UTC,
};
use proptest::prelude::*;

use crate::world::{Crash, World, broken, utc, with_email};

pub const NAMES: [&str; 4] = ["linkedin", "x", "facebook", "pond"];

#[derive(Clone, Debug)]
pub enum Act {
    Break(usize),
    Warn(usize, i64),
    Recover(usize),
    Wait(i64),
    Sleep(i64),
    NativeWorks(bool),
    MailWorks(bool),
    Crash(Crash),
    Pause(i64),
    Mute(usize, bool),
    /// Another process looks, with a view of the store that is this many seconds old.
    Stale(i64),
}

impl Act {
    pub fn on(&self, world: &mut World) {
        match *self {
            Self::Break(n) => world.raise(NAMES[n], broken()),
            Self::Warn(n, days) => {
                let by = world.now + TimeDelta::days(days);
                world.raise(NAMES[n], NoticeKind::ReauthorizeBy { by, rung: TimeDelta::days(days) });
            }
            Self::Recover(n) => world.recover(NAMES[n]),
            Self::Wait(seconds) => world.wait(TimeDelta::seconds(seconds)),
            Self::Sleep(seconds) => world.sleep(TimeDelta::seconds(seconds)),
            Self::NativeWorks(works) => world.native_works = works,
            Self::MailWorks(works) => world.mail_works = works,
            Self::Crash(crash) => world.crash = Some(crash),
            Self::Pause(seconds) => {
                world.settings.paused_until = Some(world.now + TimeDelta::seconds(seconds));
                world.look();
            }
            Self::Mute(n, true) => {
                world.settings.muted.insert(NAMES[n].to_owned());
                world.look();
            }
            Self::Mute(n, false) => {
                world.settings.muted.remove(NAMES[n]);
                world.look();
            }
            Self::Stale(seconds) => {
                let known = world.store.clone();
                world.wait(TimeDelta::seconds(seconds));
                // Only one process at a time keeps the time and sends the mails.
                let email = world.settings.email.take();
                world.look_knowing(&known);
                world.settings.email = email;
                world.look();
            }
        }
    }
}

pub fn calm() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => (0..4_usize).prop_map(Act::Break),
        2 => (0..4_usize, prop_oneof![Just(10_i64), Just(3), Just(1)]).prop_map(|(n, days)| Act::Warn(n, days)),
        2 => (0..4_usize).prop_map(Act::Recover),
        2 => (0..20_i64).prop_map(Act::Wait),
        2 => (20..900_i64).prop_map(Act::Wait),
        1 => (900..200_000_i64).prop_map(Act::Wait),
    ]
}

fn wild() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => calm(),
        1 => (1..200_000_i64).prop_map(Act::Sleep),
        1 => any::<bool>().prop_map(Act::NativeWorks),
        1 => any::<bool>().prop_map(Act::MailWorks),
        1 => prop_oneof![Just(Crash::NotedNotShown), Just(Crash::NotSent), Just(Crash::SentNotNoted)]
            .prop_map(Act::Crash),
        1 => (1..100_000_i64).prop_map(Act::Pause),
        1 => (0..4_usize, any::<bool>()).prop_map(|(n, muted)| Act::Mute(n, muted)),
        1 => (0..600_i64).prop_map(Act::Stale),
    ]
}

fn time() -> impl Strategy<Value = NaiveTime> {
    (0..48_u32).prop_map(|half| NaiveTime::from_hms_opt(half / 2, half % 2 * 30, 0).unwrap())
}

fn quiet() -> impl Strategy<Value = Option<QuietHours>> {
    let hours = (time(), time()).prop_map(|(from, to)| QuietHours { from, to });
    prop::option::of(hours.prop_filter("different", |hours| hours.from != hours.to))
}

/// A place, and a time not long before its clocks are put forward or back.
fn place() -> impl Strategy<Value = (Tz, &'static str)> {
    prop::sample::select(vec![
        (Berlin, "2026-03-28T09:00:00Z"),
        (Berlin, "2026-10-24T09:00:00Z"),
        (New_York, "2026-03-07T20:00:00Z"),
        (New_York, "2026-10-31T20:00:00Z"),
        (Santiago, "2026-04-04T12:00:00Z"),
        (Santiago, "2026-09-05T12:00:00Z"),
        // A change of half an hour.
        (Lord_Howe, "2026-04-04T00:00:00Z"),
        (Lord_Howe, "2026-10-03T00:00:00Z"),
        (Tokyo, "2026-06-01T00:00:00Z"),
        (UTC, "2026-12-30T00:00:00Z"),
    ])
}

fn settings(quiet_hours: Option<QuietHours>, digest: Option<NaiveTime>) -> Settings {
    Settings { quiet_hours, digest, ..with_email() }
}

fn is_quiet(zone: Tz, hours: Option<QuietHours>, at: DateTime<Utc>) -> bool {
    let Some(QuietHours { from, to }) = hours else { return false };
    let time = at.with_timezone(&zone).time();
    // Computed in another way than the code does: as distances from the start, around the clock.
    let since = |time: NaiveTime| (time - from).num_seconds().rem_euclid(86_400);
    since(time) < since(to)
}

/// Runs the acts, and checks each delivery right after its act.
fn run(world: &mut World, acts: &[Act]) {
    let (mut shows, mut mails) = (world.shows.len(), world.mails.len());
    for act in acts {
        let muted_before = world.settings.muted.clone();
        let paused_before = world.settings.paused_until;
        act.on(world);
        let new = world.shows[shows..].iter().chain(&world.mails[mails..]);
        for told in new {
            assert!(
                !is_quiet(world.zone, world.settings.quiet_hours, told.at),
                "within quiet hours: {told:?}"
            );
            let pause =
                if matches!(act, Act::Pause(_)) { world.settings.paused_until } else { paused_before };
            assert!(pause.is_none_or(|until| until <= told.at), "within a pause: {told:?}");
            for number in &told.about {
                let raised = &world.raised[*number];
                assert!(raised.ended.is_none_or(|ended| ended >= told.at), "over before: {told:?}");
                let network = raised.network.as_str();
                let muted = muted_before.contains(network) && world.settings.muted.contains(network);
                assert!(!muted, "muted: {told:?}");
            }
        }
        (shows, mails) = (world.shows.len(), world.mails.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(192) })]

    #[test]
    fn each_notice_is_told_once_on_each_channel_and_never_at_a_bad_moment(
        (zone, begin) in place(),
        quiet_hours in quiet(),
        digest in prop::option::of(time()),
        acts in prop::collection::vec(wild(), 1..40),
    ) {
        let mut world = World::new(begin, zone, settings(quiet_hours, digest));
        run(&mut world, &acts);
        // In the end everything works, so every delivery that was held back goes out.
        let mends = [Act::NativeWorks(true), Act::MailWorks(true)];
        let unmutes = (0..4).map(|n| Act::Mute(n, false));
        let ends: Vec<_> = mends.into_iter().chain(unmutes).chain([Act::Wait(6 * 86_400)]).collect();
        world.crash = None;
        run(&mut world, &ends);

        for (number, raised) in world.raised.iter().enumerate() {
            let (shows, mails) = (world.times(Channel::Native, number), world.times(Channel::Email, number));
            prop_assert!(shows <= 1, "{raised:?} came up {shows} times");
            let most = 1 + usize::from(world.doubtful.contains(&number));
            prop_assert!(mails <= most, "{raised:?} was mailed {mails} times");
            if raised.ended.is_some() {
                continue;
            }
            let lost = world.lost.contains(&number);
            prop_assert!(shows == 1 || lost, "{raised:?} did not come up");
            let meant = world.store[&raised.connection].email != Delivery::NotMeant;
            prop_assert!(mails >= 1 || !meant, "{raised:?} was not mailed");
        }
    }

    #[test]
    fn nothing_is_told_later_than_it_may_be_and_the_time_for_others(
        (zone, begin) in place(),
        quiet_hours in quiet(),
        acts in prop::collection::vec(calm(), 1..30),
    ) {
        let mut world = World::new(begin, zone, settings(quiet_hours, None));
        run(&mut world, &acts);
        run(&mut world, &[Act::Wait(3 * 86_400)]);
        for (told, together) in [(&world.shows, TimeDelta::seconds(5)), (&world.mails, TimeDelta::minutes(5))] {
            for told in told {
                for number in &told.about {
                    let raised = world.raised[*number].at;
                    // A flapping notice is delivered ten minutes later.
                    let settled = raised + TimeDelta::minutes(10);
                    let free = [raised, settled].map(|from| free_from(zone, quiet_hours, from + together));
                    let latest = free.into_iter().max().unwrap();
                    prop_assert!(told.at <= latest, "{told:?}, raised {raised}, may be told {latest}");
                }
            }
        }
    }

    #[test]
    fn looking_only_when_it_is_said_misses_nothing(
        (zone, begin) in place(),
        quiet_hours in quiet(),
        digest in prop::option::of(time()),
        acts in prop::collection::vec(wild(), 1..10),
    ) {
        let short = acts.iter().map(|act| match act {
            Act::Wait(seconds) | Act::Stale(seconds) => Act::Wait(seconds % 300),
            Act::Sleep(seconds) => Act::Sleep(seconds % 30_000),
            act => act.clone(),
        });
        let short: Vec<_> = short.collect();
        let mut lazy = World::new(begin, zone, settings(quiet_hours, digest));
        let mut eager = World::new(begin, zone, settings(quiet_hours, digest));
        for act in &short {
            act.on(&mut lazy);
            match act {
                Act::Wait(seconds) => (0..*seconds).for_each(|_| {
                    eager.now += TimeDelta::seconds(1);
                    eager.look();
                }),
                act => act.on(&mut eager),
            }
        }
        prop_assert_eq!(lazy.shows, eager.shows);
        prop_assert_eq!(lazy.mails, eager.mails);
        prop_assert_eq!(lazy.failures, eager.failures);
    }

    #[test]
    fn a_recovery_in_time_tells_nothing(
        (zone, begin) in place(),
        stood in 0..300_i64,
        others in prop::collection::vec((0..3_usize, 0..300_i64), 0..6),
    ) {
        let mut world = World::new(begin, zone, with_email());
        for (other, before) in others {
            world.raise(NAMES[other], broken());
            world.wait(TimeDelta::seconds(before));
        }
        let (number, alone) = (world.raised.len(), number_of_waiting(&world) == 0);
        world.raise("pond", broken());
        world.wait(TimeDelta::seconds(stood));
        world.recover("pond");
        world.wait(TimeDelta::days(1));
        if stood < 60 || alone {
            prop_assert_eq!(world.times(Channel::Email, number), 0);
        }
        if stood < 5 && alone {
            prop_assert_eq!(world.times(Channel::Native, number), 0);
        }
        prop_assert!(world.screen(alerts::Topic::Trouble).iter().all(|shown| *shown != "pond"));
    }

    #[test]
    fn waits_after_failures_grow_and_nothing_hurries_them(
        raises in prop::collection::vec((0..4_usize, 1..20_000_i64, any::<bool>()), 1..20),
    ) {
        let mut world = World::new("2026-06-01T00:00:00Z", UTC, with_email());
        world.native_works = false;
        world.mail_works = false;
        // This entry stands all the time, so that the failures are never forgotten.
        world.raise("rock", broken());
        for (n, wait, recovers) in raises {
            if recovers { world.recover(NAMES[n]) } else { world.raise(NAMES[n], broken()) }
            world.wait(TimeDelta::seconds(wait));
        }
        for (channel, most) in [(Channel::Native, 60), (Channel::Email, 360)] {
            let failures = world.failures.iter().filter(|(of, _)| *of == channel).map(|(_, at)| *at);
            let failures: Vec<_> = failures.collect();
            let mut least = 1;
            for pair in failures.windows(2) {
                let waited = pair[1] - pair[0];
                prop_assert!(waited >= TimeDelta::minutes(least), "{channel:?}: {failures:?}");
                least = (least * 2).min(most);
            }
        }
    }

    #[test]
    fn a_clock_set_by_hand_holds_nothing_for_more_than_a_day(
        acts in prop::collection::vec(calm(), 0..10),
        jump in -1_000_000..1_000_000_i64,
        quiet_hours in quiet(),
        digest in prop::option::of(time()),
    ) {
        let mut world = World::new("2026-06-01T00:00:00Z", UTC, settings(quiet_hours, digest));
        for act in &acts {
            act.on(&mut world);
        }
        world.raise("pond", broken());
        world.sleep(TimeDelta::seconds(jump));
        // Time for the next digest, for quiet hours around it, and for the wait for other notices.
        world.wait(TimeDelta::hours(48) + TimeDelta::minutes(10));
        let number = world.raised.len() - 1;
        prop_assert_eq!(world.times(Channel::Native, number), 1);
        prop_assert_eq!(world.times(Channel::Email, number), 1);
    }
}

/// The first moment from `from` on that is not quiet, found by stepping through the half hours.
fn free_from(zone: Tz, hours: Option<QuietHours>, from: DateTime<Utc>) -> DateTime<Utc> {
    let mut at = from;
    while is_quiet(zone, hours, at) {
        // Quiet hours and clock changes begin and end at half hours.
        let left = 1800 - at.timestamp().rem_euclid(1800);
        at += TimeDelta::seconds(left);
    }
    at
}

fn number_of_waiting(world: &World) -> usize {
    let waits = |entry: &&alerts::Entry| {
        entry.stands()
            && entry.connection.as_str() != "pond"
            && [entry.native, entry.email].contains(&Delivery::Waiting)
    };
    world.store.values().filter(waits).count()
}

#[test]
fn the_times_of_these_tests_are_moments_of_a_change() {
    // Without a clock change within a day, these tests would test nothing.
    for (zone, begin) in [(Berlin, "2026-03-28T09:00:00Z"), (Lord_Howe, "2026-10-03T00:00:00Z")] {
        let local = |at: DateTime<Utc>| at.with_timezone(&zone).naive_local();
        let begin = utc(begin);
        assert_ne!(local(begin + TimeDelta::days(1)) - local(begin), TimeDelta::days(1));
    }
}
