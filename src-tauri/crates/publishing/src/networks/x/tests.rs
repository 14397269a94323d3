use super::*;
use crate::networks::tests::{Given, bytes_of};

const NOW: &str = "2026-11-30T12:00:30.000Z";

fn given(text: &str) -> Given {
    Given::new("x", "2244994945", text)
}

fn picture(description: &str) -> UploadedPicture {
    UploadedPicture {
        media_type: "image/png".into(),
        bytes: 9,
        width: 3,
        height: 3,
        description: description.into(),
        url: None,
    }
}

fn post(id: &str, created_at: &str, text: &str, urls: &Value) -> Value {
    json!({ "id": id, "created_at": created_at, "text": text, "edit_history_tweet_ids": [id], "entities": { "urls": urls } })
}

fn list(posts: &[Value]) -> String {
    json!({ "data": posts, "meta": { "result_count": posts.len(), "newest_id": "1", "oldest_id": "1" } })
        .to_string()
}

fn there(id: &str) -> Look {
    // The username of these tests is no name of X.
    let address = format!("https://x.com/i/status/{id}").parse().unwrap();
    Look::There(Remote { id: id.into(), address: Some(address) })
}

#[test]
fn the_request_is_as_x_documents_it() {
    let mut given = given("News!");
    given.content.link = Some("https://news.example/a".parse().unwrap());
    let sent = given.sent();
    assert_eq!((sent.method.as_str(), sent.url.as_str()), ("POST", "https://home.example/2/tweets"));
    assert_eq!(given.body(), json!({ "text": "News!\n\nhttps://news.example/a" }));
    let look = X.look(&given.job()).unwrap();
    assert_eq!(look.auth, Auth::Account);
    assert_eq!(
        look.url.as_str(),
        "https://home.example/2/users/2244994945/tweets?max_results=5&start_time=2026-11-30T11%3A50%3A00Z&\
         exclude=retweets%2Creplies&tweet.fields=created_at%2Centities%2Creferenced_tweets"
    );
}

#[test]
fn both_ways_to_sign_in_publish_alike() {
    let mut given = given("News!");
    let sent = given.sent();
    given.to.network = "x-oauth1".into();
    assert_eq!(given.sent(), sent);
}

#[test]
fn an_account_that_would_leave_the_path_is_not_looked_for() {
    for account in ["", "../me", "1/2", "1?a", "dana"] {
        assert_eq!(X.look(&Given::new("x", account, "News!").job()), None, "{account}");
    }
    let mut given = given("News!");
    given.handle = "no time".into();
    assert_eq!(X.look(&given.job()), None);
}

#[test]
fn a_profile_has_a_username() {
    let given = given("News!");
    assert_eq!(X.profile(&given.to, Some("dana_r")).unwrap().as_str(), "https://x.com/dana_r");
    for name in [None, Some(""), Some("da na"), Some("../a"), Some("dana.home.example")] {
        assert_eq!(X.profile(&given.to, name), None, "{name:?}");
    }
}

#[test]
fn a_created_post_is_a_success() {
    let given = given("News!");
    let body = r#"{"data":{"id":"1445880548472328192","text":"News!","edit_history_tweet_ids":["1445880548472328192"]}}"#;
    let Look::There(remote) = there("1445880548472328192") else { unreachable!() };
    for status in [200, 201, 202] {
        assert_eq!(given.read(status, body), Reading::Done(remote.clone()), "{status}");
    }
    for status in [301, 400, 403, 429, 500, 503] {
        assert_eq!(given.read(status, body), Reading::Unclear, "{status}");
    }
    for odd in [
        "",
        "<html>",
        "{}",
        r#"{"data":{}}"#,
        r#"{"data":[]}"#,
        r#"{"data":{"id":7}}"#,
        r#"{"data":{"id":""}}"#,
        r#"{"data":{"id":"../1"}}"#,
        r#"{"data":null,"errors":[{"code":187,"message":"Status is a duplicate."}]}"#,
    ] {
        assert_eq!(given.read(201, odd), Reading::Unclear, "{odd}");
    }
}

#[test]
fn pictures_are_uploaded_and_described_before_the_post() {
    let mut given = given("");
    given.pictures = vec![picture("A goose"), picture("")];
    let chosen = crate::Picture {
        hash: "0".into(),
        media_type: "image/png".into(),
        bytes: 9,
        width: 3,
        height: 3,
        description: String::new(),
        url: None,
    };
    given.content.pictures = vec![chosen; 2];
    let ask = |given: &Given| match X.next(&given.job()) {
        Step::Ask(request) => request,
        other => panic!("{other:?}"),
    };
    let fact = |given: &Given, request: &Request, body: &str| {
        let headers = http::HeaderMap::new();
        let answer = Answer { status: 200, headers: &headers, body: body.as_bytes() };
        match X.read(&given.job(), &request.key, &answer) {
            Reading::Fact(fact) => fact,
            other => panic!("{other:?}"),
        }
    };
    let uploaded = |id: &str| {
        json!({ "data": { "id": id, "media_key": format!("3_{id}"), "size": 9, "expires_after_secs": 86_400 } })
            .to_string()
    };

    let first = ask(&given);
    assert_eq!(first.url.as_str(), "https://home.example/2/media/upload");
    let body = String::from_utf8(bytes_of(&first)).unwrap();
    assert!(body.contains("name=\"media_category\"\r\n\r\ntweet_image\r\n"), "{body}");
    assert!(
        body.contains("name=\"media\"; filename=\"picture.png\"") && body.contains("<picture 0>"),
        "{body}"
    );
    let told = fact(&given, &first, &uploaded("710511363345354753"));
    assert_eq!(told.value, "710511363345354753");
    assert_eq!(told.good_until.unwrap() - given.now, TimeDelta::days(1) - SPARE);
    given.facts.push(told);

    let described = ask(&given);
    assert_eq!(described.url.as_str(), "https://home.example/2/media/metadata");
    assert_eq!(
        serde_json::from_slice::<Value>(&bytes_of(&described)).unwrap(),
        json!({ "id": "710511363345354753", "metadata": { "alt_text": { "text": "A goose" } } })
    );
    let told = fact(&given, &described, r#"{"data":{"id":"710511363345354753"}}"#);
    given.facts.push(told);

    let second = ask(&given);
    assert_eq!(second.key, StepKey { name: PICTURE.into(), part: 1 });
    let told = fact(&given, &second, &uploaded("2"));
    given.facts.push(told);
    // The second picture has no description, and the post no text.
    assert_eq!(given.body(), json!({ "media": { "media_ids": ["710511363345354753", "2"] } }));
}

#[test]
fn an_upload_that_names_no_life_or_an_odd_one_is_good_for_a_short_time() {
    let life = |seconds: Value| life(Some(&json!({ "expires_after_secs": seconds })));
    assert_eq!(life(json!(null)), TimeDelta::minutes(50));
    assert_eq!(life(json!("86400")), TimeDelta::hours(24) - SPARE);
    assert_eq!(life(json!(i64::MAX)), TimeDelta::minutes(50));
    assert_eq!(life(json!(-7)), TimeDelta::zero());
    let given = given("");
    let headers = http::HeaderMap::new();
    for body in ["", "{}", r#"{"data":{"id":7}}"#, "<html>"] {
        let answer = Answer { status: 200, headers: &headers, body: body.as_bytes() };
        assert_eq!(X.read(&given.job(), &StepKey::new(PICTURE), &answer), Reading::Unclear, "{body}");
    }
}

#[test]
fn a_description_is_stored_only_once_the_answer_names_the_picture() {
    let given = given("");
    let headers = http::HeaderMap::new();
    for body in [r#"{"data":7}"#, r#"{"errors":[{"title":"Over capacity"}]}"#, "{}"] {
        let answer = Answer { status: 200, headers: &headers, body: body.as_bytes() };
        assert_eq!(X.read(&given.job(), &StepKey::new(DESCRIPTION), &answer), Reading::Unclear, "{body}");
    }
}

#[test]
fn a_look_finds_the_post_by_its_text() {
    let url = |short: &str, long: &str| json!({ "start": 4, "end": 27, "url": short, "expanded_url": long, "display_url": "…" });
    for (text, shown, urls) in [
        ("News!", "News!", json!([])),
        ("  News!\n", "News!", json!([])),
        ("a < b & c > d", "a &lt; b &amp; c &gt; d", json!([])),
        ("&lt; is <", "&amp;lt; is &lt;", json!([])),
        ("e\u{301}", "\u{e9}", json!([])),
        (
            "See https://news.example/a?of=1&b=2",
            "See https://t.co/AbCdEf1234",
            json!([url("https://t.co/AbCdEf1234", "https://news.example/a?of=1&b=2")]),
        ),
        // X makes a link of a bare domain.
        (
            "See news.example",
            "See https://t.co/AbCdEf1234",
            json!([url("https://t.co/AbCdEf1234", "http://news.example")]),
        ),
        // The link of the pictures.
        (
            "News!",
            "News! https://t.co/pIc0000000",
            json!([{ "url": "https://t.co/pIc0000000", "expanded_url": "https://x.com/dana/status/1/photo/1", "media_key": "3_1" }]),
        ),
    ] {
        let given = given(text);
        let posts = [post("2", NOW, "Another", &json!([])), post("1", NOW, shown, &urls)];
        assert_eq!(given.look(200, &list(&posts)), there("1"), "{text}");
    }
}

#[test]
fn another_post_is_not_ours() {
    let given = given("News!");
    let at = |created_at: &str| given.look(200, &list(&[post("1", created_at, "News!", &json!([]))]));
    assert_eq!(at(NOW), there("1"));
    // The clock of this device is a little ahead.
    assert_eq!(at("2026-11-30T11:51:00.000Z"), there("1"));
    assert_eq!(at("2026-11-30T11:49:00.000Z"), Look::NotSeen);
    assert_eq!(given.look(200, &list(&[post("1", NOW, "News! News!", &json!([]))])), Look::NotSeen);
    let mut reply = post("1", NOW, "News!", &json!([]));
    reply["referenced_tweets"] = json!([{ "type": "quoted", "id": "7" }]);
    assert_eq!(given.look(200, &list(&[reply])), Look::NotSeen);
    assert_eq!(given.look(200, r#"{"meta":{"result_count":0}}"#), Look::NotSeen);
}

#[test]
fn a_list_that_proves_nothing_is_unclear() {
    let given = given("News!");
    let ours = post("1", NOW, "News!", &json!([]));
    for odd in [json!(null), json!(7), json!({}), json!({ "text": "Another", "created_at": 7 })] {
        assert_eq!(given.look(200, &list(std::slice::from_ref(&odd))), Look::Unclear, "{odd}");
        // An odd entry hides no match.
        assert_eq!(given.look(200, &list(&[odd, ours.clone()])), there("1"));
    }
    // Ours may be on the next page.
    let more = r#"{"data":[],"meta":{"result_count":5,"next_token":"7140w"}}"#;
    assert_eq!(given.look(200, more), Look::Unclear);
    // Ours, but without an id that can be stored.
    let mut without = ours.clone();
    without["id"] = json!(7);
    assert_eq!(given.look(200, &list(&[without])), Look::Unclear);
    for body in ["", "[]", "<html>", r#"{"data":[]}"#, r#"{"errors":[{"title":"Not Found Error"}]}"#] {
        assert_eq!(given.look(200, body), Look::Unclear, "{body}");
    }
    for status in [401, 403, 429, 500] {
        assert_eq!(given.look(status, &list(std::slice::from_ref(&ours))), Look::Unclear, "{status}");
    }
}

#[test]
fn nothing_is_sent_again_and_looks_are_few() {
    let given = given("News!");
    assert_eq!(X.after_loss(given.now), crate::AfterLoss::LookOnly);
    assert_eq!(X.most_looks(), 3);
    assert_eq!(X.counted_text(&given.content), "News!");
}
