//! The end of an access at its network.

use std::sync::Arc;

use networks::{Asks, Network};
use oauth::{OAuthClient, at_home};
use store::Owner;
use vault::{Secrets, crash};

use super::{WorkContext, WorkResult};

impl WorkContext {
    /// Asks the network to revoke a connection's access, within a short time limit. The limit includes the wait for
    /// another process that works on the connection.
    pub async fn revoke(self, network: Arc<Network>, owner: Owner) -> WorkResult {
        let asked = async {
            let guard = self.be_alone(&owner.connection).await.ok()?;
            let secrets = self.store(|store| store.secrets(&self.key, &owner)).ok()?;
            let network = at_home(network, &owner.account, &secrets);
            let revoked = self.end_access(&network, &secrets).await;
            drop(guard);
            revoked
        };
        let answer = tokio::time::timeout(self.http.timeouts().revocation, asked).await;
        crash::point("disconnect.revoked");
        WorkResult::Revoked { connection: owner.connection, confirmed: matches!(answer, Ok(Some(()))) }
    }

    /// Asks the network to revoke the tokens of a sign-in that is not kept.
    pub async fn give_back(self, network: Arc<Network>, secrets: Secrets) -> WorkResult {
        let network = match &secrets.binding.home {
            Some(home) if network.oauth.asks == Some(Asks::Server) => network.at(home).into(),
            Some(_) | None => network,
        };
        let asked = self.end_access(&network, &secrets);
        let _ = tokio::time::timeout(self.http.timeouts().revocation, asked).await;
        WorkResult::GivenBack
    }

    pub(super) async fn end_access(&self, network: &Network, secrets: &Secrets) -> Option<()> {
        let url = network.oauth.revoke.as_ref()?;
        // Some networks need no app keys for this request.
        let app = self.app(network).ok().flatten().unwrap_or_default();
        let oauth = OAuthClient { http: &self.http, clock: &self.clock, network, app: &app };
        oauth.revoke(url, secrets).await.ok()
    }
}
