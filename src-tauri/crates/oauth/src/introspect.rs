//! Introspection of a token with the app's own proof: the end of the token, and whether a refusal without a reason is to
//! be believed.
//!
//! Token and secret stand in the address, which so is never logged and in no error.

use lifecycle::{Endpoint, Signal, Verdict};
use networks::{Answer, Introspected, Network};
use secrecy::{ExposeSecret, SecretString};
use vault::Secrets;

use crate::{
    client::{OAuthClient, SignedIn},
    http::RequestError,
};

impl OAuthClient<'_> {
    /// Adds what the network says of a token that a sign-in has just brought. It is worth a short wait and no failure.
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
        // The clocks that the tokens came with are more exact, and so is what the answer of the identity lists.
        answer.lifetimes.access = answer.lifetimes.access.or(known.access_until.and_then(left));
        answer.lifetimes.data_access = known.data_access_until.and_then(left);
        answer.scopes = answer.scopes.take().or(known.scopes);
    }

    /// A refusal that the network's file doubts, or that does not say why, is believed only when the network, asked about
    /// the token itself, does not contradict it; then its reason counts, at once. A refusal that says why stays as it is, and
    /// so does one that cannot be looked into: without the app's secret, or because the network will not say.
    pub async fn looked_into(&self, failed: RequestError, secrets: &Secrets) -> RequestError {
        let RequestError::Rejected(verdict) = &failed else { return failed };
        // Whether the token lives, and nothing else, is what the network says of it.
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

    /// Why the token is not good, by the rules for a check's answer.
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

    /// `None` where the network cannot be asked, or there is no secret to ask with.
    async fn introspect(&self, secrets: &Secrets) -> Option<Result<Introspected, RequestError>> {
        let introspect = self.network.introspect.as_ref()?;
        let app = SecretString::from(format!("{}|{}", self.app.client_id, self.client_secret()?));
        let parameters = [
            (introspect.token_parameter.as_str(), secrets.access_token.expose_secret()),
            (introspect.app_parameter.as_str(), app.expose_secret()),
        ];
        let request = self.http.client().get(introspect.url.clone()).query(&parameters);
        // Here it is the app's own proof that stands where the token is elsewhere.
        let request = self.proving_secret(request, &app);
        let reply = match self.ask(Endpoint::LongLived, request).await {
            Ok(reply) => reply,
            Err(failed) => return Some(Err(failed)),
        };
        let known = introspect.read(&reply.body);
        Some(known.ok_or_else(|| self.unusable(Endpoint::LongLived, &reply)))
    }
}
