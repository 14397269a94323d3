//! Notifications of Linux desktops (Desktop Notifications Specification 1.3), on one lasting bus connection: some
//! daemons withdraw a notification when its sender disconnects.

use std::{collections::HashMap, path::PathBuf, sync::Arc, time::Duration};

use futures_util::StreamExt;
use keeper::{NotShown, Topic};
use locale::Locale;
use tokio::{sync::mpsc, time::timeout};
use zbus::{
    Connection, MatchRule, Message, MessageStream, Proxy, fdo::DBusProxy, message::Type,
    proxy::CacheProperties, zvariant::Value,
};

use super::{
    Click, Order, Saying,
    slots::{Daemon, Slot, Slots},
};
use crate::notice::{About, NotificationText};

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";
/// The time limit for an answer. The first notification may start the daemon, which takes a while.
const PATIENCE: Duration = Duration::from_secs(15);
/// The name of the desktop file, by which desktops find the application's settings, and of its icon.
const DESKTOP_ENTRY: &str = "app.gander.Gander";
const ICON: &str = DESKTOP_ENTRY;
const OPEN: &str = "default";
const REAUTHORIZE: &str = "reauthorize";
const HAND_OVER: &str = "hand_over";
const URGENCY_NORMAL: u8 = 1;
/// The expiry timeout that leaves the duration to the daemon.
const AS_USUAL: i32 = -1;

/// The desktop that notifications are shown on.
pub(super) struct Desktop<F> {
    /// The address of the bus. `None` is the session bus.
    address: Option<String>,
    locale: Arc<Locale>,
    slots: Slots,
    on_click: F,
}

/// The connection to a bus, and its signals.
struct Bus {
    connection: Connection,
    id: String,
    signals: MessageStream,
}

/// The parts that the daemon shows, for a notice and for a message without a topic.
struct DesktopNotification<'a> {
    title: &'a str,
    body: &'a str,
    category: &'static str,
    replaces: u32,
    open: bool,
    reauthorize: bool,
    hand_over: bool,
}

impl<F: Fn(Click) + Send> Desktop<F> {
    /// A desktop behind the session bus, or another bus. A file records the notifications on its screen.
    pub(super) fn new(
        address: Option<String>,
        locale: Arc<Locale>,
        notes: Option<PathBuf>,
        on_click: F,
    ) -> Self {
        Self { address, locale, slots: Slots::read(notes), on_click }
    }

    /// Carries out orders one by one, and handles clicks meanwhile. Ends when the last sender is gone.
    pub(super) async fn run(mut self, mut orders: mpsc::UnboundedReceiver<Order>) {
        let mut bus = self.join().await;
        loop {
            let order = match &mut bus {
                Some(joined) => tokio::select! {
                    // Handles earlier clicks and closings before an order.
                    biased;
                    signal = joined.signals.next() => {
                        match signal {
                            Some(Ok(signal)) => self.hear(&joined.id, &signal),
                            Some(Err(error)) => tracing::warn!(%error, "a signal could not be read"),
                            None => bus = None,
                        }
                        continue;
                    }
                    order = orders.recv() => order,
                },
                None => orders.recv().await,
            };
            let Some(order) = order else { return };
            if bus.is_none() {
                bus = self.join().await;
            }
            self.carry_out(bus.as_ref(), order).await;
        }
    }

    async fn join(&self) -> Option<Bus> {
        match timeout(PATIENCE, self.try_join()).await {
            Ok(Ok(bus)) => Some(bus),
            Ok(Err(error)) => {
                tracing::warn!(%error, "the session bus cannot be reached");
                None
            }
            Err(_) => {
                tracing::warn!("the session bus does not answer");
                None
            }
        }
    }

    async fn try_join(&self) -> zbus::Result<Bus> {
        let connection = match &self.address {
            None => Connection::session().await?,
            Some(address) => zbus::connection::Builder::address(address.as_str())?.build().await?,
        };
        let rule = MatchRule::builder().msg_type(Type::Signal).interface(NAME)?.path(PATH)?.build();
        let signals = MessageStream::for_match_rule(rule, &connection, None).await?;
        let id = DBusProxy::new(&connection).await?.get_id().await?.to_string();
        Ok(Bus { connection, id, signals })
    }

    fn hear(&mut self, bus: &str, signal: &Message) {
        let header = signal.header();
        let (Some(sender), Some(member)) = (header.sender(), header.member()) else { return };
        let body = signal.body();
        match member.as_str() {
            "ActionInvoked" => {
                let Ok((id, action)) = body.deserialize::<(u32, &str)>() else { return };
                let Some((is_activity, slot)) = self.slots.find(bus, sender, id) else { return };
                let connection = slot.connection.as_deref().map(Into::into);
                let post = slot.post.clone().filter(|_| action == HAND_OVER);
                (self.on_click)(match post {
                    Some(post) => Click::on_hand_over(post),
                    None => Click::on(is_activity, connection, action == REAUTHORIZE),
                });
            }
            "NotificationClosed" => {
                let Ok((id, _reason)) = body.deserialize::<(u32, u32)>() else { return };
                // Many daemons keep it in a list, where it can still be clicked.
                if let Some((_, slot)) = self.slots.find(bus, sender, id) {
                    slot.up = false;
                    self.slots.write();
                }
            }
            _ => {}
        }
    }

    async fn carry_out(&mut self, bus: Option<&Bus>, order: Order) {
        match order {
            Order::Show(words, shown) => {
                let result = within(self.show(bus, &words)).await;
                if let Err(error) = &result {
                    tracing::warn!(%error, "a notification was not shown");
                }
                shown.report(result.map_err(|_| NotShown));
            }
            Order::Withdraw(about) => {
                // The notification may be gone already, and the daemon too.
                if let Err(error) = within(self.withdraw(bus, &about)).await {
                    tracing::info!(%error, "a notification was not withdrawn");
                }
                self.slots.set(&about, None);
            }
            Order::Say(Saying { title, body, said }) => {
                let picture = DesktopNotification {
                    title: &title,
                    body: &body,
                    category: "",
                    replaces: 0,
                    open: false,
                    reauthorize: false,
                    hand_over: false,
                };
                match within(async { self.ask(bus, picture).await.map(drop) }).await {
                    Ok(()) => said(),
                    Err(error) => tracing::warn!(%error, "a notification was not shown"),
                }
            }
        }
    }

    async fn show(&mut self, bus: Option<&Bus>, words: &NotificationText) -> zbus::Result<()> {
        let former = match bus {
            Some(bus) => self.former(bus, &words.about).await,
            None => None,
        };
        if !words.alarm && !former.as_ref().is_some_and(|former| former.up) {
            // The person has dismissed it.
            return Ok(());
        }
        let category = match words.about {
            About::Topic(Topic::Trouble) => "network.disconnected",
            About::Topic(Topic::Soon) => "network",
            About::Activity(_) => "transfer",
        };
        let picture = DesktopNotification {
            title: &words.title,
            body: &words.body,
            category,
            replaces: former.map_or(0, |former| former.id),
            open: true,
            reauthorize: words.reauthorize,
            hand_over: words.hand_over.is_some(),
        };
        let (daemon, id) = self.ask(bus, picture).await?;
        let connection = words.connection.as_ref().map(ToString::to_string);
        let slot = Slot { daemon, id, connection, post: words.hand_over.clone(), up: true };
        self.slots.set(&words.about, Some(slot));
        Ok(())
    }

    async fn ask(&self, bus: Option<&Bus>, picture: DesktopNotification<'_>) -> zbus::Result<(Daemon, u32)> {
        let bus = bus.ok_or_else(|| zbus::Error::Failure("there is no session bus".into()))?;
        let proxy = proxy(&bus.connection).await?;
        let can: Vec<String> = proxy.call("GetCapabilities", &()).await?;
        let can = |what: &str| can.iter().any(|can| can == what);
        let words = ["tray-open", "notice-action-reauthorize", "notice-action-hand-over"];
        let [open, reauthorize, hand_over] = words.map(|id| self.locale.text(id));
        let mut actions = Vec::new();
        if can("actions") {
            if picture.open {
                actions.extend([OPEN, &open]);
            }
            if picture.reauthorize {
                actions.extend([REAUTHORIZE, &reauthorize]);
            }
            if picture.hand_over {
                actions.extend([HAND_OVER, &hand_over]);
            }
        }
        let body = if can("body-markup") { escaped(picture.body) } else { picture.body.to_owned() };
        let mut hints = HashMap::from([
            ("desktop-entry", Value::from(DESKTOP_ENTRY)),
            ("urgency", Value::from(URGENCY_NORMAL)),
        ]);
        if !picture.category.is_empty() {
            hints.insert("category", picture.category.into());
        }
        let arguments = ("Gander", picture.replaces, ICON, picture.title, body, actions, hints, AS_USUAL);
        let answer = proxy.call_method("Notify", &arguments).await?;
        let id = answer.body().deserialize()?;
        // The daemon that answered, even if another one has taken over the well-known name meanwhile.
        let name = answer.header().sender().map(ToString::to_string).unwrap_or_default();
        Ok((Daemon { bus: bus.id.clone(), name }, id))
    }

    async fn withdraw(&mut self, bus: Option<&Bus>, about: &About) -> zbus::Result<()> {
        let Some(bus) = bus else { return Ok(()) };
        let Some(former) = self.former(bus, about).await else { return Ok(()) };
        proxy(&bus.connection).await?.call("CloseNotification", &former.id).await
    }

    /// The notification about a subject. `None` if the daemon that showed it is gone, because its ids are then void.
    async fn former(&self, bus: &Bus, about: &About) -> Option<Slot> {
        let slot = self.slots.get(about).filter(|slot| slot.daemon.bus == bus.id)?;
        let names = DBusProxy::new(&bus.connection).await.ok()?;
        let owner = names.get_name_owner(NAME.try_into().ok()?).await.ok()?;
        (owner.as_str() == slot.daemon.name).then(|| slot.clone())
    }
}

async fn within(work: impl Future<Output = zbus::Result<()>>) -> zbus::Result<()> {
    let late = |_| Err(zbus::Error::Failure("the notification daemon does not answer".into()));
    timeout(PATIENCE, work).await.unwrap_or_else(late)
}

async fn proxy(connection: &Connection) -> zbus::Result<Proxy<'_>> {
    zbus::proxy::Builder::new(connection)
        .destination(NAME)?
        .path(PATH)?
        .interface(NAME)?
        .cache_properties(CacheProperties::No)
        .build()
        .await
}

/// Escapes the body for a daemon that reads it as markup.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests;
