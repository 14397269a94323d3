//! A tray: the StatusNotifierWatcher that a desktop's panel would be, and a look at an application's icon and menu.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use futures_util::StreamExt;
use zbus::{
    Connection, MatchRule, MessageStream, Proxy, connection, fdo, interface,
    message::{Header, Type},
    names::BusName,
    zvariant::OwnedValue,
    zvariant::Value,
};

use crate::{Outcome, programs::until};

const MENU: &str = "com.canonical.dbusmenu";
const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const ITEM: &str = "org.kde.StatusNotifierItem";

/// A menu entry: its number, its properties, its children.
type Layout = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);
/// Width, height and ARGB bytes.
type Pixmap = (i32, i32, Vec<u8>);

/// The tray.
#[derive(Debug)]
pub struct Tray {
    bus: Connection,
    items: Arc<Mutex<Vec<String>>>,
}

struct Watcher {
    items: Arc<Mutex<Vec<String>>>,
}

#[interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    async fn register_status_notifier_item(&self, service: String, #[zbus(header)] header: Header<'_>) {
        // Some applications send their own name, others the path on the connection they call from.
        let service = if service.starts_with('/') {
            header.sender().map(ToString::to_string).unwrap_or_default()
        } else {
            service
        };
        self.items.lock().unwrap_or_else(PoisonError::into_inner).push(service);
    }

    async fn register_status_notifier_host(&self, _service: String) {}

    #[zbus(property)]
    async fn registered_status_notifier_items(&self) -> Vec<String> {
        self.items.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    #[zbus(property)]
    async fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    async fn protocol_version(&self) -> i32 {
        0
    }
}

/// A line of the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The number by which the line is clicked.
    id: i32,
    /// The words of the line; `None` for a line between groups.
    pub label: Option<String>,
    /// Tells whether the line can be chosen.
    pub enabled: bool,
}

/// An icon in the tray.
#[derive(Clone, Debug, PartialEq)]
pub struct Icon {
    /// The image.
    pub pixmap: Vec<Pixmap>,
    /// The text that shows when the pointer rests on the icon.
    pub tooltip: String,
}

impl Tray {
    /// Puts up the tray on the session bus.
    ///
    /// # Errors
    /// When a tray is there already.
    pub async fn start() -> Outcome<Self> {
        let items = Arc::new(Mutex::new(Vec::new()));
        let bus = connection::Builder::session()?
            .serve_at("/StatusNotifierWatcher", Watcher { items: Arc::clone(&items) })?
            .name(WATCHER)?
            .build()
            .await?;
        Ok(Self { bus, items })
    }

    /// Takes the tray away, as a panel that crashes does, and waits until an application asks for the name's owner.
    ///
    /// # Errors
    /// When the tray is gone already.
    pub async fn leave(&self) -> Outcome {
        let asked = MatchRule::builder().msg_type(Type::MethodCall).member("NameHasOwner")?;
        let ears = Connection::session().await?;
        let mut heard = MessageStream::from(&ears);
        fdo::MonitoringProxy::new(&ears).await?.become_monitor(&[asked.arg(0, WATCHER)?.build()], 0).await?;
        self.items.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.bus.release_name(WATCHER).await?;
        until("Gander to hear that the tray is gone", async || {
            let next = tokio::time::timeout(Duration::from_millis(50), heard.next()).await.ok()??.ok()?;
            next.header().member().filter(|member| *member == "NameHasOwner").map(drop)
        })
        .await
    }

    /// Puts the tray up again.
    ///
    /// # Errors
    /// When another program has put one up.
    pub async fn come_back(&self) -> Outcome {
        Ok(self.bus.request_name(WATCHER).await?)
    }

    /// Waits until a program owns a name on the bus.
    ///
    /// # Errors
    /// When no program owns it in time.
    pub async fn until_owned(&self, name: &str) -> Outcome {
        let bus = fdo::DBusProxy::new(&self.bus).await?;
        let known = BusName::try_from(name.to_owned())?;
        until(name, async || bus.name_has_owner(known.clone()).await.ok()?.then_some(())).await
    }

    /// The newest icon, if it answers.
    pub async fn icon(&self) -> Option<Icon> {
        let proxy = self.item(ITEM, "/StatusNotifierItem").await?;
        let pixmap: Vec<Pixmap> = proxy.get_property("IconPixmap").await.ok()?;
        let tooltip: (String, Vec<Pixmap>, String, String) = proxy.get_property("ToolTip").await.ok()?;
        // Each application chooses whether the title or the text carries the words.
        let tooltip =
            [tooltip.2, tooltip.3].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
        Some(Icon { pixmap, tooltip })
    }

    /// The whole menu, from the top.
    pub async fn menu(&self) -> Option<Vec<Line>> {
        let proxy = self.item(MENU, &self.menu_path().await?).await?;
        let arguments = (0_i32, -1_i32, Vec::<String>::new());
        let (_, (_, _, children)): (u32, Layout) = proxy.call("GetLayout", &arguments).await.ok()?;
        children.into_iter().map(line).collect()
    }

    /// Waits until the menu is this one, line by line. An empty line stands between groups.
    ///
    /// # Errors
    /// When the menu stays another. The error contains it.
    pub async fn until_menu(&self, wanted: &[&str]) -> Outcome {
        let mut last = Vec::new();
        let seen = until("the tray's menu", async || {
            last = self.menu().await?;
            let whole = last.len() == wanted.len();
            let alike = |(line, words): (&Line, &&str)| {
                line.enabled && line.label.as_deref().unwrap_or_default() == *words
            };
            (whole && last.iter().zip(wanted).all(alike)).then_some(())
        });
        let seen = seen.await;
        seen.map_err(|error| format!("{error}; it was {last:?}").into())
    }

    /// Clicks the first line whose words begin with `label`.
    ///
    /// # Errors
    /// When there is no such line.
    pub async fn click(&self, label: &str) -> Outcome {
        let what = format!("the tray's menu to offer '{label}'");
        let begins = |line: &Line| line.label.as_ref().is_some_and(|text| text.starts_with(label));
        let line = until(&what, async || self.menu().await?.into_iter().find(begins)).await?;
        let path = self.menu_path().await.ok_or("the tray icon is gone")?;
        let proxy = self.item(MENU, &path).await.ok_or("the tray icon is gone")?;
        proxy.call::<_, _, ()>("Event", &(line.id, "clicked", Value::from(0_i32), 0_u32)).await?;
        Ok(())
    }

    /// Clicks the icon itself.
    ///
    /// # Errors
    /// When the icon takes no click.
    pub async fn activate(&self) -> Outcome {
        let item = self.item(ITEM, "/StatusNotifierItem").await.ok_or("the tray icon is gone")?;
        item.call::<_, _, ()>("Activate", &(0_i32, 0_i32)).await?;
        Ok(())
    }

    async fn menu_path(&self) -> Option<String> {
        let proxy = self.item(ITEM, "/StatusNotifierItem").await?;
        let path: zbus::zvariant::OwnedObjectPath = proxy.get_property("Menu").await.ok()?;
        Some(path.to_string())
    }

    async fn item(&self, interface: &'static str, path: &str) -> Option<Proxy<'static>> {
        let name = self.items.lock().unwrap_or_else(PoisonError::into_inner).last().cloned()?;
        // Cached properties would hide a change without a signal.
        zbus::proxy::Builder::new(&self.bus)
            .destination(name)
            .ok()?
            .path(path.to_owned())
            .ok()?
            .interface(interface)
            .ok()?
            .cache_properties(zbus::proxy::CacheProperties::No)
            .build()
            .await
            .ok()
    }
}

/// A line as the application describes it. Missing properties have their defaults.
fn line(child: OwnedValue) -> Option<Line> {
    let (id, properties, _) = Layout::try_from(child).ok()?;
    let word = |name: &str| properties.get(name).and_then(|value| String::try_from(value.clone()).ok());
    let enabled = properties.get("enabled").is_none_or(|value| bool::try_from(value.clone()).unwrap_or(true));
    let label = word("label").filter(|_| word("type").as_deref() != Some("separator"));
    Some(Line { id, label, enabled })
}
