//! Processes that die by `kill -9` during a renewal, and the effects on others with the same data directory.

use chrono::TimeDelta;
use keeper::{Event, Health, NoticeKind, Reason};
use simnet::{Endpoint, Network::X};

use crate::support::{Bench, Gate, Running, count, rows, until};

fn renewals(bench: &Bench) -> (u64, u64) {
    (bench.net.request_count(X, Endpoint::Renewal), bench.net.spent_tokens_used(X))
}

/// Starts a renewal that is journalled, sent and answered. The gate holds the answer back.
async fn renewing_behind(gate: &Gate, bench: &Bench, arguments: &[&str]) -> Running {
    bench.ask_through(gate, X);
    let running = Running::start(bench.command(arguments));
    gate.an_answer_waits().await;
    bench.net.write_network_files(&bench.networks_dir()).unwrap();
    running
}

#[tokio::test]
async fn a_renewal_that_a_command_died_over_is_asked_for_again_at_once_by_the_app() {
    let bench = Bench::start().await;
    bench.net.set_grace(X, 60).unwrap();
    let home = bench.home().await;
    let id = home.add(X).await;
    let gate = Gate::before(&bench.net.network_url(X)).await;
    renewing_behind(&gate, &bench, &["renew", id.as_str()]).await.kill().await;
    until("the prompt retry", async || (home.times(&id, Event::Renewed).await == 1).then_some(())).await;
    assert_eq!(renewals(&bench), (2, 1), "the former token came once more, within its grace");
    assert_eq!(count(&bench.database(), "journal"), 0);
    assert_eq!(home.renewed(&id).await.unwrap(), Health::Active);
    assert_eq!(renewals(&bench), (3, 1));
    assert_eq!(home.shell.all(), []);
}

#[tokio::test]
async fn where_the_network_knows_no_grace_that_is_a_disconnect_told_once() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let id = home.add(X).await;
    let gate = Gate::before(&bench.net.network_url(X)).await;
    renewing_behind(&gate, &bench, &["renew", id.as_str()]).await.kill().await;
    let told = [NoticeKind::Disconnected { reason: Reason::RefreshRejected, reminder: 0 }];
    until("the notice", async || (home.shell.notices(&id) == told).then_some(())).await;
    assert_eq!(renewals(&bench), (2, 1));
    home.sign_in_again(&id, "goose").await;
    assert_eq!(home.renewed(&id).await.unwrap(), Health::Active);
}

#[tokio::test]
async fn whoever_waits_for_the_lead_takes_it_over_at_once_with_what_its_process_died_over() {
    let bench = Bench::start().await;
    bench.net.set_grace(X, 60).unwrap();
    // The connection is half a day old, so that the token has expired and a check is due.
    let ago = TimeDelta::hours(13);
    bench.advance(-ago).await;
    let home = bench.home().await;
    let id = home.add(X).await;
    bench.leave(home).await;
    bench.advance(ago).await;
    let gate = Gate::before(&bench.net.network_url(X)).await;
    let leader = renewing_behind(&gate, &bench, &["run", "--headless"]).await;
    let follower = bench.home().await;
    assert_eq!(renewals(&bench), (1, 0), "only the one that leads renews by itself");
    leader.kill().await;
    until("the prompt retry", async || (follower.times(&id, Event::Renewed).await == 1).then_some(())).await;
    assert_eq!(renewals(&bench), (2, 1));
    assert_eq!(follower.ask(&id).await, Health::Active);
    assert_eq!(follower.renewed(&id).await.unwrap(), Health::Active);
    assert_eq!(follower.shell.all(), []);
}

/// Waits until Linux lists the process as a waiter for a lock file, with an arrow.
#[cfg(target_os = "linux")]
async fn waits_for_a_lock(running: &Running) {
    let id = running.id().to_string();
    until("a process that waits for the lock", async || {
        let locks = std::fs::read_to_string("/proc/locks").ok()?;
        locks.lines().any(|line| line.contains("->") && line.split(' ').any(|word| word == id)).then_some(())
    })
    .await;
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn two_processes_that_renew_at_once_ask_the_network_once() {
    let bench = Bench::start().await;
    let id = bench.gander_adds(X).await;
    let before = rows(&bench.database(), "secrets");
    let gate = Gate::before(&bench.net.network_url(X)).await;
    let first = renewing_behind(&gate, &bench, &["renew", &id]).await;
    let second = Running::start(bench.command(&["renew", &id]));
    waits_for_a_lock(&second).await;
    gate.open();
    for running in [first, second] {
        let ran = running.end().await;
        assert_eq!(ran.code, 0, "{ran:?}");
    }
    assert_eq!(renewals(&bench), (1, 0));
    assert_ne!(rows(&bench.database(), "secrets"), before);
    assert_eq!(bench.gander(&["renew", &id]).await.code, 0);
    assert_eq!(renewals(&bench), (2, 0));
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn whoever_waits_behind_a_renewal_that_dies_recovers_it_within_the_grace() {
    let bench = Bench::start().await;
    bench.net.set_grace(X, 60).unwrap();
    let id = bench.gander_adds(X).await;
    let gate = Gate::before(&bench.net.network_url(X)).await;
    let first = renewing_behind(&gate, &bench, &["renew", &id]).await;
    let second = Running::start(bench.command(&["renew", &id]));
    waits_for_a_lock(&second).await;
    first.kill().await;
    let ran = second.end().await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(renewals(&bench), (2, 1));
    assert_eq!(count(&bench.database(), "journal"), 0);
    assert_eq!(bench.gander(&["renew", &id]).await.code, 0);
    assert_eq!(renewals(&bench), (3, 1));
}

#[tokio::test]
async fn a_rotation_that_a_power_cut_tore_off_the_log_is_recovered_as_far_as_the_grace_allows() {
    for (grace, code) in [(60, 0), (0, 3)] {
        let bench = Bench::start().await;
        bench.net.set_grace(X, grace).unwrap();
        let id = bench.gander_adds(X).await;
        // As long as one process has the database open, SQLite does not merge the write-ahead log.
        let mut holding = Running::start(bench.command(&["run", "--headless"]));
        holding.says("Gander keeps your connections.").await;
        let gate = Gate::before(&bench.net.network_url(X)).await;
        let renewing = renewing_behind(&gate, &bench, &["renew", &id]).await;
        let log = bench.data_dir().join("gander.db-wal");
        let journalled = std::fs::metadata(&log).unwrap().len();
        gate.open();
        assert_eq!(renewing.end().await.code, 0);
        holding.kill().await;
        let log = std::fs::OpenOptions::new().write(true).open(log).unwrap();
        assert!(log.metadata().unwrap().len() > journalled, "the rotation is in the log");
        log.set_len(journalled).unwrap();
        assert_eq!(
            count(&bench.database(), "journal"),
            1,
            "the intent was durable before the network was asked"
        );
        let ran = bench.gander(&["renew", &id]).await;
        assert_eq!(ran.code, code, "grace {grace}: {ran:?}");
        assert_eq!(renewals(&bench), (2, 1), "grace {grace}");
        assert_eq!(bench.gander(&["check", &id]).await.code, code, "grace {grace}");
    }
}
