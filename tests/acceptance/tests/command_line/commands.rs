//! Every command, its result on standard output, and its exit code: 0 done and Active, 1 failed, 2 wrong usage, 3
//! done but not Active.

use std::fs;

use serde_json::{Value, json};
use simnet::{CLIENT_SECRET, Consent, Fault, FaultKind, Network, browse_and_deliver, browse_for_pin};

use crate::support::{Bench, PASSWORD, Ran, Running, binary, count, until};

fn json_of(ran: &Ran) -> Value {
    serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {ran:?}"))
}

#[tokio::test]
async fn networks_lists_every_network_by_name() {
    let bench = Bench::start().await;
    let ran = bench.gander(&["networks"]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(
        ran.stdout,
        "bluesky\tBluesky\nfacebook\tFacebook\ninstagram\tInstagram\nlinkedin\tLinkedIn\nlinkedin-pages\tLinkedIn Pages\n\
         mastodon\tMastodon\npinterest\tPinterest\nreddit\tReddit\nthreads\tThreads\ntiktok\tTikTok\ntumblr\tTumblr\nx\tX\n\
         x-oauth1\tX (API key)\nyoutube\tYouTube\n"
    );
    assert_eq!(ran.stderr, "");
}

#[tokio::test]
async fn a_network_file_is_checked_with_what_it_lacks_or_why_it_cannot_be_used() {
    let bench = Bench::start().await;
    let file = bench.path("pond.toml");
    let text = fs::read_to_string(bench.networks_dir().join("linkedin.toml")).unwrap();
    fs::write(&file, text.replace("\"linkedin\"", "\"pond\"").replace("every = \"6h\"", "every = \"2d\""))
        .unwrap();
    let checked = ["networks", "--check", file.to_str().unwrap()];
    let ran = bench.gander(&checked).await;
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:?}");
    assert!(ran.stdout.contains("LinkedIn (pond) can be used; 2 things to consider:"), "{ran:?}");
    assert!(ran.stdout.contains("a disconnect is found as late as this"), "{ran:?}");

    fs::write(&file, text.replace("every = \"6h\"", "every = \"often\"")).unwrap();
    let ran = bench.gander(&checked).await;
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{ran:?}");
    assert!(ran.stderr.contains("pond.toml:") && ran.stderr.contains("`often` is not a duration"), "{ran:?}");
}

#[tokio::test]
async fn a_disconnect_says_what_is_left_to_do_where_no_app_can_end_its_own_access() {
    let bench = Bench::start().await;
    for (network, by_hand) in [(Network::Instagram, true), (Network::X, false)] {
        bench.set_keys(network).await;
        let id = bench.gander_adds(network).await;
        let ran = bench.gander(&["disconnect", &id]).await;
        assert_eq!(ran.code, 0, "{ran:?}");
        let page = "remove the app at https://www.instagram.com/accounts/manage_access/";
        assert_eq!(ran.stderr.contains(page), by_hand, "{ran:?}");
    }
}

#[tokio::test]
async fn a_network_file_adds_a_network() {
    let bench = Bench::start().await;
    let text = fs::read_to_string(bench.networks_dir().join("x.toml")).unwrap();
    let text = text.replace("id = \"x\"", "id = \"pond\"").replace("name = \"X\"", "name = \"Pond\"");
    fs::write(bench.networks_dir().join("pond.toml"), text).unwrap();
    let ran = bench.gander(&["networks"]).await;
    assert!(ran.stdout.contains("pond\tPond\n"), "{ran:?}");
    let ran = bench.gander_signs_in(&["connect", "pond", "--print-url"], "danar", PASSWORD).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.ends_with("\tPond\t@danar\tActive\n"), "{ran:?}");
}

#[tokio::test]
async fn connect_prints_the_url_alone_and_ends_when_active() {
    let bench = Bench::start().await;
    for network in Network::ALL {
        bench.set_keys(network).await;
        let mut running = Running::start(bench.command(&["connect", network.id(), "--print-url"]));
        let line = running.line().await;
        assert!(line.starts_with(&bench.net.network_url(network)), "{line}");
        assert!(url::Url::parse(line.trim_end()).is_ok(), "{line}");
        running.says("Waiting for the redirect; open the address above in a browser.").await;
        let (_, status, _) =
            browse_and_deliver(line.trim(), "danar", PASSWORD, Consent::Allow).await.unwrap();
        assert_eq!(status, 200);
        let ran = running.end().await;
        assert_eq!(ran.code, 0, "{ran:?}");
        let result: Vec<_> = ran.stdout.lines().skip(1).collect();
        let [result] = result.as_slice() else { panic!("{ran:?}") };
        let [id, name, who, status] = result.split('\t').collect::<Vec<_>>()[..] else { panic!("{result}") };
        assert!(id.starts_with(network.id()), "{result}");
        assert_eq!(name, network.name());
        assert!(who.contains("danar") || who == "Dana Reyes", "{result}");
        assert_eq!(status, "Active");
    }
    let ran = bench.gander(&["status"]).await;
    assert_eq!((ran.code, ran.stdout.lines().count()), (0, 4), "{ran:?}");
    assert!(ran.stdout.lines().all(|line| line.ends_with("\tActive")), "{ran:?}");
}

#[tokio::test]
async fn a_pin_is_typed_where_nothing_leads_back() {
    let bench = Bench::start_with(Network::XOAuth1).await;
    bench.set_keys(Network::XOAuth1).await;
    let connect = ["connect", "x-oauth1", "--pin", "--print-url"];
    let mut running = Running::start(bench.command(&connect));
    let line = running.line().await;
    running.says("Open the address above in a browser; it will show a PIN.").await;
    let pin = browse_for_pin(line.trim(), "danar", PASSWORD).await.unwrap();
    running.write(&format!("\n{pin}\n")).await;
    running.says("gander: type the PIN that the page in your browser shows").await;
    let ran = running.end().await;
    assert!(ran.code == 0 && ran.stdout.ends_with("\tActive\n"), "{ran:?}");

    // The end of standard input without a PIN cancels the sign-in.
    let mut running = Running::start(bench.command(&connect));
    running.line().await;
    let ran = running.end().await;
    assert!(ran.code == 1 && ran.stderr.contains("nothing was changed"), "{ran:?}");

    let ran = bench.gander(&["connect", "x", "--pin"]).await;
    assert!(ran.code != 0 && !ran.stderr.is_empty(), "{ran:?}");
}

#[tokio::test]
async fn status_as_json_has_the_promised_shape() {
    let bench = Bench::start().await;
    let ran = bench.gander(&["status", "--json"]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(json_of(&ran), json!({ "revision": 0, "connections": [] }));
    assert!(!bench.data_dir().exists(), "a question leaves nothing behind");

    bench.set_keys(Network::Facebook).await;
    let facebook = bench.gander_adds(Network::Facebook).await;
    let x = bench.gander_adds(Network::X).await;
    let first = json_of(&bench.gander(&["status", "--json"]).await);
    assert!(first["revision"].as_u64().is_some_and(|revision| revision > 0), "{first}");
    let expected = json!({
        "id": x, "network": "x", "username": "danar", "status": "active", "reason": null, "asks_again_at": null,
        "reauthorize_by": null, "missing_permissions": [], "pages": [], "evidence": null, "allowed": "nothing",
    });
    assert_eq!(first["connections"][1], expected);
    let by = first["connections"][0]["reauthorize_by"].as_str().unwrap_or_default();
    let by = chrono::DateTime::parse_from_rfc3339(by).unwrap_or_else(|error| panic!("{error}: {first}"));
    let days = (by.to_utc() - chrono::Utc::now()).num_days();
    assert!((58..=60).contains(&days), "{by}");

    bench.net.change_password(Network::Facebook, "danar", "gander").unwrap();
    let ran = bench.gander(&["check", &facebook]).await;
    assert_eq!(ran.code, 3, "{ran:?}");
    let ran = bench.gander(&["status", "--json"]).await;
    assert_eq!(ran.code, 3, "one is not Active: {ran:?}");
    let second = json_of(&ran);
    assert!(second["revision"].as_u64() > first["revision"].as_u64());
    let broken = &second["connections"][0];
    assert_eq!(broken["id"], facebook);
    assert_eq!(broken["username"], "Dana Reyes");
    assert_eq!(broken["status"], "disconnected");
    assert_eq!(broken["reason"], "password_changed");
    let evidence = &broken["evidence"];
    assert_eq!(evidence["endpoint"], "probe");
    assert_eq!(evidence["status"], 400);
    assert_eq!(evidence["code"], "190");
    assert_eq!(evidence["subcode"], "460");
    assert!(chrono::DateTime::parse_from_rfc3339(evidence["at"].as_str().unwrap_or_default()).is_ok());

    bench.net.set_app_disabled(Network::X, true);
    assert_eq!(bench.gander(&["check", &x]).await.code, 3);
    let third = json_of(&bench.gander(&["status", "--json"]).await);
    assert_eq!(third["connections"][1]["status"], "set_up_needed");
    assert_eq!(third["connections"][1]["reason"], "app_keys_refused");
}

#[tokio::test]
async fn status_tells_an_empty_handed_person_what_to_do() {
    let bench = Bench::start().await;
    let ran = bench.gander(&["status"]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(
        ran.stdout,
        "No accounts yet. `gander connect NETWORK` adds one; `gander networks` lists them.\n"
    );
}

#[tokio::test]
async fn check_asks_the_network_about_one_or_all() {
    let bench = Bench::start().await;
    bench.set_keys(Network::Facebook).await;
    let facebook = bench.gander_adds(Network::Facebook).await;
    let x = bench.gander_adds(Network::X).await;
    let ran = bench.gander(&["check"]).await;
    assert_eq!((ran.code, ran.stdout.lines().count()), (0, 2), "{ran:?}");
    bench.net.revoke(Network::Facebook, "danar").unwrap();
    assert_eq!(bench.gander(&["status"]).await.code, 0, "status asks nobody");
    let ran = bench.gander(&["check", &x]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    let ran = bench.gander(&["check"]).await;
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.stdout.contains("Disconnected: the network revoked the access"), "{ran:?}");
    let ran = bench.gander(&["check", &facebook]).await;
    assert_eq!((ran.code, ran.stdout.lines().count()), (3, 1), "{ran:?}");
}

#[tokio::test]
async fn a_network_that_cannot_be_reached_is_not_active_and_not_disconnected() {
    let bench = Bench::start().await;
    let x = bench.gander_adds(Network::X).await;
    bench.net.set_fault(Network::X, Fault::everywhere(FaultKind::RefuseConnection)).unwrap();
    let ran = bench.gander(&["check", &x]).await;
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.stdout.contains("Active, cannot reach X since "), "{ran:?}");
    let status = json_of(&bench.gander(&["status", "--json"]).await);
    assert_eq!(status["connections"][0]["status"], "unreachable");
    bench.net.set_fault(Network::X, Fault::everywhere(FaultKind::None)).unwrap();
    until("X again", async || (bench.gander(&["check", &x]).await.code == 0).then_some(())).await;
}

#[tokio::test]
async fn renew_renews_and_says_where_that_is_not_possible() {
    let bench = Bench::start().await;
    bench.set_keys(Network::Facebook).await;
    let facebook = bench.gander_adds(Network::Facebook).await;
    let x = bench.gander_adds(Network::X).await;
    let ran = bench.gander(&["renew", &x]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.ends_with("\tActive\n"), "{ran:?}");
    assert_eq!(bench.net.request_count(Network::X, simnet::Endpoint::Renewal), 1);
    assert_eq!(bench.gander(&["check", &x]).await.code, 0);
    let ran = bench.gander(&["renew", &facebook]).await;
    assert_eq!(ran.code, 1, "{ran:?}");
    assert_eq!(
        ran.stderr,
        "gander: Facebook gives nothing to renew with; sign in again: `gander reauthorize`\n"
    );
    bench.net.revoke(Network::X, "danar").unwrap();
    let ran = bench.gander(&["renew", &x]).await;
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.stdout.contains("Disconnected: the network refused to renew"), "{ran:?}");
}

#[tokio::test]
async fn reauthorize_mends_a_connection_and_refuses_another_account() {
    let bench = Bench::start().await;
    let x = bench.gander_adds(Network::X).await;
    bench.net.revoke(Network::X, "danar").unwrap();
    assert_eq!(bench.gander(&["check", &x]).await.code, 3);
    let arguments = ["reauthorize", &x, "--print-url"];
    let ran = bench.gander_signs_in(&arguments, "bolee", PASSWORD).await;
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(
        ran.stderr.contains(
            "You signed in as Bo Lee; this connection is Dana Reyes. Nothing was changed. Sign in as Dana Reyes, or \
             add Bo Lee with `gander connect`."
        ),
        "{ran:?}"
    );
    let ran = bench.gander_signs_in(&arguments, "danar", PASSWORD).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.lines().nth(1).is_some_and(|line| line.starts_with(&x)), "{ran:?}");
    assert_eq!(bench.gander(&["status"]).await.stdout.lines().count(), 1);
}

#[tokio::test]
async fn disconnect_removes_the_connection_and_its_token() {
    let bench = Bench::start().await;
    let x = bench.gander_adds(Network::X).await;
    assert_eq!(count(&bench.database(), "secrets"), 1);
    let ran = bench.gander(&["disconnect", &x]).await;
    assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (0, "", ""), "{ran:?}");
    assert_eq!(count(&bench.database(), "secrets"), 0);
    assert_eq!(json_of(&bench.gander(&["status", "--json"]).await)["connections"], json!([]));
    let ran = bench.gander(&["disconnect", &x]).await;
    assert_eq!(ran.code, 1, "{ran:?}");
    assert_eq!(ran.stderr, format!("gander: there is no connection `{x}`; `gander status` lists them\n"));
}

#[tokio::test]
async fn app_set_keeps_the_keys_and_wants_all_of_them() {
    let bench = Bench::start().await;
    let ran = bench.gander(&["app", "set", "facebook", "--client-id", "practice-facebook"]).await;
    assert_eq!(ran.code, 1, "{ran:?}");
    assert_eq!(
        ran.stderr,
        "gander: Facebook demands a client secret as well; give it with --client-secret-stdin\n"
    );
    let with_secret = ["app", "set", "facebook", "--client-id", "practice-facebook", "--client-secret-stdin"];
    let ran = bench.gander_reads(&with_secret, " \n").await;
    assert_eq!(ran.code, 1, "{ran:?}");
    assert_eq!(ran.stderr, "gander: standard input holds no client secret; pipe it in\n");
    let ran = bench.gander_reads(&["app", "set", "x", "--client-id", "two words"], "").await;
    assert_eq!(ran.code, 1, "{ran:?}");
    assert_eq!(ran.stderr, "gander: a client id is one word; copy it from the network's developer page\n");
    // `echo` adds the newline at the end. It is no part of the secret.
    let ran = bench.gander_reads(&with_secret, &format!("{CLIENT_SECRET}\n")).await;
    assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (0, "", ""), "{ran:?}");
    bench.gander_adds(Network::Facebook).await;
}

#[tokio::test]
async fn a_web_app_of_x_proves_itself_with_its_secret() {
    let bench = Bench::start().await;
    bench.set_keys(Network::X).await;
    let x = bench.gander_adds(Network::X).await;
    assert_eq!(bench.gander(&["renew", &x]).await.code, 0);
}

#[tokio::test]
async fn wrong_usage_ends_with_2() {
    let bench = Bench::start().await;
    for arguments in [
        ["fly"].as_slice(),
        &["connect"],
        &["connect", "x", "--quickly"],
        &["app"],
        &["app", "set", "x"],
        &["renew"],
        &["status", "extra"],
        &["run"],
    ] {
        let ran = bench.gander(arguments).await;
        assert_eq!(ran.code, 2, "{arguments:?}: {ran:?}");
        assert_eq!(ran.stdout, "", "{arguments:?}");
        assert!(ran.stderr.contains("Usage: gander"), "{arguments:?}: {ran:?}");
    }
}

#[tokio::test]
async fn help_names_every_command_and_the_exit_codes() {
    let bench = Bench::start().await;
    let ran = bench.gander(&["--help"]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    for word in [
        "networks",
        "app",
        "connect",
        "status",
        "check",
        "renew",
        "reauthorize",
        "disconnect",
        "run",
        "organization",
        "doctor",
        "--data-dir",
        "--networks",
        "--key-file",
        "Exit codes: 0 done and active, 1 failed, 2 usage error, 3 done but something is not active.",
    ] {
        assert!(ran.stdout.contains(word), "{word}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn without_a_command_the_app_beside_it_opens_in_the_same_place() {
    use std::os::unix::fs::PermissionsExt;

    let bench = Bench::start().await;
    let beside = bench.path("bin");
    fs::create_dir(&beside).unwrap();
    fs::copy(binary(), beside.join("gander")).unwrap();
    let (app, opened) = (beside.join("gander-app"), bench.path("opened"));
    fs::write(
        &app,
        format!("#!/bin/sh\nprintf '%s\\n' \"$@\" > {0}.new && mv {0}.new {0}\n", opened.display()),
    )
    .unwrap();
    fs::set_permissions(&app, fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = tokio::process::Command::new(beside.join("gander"));
    command.arg("--data-dir").arg(bench.data_dir()).arg("--key-file").arg(bench.key_file());
    let ran = Running::start(command).end().await;
    assert_eq!(ran.code, 0, "{ran:?}");
    until("the app", async || opened.exists().then_some(())).await;
    let (data_dir, key_file) = (bench.data_dir(), bench.key_file());
    assert_eq!(
        fs::read_to_string(&opened).unwrap(),
        format!("--data-dir\n{}\n--key-file\n{}\n", data_dir.display(), key_file.display())
    );
    fs::remove_file(&app).unwrap();
    let mut command = tokio::process::Command::new(beside.join("gander"));
    command.env("PATH", &beside).arg("--data-dir").arg(bench.data_dir());
    let ran = Running::start(command).end().await;
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.stderr.contains("`gander --help` lists what works without it"), "{ran:?}");
}

#[tokio::test]
async fn without_a_data_dir_the_systems_own_place_is_used() {
    let bench = Bench::start().await;
    let mut command = bench.bare_command();
    let place = bench.path("share");
    command.env("XDG_DATA_HOME", &place).env("LOCALAPPDATA", &place);
    command.arg("--key-file").arg(bench.key_file()).args(["app", "set", "x", "--client-id", "practice-x"]);
    let ran = Running::start(command).end().await;
    assert_eq!(ran.code, 0, "{ran:?}");
    let made = if cfg!(target_os = "macos") {
        bench.path("home/Library/Application Support/Gander")
    } else if cfg!(windows) {
        place.join("Gander")
    } else {
        place.join("gander")
    };
    assert!(made.join("gander.db").is_file(), "{}", made.display());
}

#[tokio::test]
async fn pages_are_listed_held_and_released_and_a_lost_one_is_in_the_status() {
    const BAKERY: &str = "30100000000000001";
    let bench = Bench::start().await;
    bench.set_keys(Network::Facebook).await;
    let id = bench.gander_adds(Network::Facebook).await;
    let ran = bench.gander(&["pages", &id]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(ran.stdout, "30100000000000001\tReyes Bakery\t-\n30100000000000002\tGoose Garden\t-\n");
    let ran = bench.gander(&["pages", &id, "--hold", BAKERY, "30100000000000002"]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(ran.stdout.matches("\tHeld\n").count(), 2, "{ran:?}");
    let ran = bench.gander(&["pages", &id, "--release", "30100000000000002"]).await;
    assert_eq!(ran.stdout.matches("\tHeld\n").count(), 1, "{ran:?}");

    bench.net.set_page_role(Network::Facebook, "danar", BAKERY, false).unwrap();
    let ran = bench.gander(&["check", &id]).await;
    assert_eq!(ran.code, 0, "the account is Active: {ran:?}");
    assert!(ran.stdout.contains("\tActive; page lost: Reyes Bakery\n"), "{ran:?}");
    let status = json_of(&bench.gander(&["status", "--json"]).await);
    let page = &status["connections"][0]["pages"][0];
    assert_eq!((&page["id"], &page["status"]), (&json!(BAKERY), &json!("lost")));
    assert_eq!(
        (&page["evidence"]["endpoint"], &page["evidence"]["subcode"]),
        (&json!("page"), &json!("492"))
    );
    let ran = bench.gander(&["pages", &id]).await;
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(
        ran.stdout.contains("Reyes Bakery\tLost: the account may act for it no longer (HTTP 400, 190, 492, ")
    );
    let ran = bench.gander(&["history", &id]).await;
    assert!(
        ran.stdout.contains("\tthe account may act for a page no longer (HTTP 400, 190, 492, "),
        "{ran:?}"
    );

    let ran = bench.gander(&["pages", &id, "--hold", "7"]).await;
    assert_eq!(
        (ran.code, ran.stderr.trim()),
        (1, "gander: the account runs no page `7`; `gander pages` lists them")
    );
    let ran = bench.gander(&["pages", "nobody"]).await;
    assert_eq!(ran.code, 1, "{ran:?}");
}
