//! A keeper in this process, and its person.

use std::{ops::Deref, sync::Arc};

use keeper::{
    ConnectionId, ConnectionState, Error, Event, Health, Keeper, OperationId, Outcome, Reason, Snapshot,
};
use simnet::{Consent, Network, browse_and_deliver};
use url::Url;

use super::{
    clock::Hand,
    recorder::Recorder,
    wait::{until, within},
};

/// The password of both members everywhere, until it is changed.
pub const PASSWORD: &str = "goose";

pub struct Home {
    keeper: Keeper,
    hand: Arc<Hand>,
    /// The addresses of the servers that speak Mastodon's API, as a person types them.
    servers: Vec<(Network, String)>,
    pub shell: Arc<Recorder>,
}

impl Deref for Home {
    type Target = Keeper;

    fn deref(&self) -> &Keeper {
        &self.keeper
    }
}

impl Home {
    pub fn new(
        keeper: Keeper,
        shell: Arc<Recorder>,
        hand: Arc<Hand>,
        servers: Vec<(Network, String)>,
    ) -> Self {
        Self { keeper, hand, servers, shell }
    }

    pub fn into_parts(self) -> (Keeper, Arc<Hand>) {
        (self.keeper, self.hand)
    }

    /// Adds Dana's account of a network.
    pub async fn add(&self, network: Network) -> ConnectionId {
        self.add_member(network, "danar").await
    }

    pub async fn add_member(&self, network: Network, member: &str) -> ConnectionId {
        let operation_id = self.start(network, member).await;
        match self.sign_in(operation_id, member, PASSWORD).await {
            Outcome::Active(id) => id,
            other => panic!("{member} was not added at {network}: {other:?}"),
        }
    }

    /// Begins to add an account. Names the account or the server, if the network asks for it.
    pub async fn start(&self, network: Network, member: &str) -> OperationId {
        let id = network.id().into();
        let started = match network {
            _ if network.speaks_mastodon() => self.connect_at(&id, self.server(network)).await,
            Network::Bluesky => self.connect_at(&id, &simnet::handle(member)).await,
            _ => self.connect(&id).await,
        };
        started.expect("a sign-in")
    }

    fn server(&self, network: Network) -> &str {
        self.servers.iter().find(|(of, _)| *of == network).map(|(_, at)| at.as_str()).expect("a server")
    }

    /// Adds Dana's account of every network.
    pub async fn add_all(&self) -> [ConnectionId; 4] {
        let [facebook, instagram, linkedin, x] = Network::ALL;
        [self.add(facebook).await, self.add(instagram).await, self.add(linkedin).await, self.add(x).await]
    }

    /// Signs in again with success.
    pub async fn sign_in_again(&self, id: &ConnectionId, password: &str) {
        let operation_id = self.reauthorize(id).await.expect("a sign-in");
        let outcome = self.sign_in(operation_id, "danar", password).await;
        assert_eq!(outcome, Outcome::Active(id.clone()));
    }

    /// Signs in at the login page in a browser, and returns to Gander.
    pub async fn sign_in(&self, operation_id: OperationId, member: &str, password: &str) -> Outcome {
        let url = self.login_page(operation_id).await;
        browse_and_deliver(url.as_str(), member, password, Consent::Allow).await.expect("a login");
        self.end_of(operation_id).await
    }

    pub async fn end_of(&self, operation_id: OperationId) -> Outcome {
        within("the end of a sign-in", self.outcome(operation_id)).await
    }

    /// The address of the login page, once there is one.
    pub async fn login_page(&self, operation_id: OperationId) -> Url {
        until("the login page", async || self.authorization_url(operation_id).await.ok()).await
    }

    pub fn find(&self, id: &ConnectionId) -> ConnectionState {
        let snapshot = self.snapshot();
        let found = snapshot.connections.iter().find(|connection| connection.id == *id);
        found.unwrap_or_else(|| panic!("{id} is gone: {snapshot:?}")).clone()
    }

    pub fn health(&self, id: &ConnectionId) -> Health {
        self.find(id).health
    }

    pub fn reason(&self, id: &ConnectionId) -> Option<Reason> {
        match self.health(id) {
            Health::Disconnected { reason, .. } => Some(reason),
            _ => None,
        }
    }

    /// Checks the connection now.
    pub async fn ask(&self, id: &ConnectionId) -> Health {
        within("a check", self.check(Some(id))).await.expect("a check");
        self.health(id)
    }

    /// Renews the connection now.
    pub async fn renewed(&self, id: &ConnectionId) -> Result<Health, Error> {
        within("a renewal", self.renew(id)).await?;
        Ok(self.health(id))
    }

    /// Waits until the snapshot satisfies a condition.
    pub async fn shows(&self, what: &str, is: impl FnMut(&Arc<Snapshot>) -> bool) {
        let mut changes = self.changes();
        within(what, changes.wait_for(is)).await.expect("a keeper");
    }

    /// The number of times that an event happened to a connection.
    pub async fn times(&self, id: &ConnectionId, event: Event) -> usize {
        let history = self.history(Some(id), 1000).await.expect("a history");
        history.iter().filter(|entry| entry.event == event).map(|entry| entry.count as usize).sum()
    }
}

/// Waits until a keeper has handled all earlier inputs, and no work is under way.
pub async fn settled(keeper: &Keeper) {
    // Any command serves: the keeper answers it after all earlier inputs.
    let _ = keeper.authorization_url(OperationId(u64::MAX)).await;
    let mut changes = keeper.changes();
    let idle = |snapshot: &Arc<Snapshot>| snapshot.connections.iter().all(|c| c.busy.is_none());
    within("the end of all work", changes.wait_for(idle)).await.expect("a keeper");
}
