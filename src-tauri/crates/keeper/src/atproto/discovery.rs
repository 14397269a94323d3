//! What a server says of itself: which authorization server it trusts, and where that one is asked for what
//! (https://atproto.com/specs/oauth, RFC 9728, RFC 8414).

use http::header::ACCEPT;
use networks::Handles;
use serde::{Deserialize, de::DeserializeOwned};
use url::Url;

use super::{Lookup, Trouble};
use crate::http::{Fault, Reply};

#[derive(Deserialize)]
struct Resource {
    resource: String,
    authorization_servers: Vec<String>,
}

/// An authorization server, by its own words.
#[derive(Deserialize)]
pub(super) struct AuthorizationServer {
    issuer: String,
    pub authorization_endpoint: Url,
    pub token_endpoint: Url,
    pub pushed_authorization_request_endpoint: Url,
    pub revocation_endpoint: Option<Url>,
    #[serde(default)]
    scopes_supported: Vec<String>,
    #[serde(default)]
    code_challenge_methods_supported: Vec<String>,
    #[serde(default)]
    dpop_signing_alg_values_supported: Vec<String>,
    #[serde(default)]
    token_endpoint_auth_methods_supported: Vec<String>,
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

impl AuthorizationServer {
    /// Whether it can what Gander does, and the profile of the AT Protocol demands.
    fn fits(&self, scopes: &[String]) -> bool {
        let knows = |list: &[String], word: &str| list.iter().any(|known| known == word);
        self.authorization_response_iss_parameter_supported
            && knows(&self.code_challenge_methods_supported, "S256")
            && knows(&self.dpop_signing_alg_values_supported, "ES256")
            && knows(&self.token_endpoint_auth_methods_supported, "none")
            && scopes.iter().all(|scope| knows(&self.scopes_supported, scope))
    }

    fn addresses(&self) -> impl Iterator<Item = &Url> {
        [&self.authorization_endpoint, &self.token_endpoint, &self.pushed_authorization_request_endpoint]
            .into_iter()
            .chain(&self.revocation_endpoint)
    }
}

/// An address without path, as issuers are written (RFC 9207 section 2.4 compares them as texts).
pub(super) fn issuer_text(issuer: &Url) -> String {
    issuer.origin().ascii_serialization()
}

impl Lookup<'_> {
    /// The authorization server that an account's own server trusts.
    pub async fn issuer(&self, home: &Url) -> Result<Url, Trouble> {
        let mut url = home.clone();
        url.set_path("/.well-known/oauth-protected-resource");
        let told: Resource = self.json(url, &[]).await?;
        let [issuer] = &told.authorization_servers[..] else { return Err(Trouble::Unusable) };
        let same = Url::parse(&told.resource).is_ok_and(|resource| resource.origin() == home.origin());
        let issuer = Url::parse(issuer).ok().filter(|url| issuer_text(url) == *issuer);
        issuer.filter(|url| same && self.network.may_ask(url)).ok_or(Trouble::Unusable)
    }

    /// What an authorization server says of itself. Its time is learned by the way: a proof names the time, and one that
    /// is wrong is refused.
    pub async fn server(&self, issuer: &Url) -> Result<AuthorizationServer, Trouble> {
        let mut url = issuer.clone();
        url.set_path("/.well-known/oauth-authorization-server");
        let reply = self.ask(url).await?;
        let server: AuthorizationServer = read(&reply, &[])?;
        let honest = server.issuer == issuer_text(issuer) && server.fits(&self.network.oauth.scopes);
        if !honest || !server.addresses().all(|url| self.network.may_ask(url)) {
            return Err(Trouble::Unusable);
        }
        self.clock.learn(&self.network.id, &reply.headers, reply.asked);
        Ok(server)
    }

    pub(super) fn handles(&self) -> Result<&Handles, Trouble> {
        self.network.oauth.handles.as_ref().ok_or(Trouble::Unusable)
    }

    /// Asks for a document. `nobody`: the statuses that say that there is none.
    pub(super) async fn json<T: DeserializeOwned>(&self, url: Url, nobody: &[u16]) -> Result<T, Trouble> {
        read(&self.ask(url).await?, nobody)
    }

    async fn ask(&self, url: Url) -> Result<Reply, Trouble> {
        let request = self.http.client().get(url).header(ACCEPT, "application/json").build();
        let request = request.map_err(|_| Trouble::Unusable)?;
        self.http.send(request, self.clock).await.map_err(|fault| match fault {
            Fault::NotSent | Fault::NoAnswer => Trouble::Unreachable,
            Fault::TooLarge => Trouble::Unusable,
        })
    }
}

fn read<T: DeserializeOwned>(reply: &Reply, nobody: &[u16]) -> Result<T, Trouble> {
    match reply.status {
        200 => serde_json::from_slice(&reply.body).map_err(|_| Trouble::Unusable),
        status if nobody.contains(&status) => Err(Trouble::Unknown),
        429 | 500..=599 => Err(Trouble::Unreachable),
        _ => Err(Trouble::Unusable),
    }
}
