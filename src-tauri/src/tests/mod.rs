//! The shell against Tauri's mock runtime, with a recording device around it.

mod bindings;
#[cfg(target_os = "linux")]
pub mod bus;
mod invitations;
mod ipc;
mod phones;
mod projects;
mod reminders;
mod sentinel;
mod shells;
pub mod states;
mod trays;
mod views;
mod words;

use std::{
    path::PathBuf,
    sync::{Arc, Mutex},
};

use keeper::{ConnectionId, NoBrowser, NotShown, Shown};
use tauri::Url;

use crate::{
    host::{Copied, Host, NoClipboard, NotKept, NotTaken},
    notice::{About, NotificationText},
    tray::Tray,
};

/// A device that only records its calls, and refuses them if `refuses` is set.
#[derive(Default)]
pub struct Recorder {
    pub refuses: bool,
    pub opened: Mutex<Vec<Url>>,
    pub copied: Mutex<Vec<Copied>>,
    /// The files that the person got: name and text.
    pub handed_over: Mutex<Vec<(String, String)>>,
    pub shown: Mutex<Vec<NotificationText>>,
    pub withdrawn: Mutex<Vec<About>>,
    pub trays: Mutex<Vec<Tray>>,
    pub came_forward: Mutex<Vec<ConnectionId>>,
    pub starts_at_login: Mutex<bool>,
}

impl Recorder {
    pub fn new() -> Arc<Self> {
        Arc::default()
    }

    pub fn refusing() -> Arc<Self> {
        Arc::new(Self { refuses: true, ..Self::default() })
    }
}

impl Host for Recorder {
    fn open_url(&self, url: &Url) -> Result<(), NoBrowser> {
        self.opened.lock().unwrap().push(url.clone());
        if self.refuses { Err(NoBrowser) } else { Ok(()) }
    }

    fn copy(&self, text: Copied) -> Result<(), NoClipboard> {
        self.copied.lock().unwrap().push(text);
        if self.refuses { Err(NoClipboard) } else { Ok(()) }
    }

    fn hand_over(&self, name: &str, extension: &str, text: &str) -> Result<PathBuf, NotKept> {
        let name = format!("{name}.{extension}");
        self.handed_over.lock().unwrap().push((name.clone(), text.to_owned()));
        if self.refuses { Err(NotKept) } else { Ok(PathBuf::from("/home/dana/Downloads").join(name)) }
    }

    fn notify(&self, words: NotificationText, shown: Shown) {
        self.shown.lock().unwrap().push(words);
        shown.report(if self.refuses { Err(NotShown) } else { Ok(()) });
    }

    fn withdraw(&self, about: About) {
        self.withdrawn.lock().unwrap().push(about);
    }

    fn set_tray(&self, tray: Tray) {
        self.trays.lock().unwrap().push(tray);
    }

    fn starts_at_login(&self) -> Option<bool> {
        Some(*self.starts_at_login.lock().unwrap())
    }

    fn set_starts_at_login(&self, on: bool) -> Result<(), NotTaken> {
        if self.refuses {
            return Err(NotTaken);
        }
        *self.starts_at_login.lock().unwrap() = on;
        Ok(())
    }

    fn come_forward(&self, connection: &ConnectionId) {
        self.came_forward.lock().unwrap().push(connection.clone());
    }
}
