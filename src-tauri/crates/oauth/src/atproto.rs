//! The AT Protocol's profile of OAuth 2.1 (https://atproto.com/specs/oauth): a handle leads to the account's own
//! server, and that to its authorization server. Requests are pushed (RFC 9126), tokens are bound to a key (RFC 9449).

mod discovery;
mod dpop;
mod identity;
mod session;

use chrono::{DateTime, Utc};
use http::{Method, header};
use lifecycle::Endpoint;
use networks::{Json, Network, at_server};
use oauth2::{CsrfToken, PkceCodeChallenge};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use url::{Url, form_urlencoded};

pub(crate) use dpop::{Key, PROOF, asks_for_nonce, refuses_proof};
pub use session::is_app_password;

use vault::{App, Binding, Secrets};

use crate::{
    client::{Authorization, OAuthClient, SignedIn, TokenInfo},
    error::RequestError,
    failure::Failure,
    http::{Http, Reply, judge},
    time::Time,
    token::TokenAnswer,
};
use discovery::{AuthorizationServer, issuer_text};
use identity::Place;

/// The maximum number of attempts: the first, one with the server's nonce, and one with its time.
const MOST_PROOFS: u32 = 3;
/// The scope that every token of the AT Protocol needs.
const SCOPE: &str = "atproto";

/// Resolves accounts and their servers. All requests are public.
struct Lookup<'a> {
    http: &'a Http,
    clock: &'a Time,
    network: &'a Network,
}

/// The reason for which a lookup failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trouble {
    /// The server did not answer, or has a temporary error.
    Unreachable,
    /// The account or the server does not exist.
    Unknown,
    /// The answer is unusable.
    Unusable,
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Unreachable => Self::Unreachable,
            Trouble::Unknown => Self::AddressUnknown,
            Trouble::Unusable => Self::BadAnswer,
        }
    }
}

/// An app that needs no registration: its client id holds the redirect address and the scopes (the exception of the AT
/// Protocol's profile for apps on the person's own device).
pub fn app_of_this_device(network: &Network) -> App {
    let parameters = form_urlencoded::Serializer::new(String::new())
        .append_pair("redirect_uri", &network.oauth.loopback.registered())
        .append_pair("scope", &network.oauth.scopes.join(" "))
        .finish();
    App { client_id: format!("http://localhost?{parameters}"), ..App::default() }
}

/// The text of a member.
fn text(json: &Value, name: &str) -> Option<String> {
    json.get(name)?.as_str().map(str::to_owned)
}

/// A request with a DPoP proof.
struct Bound<'a> {
    method: Method,
    url: &'a Url,
    form: &'a [(&'a str, &'a str)],
    key: &'a Key,
    access: Option<&'a SecretString>,
}

impl OAuthClient<'_> {
    /// Resolves the account, which the person or an earlier sign-in named, and pushes its authorization request.
    ///
    /// # Errors
    /// [`Failure`], when there is no such account, or a server does not answer as it should.
    pub async fn prepare_at_account(&self, said: &str, redirect: Url) -> Result<Authorization, Failure> {
        let lookup = self.lookup();
        let place = lookup.account(said).await?;
        let issuer = lookup.issuer(&place.home).await?;
        let server = lookup.server(&issuer).await?;
        let dpop_key = Key::generate().ok_or(Failure::Unsupported)?;
        let binding = Binding {
            token_secret: None,
            dpop_key: Some(dpop_key),
            home: Some(place.home),
            issuer: Some(issuer),
        };
        self.push(&server, said.trim().trim_start_matches('@'), redirect, binding)
            .await
            .map_err(|failed| failed.failure())
    }

    async fn push(
        &self,
        server: &AuthorizationServer,
        hint: &str,
        redirect: Url,
        binding: Binding,
    ) -> Result<Authorization, RequestError> {
        let endpoint = Endpoint::Authorization;
        let state = SecretString::from(CsrfToken::new_random().into_secret());
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let key = self.key(endpoint, &binding)?;
        let scope = self.network.oauth.scopes.join(" ");
        let form = [
            ("client_id", self.app.client_id.as_str()),
            ("response_type", "code"),
            ("code_challenge", challenge.as_str()),
            ("code_challenge_method", challenge.method().as_str()),
            ("redirect_uri", redirect.as_str()),
            ("scope", &scope),
            ("state", state.expose_secret()),
            ("login_hint", hint),
        ];
        let url = &server.pushed_authorization_request_endpoint;
        let bound = Bound { method: Method::POST, url, form: &form, key: &key, access: None };
        let reply = self.ask_bound(endpoint, &bound).await?;
        // RFC 9126 section 2.2.
        let request_uri = Json::object(&reply.body).and_then(|json| text(&json, "request_uri"));
        let request_uri = request_uri.ok_or_else(|| self.unusable(endpoint, &reply))?;
        let mut url = server.authorization_endpoint.clone();
        url.query_pairs_mut()
            .append_pair("client_id", &self.app.client_id)
            .append_pair("request_uri", &request_uri);
        let verifier = Some(SecretString::from(verifier.into_secret()));
        Ok(Authorization { url, state, verifier, redirect: Some(redirect), binding })
    }

    /// Exchanges the code. Accepts the named account only if its own server trusts this authorization server, because
    /// an authorization server could claim any account.
    pub async fn sign_in_bound(
        &self,
        authorization: &Authorization,
        code: &SecretString,
    ) -> Result<SignedIn, RequestError> {
        let binding = &authorization.binding;
        let exchange = || self.exchange_bound(authorization, code);
        let (mut answer, sub) = self.retrying(Endpoint::Token, exchange).await?;
        let home = self.retrying(Endpoint::Identity, || self.home_of(&sub, binding)).await?;
        answer.secrets.binding = Binding { home: Some(home), ..binding.clone() };
        let who = || self.token_info_at_home(&answer.secrets);
        let TokenInfo { account, avatar, .. } = self.retrying(Endpoint::Identity, who).await?;
        if account.id != sub {
            return Err(RequestError::Malformed(self.nothing(Endpoint::Identity).evidence));
        }
        Ok(SignedIn { account, avatar, answer })
    }

    async fn exchange_bound(
        &self,
        authorization: &Authorization,
        code: &SecretString,
    ) -> Result<(TokenAnswer, String), RequestError> {
        let verifier = authorization.verifier.as_ref().map(ExposeSecret::expose_secret).unwrap_or_default();
        let form = [
            ("grant_type", "authorization_code"),
            ("client_id", self.app.client_id.as_str()),
            ("redirect_uri", authorization.redirect.as_ref().map(Url::as_str).unwrap_or_default()),
            ("code", code.expose_secret()),
            ("code_verifier", verifier),
        ];
        self.token_bound(Endpoint::Token, &authorization.binding, &form).await
    }

    /// Renews the tokens. A refresh token that is bound to a key works only once.
    pub async fn refresh_at_home(
        &self,
        secrets: &Secrets,
        refresh: &SecretString,
        account: &str,
    ) -> Result<TokenAnswer, RequestError> {
        if !secrets.binding.is_bound() {
            return self.refresh_session(self.home(Endpoint::Renewal, secrets)?, refresh, account).await;
        }
        let form = [
            ("grant_type", "refresh_token"),
            ("client_id", self.app.client_id.as_str()),
            ("refresh_token", refresh.expose_secret()),
        ];
        let (answer, sub) = self.token_bound(Endpoint::Renewal, &secrets.binding, &form).await?;
        if sub == account { Ok(answer) } else { Err(self.of_another_account(Endpoint::Renewal)) }
    }

    async fn token_bound(
        &self,
        endpoint: Endpoint,
        binding: &Binding,
        form: &[(&str, &str)],
    ) -> Result<(TokenAnswer, String), RequestError> {
        let server = self.server(endpoint, binding).await?;
        let key = self.key(endpoint, binding)?;
        let url = &server.token_endpoint;
        let bound = Bound { method: Method::POST, url, form, key: &key, access: None };
        let reply = self.ask_bound(endpoint, &bound).await?;
        let answer = self.token_of(endpoint, &reply)?;
        let json = Json::object(&reply.body);
        let said = |name| json.as_ref().and_then(|json| text(json, name));
        let is_bound = said("token_type").is_some_and(|kind| kind.eq_ignore_ascii_case("DPoP"));
        let is_ours = said("scope").is_some_and(|scope| scope.split(' ').any(|it| it == SCOPE));
        let sub = said("sub").filter(|_| is_bound && is_ours);
        sub.map(|sub| (answer, sub)).ok_or_else(|| self.unusable(endpoint, &reply))
    }

    /// The own server of the account, if it trusts the authorization server of this sign-in.
    async fn home_of(&self, sub: &str, binding: &Binding) -> Result<Url, RequestError> {
        let lookup = self.lookup();
        let found = async {
            let place = lookup.account(sub).await?;
            let trusted = lookup.issuer(&place.home).await?;
            let same =
                binding.issuer.as_ref().is_some_and(|issuer| issuer_text(issuer) == issuer_text(&trusted));
            if same && place.did == sub { Ok(place.home) } else { Err(Trouble::Unusable) }
        };
        found.await.map_err(|trouble| self.not_found(Endpoint::Identity, trouble))
    }

    /// Asks the account's own server who the token belongs to.
    async fn token_info_at_home(&self, secrets: &Secrets) -> Result<TokenInfo, RequestError> {
        let reply = self.who_at_home(Endpoint::Identity, secrets).await?;
        self.token_info(Endpoint::Identity, &reply)
    }

    /// Asks the account's own server if the token works, and for its account.
    pub async fn who_at_home(&self, endpoint: Endpoint, secrets: &Secrets) -> Result<Reply, RequestError> {
        let asked = if endpoint == Endpoint::Identity { &self.network.identity } else { &self.network.probe };
        let url = at_server(&asked.url, self.home(endpoint, secrets)?);
        if !secrets.binding.is_bound() {
            let request = self.http.client().get(url).header(header::ACCEPT, "application/json");
            return self.ask(endpoint, request.bearer_auth(secrets.access_token.expose_secret())).await;
        }
        let key = self.key(endpoint, &secrets.binding)?;
        let access = Some(&secrets.access_token);
        let bound = Bound { method: Method::GET, url: &url, form: &[], key: &key, access };
        self.ask_bound(endpoint, &bound).await
    }

    /// Ends the session at the server that issued the tokens.
    pub async fn revoke_at_home(&self, secrets: &Secrets) -> Result<(), RequestError> {
        let endpoint = Endpoint::Revocation;
        let token = secrets.refresh_token.as_ref().unwrap_or(&secrets.access_token);
        if !secrets.binding.is_bound() {
            return self.close_session(self.home(endpoint, secrets)?, token).await;
        }
        let server = self.server(endpoint, &secrets.binding).await?;
        let key = self.key(endpoint, &secrets.binding)?;
        let url = server.revocation_endpoint.as_ref();
        let url = url.ok_or_else(|| RequestError::Transient(self.nothing(endpoint)))?;
        let form = [("token", token.expose_secret()), ("client_id", self.app.client_id.as_str())];
        let bound = Bound { method: Method::POST, url, form: &form, key: &key, access: None };
        self.ask_bound(endpoint, &bound).await.map(drop)
    }

    /// Sends a request with a proof. Retries if the server only wants its nonce or its own time in the proof; such an
    /// answer says nothing about the request, so it is not judged.
    async fn ask_bound(&self, endpoint: Endpoint, bound: &Bound<'_>) -> Result<Reply, RequestError> {
        let (mut now, mut put_right, mut proofs) = (self.clock.now(), false, 0);
        let reply = loop {
            let reply = self.send_bound(endpoint, bound, now).await?;
            proofs += 1;
            let Ok(answer) = &reply else { break reply };
            let has_new_nonce = self.http.nonces().learn(bound.url, &answer.headers);
            let date = self.clock.contradiction(&answer.headers, answer.asked).filter(|_| !put_right);
            match date.filter(|_| refuses_proof(answer)) {
                _ if proofs == MOST_PROOFS => break reply,
                Some(date) => (now, put_right) = (date, true),
                None if has_new_nonce && asks_for_nonce(answer) => {}
                None => break reply,
            }
        };
        judge(self.http, self.network, endpoint, self.clock, reply)
    }

    async fn send_bound(
        &self,
        endpoint: Endpoint,
        bound: &Bound<'_>,
        now: DateTime<Utc>,
    ) -> Result<Result<Reply, crate::error::TransportError>, RequestError> {
        let Bound { method, url, form, key, access } = bound;
        let nonce = self.http.nonces().of(url);
        let proof = key.proof(method, url, nonce.as_deref(), *access, now);
        let proof = proof.ok_or_else(|| RequestError::Transient(self.nothing(endpoint)))?;
        let mut request = self.http.client().request(method.clone(), (*url).clone());
        request = request.header(header::ACCEPT, "application/json").header(PROOF, proof);
        if !form.is_empty() {
            request = request.form(form);
        }
        if let Some(access) = access {
            let mut value = header::HeaderValue::from_str(&format!("DPoP {}", access.expose_secret()))
                .map_err(|_| RequestError::Transient(self.nothing(endpoint)))?;
            value.set_sensitive(true);
            request = request.header(header::AUTHORIZATION, value);
        }
        let request = request.build().map_err(|_| RequestError::Transient(self.nothing(endpoint)))?;
        Ok(self.http.send(request, self.clock).await)
    }

    async fn server(
        &self,
        endpoint: Endpoint,
        binding: &Binding,
    ) -> Result<AuthorizationServer, RequestError> {
        let issuer =
            binding.issuer.as_ref().ok_or_else(|| RequestError::Transient(self.nothing(endpoint)))?;
        self.lookup().server(issuer).await.map_err(|trouble| self.not_found(endpoint, trouble))
    }

    fn home<'s>(&self, endpoint: Endpoint, secrets: &'s Secrets) -> Result<&'s Url, RequestError> {
        secrets.binding.home.as_ref().ok_or_else(|| RequestError::Transient(self.nothing(endpoint)))
    }

    fn lookup(&self) -> Lookup<'_> {
        Lookup { http: self.http, clock: self.clock, network: self.network }
    }

    /// No secret was sent yet, so no token can be spent.
    fn not_found(&self, endpoint: Endpoint, trouble: Trouble) -> RequestError {
        match trouble {
            Trouble::Unknown | Trouble::Unusable if endpoint == Endpoint::Identity => {
                RequestError::Malformed(self.nothing(endpoint).evidence)
            }
            Trouble::Unreachable | Trouble::Unknown | Trouble::Unusable => {
                RequestError::Transient(self.nothing(endpoint))
            }
        }
    }

    fn key(&self, endpoint: Endpoint, binding: &Binding) -> Result<Key, RequestError> {
        let key = binding.dpop_key.as_ref().and_then(Key::read);
        key.ok_or_else(|| RequestError::Transient(self.nothing(endpoint)))
    }

    fn nothing(&self, endpoint: Endpoint) -> lifecycle::Verdict {
        Network::unreachable(endpoint, self.clock.now())
    }
}
