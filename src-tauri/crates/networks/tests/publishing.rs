//! The refusals of publishing requests.

use chrono::{DateTime, TimeDelta, Utc};
use http::{HeaderMap, HeaderValue};
use networks::{Catalogue, Network, PictureFormat, PublishAnswer, PublishRefusal, TextUnit};

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).unwrap()
}

fn network(id: &str) -> Network {
    Catalogue::builtin().get(&id.into()).unwrap().as_ref().clone()
}

fn refusal(
    network: &str,
    status: u16,
    headers: &[(&'static str, String)],
    body: &str,
) -> Option<PublishRefusal> {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        map.insert(*name, HeaderValue::from_str(value).unwrap());
    }
    let answer = PublishAnswer { at: now(), status, headers: &map, body: body.as_bytes() };
    self::network(network).publish.unwrap().refusal(&answer)
}

fn refused(reason: &str) -> Option<PublishRefusal> {
    Some(PublishRefusal::Refused { reason: Some(reason.into()) })
}

#[test]
fn mastodon_refuses_the_content_the_token_or_the_permission() {
    let of = |status, error: &str| {
        refusal("mastodon", status, &[], &serde_json::json!({ "error": error }).to_string())
    };
    let long = "Validation failed: Text character limit of 500 exceeded";
    assert_eq!(of(422, long), refused(long));
    assert_eq!(of(401, "The access token was revoked"), Some(PublishRefusal::Token));
    assert_eq!(of(403, "Your login is currently disabled"), Some(PublishRefusal::Token));
    assert_eq!(
        of(403, "This action is outside the authorized scopes"),
        Some(PublishRefusal::PermissionMissing)
    );
    assert_eq!(of(403, "This action is not allowed"), refused("This action is not allowed"));
    assert_eq!(of(422, "This method requires an authenticated user"), Some(PublishRefusal::Token));
    assert_eq!(of(429, "Too many requests"), Some(PublishRefusal::RateLimited { until: None }));
}

#[test]
fn mastodon_names_the_end_of_its_limit() {
    let body = r#"{"error": "Too many requests"}"#;
    let until = |reset: &str| refusal("mastodon", 429, &[("x-ratelimit-reset", reset.to_owned())], body);
    let limited = |until| Some(PublishRefusal::RateLimited { until });
    let reset = now() + TimeDelta::minutes(5);
    for named in ["2027-01-15T08:05:00.000Z", "2027-01-15T08:05:00Z", "2027-01-15T09:05:00+01:00"] {
        assert_eq!(until(named), limited(Some(reset)), "{named}");
    }
    for odd in ["", "soon", "2027-01-15", "2027-01-15T07:59:59Z", "9999999999999999999999"] {
        assert_eq!(until(odd), limited(None), "{odd}");
    }
    assert_eq!(until("2099-01-01T00:00:00Z"), limited(Some(now() + TimeDelta::days(1))));
}

#[test]
fn servers_that_are_like_mastodon_refuse_in_their_own_words() {
    let of = |status, body: &str| refusal("mastodon", status, &[], body);
    // GoToSocial
    let long = "Bad Request: status too long, 5001 characters provided (including spoiler/content warning) but limit is 5000";
    assert_eq!(of(400, &format!(r#"{{"error":"{long}"}}"#)), refused(long));
    // Pleroma and Akkoma
    let over = "The status is over the character limit";
    assert_eq!(of(422, &format!(r#"{{"error":"{over}"}}"#)), refused(over));
    assert_eq!(of(409, r#"{"error":"An identical request is still being processed"}"#), None);
    // Pixelfed
    let empty = "Empty statuses are not allowed";
    assert_eq!(of(403, &format!(r#"{{"error":"{empty}"}}"#)), refused(empty));
    let caption = "The status field must not be greater than 500 characters.";
    let bad = format!(r#"{{"message":"{caption}","errors":{{"status":["{caption}"]}}}}"#);
    assert_eq!(of(422, &bad), refused(caption));
    assert_eq!(of(500, &bad), refused(caption));
    assert_eq!(of(500, r#"{"message":"Server Error"}"#), None);
    let duplicate = "Duplicate idempotency key.";
    assert_eq!(
        of(400, &format!(r#"{{"error":"{duplicate}"}}"#)),
        Some(PublishRefusal::Duplicate { reason: Some(duplicate.into()) })
    );
    assert_eq!(of(401, r#"{"message":"Unauthenticated."}"#), Some(PublishRefusal::Token));
    assert_eq!(of(500, r#"{"error":"Unauthenticated."}"#), Some(PublishRefusal::Token));
    assert_eq!(of(500, r#"{"error":"Server Error"}"#), None);
    // Friendica
    let limit =
        r#"{"error":"Too Many Requests","error_description":"Daily posting limit of 5 posts reached."}"#;
    assert_eq!(of(429, limit), Some(PublishRefusal::RateLimited { until: None }));
}

#[test]
fn bluesky_names_the_end_of_its_limit() {
    let reset = now() + TimeDelta::minutes(7);
    let headers = [("ratelimit-reset", reset.timestamp().to_string())];
    let body = r#"{"error": "RateLimitExceeded", "message": "Rate Limit Exceeded"}"#;
    assert_eq!(
        refusal("bluesky", 429, &headers, body),
        Some(PublishRefusal::RateLimited { until: Some(reset) })
    );
    let long = r#"{"error": "InvalidRequest", "message": "must not be longer than 300 graphemes"}"#;
    assert_eq!(refusal("bluesky", 400, &[], long), refused("must not be longer than 300 graphemes"));
    assert_eq!(
        refusal("bluesky", 400, &[], r#"{"error": "ExpiredToken", "message": "Token has expired"}"#),
        Some(PublishRefusal::Token)
    );
    assert_eq!(refusal("bluesky", 401, &[], r#"{"error": "use_dpop_nonce"}"#), None);
}

#[test]
fn an_answer_that_is_no_proof_is_no_refusal() {
    let page = "<!DOCTYPE html><title>Sign in to the hotel</title>";
    for network in ["mastodon", "bluesky"] {
        for status in [200, 302, 400, 401, 403, 408, 413, 422, 429, 500, 502, 503, 504] {
            assert_eq!(refusal(network, status, &[], page), None, "{network} {status}");
            assert_eq!(refusal(network, status, &[], ""), None, "{network} {status}");
            assert_eq!(refusal(network, status, &[], "{}"), None, "{network} {status}");
        }
        for status in [200, 500, 502, 503] {
            let body = r#"{"error": "InvalidRequest", "message": "x"}"#;
            assert_eq!(refusal(network, status, &[], body), None, "{network} {status}");
        }
        for error in ["temporarily_unavailable", "server_error"] {
            let body = format!(r#"{{"error": "{error}", "message": "Try again later."}}"#);
            assert_eq!(refusal(network, 400, &[], &body), None, "{network} {error}");
        }
    }
}

#[test]
fn a_reason_is_shown_without_hidden_characters_and_not_at_any_length() {
    let error = format!("No\u{202e}\u{7}way {}", "x".repeat(1000));
    let body = serde_json::json!({ "error": error }).to_string();
    let Some(PublishRefusal::Refused { reason: Some(reason) }) = refusal("mastodon", 422, &[], &body) else {
        panic!("not refused")
    };
    assert!(reason.starts_with("Noway x"));
    assert_eq!(reason.chars().count(), 300);
    assert_eq!(
        refusal("mastodon", 422, &[], r#"{"error": "\u202e"}"#),
        Some(PublishRefusal::Refused { reason: None })
    );
}

#[test]
fn the_files_name_the_limits() {
    let text = |id| network(id).publish.unwrap().text;
    assert_eq!((text("mastodon").most, text("mastodon").unit), (500, TextUnit::Mastodon));
    assert_eq!((text("bluesky").most, text("bluesky").bytes), (300, Some(3000)));
    assert!(network("youtube").publish.is_none());
}

#[test]
fn a_bad_table_names_the_line_and_the_remedy() {
    let good =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/networks/bluesky.toml")).unwrap();
    for (former, new, remedy) in [
        ("most = 300", "most = 0", "use 1 to"),
        ("needs = [\"transition:generic\"]", "needs = [\"transition:email\"]", "add it there"),
        ("unit = \"graphemes\"", "unit = \"words\"", "words"),
        (
            "status = [400, 413]\nat = { \"/error\" = [\"InvalidRequest\", \"InvalidRecord\", \"InvalidMimeType\", \"InvalidSize\", \"BlobNotFound\", \"BlobTooLarge\", \"PayloadTooLarge\"] }\n",
            "",
            "needs `status` or `at`",
        ),
        ("means = \"refused\"", "means = \"refused\"\nuntil = { unit = \"utc_midnight\" }", "remove it"),
        ("url = \"https://{server}/\"\nneeds", "url = \"http://pond.example/\"\nneeds", "must be https"),
    ] {
        assert!(good.contains(former), "{former}");
        let error = Network::parse("bluesky.toml", &good.replacen(former, new, 1)).unwrap_err().to_string();
        assert!(error.contains(remedy), "{error}");
    }
}

#[test]
fn each_format_of_pictures_has_its_media_type() {
    let types = [PictureFormat::Jpeg, PictureFormat::Png, PictureFormat::Webp, PictureFormat::Gif];
    let types = types.map(PictureFormat::media_type);
    assert_eq!(types, ["image/jpeg", "image/png", "image/webp", "image/gif"]);
}
