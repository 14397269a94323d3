//! The keys of apps, invitations of organizations, and the bridge.

use lifecycle::NetworkId;
use networks::AppOptions;
use oauth::KeyCheck;
use secrecy::SecretString;
use url::Url;
use vault::App;

use super::Keeper;
use crate::{Error, Invitation, JoinPlan, driver::Command, organization, typed};

impl Keeper {
    /// Keeps the keys of the person's own developer app at a network, the secret sealed.
    ///
    /// # Errors
    /// When the keys are unusable or cannot be stored.
    pub async fn set_app(
        &self,
        network: &NetworkId,
        client_id: String,
        client_secret: Option<SecretString>,
    ) -> Result<(), Error> {
        self.set_app_with(network, client_id, client_secret, None).await
    }

    /// Like [`Self::set_app`], with the options in which apps of this network differ. `None` keeps the former options
    /// of the same app.
    ///
    /// # Errors
    /// The errors of [`Self::set_app`]; and when the network's file does not know the options.
    pub async fn set_app_with(
        &self,
        network: &NetworkId,
        client_id: String,
        client_secret: Option<SecretString>,
        options: Option<AppOptions>,
    ) -> Result<(), Error> {
        let not_one =
            |of: &str| Error::BadInput(format!("a client {of}; copy it from the network's developer page"));
        let client_id = typed::word(&client_id).ok_or_else(|| not_one("id is one word"))?;
        let client_secret = client_secret
            .map(|secret| typed::client_secret(&secret).ok_or_else(|| not_one("secret is one line")))
            .transpose()?;
        let app = App { client_id, client_secret, ..App::default() };
        self.ask(|reply| Command::SetApp(network.clone(), app, options, reply)).await
    }

    /// Forgets the keys of the person's own developer app at a network. Its connections stay, and need set-up once a
    /// request needs the keys.
    ///
    /// # Errors
    /// When no keys are kept, or the disk cannot be written.
    pub async fn remove_app(&self, network: &NetworkId) -> Result<(), Error> {
        self.ask(|reply| Command::RemoveApp(network.clone(), reply)).await
    }

    /// Asks a network whether it accepts the app keys that are kept for it. The request grants and changes nothing.
    ///
    /// # Errors
    /// When there are no keys, or they cannot be read.
    pub async fn check_app(&self, network: &NetworkId) -> Result<KeyCheck, Error> {
        self.ask(|reply| Command::CheckApp(network.clone(), reply)).await
    }

    /// Reads a `gander.toml` from an https address, without cookies or redirects, and with a size limit. Call it only
    /// after the person has seen the host.
    ///
    /// # Errors
    /// When the file is not there, or cannot be used.
    pub async fn fetch_invitation(&self, address: &Url) -> Result<Invitation, Error> {
        let text = organization::fetch(address, self.timeouts, &self.clock).await?;
        Invitation::parse("gander.toml", &text, &self.own)
    }

    /// Plans the changes of a `gander.toml`, without making them.
    ///
    /// # Errors
    /// When the database cannot be read, or the file asks for a change that is not allowed.
    pub async fn plan(&self, invitation: &Invitation) -> Result<JoinPlan, Error> {
        self.ask(|reply| Command::Plan(Box::new(invitation.clone()), reply)).await
    }

    /// Takes in an organization's file, all of it or nothing. `shown` is the plan to which the person agreed.
    ///
    /// # Errors
    /// When the passphrase is missing or wrong, the changes would differ from `shown`, or they cannot be stored.
    pub async fn join(
        &self,
        invitation: Invitation,
        shown: JoinPlan,
        passphrase: Option<SecretString>,
    ) -> Result<(), Error> {
        let passphrase = passphrase.as_ref().map(typed::cleaned_secret);
        let joining = invitation.open(passphrase).await?;
        self.ask(|reply| Command::Join(Box::new(joining), shown, reply)).await
    }

    /// Writes a `gander.toml` of the app keys that are kept, for an organization of this name. Without a passphrase it
    /// holds no secrets.
    ///
    /// # Errors
    /// When the keys cannot be read, or the name or the passphrase is unusable.
    pub async fn make_organization(
        &self,
        name: &str,
        passphrase: Option<SecretString>,
    ) -> Result<String, Error> {
        let passphrase = passphrase.as_ref().map(typed::cleaned_secret);
        self.ask(|reply| Command::MakeOrganization(typed::cleaned(name), passphrase, reply)).await
    }

    /// Stores the address of the person's bridge page ([`crate::BRIDGE_PAGE`]) for a network. `None` removes it.
    ///
    /// # Errors
    /// When the network takes no bridge page, the address is not that of an https page, or it cannot be stored.
    pub async fn set_bridge(&self, network: &NetworkId, address: Option<&str>) -> Result<(), Error> {
        self.ask(|reply| Command::SetBridge(network.clone(), address.map(str::to_owned), reply)).await
    }
}
