//! Classifies typical answers of the shipped networks.

use criterion::Criterion;
use http::HeaderMap;
use lifecycle::Endpoint;
use networks::{Answer, Catalogue};

const ANSWERS: [(&str, &str, u16, &str); 6] = [
    ("a check that is fine", "facebook", 200, r#"{"id": "10", "name": "Dana Reyes"}"#),
    (
        "a changed password",
        "facebook",
        400,
        r#"{"error": {"message": "The session has been invalidated because the user changed their password.", "type": "OAuthException", "code": 190, "error_subcode": 460}}"#,
    ),
    ("a rule near the end of the file", "x", 401, r#"{"title": "Unauthorized", "status": 401}"#),
    (
        "a revoked token",
        "linkedin",
        401,
        r#"{"status": 401, "serviceErrorCode": 65601, "code": "REVOKED_ACCESS_TOKEN", "message": "..."}"#,
    ),
    ("a server's fault", "x", 503, "upstream connect error or disconnect/reset before headers"),
    ("a login page of a hotel", "instagram", 200, "<!doctype html><title>Welcome</title>"),
];

fn classifier(criterion: &mut Criterion) {
    let catalogue = Catalogue::builtin();
    let headers = HeaderMap::new();
    for (name, network, status, body) in ANSWERS {
        let network = catalogue.get(&network.into()).expect("a shipped network");
        let at = chrono::DateTime::from_timestamp(1_767_614_400, 0).expect("a moment");
        let answer =
            Answer { endpoint: Endpoint::Probe, at, status, headers: &headers, body: body.as_bytes() };
        criterion.bench_function(name, |bencher| bencher.iter(|| network.classify(&answer)));
    }
    // A captive portal that sends the largest body that is read.
    let page = vec![b' '; 1 << 20];
    let network = catalogue.get(&"x".into()).expect("a shipped network");
    let at = chrono::DateTime::from_timestamp(1_767_614_400, 0).expect("a moment");
    let answer = Answer { endpoint: Endpoint::Probe, at, status: 200, headers: &headers, body: &page };
    criterion.bench_function("a page of 1 MiB", |bencher| bencher.iter(|| network.classify(&answer)));
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    classifier(&mut criterion);
    criterion.final_summary();
}
