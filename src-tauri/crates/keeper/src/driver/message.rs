//! The messages of the driver: the commands of the handles, and the results of its own work.

use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::{ConnectionId, NetworkId, OperationId};
use networks::AppOptions;
use oauth::{Authorization, Failure, KeyCheck, redirect::Redirected};
use secrecy::SecretString;
use store::{Lead, Picture, Source};
use tokio::sync::oneshot;
use url::Url;
use vault::{
    App, VaultTrouble,
    key::{Asking, LoadedKey},
};

use crate::{
    Error, Invitation, JoinPlan, Outcome, email::MailTrouble, organization::Joining, shell::NotShown,
    sign_ins::SignInParameters, work::WorkResult,
};

pub(super) type Reply<T> = oneshot::Sender<Result<T, Error>>;

/// A request of a [`crate::Keeper`] handle.
pub(crate) enum Command {
    Connect(NetworkId, SignInParameters, Reply<OperationId>),
    Reauthorize(ConnectionId, SignInParameters, Reply<OperationId>),
    EnterPin(OperationId, SecretString, Reply<()>),
    Outcome(OperationId, oneshot::Sender<Outcome>),
    AuthorizationUrl(OperationId, Reply<Url>),
    Cancel(OperationId, Reply<()>),
    AddAsNew(OperationId, Reply<()>),
    Check(Option<ConnectionId>, Reply<()>),
    Renew(ConnectionId, Reply<()>),
    Disconnect(ConnectionId, Reply<()>),
    ListPages(ConnectionId, Reply<()>),
    HoldPages(ConnectionId, Vec<String>, Reply<()>),
    SetApp(NetworkId, App, Option<AppOptions>, Reply<()>),
    RemoveApp(NetworkId, Reply<()>),
    Plan(Box<Invitation>, Reply<JoinPlan>),
    Join(Box<Joining>, JoinPlan, Reply<()>),
    /// Writes the `gander.toml` of an organization of this name, with secrets if there is a passphrase.
    MakeOrganization(String, Option<SecretString>, Reply<String>),
    CheckApp(NetworkId, Reply<KeyCheck>),
    SetBridge(NetworkId, Option<String>, Reply<()>),
    /// A link that a bridge page opened.
    TakeRedirect(SecretString, Reply<()>),
    SetAlerts(Box<::alerts::Settings>, Option<SecretString>, Reply<()>),
    TestEmail(Box<::alerts::Email>, Option<SecretString>, Reply<()>),
    PauseAlerts(Option<DateTime<Utc>>, Reply<()>),
    SetLanguage(Option<&'static str>, Reply<()>),
    /// The person shared something, or decided about a post. The store holds it already.
    Share,
    /// Delete a post at its network.
    DeletePost(publishing::PostId, Reply<()>),
    /// The person changed a feed or a suggestion. The store holds it already.
    FeedsChanged,
    /// The person looks at the window.
    SawActivities,
    /// Another process, or a handle, changed the store.
    StoreChanged,
    /// A program needs a token that lives for this long.
    Use(ConnectionId, TimeDelta, Reply<()>),
    /// The tools of a request for a program.
    Tools(ConnectionId, Reply<super::programs::Tools>),
    ShutDown(oneshot::Sender<()>),
}

pub(crate) enum Message {
    Command(Command),
    WorkResult(Box<WorkResult>),
    /// The authorization request for the person's browser, or its failure.
    Prepared(OperationId, Result<Box<Authorization>, Failure>),
    Redirected(OperationId, Redirected),
    /// The answer to a request for the key. `None`: it takes long.
    Key(Asking, Option<Result<LoadedKey, VaultTrouble>>),
    /// This process leads now, because the former leader has ended.
    Lead(Lead),
    /// The network limits requests: those that no person asked for wait until this time.
    RateLimited(NetworkId, DateTime<Utc>),
    /// The other process that began a renewal of this generation works on the connection no longer.
    Free(ConnectionId, u64),
    /// This process publishes now, because the one that did has ended.
    ShareLock(Lead),
    /// The result of a notification with these connections as its news.
    Shown(Vec<ConnectionId>, Result<(), NotShown>),
    /// The result of a notification about an activity.
    ActivityShown(Box<::alerts::ActivityEntry>, Result<(), NotShown>),
    /// The result of a mail about these activities.
    ActivitiesMailed(Vec<::alerts::ActivityEntry>, Result<(), MailTrouble>),
    /// The result of a mail about these connections.
    Mailed(super::mails::MailedConnections, Result<(), MailTrouble>),
    /// The picture of a connection at this address. `None`: it could not be fetched.
    Picture(ConnectionId, Source, Option<Picture>),
    /// An answer about a feed.
    Feed(super::feeds::Heard),
}
