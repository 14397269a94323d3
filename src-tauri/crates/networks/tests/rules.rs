//! The conditions of a `[[signal]]`, one by one.

use chrono::{DateTime, TimeDelta};
use http::{HeaderMap, HeaderName};
use lifecycle::{Endpoint, Signal, Verdict};
use networks::{Answer, Network};

const FILE: &str = r#"
id = "practice"
name = "Practice"
[oauth]
protocol = "oauth2"
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

/// Tells whether a rule with this condition matches a body.
fn meets(demand: &str, body: &str) -> bool {
    let rule = format!("on = \"any\"\nat = {{ \"/a\" = {demand} }}\nmeans = \"revoked\"");
    verdict(&rule, Endpoint::Probe, 400, body).signal == Signal::Revoked
}

#[test]
fn a_scalar_demands_itself_and_no_other_type() {
    assert!(meets("190", r#"{"a":190}"#));
    assert!(!meets("190", r#"{"a":"190"}"#));
    assert!(meets("190", r#"{"a":190.0}"#));
    assert!(!meets("190", r#"{"a":190.5}"#));
    assert!(!meets("\"190\"", r#"{"a":190}"#));
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
    assert!(!meets(range, r#"{"a":"250"}"#) && !meets(range, r#"{"a":299.5}"#));
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

const USAGE: &str = "[usage]\nheaders = [\"x-app-usage\", \"x-other\"]\nmembers = [\"call_count\", \"total_time\"]\nmost = 90\nwait = \"10m\"\n";

/// The pause for all accounts of the app.
fn patience(tables: &str, header: (&str, &str), status: u16, body: &str) -> Option<TimeDelta> {
    let network = Network::parse("practice.toml", &format!("{FILE}{tables}")).expect("fine");
    let name = HeaderName::from_bytes(header.0.as_bytes()).expect("a header");
    let headers = HeaderMap::from_iter([(name, header.1.parse().expect("a value"))]);
    let (endpoint, at) = (Endpoint::Probe, DateTime::UNIX_EPOCH);
    let answer = Answer { endpoint, at, status, headers: &headers, body: body.as_bytes() };
    network.patience(&answer).map(|until| until - at)
}

#[test]
fn the_limit_of_an_app_concerns_all_its_people_and_that_of_a_member_nobody_else() {
    let rule =
        |scope: &str| format!("[[signal]]\non = \"any\"\nstatus = 429\nmeans = \"rate_limited\"\n{scope}\n");
    let told = |scope: &str| patience(&rule(scope), ("retry-after", "60"), 429, "{}");
    assert_eq!(told("scope = \"app\""), Some(TimeDelta::seconds(60)));
    assert_eq!(told("scope = \"member\""), None);
    assert_eq!(told(""), None);
    let untold = patience(&rule("scope = \"app\""), ("x-none", "1"), 429, "{}");
    assert_eq!(untold, Some(TimeDelta::minutes(5)));
}

#[test]
fn an_app_that_has_nearly_used_up_its_limit_is_left_alone_even_by_a_success() {
    let used = |json: &str| patience(USAGE, ("x-app-usage", json), 200, r#"{"id":"1"}"#);
    assert_eq!(used(r#"{"call_count":90}"#), Some(TimeDelta::minutes(10)));
    assert_eq!(used(r#"{"1":[{"call_count":3,"total_time":95}]}"#), Some(TimeDelta::minutes(10)));
    assert_eq!(used(r#"{"call_count":89,"total_cputime":99}"#), None);
    assert_eq!(used("90"), None);
    // The page of a captive portal.
    assert_eq!(patience(USAGE, ("x-app-usage", r#"{"call_count":90}"#), 200, "<html>"), None);
}
