//! A refusal that needs confirmation: Gander keeps a doubt, and the second answer decides, whichever process asked.

use std::{cell::Cell, collections::BTreeMap, fs, path::PathBuf};

use chrono::TimeDelta;
use keeper::{ConnectionId, Health, networks::Catalogue};
use serde::Deserialize;
use serde_json::Value;
use simnet::{Endpoint, Network};
use toml::Table;

use crate::support::{Bench, PASSWORD, Ran, Running};

/// The network that plays all others: it tells a check and a renewal apart, and its tokens are not used up.
const PLAYED_BY: Network = Network::LinkedIn;
const DAY: i64 = 86_400;

/// A documented answer of a shipped network that needs confirmation.
#[derive(Clone, Debug, Deserialize)]
struct Case {
    name: String,
    endpoint: String,
    status: u16,
    body: String,
    signal: String,
    confirm_after: Option<i64>,
}

#[derive(Deserialize)]
struct Corpus {
    case: Vec<Case>,
}

/// The command line with a clock that the test moves.
struct Hands {
    bench: Bench,
    passed: Cell<i64>,
}

impl Hands {
    async fn new() -> Self {
        let bench = Bench::start().await;
        bench.set_keys(PLAYED_BY).await;
        Self { bench, passed: Cell::new(0) }
    }

    async fn pass(&self, seconds: i64) {
        self.passed.set(self.passed.get() + seconds);
        fs::write(self.bench.path("clock"), format!("{} 0", self.passed.get())).expect("a clock");
        self.bench.advance(TimeDelta::seconds(seconds)).await;
    }

    async fn gander(&self, arguments: &[&str]) -> Ran {
        let mut command = self.bench.command(arguments);
        command.env("GANDER_PRACTICE_CLOCK", self.bench.path("clock"));
        Running::start(command).end().await
    }

    async fn json(&self) -> Value {
        let ran = self.gander(&["status", "--json"]).await;
        let status: Value =
            serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {ran:?}"));
        status["connections"][0].clone()
    }

    /// Makes the network give this answer from now on.
    fn answer(&self, case: &Case) {
        let body = serde_json::from_str(&case.body).expect("a body in JSON");
        self.bench.net.set_answer(PLAYED_BY, case.asked(), Some((case.status, body)));
    }

    fn answer_honestly(&self, case: &Case) {
        self.bench.net.set_answer(PLAYED_BY, case.asked(), None);
    }

    /// Copies the rules of another network's file.
    fn play(&self, id: &str) {
        let shipped: Table = shipped(id).parse().expect("a network file");
        self.bench.edit_network(PLAYED_BY, |text| {
            let mut file: Table = text.parse().expect("a network file");
            for rules in ["signal", "evidence"] {
                match shipped.get(rules) {
                    Some(rules_of_it) => file.insert(rules.to_owned(), rules_of_it.clone()),
                    None => file.remove(rules),
                };
            }
            file.to_string()
        });
    }
}

impl Case {
    fn asked(&self) -> Endpoint {
        if self.endpoint == "renewal" { Endpoint::Renewal } else { Endpoint::Probe }
    }

    /// The command that brings the answer.
    fn command(&self) -> &'static str {
        if self.endpoint == "renewal" { "renew" } else { "check" }
    }

    fn wait(&self) -> i64 {
        self.confirm_after.expect("an answer to be confirmed")
    }

    /// The final status of the connection, and its reason.
    fn ends(&self) -> (&'static str, &str) {
        match self.signal.as_str() {
            "app_fault" => ("set_up_needed", "app_keys_refused"),
            reason => ("disconnected", reason),
        }
    }
}

fn crate_of_networks() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../src-tauri/crates/networks")
}

fn shipped(id: &str) -> String {
    fs::read_to_string(crate_of_networks().join(format!("networks/{id}.toml"))).expect("a shipped file")
}

/// The answers that need a second one, for each shipped network with such a rule.
fn networks_that_doubt() -> BTreeMap<String, Vec<Case>> {
    let ids = Catalogue::builtin().iter().map(|network| network.id.to_string()).collect::<Vec<_>>();
    let doubting = ids.into_iter().filter(|id| shipped(id).contains("\nconfirm_after"));
    let all: BTreeMap<_, _> = doubting
        .map(|id| {
            let corpus = crate_of_networks().join(format!("tests/corpus/{id}.toml"));
            let corpus = fs::read_to_string(corpus).expect("a corpus");
            let Corpus { case } = toml::from_str(&corpus).expect("a corpus");
            let asked_later = |case: &Case| ["probe", "renewal"].contains(&case.endpoint.as_str());
            let cases: Vec<_> =
                case.into_iter().filter(|case| case.confirm_after.is_some() && asked_later(case)).collect();
            assert!(!cases.is_empty(), "no answer in the corpus of {id} wants to be confirmed");
            (id, cases)
        })
        .collect();
    assert!(all.len() >= 5, "{:?}", all.keys());
    all
}

#[tokio::test]
async fn a_doubt_is_kept_for_a_cron_job_that_asks_alone() {
    let hands = Hands::new().await;
    let id = hands.bench.gander_adds(PLAYED_BY).await;
    for (network, cases) in networks_that_doubt() {
        hands.play(&network);
        for case in cases {
            let told = format!("{network}, {}", case.name);
            hands.answer(&case);
            let first = hands.gander(&[case.command(), &id]).await;
            assert_eq!(first.code, 3, "{told}: {first:?}");
            for words in ["\tUnconfirmed: LinkedIn refused", "; asking again at "] {
                assert!(first.stdout.contains(words), "{told}: {first:?}");
            }
            let kept = hands.json().await;
            assert_eq!(
                (&kept["status"], &kept["reason"]),
                (&"unconfirmed".into(), &case.ends().1.into()),
                "{told}"
            );
            hands.pass(case.wait() / 2).await;
            for command in ["check", "status"] {
                let arguments = if command == "check" { vec![command, &id] } else { vec![command] };
                let early = hands.gander(&arguments).await;
                assert!(early.code == 3 && early.stdout.contains("Unconfirmed"), "{told}: {early:?}");
            }
            assert_eq!(hands.json().await, kept, "{told}: the first refusal stays the one to confirm");
            hands.pass(case.wait() - case.wait() / 2 + 1).await;
            let status = hands.gander(&["status"]).await;
            assert!(status.stdout.contains("; the next check decides"), "{told}: {status:?}");
            let second = hands.gander(&["check", &id]).await;
            assert_eq!(second.code, 3, "{told}: {second:?}");
            let decided = hands.json().await;
            assert_eq!((decided["status"].as_str(), decided["reason"].as_str()), {
                let (status, reason) = case.ends();
                (Some(status), Some(reason))
            });
            assert_eq!(decided["asks_again_at"], Value::Null);
            hands.answer_honestly(&case);
            let mended = hands.gander(&["check", &id]).await;
            assert!(mended.code == 0 && mended.stdout.ends_with("\tActive\n"), "{told}: {mended:?}");
        }
    }
}

#[tokio::test]
async fn a_doubt_is_kept_for_a_cron_job_beside_a_running_keeper_which_decides_in_time() {
    let hands = Hands::new().await;
    let id = hands.bench.gander_adds(PLAYED_BY).await;
    for (network, cases) in networks_that_doubt() {
        hands.play(&network);
        let home = hands.bench.home().await;
        let connection = ConnectionId::from(id.as_str());
        for case in cases {
            let told = format!("{network}, {}", case.name);
            hands.answer(&case);
            let first = hands.gander(&[case.command(), &id]).await;
            assert!(first.code == 3 && first.stdout.contains("\tUnconfirmed: "), "{told}: {first:?}");
            home.shows("the doubt that the command line left", |snapshot| {
                snapshot.connections.iter().any(|state| matches!(state.health, Health::Unconfirmed { .. }))
            })
            .await;
            hands.pass(case.wait() + 1).await;
            home.shows("what the second answer decides", |snapshot| {
                let broken = |health: &Health| {
                    matches!(health, Health::Disconnected { .. } | Health::SetUpNeeded { .. })
                };
                snapshot.connections.iter().any(|state| broken(&state.health))
            })
            .await;
            let decided = hands.json().await;
            let (status, reason) = case.ends();
            assert_eq!((&decided["status"], &decided["reason"]), (&status.into(), &reason.into()), "{told}");
            hands.answer_honestly(&case);
            let mended = hands.gander(&["check", &id]).await;
            assert_eq!(mended.code, 0, "{told}: {mended:?}");
            home.shows("Active again", |snapshot| {
                snapshot.connections.iter().all(|state| state.health == Health::Active)
            })
            .await;
        }
        assert_eq!(home.find(&connection).health, Health::Active);
        hands.bench.leave(home).await;
    }
}

fn revoked() -> Case {
    let cases = networks_that_doubt().remove("linkedin").expect("LinkedIn doubts");
    cases.into_iter().find(|case| case.signal == "revoked").expect("a revoked token")
}

#[tokio::test]
async fn a_doubt_has_its_words_its_fields_and_its_exit_code() {
    let hands = Hands::new().await;
    let id = hands.bench.gander_adds(PLAYED_BY).await;
    let case = revoked();
    hands.answer(&case);
    let ran = hands.gander(&["check", &id]).await;
    assert_eq!((ran.code, ran.stderr.as_str()), (3, ""), "{ran:?}");
    let kept = hands.json().await;
    let moment = |value: &Value| {
        chrono::DateTime::parse_from_rfc3339(value.as_str().unwrap_or_default()).expect("a moment").to_utc()
    };
    let (refused, again) = (moment(&kept["evidence"]["at"]), moment(&kept["asks_again_at"]));
    assert_eq!((again - refused).num_seconds(), case.wait());
    assert_eq!((&kept["evidence"]["status"], &kept["evidence"]["endpoint"]), (&401.into(), &"probe".into()));
    let line = format!(
        "{id}\tLinkedIn\tDana Reyes\tUnconfirmed: LinkedIn refused at {} (HTTP 401, ",
        refused.format("%Y-%m-%d %H:%M UTC")
    );
    assert!(ran.stdout.starts_with(&line), "{line} {ran:?}");
    assert!(
        ran.stdout.ends_with(&format!("asking again at {}\n", again.format("%Y-%m-%d %H:%M UTC"))),
        "{ran:?}"
    );
    let doctor = hands.gander(&["doctor", "--json"]).await;
    assert!(!doctor.stdout.contains("cannot be read"), "{doctor:?}");
    hands.answer_honestly(&case);
    let accepted = hands.gander(&["check", &id]).await;
    assert!(accepted.code == 0 && accepted.stdout.ends_with("\tActive\n"), "{accepted:?}");
    let history = hands.gander(&["history", &id]).await;
    assert!(!history.stdout.contains("disconnected"), "{history:?}");
}

#[tokio::test]
async fn a_doubt_about_one_token_decides_nothing_about_the_next() {
    let case = revoked();
    for command in ["renew", "reauthorize"] {
        let hands = Hands::new().await;
        let id = hands.bench.gander_adds(PLAYED_BY).await;
        hands.answer(&case);
        assert_eq!(hands.gander(&["check", &id]).await.code, 3);
        let ran = if command == "renew" {
            hands.gander(&["renew", &id]).await
        } else {
            hands.answer_honestly(&case);
            hands.bench.gander_signs_in(&["reauthorize", &id, "--print-url"], "danar", PASSWORD).await
        };
        assert!(ran.code == 0 && ran.stdout.ends_with("\tActive\n"), "{command}: {ran:?}");
        hands.answer(&case);
        hands.pass(case.wait() + 1).await;
        let ran = hands.gander(&["check", &id]).await;
        assert!(ran.code == 3 && ran.stdout.contains("\tUnconfirmed: "), "{command}: {ran:?}");
        hands.pass(case.wait() + 1).await;
        let ran = hands.gander(&["check", &id]).await;
        assert!(ran.stdout.contains("\tDisconnected: the network revoked the access"), "{command}: {ran:?}");
    }
}

#[tokio::test]
async fn two_processes_that_ask_at_once_share_one_doubt_and_decide_once() {
    let hands = Hands::new().await;
    let id = hands.bench.gander_adds(PLAYED_BY).await;
    let case = revoked();
    hands.answer(&case);
    let check = ["check", id.as_str()];
    let (one, other) = tokio::join!(hands.gander(&check), hands.gander(&check));
    assert!(
        [&one, &other].into_iter().all(|ran| ran.code == 3 && ran.stdout.contains("Unconfirmed")),
        "{one:?} {other:?}"
    );
    hands.pass(case.wait() + 1).await;
    assert!(hands.gander(&check).await.stdout.contains("\tDisconnected: "));
    let history = hands.gander(&["history", &id]).await;
    assert_eq!(history.stdout.matches("disconnected").count(), 1, "{history:?}");
}

#[tokio::test]
async fn a_clock_that_was_set_back_does_not_keep_a_doubt_for_ever() {
    let hands = Hands::new().await;
    let id = hands.bench.gander_adds(PLAYED_BY).await;
    let case = revoked();
    hands.answer(&case);
    hands.pass(DAY).await;
    assert_eq!(hands.gander(&["check", &id]).await.code, 3);
    // All clocks go back, so that the doubt lies in the future.
    hands.pass(-DAY).await;
    let ran = hands.gander(&["check", &id]).await;
    assert!(ran.code == 3 && ran.stdout.contains("Unconfirmed"), "{ran:?}");
    hands.pass(case.wait() + 1).await;
    let ran = hands.gander(&["check", &id]).await;
    assert!(ran.stdout.contains("\tDisconnected: "), "{ran:?}");
}
