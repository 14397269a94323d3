//! The narrow trait through which the keeper reaches a person.

use lifecycle::ConnectionId;
pub use lifecycle::NoticeKind;
use url::Url;

use crate::snapshot::Snapshot;

/// What the keeper asks of whoever hosts it. Called from the keeper's task: must return at once.
pub trait Shell: Send + Sync + 'static {
    /// The state changed.
    fn publish(&self, snapshot: &Snapshot);

    /// Tell the person, once.
    fn notify(&self, notice: &Notice);

    /// It is over: take back whatever was told about this connection.
    fn withdraw(&self, connection: &ConnectionId);

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
    /// What.
    pub kind: NoticeKind,
}
