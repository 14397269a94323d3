//! Organizations' files: planned, taken in, and written for others.

use std::sync::{Arc, PoisonError};

use secrecy::SecretString;
use store::{Altered, FromOrganization, Joined, OrganizationFeeds, StoreError};

use super::{Driver, Reply};
use crate::{
    Error, Invitation, JoinPlan,
    organization::{self, Joining, Present, with_joined},
};

impl Driver {
    /// Takes in the networks that organizations added, if they differ from the known ones.
    pub(super) fn reload_networks(&mut self) {
        let joined = self.store().joined();
        let joined = match joined {
            Ok(joined) if joined == self.state.joined => return self.check_organizations(),
            Ok(joined) => joined,
            Err(error) => return tracing::error!(%error, "the networks of organizations could not be read"),
        };
        // Verify them before any request to them.
        self.state.joined_is_checked = false;
        self.check_organizations();
        let moved = joined.definitions != self.state.joined.definitions;
        self.state.joined = joined;
        if !moved {
            return;
        }
        self.catalogue = Arc::new(with_joined((*self.own).clone(), &self.state.joined));
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&self.catalogue);
        self.relearn_policies();
        // Connections of a network that was unknown are not loaded yet.
        let policies = Arc::clone(&self.state.policies);
        let changes = self.store().connections(&|id| policies.get(id).cloned());
        self.take_changes(changes, false);
        self.publish();
    }

    /// Verifies the organizations' settings with the key, once for each change.
    fn check_organizations(&mut self) {
        let Some(key) = self.state.key.clone().filter(|_| !self.state.joined_is_checked) else { return };
        let authentic = self.store().joined_is_authentic(&key);
        match authentic {
            Ok(authentic) => {
                self.state.joined_is_checked = true;
                self.note_setting(Altered::Organizations, authentic);
            }
            Err(error) => tracing::error!(%error, "the networks of organizations could not be checked"),
        }
    }

    /// The keys and networks on this device. Those of organizations count only if Gander wrote them.
    fn present(&self) -> Result<Present, StoreError> {
        let present = Present::of(&self.store())?;
        Ok(if self.trusts_organizations() {
            present
        } else {
            Present { joined: Joined::default(), ..present }
        })
    }

    /// Plans the changes of a file.
    pub(super) fn plan_joining(&self, invitation: &Invitation) -> Result<JoinPlan, Error> {
        let present = self.present()?;
        organization::plan(&self.own, &present, invitation)
    }

    /// Takes in an organization's file, in one transaction, if its plan is still the one that the person saw.
    pub(super) fn join(&mut self, joining: &Joining, shown: &JoinPlan) -> Result<(), Error> {
        let present = self.present()?;
        let mut alerts = self.store().alert_settings()?;
        if organization::plan(&self.own, &present, &joining.invitation)? != *shown {
            return Err(Error::BadInput(
                "what is here has changed since you were shown what the file would do; look at it again"
                    .into(),
            ));
        }
        let key = self.state.key.clone().ok_or_else(|| self.locked())?;
        let mut joined = present.joined;
        let name = joining.invitation.name();
        let from = |what: &str| FromOrganization { organization: name.to_owned(), what: what.to_owned() };
        let mut apps = Vec::new();
        for (network, app) in &joining.apps {
            let kept = present.keys.get(network).is_some_and(|kept| kept.client_id == app.client_id);
            // The same app without its secret would only remove the stored secret.
            if kept && app.client_secret.is_none() {
                continue;
            }
            joined.keys.insert(network.to_string(), from(&app.client_id));
            apps.push((network.clone(), app.clone()));
        }
        for definition in joining.invitation.definitions() {
            joined.definitions.insert(definition.network.id.to_string(), from(&definition.text));
        }
        if let Some(days) = joining.invitation.warn_days() {
            alerts.warn_days = Some(days.to_vec());
            joined.ladder = Some(name.to_owned());
        }
        if joined.is_too_large() {
            let message =
                "the networks of all organizations together are too large to be kept; ask for a shorter file";
            return Err(Error::BadInput(message.into()));
        }
        let feeds = joining.invitation.feeds().iter();
        let feeds: Vec<_> = feeds.map(|feed| (feed.title.clone(), feed.address.clone())).collect();
        let feeds = OrganizationFeeds { organization: name, feeds: &feeds, now: self.clock.now() };
        self.store().join(&key, &apps, &joined, &alerts, &feeds)?;
        self.state.joined_is_checked = false;
        // The keys count as changed even if only the secret differs.
        for (network, _) in &apps {
            self.state.apps.remove(network);
        }
        self.reload();
        Ok(())
    }

    /// Writes a file of the stored app keys. Sealing takes a while, so it has a thread of its own.
    pub(super) fn make_organization(
        &self,
        name: String,
        passphrase: Option<SecretString>,
        reply: Reply<String>,
    ) {
        let kept = match &self.state.key {
            Some(_) if !self.trusts_organizations() => Err(Altered::Organizations.into()),
            Some(key) => organization::kept(&self.store(), key),
            None => Err(self.locked().into()),
        };
        let settings = self.store().alert_settings();
        let catalogue = Arc::clone(&self.catalogue);
        tokio::task::spawn_blocking(move || {
            let made = kept.and_then(|apps| {
                let warn_days = settings?.warn_days;
                organization::made(&name, &catalogue, &apps, warn_days.as_deref(), passphrase.as_ref())
            });
            let _ = reply.send(made);
        });
    }
}
