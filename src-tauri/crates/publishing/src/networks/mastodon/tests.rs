use serde_json::json;

use super::*;
use crate::{Piece, networks::tests::Given};

fn given(text: &str) -> Given {
    Given::new("mastodon", "109348@home.example", text)
}

/// A status as Mastodon documents it, with the members that Gander does not read.
fn status(id: &str, created_at: &str, content: &str) -> Value {
    json!({
        "id": id,
        "created_at": created_at,
        "in_reply_to_id": null,
        "sensitive": false,
        "visibility": "public",
        "uri": format!("https://home.example/users/dana/statuses/{id}"),
        "url": format!("https://home.example/@dana/{id}"),
        "content": content,
        "reblog": null,
        "account": { "id": "109348", "username": "dana", "acct": "dana" },
        "card": null,
    })
}

fn there(id: &str) -> Look {
    let address = format!("https://home.example/@dana/{id}").parse().unwrap();
    Look::There(Remote { id: id.into(), address: Some(address) })
}

const NOW: &str = "2026-11-30T12:00:30.000Z";

#[test]
fn the_request_is_as_mastodon_documents_it() {
    let mut given = given("News!");
    given.content.link = Some("https://news.example/a".parse().unwrap());
    let sent = given.sent();
    assert_eq!(sent.url.as_str(), "https://home.example/api/v1/statuses");
    assert_eq!((sent.method.as_str(), sent.auth), ("POST", Auth::Account));
    let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(
        sent.headers,
        [header("content-type", "application/json"), header("idempotency-key", &given.handle)]
    );
    assert_eq!(given.body(), json!({ "status": "News!\n\nhttps://news.example/a" }));
    let look = Mastodon.look(&given.job()).unwrap();
    assert_eq!(
        look.url.as_str(),
        "https://home.example/api/v1/accounts/109348/statuses?exclude_reblogs=true&limit=20"
    );
}

#[test]
fn handles_are_of_one_form_and_differ() {
    let given = given("News!");
    assert_eq!(given.handle.len(), 32);
    assert!(given.handle.bytes().all(|digit| digit.is_ascii_hexdigit()));
    assert_ne!(Mastodon.new_handle(given.now, 1), Mastodon.new_handle(given.now, 2));
    let before_time = DateTime::from_timestamp_micros(-1).unwrap();
    assert_eq!(Mastodon.new_handle(before_time, u64::MAX), "f".repeat(32));
}

#[test]
fn an_account_that_would_leave_the_path_is_not_looked_for() {
    for account in ["", "@home.example", "..@home.example", "1/2@home.example", "1?a@home.example"] {
        let given = Given::new("mastodon", account, "News!");
        assert_eq!(Mastodon.look(&given.job()), None, "{account}");
    }
    for account in ["109348", "01PRACT1CE0000000000000DNA@home.example:8443"] {
        assert!(Mastodon.look(&Given::new("mastodon", account, "News!").job()).is_some(), "{account}");
    }
}

#[test]
fn a_status_is_a_success() {
    let given = given("News!");
    let body = status("1", NOW, "<p>News!</p>");
    let Look::There(remote) = there("1") else { unreachable!() };
    // The id and the address prove the status, whichever success the server names.
    for code in [200, 201, 202, 203, 206] {
        assert_eq!(given.read(code, &body.to_string()), Reading::Done(remote.clone()));
    }
    let with = |member: &str, value: Value| {
        let mut body = body.clone();
        body[member] = value;
        given.read(200, &body.to_string())
    };
    // Servers may leave the address out, and old ones have ids that are no web addresses.
    let by_uri = "https://home.example/users/dana/statuses/1".parse().unwrap();
    assert_eq!(with("url", json!(null)), Reading::Done(Remote { id: "1".into(), address: Some(by_uri) }));
    assert_eq!(with("uri", json!("tag:home.example,2026:1")), Reading::Done(remote.clone()));
    for id in [json!(1), json!(""), json!("1".repeat(513)), json!("1\u{7}"), json!({})] {
        assert_eq!(with("id", id.clone()), Reading::Unclear, "{id}");
    }
    let scheduled = r#"{"id":"3221","scheduled_at":"2026-12-01T12:00:00.000Z","params":{"text":"News!"},"media_attachments":[]}"#;
    assert_eq!(given.read(200, scheduled), Reading::Unclear);
    let hostile = r#"{"id":"1","url":"javascript:alert(1)","uri":"data:text/html,x"}"#;
    assert_eq!(given.read(200, hostile), Reading::Unclear);
    for code in [301, 400, 422, 500, 503] {
        assert_eq!(given.read(code, &body.to_string()), Reading::Unclear);
    }
}

#[test]
fn a_look_finds_the_post_by_its_text() {
    let long = "https://news.example/a/very/long/address/of/a/page?of=2026&and=more";
    for (text, html) in [
        ("News!", "<p>News!</p>"),
        ("  News!\n", "<p>News!</p>"),
        ("One\nTwo\n\nThree & <four>", "<p>One<br />Two</p><p>Three &amp; &lt;four&gt;</p>"),
        ("It's \"new\" 🪿", "<p>It&#39;s &quot;new&quot; 🪿</p>"),
        ("e\u{301}", "<p>\u{e9}</p>"),
        (
            &format!("See {long}"),
            "<p>See <a href=\"https://news.example/a/very/long/address/of/a/page?of=2026&amp;and=more\" target=\"_blank\" rel=\"nofollow noopener\" translate=\"no\"><span class=\"invisible\">https://</span><span class=\"ellipsis\">news.example/a/very/long/addres</span><span class=\"invisible\">s/of/a/page?of=2026&amp;and=more</span></a></p>",
        ),
        ("See https://News.example.", "<p>See <a href=\"https://news.example/\">news.example</a>.</p>"),
        (
            "See https://news.example/a",
            "<p>See <a href=\"https://away.example/?to=x\">https://news.example/a</a></p>",
        ),
        (
            "Hi @bo@other.example #geese",
            "<p>Hi <span class=\"h-card\"><a href=\"https://other.example/@bo\" class=\"u-url mention\">@<span>bo</span></a></span> <a href=\"https://home.example/tags/geese\" class=\"mention hashtag\" rel=\"tag\">#<span>geese</span></a></p>",
        ),
        ("Hi @bo@other.example", "<p>Hi @bo@other.example</p>"),
    ] {
        let given = given(text);
        let list = json!([status("2", NOW, "<p>Another</p>"), status("1", NOW, html)]);
        assert_eq!(given.look(200, &list.to_string()), there("1"), "{text}");
    }
}

#[test]
fn another_status_is_not_ours() {
    let given = given("News!");
    let with = |member: &str, value: Value| {
        let mut status = status("1", NOW, "<p>News!</p>");
        status[member] = value;
        given.look(200, &json!([status]).to_string())
    };
    assert_eq!(with("id", json!("1")), there("1"));
    assert_eq!(with("content", json!("<p>New</p>")), Look::Unclear);
    assert_eq!(with("content", json!("<p>Old</p>")), Look::NotSeen);
    assert_eq!(with("content", json!("<p>News! News!</p>")), Look::NotSeen);
    assert_eq!(with("reblog", json!({ "id": "7" })), Look::NotSeen);
    assert_eq!(with("in_reply_to_id", json!("7")), Look::NotSeen);
    // Before the handle was made, and so before the post.
    assert_eq!(with("created_at", json!("2026-11-30T11:49:00Z")), Look::NotSeen);
    // The clock of the server is a little behind.
    assert_eq!(with("created_at", json!("2026-11-30T11:51:00.000Z")), there("1"));
    assert_eq!(given.look(200, "[]"), Look::NotSeen);
}

#[test]
fn a_text_that_the_server_changed_may_be_ours() {
    for (text, html) in [
        ("News!", "<p>News</p>"),
        ("*Geese* are **back**", "<p><em>Geese</em> are <strong>back</strong></p>"),
        ("# Geese\n- one\n- two", "<h1>Geese</h1><ul><li>one</li><li>two</li></ul>"),
        (
            "The [geese](https://news.example/a) are back",
            "<p>The <a href=\"https://news.example/a\">geese</a> are back</p>",
        ),
        ("_Gänse_ – 雁", "<p><em>Gänse</em> &#8211; 雁</p>"),
    ] {
        let list = |created_at: &str| json!([status("1", created_at, html)]).to_string();
        assert_eq!(given(text).look(200, &list(NOW)), Look::Unclear, "{text}");
        // A status from before the post is another one, whatever it says.
        assert_eq!(given(text).look(200, &list("2026-11-30T11:49:00Z")), Look::NotSeen, "{text}");
    }
}

#[test]
fn a_status_of_the_day_before_is_not_ours() {
    // The post was planned for days, so that its handle is old.
    let mut given = given("News!");
    given.now += TimeDelta::days(3);
    let at =
        |created_at: &str| given.look(200, &json!([status("1", created_at, "<p>News!</p>")]).to_string());
    assert_eq!(at("2026-12-02T10:01:00Z"), there("1"));
    assert_eq!(at("2026-12-02T09:59:00Z"), Look::NotSeen);
    // A handle that tells no time leaves the day.
    given.handle = "z".repeat(32);
    let at =
        |created_at: &str| given.look(200, &json!([status("1", created_at, "<p>News!</p>")]).to_string());
    assert_eq!(at("2026-12-02T10:01:00Z"), there("1"));
    assert_eq!(at("2026-12-02T09:59:00Z"), Look::NotSeen);
}

#[test]
fn a_list_that_proves_nothing_is_unclear() {
    let given = given("News!");
    let other = status("2", NOW, "<p>Another</p>");
    for odd in [
        json!(null),
        json!(7),
        json!({}),
        json!({ "content": "<p>Another</p>" }),
        json!({ "content": 7, "created_at": NOW }),
    ] {
        assert_eq!(given.look(200, &json!([other, odd]).to_string()), Look::Unclear, "{odd}");
        // An odd entry hides no match.
        let ours = status("1", NOW, "<p>News!</p>");
        assert_eq!(given.look(200, &json!([odd, ours]).to_string()), there("1"), "{odd}");
    }
    // A part of the list, in which ours is or is not.
    assert_eq!(given.look(206, &json!([other]).to_string()), Look::Unclear);
    assert_eq!(given.look(206, &json!([status("1", NOW, "<p>News!</p>")]).to_string()), there("1"));
    // Ours may be further down.
    let full = vec![other.clone(); SEEN];
    assert_eq!(given.look(200, &json!(full).to_string()), Look::Unclear);
    let mut whole = full;
    whole[SEEN - 1] = status("0", "2026-11-01T12:00:00Z", "<p>Old</p>");
    assert_eq!(given.look(200, &json!(whole).to_string()), Look::NotSeen);
    // Ours, but without an id that can be stored.
    let mut ours = status("1", NOW, "<p>News!</p>");
    ours["id"] = json!(1);
    assert_eq!(given.look(200, &json!([ours]).to_string()), Look::Unclear);
    for body in [r#"{"error":"Record not found"}"#, r#"{"0":{}}"#, "[{", "<html>"] {
        assert_eq!(given.look(200, body), Look::Unclear, "{body}");
    }
    assert_eq!(given.look(404, "[]"), Look::Unclear);
}

#[test]
fn a_repeat_is_harmless_within_the_hour() {
    let given = given("News!");
    let until = "2026-11-30T12:55:00.123456Z".parse().unwrap();
    assert_eq!(Mastodon.after_loss(given.now), AfterLoss::Repeat { until, looks: 2 });
    assert_eq!(Mastodon.after_loss(DateTime::<Utc>::MAX_UTC), AfterLoss::LookOnly);
}

/// A post with two pictures, the second of which has a description.
fn with_pictures() -> Given {
    let mut given = given("Look!");
    for description in ["", "Two geese"] {
        let (content, uploaded) = crate::networks::tests::picture(description);
        given.content.pictures.push(content);
        given.pictures.push(uploaded);
    }
    given
}

fn asked(given: &Given) -> Request {
    match Mastodon.next(&given.job()) {
        Step::Ask(request) => request,
        other => panic!("{other:?}"),
    }
}

fn takes(given: &mut Given, status: u16, answer: &Value) {
    let key = asked(given).key;
    let body = answer.to_string();
    let answer = Answer { status, headers: &http::HeaderMap::new(), body: body.as_bytes() };
    match Mastodon.read(&given.job(), &key, &answer) {
        Reading::Fact(fact) => given.facts.push(fact),
        other => panic!("{other:?}"),
    }
}

#[test]
fn each_picture_is_uploaded_with_its_description_and_processed_before_the_status() {
    let mut given = with_pictures();
    let upload = asked(&given);
    assert_eq!((upload.url.path(), upload.method.as_str(), upload.key.part), ("/api/v2/media", "POST", 0));
    assert!(!format!("{:?}", upload.body).contains("description"));
    takes(&mut given, 200, &json!({ "id": "1", "url": "https://home.example/1.jpg" }));
    let upload = asked(&given);
    let [Piece::Bytes(before), Piece::Picture(1), Piece::Bytes(_)] = upload.body.as_slice() else {
        panic!("{:?}", upload.body)
    };
    assert!(String::from_utf8_lossy(before).contains("name=\"description\"\r\n\r\nTwo geese\r\n"));
    takes(&mut given, 202, &json!({ "id": "2", "url": null }));
    let poll = asked(&given);
    assert_eq!((poll.url.path(), poll.method.as_str()), ("/api/v1/media/2", "GET"));
    let body = json!({ "id": "2", "url": null }).to_string();
    // A proxy may change the status.
    for status in [206, 200, 201, 203] {
        let processing = Answer { status, headers: &http::HeaderMap::new(), body: body.as_bytes() };
        let read = Mastodon.read(&given.job(), &poll.key, &processing);
        assert!(matches!(read, Reading::Later(until) if until > given.now), "{status}");
    }
    takes(&mut given, 200, &json!({ "id": "2", "url": "https://home.example/2.jpg" }));
    assert_eq!(given.body()["media_ids"], json!(["1", "2"]));
}

#[test]
fn a_picture_that_the_server_lost_is_uploaded_anew() {
    let mut given = with_pictures();
    takes(&mut given, 202, &json!({ "id": "1", "url": null }));
    let poll = asked(&given);
    let gone =
        Answer { status: 404, headers: &http::HeaderMap::new(), body: b"{\"error\":\"Record not found\"}" };
    let first = StepKey { name: PICTURE.to_owned(), part: 0 };
    assert_eq!(Mastodon.read(&given.job(), &poll.key, &gone), Reading::Drop(first.clone()));
    takes(&mut given, 200, &json!({ "id": "1", "url": "https://home.example/1.jpg" }));
    given.facts.retain(|fact| fact.key != first);
    takes(&mut given, 202, &json!({ "id": "3", "url": null }));
    assert_eq!(asked(&given).url.path(), "/api/v1/media/3", "the former picture says nothing about this one");
}

#[test]
fn ids_that_lead_elsewhere_are_none() {
    let given = with_pictures();
    let key = asked(&given).key;
    for id in ["../../v1/statuses", "1?a", "", "a/b"] {
        let body = json!({ "id": id, "url": null }).to_string();
        let answer = Answer { status: 200, headers: &http::HeaderMap::new(), body: body.as_bytes() };
        assert_eq!(Mastodon.read(&given.job(), &key, &answer), Reading::Unclear, "{id}");
    }
}

#[test]
fn a_status_with_other_pictures_is_not_taken_for_the_post() {
    let given = with_pictures();
    let mut seen = status("7", NOW, "<p>Look!</p>");
    seen["media_attachments"] = json!([{ "id": "1" }]);
    // It may be the post after all, at a server that dropped a picture.
    assert_eq!(given.look(200, &json!([seen]).to_string()), Look::Unclear);
    seen["media_attachments"] = json!([{ "id": "1" }, { "id": "2" }]);
    assert_eq!(given.look(200, &json!([seen]).to_string()), there("7"));
}
