//! Sign-ins: adding an account, or signing in again. A connection without an account does not exist, so an
//! unfinished sign-in never becomes one.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::{Account, ConnectionId, Lifetimes, NetworkId, Policy, Record, Scopes, connection::Pending};

/// A sign-in under way, or one that ended without success and has not been dismissed.
#[derive(Debug)]
pub struct SignIn {
    /// The connection. A new account has an id from the start.
    pub connection: ConnectionId,
    /// The network.
    pub network: NetworkId,
    /// The account of the connection. `None` while a new account is being added.
    pub expected: Option<Account>,
    pub(crate) policy: Arc<Policy>,
    pub(crate) stage: SignInStage,
}

#[derive(Debug)]
pub(crate) enum SignInStage {
    /// The person is at the login page.
    Waiting,
    /// The redirect arrived, but other work on the connection is under way.
    Queued,
    Exchanging,
    Committing(Box<Pending>),
    WrongAccount(Account, Lifetimes, Option<Scopes>),
    Failed,
}

/// The progress of a sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInProgress<'a> {
    /// The person is at the login page.
    Waiting,
    /// The redirect arrived; tokens and identity are being fetched and stored.
    Finishing,
    /// Another account signed in. Nothing changed.
    WrongAccount(&'a Account),
    /// The sign-in ended without success. Nothing changed.
    Failed,
}

impl SignIn {
    /// Returns the progress of the sign-in.
    #[must_use]
    pub fn progress(&self) -> SignInProgress<'_> {
        match &self.stage {
            SignInStage::Waiting => SignInProgress::Waiting,
            SignInStage::Queued | SignInStage::Exchanging | SignInStage::Committing(_) => {
                SignInProgress::Finishing
            }
            SignInStage::WrongAccount(account, ..) => SignInProgress::WrongAccount(account),
            SignInStage::Failed => SignInProgress::Failed,
        }
    }

    pub(crate) fn pending(&self) -> Option<&Record> {
        match &self.stage {
            SignInStage::Committing(pending) => Some(&pending.record),
            SignInStage::Waiting
            | SignInStage::Queued
            | SignInStage::Exchanging
            | SignInStage::WrongAccount(..)
            | SignInStage::Failed => None,
        }
    }

    pub(crate) fn retry_at(&self) -> Option<DateTime<Utc>> {
        match &self.stage {
            SignInStage::Committing(pending) => pending.retry_at,
            SignInStage::Waiting
            | SignInStage::Queued
            | SignInStage::Exchanging
            | SignInStage::WrongAccount(..)
            | SignInStage::Failed => None,
        }
    }

    /// Brings a commit retry nearer: see [`crate::connection::Connection::bring_near`].
    pub(crate) fn bring_near(&mut self, now: DateTime<Utc>) {
        if let SignInStage::Committing(pending) = &mut self.stage {
            pending.bring_near(now);
        }
    }

    /// Tells whether the retry of a commit is due, and clears it.
    pub(crate) fn take_retry(&mut self, now: DateTime<Utc>) -> bool {
        let SignInStage::Committing(pending) = &mut self.stage else { return false };
        pending.retry_at.take_if(|at| *at <= now).is_some()
    }
}
