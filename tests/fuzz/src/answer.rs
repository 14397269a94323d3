//! The invariants of every answer from every network.

use std::sync::LazyLock;

use chrono::{DateTime, TimeDelta, Utc};
use http::{HeaderMap, HeaderName, HeaderValue};
use lifecycle::{Endpoint, Signal, Verdict};
use networks::{Answer, Catalogue, Json, Network};

use crate::odd;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::builtin);

/// Every kind of request.
pub const ENDPOINTS: [Endpoint; 8] = [
    Endpoint::Authorization,
    Endpoint::Token,
    Endpoint::LongLived,
    Endpoint::Renewal,
    Endpoint::Identity,
    Endpoint::Probe,
    Endpoint::Revocation,
    Endpoint::Page,
];

/// Checks how a network reads an answer: its evidence holds only codes, a wait is bounded, and only a JSON object
/// proves anything.
///
/// # Panics
/// When a check fails.
pub fn check_answer(network: &Network, answer: &Answer<'_>) {
    let verdict = network.classify(answer);
    let evidence = &verdict.evidence;
    let asked = (answer.at, answer.endpoint, Some(answer.status));
    assert_eq!((evidence.at, evidence.endpoint, evidence.status), asked);
    for code in [&evidence.code, &evidence.subcode].into_iter().flatten() {
        assert!(is_code(code), "{code:?} is kept");
    }
    if let Signal::RateLimited { until: Some(until) } = verdict.signal {
        assert!(until > answer.at && until - answer.at <= TimeDelta::days(1), "waits until {until}");
    }
    if let Some(until) = network.patience(answer) {
        assert!(until > answer.at && until - answer.at <= TimeDelta::days(1), "all wait until {until}");
    }
    if let Some(account) = network.whoami(answer.endpoint, answer.body) {
        assert!(!account.id.is_empty(), "an account without an id");
    }
    if Json::object(answer.body).is_some() {
        check_odd_ways(network, answer, &verdict);
        return;
    }
    let proves_nothing = match verdict.signal {
        Signal::RateLimited { .. } | Signal::Transient => true,
        // RFC 7009 section 2.2.
        Signal::Fine => answer.endpoint == Endpoint::Revocation && answer.body.is_empty(),
        Signal::Expired
        | Signal::Revoked
        | Signal::PasswordChanged
        | Signal::Checkpoint
        | Signal::PermissionMissing
        | Signal::RefreshRejected
        | Signal::AppFault => false,
    };
    assert!(proves_nothing, "{:?} by what is no JSON object", verdict.signal);
}

/// Checks that odd but equivalent spellings of an answer give the same verdict.
fn check_odd_ways(network: &Network, answer: &Answer<'_>, verdict: &Verdict) {
    let endpoint = answer.endpoint;
    for body in odd::ways(answer.body) {
        let odd = Answer { body: &body, ..*answer };
        assert_eq!(network.classify(&odd), *verdict);
        assert_eq!(network.whoami(endpoint, &body), network.whoami(endpoint, answer.body));
        assert_eq!(network.avatar(endpoint, &body), network.avatar(endpoint, answer.body));
        assert_eq!(network.granted(endpoint, &body), network.granted(endpoint, answer.body));
    }
}

/// Checks that no rule of the network takes a body that is no JSON object, such as an HTML page, for proof.
///
/// # Panics
/// When a rule does.
pub fn check_no_proof(network: &Network) {
    let headers = HeaderMap::new();
    for endpoint in ENDPOINTS {
        for status in [200, 302, 400, 401, 403, 429, 500, 503] {
            for body in [&b""[..], b"<!doctype html>", b"[]", b"null"] {
                let at = DateTime::<Utc>::UNIX_EPOCH;
                check_answer(network, &Answer { endpoint, at, status, headers: &headers, body });
            }
        }
    }
}

/// Parses `network endpoint status header value`, a line feed and the body. Unknown words mean the first choice.
pub(crate) fn from_bytes(data: &[u8]) {
    let end = data.iter().position(|byte| *byte == b'\n').unwrap_or(data.len());
    let (line, body) = data.split_at(end);
    let body = body.strip_prefix(b"\n").unwrap_or(body);
    let line = String::from_utf8_lossy(line);
    let mut words = line.splitn(5, ' ');
    let name = words.next().unwrap_or_default();
    let networks: Vec<_> = CATALOGUE.iter().collect();
    let network = networks.iter().find(|network| network.id.as_str() == name).unwrap_or(&networks[0]);
    let number = |word: Option<&str>| word.and_then(|word| word.parse::<u16>().ok()).unwrap_or_default();
    let endpoint = ENDPOINTS[usize::from(number(words.next())) % ENDPOINTS.len()];
    let status = number(words.next());
    let header = words.next().and_then(|name| HeaderName::from_bytes(name.as_bytes()).ok());
    let value = words.next().and_then(|value| HeaderValue::from_str(value).ok());
    let headers: HeaderMap = header.zip(value).into_iter().collect();
    let at = DateTime::<Utc>::UNIX_EPOCH + TimeDelta::days(20_000);
    check_answer(network, &Answer { endpoint, at, status, headers: &headers, body });
}

fn is_code(code: &str) -> bool {
    let safe = |character: char| character.is_ascii_alphanumeric() || "_.:/-".contains(character);
    (1..=64).contains(&code.len()) && code.chars().all(safe)
}
