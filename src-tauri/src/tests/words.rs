//! Every notice, word for word, in two languages; and no message missing in any.

use chrono::TimeDelta;
use keeper::{Alert, NoticeKind, NotificationItem, Reason, SetUp, Topic};
use locale::LANGUAGES;

use super::states::{on, speaking};
use crate::notice::{About, NotificationText, words};

fn notice(kind: NoticeKind) -> NotificationItem {
    NotificationItem {
        connection: "facebook-1".into(),
        network_name: "Facebook".into(),
        who: Some("@dana".into()),
        kind,
        waiting: 0,
        planned_after: 0,
    }
}

fn broken(reason: Reason) -> NotificationItem {
    notice(NoticeKind::Disconnected { reason, reminder: 0 })
}

fn reminder() -> NotificationItem {
    notice(NoticeKind::Disconnected { reason: Reason::Revoked, reminder: 2 })
}

fn warning() -> NotificationItem {
    notice(NoticeKind::ReauthorizeBy { by: on(3, 14), rung: TimeDelta::days(10) })
}

fn every_notice() -> Vec<NotificationItem> {
    let mut all: Vec<_> = [
        Reason::Expired,
        Reason::Revoked,
        Reason::PasswordChanged,
        Reason::Checkpoint,
        Reason::PermissionMissing,
        Reason::RefreshRejected,
    ]
    .map(broken)
    .into();
    all.extend([
        reminder(),
        warning(),
        notice(NoticeKind::SetUpNeeded(SetUp::AppKeysMissing)),
        notice(NoticeKind::SetUpNeeded(SetUp::AppKeysRefused)),
    ]);
    all
}

fn said(tag: &str) -> Vec<(String, String, bool)> {
    let locale = speaking(tag);
    every_notice()
        .iter()
        .map(|notice| words(&alone(notice), &locale).unwrap())
        .map(|NotificationText { title, body, reauthorize, .. }| (title, body, reauthorize))
        .collect()
}

fn expected(lines: [(&str, &str, bool); 10]) -> Vec<(String, String, bool)> {
    lines.map(|(title, body, reauthorize)| (title.into(), format!("{body}\n@dana"), reauthorize)).into()
}

#[test]
fn every_notice_in_english() {
    let broken = "Facebook is disconnected";
    assert_eq!(
        said("en"),
        expected([
            (broken, "Access ended. Reauthorize to keep sharing.", true),
            (broken, "Facebook revoked Gander’s access. Reauthorize to keep sharing.", true),
            (broken, "Your password changed. Reauthorize to keep sharing.", true),
            (broken, "Facebook wants you to confirm that it is you. Log in there, then reauthorize.", true),
            (broken, "A permission is missing. Reauthorize to give it again.", true),
            (broken, "Facebook refused to renew Gander’s access. Reauthorize to keep sharing.", true),
            ("Facebook is still disconnected", "Reauthorize to keep sharing to Facebook.", true),
            ("Reauthorize Facebook by Mar 14", "After that Facebook no longer lets Gander in.", true),
            (
                "Facebook needs set-up",
                "The keys of your developer app are missing. Open Gander to enter them.",
                false
            ),
            (
                "Facebook needs set-up",
                "Facebook refused the keys of your developer app. Open Gander to change them.",
                false
            ),
        ])
    );
}

#[test]
fn every_notice_in_german() {
    let broken = "Facebook ist getrennt";
    let again = "Melde dich neu an, um weiter zu teilen.";
    assert_eq!(
        said("de-AT"),
        expected([
            (broken, &format!("Der Zugriff ist zu Ende. {again}"), true),
            (broken, &format!("Facebook hat Gander den Zugriff entzogen. {again}"), true),
            (broken, &format!("Dein Passwort wurde geändert. {again}"), true),
            (
                broken,
                "Facebook möchte, dass du deine Identität bestätigst. Melde dich dort an und danach in Gander neu an.",
                true
            ),
            (broken, "Eine Berechtigung fehlt. Melde dich neu an, um sie wieder zu erteilen.", true),
            (broken, &format!("Facebook lehnt es ab, Ganders Zugriff zu erneuern. {again}"), true),
            (
                "Facebook ist immer noch getrennt",
                "Melde dich neu an, um weiter auf Facebook zu teilen.",
                true
            ),
            ("Bei Facebook bis 14. März neu anmelden", "Danach lässt Facebook Gander nicht mehr zu.", true),
            (
                "Facebook muss eingerichtet werden",
                "Die Schlüssel deiner Entwickler-App fehlen. Öffne Gander, um sie einzugeben.",
                false
            ),
            (
                "Facebook muss eingerichtet werden",
                "Facebook lehnt die Schlüssel deiner Entwickler-App ab. Öffne Gander, um sie zu ändern.",
                false
            ),
        ])
    );
}

#[test]
fn no_language_lacks_a_word() {
    for language in &LANGUAGES {
        for (title, body, _) in said(language.tag) {
            for text in [title, body] {
                assert!(!text.contains("notice-") && !text.contains('{'), "{}: {text}", language.tag);
            }
        }
    }
}

#[test]
fn a_day_is_written_as_each_language_does() {
    for (tag, march, august) in DAYS {
        let locale = speaking(tag);
        assert_eq!((locale.day(on(3, 14)).as_str(), locale.day(on(8, 1)).as_str()), (march, august), "{tag}");
    }
}

const DAYS: [(&str, &str, &str); 8] = [
    ("en", "Mar 14", "Aug 1"),
    ("en-GB", "14 Mar", "1 Aug"),
    ("en_US.UTF-8", "Mar 14", "Aug 1"),
    ("de", "14. März", "1. Aug."),
    ("es", "14 mar", "1 ago"),
    ("fr", "14 mars", "1er août"),
    ("ja", "3月14日", "8月1日"),
    ("ar", "14 مارس", "1 أغسطس"),
];

#[test]
fn an_unknown_language_is_told_in_english() {
    for tag in ["", "C", "tlh", "en_GB.UTF-8", "EN-us"] {
        assert_eq!(speaking(tag).text("tray-quit"), "Quit", "{tag}");
    }
}

fn alone(matter: &NotificationItem) -> Alert {
    Alert { topic: Topic::Trouble, news: vec![matter.clone()], still: Vec::new() }
}

#[test]
fn what_broke_together_is_one_notification_that_names_each() {
    let locale = speaking("en");
    let other = NotificationItem { connection: "x-1".into(), network_name: "X".into(), ..reminder() };
    let both = Alert { still: vec![other], ..alone(&broken(Reason::Revoked)) };
    let said = words(&both, &locale).unwrap();
    assert_eq!(said.title, "2 accounts are disconnected");
    assert_eq!(said.body, "Facebook · @dana\nX · @dana");
    assert!(said.alarm && !said.reauthorize);
    assert_eq!(said.connection, Some("facebook-1".into()));
}

#[test]
fn what_is_wrong_in_different_ways_is_told_by_a_line_for_each() {
    let locale = speaking("en");
    let keys = NotificationItem {
        network_name: "X".into(),
        ..notice(NoticeKind::SetUpNeeded(SetUp::AppKeysMissing))
    };
    let both = Alert { news: vec![keys], still: vec![broken(Reason::Expired)], topic: Topic::Trouble };
    let said = words(&both, &locale).unwrap();
    assert_eq!(said.title, "2 accounts need attention");
    assert_eq!(said.body, "X needs set-up · @dana\nFacebook · @dana");
    let soon = Alert { news: vec![warning(), warning()], still: Vec::new(), topic: Topic::Soon };
    let said = words(&soon, &locale).unwrap();
    assert_eq!(said.title, "2 accounts need attention soon");
    let line = "Reauthorize Facebook by Mar 14 · @dana";
    assert_eq!(said.body, format!("{line}\n{line}"));
}

#[test]
fn very_many_are_counted_after_the_fourth() {
    for (tag, title, last) in [
        ("en", "6 accounts are disconnected", "and 2 more"),
        ("de", "6 Konten sind getrennt", "und 2 weitere"),
        ("es", "6 cuentas están desconectadas", "y 2 más"),
        ("fr", "6 comptes sont déconnectés", "et 2 autres"),
        ("ja", "6件のアカウントが切断されました", "ほか2件"),
        ("ar", "انقطع اتصال 6 حسابات", "وحسابان آخران"),
    ] {
        let many = Alert { still: vec![broken(Reason::Revoked); 5], ..alone(&broken(Reason::Revoked)) };
        let said = words(&many, &speaking(tag)).unwrap();
        assert_eq!(said.title, title);
        let lines: Vec<_> = said.body.lines().collect();
        assert_eq!((lines.len(), lines[4]), (5, last));
    }
}

#[test]
fn a_notice_says_what_waits_for_a_disconnected_account_alone() {
    let body = |notice: NotificationItem| words(&alone(&notice), &speaking("en")).unwrap().body;
    let waits = |count| NotificationItem { waiting: count, ..broken(Reason::Revoked) };
    assert_eq!(
        body(waits(2)),
        "Facebook revoked Gander’s access. 2 activities wait. Reauthorize to share them.\n@dana"
    );
    assert!(body(waits(1)).contains("access. 1 activity waits. Reauthorize to share it.\n"));
    let of = |kind| body(NotificationItem { kind, ..waits(2) });
    assert_eq!(
        of(NoticeKind::Disconnected { reason: Reason::Checkpoint, reminder: 0 }),
        "Facebook wants you to confirm that it is you. 2 activities wait. Log in to Facebook, then reauthorize to share \
         them.\n@dana"
    );
    assert_eq!(
        of(NoticeKind::SetUpNeeded(SetUp::AppKeysMissing)),
        "The keys of your developer app are missing. 2 activities wait. Open Gander to share them.\n@dana"
    );
    for language in &LANGUAGES {
        let reasons =
            [Reason::Expired, Reason::Checkpoint, Reason::PermissionMissing, Reason::RefreshRejected];
        for reason in reasons {
            let kind = NoticeKind::Disconnected { reason, reminder: 1 };
            let notice = NotificationItem { kind, ..waits(3) };
            let body = words(&alone(&notice), &speaking(language.tag)).unwrap().body;
            assert!(!body.contains("notice-") && !body.contains(['{', '$']), "{}: {body}", language.tag);
        }
    }
    let japanese = words(&alone(&waits(2)), &speaking("ja")).unwrap().body;
    assert!(
        japanese.contains("2件のアクティビティが待機しています。共有するには再認証してください。\n"),
        "{japanese}"
    );
    assert!(!body(waits(0)).contains("wait"));
    assert!(!body(NotificationItem { waiting: 2, ..warning() }).contains("wait"));
}

#[test]
fn a_warning_counts_what_is_planned_for_after_the_end_in_every_language() {
    let planned = |count| NotificationItem { planned_after: count, ..warning() };
    let body = |tag: &str, notice| words(&alone(&notice), &speaking(tag)).unwrap().body;
    for (tag, one, two) in [
        ("en", "1 planned activity comes after that.", "2 planned activities come after that."),
        ("de", "Danach ist noch 1 Aktivität geplant.", "Danach sind noch 2 Aktivitäten geplant."),
        (
            "es",
            "Después de esa fecha hay 1 actividad programada.",
            "Después de esa fecha hay 2 actividades programadas.",
        ),
        (
            "fr",
            "1 activité est programmée après cette date.",
            "2 activités sont programmées après cette date.",
        ),
        (
            "ja",
            "その後に予約したアクティビティが1件あります。",
            "その後に予約したアクティビティが2件あります。",
        ),
        ("ar", "نشاط مجدول واحد بعد ذلك.", "نشاطان مجدولان بعد ذلك."),
    ] {
        assert_eq!(body(tag, planned(1)), format!("{one}\n@dana"));
        assert_eq!(body(tag, planned(2)), format!("{two}\n@dana"));
    }
    assert_eq!(body("en", planned(0)), "After that Facebook no longer lets Gander in.\n@dana");
    let cut = NotificationItem { planned_after: 1, ..broken(Reason::Revoked) };
    assert!(!body("en", cut).contains("planned"));
}

#[test]
fn a_name_writes_no_line_of_its_own() {
    let trap = NotificationItem { who: Some("Dana\nFacebook is fine".into()), ..broken(Reason::Expired) };
    let said = words(&alone(&trap), &speaking("en")).unwrap();
    assert_eq!(said.body.lines().last(), Some("Dana Facebook is fine"));
}

#[test]
fn fewer_than_before_come_up_without_alarm_and_nothing_about_nothing() {
    let locale = speaking("en");
    let fewer = Alert { topic: Topic::Soon, news: Vec::new(), still: vec![warning()] };
    let said = words(&fewer, &locale).unwrap();
    assert!(!said.alarm && said.reauthorize);
    assert_eq!(said.about, About::Topic(Topic::Soon));
    assert_eq!(words(&Alert { still: Vec::new(), ..fewer }, &locale), None);
}
