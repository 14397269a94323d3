//! The keys of developer apps, with sealed secrets.

use std::collections::BTreeMap;

use lifecycle::{ConnectionId, NetworkId};
use networks::AppOptions;
use rusqlite::{OptionalExtension, Transaction, params};
use secrecy::{ExposeSecret, SecretString};
use vault::{App, AppKeys, Key, Registered, crash};

use super::{
    Store, columns, feeds::set_organization_feeds, place::Place, readable, settings, upsert::upsert,
};
use crate::{Altered, Joined, OrganizationFeeds, StoreError};

const COLUMNS: &str = "network, client_id, sealed, revision, redirect, scopes";
const OPTION_COLUMNS: &str = "network, options, revision";
/// The first database version with options. An older database may be opened for reading.
const OPTIONS_SINCE: i64 = 9;
const FORGET_OPTIONS: &str = "DELETE FROM app_options WHERE network = ?1";

impl Store {
    /// Every network with app keys, and the public part of these.
    pub fn apps(&self) -> Result<Vec<(NetworkId, AppKeys)>, StoreError> {
        let mut options = self.app_options()?;
        let columns = ["network", "client_id"].map(columns::bounded).join(", ");
        self.read(|db| {
            let mut statement =
                db.prepare_cached(&format!("SELECT {columns}, sealed IS NOT NULL FROM apps"))?;
            readable(statement.query([])?, |row| {
                let network: NetworkId = row.get::<_, String>(0)?.into();
                let options = options.remove(&network).unwrap_or_default();
                Ok((network, AppKeys { client_id: row.get(1)?, has_secret: row.get(2)?, options }))
            })
        })
    }

    /// The options of each app. Unreadable options count as none.
    pub fn app_options(&self) -> Result<BTreeMap<NetworkId, AppOptions>, StoreError> {
        if self.version()? < OPTIONS_SINCE {
            return Ok(BTreeMap::new());
        }
        let columns = ["network", "options"].map(columns::bounded).join(", ");
        self.read(|db| {
            let mut statement = db.prepare_cached(&format!("SELECT {columns} FROM app_options"))?;
            let options = readable(statement.query([])?, |row| {
                let options: String = row.get(1)?;
                Ok((row.get::<_, String>(0)?.into(), serde_json::from_str(&options).unwrap_or_default()))
            })?;
            Ok(options.into_iter().collect())
        })
    }

    /// The app keys of a network.
    pub fn app(&self, key: &Key, network: &NetworkId) -> Result<Option<App>, StoreError> {
        const APP: &str = "SELECT client_id, sealed, redirect, scopes FROM apps WHERE network = ?1";
        type Row = (String, Option<Vec<u8>>, Option<String>, Option<String>);
        let row: Option<Row> = self.read(|db| {
            let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
            db.query_row(APP, [network.as_str()], row).optional()
        })?;
        let Some((client_id, sealed, redirect, scopes)) = row else { return Ok(None) };
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
        let registered = redirect.zip(scopes).map(|(redirect, scopes)| Registered { redirect, scopes });
        let options = self.app_options()?.remove(network).unwrap_or_default();
        Ok(Some(App { client_id, client_secret, registered, options }))
    }

    /// Tells whether a connected account other than `except` is at a server of a network. With `renewed`, only an
    /// account with a refresh token counts.
    pub fn has_account_at(
        &self,
        network: &NetworkId,
        server: &str,
        except: Option<&ConnectionId>,
        renewed: bool,
    ) -> Result<bool, StoreError> {
        const ACCOUNT: &str = "SELECT EXISTS (SELECT 1 FROM connections WHERE network = ?1 \
                               AND substr(account, -length(?2)) = ?2 AND id IS NOT ?3 AND refreshable >= ?4)";
        let there = format!("@{server}");
        let except = except.map(ConnectionId::as_str);
        self.read(|db| {
            db.query_row(ACCOUNT, params![network.as_str(), there, except, renewed], |row| row.get(0))
        })
    }

    /// Keeps the app keys of a network.
    pub fn set_app(&mut self, key: &Key, network: &NetworkId, app: &App) -> Result<(), StoreError> {
        let sealed = sealed_app(key, network, app);
        self.change(|tx, revision| {
            set(tx, network, app, sealed.as_deref(), revision)?;
            set_options(tx, network, &app.options, revision)?;
            crash::point("app.in-transaction");
            Ok(())
        })
    }

    /// The number of connections of each network.
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

    /// Stores everything from an organization's file in one transaction.
    pub fn join(
        &mut self,
        key: &Key,
        apps: &[(NetworkId, App)],
        joined: &Joined,
        alerts: &::alerts::Settings,
        feeds: &OrganizationFeeds<'_>,
    ) -> Result<(), StoreError> {
        let sealed: Vec<_> =
            apps.iter().map(|(network, app)| (network, app, sealed_app(key, network, app))).collect();
        self.change(|tx, revision| {
            for (network, app, sealed) in &sealed {
                let former = "SELECT client_id FROM apps WHERE network = ?1";
                let former: Option<String> =
                    tx.query_row(former, [network.as_str()], |row| row.get(0)).optional()?;
                set(tx, network, app, sealed.as_deref(), revision)?;
                // The options of the same app stay.
                if former.as_ref() != Some(&app.client_id) {
                    set_options(tx, network, &app.options, revision)?;
                }
            }
            settings::write_authentic(tx, key, settings::JOINED, joined, revision)?;
            crash::point("join.in-transaction");
            set_organization_feeds(tx, feeds, revision)?;
            settings::write(tx, settings::ALERTS, alerts, revision)
        })
    }

    /// Deletes the app keys of a network. Tells whether there were any.
    pub fn remove_app(&mut self, network: &NetworkId) -> Result<bool, StoreError> {
        self.change(|tx, _| {
            let removed = tx.execute("DELETE FROM apps WHERE network = ?1", [network.as_str()])?;
            tx.execute(FORGET_OPTIONS, [network.as_str()])?;
            Ok(removed > 0)
        })
    }
}

fn set(
    tx: &Transaction<'_>,
    network: &NetworkId,
    app: &App,
    sealed: Option<&[u8]>,
    revision: i64,
) -> rusqlite::Result<()> {
    let registered = app.registered.as_ref();
    let (redirect, scopes) = (registered.map(|with| &with.redirect), registered.map(|with| &with.scopes));
    tx.execute(
        &upsert("apps", "network", COLUMNS),
        params![network.as_str(), app.client_id, sealed, revision, redirect, scopes],
    )?;
    Ok(())
}

fn set_options(
    tx: &Transaction<'_>,
    network: &NetworkId,
    options: &AppOptions,
    revision: i64,
) -> rusqlite::Result<()> {
    if options.is_default() {
        return tx.execute(FORGET_OPTIONS, [network.as_str()]).map(drop);
    }
    let text = serde_json::to_string(options).expect("texts by texts can be written");
    let statement = upsert("app_options", "network", OPTION_COLUMNS);
    tx.execute(&statement, params![network.as_str(), text, revision]).map(drop)
}

fn sealed_app(key: &Key, network: &NetworkId, app: &App) -> Option<Vec<u8>> {
    let secret = app.client_secret.as_ref()?;
    Some(Place::of_app(network, &app.client_id).seal(key, secret.expose_secret().as_bytes()))
}
