//! Whether a network takes the keys of an app.

use lifecycle::{Evidence, Signal, Verdict};
use networks::{Network, Protocol};
use secrecy::SecretString;

use crate::{client::OAuthClient, http::RequestError, redirect::Target};

/// No network gives this code to anybody.
const NOBODYS_CODE: &str = "gander-asks-whether-the-keys-are-right";
/// How RFC 6749 section 5.2 says that it was the code which was not taken. The app is authenticated before that (section
/// 4.1.3).
const CODE_REFUSED: &str = "invalid_grant";

/// The answer of a network about an app's keys. It was asked with a code that it cannot take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyCheck {
    /// It took the keys, and refused the code alone.
    Taken,
    /// It refused the keys, or the app that they belong to.
    Refused(Evidence),
    /// It answered, but what it says tells nothing of the keys.
    Untold(Evidence),
    /// It did not answer, or wants to be asked later.
    Unreachable(Evidence),
}

impl OAuthClient<'_> {
    /// Asks whether the network takes the app's keys. Nothing is stored.
    pub async fn check_keys(&self, redirect: Target) -> KeyCheck {
        told(self.try_keys(redirect).await)
    }

    /// Asks for what needs the app's keys and brings nothing. OAuth 1.0a has such a question (RFC 5849 section 2.1), and
    /// elsewhere a code that was never given is one.
    async fn try_keys(&self, redirect: Target) -> Result<(), RequestError> {
        if self.network.oauth.protocol == Protocol::OAuth1a {
            return self.asks_for_temporary_credentials(&redirect.url).await;
        }
        let authorization = self.authorize(redirect, &[]);
        let code = SecretString::from(NOBODYS_CODE);
        let answer = self.exchange(&authorization, &code).await;
        // A token for a code that nobody has tells nothing of the keys.
        Err(match answer {
            Ok(_) => RequestError::Malformed(
                Network::unreachable(lifecycle::Endpoint::Token, self.clock.now()).evidence,
            ),
            Err(failed) => failed,
        })
    }
}

fn told(answer: Result<(), RequestError>) -> KeyCheck {
    let verdict = match answer {
        Ok(()) => return KeyCheck::Taken,
        Err(RequestError::Rejected(verdict)) => verdict,
        Err(RequestError::Malformed(evidence)) => return KeyCheck::Untold(evidence),
        Err(RequestError::Transient(Verdict { evidence, .. }) | RequestError::ResponseLost(evidence)) => {
            return KeyCheck::Unreachable(evidence);
        }
    };
    let is_of_the_code = verdict.evidence.code.as_deref() == Some(CODE_REFUSED);
    match verdict.signal {
        Signal::AppFault => KeyCheck::Refused(verdict.evidence),
        Signal::RefreshRejected => KeyCheck::Taken,
        _ if is_of_the_code => KeyCheck::Taken,
        _ => KeyCheck::Untold(verdict.evidence),
    }
}
