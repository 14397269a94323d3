//! Turns an HTTP answer into a verdict.

use chrono::{DateTime, TimeDelta, Utc};
use lifecycle::{Endpoint, Evidence, Signal, Verdict};
use serde_json::Value;

use crate::{
    Answer, Json, Network, Pointers, Protocol, Rule,
    json::{decoded, is_blank, tells_error},
    wait::retry_after,
};

/// The longest code that is kept. Networks' codes are shorter, their tokens longer.
const LONGEST_CODE: usize = 64;
/// The pause after a limit that names no end.
const APP_WIDE_WAIT: TimeDelta = TimeDelta::minutes(5);

impl Network {
    /// Classifies an answer by the first rule of the network that applies, else by HTTP itself. Only a rule can
    /// disconnect.
    #[must_use]
    pub fn classify(&self, answer: &Answer<'_>) -> Verdict {
        let json = Json::object(answer.body);
        let json = json.as_deref();
        if let Some(rule) = self.signals.iter().find(|rule| rule.applies(answer, json)) {
            let until = || until(rule, answer);
            let code = if rule.code.is_empty() { &self.evidence.code } else { &rule.code };
            let signal = rule.means.signal(until);
            let denied = signal == Signal::PermissionMissing;
            return Verdict {
                signal,
                confirm_after: rule.confirm_after,
                missing: if denied { self.named_in(answer.body).map(Box::new) } else { None },
                evidence: self.evidence(answer, json, code),
            };
        }
        let signal = self.without_rule(answer, json);
        // A success holds no error codes, but may hold anything else under the same names.
        let json = json.filter(|_| signal != Signal::Fine);
        Verdict {
            signal,
            confirm_after: None,
            missing: None,
            evidence: self.evidence(answer, json, &self.evidence.code),
        }
    }

    /// The time until which all accounts of the app should pause, because the app has used up its limit, or nearly so.
    /// A successful answer may say this too.
    #[must_use]
    pub fn patience(&self, answer: &Answer<'_>) -> Option<DateTime<Utc>> {
        let json = Json::object(answer.body);
        let rule = self.signals.iter().find(|rule| rule.applies(answer, json.as_deref()));
        let limited = rule
            .filter(|rule| rule.app_wide)
            .and_then(|rule| until(rule, answer).or_else(|| answer.at.checked_add_signed(APP_WIDE_WAIT)));
        // If no rule matched, trust usage headers only on a 2xx: anything else may come from a proxy.
        let own = rule.is_some() || (json.is_some() && (200..300).contains(&answer.status));
        let used =
            self.usage.as_ref().filter(|_| own).and_then(|usage| usage.read(answer.at, answer.headers));
        limited.into_iter().chain(used).max()
    }

    /// The verdict if no answer arrived.
    #[must_use]
    pub fn unreachable(endpoint: Endpoint, at: DateTime<Utc>) -> Verdict {
        let evidence = Evidence { at, endpoint, status: None, code: None, subcode: None };
        Verdict { signal: Signal::Transient, confirm_after: None, missing: None, evidence }
    }

    fn without_rule(&self, answer: &Answer<'_>, json: Option<&Value>) -> Signal {
        match answer.status {
            200..=299 if self.is_success(answer, json) => Signal::Fine,
            429 => Signal::RateLimited { until: retry_after(answer.at, answer.headers) },
            503 => match retry_after(answer.at, answer.headers) {
                Some(until) => Signal::RateLimited { until: Some(until) },
                None => Signal::Transient,
            },
            _ => Signal::Transient,
        }
    }

    /// A status in the 200s proves little: captive portals send it too.
    fn is_success(&self, answer: &Answer<'_>, json: Option<&Value>) -> bool {
        match answer.endpoint {
            Endpoint::Probe | Endpoint::Identity => {
                json.is_some_and(|json| self.asked(answer.endpoint).id_in(json).is_some())
            }
            Endpoint::Page => json.is_some_and(|json| !tells_error(json)),
            // RFC 7009 section 2.2: the status says it all, and the body is often empty. Some networks send errors
            // with any status.
            Endpoint::Revocation => match json {
                Some(json) => !tells_error(json),
                None => is_blank(&decoded(answer.body)),
            },
            // RFC 5849 sections 2.1 and 2.3: credentials come as a form.
            Endpoint::Authorization | Endpoint::Token if self.oauth.protocol == Protocol::OAuth1a => {
                let form = decoded(answer.body);
                let has = |name| {
                    url::form_urlencoded::parse(form.as_bytes())
                        .any(|(key, value)| key == name && !value.is_empty())
                };
                has("oauth_token") && has("oauth_token_secret")
            }
            Endpoint::Authorization | Endpoint::Token | Endpoint::LongLived | Endpoint::Renewal => {
                json.is_some()
            }
        }
    }

    fn evidence(&self, answer: &Answer<'_>, json: Option<&Value>, code: &Pointers) -> Evidence {
        let find = |pointers: &Pointers| json.and_then(|json| pointers.find(json).find_map(as_code));
        Evidence {
            at: answer.at,
            endpoint: answer.endpoint,
            status: Some(answer.status),
            code: find(code),
            subcode: find(&self.evidence.subcode),
        }
    }
}

fn until(rule: &Rule, answer: &Answer<'_>) -> Option<DateTime<Utc>> {
    let told = rule.until.as_ref().and_then(|until| until.read(answer.at, answer.headers));
    told.or_else(|| retry_after(answer.at, answer.headers))
}

/// `None` if the value does not look like a code: it might be a sentence, a name or a token.
fn as_code(value: &Value) -> Option<String> {
    let code = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
    };
    let safe = |byte: u8| byte.is_ascii_alphanumeric() || b"_.:/-".contains(&byte);
    (!code.is_empty() && code.len() <= LONGEST_CODE && code.bytes().all(safe)).then_some(code)
}
