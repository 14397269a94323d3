//! Native notifications, one for each topic and in order.

#[cfg(target_os = "linux")]
mod freedesktop;
#[cfg(not(target_os = "linux"))]
mod plugin;
#[cfg(target_os = "linux")]
mod slots;

use keeper::{ConnectionId, Keeper, Shown, Topic};
use tauri::{AppHandle, Manager, Runtime};
use tokio::sync::mpsc;

use crate::{notice::NotificationText, window};

/// Under this name a notification of a phone or tablet carries its connection.
#[cfg(not(target_os = "linux"))]
pub const CONNECTION: &str = "connection";

/// Where notifications are sent. They are shown elsewhere, since the system's answer may take its time.
#[derive(Clone)]
pub struct Notifier(mpsc::UnboundedSender<Order>);

enum Order {
    Show(NotificationText, Shown),
    Withdraw(Topic),
    #[cfg(target_os = "linux")]
    Say(Saying),
}

/// Something said in passing: it has no topic, no button, and is never taken back.
#[cfg(target_os = "linux")]
pub struct Saying {
    /// The first line.
    pub title: String,
    /// The rest.
    pub body: String,
    /// Called once it was shown.
    pub said: Box<dyn FnOnce() + Send>,
}

impl Notifier {
    /// Listens for clicks, also on what an earlier run has shown, and then shows what is sent. What is on the screen
    /// is noted in a file, for the next run.
    #[cfg(target_os = "linux")]
    pub fn start<R: Runtime>(
        app: &AppHandle<R>,
        locale: &std::sync::Arc<locale::Locale>,
        notes: Option<std::path::PathBuf>,
    ) -> Self {
        let (sender, orders) = mpsc::unbounded_channel();
        let clicked = app.clone();
        let desktop = freedesktop::Desktop::new(None, std::sync::Arc::clone(locale), notes, move |click| {
            take(&clicked, Some(click.connection), click.reauthorize);
        });
        tauri::async_runtime::spawn(desktop.run(orders));
        Self(sender)
    }

    /// Listens for clicks, which a system reports only for what is shown after that, and then shows what is sent.
    #[cfg(not(target_os = "linux"))]
    pub fn start<R: Runtime>(app: &AppHandle<R>, locale: &std::sync::Arc<locale::Locale>) -> Self {
        let (sender, orders) = mpsc::unbounded_channel();
        plugin::start(app, locale, orders);
        Self(sender)
    }

    /// Show a notification in place of the former one on the same topic.
    pub fn show(&self, words: NotificationText, shown: Shown) {
        let _ = self.0.send(Order::Show(words, shown));
    }

    /// Take the notification on a topic back.
    pub fn withdraw(&self, topic: Topic) {
        let _ = self.0.send(Order::Withdraw(topic));
    }

    /// Say something in passing.
    #[cfg(target_os = "linux")]
    pub fn say(&self, saying: Saying) {
        let _ = self.0.send(Order::Say(saying));
    }
}

/// Goes where a click leads: to the window at a connection, and on to its sign-in.
fn take<R: Runtime>(app: &AppHandle<R>, connection: Option<ConnectionId>, start: bool) {
    window::show(app, connection.clone());
    if let Some(connection) = connection.filter(|_| start) {
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
