//! The snapshot that the keeper publishes: the whole state at one revision, without a single secret.

mod connections;

use std::{collections::BTreeMap, sync::Arc};

use chrono::{DateTime, Utc};
pub use lifecycle::Event;
use lifecycle::{Allowance, ConnectionId, Evidence, Health, NetworkId, OperationId};
use oauth::Failure;
use store::Altered;

pub use connections::Connections;

/// The whole state. The higher revision wins.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// Grows with every visible change, within one data directory and across processes.
    pub revision: u64,
    /// The state of the vault.
    pub vault: VaultState,
    /// The disk is full or read-only, and something is not written. Nothing is lost while this process lives.
    pub storage_problem: bool,
    /// The parts of the database that Gander found changed by something else. Gander sends none of them anywhere.
    pub altered: Vec<Altered>,
    /// The end of the person's pause of notifications and e-mails.
    pub alerts_paused_until: Option<DateTime<Utc>>,
    /// The language that the person chose, by its tag. `None`: that of their system.
    pub language: Option<&'static str>,
    /// The activities that need the person.
    pub sharing: SharingSummary,
    /// Every connection, by network name and then by username.
    pub connections: Connections,
    /// Sign-ins under way, and those that ended without success and have not been dismissed.
    pub sign_ins: Vec<SignInState>,
    /// Every network Gander knows, by name.
    pub networks: Vec<NetworkState>,
    /// The network files that cannot be used. Their networks are left out, and so are the accounts there.
    pub unusable_networks: Vec<networks::Unusable>,
}

/// The activities that need the person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SharingSummary {
    /// `true` if any account can be shared to.
    pub can_share: bool,
    /// The number of activities that wait for an account that needs attention.
    pub waiting: usize,
    /// The number of activities that need the person for another reason: refused, unknown or late.
    pub needing: usize,
}

/// The state of the vault, which opens the secrets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VaultState {
    /// The keyring has not answered yet.
    Opening,
    /// The key is here.
    Ready,
    /// The keyring is locked or missing, or its key is not the one that sealed the secrets. Nothing is overwritten.
    Locked,
    /// The key, and all else, lives in memory until this process ends.
    ThisRunOnly,
}

/// One connection.
#[derive(Clone, Debug, PartialEq)]
pub struct ConnectionState {
    /// Its id.
    pub id: ConnectionId,
    /// Its network.
    pub network: NetworkId,
    /// The network's name.
    pub network_name: String,
    /// The account's immutable id at the network.
    pub account: String,
    /// The login name, without a leading `@`.
    pub username: Option<String>,
    /// The person's name.
    pub display_name: Option<String>,
    /// The name of the account's picture, if there is one: see [`crate::Keeper::avatar`].
    pub avatar: Option<String>,
    /// The health of the connection.
    pub health: Health,
    /// The permissions that Gander needs and the person did not allow.
    pub missing: Vec<MissingPermission>,
    /// `true` if its network lists pages, and Gander may see them.
    pub may_have_pages: bool,
    /// `true` if the person did not allow Gander to share pictures.
    pub lacks_for_pictures: bool,
    /// `true` if the person did not allow Gander to delete posts.
    pub lacks_for_deleting: bool,
    /// The pages that the account runs, as far as they are known.
    pub pages: Vec<PageState>,
    /// The time by which the person must sign in again. `None` if Gander renews it all by itself.
    pub reauthorize_by: Option<DateTime<Utc>>,
    /// The time after which the network may drop the person's data.
    pub data_loss_at: Option<DateTime<Utc>>,
    /// Every clock.
    pub clocks: Clocks,
    /// Slow work under way.
    pub busy: Option<Busy>,
    /// The use that the person allows to other programs.
    pub allowed: Allowance,
}

/// A page that an account runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageState {
    /// The network's own immutable id.
    pub id: String,
    /// The display name.
    pub name: String,
    /// `true` if Gander holds the page.
    pub held: bool,
    /// The answer that proved that the account may no longer act for the page. `None` if Gander does not hold the page.
    pub lost: Option<Evidence>,
}

/// A permission that Gander needs and the person did not allow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingPermission {
    /// The network's own name for it.
    pub scope: String,
    /// The purpose, if the network's file names it.
    pub purpose: Option<networks::Purpose>,
}

/// Every clock of a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clocks {
    /// The time of the last sign-in.
    pub authorized_at: DateTime<Utc>,
    /// The end of the access token.
    pub access_until: Option<DateTime<Utc>>,
    /// The end of the refresh token.
    pub refresh_until: Option<DateTime<Utc>>,
    /// The end of data access.
    pub data_access_until: Option<DateTime<Utc>>,
    /// The time of the next renewal.
    pub next_renewal: Option<DateTime<Utc>>,
    /// The time of the network's last answer to a check.
    pub checked_at: Option<DateTime<Utc>>,
    /// The time of the next check.
    pub next_check: Option<DateTime<Utc>>,
}

/// Slow work under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Busy {
    /// The network is asked whether the token works.
    Checking,
    /// The token is being renewed.
    Renewing,
    /// A sign-in is being finished.
    Finishing,
}

/// A sign-in under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignInState {
    /// Its number.
    pub operation_id: OperationId,
    /// The connection it is for. A new account has an id from the start.
    pub connection: ConnectionId,
    /// Its network.
    pub network: NetworkId,
    /// The network's name.
    pub network_name: String,
    /// `false` while a new account is being added.
    pub reauthorize: bool,
    /// The stage of the sign-in.
    pub stage: Stage,
}

/// The stage of a sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The redirect listener and the browser are being started.
    Opening,
    /// The person is at the network's login page.
    Waiting,
    /// The person is at the network's login page, and will type the PIN that it shows.
    AsksPin,
    /// The redirect arrived; tokens and identity are being fetched and stored.
    Finishing,
    /// Another account signed in. Nothing changed.
    WrongAccount {
        /// The name of the account that the connection belongs to.
        expected: String,
        /// The name of the account that signed in.
        signed_in: String,
    },
    /// The sign-in failed. Nothing changed.
    Failed(Failure),
}

/// One network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetworkState {
    /// Its id.
    pub id: NetworkId,
    /// Its name.
    pub name: String,
    /// `true` if its app keys are there, and the bridge page that it may need.
    pub ready: bool,
    /// `true` if it demands a client secret.
    pub needs_secret: bool,
    /// The exact redirect address to register: this device's, or that of the bridge page.
    pub redirect: String,
    /// The bridge page, if the network can redirect to one.
    pub bridge: Option<BridgeState>,
    /// Two sentences on how long access lasts, in English.
    pub summary: String,
    /// The summaries by language, as far as the network's file has them.
    pub summaries: Arc<BTreeMap<String, String>>,
    /// The network's own page about the lifetime of access.
    pub page: String,
    /// The page on which the person can revoke the access, if Gander cannot.
    pub revoke_page: Option<String>,
    /// `true` if its servers are on this device.
    pub practice: bool,
    /// The input that a sign-in needs from the person first.
    pub asks: Option<networks::Asks>,
    /// `true` if it can show a PIN to type, for a browser that cannot redirect here.
    pub offers_pin: bool,
    /// The keys of the person's own app. `None` if the network needs none.
    pub keys: Option<KeysState>,
}

/// The keys of the person's own app at a network, and the way to get them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeysState {
    /// The client id that is kept, shortened.
    pub client_id: Option<String>,
    /// `true` if a secret is kept.
    pub has_secret: bool,
    /// `true` if an app there can have a secret.
    pub takes_secret: bool,
    /// The page on which people make an app.
    pub page: String,
    /// The network's term for the client id.
    pub id_is_called: Option<String>,
    /// The network's term for the client secret.
    pub secret_is_called: Option<String>,
    /// The further parameters of an app there.
    pub parameters: Vec<ParameterState>,
    /// The optional permissions of an app there.
    pub optional_permissions: Vec<OptionalPermission>,
}

/// A parameter of an app beside its keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterState {
    /// Its name in requests.
    pub name: String,
    /// The network's term for it.
    pub is_called: String,
    /// The value that is kept.
    pub value: Option<String>,
}

/// A permission that Gander asks for only if the person's app may ask for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionalPermission {
    /// The network's name for it.
    pub scope: String,
    /// The purpose, if it is known.
    pub purpose: Option<networks::Purpose>,
    /// `true` if Gander asks for it.
    pub asked: bool,
}

/// The state of a network's bridge page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BridgeState {
    /// `true` if the network takes no other redirect address.
    pub needed: bool,
    /// `true` if the network's documents name this way first.
    pub preferred: bool,
    /// The address at which the person hosts the page.
    pub address: Option<String>,
}
