//! Helpers for benchmarks and for tests of many connections: made-up connections, the store, the vault, and a server to
//! ask. Never in a build for people.

mod fake_server;

use std::{path::Path, sync::Arc};

use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::{Account, ConnectionId, Grant, Lifetimes, Notified, Policy, Record, Standing};
use networks::Network;
use secrecy::SecretString;
use store::Store;
use vault::{Key, Secrets, key::from_file};

use crate::Error;

pub use fake_server::Pond;

/// The most requests at once to one host.
pub const AT_ONCE: usize = crate::host_queue::AT_ONCE;

/// The file of a network with every address at `origin`, such as `http://127.0.0.1:8080`. Access lasts an hour, and a
/// refresh token renews it five minutes before its end.
///
/// # Panics
/// When `origin` is no address.
#[must_use]
pub fn practice_network(origin: &str) -> String {
    let text = format!(
        r#"id = "practice"
name = "Practice"
[app]
client_id = "practice-app"
[oauth]
protocol = "oauth2"
authorize = "{origin}/authorize"
token = "{origin}/token"
client_auth = "body"
secret = "none"
pkce = "s256"
scopes = ["profile"]
redirect = ["loopback"]
[policy]
access = "1h"
renew = {{ kind = "refresh", before = "5m" }}
warn = []
summary = "For measuring."
page = "https://example.com/"
[probe]
url = "{origin}/me"
every = "6h"
id = "/id"
[usage]
headers = ["x-app-usage"]
members = ["call_count"]
most = 90
wait = "10m"
"#
    );
    Network::parse("practice.toml", &text).expect("a network file");
    text
}

/// Fills a new data folder with connections to a network, and makes its key. Each access token ends after `access` from
/// `now`.
///
/// # Errors
/// When the folder cannot be written.
///
/// # Panics
/// When the key file cannot be made.
pub fn fill(
    data_dir: &Path,
    key_file: &Path,
    network: &Network,
    count: usize,
    now: DateTime<Utc>,
    access: TimeDelta,
) -> Result<(), Error> {
    let mut store = Store::open(data_dir)?;
    let key = from_file(key_file, false)?.key;
    store.accept(&key)?;
    Ok(store.fill(&key, (0..count).map(|number| connection(network, number, now, access)))?)
}

/// A store for benchmarks, in memory or in a folder, with its key.
pub struct Bench {
    store: Store,
    key: Key,
    network: Arc<Network>,
}

impl Bench {
    /// An empty store. Without a folder it is in memory.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn new(dir: Option<&Path>, network: Network) -> Result<Self, Error> {
        let store = dir.map_or_else(Store::in_memory, Store::open)?;
        Ok(Self { store, key: Key::generate(), network: Arc::new(network) })
    }

    /// Writes connections with their secrets.
    ///
    /// # Errors
    /// When the disk cannot be written.
    pub fn fill(&mut self, count: usize, now: DateTime<Utc>) -> Result<(), Error> {
        let network = &self.network;
        let hour = TimeDelta::hours(1);
        let connections = (0..count).map(|number| connection(network, number, now, hour));
        Ok(self.store.fill(&self.key, connections)?)
    }

    /// Commits a secret of this generation and its state.
    ///
    /// # Errors
    /// When the disk cannot be written.
    pub fn commit(&mut self, number: usize, generation: u64, now: DateTime<Utc>) -> Result<(), Error> {
        let (mut record, secrets) = connection(&self.network, number, now, TimeDelta::hours(1));
        record.grant.generation = generation;
        self.store.commit(&self.key, &record, &secrets, false)?;
        Ok(())
    }

    /// Saves a state.
    ///
    /// # Errors
    /// When the disk cannot be written.
    pub fn save(&mut self, number: usize, now: DateTime<Utc>) -> Result<(), Error> {
        Ok(self.store.save(&record(&self.network.policy, &self.network, number, now, TimeDelta::hours(1)))?)
    }

    /// Reads every connection, and returns their number.
    ///
    /// # Errors
    /// When the disk cannot be read.
    pub fn read_all(&mut self) -> Result<usize, Error> {
        let policy = Arc::clone(&self.network.policy);
        Ok(self.store.connections(&|_| Some(Arc::clone(&policy)))?.len())
    }

    /// Seals a secret.
    #[must_use]
    pub fn seal(&self, secret: &[u8]) -> Vec<u8> {
        self.key.seal("gander/1/bench", secret)
    }

    /// Opens a sealed secret, and returns its length in bytes.
    ///
    /// # Errors
    /// When another key sealed it.
    pub fn open(&self, sealed: &[u8]) -> Result<usize, Error> {
        Ok(self.key.open("gander/1/bench", sealed)?.len())
    }
}

fn connection(network: &Network, number: usize, now: DateTime<Utc>, access: TimeDelta) -> (Record, Secrets) {
    let record = record(&network.policy, network, number, now, access);
    let secrets = secrets(&record.account.id);
    (record, secrets)
}

/// Tokens of usual length. They name their account, so that the practice server knows it.
fn secrets(account: &str) -> Secrets {
    Secrets {
        access_token: SecretString::from(format!("practice-access-{account}-").repeat(5)),
        refresh_token: Some(SecretString::from(format!("practice-refresh-{account}-").repeat(5))),
        binding: vault::Binding::default(),
    }
}

fn record(
    policy: &Arc<Policy>,
    network: &Network,
    number: usize,
    now: DateTime<Utc>,
    access: TimeDelta,
) -> Record {
    let lifetimes = Lifetimes { access: Some(access), refresh_token: true, ..Lifetimes::default() };
    Record {
        id: ConnectionId::from(format!("{}-{number:06}", network.id)),
        network: network.id.clone(),
        policy: Arc::clone(policy),
        account: Account {
            id: format!("{number:010}"),
            username: Some(format!("goose{number:06}")),
            display_name: Some(format!("Goose {number}")),
        },
        grant: Grant::authorized(policy, now, 1, lifetimes),
        standing: Standing::Good,
        unreachable: None,
        suspicion: None,
        checked_at: Some(now),
        next_check: now + policy.probe_every,
        told: Notified::default(),
        pages: Vec::new(),
    }
}
