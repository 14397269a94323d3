//! A Gander in a process of its own that is frozen, as by a device that sleeps.

use std::fs;

use chrono::TimeDelta;
use simnet::{Endpoint, Fault, FaultKind, Network};
use tokio::{net::TcpStream, process::Command};

use crate::support::{Bench, Gate, Running, rows, until};

async fn signal(process: u32, name: &str) {
    let sent = Command::new("kill").arg(name).arg(process.to_string()).status().await;
    assert!(sent.is_ok_and(|status| status.success()), "{name} could not be sent to {process}");
}

/// Lets time pass for the networks and for the frozen process, whose timers stood still.
fn pass(bench: &Bench, passed: &mut i64, by: TimeDelta) {
    *passed += by.num_seconds();
    bench.net.advance(by.num_seconds()).unwrap();
    fs::write(bench.path("clock"), format!("{passed} 0")).unwrap();
}

/// Wakes the driver by a change in the data directory, as the kernel does when a device wakes.
fn wake(bench: &Bench) {
    let changed = bench.data_dir().join("changed");
    let text = fs::read(&changed).unwrap();
    fs::write(changed, text).unwrap();
}

fn asked(bench: &Bench, endpoint: Endpoint) -> u64 {
    Network::ALL.iter().map(|network| bench.net.request_count(*network, endpoint)).sum()
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_process_that_was_frozen_renews_and_tells_nothing_before_the_network_answers() {
    let bench = Bench::start().await;
    for network in [Network::X, Network::Facebook] {
        bench.set_keys(network).await;
    }
    let x = bench.gander_adds(Network::X).await;
    let facebook = bench.gander_adds(Network::Facebook).await;
    let mut passed = 0;
    fs::write(bench.path("clock"), "0 0").unwrap();
    let mut command = bench.command(&["run", "--headless"]);
    command.env("GANDER_PRACTICE_CLOCK", bench.path("clock"));
    let mut running = Running::start(command);
    running.says("Gander keeps your connections").await;
    signal(running.id(), "-STOP").await;
    pass(&bench, &mut passed, TimeDelta::hours(20));
    bench.net.revoke(Network::Facebook, "danar").unwrap();
    for network in Network::ALL {
        bench.net.set_fault(network, Fault::everywhere(FaultKind::RefuseConnection)).unwrap();
    }
    signal(running.id(), "-CONT").await;
    wake(&bench);
    let spells = || {
        rows(&bench.database(), "connections")
            .iter()
            .flatten()
            .filter(|value| matches!(value, rusqlite::types::Value::Text(text) if text.contains("failures")))
            .count()
    };
    until("a try of both", async || (spells() == 2).then_some(())).await;
    assert_eq!(asked(&bench, Endpoint::Renewal), 0, "nothing is renewed unheard");
    // The network comes back, and some minutes pass.
    for network in Network::ALL {
        bench.net.set_fault(network, Fault::everywhere(FaultKind::None)).unwrap();
        let url = bench.net.network_url(network);
        let address = url.trim_start_matches("http://");
        until("an open port", async || TcpStream::connect(address).await.ok()).await;
    }
    pass(&bench, &mut passed, TimeDelta::minutes(10));
    wake(&bench);
    running.says(&format!("Facebook ({facebook}) is disconnected: the network revoked the access")).await;
    until("the rotation", async || {
        (bench.net.request_count(Network::X, Endpoint::Renewal) == 1).then_some(())
    })
    .await;
    running.terminate().await;
    let ran = running.end().await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(ran.stderr.matches("is disconnected").count(), 1, "{ran:?}");
    assert_eq!(bench.gander(&["check", &x]).await.code, 0);
}

#[tokio::test]
async fn the_time_zone_matters_for_nothing_that_is_decided_or_kept() {
    let bench = Bench::start().await;
    bench.set_keys(Network::Facebook).await;
    bench.gander_adds(Network::Facebook).await;
    let mut seen = Vec::new();
    for zone in ["UTC", "Pacific/Kiritimati", "America/Los_Angeles", "Europe/Berlin"] {
        let mut command = bench.command(&["status", "--json"]);
        command.env("TZ", zone);
        seen.push(Running::start(command).end().await.stdout);
    }
    assert!(seen.iter().all(|status| *status == seen[0]), "{seen:?}");
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_process_that_was_stopped_with_a_connection_holds_up_no_other_that_is_to_end() {
    let bench = Bench::start().await;
    let gate = Gate::before(&bench.net.network_url(Network::X)).await;
    let id = bench.gander_adds(Network::X).await;
    bench.ask_through(&gate, Network::X);
    let stopped = Running::start(bench.command(&["renew", &id]));
    gate.an_answer_waits().await;
    signal(stopped.id(), "-STOP").await;
    let mut others = Vec::new();
    for arguments in [["renew", &id].as_slice(), &["reauthorize", &id, "--print-url"]] {
        let mut other = Running::start(bench.command(arguments));
        match arguments[0] {
            "renew" => {
                until("a thread that waits for the lock", async || waits(other.id()).then_some(())).await;
            }
            _ => drop(other.line().await),
        }
        other.terminate().await;
        others.push(other);
    }
    for (other, waited) in others.into_iter().zip([true, false]) {
        let ran = other.end().await;
        let said = ran.stderr.contains("another Gander works on this connection and does not come to an end");
        assert_eq!(said, waited, "{ran:?}");
    }
    signal(stopped.id(), "-CONT").await;
    gate.open();
    let ran = stopped.end().await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(bench.gander(&["check", &id]).await.code, 0);
    assert_eq!(
        bench.net.request_count(Network::X, Endpoint::Renewal),
        1,
        "nothing was asked while it was stopped"
    );
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_disconnect_ends_although_a_stopped_process_holds_the_connection() {
    let bench = Bench::start().await;
    let gate = Gate::before(&bench.net.network_url(Network::X)).await;
    let id = bench.gander_adds(Network::X).await;
    bench.ask_through(&gate, Network::X);
    let stopped = Running::start(bench.command(&["renew", &id]));
    gate.an_answer_waits().await;
    signal(stopped.id(), "-STOP").await;
    let ran = bench.gander(&["disconnect", &id]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(rows(&bench.database(), "secrets").len(), 0);
    signal(stopped.id(), "-CONT").await;
    gate.open();
    stopped.end().await;
    assert_eq!(rows(&bench.database(), "secrets").len(), 0, "it does not come back");
}

/// Tells whether a process waits for the lock of a connection.
#[cfg(target_os = "linux")]
fn waits(process: u32) -> bool {
    let threads = fs::read_dir(format!("/proc/{process}/task"));
    threads.into_iter().flatten().flatten().any(|thread| {
        fs::read_to_string(thread.path().join("comm")).is_ok_and(|name| name.trim() == "connection")
    })
}
