//! What is told about one connection, in words that mails and calendars share.

use lifecycle::{NoticeKind, Reason, SetUp};

use crate::{Argument::Text, Locale};

/// One connection that has something to tell.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// Its id.
    pub connection: &'a str,
    /// Its network's name.
    pub network: &'a str,
    /// `@username` or the person's name.
    pub who: Option<&'a str>,
    /// What.
    pub kind: &'a NoticeKind,
}

/// A headline and what follows from it.
pub(crate) struct News {
    pub title: String,
    pub body: String,
}

/// What a native notification would say too.
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

/// Where a click leads: to the connection, and into what the person must do there.
pub(crate) fn link(connection: &str) -> String {
    format!("gander://reauthorize/{connection}")
}

/// A name as one line that reads as it is written: accounts are named by others, and a name could else end a line or
/// turn the direction of what follows (Unicode UAX #9).
pub(crate) fn plain(name: &str) -> String {
    const LONGEST: usize = 120;
    let turns = |char| matches!(char, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let breaks = |char: char| char.is_control() || matches!(char, '\u{2028}' | '\u{2029}');
    let spaced: String =
        name.chars().filter(|char| !turns(*char)).map(|char| if breaks(char) { ' ' } else { char }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST).collect()
}
