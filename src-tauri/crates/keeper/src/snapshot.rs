//! What the keeper shows: the whole state at one revision, without a single secret.

use std::{collections::BTreeMap, sync::Arc};

use chrono::{DateTime, Utc};
pub use lifecycle::Event;
use lifecycle::{ConnectionId, Evidence, Health, NetworkId, OperationId};
use oauth::Failure;
use store::Altered;

use crate::connections::Connections;

/// The whole state. The higher revision wins.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// Grows with every visible change, within one data directory and across processes.
    pub revision: u64,
    /// Whether the secrets can be read.
    pub vault: VaultState,
    /// Something could not be written: the disk is full or read-only. Nothing is lost while this process lives.
    pub storage_problem: bool,
    /// The parts of the database that Gander found changed by something else. Gander sends none of them anywhere.
    pub altered: Vec<Altered>,
    /// Nothing is told by notification or e-mail until then, because the person wanted it so.
    pub alerts_paused_until: Option<DateTime<Utc>>,
    /// The language that the person chose, by its tag. `None`: that of their system.
    pub language: Option<&'static str>,
    /// Every connection, by network name and then by username.
    pub connections: Connections,
    /// Sign-ins under way, and those that ended without success and have not been dismissed.
    pub attempts: Vec<SignInState>,
    /// Every network Gander knows, by name.
    pub networks: Vec<NetworkState>,
    /// The network files that cannot be used. Their networks are left out, and so are the accounts there.
    pub unusable_networks: Vec<networks::Unusable>,
}

/// Whether the secrets can be read.
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
    /// The login name, without a leading `@`.
    pub username: Option<String>,
    /// The person's name.
    pub display_name: Option<String>,
    /// Names the account's picture, where there is one: see [`crate::Keeper::avatar`].
    pub avatar: Option<String>,
    /// How it is.
    pub health: Health,
    /// What the person did not allow, though Gander needs it.
    pub missing: Vec<MissingPermission>,
    /// Whether its network lists pages, and Gander may see them.
    pub may_have_pages: bool,
    /// The pages that the account runs, as far as they are known.
    pub pages: Vec<PageState>,
    /// When the person must have signed in again. `None` when Gander renews it all by itself.
    pub reauthorize_by: Option<DateTime<Utc>>,
    /// After this the network may drop the person's data.
    pub data_loss_at: Option<DateTime<Utc>>,
    /// Every clock.
    pub clocks: Clocks,
    /// Slow work under way.
    pub busy: Option<Busy>,
}

/// A page that an account runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageState {
    /// The network's own immutable id.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Whether Gander holds it.
    pub held: bool,
    /// The answer that proved that the account may act for it no longer, if it is held.
    pub lost: Option<Evidence>,
}

/// A permission that Gander needs and the person did not allow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingPermission {
    /// The network's own name for it.
    pub scope: String,
    /// What it is for, where the network's file says so.
    pub purpose: Option<networks::Purpose>,
}

/// Every clock of a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clocks {
    /// When the person last signed in.
    pub authorized_at: DateTime<Utc>,
    /// When the access token ends.
    pub access_until: Option<DateTime<Utc>>,
    /// When the refresh token ends.
    pub refresh_until: Option<DateTime<Utc>>,
    /// When data access ends.
    pub data_access_until: Option<DateTime<Utc>>,
    /// When Gander renews next.
    pub next_renewal: Option<DateTime<Utc>>,
    /// When the network last answered a check.
    pub checked_at: Option<DateTime<Utc>>,
    /// When Gander checks next.
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
    pub attempt: OperationId,
    /// The connection it is for. A new account has an id from the start.
    pub connection: ConnectionId,
    /// Its network.
    pub network: NetworkId,
    /// The network's name.
    pub network_name: String,
    /// False while a new account is being added.
    pub reauthorize: bool,
    /// How far it is.
    pub stage: Stage,
}

/// How far a sign-in is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The redirect listener and the browser are being started.
    Opening,
    /// The person is at the network's login page.
    Waiting,
    /// The person is at the network's login page, and will type the number that it shows.
    AsksPin,
    /// The redirect arrived; tokens and identity are being fetched and stored.
    Finishing,
    /// Another account signed in. Nothing changed.
    WrongAccount {
        /// Whose connection this is.
        expected: String,
        /// Who signed in.
        signed_in: String,
    },
    /// It ended without success. Nothing changed.
    Failed(Failure),
}

/// One network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetworkState {
    /// Its id.
    pub id: NetworkId,
    /// Its name.
    pub name: String,
    /// Whether its app keys are there.
    pub ready: bool,
    /// Whether it demands a client secret.
    pub needs_secret: bool,
    /// The exact redirect address to register: this device's, or that of the bridge page.
    pub redirect: String,
    /// The bridge page, where the network can send people back by one.
    pub bridge: Option<BridgeState>,
    /// Two sentences on how long access lasts, in English.
    pub summary: String,
    /// The same by language, as far as the network's file has it.
    pub summaries: Arc<BTreeMap<String, String>>,
    /// The network's own page on it.
    pub page: String,
    /// Where the person takes back what they allowed, if Gander cannot do that itself.
    pub revoke_page: Option<String>,
    /// Its servers are on this device.
    pub practice: bool,
    /// What the person must say before a sign-in can begin.
    pub asks: Option<networks::Asks>,
    /// Whether it can show a number to type, where nothing leads back from the browser.
    pub offers_pin: bool,
    /// The keys of the person's own app. `None` where the network needs none.
    pub keys: Option<KeysState>,
}

/// What is known of the keys of the person's own app at a network, and how they get one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeysState {
    /// The client id that is kept, shortened.
    pub client_id: Option<String>,
    /// Whether a secret is kept.
    pub has_secret: bool,
    /// Whether an app there can have a secret.
    pub takes_secret: bool,
    /// Where people make an app.
    pub page: String,
    /// What the network calls the client id.
    pub id_is_called: Option<String>,
    /// What it calls the client secret.
    pub secret_is_called: Option<String>,
    /// What else an app there may bring along.
    pub parameters: Vec<ParameterState>,
    /// The permissions that an app may or may not be asked for.
    pub optional_permissions: Vec<OptionalPermission>,
}

/// What an app may bring along beside its keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterState {
    /// Its name in requests.
    pub name: String,
    /// What the network calls it.
    pub is_called: String,
    /// The value that is kept.
    pub value: Option<String>,
}

/// A permission that is asked for only where the person's app may ask for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionalPermission {
    /// The network's name for it.
    pub scope: String,
    /// What it is for, where that is known.
    pub purpose: Option<networks::Purpose>,
    /// Whether it is asked for.
    pub asked: bool,
}

/// What is known of a network's bridge page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BridgeState {
    /// Whether the network takes no other redirect address.
    pub needed: bool,
    /// Whether it is the way that the network's documents name first.
    pub preferred: bool,
    /// Where the person hosts the page.
    pub address: Option<String>,
}
