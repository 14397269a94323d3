//! Measures a keeper with many connections: its start, one change, ten thousand renewals that fall due at once, and the
//! memory of each connection. The last line is JSON: names and numbers.
//!
//! `cargo bench -p keeper --features benches --bench scale [-- start one-change memory renewals]`

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
    time::{Duration, Instant},
};

use chrono::{TimeDelta, Utc};
use keeper::{
    Keeper, KeySource, NoBrowser, Options, Shell, Snapshot, SystemClock, VaultState,
    bench::{AT_ONCE, Pond, fill, practice_network},
    networks::Network,
};

const FEW: usize = 10;
const SOME: usize = 10_000;
const MANY: usize = 100_000;
const LATENCY: Duration = Duration::from_millis(50);
const CHANGES: usize = 200;
const STARTS: usize = 5;

struct Nobody;

impl Shell for Nobody {
    fn publish(&self, _: &Snapshot) {}
    fn open_url(&self, _: &url::Url) -> Result<(), NoBrowser> {
        Ok(())
    }
}

/// A data folder with connections in it.
struct Place {
    folder: tempfile::TempDir,
    pond: Pond,
}

impl Place {
    async fn with(count: usize, access: TimeDelta, latency: Duration) -> Place {
        let place = Place {
            folder: tempfile::tempdir().expect("a temporary folder"),
            pond: Pond::start(latency, false).await,
        };
        let file = practice_network(place.pond.origin());
        fs::create_dir(place.path("networks")).expect("a folder");
        fs::write(place.path("networks").join("practice.toml"), &file).expect("a file");
        let network = Network::parse("practice.toml", &file).expect("a network file");
        fill(&place.path("data"), &place.path("key"), &network, count, Utc::now(), access).expect("a disk");
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Starts a keeper of this folder in a process of its own.
    fn in_another_process(&self) -> Alone {
        let program = std::env::current_exe().expect("this program");
        let output =
            Command::new(program).arg("alone").arg(self.folder.path()).output().expect("this program");
        let text = String::from_utf8_lossy(&output.stdout);
        let numbers: Vec<f64> = text.split_whitespace().map(|word| word.parse().expect("a number")).collect();
        let [start_ms, kilobytes] = numbers[..] else { panic!("{text}") };
        Alone { start_ms, resident: kilobytes * 1024.0 }
    }

    async fn keeper(&self, timed_work: bool) -> Keeper {
        keeper(self.folder.path(), timed_work).await
    }
}

async fn keeper(folder: &Path, timed_work: bool) -> Keeper {
    let options = Options {
        data_dir: folder.join("data"),
        networks_dir: Some(folder.join("networks")),
        key: KeySource::File(folder.join("key")),
        timed_work,
        clock: Arc::new(SystemClock),
        timeouts: keeper::Timeouts::default(),
    };
    let keeper = Keeper::start(options, Arc::new(Nobody)).await.expect("a keeper");
    let mut changes = keeper.changes();
    changes.wait_for(|snapshot| snapshot.vault == VaultState::Ready).await.expect("a keeper");
    keeper
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    if let [word, folder] = words.as_slice()
        && word == "alone"
    {
        return runtime.block_on(alone(Path::new(folder)));
    }
    let wanted = |name: &str| words.is_empty() || words.iter().any(|word| word == name);
    let figures = runtime.block_on(async {
        let mut figures = serde_json::Map::new();
        if wanted("start") || wanted("one-change") {
            let (start, one_change) = start_and_change().await;
            figures.insert("start_ms".into(), start.into());
            figures.insert("one_change_among_few_ms".into(), change_among(FEW).await.into());
            figures.insert("one_change_among_many_ms".into(), one_change.into());
        }
        if wanted("memory") {
            let (some, many) = (resident(SOME).await, resident(MANY).await);
            figures.insert("bytes_a_connection".into(), ((many - some) / (MANY - SOME) as f64).into());
        }
        if wanted("renewals") {
            let (took, ideal) = renewals().await;
            figures.insert("renewals_s".into(), took.into());
            figures.insert("renewals_ideal_s".into(), ideal.into());
        }
        figures
    });
    println!("{}", serde_json::Value::from(figures));
}

/// The median times of a start, each in a process of its own like the app's, and of one change.
async fn start_and_change() -> (f64, f64) {
    let place = Place::with(MANY, TimeDelta::days(1), Duration::ZERO).await;
    let mut times: Vec<f64> = (0..STARTS).map(|_| place.in_another_process().start_ms).collect();
    times.sort_by(f64::total_cmp);
    let keeper = place.keeper(true).await;
    assert_eq!(keeper.snapshot().connections.len(), MANY);
    let change = one_change(&keeper).await;
    keeper.shutdown().await;
    (times[STARTS / 2], change)
}

async fn change_among(count: usize) -> f64 {
    let place = Place::with(count, TimeDelta::days(1), Duration::ZERO).await;
    let keeper = place.keeper(true).await;
    let change = one_change(&keeper).await;
    keeper.shutdown().await;
    change
}

/// The median time of a check with an immediate answer, until it is stored and shown.
async fn one_change(keeper: &Keeper) -> f64 {
    let snapshot = keeper.snapshot();
    let middle = snapshot.connections.iter().nth(snapshot.connections.len() / 2).expect("a connection");
    let mut times = Vec::new();
    for _ in 0..CHANGES {
        let begun = Instant::now();
        keeper.check(Some(&middle.id)).await.expect("a check");
        times.push(milliseconds(begun));
    }
    times.sort_by(f64::total_cmp);
    times[CHANGES / 2]
}

/// The seconds that the renewals took, and those with a server that is never idle. They are asked for, because the
/// machine spreads the work that falls due after a start.
async fn renewals() -> (f64, f64) {
    let place = Place::with(SOME, TimeDelta::minutes(30), LATENCY).await;
    let keeper = place.keeper(false).await;
    let snapshot = keeper.snapshot();
    let begun = Instant::now();
    let asked: Vec<_> = snapshot
        .connections
        .iter()
        .map(|connection| {
            let (keeper, id) = (keeper.clone(), connection.id.clone());
            tokio::spawn(async move { keeper.renew(&id).await })
        })
        .collect();
    for renewal in asked {
        renewal.await.expect("a renewal").expect("a renewed token");
    }
    let took = begun.elapsed();
    assert_eq!((place.pond.answered(), place.pond.most_at_once()), (SOME, AT_ONCE));
    keeper.shutdown().await;
    (took.as_secs_f64(), LATENCY.as_secs_f64() * SOME.div_ceil(AT_ONCE) as f64)
}

/// The memory of a process with this many connections, in bytes.
async fn resident(count: usize) -> f64 {
    let place = Place::with(count, TimeDelta::days(1), Duration::ZERO).await;
    place.in_another_process().resident
}

/// The figures of a process that runs only its keeper.
struct Alone {
    /// The time until everything is known and shown, the vault is open and the timed work runs.
    start_ms: f64,
    /// The memory, in bytes.
    resident: f64,
}

async fn alone(folder: &Path) {
    let begun = Instant::now();
    let keeper = keeper(folder, true).await;
    let start = milliseconds(begun);
    tokio::time::sleep(Duration::from_secs(1)).await;
    let status = fs::read_to_string("/proc/self/status").expect("Linux");
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("a size");
    println!("{start} {}", resident.trim().trim_end_matches(" kB"));
    keeper.shutdown().await;
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}
