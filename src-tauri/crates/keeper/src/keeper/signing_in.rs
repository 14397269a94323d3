//! The sign-in methods of a [`Keeper`]: start, PIN, outcome and cancellation.

use lifecycle::{ConnectionId, NetworkId, OperationId};
use oauth::is_app_password;
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::oneshot;
use url::Url;
use zeroize::Zeroizing;

use super::Keeper;
use crate::{
    Error, NetworkState, Outcome,
    driver::{Command, Message},
    sign_ins::SignInParameters,
    typed,
};

/// The longest address, in bytes. It is more than any host name or URL that a person would type.
const MOST_ADDRESS: usize = 512;
/// The longest PIN, in bytes. X shows seven digits; a network may show more.
const MOST_PIN: usize = 128;

impl Keeper {
    /// Starts adding an account: listens for the redirect and opens the browser. Progress is in
    /// [`crate::Snapshot::sign_ins`].
    ///
    /// # Errors
    /// When the sign-in cannot start: unknown network, missing app keys, locked vault.
    pub async fn connect(&self, network: &NetworkId) -> Result<OperationId, Error> {
        self.ask(|reply| Command::Connect(network.clone(), SignInParameters::default(), reply)).await
    }

    /// Like [`Keeper::connect`], at a network of many servers. `at` is the person's server or their name there
    /// ([`crate::NetworkState::asks`]).
    ///
    /// # Errors
    /// The errors of [`Keeper::connect`]. An unknown server fails later, in [`crate::Snapshot::sign_ins`].
    pub async fn connect_at(&self, network: &NetworkId, at: &str) -> Result<OperationId, Error> {
        let said = SignInParameters { at: Some(address(at)?), ..SignInParameters::default() };
        self.ask(|reply| Command::Connect(network.clone(), said, reply)).await
    }

    /// Like [`Keeper::connect_at`], with an app password of the network and no browser. The password is sent once, to
    /// the account's own server, and not kept.
    ///
    /// # Errors
    /// The errors of [`Keeper::connect_at`]; and when the network has no app passwords, or this is none.
    pub async fn connect_with_app_password(
        &self,
        network: &NetworkId,
        at: &str,
        password: SecretString,
    ) -> Result<OperationId, Error> {
        let app_password = Some(app_password(&password)?);
        let said = SignInParameters { at: Some(address(at)?), app_password, ..SignInParameters::default() };
        self.ask(|reply| Command::Connect(network.clone(), said, reply)).await
    }

    /// Starts signing in again.
    ///
    /// # Errors
    /// The errors of [`Keeper::connect`].
    pub async fn reauthorize(&self, connection: &ConnectionId) -> Result<OperationId, Error> {
        self.ask(|reply| Command::Reauthorize(connection.clone(), SignInParameters::default(), reply)).await
    }

    /// Signs in again as [`Keeper::connect_with_app_password`] does.
    ///
    /// # Errors
    /// The errors of [`Keeper::connect_with_app_password`].
    pub async fn reauthorize_with_app_password(
        &self,
        connection: &ConnectionId,
        password: SecretString,
    ) -> Result<OperationId, Error> {
        let said =
            SignInParameters { app_password: Some(app_password(&password)?), ..SignInParameters::default() };
        self.ask(|reply| Command::Reauthorize(connection.clone(), said, reply)).await
    }

    /// Like [`Keeper::connect`], at a network that shows a PIN for the person to type
    /// ([`crate::NetworkState::offers_pin`]). It serves a browser that cannot redirect to this device, or that runs on
    /// another one. Pass the PIN to [`Keeper::enter_pin`].
    ///
    /// # Errors
    /// The errors of [`Keeper::connect`]; and when the network shows no PIN.
    pub async fn connect_by_pin(&self, network: &NetworkId) -> Result<OperationId, Error> {
        let said = SignInParameters { by_pin: true, ..SignInParameters::default() };
        self.ask(|reply| Command::Connect(network.clone(), said, reply)).await
    }

    /// Signs in again as [`Keeper::connect_by_pin`] does.
    ///
    /// # Errors
    /// The errors of [`Keeper::connect_by_pin`].
    pub async fn reauthorize_by_pin(&self, connection: &ConnectionId) -> Result<OperationId, Error> {
        let said = SignInParameters { by_pin: true, ..SignInParameters::default() };
        self.ask(|reply| Command::Reauthorize(connection.clone(), said, reply)).await
    }

    /// Cancels a sign-in that waits for its redirect, and starts it again as one that asks for a PIN.
    ///
    /// # Errors
    /// When there is no such sign-in; and the errors of [`Keeper::connect_by_pin`].
    pub async fn use_pin(&self, operation_id: OperationId) -> Result<OperationId, Error> {
        let snapshot = self.snapshot();
        let former = snapshot.sign_ins.iter().find(|state| state.operation_id == operation_id);
        let former = former.ok_or(Error::UnknownSignIn)?;
        let offers = |network: &NetworkState| network.id == former.network && network.offers_pin;
        if !snapshot.networks.iter().any(offers) {
            return Err(Error::BadInput(format!("{} shows no PIN", former.network_name)));
        }
        self.cancel(operation_id).await?;
        if former.reauthorize {
            self.reauthorize_by_pin(&former.connection).await
        } else {
            self.connect_by_pin(&former.network).await
        }
    }

    /// Passes on the PIN, or other text, that the login page told the person to type.
    ///
    /// # Errors
    /// When the text cannot be a PIN, or the sign-in does not wait for one.
    pub async fn enter_pin(&self, operation_id: OperationId, pin: SecretString) -> Result<(), Error> {
        let pin = typed_pin(&pin)?;
        self.ask(|reply| Command::EnterPin(operation_id, pin, reply)).await
    }

    /// Waits for the end of a sign-in.
    pub async fn outcome(&self, operation_id: OperationId) -> Outcome {
        let (reply, answer) = oneshot::channel();
        let _ = self.messages.0.send(Message::Command(Command::Outcome(operation_id, reply)));
        answer.await.unwrap_or(Outcome::Cancelled)
    }

    /// The login page of a sign-in. It holds `state`: show it to the person alone, and never log it.
    ///
    /// # Errors
    /// When the sign-in is over.
    pub async fn authorization_url(&self, operation_id: OperationId) -> Result<Url, Error> {
        self.ask(|reply| Command::AuthorizationUrl(operation_id, reply)).await
    }

    /// Gives up a sign-in, or dismisses one that has ended.
    ///
    /// # Errors
    /// When there is no such sign-in.
    pub async fn cancel(&self, operation_id: OperationId) -> Result<(), Error> {
        self.ask(|reply| Command::Cancel(operation_id, reply)).await
    }

    /// Keeps the other account as a new connection, after a sign-in with a wrong account.
    ///
    /// # Errors
    /// When there is no such sign-in.
    pub async fn add_as_new(&self, operation_id: OperationId) -> Result<(), Error> {
        self.ask(|reply| Command::AddAsNew(operation_id, reply)).await
    }
}

/// The server or name that a person typed, as one word.
fn address(at: &str) -> Result<String, Error> {
    let at = typed::address(at);
    if at.is_empty() || at.len() > MOST_ADDRESS || at.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Err(Error::BadInput(
            "write the server, like mastodon.social, or your name there, like dana.bsky.social".into(),
        ));
    }
    Ok(at)
}

/// The PIN that a person copied off a page, without the spaces that make it readable.
fn typed_pin(pin: &SecretString) -> Result<SecretString, Error> {
    let pin = Zeroizing::new(typed::address(pin.expose_secret()));
    let pin: Zeroizing<String> = Zeroizing::new(pin.chars().filter(|c| !c.is_whitespace()).collect());
    if pin.is_empty() || pin.len() > MOST_PIN || !pin.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Error::BadInput("type the PIN that the page in your browser shows".into()));
    }
    Ok(pin.as_str().into())
}

fn app_password(password: &SecretString) -> Result<SecretString, Error> {
    let password = typed::app_password(password);
    if is_app_password(&password) {
        return Ok(password);
    }
    let advice = "that is not an app password, which looks like abcd-efgh-ijkl-mnop; make one in the network's settings, and \
                  keep your own password to yourself";
    Err(Error::BadInput(advice.into()))
}
