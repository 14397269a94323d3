//! The tray in each state, line for line.

use keeper::{Health, Reason, SharingSummary, Snapshot, VaultState};
use locale::LANGUAGES;

use super::states::{
    connection, disconnected, expiring, on, set_up_needed, snapshot, speaking, unconfirmed, unreachable,
};
use crate::tray::{Action, Entry, Overall, Tray};

/// The menu as text: the label, and the action behind an arrow.
fn lines(tray: &Tray) -> Vec<String> {
    tray.menu
        .iter()
        .map(|entry| match entry {
            Entry::Separator => "---".to_owned(),
            Entry::Item { label, action } => format!("{label} -> {}", action.id()),
        })
        .collect()
}

fn tray(snapshot: &Snapshot, tag: &str) -> Tray {
    Tray::of(snapshot, &speaking(tag))
}

fn mixed() -> Snapshot {
    snapshot(vec![
        connection("Facebook", expiring()),
        connection("Instagram", Health::Active),
        connection("LinkedIn", disconnected(Reason::Revoked)),
        connection("X", unreachable()),
    ])
}

#[test]
fn what_needs_the_person_comes_first() {
    let tray = tray(&mixed(), "en");
    assert_eq!(tray.icon, Overall::Bad);
    assert_eq!(tray.tooltip, "1 account needs attention");
    assert_eq!(
        lines(&tray),
        [
            "LinkedIn · @dana: Disconnected -> show:linkedin-1",
            "Facebook · @dana: Active, reauthorize by Mar 14 -> show:facebook-1",
            "Instagram · @dana: Active -> show:instagram-1",
            "X · @dana: Active, cannot reach X -> show:x-1",
            "---",
            "Reauthorize LinkedIn -> reauthorize:linkedin-1",
            "Reauthorize Facebook -> reauthorize:facebook-1",
            "---",
            "Check now -> check-now",
            "Pause alerts for 1 hour -> pause-hour",
            "Pause alerts until tomorrow -> pause-until-tomorrow",
            "---",
            "Open Gander -> open",
            "Quit -> quit",
        ]
    );
}

#[test]
fn one_refusal_is_told_and_needs_nobody() {
    let snapshot = snapshot(vec![connection("LinkedIn", unconfirmed()), connection("X", Health::Active)]);
    let tray = tray(&snapshot, "en");
    assert_eq!(tray.icon, Overall::Ok);
    assert_eq!(lines(&tray)[0], "LinkedIn · @dana: Unconfirmed, LinkedIn refused once -> show:linkedin-1");
    assert!(!lines(&tray).iter().any(|line| line.starts_with("Reauthorize")));
}

#[test]
fn the_tray_speaks_german() {
    let tray = tray(&mixed(), "de");
    assert_eq!(tray.tooltip, "1 Konto prüfen");
    assert_eq!(
        lines(&tray),
        [
            "LinkedIn · @dana: Getrennt -> show:linkedin-1",
            "Facebook · @dana: Aktiv, bis 14. März neu anmelden -> show:facebook-1",
            "Instagram · @dana: Aktiv -> show:instagram-1",
            "X · @dana: Aktiv, X nicht erreichbar -> show:x-1",
            "---",
            "Bei LinkedIn neu anmelden -> reauthorize:linkedin-1",
            "Bei Facebook neu anmelden -> reauthorize:facebook-1",
            "---",
            "Jetzt prüfen -> check-now",
            "Hinweise für 1 Stunde aussetzen -> pause-hour",
            "Hinweise bis morgen aussetzen -> pause-until-tomorrow",
            "---",
            "Gander öffnen -> open",
            "Beenden -> quit",
        ]
    );
}

#[test]
fn no_language_lacks_a_word_of_the_tray() {
    let states = [
        mixed(),
        snapshot(vec![connection("Facebook", expiring())]),
        snapshot(vec![connection("Facebook", unreachable())]),
        snapshot(vec![connection("Facebook", set_up_needed())]),
        Snapshot { vault: VaultState::Locked, ..snapshot(Vec::new()) },
        snapshot((0..50).map(|_| connection("X", disconnected(Reason::Expired))).collect()),
        Snapshot { sharing: SharingSummary { can_share: true, waiting: 2, needing: 1 }, ..mixed() },
        Snapshot {
            sharing: SharingSummary { can_share: true, waiting: 0, needing: 3 },
            ..snapshot(vec![connection("X", Health::Active)])
        },
    ];
    for language in &LANGUAGES {
        for state in &states {
            let tray = tray(state, language.tag);
            let labels = tray.menu.iter().filter_map(|entry| match entry {
                Entry::Item { label, .. } => Some(label),
                Entry::Separator => None,
            });
            for text in labels.chain([&tray.tooltip]) {
                let raw = ["tray-", "notice-", "{"];
                assert!(!raw.iter().any(|raw| text.contains(raw)), "{}: {text}", language.tag);
            }
        }
    }
}

#[test]
fn an_end_that_is_near_is_told_with_its_day() {
    let tray =
        tray(&snapshot(vec![connection("Facebook", expiring()), connection("X", Health::Active)]), "en");
    assert_eq!(tray.icon, Overall::Soon);
    assert_eq!(tray.tooltip, "Gander: reauthorize Facebook by Mar 14");
}

#[test]
fn missing_keys_need_the_person_but_no_sign_in() {
    let tray = tray(&snapshot(vec![connection("Facebook", set_up_needed())]), "en");
    assert_eq!(tray.icon, Overall::Bad);
    assert_eq!(tray.tooltip, "1 account needs attention");
    assert_eq!(
        lines(&tray),
        [
            "Facebook · @dana: Set-up needed -> show:facebook-1",
            "---",
            "Check now -> check-now",
            "Pause alerts for 1 hour -> pause-hour",
            "Pause alerts until tomorrow -> pause-until-tomorrow",
            "---",
            "Open Gander -> open",
            "Quit -> quit",
        ]
    );
}

#[test]
fn one_network_that_cannot_be_reached_is_no_alarm_but_all_of_them_are_offline() {
    let one = snapshot(vec![connection("Facebook", unreachable()), connection("X", Health::Active)]);
    assert_eq!(tray(&one, "en").icon, Overall::Ok);
    assert_eq!(tray(&one, "en").tooltip, "Gander: all is well");
    let all = snapshot(vec![connection("Facebook", unreachable()), connection("X", unreachable())]);
    assert_eq!(tray(&all, "en").icon, Overall::Offline);
    assert_eq!(tray(&all, "en").tooltip, "Gander: the networks cannot be reached");
}

#[test]
fn a_locked_vault_is_told() {
    let locked = Snapshot { vault: VaultState::Locked, ..snapshot(vec![connection("X", Health::Active)]) };
    let tray = tray(&locked, "en");
    assert_eq!((tray.icon, tray.tooltip.as_str()), (Overall::Bad, "Gander: your tokens are locked"));
}

#[test]
fn without_accounts_there_is_nothing_but_open_and_quit() {
    let tray = tray(&snapshot(Vec::new()), "en");
    assert_eq!(tray.icon, Overall::Ok);
    assert_eq!(lines(&tray), ["Open Gander -> open", "Quit -> quit"]);
}

#[test]
fn two_accounts_at_one_network_are_told_apart() {
    let mut other = connection("Facebook", disconnected(Reason::Expired));
    other.id = "facebook-2".into();
    other.username = None;
    other.display_name = Some("Bo Lee".into());
    let both = snapshot(vec![connection("Facebook", disconnected(Reason::Expired)), other]);
    let lines = lines(&tray(&both, "en"));
    assert!(lines.contains(&"Reauthorize @dana at Facebook -> reauthorize:facebook-1".into()), "{lines:?}");
    assert!(lines.contains(&"Reauthorize Bo Lee at Facebook -> reauthorize:facebook-2".into()), "{lines:?}");
    assert_eq!(tray(&both, "en").tooltip, "2 accounts need attention");
}

#[test]
fn an_account_without_a_name_is_called_by_its_network() {
    let mut nameless = connection("X", Health::Active);
    nameless.username = None;
    nameless.display_name = None;
    assert_eq!(lines(&tray(&snapshot(vec![nameless]), "en"))[0], "X: Active -> show:x-1");
}

#[test]
fn a_long_list_ends_in_a_way_to_see_them_all() {
    let one = |index| keeper::ConnectionState {
        id: format!("x-{index}").into(),
        ..connection("X", disconnected(Reason::Revoked))
    };
    let many = (0..50).map(one).collect();
    let lines = lines(&tray(&snapshot(many), "en"));
    assert_eq!(lines[20], "Show all 50 accounts -> open");
    assert_eq!(lines.len(), 20 + 1 + 1 + 20 + 1 + 6);
}

#[test]
fn what_waits_stands_beside_the_accounts_and_what_needs_the_person_is_amber() {
    let with = |connection, sharing| Snapshot { sharing, ..snapshot(vec![connection]) };
    let cut = || connection("LinkedIn", disconnected(Reason::Revoked));
    let fine = || connection("X", Health::Active);
    let waiting = SharingSummary { can_share: true, waiting: 2, needing: 0 };
    let needing = SharingSummary { can_share: true, waiting: 0, needing: 1 };
    let waits = tray(&with(cut(), waiting), "en");
    assert_eq!(waits.icon, Overall::Bad);
    assert_eq!(waits.tooltip, "Gander: 1 account needs attention, 2 activities wait");
    let needs = tray(&with(fine(), needing), "en");
    assert_eq!((needs.icon, needs.tooltip.as_str()), (Overall::Soon, "1 activity needs you"));
    assert_eq!(tray(&with(cut(), needing), "en").tooltip, "1 account needs attention");
    let menu = lines(&needs);
    let last = [
        "---",
        "Share something… -> share",
        "Open what needs you -> show-needs",
        "Open Gander -> open",
        "Quit -> quit",
    ];
    assert_eq!(menu[menu.len() - 5..], last);
    let rest = SharingSummary { can_share: true, ..SharingSummary::default() };
    let idle = tray(&with(fine(), rest), "en");
    assert_eq!((idle.icon, idle.tooltip.as_str()), (Overall::Ok, "Gander: all is well"));
    assert!(!lines(&idle).iter().any(|line| line.contains("show-needs")), "{idle:?}");
}

#[test]
fn every_action_is_found_again_by_its_id() {
    for action in [
        Action::Open,
        Action::Show("facebook-1".into()),
        Action::Reauthorize("facebook-1".into()),
        Action::Share,
        Action::ShowNeeds,
        Action::CheckNow,
        Action::PauseHour,
        Action::PauseUntilTomorrow,
        Action::Resume,
        Action::Quit,
    ] {
        assert_eq!(Action::from_id(&action.id()), Some(action));
    }
    assert_eq!(Action::from_id("disconnect:facebook-1"), None);
}

#[test]
fn alerts_can_be_paused_and_while_they_are_the_tray_says_until_when() {
    let fine = snapshot(vec![connection("X", Health::Active)]);
    let offered = lines(&tray(&fine, "en"));
    assert!(offered.contains(&"Pause alerts for 1 hour -> pause-hour".into()), "{offered:?}");
    assert!(offered.contains(&"Pause alerts until tomorrow -> pause-until-tomorrow".into()), "{offered:?}");
    let paused = Snapshot { alerts_paused_until: Some(on(3, 14)), ..fine };
    let tray = tray(&paused, "en");
    assert_eq!(tray.tooltip, "Gander: all is well\nAlerts are paused until Mar 14, 12:00");
    let lines = lines(&tray);
    let resume = "Resume alerts · Alerts are paused until Mar 14, 12:00 -> resume";
    assert!(lines.contains(&resume.into()), "{lines:?}");
    assert!(!lines.iter().any(|line| line.contains("pause-")), "{lines:?}");
}
