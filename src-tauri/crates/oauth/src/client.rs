//! One network with the app keys to speak to it: sending a request, judging the answer, and trying again. Every
//! protocol stands on this.

use chrono::TimeDelta;
use lifecycle::{Account, Endpoint, Scopes, Signal, Verdict};
use networks::{Asks, Network, Secret, TokenPlacement};
use secrecy::{ExposeSecret, SecretString};
use tokio::time::Instant;
use url::Url;
use vault::{App, Binding};

use crate::{
    error::{RequestError, TransportError},
    http::{Http, Reply, judge, with_token},
    time::Time,
    token::TokenAnswer,
};

/// How often a step of a sign-in is tried again: while the network contradicts itself, and while it cannot be reached.
const CONTRADICTION_RETRIES: u32 = 5;
const UNREACHABLE_RETRIES: u32 = 3;
/// A network that asks for a longer wait ends the sign-in, because the person is waiting.
const LONGEST_ASKED_WAIT: TimeDelta = TimeDelta::seconds(10);

/// The code of an answer about another account. A cache or a proxy may have mixed it up, so it proves nothing.
const ANOTHER_ACCOUNT: &str = "another_account";

/// An authorization request (RFC 6749 section 4.1.1), with what its answer is checked against.
pub struct Authorization {
    /// Holds `state`: never logged.
    pub url: Url,
    /// The state (RFC 6749 section 10.12): only an answer that repeats it is believed.
    pub state: SecretString,
    /// The code verifier (RFC 7636 section 4.1).
    pub verifier: Option<SecretString>,
    /// `None` where the person types what the network shows.
    pub redirect: Option<Url>,
    /// The parts of the token binding known before sign-in: DPoP key, server, issuer.
    pub binding: Binding,
}

impl Authorization {
    /// The issuer that the redirect must name (RFC 9207), in its own spelling.
    pub fn issuer(&self) -> Option<String> {
        self.binding.issuer.as_ref().map(|issuer| issuer.origin().ascii_serialization())
    }
}

/// The result of a finished sign-in.
pub struct SignedIn {
    /// The account that signed in.
    pub account: Account,
    /// Where the picture of the account is.
    pub avatar: Option<Url>,
    /// The tokens with their lifetimes and scopes.
    pub answer: TokenAnswer,
}

/// The account and the scopes of a token.
pub struct TokenInfo {
    /// The account that the token belongs to.
    pub account: Account,
    /// Where its picture is.
    pub avatar: Option<Url>,
    /// The scopes that the person granted, if the network lists them here.
    pub scopes: Option<Scopes>,
}

/// One network with the app keys to speak to it.
pub struct OAuthClient<'a> {
    /// The HTTP client.
    pub http: &'a Http,
    /// The time.
    pub clock: &'a Time,
    /// The network.
    pub network: &'a Network,
    /// The keys of the app (RFC 6749 section 2).
    pub app: &'a App,
}

/// Tells whether these are all the app keys that the network demands.
pub fn complete(network: &Network, has_client_id: bool, has_secret: bool) -> bool {
    has_client_id && (has_secret || network.oauth.secret != Secret::Required)
}

impl OAuthClient<'_> {
    /// Asks for the resource at an address with this token.
    ///
    /// # Errors
    /// [`RequestError`].
    pub async fn ask_with(
        &self,
        endpoint: Endpoint,
        url: Url,
        placement: TokenPlacement,
        token: &SecretString,
    ) -> Result<Reply, RequestError> {
        let mut request = self.http.client().get(url).header(http::header::ACCEPT, "application/json");
        if self.network.oauth.asks == Some(Asks::Server) {
            // Some servers refuse without a code. Their sentence is in the language that the request asks for.
            request = request.header(http::header::ACCEPT_LANGUAGE, "en");
        }
        self.ask(endpoint, self.proving_secret(with_token(request, placement, token), token)).await
    }

    /// Sends a request with the network's own headers, and judges the answer by the network's file.
    ///
    /// # Errors
    /// [`RequestError`].
    pub async fn ask(
        &self,
        endpoint: Endpoint,
        request: reqwest::RequestBuilder,
    ) -> Result<Reply, RequestError> {
        let reply = match request.build() {
            Ok(mut request) => {
                self.with_headers(&mut request);
                self.http.send(request, self.clock).await
            }
            Err(_) => Err(TransportError::NotSent),
        };
        judge(self.http, self.network, endpoint, self.clock, reply)
    }

    /// Reads who a token belongs to, and what it allows if the network says so here.
    ///
    /// # Errors
    /// `Malformed` when the answer names no account.
    pub fn token_info(&self, endpoint: Endpoint, reply: &Reply) -> Result<TokenInfo, RequestError> {
        let account = self.network.whoami(endpoint, &reply.body);
        let account = account.ok_or_else(|| self.unusable(endpoint, reply))?;
        let avatar = self.network.avatar(endpoint, &reply.body);
        Ok(TokenInfo { account, avatar, scopes: self.network.granted(endpoint, &reply.body) })
    }

    /// Reads a token answer (RFC 6749 section 5.1).
    ///
    /// # Errors
    /// `Malformed` when it holds no usable access token.
    pub fn token_of(&self, endpoint: Endpoint, reply: &Reply) -> Result<TokenAnswer, RequestError> {
        let mut answer = TokenAnswer::parse(&reply.body).ok_or_else(|| self.unusable(endpoint, reply))?;
        answer.lifetimes.issued_at = self.clock.later_in_doubt(&reply.headers, reply.asked);
        Ok(answer)
    }

    /// The error for a successful answer without anything usable.
    pub fn unusable(&self, endpoint: Endpoint, reply: &Reply) -> RequestError {
        let mut evidence = Network::unreachable(endpoint, self.clock.now()).evidence;
        evidence.status = Some(reply.status);
        RequestError::Malformed(evidence)
    }

    /// The error for a successful answer about another account than the one that was asked about.
    pub fn of_another_account(&self, endpoint: Endpoint) -> RequestError {
        let mut evidence = Network::unreachable(endpoint, self.clock.now()).evidence;
        evidence.status = Some(200);
        evidence.code = Some(ANOTHER_ACCOUNT.to_owned());
        RequestError::Malformed(evidence)
    }

    /// The client secret, if the app has one.
    pub fn client_secret(&self) -> Option<&str> {
        self.app.client_secret.as_ref().map(ExposeSecret::expose_secret)
    }

    /// Tries a step of a sign-in again after a blip, so that the person need not sign in again. An authorization code
    /// is sent again as well, although it is good for one use: if the lost request had used it up, the network refuses
    /// the second and revokes only tokens that Gander never received (RFC 6749 section 4.1.2).
    ///
    /// # Errors
    /// [`RequestError`] of the last try, or of the first try that was lost if the network refused the second.
    pub async fn retrying<T, F>(
        &self,
        endpoint: Endpoint,
        mut step: impl FnMut() -> F,
    ) -> Result<T, RequestError>
    where
        F: Future<Output = Result<T, RequestError>>,
    {
        let timeouts = self.http.timeouts();
        let started = Instant::now();
        let mut lost = None;
        for retries in 0.. {
            let failed = match step().await {
                Ok(done) => return Ok(done),
                Err(failed) => failed,
            };
            let mut wait = timeouts.retry * 2_u32.pow(retries.min(5));
            let again = match &failed {
                // Some networks call a token revoked for a few seconds after minting it.
                RequestError::Rejected(verdict) if verdict.confirm_after.is_some() => {
                    retries < CONTRADICTION_RETRIES
                }
                RequestError::Rejected(verdict) => {
                    let unclear = endpoint != Endpoint::Token && verdict.signal == Signal::Transient;
                    unclear && retries < UNREACHABLE_RETRIES
                }
                RequestError::Transient(Verdict {
                    signal: Signal::RateLimited { until: Some(until) },
                    ..
                }) => {
                    let asked = *until - self.clock.now();
                    wait = wait.max(asked.to_std().unwrap_or_default());
                    asked <= LONGEST_ASKED_WAIT && retries < UNREACHABLE_RETRIES
                }
                RequestError::Transient(_) => retries < UNREACHABLE_RETRIES,
                RequestError::ResponseLost(_) | RequestError::Malformed(_) => {
                    retries < UNREACHABLE_RETRIES && started.elapsed() < timeouts.answer * 2
                }
            };
            if !again {
                // The first request had used up the code, so the first error is the cause.
                let refused = endpoint == Endpoint::Token && matches!(failed, RequestError::Rejected(_));
                return Err(lost.filter(|_| refused).unwrap_or(failed));
            }
            if matches!(failed, RequestError::ResponseLost(_) | RequestError::Malformed(_)) {
                lost.get_or_insert(failed);
            }
            tokio::time::sleep(wait).await;
        }
        unreachable!("each kind of failure has an end")
    }
}
