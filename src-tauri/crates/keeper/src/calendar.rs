//! The calendar of the days by which the person must act, read from the database without starting anything.

use std::{path::Path, sync::Arc};

use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::ConnectionId;
use locale::{Due, Locale};
use networks::{Catalogue, Network};
use store::Store;

use crate::{
    error::Error,
    keeper::{AlertSettings, Keeper},
    status::read_status,
};

/// An iCalendar file with the day by which each connection, or this one, must be reauthorized. `None` if Gander renews
/// them all by itself.
///
/// # Errors
/// When the database cannot be read, or has no such connection.
pub fn read_calendar(
    data_dir: &Path,
    catalogue: &Catalogue,
    connection: Option<&ConnectionId>,
    locale: &Locale,
    now: DateTime<Utc>,
) -> Result<Option<String>, Error> {
    let status = read_status(data_dir, catalogue, now)?;
    if let Some(unknown) =
        connection.filter(|id| !status.connections.iter().any(|connection| connection.id == **id))
    {
        return Err(Error::UnknownConnection(unknown.to_string()));
    }
    let shown = status.connections.iter().filter(|shown| connection.is_none_or(|id| shown.id == *id));
    let known = shown.map(|shown| CalendarConnection {
        id: &shown.id,
        network: catalogue.get(&shown.network).map(Arc::as_ref),
        name: &shown.network_name,
        username: shown.username.as_deref(),
        display_name: shown.display_name.as_deref(),
        reauthorize_by: shown.reauthorize_by,
    });
    Ok(file_of(known, read_alert_settings(data_dir)?, locale, now))
}

impl Keeper {
    /// The calendar of one connection of a running keeper, even of a keeper in memory.
    ///
    /// # Errors
    /// When there is no such connection, or the settings cannot be read.
    pub fn calendar(
        &self,
        connection: &ConnectionId,
        locale: &Locale,
        now: DateTime<Utc>,
    ) -> Result<Option<String>, Error> {
        let snapshot = self.snapshot();
        let shown = snapshot.connections.iter().find(|shown| shown.id == *connection);
        let networks = self.networks();
        let shown = shown.ok_or_else(|| Error::UnknownConnection(connection.to_string()))?;
        let known = CalendarConnection {
            id: &shown.id,
            network: networks.get(&shown.network).map(Arc::as_ref),
            name: &shown.network_name,
            username: shown.username.as_deref(),
            display_name: shown.display_name.as_deref(),
            reauthorize_by: shown.reauthorize_by,
        };
        Ok(file_of(std::iter::once(known), self.alert_settings()?, locale, now))
    }
}

/// A connection, from the database or from a keeper.
struct CalendarConnection<'a> {
    id: &'a ConnectionId,
    /// `None` if its file is gone.
    network: Option<&'a Network>,
    name: &'a str,
    username: Option<&'a str>,
    display_name: Option<&'a str>,
    reauthorize_by: Option<DateTime<Utc>>,
}

fn file_of<'a>(
    known: impl Iterator<Item = CalendarConnection<'a>>,
    settings: AlertSettings,
    locale: &Locale,
    now: DateTime<Utc>,
) -> Option<String> {
    let own = settings
        .settings
        .warn_days
        .map(|days| days.into_iter().map(|days| TimeDelta::days(days.into())).collect::<Vec<_>>());
    let named: Vec<_> = known
        .filter_map(|known| {
            let who = known.username.map(|name| format!("@{name}"));
            let who = who.or_else(|| known.display_name.map(str::to_owned));
            let by = known.reauthorize_by?;
            Some((known, who, by))
        })
        .collect();
    let dues: Vec<_> = named
        .iter()
        .map(|(known, who, by)| Due {
            connection: known.id.as_str(),
            network: known.name,
            who: who.as_deref(),
            by: *by,
            warn: match (&own, known.network) {
                (Some(own), _) => own,
                (None, Some(network)) => &network.policy.warn,
                (None, None) => &[],
            },
        })
        .collect();
    (!dues.is_empty()).then(|| locale::calendar(locale, now, &dues))
}

/// Reads the person's alert settings from the database.
///
/// # Errors
/// When the database cannot be read.
pub fn read_alert_settings(data_dir: &Path) -> Result<AlertSettings, Error> {
    match Store::open_to_read(data_dir)? {
        Some(store) if store.has_settings()? => AlertSettings::of(&store),
        Some(_) | None => Ok(AlertSettings::default()),
    }
}

/// Reads the language that the person chose from the database.
///
/// # Errors
/// When the database cannot be read.
pub fn read_language(data_dir: &Path) -> Result<Option<&'static str>, Error> {
    match Store::open_to_read(data_dir)? {
        Some(store) => Ok(store.language()?),
        None => Ok(None),
    }
}
