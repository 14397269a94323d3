//! Mails about alerts, one at a time.

use std::sync::Arc;

use alerts::{ActivityEntry, Channel, Entry};
use chrono::{DateTime, Utc};
use lifecycle::{ConnectionId, Event};
use locale::{Line, Locale};
use publishing::ActivityId;
use secrecy::SecretString;
use store::{Altered, StoreError};

use super::{Driver, Message, Reply};
use crate::{
    Error,
    email::{self, Mail, MailTrouble},
};

/// The connections in a mail, each with the time at which its alert was raised.
pub(crate) type MailedConnections = Vec<(ConnectionId, DateTime<Utc>)>;

impl Driver {
    /// Tells whether this process may send a mail now: it leads, and no mail is on its way.
    pub(super) fn may_mail(&self) -> bool {
        let keeps_time = self.timed_work && (self.state.lead.is_some() || self.dir.is_none());
        keeps_time && self.state.key.is_some() && !self.state.mailing && self.state.shut_down.is_none()
    }

    /// Sends one mail about all these connections.
    pub(super) fn mail(&mut self, connections: &[ConnectionId]) {
        let entries = self.entries(connections);
        let items = self.notification_items(connections);
        let lines: Vec<_> = items
            .iter()
            .map(|item| Line {
                connection: item.connection.as_str(),
                network: &item.network_name,
                who: item.who.as_deref(),
                kind: &item.kind,
                waiting: item.waiting,
                planned_after: item.planned_after,
            })
            .collect();
        let locale::Mail { subject, text, html } =
            locale::mail(&Locale::of_person(self.state.alerts.language), &lines);
        let mail = Mail { key: key_of(&entries), subject, text, html };
        let told: MailedConnections =
            entries.iter().map(|entry| (entry.connection.clone(), entry.raised)).collect();
        self.send_mail(mail, |sent| Message::Mailed(told, sent));
    }

    /// Sends one mail about all these activities.
    pub(super) fn mail_activities(&mut self, activities: &[ActivityId]) {
        let entries = self.activity_entries(activities);
        let told = self.without_repeated_questions(&entries);
        let news: Vec<_> = told.iter().filter_map(|entry| Some(self.news_of(entry)?.0)).collect();
        if news.is_empty() {
            return;
        }
        let locale = Locale::of_person(self.state.alerts.language);
        let locale::Mail { subject, text, html } = locale::mail_of_activities(&locale, &news);
        let mail = Mail { key: key_of_activities(&entries), subject, text, html };
        self.send_mail(mail, |sent| Message::ActivitiesMailed(entries, sent));
    }

    fn send_mail(
        &mut self,
        mail: Mail,
        report: impl FnOnce(Result<(), MailTrouble>) -> Message + Send + 'static,
    ) {
        let Some((settings, password)) = self.mail_server() else { return };
        self.state.mailing = true;
        let Ok(password) = password else {
            // Without its password nothing is sent, because the server may not be the person's own.
            let _ = self.messages.send(report(Err(MailTrouble::PasswordRefused)));
            return;
        };
        let (messages, clock) = (self.messages.clone(), Arc::clone(&self.clock));
        tokio::spawn(async move {
            let sent = email::send(&settings, password.as_ref(), &mail, clock.now()).await;
            let _ = messages.send(report(sent.map(drop)));
        });
    }

    pub(super) fn activities_mailed(&mut self, told: &[ActivityEntry], result: Result<(), MailTrouble>) {
        let now = self.clock.now();
        self.mailed(&Vec::new(), result);
        for entry in told {
            self.change_activity(entry, |entry| match result {
                Ok(()) => entry.told(Channel::Email, now),
                Err(_) => entry.failed(Channel::Email, now),
            });
        }
    }

    pub(super) fn mailed(&mut self, told: &MailedConnections, result: Result<(), MailTrouble>) {
        let now = self.clock.now();
        self.state.mailing = false;
        let trouble = result.err();
        let noted = self.store().set_mail_trouble(trouble.map(MailTrouble::word));
        if let Err(error) = noted {
            tracing::warn!(%error, "whether mails are taken was not noted");
        }
        // An alert that was raised since then was not in the mail.
        let still = |(connection, raised): &(ConnectionId, DateTime<Utc>)| {
            self.entry(connection).filter(|entry| entry.raised == *raised).cloned()
        };
        let mut entries: Vec<_> = told.iter().filter_map(still).collect();
        for entry in &mut entries {
            match trouble {
                None => entry.told(Channel::Email, now),
                Some(_) => entry.failed(Channel::Email, now),
            }
        }
        self.note(entries);
        let event = if trouble.is_none() { Event::Mailed } else { Event::MailFailed };
        for (connection, _) in told {
            self.happened(connection, event, None);
        }
        if trouble.is_some() {
            self.publish();
        }
    }

    /// Retries mails that failed at an unreachable server, because the device has woken or has reached a network again.
    pub(super) fn reach_mail_server_again(&mut self) {
        let was_unreachable =
            self.store().mail_trouble().ok().flatten().as_deref() == Some(MailTrouble::Unreachable.word());
        if was_unreachable {
            self.try_again(Channel::Email);
        }
    }

    /// Sends a test mail. Without a password, the stored one of the same login is used.
    pub(super) fn test_email(
        &mut self,
        settings: alerts::Email,
        password: Option<SecretString>,
        reply: Reply<()>,
    ) {
        let whole = alerts::Settings { email: Some(settings.clone()), ..alerts::Settings::default() };
        let trouble = whole.trouble();
        if !trouble.is_empty() {
            let _ = reply.send(Err(Error::BadSettings(trouble)));
            return;
        }
        let kept = || self.state.key.as_ref().and_then(|key| self.store().mail_password(key).ok().flatten());
        // Otherwise a script in the window could send the password to a server of its own.
        let former = self.alert_settings().email.as_ref();
        let password =
            password.or_else(|| kept().filter(|_| former.is_some_and(|f| is_same_login(f, &settings))));
        let locale::Mail { subject, text, html } =
            locale::test_mail(&Locale::of_person(self.state.alerts.language));
        let clock = Arc::clone(&self.clock);
        let mail = Mail { key: format!("test.{}", clock.now().timestamp_millis()), subject, text, html };
        tokio::spawn(async move {
            let sent = email::send(&settings, password.as_ref(), &mail, clock.now()).await;
            let _ = reply.send(sent.map(drop).map_err(Error::Mail));
        });
    }

    /// The mail server with its password, or with the error that the password gave.
    fn mail_server(&mut self) -> Option<(alerts::Email, Result<Option<SecretString>, Error>)> {
        let settings = self.alert_settings().email.clone()?;
        let key = self.state.key.clone()?;
        let password = self.store().mail_password(&key);
        match &password {
            Ok(_) => self.is_right_again(&Altered::MailPassword),
            Err(StoreError::Altered(altered)) => self.is_altered(altered.clone()),
            Err(error) => tracing::error!(%error, "the password of the mail server cannot be read"),
        }
        Some((settings, password.map_err(Error::from)))
    }
}

/// Tells whether a password for the one is meant for the other too.
pub(super) fn is_same_login(one: &alerts::Email, other: &alerts::Email) -> bool {
    let login =
        |email: &alerts::Email| (email.host.clone(), email.port, email.security, email.username.clone());
    login(one) == login(other)
}

/// Equal news has an equal key, so that a mail that was sent twice over a crash is recognised as one.
fn key_of(entries: &[Entry]) -> String {
    let news =
        entries.iter().map(|entry| format!("{} {:?} {}\n", entry.connection, entry.kind, entry.raised));
    let hash = lifecycle::fnv_1a(news.flat_map(String::into_bytes));
    format!("{hash:016x}")
}

fn key_of_activities(entries: &[ActivityEntry]) -> String {
    let news = entries.iter().map(|entry| format!("{} {:?} {}\n", entry.activity, entry.news, entry.raised));
    let hash = lifecycle::fnv_1a(news.flat_map(String::into_bytes));
    format!("{hash:016x}")
}
