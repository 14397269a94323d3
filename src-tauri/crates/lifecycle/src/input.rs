//! The inputs of the machine.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    Account, ConnectionId, Evidence, Lifetimes, Listing, NetworkId, OperationId, Policy, Record, Scopes,
    Verdict,
};

/// An event from outside the machine.
#[derive(Clone, Debug)]
pub enum Input {
    /// The store holds this connection, at start or after a change by another process.
    Restored {
        /// The stored record.
        record: Box<Record>,
        /// A renewal was journalled and never answered: the process died, or the answer was lost.
        interrupted: bool,
    },
    /// Another process removed this connection.
    Removed {
        /// The connection.
        connection: ConnectionId,
    },
    /// The person wants to add an account.
    ConnectRequested {
        /// The sign-in's operation, from [`crate::Lifecycle::new_operation_id`].
        operation_id: OperationId,
        /// An unused id.
        connection: ConnectionId,
        /// The network.
        network: NetworkId,
        /// The network's rules.
        policy: Arc<Policy>,
    },
    /// The person wants to sign in again.
    ReauthorizeRequested {
        /// The sign-in's operation, from [`crate::Lifecycle::new_operation_id`].
        operation_id: OperationId,
        /// The connection.
        connection: ConnectionId,
    },
    /// The redirect brought a code.
    RedirectArrived {
        /// The sign-in that the redirect belongs to.
        operation_id: OperationId,
    },
    /// The driver exchanged the code, and the network named the account. The secret waits in the driver.
    Exchanged {
        /// The sign-in that the exchange belongs to.
        operation_id: OperationId,
        /// The account that signed in.
        account: Account,
        /// The lifetimes in the token answer.
        lifetimes: Lifetimes,
        /// The granted scopes, if the network listed them.
        scopes: Option<Scopes>,
    },
    /// The sign-in ended without success.
    SignInFailed {
        /// The sign-in.
        operation_id: OperationId,
    },
    /// The person gave up a sign-in, or dismissed one that had ended.
    SignInCancelled {
        /// The sign-in.
        operation_id: OperationId,
    },
    /// The person keeps a wrong account as a connection of its own.
    AddAsNewRequested {
        /// The sign-in that met the wrong account.
        operation_id: OperationId,
        /// An unused id.
        connection: ConnectionId,
    },
    /// The person, or a script, wants a renewal now.
    RenewRequested {
        /// The connection.
        connection: ConnectionId,
    },
    /// The person, or a script, wants a check now.
    CheckRequested {
        /// The connection.
        connection: ConnectionId,
    },
    /// Some work, such as a post, needs the access token for a while. One [`crate::Effect::Usable`] or
    /// [`crate::Effect::Unusable`] answers the request, at once or after the work under way. If it needs a renewal, the
    /// machine makes at most one, and after a resume one check before it.
    UseRequested {
        /// The connection.
        connection: ConnectionId,
        /// The time for which the token is needed. If it is longer than the network's tokens live, each request renews.
        valid_for: TimeDelta,
    },
    /// The person disconnects. Only this deletes a secret without a successor.
    DisconnectRequested {
        /// The connection.
        connection: ConnectionId,
    },
    /// The store deleted the connection.
    Forgotten {
        /// The connection.
        connection: ConnectionId,
    },
    /// The network accepted the token.
    Probed {
        /// The connection.
        connection: ConnectionId,
        /// The check that the answer belongs to.
        operation_id: OperationId,
        /// The token's account, as the network describes it now.
        account: Option<Account>,
        /// The present scopes of the token, if the network listed them.
        scopes: Option<Scopes>,
    },
    /// The network answered about the pages that the account runs.
    PagesSeen {
        /// The connection.
        connection: ConnectionId,
        /// The list of all pages, if the network was asked for it.
        listing: Option<Listing>,
        /// The verdicts on held pages, by page id. Each request used the newest token for its page.
        checked: Vec<(String, Verdict)>,
    },
    /// The person chose the pages that Gander holds.
    PagesChosen {
        /// The connection.
        connection: ConnectionId,
        /// The ids of the chosen pages.
        held: Vec<String>,
    },
    /// A network limits the whole app, not one connection: the app has used up its rate limit.
    RateLimited {
        /// The network.
        network: NetworkId,
        /// Gander starts no scheduled work at the network before this moment.
        until: DateTime<Utc>,
    },
    /// A check or a renewal ended without success, with or without an answer.
    Refused {
        /// The connection.
        connection: ConnectionId,
        /// The check or the renewal.
        operation_id: OperationId,
        /// The verdict on the result.
        verdict: Verdict,
    },
    /// The network may have renewed the token, but its answer was lost.
    AnswerLost {
        /// The connection.
        connection: ConnectionId,
        /// The renewal.
        operation_id: OperationId,
        /// The proof that no usable answer came.
        evidence: Evidence,
    },
    /// The renewal succeeded. The secret waits in the driver.
    Renewed {
        /// The connection.
        connection: ConnectionId,
        /// The renewal.
        operation_id: OperationId,
        /// The lifetimes in the token answer.
        lifetimes: Lifetimes,
        /// The scopes of the new token, if the network listed them.
        scopes: Option<Scopes>,
    },
    /// The store, the vault or the lock prevented the work from starting. This proves nothing about the network.
    Postponed {
        /// The connection.
        connection: ConnectionId,
        /// The check or the renewal.
        operation_id: OperationId,
    },
    /// The record and the secret of [`crate::Effect::Commit`] are durable.
    Committed {
        /// The sign-in or the renewal.
        operation_id: OperationId,
    },
    /// The record and the secret of [`crate::Effect::Commit`] are not durable yet.
    CommitFailed {
        /// The sign-in or the renewal.
        operation_id: OperationId,
    },
    /// The app keys of a network are missing.
    AppKeysMissing {
        /// The connection.
        connection: ConnectionId,
        /// The check or the renewal.
        operation_id: OperationId,
    },
    /// The app keys of a network changed.
    AppKeysChanged {
        /// The network.
        network: NetworkId,
    },
    /// The clock jumped: the device slept, or the clock was set.
    Resumed,
    /// Time passed.
    Tick,
}
