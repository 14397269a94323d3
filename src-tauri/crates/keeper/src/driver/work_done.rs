//! Takes in the results of work at the networks.

use lifecycle::Input;
use oauth::{SignedIn, TokenInfo};

use super::Driver;
use crate::{error::Error, work::WorkResult};

impl Driver {
    pub(super) fn handle_result(&mut self, done: WorkResult) {
        self.look_at_seal(&done);
        let input = match done {
            WorkResult::SignedIn { attempt, signed_in: SignedIn { account, avatar, answer }, guard } => {
                // This process holds the lock, so this sign-in replaces the state that the store holds now.
                self.reload();
                if let Some(pending) = self.state.sign_ins.get_mut(attempt) {
                    pending.secrets = Some(answer.secrets);
                    pending.guard = Some(guard);
                    pending.avatar = avatar;
                }
                Input::Exchanged { attempt, account, lifetimes: answer.lifetimes, scopes: answer.scopes }
            }
            WorkResult::SignInFailed { attempt, failure } => return self.fail_sign_in(attempt, failure),
            WorkResult::Renewed { connection, attempt, answer, guard } => {
                self.state.renewed.insert(attempt, (answer.secrets, guard));
                Input::Renewed { connection, attempt, lifetimes: answer.lifetimes, scopes: answer.scopes }
            }
            WorkResult::Probed {
                connection,
                attempt,
                known: TokenInfo { account, avatar, scopes },
                pages,
            } => {
                self.picture_named(&connection, avatar, false);
                if let Some((generation, seen)) = pages {
                    self.pages_seen(&connection, generation, seen);
                }
                Input::Probed { connection, attempt, account: Some(account), scopes }
            }
            WorkResult::PagesSeen { connection, generation, seen, .. } => {
                return self.pages_listed(&connection, generation, seen);
            }
            WorkResult::Refused { connection, attempt, verdict } => {
                Input::Refused { connection, attempt, verdict }
            }
            WorkResult::Lost { connection, attempt, evidence } => {
                Input::AnswerLost { connection, attempt, evidence }
            }
            WorkResult::Revoked { connection, confirmed } => return self.revoked(connection, confirmed),
            WorkResult::GivenBack => return,
            WorkResult::AppKeysMissing { connection, attempt } => {
                Input::AppKeysMissing { connection, attempt }
            }
            WorkResult::MovedOn { connection, attempt } => {
                self.reload();
                Input::Postponed { connection, attempt }
            }
            WorkResult::Postponed { connection, attempt, error } => {
                tracing::warn!(%connection, %error, "postponed");
                self.state.storage_problem |= matches!(error, Error::Store(_));
                // The error answers the callers that wait for this work, and not later ones.
                if self.state.waiting.contains_key(&connection) {
                    self.state.errors.insert(connection.clone(), error);
                }
                Input::Postponed { connection, attempt }
            }
        };
        self.handle(input);
    }
}
