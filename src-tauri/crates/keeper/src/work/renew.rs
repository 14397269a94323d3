//! The renewal of a token.

use std::sync::Arc;

use lifecycle::{OperationId, Renewal, Verdict};
use networks::Network;
use oauth::{OAuthClient, RequestError, at_home};
use store::{Owner, Store};
use vault::crash;

use super::{WorkContext, WorkResult};

impl WorkContext {
    pub async fn renew(
        self,
        network: Arc<Network>,
        owner: Owner,
        operation_id: OperationId,
        generation: u64,
    ) -> WorkResult {
        let begun = self.begin(&owner, generation).await;
        let Owner { connection, account, .. } = owner;
        let (guard, secrets) = match begun {
            Ok(Some(begun)) => begun,
            Ok(None) => return WorkResult::MovedOn { connection, operation_id },
            Err(error) => return WorkResult::Postponed { connection, operation_id, error },
        };
        let network = at_home(network, &account, &secrets);
        let app = match self.app(&network) {
            Ok(Some(app)) => app,
            Ok(None) => return WorkResult::AppKeysMissing { connection, operation_id },
            Err(error) => return WorkResult::Postponed { connection, operation_id, error },
        };
        // The journal is durable before the request: after a crash, or a lost answer, this secret gets one more try.
        let now = self.clock.now();
        crash::point("renew.before-journal");
        let in_doubt = match self.store(|store| store.begin_renewal(&connection, generation, now)) {
            Ok(in_doubt) => in_doubt,
            Err(error) => return WorkResult::Postponed { connection, operation_id, error: error.into() },
        };
        // The leading process takes the renewal over if this process dies.
        self.store(Store::tell_others);
        let oauth = OAuthClient { http: &self.http, clock: &self.clock, network: &network, app: &app };
        crash::point("renew.after-journal");
        let failed = match oauth.renew(&secrets, &account).await {
            Ok(answer) => {
                crash::point("renew.answered");
                return WorkResult::Renewed { connection, operation_id, answer, guard };
            }
            Err(failed) => failed,
        };
        let verdict = match failed {
            // The journal keeps the secret in doubt.
            RequestError::ResponseLost(evidence) | RequestError::Malformed(evidence) => {
                return WorkResult::Lost { connection, operation_id, evidence };
            }
            RequestError::Transient(verdict) if spent_behind_a_gateway(&network, &verdict) => {
                return WorkResult::Lost { connection, operation_id, evidence: verdict.evidence };
            }
            // A secret that was in doubt before stays in doubt.
            RequestError::Transient(verdict) if in_doubt => {
                return WorkResult::Refused { connection, operation_id, verdict };
            }
            RequestError::Transient(verdict) | RequestError::Rejected(verdict) => verdict,
        };
        crash::point("renew.refused");
        // A lost race looks like a refusal, but its winner has stored the next secret.
        if !matches!(self.store(|store| store.generation(&connection)), Ok(Some(kept)) if kept == generation)
        {
            return WorkResult::MovedOn { connection, operation_id };
        }
        if let Err(error) = self.store(|store| store.end_renewal(&connection)) {
            tracing::warn!(%connection, %error, "the journal could not be cleared");
        }
        crash::point("renew.refusal-known");
        WorkResult::Refused { connection, operation_id, verdict }
    }
}

/// Tells whether a single-use refresh token may be spent though only a gateway answered: the network behind it may have
/// gone on.
fn spent_behind_a_gateway(network: &Network, verdict: &Verdict) -> bool {
    let once = matches!(network.policy.renewal, Renewal::Refresh { rotates: true, .. });
    once && matches!(verdict.evidence.status, Some(500 | 502 | 504 | 520..=524))
}
