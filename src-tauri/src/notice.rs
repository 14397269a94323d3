//! The words of a native notification, as plain data.

use keeper::{ConnectionId, Notice, NoticeKind, Reason, SetUp};
use locale::{Argument::Text, Locale};

/// A notification, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The same for every notification about one connection, so that a new one replaces the old.
    pub id: i32,
    /// The connection it is about.
    pub connection: ConnectionId,
    /// The first line.
    pub title: String,
    /// The rest.
    pub body: String,
    /// Whether a button starts Reauthorize at once.
    pub reauthorize: bool,
}

/// The words for a notice.
pub fn words(notice: &Notice, locale: &Locale) -> Words {
    let network = [("network", Text(&notice.network_name))];
    let (title, body, reauthorize) = match &notice.kind {
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
    let body = match &notice.who {
        Some(who) => format!("{body}\n{who}"),
        None => body,
    };
    Words { id: id_of(&notice.connection), connection: notice.connection.clone(), title, body, reauthorize }
}

/// The number by which the system knows the notification of a connection.
pub fn id_of(connection: &ConnectionId) -> i32 {
    // FNV-1a, without the sign: it must stay the same from version to version.
    let hash = connection
        .as_str()
        .bytes()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    i32::try_from(hash >> 1).unwrap_or_default()
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
