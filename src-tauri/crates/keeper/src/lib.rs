//! The driver: keeps connections with the OAuth client, the sealed store and the redirect listener.
//!
//! **Architecture invariant:** [`lifecycle`] makes every decision, and this crate carries it out. No secret leaves this
//! crate through [`Snapshot`], [`Shell`], [`Error`], `Debug` or a log.

mod app_keys;
mod avatar;
#[cfg(any(test, feature = "benches"))]
pub mod bench;
mod calendar;
mod card;
#[cfg(test)]
mod damaged_rows_tests;
pub mod doctor;
mod driver;
mod email;
mod error;
mod feed_client;
#[cfg(feature = "fuzzing")]
pub mod fuzzing;
mod history;
mod host_queue;
mod keeper;
mod keys_state;
mod link;
mod organization;
mod pictures;
mod programs;
mod public_hosts;
mod shell;
mod sign_ins;
mod snapshot;
mod status;
mod target;
pub mod typed;
mod view;
pub mod words;
mod work;

pub use alerts;
pub use app_keys::{KeptKeys, read_apps};
pub use calendar::{read_alert_settings, read_calendar, read_language};
pub use email::MailTrouble;
pub use error::{Error, NotTaken};
pub use feed_client::FeedTrouble;
pub use history::export_history;
pub use keeper::publishes;
pub use keeper::{
    ActivityState, AlertSettings, ChosenPicture, FeedPreview, FeedState, HandOver, HandedOver, Keeper,
    KnownPlace, Measured, Options, Outcome, PostStage, PostState, Previewed, ShareRequest, SharingAccount,
    default_data_dir, networks_of,
};
pub use keeper::{ProgramAnswer, ProgramRequest, RequestTrouble};
pub use lifecycle::fnv_1a;
pub use lifecycle::{
    Allowance, ConnectionId, Endpoint, Evidence, Health, NetworkId, OperationId, Reason, Refusal, SetUp,
};
pub use link::{Handed, Link, NotALink, is_id};
pub use locale::{ActivityNeed, ActivityNews, Locale, activity_words, escaped, harmless};
pub use networks;
pub use oauth::{Clock, Failure, KeyCheck, SystemClock, Timeouts, bridge::BRIDGE_PAGE};
pub use organization::{
    Change, DefinitionPlan, FeedPlan, Invitation, JoinPlan, KeysPlan, LadderPlan, networks_here, read_plan,
};
pub use pictures::PictureTrouble;
pub use programs::{Lent, Loan, allow, base64, lend_at_once, wait_for_turn};
pub use publishing::{Card, Content, Decision, Deletion, Late, Picture, Place, ShownCard};
pub use secrecy::SecretString;
pub use shell::{
    ActivityAlert, Alert, NoBrowser, NotShown, Notice, NoticeKind, NotificationItem, Shell, Shown, Topic,
};
pub use snapshot::{
    BridgeState, Busy, Clocks, ConnectionState, Connections, Event, KeysState, MissingPermission,
    NetworkState, OptionalPermission, PageState, ParameterState, SharingSummary, SignInState, Snapshot,
    Stage, VaultState,
};
pub use status::{ConnectionStatus, StatusReport, read_history, read_status};
pub use target::Target;
pub use work::Uploading;

pub use store::{Altered, Draft, DraftContent, HistoryEntry, StoreError, Suggestion};
pub use url::Url;
pub use vault::{
    FolderError, KeySource, VaultTrouble, forbid_core_dumps, private::write as write_private_file,
};
