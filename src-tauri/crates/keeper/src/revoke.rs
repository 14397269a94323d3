//! Token revocation (RFC 7009): the person disconnects, and the network is asked to take its access back.

use std::collections::HashMap;

use http::header::ACCEPT;
use lifecycle::Endpoint;
use networks::{ClientAuth, RevokeBy, Secret, TokenPlacement};
use secrecy::ExposeSecret;
use url::{Url, form_urlencoded};

use crate::{http::Failed, oauth::Talk, token::Secrets};

impl Talk<'_> {
    /// Asks once. Of what is held, the token from which the others come is named.
    pub async fn revoke(&self, url: &Url, secrets: &Secrets) -> Result<(), Failed> {
        let access = secrets.access_token.expose_secret();
        let client = self.http.client();
        let request = match (self.network.oauth.revoke_by, self.network.probe.token) {
            (RevokeBy::Form, _) => {
                let (token, hint) = match &secrets.refresh_token {
                    Some(refresh) => (refresh.expose_secret(), "refresh_token"),
                    None => (access, "access_token"),
                };
                let mut form = HashMap::from([("token", token), ("token_type_hint", hint)]);
                let id = self.app.client_id.as_str();
                let secret = self.client_secret().filter(|_| self.network.oauth.secret != Secret::None);
                match (self.network.oauth.client_auth, secret) {
                    (ClientAuth::Basic, Some(secret)) => {
                        // RFC 6749 section 2.3.1.
                        let encoded =
                            |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
                        client.post(url.clone()).form(&form).basic_auth(encoded(id), Some(encoded(secret)))
                    }
                    (ClientAuth::Body, Some(secret)) => {
                        form.extend([("client_id", id), ("client_secret", secret)]);
                        client.post(url.clone()).form(&form)
                    }
                    (ClientAuth::None, _) | (ClientAuth::Basic | ClientAuth::Body, None) => {
                        form.insert("client_id", id);
                        client.post(url.clone()).form(&form)
                    }
                }
            }
            (RevokeBy::Delete, TokenPlacement::Bearer) => client.delete(url.clone()).bearer_auth(access),
            (RevokeBy::Delete, TokenPlacement::Query) => {
                client.delete(url.clone()).query(&[("access_token", access)])
            }
        };
        self.ask(Endpoint::Revocation, request.header(ACCEPT, "application/json")).await.map(drop)
    }
}
