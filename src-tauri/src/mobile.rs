//! Gander on a phone or tablet: no tray, one window that the system keeps.

mod picture;
mod schedule;

use std::{path::PathBuf, sync::Arc};

use keeper::{ConnectionId, NoBrowser, Shown, Topic};
use locale::Locale;
use tauri::{AppHandle, Manager, RunEvent, Runtime, Url};
use tauri_plugin_clipboard_manager::ClipboardExt;
use tauri_plugin_opener::OpenerExt;

use crate::{
    Start,
    host::{Copied, Host, NoClipboard, NotKept, NotTaken},
    notice::{About, NotificationText},
    notifier::Notifier,
    opened, start,
    tray::Tray,
    window, wired,
};

/// Runs Gander. The attribute generates the entry point that the system calls.
#[tauri::mobile_entry_point]
pub fn run() {
    keeper::forbid_core_dumps();
    start::log_to_stderr();
    let built = wired(tauri::Builder::default())
        .setup(|app| start::begin(app, Start::default()))
        .build(tauri::generate_context!());
    match built {
        Ok(app) => app.run(|app, event| on_event(app, &event)),
        Err(error) => tracing::error!(%error, "the app could not be built"),
    }
}

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
    /// Opens the in-app browser, which shares its sign-ins with the system's browser and nothing with the app.
    fn open_url(&self, url: &Url) -> Result<(), NoBrowser> {
        self.app.opener().open_url(url.as_str(), Some("inAppBrowser")).map_err(|_| NoBrowser)
    }

    fn copy(&self, text: Copied) -> Result<(), NoClipboard> {
        let (Copied::Plain(text) | Copied::Private(text)) = text;
        self.app.clipboard().write_text(text).map_err(|_| NoClipboard)
    }

    /// Always fails: a phone shows the person no folders of its apps.
    fn hand_over(&self, _: &str, _: &str, _: &str) -> Result<PathBuf, NotKept> {
        Err(NotKept)
    }

    fn notify(&self, words: NotificationText, shown: Shown) {
        // The system got this notification ahead of time and has shown it when it was due.
        if words.about == About::Topic(Topic::Soon) || words.is_reminder {
            return shown.report(Ok(()));
        }
        self.notifier.show(words, shown);
    }

    fn withdraw(&self, about: About) {
        self.notifier.withdraw(about);
    }

    fn set_tray(&self, _: Tray) {}

    fn starts_at_login(&self) -> Option<bool> {
        None
    }

    fn set_starts_at_login(&self, _: bool) -> Result<(), NotTaken> {
        Err(NotTaken)
    }

    fn come_forward(&self, connection: &ConnectionId) {
        window::come_forward(&self.app, connection);
    }
}

/// The folder for everything that Gander keeps. The system removes it with the app, and no backup has it: the Android
/// project forbids backups, and `main.mm` excludes the folder on iOS.
///
/// # Errors
/// When the system does not name it.
pub fn data_dir<R: Runtime>(app: &AppHandle<R>) -> Result<PathBuf, Box<dyn std::error::Error>> {
    Ok(app.path().app_data_dir()?)
}

/// The system sends no signals that Gander must hear.
pub fn listen<R: Runtime>(_: &AppHandle<R>) {}

/// Handles the start of the app, its return to the screen, and its end.
pub fn on_event<R: Runtime>(app: &AppHandle<R>, event: &RunEvent) {
    match event {
        RunEvent::Ready => {
            opened::take_early(app, picture::read);
            schedule::begin(app);
        }
        RunEvent::Opened { urls } => opened::take(app, urls, picture::read),
        RunEvent::Resumed => schedule::resume(app),
        RunEvent::Exit => start::shut_down(app),
        _ => {}
    }
}
