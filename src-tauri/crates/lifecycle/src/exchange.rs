//! What goes into the machine and what comes out of it.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    Account, ConnectionId, Evidence, Grant, Lifetimes, Listing, NetworkId, OperationId, Page, Policy, Reason,
    Scopes, SetUp, Suspicion, Verdict,
};

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Input {
    /// The store holds this connection: at start, or because another process changed it.
    Restored {
        /// As stored.
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
        /// From [`crate::Lifecycle::new_attempt`].
        attempt: OperationId,
        /// An id not used before.
        connection: ConnectionId,
        /// At which network.
        network: NetworkId,
        /// That network's rules.
        policy: Arc<Policy>,
    },
    /// The person wants to sign in again.
    ReauthorizeRequested {
        /// From [`crate::Lifecycle::new_attempt`].
        attempt: OperationId,
        /// The connection.
        connection: ConnectionId,
    },
    /// The redirect brought a code.
    RedirectArrived {
        /// Of which sign-in.
        attempt: OperationId,
    },
    /// The code was exchanged and the network said who signed in. The secret waits in the driver.
    Exchanged {
        /// Of which sign-in.
        attempt: OperationId,
        /// Who signed in.
        account: Account,
        /// What the token answer said about time.
        lifetimes: Lifetimes,
        /// What the person allowed, if the network said so.
        scopes: Option<Scopes>,
    },
    /// The sign-in ended without success.
    SignInFailed {
        /// The operation.
        attempt: OperationId,
    },
    /// The person gave up a sign-in, or dismissed one that had ended.
    SignInCancelled {
        /// The operation.
        attempt: OperationId,
    },
    /// After a wrong account: keep it as a connection of its own.
    AddAsNewRequested {
        /// Which sign-in.
        attempt: OperationId,
        /// An id not used before.
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
    /// The person disconnects: the only way a secret is ever deleted without a successor.
    DisconnectRequested {
        /// The connection.
        connection: ConnectionId,
    },
    /// The store deleted it.
    Forgotten {
        /// The connection.
        connection: ConnectionId,
    },
    /// The network accepted the token.
    Probed {
        /// The connection.
        connection: ConnectionId,
        /// Of which check.
        attempt: OperationId,
        /// Who it belongs to, in the network's newest words.
        account: Option<Account>,
        /// What it may be used for by now, if the network said so.
        scopes: Option<Scopes>,
    },
    /// The network was asked about the pages that the account runs.
    PagesSeen {
        /// Of which connection.
        connection: ConnectionId,
        /// All of them, if it was asked for all.
        listing: Option<Listing>,
        /// What it says of each held page by its id, asked with the newest token for it that there is.
        checked: Vec<(String, Verdict)>,
    },
    /// The person chose which pages Gander holds.
    PagesChosen {
        /// Of which connection.
        connection: ConnectionId,
        /// By their ids.
        held: Vec<String>,
    },
    /// A network asked for patience on behalf of all: the app has used up its limit there.
    RateLimited {
        /// The network.
        network: NetworkId,
        /// Until then nothing is asked that nobody waits for.
        until: DateTime<Utc>,
    },
    /// The network, or nobody, answered a check or a renewal with anything but success.
    Refused {
        /// The connection.
        connection: ConnectionId,
        /// Of which work.
        attempt: OperationId,
        /// What that means.
        verdict: Verdict,
    },
    /// A renewal may have been made, but its answer was lost.
    AnswerLost {
        /// The connection.
        connection: ConnectionId,
        /// Of which renewal.
        attempt: OperationId,
        /// Status and code are unknown.
        evidence: Evidence,
    },
    /// The renewal succeeded. The secret waits in the driver.
    Renewed {
        /// The connection.
        connection: ConnectionId,
        /// Of which renewal.
        attempt: OperationId,
        /// What the token answer said about time.
        lifetimes: Lifetimes,
        /// What the new token may be used for, if the network said so.
        scopes: Option<Scopes>,
    },
    /// The work could not be started and proves nothing: the store, the vault or the lock stood in the way.
    Postponed {
        /// The connection.
        connection: ConnectionId,
        /// Of which work.
        attempt: OperationId,
    },
    /// What [`Effect::Commit`] asked for is durable.
    Committed {
        /// Of which work.
        attempt: OperationId,
    },
    /// It is not durable yet.
    CommitFailed {
        /// Of which work.
        attempt: OperationId,
    },
    /// The app keys of a network are missing.
    AppKeysMissing {
        /// The connection.
        connection: ConnectionId,
        /// Of which work.
        attempt: OperationId,
    },
    /// The app keys of a network changed.
    AppKeysChanged {
        /// Which network.
        network: NetworkId,
    },
    /// The clock jumped: the device slept, or somebody set it.
    Resumed,
    /// Time passed.
    Tick,
}

/// Something to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Start the redirect listener and open the login page.
    OpenAuthorization {
        /// Of which sign-in.
        attempt: OperationId,
        /// For which connection.
        connection: ConnectionId,
        /// At which network.
        network: NetworkId,
    },
    /// Exchange the code, swap for a long-lived token, ask who signed in.
    Exchange {
        /// Of which sign-in.
        attempt: OperationId,
        /// For which connection.
        connection: ConnectionId,
    },
    /// Journal the intent, then renew.
    Renew {
        /// The connection.
        connection: ConnectionId,
        /// The number to answer with.
        attempt: OperationId,
        /// The secret to renew. If the store has moved on, it wins.
        generation: u64,
    },
    /// Ask whether the token works.
    Probe {
        /// The connection.
        connection: ConnectionId,
        /// The number to answer with.
        attempt: OperationId,
        /// The secret to ask with.
        generation: u64,
    },
    /// Make the waiting secret and [`crate::Lifecycle::pending`] durable in one transaction.
    Commit {
        /// Of which work.
        attempt: OperationId,
        /// Under which connection.
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
    /// A sign-in has ended: close its listener, and unless it met the wrong account, drop what it holds.
    SignInEnded {
        /// The operation.
        attempt: OperationId,
        /// How.
        outcome: SignInOutcome,
    },
    /// An asked renewal or check has ended, with whatever result.
    WorkEnded {
        /// Of which connection.
        connection: ConnectionId,
    },
    /// Make [`crate::Lifecycle::record`] durable, and in the same transaction that the person is to be told: then a crash
    /// neither loses it nor tells it twice.
    Notify {
        /// About which connection.
        connection: ConnectionId,
        /// The kind of notice.
        kind: NoticeKind,
    },
    /// Take back what was told.
    Withdraw {
        /// About which connection.
        connection: ConnectionId,
    },
    /// Keep this in the history.
    Happened {
        /// To which connection.
        connection: ConnectionId,
        /// The event.
        event: Event,
        /// The answer that proves it, where there was one.
        evidence: Option<Evidence>,
    },
    /// Something visible changed.
    Publish,
}

/// How a sign-in ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignInOutcome {
    /// This connection is Active. It may be another one than asked for, when that account was here already.
    Active(ConnectionId),
    /// Another account signed in. Nothing changed.
    WrongAccount {
        /// Whose connection it is.
        expected: Account,
        /// Who signed in.
        signed_in: Account,
    },
    /// It failed. Nothing changed.
    Failed,
    /// It could not be stored.
    NotStored,
    /// The person, or a newer sign-in, ended it.
    Cancelled,
}

/// What to tell the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// The network cut the connection.
    Disconnected {
        /// The reason.
        reason: Reason,
        /// 0 at once; counts the reminders after that.
        reminder: u32,
    },
    /// The person must sign in again before a date.
    ReauthorizeBy {
        /// The date.
        by: DateTime<Utc>,
        /// The rung of the ladder: how long before the date this is told.
        rung: TimeDelta,
    },
    /// The app keys are missing or refused.
    SetUpNeeded(SetUp),
    /// The account may act no longer for pages that Gander holds. The connection is as good as it was.
    PageLost {
        /// What people call them, one after another.
        names: String,
    },
}

impl NoticeKind {
    /// Whether time alone brings it about: the others follow an answer of the network.
    pub(crate) fn is_told_by_the_clock(&self) -> bool {
        match self {
            Self::ReauthorizeBy { .. } => true,
            Self::Disconnected { reminder, .. } => *reminder > 0,
            Self::SetUpNeeded(_) | Self::PageLost { .. } => false,
        }
    }
}

/// What happened, for the history.
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
    /// A permission that Gander needs is not granted, though the rest is. Told when it is found out, and once.
    PermissionMissing,
    /// The account may act no longer for a page that Gander holds.
    PageLost,
    /// It works again without a new sign-in.
    Recovered,
    /// The app keys are missing or refused.
    SetUpNeeded(SetUp),
    /// The person was warned of the end.
    Warned,
    /// No usable answer: a spell begins.
    Unreachable,
    /// The network answers again: the spell is over.
    Reachable,
    /// The person tried to sign in again, without success. Nothing changed.
    SignInFailed,
    /// Another account signed in. Nothing changed.
    WrongAccount,
    /// The person disconnected it.
    Removed,
    /// The person disconnected it, and the network, which was asked, did not say that it ended the access.
    RevocationFailed,
    /// The person was told by a native notification.
    Notified,
    /// The person was told by e-mail.
    Mailed,
    /// An e-mail could not be sent. It is tried again.
    MailFailed,
}

/// All of a connection that outlives the process.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its id.
    pub id: ConnectionId,
    /// Its network.
    pub network: NetworkId,
    /// Its network's rules.
    pub policy: Arc<Policy>,
    /// Whose it is.
    pub account: Account,
    /// What its token allows.
    pub grant: Grant,
    /// What the network last proved.
    pub standing: Standing,
    /// No usable answer since.
    pub unreachable: Option<Unreachable>,
    /// A refusal that waits to be confirmed.
    pub suspicion: Option<Suspicion>,
    /// When the network last answered a check.
    pub checked_at: Option<DateTime<Utc>>,
    /// When to check next.
    pub next_check: DateTime<Utc>,
    /// What the person has been told.
    pub told: Notified,
    /// The pages that the account runs, as far as they are known.
    pub pages: Vec<Page>,
}

/// What the health of a connection depends on, and nothing else.
#[derive(Clone, Copy, Debug)]
pub struct Vitals<'a> {
    /// Its network's rules.
    pub policy: &'a Policy,
    /// What its token allows.
    pub grant: &'a Grant,
    /// What the network last proved.
    pub standing: &'a Standing,
    /// No usable answer since.
    pub unreachable: Option<&'a Unreachable>,
    /// A refusal that waits to be confirmed.
    pub suspicion: Option<&'a Suspicion>,
}

/// What the network last proved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing is wrong.
    Good,
    /// The network refused.
    Broken {
        /// The reason.
        reason: Reason,
        /// The proof.
        evidence: Evidence,
    },
    /// The app keys are missing or refused.
    SetUpNeeded {
        /// The missing or refused part of the set-up.
        what: SetUp,
        /// Since when.
        since: DateTime<Utc>,
    },
}

/// A spell without a usable answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreachable {
    /// Since when.
    pub since: DateTime<Utc>,
    /// A blip is not shown before this.
    pub shown_from: DateTime<Utc>,
    /// How often in a row.
    pub failures: u32,
    /// When to try again.
    pub retry_at: DateTime<Utc>,
    /// The network itself named that moment: nothing but the person brings it nearer.
    pub asked_to_wait: bool,
}

/// What the person has been told, so that nothing is told twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notified {
    /// How many notices of the present trouble.
    pub trouble: u32,
    /// The last warning: of which end, at which rung.
    pub warning: Option<(DateTime<Utc>, TimeDelta)>,
    /// Of how many lost pages.
    pub pages: u32,
}
