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

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    fn binding(name: &str) -> Binding {
        Binding {
            token_secret: Some(format!("{name}-token-secret").into()),
            dpop_key: Some(format!("{name}-key").into()),
            home: Url::parse(&format!("https://{name}.example/home")).ok(),
            issuer: Url::parse(&format!("https://{name}.example/issuer")).ok(),
        }
    }

    fn secrets(name: &str, refresh: bool, binding: Binding) -> Secrets {
        Secrets {
            access_token: format!("{name}-access").into(),
            refresh_token: refresh.then(|| format!("{name}-refresh").into()),
            binding,
        }
    }

    fn texts(secrets: &Secrets) -> Vec<String> {
        let Binding { token_secret, dpop_key, home, issuer } = &secrets.binding;
        let hidden = [
            Some(&secrets.access_token),
            secrets.refresh_token.as_ref(),
            token_secret.as_ref(),
            dpop_key.as_ref(),
        ];
        let hidden = hidden.into_iter().map(|text| text.map(|text| text.expose_secret().to_owned()));
        let shown = [home, issuer].map(|url| url.as_ref().map(Url::to_string));
        hidden.chain(shown).map(Option::unwrap_or_default).collect()
    }

    #[test]
    fn a_renewal_keeps_what_it_does_not_bring() {
        let former = secrets("former", true, binding("former"));
        let bare = secrets("new", false, Binding::default()).or_former(&former);
        assert_eq!(texts(&bare)[0], "new-access");
        assert_eq!(texts(&bare)[1..], texts(&former)[1..]);
        let whole = secrets("new", true, binding("new"));
        assert_eq!(texts(&whole.clone().or_former(&former)), texts(&whole));
    }

    #[test]
    fn a_token_with_a_key_is_bound() {
        assert!(binding("any").is_bound());
        assert!(
            !Binding { dpop_key: None, ..binding("any") }.is_bound(),
            "an app password's session has no key"
        );
    }

    #[test]
    fn an_account_is_at_home_at_the_server_that_its_id_names() {
        let at = |home: &str| Binding { home: Url::parse(home).ok(), ..Binding::default() };
        assert!(at("https://social.example/").is_at_home_of("7@social.example"));
        assert!(!at("https://other.example/").is_at_home_of("7@social.example"));
        assert!(at("http://127.0.0.1:4000/").is_at_home_of("7@127.0.0.1:4000"));
        assert!(!at("http://127.0.0.1:4001/").is_at_home_of("7@127.0.0.1:4000"));
        assert!(!at("http://127.0.0.1/").is_at_home_of("7@127.0.0.1:4000"));
        assert!(at("https://social.example/").is_at_home_of("did:plc:practice"), "the id names no server");
        assert!(Binding::default().is_at_home_of("7@social.example"), "the server is not known");
    }
}
