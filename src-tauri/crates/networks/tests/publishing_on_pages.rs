//! Publishing at LinkedIn and at Pinterest: the refusals, and the boards as pages.

use chrono::{DateTime, TimeDelta, Utc};
use http::HeaderMap;
use networks::{Catalogue, Network, PublishAnswer, PublishRefusal, PublishTo, TextUnit};
use serde_json::{Value, json};
use url::Url;

fn network(id: &str) -> Network {
    Catalogue::builtin().get(&id.into()).unwrap().as_ref().clone()
}

fn now() -> DateTime<Utc> {
    "2026-11-30T21:00:00Z".parse().unwrap()
}

fn refusal(network: &str, status: u16, body: &Value) -> Option<PublishRefusal> {
    let body = body.to_string();
    let answer = PublishAnswer { at: now(), status, headers: &HeaderMap::new(), body: body.as_bytes() };
    self::network(network).publish.unwrap().refusal(&answer)
}

fn refused(reason: &str) -> Option<PublishRefusal> {
    Some(PublishRefusal::Refused { reason: Some(reason.into()) })
}

#[test]
fn linkedin_refuses_the_token_the_permission_the_version_the_day_or_the_content() {
    for id in ["linkedin", "linkedin-pages"] {
        let of = |status: u16, code: &str, message: &str| {
            refusal(id, status, &json!({ "status": status, "code": code, "message": message }))
        };
        for (code, message) in [
            ("REVOKED_ACCESS_TOKEN", "The token used in the request has been revoked by the user"),
            ("EXPIRED_ACCESS_TOKEN", "The token used in the request has expired"),
            ("INVALID_ACCESS_TOKEN", "Invalid access token"),
        ] {
            assert_eq!(of(401, code, message), Some(PublishRefusal::Token));
        }
        let denied = "Not enough permissions to access: partnerApiPostsExternal.CREATE.20260501";
        assert_eq!(of(403, "ACCESS_DENIED", denied), Some(PublishRefusal::PermissionMissing));
        let role = "Organization permissions must be used when using organization as author";
        assert_eq!(of(403, "ACCESS_DENIED", role), refused(role));
        let version = "Requested version 20240501 is not active";
        assert_eq!(of(426, "NONEXISTENT_VERSION", version), Some(PublishRefusal::AppFault));
        let midnight = Some(now() + TimeDelta::hours(3));
        let limit = "Resource level throttle MEMBER DAY limit for calls to this resource is reached.";
        assert_eq!(
            of(429, "TOO_MANY_REQUESTS", limit),
            Some(PublishRefusal::RateLimited { until: midnight })
        );
        let long = "ERROR :: /commentary :: FIELD_LENGTH_TOO_LONG";
        assert_eq!(of(400, "FIELD_LENGTH_TOO_LONG", long), refused(long));
        let twin = "Content is a duplicate of urn:li:share:42";
        let duplicate = Some(PublishRefusal::Duplicate { reason: Some(twin.into()) });
        assert_eq!(of(422, "UNPROCESSABLE_ENTITY", twin), duplicate);
        for status in [200, 201, 408, 409, 500, 502, 503, 504] {
            assert_eq!(of(status, "ANY", "Internal Server Error"), None, "{status}");
        }
    }
}

#[test]
fn pinterest_refuses_the_app_the_token_or_the_pin() {
    let of = |status: u16, code: u32, message: &str| {
        refusal("pinterest", status, &json!({ "code": code, "message": message }))
    };
    let trial = "Apps with Trial access may not create Pins in production. Use the API Sandbox.";
    assert_eq!(of(403, 29, trial), Some(PublishRefusal::AppFault));
    let consumer = "Your application consumer type is not supported, please contact support";
    assert_eq!(of(401, 3, consumer), Some(PublishRefusal::AppFault));
    assert_eq!(of(403, 3, consumer), Some(PublishRefusal::AppFault));
    assert_eq!(of(401, 2, "Authentication failed."), Some(PublishRefusal::Token));
    let lacks = "This token does not have sufficient permissions";
    assert_eq!(of(401, 3, lacks), Some(PublishRefusal::PermissionMissing));
    for (status, code, message) in [
        (400, 1, "Sorry! This site doesn't allow you to save Pins."),
        (403, 29, "You are not permitted to access that resource."),
        (404, 40, "Board not found."),
    ] {
        assert_eq!(of(status, code, message), refused(message));
    }
    assert_eq!(of(429, 8, "Slow down."), Some(PublishRefusal::RateLimited { until: None }));
    for status in [200, 201, 408, 500, 503] {
        assert_eq!(of(status, 0, "Something went wrong on our end."), None, "{status}");
    }
}

#[test]
fn no_page_of_a_proxy_is_a_refusal() {
    for id in ["linkedin", "linkedin-pages", "pinterest"] {
        for status in [200, 302, 400, 401, 403, 404, 422, 426, 429, 500] {
            for body in [json!({}), json!([]), json!("Blocked"), json!({ "error": "server_error" })] {
                assert_eq!(refusal(id, status, &body), None, "{id} {status} {body}");
            }
        }
    }
}

#[test]
fn the_files_say_where_a_post_appears_and_what_it_may_hold() {
    let of = |id: &str| network(id).publish.unwrap();
    let pictures = |id: &str| of(id).pictures.map(|pictures| (pictures.most, pictures.description));
    for (id, to, most) in [
        ("linkedin", PublishTo::Account, 3000),
        ("linkedin-pages", PublishTo::Pages, 3000),
        ("pinterest", PublishTo::Pages, 800),
    ] {
        assert_eq!((of(id).to, of(id).text.most), (to, most), "{id}");
        assert_eq!(of(id).text.unit, TextUnit::Characters, "{id}");
    }
    assert_eq!(pictures("linkedin"), Some((20, Some(4086))));
    assert_eq!(pictures("pinterest"), Some((5, Some(500))));
    let takes = |url: &str| of("linkedin").takes_upload_at(&url.parse::<Url>().unwrap());
    assert!(takes("https://www.linkedin.com/dms-uploads/x"));
    assert!(!takes("https://linkedin.com.example/dms-uploads/x"));
    assert!(!takes("http://www.linkedin.com/dms-uploads/x"));
    assert!(!takes("https://.linkedin.com/dms-uploads/x") && !takes("https://linkedin.com/dms-uploads/x"));
    assert!(!takes("https://www.linkedin.com:8443/dms-uploads/x"));
    let headers = of("linkedin").headers.of(|_| None);
    assert_eq!(headers["linkedin-version"], "202605");
    assert!(network("linkedin").headers.of(|_| None).get("linkedin-version").is_none());
}

#[test]
fn pinterests_boards_go_on_at_a_bookmark() {
    let network = network("pinterest");
    let pages = network.pages.as_ref().unwrap();
    let body = |bookmark: Value| json!({ "items": [{ "id": "7", "name": "Geese" }], "bookmark": bookmark });
    let more = body(json!("a&b=c"));
    let part = pages.read(&more).unwrap();
    assert_eq!((part.found[0].id.as_str(), part.found[0].name.as_str()), ("7", "Geese"));
    assert_eq!(
        part.next.unwrap().as_str(),
        "https://api.pinterest.com/v5/boards?page_size=250&bookmark=a%26b%3Dc"
    );
    assert_eq!(pages.read(&body(Value::Null)).unwrap().next, None);
    assert_eq!(pages.read(&body(json!("x".repeat(5000)))), None);
    let shipped =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/networks/pinterest.toml")).unwrap();
    let odd = shipped.replace("next_parameter = \"bookmark\"", "next_parameter = \"a&b\"");
    let error = Network::parse("pinterest.toml", &odd).unwrap_err().to_string();
    assert!(error.contains("not the name of a parameter"), "{error}");
}
