//! The output of a command: lost output is a failure, and text of others in it drives no terminal.

use std::fs;

use serde_json::Value;
use simnet::Network;

use crate::support::{Bench, PASSWORD, Running, execute, rows};

const EVIL: &str = "Dana \u{202e}evil\u{9b}31m\u{1b}[2J";

#[cfg(target_os = "linux")]
#[tokio::test]
async fn output_that_a_full_disk_takes_nowhere_is_a_failure() {
    let bench = Bench::start().await;
    bench.set_keys(Network::Facebook).await;
    let id = bench.gander_adds(Network::Facebook).await;
    bench.set_keys(Network::X).await;
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    for command in [
        ["status", "--json"].as_slice(),
        &["status"],
        &["history"],
        &["history", "--json"],
        &["networks"],
        &["networks", "--check", bench.networks_dir().join("x.toml").to_str().unwrap()],
        &["app", "list"],
        &["alerts", "show"],
        &["calendar"],
        &["calendar", "--output", "/dev/full"],
        &["bridge", "page"],
        &["organization", "make", "--name", "A", "--without-secrets"],
        &["doctor"],
        &["doctor", "--json"],
        &["check"],
        &["pages", &id],
        &["connect", "x", "--print-url"],
        &["--help"],
        &["--version"],
    ] {
        let mut running = bench.command(command);
        let child =
            running.stdin(std::process::Stdio::null()).stdout(full()).stderr(std::process::Stdio::piped());
        // `output` would replace standard output.
        let child = child.spawn().unwrap();
        let ran = crate::support::within("the end of a command", child.wait_with_output()).await.unwrap();
        let stderr = String::from_utf8_lossy(&ran.stderr);
        assert_eq!(ran.status.code(), Some(1), "{command:?}: {stderr}");
        assert!(stderr.contains("cannot be written (No space left on device"), "{command:?}: {stderr}");
    }
    assert_eq!(bench.gander(&["status"]).await.code, 0);
}

#[cfg(unix)]
#[tokio::test]
async fn a_reader_that_has_seen_enough_is_no_failure() {
    let bench = Bench::start().await;
    bench.set_keys(Network::Facebook).await;
    bench.gander_adds(Network::Facebook).await;
    for command in [["status"].as_slice(), &["status", "--json"], &["history"], &["networks"], &["--help"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut running = bench.command(command);
        let child =
            running.stdin(std::process::Stdio::null()).stdout(writer).stderr(std::process::Stdio::piped());
        let ran = crate::support::within("the end of a command", child.spawn().unwrap().wait_with_output())
            .await
            .unwrap();
        assert_eq!((ran.status.code(), ran.stderr.as_slice()), (Some(0), &b""[..]), "{command:?}");
    }
}

#[tokio::test]
async fn a_name_that_a_network_sends_drives_no_terminal() {
    let bench = Bench::start().await;
    bench.set_keys(Network::Facebook).await;
    let id = bench.gander_adds(Network::Facebook).await;
    let page = EVIL.replace('\u{1b}', "\\u001b");
    execute(
        &bench.database(),
        &format!(
            "UPDATE connections SET username = NULL, display_name = '{EVIL}', \
             pages = '[{{\"id\":\"1\",\"name\":\"{page}\",\"held\":true}}]';
             UPDATE history SET who = '{EVIL}'"
        ),
    );
    assert!(format!("{:?}", rows(&bench.database(), "connections")).contains("202e"));
    let harmless = |text: &str| {
        !text.chars().any(|letter| letter.is_control() && !"\n\t".contains(letter))
            && !text.contains('\u{202e}')
    };
    for command in
        [["status"].as_slice(), &["status", "--json"], &["history"], &["history", "--json"], &["calendar"]]
    {
        let ran = bench.gander(command).await;
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(ran.stdout.contains("Dana"), "{ran:?}");
        assert!(harmless(&ran.stdout.replace("\r\n", "\n")) && harmless(&ran.stderr), "{ran:?}");
    }
    let json: Value = serde_json::from_str(&bench.gander(&["status", "--json"]).await.stdout).unwrap();
    assert_eq!(json["connections"][0]["username"], "Dana evil 31m [2J");
    assert_eq!(json["connections"][0]["pages"][0]["name"], "Dana evil 31m [2J");
    let home = bench.home().await;
    let shown = home.snapshot().connections.iter().next().cloned().unwrap();
    assert_eq!(shown.display_name.as_deref(), Some("Dana evil 31m [2J"));
    assert_eq!(shown.pages[0].name, "Dana evil 31m [2J");
    bench.leave(home).await;
    let reauthorize = ["reauthorize", id.as_str(), "--print-url"];
    let other = bench.gander_signs_in(&reauthorize, "bolee", PASSWORD).await;
    assert!(other.code == 3 && harmless(&other.stderr), "{other:?}");
}

#[cfg(unix)]
#[tokio::test]
async fn what_a_file_is_called_drives_no_terminal() {
    let bench = Bench::start().await;
    let file = bench.path("a\u{1b}[2J\u{202e}lmot.toml");
    fs::write(&file, "id = \"\u{202e}\"").unwrap();
    let mut running = Running::start(bench.command(&["networks", "--check", file.to_str().unwrap()]));
    running.says("a\u{fffd}[2Jlmot.toml").await;
    assert_eq!(running.end().await.code, 1);
}
