//! Whether this desktop shows tray icons. Where none does, a closed window would leave no way back, so it is minimized
//! instead, and that is said once.

use std::{
    fs,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use futures_util::{StreamExt, stream::select};
use zbus::{
    Connection, MatchRule, MessageStream, Proxy, fdo::DBusProxy, message::Type, proxy::CacheProperties,
};

const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const PATH: &str = "/StatusNotifierWatcher";
const SAID: &str = "said-no-tray";

/// Where tray icons live, or that they do not.
#[derive(Clone)]
pub struct TrayHome {
    there: Arc<AtomicBool>,
    /// Exists once it was said that there is none.
    said: Option<PathBuf>,
}

impl TrayHome {
    /// Looks at the session bus, or another one, and goes on looking: a panel may start after Gander or crash.
    /// Whatever was to be shown is to be shown again when icons get a home.
    pub fn watch(
        address: Option<String>,
        data_dir: Option<PathBuf>,
        arrived: impl Fn() + Send + 'static,
    ) -> Self {
        // Until the bus has answered nobody should see a window come back that they closed.
        let there = Arc::new(AtomicBool::new(true));
        let home = Self { there: Arc::clone(&there), said: data_dir.map(|dir| dir.join(SAID)) };
        tauri::async_runtime::spawn(async move {
            if let Err(error) = look(address, &there, arrived).await {
                tracing::warn!(%error, "whether there is a tray cannot be learned");
                there.store(false, Ordering::Relaxed);
            }
        });
        home
    }

    /// Whether an icon is shown somewhere.
    pub fn is_there(&self) -> bool {
        self.there.load(Ordering::Relaxed)
    }

    /// Whether nobody has said yet that there is no tray.
    pub fn is_to_be_said(&self) -> bool {
        self.said.as_ref().is_none_or(|file| !file.exists())
    }

    /// It was said.
    pub fn said(&self) {
        if let Some(file) = &self.said
            && let Err(error) = fs::write(file, "")
        {
            tracing::warn!(%error, "that there is no tray will be said again");
        }
    }
}

async fn look(address: Option<String>, there: &AtomicBool, arrived: impl Fn()) -> zbus::Result<()> {
    let bus = match address {
        None => Connection::session().await?,
        Some(address) => zbus::connection::Builder::address(address.as_str())?.build().await?,
    };
    let names = DBusProxy::new(&bus).await?;
    let owners = names.receive_name_owner_changed_with_args(&[(0, WATCHER)]).await?.map(drop);
    let rule = MatchRule::builder().msg_type(Type::Signal).interface(WATCHER)?.path(PATH)?.build();
    let hosts = MessageStream::for_match_rule(rule, &bus, None).await?.map(drop);
    let mut changes = select(owners, hosts);
    let mut first = true;
    loop {
        let now = is_there(&bus, &names).await.unwrap_or(false);
        if now && !there.swap(now, Ordering::Relaxed) && !first {
            arrived();
        }
        there.store(now, Ordering::Relaxed);
        first = false;
        if changes.next().await.is_none() {
            return Err(zbus::Error::Failure("the session bus is gone".into()));
        }
    }
}

async fn is_there(bus: &Connection, names: &DBusProxy<'_>) -> zbus::Result<bool> {
    if !names.name_has_owner(WATCHER.try_into()?).await? {
        return Ok(false);
    }
    let watcher: Proxy<'_> = zbus::proxy::Builder::new(bus)
        .destination(WATCHER)?
        .path(PATH)?
        .interface(WATCHER)?
        .cache_properties(CacheProperties::No)
        .build()
        .await?;
    // Some leave the property out; whoever watches without a host is rare, so they count as one.
    Ok(watcher.get_property("IsStatusNotifierHostRegistered").await.unwrap_or(true))
}
