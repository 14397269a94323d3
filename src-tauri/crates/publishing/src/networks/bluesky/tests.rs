use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::{Card, networks::tests::Given};

const DID: &str = "did:plc:ewvi7nxzyoun6zhxrhs64oiz";

fn given(text: &str) -> Given {
    Given::new("bluesky", DID, text)
}

fn uri(given: &Given) -> String {
    format!("at://{DID}/app.bsky.feed.post/{}", given.handle)
}

fn ours(given: &Given) -> Remote {
    let address = format!("https://bsky.app/profile/{DID}/post/{}", given.handle).parse().unwrap();
    Remote { id: uri(given), address: Some(address) }
}

#[test]
fn the_request_is_as_the_protocol_documents_it() {
    let given = given("News!");
    let sent = given.sent();
    assert_eq!(sent.url.as_str(), "https://home.example/xrpc/com.atproto.repo.putRecord");
    assert_eq!((sent.method.as_str(), sent.auth), ("POST", Auth::Account));
    assert_eq!(
        given.body(),
        json!({
            "repo": DID,
            "collection": "app.bsky.feed.post",
            "rkey": given.handle,
            "record": {
                "$type": "app.bsky.feed.post",
                "text": "News!",
                "createdAt": "2026-11-30T12:00:00.123Z",
            },
        })
    );
    let look = Bluesky.look(&given.job()).unwrap();
    let query = format!(
        "repo=did%3Aplc%3Aewvi7nxzyoun6zhxrhs64oiz&collection=app.bsky.feed.post&rkey={}",
        given.handle
    );
    assert_eq!(look.url.as_str(), format!("https://home.example/xrpc/com.atproto.repo.getRecord?{query}"));
}

#[test]
fn links_and_tags_become_facets_by_bytes() {
    let text = "Größe #geese: https://News.example/ä_(b).";
    let facets = &given(text).body()["record"]["facets"];
    let part = |facet: &Value| {
        let at = |name: &str| usize::try_from(facet["index"][name].as_u64().unwrap()).unwrap();
        text[at("byteStart")..at("byteEnd")].to_owned()
    };
    assert_eq!(facets.as_array().unwrap().len(), 2);
    assert_eq!(part(&facets[0]), "#geese");
    assert_eq!(facets[0]["features"], json!([{ "$type": "app.bsky.richtext.facet#tag", "tag": "geese" }]));
    assert_eq!(facets[1]["index"], json!({ "byteStart": 16, "byteEnd": 43 }));
    assert_eq!(part(&facets[1]), "https://News.example/ä_(b)");
    let link = json!([{ "$type": "app.bsky.richtext.facet#link", "uri": "https://news.example/%C3%A4_(b)" }]);
    assert_eq!(facets[1]["features"], link);
    assert!(given("News!").body()["record"].get("facets").is_none());
}

#[test]
fn the_shared_link_becomes_a_card() {
    let mut given = given("News!");
    given.content.link = Some("https://news.example/a?b".parse().unwrap());
    let card = |given: &Given| {
        let record = given.body()["record"].clone();
        assert_eq!(record["text"], "News!");
        assert_eq!(record["embed"]["$type"], "app.bsky.embed.external");
        record["embed"]["external"].clone()
    };
    let external = |title: &str, description: &str| json!({ "uri": "https://news.example/a?b", "title": title, "description": description });
    assert_eq!(card(&given), external("news.example", ""));
    let made = |title: &str, description: &str| {
        Some(Card { title: title.into(), description: description.into(), picture: None })
    };
    given.content.card = made(" Geese\u{0}are\n back ", "In spring.");
    assert_eq!(card(&given), external("Geese are back", "In spring."));
    given.content.card = made("\u{7}", "");
    assert_eq!(card(&given), external("news.example", ""));
    given.content.card = made(&"é".repeat(400), &"é".repeat(4000));
    assert_eq!(card(&given), external(&"é".repeat(300), &"é".repeat(1000)));
}

#[test]
fn a_link_alone_is_a_post() {
    let mut given = given("");
    given.content.link = Some("https://news.example/a".parse().unwrap());
    assert_eq!(given.body()["record"]["text"], "");
}

#[test]
fn the_own_record_is_a_success() {
    let given = given("News!");
    let documented = json!({
        "uri": uri(&given),
        "cid": "bafyreihjdnb2eqvhpqvkqjwvl4hq5jqjvtlqg7bvgzjz4h2b6q2uajlx5a",
        "commit": { "cid": "bafyreib", "rev": given.handle },
        "validationStatus": "valid",
    });
    assert_eq!(given.read(200, &documented.to_string()), Reading::Done(ours(&given)));
    // A repeat that changes nothing.
    let repeated = json!({ "uri": uri(&given), "cid": "bafyreih", "validationStatus": "valid" });
    assert_eq!(given.read(200, &repeated.to_string()), Reading::Done(ours(&given)));
    let record = json!({ "uri": uri(&given), "cid": "bafyreih", "value": { "text": "News!" } });
    assert_eq!(given.look(200, &record.to_string()), Look::There(ours(&given)));
    let by_name = uri(&given).replace(DID, "dana.home.example");
    assert!(matches!(given.read(200, &json!({ "uri": by_name }).to_string()), Reading::Done(_)));
    // The record's address proves it, whichever success the server names.
    for status in [201, 202, 203, 206] {
        assert_eq!(given.read(status, &documented.to_string()), Reading::Done(ours(&given)));
    }
    for status in [301, 400, 500] {
        assert_eq!(given.read(status, &documented.to_string()), Reading::Unclear);
    }
}

#[test]
fn another_record_is_not_believed() {
    let given = given("News!");
    let own = uri(&given);
    for uri in [
        json!(own.replace("at:", "javascript:")),
        json!(own.replace("ewvi", "evil")),
        json!(own.replace("post", "like")),
        json!(format!("{own}x")),
        json!(own.replace("/app.", "/x/app.")),
        json!(own.replace("/app.", "app.")),
        json!(own[..own.len() - 1]),
        json!(format!("{own}\u{7}")),
        json!(format!("at://{}", "a".repeat(1000))),
        json!("at://"),
        json!(own.strip_prefix("at://")),
        json!([own]),
        json!(7),
    ] {
        let body = json!({ "uri": uri, "cid": "bafyreih" }).to_string();
        assert_eq!(given.read(200, &body), Reading::Unclear, "{uri}");
        assert_eq!(given.look(200, &body), Look::Unclear, "{uri}");
    }
}

#[test]
fn only_the_documented_error_says_that_nothing_is_there() {
    let given = given("News!");
    let absent =
        format!(r#"{{"error":"RecordNotFound","message":"Could not locate record: {}"}}"#, uri(&given));
    assert_eq!(given.look(400, &absent), Look::NotSeen);
    for (status, body) in [
        (200, absent.as_str()),
        (404, absent.as_str()),
        (500, absent.as_str()),
        (400, r#"{"error":"InvalidRequest","message":"Could not find repo: did:plc:x"}"#),
        (400, r#"{"error":"RepoNotFound"}"#),
        (400, r#"{"error":["RecordNotFound"]}"#),
        (400, r#"["RecordNotFound"]"#),
        (400, "RecordNotFound"),
        (404, "Not Found"),
        (502, "<html>"),
    ] {
        assert_eq!(given.look(status, body), Look::Unclear, "{status} {body}");
    }
}

#[test]
fn keys_are_those_of_the_protocol() {
    // The example of the specification, and the first key.
    assert_eq!(time_of("3jzfcijpj2z2a").unwrap().to_rfc3339(), "2023-06-30T15:03:01.887007+00:00");
    assert_eq!(time_of("2222222222222").unwrap().timestamp_micros(), 0);
    for text in [
        "",
        "222222222222",
        "22222222222222",
        "zzzzzzzzzzzzz",
        "k222222222222",
        "3jzfcijpj2z21",
        "3JZFCIJPJ2Z2A",
        "éééééé2",
    ] {
        assert_eq!(time_of(text), None, "{text}");
    }
    let before_time = DateTime::<Utc>::MIN_UTC;
    assert_eq!(time_of(&new_tid(before_time, 0)).unwrap().timestamp(), 0);
    assert!(time_of(&new_tid(DateTime::<Utc>::MAX_UTC, u64::MAX)).is_some());
    let mut damaged = given("News!");
    damaged.handle = "no key".into();
    assert!(matches!(Bluesky.next(&damaged.job()), Step::Refuse(_)));
}

#[test]
fn keys_of_one_moment_differ() {
    let now = given("").now;
    let keys: std::collections::HashSet<_> = (0..100_000_u64).map(|random| new_tid(now, random)).collect();
    assert_eq!(keys.len(), 100_000);
}

proptest! {
    #[test]
    fn keys_keep_their_time_and_their_order(millis in 0_i64..9_000_000_000_000, later in 1_i64..1_000_000, random: u64, other: u64) {
        let at = |millis| DateTime::from_timestamp_millis(millis).unwrap();
        let key = new_tid(at(millis), random);
        prop_assert_eq!(key.len(), 13);
        prop_assert_eq!(time_of(&key).unwrap().timestamp_millis(), millis);
        if millis + later < 9_000_000_000_000 {
            prop_assert!(key < new_tid(at(millis + later), other));
        }
    }
}

#[test]
fn a_repeat_is_harmless_for_a_day() {
    let given = given("News!");
    let until = "2026-12-01T12:00:00.123456Z".parse().unwrap();
    assert_eq!(Bluesky.after_loss(given.now), AfterLoss::Repeat { until, looks: 1 });
    assert_eq!(Bluesky.after_loss(DateTime::<Utc>::MAX_UTC), AfterLoss::LookOnly);
}

fn blob_of(link: &str) -> Value {
    json!({ "$type": "blob", "ref": { "$link": link }, "mimeType": "image/jpeg", "size": 3 })
}

/// Answers the next upload with this blob.
fn upload(given: &mut Given, link: &str) {
    let Step::Ask(request) = Bluesky.next(&given.job()) else { panic!("no upload") };
    assert_eq!(request.url.path(), "/xrpc/com.atproto.repo.uploadBlob");
    assert_eq!(request.headers, [("content-type".to_owned(), "image/jpeg".to_owned())]);
    assert_eq!(request.body, [Piece::Picture(request.key.part)]);
    let body = json!({ "blob": blob_of(link) }).to_string();
    let answer = Answer { status: 200, headers: &http::HeaderMap::new(), body: body.as_bytes() };
    match Bluesky.read(&given.job(), &request.key, &answer) {
        Reading::Fact(fact) => given.facts.push(fact),
        other => panic!("{other:?}"),
    }
}

#[test]
fn pictures_have_their_description_and_shape_and_the_link_stays_in_the_text() {
    let mut given = given("Look!");
    given.content.link = Some("https://news.example/a".parse().unwrap());
    given.content.card = Some(Card { title: "A".into(), ..Card::default() });
    given.card_picture = Some(crate::networks::tests::picture("").1);
    let (content, uploaded) = crate::networks::tests::picture("Two geese");
    given.content.pictures.push(content);
    given.pictures.push(uploaded);
    upload(&mut given, "bafkone");
    let record = &given.body()["record"];
    assert_eq!(record["text"], "Look!\n\nhttps://news.example/a");
    assert_eq!(Bluesky.counted_text(&given.content), "Look!\n\nhttps://news.example/a");
    assert_eq!(record["facets"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        record["embed"],
        json!({
            "$type": "app.bsky.embed.images",
            "images": [{
                "image": blob_of("bafkone"),
                "alt": "Two geese",
                "aspectRatio": { "width": 4, "height": 3 },
            }],
        })
    );
}

#[test]
fn a_card_has_its_picture() {
    let mut given = given("Look!");
    given.content.link = Some("https://news.example/a".parse().unwrap());
    given.content.card = Some(Card { title: "A".into(), ..Card::default() });
    assert_eq!(given.body()["record"]["embed"]["external"].get("thumb"), None);
    given.card_picture = Some(crate::networks::tests::picture("").1);
    upload(&mut given, "bafkcard");
    assert_eq!(given.body()["record"]["embed"]["external"]["thumb"], blob_of("bafkcard"));
}

#[test]
fn an_upload_that_the_server_lost_is_made_anew() {
    let mut given = given("Look!");
    for (link, minutes) in [("bafkone", 2), ("bafktwo", 0)] {
        given.pictures.push(crate::networks::tests::picture("").1);
        given.now += TimeDelta::minutes(minutes);
        upload(&mut given, link);
    }
    let stale = |given: &Given, status: u16, body: &Value| {
        let body = body.to_string();
        let answer = Answer { status, headers: &http::HeaderMap::new(), body: body.as_bytes() };
        Bluesky.stale(&given.job(), &answer)
    };
    let part = |part| Some(StepKey { name: PICTURE.to_owned(), part });
    let lost =
        |link: &str| json!({ "error": "BlobNotFound", "message": format!("Could not find blob: {link}") });
    assert_eq!(stale(&given, 400, &lost("bafkone")), part(0));
    assert_eq!(stale(&given, 400, &lost("bafktwo")), part(1));
    // A server that does not name the upload: each is made anew in turn, the oldest first.
    let unnamed = json!({ "error": "BlobNotFound" });
    assert_eq!(stale(&given, 400, &unnamed), part(0));
    given.facts.retain(|fact| fact.key.part != 0);
    given.now += TimeDelta::minutes(1);
    upload(&mut given, "bafkone");
    assert_eq!(stale(&given, 400, &unnamed), part(1));
    for (status, body) in [
        (200, lost("bafkone")),
        (404, lost("bafkone")),
        (500, lost("bafkone")),
        (400, json!({ "error": "InvalidRecord", "message": "BlobNotFound" })),
        (400, json!({ "error": "BlobTooLarge" })),
        (400, json!(["BlobNotFound"])),
    ] {
        assert_eq!(stale(&given, status, &body), None, "{status} {body}");
    }
    given.facts.clear();
    assert_eq!(stale(&given, 400, &lost("bafkone")), None);
}

#[test]
fn a_damaged_reference_to_a_picture_is_none() {
    let mut given = given("Look!");
    given.pictures.push(crate::networks::tests::picture("").1);
    let key = StepKey { name: PICTURE.to_owned(), part: 0 };
    for body in [
        json!({}),
        json!({ "blob": { "$type": "blob", "mimeType": "image/jpeg", "size": 3 } }),
        json!({ "blob": { "$type": "other", "ref": { "$link": "a" }, "mimeType": "image/jpeg", "size": 3 } }),
        json!({ "blob": { "$type": "blob", "ref": { "$link": "a b" }, "mimeType": "image/jpeg", "size": 3 } }),
        json!({ "blob": { "$type": "blob", "ref": { "$link": "a" }, "mimeType": "image/jpeg", "size": -3 } }),
    ] {
        let body = body.to_string();
        let answer = Answer { status: 200, headers: &http::HeaderMap::new(), body: body.as_bytes() };
        assert_eq!(Bluesky.read(&given.job(), &key, &answer), Reading::Unclear, "{body}");
    }
}
