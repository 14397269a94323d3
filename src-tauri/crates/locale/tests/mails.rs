//! The exact words of mails in three languages, and the rules for mails in every language.

use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::{NoticeKind, Reason, SetUp};
use locale::{LANGUAGES, Line, Locale, Mail, mail, test_mail};

fn speaking(tag: &str) -> Locale {
    Locale::new(tag, |at| at.naive_utc())
}

fn by() -> DateTime<Utc> {
    "2026-03-14T09:26:53Z".parse().unwrap()
}

const BROKEN: NoticeKind = NoticeKind::Disconnected { reason: Reason::PasswordChanged, reminder: 0 };
const REMINDER: NoticeKind = NoticeKind::Disconnected { reason: Reason::Revoked, reminder: 2 };
const KEYS: NoticeKind = NoticeKind::SetUpNeeded(SetUp::AppKeysMissing);

fn soon() -> NoticeKind {
    NoticeKind::ReauthorizeBy { by: by(), rung: TimeDelta::days(10) }
}

fn line<'a>(connection: &'a str, network: &'a str, who: &'a str, kind: &'a NoticeKind) -> Line<'a> {
    Line { connection, network, who: Some(who), kind, waiting: 0, planned_after: 0 }
}

fn one(tag: &str) -> Mail {
    mail(&speaking(tag), &[line("linkedin-1", "LinkedIn", "Dana Reyes", &BROKEN)])
}

fn several(tag: &str) -> Mail {
    let kinds = [BROKEN, soon(), KEYS];
    let lines = [
        line("linkedin-1", "LinkedIn", "Dana Reyes", &kinds[0]),
        line("x-2", "X", "@dana", &kinds[1]),
        Line { who: None, ..line("facebook-3", "Facebook", "", &kinds[2]) },
    ];
    mail(&speaking(tag), &lines)
}

#[test]
fn a_mail_says_what_waits_in_every_language() {
    let cut = NoticeKind::Disconnected { reason: Reason::Revoked, reminder: 0 };
    for (tag, words) in [
        ("en", "LinkedIn revoked Gander’s access. 2 activities wait. Reauthorize to share them.\n"),
        ("de", "entzogen. 2 Aktivitäten warten. Melde dich neu an, um sie zu teilen.\n"),
        ("es", "Gander. 2 actividades esperan. Reautoriza la cuenta para compartirlas.\n"),
        ("fr", "Gander. 2 activités attendent. Réautorisez le compte pour les partager.\n"),
        ("ja", "取り消しました。2件のアクティビティが待機しています。共有するには再認証してください。\n"),
        ("ar", "Gander. نشاطان ينتظران. أعد التفويض لمشاركتهما.\n"),
    ] {
        let waits = Line { waiting: 2, ..line("linkedin-1", "LinkedIn", "Dana Reyes", &cut) };
        let text = mail(&speaking(tag), &[waits]).text;
        let seen: String = text.chars().filter(|c| !matches!(c, '\u{2068}' | '\u{2069}')).collect();
        assert!(seen.contains(words), "{tag}: {text}");
    }
}

#[test]
fn a_mail_before_an_end_says_what_is_planned_for_after_it() {
    let kind = soon();
    let text = |planned_after| {
        let line = Line { planned_after, ..line("linkedin-1", "LinkedIn", "Dana Reyes", &kind) };
        mail(&speaking("en"), &[line]).text
    };
    let start =
        "Reauthorize LinkedIn by Mar 14\nDana Reyes\n1 planned activity comes after that.\nReauthorize";
    assert!(text(1).starts_with(start), "{}", text(1));
    assert!(text(0).contains("\nAfter that LinkedIn no longer lets Gander in.\n"), "{}", text(0));
}

#[test]
fn one_account_in_english() {
    let said = one("en");
    assert_eq!(said.subject, "LinkedIn is disconnected");
    assert_eq!(
        said.text,
        "LinkedIn is disconnected\n\
         Dana Reyes\n\
         Your password changed. Reauthorize to keep sharing.\n\
         Reauthorize Dana Reyes at LinkedIn:\n\
         gander://reauthorize/linkedin-1\n\
         \n\
         If a link does nothing, open Gander on the device that sent this e-mail.\n\
         \n-- \n\
         Gander sent this from your own device, through your own mail server. To change what it sends, open Gander: \
         Settings, Alerts.\n"
    );
}

#[test]
fn several_accounts_in_english_are_in_one_mail() {
    let said = several("en");
    assert_eq!(said.subject, "3 accounts need attention");
    for words in [
        "Reauthorize X by Mar 14\n@dana\nAfter that X no longer lets Gander in.",
        "Facebook needs set-up\nThe keys of your developer app are missing. Open Gander to enter them.\n\
         Open Gander:\ngander://reauthorize/facebook-3",
    ] {
        assert!(said.text.contains(words), "{words} in {}", said.text);
    }
}

#[test]
fn what_only_ends_soon_is_not_told_as_broken() {
    let kind = soon();
    let lines = [line("x-1", "X", "@dana", &kind), line("x-2", "X", "@bo", &kind)];
    assert_eq!(mail(&speaking("en"), &lines).subject, "2 accounts need attention soon");
    assert_eq!(mail(&speaking("en"), &lines[..1]).subject, "Reauthorize X by Mar 14");
    assert_eq!(
        mail(&speaking("en"), &[line("x-1", "X", "@dana", &REMINDER)]).subject,
        "X is still disconnected"
    );
}

#[test]
fn german_and_arabic() {
    let german = one("de-AT");
    assert_eq!(german.subject, "LinkedIn ist getrennt");
    assert!(german.text.contains("Dein Passwort wurde geändert. Melde dich neu an, um weiter zu teilen."));
    assert!(german.text.contains("in Gander: Einstellungen, Hinweise."), "{}", german.text);
    assert!(german.html.contains(r#"<html lang="de" dir="ltr">"#));

    let arabic = one("ar");
    assert_eq!(arabic.subject, "انقطع اتصال LinkedIn");
    assert!(arabic.text.contains("افتح Gander: الإعدادات، التنبيهات."), "{}", arabic.text);
    assert!(arabic.html.contains(r#"<html lang="ar" dir="rtl">"#));
    assert!(arabic.html.contains("<bdi>Dana Reyes</bdi>"));
    assert_eq!(several("ar").subject, "3 حسابات تتطلب انتباهك");
}

#[test]
fn both_forms_hold_each_link_and_no_language_lacks_a_word() {
    for language in &LANGUAGES {
        for said in [one(language.tag), several(language.tag), test_mail(&speaking(language.tag))] {
            for text in [&said.subject, &said.text, &said.html] {
                for key in ["mail-", "notice-", "tray-", "{ ", "settings-"] {
                    assert!(!text.contains(key), "{}: {text}", language.tag);
                }
            }
            assert!(said.html.contains(&said.subject));
        }
        let said = several(language.tag);
        for id in ["linkedin-1", "x-2", "facebook-3"] {
            let link = format!("gander://reauthorize/{id}");
            assert!(said.text.lines().any(|line| line == link), "{}", said.text);
            assert!(said.html.contains(&format!("href=\"{link}\"")), "{}", said.html);
        }
    }
}

#[test]
fn nothing_is_loaded_from_anywhere() {
    let html = several("en").html;
    for bad in ["http", "src=", "url(", "<img", "<script", "@import", "<link"] {
        assert!(!html.contains(bad), "{bad} in {html}");
    }
}

#[test]
fn a_hostile_name_is_only_a_name() {
    let who = "<script>alert(1)</script>\"&\r\nBcc: eve@example.org\u{202e}\n-- \nReauthorize:\u{2028}";
    let said = mail(&speaking("en"), &[line("x-1", "X<b>\n", who, &BROKEN)]);
    assert_eq!(said.subject, "X<b> is disconnected");
    let tidy = "<script>alert(1)</script>\"& Bcc: eve@example.org -- Reauthorize:";
    assert!(said.text.lines().any(|line| line == tidy), "{}", said.text);
    assert!(!said.html.contains("<script") && !said.html.contains("<b>"), "{}", said.html);
    assert!(said.html.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&amp; Bcc:"), "{}", said.html);
    assert!(!said.text.contains('\u{202e}') && !said.html.contains('\u{202e}'));

    let long = "a".repeat(10_000);
    assert!(mail(&speaking("en"), &[line("x-1", "X", &long, &BROKEN)]).text.len() < 1_000);
}
