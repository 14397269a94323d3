//! The check of a token.

use std::sync::Arc;

use lifecycle::{Endpoint, OperationId, Scopes};
use networks::{Network, Protocol};
use oauth::{OAuthClient, at_home, time::witness};
use store::Owner;
use vault::{App, crash};

use super::{WorkContext, WorkResult};

impl WorkContext {
    pub async fn probe(
        self,
        network: Arc<Network>,
        owner: Owner,
        operation_id: OperationId,
        generation: u64,
        granted: Option<Scopes>,
        held: Vec<String>,
    ) -> WorkResult {
        let connection = owner.connection.clone();
        let (guard, secrets) = match self.begin(&owner, generation).await {
            Ok(Some(begun)) => begun,
            Ok(None) => return WorkResult::MovedOn { connection, operation_id },
            Err(error) => return WorkResult::Postponed { connection, operation_id, error },
        };
        let network = at_home(network, &owner.account, &secrets);
        let app = match self.app(&network) {
            Ok(Some(app)) => app,
            // Only OAuth 1.0a needs the app's keys here, for its signature.
            Ok(None) | Err(_) if network.oauth.protocol != Protocol::OAuth1a => App::default(),
            Ok(None) => return WorkResult::AppKeysMissing { connection, operation_id },
            Err(error) => return WorkResult::Postponed { connection, operation_id, error },
        };
        let oauth = OAuthClient { http: &self.http, clock: &self.clock, network: &network, app: &app };
        let mut answer = oauth.who(Endpoint::Probe, &secrets, granted.as_ref()).await;
        if self.clock.is_contradicted_by(&witness(&network)) {
            // This device's clock is wrong, or something on the way is. A second such answer proves the clock wrong.
            answer = oauth.who(Endpoint::Probe, &secrets, granted.as_ref()).await;
        }
        if let Err(failed) = answer {
            answer = Err(oauth.looked_into(failed, &secrets).await);
        }
        // An answer about another account proves nothing about this account's token.
        let answer = match answer {
            Ok(known) if known.account.id != owner.account => Err(oauth.of_another_account(Endpoint::Probe)),
            answer => answer,
        };
        crash::point("check.answered");
        // A refusal counts against a page only if the account's own token is good.
        let pages = match &answer {
            Ok(_) => oauth.see_pages(&secrets, &self.held(&owner, held)).await,
            Err(_) => None,
        };
        drop(guard);
        match answer {
            Ok(known) => {
                let pages = pages.map(|seen| (generation, seen));
                WorkResult::Probed { connection, operation_id, known, pages }
            }
            Err(failed) => WorkResult::Refused { connection, operation_id, verdict: failed.verdict() },
        }
    }
}
