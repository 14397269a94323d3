//! `run --headless`, several processes on one data directory, and their orderly end.

use chrono::TimeDelta;
use keeper::{Health, Options};
use simnet::{Endpoint, Network};

use crate::support::{Bench, Gate, Running, rows};

#[cfg(unix)]
#[tokio::test]
async fn headless_it_runs_without_display_and_bus_until_sigterm() {
    let bench = Bench::start().await;
    let mut running = Running::start(bench.command(&["run", "--headless"]));
    running.says("Gander keeps your connections. Stop it with Ctrl-C or SIGTERM.").await;
    running.terminate().await;
    let ran = running.end().await;
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{ran:?}");
}

#[cfg(unix)]
#[tokio::test]
async fn headless_it_does_the_timed_work_and_tells() {
    let bench = Bench::start().await;
    // The connections are half a day old.
    let ago = TimeDelta::hours(13);
    bench.advance(-ago).await;
    let home = bench.home().await;
    let x = home.add(Network::X).await;
    let facebook = home.add(Network::Facebook).await;
    bench.leave(home).await;
    bench.advance(ago).await;
    bench.net.revoke(Network::Facebook, "danar").unwrap();
    let mut running = Running::start(bench.command(&["run", "--headless"]));
    running
        .says(&format!(
            "Facebook ({facebook}) is disconnected: the network revoked the access; `gander reauthorize {facebook}`"
        ))
        .await;
    // Another process changes a connection.
    let ran =
        bench.gander_signs_in(&["reauthorize", facebook.as_str(), "--print-url"], "danar", "goose").await;
    assert_eq!(ran.code, 0, "{ran:?}");
    running.says(&format!("{facebook} is fine again")).await;
    crate::support::until("the rotation of an ended token", async || {
        (bench.net.request_count(Network::X, Endpoint::Renewal) == 1).then_some(())
    })
    .await;
    running.terminate().await;
    assert_eq!(running.end().await.code, 0);
    assert_eq!(bench.gander(&["check", x.as_str()]).await.code, 0);
}

#[tokio::test]
async fn a_change_by_the_app_or_the_command_line_is_seen_by_the_other_at_once() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let x = bench.gander_adds(Network::X).await;
    home.shows("the connection that the command line added", |snapshot| {
        snapshot.connections.iter().any(|connection| connection.id.as_str() == x)
    })
    .await;
    let facebook = home.add(Network::Facebook).await;
    let ran = bench.gander(&["status"]).await;
    assert!(ran.stdout.contains(facebook.as_str()), "{ran:?}");
    bench.net.revoke(Network::Facebook, "danar").unwrap();
    assert_eq!(bench.gander(&["check", facebook.as_str()]).await.code, 3);
    home.shows("the disconnect that the command line found", |snapshot| {
        snapshot.connections.iter().any(|c| matches!(c.health, Health::Disconnected { .. }))
    })
    .await;
    assert_eq!(home.shell.notices(&facebook).len(), 1, "the one that keeps the time tells");
    assert_eq!(bench.gander(&["disconnect", &x]).await.code, 0);
    home.shows("one connection", |snapshot| snapshot.connections.len() == 1).await;
    home.disconnect(&facebook).await.unwrap();
    let ran = bench.gander(&["status", "--json"]).await;
    assert!(ran.stdout.contains("\"connections\":[]"), "{ran:?}");
}

#[tokio::test]
async fn a_token_is_never_rotated_by_two_processes_at_once() {
    let bench = Bench::start().await;
    let home = bench.home_with(Options { timed_work: false, ..bench.options() }).await.unwrap();
    let x = home.add(Network::X).await;
    for _ in 0..3 {
        let command = ["renew", x.as_str()];
        let (one, other, mine) =
            tokio::join!(bench.gander(&command), bench.gander(&command), home.renewed(&x));
        assert_eq!((one.code, other.code), (0, 0), "{one:?} {other:?}");
        mine.unwrap();
    }
    // If one process had sent a token that another had used, X would have ended the grant.
    assert_eq!(bench.gander(&["check", x.as_str()]).await.code, 0);
}

#[cfg(unix)]
#[tokio::test]
async fn sigterm_lets_a_renewal_under_way_come_to_its_end() {
    let bench = Bench::start().await;
    let ago = TimeDelta::hours(13);
    for command in ["renew", "check", "run"] {
        bench.advance(-ago).await;
        let home = bench.home().await;
        let x = home.add(Network::X).await;
        bench.leave(home).await;
        bench.advance(ago).await;
        let gate = Gate::before(&bench.net.network_url(Network::X)).await;
        bench.ask_through(&gate, Network::X);
        let before = rows(&bench.database(), "secrets");
        let second = if command == "run" { "--headless" } else { x.as_str() };
        let running = Running::start(bench.command(&[command, second]));
        gate.an_answer_waits().await;
        running.terminate().await;
        gate.open();
        let ran = running.end().await;
        assert!(matches!(ran.code, 0 | 3), "{command}: {ran:?}");
        assert_ne!(rows(&bench.database(), "secrets"), before, "{command}: the rotated token is kept");
        assert_eq!(
            rows(&bench.database(), "journal"),
            Vec::<Vec<_>>::new(),
            "{command}: nothing is in doubt"
        );
        // X accepts a refresh token once: only the newest renews.
        let ran = bench.gander(&["renew", x.as_str()]).await;
        assert_eq!(ran.code, 0, "{command}: {ran:?}");
        bench.net.write_network_files(&bench.networks_dir()).unwrap();
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_sign_in_that_is_told_to_stop_changes_nothing() {
    let bench = Bench::start().await;
    let mut running = Running::start(bench.command(&["connect", "x", "--print-url"]));
    running.line().await;
    running.says("Waiting for the redirect").await;
    running.terminate().await;
    let ran = running.end().await;
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.stderr.ends_with("gander: the sign-in was given up; nothing was changed\n"), "{ran:?}");
    assert_eq!(rows(&bench.database(), "connections").len(), 0);
}
