//! The narrow trait through which the keeper reaches a person.

pub use alerts::Topic;
use lifecycle::ConnectionId;
pub use lifecycle::NoticeKind;
use url::Url;
use vault::VaultTrouble;

use crate::snapshot::Snapshot;

/// What the keeper asks of whoever hosts it. Called from the keeper's task: must return at once.
pub trait Shell: Send + Sync + 'static {
    /// The state changed.
    fn publish(&self, snapshot: &Snapshot);

    /// Whether this process shows native notifications: then [`Shell::notify`] is called.
    fn shows_alerts(&self) -> bool {
        false
    }

    /// Show a native notification in place of the former one on the same topic, and report whether it was shown.
    fn notify(&self, alert: &Alert, shown: Shown) {
        let _ = alert;
        shown.report(Ok(()));
    }

    /// All of a topic is over: take its notification back.
    fn withdraw(&self, topic: Topic) {
        let _ = topic;
    }

    /// The tokens cannot be opened, and why; or, with `None`, they can be again. A process that does the timed work goes
    /// on asking for their key. Called once for each change.
    fn vault(&self, trouble: Option<VaultTrouble>) {
        let _ = trouble;
    }

    /// Something is to be told from now on, whichever channel tells it and when. Called once, by the process that keeps
    /// the time.
    fn raised(&self, notice: &Notice) {
        let _ = notice;
    }

    /// What was to be told about a connection is over.
    fn over(&self, connection: &ConnectionId) {
        let _ = connection;
    }

    /// Open the network's login page in the person's browser. The URL holds `state`: never log it.
    ///
    /// # Errors
    /// When no browser can be opened.
    fn open_url(&self, url: &Url) -> Result<(), NoBrowser>;
}

/// No browser could be opened.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("no browser could be opened; copy the link and open it by hand")]
pub struct NoBrowser;

/// Something to tell the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// About which connection.
    pub connection: ConnectionId,
    /// The network's name.
    pub network_name: String,
    /// `@username` or the person's name.
    pub who: Option<String>,
    /// The kind of notice.
    pub kind: NoticeKind,
}

/// A native notification about everything on one topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// The topic.
    pub topic: Topic,
    /// What is new. Nothing, when fewer are concerned than before: then what is still on the screen is changed, and
    /// nothing comes up anew.
    pub news: Vec<NotificationItem>,
    /// What was told before and is still so.
    pub still: Vec<NotificationItem>,
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
}

/// The system did not show a notification: there is nothing to show it, or it was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the system did not show the notification")]
pub struct NotShown;

/// Takes the report whether a notification was shown. Without a report it counts as shown.
pub struct Shown(Box<dyn FnOnce(Result<(), NotShown>) + Send>);

impl Shown {
    /// Hands the report on.
    pub fn new(report: impl FnOnce(Result<(), NotShown>) + Send + 'static) -> Self {
        Self(Box::new(report))
    }

    /// It was shown, or was not.
    pub fn report(self, result: Result<(), NotShown>) {
        (self.0)(result);
    }
}
