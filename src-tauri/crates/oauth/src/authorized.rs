//! The token of a request: as Bearer (RFC 6750), in a signature (RFC 5849), or with a proof (RFC 9449).

use chrono::{DateTime, Utc};
use http::{HeaderMap, HeaderValue, Method, header::AUTHORIZATION};
use networks::Protocol;
use secrecy::{ExposeSecret, SecretString};
use url::Url;
use vault::Secrets;

use crate::{
    atproto::{Key, PROOF, asks_for_nonce, refuses_proof},
    client::OAuthClient,
    error::TransportError,
    http::Reply,
};

/// The parts of a request that its signature or its proof covers.
pub(crate) struct Subject<'a> {
    pub method: &'a Method,
    pub url: &'a Url,
    /// The body if it is a form, or else nothing.
    pub form: &'a [u8],
}

/// The token's header fields for one request, and for its repeats.
pub(crate) enum Authorized<'a> {
    /// The same field as long as the request lives.
    Plain(HeaderValue),
    /// A proof for each try.
    Proven {
        subject: Subject<'a>,
        access: &'a SecretString,
        key: Box<Key>,
        now: DateTime<Utc>,
        put_right: bool,
        nonce_repeated: bool,
    },
}

impl OAuthClient<'_> {
    /// The account's token in the form that the network takes.
    ///
    /// # Errors
    /// [`TransportError::NotSent`] if the token, or its key, cannot be written into a header field.
    pub(crate) fn authorized<'a>(
        &self,
        subject: Subject<'a>,
        secrets: &'a Secrets,
    ) -> Result<Authorized<'a>, TransportError> {
        let access = &secrets.access_token;
        let authorization = match self.network.oauth.protocol {
            Protocol::Atproto if secrets.binding.is_bound() => {
                let key = secrets.binding.dpop_key.as_ref().and_then(Key::read);
                let key = Box::new(key.ok_or(TransportError::NotSent)?);
                let now = self.clock.now();
                let (put_right, nonce_repeated) = (false, false);
                return Ok(Authorized::Proven { subject, access, key, now, put_right, nonce_repeated });
            }
            Protocol::OAuth2 | Protocol::Atproto => token_of("Bearer", access),
            Protocol::OAuth1a => {
                self.authorization_of_account(subject.method, subject.url, subject.form, secrets)
            }
        };
        authorization.map(Authorized::Plain).ok_or(TransportError::NotSent)
    }

    /// The header fields of the next try.
    ///
    /// # Errors
    /// [`TransportError::NotSent`] if there is no proof.
    pub(crate) fn token_fields(&self, authorized: &Authorized<'_>) -> Result<HeaderMap, TransportError> {
        let (subject, access, key, now) = match authorized {
            Authorized::Plain(value) => return Ok(HeaderMap::from_iter([(AUTHORIZATION, value.clone())])),
            Authorized::Proven { subject, access, key, now, .. } => (subject, access, key, *now),
        };
        let nonce = self.http.nonces().of(subject.url);
        let proof = key.proof(subject.method, subject.url, nonce.as_deref(), Some(access), now);
        let proof = proof.and_then(|proof| HeaderValue::try_from(proof).ok());
        let (proof, token) = proof.zip(token_of("DPoP", access)).ok_or(TransportError::NotSent)?;
        let mut headers = HeaderMap::from_iter([(AUTHORIZATION, token)]);
        headers.insert(PROOF, proof);
        Ok(headers)
    }

    /// Tells whether the server wants another proof (RFC 9449), and so has done nothing: at most once for a nonce, and
    /// once for the time.
    pub(crate) fn wants_another_proof(&self, authorized: &mut Authorized<'_>, reply: &Reply) -> bool {
        let Authorized::Proven { subject, now, put_right, nonce_repeated, .. } = authorized else {
            return false;
        };
        let has_new_nonce = self.http.nonces().learn(subject.url, &reply.headers);
        let date = self.clock.contradiction(&reply.headers, reply.asked).filter(|_| !*put_right);
        match date.filter(|_| refuses_proof(reply)) {
            // A server of accounts refuses a proof with this status alone.
            _ if reply.status != 401 => return false,
            Some(date) => (*now, *put_right) = (date, true),
            None if has_new_nonce && !*nonce_repeated && asks_for_nonce(reply) => *nonce_repeated = true,
            None => return false,
        }
        true
    }
}

/// The `Authorization` header with a token (RFC 6750 section 2.1).
fn token_of(scheme: &str, token: &SecretString) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_str(&format!("{scheme} {}", token.expose_secret())).ok()?;
    value.set_sensitive(true);
    Some(value)
}
