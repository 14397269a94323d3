//! What is to be told now, on which channel, and when to look again.

use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::ConnectionId;

use crate::{
    entry::{Channel, Delivery, Entry, Topic},
    settings::Settings,
    zone::{Zone, next_time_of_day},
};

/// What breaks together is told together: a notification waits this long for others.
const TOGETHER_NATIVE: TimeDelta = TimeDelta::seconds(5);
/// A mail cannot be taken back, so it waits longer, for others and for a recovery.
const TOGETHER_EMAIL: TimeDelta = TimeDelta::minutes(5);

/// The channels that this process serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Channels {
    /// Native notifications.
    pub native: bool,
    /// E-mails.
    pub email: bool,
}

/// What is to be told now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Native notifications: one for each topic at most.
    pub shows: Vec<Show>,
    /// One mail about all these connections.
    pub mail: Vec<ConnectionId>,
    /// When to look again, if nothing happens before.
    pub next: Option<DateTime<Utc>>,
}

/// A native notification in place of the former one of its topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Show {
    /// Which.
    pub topic: Topic,
    /// What is new: the reason for it.
    pub news: Vec<ConnectionId>,
    /// What it tells of after that: it was told before, and is still so.
    pub still: Vec<ConnectionId>,
}

/// What is to be told now, and when to look again.
#[must_use]
pub fn plan(
    now: DateTime<Utc>,
    zone: &dyn Zone,
    settings: &Settings,
    channels: Channels,
    entries: &[&Entry],
) -> Plan {
    let mut plan = Plan::default();
    let standing: Vec<&Entry> = entries
        .iter()
        .copied()
        .filter(|entry| entry.stands() && !settings.mutes(entry.network.as_str()))
        .collect();
    let mut look_again = Vec::new();
    if channels.native && settings.native {
        for topic in [Topic::Trouble, Topic::Soon] {
            let of_topic: Vec<&Entry> =
                standing.iter().copied().filter(|entry| entry.topic() == topic).collect();
            let due = due(now, zone, settings, Channel::Native, &of_topic);
            look_again.extend(due.next);
            if !due.batch.is_empty() {
                let told = of_topic.iter().filter(|entry| matches!(entry.native, Delivery::Done { .. }));
                let still = told.map(|entry| entry.connection.clone()).collect();
                plan.shows.push(Show { topic, news: due.batch, still });
            }
        }
    }
    if channels.email && settings.email.is_some() {
        let due = due(now, zone, settings, Channel::Email, &standing);
        look_again.extend(due.next);
        plan.mail = due.batch;
    }
    let past = entries.iter().filter_map(|entry| entry.over_at).map(|over| over + TimeDelta::hours(1)).min();
    look_again.extend(past.filter(|at| *at > now));
    plan.next = look_again.into_iter().min();
    plan
}

#[derive(Default)]
struct Due {
    batch: Vec<ConnectionId>,
    next: Option<DateTime<Utc>>,
}

fn due(
    now: DateTime<Utc>,
    zone: &dyn Zone,
    settings: &Settings,
    channel: Channel,
    entries: &[&Entry],
) -> Due {
    let waiting: Vec<&Entry> = entries
        .iter()
        .copied()
        .filter(|entry| matches!(entry.delivery(channel), Delivery::Waiting | Delivery::Failed { .. }))
        .collect();
    // The same server or daemon failed them all, so nothing new hurries it.
    let retry_at = waiting.iter().filter_map(|entry| match entry.delivery(channel) {
        Delivery::Failed { retry_at, .. } => Some(retry_at),
        Delivery::NotMeant | Delivery::Waiting | Delivery::Done { .. } => None,
    });
    let retry_at = retry_at.max();
    let together = match channel {
        Channel::Native => TOGETHER_NATIVE,
        Channel::Email => TOGETHER_EMAIL,
    };
    let may = |entry: &Entry, least: TimeDelta| {
        let at = allowed_from(zone, settings, entry, least).max(retry_at.unwrap_or(entry.raised));
        quiet_until(zone, settings, at).unwrap_or(at)
    };
    let Some(first) = waiting.iter().map(|entry| may(entry, together)).min() else { return Due::default() };
    if first > now {
        return Due { batch: Vec::new(), next: Some(first) };
    }
    // Whoever is still waiting for others has found them.
    let (batch, held): (Vec<_>, Vec<_>) =
        waiting.iter().copied().partition(|entry| may(entry, TimeDelta::zero()) <= now);
    let next = held.iter().map(|entry| may(entry, together)).min();
    Due { batch: batch.iter().map(|entry| entry.connection.clone()).collect(), next }
}

/// The first moment at which an entry may be told, but for quiet hours.
fn allowed_from(zone: &dyn Zone, settings: &Settings, entry: &Entry, least: TimeDelta) -> DateTime<Utc> {
    let digest = settings.digest.map(|time| next_time_of_day(zone, entry.raised, time));
    [Some(entry.raised + least), entry.settles_at, settings.paused_until, digest]
        .into_iter()
        .flatten()
        .max()
        .unwrap_or(entry.raised)
}

/// When the quiet hours end in which a moment lies.
fn quiet_until(zone: &dyn Zone, settings: &Settings, at: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let hours = settings.quiet_hours?;
    let time = zone.local(at).time();
    let within = if hours.from <= hours.to {
        hours.from <= time && time < hours.to
    } else {
        hours.from <= time || time < hours.to
    };
    within.then(|| next_time_of_day(zone, at, hours.to))
}
