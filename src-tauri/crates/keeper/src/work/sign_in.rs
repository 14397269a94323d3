//! The steps of a sign-in: before the login page, and after the redirect.

use std::sync::Arc;

use lifecycle::{ConnectionId, OperationId};
use networks::{Network, Protocol};
use oauth::{Authorization, Failure, Listener, OAuthClient, Place};
use secrecy::SecretString;
use url::Url;
use vault::crash;

use super::{WorkContext, WorkResult};
use crate::error::Error;

impl WorkContext {
    /// Prepares the authorization request for the person's browser. `at` is the typed or known place of their account;
    /// `missing` names the permissions that their connection lacks.
    pub async fn prepare(
        self,
        network: Arc<Network>,
        at: Option<Place>,
        connection: ConnectionId,
        listener: &mut Listener,
        bridge: Option<Url>,
        missing: &[String],
    ) -> Result<Authorization, Failure> {
        if network.oauth.asks.is_some() {
            let place = at.ok_or(Failure::AddressUnknown)?;
            let bridge = bridge.as_ref();
            let first = self.prepare_at(&network, &place, &connection, listener, bridge, missing).await;
            // The preparation asks several servers and spends nothing, so that one retry may hide a short failure.
            if matches!(first, Err(Failure::Unreachable | Failure::BadAnswer | Failure::AddressUnknown)) {
                tokio::time::sleep(self.http.timeouts().retry).await;
                return self.prepare_at(&network, &place, &connection, listener, bridge, missing).await;
            }
            return first;
        }
        let app = self.app_to_sign_in(&network)?;
        let oauth = OAuthClient { http: &self.http, clock: &self.clock, network: &network, app: &app };
        oauth.prepare(listener.target(bridge), missing).await.map_err(|failed| failed.failure())
    }

    /// Prepares the request at the server, or for the account, that the person named.
    pub(super) async fn prepare_at(
        &self,
        network: &Network,
        place: &Place,
        connection: &ConnectionId,
        listener: &mut Listener,
        bridge: Option<&Url>,
        missing: &[String],
    ) -> Result<Authorization, Failure> {
        if network.oauth.protocol == Protocol::Atproto {
            let app = self.app_to_sign_in(network)?;
            let oauth = OAuthClient { http: &self.http, clock: &self.clock, network, app: &app };
            return oauth.prepare_at_account(&place.said, listener.target(bridge.cloned()).url).await;
        }
        let (home, network, app) = self.at_server(network, place, connection, listener).await?;
        let oauth = OAuthClient { http: &self.http, clock: &self.clock, network: &network, app: &app };
        let target = listener.target(bridge.cloned());
        let mut authorization = oauth.prepare(target, missing).await.map_err(|failed| failed.failure())?;
        authorization.binding.home = Some(home);
        Ok(authorization)
    }

    /// Like [`Self::prepare`], for a sign-in that no redirect ends.
    pub async fn prepare_for_pin(self, network: Arc<Network>) -> Result<Authorization, Failure> {
        let app = self.app_to_sign_in(&network)?;
        let oauth = OAuthClient { http: &self.http, clock: &self.clock, network: &network, app: &app };
        oauth.temporary_credentials(None).await.map_err(|failed| failed.failure())
    }

    pub async fn sign_in(
        self,
        network: Arc<Network>,
        connection: ConnectionId,
        operation_id: OperationId,
        authorization: Arc<Authorization>,
        code: SecretString,
    ) -> WorkResult {
        let failed = |failure| WorkResult::SignInFailed { operation_id, failure };
        let Ok(guard) = self.be_alone(&connection).await else {
            return failed(Failure::Storage);
        };
        let app = match self.app_to_sign_in(&network) {
            Ok(app) => app,
            Err(failure) => return failed(failure),
        };
        let oauth = OAuthClient { http: &self.http, clock: &self.clock, network: &network, app: &app };
        crash::point("connect.before-exchange");
        match oauth.sign_in(&authorization, &code).await {
            Ok(signed_in) => {
                crash::point("connect.after-exchange");
                WorkResult::SignedIn { operation_id, signed_in, guard }
            }
            Err(refused) => failed(refused.failure()),
        }
    }
}

pub(crate) fn failure_of(error: &Error) -> Failure {
    match error {
        Error::VaultLocked(_) => Failure::VaultLocked,
        Error::AppKeysMissing { .. } => Failure::AppKeys(lifecycle::SetUp::AppKeysMissing),
        Error::Unsupported { .. } => Failure::Unsupported,
        _ => Failure::Storage,
    }
}
