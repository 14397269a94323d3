//! `gander share`, `activities` and `activity`: their lines, their JSON and their exit codes.

use serde_json::Value;
use simnet::{Consent, Endpoint, Fault, FaultKind, Network, browse_and_deliver};

use crate::support::{Bench, PASSWORD, Ran, Running};

async fn bench_with_mastodon() -> (Bench, String) {
    let bench = Bench::start_with(Network::Mastodon).await;
    let server = bench.net.network_url(Network::Mastodon).trim_start_matches("http://").to_owned();
    let arguments = ["connect", "mastodon", "--at", &server, "--print-url"];
    let ran = bench.gander_signs_in(&arguments, "danar", PASSWORD).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    let id = ran.stdout.lines().last().and_then(|line| line.split('\t').next()).expect("an id").to_owned();
    (bench, id)
}

fn json_of(ran: &Ran) -> Value {
    serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {ran:?}"))
}

#[tokio::test]
async fn a_text_from_standard_input_is_shared_and_listed() {
    let (bench, id) = bench_with_mastodon().await;
    let ran = bench.gander_reads(&["share", "--to", &id, "--text-file", "-", "--json"], "Geese\nfly\n").await;
    assert_eq!(ran.code, 0, "{ran:?}");
    let shared = json_of(&ran);
    assert_eq!(shared["text"], "Geese\nfly");
    assert_eq!(shared["posts"][0]["state"], "shared");
    let [post] = bench.net.posts(Network::Mastodon).try_into().expect("one post");
    assert_eq!(post.text, "Geese\nfly");
    assert_eq!(shared["posts"][0]["address"], post.address);

    let ran = bench.gander(&["activities"]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.contains("Geese\n") && ran.stdout.contains("\tMastodon\t"), "{ran:?}");
    assert!(ran.stdout.contains(&post.address), "{ran:?}");

    let activity = shared["id"].as_str().expect("an id");
    let ran = bench.gander(&["activity", activity, "delete"]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(bench.gander(&["activities"]).await.stdout, "");
    assert_eq!(bench.net.posts(Network::Mastodon).len(), 1, "the post stays at the network");
}

#[tokio::test]
async fn a_post_waits_for_reauthorize_which_releases_it() {
    let (bench, id) = bench_with_mastodon().await;
    bench.net.revoke(Network::Mastodon, "danar").unwrap();
    bench.edit_network(Network::Mastodon, |text| text.replace("confirm_after = \"5m\"\n", ""));
    assert_eq!(bench.gander(&["check", &id]).await.code, 3);
    let ran = bench.gander(&["share", "--to", &id, "--text", "Held"]).await;
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.stdout.contains("\twaits for reauthorize\t"), "{ran:?}");
    assert!(bench.net.posts(Network::Mastodon).is_empty());

    let mut running = Running::start(bench.command(&["reauthorize", &id, "--print-url"]));
    let url = running.line().await;
    browse_and_deliver(url.trim(), "danar", PASSWORD, Consent::Allow).await.expect("a login");
    assert_eq!(running.end().await.code, 0);
    assert_eq!(bench.net.posts(Network::Mastodon).len(), 1);
    assert!(bench.gander(&["activities"]).await.stdout.contains("\tshared\t"));
}

#[tokio::test]
async fn a_plan_waits_and_can_be_shared_now_or_given_up() {
    let (bench, id) = bench_with_mastodon().await;
    for decision in ["now", "cancel"] {
        let ran = bench
            .gander(&["share", "--to", &id, "--text", decision, "--at", "2100-01-01T09:00", "--json"])
            .await;
        assert_eq!(ran.code, 0, "{ran:?}");
        let planned = json_of(&ran);
        assert_eq!(planned["posts"][0]["state"], "planned");
        let activity = planned["id"].as_str().expect("an id");
        assert_eq!(bench.gander(&["activity", activity, decision]).await.code, 0);
    }
    // Sharing anything publishes what is due.
    assert_eq!(bench.gander(&["share", "--to", &id, "--text", "Third", "--wait"]).await.code, 0);
    let texts: Vec<_> = bench.net.posts(Network::Mastodon).into_iter().map(|post| post.text).collect();
    assert_eq!(texts, ["Third", "now"]);
    let list = json_of(&bench.gander(&["activities", "--json"]).await);
    let states: Vec<_> =
        list.as_array().expect("a list").iter().map(|one| &one["posts"][0]["state"]).collect();
    assert_eq!(states, ["shared", "cancelled", "shared"]);
}

#[tokio::test]
async fn a_lost_answer_is_not_known_and_the_person_can_settle_it() {
    let (bench, id) = bench_with_mastodon().await;
    let lost = Fault::at(Endpoint::Publish, FaultKind::Status500After).times(1);
    bench.net.set_fault(Network::Mastodon, lost).unwrap();
    let ran = bench.gander(&["share", "--to", &id, "--text", "Once", "--json"]).await;
    assert_eq!(ran.code, 3, "{ran:?}");
    let shared = json_of(&ran);
    assert_eq!(shared["posts"][0]["state"], "unknown");
    let (activity, post) = (shared["id"].as_str().unwrap(), shared["posts"][0]["id"].as_str().unwrap());
    let bad = bench.gander(&["activity", activity, "there", post, "javascript:alert(1)"]).await;
    assert_eq!(bad.code, 1, "{bad:?}");
    assert!(bad.stderr.contains("no web address"), "{bad:?}");
    assert_eq!(bench.gander(&["activity", activity, "there", post]).await.code, 0);
    assert!(bench.gander(&["activities"]).await.stdout.contains("\tshared\t"));
    assert_eq!(bench.net.posts(Network::Mastodon).len(), 1);
}

#[tokio::test]
async fn bad_input_names_the_remedy_and_shares_nothing() {
    let (bench, id) = bench_with_mastodon().await;
    for (arguments, code, words) in [
        (vec!["share", "--to", &id], 1, "write a text, or add a link"),
        (vec!["share", "--text", "x"], 2, "--to"),
        (vec!["share", "--to", "nobody", "--text", "x"], 1, "no connection `nobody`"),
        (vec!["share", "--to", &id, "--text", "x", "--at", "soon"], 1, "2026-12-01T09:00"),
        (vec!["share", "--to", &id, "--text", "x", "--at", "2001-01-01T09:00"], 1, "has passed"),
        (vec!["share", "--to", &id, "--text", "x", "--late", "ask"], 2, "--at"),
        (vec!["share", "--to", &id, "--text-file", "/nowhere"], 1, "/nowhere cannot be read"),
        (vec!["share", "--to", &id, "--text", "x", "--own", "other=/nowhere"], 1, "which --to does not"),
        (vec!["share", "--to", &id, "--text", "x", "--own", "nothing"], 2, "ID=FILE"),
        (vec!["activity", "none", "now"], 1, "no activity `none`"),
    ] {
        let ran = bench.gander(&arguments).await;
        assert_eq!(ran.code, code, "{arguments:?}: {ran:?}");
        assert!(ran.stderr.contains(words), "{arguments:?}: {ran:?}");
    }
    let long = bench.gander(&["share", "--to", &id, "--text", &"x".repeat(501)]).await;
    assert!(long.stderr.contains("too long for Mastodon by 1: Mastodon takes 500"), "{long:?}");
    assert_eq!(bench.gander(&["activities"]).await.stdout, "");
    assert!(bench.net.posts(Network::Mastodon).is_empty());
}
