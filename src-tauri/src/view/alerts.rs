//! The alert settings, as the window shows them and sends them back. The password goes in and never comes out.

use chrono::NaiveTime;
use keeper::{
    AlertSettings,
    alerts::{BadSetting, Email, QuietHours, Security, Settings},
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{AppError, ErrorCode};

const TIME: &str = "%H:%M";

/// The alert settings, and the state of their delivery.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct AlertsView {
    settings: AlertSettingsView,
    /// True if Gander keeps a password for the mail server.
    has_password: bool,
    /// True if this system did not show the last notification.
    not_shown: bool,
    /// The word, of `smtp-…`, for the failure of the last mail.
    mail_trouble: Option<String>,
}

/// The alert settings. Local times of the day are `HH:MM`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AlertSettingsView {
    native: bool,
    email: Option<EmailView>,
    /// Days before the date; null means each network's own.
    warn_days: Option<Vec<u16>>,
    #[ts(inline)]
    quiet_hours: Option<QuietHoursView>,
    digest: Option<String>,
    /// The ids of the muted networks.
    muted: Vec<String>,
    /// True if a notification tells that something was shared.
    shared: bool,
}

/// The person's own mail server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EmailView {
    host: String,
    port: u16,
    #[ts(inline)]
    security: SecurityView,
    username: Option<String>,
    from: String,
    to: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case")]
enum SecurityView {
    Tls,
    StartTls,
    None,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
struct QuietHoursView {
    from: String,
    to: String,
}

/// An invalid setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename_all = "snake_case")]
pub enum BadSettingView {
    WarnDays,
    QuietHours,
    Host,
    Port,
    Security,
    Username,
    From,
    To,
}

impl From<AlertSettings> for AlertsView {
    fn from(alerts: AlertSettings) -> Self {
        Self {
            settings: alerts.settings.into(),
            has_password: alerts.has_mail_password,
            not_shown: alerts.not_shown_since.is_some(),
            mail_trouble: alerts.mail_trouble,
        }
    }
}

impl From<Settings> for AlertSettingsView {
    fn from(settings: Settings) -> Self {
        Self {
            native: settings.native,
            email: settings.email.map(Into::into),
            warn_days: settings.warn_days,
            quiet_hours: settings
                .quiet_hours
                .map(|hours| QuietHoursView { from: written(hours.from), to: written(hours.to) }),
            digest: settings.digest.map(written),
            muted: settings.muted.into_iter().collect(),
            shared: settings.shared,
        }
    }
}

impl AlertSettingsView {
    /// Converts to the keeper's settings. The pause comes from `former`, since it has a command of its own.
    ///
    /// # Errors
    /// `bad_input` if a text is no time of the day.
    pub fn read(self, former: &Settings) -> Result<Settings, AppError> {
        let quiet_hours = self
            .quiet_hours
            .map(|hours| Ok::<_, AppError>(QuietHours { from: time(&hours.from)?, to: time(&hours.to)? }))
            .transpose()?;
        Ok(Settings {
            native: self.native,
            email: self.email.map(Into::into),
            warn_days: self.warn_days,
            quiet_hours,
            digest: self.digest.as_deref().map(time).transpose()?,
            muted: self.muted.into_iter().collect(),
            paused_until: former.paused_until,
            shared: self.shared,
        })
    }
}

impl From<Email> for EmailView {
    fn from(email: Email) -> Self {
        let security = match email.security {
            Security::Tls => SecurityView::Tls,
            Security::StartTls => SecurityView::StartTls,
            Security::None => SecurityView::None,
        };
        let Email { host, port, username, from, to, .. } = email;
        Self { host, port, security, username, from, to }
    }
}

impl From<EmailView> for Email {
    fn from(email: EmailView) -> Self {
        let security = match email.security {
            SecurityView::Tls => Security::Tls,
            SecurityView::StartTls => Security::StartTls,
            SecurityView::None => Security::None,
        };
        let EmailView { host, port, username, from, to, .. } = email;
        Self { host, port, security, username, from, to }
    }
}

impl From<BadSetting> for BadSettingView {
    fn from(bad: BadSetting) -> Self {
        match bad {
            BadSetting::WarnDays => Self::WarnDays,
            BadSetting::QuietHours => Self::QuietHours,
            BadSetting::Host => Self::Host,
            BadSetting::Port => Self::Port,
            BadSetting::Security => Self::Security,
            BadSetting::Username => Self::Username,
            BadSetting::From => Self::From,
            BadSetting::To => Self::To,
        }
    }
}

fn written(time: NaiveTime) -> String {
    time.format(TIME).to_string()
}

fn time(text: &str) -> Result<NaiveTime, AppError> {
    NaiveTime::parse_from_str(text, TIME).map_err(|_| ErrorCode::BadInput.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_comes_back_as_it_was_sent_and_a_pause_stays() {
        let sent = serde_json::json!({
            "native": false,
            "email": {
                "host": "smtp.example.org", "port": 587, "security": "start_tls", "username": null,
                "from": "gander@example.org", "to": ["dana@example.org"],
            },
            "warn_days": [10, 1],
            "quiet_hours": { "from": "22:00", "to": "07:30" },
            "digest": "09:00",
            "muted": ["x"],
            "shared": true,
        });
        let paused = Settings { paused_until: Some(chrono::DateTime::UNIX_EPOCH), ..Settings::default() };
        let view: AlertSettingsView = serde_json::from_value(sent.clone()).unwrap();
        let settings = view.read(&paused).unwrap();
        assert_eq!(settings.paused_until, paused.paused_until);
        assert_eq!(settings.trouble(), []);
        assert_eq!(serde_json::to_value(AlertSettingsView::from(settings)).unwrap(), sent);
    }

    #[test]
    fn a_time_that_no_clock_shows_is_refused() {
        let view = AlertSettingsView { digest: Some("24:61".into()), ..Settings::default().into() };
        assert_eq!(view.read(&Settings::default()).unwrap_err().code, ErrorCode::BadInput);
    }
}
