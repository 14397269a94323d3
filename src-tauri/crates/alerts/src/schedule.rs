//! The notifications that a phone shows later. No code runs in the background there, so the system gets every known
//! date in advance.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, SubsecRound, TimeDelta, Utc};
use lifecycle::{ConnectionId, NetworkId};
use publishing::ActivityId;

use crate::{
    settings::Settings,
    zone::{Zone, next_time_of_day, quiet_until},
};

/// iOS keeps at most 64 notifications of an app; some room is left for immediate ones.
const MOST: usize = 60;
/// If the person set neither quiet hours nor a digest, notifications appear between these times only.
const MORNING: NaiveTime = NaiveTime::from_hms_opt(9, 0, 0).unwrap();
const EVENING: NaiveTime = NaiveTime::from_hms_opt(21, 0, 0).unwrap();
const A_DAY: TimeDelta = TimeDelta::days(1);

/// A known date by which the person must sign in again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upcoming {
    /// The connection to sign in to.
    pub connection: ConnectionId,
    /// The connection's network.
    pub network: NetworkId,
    /// The date.
    pub by: DateTime<Utc>,
    /// The network's own ladder: the lead times of the warnings.
    pub ladder: Vec<TimeDelta>,
}

/// An activity that waits for its time. No code of Gander's runs then, so the system reminds the person to open Gander.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The id of every notification about this activity: negative, and of no other activity.
    pub id: i32,
    /// The activity.
    pub activity: ActivityId,
    /// Its short name.
    pub name: String,
    /// The networks that it goes to.
    pub networks: Vec<NetworkId>,
    /// The first time at which a part of it is due.
    pub due: DateTime<Utc>,
}

/// A notification that the system shows by itself at its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheduled {
    /// The same in every computation. The id of a reminder is that of its activity. All others are positive: a minute has
    /// at most two of them, one that warns, and one that reports ends.
    pub id: i32,
    /// The time to show it: a whole minute in the future.
    pub at: DateTime<Utc>,
    /// The subject.
    pub about: Subject,
}

/// The subject of a [`Scheduled`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Connections, nearest date first. Either all of them are about to end, or all have ended.
    Connections(Vec<Ahead>),
    /// An activity whose time comes.
    Activity(Reminder),
}

/// The reminder of a planned activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// The activity.
    pub activity: ActivityId,
    /// Its short name.
    pub name: String,
}

/// One connection in a [`Scheduled`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ahead {
    /// The date by which the person must sign in again.
    pub by: DateTime<Utc>,
    /// The connection to sign in to.
    pub connection: ConnectionId,
    /// The rung of the ladder: the time before the date. `None`: the date itself has passed.
    pub rung: Option<TimeDelta>,
}

/// The changes to the notifications that the system holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The ids to cancel.
    pub cancel: Vec<i32>,
    /// The notifications to hand over; each replaces one with the same id.
    pub schedule: Vec<Scheduled>,
}

impl Scheduled {
    /// Tells whether it reports ends, rather than warns of them.
    #[must_use]
    pub fn is_end(&self) -> bool {
        self.connections().iter().any(|ahead| ahead.rung.is_none())
    }

    /// The connections that it is about. There are none if it is a reminder of an activity.
    #[must_use]
    pub fn connections(&self) -> &[Ahead] {
        match &self.about {
            Subject::Connections(about) => about,
            Subject::Activity(_) => &[],
        }
    }
}

/// Returns every notification that the system should show later, nearest first.
#[must_use]
pub fn schedule(
    now: DateTime<Utc>,
    zone: &dyn Zone,
    settings: &Settings,
    upcoming: &[Upcoming],
    planned: &[Planned],
) -> Vec<Scheduled> {
    if !settings.native {
        return Vec::new();
    }
    let calendar = Calendar { zone, settings };
    let mut at_once: BTreeMap<(DateTime<Utc>, bool), Vec<Ahead>> = BTreeMap::new();
    for upcoming in upcoming.iter().filter(|upcoming| !settings.mutes(upcoming.network.as_str())) {
        for (at, rung) in calendar.times(upcoming) {
            let ahead = Ahead { by: upcoming.by, connection: upcoming.connection.clone(), rung };
            at_once.entry((at, rung.is_none())).or_default().push(ahead);
        }
    }
    let of_connections = at_once.into_iter().map(|((at, is_end), mut about)| {
        about.sort();
        Scheduled { id: id_of(at, is_end), at, about: Subject::Connections(about) }
    });
    let is_muted =
        |planned: &Planned| planned.networks.iter().all(|network| settings.mutes(network.as_str()));
    // Once its time has come, an activity has left, or Gander itself tells what it waits for.
    let waits = planned.iter().filter(|planned| planned.due > now && !is_muted(planned));
    let mut all: Vec<_> = of_connections
        .chain(waits.map(|planned| calendar.reminder(planned)))
        .filter(|scheduled| scheduled.at > now)
        .collect();
    all.sort_by_key(|scheduled| (scheduled.at, scheduled.id));
    all.truncate(MOST);
    all
}

/// Returns the changes to apply. The system may hold the ids in `pending`, and surely holds `former`. A restarted phone
/// has lost every notification, so `former` is empty after a start of Gander.
#[must_use]
pub fn changes(pending: &[i32], former: &[Scheduled], new: &[Scheduled]) -> Changes {
    let cancel =
        pending.iter().copied().filter(|id| new.iter().all(|scheduled| scheduled.id != *id)).collect();
    let schedule = new.iter().filter(|scheduled| !former.contains(scheduled)).cloned().collect();
    Changes { cancel, schedule }
}

fn id_of(at: DateTime<Utc>, is_end: bool) -> i32 {
    // Twice the minutes since 1970: enough for two thousand years.
    i32::try_from(at.timestamp() / 60 * 2 + i64::from(is_end)).unwrap_or(i32::MAX)
}

struct Calendar<'a> {
    zone: &'a dyn Zone,
    settings: &'a Settings,
}

impl Calendar<'_> {
    /// The times at which each rung of a connection's ladder, and its end (`None`), is shown.
    fn times(&self, upcoming: &Upcoming) -> Vec<(DateTime<Utc>, Option<TimeDelta>)> {
        let own = self.settings.warn_days.as_ref();
        let mut ladder = own.map_or_else(
            || upcoming.ladder.clone(),
            |days| days.iter().map(|days| TimeDelta::days(i64::from(*days))).collect(),
        );
        ladder.sort_unstable();
        ladder.dedup();
        let mut times: Vec<(DateTime<Utc>, Option<TimeDelta>)> = Vec::new();
        for rung in ladder {
            let Some(at) = self.warning(upcoming.by, rung) else { continue };
            // A pause merges the rungs that it holds back into the shortest one.
            if times.iter().all(|(other, _)| *other != at) {
                times.push((at, Some(rung)));
            }
        }
        times.push((self.end(upcoming.by), None));
        times
    }

    /// The time to show a rung: its own minute if it is shorter than a day, or a morning. `None` if no time fits before
    /// the end.
    fn warning(&self, by: DateTime<Utc>, rung: TimeDelta) -> Option<DateTime<Utc>> {
        let reached = by - rung;
        let day = self.zone.local(reached).date();
        let exact = (rung < A_DAY && self.settings.digest.is_none())
            .then(|| minute_from(reached))
            .filter(|at| self.is_humane(*at));
        let earlier = (0..=2).filter_map(|days| day.checked_sub_days(Days::new(days)));
        let mornings = earlier.map(|day| self.morning(day));
        // A rung of a day or more may be shown late, as long as the end is still ahead; a shorter one may not.
        exact
            .into_iter()
            .chain(mornings)
            .map(|at| self.after_pause(at))
            .find(|at| *at < by && (rung >= A_DAY || *at <= minute_from(reached)))
    }

    /// The time to report the end itself.
    fn end(&self, by: DateTime<Utc>) -> DateTime<Utc> {
        let at = minute_from(self.settings.paused_until.map_or(by, |paused_until| paused_until.max(by)));
        if self.settings.digest.is_none() && self.is_humane(at) { at } else { self.next_morning(at) }
    }

    /// The reminder of an activity. The person chose its time, so that only quiet hours and a pause move it, and no
    /// digest does.
    fn reminder(&self, planned: &Planned) -> Scheduled {
        let at = self.settings.paused_until.map_or(planned.due, |paused_until| paused_until.max(planned.due));
        let at = minute_from(quiet_until(self.zone, self.settings, minute_from(at)));
        let reminder = Reminder { activity: planned.activity.clone(), name: planned.name.clone() };
        Scheduled { id: planned.id, at, about: Subject::Activity(reminder) }
    }

    fn after_pause(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        match self.settings.paused_until {
            Some(paused_until) if at < paused_until => self.next_morning(minute_from(paused_until)),
            _ => at,
        }
    }

    fn morning(&self, day: NaiveDate) -> DateTime<Utc> {
        let at = self.zone.moment(day.and_time(self.hour()));
        minute_from(quiet_until(self.zone, self.settings, at))
    }

    /// The next time for notifications, which may be `from` itself.
    fn next_morning(&self, from: DateTime<Utc>) -> DateTime<Utc> {
        if self.settings.digest.is_none() && self.settings.quiet_hours.is_some() {
            return minute_from(quiet_until(self.zone, self.settings, from));
        }
        let at = next_time_of_day(self.zone, from - TimeDelta::nanoseconds(1), self.hour());
        minute_from(quiet_until(self.zone, self.settings, at))
    }

    fn hour(&self) -> NaiveTime {
        self.settings.digest.unwrap_or(MORNING)
    }

    fn is_humane(&self, at: DateTime<Utc>) -> bool {
        let time = self.zone.local(at).time();
        match self.settings.quiet_hours {
            Some(hours) => !hours.hold(time),
            None => (MORNING..EVENING).contains(&time),
        }
    }
}

/// The next whole minute, or this one if it is whole.
fn minute_from(at: DateTime<Utc>) -> DateTime<Utc> {
    let whole = at.trunc_subsecs(0);
    let up = if whole < at { whole + TimeDelta::seconds(1) } else { whole };
    up + TimeDelta::seconds((60 - up.timestamp().rem_euclid(60)) % 60)
}
