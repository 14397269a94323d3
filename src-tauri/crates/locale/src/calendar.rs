//! The days by which the person must act, as an iCalendar file (RFC 5545).

use chrono::{DateTime, TimeDelta, Utc};
use icalendar::{Alarm, Calendar, Component, Event, EventLike, Property, Trigger};

use crate::{Argument::Text, Locale, names::plain, news::link};

/// The alarms of a day are in its morning, not at midnight.
const MORNING: TimeDelta = TimeDelta::hours(9);

/// A connection that the person must reauthorize by some day.
#[derive(Clone, Copy, Debug)]
pub struct Due<'a> {
    /// Its id.
    pub connection: &'a str,
    /// Its network's name.
    pub network: &'a str,
    /// `@username` or the person's name.
    pub who: Option<&'a str>,
    /// The date by which the person must act.
    pub by: DateTime<Utc>,
    /// The lead times of the reminders.
    pub warn: &'a [TimeDelta],
}

/// Returns a file with an event for each of these days. Each connection's event keeps its UID, so a calendar that
/// imported an earlier file updates its events.
#[must_use]
pub fn calendar(locale: &Locale, now: DateTime<Utc>, dues: &[Due<'_>]) -> String {
    let mut calendar = Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", concat!("-//Gander//Gander ", env!("CARGO_PKG_VERSION"), "//EN")),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
    ] {
        calendar.append_property(Property::new(key, value));
    }
    calendar.name(&locale.text("calendar-name"));
    calendar.extend(dues.iter().map(|due| event(locale, now, due)));
    calendar.to_string()
}

fn event(locale: &Locale, now: DateTime<Utc>, due: &Due<'_>) -> Event {
    let network = plain(due.network);
    let about = [("network", Text(&network))];
    let summary = match due.who.map(plain).filter(|who| !who.is_empty()) {
        Some(who) => locale.say("calendar-summary", &[about[0], ("who", Text(&who))]),
        None => locale.say("calendar-summary-unnamed", &about),
    };
    let link = link(due.connection);
    let why = locale.say("notice-warning-body", &about);
    let name = format!("{}@gander.invalid", due.connection);

    let mut event = Event::with_uid(&name);
    event
        .timestamp(now)
        .sequence(revision(now))
        .all_day(locale.date(due.by))
        .summary(&summary)
        .description(&format!("{why}\n{link}"))
        .url(&link)
        // The event does not make the person busy.
        .add_property("TRANSP", "TRANSPARENT");
    for (rung, before) in due.warn.iter().enumerate() {
        let mut alarm = Alarm::display(&summary, Trigger::before_start(*before - MORNING));
        alarm.uid(&format!("{rung}-{name}")).timestamp(now);
        event.alarm(alarm);
    }
    event.done()
}

/// The SEQUENCE of an event. A calendar updates the event only if it is higher than before (RFC 5545 section 3.8.7.4).
/// The latest file is right, so it is the minutes since 1970, which fit until the year 6053.
fn revision(now: DateTime<Utc>) -> u32 {
    u32::try_from(now.timestamp() / 60).unwrap_or_default()
}
