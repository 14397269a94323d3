//! The device around the shell, behind one narrow trait that tests can record.

use std::path::PathBuf;

use keeper::{ConnectionId, NoBrowser, Shown};
use tauri::Url;

use crate::{
    notice::{About, NotificationText},
    tray::Tray,
};

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

    /// Save a file in the downloads folder, and open it if the device has a program for such files. Return its path.
    ///
    /// # Errors
    /// When the file cannot be saved.
    fn hand_over(&self, name: &str, extension: &str, text: &str) -> Result<PathBuf, NotKept>;

    /// Show a notification in place of the former one about the same subject, and report whether it was shown.
    fn notify(&self, words: NotificationText, shown: Shown);

    /// Take the notification about a subject back.
    fn withdraw(&self, about: About);

    /// Show a tray icon, or change it.
    fn set_tray(&self, tray: Tray);

    /// Tell whether Gander starts at login. `None` if Gander cannot decide that on this device.
    fn starts_at_login(&self) -> Option<bool>;

    /// Turn the start at login, without a window, on or off.
    ///
    /// # Errors
    /// When the system refuses.
    fn set_starts_at_login(&self, on: bool) -> Result<(), NotTaken>;

    /// Bring the window, if it is open, to the front at a connection whose sign-in came back from the browser.
    fn come_forward(&self, connection: &ConnectionId);
}

/// A text for the clipboard.
pub enum Copied {
    /// Clipboard histories may keep it.
    Plain(String),
    /// A login page's URL, which clipboard histories should not keep.
    Private(String),
}

/// The system refused a setting.
#[derive(Clone, Copy, Debug)]
pub struct NotTaken;

/// There is no place for a file, or it cannot be written.
#[derive(Clone, Copy, Debug)]
pub struct NotKept;

/// There is no clipboard, or it refused.
#[derive(Clone, Copy, Debug)]
pub struct NoClipboard;
