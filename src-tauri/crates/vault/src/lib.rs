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
