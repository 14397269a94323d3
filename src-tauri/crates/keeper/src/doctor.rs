//! Looks for faults of Gander and its surroundings. All checks run at once, each with a time limit, and change nothing.
//! They work without a network, a session bus, an unlocked keyring or a writable disk, because people run them then.

mod clock;
mod data;
mod desktop;
mod drive;
mod key;
mod ports;
mod proxy;
mod reach;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use lifecycle::NetworkId;
use networks::{Catalogue, Network, Unusable};
use store::Store;
use vault::KeySource;

use crate::organization::networks_here;

/// The time limit of one check.
const PATIENCE: Duration = Duration::from_secs(10);

/// The installation to examine.
#[derive(Clone, Debug)]
pub struct Patient {
    /// Its data directory.
    pub data_dir: PathBuf,
    /// The folder of network files that add to, or replace, the shipped ones.
    pub networks_dir: Option<PathBuf>,
    /// The place of the vault's key.
    pub key: KeySource,
}

/// The result of one check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The subject.
    pub about: About,
    /// The severity.
    pub state: State,
    /// The finding itself, a sentence without its full stop.
    pub found: String,
    /// The advice, if there is something to do.
    pub advice: Option<String>,
}

/// The severity of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Everything is in order.
    Ok,
    /// The finding is worth knowing; Gander does its work.
    Note,
    /// Gander cannot do all of its work.
    Problem,
}

/// The subject of a finding. Findings come in this order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// The network files.
    Networks,
    /// The folder, the database and the disk they are on.
    Database,
    /// The key, and its place.
    Vault,
    /// The process that does the timed work.
    Process,
    /// The clock of this device.
    Clock,
    /// The proxy that is set.
    Proxy,
    /// Notifications.
    Notifications,
    /// The tray.
    Tray,
    /// The keys of the person's own app at a network.
    AppKeys(NetworkId),
    /// The reachability of a network.
    Reach(NetworkId),
    /// The port to which a network's login page returns.
    RedirectPort(NetworkId),
}

impl About {
    /// The identifier of the subject, the same in every language.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Networks => "networks",
            Self::Database => "database",
            Self::Vault => "vault",
            Self::Process => "process",
            Self::Clock => "clock",
            Self::Proxy => "proxy",
            Self::Notifications => "notifications",
            Self::Tray => "tray",
            Self::AppKeys(_) => "app-keys",
            Self::Reach(_) => "reach",
            Self::RedirectPort(_) => "redirect-port",
        }
    }

    /// The network of the subject, if it has one.
    #[must_use]
    pub fn network(&self) -> Option<&NetworkId> {
        match self {
            Self::AppKeys(id) | Self::Reach(id) | Self::RedirectPort(id) => Some(id),
            Self::Networks
            | Self::Database
            | Self::Vault
            | Self::Process
            | Self::Clock
            | Self::Proxy
            | Self::Notifications
            | Self::Tray => None,
        }
    }
}

impl Finding {
    fn ok(about: About, found: impl Into<String>) -> Self {
        Self { about, state: State::Ok, found: found.into(), advice: None }
    }

    fn note(about: About, found: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { about, state: State::Note, found: found.into(), advice: Some(advice.into()) }
    }

    fn problem(about: About, found: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { about, state: State::Problem, found: found.into(), advice: Some(advice.into()) }
    }
}

/// Runs every check. Must be called inside a tokio runtime.
pub async fn examine(patient: &Patient) -> Vec<Finding> {
    let (catalogue, networks) = network_files(&patient.data_dir, patient.networks_dir.as_deref());
    let in_use = in_use(&patient.data_dir, &catalogue);
    let (data, vault, process, ports, desktop, (reach, clock)) = tokio::join!(
        blocking(About::Database, {
            let (dir, catalogue) = (patient.data_dir.clone(), catalogue.clone());
            move || data::look(&dir, &catalogue)
        }),
        key::look(patient),
        blocking(About::Process, {
            let dir = patient.data_dir.clone();
            move || vec![data::leader(&dir)]
        }),
        blocking(About::RedirectPort("".into()), {
            let in_use = in_use.clone();
            move || ports::look(&in_use)
        }),
        desktop::look(),
        async {
            let reached = reach::look(&in_use).await;
            let clock = clock::judge(reached.iter().filter_map(|reached| reached.clock));
            (reached.into_iter().map(|reached| reached.finding).collect::<Vec<_>>(), clock)
        },
    );
    let mut findings: Vec<_> = networks
        .into_iter()
        .chain([clock])
        .chain(vault)
        .chain(proxy::look())
        .chain(data)
        .chain(process)
        .chain(ports)
        .chain(desktop)
        .chain(reach)
        .collect();
    findings.sort_by(|a, b| a.about.cmp(&b.about));
    findings
}

/// The networks with app keys, because the person need not reach the others. All networks, if none has keys.
fn in_use(dir: &Path, catalogue: &Catalogue) -> Vec<Arc<Network>> {
    let store = Store::open_to_read(dir).ok().flatten();
    let apps = store.and_then(|store| store.apps().ok()).unwrap_or_default();
    let has_keys = |network: &&Arc<Network>| {
        network.app_client_id.is_some() || apps.iter().any(|(id, _)| *id == network.id)
    };
    let in_use: Vec<_> = catalogue.iter().filter(has_keys).cloned().collect();
    if in_use.is_empty() { catalogue.iter().cloned().collect() } else { in_use }
}

fn network_files(data_dir: &Path, dir: Option<&Path>) -> (Catalogue, Vec<Finding>) {
    match networks_here(data_dir, dir) {
        Ok(catalogue) => {
            let known = Finding::ok(About::Networks, format!("{} known", catalogue.names().len()));
            let unusable = catalogue.unusable().iter().map(|Unusable { network, error }| {
                let advice = match network {
                    Some(id) => format!("Gander leaves the network `{id}` and its accounts alone until then"),
                    None => "Gander uses nothing of this file until then".to_owned(),
                };
                Finding::problem(About::Networks, error.to_string(), advice)
            });
            let findings = unusable.chain([known]).collect();
            (catalogue, findings)
        }
        Err(error) => {
            let advice = "Mend the folder, or leave --networks out; nothing starts until then. What follows is about \
                          the networks that Gander brings along";
            let finding = Finding::problem(About::Networks, error.to_string(), advice);
            (Catalogue::builtin(), vec![finding])
        }
    }
}

/// Runs a blocking check on a thread that nothing joins, and waits for it no longer than the time limit.
async fn blocking(about: About, look: impl FnOnce() -> Vec<Finding> + Send + 'static) -> Vec<Finding> {
    let (answer, answered) = tokio::sync::oneshot::channel();
    let started = std::thread::Builder::new().name("doctor".into()).spawn(move || {
        let _ = answer.send(look());
    });
    if started.is_ok()
        && let Ok(Ok(findings)) = tokio::time::timeout(PATIENCE, answered).await
    {
        return findings;
    }
    let found = format!("nothing was learned within {} s", PATIENCE.as_secs());
    vec![Finding::problem(
        about,
        found,
        "The disk, or the system, does not answer; try again when it is less busy",
    )]
}
