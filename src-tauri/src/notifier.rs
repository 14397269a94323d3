//! Native notifications, one for each subject and in order.

#[cfg(target_os = "linux")]
mod freedesktop;
#[cfg(not(target_os = "linux"))]
mod plugin;
#[cfg(target_os = "linux")]
mod slots;

use std::sync::Arc;

use keeper::{ConnectionId, Keeper, Shown};
use locale::Locale;
use tauri::{AppHandle, Manager, Runtime};
use tokio::sync::mpsc;

use crate::{
    by_hand,
    host::Host,
    notice::{About, NotificationText},
    route::Place,
    window,
};

/// The key under which a notification carries its connection's id.
#[cfg(not(target_os = "linux"))]
pub const CONNECTION: &str = "connection";
/// The key under which a notification carries its activity's id.
#[cfg(not(target_os = "linux"))]
pub const ACTIVITY: &str = "activity";
/// The key under which a reminder says that it is one.
#[cfg(mobile)]
pub const REMINDER: &str = "reminder";
/// The kind of a notification with the button Open.
#[cfg(not(target_os = "linux"))]
pub const OPEN: &str = "open";
/// The key under which a notification carries the id of the post that its button hands over.
#[cfg(not(target_os = "linux"))]
const POST: &str = "post";

/// The queue for notifications. Another task shows them, since the system may answer slowly.
#[derive(Clone)]
pub struct Notifier(mpsc::UnboundedSender<Order>);

enum Order {
    Show(NotificationText, Shown),
    Withdraw(About),
    #[cfg(target_os = "linux")]
    Say(Saying),
}

/// A message without a topic or a button. Gander never withdraws it.
#[cfg(target_os = "linux")]
pub struct Saying {
    /// The first line.
    pub title: String,
    /// The rest.
    pub body: String,
    /// Called once the message was shown.
    pub said: Box<dyn FnOnce() + Send>,
}

impl Notifier {
    /// Listens for clicks, also on notifications of an earlier run, and then carries out orders. A file records the
    /// notifications on the screen for the next run.
    #[cfg(target_os = "linux")]
    pub fn start<R: Runtime>(
        app: &AppHandle<R>,
        locale: &Arc<Locale>,
        notes: Option<std::path::PathBuf>,
    ) -> Self {
        let (sender, orders) = mpsc::unbounded_channel();
        let clicked = app.clone();
        let desktop = freedesktop::Desktop::new(None, Arc::clone(locale), notes, move |click| {
            take(&clicked, click);
        });
        tauri::async_runtime::spawn(desktop.run(orders));
        Self(sender)
    }

    /// Listens for clicks, which a system reports only for notifications shown afterwards, and then carries out orders.
    #[cfg(not(target_os = "linux"))]
    pub fn start<R: Runtime>(app: &AppHandle<R>, locale: &Arc<Locale>) -> Self {
        let (sender, orders) = mpsc::unbounded_channel();
        plugin::start(app, locale, orders);
        Self(sender)
    }

    /// Show a notification in place of the former one about the same subject.
    pub fn show(&self, words: NotificationText, shown: Shown) {
        let _ = self.0.send(Order::Show(words, shown));
    }

    /// Take the notification about a subject back.
    pub fn withdraw(&self, about: About) {
        let _ = self.0.send(Order::Withdraw(about));
    }

    /// Show a message without a topic.
    #[cfg(target_os = "linux")]
    pub fn say(&self, saying: Saying) {
        let _ = self.0.send(Order::Say(saying));
    }
}

/// A click on a notification.
#[derive(Debug, PartialEq, Eq)]
struct Click {
    /// The place to show: a connection, or the activities that need the person.
    place: Option<Place>,
    /// The connection whose sign-in begins, because the click was on the button Reauthorize.
    reauthorize: Option<ConnectionId>,
    /// The post whose text is copied and whose network's page opens, because the click was on the button for that.
    hand_over: Option<String>,
}

impl Click {
    /// A click on the notification of a connection or of an activity.
    fn on(is_activity: bool, connection: Option<ConnectionId>, on_button: bool) -> Self {
        let reauthorize = connection.clone().filter(|_| on_button);
        // The button of an activity leads to the account whose sign-in begins.
        let account = connection.filter(|_| on_button || !is_activity).map(Place::Account);
        let place = account.or_else(|| is_activity.then_some(Place::Needs));
        Self { place, reauthorize, hand_over: None }
    }

    /// A click that leads to a place.
    #[cfg(mobile)]
    fn to(place: Place) -> Self {
        Self { place: Some(place), reauthorize: None, hand_over: None }
    }

    /// A click on the button that hands a post over.
    fn on_hand_over(post: String) -> Self {
        Self { place: Some(Place::Needs), reauthorize: None, hand_over: Some(post) }
    }
}

/// Follows a click: shows the window and, if the click was on the button, begins a sign-in.
fn take<R: Runtime>(app: &AppHandle<R>, click: Click) {
    if let Some(post) = click.hand_over {
        return hand_over(app, post, click.place);
    }
    window::show(app, click.place);
    if let Some(connection) = click.reauthorize {
        reauthorize(app, connection);
    }
}

/// Hands a post over to the person. If that fails, the window shows it instead.
fn hand_over<R: Runtime>(app: &AppHandle<R>, post: String, otherwise: Option<Place>) {
    let keeper = app.try_state::<Keeper>().map(|keeper| keeper.inner().clone());
    let host = app.try_state::<Arc<dyn Host>>().map(|host| Arc::clone(&host));
    let (Some(keeper), Some(host)) = (keeper, host) else { return };
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        if let Err(error) = by_hand::hand_over(&keeper, &*host, &post) {
            tracing::warn!(?error, post, "a text could not be copied, or its page could not be opened");
            window::show(&app, otherwise);
        }
    });
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
