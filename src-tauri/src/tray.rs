//! The tray: its icon, its words and its menu, as plain data that can be compared.

use keeper::{ConnectionId, ConnectionState, Health, Snapshot, VaultState};
use locale::{
    Argument::{Count, Text},
    Locale,
};

/// The maximum number of accounts in the menu. The accounts that need the person come first.
const MOST_ACCOUNTS: usize = 20;

/// Everything the tray shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tray {
    /// Its icon.
    pub icon: Overall,
    /// The text under the pointer.
    pub tooltip: String,
    /// Its menu, from the top.
    pub menu: Vec<Entry>,
}

/// The overall state. Each has an icon of its own shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overall {
    /// Nothing needs the person.
    Ok,
    /// A connection will need the person soon, or an activity needs the person.
    Soon,
    /// A connection needs the person, or the vault is locked.
    Bad,
    /// No network can be reached.
    Offline,
}

/// A line of the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A menu item.
    Item {
        /// Its text.
        label: String,
        /// Its action.
        action: Action,
    },
    /// A line between groups.
    Separator,
}

/// The action of a menu item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Open the window.
    Open,
    /// Open the window at a connection.
    Show(ConnectionId),
    /// Start Reauthorize.
    Reauthorize(ConnectionId),
    /// Open the window at the composer.
    Share,
    /// Open the window at the activities that need the person.
    ShowNeeds,
    /// Ask every network whether its token still works.
    CheckNow,
    /// Pause alerts for an hour.
    PauseHour,
    /// Pause alerts until tomorrow morning.
    PauseUntilTomorrow,
    /// Resume alerts.
    Resume,
    /// Quit Gander.
    Quit,
}

impl Tray {
    /// The tray for a state.
    pub fn of(snapshot: &Snapshot, locale: &Locale) -> Self {
        let mut connections: Vec<_> = snapshot.connections.iter().collect();
        // A stable sort keeps the order by name within each group.
        connections.sort_by_key(|connection| urgency(&connection.health));
        Self {
            icon: overall(snapshot),
            tooltip: tooltip(snapshot, locale),
            menu: menu(snapshot, &connections, locale),
        }
    }
}

#[cfg(desktop)]
impl Action {
    /// The id under which the system reports that it was chosen.
    pub fn id(&self) -> String {
        match self {
            Self::Open => "open".to_owned(),
            Self::Show(connection) => format!("show:{connection}"),
            Self::Reauthorize(connection) => format!("reauthorize:{connection}"),
            Self::Share => "share".to_owned(),
            Self::ShowNeeds => "show-needs".to_owned(),
            Self::CheckNow => "check-now".to_owned(),
            Self::PauseHour => "pause-hour".to_owned(),
            Self::PauseUntilTomorrow => "pause-until-tomorrow".to_owned(),
            Self::Resume => "resume".to_owned(),
            Self::Quit => "quit".to_owned(),
        }
    }

    /// The reverse of [`Action::id`].
    pub fn from_id(id: &str) -> Option<Self> {
        match id {
            "open" => return Some(Self::Open),
            "share" => return Some(Self::Share),
            "show-needs" => return Some(Self::ShowNeeds),
            "check-now" => return Some(Self::CheckNow),
            "pause-hour" => return Some(Self::PauseHour),
            "pause-until-tomorrow" => return Some(Self::PauseUntilTomorrow),
            "resume" => return Some(Self::Resume),
            "quit" => return Some(Self::Quit),
            _ => {}
        }
        match id.split_once(':')? {
            ("show", connection) => Some(Self::Show(connection.into())),
            ("reauthorize", connection) => Some(Self::Reauthorize(connection.into())),
            _ => None,
        }
    }
}

fn overall(snapshot: &Snapshot) -> Overall {
    let connections = &snapshot.connections;
    let any = |test: fn(&Health) -> bool| connections.iter().any(|connection| test(&connection.health));
    if snapshot.vault == VaultState::Locked || any(needs_the_person) {
        Overall::Bad
    } else if snapshot.sharing.needing > 0 || any(|health| matches!(health, Health::Expiring { .. })) {
        Overall::Soon
    } else if !connections.is_empty() && !any(|health| !matches!(health, Health::Unreachable { .. })) {
        Overall::Offline
    } else {
        Overall::Ok
    }
}

fn tooltip(snapshot: &Snapshot, locale: &Locale) -> String {
    let how = how(snapshot, locale);
    match paused(snapshot, locale) {
        Some(paused) => format!("{how}\n{paused}"),
        None => how,
    }
}

fn paused(snapshot: &Snapshot, locale: &Locale) -> Option<String> {
    let until = locale.moment(snapshot.alerts_paused_until?);
    Some(locale.say("tray-paused", &[("time", Text(&until))]))
}

fn how(snapshot: &Snapshot, locale: &Locale) -> String {
    let needing =
        snapshot.connections.iter().filter(|connection| needs_the_person(&connection.health)).count();
    if needing > 0 {
        let accounts = locale.say("tray-tooltip-bad", &[("count", Count(needing))]);
        if snapshot.sharing.waiting == 0 {
            return accounts;
        }
        let activities = locale.say("notice-activities-wait", &[("count", Count(snapshot.sharing.waiting))]);
        let arguments = [("accounts", Text(&accounts)), ("activities", Text(&activities))];
        return locale.say("tray-tooltip-waiting", &arguments);
    }
    match overall(snapshot) {
        Overall::Bad => locale.text("tray-tooltip-locked"),
        Overall::Soon if snapshot.sharing.needing > 0 => {
            locale.say("notice-activities-need", &[("count", Count(snapshot.sharing.needing))])
        }
        Overall::Soon => soonest(snapshot, locale).unwrap_or_else(|| locale.text("tray-tooltip-ok")),
        Overall::Offline => locale.text("tray-tooltip-offline"),
        Overall::Ok => locale.text("tray-tooltip-ok"),
    }
}

fn soonest(snapshot: &Snapshot, locale: &Locale) -> Option<String> {
    let ends = snapshot.connections.iter().filter_map(|connection| match connection.health {
        Health::Expiring { by } => Some((by, connection)),
        _ => None,
    });
    let (by, connection) = ends.min_by_key(|(by, _)| *by)?;
    let date = locale.day(by);
    Some(
        locale
            .say("tray-tooltip-soon", &[("network", Text(&connection.network_name)), ("date", Text(&date))]),
    )
}

fn menu(snapshot: &Snapshot, connections: &[&ConnectionState], locale: &Locale) -> Vec<Entry> {
    let item = |label, action| Entry::Item { label, action };
    let mut menu: Vec<_> = connections
        .iter()
        .take(MOST_ACCOUNTS)
        .map(|connection| item(account(connection, locale), Action::Show(connection.id.clone())))
        .collect();
    if connections.len() > MOST_ACCOUNTS {
        let label = locale.say("tray-accounts-all", &[("count", Count(connections.len()))]);
        menu.push(item(label, Action::Open));
    }
    if !menu.is_empty() {
        menu.push(Entry::Separator);
    }
    let mendable: Vec<_> = connections
        .iter()
        .filter(|connection| {
            matches!(connection.health, Health::Disconnected { .. } | Health::Expiring { .. })
        })
        .take(MOST_ACCOUNTS)
        .map(|connection| {
            item(reauthorize(connection, connections, locale), Action::Reauthorize(connection.id.clone()))
        })
        .collect();
    if !mendable.is_empty() {
        menu.extend(mendable);
        menu.push(Entry::Separator);
    }
    if !connections.is_empty() {
        menu.push(item(locale.text("tray-check-now"), Action::CheckNow));
        menu.extend(pausing(snapshot, locale));
        menu.push(Entry::Separator);
    }
    let sharing = snapshot.sharing;
    if sharing.can_share {
        menu.push(item(locale.text("tray-share"), Action::Share));
    }
    if sharing.needing + sharing.waiting > 0 {
        menu.push(item(locale.text("tray-needs"), Action::ShowNeeds));
    }
    menu.push(item(locale.text("tray-open"), Action::Open));
    menu.push(item(locale.text("tray-quit"), Action::Quit));
    menu
}

fn pausing(snapshot: &Snapshot, locale: &Locale) -> Vec<Entry> {
    let item = |label, action| Entry::Item { label, action };
    match paused(snapshot, locale) {
        Some(paused) => {
            vec![item(format!("{} · {paused}", locale.text("tray-resume")), Action::Resume)]
        }
        None => vec![
            item(locale.text("tray-pause-hour"), Action::PauseHour),
            item(locale.text("tray-pause-tomorrow"), Action::PauseUntilTomorrow),
        ],
    }
}

fn account(connection: &ConnectionState, locale: &Locale) -> String {
    let status = status(connection, locale);
    let network = ("network", Text(connection.network_name.as_str()));
    match who(connection) {
        Some(who) => locale.say("tray-account", &[network, ("who", Text(&who)), ("status", Text(&status))]),
        None => locale.say("tray-account-unnamed", &[network, ("status", Text(&status))]),
    }
}

fn status(connection: &ConnectionState, locale: &Locale) -> String {
    match &connection.health {
        Health::Active => locale.text("tray-status-active"),
        Health::Expiring { by } => locale.say("tray-status-expiring", &[("date", Text(&locale.day(*by)))]),
        Health::Unconfirmed { .. } => {
            locale.say("tray-status-unconfirmed", &[("network", Text(&connection.network_name))])
        }
        Health::Unreachable { .. } => {
            locale.say("tray-status-unreachable", &[("network", Text(&connection.network_name))])
        }
        Health::Disconnected { .. } => locale.text("tray-status-disconnected"),
        Health::SetUpNeeded { .. } => locale.text("tray-status-set_up_needed"),
    }
}

/// Names the network, and the account as well if the network has several.
fn reauthorize(connection: &ConnectionState, all: &[&ConnectionState], locale: &Locale) -> String {
    let network = ("network", Text(connection.network_name.as_str()));
    let several = all.iter().filter(|other| other.network == connection.network).count() > 1;
    match who(connection).filter(|_| several) {
        Some(who) => locale.say("tray-reauthorize-who", &[network, ("who", Text(&who))]),
        None => locale.say("tray-reauthorize", &[network]),
    }
}

fn who(connection: &ConnectionState) -> Option<String> {
    connection
        .username
        .as_ref()
        .map(|username| format!("@{username}"))
        .or_else(|| connection.display_name.clone())
}

fn needs_the_person(health: &Health) -> bool {
    matches!(health, Health::Disconnected { .. } | Health::SetUpNeeded { .. })
}

/// The sort key: connections that need the person come first, then those that soon will, then the rest.
fn urgency(health: &Health) -> u8 {
    match health {
        Health::Disconnected { .. } | Health::SetUpNeeded { .. } => 0,
        Health::Expiring { .. } => 1,
        Health::Unconfirmed { .. } | Health::Unreachable { .. } | Health::Active => 2,
    }
}
