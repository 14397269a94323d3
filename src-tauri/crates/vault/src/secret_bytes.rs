//! The binary form in which a connection's secrets are sealed.

use secrecy::{ExposeSecret, SecretString};
use url::Url;
use zeroize::Zeroizing;

use crate::{Binding, Secrets};

/// Marks the form with a binding. No access token has this length.
const BOUND: [u8; 8] = u64::MAX.to_le_bytes();

impl Secrets {
    /// Without a binding: the length of the access token, then both tokens. With a binding: a length that no text has,
    /// then each text after its length. An older Gander calls this form damaged and leaves it.
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let secret = |secret: &Option<SecretString>| {
            Zeroizing::new(secret.as_ref().map_or("", ExposeSecret::expose_secret).to_owned())
        };
        let url = |url: &Option<Url>| Zeroizing::new(url.as_ref().map_or("", Url::as_str).to_owned());
        let Binding { token_secret, dpop_key, home, issuer } = &self.binding;
        let bound = [secret(token_secret), secret(dpop_key), url(home), url(issuer)];
        let access = self.access_token.expose_secret();
        let refresh = self.refresh_token.as_ref().map_or("", ExposeSecret::expose_secret);
        // One zeroized buffer of the final size, because a growing buffer leaves copies behind.
        let room = 56 + access.len() + refresh.len() + bound.iter().map(|text| text.len()).sum::<usize>();
        let mut bytes = Zeroizing::new(Vec::with_capacity(room));
        let length = |text: &str| u64::try_from(text.len()).unwrap_or_default().to_le_bytes();
        if bound.iter().all(|text| text.is_empty()) {
            bytes.extend_from_slice(&length(access));
            bytes.extend_from_slice(access.as_bytes());
            bytes.extend_from_slice(refresh.as_bytes());
            return bytes;
        }
        bytes.extend_from_slice(&BOUND);
        for text in [access, refresh].into_iter().chain(bound.iter().map(|text| text.as_str())) {
            bytes.extend_from_slice(&length(text));
            bytes.extend_from_slice(text.as_bytes());
        }
        bytes
    }

    /// Parses the bytes of [`Self::to_bytes`]. `None` when bytes are missing or left over.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        if let Some(mut rest) = bytes.strip_prefix(&BOUND) {
            let mut next = || {
                let (field, others) = first_text(rest)?;
                rest = others;
                std::str::from_utf8(field).ok()
            };
            let access_token = SecretString::from(next()?);
            let mut secret = || next().map(|text| (!text.is_empty()).then(|| SecretString::from(text)));
            let (refresh_token, token_secret, dpop_key) = (secret()?, secret()?, secret()?);
            let mut url = || next().map(|text| Url::parse(text).ok());
            let binding = Binding { token_secret, dpop_key, home: url()?, issuer: url()? };
            return rest.is_empty().then_some(Self { access_token, refresh_token, binding });
        }
        let (access, refresh) = first_text(bytes)?;
        let access_token = SecretString::from(std::str::from_utf8(access).ok()?);
        let refresh = std::str::from_utf8(refresh).ok()?;
        let refresh_token = (!refresh.is_empty()).then(|| SecretString::from(refresh));
        Some(Self { access_token, refresh_token, binding: Binding::default() })
    }
}

/// The text that begins with its length, and the bytes after it.
fn first_text(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<8>()?;
    rest.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secrets(refresh: Option<&str>, binding: Binding) -> Secrets {
        Secrets {
            access_token: "practice-access".into(),
            refresh_token: refresh.map(SecretString::from),
            binding,
        }
    }

    fn bound() -> Binding {
        Binding {
            token_secret: Some("practice-token-secret".into()),
            dpop_key: Some("practice-key".into()),
            home: Url::parse("https://home.example/").ok(),
            issuer: Url::parse("https://issuer.example/").ok(),
        }
    }

    fn plain(secrets: &Secrets) -> [Option<String>; 6] {
        let secret = |secret: &SecretString| secret.expose_secret().to_owned();
        [
            Some(secret(&secrets.access_token)),
            secrets.refresh_token.as_ref().map(secret),
            secrets.binding.token_secret.as_ref().map(secret),
            secrets.binding.dpop_key.as_ref().map(secret),
            secrets.binding.home.as_ref().map(Url::to_string),
            secrets.binding.issuer.as_ref().map(Url::to_string),
        ]
    }

    #[test]
    fn whatever_is_sealed_comes_back_whole() {
        for refresh in [None, Some("practice-refresh")] {
            let homeless = Binding { home: None, dpop_key: None, ..bound() };
            for binding in [Binding::default(), homeless, bound()] {
                let secrets = secrets(refresh, binding);
                let bytes = secrets.to_bytes();
                assert_eq!(plain(&Secrets::from_bytes(&bytes).unwrap()), plain(&secrets));
            }
        }
    }

    #[test]
    fn what_an_older_gander_sealed_is_read() {
        let mut bytes = 15_u64.to_le_bytes().to_vec();
        bytes.extend_from_slice(b"practice-accesspractice-refresh");
        let read = Secrets::from_bytes(&bytes).unwrap();
        assert_eq!(plain(&read), plain(&secrets(Some("practice-refresh"), Binding::default())));
        assert_eq!(*read.to_bytes(), bytes, "and an older Gander reads what is sealed now");
    }

    #[test]
    fn one_buffer_of_the_final_size_holds_the_secrets_and_leaves_no_copy_behind() {
        let bytes = secrets(Some("practice-refresh"), bound()).to_bytes();
        assert_eq!(bytes.capacity(), bytes.len());
    }

    #[test]
    fn what_is_cut_or_too_long_is_damaged() {
        let bytes = secrets(Some("practice-refresh"), bound()).to_bytes();
        for end in 0..bytes.len() {
            assert!(Secrets::from_bytes(&bytes[..end]).is_none(), "cut at {end}");
        }
        assert!(Secrets::from_bytes(&[&bytes[..], b"x"].concat()).is_none());
    }
}
