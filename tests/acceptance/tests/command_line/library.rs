//! The example of a program that uses the keeper as a library.

use simnet::{Consent, Network, browse_and_deliver};
use tokio::process::Command;

use crate::support::{Bench, PASSWORD, Running, example};

#[tokio::test]
async fn the_example_program_connects_an_account() {
    let bench = Bench::start().await;
    let mut command = Command::new(example("connect"));
    command.arg(bench.data_dir()).arg(bench.networks_dir()).arg(Network::X.id());
    let mut running = Running::start(command);
    let url = running.line().await;
    browse_and_deliver(url.trim(), "danar", PASSWORD, Consent::Allow).await.expect("a login");
    let ran = running.end().await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.contains("X: @danar is Active"), "{ran:?}");
}
