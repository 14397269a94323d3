//! Seals secrets: XChaCha20-Poly1305 with the place of the secret as associated data, so that a sealed value
//! moved to another row does not open.

use base64::{Engine, engine::general_purpose::STANDARD};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Generate, Payload},
};
use zeroize::Zeroizing;

const NONCE_LEN: usize = 24;

/// The reason why secrets cannot be read or sealed. Nothing is overwritten in any of these cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VaultTrouble {
    /// The keyring has not answered yet.
    #[error("the system's keyring has not answered; unlock it, then try again")]
    Waiting,
    /// There is no keyring, or it refuses.
    #[error("the system's keyring is missing or locked; unlock it, or keep the key in a file of your own")]
    NoKeyring,
    /// The secrets exist, but their key is gone.
    #[error(
        "the key that seals your tokens is gone; restore it, or move the database aside and connect again. Nothing was overwritten"
    )]
    KeyMissing,
    /// Another key sealed the secrets.
    #[error(
        "this key did not seal these tokens; use the key file or keyring that did. Nothing was overwritten"
    )]
    WrongKey,
    /// The key file cannot be used.
    #[error(
        "the key file cannot be used; it must hold the 44 characters that Gander wrote, and be yours alone"
    )]
    KeyFile,
}

/// A 32-byte key. Its `Debug` reveals nothing.
#[derive(Clone)]
pub struct Key(Zeroizing<[u8; 32]>);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(..)")
    }
}

impl Key {
    /// A new random key.
    pub fn generate() -> Self {
        let key = chacha20poly1305::Key::generate();
        Self(Zeroizing::new(key.into()))
    }

    /// A key from existing bytes.
    pub fn of(bytes: Zeroizing<[u8; 32]>) -> Self {
        Self(bytes)
    }

    /// The key as text, because some keyrings store only UTF-8.
    pub fn to_base64(&self) -> Zeroizing<String> {
        Zeroizing::new(STANDARD.encode(self.0.as_ref()))
    }

    /// Parses the text of [`Self::to_base64`]. `None` for any other text.
    pub fn from_base64(text: &str) -> Option<Self> {
        let bytes = Zeroizing::new(STANDARD.decode(text.trim()).ok()?);
        let key: [u8; 32] = bytes.as_slice().try_into().ok()?;
        Some(Self(Zeroizing::new(key)))
    }

    /// Seals `secret` for `place`.
    pub fn seal(&self, place: &str, secret: &[u8]) -> Vec<u8> {
        let nonce = XNonce::generate();
        let payload = Payload { msg: secret, aad: place.as_bytes() };
        let sealed = self.cipher().encrypt(&nonce, payload).expect("a token is shorter than 256 GB");
        [nonce.as_slice(), &sealed].concat()
    }

    /// Opens a value that was sealed for `place`.
    ///
    /// # Errors
    /// `WrongKey` when another key sealed it, or when it was sealed for another place.
    pub fn open(&self, place: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultTrouble> {
        let (nonce, sealed) = sealed.split_at_checked(NONCE_LEN).ok_or(VaultTrouble::WrongKey)?;
        let nonce = XNonce::try_from(nonce).map_err(|_| VaultTrouble::WrongKey)?;
        let payload = Payload { msg: sealed, aad: place.as_bytes() };
        self.cipher().decrypt(&nonce, payload).map(Zeroizing::new).map_err(|_| VaultTrouble::WrongKey)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.0).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_with_the_same_key_at_the_same_place_only() {
        let key = Key::generate();
        let sealed = key.seal("here", b"practice-access-1");
        assert_eq!(key.open("here", &sealed).unwrap().as_slice(), b"practice-access-1");
        assert_eq!(key.open("there", &sealed), Err(VaultTrouble::WrongKey));
        assert_eq!(Key::generate().open("here", &sealed), Err(VaultTrouble::WrongKey));
        assert_eq!(key.open("here", &sealed[..10]), Err(VaultTrouble::WrongKey));
    }

    #[test]
    fn a_key_survives_its_text_form_and_shows_nothing() {
        let key = Key::generate();
        let text = key.to_base64();
        assert_eq!(Key::from_base64(&format!("{}\n", *text)).unwrap().0, key.0);
        assert!(Key::from_base64("short").is_none());
        assert_eq!(format!("{key:?}"), "Key(..)");
    }
}
