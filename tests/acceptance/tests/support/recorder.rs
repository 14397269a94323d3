//! A shell that records its calls.

use std::sync::{
    Mutex, MutexGuard, PoisonError,
    atomic::{AtomicBool, Ordering},
};

use keeper::{
    ActivityAlert, Alert, ConnectionId, NoBrowser, NotShown, Notice, NoticeKind, NotificationItem, Shell,
    Shown, Snapshot, Topic,
};
use url::Url;

/// A message to the person.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    Notice(NoticeKind),
    Withdrawn,
}

/// A call about a native notification.
#[derive(Clone, Debug, PartialEq)]
pub enum Screen {
    /// A notification with these connections as its news, and with these that are still affected.
    Alert(Topic, Vec<ConnectionId>, Vec<ConnectionId>),
    Withdrawn(Topic),
}

/// A call about the notification of an activity.
#[derive(Clone, Debug, PartialEq)]
pub enum OfActivity {
    Shown(ActivityAlert),
    Withdrawn(String),
}

#[derive(Default)]
pub struct Recorder {
    screen: Mutex<Vec<Screen>>,
    activities: Mutex<Vec<OfActivity>>,
    /// Tells whether the person looks at the window.
    pub watched: AtomicBool,
    /// Tells whether the system refuses to show anything.
    pub refuses: AtomicBool,
    said: Mutex<Vec<(ConnectionId, Said)>>,
    /// The `Debug` output of everything that came through here.
    debug: Mutex<String>,
    opened: Mutex<Vec<Url>>,
}

impl Recorder {
    /// The messages about a connection, in order.
    pub fn said(&self, id: &ConnectionId) -> Vec<Said> {
        locked(&self.said).iter().filter(|(of, _)| of == id).map(|(_, said)| said.clone()).collect()
    }

    /// The messages about all connections.
    pub fn all(&self) -> Vec<(ConnectionId, Said)> {
        locked(&self.said).clone()
    }

    pub fn notices(&self, id: &ConnectionId) -> Vec<NoticeKind> {
        let notice = |said| match said {
            Said::Notice(kind) => Some(kind),
            Said::Withdrawn => None,
        };
        self.said(id).into_iter().filter_map(notice).collect()
    }

    /// The calls about notifications, in order.
    pub fn screen(&self) -> Vec<Screen> {
        locked(&self.screen).clone()
    }

    /// The calls about notifications of activities, in order.
    pub fn of_activities(&self) -> Vec<OfActivity> {
        locked(&self.activities).clone()
    }

    pub fn debug(&self) -> String {
        locked(&self.debug).clone()
    }

    /// The login pages that were opened.
    pub fn opened(&self) -> Vec<Url> {
        locked(&self.opened).clone()
    }
}

impl Shell for Recorder {
    fn publish(&self, snapshot: &Snapshot) {
        locked(&self.debug).push_str(&format!("{snapshot:?}\n"));
    }

    fn shows_alerts(&self) -> bool {
        true
    }

    fn notify(&self, alert: &Alert, shown: Shown) {
        let ids =
            |matters: &[NotificationItem]| matters.iter().map(|matter| matter.connection.clone()).collect();
        locked(&self.debug).push_str(&format!("{alert:?}\n"));
        locked(&self.screen).push(Screen::Alert(alert.topic, ids(&alert.news), ids(&alert.still)));
        let refused = self.refuses.load(Ordering::SeqCst);
        shown.report(if refused { Err(NotShown) } else { Ok(()) });
    }

    fn withdraw(&self, topic: Topic) {
        locked(&self.screen).push(Screen::Withdrawn(topic));
    }

    fn notify_activity(&self, alert: &ActivityAlert, shown: Shown) {
        locked(&self.debug).push_str(&format!("{alert:?}\n"));
        locked(&self.activities).push(OfActivity::Shown(alert.clone()));
        let refused = self.refuses.load(Ordering::SeqCst);
        shown.report(if refused { Err(NotShown) } else { Ok(()) });
    }

    fn withdraw_activity(&self, activity: &str) {
        locked(&self.activities).push(OfActivity::Withdrawn(activity.to_owned()));
    }

    fn is_watched(&self) -> bool {
        self.watched.load(Ordering::SeqCst)
    }

    fn raised(&self, notice: &Notice) {
        locked(&self.debug).push_str(&format!("{notice:?}\n"));
        locked(&self.said).push((notice.connection.clone(), Said::Notice(notice.kind.clone())));
    }

    fn over(&self, connection: &ConnectionId) {
        locked(&self.said).push((connection.clone(), Said::Withdrawn));
    }

    fn open_url(&self, url: &Url) -> Result<(), NoBrowser> {
        locked(&self.opened).push(url.clone());
        Ok(())
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
