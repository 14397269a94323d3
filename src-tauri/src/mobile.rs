//! Gander on a phone or tablet: no tray, one window that the system keeps.

use std::{path::PathBuf, sync::Arc};

use keeper::{ConnectionId, NoBrowser, Shown, Topic};
use locale::Locale;
use tauri::{AppHandle, Manager, Runtime, Url};
use tauri_plugin_clipboard_manager::ClipboardExt;
use tauri_plugin_opener::OpenerExt;

use crate::{
    host::{Copied, Host, NoClipboard},
    notice::Words,
    notifier::Notifier,
    tray::Tray,
    window,
};

/// A phone or a tablet.
pub struct Device<R: Runtime> {
    app: AppHandle<R>,
    notifier: Notifier,
}

impl<R: Runtime> Device<R> {
    /// The device that an app runs on.
    pub fn new(app: &AppHandle<R>, locale: &Arc<Locale>) -> Self {
        Self { app: app.clone(), notifier: Notifier::start(app, locale) }
    }
}

impl<R: Runtime> Host for Device<R> {
    /// A browser within the app, which shares its sign-ins with the system's browser and nothing with the app.
    fn open_url(&self, url: &Url) -> Result<(), NoBrowser> {
        self.app.opener().open_url(url.as_str(), Some("inAppBrowser")).map_err(|_| NoBrowser)
    }

    fn copy(&self, text: Copied) -> Result<(), NoClipboard> {
        let (Copied::Plain(text) | Copied::Private(text)) = text;
        self.app.clipboard().write_text(text).map_err(|_| NoClipboard)
    }

    fn notify(&self, words: Words, shown: Shown) {
        self.notifier.show(words, shown);
    }

    fn withdraw(&self, topic: Topic) {
        self.notifier.withdraw(topic);
    }

    fn set_tray(&self, _: Tray) {}

    fn come_forward(&self, connection: &ConnectionId) {
        window::come_forward(&self.app, connection);
    }
}

/// The folder for everything Gander keeps, which the system backs up and removes with the app.
///
/// # Errors
/// When the system does not name it.
pub fn data_dir<R: Runtime>(app: &AppHandle<R>) -> Result<PathBuf, Box<dyn std::error::Error>> {
    Ok(app.path().app_data_dir()?)
}

/// The system sends no signals that Gander must hear.
pub fn listen<R: Runtime>(_: &AppHandle<R>) {}
