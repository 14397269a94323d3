//! Secrets that an organization hands out, sealed by a passphrase: Argon2id (RFC 9106) derives a key from it, and
//! XChaCha20-Poly1305 seals with that. Limits bound the cost of opening a file.

use argon2::{Algorithm, Argon2, Params, Version};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use networks::SEALED;
use secrecy::{ExposeSecret, SecretString};
use vault::Key;
use zeroize::Zeroizing;

use crate::error::Error;

/// The memory in KiB and the passes of the second recommendation of RFC 9106 section 4, for one thread.
const MEMORY: u32 = 64 * 1024;
const PASSES: u32 = 3;
/// The limits of a file's recipe: less is not safe, and more could stop the device that opens it.
const LEAST_MEMORY: u32 = 19 * 1024;
const MOST_MEMORY: u32 = 256 * 1024;
const MOST_PASSES: u32 = 10;
const SALT: usize = 16;
/// The shortest passphrase, in letters. A copy of a file allows any number of guesses.
pub const SHORTEST_PASSPHRASE: usize = 12;

/// The way from a passphrase to a key. All secrets of a file share one, so that opening them costs one derivation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recipe {
    memory: u32,
    passes: u32,
    salt: [u8; SALT],
}

impl Recipe {
    /// A new recipe, with a salt of its own.
    pub fn new() -> Self {
        let mut salt = [0; SALT];
        getrandom::fill(&mut salt).expect("the system has random numbers");
        Self { memory: MEMORY, passes: PASSES, salt }
    }

    /// Derives the key of a passphrase. Takes some tenths of a second.
    ///
    /// # Errors
    /// When the device lacks the memory.
    pub fn key(&self, passphrase: &SecretString) -> Result<Key, Error> {
        let cannot = || Error::BadInput("this device has not the memory to open sealed secrets".into());
        let params = Params::new(self.memory, self.passes, 1, Some(32)).map_err(|_| cannot())?;
        let mut key = Zeroizing::new([0; 32]);
        // A newline at the end comes from `echo`, and is not part of the passphrase.
        let passphrase = passphrase.expose_secret().trim_end_matches(['\r', '\n']);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(passphrase.as_bytes(), &self.salt, key.as_mut())
            .map_err(|_| cannot())?;
        Ok(Key::of(key))
    }

    /// Seals a secret as text for the file.
    pub fn seal(&self, key: &Key, place: &str, secret: &SecretString) -> String {
        let Self { memory, passes, salt } = self;
        let sealed = key.seal(place, secret.expose_secret().as_bytes());
        let (salt, sealed) = (URL_SAFE_NO_PAD.encode(salt), URL_SAFE_NO_PAD.encode(sealed));
        format!("{SEALED}1.{memory}.{passes}.{salt}.{sealed}")
    }
}

/// A parsed sealed secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    pub recipe: Recipe,
    sealed: Vec<u8>,
}

impl Sealed {
    /// Parses a sealed secret. The sentence of an error names a remedy.
    pub fn parse(text: &str) -> Result<Self, String> {
        let damaged = || "this sealed secret is damaged; ask for the file anew".to_owned();
        let parts: Vec<_> = text.strip_prefix(SEALED).ok_or_else(damaged)?.split('.').collect();
        let [version, memory, passes, salt, sealed] = parts.as_slice() else { return Err(damaged()) };
        if *version != "1" {
            return Err("this secret was sealed by a newer Gander; update this one".to_owned());
        }
        let number = |text: &str| text.parse::<u32>().map_err(|_| damaged());
        let (memory, passes) = (number(memory)?, number(passes)?);
        if !(LEAST_MEMORY..=MOST_MEMORY).contains(&memory) || !(1..=MOST_PASSES).contains(&passes) {
            return Err(format!(
                "this secret asks for {memory} KiB of memory and {passes} passes, where {LEAST_MEMORY} to {MOST_MEMORY} KiB and 1 to \
                 {MOST_PASSES} passes are allowed; seal it anew with `gander organization make`"
            ));
        }
        let decoded = |text: &str| URL_SAFE_NO_PAD.decode(text).map_err(|_| damaged());
        let salt = decoded(salt)?.try_into().map_err(|_| damaged())?;
        Ok(Self { recipe: Recipe { memory, passes, salt }, sealed: decoded(sealed)? })
    }

    /// Opens the secret with the key of its recipe. `None` if it was sealed by another passphrase or for another place,
    /// or was changed.
    pub fn open(&self, key: &Key, place: &str) -> Option<SecretString> {
        let opened = key.open(place, &self.sealed).ok()?;
        std::str::from_utf8(&opened).ok().map(SecretString::from)
    }
}

/// Checks that a passphrase is long enough.
///
/// # Errors
/// When the passphrase is too short.
pub fn strong(passphrase: &SecretString) -> Result<(), Error> {
    if passphrase.expose_secret().trim_end_matches(['\r', '\n']).chars().count() < SHORTEST_PASSPHRASE {
        return Err(Error::BadInput(format!(
            "a passphrase has {SHORTEST_PASSPHRASE} letters or more: four or five words that do not belong together are good. The \
             file is copied, so it can be guessed at for years"
        )));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weak() -> Recipe {
        Recipe { memory: LEAST_MEMORY, passes: 1, salt: [7; SALT] }
    }

    #[test]
    fn a_secret_opens_with_its_passphrase_at_its_place_alone() {
        let recipe = weak();
        let key = recipe.key(&"four or five words\n".into()).unwrap();
        let text = recipe.seal(&key, "here", &"practice-secret".into());
        assert!(!text.contains("practice") && text.starts_with("sealed:1.19456.1."), "{text}");
        let sealed = Sealed::parse(&text).unwrap();
        assert_eq!(sealed.recipe, recipe);
        let again = sealed.recipe.key(&"four or five words".into()).unwrap();
        assert_eq!(sealed.open(&again, "here").unwrap().expose_secret(), "practice-secret");
        assert!(sealed.open(&again, "there").is_none(), "moved to another network");
        let wrong = recipe.key(&"four or five wards".into()).unwrap();
        assert!(sealed.open(&wrong, "here").is_none());
        let other = Recipe { passes: 2, ..recipe }.key(&"four or five words".into()).unwrap();
        assert!(sealed.open(&other, "here").is_none());
    }

    #[test]
    fn what_was_changed_on_its_way_does_not_open() {
        let recipe = weak();
        let key = recipe.key(&"four or five words".into()).unwrap();
        let text = recipe.seal(&key, "here", &"practice-secret".into());
        let start = text.rfind('.').unwrap() + 1;
        for at in start..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
            let opened =
                Sealed::parse(std::str::from_utf8(&bytes).unwrap()).ok().and_then(|s| s.open(&key, "here"));
            assert!(opened.is_none(), "letter {at}");
        }
        for end in 0..text.len() {
            assert!(
                Sealed::parse(&text[..end]).ok().and_then(|s| s.open(&key, "here")).is_none(),
                "cut at {end}"
            );
        }
    }

    #[test]
    fn a_file_may_not_ask_for_more_than_a_device_has() {
        let salt = URL_SAFE_NO_PAD.encode([7; SALT]);
        for (memory, passes) in [("4194304", "1"), ("65536", "1000"), ("8", "1"), ("65536", "0")] {
            let error = Sealed::parse(&format!("sealed:1.{memory}.{passes}.{salt}.AAAA")).unwrap_err();
            assert!(
                error.contains(&format!("asks for {memory} KiB of memory and {passes} passes")),
                "{error}"
            );
        }
        assert_eq!(
            Sealed::parse("sealed:2.65536.3.x.y").unwrap_err(),
            "this secret was sealed by a newer Gander; update this one"
        );
        for text in ["", "sealed:", "sealed:1.2", "sealed:1.x.3.AAAA.AAAA", "sealed:1.65536.3.AAAA.AAAA"] {
            assert_eq!(
                Sealed::parse(text).unwrap_err(),
                "this sealed secret is damaged; ask for the file anew",
                "{text}"
            );
        }
    }

    #[test]
    fn a_short_passphrase_seals_nothing() {
        assert!(strong(&"eleven char\n".into()).is_err());
        assert!(strong(&"twelve chars".into()).is_ok());
    }
}
