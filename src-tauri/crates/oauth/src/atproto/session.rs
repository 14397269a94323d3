//! Sign-in with an app password, which opens a session at the account's own server. Gander keeps only the two tokens
//! (`com.atproto.server.createSession`, `refreshSession`, `getSession`, `deleteSession`).

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use http::header::ACCEPT;
use lifecycle::{Endpoint, Lifetimes};
use networks::{Json, whole_number};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use url::Url;
use vault::{Binding, Secrets};
use zeroize::Zeroizing;

use super::{Place, text};
use crate::{
    client::{OAuthClient, SignedIn, TokenInfo},
    error::RequestError,
    failure::Failure,
    http::Reply,
    token::{TokenAnswer, token},
};

/// The lifetime of an unused session whose token names no expiry.
const UNUSED: TimeDelta = TimeDelta::days(90);

/// Tells whether a text has the form of an app password: four groups of four. The check keeps the person's main
/// password from leaving this device by mistake.
pub fn is_app_password(password: &SecretString) -> bool {
    let mut groups = 0;
    let fits = |group: &str| group.len() == 4 && group.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let all = password.expose_secret().split('-').inspect(|_| groups += 1).all(fits);
    all && groups == 4
}

#[derive(Serialize)]
struct Credentials<'a> {
    identifier: &'a str,
    password: &'a str,
}

struct Session {
    did: String,
    access_jwt: SecretString,
    refresh_jwt: SecretString,
}

impl Session {
    fn read(body: &[u8]) -> Option<Self> {
        let json = Json::object(body)?;
        Some(Self {
            did: text(&json, "did")?,
            access_jwt: token(&json, "accessJwt")?,
            refresh_jwt: token(&json, "refreshJwt")?,
        })
    }

    fn answer(self, now: DateTime<Utc>) -> TokenAnswer {
        let life = |token: &SecretString| life(token.expose_secret(), now);
        let refresh = life(&self.refresh_jwt).unwrap_or(UNUSED);
        let lifetimes = Lifetimes {
            access: life(&self.access_jwt),
            refresh: Some(refresh),
            refresh_token: true,
            ..Lifetimes::default()
        };
        let secrets = Secrets {
            access_token: self.access_jwt,
            refresh_token: Some(self.refresh_jwt),
            binding: Binding::default(),
        };
        // An app password grants full access, but the session lists no scopes.
        TokenAnswer { secrets, lifetimes, scopes: None }
    }
}

/// The remaining lifetime by a token's `exp` claim (RFC 7519 section 4.1.4). No other claim is used.
fn life(token: &str, now: DateTime<Utc>) -> Option<TimeDelta> {
    let claims = Zeroizing::new(URL_SAFE_NO_PAD.decode(token.split('.').nth(1)?).ok()?);
    let exp = whole_number(Json::object(&claims)?.get("exp")?)?;
    let life = DateTime::from_timestamp(exp, 0)?.signed_duration_since(now);
    (life > TimeDelta::zero()).then_some(life)
}

impl OAuthClient<'_> {
    /// Signs in with an app password. `said` names the account, from the person or from an earlier sign-in.
    ///
    /// # Errors
    /// [`Failure`], when there is no such account, or its server refuses.
    pub async fn sign_in_with_app_password(
        &self,
        said: &str,
        password: &SecretString,
    ) -> Result<SignedIn, Failure> {
        let place = self.lookup().account(said).await?;
        self.open_session(&place, password).await.map_err(|refused| refused.failure())
    }

    async fn open_session(&self, place: &Place, password: &SecretString) -> Result<SignedIn, RequestError> {
        let session = self.retrying(Endpoint::Token, || self.create_session(place, password)).await?;
        let mut answer = session.answer(self.clock.now());
        answer.secrets.binding.home = Some(place.home.clone());
        let who = || self.token_info_at_home(&answer.secrets);
        let TokenInfo { account, avatar, .. } = self.retrying(Endpoint::Identity, who).await?;
        Ok(SignedIn { account, avatar, answer })
    }

    async fn create_session(&self, place: &Place, password: &SecretString) -> Result<Session, RequestError> {
        let credentials = Credentials { identifier: &place.did, password: password.expose_secret() };
        let request = self.http.client().post(method(&place.home, "createSession")).json(&credentials);
        let reply = self.ask(Endpoint::Token, request.header(ACCEPT, "application/json")).await?;
        let session = self.session(Endpoint::Token, &reply)?;
        if session.did == place.did { Ok(session) } else { Err(self.unusable(Endpoint::Token, &reply)) }
    }

    /// Renews a session. The former refresh token works for two more hours, so that a lost answer loses nothing.
    pub(super) async fn refresh_session(
        &self,
        home: &Url,
        refresh: &SecretString,
        account: &str,
    ) -> Result<TokenAnswer, RequestError> {
        let endpoint = Endpoint::Renewal;
        let request = self.http.client().post(method(home, "refreshSession"));
        let request = request.bearer_auth(refresh.expose_secret()).header(ACCEPT, "application/json");
        let reply = self.ask(endpoint, request).await?;
        let session = self.session(endpoint, &reply)?;
        if session.did != account {
            return Err(self.of_another_account(endpoint));
        }
        Ok(session.answer(self.clock.now()))
    }

    pub(super) async fn close_session(&self, home: &Url, refresh: &SecretString) -> Result<(), RequestError> {
        let request = self.http.client().post(method(home, "deleteSession"));
        let request = request.bearer_auth(refresh.expose_secret()).header(ACCEPT, "application/json");
        self.ask(Endpoint::Revocation, request).await.map(drop)
    }

    fn session(&self, endpoint: Endpoint, reply: &Reply) -> Result<Session, RequestError> {
        Session::read(&reply.body).ok_or_else(|| self.unusable(endpoint, reply))
    }
}

fn method(home: &Url, name: &str) -> Url {
    let mut url = home.clone();
    url.set_path(&format!("/xrpc/com.atproto.server.{name}"));
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_server_made_is_an_app_password() {
        assert!(is_app_password(&"abcd-efgh-2345-ijkl".into()));
        for password in ["", "goose", "my-own-pass-word", "abcd-efgh-2345", "abcd-efgh-2345-ijkl-mnop"] {
            assert!(!is_app_password(&password.into()), "{password}");
        }
    }

    #[test]
    fn a_token_tells_when_it_ends_and_is_believed_in_nothing_else() {
        let now = DateTime::from_timestamp(1_700_000_000, 0).unwrap();
        let token = |claims: &str| format!("x.{}.x", URL_SAFE_NO_PAD.encode(claims));
        assert_eq!(life(&token(r#"{"exp":1700007200}"#), now), Some(TimeDelta::hours(2)));
        for other in [token(r#"{"exp":1}"#), token("{}"), token("no"), "practice".into(), String::new()] {
            assert_eq!(life(&other, now), None, "{other}");
        }
    }
}
