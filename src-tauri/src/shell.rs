//! The keeper's way to the person: the window, the tray, notifications and the browser.

use std::sync::{Arc, Mutex, PoisonError};

use keeper::{AttemptState, ConnectionId, Failure, NoBrowser, Notice, Shell, Snapshot, Stage};
use tauri::{AppHandle, Emitter, Runtime, Url};

use crate::{host::Host, locale::Locale, notice, tray::Tray, view::StateView};

/// The event that carries the whole state to the window.
pub const STATE_CHANGED: &str = "state-changed";

/// A keeper's shell that has a window, or may have one.
pub struct AppShell<R: Runtime> {
    app: AppHandle<R>,
    host: Arc<dyn Host>,
    locale: Arc<Locale>,
    shown: Mutex<Shown>,
}

/// What was shown last, so that only differences are.
#[derive(Default)]
struct Shown {
    tray: Option<Tray>,
    attempts: Vec<AttemptState>,
}

impl<R: Runtime> AppShell<R> {
    /// A shell for an app on a device.
    pub fn new(app: AppHandle<R>, host: Arc<dyn Host>, locale: Arc<Locale>) -> Self {
        Self { app, host, locale, shown: Mutex::default() }
    }
}

impl<R: Runtime> Shell for AppShell<R> {
    fn publish(&self, snapshot: &Snapshot) {
        if let Err(error) = self.app.emit(STATE_CHANGED, StateView::from(snapshot)) {
            tracing::warn!(%error, "the window could not be told of a change");
        }
        let tray = Tray::of(snapshot, &self.locale);
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        if shown.tray.as_ref() != Some(&tray) {
            self.host.set_tray(tray.clone());
            shown.tray = Some(tray);
        }
        if let Some(connection) = came_back(&shown.attempts, &snapshot.attempts) {
            self.host.come_forward(connection);
        }
        shown.attempts.clone_from(&snapshot.attempts);
    }

    fn notify(&self, notice: &Notice) {
        tracing::info!(connection = %notice.connection, "a notice");
        self.host.notify(notice::words(notice, &self.locale));
    }

    fn withdraw(&self, connection: &ConnectionId) {
        self.host.withdraw(connection);
    }

    fn open_url(&self, url: &Url) -> Result<(), NoBrowser> {
        self.host.open_url(url)
    }
}

/// The connection of a sign-in for which the browser has just come back with an answer.
fn came_back<'a>(before: &[AttemptState], now: &'a [AttemptState]) -> Option<&'a ConnectionId> {
    let was_waiting = |attempt: &AttemptState| {
        before.iter().any(|other| other.attempt == attempt.attempt && is_out(&other.stage))
    };
    now.iter()
        .find(|attempt| was_waiting(attempt) && !is_out(&attempt.stage))
        .map(|attempt| &attempt.connection)
}

/// Nothing has come back from the browser, and perhaps nothing will.
fn is_out(stage: &Stage) -> bool {
    matches!(stage, Stage::Opening | Stage::Waiting | Stage::Failed(Failure::TimedOut))
}
