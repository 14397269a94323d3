//! Requests that another program makes in an account's name. The program never sees the token, and the answer is
//! streamed to it as it is.

use http::{HeaderMap, Method, StatusCode, header::CONTENT_TYPE};
use networks::{Network, Protocol, at_server};
use url::Url;
use vault::Secrets;
use zeroize::Zeroizing;

use crate::{
    authorized::Subject,
    client::OAuthClient,
    error::TransportError,
    http::{Reply, builder},
};

/// The media type of a form.
const FORM: &str = "application/x-www-form-urlencoded";

/// The maximum size of an answer that asks for another proof.
const LONGEST_DEMAND: usize = 64 << 10;

/// A request of a program.
pub struct ForProgram {
    /// The method.
    pub method: Method,
    /// The address: see [`is_for_programs`].
    pub url: Url,
    /// The header fields, without those of the token, the host and the length.
    pub headers: HeaderMap,
    /// The body.
    pub body: Vec<u8>,
}

/// An answer whose body is not read yet.
pub struct Streamed {
    /// The head of the answer.
    pub status: StatusCode,
    /// The header fields.
    pub headers: HeaderMap,
    /// The part of the body that was read already.
    begun: Option<Zeroizing<Vec<u8>>>,
    rest: Option<reqwest::Response>,
}

/// The servers that get requests of programs: those of the network's file for posts and for checks, and the account's
/// own.
#[must_use]
pub fn servers_for_programs(network: &Network, secrets: &Secrets) -> Vec<Url> {
    let home = secrets.binding.home.as_ref();
    let publish = network.publish.as_ref();
    let named =
        publish.map(|publish| &publish.url).into_iter().chain([&network.probe.url, &network.identity.url]);
    let there = |url: &Url| home.map_or_else(|| url.clone(), |home| at_server(url, home));
    let mut servers: Vec<Url> = named.map(there).chain(home.cloned()).collect();
    servers.retain(|server| server.origin().is_tuple() && (server.scheme() == "https" || network.practice));
    servers.sort_by_key(|server| server.origin().ascii_serialization());
    servers.dedup_by_key(|server| server.origin().ascii_serialization());
    servers
}

/// Tells whether a program's request may go to an address.
#[must_use]
pub fn is_for_programs(network: &Network, secrets: &Secrets, url: &Url) -> bool {
    // The library would send a name and a password in the address.
    let is_plain = url.username().is_empty() && url.password().is_none();
    let is_known =
        servers_for_programs(network, secrets).iter().any(|server| server.origin() == url.origin());
    let is_upload = network.publish.as_ref().is_some_and(|publish| publish.takes_upload_at(url));
    is_plain && (is_known || is_upload)
}

impl Streamed {
    /// The next part of the body. `None` at its end.
    ///
    /// # Errors
    /// When the server stalls, or the connection ends too soon.
    pub async fn chunk(&mut self) -> Result<Option<Vec<u8>>, TransportError> {
        if let Some(begun) = self.begun.take() {
            return Ok(Some(begun.to_vec()));
        }
        let Some(rest) = &mut self.rest else { return Ok(None) };
        let chunk = rest.chunk().await.map_err(|_| TransportError::NoAnswer)?;
        Ok(chunk.map(|chunk| chunk.to_vec()))
    }

    /// The beginning of the body, which [`Self::chunk`] returns once more.
    pub fn begun(&self) -> &[u8] {
        self.begun.as_ref().map_or(&[], |begun| begun.as_slice())
    }

    /// Reads a refusal as far as its meaning may need it.
    async fn begin(mut response: reqwest::Response) -> Self {
        let (status, headers) = (response.status(), response.headers().clone());
        let mut begun = Zeroizing::new(Vec::new());
        if !matches!(status.as_u16(), 400..=403) {
            return Self { status, headers, begun: None, rest: Some(response) };
        }
        while begun.len() < LONGEST_DEMAND {
            match response.chunk().await {
                Ok(Some(chunk)) => begun.extend_from_slice(&chunk),
                Ok(None) | Err(_) => return Self { status, headers, begun: Some(begun), rest: None },
            }
        }
        Self { status, headers, begun: Some(begun), rest: Some(response) }
    }
}

impl OAuthClient<'_> {
    /// Sends a program's request with the account's token. It follows no redirect, and repeats only a request that the
    /// server wants with another proof.
    ///
    /// # Errors
    /// [`TransportError`], when there is no answer. `NotSent` proves that the server did nothing.
    pub async fn send_for_program(
        &self,
        request: ForProgram,
        secrets: &Secrets,
    ) -> Result<Streamed, TransportError> {
        if !is_for_programs(self.network, secrets, &request.url) {
            return Err(TransportError::NotSent);
        }
        let timeouts = self.http.timeouts();
        let client = builder(timeouts)
            .timeout(timeouts.once)
            .read_timeout(timeouts.answer)
            .retry(reqwest::retry::never())
            .build()
            .map_err(|_| TransportError::NotSent)?;
        let request = self.built(&client, request, secrets)?;
        let subject = Subject { method: request.method(), url: request.url(), form: form_of(&request) };
        let mut authorized = self.authorized(subject, secrets)?;
        loop {
            let mut request = request.try_clone().ok_or(TransportError::NotSent)?;
            request.headers_mut().extend(self.token_fields(&authorized)?);
            let asked = self.clock.elapsed();
            let response = client.execute(request).await.map_err(|error| {
                if error.is_connect() || error.is_builder() {
                    TransportError::NotSent
                } else {
                    TransportError::NoAnswer
                }
            })?;
            let answer = Streamed::begin(response).await;
            let reply = Reply {
                asked,
                status: answer.status.as_u16(),
                headers: answer.headers.clone(),
                body: Zeroizing::new(answer.begun().to_vec()),
            };
            if !self.wants_another_proof(&mut authorized, &reply) {
                return Ok(answer);
            }
        }
    }

    fn built(
        &self,
        client: &reqwest::Client,
        ForProgram { method, url, headers, body }: ForProgram,
        secrets: &Secrets,
    ) -> Result<reqwest::Request, TransportError> {
        let has_length = !body.is_empty() || !matches!(method, Method::GET | Method::HEAD);
        let mut built = client.request(method, url);
        if has_length {
            built = built.body(body);
        }
        if self.network.oauth.protocol == Protocol::OAuth2 {
            built = self.proving_secret(built, &secrets.access_token);
        }
        let mut built = built.build().map_err(|_| TransportError::NotSent)?;
        self.with_headers(&mut built);
        self.with_headers_of_posts(&mut built);
        // The program's own choice, such as another version of the interface, wins.
        for name in headers.keys() {
            built.headers_mut().remove(name);
        }
        built.headers_mut().extend(headers);
        Ok(built)
    }
}

/// The body if it is a form, or else nothing.
fn form_of(request: &reqwest::Request) -> &[u8] {
    let named = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let kind = named.and_then(|named| named.split(';').next()).unwrap_or_default();
    let body = request.body().filter(|_| kind.trim().eq_ignore_ascii_case(FORM));
    body.and_then(reqwest::Body::as_bytes).unwrap_or_default()
}
