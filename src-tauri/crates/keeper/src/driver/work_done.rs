//! Takes in the results of work at the networks.

use lifecycle::Input;
use oauth::{SignedIn, TokenInfo};

use super::Driver;
use crate::{error::Error, work::WorkResult};

impl Driver {
    pub(super) fn handle_result(&mut self, done: WorkResult) {
        self.look_at_seal(&done);
        let input = match done {
            WorkResult::SignedIn { operation_id, signed_in: SignedIn { account, avatar, answer }, guard } => {
                // This process holds the lock, so this sign-in replaces the state that the store holds now.
                self.reload();
                if let Some(pending) = self.state.sign_ins.get_mut(operation_id) {
                    pending.secrets = Some(answer.secrets);
                    pending.guard = Some(guard);
                    pending.avatar = avatar;
                }
                Input::Exchanged { operation_id, account, lifetimes: answer.lifetimes, scopes: answer.scopes }
            }
            WorkResult::SignInFailed { operation_id, failure } => {
                return self.fail_sign_in(operation_id, failure);
            }
            WorkResult::Renewed { connection, operation_id, answer, guard } => {
                self.state.renewed.insert(operation_id, (answer.secrets, guard));
                Input::Renewed {
                    connection,
                    operation_id,
                    lifetimes: answer.lifetimes,
                    scopes: answer.scopes,
                }
            }
            WorkResult::Probed {
                connection,
                operation_id,
                known: TokenInfo { account, avatar, scopes },
                pages,
            } => {
                self.picture_named(&connection, avatar, false);
                if let Some((generation, seen)) = pages {
                    self.pages_seen(&connection, generation, seen);
                }
                Input::Probed { connection, operation_id, account: Some(account), scopes }
            }
            WorkResult::PagesSeen { connection, generation, seen, .. } => {
                return self.pages_listed(&connection, generation, seen);
            }
            WorkResult::Refused { connection, operation_id, verdict } => {
                Input::Refused { connection, operation_id, verdict }
            }
            WorkResult::Lost { connection, operation_id, evidence } => {
                Input::AnswerLost { connection, operation_id, evidence }
            }
            WorkResult::Revoked { connection, confirmed } => return self.revoked(connection, confirmed),
            WorkResult::GivenBack => return,
            WorkResult::Shared { post, ended, .. } => return self.shared(&post, ended),
            WorkResult::AppKeysMissing { connection, operation_id } => {
                Input::AppKeysMissing { connection, operation_id }
            }
            WorkResult::MovedOn { connection, operation_id } => {
                self.reload();
                Input::Postponed { connection, operation_id }
            }
            WorkResult::Postponed { connection, operation_id, error } => {
                tracing::warn!(%connection, %error, "postponed");
                self.state.storage_problem |= matches!(error, Error::Store(_));
                // The error answers the callers that wait for this work, and not later ones.
                if self.state.waiting.contains_key(&connection) {
                    self.state.errors.insert(connection.clone(), error);
                }
                Input::Postponed { connection, operation_id }
            }
        };
        self.handle(input);
    }
}
