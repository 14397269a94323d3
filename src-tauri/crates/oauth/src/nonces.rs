//! The nonces that servers demand in DPoP proofs (RFC 9449 sections 8 and 9).

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use http::HeaderMap;
use url::Url;

/// The header with the nonce for the next proofs (section 8).
const NONCE: &str = "dpop-nonce";
/// The maximum number of remembered nonces, one per server. A forgotten nonce costs a request.
const MOST_NONCES: usize = 1000;
/// The maximum length of a nonce in bytes. A longer one is ignored.
const LONGEST_NONCE: usize = 512;

/// The last nonce of each server, which the next proof must repeat (RFC 9449 section 8).
#[derive(Default)]
pub struct Nonces(Mutex<HashMap<String, String>>);

impl Nonces {
    /// The nonce that the server of this address gave last.
    pub fn of(&self, url: &Url) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&server(url)).cloned()
    }

    /// Stores the nonce of an answer. Returns true if it is new for the server.
    pub fn learn(&self, url: &Url, headers: &HeaderMap) -> bool {
        let said = headers.get(NONCE).and_then(|nonce| nonce.to_str().ok());
        let Some(said) = said.filter(|said| !said.is_empty() && said.len() <= LONGEST_NONCE) else {
            return false;
        };
        let mut nonces = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if nonces.len() >= MOST_NONCES {
            nonces.clear();
        }
        nonces.insert(server(url), said.to_owned()).as_deref() != Some(said)
    }
}

fn server(url: &Url) -> String {
    url.origin().ascii_serialization()
}

#[cfg(test)]
mod tests {
    use http::{HeaderName, HeaderValue};

    use super::*;

    #[test]
    fn each_server_has_its_own_nonce() {
        let nonces = Nonces::default();
        let [one, same, other] = ["https://a.example/x", "https://a.example/y", "https://b.example/x"]
            .map(|url| Url::parse(url).unwrap());
        let told =
            HeaderMap::from_iter([(HeaderName::from_static(NONCE), HeaderValue::from_static("practice-1"))]);
        assert!(nonces.learn(&one, &told));
        assert!(!nonces.learn(&same, &told), "known by now");
        assert_eq!(nonces.of(&same).as_deref(), Some("practice-1"));
        assert_eq!(nonces.of(&other), None);
        assert!(!nonces.learn(&one, &HeaderMap::new()));
        assert_eq!(nonces.of(&one).as_deref(), Some("practice-1"));
    }
}
