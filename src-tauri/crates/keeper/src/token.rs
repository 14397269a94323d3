//! Token answers, read leniently: networks differ in what RFC 6749 section 5.1 leaves no room for.

use chrono::TimeDelta;
use lifecycle::{Lifetimes, Scopes};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::Value;
use url::Url;
use zeroize::Zeroizing;

/// What a connection keeps secret.
#[derive(Clone, Debug)]
pub(crate) struct Secrets {
    pub access_token: SecretString,
    pub refresh_token: Option<SecretString>,
    pub binding: Binding,
}

/// What a token is of use with alone: some networks sign each request, or are many servers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Binding {
    /// Signs each request (RFC 5849 section 3.1).
    pub token_secret: Option<SecretString>,
    /// The private key that the token is bound to (RFC 9449).
    pub dpop_key: Option<SecretString>,
    /// The person's own server, where the token is used.
    pub home: Option<Url>,
    /// The authorization server, where it is renewed (RFC 8414).
    pub issuer: Option<Url>,
}

impl Secrets {
    /// After a renewal: a blank or missing refresh token keeps the former one, and so does what the token is bound to.
    pub fn or_former(self, former: &Self) -> Self {
        Self {
            refresh_token: self.refresh_token.or_else(|| former.refresh_token.clone()),
            binding: self.binding.or_former(&former.binding),
            ..self
        }
    }
}

impl Binding {
    /// Whether the tokens are of use with a key alone. A session of an app password is not.
    pub fn is_bound(&self) -> bool {
        self.dpop_key.is_some()
    }

    /// What is not bound anew stays bound as it was.
    pub fn or_former(self, former: &Self) -> Self {
        Self {
            token_secret: self.token_secret.or_else(|| former.token_secret.clone()),
            dpop_key: self.dpop_key.or_else(|| former.dpop_key.clone()),
            home: self.home.or_else(|| former.home.clone()),
            issuer: self.issuer.or_else(|| former.issuer.clone()),
        }
    }
}

/// A token answer.
#[derive(Debug)]
pub(crate) struct TokenAnswer {
    pub secrets: Secrets,
    pub lifetimes: Lifetimes,
    /// What the token may be used for, if the answer says so.
    pub scopes: Option<Scopes>,
}

#[derive(Deserialize)]
struct Raw {
    access_token: Option<Secret>,
    refresh_token: Option<Value>,
    expires_in: Option<Value>,
    refresh_token_expires_in: Option<Value>,
    refresh_expires_in: Option<Value>,
    scope: Option<Value>,
    /// What Instagram calls it.
    permissions: Option<Value>,
    /// Instagram's guide shows the answer inside a list, its clients read it flat.
    data: Option<Vec<Raw>>,
}

#[derive(Deserialize)]
struct Secret(Zeroizing<String>);

impl TokenAnswer {
    /// Reads a body. `None` when it holds no usable access token.
    pub fn parse(body: &[u8]) -> Option<Self> {
        let mut raw: Raw = serde_json::from_slice(body).ok()?;
        if raw.access_token.is_none() {
            raw = raw.data.take()?.into_iter().next()?;
        }
        let access_token = SecretString::from(raw.access_token?.0.trim());
        if access_token.expose_secret().is_empty() {
            return None;
        }
        let refresh_token = match raw.refresh_token {
            Some(Value::String(text)) if !text.trim().is_empty() => Some(Zeroizing::new(text)),
            Some(_) | None => None,
        };
        let refresh_token = refresh_token.map(|text| SecretString::from(text.trim()));
        let lifetimes = Lifetimes {
            access: seconds(raw.expires_in.as_ref()),
            refresh: seconds(raw.refresh_token_expires_in.as_ref().or(raw.refresh_expires_in.as_ref())),
            refresh_token: refresh_token.is_some(),
            data_access: None,
        };
        Some(Self {
            secrets: Secrets { access_token, refresh_token, binding: Binding::default() },
            lifetimes,
            scopes: scopes(raw.scope.as_ref()).or_else(|| scopes(raw.permissions.as_ref())),
        })
    }
}

/// A text (RFC 6749 section 3.3), or a list of names.
fn scopes(value: Option<&Value>) -> Option<Scopes> {
    match value? {
        Value::String(text) => Scopes::read(text),
        Value::Array(names) => Scopes::of(names.iter().filter_map(Value::as_str)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => None,
    }
}

/// Some send seconds as text, some as a fraction. Zero and less say nothing: the network's default counts.
fn seconds(value: Option<&Value>) -> Option<TimeDelta> {
    let seconds = match value? {
        Value::Number(number) => number.as_i64().or_else(|| number.as_f64().map(whole)),
        Value::String(text) => text.trim().parse().ok(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    };
    seconds.filter(|seconds| *seconds > 0).and_then(TimeDelta::try_seconds)
}

#[expect(clippy::cast_possible_truncation, reason = "a float saturates, which is a lifetime like any other")]
fn whole(seconds: f64) -> i64 {
    seconds as i64
}

#[cfg(test)]
mod tests {
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
    fn seconds_may_be_text_or_a_fraction_and_nonsense_says_nothing() {
        let access = |expires: &str| {
            parse(&format!(r#"{{"access_token":"practice-access-1","expires_in":{expires}}}"#))
                .unwrap()
                .lifetimes
                .access
        };
        assert_eq!(access(r#"" 60 ""#), Some(TimeDelta::minutes(1)));
        assert_eq!(access("60.9"), Some(TimeDelta::minutes(1)));
        for nothing in ["null", "0", "-5", "[]", r#""soon""#, "1e300"] {
            assert_eq!(access(nothing), None, "{nothing}");
        }
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
