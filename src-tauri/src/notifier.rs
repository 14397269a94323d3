//! Native notifications, one at a time and in order.

use std::sync::Arc;

use keeper::{ConnectionId, Keeper, NotShown, Shown, Topic};
use locale::Locale;
use tauri::{AppHandle, Manager, Runtime};
use tauri_plugin_notification::{Action, ActionPerformed, ActionType, NotificationExt};
use tokio::sync::mpsc;

use crate::{
    notice::{self, Words},
    window,
};

const REAUTHORIZE: &str = "reauthorize";
/// Under this name a notification carries its connection.
pub const CONNECTION: &str = "connection";

/// Where notifications are sent. They are shown elsewhere, since the system's answer may take its time.
#[derive(Clone)]
pub struct Notifier(mpsc::UnboundedSender<Order>);

enum Order {
    Show(Words, Shown),
    Withdraw(i32),
}

impl Notifier {
    /// Listens for clicks, which a system reports only for what is shown after that, and then shows what is sent.
    pub fn start<R: Runtime>(app: &AppHandle<R>, locale: &Arc<Locale>) -> Self {
        let (sender, mut orders) = mpsc::unbounded_channel();
        let (app, locale) = (app.clone(), Arc::clone(locale));
        tauri::async_runtime::spawn(async move {
            listen(&app, &locale);
            while let Some(order) = orders.recv().await {
                let app = app.clone();
                let done = tauri::async_runtime::spawn_blocking(move || carry_out(&app, order));
                if let Ok(Err(error)) = done.await {
                    tracing::warn!(%error, "a notification could not be shown or withdrawn");
                }
            }
        });
        Self(sender)
    }

    /// Show a notification in place of the former one on the same topic.
    pub fn show(&self, words: Words, shown: Shown) {
        let _ = self.0.send(Order::Show(words, shown));
    }

    /// Take the notification on a topic back.
    pub fn withdraw(&self, topic: Topic) {
        let _ = self.0.send(Order::Withdraw(notice::id_of(topic)));
    }
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
        Order::Withdraw(id) => app.notification().remove_active(vec![id]),
        Order::Show(words, shown) => {
            let result = show(app, words);
            shown.report(result.as_ref().map(|()| ()).map_err(|_| NotShown));
            result
        }
    }
}

fn show<R: Runtime>(app: &AppHandle<R>, words: Words) -> tauri_plugin_notification::Result<()> {
    // No system replaces by id, so the former one goes first.
    app.notification().remove_active(vec![words.id])?;
    let builder = app
        .notification()
        .builder()
        .id(words.id)
        .title(words.title)
        .body(words.body)
        .extra(CONNECTION, words.connection.as_str());
    if words.reauthorize { builder.action_type_id(REAUTHORIZE) } else { builder }.show()
}

fn on_action<R: Runtime>(app: &AppHandle<R>, action: &ActionPerformed) {
    let connection = action
        .notification()
        .and_then(|notification| notification.extra().get(CONNECTION)?.as_str())
        .map(ConnectionId::from);
    window::show(app, connection.clone());
    if let Some(connection) = connection.filter(|_| action.action_id() == REAUTHORIZE) {
        reauthorize(app, connection);
    }
}

/// Starts Reauthorize from outside the window.
pub fn reauthorize<R: Runtime>(app: &AppHandle<R>, connection: ConnectionId) {
    let Some(keeper) = app.try_state::<Keeper>().map(|keeper| keeper.inner().clone()) else {
        return;
    };
    tauri::async_runtime::spawn(async move {
        if let Err(error) = keeper.reauthorize(&connection).await {
            tracing::warn!(%connection, %error, "a sign-in could not be started");
        }
    });
}
