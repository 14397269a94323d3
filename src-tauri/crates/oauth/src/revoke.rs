//! Token revocation (RFC 7009), when the person disconnects.

use std::collections::HashMap;

use http::header::ACCEPT;
use lifecycle::Endpoint;
use networks::{ClientAuth, Protocol, RevokeBy, RevokeToken, Secret};
use secrecy::ExposeSecret;
use url::{Url, form_urlencoded};
use vault::Secrets;

use crate::{client::OAuthClient, error::RequestError, http::with_token};

impl OAuthClient<'_> {
    /// Sends one request. It names the refresh token if the network's file demands that, or else the access token.
    pub async fn revoke(&self, url: &Url, secrets: &Secrets) -> Result<(), RequestError> {
        match self.network.oauth.protocol {
            Protocol::Atproto => return self.revoke_at_home(secrets).await,
            Protocol::OAuth1a => return self.revoke_signed(url, secrets).await,
            Protocol::OAuth2 => {}
        }
        let access = secrets.access_token.expose_secret();
        let client = self.http.client();
        let request = match self.network.oauth.revoke_by {
            RevokeBy::Form => {
                let named = secrets.refresh_token.as_ref();
                let named = named.filter(|_| self.network.oauth.revoke_token == RevokeToken::Refresh);
                let (token, hint) = match named {
                    Some(refresh) => (refresh.expose_secret(), "refresh_token"),
                    None => (access, "access_token"),
                };
                let mut form = HashMap::from([("token", token), ("token_type_hint", hint)]);
                let id = self.app.client_id.as_str();
                let id_parameter = self.network.oauth.client_id_parameter.as_str();
                let secret = self.client_secret().filter(|_| self.network.oauth.secret != Secret::None);
                let secret = match self.network.oauth.client_auth {
                    ClientAuth::BasicAlways => Some(secret.unwrap_or_default()),
                    ClientAuth::Basic | ClientAuth::Body | ClientAuth::None => secret,
                };
                match (self.network.oauth.client_auth, secret) {
                    (ClientAuth::Basic | ClientAuth::BasicAlways, Some(secret)) => {
                        // Both parts are form-encoded (RFC 6749 section 2.3.1).
                        let encoded =
                            |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
                        client.post(url.clone()).form(&form).basic_auth(encoded(id), Some(encoded(secret)))
                    }
                    (ClientAuth::Body, Some(secret)) => {
                        form.extend([(id_parameter, id), ("client_secret", secret)]);
                        client.post(url.clone()).form(&form)
                    }
                    (ClientAuth::None, _) | (_, None) => {
                        form.insert(id_parameter, id);
                        client.post(url.clone()).form(&form)
                    }
                }
            }
            RevokeBy::Delete => {
                let placement = self.network.probe.token;
                let request = with_token(client.delete(url.clone()), placement, &secrets.access_token);
                self.proving_secret(request, &secrets.access_token)
            }
        };
        self.ask(Endpoint::Revocation, request.header(ACCEPT, "application/json")).await.map(drop)
    }
}
