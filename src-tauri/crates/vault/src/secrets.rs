//! The tokens of a connection, and the keys and servers that they are bound to.

use secrecy::SecretString;
use url::Url;

/// The secrets of a connection.
#[derive(Clone, Debug)]
pub struct Secrets {
    /// The access token, with which Gander acts for the account (RFC 6749 section 1.4).
    pub access_token: SecretString,
    /// The refresh token, which renews the access token (RFC 6749 section 1.5).
    pub refresh_token: Option<SecretString>,
    /// The keys and servers that the tokens are bound to.
    pub binding: Binding,
}

/// Keys and servers without which the tokens do not work: some networks demand signed requests, or have many servers.
#[derive(Clone, Debug, Default)]
pub struct Binding {
    /// The token secret, which signs each request (RFC 5849 section 3.1).
    pub token_secret: Option<SecretString>,
    /// The private key that the token is bound to (RFC 9449).
    pub dpop_key: Option<SecretString>,
    /// The person's own server, where the token is used.
    pub home: Option<Url>,
    /// The authorization server, where the token is renewed (RFC 8414).
    pub issuer: Option<Url>,
}

impl Secrets {
    /// After a renewal: keeps the former refresh token if the new one is missing, and each missing part of the binding.
    #[must_use]
    pub fn or_former(self, former: &Self) -> Self {
        Self {
            refresh_token: self.refresh_token.or_else(|| former.refresh_token.clone()),
            binding: self.binding.or_former(&former.binding),
            ..self
        }
    }
}

impl Binding {
    /// Tells whether the tokens are bound to a DPoP key. The tokens of an app password's session are not.
    #[must_use]
    pub fn is_bound(&self) -> bool {
        self.dpop_key.is_some()
    }

    /// Tells whether the account id names the bound server. True if either of them is unknown.
    #[must_use]
    pub fn is_at_home_of(&self, account: &str) -> bool {
        let server = account.rsplit_once('@').map(|(_, server)| server);
        server.zip(self.home.as_ref()).is_none_or(|(server, home)| {
            let host = home.host_str().unwrap_or_default();
            match home.port() {
                Some(port) => server == format!("{host}:{port}"),
                None => server == host,
            }
        })
    }

    /// Keeps each part of the former binding that the new one lacks.
    #[must_use]
    pub fn or_former(self, former: &Self) -> Self {
        Self {
            token_secret: self.token_secret.or_else(|| former.token_secret.clone()),
            dpop_key: self.dpop_key.or_else(|| former.dpop_key.clone()),
            home: self.home.or_else(|| former.home.clone()),
            issuer: self.issuer.or_else(|| former.issuer.clone()),
        }
    }
}
