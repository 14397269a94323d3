//! A foreign provider: the certified `oidc-provider`, described by a network file alone. Gander is a public client
//! with PKCE, a confidential one with a secret, and one with single-use refresh tokens.

mod browser;
mod confidential;
mod provider;
mod public;
mod reuse;
#[path = "../support/mod.rs"]
mod support;

use keeper::{ConnectionId, OperationId, Outcome};

use self::{browser::browse, support::Home};

/// The id in the network files of these tests.
const NETWORK: &str = "certified";

/// Signs in as a person.
async fn sign_in(home: &Home, operation_id: OperationId, member: &str) -> Outcome {
    let page = browse(home.login_page(operation_id).await, member).await;
    assert!(page.contains("You can close this tab."), "{page}");
    home.end_of(operation_id).await
}

/// Connects a person's account.
async fn connect(home: &Home, member: &str) -> ConnectionId {
    let operation_id = home.connect(&NETWORK.into()).await.expect("a sign-in");
    match sign_in(home, operation_id, member).await {
        Outcome::Active(id) => id,
        other => panic!("{other:?}"),
    }
}
