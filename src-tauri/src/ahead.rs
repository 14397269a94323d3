//! The notifications that a phone schedules ahead, as plain data: dates, words and the connection to open.

use chrono::{DateTime, Utc};
use keeper::{
    Alert, ConnectionId, ConnectionState, Health, NoticeKind, NotificationItem, Snapshot, Topic,
    alerts::{Ahead, Scheduled, Upcoming, Zone},
    networks::Catalogue,
};
use locale::{Argument::Text, Locale};

use crate::notice::{self, About, NotificationText};

/// The reauthorization dates of all connections that still work.
pub fn upcoming(snapshot: &Snapshot, networks: &Catalogue) -> Vec<Upcoming> {
    let of = |connection: &ConnectionState| {
        let works = match connection.health {
            Health::Active
            | Health::Expiring { .. }
            | Health::Unconfirmed { .. }
            | Health::Unreachable { .. } => true,
            Health::Disconnected { .. } | Health::SetUpNeeded { .. } => false,
        };
        let by = connection.reauthorize_by.filter(|_| works)?;
        let ladder = networks.get(&connection.network)?.policy.warn.clone();
        Some(Upcoming { connection: connection.id.clone(), network: connection.network.clone(), by, ladder })
    };
    snapshot.connections.iter().filter_map(of).collect()
}

/// The words for a scheduled notification. `None` if its connections are gone.
pub fn words(scheduled: &Scheduled, snapshot: &Snapshot, locale: &Locale) -> Option<NotificationText> {
    let state = |ahead: &Ahead| snapshot.connections.iter().find(|state| state.id == ahead.connection);
    let matters: Vec<_> = scheduled
        .about
        .iter()
        .filter_map(|ahead| {
            let state = state(ahead)?;
            let who = state.username.as_ref().map(|name| format!("@{name}"));
            Some(NotificationItem {
                connection: state.id.clone(),
                network_name: state.network_name.clone(),
                who: who.or_else(|| state.display_name.clone()),
                waiting: 0,
                // The system shows it days later, when another number may be planned.
                planned_after: 0,
                kind: NoticeKind::ReauthorizeBy { by: ahead.by, rung: ahead.rung.unwrap_or_default() },
            })
        })
        .collect();
    if scheduled.is_end() {
        return ended(scheduled.id, &matters, locale);
    }
    let alert = Alert { topic: Topic::Soon, news: matters, still: Vec::new() };
    Some(NotificationText { id: scheduled.id, ..notice::words(&alert, locale)? })
}

/// The connection that needs the person most.
pub fn most_urgent(snapshot: &Snapshot) -> Option<ConnectionId> {
    let urgency = |health: &Health| match health {
        Health::Disconnected { .. } => Some((0, None)),
        Health::SetUpNeeded { .. } => Some((1, None)),
        Health::Expiring { by } => Some((2, Some(*by))),
        Health::Active | Health::Unconfirmed { .. } | Health::Unreachable { .. } => None,
    };
    let urgent = snapshot.connections.iter().filter_map(|state| Some((urgency(&state.health)?, &state.id)));
    urgent.min_by_key(|(urgency, _)| *urgency).map(|(_, id)| id.clone())
}

/// The Unix time in seconds for the notification plugin. On iOS the plugin reads UTC as local time
/// (tauri-apps/plugins-workspace#3256), so there the function returns the local time as if it were UTC.
pub fn seconds(at: DateTime<Utc>, zone: &dyn Zone, reads_utc_as_local: bool) -> i64 {
    if reads_utc_as_local { zone.local(at).and_utc().timestamp() } else { at.timestamp() }
}

/// The words for a date that has passed. They claim no more, because no network has confirmed a disconnection yet.
fn ended(id: i32, matters: &[NotificationItem], locale: &Locale) -> Option<NotificationText> {
    let first = matters.first()?;
    let title = |matter: &NotificationItem| {
        locale.say("ahead-ended-title", &[("network", Text(&matter.network_name))])
    };
    let body = locale.say("notice-reminder-body", &[("network", Text(&first.network_name))]);
    let others = matters[1..].iter().map(title);
    let lines: Vec<_> = std::iter::once(body).chain(first.who.clone()).chain(others).collect();
    Some(NotificationText {
        id,
        about: About::Topic(Topic::Soon),
        connection: Some(first.connection.clone()),
        title: title(first),
        body: lines.join("\n"),
        reauthorize: matters.len() == 1,
        alarm: true,
    })
}
