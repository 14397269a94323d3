//! Notifications of macOS, Windows, iOS and Android.

use std::sync::Arc;

use keeper::{ConnectionId, NotShown};
use locale::Locale;
use tauri::{AppHandle, Runtime};
use tauri_plugin_notification::{Action, ActionPerformed, ActionType, NotificationExt};
use tokio::sync::mpsc;

use super::{ACTIVITY, CONNECTION, Click, Order};
use crate::notice::{self, About, NotificationText};

const REAUTHORIZE: &str = "reauthorize";

/// Listens for clicks and carries orders out, one after another.
pub(super) fn start<R: Runtime>(
    app: &AppHandle<R>,
    locale: &Arc<Locale>,
    mut orders: mpsc::UnboundedReceiver<Order>,
) {
    let (app, locale) = (app.clone(), Arc::clone(locale));
    tauri::async_runtime::spawn(async move {
        #[cfg(windows)]
        if let Err(error) = introduce(&app.config().identifier) {
            tracing::warn!(%error, "Windows was not told Gander's name; it may drop notifications");
        }
        listen(&app, &locale);
        while let Some(order) = orders.recv().await {
            let app = app.clone();
            let done = tauri::async_runtime::spawn_blocking(move || carry_out(&app, order));
            if let Ok(Err(error)) = done.await {
                tracing::warn!(%error, "a notification could not be shown or withdrawn");
            }
        }
    });
}

/// Registers Gander's name. Windows drops notifications of a program whose name it does not know from an installer's
/// shortcut or the registry.
#[cfg(windows)]
fn introduce(identifier: &str) -> windows_registry::Result<()> {
    windows_registry::CURRENT_USER
        .create(format!(r"Software\Classes\AppUserModelId\{identifier}"))?
        .set_string("DisplayName", "Gander")
}

fn listen<R: Runtime>(app: &AppHandle<R>, locale: &Locale) {
    let button = Action::builder(REAUTHORIZE, locale.text("notice-action-reauthorize")).build();
    let with_button = ActionType::builder(REAUTHORIZE).actions(vec![button]).build();
    let clicked = app.clone();
    let listening = app
        .notification()
        .register_action_types(vec![with_button])
        .and_then(|()| app.notification().on_action(move |action| on_action(&clicked, action)));
    if let Err(error) = listening {
        tracing::warn!(%error, "clicks on notifications will not be noticed");
    }
}

fn carry_out<R: Runtime>(app: &AppHandle<R>, order: Order) -> tauri_plugin_notification::Result<()> {
    match order {
        Order::Withdraw(about) => app.notification().remove_active(vec![notice::id_of(&about)]),
        Order::Show(words, shown) => {
            let result = show(app, words);
            shown.report(result.as_ref().copied().map_err(|_| NotShown));
            result
        }
    }
}

fn show<R: Runtime>(app: &AppHandle<R>, words: NotificationText) -> tauri_plugin_notification::Result<()> {
    // Desktops do not replace a notification by its id, so every change would appear as a new alarm.
    if cfg!(desktop) && !words.alarm {
        return Ok(());
    }
    let id = words.id;
    app.notification().remove_active(vec![id])?;
    let mut builder = app.notification().builder().id(id).title(words.title).body(words.body);
    if let Some(connection) = &words.connection {
        builder = builder.extra(CONNECTION, connection.as_str());
    }
    if let About::Activity(activity) = &words.about {
        builder = builder.extra(ACTIVITY, activity);
    }
    if words.reauthorize { builder.action_type_id(REAUTHORIZE) } else { builder }.show()
}

fn on_action<R: Runtime>(app: &AppHandle<R>, action: &ActionPerformed) {
    let extra = |key| action.notification()?.extra().get(key)?.as_str().map(str::to_owned);
    let connection = extra(CONNECTION).map(ConnectionId::from);
    super::take(app, Click::on(extra(ACTIVITY).is_some(), connection, action.action_id() == REAUTHORIZE));
}
