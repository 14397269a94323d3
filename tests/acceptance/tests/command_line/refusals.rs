//! A command that cannot be done says so in one sentence, ends with 1, and costs nothing.

use std::{fs, net::TcpListener};

use simnet::{Consent, Endpoint, Fault, FaultKind, Network, browse_and_deliver};

use crate::support::{Bench, PASSWORD, Running, rows};

#[tokio::test]
async fn what_is_not_there_is_said_so() {
    let bench = Bench::start().await;
    for (arguments, sentence) in [
        (["connect", "pond"], "there is no network `pond`; `gander networks` lists them"),
        (["reauthorize", "pond-1"], "there is no connection `pond-1`; `gander status` lists them"),
        (["check", "pond-1"], "there is no connection `pond-1`; `gander status` lists them"),
        (["renew", "pond-1"], "there is no connection `pond-1`; `gander status` lists them"),
        (
            ["connect", "facebook"],
            "Facebook needs your own app's keys; set them with `gander app set facebook --client-id ...`",
        ),
    ] {
        let ran = bench.gander(&arguments).await;
        assert_eq!(ran.code, 1, "{ran:?}");
        assert_eq!(ran.stdout, "", "{ran:?}");
        assert_eq!(ran.stderr, format!("gander: {sentence}\n"));
    }
}

#[tokio::test]
async fn a_declined_sign_in_says_how_to_accept() {
    let bench = Bench::start().await;
    for arguments in [["connect".to_owned(), "x".to_owned()], {
        let id = bench.gander_adds(Network::X).await;
        ["reauthorize".to_owned(), id]
    }] {
        let before = bench.database().exists().then(|| rows(&bench.database(), "secrets"));
        let [command, what] = &arguments;
        let mut running = Running::start(bench.command(&[command, what, "--print-url"]));
        let url = running.line().await;
        browse_and_deliver(url.trim(), "danar", PASSWORD, Consent::Deny).await.unwrap();
        let ran = running.end().await;
        assert_eq!(ran.code, 1, "{ran:?}");
        let sentence = "gander: the sign-in was declined at the network; run the command again to accept\n";
        assert!(ran.stderr.ends_with(sentence), "{ran:?}");
        if let Some(before) = before {
            assert_eq!(rows(&bench.database(), "secrets"), before);
        }
    }
}

#[tokio::test]
async fn a_token_answer_that_cannot_be_used_is_said_so_and_the_former_token_works_on() {
    let bench = Bench::start().await;
    for network in [Network::Facebook, Network::Instagram, Network::LinkedIn] {
        bench.set_keys(network).await;
    }
    let sentence = "gander: the network's answer could not be used; try again later\n";
    for (network, kind) in [
        (Network::Facebook, FaultKind::Html),
        (Network::Instagram, FaultKind::Empty),
        (Network::X, FaultKind::WrongType),
        (Network::LinkedIn, FaultKind::Huge),
    ] {
        let id = bench.gander_adds(network).await;
        let (secrets, connections) =
            (rows(&bench.database(), "secrets"), rows(&bench.database(), "connections"));
        bench.net.set_fault(network, Fault::at(Endpoint::Token, kind)).unwrap();
        let ran = bench.gander_signs_in(&["reauthorize", &id, "--print-url"], "danar", PASSWORD).await;
        assert_eq!(ran.code, 1, "{network}: {ran:?}");
        assert!(ran.stderr.ends_with(sentence), "{network}: {ran:?}");
        assert_eq!(rows(&bench.database(), "secrets"), secrets, "{network}");
        assert_eq!(rows(&bench.database(), "connections"), connections, "{network}");
        let ran = bench.gander(&["check", &id]).await;
        assert_eq!(ran.code, 0, "{network}: {ran:?}");
    }
}

#[tokio::test]
async fn a_token_answer_without_a_lifetime_is_good_enough() {
    let bench = Bench::start().await;
    bench.net.set_fault(Network::X, Fault::at(Endpoint::Token, FaultKind::NoExpiresIn).times(1)).unwrap();
    let id = bench.gander_adds(Network::X).await;
    assert_eq!(bench.gander(&["check", &id]).await.code, 0);
}

#[tokio::test]
async fn refused_app_keys_are_said_so() {
    let bench = Bench::start().await;
    let set = ["app", "set", "linkedin", "--client-id", "practice-linkedin", "--client-secret-stdin"];
    assert_eq!(bench.gander_reads(&set, "practice-mistake").await.code, 0);
    let ran = bench.gander_signs_in(&["connect", "linkedin", "--print-url"], "danar", PASSWORD).await;
    assert_eq!(ran.code, 1, "{ran:?}");
    let sentence =
        "gander: the network refused your app's keys; check them and set them with `gander app set`\n";
    assert!(ran.stderr.ends_with(sentence), "{ran:?}");
}

#[tokio::test]
async fn a_taken_port_is_named() {
    let bench = Bench::start().await;
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    bench.edit_network(Network::X, |text| {
        let edited = text.replace("port = 0", &format!("port = {port}"));
        assert_ne!(edited, text);
        edited
    });
    let ran = bench.gander(&["connect", "x", "--print-url"]).await;
    assert_eq!(ran.code, 1, "{ran:?}");
    assert_eq!(ran.stdout, "", "{ran:?}");
    assert_eq!(
        ran.stderr,
        format!(
            "gander: port {port} on this device is taken by another program; close it and run the command again\n"
        )
    );
    drop(taken);
    bench.gander_adds(Network::X).await;
}

#[tokio::test]
async fn a_wrong_network_file_is_named_with_its_line_and_takes_its_own_network_away() {
    let bench = Bench::start().await;
    let path = bench.networks_dir().join("x.toml");
    let good = fs::read_to_string(&path).unwrap();
    for (wrong, line, advice) in [
        (good.replacen("scopes = ", "scope = ", 1), "scopes = ", "did you mean `scopes`?"),
        (good.replacen("\"s256\"", "\"s265\"", 1), "\"s256\"", "did you mean `s256`?"),
        (good.replacen("pkce = ", "pkce ", 1), "pkce = ", "this is not TOML"),
    ] {
        assert_ne!(wrong, good);
        let line = 1 + good.lines().position(|text| text.contains(line)).unwrap();
        fs::write(&path, wrong).unwrap();
        for command in [["networks"].as_slice(), &["status"], &["history"], &["app", "list"], &["check"]] {
            let ran = bench.gander(command).await;
            assert_eq!(ran.code, 0, "{ran:?}");
            let place = format!("gander: {}:{line}: ", path.display());
            assert!(ran.stderr.starts_with(&place), "{place} is not in {}", ran.stderr);
            assert!(ran.stderr.contains(advice), "{advice} is not in {}", ran.stderr);
            assert_eq!(ran.stderr.lines().count(), 1, "{ran:?}");
        }
        let ran = bench.gander(&["networks"]).await;
        assert!(ran.stdout.contains("linkedin\t") && !ran.stdout.contains("x\t"), "{ran:?}");
        let ran = bench.gander(&["connect", "x"]).await;
        assert!(ran.code == 1 && ran.stderr.contains("there is no network `x`"), "{ran:?}");
    }
    fs::remove_dir_all(bench.networks_dir()).unwrap();
    let ran = bench.gander(&["networks"]).await;
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.stderr.contains("does not exist; check the path"), "{ran:?}");
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn without_a_keyring_nothing_is_kept_in_plain_text() {
    let bench = Bench::start().await;
    let mut command = bench.bare_command();
    command.arg("--data-dir").arg(bench.data_dir()).arg("--networks").arg(bench.networks_dir());
    command.args(["connect", "x", "--print-url"]);
    // There is no bus with a keyring.
    command.env("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={}", bench.path("no-bus").display()));
    let ran = Running::start(command).end().await;
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.stderr.ends_with(
            "gander: the system's keyring is missing or locked; unlock it, or keep the key in a file of your own \
             with --key-file PATH\n"
        ),
        "{ran:?}"
    );
    assert_eq!(rows(&bench.database(), "secrets").len(), 0);
}
