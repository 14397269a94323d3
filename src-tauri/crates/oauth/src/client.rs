//! OAuth 2.0 (RFC 6749) with PKCE (RFC 7636), the exchanges that some networks add to it, and who signed in. The other
//! flows branch off here: see [`crate::oauth1`].

#[cfg(test)]
mod tests;

use std::{collections::HashMap, pin::Pin, sync::Mutex, time::Duration};

use chrono::TimeDelta;
use lifecycle::{Account, Endpoint, Renewal, Scopes, Signal, Verdict};
use networks::{
    Asks, ClientAuth, Method, Network, Pkce, Protocol, Secret, Send, TokenPlacement, TokenSwap, UsedIn,
    WithoutSecret,
};
use oauth2::{
    AsyncHttpClient, AuthType, AuthUrl, AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointNotSet,
    EndpointSet, HttpRequest, HttpResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RefreshToken,
    Scope, TokenUrl, basic::BasicClient,
};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use tokio::time::Instant;
use url::{Url, form_urlencoded};
use vault::{App, Binding, Secrets};

use crate::{
    bridge::Way,
    http::{Http, Reply, RequestError, TransportError, judge, with_token},
    redirect::Target,
    time::Time,
    token::TokenAnswer,
};

/// How often a step of a sign-in is tried again when the network contradicts itself for a moment, and when it cannot
/// be reached.
const CONTRADICTION_RETRIES: u32 = 5;
const UNREACHABLE_RETRIES: u32 = 3;
/// A network that asks for more patience than this ends the sign-in: the person is waiting.
const LONGEST_ASKED_WAIT: TimeDelta = TimeDelta::seconds(10);

/// The code of an answer about another account. A cache or a proxy may have mixed it up, so it proves nothing.
const ANOTHER_ACCOUNT: &str = "another_account";

type Client = BasicClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointSet>;

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

/// Whether these are all the app keys that the network demands.
pub fn complete(network: &Network, has_client_id: bool, has_secret: bool) -> bool {
    has_client_id && (has_secret || network.oauth.secret != Secret::Required)
}

impl OAuthClient<'_> {
    /// A new authorization request for the person's browser. Some networks are asked before it can be made.
    /// `missing`: permissions that an earlier sign-in did not bring.
    pub async fn prepare(&self, redirect: Target, missing: &[String]) -> Result<Authorization, RequestError> {
        match self.network.oauth.protocol {
            Protocol::OAuth1a => self.temporary_credentials(Some(redirect.url)).await,
            // Of the AT Protocol the account's own server is asked before.
            Protocol::OAuth2 | Protocol::Atproto => Ok(self.authorize(redirect, missing)),
        }
    }

    /// Builds an authorization request (RFC 6749 section 4.1.1). It asks nothing of the network.
    pub fn authorize(
        &self,
        Target { url: redirect, by_bridge }: Target,
        missing: &[String],
    ) -> Authorization {
        let oauth = &self.network.oauth;
        let client = self.client(Some(&redirect));
        let mut request = client.authorize_url(|| by_bridge.map_or_else(CsrfToken::new_random, Way::state));
        let again = !missing.is_empty() && !oauth.rerequest.is_empty();
        let asked = self.network.asked_scopes(&self.app.options);
        let scopes = if again { missing } else { asked.as_slice() };
        if !scopes.is_empty() && !self.brings_its_scopes() {
            // One by one the crate would join them with spaces, which not every network takes.
            request = request.add_scope(Scope::new(scopes.join(&oauth.scope_separator)));
        }
        let own =
            oauth.authorize_extra.iter().filter(|(name, _)| !again || !oauth.rerequest.contains_key(*name));
        let own = own.chain(oauth.rerequest.iter().filter(|_| again));
        let own = own.map(|(name, value)| (name.as_str(), value.as_str()));
        let brought: Vec<_> = self.brought(UsedIn::Authorize).collect();
        let own = own.filter(|(name, _)| !brought.iter().any(|(brought, _)| brought == name));
        for (name, value) in own.chain(brought.iter().copied()) {
            request = request.add_extra_param(name, value);
        }
        let mut verifier = None;
        let pkce = self.without_secret().map_or(oauth.pkce, |way| way.pkce);
        if pkce != Pkce::None {
            let (challenge, secret) = PkceCodeChallenge::new_random_sha256();
            request = match pkce {
                Pkce::S256Hex => request
                    .add_extra_param("code_challenge", hex_challenge(secret.secret()))
                    .add_extra_param("code_challenge_method", "S256"),
                Pkce::S256 | Pkce::None => request.set_pkce_challenge(challenge),
            };
            verifier = Some(SecretString::from(secret.into_secret()));
        }
        let (mut url, state) = request.url();
        if let Some(query) =
            url.query().and_then(|query| renamed(query.as_bytes(), &oauth.client_id_parameter))
        {
            url.set_query(Some(&query));
        }
        Authorization {
            url,
            state: SecretString::from(state.into_secret()),
            verifier,
            redirect: Some(redirect),
            binding: Binding::default(),
        }
    }

    /// Exchanges the code, swaps for a long-lived token where there is one, and asks who signed in.
    pub async fn sign_in(
        &self,
        authorization: &Authorization,
        code: &SecretString,
    ) -> Result<SignedIn, RequestError> {
        if self.network.oauth.protocol == Protocol::Atproto {
            return self.sign_in_bound(authorization, code).await;
        }
        let mut answer = self.retrying(Endpoint::Token, || self.exchange(authorization, code)).await?;
        answer.secrets.binding = answer.secrets.binding.or_former(&authorization.binding);
        if let Some(swap) = &self.network.oauth.long_lived {
            let short = answer.secrets;
            let long =
                self.retrying(Endpoint::LongLived, || self.swap(Endpoint::LongLived, swap, &short)).await?;
            answer = TokenAnswer {
                secrets: long.secrets.or_former(&short),
                lifetimes: long.lifetimes,
                scopes: long.scopes.or(answer.scopes),
            };
        }
        let granted = answer.scopes.as_ref();
        let ask = || self.who(Endpoint::Identity, &answer.secrets, granted);
        let TokenInfo { account, avatar, scopes } = self.retrying(Endpoint::Identity, ask).await?;
        answer.scopes = scopes.or(answer.scopes);
        let mut signed_in = SignedIn { account, avatar, answer };
        self.learn_clocks(&mut signed_in).await;
        Ok(signed_in)
    }

    /// Renews by whatever this network offers, for this account.
    pub async fn renew(&self, secrets: &Secrets, account: &str) -> Result<TokenAnswer, RequestError> {
        let answer = match (&self.network.policy.renewal, &self.network.oauth.extend, &secrets.refresh_token)
        {
            (Renewal::Extend { .. }, Some(swap), _) => self.swap(Endpoint::Renewal, swap, secrets).await?,
            (Renewal::Refresh { .. }, _, Some(refresh))
                if self.network.oauth.protocol == Protocol::Atproto =>
            {
                self.refresh_at_home(secrets, refresh, account).await?
            }
            (Renewal::Refresh { .. }, _, Some(refresh)) => self.refresh(refresh).await?,
            _ => {
                return Err(RequestError::Transient(Network::unreachable(
                    Endpoint::Renewal,
                    self.clock.now(),
                )));
            }
        };
        Ok(TokenAnswer { secrets: answer.secrets.or_former(secrets), ..answer })
    }

    /// Whether the token works, who it belongs to, and what it allows if the network says so here. `granted`: what is
    /// known of that before.
    pub async fn who(
        &self,
        endpoint: Endpoint,
        secrets: &Secrets,
        granted: Option<&Scopes>,
    ) -> Result<TokenInfo, RequestError> {
        let reply = match self.network.oauth.protocol {
            Protocol::Atproto => self.who_at_home(endpoint, secrets).await?,
            Protocol::OAuth1a => self.who_signed(endpoint, secrets).await?,
            Protocol::OAuth2 => self.ask_who(endpoint, secrets, granted).await?,
        };
        let account = self.network.whoami(endpoint, &reply.body);
        let account = account.ok_or_else(|| self.unusable(endpoint, &reply))?;
        let avatar = self.network.avatar(endpoint, &reply.body);
        Ok(TokenInfo { account, avatar, scopes: self.network.granted(endpoint, &reply.body) })
    }

    async fn ask_who(
        &self,
        endpoint: Endpoint,
        secrets: &Secrets,
        granted: Option<&Scopes>,
    ) -> Result<Reply, RequestError> {
        let asked = if endpoint == Endpoint::Identity { &self.network.identity } else { &self.network.probe };
        self.ask_with(endpoint, asked.url_with(granted), asked.token, &secrets.access_token).await
    }

    /// Asks for the resource at an address with this token.
    pub async fn ask_with(
        &self,
        endpoint: Endpoint,
        url: Url,
        placement: TokenPlacement,
        token: &SecretString,
    ) -> Result<Reply, RequestError> {
        let mut request = self.http.client().get(url).header(http::header::ACCEPT, "application/json");
        if self.network.oauth.asks == Some(Asks::Server) {
            // Some servers know no code for why they refuse, and say it in the language that is asked for.
            request = request.header(http::header::ACCEPT_LANGUAGE, "en");
        }
        self.ask(endpoint, self.proving_secret(with_token(request, placement, token), token)).await
    }

    /// Exchanges an authorization code for tokens (RFC 6749 section 4.1.3).
    ///
    /// # Errors
    /// [`RequestError`].
    pub async fn exchange(
        &self,
        authorization: &Authorization,
        code: &SecretString,
    ) -> Result<TokenAnswer, RequestError> {
        if self.network.oauth.protocol == Protocol::OAuth1a {
            return self.token_credentials(authorization, code).await;
        }
        let client = self.client(authorization.redirect.as_ref());
        let mut code = code.expose_secret();
        if let Some(suffix) = &self.network.oauth.strip_code_suffix {
            code = code.strip_suffix(suffix.as_str()).unwrap_or(code);
        }
        let mut request = client.exchange_code(AuthorizationCode::new(code.to_owned()));
        if let Some(verifier) = &authorization.verifier {
            request = request.set_pkce_verifier(PkceCodeVerifier::new(verifier.expose_secret().to_owned()));
        }
        for (name, value) in &self.network.oauth.token_extra {
            request = request.add_extra_param(name, value);
        }
        let raw = self.raw();
        let _ = request.request_async(&raw).await;
        self.token(Endpoint::Token, raw.take())
    }

    async fn refresh(&self, refresh_token: &SecretString) -> Result<TokenAnswer, RequestError> {
        let token = RefreshToken::new(refresh_token.expose_secret().to_owned());
        let client = self.client(None);
        // A network that takes a used token once more for a while is asked again within that while.
        let within = self.network.grace.map(|grace| self.http.timeouts().answer.min(grace / 2));
        let raw = Raw { within, ..self.raw() };
        let _ = client.exchange_refresh_token(&token).request_async(&raw).await;
        self.token(Endpoint::Renewal, raw.take())
    }

    async fn swap(
        &self,
        endpoint: Endpoint,
        swap: &TokenSwap,
        secrets: &Secrets,
    ) -> Result<TokenAnswer, RequestError> {
        let mut parameters = HashMap::from([
            ("grant_type", swap.grant_type.as_str()),
            (swap.token_parameter.as_str(), secrets.access_token.expose_secret()),
        ]);
        for what in &swap.send {
            match what {
                Send::ClientId => {
                    parameters.insert(&self.network.oauth.client_id_parameter, &self.app.client_id)
                }
                Send::ClientSecret => {
                    parameters.insert("client_secret", self.client_secret().unwrap_or_default())
                }
            };
        }
        let client = self.http.client();
        let request = match swap.method {
            Method::Get => client.get(swap.url.clone()).query(&parameters),
            Method::Post => client.post(swap.url.clone()).form(&parameters),
        };
        let reply = self.ask(endpoint, request).await;
        self.token_of(endpoint, &reply?)
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

    fn token(
        &self,
        endpoint: Endpoint,
        reply: Result<Reply, TransportError>,
    ) -> Result<TokenAnswer, RequestError> {
        let reply = judge(self.http, self.network, endpoint, self.clock, reply)?;
        self.token_of(endpoint, &reply)
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

    /// The error for a successful answer of which nothing can be used.
    pub fn unusable(&self, endpoint: Endpoint, reply: &Reply) -> RequestError {
        let mut evidence = Network::unreachable(endpoint, self.clock.now()).evidence;
        evidence.status = Some(reply.status);
        RequestError::Malformed(evidence)
    }

    /// A good answer that speaks of another account than the one that was asked about.
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

    /// The other way in, where the network has one for an app that has no secret.
    fn without_secret(&self) -> Option<&WithoutSecret> {
        self.network.oauth.without_secret.as_ref().filter(|_| self.app.client_secret.is_none())
    }

    fn raw(&self) -> Raw<'_> {
        Raw { oauth: self, within: None, reply: Mutex::new(None) }
    }

    fn client(&self, redirect: Option<&Url>) -> Client {
        let oauth = &self.network.oauth;
        let authorize = self.without_secret().map_or(&oauth.authorize, |way| &way.authorize);
        let mut client = BasicClient::new(ClientId::new(self.app.client_id.clone()))
            .set_auth_uri(AuthUrl::from_url(authorize.clone()))
            .set_token_uri(TokenUrl::from_url(oauth.token.clone()))
            .set_auth_type(match oauth.client_auth {
                ClientAuth::Basic | ClientAuth::BasicAlways => AuthType::BasicAuth,
                ClientAuth::Body | ClientAuth::None => AuthType::RequestBody,
            });
        if let Some(secret) = self.client_secret().filter(|_| oauth.secret != Secret::None) {
            client = client.set_client_secret(ClientSecret::new(secret.to_owned()));
        } else if oauth.client_auth == ClientAuth::BasicAlways {
            client = client.set_client_secret(ClientSecret::new(String::new()));
        }
        match redirect {
            Some(redirect) => client.set_redirect_uri(RedirectUrl::from_url(redirect.clone())),
            None => client,
        }
    }

    /// The person has done their part: a blip must not send them back to the login page. That holds for the code
    /// as well, although it is good for one use: if a request that was lost had used it up, sending it again is
    /// refused, and spends nothing but tokens that nobody has (RFC 6749 section 4.1.2).
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
                // Refused because the first request had used up the code: it is the first that failed.
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

/// The challenge as TikTok reads RFC 7636 section 4.2: in lowercase hex.
fn hex_challenge(verifier: &str) -> String {
    Sha256::digest(verifier).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The parameters with the app's id under another name. `None` where it is the common one.
fn renamed(parameters: &[u8], client_id_parameter: &str) -> Option<String> {
    (client_id_parameter != "client_id").then(|| {
        let names = form_urlencoded::parse(parameters).map(|(name, value)| {
            if name == "client_id" { (client_id_parameter.into(), value) } else { (name, value) }
        });
        form_urlencoded::Serializer::new(String::new()).extend_pairs(names).finish()
    })
}

/// Between the oauth2 crate, which builds the request, and the network's file, which judges the raw answer:
/// the crate takes no status but 200, no type but JSON, no error that is not a string, and keeps copies that
/// are not wiped. It gets an empty answer, and its own verdict is not asked.
struct Raw<'a> {
    oauth: &'a OAuthClient<'a>,
    within: Option<Duration>,
    reply: Mutex<Option<Result<Reply, TransportError>>>,
}

impl Raw<'_> {
    fn take(self) -> Result<Reply, TransportError> {
        self.reply.into_inner().ok().flatten().unwrap_or(Err(TransportError::NotSent))
    }
}

impl<'c> AsyncHttpClient<'c> for Raw<'_> {
    type Error = TransportError;
    type Future =
        Pin<Box<dyn Future<Output = Result<HttpResponse, TransportError>> + std::marker::Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(async move {
            let request = match renamed(request.body(), &self.oauth.network.oauth.client_id_parameter) {
                Some(form) => request.map(|_| form.into_bytes()),
                None => request,
            };
            let reply = match reqwest::Request::try_from(request) {
                Ok(mut request) => {
                    if self.within.is_some() {
                        *request.timeout_mut() = self.within;
                    }
                    self.oauth.with_headers(&mut request);
                    self.oauth.http.send(request, self.oauth.clock).await
                }
                Err(_) => Err(TransportError::NotSent),
            };
            if let Ok(mut slot) = self.reply.lock() {
                *slot = Some(reply);
            }
            Ok(HttpResponse::new(Vec::new()))
        })
    }
}
