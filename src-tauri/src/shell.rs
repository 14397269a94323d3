//! The keeper's way to the person: the window, the tray, notifications and the browser.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use keeper::{
    ActivityAlert, Alert, ConnectionId, Failure, Keeper, NoBrowser, Notice, Shell, Shown, SignInState,
    Snapshot, Stage, Topic,
};
use locale::Locale;
use tauri::{AppHandle, Emitter, Manager, Runtime, Url};

use crate::{
    host::Host,
    notice::{self, About},
    tray::Tray,
    view::{FeedsView, SharingView, StateView},
    window::Watched,
};

/// The event that carries the whole state to the window.
pub const STATE_CHANGED: &str = "state-changed";

/// The event that carries all that is shared to the window.
pub const SHARING_CHANGED: &str = "sharing-changed";
/// The event that carries the feeds and their news.
pub const FEEDS_CHANGED: &str = "feeds-changed";

/// The shortest time between two states. The screen shows faster changes together.
const FRAME: Duration = Duration::from_millis(16);

/// The keeper's shell in the app, with an open window or without.
pub struct AppShell<R: Runtime> {
    screen: Arc<Screen<R>>,
    /// The sign-ins of the last snapshot.
    sign_ins: Mutex<Vec<SignInState>>,
}

/// The window and the tray, which show states.
struct Screen<R: Runtime> {
    app: AppHandle<R>,
    host: Arc<dyn Host>,
    locale: Arc<Locale>,
    waiting: Mutex<Waiting>,
    /// The view of sharing that the window has.
    sharing: Mutex<Option<SharingView>>,
    /// The view of the feeds that the window has.
    feeds: Mutex<Option<FeedsView>>,
    /// The tray as it is shown. An equal one is not set again.
    tray: Mutex<Option<Tray>>,
}

/// The newest state that is not shown yet.
#[derive(Default)]
struct Waiting {
    newest: Option<Snapshot>,
    /// True while a task is about to show it.
    noticed: bool,
}

impl<R: Runtime> AppShell<R> {
    /// A shell for an app on a device.
    pub fn new(app: AppHandle<R>, host: Arc<dyn Host>, locale: Arc<Locale>) -> Self {
        let (waiting, tray) = (Mutex::default(), Mutex::default());
        let (sharing, feeds) = (Mutex::default(), Mutex::default());
        Self {
            screen: Arc::new(Screen { app, host, locale, waiting, sharing, feeds, tray }),
            sign_ins: Mutex::default(),
        }
    }
}

impl<R: Runtime> Screen<R> {
    /// Shows the newest state until no newer one waits. Pauses after each for as long as showing it took, and for a
    /// frame at least, to leave time for everything else.
    fn catch_up(&self) {
        while let Some(snapshot) = self.next() {
            let begun = Instant::now();
            self.show(&snapshot);
            std::thread::sleep(begun.elapsed().max(FRAME));
        }
    }

    fn next(&self) -> Option<Snapshot> {
        let mut waiting = lock(&self.waiting);
        let newest = waiting.newest.take();
        waiting.noticed = newest.is_some();
        newest
    }

    fn show(&self, snapshot: &Snapshot) {
        if let Err(error) = self.app.emit(STATE_CHANGED, StateView::from(snapshot)) {
            tracing::warn!(%error, "the window could not be told of a change");
        }
        self.show_sharing();
        let tray = Tray::of(snapshot, &self.locale);
        let mut shown = lock(&self.tray);
        if shown.as_ref() != Some(&tray) {
            self.host.set_tray(tray.clone());
            *shown = Some(tray);
        }
    }
}

impl<R: Runtime> Screen<R> {
    /// Tells the window all that is shared, if it changed. A post also looks different when its account does.
    fn show_sharing(&self) {
        // The lock keeps an older view from following a newer one.
        let mut known = lock(&self.sharing);
        let Some(keeper) = self.app.try_state::<Keeper>() else { return };
        match SharingView::of(&keeper) {
            Ok(sharing) if known.as_ref() != Some(&sharing) => {
                if let Err(error) = self.app.emit(SHARING_CHANGED, &sharing) {
                    tracing::warn!(%error, "the window could not be told of a change");
                }
                *known = Some(sharing);
            }
            Ok(_) => {}
            Err(error) => tracing::error!(%error, "what is shared could not be read"),
        }
    }

    /// Tells the window the feeds and their news, if they changed.
    fn show_feeds(&self) {
        let mut known = lock(&self.feeds);
        let Some(keeper) = self.app.try_state::<Keeper>() else { return };
        match FeedsView::of(&keeper) {
            Ok(feeds) if known.as_ref() != Some(&feeds) => {
                if let Err(error) = self.app.emit(FEEDS_CHANGED, &feeds) {
                    tracing::warn!(%error, "the window could not be told of a change");
                }
                *known = Some(feeds);
            }
            Ok(_) => {}
            Err(error) => tracing::error!(%error, "the feeds could not be read"),
        }
    }
}

impl<R: Runtime> Shell for AppShell<R> {
    fn publish(&self, snapshot: &Snapshot) {
        self.screen.locale.choose(snapshot.language);
        let mut sign_ins = lock(&self.sign_ins);
        if let Some(connection) = came_back(&sign_ins, &snapshot.sign_ins) {
            self.screen.host.come_forward(connection);
        }
        sign_ins.clone_from(&snapshot.sign_ins);
        let mut waiting = lock(&self.screen.waiting);
        waiting.newest = Some(snapshot.clone());
        if !std::mem::replace(&mut waiting.noticed, true) {
            let screen = Arc::clone(&self.screen);
            tauri::async_runtime::spawn_blocking(move || screen.catch_up());
        }
    }

    fn shows_alerts(&self) -> bool {
        true
    }

    fn notify(&self, alert: &Alert, shown: Shown) {
        match notice::words(alert, &self.screen.locale) {
            Some(words) => self.screen.host.notify(words, shown),
            None => shown.report(Ok(())),
        }
    }

    fn withdraw(&self, topic: Topic) {
        self.screen.host.withdraw(About::Topic(topic));
    }

    fn notify_activity(&self, alert: &ActivityAlert, shown: Shown) {
        self.screen.host.notify(notice::words_of_activity(alert, &self.screen.locale), shown);
    }

    fn withdraw_activity(&self, activity: &str) {
        self.screen.host.withdraw(About::Activity(activity.to_owned()));
    }

    fn is_watched(&self) -> bool {
        self.screen.app.try_state::<Watched>().is_some_and(|watched| watched.is_on())
    }

    fn sharing_changed(&self) {
        let screen = Arc::clone(&self.screen);
        tauri::async_runtime::spawn_blocking(move || {
            screen.show_sharing();
            screen.show_feeds();
        });
    }

    fn raised(&self, notice: &Notice) {
        tracing::info!(connection = %notice.connection, "a notice");
    }

    fn open_url(&self, url: &Url) -> Result<(), NoBrowser> {
        self.screen.host.open_url(url)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The connection of a sign-in whose answer has just come back from the browser.
fn came_back<'a>(before: &[SignInState], now: &'a [SignInState]) -> Option<&'a ConnectionId> {
    let was_waiting = |sign_in: &SignInState| {
        before.iter().any(|other| other.operation_id == sign_in.operation_id && is_out(&other.stage))
    };
    now.iter()
        .find(|sign_in| was_waiting(sign_in) && !is_out(&sign_in.stage))
        .map(|sign_in| &sign_in.connection)
}

/// Tells whether a sign-in still lacks an answer from the browser.
fn is_out(stage: &Stage) -> bool {
    matches!(stage, Stage::Opening | Stage::Waiting | Stage::AsksPin | Stage::Failed(Failure::TimedOut))
}
