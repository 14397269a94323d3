//! The handle through which a shell or the command line speaks to the driver.

mod alerts;
mod apps;
mod feeds;
mod hand_over;
mod measuring;
mod pictures;
mod places;
mod plans;
mod preview;
mod programs;
mod requests;
mod sharing;
mod signing_in;
mod stages;

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, RwLock},
};

pub use alerts::AlertSettings;
use chrono::TimeDelta;
pub use feeds::{FeedPreview, FeedState};
pub use hand_over::{HandOver, HandedOver};
use lifecycle::{ConnectionId, Lifecycle};
pub use measuring::publishes;
pub use measuring::{ChosenPicture, Measured, ShareRequest, SharingAccount};
use networks::Catalogue;
use oauth::{Clock, Failure, Time, Timeouts};
pub use places::KnownPlace;
pub(crate) use places::takes_named_places;
pub use preview::Previewed;
pub use requests::{ProgramAnswer, ProgramRequest, RequestTrouble};
use secrecy::SecretString;
pub use sharing::{ActivityState, PostStage, PostState};
use store::{HistoryEntry, Store};
use tokio::sync::{mpsc, oneshot, watch};
use vault::KeySource;

use crate::{
    Error,
    card::CardMaker,
    driver::{Command, Driver, Message},
    feed_client::FeedClients,
    shell::Shell,
    snapshot::{Snapshot, VaultState},
    view,
    work::Uploads,
};

/// The options with which a keeper starts.
#[derive(Clone)]
pub struct Options {
    /// The data directory. If it is missing, Gander makes it, for the person alone.
    pub data_dir: PathBuf,
    /// The folder of network files that add to, or replace, the shipped ones.
    pub networks_dir: Option<PathBuf>,
    /// The place of the vault's key.
    pub key: KeySource,
    /// `true` to check, renew, warn and notify by itself, if no other process on this data directory does.
    pub timed_work: bool,
    /// The source of the time.
    pub clock: Arc<dyn Clock>,
    /// The time limits of requests.
    pub timeouts: Timeouts,
}

/// The result of a sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// This connection is Active.
    Active(ConnectionId),
    /// Another account signed in. Nothing changed.
    WrongAccount {
        /// The name of the account that the connection belongs to.
        expected: String,
        /// The name of the account that signed in.
        signed_in: String,
    },
    /// The sign-in failed. Nothing changed.
    Failed(Failure),
    /// The sign-in was cancelled.
    Cancelled,
}

/// A handle to a running keeper. Cheap to clone; when the last is dropped, the keeper shuts down by itself.
#[derive(Clone)]
pub struct Keeper {
    messages: Arc<Sender>,
    snapshot: watch::Receiver<Arc<Snapshot>>,
    /// Counts the changes of what is shared.
    sharing: watch::Receiver<u64>,
    uploads: Uploads,
    store: Arc<Mutex<Store>>,
    known: Arc<RwLock<Arc<Catalogue>>>,
    own: Arc<Catalogue>,
    clock: Arc<Time>,
    timeouts: Timeouts,
    feeds: Arc<FeedClients>,
    /// `None` for a store in memory.
    dir: Option<PathBuf>,
    cards: Arc<CardMaker>,
}

/// Shuts the driver down when the last handle is dropped. The driver holds a sender itself, so its inbox never closes.
struct Sender(mpsc::UnboundedSender<Message>);

impl Drop for Sender {
    fn drop(&mut self) {
        let (waiter, _) = oneshot::channel();
        let _ = self.0.send(Message::Command(Command::ShutDown(waiter)));
    }
}

/// The default data directory. `None` if the environment names no home.
#[must_use]
pub fn default_data_dir() -> Option<PathBuf> {
    let var = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if cfg!(target_os = "windows") {
        var("LOCALAPPDATA").map(|dir| dir.join("Gander"))
    } else if cfg!(target_os = "macos") {
        var("HOME").map(|dir| dir.join("Library/Application Support/Gander"))
    } else {
        var("XDG_DATA_HOME")
            .filter(|dir| dir.is_absolute())
            .or_else(|| var("HOME").map(|dir| dir.join(".local/share")))
            .map(|dir| dir.join("gander"))
    }
}

/// The networks: the shipped ones, and those of a folder. A network whose file cannot be used is left out
/// ([`Catalogue::unusable`]).
///
/// # Errors
/// When the folder cannot be read.
pub fn networks_of(dir: Option<&Path>) -> Result<Catalogue, Error> {
    let catalogue = Catalogue::builtin();
    Ok(match dir {
        Some(dir) => catalogue.with_folder(dir)?,
        None => catalogue,
    })
}

impl Keeper {
    /// Starts a keeper. It reads the networks and the database, and asks the keyring on a thread of its own, so that
    /// nothing waits for the keyring. Must be called inside a tokio runtime.
    ///
    /// # Errors
    /// When the folder of network files or the database cannot be used. Nothing was changed then.
    #[expect(clippy::unused_async, reason = "must run inside the runtime")]
    pub async fn start(options: Options, shell: Arc<dyn Shell>) -> Result<Self, Error> {
        let own = Arc::new(networks_of(options.networks_dir.as_deref())?);
        Self::start_with(own, options, shell)
    }

    /// Starts a keeper with networks that were read before.
    pub(crate) fn start_with(
        own: Arc<Catalogue>,
        options: Options,
        shell: Arc<dyn Shell>,
    ) -> Result<Self, Error> {
        let known = Arc::new(RwLock::new(Arc::clone(&own)));
        let timeouts = options.timeouts;
        let in_memory = options.key == KeySource::ThisRunOnly;
        let store = if in_memory { Store::in_memory()? } else { Store::open(&options.data_dir)? };
        let store = Arc::new(Mutex::new(store));
        let (messages, inbox) = mpsc::unbounded_channel();
        let (published, snapshot) = watch::channel(Arc::new(Snapshot {
            revision: 0,
            vault: VaultState::Opening,
            storage_problem: false,
            altered: Vec::new(),
            alerts_paused_until: None,
            language: None,
            sharing: crate::SharingSummary::default(),
            connections: crate::Connections::default(),
            sign_ins: Vec::new(),
            networks: Vec::new(),
            unusable_networks: Vec::new(),
        }));
        let (shared, sharing) = watch::channel(0);
        let uploads = Uploads::default();
        let clock = Arc::new(Time::new(options.clock));
        let feeds = Arc::new(FeedClients::new(timeouts));
        let dir = (!in_memory).then_some(options.data_dir);
        let mut driver = Driver {
            machine: Lifecycle::new(false),
            catalogue: Arc::clone(&own),
            own: Arc::clone(&own),
            known: Arc::clone(&known),
            store: Arc::clone(&store),
            shell,
            clock: Arc::clone(&clock),
            timeouts,
            feeds: Arc::clone(&feeds),
            key_source: options.key,
            dir: dir.clone(),
            timed_work: options.timed_work,
            messages: messages.clone(),
            published,
            shared,
            uploads: uploads.clone(),
            state: crate::driver::State::default(),
        };
        // The first snapshot is complete, so that no reader sees an empty list that is about to fill.
        driver.restore();
        tokio::spawn(driver.run(inbox));
        let keeper = Self {
            messages: Arc::new(Sender(messages)),
            snapshot,
            sharing,
            uploads,
            store,
            known,
            own,
            clock,
            timeouts,
            feeds,
            dir,
            cards: Arc::new(CardMaker::new(timeouts)),
        };
        keeper.forget_unused_pictures();
        Ok(keeper)
    }

    /// The newest state.
    #[must_use]
    pub fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.snapshot.borrow())
    }

    /// A receiver of every new state.
    #[must_use]
    pub fn changes(&self) -> watch::Receiver<Arc<Snapshot>> {
        self.snapshot.clone()
    }

    /// The lead of this device's clock over the networks' (negative: behind), to the second, by the `Date` of their
    /// answers. `None` until one has answered. Gander ignores less than two minutes, and corrects all its decisions and
    /// records by more.
    #[must_use]
    pub fn clock_skew(&self) -> Option<TimeDelta> {
        self.clock.skew()
    }

    /// Every known network, those of organizations included.
    #[must_use]
    pub fn networks(&self) -> Arc<Catalogue> {
        Arc::clone(&self.known.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The shipped networks and those of the person's folder. No organization may change them.
    #[must_use]
    pub fn own_networks(&self) -> &Catalogue {
        &self.own
    }

    /// Asks the network of this connection, or of all, whether the token still works, and waits for the answer.
    ///
    /// # Errors
    /// When the network could not be asked. The [`Snapshot`] shows the meaning of the answer.
    pub async fn check(&self, connection: Option<&ConnectionId>) -> Result<(), Error> {
        self.ask(|reply| Command::Check(connection.cloned(), reply)).await
    }

    /// Renews now, and waits until the new token is durable.
    ///
    /// # Errors
    /// When the network could not be asked. The [`Snapshot`] shows the meaning of the answer.
    pub async fn renew(&self, connection: &ConnectionId) -> Result<(), Error> {
        self.ask(|reply| Command::Renew(connection.clone(), reply)).await
    }

    /// Deletes a connection and its tokens, after any work under way.
    ///
    /// # Errors
    /// When the disk cannot be written.
    pub async fn disconnect(&self, connection: &ConnectionId) -> Result<(), Error> {
        self.ask(|reply| Command::Disconnect(connection.clone(), reply)).await
    }

    /// Takes a redirect that a bridge page handed on as a link ([`crate::Link::is_redirect`]).
    ///
    /// # Errors
    /// When the redirect belongs to no sign-in that waits for one.
    pub async fn take_redirect(&self, link: SecretString) -> Result<(), Error> {
        self.ask(|reply| Command::TakeRedirect(link, reply)).await
    }

    /// Asks the network for the pages that an account runs. They are then in the [`Snapshot`].
    ///
    /// # Errors
    /// When there is no such connection, its network lists no pages, or does not answer.
    pub async fn list_pages(&self, connection: &ConnectionId) -> Result<(), Error> {
        self.ask(|reply| Command::ListPages(connection.clone(), reply)).await
    }

    /// Holds these pages of an account from now on, and no others.
    ///
    /// # Errors
    /// When there is no such connection, the account runs no such page, or the network does not answer. In the last
    /// case the pages are held nevertheless.
    pub async fn hold_pages(&self, connection: &ConnectionId, held: Vec<String>) -> Result<(), Error> {
        self.ask(|reply| Command::HoldPages(connection.clone(), held, reply)).await
    }

    /// The picture of an account, a small square PNG, if it is still the one of this name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn avatar(&self, connection: &ConnectionId, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let store = self.store.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(store.avatar(connection, name)?)
    }

    /// The history of one connection or of all, newest first, of `most` entries at most.
    ///
    /// # Errors
    /// When the database cannot be read.
    #[expect(clippy::unused_async, reason = "a shell must not rely on it being quick")]
    pub async fn history(
        &self,
        connection: Option<&ConnectionId>,
        most: u32,
    ) -> Result<Vec<HistoryEntry>, Error> {
        let networks = self.networks();
        let store = self.store.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(store.history(connection, most, &|id| view::name_of(&networks, id))?)
    }

    /// Ends the keeper, after any work under way is done and durable.
    pub async fn shutdown(self) {
        let (waiter, ended) = oneshot::channel();
        let _ = self.messages.0.send(Message::Command(Command::ShutDown(waiter)));
        let _ = ended.await;
    }

    async fn ask<T>(
        &self,
        command: impl FnOnce(oneshot::Sender<Result<T, Error>>) -> Command,
    ) -> Result<T, Error> {
        let (reply, answer) = oneshot::channel();
        self.messages.0.send(Message::Command(command(reply))).map_err(|_| Error::ShutDown)?;
        answer.await.map_err(|_| Error::ShutDown)?
    }
}
