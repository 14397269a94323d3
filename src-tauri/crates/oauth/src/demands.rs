//! The additions that a network demands in a request besides the token: its own headers, parameters of the person's
//! app, and a proof of the app's secret.

use std::fmt::Write as _;

use hmac::{Hmac, KeyInit as _, Mac as _};
use networks::{Headers, UsedIn};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;

use crate::client::OAuthClient;

impl OAuthClient<'_> {
    /// Adds the headers of the network's file.
    pub fn with_headers(&self, request: &mut reqwest::Request) {
        self.with_these(&self.network.headers, request);
    }

    /// Adds the headers that the network's file has for the requests that concern posts.
    pub fn with_headers_of_posts(&self, request: &mut reqwest::Request) {
        if let Some(publish) = &self.network.publish {
            self.with_these(&publish.headers, request);
        }
    }

    fn with_these(&self, headers: &Headers, request: &mut reqwest::Request) {
        let word = |name: &str| match name {
            "os" => Some(std::env::consts::OS),
            "version" => Some(env!("CARGO_PKG_VERSION")),
            "client_id" => Some(self.app.client_id.as_str()).filter(|id| !id.is_empty()),
            _ => self.brought(UsedIn::Headers).find(|(known, _)| *known == name).map(|(_, value)| value),
        };
        request.headers_mut().extend(headers.of(word));
    }

    /// The parameters of the person's app for this use, without those that the network's file no longer defines.
    pub fn brought(&self, used_in: UsedIn) -> impl Iterator<Item = (&str, &str)> {
        let parameters = &self.network.own_app.parameters;
        let is_meant = move |name: &str| parameters.get(name).is_some_and(|known| known.used_in == used_in);
        let brought = self.app.options.parameters.iter().filter(move |(name, _)| is_meant(name));
        brought.map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Tells whether one of these parameters replaces the scopes.
    pub fn brings_its_scopes(&self) -> bool {
        let parameters = &self.network.own_app.parameters;
        self.brought(UsedIn::Authorize)
            .any(|(name, _)| parameters.get(name).is_some_and(|known| known.instead_of_scopes))
    }

    /// Adds the proof that the sender knows the app's secret to a request that carries a token. Without a secret, the
    /// request goes out without proof.
    pub fn proving_secret(
        &self,
        request: reqwest::RequestBuilder,
        token: &SecretString,
    ) -> reqwest::RequestBuilder {
        match self.network.oauth.app_secret_proof.as_deref().zip(self.client_secret()) {
            Some((name, secret)) => request.query(&[(name, proof(token.expose_secret(), secret))]),
            None => request,
        }
    }
}

/// The HMAC-SHA256 (RFC 2104) of a token by the app's secret, in lowercase hex.
fn proof(token: &str, secret: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes a key of any length");
    mac.update(token.as_bytes());
    mac.finalize().into_bytes().iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_proof_is_the_hmac_of_the_token() {
        // RFC 4231 section 4.3: the key is "Jefe".
        let known = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert_eq!(proof("what do ya want for nothing?", "Jefe"), known);
    }
}
