//! Looks for what stands in the way, and says what to do about it.

use std::{io::Write, sync::Arc, time::Duration};

use keeper::{Error, Keeper, KeySource, Options, SystemClock, VaultState};

use crate::{Exit, arguments::Place, terminal::Terminal};

/// How long a keyring may take here.
const KEYRING_PATIENCE: Duration = Duration::from_secs(15);

/// Prints a line for each thing looked at: `ok` or `!!`, what, and what to do.
pub(crate) async fn run(place: &Place) -> Exit {
    let mut fine = true;
    let mut tell = |ok: bool, what: String| {
        fine &= ok;
        let _ = writeln!(std::io::stdout(), "{} {what}", if ok { "ok" } else { "!!" });
    };
    match keeper::networks_of(place.networks.as_deref()) {
        Ok(catalogue) => tell(true, format!("networks: {} known", catalogue.names().len())),
        Err(error) => tell(false, format!("networks: {error}")),
    }
    let options = Options {
        data_dir: place.data_dir.clone(),
        networks_dir: place.networks.clone(),
        key: place.key.clone(),
        timed_work: false,
        clock: Arc::new(SystemClock),
    };
    match Keeper::start(options, Arc::new(Terminal { browser: false, tell: false })).await {
        Ok(keeper) => {
            tell(true, format!("database: {} connections", keeper.snapshot().connections.len()));
            let (ok, what) = vault(&keeper, &place.key).await;
            tell(ok, what);
            for network in &keeper.snapshot().networks {
                let what =
                    if network.ready { "app keys are set" } else { "app keys are missing: `gander app set`" };
                tell(true, format!("{}: {what}; redirect address {}", network.id, network.redirect));
            }
            keeper.shutdown().await;
        }
        Err(error @ Error::Networks(_)) => tell(false, format!("not started: {error}")),
        Err(error) => tell(false, format!("database: {error}")),
    }
    if fine { Exit::Done } else { Exit::Failed }
}

async fn vault(keeper: &Keeper, key: &KeySource) -> (bool, String) {
    let place = match key {
        KeySource::Keyring => "in the system's keyring".to_owned(),
        KeySource::File(path) => format!("in {}", path.display()),
        KeySource::ThisRunOnly => "for this run only".to_owned(),
    };
    let mut changes = keeper.changes();
    let opened = changes.wait_for(|snapshot| snapshot.vault != VaultState::Opening);
    match tokio::time::timeout(KEYRING_PATIENCE, opened).await.map(|state| state.map(|state| state.vault)) {
        Ok(Ok(VaultState::Ready | VaultState::ThisRunOnly)) => {
            (true, format!("vault: open, its key is {place}"))
        }
        Ok(Ok(VaultState::Locked | VaultState::Opening) | Err(_)) | Err(_) => {
            (false, format!("vault: locked; its key should be {place}. Unlock it, or use --key-file PATH"))
        }
    }
}
