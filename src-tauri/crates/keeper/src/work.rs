//! The slow work. Each piece is a task of its own, which runs to its end and reports once.

mod app_password;
mod pages;
mod server;

use std::{
    io,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use lifecycle::{ConnectionId, Endpoint, Evidence, OperationId, Renewal, Scopes, Verdict};
use networks::{Asks, Network, Protocol};
use oauth::{
    self, Authorization, Failure, Http, Listener, OAuthClient, PagesSeen, Place, RequestError, SignedIn,
    Time, TokenAnswer, TokenInfo, app_of, at_home, complete, time::witness,
};
use secrecy::SecretString;
use store::{Guard, Owner, Store, StoreError};
use tokio::sync::watch;
use url::Url;
use vault::{App, FolderError, Key, Secrets, crash};

use crate::error::Error;

/// The resources of a piece of work. Cheap to clone.
#[derive(Clone)]
pub(crate) struct WorkContext {
    pub http: Http,
    pub clock: Arc<Time>,
    pub store: Arc<Mutex<Store>>,
    pub key: Key,
    /// `None` for a store in memory.
    pub dir: Option<PathBuf>,
    /// `true` once this process ends and no longer waits for work that has not begun.
    pub ending: watch::Receiver<bool>,
}

/// The result of a piece of work.
pub(crate) enum WorkResult {
    SignedIn {
        operation_id: OperationId,
        signed_in: SignedIn,
        guard: Guard,
    },
    SignInFailed {
        operation_id: OperationId,
        failure: Failure,
    },
    Renewed {
        connection: ConnectionId,
        operation_id: OperationId,
        answer: TokenAnswer,
        guard: Guard,
    },
    Probed {
        connection: ConnectionId,
        operation_id: OperationId,
        known: TokenInfo,
        /// The answer about the held pages, with the generation of the secret that asked.
        pages: Option<(u64, PagesSeen)>,
    },
    /// The network was asked which pages the account runs.
    PagesSeen {
        connection: ConnectionId,
        operation_id: OperationId,
        /// The generation of the secret that authorized the request.
        generation: u64,
        seen: Result<PagesSeen, Error>,
    },
    Refused {
        connection: ConnectionId,
        operation_id: OperationId,
        verdict: Verdict,
    },
    Lost {
        connection: ConnectionId,
        operation_id: OperationId,
        evidence: Evidence,
    },
    /// The network was asked to revoke the access of a connection that the person disconnects.
    Revoked {
        connection: ConnectionId,
        /// `true` if the network confirmed the revocation.
        confirmed: bool,
    },
    AppKeysMissing {
        connection: ConnectionId,
        operation_id: OperationId,
    },
    /// The store holds another secret by now.
    MovedOn {
        connection: ConnectionId,
        operation_id: OperationId,
    },
    Postponed {
        connection: ConnectionId,
        operation_id: OperationId,
        error: Error,
    },
    /// The network was asked to revoke the tokens of a sign-in that is not kept.
    GivenBack,
}

impl WorkResult {
    /// The number of the operation that ended. A revocation has none, because it takes no place in a queue.
    pub fn operation_id(&self) -> Option<OperationId> {
        match self {
            Self::SignedIn { operation_id, .. }
            | Self::SignInFailed { operation_id, .. }
            | Self::Renewed { operation_id, .. }
            | Self::Probed { operation_id, .. }
            | Self::Refused { operation_id, .. }
            | Self::Lost { operation_id, .. }
            | Self::AppKeysMissing { operation_id, .. }
            | Self::MovedOn { operation_id, .. }
            | Self::Postponed { operation_id, .. }
            | Self::PagesSeen { operation_id, .. } => Some(*operation_id),
            Self::Revoked { .. } | Self::GivenBack => None,
        }
    }
}

impl WorkContext {
    pub(crate) fn store<T>(&self, act: impl FnOnce(&mut Store) -> T) -> T {
        act(&mut self.store.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The app keys of a network, from the store or from the network's own file.
    pub fn app(&self, network: &Network) -> Result<Option<App>, Error> {
        let id = app_of(network).unwrap_or_else(|| network.id.clone());
        let kept = self.store(|store| store.app(&self.key, &id))?;
        let brought = || network.app_client_id.clone().map(|client_id| App { client_id, ..App::default() });
        let app = kept.or_else(brought).or_else(|| match network.oauth.protocol {
            Protocol::Atproto => Some(oauth::app_of_this_device(network)),
            Protocol::OAuth2 | Protocol::OAuth1a => None,
        });
        Ok(app.filter(|app| complete(network, true, app.client_secret.is_some())))
    }

    /// The app keys of a network, or the failure of a sign-in without them.
    fn app_to_sign_in(&self, network: &Network) -> Result<App, Failure> {
        let app = self.app(network).map_err(|error| failure_of(&error))?;
        app.ok_or(Failure::AppKeys(lifecycle::SetUp::AppKeysMissing))
    }

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
    async fn prepare_at(
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

    async fn end_access(&self, network: &Network, secrets: &Secrets) -> Option<()> {
        let url = network.oauth.revoke.as_ref()?;
        // Some networks need no app keys for this request.
        let app = self.app(network).ok().flatten().unwrap_or_default();
        let oauth = OAuthClient { http: &self.http, clock: &self.clock, network, app: &app };
        oauth.revoke(url, secrets).await.ok()
    }

    /// Keeps other processes from working on the connection.
    pub async fn be_alone(&self, connection: &ConnectionId) -> io::Result<Guard> {
        Guard::take(self.dir.clone(), connection, self.ending.clone()).await
    }

    /// Locks the connection and reads its secrets. `None` if the store holds another generation.
    pub async fn begin(&self, owner: &Owner, generation: u64) -> Result<Option<(Guard, Secrets)>, Error> {
        let connection = &owner.connection;
        let guard = self.be_alone(connection).await.map_err(|source| match source.kind() {
            io::ErrorKind::Interrupted => Error::ShutDown,
            _ => {
                StoreError::from(FolderError::Unusable { path: self.dir.clone().unwrap_or_default(), source })
                    .into()
            }
        })?;
        if self.store(|store| store.generation(connection))? != Some(generation) {
            return Ok(None);
        }
        let secrets = self.store(|store| store.secrets(&self.key, owner))?;
        Ok(Some((guard, secrets)))
    }
}

/// Tells whether a single-use refresh token may be spent though only a gateway answered: the network behind it may have
/// gone on.
fn spent_behind_a_gateway(network: &Network, verdict: &Verdict) -> bool {
    let once = matches!(network.policy.renewal, Renewal::Refresh { rotates: true, .. });
    once && matches!(verdict.evidence.status, Some(500 | 502 | 504 | 520..=524))
}

pub(crate) fn failure_of(error: &Error) -> Failure {
    match error {
        Error::VaultLocked(_) => Failure::VaultLocked,
        Error::AppKeysMissing { .. } => Failure::AppKeys(lifecycle::SetUp::AppKeysMissing),
        Error::Unsupported { .. } => Failure::Unsupported,
        _ => Failure::Storage,
    }
}
