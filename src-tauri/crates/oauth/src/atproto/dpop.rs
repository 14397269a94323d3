//! Proof of possession (RFC 9449): tokens that work with one key alone.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use http::{Method, header::WWW_AUTHENTICATE};
use networks::Json;
use ring::{
    digest::{SHA256, digest},
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use url::{Position, Url};
use zeroize::Zeroizing;

use crate::http::Reply;

/// The header that carries a proof.
pub(crate) const PROOF: &str = "dpop";

/// A private key on P-256, the only curve that every server of the AT Protocol takes.
pub(crate) struct Key(EcdsaKeyPair);

impl Key {
    /// A new key in its stored form, PKCS #8 in base64url. `None` when the system gives no random numbers.
    pub fn generate() -> Option<SecretString> {
        let document =
            EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new()).ok()?;
        Some(SecretString::from(URL_SAFE_NO_PAD.encode(document.as_ref())))
    }

    /// Reads a key from its stored form.
    pub fn read(kept: &SecretString) -> Option<Self> {
        let document = Zeroizing::new(URL_SAFE_NO_PAD.decode(kept.expose_secret()).ok()?);
        let random = SystemRandom::new();
        EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &document, &random).ok().map(Self)
    }

    /// A unique proof for one request (section 4.2). `access` is the access token that the request carries.
    pub fn proof(
        &self,
        method: &Method,
        url: &Url,
        nonce: Option<&str>,
        access: Option<&SecretString>,
        now: DateTime<Utc>,
    ) -> Option<String> {
        // An uncompressed point: a prefix byte, x, y (SEC 1 section 2.3.3).
        let point = self.0.public_key().as_ref();
        let (x, y) = point.get(1..65)?.split_at(32);
        let jwk = json!({
            "kty": "EC",
            "crv": "P-256",
            "x": URL_SAFE_NO_PAD.encode(x),
            "y": URL_SAFE_NO_PAD.encode(y),
        });
        let mut claims = json!({
            "jti": random_text()?,
            "htm": method.as_str(),
            "htu": &url[..Position::AfterPath],
            "iat": now.timestamp(),
        });
        if let Some(nonce) = nonce {
            claims["nonce"] = nonce.into();
        }
        if let Some(access) = access {
            let hash = digest(&SHA256, access.expose_secret().as_bytes());
            claims["ath"] = URL_SAFE_NO_PAD.encode(hash).into();
        }
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let header = json!({ "typ": "dpop+jwt", "alg": "ES256", "jwk": jwk });
        let signed = format!("{}.{}", part(&header), part(&claims));
        let signature = self.0.sign(&SystemRandom::new(), signed.as_bytes()).ok()?;
        Some(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }
}

fn random_text() -> Option<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).ok()?;
    Some(URL_SAFE_NO_PAD.encode(bytes))
}

/// Tells whether a server only asks to retry with its nonce. An authorization server says so in the body, any other
/// server in a header (sections 8 and 9).
pub(crate) fn asks_for_nonce(reply: &Reply) -> bool {
    says(reply, "use_dpop_nonce")
}

/// Tells whether a server refused the proof, for example because the proof's time is far from its own (sections 5 and
/// 7.1).
pub(crate) fn refuses_proof(reply: &Reply) -> bool {
    says(reply, "invalid_dpop_proof")
}

fn says(reply: &Reply, word: &str) -> bool {
    match reply.status {
        400 => Json::object(&reply.body)
            .is_some_and(|body| body.get("error").and_then(Value::as_str) == Some(word)),
        401 => {
            let mut said = reply.headers.get_all(WWW_AUTHENTICATE).iter();
            said.any(|said| said.to_str().is_ok_and(|said| said.starts_with("DPoP") && said.contains(word)))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use http::HeaderMap;
    use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};

    use super::*;

    fn decoded(part: &str) -> Value {
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).expect("base64url")).expect("JSON")
    }

    fn reply(status: u16, header: Option<(&'static str, &str)>, body: &str) -> Reply {
        let mut headers = HeaderMap::new();
        if let Some((name, value)) = header {
            headers.insert(name, value.parse().expect("a header"));
        }
        let body = Zeroizing::new(body.as_bytes().to_vec());
        Reply { asked: Duration::ZERO, status, headers, body }
    }

    #[test]
    fn a_proof_speaks_of_one_request_and_is_signed_by_the_key_it_names() {
        let kept = Key::generate().unwrap();
        let key = Key::read(&kept).unwrap();
        let url = Url::parse("https://pds.example/xrpc/one?of=many#top").unwrap();
        let now = DateTime::from_timestamp(1_700_000_000, 0).unwrap();
        let access = SecretString::from("practice-access");
        let proof = key.proof(&Method::GET, &url, Some("practice-nonce"), Some(&access), now).unwrap();
        let parts: Vec<_> = proof.split('.').collect();
        let [header, claims, signature] = parts[..] else { panic!("{proof}") };
        let (head, claims_read) = (decoded(header), decoded(claims));
        assert_eq!((&head["typ"], &head["alg"]), (&"dpop+jwt".into(), &"ES256".into()));
        assert_eq!(head["jwk"].as_object().unwrap().len(), 4, "nothing of the private key");
        assert_eq!(claims_read["htm"], "GET");
        assert_eq!(claims_read["htu"], "https://pds.example/xrpc/one");
        assert_eq!(claims_read["iat"], 1_700_000_000);
        assert_eq!(claims_read["nonce"], "practice-nonce");
        // printf practice-access | openssl dgst -sha256 -binary | basenc --base64url
        assert_eq!(claims_read["ath"], "RRfp1hXWgc4bhGUfseqyAaV5A2aB2rgKySoS_K9j2IQ");
        let coordinate = |name: &str| URL_SAFE_NO_PAD.decode(head["jwk"][name].as_str().unwrap()).unwrap();
        let point = [&[4][..], &coordinate("x"), &coordinate("y")].concat();
        let signature = URL_SAFE_NO_PAD.decode(signature).unwrap();
        let signed = format!("{header}.{claims}");
        let verified =
            UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(signed.as_bytes(), &signature);
        assert!(verified.is_ok());
        let other = key.proof(&Method::GET, &url, None, None, now).unwrap();
        let other = decoded(other.split('.').nth(1).unwrap());
        assert_ne!(other["jti"], claims_read["jti"]);
        assert!(other.get("ath").is_none() && other.get("nonce").is_none());
    }

    #[test]
    fn what_is_no_key_is_not_read() {
        for kept in ["", "practice", "AAAA"] {
            assert!(Key::read(&kept.into()).is_none(), "{kept}");
        }
    }

    #[test]
    fn a_server_asks_for_its_nonce_in_its_own_way() {
        let asks = r#"{"error":"use_dpop_nonce"}"#;
        let header = ("www-authenticate", r#"DPoP error="use_dpop_nonce", error_description="x""#);
        assert!(asks_for_nonce(&reply(400, None, asks)));
        assert!(asks_for_nonce(&reply(401, Some(header), "{}")));
        let other = ("www-authenticate", r#"DPoP error="invalid_token""#);
        assert!(!asks_for_nonce(&reply(401, Some(other), asks)));
        assert!(!asks_for_nonce(&reply(400, None, r#"{"error":"invalid_grant"}"#)));
        assert!(!asks_for_nonce(&reply(400, None, "<html>use_dpop_nonce</html>")));
        assert!(!asks_for_nonce(&reply(200, None, asks)));
    }
}
