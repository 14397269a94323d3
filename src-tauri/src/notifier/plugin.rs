//! Notifications of macOS, Windows, iOS and Android.

use std::sync::Arc;

use keeper::{ConnectionId, NotShown};
use locale::Locale;
use tauri::{AppHandle, Runtime};
use tauri_plugin_notification::{Action, ActionPerformed, ActionType, NotificationExt};
use tokio::sync::mpsc;

#[cfg(mobile)]
use super::REMINDER;
use super::{ACTIVITY, CONNECTION, Click, OPEN, Order, POST};
use crate::notice::{self, About, NotificationText};
#[cfg(mobile)]
use crate::route::Place;

const REAUTHORIZE: &str = "reauthorize";
const HAND_OVER: &str = "hand_over";

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
    let kind = |id: &str, words: &str| {
        // Each button needs Gander on the screen: for a sign-in, for the clipboard, or to share what is due.
        let button = Action::builder(id, locale.text(words)).foreground(true).build();
        ActionType::builder(id).actions(vec![button])
    };
    // A lock screen that hides contents shows these words in place of the body.
    let hidden = locale.text("notice-untitled");
    let kinds = vec![
        kind(REAUTHORIZE, "notice-action-reauthorize").build(),
        kind(HAND_OVER, "notice-action-hand-over").hidden_previews_body_placeholder(&hidden).build(),
        kind(OPEN, "notice-action-open").hidden_previews_body_placeholder(&hidden).build(),
    ];
    let clicked = app.clone();
    let listening = app
        .notification()
        .register_action_types(kinds)
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
    if let Some(post) = &words.hand_over {
        builder = builder.extra(POST, post).action_type_id(HAND_OVER);
    }
    if words.reauthorize { builder.action_type_id(REAUTHORIZE) } else { builder }.show()
}

fn on_action<R: Runtime>(app: &AppHandle<R>, action: &ActionPerformed) {
    let extra = |key| action.notification()?.extra().get(key)?.as_str().map(str::to_owned);
    let connection = extra(CONNECTION).filter(|id| !id.is_empty()).map(ConnectionId::from);
    let click = match (action.action_id(), extra(POST), extra(ACTIVITY)) {
        (HAND_OVER, Some(post), _) => Click::on_hand_over(post),
        #[cfg(mobile)]
        (_, None, Some(activity)) if extra(REMINDER).is_some() => Click::to(Place::Activity(activity)),
        (id, _, activity) => Click::on(activity.is_some(), connection, id == REAUTHORIZE),
    };
    super::take(app, click);
}
