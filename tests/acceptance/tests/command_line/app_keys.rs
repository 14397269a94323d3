//! The keys of the person's own apps on the command line: kept, listed, checked and removed, and never shown.

use simnet::{CLIENT_SECRET, Endpoint, Fault, FaultKind, Network};

use crate::support::{Bench, Ran, count, until};

async fn set(bench: &Bench, network: Network, client_id: &str, secret: &str) {
    let arguments = ["app", "set", network.id(), "--client-id", client_id, "--client-secret-stdin"];
    let ran = bench.gander_reads(&arguments, secret).await;
    assert_eq!(ran.code, 0, "{ran:?}");
}

async fn check(bench: &Bench, network: Network) -> Ran {
    let ran = bench.gander(&["app", "check", network.id()]).await;
    let shown = format!("{}{}", ran.stdout, ran.stderr);
    assert!(!shown.contains(CLIENT_SECRET) && !shown.contains("another-secret"), "{ran:?}");
    ran
}

#[tokio::test]
async fn every_network_tells_right_keys_from_wrong_ones_and_an_outage_from_both() {
    let bench = Bench::start().await;
    bench.net.write_every_network_file(&bench.networks_dir()).unwrap();
    for network in Network::EVERY.into_iter().filter(|network| !network.brings_its_app()) {
        let name = network.name();
        let client_id = network.client_id();
        set(&bench, network, &client_id, CLIENT_SECRET).await;
        let ran = check(&bench, network).await;
        assert_eq!((ran.code, ran.stdout), (0, format!("{name} takes these keys.\n")), "{network}");

        let refuses = format!("{name} refuses these keys, or the app that they belong to (HTTP ");
        set(&bench, network, &client_id, "another-secret").await;
        let ran = check(&bench, network).await;
        assert!(ran.code == 3 && ran.stdout.starts_with(&refuses), "{network}, wrong secret: {ran:?}");

        set(&bench, network, "another-app", CLIENT_SECRET).await;
        let ran = check(&bench, network).await;
        assert!(ran.code == 3 && ran.stdout.starts_with(&refuses), "{network}, wrong id: {ran:?}");

        set(&bench, network, &client_id, CLIENT_SECRET).await;
        bench.net.set_app_disabled(network, true);
        let ran = check(&bench, network).await;
        assert!(ran.code == 3 && ran.stdout.starts_with(&refuses), "{network}, app switched off: {ran:?}");
        bench.net.set_app_disabled(network, false);

        bench.net.set_fault(network, Fault::everywhere(FaultKind::RefuseConnection)).unwrap();
        let ran = check(&bench, network).await;
        let down = format!("{name} could not be asked: ");
        assert!(ran.code == 1 && ran.stdout.starts_with(&down), "{network}, down: {ran:?}");
        bench.net.set_fault(network, Fault::everywhere(FaultKind::None)).unwrap();
        until("the network again", async || (check(&bench, network).await.code == 0).then_some(())).await;

        bench.net.set_fault(network, Fault::everywhere(FaultKind::CaptivePortal)).unwrap();
        let ran = check(&bench, network).await;
        assert_eq!(ran.code, 1, "{network}, a page of somebody else's proves nothing: {ran:?}");
        bench.net.set_fault(network, Fault::everywhere(FaultKind::None)).unwrap();
    }
    assert_eq!(count(&bench.database(), "connections"), 0);
}

#[tokio::test]
async fn a_check_of_the_keys_leaves_the_connection_as_it_is() {
    let bench = Bench::start().await;
    bench.set_keys(Network::LinkedIn).await;
    bench.gander_adds(Network::LinkedIn).await;
    set(&bench, Network::LinkedIn, &Network::LinkedIn.client_id(), "another-secret").await;
    assert_eq!(check(&bench, Network::LinkedIn).await.code, 3);
    assert_eq!(bench.gander(&["status"]).await.code, 0, "the keys are at fault, and nothing needed them yet");
    assert_eq!(bench.net.request_count(Network::LinkedIn, Endpoint::Renewal), 0);
}

#[tokio::test]
async fn a_check_says_where_there_are_no_keys_to_check() {
    let bench = Bench::start().await;
    let ran = bench.gander(&["app", "check", "facebook"]).await;
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.stderr.starts_with("gander: Facebook needs your own app's keys; set them with"), "{ran:?}");
    let ran = bench.gander(&["app", "check", "mastodon"]).await;
    assert_eq!(ran.code, 1, "{ran:?}");
    assert_eq!(ran.stderr, "gander: Mastodon needs no keys of yours, so there are none to check\n");
    let ran = bench.gander(&["app", "check", "nowhere"]).await;
    assert_eq!(ran.stderr, "gander: there is no network `nowhere`; `gander networks` lists them\n");
}

#[tokio::test]
async fn the_list_shows_whose_keys_are_kept_and_neither_secret_nor_whole_id() {
    let bench = Bench::start().await;
    let ran = bench.gander(&["app", "list"]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.starts_with("No keys yet. `gander app set NETWORK --client-id ...`"), "{ran:?}");
    assert!(!bench.data_dir().exists(), "a question leaves nothing behind");

    bench.set_keys(Network::LinkedIn).await;
    let ran = bench.gander_reads(&["app", "set", "x", "--client-id", "practice-x"], "").await;
    assert_eq!(ran.code, 0, "{ran:?}");
    let ran = bench.gander(&["app", "list"]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(ran.stdout, "linkedin\tLinkedIn\tprac…edin\tsecret kept\nx\tX\tpra…\tno secret\n");
}

#[tokio::test]
async fn keys_that_connections_use_are_removed_only_when_that_is_meant() {
    let bench = Bench::start().await;
    bench.set_keys(Network::Facebook).await;
    bench.gander_adds(Network::Facebook).await;
    let ran = bench.gander(&["app", "remove", "facebook"]).await;
    assert_eq!(ran.code, 1, "{ran:?}");
    let cost = "1 connection at Facebook uses these keys and stays, but cannot be renewed or signed in again until there are \
                keys";
    assert_eq!(ran.stderr, format!("gander: {cost}. Add --yes to remove the keys all the same\n"));
    assert_eq!(count(&bench.database(), "apps"), 1);

    let ran = bench.gander(&["app", "remove", "facebook", "--yes"]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(ran.stderr, format!("The keys are gone. {cost}: `gander app set facebook`\n"));
    assert_eq!(count(&bench.database(), "apps"), 0);
    assert_eq!(bench.gander(&["status"]).await.stdout.lines().count(), 1, "the connection stays");

    let ran = bench.gander(&["app", "remove", "facebook"]).await;
    assert_eq!(ran.code, 1, "{ran:?}");
    bench.set_keys(Network::X).await;
    let ran = bench.gander(&["app", "remove", "x"]).await;
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:?}");
    let ran = bench.gander(&["app", "remove", "x"]).await;
    assert_eq!(ran.stderr, "gander: no keys are kept for X; `gander app list` lists those that are\n");
}

#[tokio::test]
async fn the_options_of_an_app_are_set_with_its_keys_and_what_is_no_option_is_refused() {
    let bench = Bench::start().await;
    let set = async |options: &[&str]| {
        let keys = ["app", "set", "facebook", "--client-id", "practice-app", "--client-secret-stdin"];
        bench.gander_reads(&[&keys[..], options].concat(), CLIENT_SECRET).await
    };
    let good = ["--ask", "business_management", "--parameter", "config_id=1234"];
    for options in [&good[..], &["--ask", "none"], &["--parameter", "config_id="], &[]] {
        let ran = set(options).await;
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{options:?}");
    }
    for (options, code, said) in [
        (&["--ask", "ads_management"][..], 1, "`ads_management` is no optional permission of Facebook"),
        (&["--parameter", "state=1"], 1, "`state` is nothing that an app of Facebook brings along"),
        (&["--parameter", "config_id=two words"], 1, "the value of `config_id` is one word"),
        (&["--parameter", "config_id"], 2, "write it as NAME=VALUE"),
    ] {
        let ran = set(options).await;
        assert!(ran.code == code && ran.stderr.contains(said), "{options:?}: {ran:?}");
    }
}
