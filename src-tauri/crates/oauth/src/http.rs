//! HTTPS to the networks: no redirects, bounded in time and size.

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use chrono::{DateTime, Utc};
use http::{HeaderMap, HeaderValue, header::ACCEPT_ENCODING};
use lifecycle::{Endpoint, NetworkId, Signal};
use networks::{Answer, Json, Network, TokenPlacement};
use secrecy::{ExposeSecret, SecretString};
use vault::crash;
use zeroize::Zeroizing;

use crate::{
    body::read,
    error::{RequestError, TransportError},
    nonces::Nonces,
    time::{Time, witness},
    timeouts::Timeouts,
};

/// The maximum number of concurrent requests to one host. Browsers open as many HTTP/1.1 connections, so servers accept
/// them from one address.
pub const AT_ONCE: usize = 6;

/// The maximum size of an answer in bytes. Real answers are far smaller.
const MOST_BYTES: usize = 1 << 20;

/// The maximum number of header fields. Some servers send more than the usual limit of a hundred.
const MOST_HEADERS: usize = 1000;

/// The answer to a request.
pub struct Reply {
    /// The value of [`Time::elapsed`] when the request was sent.
    pub asked: Duration,
    /// The HTTP status.
    pub status: u16,
    /// The header fields.
    pub headers: HeaderMap,
    /// The body, which may hold a token.
    pub body: Zeroizing<Vec<u8>>,
}

/// A client builder with the settings of every request.
pub fn builder(timeouts: Timeouts) -> reqwest::ClientBuilder {
    // A second installation fails without harm: the first stays.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let builder = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(timeouts.connect)
        .timeout(timeouts.answer)
        .pool_max_idle_per_host(AT_ONCE)
        .pool_idle_timeout(Duration::from_secs(5))
        .referer(false)
        // An answer is a few kilobytes even without compression. Some servers compress anyway.
        .default_headers(HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static("identity"))]))
        // Headers of old servers and proxies are parsed as leniently as bodies.
        .http1_allow_obsolete_multiline_headers_in_responses(true)
        .http1_allow_spaces_after_header_name_in_responses(true)
        .http1_ignore_invalid_headers_in_responses(true)
        .http1_max_headers(MOST_HEADERS)
        .user_agent(concat!("Gander/", env!("CARGO_PKG_VERSION")));
    // The platform's verifier needs a Java context that Tauri does not hand out.
    #[cfg(target_os = "android")]
    let builder = builder.tls_certs_only(
        webpki_root_certs::TLS_SERVER_ROOT_CERTS
            .iter()
            .filter_map(|der| reqwest::Certificate::from_der(der).ok()),
    );
    builder
}

/// Adds an access token to a request, in the header or in the query (RFC 6750 sections 2.1 and 2.3).
pub fn with_token(
    request: reqwest::RequestBuilder,
    placement: TokenPlacement,
    token: &SecretString,
) -> reqwest::RequestBuilder {
    let token = token.expose_secret();
    match placement {
        TokenPlacement::Bearer => request.bearer_auth(token),
        TokenPlacement::Query => request.query(&[("access_token", token)]),
    }
}

/// HTTPS cannot be used on this device.
#[derive(Debug, thiserror::Error)]
#[error("HTTPS cannot be used on this device: {0}")]
pub struct HttpsUnavailable(String);

impl From<reqwest::Error> for HttpsUnavailable {
    fn from(error: reqwest::Error) -> Self {
        Self(error.without_url().to_string())
    }
}

/// Receives a network that rate-limits all requests, and the moment until which it does.
type Limited = dyn Fn(NetworkId, DateTime<Utc>) + Send + Sync;

/// The HTTP client.
#[derive(Clone)]
pub struct Http {
    client: reqwest::Client,
    /// The client of [`Http::once`], built at its first use, because it reads the system's certificates.
    once: Arc<OnceLock<Option<reqwest::Client>>>,
    nonces: Arc<Nonces>,
    timeouts: Timeouts,
    /// The callback of [`Http::reporting`].
    limited: Option<Arc<Limited>>,
}

impl Http {
    /// Builds the client.
    ///
    /// # Errors
    /// When the device has no usable TLS.
    pub fn new(timeouts: Timeouts) -> Result<Self, HttpsUnavailable> {
        let client = builder(timeouts).build()?;
        Ok(Self { client, once: Arc::default(), nonces: Arc::default(), timeouts, limited: None })
    }

    /// Calls `limited` when a network rate-limits all requests, with the moment until which it does.
    #[must_use]
    pub fn reporting(self, limited: impl Fn(NetworkId, DateTime<Utc>) + Send + Sync + 'static) -> Self {
        Self { limited: Some(Arc::new(limited)), ..self }
    }

    /// Builds requests for [`Http::send`], whose errors never show the URL, which may hold a token.
    pub fn client(&self) -> &reqwest::Client {
        &self.client
    }

    /// Builds requests that cannot be taken back. Each one gets a connection of its own: a server may close an idle one
    /// just as a request arrives, and the result would stay unknown. The library repeats nothing. `None` when the device
    /// has no usable TLS.
    pub fn once(&self) -> Option<&reqwest::Client> {
        let build = || {
            let builder = builder(self.timeouts).timeout(self.timeouts.once).pool_max_idle_per_host(0);
            builder.retry(reqwest::retry::never()).build().ok()
        };
        self.once.get_or_init(build).as_ref()
    }

    /// The nonces that servers want in the next DPoP proofs (RFC 9449 section 8).
    pub fn nonces(&self) -> &Nonces {
        &self.nonces
    }

    /// The timeouts of every request.
    pub fn timeouts(&self) -> Timeouts {
        self.timeouts
    }

    /// Reports a rate limit that applies to all requests, even if the answer is otherwise fine.
    pub fn heed(&self, network: &Network, answer: &Answer<'_>) {
        if let Some((limited, until)) = self.limited.as_ref().zip(network.patience(answer)) {
            limited(network.id.clone(), until);
        }
    }

    /// Sends a request once and reads the answer, which is bounded in size and time.
    ///
    /// # Errors
    /// [`TransportError`], when there is no answer to judge.
    pub async fn send(&self, request: reqwest::Request, clock: &Time) -> Result<Reply, TransportError> {
        self.send_by(&self.client, request, clock).await
    }

    /// Sends a request as [`Http::send`] does, by this client.
    ///
    /// # Errors
    /// [`TransportError`], when there is no answer to judge.
    pub async fn send_by(
        &self,
        client: &reqwest::Client,
        request: reqwest::Request,
        clock: &Time,
    ) -> Result<Reply, TransportError> {
        let asked = clock.elapsed();
        let fault = |error: reqwest::Error| {
            // The connection, with TLS and a proxy's tunnel, precedes the first byte of the request.
            if error.is_connect() || error.is_builder() {
                TransportError::NotSent
            } else {
                TransportError::NoAnswer
            }
        };
        let response = client.execute(request).await.map_err(fault)?;
        // The network has processed the request, but the answer is not read yet.
        crash::point("http.answer-unread");
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let body = read(response, MOST_BYTES).await?;
        Ok(Reply { asked, status, headers, body })
    }
}

/// Returns the reply if the rules of the network's file classify it as fine.
pub fn judge(
    http: &Http,
    network: &Network,
    endpoint: Endpoint,
    clock: &Time,
    reply: Result<Reply, TransportError>,
) -> Result<Reply, RequestError> {
    let at = clock.now();
    let reply = match reply {
        Ok(reply) => reply,
        Err(TransportError::NotSent) => {
            return Err(RequestError::Transient(Network::unreachable(endpoint, at)));
        }
        Err(TransportError::NoAnswer) => {
            return Err(RequestError::ResponseLost(Network::unreachable(endpoint, at).evidence));
        }
        Err(TransportError::TooLarge) => {
            return Err(RequestError::Malformed(Network::unreachable(endpoint, at).evidence));
        }
    };
    let answer = Answer { endpoint, at, status: reply.status, headers: &reply.headers, body: &reply.body };
    let mut verdict = network.classify(&answer);
    if is_of_the_network(verdict.signal) {
        clock.learn(witness(network), &reply.headers, reply.asked);
        verdict.evidence.at = clock.now();
    }
    http.heed(network, &Answer { at: clock.now(), ..answer });
    tracing::debug!(network = %network.id, ?endpoint, status = reply.status, signal = ?verdict.signal, "answer");
    match verdict.signal {
        Signal::Fine => Ok(reply),
        Signal::Transient if (200..300).contains(&reply.status) => {
            Err(RequestError::Malformed(verdict.evidence))
        }
        Signal::Transient if is_passing(&reply) => Err(RequestError::Transient(verdict)),
        Signal::RateLimited { .. } => Err(RequestError::Transient(verdict)),
        _ => Err(RequestError::Rejected(verdict)),
    }
}

/// Tells whether the answer certainly came from the network, by a rule of its file or by the requested content. Any
/// other answer may come from a proxy or a captive portal.
fn is_of_the_network(signal: Signal) -> bool {
    match signal {
        Signal::Fine
        | Signal::Expired
        | Signal::Revoked
        | Signal::PasswordChanged
        | Signal::Checkpoint
        | Signal::PermissionMissing
        | Signal::RefreshRejected
        | Signal::AppFault => true,
        Signal::RateLimited { .. } | Signal::Transient => false,
    }
}

/// Tells whether an answer that matches no rule is temporary. In the 400s, except 408 and 425, a JSON object is the
/// network's own refusal unless its `error` means "later" (RFC 6749 section 5.2).
fn is_passing(reply: &Reply) -> bool {
    let later = |error: &str| matches!(error, "temporarily_unavailable" | "server_error");
    match reply.status {
        408 | 425 => true,
        400..=499 => match Json::object(&reply.body) {
            Some(body) => body.get("error").and_then(serde_json::Value::as_str).is_some_and(later),
            None => true,
        },
        _ => true,
    }
}
