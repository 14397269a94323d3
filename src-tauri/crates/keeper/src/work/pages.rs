//! Requests about the pages that an account runs: for its connection's check, or for the list that the person wants.

use lifecycle::OperationId;
use networks::Network;
use oauth::{Held, OAuthClient, at_home};
use store::Owner;

use super::{WorkContext, WorkResult};
use crate::error::Error;

impl WorkContext {
    /// Asks for the list of pages, and about the held ones.
    pub async fn list_pages(
        self,
        network: std::sync::Arc<Network>,
        owner: Owner,
        operation_id: OperationId,
        generation: u64,
        held: Vec<String>,
    ) -> WorkResult {
        let connection = owner.connection.clone();
        let seen = async {
            let Some((_guard, secrets)) = self.begin(&owner, generation).await? else {
                return Err(Error::UnknownConnection(connection.to_string()));
            };
            let network = at_home(network, &owner.account, &secrets);
            // Some networks need no app keys for this request.
            let app = self.app(&network).ok().flatten().unwrap_or_default();
            let oauth = OAuthClient { http: &self.http, clock: &self.clock, network: &network, app: &app };
            let pages =
                network.pages.as_ref().ok_or_else(|| Error::NoPages { name: network.name.clone() })?;
            let held = self.held(&owner, held);
            Ok(oauth.list_pages(pages, &secrets, &held).await)
        }
        .await;
        WorkResult::PagesSeen { connection, operation_id, generation, seen }
    }

    /// The held pages with their stored tokens. An unreadable token counts as none.
    pub fn held(&self, owner: &Owner, held: Vec<String>) -> Vec<Held> {
        let token = |id: &str| self.store(|store| store.page_token(&self.key, owner, id)).ok().flatten();
        held.into_iter().map(|id| Held { token: token(&id), id }).collect()
    }
}
