//! `gander activity ID delete-post` and `gander drafts`.

use serde_json::Value;
use simnet::{Consent, Endpoint, Fault, FaultKind, Network, browse_and_deliver};

use super::sharing::{bench_with_mastodon, json_of};
use crate::support::{Bench, PASSWORD, Running, execute};

/// Dana's account of a network that needs app keys.
async fn bench_with(network: Network) -> (Bench, String) {
    let bench = Bench::start_with(network).await;
    bench.set_keys(network).await;
    let id = bench.gander_adds(network).await;
    (bench, id)
}

/// Shares a text, and returns the ids of the activity and of its one post.
async fn shared(bench: &Bench, id: &str, state: &str) -> (String, String) {
    let ran = bench.gander(&["share", "--to", id, "--text", "Geese", "--json"]).await;
    let shared = json_of(&ran);
    assert_eq!(shared["posts"][0]["state"], state, "{ran:?}");
    let text = |value: &Value| value.as_str().expect("an id").to_owned();
    (text(&shared["id"]), text(&shared["posts"][0]["id"]))
}

#[tokio::test]
async fn a_post_is_deleted_at_its_network_once_and_its_cost_is_said() {
    let (bench, id) = bench_with(Network::X).await;
    let (activity, post) = shared(&bench, &id, "shared").await;
    let before = json_of(&bench.gander(&["activities", "--json"]).await);
    assert_eq!(before[0]["posts"][0]["deletable"], true);
    assert_eq!(before[0]["posts"][0]["delete_cost"], "0.010 USD");
    assert_eq!(before[0]["posts"][0]["deleted_at"], Value::Null);
    let delete = ["activity", &activity, "delete-post", &post, &post];
    let ran = bench.gander(&delete).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(ran.stderr.matches("X charges your app about 0.010 USD").count(), 1, "{ran:?}");
    assert!(ran.stdout.contains("Geese\n") && ran.stdout.contains("\tdeleted at the network\t"), "{ran:?}");
    assert!(bench.net.posts(Network::X).is_empty());

    let asked = bench.net.request_count(Network::X, Endpoint::Look);
    let again = bench.gander(&[&delete[..], &["--json"]].concat()).await;
    assert_eq!((again.code, again.stderr.as_str()), (0, ""), "{again:?}");
    let gone = &json_of(&again)["posts"][0];
    assert!(gone["deleted_at"].is_string() && gone["deletable"] == false, "{gone}");
    assert_eq!(
        bench.net.request_count(Network::X, Endpoint::Look),
        asked,
        "a post that is gone costs nothing"
    );
    assert!(bench.gander(&["activities"]).await.stdout.contains("Geese\n"), "the text stays");
}

#[tokio::test]
async fn a_post_that_the_network_keeps_fails_the_command_which_can_be_repeated() {
    let (bench, id) = bench_with_mastodon().await;
    let (activity, post) = shared(&bench, &id, "shared").await;
    bench.net.set_fault(Network::Mastodon, Fault::at(Endpoint::Look, FaultKind::Status500).times(1)).unwrap();
    let delete = ["activity", &activity, "delete-post", &post];
    let ran = bench.gander(&delete).await;
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.stderr.contains("Mastodon did not delete") && ran.stderr.contains(", at http"), "{ran:?}");
    assert!(ran.stdout.contains("\tshared; the network did not delete it\t"), "{ran:?}");
    assert_eq!(bench.net.posts(Network::Mastodon).len(), 1);
    let ran = bench.gander(&delete).await;
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:?}");
    assert!(bench.net.posts(Network::Mastodon).is_empty());
}

#[tokio::test]
async fn nothing_is_deleted_unless_each_named_post_is_at_a_network() {
    let (bench, id) = bench_with_mastodon().await;
    let (activity, post) = shared(&bench, &id, "shared").await;
    let ran = bench.gander(&["activity", &activity, "delete-post", &post, "none"]).await;
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(
        ran.stderr.contains("`none`") && ran.stderr.contains("`gander activities` lists them"),
        "{ran:?}"
    );
    assert_eq!(bench.gander(&["activity", &activity, "delete-post"]).await.code, 2);
    assert_eq!(bench.net.posts(Network::Mastodon).len(), 1);

    let plan = ["share", "--to", &id, "--text", "Later", "--at", "2100-01-01T09:00", "--json"];
    let planned = json_of(&bench.gander(&plan).await);
    let (activity, post) = (planned["id"].as_str().unwrap(), planned["posts"][0]["id"].as_str().unwrap());
    let ran = bench.gander(&["activity", activity, "delete-post", post]).await;
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.stderr.contains("is not known to be at Mastodon, so nothing was deleted"), "{ran:?}");
}

#[tokio::test]
async fn what_gander_may_not_delete_is_left_to_the_person_with_the_way_to_it() {
    let bench = Bench::start_with(Network::Reddit).await;
    bench.set_keys(Network::Reddit).await;
    let mut running = Running::start(bench.command(&["connect", "reddit", "--print-url"]));
    let url = running.line().await;
    let without = Consent::AllowWithout("edit");
    browse_and_deliver(url.trim(), "danar", PASSWORD, without).await.expect("a login");
    let ran = running.end().await;
    let id = ran.stdout.lines().last().and_then(|line| line.split('\t').next()).expect("an id").to_owned();
    let (activity, post) = shared(&bench, &id, "shared").await;
    let delete = ["activity", &activity, "delete-post", &post];
    let ran = bench.gander(&delete).await;
    assert_eq!(ran.code, 3, "{ran:?}");
    let way = format!("(permission edit); `gander reauthorize {id}`");
    assert!(ran.stderr.contains(&way), "{ran:?}");
    assert_eq!(bench.net.posts(Network::Reddit).len(), 1);

    bench.net.revoke(Network::Reddit, "danar").unwrap();
    bench.edit_network(Network::Reddit, |text| text.replace("confirm_after = \"5m\"\n", ""));
    assert_eq!(bench.gander(&["renew", &id]).await.code, 3);
    let ran = bench.gander(&delete).await;
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.stderr.contains("does not let Gander in, so") && ran.stderr.contains(&id), "{ran:?}");

    assert_eq!(bench.gander(&["disconnect", &id]).await.code, 0);
    let ran = bench.gander(&delete).await;
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.stderr.contains("no longer connected"), "{ran:?}");
    assert!(ran.stderr.contains("`gander connect reddit`"), "{ran:?}");
}

#[tokio::test]
async fn instagram_lets_no_app_delete_and_the_address_of_the_post_is_printed() {
    let (bench, id) = bench_with(Network::Instagram).await;
    let (activity, post) = shared(&bench, &id, "handed_over").await;
    let delete = ["activity", &activity, "delete-post", &post];
    let ran = bench.gander(&delete).await;
    assert_eq!(ran.code, 3, "{ran:?}");
    let page = format!("{}/timeline", bench.net.network_url(Network::Instagram));
    assert!(
        ran.stderr.contains("yourself, so only you can delete it") && ran.stderr.contains(&page),
        "{ran:?}"
    );

    // A post of a picture with a public address, which no command makes.
    let address = "https://www.instagram.com/p/geese/";
    let phase = serde_json::json!({
        "published": { "at": "2026-01-01T09:00:00Z", "remote": { "id": "17", "address": address } },
    });
    let published = format!("UPDATE posts SET phase = '{phase}', remote_id = '17' WHERE id = '{post}'");
    execute(&bench.database(), &published);
    let ran = bench.gander(&delete).await;
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.stderr.contains("Instagram lets no app delete a post."), "{ran:?}");
    assert!(ran.stderr.contains(&format!("yourself, at {address}")), "{ran:?}");
    assert!(ran.stdout.contains("\tshared\t"), "{ran:?}");
}

#[tokio::test]
async fn a_plan_that_was_not_to_go_out_late_names_its_draft() {
    let (bench, id) = bench_with_mastodon().await;
    let plan =
        ["share", "--to", &id, "--text", "\nGeese\nfly", "--at", "2100-01-01T09:00", "--late", "never"];
    let planned = json_of(&bench.gander(&[&plan[..], &["--json"]].concat()).await);
    let activity = planned["id"].as_str().expect("an id");
    assert_eq!(
        (planned["posts"][0]["draft"].clone(), planned["posts"][0]["state"].clone()),
        (Value::Null, "planned".into())
    );
    assert_eq!(bench.gander(&["drafts"]).await.stdout, "");
    // Its time was an hour ago, and Gander did not run.
    let hour_ago = "(CAST(strftime('%s', 'now') AS INTEGER) - 3600) * 1000";
    let past = format!("UPDATE posts SET due = {hour_ago}; UPDATE activities SET planned_at = {hour_ago}");
    execute(&bench.database(), &past);
    assert_eq!(bench.gander(&["share", "--to", &id, "--text", "Another", "--wait"]).await.code, 0);

    let list = bench.gander(&["activities"]).await.stdout;
    assert!(
        list.contains("\tleft out, now a draft\t") && list.contains("\t`gander drafts` lists it"),
        "{list}"
    );
    let list = json_of(&bench.gander(&["activities", "--json"]).await);
    let of_plan = list.as_array().unwrap().iter().find(|one| one["id"] == activity).expect("the plan");
    assert_eq!(of_plan["posts"][0]["state"], "cancelled");
    let draft = of_plan["posts"][0]["draft"].as_str().expect("a draft").to_owned();
    let ran = bench.gander(&["drafts"]).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    let line: Vec<_> = ran.stdout.trim_end().split('\t').collect();
    assert_eq!((line[0], line[2], line.len()), (draft.as_str(), "Geese", 3), "{ran:?}");
    let [kept] =
        json_of(&bench.gander(&["drafts", "--json"]).await).as_array().unwrap().clone().try_into().unwrap();
    assert_eq!(
        (&kept["id"], &kept["text"], &kept["to"]),
        (&draft.into(), &"\nGeese\nfly".into(), &serde_json::json!([id]))
    );
    let texts: Vec<_> = bench.net.posts(Network::Mastodon).into_iter().map(|post| post.text).collect();
    assert_eq!(texts, ["Another"]);
}
