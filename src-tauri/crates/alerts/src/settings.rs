//! The person's alert settings.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

const MOST_WARN_DAYS: usize = 6;
const LONGEST_WARN_DAYS: u16 = 60;
const MOST_RECIPIENTS: usize = 10;
const LONGEST_TEXT: usize = 320;

/// The person's alert settings. They do not affect the widget.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Shows native notifications.
    pub native: bool,
    /// Sends e-mails through the person's own server. Its password is sealed elsewhere.
    pub email: Option<Email>,
    /// The lead times of warnings in days, in any order. `None`: each network's own ladder.
    pub warn_days: Option<Vec<u16>>,
    /// Nothing is delivered in these hours; waiting notices are delivered together at their end.
    pub quiet_hours: Option<QuietHours>,
    /// The local time of a daily digest, which replaces single deliveries.
    pub digest: Option<NaiveTime>,
    /// The ids of the networks without alerts.
    pub muted: BTreeSet<String>,
    /// Nothing is delivered before this time.
    pub paused_until: Option<DateTime<Utc>>,
    /// Also shows a notification when an activity was shared to every account.
    pub shared: bool,
}

impl Settings {
    /// Returns the settings within bounds: a database row may hold any number of days and addresses, and any moment.
    #[must_use]
    pub fn bounded(mut self) -> Self {
        self.paused_until = self.paused_until.map(lifecycle::bounded_moment);
        if let Some(days) = &mut self.warn_days {
            days.truncate(MOST_WARN_DAYS);
        }
        if let Some(email) = &mut self.email {
            email.to.truncate(MOST_RECIPIENTS);
        }
        self
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            native: true,
            email: None,
            warn_days: None,
            quiet_hours: None,
            digest: None,
            muted: BTreeSet::new(),
            paused_until: None,
            shared: false,
        }
    }
}

/// The person's own mail server (RFC 8314), the sender and the recipients.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Email {
    /// The server's name: `smtp.example.org`.
    pub host: String,
    /// The server's port.
    pub port: u16,
    /// The transport security of the connection.
    pub security: Security,
    /// The login name. `None`: the server wants no login.
    pub username: Option<String>,
    /// The sender's address.
    pub from: String,
    /// The recipients' addresses.
    pub to: Vec<String>,
}

/// The transport security of the connection to a mail server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Security {
    /// TLS from the first byte, usually on port 465.
    Tls,
    /// TLS by STARTTLS, which must succeed, usually on port 587.
    StartTls,
    /// None: for a server on this device alone.
    None,
}

/// A daily span of local time, over midnight if `to` is before `from`. Its end is not part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    /// The start of the quiet hours.
    pub from: NaiveTime,
    /// The end of the quiet hours.
    pub to: NaiveTime,
}

impl QuietHours {
    /// Tells whether a local time lies within them.
    #[must_use]
    pub fn hold(&self, time: NaiveTime) -> bool {
        if self.from <= self.to {
            self.from <= time && time < self.to
        } else {
            self.from <= time || time < self.to
        }
    }
}

/// A setting with a value that is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BadSetting {
    /// The ladder: one to six different numbers of days from 1 to 60.
    WarnDays,
    /// Quiet hours that end when they begin.
    QuietHours,
    /// The server's name: letters, digits, dots and hyphens, without `https://`.
    Host,
    /// The port, which must not be 0.
    Port,
    /// A connection without TLS to a server on another device.
    Security,
    /// The login name: not blank, without control characters.
    Username,
    /// The sender's address.
    From,
    /// The recipients' addresses: one to ten.
    To,
}

impl BadSetting {
    /// Describes a right value, in English, for the command line.
    #[must_use]
    pub fn advice(self) -> &'static str {
        match self {
            Self::WarnDays => "one to six different numbers of days from 1 to 60",
            Self::QuietHours => "quiet hours that end at another time than they begin",
            Self::Host => "the mail server's name alone, like smtp.example.org",
            Self::Port => "the mail server's port, usually 465 or 587",
            Self::Security => "tls or starttls, unless the mail server is on this device",
            Self::Username => "the name to log in by at the mail server, or none",
            Self::From => "one address that writes, like gander@example.org",
            Self::To => "one to ten addresses to write to",
        }
    }
}

impl Settings {
    /// Returns every setting that is refused, so that the person can correct all at once.
    #[must_use]
    pub fn trouble(&self) -> Vec<BadSetting> {
        let ladder = self.warn_days.as_ref().is_some_and(|days| !is_ladder(days));
        let hours = self.quiet_hours.is_some_and(|hours| hours.from == hours.to);
        let own = [(ladder, BadSetting::WarnDays), (hours, BadSetting::QuietHours)];
        let own = own.into_iter().filter_map(|(bad, what)| bad.then_some(what));
        own.chain(self.email.iter().flat_map(Email::trouble)).collect()
    }

    /// Tells whether this network has no alerts.
    #[must_use]
    pub fn mutes(&self, network: &str) -> bool {
        self.muted.contains(network)
    }
}

impl Email {
    fn trouble(&self) -> Vec<BadSetting> {
        let username = self.username.as_ref().is_some_and(|name| !is_text(name));
        let to =
            self.to.is_empty() || self.to.len() > MOST_RECIPIENTS || !self.to.iter().all(|to| is_address(to));
        let open = self.security == Security::None && !is_this_device(&self.host);
        [
            (!is_host(&self.host), BadSetting::Host),
            (self.port == 0, BadSetting::Port),
            (open, BadSetting::Security),
            (username, BadSetting::Username),
            (!is_address(&self.from), BadSetting::From),
            (to, BadSetting::To),
        ]
        .into_iter()
        .filter_map(|(bad, what)| bad.then_some(what))
        .collect()
    }
}

fn is_ladder(days: &[u16]) -> bool {
    let different: BTreeSet<_> = days.iter().collect();
    (1..=MOST_WARN_DAYS).contains(&days.len())
        && different.len() == days.len()
        && days.iter().all(|days| (1..=LONGEST_WARN_DAYS).contains(days))
}

fn is_host(host: &str) -> bool {
    let ip = host.parse::<std::net::IpAddr>().is_ok();
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    ip || (host.len() <= 253 && host.split('.').all(label))
}

/// Only these names never leave the device (RFC 6761 section 6.3).
fn is_this_device(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Enough to catch a slip; the mail library and the server have the last word.
fn is_address(address: &str) -> bool {
    let plain =
        is_text(address) && !address.contains(char::is_whitespace) && !address.contains(['<', '>', ',']);
    plain && address.rsplit_once('@').is_some_and(|(local, domain)| !local.is_empty() && is_host(domain))
}

fn is_text(text: &str) -> bool {
    !text.trim().is_empty() && text.len() <= LONGEST_TEXT && !text.contains(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn email() -> Email {
        Email {
            host: "smtp.example.org".into(),
            port: 465,
            security: Security::Tls,
            username: Some("dana".into()),
            from: "gander@example.org".into(),
            to: vec!["dana@example.org".into()],
        }
    }

    fn with(change: impl FnOnce(&mut Email)) -> Vec<BadSetting> {
        let mut email = email();
        change(&mut email);
        Settings { email: Some(email), ..Settings::default() }.trouble()
    }

    #[test]
    fn what_a_person_would_set_is_taken() {
        assert_eq!(with(|_| {}), []);
        let own = Settings {
            warn_days: Some(vec![1, 14, 3]),
            quiet_hours: Some(QuietHours {
                from: NaiveTime::MIN,
                to: NaiveTime::from_hms_opt(7, 0, 0).unwrap(),
            }),
            ..Settings::default()
        };
        assert_eq!(own.trouble(), []);
        let local = |email: &mut Email| {
            email.security = Security::None;
            email.host = "127.0.0.1".into();
        };
        assert_eq!(with(local), []);
    }

    #[test]
    fn each_slip_is_named() {
        assert_eq!(with(|email| email.host = "https://smtp.example.org".into()), [BadSetting::Host]);
        assert_eq!(with(|email| email.port = 0), [BadSetting::Port]);
        assert_eq!(with(|email| email.security = Security::None), [BadSetting::Security]);
        assert_eq!(with(|email| email.username = Some(" ".into())), [BadSetting::Username]);
        assert_eq!(with(|email| email.from = "dana".into()), [BadSetting::From]);
        assert_eq!(with(|email| email.to.clear()), [BadSetting::To]);
        assert_eq!(with(|email| email.to.push("a@b.example\r\nBcc: c@d.example".into())), [BadSetting::To]);
        for days in [vec![], vec![0], vec![61], vec![3, 3], vec![1, 2, 3, 4, 5, 6, 7]] {
            let own = Settings { warn_days: Some(days), ..Settings::default() };
            assert_eq!(own.trouble(), [BadSetting::WarnDays]);
        }
        let hours = QuietHours { from: NaiveTime::MIN, to: NaiveTime::MIN };
        let own = Settings { quiet_hours: Some(hours), ..Settings::default() };
        assert_eq!(own.trouble(), [BadSetting::QuietHours]);
    }

    #[test]
    fn what_is_no_host_and_no_address_is_named() {
        let long = format!("{}.example", "a".repeat(64));
        let hosts = ["", "smtp..example", "-smtp.example", "smtp-.example", "smtp_1.example", &long];
        for host in hosts {
            assert_eq!(with(|email| email.host = host.into()), [BadSetting::Host], "{host}");
        }
        let addresses = [
            "dana lake@b.example",
            "Dana<dana@b.example",
            "a,dana@b.example",
            "@b.example",
            "dana@-b.example",
            "dana@",
        ];
        for from in addresses {
            assert_eq!(with(|email| email.from = from.into()), [BadSetting::From], "{from}");
        }
        let many = |count| vec!["dana@example.org".to_owned(); count];
        assert_eq!(with(|email| email.to = many(10)), []);
        assert_eq!(with(|email| email.to = many(11)), [BadSetting::To]);
    }

    #[test]
    fn each_slip_has_advice_of_its_own() {
        let all = [
            BadSetting::WarnDays,
            BadSetting::QuietHours,
            BadSetting::Host,
            BadSetting::Port,
            BadSetting::Security,
            BadSetting::Username,
            BadSetting::From,
            BadSetting::To,
        ];
        let advice: BTreeSet<_> = all.into_iter().map(BadSetting::advice).collect();
        assert_eq!(advice.len(), all.len());
    }

    #[test]
    fn a_row_of_any_size_is_read_within_bounds() {
        let own = Settings {
            warn_days: Some(vec![3, 1]),
            email: Some(email()),
            muted: ["x".to_owned()].into(),
            native: false,
            ..Settings::default()
        };
        assert_eq!(own.clone().bounded(), own);
        let wide = Settings {
            warn_days: Some((1..=60).collect()),
            email: Some(Email { to: vec!["dana@example.org".into(); 99], ..email() }),
            paused_until: Some(DateTime::<Utc>::MAX_UTC),
            ..own.clone()
        };
        let bounded = wide.bounded();
        assert_eq!(bounded.warn_days.map(|days| days.len()), Some(6));
        assert_eq!(bounded.email.map(|email| email.to.len()), Some(10));
        assert_eq!(bounded.paused_until, Some(lifecycle::bounded_moment(DateTime::<Utc>::MAX_UTC)));
        assert_eq!((bounded.muted, bounded.native), (own.muted, own.native));
    }

    #[test]
    fn settings_of_another_version_are_read_as_far_as_they_are_known() {
        let read: Settings = serde_json::from_str(r#"{"muted":["x"],"later":1}"#).unwrap();
        assert!(read.mutes("x") && !read.mutes("linkedin") && read.native);
    }
}
