//! The key comes late, goes away, is locked and comes back, while `gander run --headless` runs.

use std::fs;

use simnet::{Consent, Endpoint, Network, browse_and_deliver};

use crate::support::{Bench, PASSWORD, Running, until};

const HALF_A_DAY: i64 = 13 * 3600;
const STARTED: &str = "Gander keeps your connections. Stop it with Ctrl-C or SIGTERM.";
const LOCKED: &str = "gander: the system's keyring is missing or locked; unlock it";
const OPEN: &str = "The tokens can be opened now";

fn renewals(bench: &Bench) -> u64 {
    bench.net.request_count(Network::X, Endpoint::Renewal)
}

async fn renewed(bench: &Bench) {
    until("a renewal", async || (renewals(bench) == 1).then_some(())).await;
}

#[cfg(unix)]
#[tokio::test]
async fn a_key_file_whose_disk_comes_late_is_found_without_a_restart() {
    let bench = Bench::start().await;
    bench.net.advance(-HALF_A_DAY).unwrap();
    let id = bench.gander_adds(Network::X).await;
    bench.net.advance(HALF_A_DAY).unwrap();
    let away = bench.path("away");
    fs::rename(bench.key_file(), &away).unwrap();
    let mut running = Running::start(bench.command(&["run", "--headless"]));
    running.says("gander: the key that seals your tokens is gone; restore it").await;
    assert_eq!(renewals(&bench), 0, "nothing is asked without a key");
    fs::rename(&away, bench.key_file()).unwrap();
    running.says(OPEN).await;
    renewed(&bench).await;
    running.terminate().await;
    assert_eq!(running.end().await.code, 0);
    assert_eq!(bench.gander(&["check", &id]).await.code, 0);
}

#[cfg(target_os = "linux")]
mod keyring {
    use std::sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    };

    use acceptance::keyring::Keyring;
    use futures_util::StreamExt;
    use tokio::process::Command;
    use zbus::{MatchRule, MessageStream, connection, fdo, message::Type};

    use super::*;
    use crate::support::Ran;

    struct Place {
        bench: Bench,
        keyring: Keyring,
    }

    impl Place {
        /// A place where nothing runs yet.
        async fn new() -> Self {
            let bench = Bench::start().await;
            let keyring = Keyring::to_come(bench.path("keyring")).unwrap();
            Self { bench, keyring }
        }

        /// A place with a connection whose access token has expired, and without a running keyring.
        async fn with_connection() -> Self {
            let mut place = Self::new().await;
            place.keyring.unlock().await.unwrap();
            place.bench.net.advance(-HALF_A_DAY).unwrap();
            let mut connecting = Running::start(place.command(&["connect", "x", "--print-url"]));
            let url = connecting.line().await;
            browse_and_deliver(url.trim(), "danar", PASSWORD, Consent::Allow).await.unwrap();
            let ran = connecting.end().await;
            assert_eq!(ran.code, 0, "{ran:?}");
            place.bench.net.advance(HALF_A_DAY).unwrap();
            place.keyring.leave().unwrap();
            place
        }

        fn command(&self, arguments: &[&str]) -> Command {
            let mut command = self.bench.bare_command();
            command.arg("--data-dir").arg(self.bench.data_dir());
            command.arg("--networks").arg(self.bench.networks_dir());
            command.env("DBUS_SESSION_BUS_ADDRESS", self.keyring.address()).args(arguments);
            command
        }

        fn run(&self) -> Running {
            Running::start(self.command(&["run", "--headless"]))
        }

        async fn gander(&self, arguments: &[&str]) -> Ran {
            Running::start(self.command(arguments)).end().await
        }

        /// Ends the process, and checks that the token works and that the trouble was reported once.
        async fn end(&self, running: Running) {
            running.terminate().await;
            let ran = running.end().await;
            assert_eq!(ran.code, 0, "{ran:?}");
            assert_eq!(ran.stderr.matches("Gander tries again by itself").count(), 1, "{ran:?}");
            let ran = self.gander(&["check"]).await;
            assert_eq!(ran.code, 0, "{ran:?}");
        }
    }

    #[tokio::test]
    async fn a_keyring_that_comes_late_is_found_without_a_restart() {
        let mut place = Place::with_connection().await;
        let mut running = place.run();
        running.says(STARTED).await;
        running.says(LOCKED).await;
        assert_eq!(renewals(&place.bench), 0, "nothing is asked without a key");
        place.keyring.unlock().await.unwrap();
        running.says(OPEN).await;
        renewed(&place.bench).await;
        place.end(running).await;
    }

    #[tokio::test]
    async fn the_first_key_is_made_once_bus_and_keyring_have_come() {
        let mut place = Place::new().await;
        let mut running = place.run();
        running.says(LOCKED).await;
        place.keyring.start_bus().await.unwrap();
        place.keyring.unlock().await.unwrap();
        running.says(OPEN).await;
        place.end(running).await;
    }

    #[tokio::test]
    async fn a_keyring_that_is_unlocked_later_is_asked_again_and_prompts_once() {
        let mut place = Place::with_connection().await;
        place.keyring.lock().await.unwrap();
        let asked = Heard::on(&place.keyring.address()).await;
        let mut running = place.run();
        running.says(LOCKED).await;
        until("three silent tries", async || (asked.searches() >= 4).then_some(())).await;
        assert_eq!(asked.prompts(), 1, "the person is asked once");
        place.keyring.unlock().await.unwrap();
        running.says(OPEN).await;
        renewed(&place.bench).await;
        place.end(running).await;
    }

    #[tokio::test]
    async fn a_keyring_that_ends_while_it_is_asked_is_asked_again() {
        let mut place = Place::with_connection().await;
        place.keyring.unlock().await.unwrap();
        place.keyring.freeze().unwrap();
        let mut running = place.run();
        running.says("gander: the system's keyring has not answered; unlock it").await;
        place.keyring.leave().unwrap();
        place.keyring.unlock().await.unwrap();
        running.says(OPEN).await;
        renewed(&place.bench).await;
        running.terminate().await;
        assert_eq!(running.end().await.code, 0);
    }

    #[tokio::test]
    async fn a_key_that_is_restored_later_is_found_and_no_other_is_made() {
        let mut place = Place::with_connection().await;
        let kept = place.keyring.take_away().await.unwrap();
        let mut running = place.run();
        running.says("gander: the key that seals your tokens is gone").await;
        place.keyring.bring_back(kept).await.unwrap();
        running.says(OPEN).await;
        renewed(&place.bench).await;
        place.end(running).await;
    }

    #[tokio::test]
    async fn a_keyring_that_goes_away_once_it_was_read_holds_nothing_up() {
        let mut place = Place::with_connection().await;
        place.keyring.unlock().await.unwrap();
        let running = place.run();
        renewed(&place.bench).await;
        place.keyring.leave().unwrap();
        place.bench.net.revoke(Network::X, "danar").unwrap();
        place.keyring.lock().await.unwrap();
        // Another process cannot open the vault; the one that runs still can.
        let ran = place.gander(&["check"]).await;
        assert_eq!(ran.code, 1, "{ran:?}");
        running.terminate().await;
        let ran = running.end().await;
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(!ran.stderr.contains("tries again by itself"), "{ran:?}");
    }

    /// Counts the calls to the keyring.
    struct Heard {
        prompts: Arc<AtomicUsize>,
        searches: Arc<AtomicUsize>,
        _hearing: tokio::task::JoinHandle<()>,
    }

    impl Heard {
        async fn on(address: &str) -> Self {
            let bus = connection::Builder::address(address).unwrap().build().await.unwrap();
            let mut heard = MessageStream::from(&bus);
            let calls = MatchRule::builder().msg_type(Type::MethodCall).build();
            fdo::MonitoringProxy::new(&bus).await.unwrap().become_monitor(&[calls], 0).await.unwrap();
            let (prompts, searches) = (Arc::<AtomicUsize>::default(), Arc::<AtomicUsize>::default());
            let counts = [("Prompt", Arc::clone(&prompts)), ("SearchItems", Arc::clone(&searches))];
            let hearing = tokio::spawn(async move {
                while let Some(Ok(message)) = heard.next().await {
                    for (name, count) in &counts {
                        if message.header().member().is_some_and(|member| member == *name) {
                            count.fetch_add(1, Ordering::SeqCst);
                        }
                    }
                }
            });
            Self { prompts, searches, _hearing: hearing }
        }

        fn prompts(&self) -> usize {
            self.prompts.load(Ordering::SeqCst)
        }

        fn searches(&self) -> usize {
            self.searches.load(Ordering::SeqCst)
        }
    }
}
