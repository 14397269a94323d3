//! Unguessable words.

use std::fmt::Write as _;

/// Sixteen random bytes in hex.
pub(crate) fn word() -> String {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    bytes.iter().fold(String::with_capacity(32), |mut word, byte| {
        let _ = write!(word, "{byte:02x}");
        word
    })
}
