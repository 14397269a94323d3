//! What a `[[signal]]` demands, told apart one by one.

use chrono::DateTime;
use http::HeaderMap;
use lifecycle::{Endpoint, Signal, Verdict};
use networks::{Answer, Network};

const FILE: &str = r#"
id = "practice"
name = "Practice"
[oauth]
flow = "oauth2"
authorize = "http://127.0.0.1:9/authorize"
token = "http://127.0.0.1:9/token"
client_auth = "none"
secret = "none"
pkce = "s256"
scopes = []
redirect = ["loopback"]
[policy]
access = "1h"
renew = { kind = "none" }
warn = []
summary = "One hour."
page = "https://practice.example/"
[probe]
url = "http://127.0.0.1:9/me"
every = "1m"
id = "/id"
[evidence]
code = "/code"
"#;

fn verdict(rule: &str, endpoint: Endpoint, status: u16, body: &str) -> Verdict {
    let network = Network::parse("practice.toml", &format!("{FILE}[[signal]]\n{rule}\n")).expect("fine");
    let headers = HeaderMap::new();
    let body = body.as_bytes();
    network.classify(&Answer { endpoint, at: DateTime::UNIX_EPOCH, status, headers: &headers, body })
}

/// Whether a rule with this demand speaks of a body.
fn meets(demand: &str, body: &str) -> bool {
    let rule = format!("on = \"any\"\nat = {{ \"/a\" = {demand} }}\nmeans = \"revoked\"");
    verdict(&rule, Endpoint::Probe, 400, body).signal == Signal::Revoked
}

#[test]
fn a_scalar_demands_itself_and_no_other_type() {
    assert!(meets("190", r#"{"a":190}"#));
    assert!(!meets("190", r#"{"a":"190"}"#));
    assert!(meets("true", r#"{"a":true}"#));
    assert!(!meets("true", r#"{"a":false}"#));
    assert!(!meets("190", r#"{"b":190}"#));
}

#[test]
fn a_list_demands_one_of_its_values() {
    assert!(meets("[4, \"four\"]", r#"{"a":"four"}"#));
    assert!(!meets("[4, \"four\"]", r#"{"a":5}"#));
}

#[test]
fn a_range_holds_both_its_bounds() {
    let range = "{ min = 200, max = 299 }";
    assert!(meets(range, r#"{"a":200}"#) && meets(range, r#"{"a":299}"#));
    assert!(!meets(range, r#"{"a":199}"#) && !meets(range, r#"{"a":300}"#));
    assert!(!meets(range, r#"{"a":"250"}"#));
}

#[test]
fn text_may_be_demanded_in_part_or_at_the_end() {
    assert!(meets("{ contains = \"deleted\" }", r#"{"a":"has been deleted."}"#));
    assert!(!meets("{ contains = \"deleted\" }", r#"{"a":"has been disabled."}"#));
    assert!(meets("{ ends_with = \"/gone\" }", r#"{"a":"https://practice.example/gone"}"#));
    assert!(!meets("{ ends_with = \"/gone\" }", r#"{"a":"/gone/not"}"#));
}

#[test]
fn a_missing_value_may_be_demanded_and_null_is_missing() {
    assert!(meets("{ missing = true }", "{}"));
    assert!(meets("{ missing = true }", r#"{"a":null}"#));
    assert!(!meets("{ missing = true }", r#"{"a":0}"#));
}

#[test]
fn a_rule_speaks_of_its_endpoints_alone() {
    let spoken = |on: &str, endpoint| {
        let rule = format!("on = {on}\nmeans = \"revoked\"");
        verdict(&rule, endpoint, 400, "{}").signal == Signal::Revoked
    };
    for (on, endpoints) in [
        ("\"api\"", &[Endpoint::Probe, Endpoint::Identity][..]),
        ("\"token\"", &[Endpoint::Token, Endpoint::LongLived]),
        ("\"renewal\"", &[Endpoint::Renewal]),
        ("\"revoke\"", &[Endpoint::Revocation]),
        ("[\"renewal\", \"revoke\"]", &[Endpoint::Renewal, Endpoint::Revocation]),
    ] {
        for endpoint in [
            Endpoint::Authorization,
            Endpoint::Token,
            Endpoint::LongLived,
            Endpoint::Renewal,
            Endpoint::Identity,
            Endpoint::Probe,
            Endpoint::Revocation,
        ] {
            assert_eq!(spoken(on, endpoint), endpoints.contains(&endpoint), "{on} {endpoint:?}");
            assert!(spoken("\"any\"", endpoint));
        }
    }
}

#[test]
fn the_first_rule_that_applies_wins() {
    let rules =
        "on = \"api\"\nstatus = 401\nmeans = \"expired\"\n[[signal]]\non = \"api\"\nmeans = \"revoked\"";
    assert_eq!(verdict(rules, Endpoint::Probe, 401, "{}").signal, Signal::Expired);
    assert_eq!(verdict(rules, Endpoint::Probe, 400, "{}").signal, Signal::Revoked);
}

#[test]
fn a_rule_may_keep_a_code_of_its_own() {
    let body = r#"{"code":"general","own":"special"}"#;
    let code = |rule: &str| verdict(rule, Endpoint::Probe, 400, body).evidence.code;
    assert_eq!(code("on = \"api\"\nmeans = \"revoked\"").as_deref(), Some("general"));
    assert_eq!(code("on = \"api\"\nmeans = \"revoked\"\ncode = \"/own\"").as_deref(), Some("special"));
}

#[test]
fn a_success_keeps_no_code() {
    let verdict =
        verdict("on = \"revoke\"\nmeans = \"fine\"", Endpoint::Token, 200, r#"{"code":"practice-1"}"#);
    assert_eq!((verdict.signal, verdict.evidence.code), (Signal::Fine, None));
}
