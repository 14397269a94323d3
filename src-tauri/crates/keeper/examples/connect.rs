//! Connects an account with the keeper as a library, checks it, and prints its health.
//!
//! `connect DATA_DIR NETWORKS_DIR NETWORK` keeps its database in `DATA_DIR` and reads the network files of
//! `NETWORKS_DIR`. It prints the address of the login page, and waits for the redirect.

use std::{error::Error, path::PathBuf, sync::Arc};

use keeper::{
    Keeper, KeySource, NetworkId, NoBrowser, Options, Outcome, Shell, Snapshot, SystemClock, Timeouts,
};
use url::Url;

/// The keeper's way to the person: here standard output.
struct Terminal;

impl Shell for Terminal {
    /// Takes each new state. A program with a window draws it.
    fn publish(&self, _: &Snapshot) {}

    fn open_url(&self, url: &Url) -> Result<(), NoBrowser> {
        println!("{url}");
        Ok(())
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [data_dir, networks_dir, network] = arguments.as_slice() else {
        return Err("usage: connect DATA_DIR NETWORKS_DIR NETWORK".into());
    };
    let options = Options {
        data_dir: PathBuf::from(data_dir),
        networks_dir: Some(PathBuf::from(networks_dir)),
        // A real program keeps the key in the system's keyring: `KeySource::Keyring`.
        key: KeySource::ThisRunOnly,
        // `true` lets the keeper check, renew and warn by itself for as long as it lives.
        timed_work: false,
        clock: Arc::new(SystemClock),
        timeouts: Timeouts::default(),
    };
    tokio::runtime::Runtime::new()?.block_on(connect(options, NetworkId::from(network.as_str())))
}

async fn connect(options: Options, network: NetworkId) -> Result<(), Box<dyn Error>> {
    let keeper = Keeper::start(options, Arc::new(Terminal)).await?;
    let sign_in = keeper.connect(&network).await?;
    let connection = match keeper.outcome(sign_in).await {
        Outcome::Active(connection) => connection,
        other => return Err(format!("the account is not connected: {other:?}").into()),
    };
    // Asks the network whether it still accepts the token.
    keeper.check(Some(&connection)).await?;
    let snapshot = keeper.snapshot();
    for connection in snapshot.connections.iter() {
        let username = connection.username.as_deref().unwrap_or_default();
        println!("{}: @{username} is {:?}", connection.network_name, connection.health);
    }
    keeper.shutdown().await;
    Ok(())
}
