//! Key-bound requests (DPoP, RFC 9449) and pushed authorization requests (RFC 9126).

use std::collections::{BTreeMap, BTreeSet};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use serde::{Deserialize, de::DeserializeOwned};
use sha2::{Digest as _, Sha256};

use crate::{grants::Request, random, wire::Asked};

/// The seconds for which a nonce is issued. It stays valid for as long again.
const NONCE_SECONDS: i64 = 180;
/// The most that the time of a proof may differ from the network's.
const TOLERANCE: TimeDelta = TimeDelta::minutes(5);
/// The lifetime of a pushed request.
const PUSHED: TimeDelta = TimeDelta::minutes(5);

/// The pushed requests, the keys of grants, and the ids of used proofs.
#[derive(Default)]
pub(crate) struct Bound {
    pushed: BTreeMap<String, (Request, DateTime<Utc>)>,
    keys: BTreeMap<usize, String>,
    proofs: BTreeSet<String>,
}

/// The reason why a request's proof is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unproven {
    /// The proof does not repeat a current nonce.
    Nonce,
    /// The proof is missing, invalid or replayed.
    Proof,
}

/// The header of a proof (RFC 9449 section 4.2).
#[derive(Deserialize)]
struct Head {
    typ: String,
    alg: String,
    jwk: Jwk,
}

#[derive(Deserialize)]
struct Jwk {
    kty: String,
    crv: String,
    x: String,
    y: String,
}

/// The claims of a proof.
#[derive(Deserialize)]
struct Claims {
    jti: String,
    htm: String,
    htu: String,
    iat: i64,
    nonce: Option<String>,
    ath: Option<String>,
}

/// The nonce that the next proofs must repeat.
pub(crate) fn nonce(now: DateTime<Utc>) -> String {
    format!("practice-nonce-{}", now.timestamp().div_euclid(NONCE_SECONDS))
}

impl Bound {
    /// Verifies the proof and returns the thumbprint of its key (RFC 7638). `token` is the request's access token.
    pub(crate) fn verify(
        &mut self,
        asked: &Asked,
        origin: &str,
        token: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<String, Unproven> {
        let (key, claims) = asked.proof.as_deref().and_then(read).ok_or(Unproven::Proof)?;
        let former = now - TimeDelta::seconds(NONCE_SECONDS);
        if claims.nonce != Some(nonce(now)) && claims.nonce != Some(nonce(former)) {
            return Err(Unproven::Nonce);
        }
        let in_time = DateTime::from_timestamp(claims.iat, 0).is_some_and(|at| (at - now).abs() <= TOLERANCE);
        let here = claims.htm == asked.method && claims.htu == format!("{origin}{}", asked.path);
        let hash = token.map(|token| URL_SAFE_NO_PAD.encode(Sha256::digest(token)));
        if in_time && here && claims.ath == hash && self.proofs.insert(claims.jti) {
            Ok(key)
        } else {
            Err(Unproven::Proof)
        }
    }

    /// Stores a request and returns the `request_uri` by which a browser refers to it.
    pub(crate) fn push(&mut self, request: Request, now: DateTime<Utc>) -> String {
        let name = format!("urn:ietf:params:oauth:request_uri:practice-{}", random::word());
        self.pushed.insert(name.clone(), (request, now + PUSHED));
        name
    }

    pub(crate) fn pushed(&self, name: &str, now: DateTime<Utc>) -> Option<&Request> {
        self.pushed.get(name).filter(|(_, until)| *until > now).map(|(request, _)| request)
    }

    pub(crate) fn bind(&mut self, grant: usize, key: String) {
        self.keys.insert(grant, key);
    }

    pub(crate) fn is_bound_to(&self, grant: usize, key: &str) -> bool {
        self.keys.get(&grant).is_some_and(|known| known == key)
    }
}

/// Parses a proof and checks its signature. Returns the key's thumbprint and the claims.
fn read(proof: &str) -> Option<(String, Claims)> {
    let [head, claims, signature] = proof.split('.').collect::<Vec<_>>()[..] else { return None };
    let Head { typ, alg, jwk: Jwk { kty, crv, x, y } } = part(head)?;
    if [typ.as_str(), &alg, &kty, &crv] != ["dpop+jwt", "ES256", "EC", "P-256"] {
        return None;
    }
    let decoded = |text: &str| URL_SAFE_NO_PAD.decode(text).ok();
    let point = [vec![4], decoded(&x)?, decoded(&y)?].concat();
    let signed = format!("{head}.{claims}");
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point)
        .verify(signed.as_bytes(), &decoded(signature)?)
        .ok()?;
    let named = format!(r#"{{"crv":"{crv}","kty":"{kty}","x":"{x}","y":"{y}"}}"#);
    Some((URL_SAFE_NO_PAD.encode(Sha256::digest(named)), part(claims)?))
}

fn part<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).ok()?).ok()
}
