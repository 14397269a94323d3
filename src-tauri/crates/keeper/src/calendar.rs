//! The days by which the person must act, for their calendar: read from the database without starting anything.

use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::ConnectionId;
use locale::{Due, Locale};
use networks::Catalogue;

use crate::{error::Error, keeper::AlertSettings, status::read_status, store::Store};

/// An iCalendar file with the day by which each connection, or this one, must be reauthorized. `None` when Gander renews
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
    let settings = read_alert_settings(data_dir)?.settings;
    let own = settings
        .warn_days
        .map(|days| days.into_iter().map(|days| TimeDelta::days(days.into())).collect::<Vec<_>>());
    let shown = status.connections.iter().filter(|shown| connection.is_none_or(|id| shown.id == *id));
    let named: Vec<_> = shown
        .filter_map(|shown| {
            let who = shown.username.as_ref().map(|name| format!("@{name}"));
            let who = who.or_else(|| shown.display_name.as_deref().map(str::to_owned));
            Some((shown, who, shown.reauthorize_by?))
        })
        .collect();
    let dues: Vec<_> = named
        .iter()
        .map(|(shown, who, by)| Due {
            connection: shown.id.as_str(),
            network: &shown.network_name,
            who: who.as_deref(),
            by: *by,
            warn: match (&own, catalogue.get(&shown.network)) {
                (Some(own), _) => own,
                (None, Some(network)) => &network.policy.warn,
                (None, None) => &[],
            },
        })
        .collect();
    Ok((!dues.is_empty()).then(|| locale::calendar(locale, now, &dues)))
}

/// How the person wants to be told, as the database has it.
///
/// # Errors
/// When the database cannot be read.
pub fn read_alert_settings(data_dir: &Path) -> Result<AlertSettings, Error> {
    match Store::open_to_read(data_dir)? {
        Some(store) if store.has_settings()? => AlertSettings::of(&store),
        Some(_) | None => Ok(AlertSettings::default()),
    }
}
