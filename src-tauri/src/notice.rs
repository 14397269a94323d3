//! The words of a native notification, as plain data.

use keeper::{
    ActivityAlert, Alert, ConnectionId, NoticeKind, NotificationItem, Reason, SetUp, Topic, alerts::Need,
    fnv_1a,
};
use locale::{
    Argument::{Count, Text},
    Locale, activity_words, plain, planned_after, waiting,
};

/// The maximum number of lines. Most desktops cut off a longer notification.
const MOST_LINES: usize = 4;

/// The subject of a notification. A new notification replaces the former one about the same subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// All connections of a topic.
    Topic(Topic),
    /// An activity, by its id.
    Activity(String),
}

/// A notification, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotificationText {
    /// The id on a phone, the same for every notification about one subject.
    #[cfg_attr(
        target_os = "linux",
        allow(dead_code, reason = "a Linux desktop numbers notifications itself")
    )]
    pub id: i32,
    /// The subject: a new notification about it replaces the old.
    pub about: About,
    /// The first connection that the notification is about, or the one whose sign-in lets the activity leave.
    pub connection: Option<ConnectionId>,
    /// The first line.
    pub title: String,
    /// The rest, as plain text.
    pub body: String,
    /// True if a button starts Reauthorize at once. Only a notification about one account has it.
    pub reauthorize: bool,
    /// The post whose text a button copies, and whose network's page it opens, because the person shares it by hand.
    pub hand_over: Option<String>,
    /// True if it only says that the time of an activity has come. A phone has shown its own reminder of that.
    #[cfg_attr(desktop, allow(dead_code, reason = "only phones have reminders"))]
    pub is_reminder: bool,
    /// True if the notification appears anew. Otherwise it only replaces one that is still on the screen.
    pub alarm: bool,
}

/// The words for an alert: one account in full, several with a line for each, news first. `None` if the alert is empty.
pub fn words(alert: &Alert, locale: &Locale) -> Option<NotificationText> {
    let matters: Vec<_> = alert.news.iter().chain(&alert.still).collect();
    let first = *matters.first()?;
    let (title, body, reauthorize) = match matters.as_slice() {
        [only] => alone(only, locale),
        several => (title(several, locale), lines(several, locale), false),
    };
    let connection = first.connection.clone();
    Some(NotificationText {
        id: id_of(&About::Topic(alert.topic)),
        about: About::Topic(alert.topic),
        connection: Some(connection),
        title,
        body,
        reauthorize,
        hand_over: None,
        is_reminder: false,
        alarm: !alert.news.is_empty(),
    })
}

/// The words for a notice about an activity.
pub fn words_of_activity(alert: &ActivityAlert, locale: &Locale) -> NotificationText {
    let (title, body) = activity_words(locale, &alert.news);
    let about = About::Activity(alert.activity.clone());
    NotificationText {
        id: id_of(&about),
        about,
        connection: alert.reauthorize.clone(),
        title,
        body,
        reauthorize: alert.reauthorize.is_some(),
        hand_over: alert.hand_over.clone(),
        is_reminder: !alert.news.needs.is_empty()
            && alert.news.needs.iter().all(|need| need.need == Need::ByHand),
        alarm: alert.alarm,
    }
}

/// The short name of an activity: its first line, or else its link.
#[cfg(any(mobile, test))]
pub fn name_of_activity(text: &str, link: Option<&tauri::Url>) -> String {
    let name = Some(locale::excerpt(text)).filter(|name| !name.is_empty());
    name.or_else(|| link.map(|link| locale::excerpt(link.as_str()))).unwrap_or_default()
}

/// The id of the notification about a subject, on a phone. Those of activities are negative: all others are positive.
pub fn id_of(about: &About) -> i32 {
    match about {
        About::Topic(Topic::Trouble) => 1,
        About::Topic(Topic::Soon) => 2,
        About::Activity(id) => i32::try_from(fnv_1a(id.bytes()) >> 34).map_or(i32::MIN, |hash| -1 - hash),
    }
}

fn title(several: &[&NotificationItem], locale: &Locale) -> String {
    let all = |test: fn(&NoticeKind) -> bool| several.iter().all(|matter| test(&matter.kind));
    let id = if all(|kind| matches!(kind, NoticeKind::Disconnected { .. })) {
        "notice-several-disconnected"
    } else if all(|kind| matches!(kind, NoticeKind::ReauthorizeBy { .. })) {
        "mail-subject-soon"
    } else {
        "tray-tooltip-bad"
    };
    locale.say(id, &[("count", Count(several.len()))])
}

fn lines(several: &[&NotificationItem], locale: &Locale) -> String {
    let mut lines: Vec<_> = several.iter().take(MOST_LINES).map(|matter| line(matter, locale)).collect();
    let more = several.len().saturating_sub(MOST_LINES);
    if more > 0 {
        lines.push(locale.say("notice-more", &[("count", Count(more))]));
    }
    lines.join("\n")
}

/// The line for one of several accounts: its news, unless the title says it for all, and the account's name.
fn line(matter: &NotificationItem, locale: &Locale) -> String {
    let what = match &matter.kind {
        NoticeKind::Disconnected { .. } => plain(&matter.network_name).into_owned(),
        NoticeKind::ReauthorizeBy { .. } | NoticeKind::SetUpNeeded(_) | NoticeKind::PageLost { .. } => {
            said(matter, locale).0
        }
    };
    match &matter.who {
        Some(who) => format!("{what} · {}", plain(who)),
        None => what,
    }
}

fn alone(matter: &NotificationItem, locale: &Locale) -> (String, String, bool) {
    let (title, body) = said(matter, locale);
    let waits = waiting(locale, &plain(&matter.network_name), &matter.kind, matter.waiting);
    let planned = planned_after(locale, &matter.kind, matter.planned_after);
    let body = waits.or(planned).unwrap_or(body);
    let body = match &matter.who {
        Some(who) => format!("{body}\n{}", plain(who)),
        None => body,
    };
    let reauthorize = !matches!(matter.kind, NoticeKind::SetUpNeeded(_) | NoticeKind::PageLost { .. });
    (title, body, reauthorize)
}

fn said(matter: &NotificationItem, locale: &Locale) -> (String, String) {
    let name = plain(&matter.network_name);
    let network = [("network", Text(&name))];
    let (title, body) = match &matter.kind {
        NoticeKind::Disconnected { reason, reminder: 0 } => ("notice-disconnected-title", why(*reason)),
        NoticeKind::Disconnected { .. } => ("notice-reminder-title", "notice-reminder-body"),
        NoticeKind::ReauthorizeBy { by, .. } => {
            let date = locale.day(*by);
            let title = locale.say("notice-warning-title", &[network[0], ("date", Text(&date))]);
            return (title, locale.say("notice-warning-body", &network));
        }
        NoticeKind::PageLost { names } => {
            let names = plain(names);
            let body = locale.say("notice-page-body", &[network[0], ("pages", Text(&names))]);
            return (locale.say("notice-page-title", &network), body);
        }
        NoticeKind::SetUpNeeded(SetUp::AppKeysMissing) => ("notice-setup-title", "notice-setup-body-missing"),
        NoticeKind::SetUpNeeded(SetUp::AppKeysRefused) => ("notice-setup-title", "notice-setup-body-refused"),
    };
    (locale.say(title, &network), locale.say(body, &network))
}

fn why(reason: Reason) -> &'static str {
    match reason {
        Reason::Expired => "notice-disconnected-body-expired",
        Reason::Revoked => "notice-disconnected-body-revoked",
        Reason::PasswordChanged => "notice-disconnected-body-password_changed",
        Reason::Checkpoint => "notice-disconnected-body-checkpoint",
        Reason::PermissionMissing => "notice-disconnected-body-permission_missing",
        Reason::RefreshRejected => "notice-disconnected-body-refresh_rejected",
    }
}
