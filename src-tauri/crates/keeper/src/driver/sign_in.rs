//! A sign-in through the browser: its authorization request, its redirect and its failures.

use lifecycle::{Input, OperationId, SignInProgress};
use oauth::{Authorization, Failure, redirect::Redirected};

use super::Driver;

impl Driver {
    /// Tells whether a sign-in is for a connection that exists.
    fn is_known(&self, operation_id: OperationId) -> bool {
        self.machine.sign_ins().any(|(of, sign_in)| of == operation_id && sign_in.expected.is_some())
    }

    pub(super) fn take_prepared(
        &mut self,
        operation_id: OperationId,
        prepared: Result<Box<Authorization>, Failure>,
    ) {
        let authorization = match prepared {
            Ok(authorization) => authorization,
            // The place of a connected account is known, so something else answered in its place.
            Err(Failure::AddressUnknown | Failure::RegistrationRefused { by_server: false, .. })
                if self.is_known(operation_id) =>
            {
                return self.fail_sign_in(operation_id, Failure::BadAnswer);
            }
            Err(failure) => return self.fail_sign_in(operation_id, failure),
        };
        // The sign-in was cancelled meanwhile.
        let Some(pending) = self.state.sign_ins.get_mut(operation_id) else { return };
        if self.shell.open_url(&authorization.url).is_err() {
            // The link can still be copied.
            tracing::warn!("no browser could be opened");
        }
        pending.authorization = Some(authorization.into());
        self.publish();
    }

    pub(super) fn take_redirect(&mut self, operation_id: OperationId, redirected: Redirected) {
        let failure = match redirected {
            Redirected::Code(code) => {
                if let Some(pending) = self.state.sign_ins.get_mut(operation_id) {
                    pending.code = Some(code);
                    self.handle(Input::RedirectArrived { operation_id });
                }
                return;
            }
            Redirected::Denied => Failure::Denied,
            Redirected::Refused => Failure::Refused,
            Redirected::AppRefused => Failure::AppKeys(lifecycle::SetUp::AppKeysRefused),
            Redirected::Unreachable => Failure::Unreachable,
            Redirected::TimedOut => Failure::TimedOut,
        };
        self.fail_sign_in(operation_id, failure);
    }

    /// Cancels the sign-ins with a wrong account when Gander ends, because the person can no longer decide.
    pub(super) fn give_up_wrong_accounts(&mut self) {
        let wrong: Vec<_> = self
            .machine
            .sign_ins()
            .filter(|(_, sign_in)| matches!(sign_in.progress(), SignInProgress::WrongAccount(_)))
            .map(|(operation_id, _)| operation_id)
            .collect();
        for operation_id in wrong {
            self.handle(Input::SignInCancelled { operation_id });
        }
    }

    pub(super) fn fail_sign_in(&mut self, operation_id: OperationId, failure: Failure) {
        if let Some(pending) = self.state.sign_ins.get_mut(operation_id) {
            pending.failure = Some(failure);
        }
        self.handle(Input::SignInFailed { operation_id });
    }
}
