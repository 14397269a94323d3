//! What a server says of itself: which authorization server it trusts, and where that one is asked for what
//! (https://atproto.com/specs/oauth, RFC 9728, RFC 8414).

use http::header::ACCEPT;
use networks::{Handles, Json};
use serde_json::Value;
use url::Url;

use super::{Lookup, Trouble, text};
use crate::http::{Fault, Reply};

/// An authorization server, by its own words.
pub(super) struct AuthorizationServer {
    pub authorization_endpoint: Url,
    pub token_endpoint: Url,
    pub pushed_authorization_request_endpoint: Url,
    pub revocation_endpoint: Option<Url>,
}

impl AuthorizationServer {
    /// `None` unless it is this one, and can what Gander does and the profile of the AT Protocol demands.
    fn read(told: &Value, issuer: &Url, scopes: &[String]) -> Option<Self> {
        let knows = |list: &str, word: &str| {
            told.get(list)
                .and_then(Value::as_array)
                .is_some_and(|list| list.iter().any(|known| known == word))
        };
        let fits = text(told, "issuer")? == issuer_text(issuer)
            && told.get("authorization_response_iss_parameter_supported") == Some(&Value::Bool(true))
            && knows("code_challenge_methods_supported", "S256")
            && knows("dpop_signing_alg_values_supported", "ES256")
            && knows("token_endpoint_auth_methods_supported", "none")
            && scopes.iter().all(|scope| knows("scopes_supported", scope));
        let address = |name| Url::parse(&text(told, name)?).ok();
        let server = Self {
            authorization_endpoint: address("authorization_endpoint")?,
            token_endpoint: address("token_endpoint")?,
            pushed_authorization_request_endpoint: address("pushed_authorization_request_endpoint")?,
            revocation_endpoint: address("revocation_endpoint"),
        };
        fits.then_some(server)
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
        let told = self.json(url, &[]).await?;
        let resource = text(&told, "resource").and_then(|resource| Url::parse(&resource).ok());
        let same = resource.is_some_and(|resource| resource.origin() == home.origin());
        let issuer = match told.get("authorization_servers").and_then(Value::as_array).map(Vec::as_slice) {
            Some([Value::String(issuer)]) => {
                Url::parse(issuer).ok().filter(|url| issuer_text(url) == *issuer)
            }
            _ => None,
        };
        issuer.filter(|url| same && self.network.may_ask(url)).ok_or(Trouble::Unusable)
    }

    /// What an authorization server says of itself. Its time is learned by the way: a proof names the time, and one that
    /// is wrong is refused.
    pub async fn server(&self, issuer: &Url) -> Result<AuthorizationServer, Trouble> {
        let mut url = issuer.clone();
        url.set_path("/.well-known/oauth-authorization-server");
        let reply = self.ask(url).await?;
        let server = AuthorizationServer::read(&*read(&reply, &[])?, issuer, &self.network.oauth.scopes);
        let server = server.filter(|server| server.addresses().all(|url| self.network.may_ask(url)));
        let server = server.ok_or(Trouble::Unusable)?;
        self.clock.learn(&self.network.id, &reply.headers, reply.asked);
        Ok(server)
    }

    pub(super) fn handles(&self) -> Result<&Handles, Trouble> {
        self.network.oauth.handles.as_ref().ok_or(Trouble::Unusable)
    }

    /// Asks for a document. `nobody`: the statuses that say that there is none.
    pub(super) async fn json(&self, url: Url, nobody: &[u16]) -> Result<Json, Trouble> {
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

fn read(reply: &Reply, nobody: &[u16]) -> Result<Json, Trouble> {
    match reply.status {
        200..=299 => Json::object(&reply.body).ok_or(Trouble::Unusable),
        status if nobody.contains(&status) => Err(Trouble::Unknown),
        429 | 500..=599 => Err(Trouble::Unreachable),
        _ => Err(Trouble::Unusable),
    }
}
