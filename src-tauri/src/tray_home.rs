//! Finds out whether this desktop shows tray icons. Without a tray a closed window could not come back, so Gander
//! minimizes it instead, and says so once.

use std::{
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

/// The desktop's place for tray icons, if it has one.
#[derive(Clone)]
pub struct TrayHome {
    there: Arc<AtomicBool>,
    /// A file that exists once Gander has said that there is no tray.
    said: Option<PathBuf>,
}

impl TrayHome {
    /// Watches the session bus, or another one, for a tray: a panel may start after Gander, or crash. Calls `arrived`
    /// when a tray appears, so that the icon is shown again.
    pub fn watch(
        address: Option<String>,
        data_dir: Option<PathBuf>,
        arrived: impl Fn() + Send + 'static,
    ) -> Self {
        // Assumes a tray until the bus has answered, so that a closed window does not come back minimized.
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

    /// Tells whether the desktop shows tray icons.
    pub fn is_there(&self) -> bool {
        self.there.load(Ordering::Relaxed)
    }

    /// Tells whether Gander has yet to say that there is no tray.
    pub fn is_to_be_said(&self) -> bool {
        self.said.as_ref().is_none_or(|file| !file.exists())
    }

    /// Records that Gander has said so.
    pub fn said(&self) {
        if let Some(file) = &self.said
            && let Err(error) = keeper::write_private_file(file, "")
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
        let before = there.swap(now, Ordering::Relaxed);
        // The first attempt to show the icon may have failed before the tray came.
        if now && (first || !before) {
            arrived();
        }
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
    // Some watchers lack the property. A watcher without a host is rare, so a missing property counts as true.
    Ok(watcher.get_property("IsStatusNotifierHostRegistered").await.unwrap_or(true))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
    use zbus::{connection::Builder, interface};

    use super::*;
    use crate::tests::bus::OwnBus;

    struct Watcher {
        hosted: bool,
    }

    #[interface(name = "org.kde.StatusNotifierWatcher")]
    impl Watcher {
        #[zbus(property)]
        fn is_status_notifier_host_registered(&self) -> bool {
            self.hosted
        }
    }

    async fn panel(bus: &OwnBus, hosted: bool) -> Connection {
        let built = Builder::address(bus.address.as_str())
            .and_then(|builder| builder.serve_at(PATH, Watcher { hosted }))
            .and_then(|builder| builder.name(WATCHER));
        built.unwrap().build().await.unwrap()
    }

    fn watch(bus: &OwnBus, dir: &std::path::Path) -> (TrayHome, UnboundedReceiver<()>) {
        let (arrived, arrivals) = unbounded_channel();
        let home = TrayHome::watch(Some(bus.address.clone()), Some(dir.to_owned()), move || {
            let _ = arrived.send(());
        });
        (home, arrivals)
    }

    async fn until(home: &TrayHome, there: bool) {
        let seen = async {
            while home.is_there() != there {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), seen).await.expect("it is noticed");
    }

    #[tokio::test]
    async fn a_panel_that_comes_goes_and_comes_again_is_noticed_and_gets_the_icon_again() {
        let (bus, dir) = (OwnBus::start(), tempfile::tempdir().unwrap());
        let (home, mut arrivals) = watch(&bus, dir.path());
        until(&home, false).await;
        for _ in 0..2 {
            let panel = panel(&bus, true).await;
            arrivals.recv().await.unwrap();
            assert!(home.is_there());
            panel.close().await.unwrap();
            until(&home, false).await;
        }
    }

    #[tokio::test]
    async fn icons_that_are_taken_and_shown_by_nobody_have_no_home() {
        let (bus, dir) = (OwnBus::start(), tempfile::tempdir().unwrap());
        let _panel = panel(&bus, false).await;
        let (home, _arrivals) = watch(&bus, dir.path());
        until(&home, false).await;
    }

    #[tokio::test]
    async fn that_there_is_no_tray_is_said_once_also_over_restarts() {
        let (bus, dir) = (OwnBus::start(), tempfile::tempdir().unwrap());
        let (home, _arrivals) = watch(&bus, dir.path());
        assert!(home.is_to_be_said());
        home.said();
        let (next, _arrivals) = watch(&bus, dir.path());
        assert!(!home.is_to_be_said() && !next.is_to_be_said());
    }
}
