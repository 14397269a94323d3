//! No secret leaves the vault: not on standard output or error, not in the database, not in `Debug`.

use std::{collections::BTreeSet, fs};

use keeper::{NetworkId, Outcome};
use simnet::{CLIENT_SECRET, Consent, DeadEnd, Endpoint, Fault, FaultKind, Network, Refusals, browse};

use crate::support::{Bench, Gate, Home, PASSWORD, Ran, Running, raw};

/// The prefixes of all secrets of the simulated networks, and the app's secret.
const MARKS: [&str; 5] =
    ["practice-access-", "practice-refresh-", "practice-code-", "practice-signing-", CLIENT_SECRET];

fn assert_free(what: &str, bytes: &[u8], secrets: &BTreeSet<String>) {
    let text = String::from_utf8_lossy(bytes);
    for secret in MARKS.into_iter().chain(secrets.iter().map(String::as_str)) {
        assert!(!text.contains(secret), "{what} holds {secret}");
    }
}

fn assert_silent(ran: &Ran, secrets: &BTreeSet<String>) {
    assert_free("stdout", ran.stdout.as_bytes(), secrets);
    assert_free("stderr", ran.stderr.as_bytes(), secrets);
}

/// The secrets in a text without their prefixes: a secret without its beginning is one too.
fn secrets_in(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for mark in &MARKS[..4] {
        for (at, _) in text.match_indices(mark) {
            let rest = &text[at + mark.len()..];
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_');
            found.insert(rest[..end.unwrap_or(rest.len())].to_owned());
        }
    }
    found
}

fn assert_files_free(bench: &Bench, secrets: &BTreeSet<String>) {
    let mut looked_at = 0;
    for entry in fs::read_dir(bench.data_dir()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            assert_free(&path.display().to_string(), &fs::read(&path).unwrap(), secrets);
            looked_at += 1;
        }
    }
    assert!(looked_at >= 1);
}

#[tokio::test]
async fn the_command_line_never_says_a_secret_however_talkative() {
    let bench = Bench::start().await;
    let gate = Gate::before(&bench.net.network_url(Network::X)).await;
    gate.open();
    bench.ask_through(&gate, Network::X);
    bench.set_keys(Network::X).await;
    let mut secrets = BTreeSet::new();
    let mut running = Running::start(bench.command(&["--verbose", "connect", "x", "--print-url"]));
    let url = running.line().await;
    let redirect = browse(url.trim(), "danar", PASSWORD, Consent::Allow).await.unwrap();
    secrets.extend(secrets_in(redirect.as_str()));
    assert_eq!(secrets.len(), 1, "a code");
    let target = format!("{}?{}", redirect.path(), redirect.query().unwrap());
    let host = format!("127.0.0.1:{}", redirect.port().unwrap());
    let page = raw(&redirect, "GET", &host, &target).await;
    assert_free("the page", page.text.as_bytes(), &secrets);
    let connected = running.end().await;
    assert_eq!(connected.code, 0, "{connected:?}");
    assert!(connected.stderr.contains("DEBUG"), "{connected:?}");

    let id = connected.stdout.lines().nth(1).and_then(|line| line.split('\t').next()).unwrap().to_owned();
    let mut all = vec![connected];
    for arguments in [["renew", &id], ["check", &id], ["status", "--json"]] {
        all.push(bench.gander(&[["--verbose"].as_slice(), &arguments].concat()).await);
    }
    for kind in [FaultKind::WrongType, FaultKind::Html, FaultKind::ServerError, FaultKind::RefuseConnection] {
        bench.net.set_fault(Network::X, Fault::everywhere(kind)).unwrap();
        for command in ["check", "renew"] {
            all.push(bench.gander(&["--verbose", command, &id]).await);
        }
        bench.net.set_fault(Network::X, Fault::everywhere(FaultKind::None)).unwrap();
    }
    bench.net.revoke(Network::X, "danar").unwrap();
    all.push(bench.gander(&["--verbose", "check", &id]).await);
    all.push(bench.gander(&["--verbose", "doctor"]).await);
    let history = bench.gander(&["--verbose", "history", "--json"]).await;
    assert!(history.stdout.contains(r#""event": "disconnected""#), "{history:?}");
    all.push(history);
    all.push(bench.gander(&["--verbose", "history", &id]).await);
    secrets.extend(secrets_in(&gate.answers()));
    assert!(secrets.len() >= 5, "a code, and two pairs of tokens at least: {}", secrets.len());
    for ran in &all {
        assert_silent(ran, &secrets);
    }
    assert_files_free(&bench, &secrets);
}

#[tokio::test]
async fn no_database_file_holds_a_secret_and_no_debug_shows_one() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let ids = home.add_all().await;
    bench.advance(chrono::TimeDelta::days(8)).await;
    let mut debug = format!("{home:?}", home = Shown(&home));
    for id in &ids {
        let _ = home.renew(id).await.inspect_err(|error| debug.push_str(&format!("{error:?} {error}")));
    }
    // A failed sign-in and its `Debug` output count as well.
    let operation_id = home.reauthorize(&ids[3]).await.unwrap();
    let url = home.login_page(operation_id).await;
    let redirect = browse(url.as_str(), "bolee", PASSWORD, Consent::Allow).await.unwrap();
    let mut secrets = secrets_in(redirect.as_str());
    let state = redirect.query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned();
    secrets.insert(state);
    let target = format!("{}?{}", redirect.path(), redirect.query().unwrap());
    let host = format!("127.0.0.1:{}", redirect.port().unwrap());
    raw(&redirect, "GET", &host, &target).await;
    let outcome = home.end_of(operation_id).await;
    assert!(matches!(outcome, Outcome::WrongAccount { .. }));
    debug.push_str(&format!("{outcome:?}{:?}", Shown(&home)));
    let refused = home.set_app(&NetworkId::from("x"), "a b".into(), Some(CLIENT_SECRET.into())).await;
    debug.push_str(&format!("{refused:?}"));
    debug.push_str(&home.shell.debug());
    let history = home.history(None, 1000).await.unwrap();
    debug.push_str(&format!("{history:?}"));
    assert!(debug.contains("Dana Reyes"));
    assert_free("Debug", debug.as_bytes(), &secrets);
    assert_files_free(&bench, &secrets);
    bench.leave(home).await;
    assert_files_free(&bench, &secrets);
}

/// Everything that a keeper can show.
struct Shown<'a>(&'a Home);

impl std::fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {:?}", self.0.snapshot(), self.0.networks())
    }
}

#[tokio::test]
async fn an_address_that_carries_token_and_secret_is_never_said_whatever_goes_wrong() {
    let bench = Bench::start().await;
    bench.set_keys(Network::Facebook).await;
    let id = bench.gander_adds(Network::Facebook).await;
    let page = "30100000000000001";
    let mut all = vec![bench.gander(&["--verbose", "pages", &id, "--hold", page]).await];
    bench.net.set_refusals(Network::Facebook, Refusals::Vague).unwrap();
    bench.net.revoke(Network::Facebook, "danar").unwrap();
    let asked = bench.net.request_count(Network::Facebook, Endpoint::Introspect);
    for kind in [FaultKind::Html, FaultKind::ServerError, FaultKind::ResetBefore, FaultKind::WrongType] {
        for endpoint in [Endpoint::Introspect, Endpoint::Page] {
            bench.net.set_fault(Network::Facebook, Fault::at(endpoint, kind)).unwrap();
        }
        all.push(bench.gander(&["--verbose", "check", &id]).await);
        all.push(bench.gander(&["--verbose", "pages", &id]).await);
        bench.net.set_fault(Network::Facebook, Fault::everywhere(FaultKind::None)).unwrap();
    }
    for dead_end in [DeadEnd::Refused, DeadEnd::NoSuchName, DeadEnd::NotTls] {
        let astray = Some((Endpoint::Introspect, dead_end));
        bench.net.write_network_file(&bench.networks_dir(), Network::Facebook, astray).unwrap();
        all.push(bench.gander(&["--verbose", "check", &id]).await);
    }
    bench.net.write_network_file(&bench.networks_dir(), Network::Facebook, None).unwrap();
    all.push(bench.gander(&["--verbose", "check", &id]).await);
    all.push(bench.gander(&["--verbose", "history", &id]).await);
    assert!(bench.net.request_count(Network::Facebook, Endpoint::Introspect) > asked);
    assert!(all.last().is_some_and(|ran| ran.stdout.contains("disconnected")), "{all:?}");
    for ran in &all {
        assert_silent(ran, &BTreeSet::new());
        for carried in ["input_token", "access_token", "debug_token"] {
            assert!(!ran.stderr.contains(carried) && !ran.stdout.contains(carried), "{ran:?}");
        }
    }
    assert_files_free(&bench, &BTreeSet::new());
}
