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
    /// By when.
    pub by: DateTime<Utc>,
    /// How long before that the person is reminded, each time.
    pub warn: &'a [TimeDelta],
}

/// A file with an event on each of these days. A calendar that has taken an earlier one changes its events by it,
/// because each connection's event keeps its name.
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
        // Nobody is busy because of it.
        .add_property("TRANSP", "TRANSPARENT");
    for (rung, before) in due.warn.iter().enumerate() {
        let mut alarm = Alarm::display(&summary, Trigger::before_start(*before - MORNING));
        alarm.uid(&format!("{rung}-{name}")).timestamp(now);
        event.alarm(alarm);
    }
    event.done()
}

/// A calendar takes an event anew only if this is higher than before (RFC 5545 section 3.8.7.4). The file is made from
/// what is known now, so the later one is right: the minutes since 1970 fit until the year 6053.
fn revision(now: DateTime<Utc>) -> u32 {
    u32::try_from(now.timestamp() / 60).unwrap_or_default()
}
