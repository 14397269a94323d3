//! Server metadata: the authorization server that an account's own server trusts, and its endpoints
//! (https://atproto.com/specs/oauth, RFC 9728, RFC 8414).

use http::header::ACCEPT;
use lifecycle::Witness;
use networks::{Handles, Json, Network};
use serde_json::Value;
use url::Url;

use super::{Lookup, Trouble, text};
use crate::error::TransportError;
use crate::http::Reply;

/// The endpoints of an authorization server, from its own metadata.
pub(super) struct AuthorizationServer {
    pub authorization_endpoint: Url,
    pub token_endpoint: Url,
    pub pushed_authorization_request_endpoint: Url,
    pub revocation_endpoint: Option<Url>,
}

impl AuthorizationServer {
    /// `None` unless the metadata names this issuer and supports all that Gander and the AT Protocol require.
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

    /// Tells whether all endpoints that receive tokens or codes are at the issuer itself. The authorization endpoint
    /// may be elsewhere, because the person sees it. A practice network may use other addresses on purpose.
    fn keeps_to(&self, issuer: &Url, network: &Network) -> bool {
        let asked = [&self.token_endpoint, &self.pushed_authorization_request_endpoint];
        let mut asked = asked.into_iter().chain(&self.revocation_endpoint);
        let keeps = |url: &Url| url.origin() == issuer.origin() || (network.practice && network.may_ask(url));
        asked.all(keeps) && network.may_ask(&self.authorization_endpoint)
    }
}

/// The issuer without path, as text, because RFC 9207 section 2.4 compares issuers as texts.
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

    /// The metadata of an authorization server. Also learns the server's time, because servers refuse a proof with a
    /// wrong time.
    pub async fn server(&self, issuer: &Url) -> Result<AuthorizationServer, Trouble> {
        let mut url = issuer.clone();
        url.set_path("/.well-known/oauth-authorization-server");
        let reply = self.ask(url).await?;
        let server = AuthorizationServer::read(&*read(&reply, &[])?, issuer, &self.network.oauth.scopes);
        let server = server.filter(|server| server.keeps_to(issuer, self.network));
        let server = server.ok_or(Trouble::Unusable)?;
        self.clock.learn(Witness::Unjudged(self.network.id.clone()), &reply.headers, reply.asked);
        Ok(server)
    }

    pub(super) fn handles(&self) -> Result<&Handles, Trouble> {
        self.network.oauth.handles.as_ref().ok_or(Trouble::Unusable)
    }

    /// Requests a document. The statuses in `nobody` mean that it does not exist.
    pub(super) async fn json(&self, url: Url, nobody: &[u16]) -> Result<Json, Trouble> {
        read(&self.ask(url).await?, nobody)
    }

    async fn ask(&self, url: Url) -> Result<Reply, Trouble> {
        let request = self.http.client().get(url).header(ACCEPT, "application/json").build();
        let request = request.map_err(|_| Trouble::Unusable)?;
        self.http.send(request, self.clock).await.map_err(|fault| match fault {
            TransportError::NotSent | TransportError::NoAnswer => Trouble::Unreachable,
            TransportError::TooLarge => Trouble::Unusable,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_gets_tokens_is_at_the_authorization_server_itself() {
        let catalogue = networks::Catalogue::builtin();
        let network = catalogue.get(&"bluesky".into()).unwrap();
        let issuer = Url::parse("https://good.example").unwrap();
        let keeps = |key: &str, url: &str| {
            let mut server = serde_json::json!({
                "issuer": "https://good.example",
                "authorization_endpoint": "https://good.example/authorize",
                "token_endpoint": "https://good.example/token",
                "pushed_authorization_request_endpoint": "https://good.example/par",
                "revocation_endpoint": "https://good.example/revoke",
            });
            server[key] = url.into();
            let address = |name: &str| Url::parse(server[name].as_str().unwrap()).unwrap();
            let server = AuthorizationServer {
                authorization_endpoint: address("authorization_endpoint"),
                token_endpoint: address("token_endpoint"),
                pushed_authorization_request_endpoint: address("pushed_authorization_request_endpoint"),
                revocation_endpoint: Some(address("revocation_endpoint")),
            };
            server.keeps_to(&issuer, network)
        };
        assert!(keeps("token_endpoint", "https://good.example/elsewhere"));
        // The person sees the address of the authorization endpoint.
        assert!(keeps("authorization_endpoint", "https://login.example/authorize"));
        assert!(!keeps("authorization_endpoint", "https://dana@login.example/authorize"));
        for key in ["token_endpoint", "pushed_authorization_request_endpoint", "revocation_endpoint"] {
            for url in [
                "https://evil.example/token",
                "https://token.good.example/token",
                "https://good.example:8443/token",
                "http://good.example/token",
                "https://good.example@evil.example/token",
                "http://127.0.0.1/token",
            ] {
                assert!(!keeps(key, url), "{key} at {url}");
            }
        }
    }
}
