//! The settings of alerts, and the language of all that a person reads.

use std::sync::PoisonError;

use chrono::{DateTime, Utc};
use secrecy::SecretString;
use store::Store;

use super::Keeper;
use crate::{
    Error,
    driver::{Command, Message},
    typed,
};

/// The person's alert settings, and the state of their delivery.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AlertSettings {
    /// The settings.
    pub settings: ::alerts::Settings,
    /// `true` if a password for the mail server is kept.
    pub has_mail_password: bool,
    /// The time since which this system shows no notification. `None` if it showed the last one.
    pub not_shown_since: Option<DateTime<Utc>>,
    /// The reason why the last e-mail was not sent. `None` if it was sent.
    pub mail_trouble: Option<String>,
}

impl AlertSettings {
    /// Reads the settings of a database.
    pub(crate) fn of(store: &Store) -> Result<Self, Error> {
        Ok(Self {
            settings: store.alert_settings()?,
            has_mail_password: store.has_mail_password()?,
            not_shown_since: store.not_shown_since()?,
            mail_trouble: store.mail_trouble()?,
        })
    }
}

impl Keeper {
    /// The person's alert settings.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn alert_settings(&self) -> Result<AlertSettings, Error> {
        let store = self.store.lock().unwrap_or_else(PoisonError::into_inner);
        AlertSettings::of(&store)
    }

    /// Stores the person's alert settings, and seals the mail password. `None` keeps the password of the same login.
    ///
    /// # Errors
    /// When the settings are unusable or cannot be stored.
    pub async fn set_alert_settings(
        &self,
        settings: ::alerts::Settings,
        mail_password: Option<SecretString>,
    ) -> Result<(), Error> {
        let email = settings.email.map(typed::email);
        let settings = ::alerts::Settings { email, ..settings };
        let mail_password = mail_password.as_ref().map(typed::mail_password);
        self.ask(|reply| Command::SetAlerts(Box::new(settings), mail_password, reply)).await
    }

    /// Sends a test mail by settings that need not be stored yet. Without a password, the stored one of the same login
    /// is used.
    ///
    /// # Errors
    /// The reason why the mail was not sent. The call takes 30 seconds at most.
    pub async fn test_email(
        &self,
        settings: ::alerts::Email,
        mail_password: Option<SecretString>,
    ) -> Result<(), Error> {
        let mail_password = mail_password.as_ref().map(typed::mail_password);
        self.ask(|reply| Command::TestEmail(Box::new(typed::email(settings)), mail_password, reply)).await
    }

    /// Pauses notifications and e-mails until this time; `None` ends a pause.
    ///
    /// # Errors
    /// When the disk cannot be written.
    pub async fn pause_alerts(&self, until: Option<DateTime<Utc>>) -> Result<(), Error> {
        self.ask(|reply| Command::PauseAlerts(until, reply)).await
    }

    /// The person looks at the window, and so has seen the notices about activities.
    pub fn saw_activities(&self) {
        let _ = self.messages.0.send(Message::Command(Command::SawActivities));
    }

    /// Sets the language of the window, the tray, notifications and mails. `None` chooses that of the person's system.
    ///
    /// # Errors
    /// When Gander does not speak the language, or the disk cannot be written.
    pub async fn set_language(&self, tag: Option<&str>) -> Result<(), Error> {
        let unknown = || {
            let tags: Vec<_> = locale::LANGUAGES.iter().map(|language| language.tag).collect();
            Error::BadInput(format!("Gander speaks {}; choose one of them", tags.join(", ")))
        };
        let language = tag.map(|tag| locale::known(tag).ok_or_else(unknown)).transpose()?;
        self.ask(|reply| Command::SetLanguage(language.map(|language| language.tag), reply)).await
    }

    /// The time zone of the person's clocks.
    #[must_use]
    pub fn zone(&self) -> &dyn ::alerts::Zone {
        self.clock.zone()
    }
}
