//! What the shell needs of the device around it, behind one narrow trait that tests can record.

use std::path::PathBuf;

use keeper::{ConnectionId, NoBrowser, Shown, Topic};
use tauri::Url;

use crate::{notice::NotificationText, tray::Tray};

/// The device around Gander.
///
/// The keeper's task calls some of these, so none may wait for the person, the main thread or a server.
pub trait Host: Send + Sync + 'static {
    /// Open a page in the person's browser. A login page's URL holds `state`: never log it.
    ///
    /// # Errors
    /// When no browser can be opened.
    fn open_url(&self, url: &Url) -> Result<(), NoBrowser>;

    /// Put text on the clipboard.
    ///
    /// # Errors
    /// When there is no clipboard.
    fn copy(&self, text: Copied) -> Result<(), NoClipboard>;

    /// Keep a file where the person looks for what programs give them, and open it with whatever this device opens
    /// such files with, if anything. Gives where it is.
    ///
    /// # Errors
    /// When there is no place for it.
    fn hand_over(&self, name: &str, extension: &str, text: &str) -> Result<PathBuf, NotKept>;

    /// Show a notification in place of the former one on the same topic, and report whether it was shown.
    fn notify(&self, words: NotificationText, shown: Shown);

    /// Take the notification on a topic back.
    fn withdraw(&self, topic: Topic);

    /// Show a tray icon, or change it.
    fn set_tray(&self, tray: Tray);

    /// Whether Gander starts when the person logs in. `None` where that is not for Gander to say.
    fn starts_at_login(&self) -> Option<bool>;

    /// Start Gander when the person logs in, without a window, or no longer.
    ///
    /// # Errors
    /// When the system does not take it.
    fn set_starts_at_login(&self, on: bool) -> Result<(), NotTaken>;

    /// A sign-in came back from the browser: bring the window, if it is open, to the front at its connection.
    fn come_forward(&self, connection: &ConnectionId);
}

/// What goes on the clipboard.
pub enum Copied {
    /// Anything may remember it.
    Plain(String),
    /// A login page's URL: the clipboard's history should not keep it.
    Private(String),
}

/// The system did not take a setting.
#[derive(Clone, Copy, Debug)]
pub struct NotTaken;

/// There is no place for a file, or it cannot be written.
#[derive(Clone, Copy, Debug)]
pub struct NotKept;

/// There is no clipboard, or it refused.
#[derive(Clone, Copy, Debug)]
pub struct NoClipboard;
