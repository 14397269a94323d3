//! Foreign files in a folder of network files stop nothing: a file that cannot be used disables its own network alone,
//! and each start reports all of its troubles.

use std::fs;

use simnet::Network;

use crate::support::{Bench, Running, execute};

/// A folder with the file of a network of the person's own.
async fn with_a_pond() -> (Bench, String) {
    let bench = Bench::start().await;
    let text = fs::read_to_string(bench.networks_dir().join("x.toml")).unwrap();
    let text = text.replace("id = \"x\"", "id = \"pond\"").replace("name = \"X\"", "name = \"Pond\"");
    fs::write(bench.networks_dir().join("pond.toml"), &text).unwrap();
    (bench, text)
}

#[tokio::test]
async fn copies_and_shadows_of_a_file_stop_nothing() {
    let (bench, text) = with_a_pond().await;
    bench.set_keys(Network::Facebook).await;
    let id = bench.gander_adds(Network::Facebook).await;
    fs::write(bench.networks_dir().join("._pond.toml"), b"\0\x05\x16\x07").unwrap();
    fs::write(bench.networks_dir().join("pond (conflicted copy).toml"), &text).unwrap();
    let ran = bench.gander(&["status"]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.starts_with(&id), "{ran:?}");
    assert!(
        ran.stderr.contains("id `pond` is already that of pond.toml; give one of them another id"),
        "{ran:?}"
    );
    assert_eq!(ran.stderr.lines().count(), 1, "{ran:?}");
    assert!(bench.gander(&["networks"]).await.stdout.contains("pond\tPond\n"));
    assert_eq!(bench.gander(&["check"]).await.code, 0);
}

#[cfg(unix)]
#[tokio::test]
async fn the_accounts_of_other_networks_are_kept_beside_a_file_that_cannot_be_used() {
    let (bench, text) = with_a_pond().await;
    bench.set_keys(Network::Facebook).await;
    let kept = bench.gander_adds(Network::Facebook).await;
    let ran = bench.gander_signs_in(&["connect", "pond", "--print-url"], "danar", "goose").await;
    assert_eq!(ran.code, 0, "{ran:?}");
    let pond = ran.stdout.lines().last().unwrap().split('\t').next().unwrap().to_owned();
    fs::write(bench.networks_dir().join("pond.toml"), &text[..text.len() / 2]).unwrap();

    let ran = bench.gander(&["status"]).await;
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.stdout.starts_with(&kept) && !ran.stdout.contains(&pond), "{ran:?}");
    for said in [
        "pond.toml:",
        "Until then Gander leaves the network `pond` and its accounts alone",
        "gander: a connection in the database cannot be kept, because no network file here is theirs",
    ] {
        assert!(ran.stderr.contains(said), "{said} is not in {ran:?}");
    }
    let json = bench.gander(&["status", "--json"]).await;
    assert_eq!((json.code, &json.stderr), (3, &ran.stderr));
    let mut running = Running::start(bench.command(&["run", "--headless"]));
    running.says("Until then Gander leaves the network `pond` and its accounts alone").await;
    running.says("Gander keeps your connections").await;
    bench.net.revoke(Network::Facebook, "danar").unwrap();
    bench.gander(&["check", &kept]).await;
    running.says(&format!("Facebook ({kept}) is disconnected")).await;
    running.terminate().await;
    assert_eq!(running.end().await.code, 0);

    fs::write(bench.networks_dir().join("pond.toml"), text).unwrap();
    assert_eq!(bench.gander(&["check", &pond]).await.code, 0, "its tokens are as they were");
}

#[tokio::test]
async fn a_definition_of_an_organization_that_cannot_be_used_any_more_takes_its_own_network_away() {
    let bench = Bench::start().await;
    bench.set_keys(Network::Facebook).await;
    let kept = bench.gander_adds(Network::Facebook).await;
    let joined = r#"{"keys":{},"definitions":{"meadow":{"organization":"Example Newsroom","what":"id = \"meadow\""},
        "lake":{"organization":"Example Newsroom","what":"id = "}},"ladder":null}"#;
    let sql = format!("INSERT INTO settings (name, value, revision) VALUES ('organizations', '{joined}', 1)");
    execute(&bench.database(), &sql);
    let ran = bench.gander(&["status"]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.starts_with(&kept), "{ran:?}");
    for said in [
        "the network meadow of Example Newsroom:1: missing key `name`",
        "the network lake of Example Newsroom:1: this is not TOML",
        "ask the organization for a newer gander.toml. Until then Gander leaves the network `lake` and its accounts alone",
    ] {
        assert!(ran.stderr.contains(said), "{said} is not in {ran:?}");
    }
    let told = bench.doctor().await;
    assert!(
        told.stdout.contains("!! networks: the network meadow of Example Newsroom:1: missing key `name`"),
        "{told:?}"
    );
}
