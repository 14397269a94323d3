//! The key that opens the tokens: asking for it, and what waits until it is there.

use std::time::Duration;

use super::{Command, Driver, Message, commands};
use crate::{
    Error, crash,
    key::{self, Found},
    vault::VaultTrouble,
};

/// How long a keyring may take before the vault is called locked. It is still believed when it answers later.
const KEYRING_PATIENCE: Duration = Duration::from_secs(10);

impl Driver {
    pub(super) fn ask_for_key(&mut self) {
        let asked = {
            let store = self.store();
            store.vault_id().and_then(|vault| Ok((vault, store.is_sealed()?)))
        };
        let (vault, sealed) = match asked {
            Ok(asked) => asked,
            Err(error) => {
                tracing::error!(%error, "the store could not be read");
                self.state.trouble = Some(VaultTrouble::KeyMissing);
                return;
            }
        };
        self.state.asking_keyring = true;
        self.state.trouble = None;
        let mut answer = key::fetch(&self.key_source, &vault, sealed, self.dir.as_deref());
        let messages = self.messages.clone();
        tokio::spawn(async move {
            let told = tokio::time::timeout(KEYRING_PATIENCE, &mut answer).await;
            if told.is_err() {
                let _ = messages.send(Message::Key(None));
            }
            let late = match told {
                Ok(answered) => answered,
                Err(_) => answer.await,
            };
            let found = late.unwrap_or(Err(VaultTrouble::NoKeyring));
            let _ = messages.send(Message::Key(Some(found)));
        });
    }

    pub(super) fn take_key(&mut self, found: Option<Result<Found, VaultTrouble>>) {
        let accepted = match found {
            None => Err(Error::from(VaultTrouble::Waiting)),
            Some(found) => {
                self.state.asking_keyring = false;
                found.map_err(Error::from).and_then(|found| {
                    if found.fresh {
                        tracing::info!("a new key seals this database");
                    }
                    crash::point("key.before-sealed");
                    self.store().accept(&found.key)?;
                    crash::point("key.after-sealed");
                    Ok(found.key)
                })
            }
        };
        match accepted {
            Ok(key) => {
                self.state.key = Some(key);
                self.state.trouble = None;
                // Only now can they be held against it.
                self.reload_networks();
                self.reload_apps();
                self.try_to_lead();
            }
            Err(Error::VaultLocked(trouble)) => self.state.trouble = Some(trouble),
            Err(error) => {
                tracing::error!(%error, "the key could not be checked");
                self.state.storage_problem = true;
                self.state.trouble = Some(VaultTrouble::Waiting);
            }
        }
        self.publish();
        for command in std::mem::take(&mut self.state.parked) {
            if self.state.key.is_some() || matches!(command, Command::Disconnect(..)) {
                self.obey(command);
            } else {
                commands::refuse(command, || self.locked().into());
            }
        }
    }

    pub(super) fn locked(&self) -> VaultTrouble {
        self.state.trouble.unwrap_or(VaultTrouble::Waiting)
    }
}
