//! Token introspection with the app's own credentials: learns the expiry of a token, and verifies a refusal without a
//! reason.
//!
//! The address holds token and secret, so it is never logged and never part of an error.

use lifecycle::{Endpoint, Signal, Verdict};
use networks::{Answer, Introspected, Network};
use secrecy::{ExposeSecret, SecretString};
use vault::Secrets;

use crate::{
    client::{OAuthClient, SignedIn},
    error::RequestError,
};

impl OAuthClient<'_> {
    /// Adds the network's data about a token that a sign-in has just brought. Waits only briefly, and ignores failures.
    pub async fn learn_clocks(&self, signed_in: &mut SignedIn) {
        let asked = self.introspect(&signed_in.answer.secrets);
        let answer = tokio::time::timeout(self.http.timeouts().revocation, asked).await;
        let Ok(Some(Ok(known))) = answer else { return };
        if !known.valid {
            return;
        }
        let now = self.clock.now();
        let left = |until| Some(until - now).filter(|left| *left > chrono::TimeDelta::zero());
        let answer = &mut signed_in.answer;
        // The lifetime from the token answer and the scopes from the identity answer are more exact.
        answer.lifetimes.access = answer.lifetimes.access.or(known.access_until.and_then(left));
        answer.lifetimes.data_access = known.data_access_until.and_then(left);
        answer.scopes = answer.scopes.take().or(known.scopes);
    }

    /// Verifies a refusal that the network's file doubts or that has no reason. The refusal counts only if
    /// introspection does not contradict it; then the introspected reason counts at once. A clear refusal stays as it
    /// is, and so does one that cannot be verified, without the app's secret or because the network refuses to answer.
    pub async fn looked_into(&self, failed: RequestError, secrets: &Secrets) -> RequestError {
        let RequestError::Rejected(verdict) = &failed else { return failed };
        // Introspection only tells whether the token is valid.
        let of_token = matches!(verdict.signal, Signal::Expired | Signal::Revoked);
        let is_clear = verdict.evidence.subcode.is_some() && verdict.confirm_after.is_none();
        if !of_token || is_clear {
            return failed;
        }
        let unclear = || RequestError::Transient(Network::unreachable(Endpoint::Probe, self.clock.now()));
        match self.introspect(secrets).await {
            None | Some(Err(RequestError::Rejected(_))) => failed,
            Some(Err(
                RequestError::Transient(_) | RequestError::Malformed(_) | RequestError::ResponseLost(_),
            )) => unclear(),
            Some(Ok(known)) if known.valid => unclear(),
            Some(Ok(known)) => {
                let mut told = self.reason(&known, verdict).unwrap_or_else(|| verdict.clone());
                told.confirm_after = None;
                RequestError::Rejected(told)
            }
        }
    }

    /// The reason why the token is invalid, by the rules for a check's answer.
    fn reason(&self, known: &Introspected, refused: &Verdict) -> Option<Verdict> {
        let answer = Answer {
            endpoint: Endpoint::Probe,
            at: self.clock.now(),
            status: refused.evidence.status?,
            headers: &http::HeaderMap::new(),
            body: &known.refusal,
        };
        Some(self.network.classify(&answer)).filter(|verdict| verdict.signal.disconnects())
    }

    /// `None` if the network offers no introspection, or the app has no secret.
    async fn introspect(&self, secrets: &Secrets) -> Option<Result<Introspected, RequestError>> {
        let introspect = self.network.introspect.as_ref()?;
        let app = SecretString::from(format!("{}|{}", self.app.client_id, self.client_secret()?));
        let parameters = [
            (introspect.token_parameter.as_str(), secrets.access_token.expose_secret()),
            (introspect.app_parameter.as_str(), app.expose_secret()),
        ];
        let request = self.http.client().get(introspect.url.clone()).query(&parameters);
        // This proof covers the app's own credentials instead of the token.
        let request = self.proving_secret(request, &app);
        let reply = match self.ask(Endpoint::LongLived, request).await {
            Ok(reply) => reply,
            Err(failed) => return Some(Err(failed)),
        };
        let known = introspect.read(&reply.body);
        Some(known.ok_or_else(|| self.unusable(Endpoint::LongLived, &reply)))
    }
}
