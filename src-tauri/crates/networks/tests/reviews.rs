//! The advice on usable network files.

use std::{fs, path::Path};

use networks::{Catalogue, Review};

/// The smallest file that can be used.
const BARE: &str = r#"id = "pond"
name = "Pond"

[oauth]
protocol = "oauth2"
authorize = "https://pond.example/authorize"
token = "https://pond.example/token"
client_auth = "body"
secret = "required"
pkce = "s256"
scopes = ["read"]
redirect = ["bridge"]

[policy]
access = "60d"
renew = { kind = "none" }
warn = []
summary = "Sixty days"
page = "https://pond.example/policy"

[probe]
url = "https://pond.example/me"
every = "1m"
id = "/id"

[[signal]]
on = "any"
means = "expired"

[[signal]]
on = "api"
status = 401
at = { "/error" = "gone" }
means = "permission_missing"
"#;

fn said(text: &str) -> Vec<String> {
    let review = Review::of("pond.toml", text).unwrap_or_else(|error| panic!("{error}"));
    review.advice.iter().map(ToString::to_string).collect()
}

#[test]
fn what_a_bare_file_lacks_is_said_with_its_line() {
    let said = said(BARE);
    let begins = [
        "pond.toml:1: no `code` in [evidence]",
        "pond.toml:1: no [[signal]] means `app_fault`",
        "pond.toml:1: no [[signal]] means `checkpoint`",
        "pond.toml:1: no [[signal]] means `revoked`",
        "pond.toml:4: no `revoke` and no `revoke_page` in [oauth]",
        "pond.toml:12: without `loopback` in `redirect`",
        "pond.toml:15: access ends and nothing renews it, but `warn` is empty",
        "pond.toml:18: `summary` is two plain sentences",
        "pond.toml:23: asks more often than every five minutes",
        "pond.toml:24: neither `username` nor `name`",
        "pond.toml:27: this [[signal]] has neither `status` nor `at`",
        "pond.toml:31: an earlier [[signal]] takes every answer",
    ];
    for (line, begin) in said.iter().zip(begins) {
        assert!(line.starts_with(begin), "{line}\n  must begin {begin}");
    }
    assert_eq!(said.len(), begins.len(), "{said:#?}");
}

#[test]
fn a_check_that_comes_too_late_and_a_renewal_that_is_never_refused_are_said() {
    let renews = BARE
        .replace("{ kind = \"none\" }", "{ kind = \"refresh\", before = \"7d\" }")
        .replace("every = \"1m\"", "every = \"2d\"");
    let said = said(&renews);
    let has = |words: &str| said.iter().any(|line| line.contains(words));
    assert!(has("pond.toml:16: no [[signal]] means `refresh_rejected`"), "{said:#?}");
    assert!(has("pond.toml:23: a disconnect is found as late as this"), "{said:#?}");
    assert!(!has("`warn` is empty") && !has("means `revoked`"), "{said:#?}");
}

#[test]
fn what_never_ends_needs_no_word_for_an_end() {
    let says = |access: &str| {
        let bare = BARE.replace("access = \"60d\"", &format!("access = \"{access}\""));
        let said = said(&bare.replace("means = \"expired\"", "means = \"revoked\""));
        said.iter().any(|line| line.contains("means `expired`"))
    };
    assert!(says("60d"));
    assert!(!says("never"));
}

#[test]
fn a_summary_is_two_sentences_in_every_language() {
    let text = BARE.replace(
        "summary = \"Sixty days\"",
        "summary = \"Sixty days. Then you sign in again.\"\nsummaries = { ja = \"六十日間有効です。その後は再ログインします。\", de = \"Sechzig Tage.\" }",
    );
    let advice: Vec<_> = said(&text).into_iter().filter(|said| said.contains("sentences")).collect();
    assert_eq!(
        advice,
        ["pond.toml:19: `de` is two plain sentences: how long access lasts, and what ends it"]
    );
}

#[test]
fn a_file_that_cannot_be_used_is_an_error_with_its_line() {
    let error = Review::of("pond.toml", &BARE.replace("60d", "60")).expect_err("an error");
    assert_eq!((error.file.as_str(), error.line), ("pond.toml", Some(15)));
    let error = Review::read(Path::new("tests/missing.toml")).expect_err("an error");
    assert_eq!(error.to_string(), "tests/missing.toml: does not exist; check the path");
}

#[test]
fn the_shipped_files_lack_nothing_but_what_their_network_has_not() {
    for network in Catalogue::builtin().iter() {
        let file = format!("networks/{}.toml", network.id);
        let text = fs::read_to_string(&file).expect("text");
        let review = Review::of(&file, &text).expect("fine");
        for advice in review.advice {
            let is_the_networks = match network.id.as_str() {
                "instagram" | "threads" => advice.message.starts_with("without `loopback`"),
                "linkedin" | "linkedin-pages" | "pinterest" | "tumblr" => {
                    advice.message.contains("means `checkpoint`")
                }
                _ => false,
            };
            assert!(is_the_networks, "{advice}");
        }
    }
}
