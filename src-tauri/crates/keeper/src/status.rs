//! The content of `gander status` and `gander history`, read from the database without a key, a network or a task.
//!
//! Scripts and prompts ask for a status often.

use std::{cmp::Ordering, collections::BTreeMap, path::Path, sync::Arc};

use chrono::{DateTime, Utc};
use lifecycle::{Allowance, ConnectionId, Health, NetworkId, Record};
use locale::plain;
use networks::{Catalogue, Unusable};
use store::{HistoryEntry, Store};

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
    /// The use that the person allows to other programs.
    pub allowed: Allowance,
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
    let policies = |id: &NetworkId| {
        catalogue.get(id).map(|network| policy_of(network, warn_days.as_deref(), app_options.get(id)))
    };
    let allowances: BTreeMap<_, _> = store.allowances()?.into_iter().collect();
    let mut names = BTreeMap::new();
    let (mut connections, mut unreadable, mut left_alone) = (Vec::new(), 0, 0);
    let revision = store.each_record(&policies, &mut |record| match record {
        Ok(Some(record)) => {
            let name = names
                .entry(record.network.clone())
                .or_insert_with(|| name_of(catalogue, &record.network).into());
            let allowed = allowances.get(&record.id).copied().unwrap_or_default();
            connections.push(status(record, Arc::clone(name), allowed, now));
        }
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

fn status(
    record: Record,
    network_name: Arc<str>,
    allowed: Allowance,
    now: DateTime<Utc>,
) -> ConnectionStatus {
    ConnectionStatus {
        health: record.health(now),
        missing: record.missing().into_iter().map(str::to_owned).collect(),
        pages: record.held_pages().map(page).collect(),
        reauthorize_by: record.reauthorize_by(),
        username: record.account.username.as_deref().and_then(shown),
        display_name: record.account.display_name.as_deref().and_then(shown),
        id: record.id,
        network: record.network,
        network_name,
        allowed,
    }
}

/// Like [`locale::shown`], in less memory, because there may be many rows.
fn shown(name: &str) -> Option<Box<str>> {
    Some(plain(name)).filter(|name| !name.is_empty()).map(Into::into)
}
