//! The words about one connection that mails and calendars share.

use lifecycle::{NoticeKind, Reason, SetUp};

use crate::{
    Argument::{Count, Text},
    Locale,
    names::plain,
};

/// A connection with a notice.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// Its id.
    pub connection: &'a str,
    /// Its network's name.
    pub network: &'a str,
    /// `@username` or the person's name.
    pub who: Option<&'a str>,
    /// The kind of notice.
    pub kind: &'a NoticeKind,
    /// The number of activities that wait for the account.
    pub waiting: usize,
    /// The number of activities that are planned for later than the end of the account's access.
    pub planned_after: usize,
}

/// A headline and the text below it.
pub(crate) struct News {
    pub title: String,
    pub body: String,
}

/// The words of a notice, the same as in a native notification.
pub(crate) fn news(locale: &Locale, network: &str, kind: &NoticeKind) -> News {
    let about = [("network", Text(network))];
    match kind {
        NoticeKind::Disconnected { reason, reminder: 0 } => News {
            title: locale.say("notice-disconnected-title", &about),
            body: locale.say(why(*reason), &about),
        },
        NoticeKind::Disconnected { reason, .. } => News {
            title: locale.say("notice-reminder-title", &about),
            body: locale.say(why(*reason), &about),
        },
        NoticeKind::ReauthorizeBy { by, .. } => {
            let date = locale.day(*by);
            News {
                title: locale.say("notice-warning-title", &[about[0], ("date", Text(&date))]),
                body: locale.say("notice-warning-body", &about),
            }
        }
        NoticeKind::SetUpNeeded(what) => {
            News { title: locale.say("notice-setup-title", &about), body: locale.say(set_up(*what), &about) }
        }
        NoticeKind::PageLost { names } => {
            let names = plain(names);
            News {
                title: locale.say("notice-page-title", &about),
                body: locale.say("notice-page-body", &[about[0], ("pages", Text(&names))]),
            }
        }
    }
}

/// The body of a notice about an account for which activities wait: the cause, their number, and the remedy. `None`: none
/// waits, or the account is not cut.
#[must_use]
pub fn waiting(locale: &Locale, network: &str, kind: &NoticeKind, count: usize) -> Option<String> {
    let (cause, remedy) = match kind {
        NoticeKind::Disconnected { reason: Reason::Checkpoint, .. } => {
            ("notice-cause-checkpoint", "notice-waiting-checkpoint")
        }
        NoticeKind::Disconnected { reason, .. } => (cause(*reason), "notice-waiting-reauthorize"),
        NoticeKind::SetUpNeeded(SetUp::AppKeysMissing) => {
            ("notice-cause-keys_missing", "notice-waiting-open")
        }
        NoticeKind::SetUpNeeded(SetUp::AppKeysRefused) => {
            ("notice-cause-keys_refused", "notice-waiting-open")
        }
        NoticeKind::ReauthorizeBy { .. } | NoticeKind::PageLost { .. } => return None,
    };
    let arguments = [("network", Text(network)), ("count", Count(count))];
    let say = |id| locale.say(id, &arguments);
    (count > 0).then(|| format!("{}{}{}", say(cause), locale.gap(), say(remedy)))
}

/// The sentence about the activities that are planned for later than the end of an account's access. `None`: no end is
/// near, or none is planned. It says by itself that something ends, and takes the place of the sentence that does.
#[must_use]
pub fn planned_after(locale: &Locale, kind: &NoticeKind, count: usize) -> Option<String> {
    let ends = matches!(kind, NoticeKind::ReauthorizeBy { .. });
    (ends && count > 0).then(|| locale.say("notice-warning-plans", &[("count", Count(count))]))
}

/// The number of activities that wait for a disconnected account, for a subject. `None`: none waits.
pub(crate) fn waits(locale: &Locale, kind: &NoticeKind, count: usize) -> Option<String> {
    let is_cut = matches!(kind, NoticeKind::Disconnected { .. } | NoticeKind::SetUpNeeded(_));
    (is_cut && count > 0).then(|| locale.say("notice-activities-wait", &[("count", Count(count))]))
}

fn cause(reason: Reason) -> &'static str {
    match reason {
        Reason::Expired => "notice-cause-expired",
        Reason::Revoked => "notice-cause-revoked",
        Reason::PasswordChanged => "notice-cause-password_changed",
        Reason::Checkpoint => "notice-cause-checkpoint",
        Reason::PermissionMissing => "notice-cause-permission_missing",
        Reason::RefreshRejected => "notice-cause-refresh_rejected",
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

fn set_up(what: SetUp) -> &'static str {
    match what {
        SetUp::AppKeysMissing => "notice-setup-body-missing",
        SetUp::AppKeysRefused => "notice-setup-body-refused",
    }
}

/// The link that opens the window at what needs the person.
pub(crate) const NEEDS: &str = "gander://needs";

/// The link that opens a connection at the step that the person must take.
pub(crate) fn link(connection: &str) -> String {
    format!("gander://reauthorize/{connection}")
}
