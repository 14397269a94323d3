//! Undocumented answers, built from the words that the networks' rules look for.

use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use fuzz::{ENDPOINTS, check_answer, network_file};
use http::{HeaderMap, HeaderName, HeaderValue};
use networks::{Answer, Catalogue, Network};
use proptest::{collection::vec, prelude::*, sample::select};

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::builtin);

/// The words that the networks' rules look for, so that random answers match rules often.
const WORDS: [&str; 12] = [
    "error",
    "errors",
    "code",
    "error_subcode",
    "message",
    "type",
    "id",
    "190",
    "invalid_grant",
    "REVOKED_ACCESS_TOKEN",
    "Error validating application",
    "/user-suspended",
];

const HEADERS: [&str; 3] = ["retry-after", "x-rate-limit-reset", "x-business-use-case-usage"];

fn network() -> impl Strategy<Value = &'static Network> {
    select(CATALOGUE.iter().map(AsRef::as_ref).collect::<Vec<_>>())
}

fn moment() -> impl Strategy<Value = DateTime<Utc>> {
    let ends = [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC];
    prop_oneof![
        (0_i64..4_000_000_000).prop_filter_map("a date", |seconds| DateTime::from_timestamp(seconds, 0)),
        select(ends.to_vec()),
    ]
}

fn headers() -> impl Strategy<Value = HeaderMap> {
    let value =
        prop_oneof![any::<i64>().prop_map(|number| number.to_string()), "[ -~]{0,40}", "-?[0-9]{1,30}"];
    vec((select(&HEADERS[..]), value), 0..3).prop_map(|pairs| {
        let pair = |(name, value): (&'static str, String)| {
            (HeaderName::from_static(name), HeaderValue::from_str(&value).expect("printable"))
        };
        pairs.into_iter().map(pair).collect()
    })
}

fn json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        select(vec![4, 10, 33, 190, 368, 458, 460, 463]).prop_map(Into::into),
        select(&WORDS[..]).prop_map(Into::into),
        any::<String>().prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 32, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Into::into),
            vec((select(&WORDS[..]), inner), 0..4)
                .prop_map(|pairs| pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()),
        ]
    })
}

fn body() -> impl Strategy<Value = Vec<u8>> {
    let json = || json().prop_map(|json| json.to_string().into_bytes());
    prop_oneof![
        vec(any::<u8>(), 0..200),
        json(),
        // Truncated JSON.
        (json(), any::<prop::sample::Index>()).prop_map(|(mut body, at)| {
            body.truncate(at.index(body.len()));
            body
        }),
        (1_usize..2_000).prop_map(|depth| "[{\"error\":".repeat(depth).into_bytes()),
    ]
}

proptest! {
    #[test]
    fn whatever_arrives_only_proof_disconnects_and_only_codes_are_kept(
        network in network(),
        endpoint in select(&ENDPOINTS[..]),
        at in moment(),
        status in prop_oneof![select(vec![200_u16, 400, 401, 402, 403, 429, 500, 503]), any::<u16>()],
        headers in headers(),
        body in body(),
    ) {
        check_answer(network, &Answer { endpoint, at, status, headers: &headers, body: &body });
    }

    #[test]
    fn a_network_file_that_is_cut_short_is_refused_with_a_line(cut in any::<prop::sample::Index>()) {
        let shipped = include_str!("../../../src-tauri/crates/networks/networks/linkedin.toml");
        let mut end = cut.index(shipped.len());
        while !shipped.is_char_boundary(end) {
            end -= 1;
        }
        network_file(&shipped.as_bytes()[..end]);
    }
}
