//! `gander share`, `activities` and `activity`: their lines, their JSON and their exit codes.

use std::process::Stdio;

use serde_json::Value;
use simnet::{Consent, Endpoint, Fault, FaultKind, Network, browse_and_deliver};

use crate::support::{Bench, PASSWORD, Ran, Running, within};

pub(crate) async fn bench_with_mastodon() -> (Bench, String) {
    let bench = Bench::start_with(Network::Mastodon).await;
    let server = bench.net.network_url(Network::Mastodon).trim_start_matches("http://").to_owned();
    let arguments = ["connect", "mastodon", "--at", &server, "--print-url"];
    let ran = bench.gander_signs_in(&arguments, "danar", PASSWORD).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    let id = ran.stdout.lines().last().and_then(|line| line.split('\t').next()).expect("an id").to_owned();
    (bench, id)
}

pub(crate) fn json_of(ran: &Ran) -> Value {
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
    assert!(ran.stdout.contains("\twaits until you reauthorize\t"), "{ran:?}");
    assert!(bench.net.posts(Network::Mastodon).is_empty());

    let mut running = Running::start(bench.command(&["reauthorize", &id, "--print-url"]));
    let url = running.line().await;
    browse_and_deliver(url.trim(), "danar", PASSWORD, Consent::Allow).await.expect("a login");
    assert_eq!(running.end().await.code, 0);
    assert_eq!(bench.net.posts(Network::Mastodon).len(), 1);
    assert!(bench.gander(&["activities"]).await.stdout.contains("\tshared\t"));
}

#[tokio::test]
async fn more_than_three_that_waited_are_named_by_reauthorize_and_shared_on_request() {
    let (bench, id) = bench_with_mastodon().await;
    bench.net.revoke(Network::Mastodon, "danar").unwrap();
    bench.edit_network(Network::Mastodon, |text| text.replace("confirm_after = \"5m\"\n", ""));
    assert_eq!(bench.gander(&["check", &id]).await.code, 3);
    for text in ["One", "Two", "Three", "Four"] {
        assert_eq!(bench.gander(&["share", "--to", &id, "--text", text]).await.code, 3);
    }
    for (more, posts) in [(None, 0), (Some("--share-waiting"), 4)] {
        let arguments: Vec<_> = ["reauthorize", &id, "--print-url"].into_iter().chain(more).collect();
        let mut running = Running::start(bench.command(&arguments));
        let url = running.line().await;
        browse_and_deliver(url.trim(), "danar", PASSWORD, Consent::Allow).await.expect("a login");
        let ran = running.end().await;
        assert_eq!(ran.code, 0, "{ran:?}");
        let named = ran.stderr.contains("4 activities waited for this account");
        assert_eq!(named, more.is_none(), "{ran:?}");
        assert_eq!(bench.net.posts(Network::Mastodon).len(), posts, "{ran:?}");
        let list = bench.gander(&["activities"]).await.stdout;
        assert_eq!(list.contains("\twaits for your answer\t"), more.is_none(), "{list}");
    }
    let texts: Vec<_> = bench.net.posts(Network::Mastodon).into_iter().map(|post| post.text).collect();
    assert_eq!(texts, ["Four", "Three", "Two", "One"]);
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
        (vec!["share", "--to", &id, "--text", "\u{200b}\u{202e}"], 1, "write a text, or add a link"),
        (vec!["share", "--to", &id, "--text", "x", "--at", "2027-02-29T09:00"], 1, "is no time"),
        (vec!["share", "--to", &id, "--text", "x", "--at", "9999-12-31T23:59"], 1, "before the year 2200"),
        (vec!["share", "--to", &id, "--text", "x", "--link", "javascript:alert(1)"], 1, "no web address"),
        (
            vec!["share", "--to", &id, "--text", "x", "--link", "https://dana:secret@a.example"],
            1,
            "no web address",
        ),
        (vec!["share", "--to", &id, "--image", "/nowhere.png"], 1, "/nowhere.png: "),
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

#[tokio::test]
async fn pictures_have_the_description_that_follows_them() {
    let (bench, id) = bench_with_mastodon().await;
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, red: u8| {
        let path = folder.path().join(name);
        image::RgbImage::from_pixel(8, 6, image::Rgb([red, 0, 0])).save(&path).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let (geese, lake) = (file("geese.png", 1), file("lake.png", 2));
    let arguments =
        ["share", "--to", &id, "--text", "Look", "--image", &geese, "--alt", "Two geese", "--image", &lake];
    let ran = bench.gander(&[&arguments[..], &["--wait", "--json"]].concat()).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    let [post] = bench.net.posts(Network::Mastodon).try_into().expect("one post");
    let described: Vec<_> = post.pictures.iter().map(|picture| picture.description.as_str()).collect();
    assert_eq!(described, ["Two geese", ""]);
    assert_eq!(json_of(&ran)["pictures"][0]["description"], "Two geese");

    let text = folder.path().join("text.png");
    std::fs::write(&text, "no picture").unwrap();
    let ran = bench.gander(&["share", "--to", &id, "--image", text.to_str().unwrap()]).await;
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.stderr.contains("no picture"), "{ran:?}");
    let ran = bench.gander(&["share", "--to", &id, "--alt", "x"]).await;
    assert_eq!(ran.code, 2, "{ran:?}");
    assert_eq!(bench.net.posts(Network::Mastodon).len(), 1);
}

#[tokio::test]
async fn a_file_of_text_is_read_however_an_editor_saved_it() {
    let (bench, id) = bench_with_mastodon().await;
    let words = "Grüße 🪿 שלום";
    let wide =
        |order: fn(u16) -> [u8; 2]| format!("\u{feff}{words}\r\n").encode_utf16().flat_map(order).collect();
    let saved: [Vec<u8>; 4] = [
        format!("{words}\n").into_bytes(),
        format!("\u{feff}{words}\r\n").into_bytes(),
        wide(u16::to_le_bytes),
        wide(u16::to_be_bytes),
    ];
    for bytes in saved {
        let ran = bench.gander_reads(&["share", "--to", &id, "--text-file", "-", "--json"], bytes).await;
        assert_eq!(ran.code, 0, "{ran:?}");
        assert_eq!(json_of(&ran)["text"], words);
    }
    let text = words.encode_utf16().map(|unit| u8::try_from(unit).unwrap_or(0xff)).collect::<Vec<u8>>();
    let ran = bench.gander_reads(&["share", "--to", &id, "--text-file", "-"], text).await;
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.stderr.contains("save it as UTF-8"), "{ran:?}");
    let ran =
        bench.gander_reads(&["share", "--to", &id, "--text-file", "-"], "x".repeat((1 << 20) + 1)).await;
    assert!(ran.stderr.contains("larger than a megabyte"), "{ran:?}");
    assert_eq!(bench.net.posts(Network::Mastodon).len(), 4);
}

#[cfg(unix)]
#[tokio::test]
async fn a_planned_time_that_comes_twice_is_its_first_and_one_that_is_skipped_the_first_after_it() {
    let (bench, id) = bench_with_mastodon().await;
    for (typed, due) in [
        ("2099-10-25T02:30", "2099-10-25T00:30:00Z"),
        ("2099-10-25T03:00", "2099-10-25T02:00:00Z"),
        ("2099-03-29T02:30", "2099-03-29T01:00:00Z"),
        ("2099-03-29T03:00", "2099-03-29T01:00:00Z"),
        ("2099-07-01T09:00", "2099-07-01T07:00:00Z"),
    ] {
        let mut command = bench.command(&["share", "--to", &id, "--text", typed, "--at", typed, "--json"]);
        // Central European time, also where no database of time zones is.
        command.env("TZ", "CET-1CEST,M3.5.0,M10.5.0/3");
        let ran = Running::start(command).end().await;
        assert_eq!(ran.code, 0, "{ran:?}");
        assert_eq!(json_of(&ran)["planned_at"], due, "{typed}");
    }
}

#[tokio::test]
async fn of_several_processes_that_share_one_activity_at_once_one_asks_the_network() {
    let (bench, id) = bench_with_mastodon().await;
    let plan = ["share", "--to", &id, "--text", "Once", "--at", "2100-01-01T09:00", "--json"];
    let planned = json_of(&bench.gander(&plan).await);
    let activity = planned["id"].as_str().expect("an id");
    let now = ["activity", activity, "now"];
    let (one, two, three) = tokio::join!(bench.gander(&now), bench.gander(&now), bench.gander(&now));
    // A process that comes later finds the activity shared.
    let codes = [one.code, two.code, three.code];
    assert!(codes.contains(&0), "{one:?} {two:?} {three:?}");
    assert_eq!(bench.gander(&["share", "--to", &id, "--text", "Another", "--wait"]).await.code, 0);
    let texts: Vec<_> = bench.net.posts(Network::Mastodon).into_iter().map(|post| post.text).collect();
    assert_eq!(texts, ["Another", "Once"]);
    assert_eq!(bench.net.request_count(Network::Mastodon, Endpoint::Publish), 2);
}

#[tokio::test]
async fn a_post_by_hand_names_the_page_and_the_text_to_copy() {
    let bench = Bench::start_with(Network::Facebook).await;
    bench.set_keys(Network::Facebook).await;
    let id = bench.gander_adds(Network::Facebook).await;
    let link = "https://news.example/geese";
    let share = ["share", "--to", &id, "--text", "Geese are back", "--link", link];
    let page =
        format!("{}/timeline?u=https%3A%2F%2Fnews.example%2Fgeese", bench.net.network_url(Network::Facebook));
    let ran = bench.gander(&share).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.contains("Geese are back\n"), "{ran:?}");
    let line = ran.stdout.lines().find(|line| line.contains("\tyou share it yourself\t")).expect("a line");
    assert!(line.ends_with(&format!("\t{page}")), "{ran:?}");

    let ran = bench.gander(&[&share[..], &["--json"]].concat()).await;
    assert_eq!(ran.code, 0, "{ran:?}");
    let post = &json_of(&ran)["posts"][0];
    assert_eq!(post["state"], "handed_over");
    assert_eq!(post["hand_over"], serde_json::json!({ "text": "Geese are back", "page": page }));
    assert_eq!(bench.net.request_count(Network::Facebook, Endpoint::Publish), 0);
}

#[tokio::test]
async fn the_progress_of_uploads_is_for_terminals_alone() {
    let bench = Bench::start_with(Network::X).await;
    bench.set_keys(Network::X).await;
    let id = bench.gander_adds(Network::X).await;
    let folder = tempfile::tempdir().unwrap();
    let files = [1, 2].map(|red| {
        let path = folder.path().join(format!("{red}.png"));
        image::RgbImage::from_pixel(8, 6, image::Rgb([red, 0, 0])).save(&path).unwrap();
        path.to_str().unwrap().to_owned()
    });
    let share = ["share", "--to", &id, "--image", &files[0], "--image", &files[1], "--wait"];
    let ran = bench.gander(&share).await;
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:?}");
    #[cfg(target_os = "linux")]
    {
        let terminal = crate::terminal::Terminal::open();
        let mut command = bench.command(&share);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(terminal.end());
        let status = within("the end of a command", command.status()).await.unwrap();
        assert!(status.success(), "{status}");
        drop(command);
        let lines = terminal.lines();
        let of = |picture: u8| format!("Uploading picture {picture} of 2 to X (danar)");
        assert_eq!(lines, [of(1), of(2)]);
    }
}
