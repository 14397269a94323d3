//! The narrow trait through which the keeper reaches a person.

pub use alerts::Topic;
use lifecycle::ConnectionId;
pub use lifecycle::NoticeKind;
use locale::ActivityNews;
use url::Url;
use vault::VaultTrouble;

use crate::snapshot::Snapshot;

/// The keeper's interface to its host. The keeper's task calls it, so each method must return at once.
pub trait Shell: Send + Sync + 'static {
    /// Takes each new state.
    fn publish(&self, snapshot: &Snapshot);

    /// Tells whether this process shows native notifications, for which [`Shell::notify`] is called.
    fn shows_alerts(&self) -> bool {
        false
    }

    /// Shows a native notification in place of the former one on the same topic, and reports whether it was shown.
    fn notify(&self, alert: &Alert, shown: Shown) {
        let _ = alert;
        shown.report(Ok(()));
    }

    /// Withdraws the notification of a topic, because everything on it is over.
    fn withdraw(&self, topic: Topic) {
        let _ = topic;
    }

    /// Shows a native notification about an activity in place of the former one about it, and reports whether it was
    /// shown.
    fn notify_activity(&self, alert: &ActivityAlert, shown: Shown) {
        let _ = alert;
        shown.report(Ok(()));
    }

    /// Withdraws the notification about an activity, because it needs the person no longer.
    fn withdraw_activity(&self, activity: &str) {
        let _ = activity;
    }

    /// Tells whether the person looks at the window now, which shows what needs them.
    fn is_watched(&self) -> bool {
        false
    }

    /// Reports why the tokens cannot be opened, or with `None` that they can be again. Called once for each change. A
    /// process that does the timed work goes on asking for the key.
    fn vault(&self, trouble: Option<VaultTrouble>) {
        let _ = trouble;
    }

    /// Reports a new notice, independent of the channel and time of its delivery. Called once, by the process that does
    /// the timed work.
    fn raised(&self, notice: &Notice) {
        let _ = notice;
    }

    /// Reports that the notice about a connection is over.
    fn over(&self, connection: &ConnectionId) {
        let _ = connection;
    }

    /// Reports that a post, an activity or a draft changed. They are then read anew ([`crate::Keeper::activities`]).
    fn sharing_changed(&self) {}

    /// Opens the network's login page in the person's browser. The URL holds `state`: never log it.
    ///
    /// # Errors
    /// When no browser can be opened.
    fn open_url(&self, url: &Url) -> Result<(), NoBrowser>;
}

/// No browser could be opened.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("no browser could be opened; copy the link and open it by hand")]
pub struct NoBrowser;

/// A notice for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The connection.
    pub connection: ConnectionId,
    /// The network's name.
    pub network_name: String,
    /// `@username` or the person's name.
    pub who: Option<String>,
    /// The kind of notice.
    pub kind: NoticeKind,
    /// The number of activities that are planned for later than the end of the account's access, if the kind names one.
    pub planned_after: usize,
}

/// A native notification about everything on one topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// The topic.
    pub topic: Topic,
    /// The new items. If there are none, the topic only lost items: change the notification on the screen, and do not
    /// show it anew.
    pub news: Vec<NotificationItem>,
    /// The items that were told before and still hold.
    pub still: Vec<NotificationItem>,
}

/// A native notification about one activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityAlert {
    /// The id of the activity.
    pub activity: String,
    /// The news, for [`locale::activity_words`].
    pub news: ActivityNews,
    /// The connection whose sign-in lets the activity leave.
    pub reauthorize: Option<ConnectionId>,
    /// The one post that needs the person, if they share it by hand: a button hands it over.
    pub hand_over: Option<String>,
    /// `true` if the notification appears anew. Otherwise it only replaces one that is still on the screen.
    pub alarm: bool,
}

/// One connection in an [`Alert`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotificationItem {
    /// The connection.
    pub connection: ConnectionId,
    /// The network's name.
    pub network_name: String,
    /// `@username` or the person's name.
    pub who: Option<String>,
    /// The kind of notice.
    pub kind: NoticeKind,
    /// The number of activities that wait for the account.
    pub waiting: usize,
    /// The number of activities that are planned for later than the end of the account's access, if the kind names one.
    pub planned_after: usize,
}

/// The system did not show a notification: no service shows them, or it refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the system did not show the notification")]
pub struct NotShown;

/// Takes the report of whether a notification was shown. Without a report it counts as shown.
pub struct Shown(Box<dyn FnOnce(Result<(), NotShown>) + Send>);

impl Shown {
    /// Passes the report on to this function.
    pub fn new(report: impl FnOnce(Result<(), NotShown>) + Send + 'static) -> Self {
        Self(Box::new(report))
    }

    /// Reports whether the notification was shown.
    pub fn report(self, result: Result<(), NotShown>) {
        (self.0)(result);
    }
}
