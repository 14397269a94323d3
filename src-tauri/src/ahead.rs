//! The notifications that a phone schedules ahead, as plain data: dates, words and the connection to open.

use chrono::{DateTime, Utc};
use keeper::{
    ActivityState, Alert, ConnectionId, ConnectionState, Health, NoticeKind, NotificationItem, PostStage,
    Snapshot, Topic,
    alerts::{Ahead, Planned, Reminder, Scheduled, Subject, Upcoming, Zone},
    networks::Catalogue,
};
use locale::{Argument::Text, Locale, reminder_words};

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

/// The activities that wait for their time, each with the first one.
pub fn planned(activities: &[ActivityState]) -> Vec<Planned> {
    let of = |activity: &ActivityState| {
        let posts = activity.posts.iter().filter(|post| post.stage == PostStage::Planned);
        let due = posts.clone().filter_map(|post| post.at).min()?;
        Some(Planned {
            id: id_of(&activity.id),
            activity: activity.id.as_str().into(),
            name: notice::name_of_activity(&activity.content.text, activity.content.link.as_ref()),
            networks: posts.map(|post| post.network.as_str().into()).collect(),
            due,
        })
    };
    activities.iter().filter_map(of).collect()
}

/// The activity to show when the person comes to Gander, because its reminder came up: the one that was due last. The
/// system may have shown the notifications with these ids.
pub fn reminded(activities: &[ActivityState], shown: &[i32], now: DateTime<Utc>) -> Option<String> {
    let due = |activity: &&ActivityState| activity.planned_at.filter(|at| *at <= now);
    let was_shown = |activity: &&ActivityState| shown.contains(&id_of(&activity.id));
    let is_open = |activity: &&ActivityState| activity.posts.iter().any(|post| !is_over(post.stage));
    let open = activities
        .iter()
        .filter(|activity| due(activity).is_some() && was_shown(activity) && is_open(activity));
    open.max_by_key(due).map(|activity| activity.id.clone())
}

/// The ids of reminders among these that are no longer true, because nothing of their activity is left to share.
pub fn settled(activities: &[ActivityState], shown: &[i32]) -> Vec<i32> {
    let is_open = |id: i32| {
        let of_id = |activity: &&ActivityState| id_of(&activity.id) == id;
        let activity = activities.iter().find(of_id);
        activity.is_some_and(|activity| activity.posts.iter().any(|post| !is_over(post.stage)))
    };
    shown.iter().copied().filter(|id| *id < 0 && !is_open(*id)).collect()
}

fn id_of(activity: &str) -> i32 {
    notice::id_of(&About::Activity(activity.to_owned()))
}

fn is_over(stage: PostStage) -> bool {
    matches!(stage, PostStage::Shared | PostStage::Refused | PostStage::Cancelled | PostStage::HandedOver)
}

/// The words for a scheduled notification. `None` if its connections are gone.
pub fn words(scheduled: &Scheduled, snapshot: &Snapshot, locale: &Locale) -> Option<NotificationText> {
    let about = match &scheduled.about {
        Subject::Connections(about) => about,
        Subject::Activity(reminder) => return Some(reminder_of(scheduled.id, reminder, locale)),
    };
    let state = |ahead: &Ahead| snapshot.connections.iter().find(|state| state.id == ahead.connection);
    let matters: Vec<_> = about
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

fn reminder_of(id: i32, reminder: &Reminder, locale: &Locale) -> NotificationText {
    let (title, body) = reminder_words(locale, &reminder.name);
    NotificationText {
        id,
        about: About::Activity(reminder.activity.to_string()),
        connection: None,
        title,
        body,
        reauthorize: false,
        hand_over: None,
        is_reminder: true,
        alarm: true,
    }
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
        hand_over: None,
        is_reminder: false,
        alarm: true,
    })
}
