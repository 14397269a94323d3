//! The exact words about activities in two languages, and the rules for them in every language.

use alerts::Need;
use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::{NoticeKind, Reason, SetUp};
use locale::{
    ActivityNeed, ActivityNews, LANGUAGES, Line, Locale, activity_words, mail, mail_of_activities,
    reminder_words,
};

fn speaking(tag: &str) -> Locale {
    Locale::new(tag, |at| at.naive_utc())
}

fn due() -> DateTime<Utc> {
    "2026-03-14T09:00:00Z".parse().unwrap()
}

fn need(need: Need, network: &str) -> ActivityNeed {
    ActivityNeed { need, network: network.into(), reason: None, due: due(), reauthorize: true }
}

fn refused(reason: Option<&str>) -> ActivityNeed {
    ActivityNeed { reason: reason.map(Into::into), ..need(Need::Refused, "X") }
}

fn news(shared: usize, needs: Vec<ActivityNeed>) -> ActivityNews {
    ActivityNews { name: "Geese".into(), shared, needs, asking: 0, now: due() + TimeDelta::days(3) }
}

fn every() -> Vec<ActivityNews> {
    let set_up = ActivityNeed { reauthorize: false, ..need(Need::Waits, "LinkedIn") };
    vec![
        news(0, vec![refused(Some("You already said that"))]),
        news(1, vec![refused(None)]),
        news(1, vec![need(Need::Unknown, "X")]),
        news(1, vec![need(Need::Late, "X"), need(Need::Late, "LinkedIn")]),
        news(3, vec![need(Need::Waits, "LinkedIn")]),
        news(0, vec![set_up]),
        news(2, vec![need(Need::Waits, "LinkedIn"), refused(None)]),
        news(0, vec![need(Need::Late, "Bluesky"), need(Need::Unknown, "X")]),
        news(4, Vec::new()),
    ]
}

fn said(tag: &str) -> Vec<(String, String)> {
    every().iter().map(|news| activity_words(&speaking(tag), news)).collect()
}

fn expected(lines: [(&str, &str); 9]) -> Vec<(String, String)> {
    lines.map(|(title, body)| (title.to_owned(), body.to_owned())).into()
}

#[test]
fn every_notice_about_an_activity_in_english() {
    assert_eq!(
        said("en"),
        expected([
            ("X does not take “Geese”", "You already said that. Edit it and share again."),
            ("X does not take “Geese”", "Edit it and share again."),
            ("Did X share “Geese”?", "X gave no answer. Look before you share again."),
            ("“Geese” is late", "It was due Mar 14, 09:00. Share it now or choose a time."),
            ("“Geese” waits for LinkedIn", "Shared to 3. Reauthorize LinkedIn to share it there."),
            ("“Geese” waits for LinkedIn", "Open Gander to share it there."),
            ("“Geese” needs you", "Shared to 2. X does not take it; LinkedIn waits."),
            ("“Geese” needs you", "X gave no answer; it is late for Bluesky."),
            ("Shared to 4", "“Geese”"),
        ])
    );
}

#[test]
fn every_notice_about_an_activity_in_german() {
    assert_eq!(
        said("de"),
        expected([
            ("X nimmt „Geese“ nicht an", "You already said that. Bearbeite es und teile es noch einmal."),
            ("X nimmt „Geese“ nicht an", "Bearbeite es und teile es noch einmal."),
            (
                "Wurde „Geese“ auf X geteilt?",
                "X hat nicht geantwortet. Sieh nach, bevor du noch einmal teilst."
            ),
            (
                "„Geese“ ist überfällig",
                "Es war am 14. März um 09:00\u{a0}Uhr fällig. Teile es jetzt oder wähle eine andere Zeit."
            ),
            (
                "„Geese“ wartet auf LinkedIn",
                "In 3 Konten geteilt. Melde dich bei LinkedIn neu an, um es dort zu teilen."
            ),
            ("„Geese“ wartet auf LinkedIn", "Öffne Gander, um es dort zu teilen."),
            ("Zu erledigen: „Geese“", "In 2 Konten geteilt. X nimmt es nicht an; LinkedIn wartet."),
            ("Zu erledigen: „Geese“", "X hat nicht geantwortet; Bluesky: überfällig."),
            ("In 4 Konten geteilt", "„Geese“"),
        ])
    );
}

#[test]
fn no_language_lacks_a_word_about_activities() {
    for language in &LANGUAGES {
        let locale = speaking(language.tag);
        for (news, (title, body)) in every().iter().zip(said(language.tag)) {
            for text in [&title, &body] {
                assert!(!text.contains("notice-") && !text.contains(['{', '$']), "{}: {text}", language.tag);
            }
            assert!(format!("{title}{body}").contains("Geese"), "{}: {title}", language.tag);
            let untitled = activity_words(&locale, &ActivityNews { name: String::new(), ..news.clone() });
            assert!(!untitled.0.is_empty() && !untitled.0.contains("“”"), "{}: {untitled:?}", language.tag);
        }
    }
}

#[test]
fn an_activity_without_a_text_two_accounts_of_a_network_and_a_finished_sentence_read_well() {
    let locale = speaking("en");
    let untitled = ActivityNews { name: String::new(), ..news(0, vec![refused(Some("Why?"))]) };
    let words = activity_words(&locale, &untitled);
    assert_eq!(words, ("X does not take an activity".into(), "Why? Edit it and share again.".into()));
    let twice = news(0, vec![need(Need::Waits, "LinkedIn"), need(Need::Waits, "LinkedIn")]);
    assert_eq!(activity_words(&locale, &twice).0, "“Geese” waits for LinkedIn");
}

#[test]
fn a_mail_about_one_activity_has_its_title_and_one_about_several_counts_them() {
    let locale = speaking("en");
    let one = mail_of_activities(&locale, &every()[..1]);
    assert_eq!(one.subject, "X does not take “Geese”");
    let text = "X does not take “Geese”\nYou already said that. Edit it and share again.\n\
                Open what needs you:\ngander://needs\n";
    assert!(one.text.starts_with(text), "{}", one.text);
    let two = mail_of_activities(&locale, &every()[2..4]);
    assert_eq!(two.subject, "2 activities need you");
    assert!(two.html.contains("<h2") && two.html.contains("Did X share “Geese”?"), "{}", two.html);
}

#[test]
fn the_subject_of_a_mail_about_a_cut_account_counts_what_waits() {
    let cut = NoticeKind::Disconnected { reason: Reason::Revoked, reminder: 0 };
    let keys = NoticeKind::SetUpNeeded(SetUp::AppKeysMissing);
    let line = |kind, waiting| Line {
        connection: "a",
        network: "LinkedIn",
        who: None,
        kind,
        waiting,
        planned_after: 0,
    };
    let subject = |tag: &str, lines: &[Line<'_>]| mail(&speaking(tag), lines).subject;
    assert_eq!(subject("en", &[line(&cut, 2)]), "LinkedIn is disconnected: 2 activities wait");
    assert_eq!(subject("en", &[line(&keys, 1)]), "LinkedIn needs set-up: 1 activity waits");
    assert_eq!(subject("en", &[line(&cut, 0)]), "LinkedIn is disconnected");
    assert_eq!(subject("de", &[line(&cut, 2)]), "LinkedIn ist getrennt: 2 Aktivitäten warten");
    assert_eq!(subject("en", &[line(&cut, 2), line(&cut, 0)]), "2 accounts need attention");
    for language in &LANGUAGES {
        assert!(!subject(language.tag, &[line(&cut, 2)]).contains(['{', '$']), "{}", language.tag);
    }
}

#[test]
fn a_plan_that_became_a_draft_says_so_in_every_language() {
    let alone = news(0, vec![need(Need::Draft, "X"), need(Need::Draft, "LinkedIn")]);
    let words = activity_words(&speaking("en"), &alone);
    assert_eq!(words.0, "“Geese” is a draft now");
    assert_eq!(words.1, "It was due Mar 14, 09:00. Gander does not share it late.");
    let beside = news(2, vec![need(Need::Draft, "X")]);
    assert!(activity_words(&speaking("en"), &beside).1.starts_with("Shared to 2. It was due"));
    let mixed = news(0, vec![need(Need::Draft, "X"), refused(None)]);
    assert_eq!(activity_words(&speaking("en"), &mixed).1, "X does not take it; it is a draft for X.");
    for language in &LANGUAGES {
        for news in [&alone, &beside, &mixed] {
            let (title, body) = activity_words(&speaking(language.tag), news);
            let whole = format!("{title}\n{body}");
            assert!(!whole.contains("notice-") && !whole.contains(['{', '$']), "{}: {whole}", language.tag);
        }
    }
}

#[test]
fn a_late_activity_was_due_today_yesterday_or_on_a_day_of_the_persons_zone() {
    let told = |tag: &str, hours: i64| {
        let locale = Locale::new(tag, |at| (at + TimeDelta::hours(10)).naive_utc());
        let late = news(0, vec![need(Need::Late, "X")]);
        activity_words(&locale, &ActivityNews { now: due() + TimeDelta::hours(hours), ..late }).1
    };
    // At 19:00 in that zone. Its day ends five hours later.
    for (hours, words) in [
        (0, "It was due today, 19:00. Share it now or choose a time."),
        (4, "It was due today, 19:00. Share it now or choose a time."),
        (5, "It was due yesterday, 19:00. Share it now or choose a time."),
        (28, "It was due yesterday, 19:00. Share it now or choose a time."),
        (29, "It was due Mar 14, 19:00. Share it now or choose a time."),
        (-20, "It was due Mar 14, 19:00. Share it now or choose a time."),
    ] {
        assert_eq!(told("en", hours), words, "{hours}");
    }
    for (tag, today, yesterday, before) in [
        (
            "de",
            "Es war heute um 19:00\u{a0}Uhr fällig.",
            "Es war gestern um 19:00",
            "Es war am 14. März um 19:00",
        ),
        (
            "es",
            "Estaba previsto para hoy a las 19:00.",
            "para ayer a las 19:00.",
            "para el 14 mar a las 19:00.",
        ),
        ("fr", "prévu aujourd’hui à 19:00.", "prévu hier à 19:00.", "prévu le 14 mars à 19:00."),
        ("ja", "今日 19:00の予定でした。", "昨日 19:00の予定でした。", "3月14日 19:00の予定でした。"),
        ("ar", "كان موعده اليوم، 19:00.", "كان موعده أمس، 19:00.", "كان موعده يوم 14 مارس، 19:00."),
    ] {
        for (hours, words) in [(0, today), (5, yesterday), (29, before)] {
            let told = told(tag, hours);
            assert!(told.contains(words), "{tag}: {told}");
        }
    }
}

#[test]
fn many_activities_that_waited_for_an_account_are_one_question_in_every_language() {
    let many = |asking| ActivityNews { asking, ..news(0, vec![need(Need::Asks, "LinkedIn")]) };
    let words = activity_words(&speaking("en"), &many(4));
    assert_eq!(words.0, "4 activities waited for LinkedIn");
    assert_eq!(words.1, "Should Gander still share them?");
    let mixed = news(1, vec![need(Need::Asks, "LinkedIn"), refused(None)]);
    let body = activity_words(&speaking("en"), &mixed).1;
    assert_eq!(body, "Shared to 1. X does not take it; LinkedIn waits for your answer.");
    for language in &LANGUAGES {
        for news in [many(1), many(2), many(4), many(20), mixed.clone()] {
            let (title, body) = activity_words(&speaking(language.tag), &news);
            let whole = format!("{title}\n{body}");
            assert!(whole.contains("LinkedIn"), "{}: {whole}", language.tag);
            assert!(!whole.contains("notice-") && !whole.contains(['{', '$']), "{}: {whole}", language.tag);
        }
    }
}

#[test]
fn a_time_that_has_come_names_the_networks_where_the_person_shares_by_hand() {
    let words = |needs: &[&str], shared| {
        let needs = needs.iter().map(|network| need(Need::ByHand, network)).collect();
        activity_words(&speaking("en"), &news(shared, needs))
    };
    let (title, body) = words(&["Facebook"], 0);
    assert_eq!(title, "Time to share “Geese”");
    assert_eq!(body, "Share it to Facebook yourself. Gander copies the text and opens Facebook.");
    let body = words(&["TikTok", "Facebook", "YouTube"], 2).1;
    let expected = "Shared to 2. Share it to Facebook, TikTok, YouTube yourself. Gander copies the text and opens each page.";
    assert_eq!(body, expected);
    let mixed = news(0, vec![refused(None), need(Need::ByHand, "Facebook")]);
    let words = activity_words(&speaking("en"), &mixed);
    assert_eq!(words.0, "“Geese” needs you");
    assert_eq!(words.1, "X does not take it; Facebook: you share it yourself.");
    for language in &LANGUAGES {
        for networks in [&["Facebook"][..], &["Facebook", "TikTok"]] {
            let needs = networks.iter().map(|network| need(Need::ByHand, network)).collect();
            let (title, body) = activity_words(&speaking(language.tag), &news(1, needs));
            assert!(title.contains("Geese") && !title.contains("notice-"), "{}: {title}", language.tag);
            assert!(networks.iter().all(|network| body.contains(network)), "{}: {body}", language.tag);
            assert!(!body.contains("notice-") && !body.contains(['{', '$']), "{}: {body}", language.tag);
        }
    }
}

#[test]
fn the_reminder_of_a_phone_is_said_in_every_language() {
    let said = |name: &str| reminder_words(&speaking("en"), name);
    assert_eq!(said("Geese"), ("Time to share “Geese”".into(), "Open Gander to share it.".into()));
    assert_eq!(said("").0, "Time to share an activity");
    for language in &LANGUAGES {
        let (title, body) = reminder_words(&speaking(language.tag), "Geese");
        assert!(title.contains("Geese") && !format!("{title}{body}").contains("notice-"), "{}", language.tag);
    }
}
