//! The words about an activity that notifications and mails share.

use alerts::Need;
use chrono::{DateTime, Utc};

use crate::{
    Argument::{Count, Text},
    Locale,
    names::plain,
};

/// The news of an activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityNews {
    /// Its short name: see [`crate::excerpt`]. Empty if it has no text.
    pub name: String,
    /// The number of accounts that it was shared to.
    pub shared: usize,
    /// The posts that need the person. If there are none, the activity was shared.
    pub needs: Vec<ActivityNeed>,
    /// The number of activities that waited for the same account and ask the same, this one among them.
    pub asking: usize,
    /// The time at which it is told.
    pub now: DateTime<Utc>,
}

/// A post that needs the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityNeed {
    /// The part of the person.
    pub need: Need,
    /// The network's name.
    pub network: String,
    /// The network's own sentence about a refusal.
    pub reason: Option<String>,
    /// The time at which it was due.
    pub due: DateTime<Utc>,
    /// `true` if a sign-in lets the post leave.
    pub reauthorize: bool,
}

/// The title and the body of the news of an activity.
#[must_use]
pub fn activity_words(locale: &Locale, news: &ActivityNews) -> (String, String) {
    let mut needs: Vec<&ActivityNeed> = news.needs.iter().collect();
    // Two accounts at one network read as one.
    needs.sort_by_key(|need| (need.need, need.network.clone()));
    needs.dedup_by_key(|need| (need.need, need.network.clone()));
    let title = |id, network: &str| {
        let (name, network) = (name(locale, news, id), plain(network));
        locale.say(id, &[("title", Text(&name)), ("network", Text(&network))])
    };
    match needs.as_slice() {
        [] => {
            (locale.say("notice-shared-title", &[("count", Count(news.shared))]), quoted(locale, news, false))
        }
        [only] if only.need == Need::Refused => {
            (title("notice-refused-title", &only.network), refused(locale, only))
        }
        [only] if only.need == Need::Unknown => {
            (title("notice-unknown-title", &only.network), said(locale, "notice-unknown-body", only))
        }
        [only] if only.need == Need::Waits => {
            let id = if only.reauthorize { "notice-waits-body" } else { "notice-waits-body-open" };
            (title("notice-waits-title", &only.network), with_shared(locale, news, &said(locale, id, only)))
        }
        [only] if only.need == Need::Asks => (asks(locale, news, only), locale.text("notice-asks-body")),
        all if all.iter().all(|need| need.need == Need::ByHand) => {
            let body = match all {
                [only] => said(locale, "notice-by-hand-body", only),
                several => said_of_all(locale, "notice-by-hand-several", several),
            };
            (title("notice-due-title", ""), with_shared(locale, news, &body))
        }
        all if all.iter().all(|need| need.need == Need::Late) => {
            (title("notice-late-title", ""), was_due(locale, news, "notice-late-body", all[0]))
        }
        all if all.iter().all(|need| need.need == Need::Draft) => {
            let body = was_due(locale, news, "notice-draft-body", all[0]);
            (title("notice-draft-title", ""), with_shared(locale, news, &body))
        }
        several => (title("notice-mixed-title", ""), with_shared(locale, news, &mixed(locale, several))),
    }
}

/// The title and the body of a phone's reminder of a planned activity, by its short name: see [`crate::excerpt`].
#[must_use]
pub fn reminder_words(locale: &Locale, name: &str) -> (String, String) {
    let name = quoted_name(locale, name, true);
    (locale.say("notice-due-title", &[("title", Text(&name))]), locale.text("notice-due-body"))
}

/// The activity in a title. It is the object of the sentence about a refusal, a lost answer and a time that has come.
fn name(locale: &Locale, news: &ActivityNews, id: &str) -> String {
    let is_object = matches!(id, "notice-refused-title" | "notice-unknown-title" | "notice-due-title");
    quoted(locale, news, is_object)
}

fn quoted(locale: &Locale, news: &ActivityNews, is_object: bool) -> String {
    quoted_name(locale, &news.name, is_object)
}

fn quoted_name(locale: &Locale, name: &str, is_object: bool) -> String {
    match (name, is_object) {
        ("", true) => locale.text("notice-untitled-object"),
        ("", false) => locale.text("notice-untitled"),
        (name, _) => locale.say("notice-quoted", &[("title", Text(name))]),
    }
}

fn said(locale: &Locale, id: &str, need: &ActivityNeed) -> String {
    locale.say(id, &[("network", Text(&plain(&need.network)))])
}

/// A sentence about several networks, which is one for all of them.
fn said_of_all(locale: &Locale, id: &str, needs: &[&ActivityNeed]) -> String {
    let join = |first: String, then: String| {
        locale.say("notice-by-hand-two", &[("first", Text(&first)), ("then", Text(&then))])
    };
    let names = needs.iter().map(|need| plain(&need.network).into_owned()).reduce(join).unwrap_or_default();
    locale.say(id, &[("networks", Text(&names))])
}

fn was_due(locale: &Locale, news: &ActivityNews, id: &str, need: &ActivityNeed) -> String {
    locale.say(id, &[("when", Text(&when(locale, need.due, news.now)))])
}

/// A past time as people say it in the middle of a sentence: today, yesterday, or by its date, in the person's time zone.
fn when(locale: &Locale, at: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let (date, today) = (locale.date(at), locale.date(now));
    let id = if date == today {
        "notice-when-today"
    } else if date.succ_opt() == Some(today) {
        "notice-when-yesterday"
    } else {
        "notice-when-before"
    };
    locale.say(id, &[("date", Text(&locale.day(at))), ("time", Text(&locale.time(at)))])
}

/// One question for all the activities that waited for an account.
fn asks(locale: &Locale, news: &ActivityNews, need: &ActivityNeed) -> String {
    let network = plain(&need.network);
    let arguments = [("count", Count(news.asking.max(1))), ("network", Text(&network))];
    locale.say("notice-asks-title", &arguments)
}

fn refused(locale: &Locale, need: &ActivityNeed) -> String {
    let advice = locale.text("notice-refused-body");
    match need.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty()) {
        Some(reason) if reason.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟']) => {
            format!("{reason} {advice}")
        }
        Some(reason) => format!("{reason}. {advice}"),
        None => advice,
    }
}

fn mixed(locale: &Locale, needs: &[&ActivityNeed]) -> String {
    let clause = |need: &&ActivityNeed| {
        let id = match need.need {
            Need::Refused => "notice-mixed-refused",
            Need::Unknown => "notice-mixed-unknown",
            Need::Late => "notice-mixed-late",
            Need::Waits => "notice-mixed-waits",
            Need::Asks => "notice-mixed-asks",
            Need::Draft => "notice-mixed-draft",
            Need::ByHand => "notice-mixed-by-hand",
        };
        said(locale, id, need)
    };
    let join = |first: String, then: String| {
        locale.say("notice-mixed-two", &[("first", Text(&first)), ("then", Text(&then))])
    };
    let all = needs.iter().map(clause).reduce(join).unwrap_or_default();
    locale.say("notice-mixed-body", &[("all", Text(&all))])
}

/// A sentence after the number of accounts that have the post already.
fn with_shared(locale: &Locale, news: &ActivityNews, sentence: &str) -> String {
    match news.shared {
        0 => sentence.to_owned(),
        count => locale.say("notice-after-shared", &[("count", Count(count)), ("then", Text(sentence))]),
    }
}
