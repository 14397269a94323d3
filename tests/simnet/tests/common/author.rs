//! A member who publishes: with a bearer token at Mastodon, with key-bound requests at Bluesky.

use std::{cell::RefCell, time::Duration};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use reqwest::RequestBuilder;
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _},
};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use simnet::{CLIENT_SECRET, Consent, Network, browse};
use url::{Url, form_urlencoded};

use super::{Answer, App, CHALLENGE, REDIRECT, VERIFIER, parameter, whole};

pub const DANA: &str = "did:plc:practicedana222222222222";
pub const DANA_AT_MASTODON: &str = "110000000000000001";
pub const COLLECTION: &str = "app.bsky.feed.post";
const MASTODON_SCOPES: &str = "profile write:statuses write:media";
const BLUESKY_SCOPES: &str = "atproto transition:generic";
/// Longer than any test waits for an answer that comes.
const PATIENCE: Duration = Duration::from_secs(20);

pub struct Author {
    pub network: Network,
    pub token: String,
    key: Option<Key>,
}

struct Key {
    pair: EcdsaKeyPair,
    nonce: RefCell<Option<String>>,
    proofs: RefCell<u32>,
}

impl Author {
    pub async fn at(app: &App, network: Network) -> Self {
        match network {
            Network::Mastodon => Self { network, token: mastodon_token(app).await, key: None },
            _ => bluesky(app).await,
        }
    }

    /// Publishes a text under a handle: an idempotency key, or a record key.
    pub async fn share(&self, app: &App, handle: &str, text: &str) -> reqwest::Result<Answer> {
        if self.network == Network::Mastodon {
            let request = app.http.post(app.url(self.network, "/api/v1/statuses"));
            let request = request.header("idempotency-key", handle).bearer_auth(&self.token);
            return send(request.json(&json!({ "status": text }))).await;
        }
        self.put(app, &put(handle, &record(text))).await
    }

    /// Sends `putRecord` with this body, once more if the nonce was old.
    pub async fn put(&self, app: &App, body: &Value) -> reqwest::Result<Answer> {
        let path = "/xrpc/com.atproto.repo.putRecord";
        self.bound(app, path, Some(&self.token), |request| request.json(body)).await
    }

    /// Asks the network for a post, and tells whether it is shown.
    pub async fn sees(&self, app: &App, handle: &str, text: &str) -> bool {
        if self.network == Network::Bluesky {
            return get_record(app, DANA, handle).await.status == 200;
        }
        let path = format!("/api/v1/accounts/{DANA_AT_MASTODON}/statuses");
        let listed = app.get(self.network, &path, &[]).await;
        listed.text.contains(text)
    }

    async fn bound(
        &self,
        app: &App,
        path: &str,
        token: Option<&str>,
        body: impl Fn(RequestBuilder) -> RequestBuilder,
    ) -> reqwest::Result<Answer> {
        let key = self.key.as_ref().expect("a key");
        loop {
            let url = app.url(self.network, path);
            let proof = key.proof(&url, token, app.net.now().timestamp());
            let mut request = app.http.post(url).header("dpop", proof);
            if let Some(token) = token {
                request = request.header("authorization", format!("DPoP {token}"));
            }
            let answer = send(body(request)).await?;
            if !answer.header("dpop-nonce").is_empty() {
                *key.nonce.borrow_mut() = Some(answer.header("dpop-nonce").to_owned());
            }
            if !answer.text.contains("\"use_dpop_nonce\"") {
                return Ok(answer);
            }
        }
    }
}

impl Key {
    fn new() -> Self {
        let random = SystemRandom::new();
        let kind = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let document = EcdsaKeyPair::generate_pkcs8(kind, &random).expect("a key");
        let pair = EcdsaKeyPair::from_pkcs8(kind, document.as_ref(), &random).expect("a key");
        Self { pair, nonce: RefCell::default(), proofs: RefCell::default() }
    }

    fn proof(&self, url: &str, token: Option<&str>, iat: i64) -> String {
        let encoded = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let (x, y) = self.pair.public_key().as_ref()[1..].split_at(32);
        let jwk = json!({ "kty": "EC", "crv": "P-256", "x": encoded(x), "y": encoded(y) });
        let head = json!({ "typ": "dpop+jwt", "alg": "ES256", "jwk": jwk });
        *self.proofs.borrow_mut() += 1;
        let jti = self.proofs.borrow().to_string();
        let mut claims = json!({ "jti": jti, "htm": "POST", "htu": url, "iat": iat });
        if let Some(nonce) = &*self.nonce.borrow() {
            claims["nonce"] = nonce.as_str().into();
        }
        if let Some(token) = token {
            claims["ath"] = encoded(&Sha256::digest(token)).into();
        }
        let part = |json: &Value| encoded(json.to_string().as_bytes());
        let signed = format!("{}.{}", part(&head), part(&claims));
        let signature = self.pair.sign(&SystemRandom::new(), signed.as_bytes()).expect("a signature");
        format!("{signed}.{}", encoded(signature.as_ref()))
    }
}

pub fn record(text: &str) -> Value {
    json!({ "$type": COLLECTION, "text": text, "createdAt": "2026-11-30T12:00:00.000Z", "langs": ["en"] })
}

pub fn put(key: &str, record: &Value) -> Value {
    json!({ "repo": DANA, "collection": COLLECTION, "rkey": key, "record": record })
}

pub async fn get_record(app: &App, repo: &str, key: &str) -> Answer {
    let query = [("repo", repo), ("collection", COLLECTION), ("rkey", key)];
    app.get(Network::Bluesky, "/xrpc/com.atproto.repo.getRecord", &query).await
}

pub async fn send(request: RequestBuilder) -> reqwest::Result<Answer> {
    whole(request.timeout(PATIENCE).send().await?).await
}

async fn mastodon_token(app: &App) -> String {
    let network = Network::Mastodon;
    let mut url = Url::parse(&app.url(network, "/oauth/authorize")).expect("an address");
    url.query_pairs_mut()
        .append_pair("response_type", "code")
        .append_pair("client_id", &network.client_id())
        .append_pair("redirect_uri", REDIRECT)
        .append_pair("scope", MASTODON_SCOPES)
        .append_pair("state", "practice-state");
    let redirect = browse(url.as_str(), "danar", "goose", Consent::Allow).await.expect("a redirect");
    let code = parameter(&redirect, "code").expect("a code");
    let form = [
        ("grant_type", "authorization_code"),
        ("client_id", &network.client_id()),
        ("client_secret", CLIENT_SECRET),
        ("redirect_uri", REDIRECT),
        ("code", &code),
    ];
    app.post(network, "/oauth/token", &form).await.text_at("/access_token")
}

async fn bluesky(app: &App) -> Author {
    let network = Network::Bluesky;
    let mut author = Author { network, token: String::new(), key: Some(Key::new()) };
    let client: String = form_urlencoded::Serializer::new("http://localhost?".to_owned())
        .append_pair("redirect_uri", "http://127.0.0.1/callback")
        .append_pair("scope", BLUESKY_SCOPES)
        .finish();
    let pushed = [
        ("response_type", "code"),
        ("client_id", &client),
        ("redirect_uri", REDIRECT),
        ("scope", BLUESKY_SCOPES),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
    ];
    let pushed = author.bound(app, "/oauth/par", None, |request| request.form(&pushed)).await;
    let request_uri = pushed.expect("an answer").text_at("/request_uri");
    let mut url = Url::parse(&app.url(network, "/oauth/authorize")).expect("an address");
    url.query_pairs_mut().append_pair("client_id", &client).append_pair("request_uri", &request_uri);
    let redirect = browse(url.as_str(), "danar", "goose", Consent::Allow).await.expect("a redirect");
    let form = [
        ("grant_type", "authorization_code"),
        ("client_id", &client),
        ("redirect_uri", REDIRECT),
        ("code", &parameter(&redirect, "code").expect("a code")),
        ("code_verifier", VERIFIER),
    ];
    let token = author.bound(app, "/oauth/token", None, |request| request.form(&form)).await;
    author.token = token.expect("an answer").text_at("/access_token");
    author
}
