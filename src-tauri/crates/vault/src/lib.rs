//! Keeps secrets: the key that seals them and its storage, the secrets themselves, and files and locks that are the
//! person's alone.
//!
//! **Architecture invariant:** this crate knows no database and no network. `Debug` of a secret reveals nothing.

mod app;
mod core_dumps;
pub mod crash;
pub mod key;
pub mod lock;
pub mod private;
mod sealing;
mod secret_bytes;
mod secrets;

pub use app::{App, AppKeys, Registered};
pub use core_dumps::forbid_core_dumps;
pub use key::KeySource;
pub use private::FolderError;
pub use sealing::{Key, VaultTrouble};
pub use secrets::{Binding, Secrets};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

/// 64 random bits as text: 11 characters that suit a file name and a URL.
///
/// # Panics
/// When the system has no random numbers.
#[must_use]
pub fn new_id() -> String {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).expect("the system has random numbers");
    URL_SAFE_NO_PAD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::new_id;

    #[test]
    fn each_id_is_another_and_suits_a_file_name_and_a_url() {
        let (first, second) = (new_id(), new_id());
        assert_ne!(first, second);
        for id in [first, second] {
            assert_eq!(id.len(), 11, "{id}");
            assert!(id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)), "{id}");
        }
    }
}
