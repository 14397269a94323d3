//! The words of a native notification, as plain data.

use keeper::{Alert, ConnectionId, Matter, NoticeKind, Reason, SetUp, Topic};
use locale::{Argument::Text, Locale};

/// A notification, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The same for every notification on one topic, so that a new one replaces the old.
    pub id: i32,
    /// The connection it is about first.
    pub connection: ConnectionId,
    /// The first line.
    pub title: String,
    /// The rest.
    pub body: String,
    /// Whether a button starts Reauthorize at once.
    pub reauthorize: bool,
    /// Whether it comes up anew. Otherwise only what is still on the screen is changed.
    pub alarm: bool,
}

/// The words for an alert: what is new in full, then the rest by a line for each. Nothing, about nothing.
pub fn words(alert: &Alert, locale: &Locale) -> Option<Words> {
    let mut matters = alert.news.iter().chain(&alert.still);
    let first = matters.next()?;
    let (title, body, reauthorize) = of(first, locale);
    let others: Vec<_> = matters.map(|matter| of(matter, locale).0).collect();
    let body = [vec![body], others].concat().join("\n");
    let reauthorize = reauthorize && alert.news.len() + alert.still.len() == 1;
    let connection = first.connection.clone();
    Some(Words {
        id: id_of(alert.topic),
        connection,
        title,
        body,
        reauthorize,
        alarm: !alert.news.is_empty(),
    })
}

/// The number by which the system knows the notification on a topic.
pub fn id_of(topic: Topic) -> i32 {
    match topic {
        Topic::Trouble => 1,
        Topic::Soon => 2,
    }
}

fn of(matter: &Matter, locale: &Locale) -> (String, String, bool) {
    let network = [("network", Text(&matter.network_name))];
    let (title, body, reauthorize) = match &matter.kind {
        NoticeKind::Disconnected { reason, reminder: 0 } => {
            (locale.say("notice-disconnected-title", &network), locale.say(why(*reason), &network), true)
        }
        NoticeKind::Disconnected { .. } => (
            locale.say("notice-reminder-title", &network),
            locale.say("notice-reminder-body", &network),
            true,
        ),
        NoticeKind::ReauthorizeBy { by, .. } => {
            let date = locale.day(*by);
            let title = locale.say("notice-warning-title", &[network[0], ("date", Text(&date))]);
            (title, locale.say("notice-warning-body", &network), true)
        }
        NoticeKind::SetUpNeeded(what) => {
            let body = match what {
                SetUp::AppKeysMissing => "notice-setup-body-missing",
                SetUp::AppKeysRefused => "notice-setup-body-refused",
            };
            (locale.say("notice-setup-title", &network), locale.say(body, &network), false)
        }
    };
    match &matter.who {
        Some(who) => (title, format!("{body}\n{who}"), reauthorize),
        None => (title, body, reauthorize),
    }
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
