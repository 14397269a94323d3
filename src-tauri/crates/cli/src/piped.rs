//! Secrets that are piped in, because arguments show in lists of processes.

use std::io::{BufRead, Read, stdin};

use keeper::{Error, SecretString, typed};
use zeroize::Zeroizing;

/// In bytes. Longer input is not a secret.
const LONGEST: u64 = 8192;

/// Reads a secret to the end of standard input. `missing` names it: "no client secret".
///
/// # Errors
/// When there is no secret, or the input is too long or not text.
pub(crate) fn secret(missing: &str) -> Result<SecretString, Error> {
    let bad = |why: String| Err(Error::BadInput(why));
    let mut bytes = Zeroizing::new(Vec::new());
    let read = stdin().lock().take(LONGEST + 1).read_to_end(&mut bytes);
    if bytes.len() as u64 > LONGEST {
        return bad(format!("standard input holds more than {LONGEST} bytes; pipe in the secret alone"));
    }
    let text = match typed::decoded(&bytes) {
        Ok(text) => Zeroizing::new(typed::cleaned(&text)),
        Err(not_text) => return bad(not_text.to_string()),
    };
    if read.is_err() || text.is_empty() {
        return bad(format!("standard input holds {missing}; pipe it in"));
    }
    Ok(text.as_str().into())
}

/// Reads a line. `None` at the end of standard input.
pub(crate) fn line() -> Option<SecretString> {
    let mut line = Zeroizing::new(String::new());
    let read = stdin().lock().take(LONGEST).read_line(&mut line);
    matches!(read, Ok(1..)).then(|| line.as_str().into())
}

/// Reads the passphrase of an organization's secrets if `from_stdin` is set.
///
/// # Errors
/// The errors of [`secret`].
pub(crate) fn passphrase(from_stdin: bool) -> Result<Option<SecretString>, Error> {
    from_stdin.then(|| secret("no passphrase")).transpose()
}

/// Reads an app password if `from_stdin` is set.
///
/// # Errors
/// The errors of [`secret`].
pub(crate) fn app_password(from_stdin: bool) -> Result<Option<SecretString>, Error> {
    from_stdin.then(|| secret("no app password")).transpose()
}
