//! An app that talks to the simulated networks.
#![allow(dead_code, reason = "each test file uses its own part")]

use reqwest::{
    Client, Response, StatusCode,
    header::{HeaderMap, HeaderName, HeaderValue},
    redirect::Policy,
};
use serde_json::Value;
use simnet::{CLIENT_SECRET, Consent, Network, Settings, Simnet, browse};
use tokio::time::{Duration, Instant};
use url::Url;

pub mod author;

pub const REDIRECT: &str = "http://127.0.0.1:9/callback";
/// The verifier and the challenge of RFC 7636 appendix B.
pub const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// Tests with a real keeper cover the other networks.
const OTHERS: &str = "this app does not speak to";

pub struct App {
    pub net: Simnet,
    pub http: Client,
}

pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error} in: {}", self.text))
    }

    pub fn at(&self, pointer: &str) -> Value {
        self.json().pointer(pointer).cloned().unwrap_or(Value::Null)
    }

    pub fn text_at(&self, pointer: &str) -> String {
        self.at(pointer)
            .as_str()
            .unwrap_or_else(|| panic!("no text at {pointer} in: {}", self.text))
            .to_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

async fn answer(response: Response) -> Answer {
    whole(response).await.expect("a body")
}

pub async fn whole(response: Response) -> reqwest::Result<Answer> {
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    Ok(Answer { status, headers, text: response.text().await? })
}

impl App {
    pub async fn start() -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        // LinkedIn demands this header, and Reddit a `User-Agent` of this form.
        let restli =
            (HeaderName::from_static("x-restli-protocol-version"), HeaderValue::from_static("2.0.0"));
        let http = Client::builder()
            .user_agent("linux:practice-app:v1")
            .default_headers(HeaderMap::from_iter([restli]))
            .redirect(Policy::none())
            .no_proxy()
            .build()
            .expect("a client");
        Self { net: Simnet::start(Settings::default()).await.expect("free ports"), http }
    }

    pub fn url(&self, network: Network, path: &str) -> String {
        self.net.network_url(network) + path
    }

    pub async fn get(&self, network: Network, path: &str, query: &[(&str, &str)]) -> Answer {
        answer(self.http.get(self.url(network, path)).query(query).send().await.expect("an answer")).await
    }

    pub async fn post(&self, network: Network, path: &str, form: &[(&str, &str)]) -> Answer {
        answer(self.http.post(self.url(network, path)).form(form).send().await.expect("an answer")).await
    }

    pub async fn bearer(&self, network: Network, path: &str, token: &str) -> Answer {
        answer(self.http.get(self.url(network, path)).bearer_auth(token).send().await.expect("an answer"))
            .await
    }

    pub async fn control(&self, path: &str, body: &str) -> Answer {
        let request = self.http.post(format!("{}{path}", self.net.control_url()));
        let request = request.header("content-type", "application/json").body(body.to_owned());
        answer(request.send().await.expect("an answer")).await
    }

    pub fn authorize_url(&self, network: Network) -> String {
        let (path, scope) = match network {
            Network::Facebook => ("/v25.0/dialog/oauth", "public_profile,pages_manage_posts"),
            Network::Instagram => {
                ("/oauth/authorize", "instagram_business_basic,instagram_business_content_publish")
            }
            Network::LinkedIn => ("/oauth/v2/authorization", "openid profile w_member_social"),
            Network::X => ("/i/oauth2/authorize", "tweet.read tweet.write users.read offline.access"),
            other => panic!("{OTHERS} {other}"),
        };
        let mut url = Url::parse(&self.url(network, path)).expect("an address");
        url.query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("client_id", &network.client_id())
            .append_pair("redirect_uri", REDIRECT)
            .append_pair("scope", scope)
            .append_pair("state", "practice-state");
        if network == Network::X {
            url.query_pairs_mut()
                .append_pair("code_challenge", CHALLENGE)
                .append_pair("code_challenge_method", "S256");
        }
        url.into()
    }

    pub async fn code(&self, network: Network) -> String {
        let redirect = browse(&self.authorize_url(network), "danar", "goose", Consent::Allow).await;
        parameter(&redirect.expect("a redirect"), "code").expect("a code")
    }

    pub async fn exchange(&self, network: Network, code: &str) -> Answer {
        let id = network.client_id();
        let mut form = vec![
            ("grant_type", "authorization_code"),
            ("client_id", id.as_str()),
            ("redirect_uri", REDIRECT),
            ("code", code),
        ];
        form.push(match network {
            Network::X => ("code_verifier", VERIFIER),
            _ => ("client_secret", CLIENT_SECRET),
        });
        self.post(network, token_path(network), &form).await
    }

    /// Signs Dana in and returns the token answer.
    pub async fn sign_in(&self, network: Network) -> Answer {
        let code = self.code(network).await;
        let answer = self.exchange(network, &code).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        answer
    }

    /// Signs Dana in and returns the access token, exchanged for a long-lived one where there is one.
    pub async fn access(&self, network: Network) -> String {
        let answer = self.sign_in(network).await;
        match network {
            Network::Facebook => {
                self.swap(network, &answer.text_at("/access_token")).await.text_at("/access_token")
            }
            Network::Instagram => {
                self.swap(network, &answer.text_at("/data/0/access_token")).await.text_at("/access_token")
            }
            _ => answer.text_at("/access_token"),
        }
    }

    pub async fn swap(&self, network: Network, token: &str) -> Answer {
        let id = network.client_id();
        match network {
            Network::Facebook => {
                let query = [
                    ("grant_type", "fb_exchange_token"),
                    ("client_id", id.as_str()),
                    ("client_secret", CLIENT_SECRET),
                    ("fb_exchange_token", token),
                ];
                self.get(network, token_path(network), &query).await
            }
            Network::Instagram => {
                let query = [
                    ("grant_type", "ig_exchange_token"),
                    ("client_secret", CLIENT_SECRET),
                    ("access_token", token),
                ];
                self.get(network, "/access_token", &query).await
            }
            _ => panic!("{network} swaps nothing"),
        }
    }

    pub async fn refresh(&self, network: Network, token: &str) -> Answer {
        self.post(network, token_path(network), &refresh_form(network, token, &network.client_id())).await
    }

    pub async fn extend(&self, token: &str) -> Answer {
        let query = [("grant_type", "ig_refresh_token"), ("access_token", token)];
        self.get(Network::Instagram, "/refresh_access_token", &query).await
    }

    pub async fn probe(&self, network: Network, token: &str) -> Answer {
        match network {
            Network::Facebook => {
                self.get(network, "/v25.0/me", &[("fields", "id,name"), ("access_token", token)]).await
            }
            Network::Instagram => {
                let fields = "user_id,username,name";
                self.get(network, "/v25.0/me", &[("fields", fields), ("access_token", token)]).await
            }
            Network::LinkedIn => self.bearer(network, "/v2/userinfo", token).await,
            Network::X => self.bearer(network, "/2/users/me", token).await,
            other => panic!("{OTHERS} {other}"),
        }
    }
}

pub fn refresh_form<'a>(network: Network, token: &'a str, id: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut form = vec![("grant_type", "refresh_token"), ("refresh_token", token), ("client_id", id)];
    if network == Network::LinkedIn {
        form.push(("client_secret", CLIENT_SECRET));
    }
    form
}

pub fn token_path(network: Network) -> &'static str {
    match network {
        Network::Facebook => "/v25.0/oauth/access_token",
        Network::Instagram => "/oauth/access_token",
        Network::LinkedIn => "/oauth/v2/accessToken",
        Network::X => "/2/oauth2/token",
        other => panic!("{OTHERS} {other}"),
    }
}

pub fn parameter(url: &Url, name: &str) -> Option<String> {
    url.query_pairs().find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
}

pub async fn until(done: impl Fn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(20);
    while !done() {
        assert!(Instant::now() < deadline, "it happens within twenty seconds");
        tokio::task::yield_now().await;
    }
}
