//! Checks whether a network accepts the keys of an app.

use lifecycle::{Evidence, Signal, Verdict};
use networks::{Network, Protocol};
use secrecy::SecretString;

use crate::{client::OAuthClient, error::RequestError, redirect::Target};

/// An authorization code that no network issues.
const NOBODYS_CODE: &str = "gander-asks-whether-the-keys-are-right";
/// The error of RFC 6749 section 5.2 for a refused code. The network authenticates the app before it looks at the code
/// (section 4.1.3).
const CODE_REFUSED: &str = "invalid_grant";

/// The verdict of a network on an app's keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyCheck {
    /// The network accepted the keys.
    Taken,
    /// The network refused the keys, or the app that they belong to.
    Refused(Evidence),
    /// The answer says nothing about the keys.
    Untold(Evidence),
    /// The network did not answer, or asks to retry later.
    Unreachable(Evidence),
}

impl OAuthClient<'_> {
    /// Checks whether the network accepts the app's keys. Nothing is stored.
    pub async fn check_keys(&self, redirect: Target) -> KeyCheck {
        told(self.try_keys(redirect).await)
    }

    /// Sends a request that needs the app's keys but grants nothing: temporary credentials in OAuth 1.0a (RFC 5849
    /// section 2.1), elsewhere the exchange of a code that was never issued.
    async fn try_keys(&self, redirect: Target) -> Result<(), RequestError> {
        if self.network.oauth.protocol == Protocol::OAuth1a {
            return self.asks_for_temporary_credentials(&redirect.url).await;
        }
        let authorization = self.authorize(redirect, &[]);
        let code = SecretString::from(NOBODYS_CODE);
        let answer = self.exchange(&authorization, &code).await;
        // A token for a code that was never issued says nothing about the keys.
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
