//! Checks the notifications and the tray of the desktop.

use super::{About, Finding};

#[cfg(target_os = "linux")]
pub(super) use linux::look;

/// Both are part of the system. Only its settings show whether the person lets Gander use them.
#[cfg(not(target_os = "linux"))]
#[expect(clippy::unused_async, reason = "on Linux the bus is asked")]
pub(super) async fn look() -> Vec<Finding> {
    #[cfg(target_os = "macos")]
    let notifications = macos::look(&macos::places(std::env::home_dir(), std::env::current_exe().ok()));
    #[cfg(not(target_os = "macos"))]
    let notifications = Finding::ok(
        About::Notifications,
        "part of the system; whether Gander may show them is under Settings, System, Notifications",
    );
    vec![notifications, Finding::ok(About::Tray, "part of the system")]
}

/// macOS shows notifications only for apps, by the identifier in their bundle, and not for a bare program.
#[cfg(any(target_os = "macos", test))]
mod macos {
    use std::path::{Path, PathBuf};

    use super::{About, Finding};

    /// The possible places of Gander's bundle: the folders of apps, and around the running program.
    pub(super) fn places(home: Option<PathBuf>, program: Option<PathBuf>) -> Vec<PathBuf> {
        let kept = [Some(PathBuf::from("/")), home].into_iter().flatten();
        let kept = kept.map(|dir| dir.join("Applications/Gander.app"));
        let is_bundle = |dir: &&Path| dir.extension().is_some_and(|extension| extension == "app");
        let around = program.and_then(|program| program.ancestors().find(is_bundle).map(Path::to_owned));
        kept.chain(around).collect()
    }

    pub(super) fn look(places: &[PathBuf]) -> Finding {
        if places.iter().any(|bundle| bundle.join("Contents/Info.plist").is_file()) {
            return Finding::ok(
                About::Notifications,
                "part of the system; whether Gander may show them is under System Settings, Notifications",
            );
        }
        Finding::note(
            About::Notifications,
            "Gander is not installed as an app, and macOS shows notifications of nothing else",
            "Move Gander.app into Applications and start it there; until then the window, the menu bar and mails tell",
        )
    }

    #[cfg(test)]
    mod tests {
        use super::*;
        use crate::doctor::State;

        #[test]
        fn a_program_without_a_bundle_is_told_that_it_cannot_notify() {
            let dir = tempfile::tempdir().unwrap();
            let home = dir.path().join("home");
            let bare = look(&[home.join("Applications/Gander.app")]);
            assert_eq!(bare.state, State::Note, "{bare:?}");
            assert!(bare.advice.unwrap().contains("Applications"));
            for bundle in ["Applications/Gander.app", "Downloads/Gander.app"] {
                let contents = home.join(bundle).join("Contents");
                let program = contents.join("MacOS/gander");
                let places = places(Some(home.clone()), Some(program));
                assert!(places.contains(&home.join(bundle)), "{places:?}");
                std::fs::create_dir_all(&contents).unwrap();
                std::fs::write(contents.join("Info.plist"), "").unwrap();
                assert_eq!(look(&[home.join(bundle)]).state, State::Ok);
            }
        }
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use std::{collections::HashMap, time::Duration};

    use tokio::time::timeout;
    use zbus::{Connection, Proxy, fdo::DBusProxy};

    use super::{About, Finding};

    const PATIENCE: Duration = Duration::from_secs(3);
    const NOTIFICATIONS: &str = "org.freedesktop.Notifications";
    const WATCHER: &str = "org.kde.StatusNotifierWatcher";
    const NO_DESKTOP: &str = "Nothing to do on a server; on a desktop, start Gander from your session";

    /// Asks the session bus for the notification daemon (Desktop Notifications Specification 1.2) and for the tray's
    /// host (StatusNotifierItem).
    pub(crate) async fn look() -> Vec<Finding> {
        let Ok(Ok(bus)) = timeout(PATIENCE, Connection::session()).await else {
            return [About::Notifications, About::Tray]
                .map(|about| Finding::note(about, "there is no session bus", NO_DESKTOP))
                .into();
        };
        let silent =
            |about| Finding::note(about, "the session bus does not answer", "Sign in to your session again");
        let (notifications, tray) =
            tokio::join!(timeout(PATIENCE, notifications(&bus)), timeout(PATIENCE, tray(&bus)));
        let settle = |about, found: Result<zbus::Result<Finding>, _>| match found {
            Ok(Ok(finding)) => finding,
            Ok(Err(_)) | Err(_) => silent(about),
        };
        vec![settle(About::Notifications, notifications), settle(About::Tray, tray)]
    }

    async fn notifications(bus: &Connection) -> zbus::Result<Finding> {
        let names = DBusProxy::new(bus).await?;
        if !names.name_has_owner(NOTIFICATIONS.try_into()?).await? {
            let starts =
                names.list_activatable_names().await?.iter().any(|name| name.as_str() == NOTIFICATIONS);
            return Ok(if starts {
                Finding::ok(About::Notifications, "a notification daemon starts when it is needed")
            } else {
                Finding::note(
                    About::Notifications,
                    "no notification daemon runs",
                    "Start one, such as dunst or your desktop's own; until then the window alone tells",
                )
            });
        }
        let daemon = Proxy::new(bus, NOTIFICATIONS, "/org/freedesktop/Notifications", NOTIFICATIONS).await?;
        let (name, _vendor, version, _specification): (String, String, String, String) =
            daemon.call("GetServerInformation", &()).await?;
        let can: Vec<String> = daemon.call("GetCapabilities", &()).await?;
        let daemon = format!("{name} {version} shows them ({})", can.join(", "));
        Ok(if can.iter().any(|can| can == "actions") {
            Finding::ok(About::Notifications, daemon)
        } else {
            Finding::note(
                About::Notifications,
                format!("{daemon}, but no buttons"),
                "Reauthorize in the window, or choose a notification daemon that shows actions",
            )
        })
    }

    async fn tray(bus: &Connection) -> zbus::Result<Finding> {
        let advice = "Gander works without; on GNOME the extension AppIndicator brings one";
        if !DBusProxy::new(bus).await?.name_has_owner(WATCHER.try_into()?).await? {
            return Ok(Finding::note(About::Tray, "this desktop has no tray", advice));
        }
        let watcher =
            Proxy::new(bus, WATCHER, "/StatusNotifierWatcher", "org.freedesktop.DBus.Properties").await?;
        let all: HashMap<String, zbus::zvariant::OwnedValue> = watcher.call("GetAll", &(WATCHER,)).await?;
        let hosted = all.get("IsStatusNotifierHostRegistered").and_then(|value| bool::try_from(value).ok());
        Ok(if hosted == Some(false) {
            Finding::note(About::Tray, "icons are taken, but nothing shows them", advice)
        } else {
            Finding::ok(About::Tray, "this desktop has one")
        })
    }
}
