//! The keys of developer apps, the secrets sealed.

use std::collections::BTreeMap;

use lifecycle::NetworkId;
use rusqlite::{OptionalExtension, params};
use secrecy::{ExposeSecret, SecretString};

use super::{Store, columns, place::Place, readable, settings};
use crate::{
    crash,
    error::{Altered, Error, StoreError},
    organization::Joined,
    vault::Key,
};

const SET_APP: &str = "INSERT OR REPLACE INTO apps VALUES (?1, ?2, ?3, ?4)";

/// The keys of a developer app. The default is none at all, for what needs none.
#[derive(Clone, Default)]
pub(crate) struct App {
    pub client_id: String,
    pub client_secret: Option<SecretString>,
}

/// What may be said of the keys of a developer app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AppKeys {
    pub client_id: String,
    pub has_secret: bool,
}

impl Store {
    /// Every network that has app keys, with what may be said of them.
    pub fn apps(&self) -> Result<Vec<(NetworkId, AppKeys)>, StoreError> {
        let columns = ["network", "client_id"].map(columns::bounded).join(", ");
        self.read(|db| {
            let mut statement =
                db.prepare_cached(&format!("SELECT {columns}, sealed IS NOT NULL FROM apps"))?;
            readable(statement.query([])?, |row| {
                let keys = AppKeys { client_id: row.get(1)?, has_secret: row.get(2)? };
                Ok((row.get::<_, String>(0)?.into(), keys))
            })
        })
    }

    /// The app keys of a network.
    pub fn app(&self, key: &Key, network: &NetworkId) -> Result<Option<App>, Error> {
        let row: Option<(String, Option<Vec<u8>>)> = self.read(|db| {
            db.query_row("SELECT client_id, sealed FROM apps WHERE network = ?1", [network.as_str()], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()
        })?;
        let Some((client_id, sealed)) = row else { return Ok(None) };
        let client_secret = match sealed {
            Some(sealed) => {
                let opened = Place::of_app(network, &client_id).open(key, &sealed);
                let opened = opened.map_err(|_| Altered::App(network.clone()))?;
                let text = std::str::from_utf8(&opened.secret)
                    .map_err(|_| StoreError::Damaged(self.path.clone()))?;
                Some(SecretString::from(text))
            }
            None => None,
        };
        Ok(Some(App { client_id, client_secret }))
    }

    /// Keeps the app keys of a network.
    pub fn set_app(&mut self, key: &Key, network: &NetworkId, app: &App) -> Result<(), StoreError> {
        let sealed = sealed_app(key, network, app);
        self.change(|tx, revision| {
            tx.execute(SET_APP, params![network.as_str(), app.client_id, sealed, revision])?;
            crash::point("app.in-transaction");
            Ok(())
        })
    }

    /// How many connections each network has.
    pub fn users(&self) -> Result<BTreeMap<NetworkId, usize>, StoreError> {
        self.read(|db| {
            let network = columns::bounded("network");
            let mut statement =
                db.prepare(&format!("SELECT {network}, count(*) FROM connections GROUP BY network"))?;
            let users = readable(statement.query([])?, |row| {
                Ok((
                    row.get::<_, String>(0)?.into(),
                    usize::try_from(row.get::<_, i64>(1)?).unwrap_or_default(),
                ))
            })?;
            Ok(users.into_iter().collect())
        })
    }

    /// Takes in what an organization hands out, all of it or nothing.
    pub fn join(
        &mut self,
        key: &Key,
        apps: &[(NetworkId, App)],
        joined: &Joined,
        alerts: &::alerts::Settings,
    ) -> Result<(), StoreError> {
        let sealed: Vec<_> =
            apps.iter().map(|(network, app)| (network, app, sealed_app(key, network, app))).collect();
        self.change(|tx, revision| {
            for (network, app, sealed) in &sealed {
                tx.execute(SET_APP, params![network.as_str(), app.client_id, sealed, revision])?;
            }
            settings::write_authentic(tx, key, settings::JOINED, joined, revision)?;
            crash::point("join.in-transaction");
            settings::write(tx, settings::ALERTS, alerts, revision)
        })
    }

    /// Forgets the app keys of a network. Tells whether there were any.
    pub fn remove_app(&mut self, network: &NetworkId) -> Result<bool, StoreError> {
        self.change(|tx, _| {
            let removed = tx.execute("DELETE FROM apps WHERE network = ?1", [network.as_str()])?;
            Ok(removed > 0)
        })
    }
}

fn sealed_app(key: &Key, network: &NetworkId, app: &App) -> Option<Vec<u8>> {
    let secret = app.client_secret.as_ref()?;
    Some(Place::of_app(network, &app.client_id).seal(key, secret.expose_secret().as_bytes()))
}
