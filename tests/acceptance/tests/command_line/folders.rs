//! Folders with blanks and letters of any script in their names, and the key's place without a key file.

use std::path::Path;

use simnet::{CLIENT_SECRET, Consent, Network, browse_and_deliver};
use tokio::process::Command;

use crate::support::{Bench, PASSWORD, Running};

/// A command whose data, networks and key are in this folder, under names of the same kind.
fn gander_in(bench: &Bench, folder: &Path, arguments: &[&str]) -> Command {
    let mut command = bench.bare_command();
    command.arg("--data-dir").arg(folder.join("données d’ici"));
    command.arg("--networks").arg(folder.join("私の networks"));
    command.arg("--key-file").arg(folder.join("المفتاح & key"));
    command.args(arguments);
    command
}

async fn connect(command: Command) -> String {
    let mut running = Running::start(command);
    let url = running.line().await;
    browse_and_deliver(url.trim(), "danar", PASSWORD, Consent::Allow).await.expect("a login");
    let ran = running.end().await;
    assert_eq!(ran.code, 0, "{ran:?}");
    let line = ran.stdout.lines().last().unwrap_or_default();
    line.split('\t').next().unwrap_or_default().to_owned()
}

async fn set_keys(command: Command) {
    let mut running = Running::start(command);
    running.write(CLIENT_SECRET).await;
    let ran = running.end().await;
    assert_eq!(ran.code, 0, "{ran:?}");
}

const SET_KEYS: [&str; 6] = ["app", "set", "x", "--client-id", "practice-x", "--client-secret-stdin"];

#[tokio::test]
async fn folders_may_have_blanks_and_letters_of_any_script() {
    let bench = Bench::start().await;
    let folder = bench.path("Gänse 雁 der Größe 10 %");
    bench.net.write_network_files(&folder.join("私の networks")).unwrap();
    set_keys(gander_in(&bench, &folder, &SET_KEYS)).await;
    let id = connect(gander_in(&bench, &folder, &["connect", "x", "--print-url"])).await;
    for arguments in [&["renew", &id][..], &["check", &id], &["status"], &["networks"]] {
        let ran = Running::start(gander_in(&bench, &folder, arguments)).end().await;
        assert_eq!(ran.code, 0, "{arguments:?}: {ran:?}");
    }
    assert_eq!(bench.net.request_count(Network::X, simnet::Endpoint::Renewal), 1);
}

/// The Credential Manager belongs to the person, unless the run declares it as its own.
#[cfg(windows)]
fn credential_manager_is_ours() -> bool {
    std::env::var_os("GANDER_CREDENTIAL_MANAGER_IS_OURS").is_some()
}

#[cfg(windows)]
#[tokio::test]
async fn the_credential_manager_keeps_the_key_over_restarts_and_a_missing_key_overwrites_nothing() {
    use crate::support::{execute, rows};

    if !credential_manager_is_ours() {
        return;
    }
    let bench = Bench::start().await;
    let gander = |arguments: &[&str]| {
        let mut command = bench.bare_command();
        command.arg("--data-dir").arg(bench.data_dir()).arg("--networks").arg(bench.networks_dir());
        command.args(arguments);
        command
    };
    set_keys(gander(&SET_KEYS)).await;
    let id = connect(gander(&["connect", "x", "--print-url"])).await;
    let ran = Running::start(gander(&["renew", &id])).end().await;
    assert_eq!(ran.code, 0, "another process reads the same key: {ran:?}");

    // The credential is found by the name that the database holds.
    let sealed = rows(&bench.database(), "secrets");
    execute(&bench.database(), "UPDATE meta SET value = value || 'x' WHERE name = 'vault'");
    let ran = Running::start(gander(&["renew", &id])).end().await;
    assert_eq!(ran.code, 1, "{ran:?}");
    assert_eq!(rows(&bench.database(), "secrets"), sealed);
    execute(&bench.database(), "UPDATE meta SET value = rtrim(value, 'x') WHERE name = 'vault'");
    let ran = Running::start(gander(&["renew", &id])).end().await;
    assert_eq!(ran.code, 0, "{ran:?}");
}
