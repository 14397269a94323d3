//! The slow work. Each piece is a task of its own, which runs to its end and reports once.

mod app_password;
mod pages;
mod pictures;
mod probe;
mod renew;
mod result;
mod revoke;
mod server;
mod share;
mod sign_in;
mod uploads;

use std::{
    io,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use lifecycle::ConnectionId;
use networks::{Network, Protocol};
use oauth::{self, Failure, Http, Time, app_of, complete};
use store::{Guard, Owner, Store, StoreError};
use tokio::sync::watch;
use vault::{App, FolderError, Key, Secrets};

pub(crate) use result::WorkResult;
pub(crate) use share::{Sharing, Task};
pub(crate) use sign_in::failure_of;
pub use uploads::Uploading;
pub(crate) use uploads::{ShownUploads, Uploads};

use crate::error::Error;

/// The resources of a piece of work. Cheap to clone.
#[derive(Clone)]
pub(crate) struct WorkContext {
    pub http: Http,
    pub clock: Arc<Time>,
    pub store: Arc<Mutex<Store>>,
    pub key: Key,
    /// `None` for a store in memory.
    pub dir: Option<PathBuf>,
    /// `true` once this process ends and no longer waits for work that has not begun.
    pub ending: watch::Receiver<bool>,
    pub uploads: ShownUploads,
}

impl WorkContext {
    pub(crate) fn store<T>(&self, act: impl FnOnce(&mut Store) -> T) -> T {
        act(&mut self.store.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The app keys of a network, from the store or from the network's own file.
    pub fn app(&self, network: &Network) -> Result<Option<App>, Error> {
        let id = app_of(network).unwrap_or_else(|| network.id.clone());
        let kept = self.store(|store| store.app(&self.key, &id))?;
        let brought = || network.app_client_id.clone().map(|client_id| App { client_id, ..App::default() });
        let app = kept.or_else(brought).or_else(|| match network.oauth.protocol {
            Protocol::Atproto => Some(oauth::app_of_this_device(network)),
            Protocol::OAuth2 | Protocol::OAuth1a => None,
        });
        Ok(app.filter(|app| complete(network, true, app.client_secret.is_some())))
    }

    /// The app keys of a network, or the failure of a sign-in without them.
    fn app_to_sign_in(&self, network: &Network) -> Result<App, Failure> {
        let app = self.app(network).map_err(|error| failure_of(&error))?;
        app.ok_or(Failure::AppKeys(lifecycle::SetUp::AppKeysMissing))
    }

    /// Keeps other processes from working on the connection.
    pub async fn be_alone(&self, connection: &ConnectionId) -> io::Result<Guard> {
        Guard::take(self.dir.clone(), connection, self.ending.clone()).await
    }

    /// Locks the connection and reads its secrets. `None` if the store holds another generation.
    pub async fn begin(&self, owner: &Owner, generation: u64) -> Result<Option<(Guard, Secrets)>, Error> {
        let connection = &owner.connection;
        let guard = self.be_alone(connection).await.map_err(|source| match source.kind() {
            io::ErrorKind::Interrupted => Error::ShutDown,
            _ => {
                StoreError::from(FolderError::Unusable { path: self.dir.clone().unwrap_or_default(), source })
                    .into()
            }
        })?;
        if self.store(|store| store.generation(connection))? != Some(generation) {
            return Ok(None);
        }
        let secrets = self.store(|store| store.secrets(&self.key, owner))?;
        Ok(Some((guard, secrets)))
    }
}
