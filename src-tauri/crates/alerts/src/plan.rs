//! Plans which notices each channel delivers now, and when to plan again.

use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::ConnectionId;

use crate::{
    entry::{Channel, Delivery, Entry, Topic},
    settings::Settings,
    zone::{Zone, next_time_of_day, quiet_until},
};

/// A notification waits this long, so that simultaneous failures share one.
pub(crate) const TOGETHER_NATIVE: TimeDelta = TimeDelta::seconds(5);
/// A mail cannot be taken back, so it waits longer, for others and for a recovery.
const TOGETHER_EMAIL: TimeDelta = TimeDelta::minutes(5);
/// An entry that has stood for less goes into no mail, not even into one about others.
const STANDS_EMAIL: TimeDelta = TimeDelta::minutes(1);

/// The channels that this process serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Channels {
    /// Native notifications.
    pub native: bool,
    /// E-mails.
    pub email: bool,
}

/// The deliveries that are due now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Native notifications: one for each topic at most.
    pub shows: Vec<Show>,
    /// One mail about all these connections.
    pub mail: Vec<ConnectionId>,
    /// The time to plan again, if nothing happens before.
    pub next: Option<DateTime<Utc>>,
}

/// A native notification, which replaces the former one of its topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Show {
    /// The topic.
    pub topic: Topic,
    /// The new connections: the reason for the notification.
    pub news: Vec<ConnectionId>,
    /// The connections that were shown before and still stand; the notification names them after `news`.
    pub still: Vec<ConnectionId>,
}

/// Plans the deliveries that are due now, and the time to plan again.
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
    let view = View { now, zone, settings, entries };
    if channels.native && settings.native {
        for topic in [Topic::Trouble, Topic::Soon] {
            let of_topic: Vec<&Entry> =
                standing.iter().copied().filter(|entry| entry.topic() == topic).collect();
            let due = view.due(Channel::Native, &of_topic);
            look_again.extend(due.next);
            if !due.batch.is_empty() {
                let told = of_topic.iter().filter(|entry| matches!(entry.native, Delivery::Done { .. }));
                let still = told.map(|entry| entry.connection.clone()).collect();
                plan.shows.push(Show { topic, news: due.batch, still });
            }
        }
    }
    if channels.email && settings.email.is_some() {
        let due = view.due(Channel::Email, &standing);
        look_again.extend(due.next);
        plan.mail = due.batch;
    }
    look_again.extend(entries.iter().filter_map(|entry| entry.past_at()).filter(|at| *at > now));
    plan.next = look_again.into_iter().min();
    plan
}

#[derive(Default)]
struct Due {
    batch: Vec<ConnectionId>,
    next: Option<DateTime<Utc>>,
}

struct View<'a> {
    now: DateTime<Utc>,
    zone: &'a dyn Zone,
    settings: &'a Settings,
    entries: &'a [&'a Entry],
}

impl View<'_> {
    fn due(&self, channel: Channel, entries: &[&Entry]) -> Due {
        let waiting: Vec<&Entry> = entries
            .iter()
            .copied()
            .filter(|entry| matches!(entry.delivery(channel), Delivery::Waiting | Delivery::Failed { .. }))
            .collect();
        // One server or daemon failed all of them, so a new entry does not shorten the wait.
        let retry_at = self.entries.iter().filter_map(|entry| entry.retry_at(channel, self.now)).max();
        let (together, join) = match channel {
            Channel::Native => (TOGETHER_NATIVE, TimeDelta::zero()),
            Channel::Email => (TOGETHER_EMAIL, STANDS_EMAIL),
        };
        let may = |entry: &Entry, least: TimeDelta| {
            // A device that slept past the moment may have woken in quiet hours.
            let at = self.allowed_from(entry, least).max(self.now);
            quiet_until(self.zone, self.settings, retry_at.map_or(at, |retry_at| at.max(retry_at)))
        };
        let Some(first) = waiting.iter().map(|entry| may(entry, together)).min() else {
            return Due::default();
        };
        if first > self.now {
            return Due { batch: Vec::new(), next: Some(first) };
        }
        // One entry is due, so every other that has stood for `join` goes along.
        let (batch, held): (Vec<_>, Vec<_>) =
            waiting.iter().copied().partition(|entry| may(entry, join) <= self.now);
        let next = held.iter().map(|entry| may(entry, together)).min();
        Due { batch: batch.iter().map(|entry| entry.connection.clone()).collect(), next }
    }

    /// The first moment at which an entry may be delivered, apart from quiet hours.
    fn allowed_from(&self, entry: &Entry, least: TimeDelta) -> DateTime<Utc> {
        let settles_at = entry.settles_at(self.now);
        allowed_from(self.now, self.zone, self.settings, entry.raised, settles_at, least)
    }
}

/// The first moment, apart from quiet hours, at which a notice may be delivered that must stand for `least`.
pub(crate) fn allowed_from(
    now: DateTime<Utc>,
    zone: &dyn Zone,
    settings: &Settings,
    raised: DateTime<Utc>,
    settles_at: Option<DateTime<Utc>>,
    least: TimeDelta,
) -> DateTime<Utc> {
    // A raise time in the future means the clock was set back; treat the entry as old enough.
    let raised = Some(raised).filter(|raised| *raised <= now + least);
    let paused_until = settings.paused_until;
    let digest = settings.digest.zip(raised).map(|(time, raised)| {
        // An entry that settles, or a pause that ends, exactly at the digest's time still makes that digest.
        let until = [settles_at, paused_until].into_iter().flatten().max();
        let after = until.map_or(raised, |until| raised.max(until - TimeDelta::nanoseconds(1)));
        next_time_of_day(zone, after, time)
    });
    let ripe = raised.map(|raised| raised + least);
    [ripe, settles_at, paused_until, digest].into_iter().flatten().max().unwrap_or(now)
}
