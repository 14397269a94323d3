//! The parsers of outside input, for the fuzz targets. Each takes any bytes and panics when a promise is broken.

use chrono::TimeDelta;
use secrecy::{ExposeSecret, SecretString};
use vault::Secrets;

pub use store::fuzzing::{alert_column, event_column, json_columns};

use oauth::{
    TokenAnswer,
    redirect::{Expected, Redirected},
};

use crate::avatar;

/// The path, the host and the `state` that a fuzzed redirect must name to be accepted.
pub const REDIRECT: (&str, &str, &str) = ("/callback", "127.0.0.1:8723", "practice-state");

/// Reads the head of a request to the redirect listener. A code counts only with path, host and `state`.
///
/// # Panics
/// When another request is accepted, or a code shows in `Debug`.
pub fn redirect_request(head: &[u8]) {
    let (path, host, state) = REDIRECT;
    let expected = Expected {
        hosts: [host.to_owned(), host.to_owned()],
        path: path.to_owned(),
        protocol: networks::Protocol::OAuth2,
        state: SecretString::from(state),
        issuer: None,
    };
    let Ok((redirected, _)) = expected.read(head) else { return };
    let text = String::from_utf8_lossy(head);
    assert!(text.contains(path) && text.contains(host), "believed without path or host");
    assert!(text.trim_start().starts_with("GET "), "believed without GET");
    if let Redirected::Code(code) = &redirected {
        assert!(!code.expose_secret().is_empty());
        let other = Redirected::Code(SecretString::from("another"));
        assert_eq!(format!("{redirected:?}"), format!("{other:?}"), "a code shows");
    }
}

/// Makes a small picture of any bytes.
///
/// # Panics
/// When the result is not a small square PNG.
pub fn picture(bytes: &[u8]) {
    let Some(png) = avatar::small(bytes) else { return };
    let kept = image::load_from_memory_with_format(&png, image::ImageFormat::Png).expect("a PNG");
    assert!(kept.width() == kept.height() && kept.width() <= avatar::SIDE, "neither square nor small");
}

/// Reads the body of a token answer. `odd`: the same answer in odd notations, which must give the same result.
///
/// # Panics
/// When a token is blank or shows in `Debug`, a lifetime is not positive, or an odd notation loses something.
pub fn token_answer(body: &[u8], odd: &[Vec<u8>]) {
    let Some(answer) = TokenAnswer::parse(body) else { return };
    let tokens = |answer: &TokenAnswer| {
        let tokens = [Some(&answer.secrets.access_token), answer.secrets.refresh_token.as_ref()];
        tokens.map(|token| token.map(|token| token.expose_secret().to_owned()))
    };
    assert!(tokens(&answer).iter().flatten().all(|token| !token.trim().is_empty()), "a blank token");
    let another = || SecretString::from("another");
    let others = Secrets {
        access_token: another(),
        refresh_token: answer.secrets.refresh_token.as_ref().map(|_| another()),
        binding: answer.secrets.binding.clone(),
    };
    let other = TokenAnswer { secrets: others, lifetimes: answer.lifetimes, scopes: answer.scopes.clone() };
    assert_eq!(format!("{answer:?}"), format!("{other:?}"), "a token shows");
    let lives = [answer.lifetimes.access, answer.lifetimes.refresh];
    assert!(lives.into_iter().flatten().all(|life| life > TimeDelta::zero()));
    assert_eq!(answer.lifetimes.refresh_token, answer.secrets.refresh_token.is_some());
    for odd in odd {
        let read = TokenAnswer::parse(odd).expect("an answer that is odd is read");
        assert_eq!(tokens(&read), tokens(&answer));
        assert_eq!(format!("{read:?}"), format!("{answer:?}"));
    }
}
