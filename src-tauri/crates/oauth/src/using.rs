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
use url::Url;
use vault::Secrets;

use self::own_server::ToOwnServer;
use crate::{atproto::PROOF, authorized::Subject, client::OAuthClient, error::TransportError, http::Reply};

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
        let subject = Subject { method: request.method(), url: request.url(), form: request.form() };
        let mut authorized = self.authorized(subject, secrets)?;
        loop {
            let reply = self.send_with(&request, self.token_fields(&authorized)?).await?;
            if !self.wants_another_proof(&mut authorized, &reply) {
                return Ok(reply);
            }
        }
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

    async fn send_with(&self, request: &ToOwnServer, headers: HeaderMap) -> Result<Reply, TransportError> {
        let client = if request.once() { self.http.once() } else { Some(self.http.client()) };
        let (client, request) = client.zip(request.with(headers)).ok_or(TransportError::NotSent)?;
        self.http.send_by(client, request, self.clock).await
    }
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
