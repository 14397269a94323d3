//! OAuth 2.0 (RFC 6749) with PKCE (RFC 7636), and the token exchanges that some networks add to it.

#[cfg(test)]
mod tests;

use std::{collections::HashMap, pin::Pin, sync::Mutex, time::Duration};

use lifecycle::{Endpoint, Scopes};
use networks::{ClientAuth, Method, Pkce, Secret, Send, TokenSwap, UsedIn, WithoutSecret};
use oauth2::{
    AsyncHttpClient, AuthType, AuthUrl, AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointNotSet,
    EndpointSet, HttpRequest, HttpResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RefreshToken,
    Scope, TokenUrl, basic::BasicClient,
};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use url::{Url, form_urlencoded};
use vault::{Binding, Secrets};

use crate::{
    bridge::Way,
    client::{Authorization, OAuthClient},
    error::{RequestError, TransportError},
    http::{Reply, judge},
    redirect::Target,
    token::TokenAnswer,
};

type Client = BasicClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointSet>;

impl OAuthClient<'_> {
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
            // The crate joins scopes with spaces, which some networks do not take. So one joined scope is added.
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

    /// Exchanges an authorization code for tokens (RFC 6749 section 4.1.3).
    ///
    /// # Errors
    /// [`RequestError`].
    pub async fn exchange_code(
        &self,
        authorization: &Authorization,
        code: &SecretString,
    ) -> Result<TokenAnswer, RequestError> {
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

    /// Refreshes the access token (RFC 6749 section 6).
    pub async fn refresh(&self, refresh_token: &SecretString) -> Result<TokenAnswer, RequestError> {
        let token = RefreshToken::new(refresh_token.expose_secret().to_owned());
        let client = self.client(None);
        // Some networks take a used refresh token once more within a grace period. The retry must come within it.
        let within = self.network.grace.map(|grace| self.http.timeouts().answer.min(grace / 2));
        let raw = Raw { within, ..self.raw() };
        let _ = client.exchange_refresh_token(&token).request_async(&raw).await;
        self.token(Endpoint::Renewal, raw.take())
    }

    /// Exchanges an access token for a long-lived or extended one, as the network's file says.
    pub async fn swap(
        &self,
        endpoint: Endpoint,
        swap: &TokenSwap,
        secrets: &Secrets,
    ) -> Result<TokenAnswer, RequestError> {
        let mut parameters = HashMap::from([
            ("grant_type", swap.grant_type.as_str()),
            (swap.token_parameter.as_str(), secrets.access_token.expose_secret()),
        ]);
        for sent in &swap.send {
            match sent {
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

    /// Asks the network's identity or probe address with the access token.
    pub async fn ask_who(
        &self,
        endpoint: Endpoint,
        secrets: &Secrets,
        granted: Option<&Scopes>,
    ) -> Result<Reply, RequestError> {
        let asked = if endpoint == Endpoint::Identity { &self.network.identity } else { &self.network.probe };
        self.ask_with(endpoint, asked.url_with(granted), asked.token, &secrets.access_token).await
    }

    fn token(
        &self,
        endpoint: Endpoint,
        reply: Result<Reply, TransportError>,
    ) -> Result<TokenAnswer, RequestError> {
        let reply = judge(self.http, self.network, endpoint, self.clock, reply)?;
        self.token_of(endpoint, &reply)
    }

    /// The network's authorization endpoint for apps without a secret, where it has one.
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
}

/// The code challenge in lowercase hex, as TikTok demands, instead of RFC 7636 section 4.2.
fn hex_challenge(verifier: &str) -> String {
    Sha256::digest(verifier).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Renames the client id's parameter. `None` where the network uses the common name.
fn renamed(parameters: &[u8], client_id_parameter: &str) -> Option<String> {
    (client_id_parameter != "client_id").then(|| {
        let names = form_urlencoded::parse(parameters).map(|(name, value)| {
            if name == "client_id" { (client_id_parameter.into(), value) } else { (name, value) }
        });
        form_urlencoded::Serializer::new(String::new()).extend_pairs(names).finish()
    })
}

/// Stands between the oauth2 crate, which builds the request, and the network's file, which judges the raw answer. The
/// crate takes no status but 200, no type but JSON and no error that is not a string, and it keeps copies that are not
/// wiped. So it gets an empty answer, and its verdict is ignored.
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
