//! Token introspection: its answers, read and put where the rules look.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use http::HeaderMap;
use lifecycle::{Endpoint, NetworkId, Signal};
use networks::{Answer, Catalogue, Network};
use serde_json::{Value, json};

fn facebook() -> Arc<Network> {
    Arc::clone(Catalogue::builtin().get(&NetworkId::from("facebook")).expect("shipped"))
}

fn read(body: &Value) -> Option<networks::Introspected> {
    facebook().introspect.as_ref().unwrap().read(body.to_string().as_bytes())
}

/// The meaning of a refusal by the rules.
fn meaning(error: &Value) -> (Signal, Option<String>) {
    let known = read(&json!({ "data": { "is_valid": false, "error": error } })).unwrap();
    assert!(!known.valid);
    let (headers, body) = (HeaderMap::new(), &known.refusal);
    let at = DateTime::<Utc>::UNIX_EPOCH;
    let answer = Answer { endpoint: Endpoint::Probe, at, status: 400, headers: &headers, body };
    let verdict = facebook().classify(&answer);
    (verdict.signal, verdict.evidence.subcode)
}

#[test]
fn a_good_token_tells_its_clocks_and_what_it_allows() {
    let known = read(&json!({ "data": {
        "app_id": "1", "is_valid": true, "expires_at": 1_800_000_000, "data_access_expires_at": 1_802_592_000,
        "scopes": ["public_profile", "pages_show_list"], "user_id": "2",
    } }))
    .unwrap();
    assert!(known.valid);
    assert_eq!(known.access_until, DateTime::from_timestamp(1_800_000_000, 0));
    assert_eq!(known.data_access_until, DateTime::from_timestamp(1_802_592_000, 0));
    assert_eq!(known.scopes.unwrap().to_text(), "public_profile pages_show_list");
    assert_eq!(known.refusal, b"{}");
}

#[test]
fn zero_and_nonsense_are_no_time() {
    for at in [json!(0), json!(-1), json!("soon"), json!(null), json!(i64::MAX)] {
        let known = read(&json!({ "data": { "is_valid": true, "expires_at": at } })).unwrap();
        assert_eq!(known.access_until, None, "{at}");
    }
}

#[test]
fn the_reason_of_a_token_that_is_no_longer_good_is_read_by_the_rules_for_a_check() {
    for (subcode, signal) in [
        (458, Signal::Revoked),
        (460, Signal::PasswordChanged),
        (463, Signal::Expired),
        (459, Signal::Checkpoint),
        (492, Signal::PermissionMissing),
    ] {
        let error = json!({ "code": 190, "subcode": subcode, "message": "Error validating access token" });
        assert_eq!(meaning(&error), (signal, Some(subcode.to_string())));
    }
    assert_eq!(meaning(&json!({ "code": 190, "message": "..." })), (Signal::Revoked, None));
    let message = "Error validating application. Application has been deleted.";
    assert_eq!(meaning(&json!({ "code": 190, "message": message })).0, Signal::AppFault);
    assert_eq!(meaning(&json!({ "code": 2 })).0, Signal::Transient);
    assert_eq!(meaning(&json!(null)).0, Signal::Transient);
}

#[test]
fn an_answer_that_does_not_say_whether_the_token_is_good_says_nothing() {
    for body in [json!({}), json!([]), json!({ "data": {} }), json!({ "data": { "is_valid": "yes" } })] {
        assert_eq!(read(&body), None, "{body}");
    }
    assert_eq!(facebook().introspect.as_ref().unwrap().read(b"<html>"), None);
}
