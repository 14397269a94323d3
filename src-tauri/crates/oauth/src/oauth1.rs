//! OAuth 1.0a (RFC 5849): temporary credentials, the person's authorization, and a token whose own secret signs each
//! request. Such a token needs no renewal.

pub(crate) mod signature;

use std::{borrow::Cow, fmt::Write as _};

use chrono::{DateTime, Utc};
use http::{HeaderValue, Method, header};
use lifecycle::{Endpoint, Lifetimes, Signal};
use networks::{Json, UsedIn, decoded};
use secrecy::{ExposeSecret, SecretString};
use url::{Url, form_urlencoded};
use vault::{Binding, Secrets};
use zeroize::Zeroizing;

use crate::{
    client::{Authorization, OAuthClient},
    error::{RequestError, TransportError},
    http::{Reply, judge},
    token::{TokenAnswer, undamaged},
};

/// The callback value if there is no redirect address (section 2.1).
const OUT_OF_BAND: &str = "oob";

/// The parts of a signature besides the app's own keys.
#[derive(Clone, Copy, Default)]
struct Signed<'a> {
    token: Option<&'a SecretString>,
    token_secret: Option<&'a SecretString>,
    /// An additional protocol parameter of this request.
    extra: Option<(&'static str, &'a str)>,
    /// The pairs of a form in the body, which the signature covers (section 3.4.1.3.1).
    form: &'a [(Cow<'a, str>, Cow<'a, str>)],
}

impl<'a> Signed<'a> {
    fn with(secrets: &'a Secrets) -> Self {
        Self {
            token: Some(&secrets.access_token),
            token_secret: secrets.binding.token_secret.as_ref(),
            extra: None,
            form: &[],
        }
    }
}

impl OAuthClient<'_> {
    /// Requests temporary credentials (section 2.1) and adds them to the address of the login page (section 2.2).
    /// Without a redirect, the network shows a number for the person to type.
    pub async fn temporary_credentials(&self, redirect: Option<Url>) -> Result<Authorization, RequestError> {
        let oauth = &self.network.oauth;
        // The file of a network with this protocol always names the address.
        let url = oauth.request.as_ref().unwrap_or(&oauth.token);
        let callback = redirect.as_ref().map_or(OUT_OF_BAND, Url::as_str);
        let signed = Signed { extra: Some(("oauth_callback", callback)), ..Signed::default() };
        let ask = || self.ask_signed(Endpoint::Authorization, &Method::POST, url, signed);
        let reply = self.retrying(Endpoint::Authorization, ask).await?;
        let (token, token_secret) = credentials(&reply.body)
            // Without this parameter the network speaks OAuth 1.0, which is open to session fixation.
            .filter(|_| {
                parameter(&reply.body, "oauth_callback_confirmed").is_some_and(|said| *said == "true")
            })
            .ok_or_else(|| self.unusable(Endpoint::Authorization, &reply))?;
        let mut url = oauth.authorize.clone();
        url.query_pairs_mut()
            .append_pair("oauth_token", token.expose_secret())
            .extend_pairs(&oauth.authorize_extra)
            .extend_pairs(self.brought(UsedIn::Authorize));
        let binding = Binding { token_secret: Some(token_secret), ..Binding::default() };
        // The redirect repeats the temporary token, which therefore serves as `state`.
        Ok(Authorization { url, state: token, verifier: None, redirect, binding })
    }

    /// Checks the app's keys by requesting temporary credentials, which are then discarded.
    pub async fn asks_for_temporary_credentials(&self, redirect: &Url) -> Result<(), RequestError> {
        let url = self.network.oauth.request.as_ref().unwrap_or(&self.network.oauth.token);
        let signed = Signed { extra: Some(("oauth_callback", redirect.as_str())), ..Signed::default() };
        let reply = self.ask_signed(Endpoint::Authorization, &Method::POST, url, signed).await?;
        let given = credentials(&reply.body).map(drop);
        given.ok_or_else(|| self.unusable(Endpoint::Authorization, &reply))
    }

    /// Exchanges the temporary credentials and the verifier for token credentials (section 2.3).
    pub async fn token_credentials(
        &self,
        authorization: &Authorization,
        verifier: &SecretString,
    ) -> Result<TokenAnswer, RequestError> {
        let signed = Signed {
            token: Some(&authorization.state),
            token_secret: authorization.binding.token_secret.as_ref(),
            extra: Some(("oauth_verifier", verifier.expose_secret())),
            form: &[],
        };
        let url = &self.network.oauth.token;
        let reply = self.ask_signed(Endpoint::Token, &Method::POST, url, signed).await?;
        let (access_token, token_secret) =
            credentials(&reply.body).ok_or_else(|| self.unusable(Endpoint::Token, &reply))?;
        let binding = Binding { token_secret: Some(token_secret), ..Binding::default() };
        let secrets = Secrets { access_token, refresh_token: None, binding };
        Ok(TokenAnswer { secrets, lifetimes: Lifetimes::default(), scopes: None })
    }

    /// Asks the network if the token works, and for its account.
    pub async fn who_signed(&self, endpoint: Endpoint, secrets: &Secrets) -> Result<Reply, RequestError> {
        let asked = if endpoint == Endpoint::Identity { &self.network.identity } else { &self.network.probe };
        let reply = self.ask_signed(endpoint, &Method::GET, &asked.url, Signed::with(secrets)).await;
        reply.map_err(|failed| damaged_on_its_way(endpoint, failed))
    }

    /// Revokes the token at the network.
    pub async fn revoke_signed(&self, url: &Url, secrets: &Secrets) -> Result<(), RequestError> {
        self.ask_signed(Endpoint::Revocation, &Method::POST, url, Signed::with(secrets)).await.map(drop)
    }

    async fn ask_signed(
        &self,
        endpoint: Endpoint,
        method: &Method,
        url: &Url,
        signed: Signed<'_>,
    ) -> Result<Reply, RequestError> {
        let now = self.clock.now();
        let mut reply = self.send_signed(method, url, signed, now).await;
        // Networks refuse a signature with a time too far from their own, some without a reason. So a refusal counts
        // only after a signature with the network's own time.
        if let Ok(refused) = &reply
            && matches!(refused.status, 400 | 401 | 403)
            && Json::object(&refused.body).is_some()
            && let Some(date) = self.clock.contradiction(&refused.headers, refused.asked)
        {
            reply = self.send_signed(method, url, signed, date).await;
        }
        let credentials = matches!(endpoint, Endpoint::Authorization | Endpoint::Token);
        let refused = credentials && reply.as_ref().is_ok_and(is_refusal_in_words);
        match judge(self.http, self.network, endpoint, self.clock, reply.map(told_in_xml)) {
            Err(RequestError::Transient(verdict)) if refused && verdict.signal == Signal::Transient => {
                Err(RequestError::Rejected(verdict))
            }
            judged => judged,
        }
    }

    async fn send_signed(
        &self,
        method: &Method,
        url: &Url,
        signed: Signed<'_>,
        now: DateTime<Utc>,
    ) -> Result<Reply, TransportError> {
        let header = self.authorization(method, url, signed, now).ok_or(TransportError::NotSent)?;
        let request = self
            .http
            .client()
            .request(method.clone(), url.clone())
            .header(header::ACCEPT, "application/json")
            .header(header::AUTHORIZATION, header);
        // A POST needs an explicit length, even without a body.
        let request =
            if method == Method::POST { request.header(header::CONTENT_LENGTH, "0") } else { request };
        let mut request = request.build().map_err(|_| TransportError::NotSent)?;
        self.with_headers(&mut request);
        self.http.send(request, self.clock).await
    }

    /// The `Authorization` header of a request with the account's token. `form`: the body, if it is a form. The signature
    /// covers no other body.
    pub(crate) fn authorization_of_account(
        &self,
        method: &Method,
        url: &Url,
        form: &[u8],
        secrets: &Secrets,
    ) -> Option<HeaderValue> {
        let form: Vec<_> = form_urlencoded::parse(form).collect();
        let signed = Signed { form: &form, ..Signed::with(secrets) };
        self.authorization(method, url, signed, self.clock.now())
    }

    /// The `Authorization` header of a signed request (section 3.5.1).
    fn authorization(
        &self,
        method: &Method,
        url: &Url,
        signed: Signed<'_>,
        now: DateTime<Utc>,
    ) -> Option<HeaderValue> {
        let (nonce, timestamp) = (nonce()?, now.timestamp().to_string());
        let mut parameters = vec![
            ("oauth_consumer_key", self.app.client_id.as_str()),
            ("oauth_nonce", &nonce),
            ("oauth_signature_method", "HMAC-SHA1"),
            ("oauth_timestamp", &timestamp),
            ("oauth_version", "1.0"),
        ];
        parameters.extend(signed.token.map(|token| ("oauth_token", token.expose_secret())));
        parameters.extend(signed.extra);
        let consumer_secret = self.client_secret().unwrap_or_default();
        let token_secret = signed.token_secret.map(ExposeSecret::expose_secret).unwrap_or_default();
        let mut covered = parameters.clone();
        covered.extend(signed.form.iter().map(|(name, value)| (name.as_ref(), value.as_ref())));
        let signature = signature::sign(method.as_str(), url, &covered, consumer_secret, token_secret);
        parameters.push(("oauth_signature", &signature));
        let mut header = Zeroizing::new(String::from("OAuth "));
        for (index, (name, value)) in parameters.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            let _ = write!(header, "{comma}{name}=\"{}\"", signature::encoded(value));
        }
        let mut header = HeaderValue::from_str(&header).ok()?;
        header.set_sensitive(true);
        Some(header)
    }
}

/// Sixteen random bytes in hex (section 3.3).
fn nonce() -> Option<String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).ok()?;
    Some(bytes.iter().fold(String::with_capacity(32), |mut nonce, byte| {
        let _ = write!(nonce, "{byte:02x}");
        nonce
    }))
}

/// The token and its secret in a form.
fn credentials(body: &[u8]) -> Option<(SecretString, SecretString)> {
    let secret = |name| undamaged(&parameter(body, name)?);
    Some((secret("oauth_token")?, secret("oauth_token_secret")?))
}

/// The value of a form's last parameter of this name.
fn parameter(body: &[u8], name: &str) -> Option<Zeroizing<String>> {
    let form = decoded(body);
    let last = form_urlencoded::parse(form.trim().as_bytes()).filter(|(key, _)| key == name).last();
    last.map(|(_, value)| Zeroizing::new(value.into_owned()))
}

/// Tells whether plain text refuses the credentials (section 3.2 requires no format). Markup comes from proxies and
/// captive portals, and JSON is judged by its content.
fn is_refusal_in_words(reply: &Reply) -> bool {
    let text = decoded(&reply.body);
    let markup = text.trim_start().starts_with('<');
    let words = !markup && !text.trim().is_empty() && Json::object(&reply.body).is_none();
    matches!(reply.status, 400 | 401 | 403) && words
}

/// Converts XML to JSON, which the rules read. X sends some errors as XML, such as `<errors><error code="415">`.
fn told_in_xml(mut reply: Reply) -> Reply {
    let text = decoded(&reply.body);
    let rest = text.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split_once("<error code=\""));
    let code = rest.and_then(|(_, rest)| rest.split_once('"')?.0.parse::<u32>().ok());
    if let Some(code) = code {
        reply.body = Zeroizing::new(format!(r#"{{"errors":[{{"code":{code}}}]}}"#).into_bytes());
    }
    reply
}

/// Reports refused app keys at the identity request as a malformed answer. The keys worked a moment before, so the
/// secret of the new token is damaged.
fn damaged_on_its_way(endpoint: Endpoint, failed: RequestError) -> RequestError {
    match failed {
        RequestError::Rejected(verdict)
            if endpoint == Endpoint::Identity
                && verdict.signal == Signal::AppFault
                && verdict.evidence.status == Some(401) =>
        {
            RequestError::Malformed(verdict.evidence)
        }
        failed => failed,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use http::HeaderMap;

    use super::*;

    fn reply(status: u16, body: &str) -> Reply {
        let body = Zeroizing::new(body.as_bytes().to_vec());
        Reply { asked: Duration::ZERO, status, headers: HeaderMap::new(), body }
    }

    #[test]
    fn credentials_are_a_token_and_its_secret() {
        for body in [
            "oauth_token=a%2Bb&oauth_token_secret=c+d&user_id=1",
            "\u{feff}oauth_token=a%2Bb&oauth_token_secret=c+d\r\n",
            "oauth_token=x&oauth_token=a%2Bb&oauth_token_secret=c+d&&=&name=%ff%00&data[user]=1",
        ] {
            let (token, secret) = credentials(body.as_bytes()).unwrap();
            assert_eq!((token.expose_secret(), secret.expose_secret()), ("a+b", "c d"), "{body}");
        }
        for body in [
            "",
            "oauth_token=a",
            "oauth_token=a&oauth_token_secret=",
            "oauth_token=a%ff&oauth_token_secret=c",
            "{\"oauth_token\":\"a\",\"oauth_token_secret\":\"b\"}",
            "<html>oauth_token=a</html>",
        ] {
            assert!(credentials(body.as_bytes()).is_none(), "{body}");
        }
    }

    #[test]
    fn a_sentence_refuses_and_a_page_does_not() {
        assert!(is_refusal_in_words(&reply(401, "Invalid request token.")));
        assert!(!is_refusal_in_words(&reply(401, " <!DOCTYPE html><title>Sign in to the hotel</title>")));
        assert!(!is_refusal_in_words(&reply(
            401,
            "\u{feff}<!DOCTYPE html><title>Sign in to the hotel</title>"
        )));
        assert!(!is_refusal_in_words(&reply(401, "")));
        assert!(!is_refusal_in_words(&reply(400, r#"{"error":"temporarily_unavailable"}"#)));
        assert!(!is_refusal_in_words(&reply(502, "Bad gateway")));
    }

    #[test]
    fn a_code_in_xml_is_read_as_one_in_json() {
        let xml = "<?xml version='1.0' encoding='UTF-8'?><errors><error code=\"415\">Callback URL not approved</error></errors>";
        assert_eq!(*told_in_xml(reply(403, xml)).body, br#"{"errors":[{"code":415}]}"#);
        for other in ["<html><error code=\"415\">", "<?xml version='1.0'?><error code=\"x\">", "{}"] {
            assert_eq!(*told_in_xml(reply(403, other)).body, other.as_bytes());
        }
    }

    #[test]
    fn no_nonce_comes_twice() {
        let nonces: std::collections::BTreeSet<_> = (0..100).map(|_| nonce().unwrap()).collect();
        assert_eq!(nonces.len(), 100);
        assert!(nonces.iter().all(|nonce| nonce.len() == 32));
    }
}
