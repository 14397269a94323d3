//! The content of `gander status` and `gander history`, read from the database without a key, a network or a task.
//!
//! A status is asked for often, by scripts and prompts, and of any number of connections. So this reads only the
//! columns that health depends on.

use std::{cmp::Ordering, collections::BTreeMap, path::Path, sync::Arc};

use chrono::{DateTime, Utc};
use lifecycle::{ConnectionId, Health, NetworkId, Policy, Scopes, Vitals};
use locale::plain;
use networks::{AppOptions, Catalogue, Unusable};
use store::{HealthRow, HistoryEntry, NetworkCache, Store, scopes};

use crate::{
    driver::alerts::policy_of,
    error::Error,
    organization::with_joined,
    snapshot::PageState,
    view::{name_of, page},
};

/// Every connection, by network name and then by username, as the database has it.
#[derive(Clone, Debug, Default)]
pub struct StatusReport {
    /// The newest revision of the database.
    pub revision: u64,
    /// Every connection whose network is known.
    pub connections: Vec<ConnectionStatus>,
    /// The number of connections that cannot be read.
    pub unreadable: usize,
    /// The number of connections that are left alone because their network is not known here.
    pub left_alone: usize,
    /// The network files that cannot be used.
    pub unusable: Vec<Unusable>,
}

/// One connection, as the database has it.
#[derive(Clone, Debug)]
pub struct ConnectionStatus {
    /// Its id.
    pub id: ConnectionId,
    /// Its network.
    pub network: NetworkId,
    /// The network's name.
    pub network_name: Arc<str>,
    /// The login name, without a leading `@`.
    pub username: Option<Box<str>>,
    /// The person's name.
    pub display_name: Option<Box<str>>,
    /// The health of the connection.
    pub health: Health,
    /// The permissions that Gander needs and the person did not allow, in the network's own words.
    pub missing: Vec<String>,
    /// The pages that Gander holds.
    pub pages: Vec<PageState>,
    /// The time by which the person must sign in again. `None` if Gander renews it all by itself.
    pub reauthorize_by: Option<DateTime<Utc>>,
}

/// Reads the state of every connection.
///
/// # Errors
/// When the database cannot be read.
pub fn read_status(
    data_dir: &Path,
    catalogue: &Catalogue,
    now: DateTime<Utc>,
) -> Result<StatusReport, Error> {
    let Some(mut store) = Store::open_to_read(data_dir)? else {
        return Ok(StatusReport { unusable: catalogue.unusable().to_vec(), ..StatusReport::default() });
    };
    let warn_days = store.alert_settings()?.warn_days;
    let catalogue = &with_joined(catalogue.clone(), &store.joined()?);
    let app_options = store.app_options()?;
    let mut networks = Networks { catalogue, warn_days, app_options, met: NetworkCache::default() };
    let (mut connections, mut unreadable, mut left_alone) = (Vec::new(), 0, 0);
    let revision = store.each_health(&mut |row| match networks.status(row, now) {
        Ok(Some(status)) => connections.push(status),
        Ok(None) => left_alone += 1,
        // One row that cannot be read must not hide all others.
        Err(_) => unreadable += 1,
    })?;
    // A stable sort is quicker with rows that are nearly in order, and these come network by network.
    connections.sort_by(|a, b| {
        let same_network = Arc::ptr_eq(&a.network_name, &b.network_name);
        let by_network = if same_network { Ordering::Equal } else { a.network_name.cmp(&b.network_name) };
        by_network
            .then_with(|| (&a.username, &a.display_name, &a.id).cmp(&(&b.username, &b.display_name, &b.id)))
    });
    let unusable = catalogue.unusable().to_vec();
    Ok(StatusReport { revision: revision.cast_unsigned(), connections, unreadable, left_alone, unusable })
}

/// Reads the history of one connection or of all, newest first. `None` if neither the connection nor an entry of it
/// exists.
///
/// # Errors
/// When the database cannot be read.
pub fn read_history(
    data_dir: &Path,
    catalogue: &Catalogue,
    connection: Option<&ConnectionId>,
    most: u32,
) -> Result<Option<Vec<HistoryEntry>>, Error> {
    let Some(store) = Store::open_to_read(data_dir)? else { return Ok(connection.is_none().then(Vec::new)) };
    let catalogue = with_joined(catalogue.clone(), &store.joined()?);
    let entries = store.history(connection, most, &|id| name_of(&catalogue, id))?;
    let known = match connection {
        Some(id) => !entries.is_empty() || store.generation(id)?.is_some(),
        None => true,
    };
    Ok(known.then_some(entries))
}

/// The networks and settings that give the rows their meaning.
struct Networks<'a> {
    catalogue: &'a Catalogue,
    /// The person's own ladder.
    warn_days: Option<Vec<u16>>,
    app_options: BTreeMap<NetworkId, AppOptions>,
    met: NetworkCache<StatusNetwork>,
}

/// Like [`locale::shown`], in less memory, because there may be many rows.
fn shown(name: &str) -> Option<Box<str>> {
    Some(plain(name)).filter(|name| !name.is_empty()).map(Into::into)
}

/// The parts of a network that a status needs.
struct StatusNetwork {
    name: Arc<str>,
    policy: Arc<Policy>,
    /// The scopes that were granted last. Nearly every account of a network has the same.
    granted: Option<Granted>,
}

struct Granted {
    text: Box<str>,
    scopes: Scopes,
    missing: Vec<String>,
}

impl StatusNetwork {
    fn granted(&mut self, text: &str) -> &Granted {
        let known = self.granted.take().filter(|granted| *granted.text == *text);
        self.granted.insert(known.unwrap_or_else(|| {
            let scopes = scopes(text);
            let missing = scopes.missing(&self.policy.needs).into_iter().map(str::to_owned).collect();
            Granted { text: text.into(), scopes, missing }
        }))
    }
}

impl Networks<'_> {
    fn status(
        &mut self,
        row: &HealthRow<'_>,
        now: DateTime<Utc>,
    ) -> rusqlite::Result<Option<ConnectionStatus>> {
        let Self { catalogue, warn_days, app_options, met } = self;
        let (network, Some(known)) = met.network(row.network()?, |id| {
            catalogue.get(id).map(|network| StatusNetwork {
                name: plain(&network.name).into(),
                policy: policy_of(network, warn_days.as_deref(), app_options.get(id)),
                granted: None,
            })
        }) else {
            return Ok(None);
        };
        let granted = row.scopes()?.map(|text| known.granted(text));
        let missing = granted.map_or_else(Vec::new, |granted| granted.missing.clone());
        let grant = row.grant(granted.map(|granted| granted.scopes.clone()))?;
        let (standing, unreachable, suspicion) = (row.standing()?, row.unreachable()?, row.suspicion()?);
        let StatusNetwork { name, policy, .. } = known;
        let vitals = Vitals {
            policy,
            grant: &grant,
            standing: &standing,
            unreachable: unreachable.as_ref(),
            suspicion: suspicion.as_ref(),
        };
        Ok(Some(ConnectionStatus {
            id: row.id()?.into(),
            network: network.clone(),
            network_name: Arc::clone(name),
            username: row.username()?.and_then(shown),
            display_name: row.display_name()?.and_then(shown),
            health: vitals.health(now),
            pages: row.pages()?.into_iter().filter(|page| page.held).map(|held| page(&held.into())).collect(),
            missing,
            reauthorize_by: vitals.reauthorize_by(),
        }))
    }
}
