//! The commands that the window may call. The capability files decide which window may call which.
#![expect(clippy::needless_pass_by_value, reason = "Tauri hands arguments over by value")]

pub mod feeds;
pub mod sharing;

use std::{collections::BTreeMap, sync::Arc};

use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::Utc;
use keeper::{Keeper, OperationId};
use locale::Locale;
use tauri::State;

use crate::{
    argument::{self, Network},
    error::{AppError, ErrorCode},
    host::{Copied, Host},
    invitation::Invitations,
    route::Route,
    view::{
        AlertSettingsView, AlertsView, AllowanceView, BadSettingView, EmailView, HistoryView, InvitationView,
        KeyCheckView, RouteView, StateView,
    },
};

/// The maximum number of history entries in one answer.
const MOST_HISTORY: u32 = 500;

type Answer<T = ()> = Result<T, AppError>;
type Outside<'a> = State<'a, Arc<dyn Host>>;

#[tauri::command]
pub fn get_state(keeper: State<'_, Keeper>) -> StateView {
    StateView::from(&*keeper.snapshot())
}

#[tauri::command]
pub async fn connect(
    keeper: State<'_, Keeper>,
    network: String,
    at: Option<String>,
    app_password: Option<String>,
) -> Answer {
    let network = argument::network_id(&network)?;
    match (at, argument::app_password(app_password)) {
        (Some(at), Some(password)) => keeper.connect_with_app_password(&network, &at, password).await?,
        (Some(at), None) => keeper.connect_at(&network, &at).await?,
        (None, _) => keeper.connect(&network).await?,
    };
    Ok(())
}

#[tauri::command]
pub async fn reauthorize(keeper: State<'_, Keeper>, connection: String) -> Answer {
    keeper.reauthorize(&argument::connection_id(&connection)?).await?;
    Ok(())
}

#[tauri::command]
pub async fn cancel(keeper: State<'_, Keeper>, operation_id: u64) -> Answer {
    Ok(keeper.cancel(OperationId(operation_id)).await?)
}

#[tauri::command]
pub async fn add_as_new(keeper: State<'_, Keeper>, operation_id: u64) -> Answer {
    Ok(keeper.add_as_new(OperationId(operation_id)).await?)
}

/// Restarts a sign-in as one in which the person types the PIN that the network shows.
#[tauri::command]
pub async fn use_pin(keeper: State<'_, Keeper>, operation_id: u64) -> Answer {
    keeper.use_pin(OperationId(operation_id)).await?;
    Ok(())
}

#[tauri::command]
pub async fn enter_pin(keeper: State<'_, Keeper>, operation_id: u64, pin: String) -> Answer {
    Ok(keeper.enter_pin(OperationId(operation_id), pin.into()).await?)
}

/// Copies the authorization URL, which never reaches the window.
#[tauri::command]
pub async fn copy_link(keeper: State<'_, Keeper>, host: Outside<'_>, operation_id: u64) -> Answer {
    let url = keeper.authorization_url(OperationId(operation_id)).await?;
    host.copy(Copied::Private(url.into())).map_err(|_| ErrorCode::Internal.into())
}

#[tauri::command]
pub async fn open_link(keeper: State<'_, Keeper>, host: Outside<'_>, operation_id: u64) -> Answer {
    let url = keeper.authorization_url(OperationId(operation_id)).await?;
    host.open_url(&url).map_err(|_| ErrorCode::Internal.into())
}

#[tauri::command]
pub async fn check(keeper: State<'_, Keeper>, connection: Option<String>) -> Answer {
    let connection = connection.as_deref().map(argument::connection_id).transpose()?;
    Ok(keeper.check(connection.as_ref()).await?)
}

#[tauri::command]
pub async fn disconnect(keeper: State<'_, Keeper>, connection: String) -> Answer {
    Ok(keeper.disconnect(&argument::connection_id(&connection)?).await?)
}

/// The secret goes in and never comes back.
#[tauri::command]
pub async fn set_app(
    keeper: State<'_, Keeper>,
    network: String,
    client_id: String,
    client_secret: Option<String>,
    scopes: Option<Vec<String>>,
    parameters: Option<BTreeMap<String, String>>,
) -> Answer {
    let keys = argument::app_keys(&client_id, client_secret)?;
    let options = argument::app_options(scopes, parameters)?;
    Ok(keeper.set_app_with(&argument::network_id(&network)?, keys.id, keys.secret, options).await?)
}

/// Asks the network whether it accepts the saved keys.
#[tauri::command]
pub async fn check_app(keeper: State<'_, Keeper>, network: String) -> Answer<KeyCheckView> {
    Ok(keeper.check_app(&argument::network_id(&network)?).await?.into())
}

#[tauri::command]
pub async fn remove_app(keeper: State<'_, Keeper>, network: String) -> Answer {
    Ok(keeper.remove_app(&argument::network_id(&network)?).await?)
}

/// Opens the network's page for making a developer app.
#[tauri::command]
pub fn open_app_page(keeper: State<'_, Keeper>, host: Outside<'_>, network: String) -> Answer {
    let network = Network::find(&keeper.snapshot(), &network)?;
    host.open_url(&network.app_page).map_err(|_| ErrorCode::Internal.into())
}

#[tauri::command]
pub fn copy_redirect(keeper: State<'_, Keeper>, host: Outside<'_>, network: String) -> Answer {
    let network = Network::find(&keeper.snapshot(), &network)?;
    host.copy(Copied::Plain(network.redirect)).map_err(|_| ErrorCode::Internal.into())
}

/// Saves the address of the bridge page that the person hosts for a network's redirects. `None` removes it.
#[tauri::command]
pub async fn set_bridge(keeper: State<'_, Keeper>, network: String, address: Option<String>) -> Answer {
    Ok(keeper.set_bridge(&argument::network_id(&network)?, address.as_deref()).await?)
}

/// Copies the bridge page, for the person to put on a web server.
#[tauri::command]
pub fn copy_bridge_page(host: Outside<'_>) -> Answer {
    host.copy(Copied::Plain(keeper::BRIDGE_PAGE.to_owned())).map_err(|_| ErrorCode::Internal.into())
}

#[tauri::command]
pub fn open_page(keeper: State<'_, Keeper>, host: Outside<'_>, network: String) -> Answer {
    let network = Network::find(&keeper.snapshot(), &network)?;
    host.open_url(&network.page).map_err(|_| ErrorCode::Internal.into())
}

/// Opens the network's own page for revoking access.
#[tauri::command]
pub fn open_revoke_page(keeper: State<'_, Keeper>, host: Outside<'_>, network: String) -> Answer {
    let network = Network::find(&keeper.snapshot(), &network)?;
    let page = network.revoke_page.ok_or(ErrorCode::Internal)?;
    host.open_url(&page).map_err(|_| ErrorCode::Internal.into())
}

/// The history of a connection, or of all, newest first.
#[tauri::command]
pub async fn history(keeper: State<'_, Keeper>, connection: Option<String>) -> Answer<Vec<HistoryView>> {
    let connection = connection.as_deref().map(argument::connection_id).transpose()?;
    let entries = keeper.history(connection.as_ref(), MOST_HISTORY).await?;
    Ok(entries.into_iter().map(Into::into).collect())
}

/// Copies the history of a connection, or of all, as JSON.
#[tauri::command]
pub async fn copy_history(
    keeper: State<'_, Keeper>,
    host: Outside<'_>,
    connection: Option<String>,
) -> Answer {
    let connection = connection.as_deref().map(argument::connection_id).transpose()?;
    let entries = keeper.history(connection.as_ref(), MOST_HISTORY).await?;
    let text = keeper::export_history(&entries, Utc::now());
    host.copy(Copied::Plain(text)).map_err(|_| ErrorCode::Internal.into())
}

/// Saves a calendar file with the day by which the person must act, opens it, and returns its path.
#[tauri::command]
pub async fn add_to_calendar(
    keeper: State<'_, Keeper>,
    host: Outside<'_>,
    locale: State<'_, Arc<Locale>>,
    connection: String,
) -> Answer<String> {
    let connection = argument::connection_id(&connection)?;
    // A connection that Gander renews by itself has no such day.
    let file = keeper.calendar(&connection, &locale, Utc::now())?.ok_or(ErrorCode::Unsupported)?;
    let snapshot = keeper.snapshot();
    let name =
        snapshot.connections.iter().find(|shown| shown.id == connection).map(|shown| &shown.network_name);
    let name = format!("Gander {}", name.map_or("", String::as_str));
    match host.hand_over(&name, "ics", &file) {
        Ok(kept) => Ok(kept.display().to_string()),
        Err(_) => Err(ErrorCode::Internal.into()),
    }
}

/// The alert settings.
#[tauri::command]
pub async fn get_alerts(keeper: State<'_, Keeper>) -> Answer<AlertsView> {
    Ok(keeper.alert_settings()?.into())
}

/// Saves the settings, or returns the invalid ones and saves none. The password never comes back; without one the
/// former stays.
#[tauri::command]
pub async fn set_alerts(
    keeper: State<'_, Keeper>,
    settings: AlertSettingsView,
    password: Option<String>,
) -> Answer<Vec<BadSettingView>> {
    let settings = settings.read(&keeper.alert_settings()?.settings)?;
    let saved = keeper.set_alert_settings(settings, argument::password(password)?).await;
    match saved {
        Ok(()) => Ok(Vec::new()),
        Err(keeper::Error::BadSettings(bad)) => Ok(bad.into_iter().map(Into::into).collect()),
        Err(error) => Err(error.into()),
    }
}

/// Sends a test mail with settings that need not be saved. Returns the word for the failure, or `None`.
#[tauri::command]
pub async fn test_email(
    keeper: State<'_, Keeper>,
    email: EmailView,
    password: Option<String>,
) -> Answer<Option<String>> {
    match keeper.test_email(email.into(), argument::password(password)?).await {
        Ok(()) => Ok(None),
        Err(keeper::Error::Mail(trouble)) => Ok(Some(trouble.word().to_owned())),
        Err(error) => Err(error.into()),
    }
}

/// Pauses alerts for an hour or until tomorrow morning, or resumes them.
#[tauri::command]
pub async fn pause_alerts(keeper: State<'_, Keeper>, pause: Option<argument::Pause>) -> Answer {
    let until = pause.map(|pause| pause.until(&keeper));
    Ok(keeper.pause_alerts(until).await?)
}

/// Sets the language. `None` selects the language of the person's system.
#[tauri::command]
pub async fn set_language(keeper: State<'_, Keeper>, language: Option<String>) -> Answer {
    Ok(keeper.set_language(language.as_deref()).await?)
}

/// Tells whether Gander starts at login. `None` on a device where Gander cannot decide that.
#[tauri::command]
pub fn starts_at_login(host: Outside<'_>) -> Option<bool> {
    host.starts_at_login()
}

/// Turns the start at login, hidden in the tray, on or off.
#[tauri::command]
pub fn set_starts_at_login(host: Outside<'_>, on: bool) -> Answer {
    host.set_starts_at_login(on).map_err(|_| ErrorCode::Unsupported.into())
}

/// The organization's invitation that waits for the person, if any.
#[tauri::command]
pub fn get_invitation(invitations: State<'_, Invitations>) -> Option<InvitationView> {
    invitations.waiting().map(Into::into)
}

/// Fetches the invitation from the host that the window showed the person.
#[tauri::command]
pub async fn fetch_invitation(
    keeper: State<'_, Keeper>,
    invitations: State<'_, Invitations>,
    number: u32,
) -> Answer<Option<InvitationView>> {
    invitations.fetch(&keeper, number).await?;
    Ok(invitations.waiting().map(Into::into))
}

/// Accepts the invitation that the window showed the person. The passphrase goes in and never comes back.
#[tauri::command]
pub async fn accept_invitation(
    keeper: State<'_, Keeper>,
    invitations: State<'_, Invitations>,
    number: u32,
    passphrase: Option<String>,
) -> Answer {
    invitations.accept(&keeper, number, argument::password(passphrase)?).await
}

#[tauri::command]
pub fn dismiss_invitation(invitations: State<'_, Invitations>, number: u32) {
    invitations.dismiss(number);
}

/// Takes the place asked for from outside the window. A second call returns `None`.
#[tauri::command]
pub fn take_route(route: State<'_, Route>) -> Option<RouteView> {
    route.take().map(RouteView::from)
}

/// An account's picture as a `data:` URL, by the name that the state gives it. `None` if the name is out of date.
#[tauri::command]
pub fn avatar(keeper: State<'_, Keeper>, connection: String, name: String) -> Answer<Option<String>> {
    let png = keeper.avatar(&argument::connection_id(&connection)?, &name)?;
    Ok(png.map(|png| format!("data:image/png;base64,{}", STANDARD.encode(png))))
}

/// Asks the network for the pages that an account runs. The next state carries them.
#[tauri::command]
pub async fn list_pages(keeper: State<'_, Keeper>, connection: String) -> Answer {
    Ok(keeper.list_pages(&argument::connection_id(&connection)?).await?)
}

/// Changes what other programs may do with an account. The next state carries it.
#[tauri::command]
pub async fn allow(keeper: State<'_, Keeper>, connection: String, allowed: AllowanceView) -> Answer {
    Ok(keeper.allow(&argument::connection_id(&connection)?, allowed.into()).await?)
}

/// Holds these pages of an account from now on, and no others.
#[tauri::command]
pub async fn hold_pages(keeper: State<'_, Keeper>, connection: String, pages: Vec<String>) -> Answer {
    Ok(keeper.hold_pages(&argument::connection_id(&connection)?, pages).await?)
}
