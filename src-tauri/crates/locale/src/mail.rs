//! The words of a mail.

use lifecycle::NoticeKind;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::{
    Argument::{Count, Text},
    Locale,
    activity::{ActivityNews, activity_words},
    names::plain,
    news::{Line, NEEDS, link, news, planned_after, waiting, waits},
};

/// The words of a mail, twice: as plain text and as HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// One line.
    pub subject: String,
    /// Everything as plain text.
    pub text: String,
    /// Everything as HTML that loads nothing.
    pub html: String,
}

/// One connection in a mail, in words.
struct Part {
    title: String,
    who: Option<String>,
    body: String,
    action: String,
    link: String,
}

/// One mail about all of these connections.
#[must_use]
pub fn mail(locale: &Locale, lines: &[Line<'_>]) -> Mail {
    let parts: Vec<Part> = lines.iter().map(|line| part(locale, line)).collect();
    let soon = lines.iter().all(|line| matches!(line.kind, NoticeKind::ReauthorizeBy { .. }));
    let subject = match (&parts[..], lines) {
        ([only], [line]) => match waits(locale, line.kind, line.waiting) {
            Some(waits) => {
                let arguments = [("title", Text(&only.title)), ("activities", Text(&waits))];
                locale.say("mail-subject-waiting", &arguments)
            }
            None => only.title.clone(),
        },
        _ => {
            let id = if soon { "mail-subject-soon" } else { "tray-tooltip-bad" };
            locale.say(id, &[("count", Count(parts.len()))])
        }
    };
    of_parts(locale, subject, &parts)
}

/// One mail about all of these activities.
#[must_use]
pub fn mail_of_activities(locale: &Locale, news: &[ActivityNews]) -> Mail {
    let part = |news: &ActivityNews| {
        let (title, body) = activity_words(locale, news);
        Part { title, who: None, body, action: locale.text("tray-needs"), link: NEEDS.to_owned() }
    };
    let parts: Vec<Part> = news.iter().map(part).collect();
    let subject = match &parts[..] {
        [only] => only.title.clone(),
        _ => locale.say("notice-activities-need", &[("count", Count(parts.len()))]),
    };
    of_parts(locale, subject, &parts)
}

fn of_parts(locale: &Locale, subject: String, parts: &[Part]) -> Mail {
    let text = parts.iter().map(Part::text).collect::<Vec<_>>().join("\n");
    let alone = parts.len() == 1;
    let body = html! {
        @for part in parts { (part.html(alone && part.title == subject)) }
        p style=(SMALL) class="second" { (locale.text("mail-link")) }
    };
    whole(locale, subject, &format!("{text}\n{}", locale.text("mail-link")), &body)
}

/// The mail that shows that mails arrive.
#[must_use]
pub fn test_mail(locale: &Locale) -> Mail {
    let said = locale.text("mail-test-body");
    let body = html! { p style=(PARAGRAPH) { (said) } };
    whole(locale, locale.text("mail-test-subject"), &said, &body)
}

fn part(locale: &Locale, line: &Line<'_>) -> Part {
    let network = plain(line.network);
    let news = news(locale, &network, line.kind);
    let who = line.who.map(|who| plain(who).into_owned()).filter(|who| !who.is_empty());
    let action = match (line.kind, &who) {
        (NoticeKind::SetUpNeeded(_) | NoticeKind::PageLost { .. }, _) => locale.text("tray-open"),
        (_, Some(who)) => {
            locale.say("tray-reauthorize-who", &[("network", Text(&network)), ("who", Text(who))])
        }
        (_, None) => locale.say("tray-reauthorize", &[("network", Text(&network))]),
    };
    let waits = waiting(locale, &network, line.kind, line.waiting);
    let planned = planned_after(locale, line.kind, line.planned_after);
    let body = waits.or(planned).unwrap_or(news.body);
    Part { title: news.title, who, body, action, link: link(line.connection) }
}

impl Part {
    fn text(&self) -> String {
        let who = self.who.as_ref().map(|who| format!("{who}\n")).unwrap_or_default();
        format!("{}\n{who}{}\n{}:\n{}\n", self.title, self.body, self.action, self.link)
    }

    /// `alone`: the mail's own heading says the title already.
    fn html(&self, alone: bool) -> Markup {
        html! {
            div style=(CARD) class="card" {
                @if !alone { h2 style=(SECOND_HEADING) { (self.title) } }
                @if let Some(who) = &self.who { p style=(SMALL) class="second" { bdi { (who) } } }
                p style=(PARAGRAPH) { (self.body) }
                a href=(self.link) style=(BUTTON) class="button" { (self.action) }
            }
        }
    }
}

// Mail programs drop style sheets more readily than attributes, so only the dark colours stand in one.
const PAGE: &str = "margin:0;padding:16px;background:#f5f3ee;color:#1e1c19;\
    font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;word-break:break-word";
const COLUMN: &str = "max-width:520px;margin:0 auto";
const HEADING: &str = "margin:8px 0 16px;font-size:22px;line-height:1.3;font-weight:600";
const SECOND_HEADING: &str = "margin:0 0 4px;font-size:17px;line-height:1.35;font-weight:600";
const CARD: &str =
    "margin:0 0 12px;padding:16px;background:#ffffff;border:1px solid #e6e2d9;border-radius:14px";
const PARAGRAPH: &str = "margin:0 0 14px";
const SMALL: &str = "margin:0 0 6px;font-size:14px;color:#625d55";
const BUTTON: &str = "display:inline-block;padding:11px 18px;border-radius:9px;background:#1f4fd1;color:#ffffff;\
    text-decoration:none;font-weight:500";
const DARK: &str = "@media (prefers-color-scheme:dark){\
    .page{background:#151412!important;color:#f2efe8!important}\
    .card{background:#1e1d1a!important;border-color:#34312c!important}\
    .second{color:#aca69b!important}\
    .button{background:#8fb0ff!important;color:#151412!important}}";

fn whole(locale: &Locale, subject: String, text: &str, body: &Markup) -> Mail {
    let footer = locale.text("mail-footer");
    let direction = locale.direction();
    let page = html! {
        (DOCTYPE)
        html lang=(locale.tag()) dir=(direction) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width,initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="supported-color-schemes" content="light dark";
                title { (subject) }
                style { (PreEscaped(DARK)) }
            }
            body style=(PAGE) class="page" {
                // Web mail keeps only the content of the body, so language and direction are repeated here.
                div style=(COLUMN) lang=(locale.tag()) dir=(direction) {
                    h1 style=(HEADING) { (subject) }
                    (body)
                    p style=(SMALL) class="second" { (footer) }
                }
            }
        }
    };
    // The mark of a signature (RFC 3676 section 4.3), which mail programs leave out of a reply.
    Mail { subject, text: format!("{text}\n\n-- \n{footer}\n"), html: page.into_string() }
}
