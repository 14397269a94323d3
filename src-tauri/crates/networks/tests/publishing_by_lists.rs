//! The refusals of publishing requests at networks that know no handle of a post.

use chrono::{DateTime, TimeDelta, Utc};
use http::{HeaderMap, HeaderValue};
use lifecycle::Scopes;
use networks::{AppOptions, Catalogue, Network, PublishAnswer, PublishRefusal, TextUnit};

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).unwrap()
}

fn network(id: &str) -> Network {
    Catalogue::builtin().get(&id.into()).unwrap().as_ref().clone()
}

fn refusal(network: &str, status: u16, body: &str) -> Option<PublishRefusal> {
    refusal_with(network, status, body, &HeaderMap::new())
}

fn refusal_with(network: &str, status: u16, body: &str, headers: &HeaderMap) -> Option<PublishRefusal> {
    let answer = PublishAnswer { at: now(), status, headers, body: body.as_bytes() };
    self::network(network).publish.unwrap().refusal(&answer)
}

fn refused(reason: &str) -> Option<PublishRefusal> {
    Some(PublishRefusal::Refused { reason: Some(reason.into()) })
}

fn duplicate(reason: &str) -> Option<PublishRefusal> {
    Some(PublishRefusal::Duplicate { reason: Some(reason.into()) })
}

/// A problem of X (RFC 9457).
fn problem(status: u16, kind: &str, detail: &str) -> String {
    serde_json::json!({ "title": "Forbidden", "detail": detail, "type": kind, "status": status }).to_string()
}

#[test]
fn x_refuses_the_content_the_token_the_app_or_a_twin() {
    for id in ["x", "x-oauth1"] {
        let of = |status, kind: &str, detail: &str| refusal(id, status, &problem(status, kind, detail));
        let twin = "You are not allowed to create a Tweet with duplicate content.";
        assert_eq!(of(403, "about:blank", twin), duplicate(twin), "{id}");
        let old = r#"{"errors":[{"code":187,"message":"Status is a duplicate."}]}"#;
        assert_eq!(refusal(id, 403, old), duplicate("Status is a duplicate."));
        assert_eq!(of(401, "about:blank", "Unauthorized"), Some(PublishRefusal::Token));
        let problems = "https://api.x.com/2/problems";
        for kind in ["unsupported-authentication", "user-suspended"] {
            assert_eq!(of(403, &format!("{problems}/{kind}"), "Forbidden"), Some(PublishRefusal::Token));
        }
        let suspended = "The user used for authentication is suspended";
        assert_eq!(of(403, "about:blank", suspended), Some(PublishRefusal::Token));
        for code in [64, 89, 326] {
            let body = format!(r#"{{"errors":[{{"code":{code},"message":"No."}}]}}"#);
            assert_eq!(refusal(id, 403, &body), Some(PublishRefusal::Token), "{code}");
        }
        for code in [32, 215] {
            let body = format!(r#"{{"errors":[{{"code":{code},"message":"No."}}]}}"#);
            assert_eq!(refusal(id, 401, &body), Some(PublishRefusal::AppFault), "{code}");
        }
        let enrolled = of(403, &format!("{problems}/client-forbidden"), "Not enrolled");
        assert_eq!(enrolled, Some(PublishRefusal::AppFault));
        for (kind, detail) in [
            ("https://api.twitter.com/2/problems/oauth1-permissions", "Not configured"),
            ("about:blank", "You are not permitted to perform this action."),
        ] {
            assert_eq!(of(403, kind, detail), Some(PublishRefusal::PermissionMissing), "{detail}");
        }
        let cashtags = "A maximum of one cashtag is allowed.";
        assert_eq!(of(403, "about:blank", cashtags), refused(cashtags));
        let invalid = r#"{"errors":[{"parameters":{},"message":"Your media IDs are invalid."}],"title":"Invalid Request",
            "detail":"One or more parameters to your request was invalid.","type":"https://api.x.com/2/problems/invalid-request"}"#;
        assert_eq!(refusal(id, 400, invalid), refused("Your media IDs are invalid."));
    }
}

#[test]
fn x_names_the_end_of_its_limit() {
    let reset = now() + TimeDelta::minutes(7);
    let mut headers = HeaderMap::new();
    headers.insert("x-rate-limit-reset", HeaderValue::from_str(&reset.timestamp().to_string()).unwrap());
    let body = problem(429, "about:blank", "Too Many Requests");
    let limited = |until| Some(PublishRefusal::RateLimited { until });
    assert_eq!(refusal_with("x", 429, &body, &headers), limited(Some(reset)));
    assert_eq!(refusal("x", 402, r#"{"title":"CreditsDepleted"}"#), limited(None));
    for code in [88, 185] {
        let body = format!(r#"{{"errors":[{{"code":{code},"message":"No."}}]}}"#);
        assert_eq!(refusal("x", 403, &body), limited(None), "{code}");
    }
}

#[test]
fn tumblr_refuses_the_content_the_token_or_the_permission() {
    let of = |status: u16, code: i64, title: &str| {
        let meta = serde_json::json!({ "status": status, "msg": "No" });
        let body =
            serde_json::json!({ "meta": meta, "errors": [{ "title": title, "code": code }], "response": [] });
        refusal("tumblr", status, &body.to_string())
    };
    let plain = |status: u16| {
        let body = format!(r#"{{"meta":{{"status":{status},"msg":"No"}},"response":[]}}"#);
        refusal("tumblr", status, &body)
    };
    assert_eq!(of(400, 8001, "'content' must be an array"), refused("'content' must be an array"));
    for code in [8005, 8016] {
        assert_eq!(of(400, code, "Bad media"), refused("Bad media"), "{code}");
    }
    assert_eq!(of(403, 8008, "No video here"), refused("No video here"));
    for code in [8004, 8010, 8011, 8022, 8023] {
        assert_eq!(of(403, code, "Limit"), Some(PublishRefusal::RateLimited { until: None }), "{code}");
    }
    assert_eq!(plain(429), Some(PublishRefusal::RateLimited { until: None }));
    assert_eq!(plain(401), Some(PublishRefusal::Token));
    assert_eq!(plain(403), Some(PublishRefusal::PermissionMissing));
    // Failures of Tumblr's own, after which the post may be there.
    for status in [400, 403, 404] {
        assert_eq!(of(status, 0, "Hit a snag. Try again."), None, "{status}");
    }
    assert_eq!(of(500, 8006, "Unknown"), None);
    assert_eq!(plain(503), None);
}

#[test]
fn reddit_refuses_with_the_status_of_a_success() {
    let of = |code: &str| {
        let body = serde_json::json!({ "json": { "errors": [[code, "No.", "sr"]], "ratelimit": 540.0 } });
        refusal("reddit", 200, &body.to_string())
    };
    for code in ["RATELIMIT", "SUBREDDIT_RATELIMIT", "QUOTA_FILLED"] {
        assert_eq!(of(code), Some(PublishRefusal::RateLimited { until: None }), "{code}");
    }
    for code in
        ["NO_TEXT", "TOO_LONG", "NO_SELFS", "BAD_URL", "DOMAIN_BANNED", "SUBREDDIT_NOEXIST", "IN_TIMEOUT"]
    {
        assert_eq!(of(code), refused("No."), "{code}");
    }
    assert_eq!(of("ALREADY_SUB"), duplicate("No."));
    assert_eq!(of("USER_REQUIRED"), Some(PublishRefusal::Token));
    let plain = |status: u16| {
        let body = serde_json::json!({ "message": "No.", "error": status }).to_string();
        refusal("reddit", status, &body)
    };
    assert_eq!(plain(401), Some(PublishRefusal::Token));
    assert_eq!(plain(403), Some(PublishRefusal::Token));
    assert_eq!(plain(429), Some(PublishRefusal::RateLimited { until: None }));
    for status in [404, 500, 503] {
        assert_eq!(plain(status), None, "{status}");
    }
    let private = r#"{"message":"Forbidden","error":403,"reason":"private"}"#;
    assert_eq!(refusal("reddit", 403, private), refused("Forbidden"));
    let scope = r#"{"message":"Forbidden","error":403,"reason":"insufficient_scope"}"#;
    assert_eq!(refusal("reddit", 403, scope), Some(PublishRefusal::PermissionMissing));
    // A success, an error beside a post, and an error of another form prove no refusal.
    for body in [
        r#"{"json":{"errors":[],"data":{"name":"t3_abc1","id":"abc1"}}}"#,
        r#"{"json":{"errors":[["SOON","Soon.",null]],"data":{"name":"t3_abc1"}}}"#,
        r#"{"error":"RATELIMIT","message":"Too Many Requests"}"#,
    ] {
        assert_eq!(refusal("reddit", 200, body), None, "{body}");
    }
}

#[test]
fn the_permission_for_pictures_is_asked_for_and_never_called_missing() {
    let x = network("x");
    assert!(x.asked_scopes(&AppOptions::default()).contains(&"media.write".to_owned()));
    let former = Scopes::read("tweet.read tweet.write users.read offline.access").unwrap();
    let chosen = AppOptions { scopes: Some(["media.write".to_owned()].into()), ..AppOptions::default() };
    for needs in [x.policy.needs.clone(), x.needs(&AppOptions::default()), x.needs(&chosen)] {
        assert!(former.missing(&needs).is_empty(), "{needs:?}");
    }
    let pictures = x.publish.unwrap().pictures.unwrap();
    assert_eq!(pictures.needs, ["media.write"]);
    assert_eq!((pictures.most, pictures.description), (4, Some(1000)));
}

#[test]
fn the_permission_for_deletions_is_never_called_missing() {
    let reddit = network("reddit");
    assert!(reddit.asked_scopes(&AppOptions::default()).contains(&"edit".to_owned()));
    let former = Scopes::read("identity read submit flair").unwrap();
    assert!(former.missing(&reddit.policy.needs).is_empty());
    assert!(former.missing(&reddit.needs(&AppOptions::default())).is_empty());
    let granted = Scopes::read("identity read submit flair edit").unwrap();
    assert!(reddit.lacks_for_deleting(Some(&former)) && !reddit.lacks_for_deleting(Some(&granted)));
    assert!(reddit.lacks_for_deleting(None));
    let threads = network("threads");
    assert!(!threads.asked_scopes(&AppOptions::default()).contains(&"threads_delete".to_owned()));
    let chosen = AppOptions { scopes: Some(["threads_delete".to_owned()].into()), ..AppOptions::default() };
    assert!(threads.asked_scopes(&chosen).contains(&"threads_delete".to_owned()));
    for id in ["x", "tumblr", "facebook", "mastodon"] {
        assert!(!network(id).lacks_for_deleting(None), "{id}");
    }
}

#[test]
fn the_files_name_the_limits_and_the_costs() {
    for id in ["x", "x-oauth1"] {
        let publish = network(id).publish.unwrap();
        assert_eq!((publish.text.most, publish.text.unit), (280, TextUnit::Weighted), "{id}");
        let cost = publish.cost.unwrap();
        assert_eq!((cost.post.as_str(), cost.with_link.as_deref()), ("0.015 USD", Some("0.20 USD")), "{id}");
        assert_eq!(cost.delete.as_deref(), Some("0.010 USD"), "{id}");
    }
}

#[test]
fn an_answer_that_is_no_proof_is_no_refusal() {
    let page = "<!DOCTYPE html><title>Sign in to the hotel</title>";
    for id in ["x", "x-oauth1", "tumblr", "reddit"] {
        for status in [200, 201, 302, 400, 401, 403, 408, 413, 422, 429, 500, 502, 503, 504] {
            for body in [page, "", "[]"] {
                assert_eq!(refusal(id, status, body), None, "{id} {status} {body}");
            }
        }
        for status in [200, 201, 500, 502, 503, 504] {
            for body in [
                "{}",
                &problem(403, "about:blank", "You are not allowed to create a Tweet with duplicate content."),
                r#"{"errors":[{"code":130,"message":"Over capacity"}]}"#,
                r#"{"errors":[{"code":187,"message":"Status is a duplicate."}]}"#,
            ] {
                assert_eq!(refusal(id, status, body), None, "{id} {status} {body}");
            }
        }
        assert_eq!(refusal(id, 400, "{}"), None, "{id}");
        assert_eq!(refusal(id, 403, "{}"), None, "{id}");
    }
}
