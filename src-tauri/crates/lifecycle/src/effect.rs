//! The effects of the machine: work for the driver, and events for the history.

use crate::{Account, Allowance, ConnectionId, Evidence, NetworkId, NoticeKind, OperationId, Reason, SetUp};

/// A piece of work for the driver.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Start the redirect listener and open the login page.
    OpenAuthorization {
        /// The sign-in.
        operation_id: OperationId,
        /// The connection that the sign-in is for.
        connection: ConnectionId,
        /// The network.
        network: NetworkId,
    },
    /// Exchange the code, swap for a long-lived token, and ask for the account.
    Exchange {
        /// The sign-in.
        operation_id: OperationId,
        /// The connection that the sign-in is for.
        connection: ConnectionId,
    },
    /// Journal the intent, then renew.
    Renew {
        /// The connection.
        connection: ConnectionId,
        /// The operation, which the answer must name.
        operation_id: OperationId,
        /// The generation of the secret to renew. A later generation in the store wins.
        generation: u64,
    },
    /// Ask whether the token works.
    Probe {
        /// The connection.
        connection: ConnectionId,
        /// The operation, which the answer must name.
        operation_id: OperationId,
        /// The generation of the secret to send.
        generation: u64,
    },
    /// Make the waiting secret and [`crate::Lifecycle::pending`] durable in one transaction.
    Commit {
        /// The sign-in or the renewal.
        operation_id: OperationId,
        /// The connection to store them under.
        connection: ConnectionId,
    },
    /// Make [`crate::Lifecycle::record`] durable.
    Save {
        /// The connection.
        connection: ConnectionId,
    },
    /// Delete the connection and its secrets.
    Forget {
        /// The connection.
        connection: ConnectionId,
    },
    /// A sign-in has ended: close its listener, and drop its state unless it met the wrong account.
    SignInEnded {
        /// The sign-in.
        operation_id: OperationId,
        /// The outcome.
        outcome: SignInOutcome,
    },
    /// A requested renewal or check has ended, with any result.
    WorkEnded {
        /// The connection.
        connection: ConnectionId,
    },
    /// The access token may be used. The effect answers each [`crate::Input::UseRequested`] for this connection that has
    /// no answer yet, for the longest of their times.
    Usable {
        /// The connection.
        connection: ConnectionId,
        /// The generation of the secret to use. It is durable.
        generation: u64,
    },
    /// The access token may not be used now. The effect answers each [`crate::Input::UseRequested`] for this connection
    /// that has no answer yet.
    Unusable {
        /// The connection, which may be unknown.
        connection: ConnectionId,
    },
    /// Make [`crate::Lifecycle::record`] and the notice durable in one transaction, so that a crash neither loses the
    /// notice nor tells it twice.
    Notify {
        /// The connection that the notice is about.
        connection: ConnectionId,
        /// The kind of notice.
        kind: NoticeKind,
    },
    /// Withdraw the notices about a connection.
    Withdraw {
        /// The connection that the notice is about.
        connection: ConnectionId,
    },
    /// Add an event to the history.
    Happened {
        /// The connection.
        connection: ConnectionId,
        /// The event.
        event: Event,
        /// The answer that proves the event, if any.
        evidence: Option<Evidence>,
    },
    /// Publish the visible changes.
    Publish,
}

/// The outcome of a sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignInOutcome {
    /// This connection is active. It differs from the requested one if the account was connected already.
    Active(ConnectionId),
    /// Another account signed in. Nothing changed.
    WrongAccount {
        /// The account of the connection.
        expected: Account,
        /// The account that signed in.
        signed_in: Account,
    },
    /// The sign-in failed. Nothing changed.
    Failed,
    /// The connection could not be stored.
    NotStored,
    /// The person, a newer sign-in or the removal of the connection ended it.
    Cancelled,
}

/// An event for the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A new account was connected.
    Connected,
    /// The person signed in again.
    Reauthorized,
    /// Gander renewed the token.
    Renewed,
    /// The network cut the connection.
    Disconnected(Reason),
    /// The network granted only some of the permissions that Gander needs. Reported once, on discovery.
    PermissionMissing,
    /// The account may no longer act for a page that Gander holds.
    PageLost,
    /// The connection works again without a new sign-in.
    Recovered,
    /// The app keys are missing or refused.
    SetUpNeeded(SetUp),
    /// Gander warned the person of the end of the connection.
    Warned,
    /// The network gave no usable answer: a spell begins.
    Unreachable,
    /// The network answers again: the spell is over.
    Reachable,
    /// The person's new sign-in failed. Nothing changed.
    SignInFailed,
    /// Another account signed in. Nothing changed.
    WrongAccount,
    /// The person disconnected the account.
    Removed,
    /// The person disconnected the account, but the network did not confirm that the access ended.
    RevocationFailed,
    /// A native notification told the person.
    Notified,
    /// An e-mail told the person.
    Mailed,
    /// An e-mail could not be sent. Gander tries again.
    MailFailed,
    /// The person changed what other programs may do with the connection.
    Allowed(Allowance),
    /// Another program took the access token.
    TokenTaken,
    /// Another program made a request in the connection's name.
    RequestMade,
}
