//! The life of a token in every protocol: prepare, sign in, renew, and ask who it belongs to. Only this file matches
//! on the protocol.

use lifecycle::{Endpoint, Renewal, Scopes};
use networks::{Network, Protocol};
use secrecy::SecretString;
use vault::Secrets;

use crate::{
    client::{Authorization, OAuthClient, SignedIn, TokenInfo},
    error::RequestError,
    redirect::Target,
    token::TokenAnswer,
};

impl OAuthClient<'_> {
    /// Builds an authorization request for the person's browser. OAuth 1.0a asks the network for it. `missing`: the
    /// permissions that an earlier sign-in did not bring.
    ///
    /// # Errors
    /// [`RequestError`] where the network had to be asked.
    pub async fn prepare(&self, redirect: Target, missing: &[String]) -> Result<Authorization, RequestError> {
        match self.network.oauth.protocol {
            Protocol::OAuth1a => self.temporary_credentials(Some(redirect.url)).await,
            // At the AT Protocol, `prepare_bound` asks the account's own server instead.
            Protocol::OAuth2 | Protocol::Atproto => Ok(self.authorize(redirect, missing)),
        }
    }

    /// Exchanges the code, swaps the token for a long-lived one where the network has them, and asks who signed in.
    ///
    /// # Errors
    /// [`RequestError`].
    pub async fn sign_in(
        &self,
        authorization: &Authorization,
        code: &SecretString,
    ) -> Result<SignedIn, RequestError> {
        if self.network.oauth.protocol == Protocol::Atproto {
            return self.sign_in_bound(authorization, code).await;
        }
        let mut answer = self.retrying(Endpoint::Token, || self.exchange(authorization, code)).await?;
        answer.secrets.binding = answer.secrets.binding.or_former(&authorization.binding);
        if let Some(swap) = &self.network.oauth.long_lived {
            let short = answer.secrets;
            let long =
                self.retrying(Endpoint::LongLived, || self.swap(Endpoint::LongLived, swap, &short)).await?;
            answer = TokenAnswer {
                secrets: long.secrets.or_former(&short),
                lifetimes: long.lifetimes,
                scopes: long.scopes.or(answer.scopes),
            };
        }
        let granted = answer.scopes.as_ref();
        let ask = || self.who(Endpoint::Identity, &answer.secrets, granted);
        let TokenInfo { account, avatar, scopes } = self.retrying(Endpoint::Identity, ask).await?;
        answer.scopes = scopes.or(answer.scopes);
        let mut signed_in = SignedIn { account, avatar, answer };
        self.learn_clocks(&mut signed_in).await;
        Ok(signed_in)
    }

    /// Renews this account's token in the way that the network offers.
    ///
    /// # Errors
    /// [`RequestError`].
    pub async fn renew(&self, secrets: &Secrets, account: &str) -> Result<TokenAnswer, RequestError> {
        let answer = match (&self.network.policy.renewal, &self.network.oauth.extend, &secrets.refresh_token)
        {
            (Renewal::Extend { .. }, Some(swap), _) => self.swap(Endpoint::Renewal, swap, secrets).await?,
            (Renewal::Refresh { .. }, _, Some(refresh))
                if self.network.oauth.protocol == Protocol::Atproto =>
            {
                self.refresh_at_home(secrets, refresh, account).await?
            }
            (Renewal::Refresh { .. }, _, Some(refresh)) => self.refresh(refresh).await?,
            _ => {
                return Err(RequestError::Transient(Network::unreachable(
                    Endpoint::Renewal,
                    self.clock.now(),
                )));
            }
        };
        Ok(TokenAnswer { secrets: answer.secrets.or_former(secrets), ..answer })
    }

    /// Asks who the token belongs to, and what it allows if the network says so here. `granted`: the scopes that are
    /// known so far.
    ///
    /// # Errors
    /// [`RequestError`].
    pub async fn who(
        &self,
        endpoint: Endpoint,
        secrets: &Secrets,
        granted: Option<&Scopes>,
    ) -> Result<TokenInfo, RequestError> {
        let reply = match self.network.oauth.protocol {
            Protocol::Atproto => self.who_at_home(endpoint, secrets).await?,
            Protocol::OAuth1a => self.who_signed(endpoint, secrets).await?,
            Protocol::OAuth2 => self.ask_who(endpoint, secrets, granted).await?,
        };
        self.token_info(endpoint, &reply)
    }

    /// Exchanges what the redirect brought for tokens.
    ///
    /// # Errors
    /// [`RequestError`].
    pub async fn exchange(
        &self,
        authorization: &Authorization,
        code: &SecretString,
    ) -> Result<TokenAnswer, RequestError> {
        match self.network.oauth.protocol {
            Protocol::OAuth1a => self.token_credentials(authorization, code).await,
            Protocol::OAuth2 | Protocol::Atproto => self.exchange_code(authorization, code).await,
        }
    }
}
