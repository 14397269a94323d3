//! Publishing at Facebook, Instagram and Threads: the refusals, and the answers that are none.

use chrono::{DateTime, TimeDelta, Utc};
use http::{HeaderMap, HeaderValue};
use networks::{Catalogue, Network, PublishAnswer, PublishRefusal, PublishTo, TextUnit};
use serde_json::{Value, json};

const ALL: [&str; 3] = ["facebook", "instagram", "threads"];

fn network(id: &str) -> Network {
    Catalogue::builtin().get(&id.into()).unwrap().as_ref().clone()
}

fn now() -> DateTime<Utc> {
    "2026-11-30T21:00:00Z".parse().unwrap()
}

fn of(network: &str, status: u16, error: &Value) -> Option<PublishRefusal> {
    let usage = r#"{"1": [{"type": "pages", "estimated_time_to_regain_access": 15}]}"#;
    let mut headers = HeaderMap::new();
    headers.insert("x-business-use-case-usage", HeaderValue::from_static(usage));
    let body = json!({ "error": error }).to_string();
    let answer = PublishAnswer { at: now(), status, headers: &headers, body: body.as_bytes() };
    self::network(network).publish.unwrap().refusal(&answer)
}

fn coded(network: &str, code: i64, subcode: Option<i64>, message: &str) -> Option<PublishRefusal> {
    let mut error = json!({ "message": message, "type": "OAuthException", "code": code, "fbtrace_id": "A" });
    if let Some(subcode) = subcode {
        error["error_subcode"] = subcode.into();
    }
    of(network, 400, &error)
}

fn refused(reason: &str) -> Option<PublishRefusal> {
    Some(PublishRefusal::Refused { reason: Some(reason.into()) })
}

#[test]
fn the_outcome_is_unknown_after_codes_1_and_2_and_after_any_status_of_the_server() {
    for id in ALL {
        for code in [1, 2] {
            assert_eq!(coded(id, code, None, "Please retry your request later"), None, "{id} {code}");
            let error = json!({ "message": "Later", "code": code, "is_transient": true });
            for status in [200, 400, 403, 500, 503] {
                assert_eq!(of(id, status, &error), None, "{id} {status} {code}");
            }
        }
        // A client saw it although the post was published.
        let denied = json!({ "message": "Application does not have permission for this action", "code": 10 });
        for code in [4, 10, 100, 190, 200, 368] {
            for status in [200, 500, 502, 503] {
                let error = json!({ "message": "No", "code": code });
                assert_eq!(of(id, status, &error), None, "{id} {status} {code}");
            }
        }
        assert_eq!(of(id, 500, &denied), None, "{id}");
        assert_eq!(of(id, 403, &denied), Some(PublishRefusal::PermissionMissing), "{id}");
        let page = PublishAnswer { at: now(), status: 400, headers: &HeaderMap::new(), body: b"<html>" };
        assert_eq!(network(id).publish.unwrap().refusal(&page), None);
    }
}

#[test]
fn token_app_and_limits_are_told_apart() {
    let limited = Some(PublishRefusal::RateLimited { until: Some(now() + TimeDelta::minutes(15)) });
    for id in ALL {
        for code in [4, 17, 32, 341, 613, 80_001, 80_002, 1_390_008] {
            assert_eq!(coded(id, code, None, "Too many"), limited, "{id} {code}");
        }
        for subcode in [None, Some(458), Some(460), Some(463), Some(492)] {
            assert_eq!(coded(id, 190, subcode, "Session"), Some(PublishRefusal::Token), "{id} {subcode:?}");
        }
        let deleted = "Error validating application. Application has been deleted.";
        assert_eq!(coded(id, 190, None, deleted), Some(PublishRefusal::AppFault), "{id}");
        assert_eq!(coded(id, 101, None, "Error"), Some(PublishRefusal::AppFault), "{id}");
        let blocked = coded(id, 368, None, "The action attempted has been deemed abusive");
        assert_eq!(blocked, Some(PublishRefusal::RateLimited { until: None }), "{id}");
    }
    let proof = coded("facebook", 100, None, "Invalid appsecret_proof provided in the API argument");
    assert_eq!(proof, Some(PublishRefusal::AppFault));
    assert_eq!(coded("facebook", 100, Some(33), "Unsupported"), Some(PublishRefusal::PermissionMissing));
    let day = coded("instagram", 9, Some(2_207_042), "Application request limit reached");
    assert_eq!(day, Some(PublishRefusal::RateLimited { until: None }));
}

#[test]
fn the_content_is_refused_with_the_sentence_for_the_person() {
    let error = json!({
        "message": "Invalid parameter", "code": 200, "error_subcode": 1_609_008,
        "error_user_title": "Link", "error_user_msg": "You can't link to facebook.com.",
    });
    assert_eq!(of("facebook", 400, &error), refused("You can't link to facebook.com."));
    assert_eq!(coded("facebook", 100, None, "Name parameter too long"), refused("Name parameter too long"));
    assert_eq!(coded("facebook", 200, None, "Permissions error"), Some(PublishRefusal::PermissionMissing));
    let twin = coded("facebook", 506, None, "Duplicate status message");
    assert_eq!(twin, Some(PublishRefusal::Duplicate { reason: Some("Duplicate status message".into()) }));
    for subcode in [2_207_004, 2_207_009, 2_207_010, 2_207_052, 2_207_050] {
        assert_eq!(coded("instagram", 36_000, Some(subcode), "No"), refused("No"), "{subcode}");
    }
    assert_eq!(coded("instagram", 100, None, "Invalid parameter"), refused("Invalid parameter"));
    let long = "Param text must be at most 500 characters long.";
    assert_eq!(coded("threads", 100, None, long), refused(long));
    // A client saw this code for a revoked token.
    assert_eq!(coded("threads", 100, None, "Invalid parameter"), Some(PublishRefusal::Token));
    let links = "THREADS_API__LINK_LIMIT_EXCEEDED";
    assert_eq!(coded("threads", 100, None, links), refused(links));
}

#[test]
fn a_container_that_is_not_ready_or_not_there_refuses_nothing() {
    assert_eq!(coded("threads", 24, Some(4_279_009), "The requested resource does not exist"), None);
    for subcode in [2_207_027, 2_207_003, 2_207_006, 2_207_008, 2_207_020, 2_207_032, 2_207_053, 2_207_001] {
        assert_eq!(coded("instagram", 9007, Some(subcode), "Media"), None, "{subcode}");
    }
    assert_eq!(coded("instagram", 100, Some(33), "Object does not exist"), None);
}

#[test]
fn the_files_name_the_limits() {
    let publish = |id| network(id).publish.unwrap();
    let facebook = publish("facebook");
    assert_eq!((facebook.to, facebook.text.most), (PublishTo::Pages, 63_206));
    assert!(!facebook.pictures.unwrap().public);
    let threads = publish("threads");
    assert_eq!((threads.to, threads.text.most), (PublishTo::Account, 500));
    assert_eq!(threads.text.unit, TextUnit::Threads);
    let instagram = publish("instagram");
    assert_eq!((instagram.text.most, instagram.pictures.as_ref().unwrap().most), (2200, 10));
    for network in [threads, instagram] {
        assert!(network.pictures.unwrap().public);
    }
}
