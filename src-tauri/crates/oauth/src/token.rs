//! Parses token answers leniently, because networks deviate from RFC 6749 section 5.1.

use chrono::TimeDelta;
use lifecycle::{Lifetimes, Scopes};
use networks::{Json, whole_number};
use secrecy::SecretString;
use serde_json::Value;
use vault::{Binding, Secrets};

/// A parsed token answer.
#[derive(Debug)]
pub struct TokenAnswer {
    /// The tokens.
    pub secrets: Secrets,
    /// The lifetimes, as far as the answer names them.
    pub lifetimes: Lifetimes,
    /// The scopes of the token, if the answer lists them.
    pub scopes: Option<Scopes>,
}

impl TokenAnswer {
    /// Reads a body. `None` when it holds no usable access token.
    pub fn parse(body: &[u8]) -> Option<Self> {
        let json = Json::object(body)?;
        // Instagram's guide shows the answer inside a list, but its clients read it flat. Other networks wrap it.
        let data = json.get("data");
        let places = [Some(&*json), data, data.and_then(|data| data.get(0))];
        let (answer, access_token) =
            places.into_iter().flatten().find_map(|place| Some((place, token(place, "access_token")?)))?;
        let refresh_token = token(answer, "refresh_token");
        let seconds = |name| answer.get(name).and_then(seconds);
        let scopes = |name| answer.get(name).and_then(scopes);
        let lifetimes = Lifetimes {
            access: seconds("expires_in"),
            refresh: seconds("refresh_token_expires_in").or_else(|| seconds("refresh_expires_in")),
            refresh_token: refresh_token.is_some(),
            ..Lifetimes::default()
        };
        Some(Self {
            secrets: Secrets { access_token, refresh_token, binding: Binding::default() },
            lifetimes,
            // Instagram calls this member `permissions`.
            scopes: scopes("scope").or_else(|| scopes("permissions")),
        })
    }
}

/// The token in this member, if it is undamaged.
pub fn token(answer: &Value, name: &str) -> Option<SecretString> {
    undamaged(answer.get(name)?.as_str()?)
}

/// The token without surrounding blanks. `None` if it is blank or was damaged in transit.
pub fn undamaged(token: &str) -> Option<SecretString> {
    let token = token.trim();
    let is_whole = !token.contains(|c: char| c.is_control() || c == char::REPLACEMENT_CHARACTER);
    (is_whole && !token.is_empty()).then(|| SecretString::from(token))
}

/// Reads a text (RFC 6749 section 3.3) or an array of names.
fn scopes(value: &Value) -> Option<Scopes> {
    match value {
        Value::String(text) => Scopes::read(text),
        Value::Array(names) => Scopes::of(names.iter().filter_map(Value::as_str)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => None,
    }
}

/// A lifetime in seconds. Zero and negative values are ignored, so that the network's default applies.
fn seconds(value: &Value) -> Option<TimeDelta> {
    whole_number(value).filter(|seconds| *seconds > 0).and_then(TimeDelta::try_seconds)
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    fn parse(body: &str) -> Option<TokenAnswer> {
        TokenAnswer::parse(body.as_bytes())
    }

    #[test]
    fn a_standard_answer_is_read() {
        let answer = parse(
            r#"{"access_token":"practice-access-1","token_type":"Bearer","expires_in":7200,"refresh_token":"practice-refresh-1"}"#,
        )
        .unwrap();
        assert_eq!(answer.secrets.access_token.expose_secret(), "practice-access-1");
        assert_eq!(answer.secrets.refresh_token.unwrap().expose_secret(), "practice-refresh-1");
        assert_eq!(answer.lifetimes.access, Some(TimeDelta::hours(2)));
        assert!(answer.lifetimes.refresh_token);
    }

    #[test]
    fn a_token_in_a_list_is_read_like_a_flat_one() {
        let answer = parse(r#"{"data":[{"access_token":"practice-access-1","user_id":"1"}]}"#).unwrap();
        assert_eq!(answer.secrets.access_token.expose_secret(), "practice-access-1");
    }

    #[test]
    fn unneeded_members_cost_no_token() {
        let tokens =
            r#""access_token":"practice-access-1","refresh_token":"practice-refresh-1","expires_in":7200"#;
        let odd = [
            r#""data":{"user":"u1"}"#,
            r#""data":[{"access_token":7}],"errors":{}"#,
            r#""data":"u1""#,
            r#""name":"Dana \ud83d""#,
            r#""scope":{"read":true},"refresh_token_expires_in":[],"permissions":null"#,
            r#""refresh_expires_in":1e999,"id":123456789012345678901234567890"#,
            r#""access_token_":"x","access":{"access_token":"y"}"#,
        ];
        for odd in odd {
            for body in [format!("{{{tokens},{odd}}}"), format!("\u{feff}{{{odd},{tokens}}}\n\0")] {
                let answer = parse(&body).unwrap_or_else(|| panic!("{body}"));
                assert_eq!(answer.secrets.access_token.expose_secret(), "practice-access-1", "{body}");
                assert_eq!(
                    answer.secrets.refresh_token.unwrap().expose_secret(),
                    "practice-refresh-1",
                    "{body}"
                );
                assert_eq!(answer.lifetimes.access, Some(TimeDelta::hours(2)), "{body}");
                assert_eq!((answer.lifetimes.refresh, answer.scopes), (None, None), "{body}");
            }
        }
        let body = [b"{\"name\":\"Dana \xff\",", tokens.as_bytes(), b"}"].concat();
        assert!(TokenAnswer::parse(&body).is_some());
    }

    #[test]
    fn of_members_with_one_name_the_last_counts() {
        let answer = parse(
            r#"{"access_token":"practice-access-1","access_token":"practice-access-2","expires_in":60,"expires_in":"120"}"#,
        )
        .unwrap();
        assert_eq!(answer.secrets.access_token.expose_secret(), "practice-access-2");
        assert_eq!(answer.lifetimes.access, Some(TimeDelta::minutes(2)));
    }

    #[test]
    fn a_token_that_was_damaged_on_its_way_is_none() {
        for damaged in
            [r"practice-\ud83d", "practice-\u{fffd}", r"practice-\u0000-1", "practice\n-1", "pr\0-1"]
        {
            let body = format!(r#"{{"access_token":"practice-access-1","refresh_token":"{damaged}"}}"#);
            assert!(!parse(&body).unwrap().lifetimes.refresh_token, "{damaged}");
            let body = format!(r#"{{"access_token":"{damaged}","refresh_token":"practice-refresh-1"}}"#);
            assert!(parse(&body).is_none(), "{damaged}");
        }
        let answer = parse("{\"access_token\":\" practice-access-1\n\"}").unwrap();
        assert_eq!(answer.secrets.access_token.expose_secret(), "practice-access-1");
    }

    #[test]
    fn seconds_may_be_text_or_a_fraction_and_nonsense_says_nothing() {
        let access = |expires: &str| {
            parse(&format!(r#"{{"access_token":"practice-access-1","expires_in":{expires}}}"#))
                .unwrap()
                .lifetimes
                .access
        };
        assert_eq!(access(r#"" 60 ""#), Some(TimeDelta::minutes(1)));
        assert_eq!(access("60.9"), Some(TimeDelta::minutes(1)));
        for hour in [
            "3600",
            "3600.0",
            "3.6e3",
            "36e2",
            "+3600",
            r#""3600""#,
            r#"" 3600 ""#,
            r#""3600.0""#,
            r#""3.6e3""#,
            r#""3.6E+3""#,
            r#""3600.""#,
            r#""+3600""#,
            r#""03600""#,
        ] {
            assert_eq!(access(hour), Some(TimeDelta::hours(1)), "{hour}");
        }
        for nothing in
            ["null", "0", "-5", "[]", r#""soon""#, "1e300", "1e999", r#""1e300""#, r#""inf""#, r#""NaN""#]
        {
            assert_eq!(access(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn a_refresh_tokens_own_lifetime_is_read_under_either_name() {
        let refresh = |rest: &str| {
            parse(&format!(r#"{{"access_token":"practice-access-1",{rest}}}"#)).unwrap().lifetimes.refresh
        };
        let sixty_days = Some(TimeDelta::days(60));
        assert_eq!(refresh(r#""refresh_token_expires_in":5184000"#), sixty_days);
        assert_eq!(refresh(r#""refresh_expires_in":5184000"#), sixty_days);
        assert_eq!(refresh(r#""refresh_expires_in":60,"refresh_token_expires_in":5184000"#), sixty_days);
        assert_eq!(refresh(r#""expires_in":60"#), None);
    }

    #[test]
    fn what_was_granted_is_read_as_text_or_as_a_list_under_either_name() {
        let granted = |rest: &str| {
            let answer = parse(&format!(r#"{{"access_token":"practice-access-1",{rest}}}"#)).unwrap();
            answer.scopes.map(|scopes| scopes.to_text())
        };
        for both in [
            r#""scope":"read write""#,
            r#""scope":"read,write,""#,
            r#""scope":["read"," write "]"#,
            r#""permissions":["read","write"]"#,
            r#""scope":"","permissions":"read,write""#,
        ] {
            assert_eq!(granted(both).as_deref(), Some("read write"), "{both}");
        }
        for nothing in [r#""scope":"""#, r#""scope":null"#, r#""scope":[]"#, r#""scope":7"#, r#""scope":[7]"#]
        {
            assert_eq!(granted(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn a_blank_refresh_token_keeps_the_former_one() {
        let former =
            parse(r#"{"access_token":"practice-access-1","refresh_token":"practice-refresh-1"}"#).unwrap();
        for blank in [r#""""#, r#""  ""#, "null", "7"] {
            let body = format!(r#"{{"access_token":"practice-access-2","refresh_token":{blank}}}"#);
            let answer = parse(&body).unwrap();
            assert!(!answer.lifetimes.refresh_token);
            let kept = answer.secrets.or_former(&former.secrets);
            assert_eq!(kept.refresh_token.unwrap().expose_secret(), "practice-refresh-1");
            assert_eq!(kept.access_token.expose_secret(), "practice-access-2");
        }
    }

    #[test]
    fn what_is_not_a_token_answer_is_not_one() {
        for body in [
            "",
            "{}",
            "null",
            "[]",
            "<html></html>",
            r#"{"access_token":""}"#,
            r#"{"access_token":7}"#,
            r#"{"access_token":["practice"]}"#,
            r#"{"data":[]}"#,
            r#"{"access_token":"practice-acc"#,
        ] {
            assert!(parse(body).is_none(), "{body}");
        }
    }

    #[test]
    fn debug_shows_no_secret() {
        let answer =
            parse(r#"{"access_token":"practice-access-1","refresh_token":"practice-refresh-1"}"#).unwrap();
        assert!(!format!("{answer:?}").contains("practice"));
    }
}
