//! Parts of the database that something other than Gander changed. Gander shows them, and does not use them.

use lifecycle::ConnectionId;
use store::Altered;

use super::Driver;
use crate::{error::Error, work::WorkResult};

impl Driver {
    /// Notes the secrets that work found altered, or intact again.
    pub(super) fn look_at_seal(&mut self, done: &WorkResult) {
        match done {
            WorkResult::Postponed { error: Error::Altered(altered), .. }
            | WorkResult::PagesSeen { seen: Err(Error::Altered(altered)), .. } => {
                self.is_altered(altered.clone());
            }
            WorkResult::Renewed { connection, .. }
            | WorkResult::Probed { connection, .. }
            | WorkResult::Refused { connection, .. }
            | WorkResult::Lost { connection, .. } => self.is_as_sealed(connection),
            WorkResult::SignedIn { .. }
            | WorkResult::SignInFailed { .. }
            | WorkResult::PagesSeen { .. }
            | WorkResult::Revoked { .. }
            | WorkResult::AppKeysMissing { .. }
            | WorkResult::MovedOn { .. }
            | WorkResult::Postponed { .. }
            | WorkResult::Shared { .. }
            | WorkResult::GivenBack => {}
        }
    }

    pub(super) fn is_altered(&mut self, altered: Altered) {
        if !self.state.altered.contains(&altered) {
            tracing::error!(%altered, "found in the database");
            self.state.altered.insert(altered);
            self.publish();
        }
    }

    /// Notes that the secrets of this connection open, or are gone.
    pub(super) fn is_as_sealed(&mut self, connection: &ConnectionId) {
        self.is_right_again(&Altered::Connection(connection.clone()));
    }

    pub(super) fn is_right_again(&mut self, altered: &Altered) {
        if self.state.altered.remove(altered) {
            self.publish();
        }
    }

    /// Notes whether a setting is as Gander wrote it.
    pub(super) fn note_setting(&mut self, what: Altered, authentic: bool) {
        if authentic { self.is_right_again(&what) } else { self.is_altered(what) }
    }

    /// Tells whether Gander wrote the organizations' settings. `true` without the key, because no request is sent then.
    pub(super) fn trusts_organizations(&self) -> bool {
        let is_told = self.state.key.is_none() || self.state.joined_is_checked;
        is_told && !self.state.altered.contains(&Altered::Organizations)
    }
}
