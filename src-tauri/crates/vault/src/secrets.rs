//! The tokens of a connection, and the keys and servers that they are bound to.

use secrecy::SecretString;
use url::Url;

/// The secrets of a connection.
#[derive(Clone, Debug)]
pub struct Secrets {
    /// Lets Gander act for the account (RFC 6749 section 1.4).
    pub access_token: SecretString,
    /// Renews the access token (RFC 6749 section 1.5).
    pub refresh_token: Option<SecretString>,
    /// Ties the tokens to a key or to a server.
    pub binding: Binding,
}

/// A key or a server without which the tokens are of no use: some networks sign each request, or are many servers.
#[derive(Clone, Debug, Default)]
pub struct Binding {
    /// Signs each request (RFC 5849 section 3.1).
    pub token_secret: Option<SecretString>,
    /// The private key that the token is bound to (RFC 9449).
    pub dpop_key: Option<SecretString>,
    /// The person's own server, where the token is used.
    pub home: Option<Url>,
    /// The authorization server, where it is renewed (RFC 8414).
    pub issuer: Option<Url>,
}

impl Secrets {
    /// After a renewal: a blank or missing refresh token keeps the former one, and so does what the token is bound to.
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
    /// Whether the tokens are of use with a key alone. A session of an app password is not.
    #[must_use]
    pub fn is_bound(&self) -> bool {
        self.dpop_key.is_some()
    }

    /// Whether the server is that of an account whose id names one, as far as both are known.
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
