//! Signed requests (RFC 5849): temporary credentials, signing secrets, and used nonces.

use std::collections::{BTreeMap, BTreeSet};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::{DateTime, TimeDelta, Utc};
use hmac::{Hmac, KeyInit as _, Mac as _};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use sha1::Sha1;

use crate::{random, wire::Asked, world::CLIENT_SECRET};

/// The characters that section 3.6 encodes.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// The most that the time of a signature may differ from the network's, as at X.
const TOLERANCE: TimeDelta = TimeDelta::minutes(5);
/// The lifetime of temporary credentials.
const TEMPORARY: TimeDelta = TimeDelta::minutes(15);

/// Temporary credentials for the way to the login page.
pub(crate) struct Temporary {
    secret: String,
    pub(crate) callback: String,
    /// The member's index and the verifier, once the member has allowed it.
    allowed: Option<(usize, String)>,
    expires_at: DateTime<Utc>,
}

/// The signing secrets, and the nonces of past signatures.
#[derive(Default)]
pub(crate) struct Signed {
    temporary: BTreeMap<String, Temporary>,
    secrets: BTreeMap<String, String>,
    nonces: BTreeSet<(String, String)>,
}

/// The reason why a signature is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unsigned {
    /// The signature or a parameter of it is missing.
    Incomplete,
    /// The time of the signature is too far off.
    Time,
    /// The signature is wrong or replayed.
    Wrong,
}

/// Parses the protocol parameters in the header (section 3.5.1).
pub(crate) fn parameters(asked: &Asked) -> Option<BTreeMap<String, String>> {
    let (scheme, rest) = asked.authorization.as_deref()?.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("oauth") {
        return None;
    }
    let decoded = |text: &str| percent_decode_str(text).decode_utf8().ok().map(String::from);
    rest.split(',')
        .map(|pair| {
            let (name, value) = pair.trim().split_once('=')?;
            let value = value.strip_prefix('"')?.strip_suffix('"')?;
            Some((decoded(name)?, decoded(value)?))
        })
        .collect()
}

impl Signed {
    pub(crate) fn begin(&mut self, callback: &str, now: DateTime<Utc>) -> (String, String) {
        let (token, secret) = (format!("practice-temporary-{}", random::word()), secret());
        let (callback, expires_at) = (callback.to_owned(), now + TEMPORARY);
        let temporary = Temporary { secret: secret.clone(), callback, allowed: None, expires_at };
        self.temporary.insert(token.clone(), temporary);
        (token, secret)
    }

    pub(crate) fn temporary(&self, token: &str, now: DateTime<Utc>) -> Option<&Temporary> {
        self.temporary.get(token).filter(|temporary| temporary.expires_at > now)
    }

    /// Records the member's consent and returns the verifier: a PIN if no redirect leads back to the app.
    pub(crate) fn allow(&mut self, token: &str, member: usize) -> Option<String> {
        let temporary = self.temporary.get_mut(token)?;
        let verifier = if temporary.callback == "oob" {
            let number = u32::from_str_radix(&random::word()[..8], 16).unwrap_or_default();
            format!("{:07}", number % 10_000_000)
        } else {
            format!("practice-code-{}", random::word())
        };
        temporary.allowed = Some((member, verifier.clone()));
        Some(verifier)
    }

    pub(crate) fn deny(&mut self, token: &str) {
        self.temporary.remove(token);
    }

    /// Redeems temporary credentials, once. A wrong verifier leaves them unchanged.
    pub(crate) fn redeem(&mut self, token: &str, verifier: &str) -> Option<usize> {
        let (member, proof) = self.temporary.get(token)?.allowed.clone()?;
        (proof == verifier).then(|| self.temporary.remove(token))?;
        Some(member)
    }

    /// Returns the secret of a permanent token, created on first use.
    pub(crate) fn keep(&mut self, token: &str) -> String {
        self.secrets.entry(token.to_owned()).or_insert_with(secret).clone()
    }

    /// Verifies the practice app's signature and, if the request names a token, the token's. Returns the parameters.
    pub(crate) fn verify(
        &mut self,
        asked: &Asked,
        client_id: &str,
        now: DateTime<Utc>,
    ) -> Result<BTreeMap<String, String>, Unsigned> {
        let given = parameters(asked).ok_or(Unsigned::Incomplete)?;
        let one = |name: &str| given.get(name).map(String::as_str).ok_or(Unsigned::Incomplete);
        let (nonce, timestamp, signature) =
            (one("oauth_nonce")?, one("oauth_timestamp")?, one("oauth_signature")?);
        if one("oauth_consumer_key")? != client_id || one("oauth_signature_method")? != "HMAC-SHA1" {
            return Err(Unsigned::Wrong);
        }
        let time = timestamp.parse().ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
        if time.is_none_or(|time| (time - now).abs() > TOLERANCE) {
            return Err(Unsigned::Time);
        }
        let token_secret = match given.get("oauth_token") {
            None => "",
            // An unknown token is refused later, at its look-up.
            Some(token) => match (self.secrets.get(token), self.temporary.get(token)) {
                (Some(secret), _) => secret,
                (None, Some(temporary)) => &temporary.secret,
                (None, None) => return Ok(given),
            },
        };
        let key = format!("{}&{}", encoded(CLIENT_SECRET), encoded(token_secret));
        let mut mac = Hmac::<Sha1>::new_from_slice(key.as_bytes()).expect("a key of any length");
        mac.update(base_string(asked, &given).as_bytes());
        let claimed = STANDARD.decode(signature).map_err(|_| Unsigned::Wrong)?;
        mac.verify_slice(&claimed).map_err(|_| Unsigned::Wrong)?;
        if !self.nonces.insert((timestamp.to_owned(), nonce.to_owned())) {
            return Err(Unsigned::Wrong);
        }
        Ok(given)
    }
}

/// Builds the signature base string of the received request (section 3.4.1).
fn base_string(asked: &Asked, given: &BTreeMap<String, String>) -> String {
    let signed = given.iter().filter(|(name, _)| *name != "oauth_signature" && *name != "realm");
    let mut pairs: Vec<_> = asked
        .query
        .iter()
        .chain(&asked.form)
        .chain(signed)
        .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
        .collect();
    pairs.sort();
    let address = format!("http://{}{}", asked.host.as_deref().unwrap_or_default(), asked.path);
    [asked.method.as_str(), &encoded(&address), &encoded(&pairs.join("&"))].join("&")
}

fn secret() -> String {
    format!("practice-signing-{}", random::word())
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}
