//! What becomes of the work that was asked of the networks.

use lifecycle::Input;

use super::Driver;
use crate::{
    error::Error,
    oauth::{Known, SignedIn},
    work::Done,
};

impl Driver {
    pub(super) fn take_done(&mut self, done: Done) {
        self.look_at_seal(&done);
        let input = match done {
            Done::SignedIn { attempt, signed_in: SignedIn { account, avatar, answer }, guard } => {
                // The lock is ours: what the store holds now is what this sign-in replaces.
                self.reload();
                if let Some(flow) = self.state.sign_ins.get_mut(attempt) {
                    flow.secrets = Some(answer.secrets);
                    flow.guard = Some(guard);
                    flow.avatar = avatar;
                }
                Input::Exchanged { attempt, account, lifetimes: answer.lifetimes, scopes: answer.scopes }
            }
            Done::SignInFailed { attempt, failure } => return self.fail_sign_in(attempt, failure),
            Done::Renewed { connection, attempt, answer, guard } => {
                self.state.renewed.insert(attempt, (answer.secrets, guard));
                Input::Renewed { connection, attempt, lifetimes: answer.lifetimes, scopes: answer.scopes }
            }
            Done::Probed { connection, attempt, known: Known { account, avatar, scopes }, pages } => {
                self.picture_named(&connection, avatar, false);
                if let Some((generation, seen)) = pages {
                    self.pages_seen(&connection, generation, seen);
                }
                Input::Probed { connection, attempt, account: Some(account), scopes }
            }
            Done::PagesSeen { connection, generation, seen, .. } => {
                return self.pages_listed(&connection, generation, seen);
            }
            Done::Refused { connection, attempt, verdict } => Input::Refused { connection, attempt, verdict },
            Done::Lost { connection, attempt, evidence } => {
                Input::AnswerLost { connection, attempt, evidence }
            }
            Done::Revoked { connection, confirmed } => return self.revoked(connection, confirmed),
            Done::GivenBack => return,
            Done::AppKeysMissing { connection, attempt } => Input::AppKeysMissing { connection, attempt },
            Done::MovedOn { connection, attempt } => {
                self.reload();
                Input::Postponed { connection, attempt }
            }
            Done::Postponed { connection, attempt, error } => {
                tracing::warn!(%connection, %error, "postponed");
                self.state.storage_problem |= matches!(error, Error::Store(_));
                // It answers those who wait for this work, and not those who ask later.
                if self.state.waiting.contains_key(&connection) {
                    self.state.errors.insert(connection.clone(), error);
                }
                Input::Postponed { connection, attempt }
            }
        };
        self.handle(input);
    }
}
