//! The pages that an account runs: they are asked about with its connection's check, or when the person wants the list.

use lifecycle::OperationId;
use networks::Network;
use oauth::{Held, OAuthClient, at_home};
use store::Owner;

use super::{WorkContext, WorkResult};
use crate::error::Error;

impl WorkContext {
    /// Asks which pages there are, and about those that are held.
    pub async fn list_pages(
        self,
        network: std::sync::Arc<Network>,
        owner: Owner,
        attempt: OperationId,
        generation: u64,
        held: Vec<String>,
    ) -> WorkResult {
        let connection = owner.connection.clone();
        let seen = async {
            let Some((_guard, secrets)) = self.begin(&owner, generation).await? else {
                return Err(Error::UnknownConnection(connection.to_string()));
            };
            let network = at_home(network, &owner.account, &secrets);
            // Not every network wants to know the app.
            let app = self.app(&network).ok().flatten().unwrap_or_default();
            let oauth = OAuthClient { http: &self.http, clock: &self.clock, network: &network, app: &app };
            let pages =
                network.pages.as_ref().ok_or_else(|| Error::NoPages { name: network.name.clone() })?;
            let held = self.held(&owner, held);
            Ok(oauth.list_pages(pages, &secrets, &held).await)
        }
        .await;
        WorkResult::PagesSeen { connection, attempt, generation, seen }
    }

    /// The pages by their ids with the tokens that are kept for them. One that cannot be read is as good as none.
    pub fn held(&self, owner: &Owner, held: Vec<String>) -> Vec<Held> {
        let token = |id: &str| self.store(|store| store.page_token(&self.key, owner, id)).ok().flatten();
        held.into_iter().map(|id| Held { token: token(&id), id }).collect()
    }
}
