//! The settings of the whole application.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use lifecycle::NetworkId;
use rusqlite::{OptionalExtension, Transaction, params};
use secrecy::{ExposeSecret, SecretString};
use serde::{Serialize, de::DeserializeOwned};
use url::Url;
use vault::Key;

use super::{Store, columns, place::Place, upsert::upsert, values};
use crate::{Altered, Joined, StoreError};

const COLUMNS: &str = "name, value, sealed, revision";
const BRIDGES: &str = "bridges";
pub(super) const ALERTS: &str = "alerts";
pub(super) const JOINED: &str = "organizations";
const LANGUAGE: &str = "language";
const MAIL_PASSWORD: &str = "mail-password";
const NOT_SHOWN: &str = "notification-not-shown";
const MAIL_TROUBLE: &str = "mail-trouble";

/// Settings that are not secret, but determine where secrets go. They are sealed in their place, so that a change is
/// detected.
pub(super) const AUTHENTIC: [(&str, Altered); 2] =
    [(JOINED, Altered::Organizations), (BRIDGES, Altered::Bridges)];

impl Store {
    /// The alert settings. Unreadable settings count as never set.
    pub fn alert_settings(&self) -> Result<alerts::Settings, StoreError> {
        Ok(self.setting::<alerts::Settings>(ALERTS)?.unwrap_or_default().bounded())
    }

    /// Stores the alert settings.
    pub fn set_alert_settings(&mut self, settings: &alerts::Settings) -> Result<(), StoreError> {
        self.set(ALERTS, Some(settings))
    }

    /// The tag of the language that the person chose. `None` for the language of the system.
    pub fn language(&self) -> Result<Option<&'static str>, StoreError> {
        let tag: Option<String> = self.setting(LANGUAGE)?;
        Ok(tag.and_then(|tag| locale::known(&tag)).map(|language| language.tag))
    }

    /// Keeps the language that the person chose.
    pub fn set_language(&mut self, tag: Option<&'static str>) -> Result<(), StoreError> {
        self.set(LANGUAGE, tag)
    }

    /// The address of the bridge page of each network that has one.
    pub fn bridges(&self) -> Result<BTreeMap<NetworkId, Url>, StoreError> {
        let kept: BTreeMap<String, String> = self.setting(BRIDGES)?.unwrap_or_default();
        Ok(kept.into_iter().filter_map(|(id, url)| Some((id.into(), Url::parse(&url).ok()?))).collect())
    }

    /// Keeps the addresses of bridge pages.
    pub fn set_bridges(&mut self, key: &Key, bridges: &BTreeMap<NetworkId, Url>) -> Result<(), StoreError> {
        let kept: BTreeMap<_, _> = bridges.iter().map(|(id, url)| (id.as_str(), url.as_str())).collect();
        self.change(|tx, revision| write_authentic(tx, key, BRIDGES, &kept, revision))
    }

    /// Tells whether Gander wrote the addresses of bridge pages.
    pub fn bridges_are_authentic(&self, key: &Key) -> Result<bool, StoreError> {
        self.is_authentic(key, BRIDGES)
    }

    /// The parts of organizations' files that are in force.
    pub fn joined(&self) -> Result<Joined, StoreError> {
        Ok(self.setting(JOINED)?.unwrap_or_default())
    }

    /// Tells whether Gander wrote the organizations' data.
    pub fn joined_is_authentic(&self, key: &Key) -> Result<bool, StoreError> {
        self.is_authentic(key, JOINED)
    }

    /// Tells whether Gander wrote a setting. A missing setting counts as authentic.
    pub(super) fn is_authentic(&self, key: &Key, name: &str) -> Result<bool, StoreError> {
        let row: Option<(Option<String>, Option<Vec<u8>>)> = self.read(|db| {
            let query = "SELECT CAST(value AS TEXT), CAST(sealed AS BLOB) FROM settings WHERE name = ?1";
            let mut statement = db.prepare_cached(query)?;
            statement.query_row([name], |row| Ok((row.get(0)?, row.get(1)?))).optional()
        })?;
        match row {
            None | Some((None, _)) => Ok(true),
            Some((Some(value), Some(sealed))) => {
                Ok(Place::of_setting(name, &value).open(key, &sealed).is_ok())
            }
            // An earlier Gander wrote settings without a seal.
            Some((Some(_), None)) => self.is_of_earlier_seal(key),
        }
    }

    /// Tells whether the database has settings. An older one that is opened for reading has none.
    pub fn has_settings(&self) -> Result<bool, StoreError> {
        Ok(self.version()? >= 3)
    }

    /// Tells whether a password for the mail server is stored.
    pub fn has_mail_password(&self) -> Result<bool, StoreError> {
        self.read(|db| {
            db.prepare_cached("SELECT 1 FROM settings WHERE name = ?1 AND sealed IS NOT NULL")?
                .exists([MAIL_PASSWORD])
        })
    }

    /// The password for the mail server, if it is sealed for the server that the settings name.
    pub fn mail_password(&self, key: &Key) -> Result<Option<SecretString>, StoreError> {
        let sealed: Option<Vec<u8>> = self.read(|db| {
            db.query_row("SELECT sealed FROM settings WHERE name = ?1", [MAIL_PASSWORD], |row| row.get(0))
                .optional()
                .map(Option::flatten)
        })?;
        let Some((sealed, server)) = sealed.zip(self.alert_settings()?.email) else { return Ok(None) };
        let opened = Place::of_mail_password(&server).open(key, &sealed);
        let opened = opened.map_err(|_| Altered::MailPassword)?;
        let text = std::str::from_utf8(&opened.secret).map_err(|_| StoreError::Damaged(self.path.clone()))?;
        Ok(Some(SecretString::from(text)))
    }

    /// Stores the password for this mail server, or removes it.
    pub fn set_mail_password(
        &mut self,
        key: &Key,
        password: Option<(&alerts::Email, &SecretString)>,
    ) -> Result<(), StoreError> {
        let sealed = password.map(|(server, password)| {
            Place::of_mail_password(server).seal(key, password.expose_secret().as_bytes())
        });
        self.change(|tx, revision| {
            tx.execute(
                &upsert("settings", "name", COLUMNS),
                params![MAIL_PASSWORD, None::<&str>, sealed, revision],
            )
            .map(drop)
        })
    }

    /// The time since which the system has shown no notification. `None` if it showed the last one.
    pub fn not_shown_since(&self) -> Result<Option<DateTime<Utc>>, StoreError> {
        Ok(self.setting::<i64>(NOT_SHOWN)?.map(values::time))
    }

    /// Stores whether the last notification was shown. Writes only a change.
    pub fn set_not_shown_since(&mut self, since: Option<DateTime<Utc>>) -> Result<(), StoreError> {
        if self.not_shown_since()?.is_some() == since.is_some() {
            return Ok(());
        }
        self.set(NOT_SHOWN, since.map(values::millis).as_ref())
    }

    /// The reason why the last e-mail was not sent, in Gander's own word. `None` if it was sent.
    pub fn mail_trouble(&self) -> Result<Option<String>, StoreError> {
        self.setting(MAIL_TROUBLE)
    }

    /// Stores the reason why the last e-mail was not sent. Writes only a change.
    pub fn set_mail_trouble(&mut self, trouble: Option<&str>) -> Result<(), StoreError> {
        if self.mail_trouble()?.as_deref() == trouble {
            return Ok(());
        }
        self.set(MAIL_TROUBLE, trouble)
    }

    fn setting<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, StoreError> {
        // An older database, opened for reading, has none.
        if self.version()? < 3 {
            return Ok(None);
        }
        let text: Option<String> = self.read(|db| {
            let value = columns::bounded("value");
            let mut statement =
                db.prepare_cached(&format!("SELECT {value} FROM settings WHERE name = ?1"))?;
            // A setting that is not text counts as never set.
            let text = statement.query_row([name], |row| Ok(row.get::<_, Option<String>>(0).ok().flatten()));
            Ok(text.optional()?.flatten())
        })?;
        Ok(text.and_then(|text| match serde_json::from_str(&text) {
            Ok(value) => Some(value),
            Err(error) => {
                tracing::error!(%name, %error, "a setting cannot be read; it counts as never set");
                None
            }
        }))
    }

    fn set<T: Serialize + ?Sized>(&mut self, name: &str, value: Option<&T>) -> Result<(), StoreError> {
        self.change(|tx, revision| write_or_clear(tx, name, value, revision))
    }
}

/// Writes a setting within a larger change.
pub(super) fn write<T: Serialize>(
    tx: &Transaction<'_>,
    name: &str,
    value: &T,
    revision: i64,
) -> rusqlite::Result<()> {
    write_or_clear(tx, name, Some(value), revision)
}

fn write_or_clear<T: Serialize + ?Sized>(
    tx: &Transaction<'_>,
    name: &str,
    value: Option<&T>,
    revision: i64,
) -> rusqlite::Result<()> {
    let text = value.map(|value| serde_json::to_string(value).expect("settings are plain data"));
    let write = upsert("settings", "name", COLUMNS);
    tx.execute(&write, params![name, text, None::<&[u8]>, revision]).map(drop)
}

/// Writes a setting within a larger change, with a seal that reveals a foreign value.
pub(super) fn write_authentic<T: Serialize>(
    tx: &Transaction<'_>,
    key: &Key,
    name: &str,
    value: &T,
    revision: i64,
) -> rusqlite::Result<()> {
    let text = serde_json::to_string(value).expect("settings are plain data");
    let sealed = Place::of_setting(name, &text).seal(key, &[]);
    let row = params![name, text, sealed, revision];
    tx.execute(&upsert("settings", "name", COLUMNS), row).map(drop)
}

/// Seals the settings that an earlier Gander wrote.
pub(super) fn seal_anew(
    tx: &Transaction<'_>,
    key: &Key,
    server: Option<&alerts::Email>,
) -> rusqlite::Result<()> {
    let read = |name: &str| {
        let query = "SELECT CAST(value AS TEXT), CAST(sealed AS BLOB) FROM settings WHERE name = ?1";
        let row = |row: &rusqlite::Row<'_>| {
            Ok((row.get::<_, Option<String>>(0)?, row.get::<_, Option<Vec<u8>>>(1)?))
        };
        tx.query_row(query, [name], row).optional().map(Option::unwrap_or_default)
    };
    let write = |name: &str, sealed: Vec<u8>| {
        tx.execute("UPDATE settings SET sealed = ?2 WHERE name = ?1", params![name, sealed]).map(drop)
    };
    for (name, _) in AUTHENTIC {
        if let (Some(value), None) = read(name)? {
            write(name, Place::of_setting(name, &value).seal(key, &[]))?;
        }
    }
    let password = read(MAIL_PASSWORD)?.1.zip(server);
    if let Some(sealed) =
        password.and_then(|(it, server)| Place::of_mail_password(server).seal_anew(key, &it))
    {
        write(MAIL_PASSWORD, sealed)?;
    }
    Ok(())
}
