//! A sign-in with an app password.

use lifecycle::{ConnectionId, OperationId};
use networks::Network;
use oauth::{Failure, OAuthClient};
use secrecy::SecretString;
use vault::App;

use super::{WorkContext, WorkResult};

impl WorkContext {
    /// Signs in with an app password, at the account that the person named or that an earlier sign-in left.
    pub async fn sign_in_with_app_password(
        self,
        network: std::sync::Arc<Network>,
        connection: ConnectionId,
        operation_id: OperationId,
        said: Option<String>,
        password: SecretString,
    ) -> WorkResult {
        let failed = |failure| WorkResult::SignInFailed { operation_id, failure };
        let Ok(guard) = self.be_alone(&connection).await else {
            return failed(Failure::Storage);
        };
        let app = App::default();
        let oauth = OAuthClient { http: &self.http, clock: &self.clock, network: &network, app: &app };
        match oauth.sign_in_with_app_password(said.as_deref().unwrap_or_default(), &password).await {
            Ok(signed_in) => WorkResult::SignedIn { operation_id, signed_in, guard },
            Err(failure) => failed(failure),
        }
    }
}
