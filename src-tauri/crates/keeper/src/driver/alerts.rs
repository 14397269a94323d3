//! Delivers alerts to the person. [`alerts::plan`] decides their time and channel, and this carries it out.
//!
//! A notification is noted as shown before it is, so that a crash between the two does not show it twice. The widget
//! and the tray still tell it, and a reminder follows. A mail is noted after the server took it, because a lost mail is
//! not seen anywhere. A mail that is sent again after a crash has the same Message-ID.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use alerts::{Channel, Channels, Delivery, Entry, Plan, Settings, Show};
use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::{ConnectionId, Event, Input, NoticeKind, Policy, Record};
use networks::{AppOptions, Network};
use secrecy::SecretString;
use store::Altered;
use vault::crash;

use super::{Driver, Message, mails::is_same_login};
use crate::{
    Error,
    shell::{Alert, NotShown, Notice, NotificationItem, Shown},
};

/// The driver's alerts, and the state of their delivery.
#[derive(Default)]
pub(crate) struct Alerts {
    settings: Settings,
    entries: BTreeMap<ConnectionId, Entry>,
    /// Entries up to this revision of the store are known.
    seen: i64,
    /// Connections whose entries the disk did not take yet.
    unsaved: BTreeSet<ConnectionId>,
    /// The time of the next plan, if nothing happens before.
    next: Option<DateTime<Utc>>,
    /// `true` if something happened since the last plan.
    changed: bool,
    /// The end of the pause that is shown.
    pub paused_until: Option<DateTime<Utc>>,
    /// The language that the person chose.
    pub language: Option<&'static str>,
}

impl Driver {
    /// Takes in the entries of an earlier run, and ends those that no longer hold.
    pub(super) fn restore_alerts(&mut self) {
        self.reload_alerts();
        let over: Vec<_> = self
            .state
            .alerts
            .entries
            .values()
            .filter(|entry| {
                entry.stands() && !self.machine.record(&entry.connection).is_some_and(|r| is_so(r, entry))
            })
            .map(|entry| entry.connection.clone())
            .collect();
        for connection in over {
            self.over(&connection);
        }
        self.pause_changed(self.clock.now());
    }

    /// Takes in the changes of another process.
    pub(super) fn reload_alerts(&mut self) {
        let known = self.store().revision();
        let Ok(revision) = known.inspect_err(|error| tracing::error!(%error, "the store could not be read"))
        else {
            return;
        };
        let seen = std::mem::replace(&mut self.state.alerts.seen, revision);
        if seen == revision && revision != 0 {
            return;
        }
        let (settings, entries, language) = {
            let store = self.store();
            (store.alert_settings(), store.alerts(seen), store.language())
        };
        match language {
            Ok(language) => self.state.alerts.language = language,
            Err(error) => tracing::error!(%error, "the chosen language could not be read"),
        }
        match (settings, entries) {
            (Ok(settings), Ok(entries)) => {
                self.adopt(settings);
                for entry in entries {
                    if !self.state.alerts.unsaved.contains(&entry.connection) {
                        self.keep(entry);
                    }
                }
            }
            (Err(error), _) | (_, Err(error)) => {
                tracing::error!(%error, "what is to be told could not be read");
            }
        }
    }

    /// Raises an alert about a connection, and stores it with the connection's state.
    pub(super) fn raise(&mut self, connection: &ConnectionId, kind: &NoticeKind) {
        let Some(record) = self.machine.record(connection) else { return };
        let last_rung = record.policy.warn.iter().min().copied();
        let former = self.state.alerts.entries.get(connection);
        let network = record.network.clone();
        let now = self.clock.now();
        let entry = Entry::raised(former, now, connection.clone(), network, kind.clone(), last_rung);
        crash::point("save.before");
        let saved = self.store().tell(record, &entry);
        crash::point("save.after");
        if let Err(error) = saved {
            tracing::error!(%connection, %error, "not stored yet");
            self.state.unsaved.insert(connection.clone());
            self.state.alerts.unsaved.insert(connection.clone());
            self.state.storage_problem = true;
        }
        self.keep(entry);
        crash::point("notice.saved");
        if let Some(item) = self.notification_item(connection) {
            let NotificationItem { connection, network_name, who, kind, planned_after, .. } = item;
            self.shell.raised(&Notice { connection, network_name, who, kind, planned_after });
            crash::point("notice.told");
        }
    }

    /// Ends the alert about a connection.
    pub(super) fn over(&mut self, connection: &ConnectionId) {
        let now = self.clock.now();
        if let Some(entry) = self.state.alerts.entries.get(connection).filter(|entry| entry.stands()) {
            let mut entry = entry.clone();
            entry.over(now);
            self.note(vec![entry]);
        }
        self.shell.over(connection);
    }

    /// The time of the next alert, or of the end of a pause.
    pub(super) fn next_alert(&self) -> Option<DateTime<Utc>> {
        let alerts = &self.state.alerts;
        let at_once = alerts.changed.then_some(DateTime::<Utc>::MIN_UTC);
        [at_once, alerts.next, alerts.paused_until].into_iter().flatten().min()
    }

    /// Delivers the alerts that are due.
    pub(super) fn tell_alerts(&mut self) {
        let now = self.clock.now();
        if self.pause_changed(now) {
            self.state.alerts.changed = true;
            self.publish();
        }
        if !self.state.alerts.changed && self.state.alerts.next.is_none_or(|next| next > now) {
            return;
        }
        self.state.alerts.changed = false;
        self.forget_past(now);
        let Plan { shows, mail, next } = self.plan(now);
        self.state.alerts.next = next;
        for show in &shows {
            self.show(show, now);
        }
        if !mail.is_empty() {
            self.mail(&mail);
        }
    }

    pub(super) fn shown(&mut self, connections: &[ConnectionId], result: Result<(), NotShown>) {
        let now = self.clock.now();
        let since = result.is_err().then_some(now);
        if let Err(error) = self.store().set_not_shown_since(since) {
            tracing::warn!(%error, "whether notifications are shown was not noted");
        }
        if result.is_ok() {
            for connection in connections {
                self.happened(connection, Event::Notified, None);
            }
            return;
        }
        tracing::warn!("a notification was not shown; the window and the tray tell what it would have told");
        let mut entries = self.entries(connections);
        for entry in &mut entries {
            entry.failed(Channel::Native, now);
        }
        self.note(entries);
    }

    pub(super) fn set_alerts(
        &mut self,
        settings: Settings,
        password: Option<&SecretString>,
    ) -> Result<(), Error> {
        let trouble = settings.trouble();
        if !trouble.is_empty() {
            return Err(Error::BadSettings(trouble));
        }
        let key = self.state.key.clone().ok_or_else(|| self.locked())?;
        let former = self.state.alerts.settings.email.as_ref().zip(settings.email.as_ref());
        let same = former.is_some_and(|(former, email)| is_same_login(former, email));
        {
            let mut store = self.store();
            // A password goes only to the server that it was given for.
            if !same || password.is_some() {
                store.set_mail_password(&key, settings.email.as_ref().zip(password))?;
            }
            store.set_alert_settings(&settings)?;
        }
        self.is_right_again(&Altered::MailPassword);
        self.adopt(settings);
        self.try_again(Channel::Email);
        self.publish();
        Ok(())
    }

    pub(super) fn pause_alerts(&mut self, until: Option<DateTime<Utc>>) -> Result<(), Error> {
        let settings = Settings { paused_until: until, ..self.state.alerts.settings.clone() };
        self.store().set_alert_settings(&settings)?;
        self.adopt(settings);
        if self.pause_changed(self.clock.now()) {
            self.publish();
        }
        Ok(())
    }

    pub(super) fn set_language(&mut self, tag: Option<&'static str>) -> Result<(), Error> {
        self.store().set_language(tag)?;
        self.state.alerts.language = tag;
        self.publish();
        Ok(())
    }

    /// Stores the entries that the disk did not take before.
    pub(super) fn save_alerts(&mut self) {
        let unsaved = std::mem::take(&mut self.state.alerts.unsaved);
        let entries: Vec<_> =
            unsaved.iter().filter_map(|connection| self.entry(connection)).cloned().collect();
        if !entries.is_empty() {
            self.note(entries);
        }
    }

    /// Updates the pause that is shown. Tells whether it changed.
    fn pause_changed(&mut self, now: DateTime<Utc>) -> bool {
        let alerts = &mut self.state.alerts;
        let paused = alerts.settings.paused_until.filter(|until| *until > now);
        std::mem::replace(&mut alerts.paused_until, paused) != paused
    }

    fn plan(&self, now: DateTime<Utc>) -> Plan {
        let entries: Vec<_> = self.state.alerts.entries.values().collect();
        let channels = Channels { native: self.shell.shows_alerts(), email: self.may_mail() };
        alerts::plan(now, self.clock.zone(), &self.state.alerts.settings, channels, &entries)
    }

    fn show(&mut self, show: &Show, now: DateTime<Utc>) {
        let news = self.entries(&show.news);
        let claimed = self.store().claim(Channel::Native, &news, now);
        let claimed = claimed.unwrap_or_else(|error| {
            tracing::error!(%error, "what is shown was not noted");
            let mut told = news;
            told.iter_mut().for_each(|entry| entry.told(Channel::Native, now));
            told
        });
        let news: Vec<_> = claimed.iter().map(|entry| entry.connection.clone()).collect();
        for entry in claimed {
            self.keep(entry);
        }
        self.state.alerts.changed = false;
        if news.is_empty() {
            // Another process showed it; its entries come with the next reload.
            return;
        }
        let messages = self.messages.clone();
        let shown = news.clone();
        let shown = Shown::new(move |result| drop(messages.send(Message::Shown(shown, result))));
        let alert = Alert {
            topic: show.topic,
            news: self.notification_items(&news),
            still: self.notification_items(&show.still),
        };
        self.shell.notify(&alert, shown);
    }

    /// Requests a new plan, because this process may now use other channels.
    pub(super) fn plan_again(&mut self) {
        self.state.alerts.changed = true;
    }

    pub(super) fn try_again(&mut self, channel: Channel) {
        for entry in self.state.alerts.entries.values_mut() {
            entry.try_again(channel);
        }
        self.try_activities_again(channel);
        self.state.alerts.changed = true;
    }

    pub(super) fn alert_settings(&self) -> &Settings {
        &self.state.alerts.settings
    }

    pub(super) fn entry(&self, connection: &ConnectionId) -> Option<&Entry> {
        self.state.alerts.entries.get(connection)
    }

    pub(super) fn entries(&self, connections: &[ConnectionId]) -> Vec<Entry> {
        connections.iter().filter_map(|connection| self.entry(connection)).cloned().collect()
    }

    /// Keeps entries here and in the store.
    pub(super) fn note(&mut self, entries: Vec<Entry>) {
        let noted = self.store().set_alerts(&entries);
        if let Err(error) = noted {
            tracing::error!(%error, "what was told is not noted yet");
            self.state.alerts.unsaved.extend(entries.iter().map(|entry| entry.connection.clone()));
        }
        for entry in entries {
            self.keep(entry);
        }
    }

    /// Keeps an entry here. If its notification is shown and no longer holds, changes or withdraws the notification.
    fn keep(&mut self, entry: Entry) {
        let (stands, topic_now) = (entry.stands(), entry.topic());
        let former = self.state.alerts.entries.insert(entry.connection.clone(), entry);
        self.state.alerts.changed = true;
        let Some(former) = former.filter(|former| former.stands() && is_shown(former)) else { return };
        let topic = former.topic();
        if stands && topic_now == topic {
            return;
        }
        let still: Vec<_> = self
            .state
            .alerts
            .entries
            .values()
            .filter(|entry| entry.stands() && entry.topic() == topic && is_shown(entry))
            .map(|entry| entry.connection.clone())
            .collect();
        if still.is_empty() {
            self.shell.withdraw(topic);
        } else {
            let alert = Alert { topic, news: Vec::new(), still: self.notification_items(&still) };
            self.shell.notify(&alert, Shown::new(|_| {}));
        }
    }

    fn forget_past(&mut self, now: DateTime<Utc>) {
        let past: Vec<_> = self
            .state
            .alerts
            .entries
            .values()
            .filter(|entry| entry.is_past(now))
            .map(|entry| entry.connection.clone())
            .collect();
        if past.is_empty() {
            return;
        }
        if let Err(error) = self.store().forget_alerts(&past) {
            tracing::warn!(%error, "what was over long ago is not forgotten yet");
        }
        for connection in past {
            self.state.alerts.entries.remove(&connection);
        }
    }

    /// Applies other settings from now on.
    fn adopt(&mut self, settings: Settings) {
        let former = std::mem::replace(&mut self.state.alerts.settings, settings);
        self.state.alerts.changed |= former != self.state.alerts.settings;
        self.state.activities.changed();
        let ladder = &self.state.alerts.settings.warn_days;
        if former.warn_days == *ladder && !self.state.policies.is_empty() {
            return;
        }
        self.relearn_policies();
    }

    /// Applies every network's current policy to its connections.
    pub(super) fn relearn_policies(&mut self) {
        let ladder = &self.state.alerts.settings.warn_days;
        let options = &self.state.app_options;
        let policy = |network: &Arc<Network>| {
            (network.id.clone(), policy_of(network, ladder.as_deref(), options.get(&network.id)))
        };
        self.state.policies = Arc::new(self.catalogue.iter().map(policy).collect());
        let (now, policies) = (self.now(), Arc::clone(&self.state.policies));
        let records: Vec<_> = self.machine.records().cloned().collect();
        for mut record in records {
            let Some(policy) = policies.get(&record.network) else { continue };
            record.policy = Arc::clone(policy);
            self.machine.handle(now, Input::Restored { record: Box::new(record), interrupted: false });
        }
    }
}

/// A network's policy, with the person's own ladder if there is one, and with the permissions that their app asks for.
pub(crate) fn policy_of(
    network: &Network,
    warn_days: Option<&[u16]>,
    options: Option<&AppOptions>,
) -> Arc<Policy> {
    if warn_days.is_none() && options.is_none() {
        return Arc::clone(&network.policy);
    }
    let mut policy = Policy::clone(&network.policy);
    if let Some(days) = warn_days {
        policy.warn = days.iter().map(|days| TimeDelta::days(i64::from(*days))).collect();
        policy.warn.sort_unstable_by(|a, b| b.cmp(a));
    }
    if let Some(options) = options {
        policy.needs = network.needs(options);
    }
    Arc::new(policy)
}

/// Tells whether an entry still holds for its connection.
fn is_so(record: &Record, entry: &Entry) -> bool {
    match entry.kind {
        NoticeKind::PageLost { .. } => record.told.pages > 0,
        NoticeKind::Disconnected { .. } | NoticeKind::SetUpNeeded(_) => record.told.trouble > 0,
        NoticeKind::ReauthorizeBy { .. } => record.told.warning.is_some(),
    }
}

fn is_shown(entry: &Entry) -> bool {
    matches!(entry.native, Delivery::Done { .. })
}
