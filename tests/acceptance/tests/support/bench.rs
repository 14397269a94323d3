//! One test's own world: simulated networks on free ports, a folder, and a clock.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use chrono::{DateTime, TimeDelta, Utc};
use keeper::{Error, Keeper, KeySource, NetworkState, Options, Timeouts};
use simnet::{CLIENT_SECRET, Network, Settings, Simnet};
use tempfile::TempDir;

use super::{
    clock::{Hand, Offset},
    gate::Gate,
    home::{Home, settled},
    recorder::Recorder,
    wait::within,
};

pub struct Bench {
    pub net: Simnet,
    folder: TempDir,
    offset: Offset,
    homes: Mutex<Vec<(Keeper, Arc<Hand>)>>,
}

impl Bench {
    /// A bench with network files that point at the simulated networks, and neither data nor key.
    pub async fn start() -> Self {
        let net = Simnet::start(Settings::default()).await.expect("free ports");
        let folder = tempfile::tempdir().expect("a temporary folder");
        net.write_network_files(&folder.path().join("networks")).expect("network files");
        Self { net, folder, offset: Offset::default(), homes: Mutex::default() }
    }

    /// A bench with the file of one more network.
    pub async fn start_with(network: Network) -> Self {
        let bench = Self::start().await;
        bench.net.write_network_file(&bench.networks_dir(), network, None).expect("a network file");
        bench
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn data_dir(&self) -> PathBuf {
        self.path("data")
    }

    pub fn database(&self) -> PathBuf {
        self.data_dir().join("gander.db")
    }

    pub fn networks_dir(&self) -> PathBuf {
        self.path("networks")
    }

    pub fn key_file(&self) -> PathBuf {
        self.path("key")
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.offset.now()
    }

    pub fn options(&self) -> Options {
        Options {
            data_dir: self.data_dir(),
            networks_dir: Some(self.networks_dir()),
            key: KeySource::File(self.key_file()),
            timed_work: true,
            clock: Arc::new(Hand::new(self.offset.clone())),
            timeouts: Timeouts::default(),
        }
    }

    /// A keeper that does the timed work, with the app keys of every network.
    pub async fn home(&self) -> Home {
        self.home_with(self.options()).await.expect("a keeper")
    }

    /// A keeper with other options, on this bench's clock.
    pub async fn home_with(&self, options: Options) -> Result<Home, Error> {
        self.home_at(options, self.offset.clone()).await
    }

    /// Another process on the same data, whose wall clock is this much ahead of the truth.
    pub async fn home_ahead(&self, ahead: TimeDelta) -> Home {
        self.home_at(self.options(), self.offset.apart(ahead)).await.expect("a keeper")
    }

    /// Another device, with data of its own and a wall clock that is this much ahead of the truth.
    pub async fn other_device(&self, ahead: TimeDelta) -> Home {
        let options = Options {
            data_dir: self.path("other"),
            key: KeySource::File(self.path("other-key")),
            ..self.options()
        };
        self.home_at(options, self.offset.apart(ahead)).await.expect("a keeper")
    }

    async fn home_at(&self, options: Options, offset: Offset) -> Result<Home, Error> {
        let hand = Arc::new(Hand::new(offset));
        let shell = Arc::new(Recorder::default());
        let keeper = Keeper::start(Options { clock: hand.clone(), ..options }, shell.clone()).await?;
        for network in Network::EVERY.into_iter().filter(|network| !network.brings_its_app()) {
            let id = network.id().into();
            let is_missing = |known: &NetworkState| known.id == id && known.practice && !known.ready;
            let missing = keeper.snapshot().networks.iter().any(is_missing);
            if missing {
                keeper.set_app(&id, network.client_id(), Some(CLIENT_SECRET.into())).await?;
            }
        }
        self.homes().push((keeper.clone(), hand.clone()));
        let servers = Network::EVERY.into_iter().filter(|network| network.speaks_mastodon());
        let at = |network| self.net.network_url(network).trim_start_matches("http://").to_owned();
        let servers = servers.map(|network| (network, at(network))).collect();
        Ok(Home::new(keeper, shell, hand, servers))
    }

    /// Ends a keeper.
    pub async fn leave(&self, home: Home) {
        let (keeper, gone) = home.into_parts();
        self.homes().retain(|(_, hand)| !Arc::ptr_eq(hand, &gone));
        within("the end of a keeper", keeper.shutdown()).await;
    }

    /// Moves all clocks, and waits until every keeper has done its due work.
    pub async fn advance(&self, by: TimeDelta) {
        self.net.advance(by.num_seconds()).expect("a time not too far away");
        self.offset.advance(by);
        self.look().await;
    }

    /// Sets this device's wall clock alone to this much ahead of the truth, and waits as [`Bench::advance`] does.
    pub async fn set_clock_ahead(&self, by: TimeDelta) {
        self.offset.set_ahead(by);
        self.look().await;
    }

    async fn look(&self) {
        let homes = self.homes().clone();
        for (keeper, hand) in homes {
            hand.tell().await;
            settled(&keeper).await;
        }
    }

    /// Rewrites a network's file.
    pub fn edit_network(&self, network: Network, edit: impl FnOnce(String) -> String) {
        let path = self.networks_dir().join(format!("{}.toml", network.id()));
        let text = fs::read_to_string(&path).expect("a network file");
        fs::write(&path, edit(text)).expect("a network file");
    }

    /// Sends the token requests of a network through a gate.
    pub fn ask_through(&self, gate: &Gate, network: Network) {
        let origin = self.net.network_url(network);
        self.edit_network(network, |text| {
            let through = |line: &str| match line.strip_prefix("token = \"http") {
                Some(_) => line.replace(&origin, &gate.origin()),
                None => line.to_owned(),
            };
            let edited = text.lines().map(through).collect::<Vec<_>>().join("\n");
            assert!(edited.contains(&gate.origin()), "{network} has a token endpoint");
            edited
        });
    }

    fn homes(&self) -> MutexGuard<'_, Vec<(Keeper, Arc<Hand>)>> {
        self.homes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
