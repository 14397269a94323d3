//! The reminders of planned activities, on a phone that shows what it was given.

use std::collections::{BTreeMap, BTreeSet};

use alerts::{Planned, Scheduled, Settings, Subject, changes, schedule};
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::{Asia::Tokyo, Europe::Berlin, UTC};
use proptest::prelude::*;

use super::{NEW_YEAR, quiet, time, upcoming, utc};

/// iOS keeps no more than this.
const IOS_KEEPS: usize = 64;

fn planned(n: i32, due: &str) -> Planned {
    Planned {
        id: -1 - n,
        activity: format!("activity-{n}").as_str().into(),
        name: format!("Text {n}"),
        networks: vec!["x".into(), "linkedin".into()],
        due: utc(due),
    }
}

fn reminders(settings: &Settings, planned: &[Planned]) -> Vec<String> {
    let scheduled = schedule(utc(NEW_YEAR), &Berlin, settings, &[], planned);
    let line = |one: &Scheduled| {
        let Subject::Activity(reminder) = &one.about else { panic!("{one:?}") };
        format!("{} {} {}", one.at.with_timezone(&Berlin).format("%m-%d %H:%M"), one.id, reminder.name)
    };
    scheduled.iter().map(line).collect()
}

#[test]
fn each_plan_is_told_at_its_minute_and_not_before() {
    let plans = [planned(2, "2026-01-03T21:30:01Z"), planned(1, "2026-01-02T08:00:00Z")];
    assert_eq!(reminders(&Settings::default(), &plans), ["01-02 09:00 -2 Text 1", "01-03 22:31 -3 Text 2"]);
}

#[test]
fn quiet_hours_and_a_pause_move_a_reminder_and_a_digest_does_not() {
    let plan = [planned(1, "2026-01-02T23:15:00Z")];
    assert_eq!(reminders(&quiet(time(22, 0), time(7, 30)), &plan), ["01-03 07:30 -2 Text 1"]);
    let paused = Settings { paused_until: Some(utc("2026-01-04T10:00:30Z")), ..Settings::default() };
    assert_eq!(reminders(&paused, &plan), ["01-04 11:01 -2 Text 1"]);
    let digest = Settings { digest: Some(time(18, 0)), ..Settings::default() };
    assert_eq!(reminders(&digest, &plan), ["01-03 00:15 -2 Text 1"]);
}

#[test]
fn a_plan_is_muted_with_the_last_of_its_networks_and_nothing_is_told_without_notifications() {
    let plan = [planned(1, "2026-01-02T12:00:00Z")];
    let muted = |names: &[&str]| Settings {
        muted: names.iter().map(|name| (*name).to_owned()).collect(),
        ..Settings::default()
    };
    assert_eq!(reminders(&muted(&["x"]), &plan).len(), 1);
    assert!(reminders(&muted(&["x", "linkedin"]), &plan).is_empty());
    assert!(reminders(&Settings { native: false, ..Settings::default() }, &plan).is_empty());
}

#[test]
fn reminders_and_warnings_share_the_room_of_the_phone() {
    let plans: Vec<_> = (0..80)
        .map(|n| Planned {
            due: utc("2026-01-02T12:00:00Z") + TimeDelta::days(n.into()),
            ..planned(n, NEW_YEAR)
        })
        .collect();
    let account = [upcoming("x", "2026-02-01T15:20:30Z")];
    let scheduled = schedule(utc(NEW_YEAR), &Berlin, &Settings::default(), &account, &plans);
    assert_eq!(scheduled.len(), 60);
    assert_eq!(scheduled.iter().filter(|one| !one.connections().is_empty()).count(), 4);
    assert!(scheduled.windows(2).all(|pair| pair[0].at <= pair[1].at));
}

/// A phone with its pending notifications, and Gander's memory of what it handed over.
#[derive(Default)]
struct Phone {
    pending: BTreeMap<i32, Scheduled>,
    /// Handed over by this run.
    former: Vec<Scheduled>,
    /// Noted by an earlier run.
    noted: Vec<i32>,
    shown: Vec<(DateTime<Utc>, Scheduled)>,
}

impl Phone {
    /// The system shows what is due, whether or not Gander runs.
    fn wait_until(&mut self, now: DateTime<Utc>) {
        let due: Vec<_> = self.pending.values().filter(|one| one.at <= now).map(|one| one.id).collect();
        for id in due {
            let one = self.pending.remove(&id).unwrap();
            self.shown.push((one.at, one));
        }
    }

    /// Gander is on the screen.
    fn open(&mut self, now: DateTime<Utc>, settings: &Settings, plans: &[Planned]) {
        let new = schedule(now, &Berlin, settings, &[upcoming("x", "2026-04-01T15:20:30Z")], plans);
        let known: Vec<_> = self.former.iter().map(|one| one.id).chain(self.noted.drain(..)).collect();
        self.former.retain(|one| one.at > now);
        let changes = changes(&known, &self.former, &new);
        for id in changes.cancel {
            self.pending.remove(&id);
        }
        for one in changes.schedule {
            self.pending.insert(one.id, one);
        }
        self.former = new;
    }

    /// The process ends. A reboot also loses what the system held.
    fn restart(&mut self, is_reboot: bool) {
        self.noted = self.former.drain(..).map(|one| one.id).collect();
        if is_reboot {
            self.pending.clear();
        }
    }

    fn check(&self, now: DateTime<Utc>, plans: &[Planned]) {
        assert!(self.pending.len() < IOS_KEEPS);
        let mut reminded = BTreeSet::new();
        for one in self.pending.values() {
            let Subject::Activity(reminder) = &one.about else { continue };
            assert!(reminded.insert(reminder.activity.clone()), "reminded twice: {one:?}");
            let plan = plans.iter().find(|plan| plan.activity == reminder.activity);
            let plan = plan.unwrap_or_else(|| panic!("shared, cancelled or removed: {one:?}"));
            assert_eq!((&reminder.name, one.id), (&plan.name, plan.id));
            assert!(one.at >= plan.due && one.at > now);
        }
        let is_full = self.pending.len() == 60;
        let last = self.pending.values().map(|one| one.at).max();
        for plan in plans.iter().filter(|plan| plan.due > now) {
            let is_later = is_full && last.is_some_and(|last| plan.due >= last - TimeDelta::days(1));
            assert!(reminded.contains(&plan.activity) || is_later, "no reminder of {plan:?}");
        }
    }
}

#[derive(Clone, Debug)]
enum Step {
    Plan {
        hours: i64,
    },
    /// It is shared, cancelled or removed.
    End {
        nth: usize,
    },
    Move {
        nth: usize,
        hours: i64,
    },
    Edit {
        nth: usize,
    },
    Wait {
        hours: i64,
    },
    Restart {
        is_reboot: bool,
    },
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (1..2000_i64).prop_map(|hours| Step::Plan { hours }),
        2 => any::<prop::sample::Index>().prop_map(|nth| Step::End { nth: nth.index(200) }),
        1 => (any::<prop::sample::Index>(), 1..2000_i64)
            .prop_map(|(nth, hours)| Step::Move { nth: nth.index(200), hours }),
        1 => any::<prop::sample::Index>().prop_map(|nth| Step::Edit { nth: nth.index(200) }),
        1 => (1..200_i64).prop_map(|hours| Step::Wait { hours }),
        1 => any::<bool>().prop_map(|is_reboot| Step::Restart { is_reboot }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

    #[test]
    fn each_plan_has_one_reminder_and_none_after_it_is_shared(
        steps in prop::collection::vec(any_step(), 1..220),
        is_quiet in any::<bool>(),
    ) {
        let settings = if is_quiet { quiet(time(22, 0), time(7, 0)) } else { Settings::default() };
        let (mut now, mut plans, mut next) = (utc(NEW_YEAR), Vec::<Planned>::new(), 0);
        let mut phone = Phone::default();
        for step in steps {
            let count = plans.len().max(1);
            match step {
                Step::Plan { hours } => {
                    plans.push(Planned { due: now + TimeDelta::hours(hours), ..planned(next, NEW_YEAR) });
                    next += 1;
                }
                Step::End { nth } if !plans.is_empty() => drop(plans.remove(nth % count)),
                Step::Move { nth, hours } if !plans.is_empty() => {
                    plans[nth % count].due = now + TimeDelta::hours(hours);
                }
                Step::Edit { nth } if !plans.is_empty() => plans[nth % count].name.push('!'),
                Step::End { .. } | Step::Move { .. } | Step::Edit { .. } => {}
                Step::Wait { hours } => {
                    let before = phone.shown.len();
                    now += TimeDelta::hours(hours);
                    phone.wait_until(now);
                    for (at, one) in &phone.shown[before..] {
                        let Subject::Activity(reminder) = &one.about else { continue };
                        let plan = plans.iter().find(|plan| plan.activity == reminder.activity);
                        prop_assert!(plan.is_some_and(|plan| plan.due <= *at), "told although it was shared: {one:?}");
                    }
                    // Every due post leaves as soon as Gander is open.
                    plans.retain(|plan| plan.due > now);
                }
                Step::Restart { is_reboot } => phone.restart(is_reboot),
            }
            phone.open(now, &settings, &plans);
            phone.check(now, &plans);
        }
    }

    #[test]
    fn the_soonest_are_kept(due in prop::collection::vec(1..5000_i64, 61..150), zone in prop::sample::select(vec![Berlin, Tokyo, UTC])) {
        let now = utc(NEW_YEAR);
        let plans: Vec<_> = due
            .iter()
            .zip(0..)
            .map(|(minutes, n)| Planned { due: now + TimeDelta::minutes(*minutes), ..planned(n, NEW_YEAR) })
            .collect();
        let scheduled = schedule(now, &zone, &Settings::default(), &[], &plans);
        prop_assert_eq!(scheduled.len(), 60);
        let last = scheduled.last().unwrap().at;
        let kept: BTreeSet<_> = scheduled.iter().map(|one| one.id).collect();
        prop_assert!(plans.iter().all(|plan| kept.contains(&plan.id) || plan.due >= last));
    }
}
