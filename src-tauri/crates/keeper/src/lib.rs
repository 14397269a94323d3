//! Keeps connections: the driver, OAuth over HTTP, the sealed store, the redirect listener.
//!
//! **Architecture invariant:** every decision is [`lifecycle`]'s; this crate does what it says. No secret leaves
//! this crate: not through [`Snapshot`], [`Shell`], [`Error`], `Debug` or a log.

mod app_keys;
mod atproto;
mod avatar;
#[cfg(any(test, feature = "benches"))]
pub mod bench;
mod body;
mod bridge;
mod calendar;
mod clock;
mod connections;
#[cfg(test)]
mod damaged_rows_tests;
mod demands;
pub mod doctor;
mod driver;
mod email;
mod error;
#[cfg(feature = "fuzzing")]
pub mod fuzzing;
mod history;
mod host_queue;
mod http;
mod introspect;
mod keeper;
mod link;
mod oauth;
mod oauth1;
mod organization;
mod pages;
mod redirect;
mod revoke;
mod server;
mod shell;
mod sign_ins;
mod snapshot;
mod status;
mod time;
mod timeouts;
mod token;
pub mod typed;
mod view;
pub mod words;
mod work;

pub use alerts;
pub use app_keys::{KeptKeys, KeyCheck, read_apps};
pub use bridge::BRIDGE_PAGE;
pub use calendar::{read_alert_settings, read_calendar, read_language};
pub use clock::{Clock, SystemClock};
pub use connections::Connections;
pub use email::MailTrouble;
pub use error::Error;
pub use history::export_history;
pub use keeper::{AlertSettings, Keeper, Options, Outcome, default_data_dir, networks_of};
pub use lifecycle::{
    ConnectionId, Endpoint, Evidence, Health, NetworkId, OperationId, Reason, Refusal, SetUp,
};
pub use link::{Handed, Link, NotALink, is_id};
pub use locale::{Locale, escaped, harmless};
pub use networks;
pub use organization::{
    Change, DefinitionPlan, Invitation, JoinPlan, KeysPlan, LadderPlan, networks_here, read_plan,
};
pub use secrecy::SecretString;
pub use shell::{Alert, NoBrowser, NotShown, Notice, NoticeKind, NotificationItem, Shell, Shown, Topic};
pub use snapshot::{
    BridgeState, Busy, Clocks, ConnectionState, Event, Failure, KeysState, MissingPermission, NetworkState,
    OptionalPermission, PageState, ParameterState, SignInState, Snapshot, Stage, VaultState,
};
pub use status::{ConnectionStatus, StatusReport, read_history, read_status};

pub use store::{Altered, HistoryEntry, StoreError};
pub use timeouts::Timeouts;
pub use vault::{
    FolderError, KeySource, VaultTrouble, forbid_core_dumps, private::write as write_private_file,
};
