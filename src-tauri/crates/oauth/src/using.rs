//! Requests that act for an account, such as the parts of a post.
//!
//! Nothing here judges an answer. A request is repeated only when the answer proves that the server did nothing: it
//! wants another DPoP proof.

use http::{
    HeaderMap, HeaderValue, Method,
    header::{
        ACCEPT, ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, HOST,
        PROXY_AUTHORIZATION, TRANSFER_ENCODING,
    },
};
use networks::{Asks, Protocol, Publish, at_server};
use secrecy::{ExposeSecret, SecretString};
use url::Url;
use vault::Secrets;

use self::own_server::ToOwnServer;
use crate::{
    atproto::{Key, PROOF, asks_for_nonce, refuses_proof},
    client::OAuthClient,
    error::TransportError,
    http::Reply,
};

/// A request that acts for an account.
pub struct AccountRequest {
    /// The method.
    pub method: Method,
    /// The address, at the server that takes the account's posts, or at another host of [`networks::Publish::upload`].
    pub url: Url,
    /// The header fields. Gander sets those about the connection and the token by itself.
    pub headers: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
    /// True if the request carries the account's token.
    pub token: bool,
    /// True if the request cannot be taken back, or carries a file: it gets a connection of its own and a long timeout.
    pub once: bool,
}

impl OAuthClient<'_> {
    /// Sends a request with the account's token, and returns any answer. The request goes only to the server of the
    /// network's `publish.url` and to that of its `publish.upload`. It follows no redirect. It is repeated at most twice: once with the nonce that the
    /// server wants in the DPoP proof, and once with the server's time in the proof.
    ///
    /// # Errors
    /// [`TransportError`], when there is no answer to judge. `NotSent` proves that the server did nothing.
    pub async fn send_as_account(
        &self,
        request: AccountRequest,
        secrets: &Secrets,
    ) -> Result<Reply, TransportError> {
        let token = request.token;
        let Some(request) = self.to_own_server(request, secrets) else {
            tracing::error!(network = %self.network.id, "a request that is not for the network's server");
            return Err(TransportError::NotSent);
        };
        if !token {
            return self.send_with(&request, HeaderMap::new()).await;
        }
        let authorization = match self.network.oauth.protocol {
            Protocol::Atproto if secrets.binding.is_bound() => {
                return self.send_with_proof(&request, secrets).await;
            }
            Protocol::OAuth2 | Protocol::Atproto => token_of("Bearer", &secrets.access_token),
            Protocol::OAuth1a => {
                let (method, url, form) = (request.method(), request.url(), request.form());
                self.authorization_of_account(method, url, form, secrets)
            }
        };
        let authorization = authorization.ok_or(TransportError::NotSent)?;
        self.send_with(&request, HeaderMap::from_iter([(AUTHORIZATION, authorization)])).await
    }

    /// Builds the request without its token. `None` if its address is not at the server of the account's posts, or if it
    /// cannot be built.
    fn to_own_server(&self, request: AccountRequest, secrets: &Secrets) -> Option<ToOwnServer> {
        let publish = self.network.publish.as_ref()?;
        let root = &publish.url;
        // At the AT Protocol, each account has a server of its own.
        let root = secrets.binding.home.as_ref().map_or_else(|| root.clone(), |home| at_server(root, home));
        let AccountRequest { method, url, mut headers, body, token, once } = request;
        // The library would send them as a password.
        if !url.username().is_empty() || url.password().is_some() {
            return None;
        }
        for own in [AUTHORIZATION, PROXY_AUTHORIZATION, COOKIE, HOST, TRANSFER_ENCODING] {
            headers.remove(own);
        }
        headers.remove(PROOF);
        headers.entry(ACCEPT).or_insert(HeaderValue::from_static("application/json"));
        if self.network.oauth.asks == Some(Asks::Server) {
            headers.entry(ACCEPT_LANGUAGE).or_insert(HeaderValue::from_static("en"));
        }
        // A request with a body method needs an explicit length, even without a body.
        if body.is_empty() && method != Method::GET && method != Method::HEAD {
            headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        } else {
            headers.remove(CONTENT_LENGTH);
        }
        let mut built = self.http.client().request(method, url).headers(headers);
        if !body.is_empty() {
            built = built.body(body);
        }
        if token && self.network.oauth.protocol == Protocol::OAuth2 {
            built = self.proving_secret(built, &secrets.access_token);
        }
        let mut built = built.build().ok()?;
        self.with_headers(&mut built);
        self.with_headers_of_posts(&mut built);
        ToOwnServer::new(built, &root, publish, once)
    }

    /// Sends the request with a proof (RFC 9449). A server that wants another proof has done nothing.
    async fn send_with_proof(
        &self,
        request: &ToOwnServer,
        secrets: &Secrets,
    ) -> Result<Reply, TransportError> {
        let access = &secrets.access_token;
        let key = secrets.binding.dpop_key.as_ref().and_then(Key::read).ok_or(TransportError::NotSent)?;
        let (mut now, mut put_right, mut nonce_repeated) = (self.clock.now(), false, false);
        loop {
            let nonce = self.http.nonces().of(request.url());
            let proof = key.proof(request.method(), request.url(), nonce.as_deref(), Some(access), now);
            let proof = proof.and_then(|proof| HeaderValue::try_from(proof).ok());
            let (proof, token) = proof.zip(token_of("DPoP", access)).ok_or(TransportError::NotSent)?;
            let mut headers = HeaderMap::from_iter([(AUTHORIZATION, token)]);
            headers.insert(PROOF, proof);
            let reply = self.send_with(request, headers).await?;
            let has_new_nonce = self.http.nonces().learn(request.url(), &reply.headers);
            let date = self.clock.contradiction(&reply.headers, reply.asked).filter(|_| !put_right);
            match date.filter(|_| refuses_proof(&reply)) {
                // A server of accounts refuses a proof with this status alone.
                _ if reply.status != 401 => return Ok(reply),
                Some(date) => (now, put_right) = (date, true),
                None if has_new_nonce && !nonce_repeated && asks_for_nonce(&reply) => nonce_repeated = true,
                None => return Ok(reply),
            }
        }
    }

    async fn send_with(&self, request: &ToOwnServer, headers: HeaderMap) -> Result<Reply, TransportError> {
        let client = if request.once() { self.http.once() } else { Some(self.http.client()) };
        let (client, request) = client.zip(request.with(headers)).ok_or(TransportError::NotSent)?;
        self.http.send_by(client, request, self.clock).await
    }
}

/// The `Authorization` header with a token (RFC 6750 section 2.1).
pub(crate) fn token_of(scheme: &str, token: &SecretString) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_str(&format!("{scheme} {}", token.expose_secret())).ok()?;
    value.set_sensitive(true);
    Some(value)
}

mod own_server {
    //! A request to the one server that may get the account's token.

    use super::{CONTENT_TYPE, HeaderMap, HeaderValue, Method, Publish, Url};

    /// The media type of a form.
    const FORM: &str = "application/x-www-form-urlencoded";

    /// A request to the server of the account's posts. Its address cannot be changed, so that a token that is added to
    /// it can go nowhere else.
    pub(super) struct ToOwnServer {
        request: reqwest::Request,
        once: bool,
    }

    impl ToOwnServer {
        /// `None` if the address has another origin (RFC 6454 section 4) than the root, and is not at the server of uploads.
        pub fn new(request: reqwest::Request, root: &Url, publish: &Publish, once: bool) -> Option<Self> {
            let origin = request.url().origin();
            let is_at_root = origin.is_tuple() && origin == root.origin();
            (is_at_root || publish.takes_upload_at(request.url())).then_some(Self { request, once })
        }

        pub fn method(&self) -> &Method {
            self.request.method()
        }

        pub fn url(&self) -> &Url {
            self.request.url()
        }

        pub fn once(&self) -> bool {
            self.once
        }

        /// The body if it is a form, or else nothing.
        pub fn form(&self) -> &[u8] {
            let named = self.request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
            let kind = named.and_then(|named| named.split(';').next()).unwrap_or_default();
            let body = self.request.body().filter(|_| kind.trim().eq_ignore_ascii_case(FORM));
            body.and_then(reqwest::Body::as_bytes).unwrap_or_default()
        }

        /// A copy to send, with these header fields.
        pub fn with(&self, headers: HeaderMap<HeaderValue>) -> Option<reqwest::Request> {
            let mut request = self.request.try_clone()?;
            request.headers_mut().extend(headers);
            Some(request)
        }
    }
}

#[cfg(test)]
mod tests;
