//! The requests that delete posts, and their answers.

use chrono::DateTime;
use http::HeaderMap;
use publishing::{
    Answer, Auth, Content, Destination, Fact, Job, Piece, Remote, Request, StepKey, networks::publisher,
};
use serde_json::json;
use url::Url;

fn delete(network: &str, account: &str, id: &str) -> Option<Request> {
    let publisher = publisher(&network.into()).expect("a publisher");
    assert!(publisher.deletes());
    let to = Destination { network: network.into(), account: account.into(), page: "301".into() };
    publisher.delete(&job(&to, &server()), &Remote { id: id.into(), address: None })
}

/// The parts of a request that deletes: its method, its path, its token and its body.
fn sent(request: &Request) -> (&str, &str, Auth, String) {
    let body = request.body.iter().map(|piece| match piece {
        Piece::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        other => panic!("{other:?}"),
    });
    (request.method.as_str(), request.url.path(), request.auth, body.collect())
}

fn server() -> Url {
    "https://pond.example/".parse().unwrap()
}

fn job<'a>(to: &'a Destination, server: &'a Url) -> Job<'a> {
    static CONTENT: Content =
        Content { text: String::new(), link: None, title: None, card: None, pictures: Vec::new() };
    Job {
        content: &CONTENT,
        to,
        username: None,
        server,
        pictures: &[],
        card_picture: None,
        handle: "",
        sent_before: None,
        facts: &[],
        now: DateTime::UNIX_EPOCH,
    }
}

fn is_gone(network: &str, status: u16, body: &str) -> bool {
    let to = Destination { network: network.into(), account: "1".into(), page: String::new() };
    let answer = Answer { status, headers: &HeaderMap::new(), body: body.as_bytes() };
    publisher(&network.into()).unwrap().read_delete(&job(&to, &server()), &answer)
}

#[test]
fn mastodon_deletes_a_status_by_its_id_alone() {
    let request = delete("mastodon", "1@pond.example", "116").expect("a request");
    assert_eq!(
        (request.method.as_str(), request.url.as_str()),
        ("DELETE", "https://pond.example/api/v1/statuses/116")
    );
    for id in ["", "https://pond.example/@dana/116", "../accounts/1", "1?x", "1/reblog"] {
        assert_eq!(delete("mastodon", "1@pond.example", id), None, "{id}");
    }
    assert!(is_gone("mastodon", 200, r#"{"id":"116"}"#));
    assert!(is_gone("mastodon", 404, r#"{"error":"Record not found"}"#));
    for (status, body) in
        [(404, "<html>"), (200, "<html>"), (500, r#"{"error":"x"}"#), (403, r#"{"error":"x"}"#)]
    {
        assert!(!is_gone("mastodon", status, body), "{status} {body}");
    }
}

#[test]
fn bluesky_deletes_the_record_of_its_own_repository_alone() {
    let did = "did:plc:goose";
    let uri = format!("at://{did}/app.bsky.feed.post/3jzfcijpj2z2a");
    let request = delete("bluesky", did, &uri).expect("a request");
    assert_eq!(
        (request.method.as_str(), request.url.path()),
        ("POST", "/xrpc/com.atproto.repo.deleteRecord")
    );
    let [Piece::Bytes(body)] = &request.body[..] else { panic!("{request:?}") };
    let body: serde_json::Value = serde_json::from_slice(body).unwrap();
    let record = json!({ "repo": did, "collection": "app.bsky.feed.post", "rkey": "3jzfcijpj2z2a" });
    assert_eq!(body, record);
    for id in [
        "",
        "3jzfcijpj2z2a",
        "at://did:plc:goose/app.bsky.feed.like/3jzfcijpj2z2a",
        "at://x/app.bsky.feed.post/../y",
        "https://pond.example/app.bsky.feed.post/3jzfcijpj2z2a",
    ] {
        assert_eq!(delete("bluesky", did, id), None, "{id}");
    }
    assert!(is_gone("bluesky", 200, "{}"));
    assert!(!is_gone("bluesky", 400, r#"{"error":"InvalidRequest"}"#));
    assert!(!is_gone("bluesky", 200, "<html>"));
}

#[test]
fn x_deletes_a_post_by_its_number_alone() {
    for network in ["x", "x-oauth1"] {
        let request = delete(network, "7", "1234").expect("a request");
        assert_eq!(sent(&request), ("DELETE", "/2/tweets/1234", Auth::Account, String::new()));
        for id in ["", "12a", "../users/7", "1/retweets", "1?x"] {
            assert_eq!(delete(network, "7", id), None, "{id}");
        }
        assert!(is_gone(network, 200, r#"{"data":{"deleted":true}}"#));
        for (status, body) in [
            (200, r#"{"data":{"deleted":false}}"#),
            (200, r#"{"errors":[{"title":"Not Found Error"}]}"#),
            (200, "<html>"),
            (500, r#"{"data":{"deleted":true}}"#),
        ] {
            assert!(!is_gone(network, status, body), "{status} {body}");
        }
    }
}

#[test]
fn reddit_deletes_a_post_by_its_full_name_alone() {
    let request = delete("reddit", "dana", "t3_abc9").expect("a request");
    assert_eq!(sent(&request), ("POST", "/api/del", Auth::Account, "api_type=json&id=t3_abc9".into()));
    for id in ["", "abc9", "t1_abc9", "t3_", "t3_a&id=t3_b"] {
        assert_eq!(delete("reddit", "dana", id), None, "{id}");
    }
    assert!(is_gone("reddit", 200, "{}"));
    assert!(is_gone("reddit", 200, r#"{"json":{"errors":[]}}"#));
    let refused = r#"{"json":{"errors":[["USER_REQUIRED","please sign in",""]]}}"#;
    for (status, body) in [(200, refused), (200, "<html>"), (200, ""), (403, "{}"), (500, "{}")] {
        assert!(!is_gone("reddit", status, body), "{status} {body}");
    }
}

#[test]
fn tumblr_deletes_a_post_of_its_own_blog() {
    let request = delete("tumblr", "t:abc-9", "7700").expect("a request");
    assert_eq!(sent(&request), ("POST", "/v2/blog/t:abc-9/post/delete", Auth::Account, "id=7700".into()));
    for (account, id) in [("t:abc", ""), ("t:abc", "7a"), ("t:abc", "7&id=8"), ("", "7"), ("../user", "7")] {
        assert_eq!(delete("tumblr", account, id), None, "{account} {id}");
    }
    let meta = |status: u16| format!(r#"{{"meta":{{"status":{status},"msg":"x"}},"response":[]}}"#);
    assert!(is_gone("tumblr", 200, &meta(200)) && is_gone("tumblr", 404, &meta(404)));
    for (status, body) in [(200, "{}"), (404, "{}"), (404, "<html>"), (200, &meta(404)), (403, &meta(403))] {
        assert!(!is_gone("tumblr", status, body), "{status} {body}");
    }
}

#[test]
fn facebook_deletes_a_post_with_the_token_of_its_page() {
    for id in ["301_77", "77"] {
        let request = delete("facebook", "1", id).expect("a request");
        assert_eq!(sent(&request), ("DELETE", format!("/v25.0/{id}").as_str(), Auth::Page, String::new()));
    }
    for id in ["", "301_", "me", "301_77/likes", "301_77?x"] {
        assert_eq!(delete("facebook", "1", id), None, "{id}");
    }
    says_success("facebook");
}

#[test]
fn threads_deletes_a_post_and_no_container() {
    let request = delete("threads", "1", "1800").expect("a request");
    assert_eq!(sent(&request), ("DELETE", "/v1.0/1800", Auth::Account, String::new()));
    for id in ["", "me", "1800/replies", "1800?x"] {
        assert_eq!(delete("threads", "1", id), None, "{id}");
    }
    says_success("threads");
    let to = Destination { network: "threads".into(), account: "1".into(), page: String::new() };
    let made = [Fact { key: StepKey::new("container"), value: "1800".into(), good_until: None }];
    let (server, remote) = (server(), Remote { id: "1800".into(), address: None });
    let job = Job { facts: &made, ..job(&to, &server) };
    assert_eq!(publisher(&"threads".into()).unwrap().delete(&job, &remote), None);
}

fn says_success(network: &str) {
    assert!(is_gone(network, 200, r#"{"success":true}"#));
    for (status, body) in [
        (200, r#"{"success":false}"#),
        (200, "{}"),
        (200, "true"),
        (400, r#"{"error":{"code":100,"error_subcode":33}}"#),
        (500, r#"{"success":true}"#),
    ] {
        assert!(!is_gone(network, status, body), "{network} {status} {body}");
    }
}

#[test]
fn instagram_lets_no_app_delete() {
    assert!(!publisher(&"instagram".into()).unwrap().deletes());
}
