//! The key that opens the tokens: the requests for it, the retries, and the commands that wait for it.

use std::time::{Duration, Instant};

use store::StoreError;
use vault::{
    Key, VaultTrouble, crash,
    key::{self, ANSWERS_BESIDE_A_PROMPT, Asking, LoadedKey},
};

use super::{Command, Driver, Message, commands};

/// The time after which a silent keyring counts as locked. A later answer still counts.
const KEYRING_PATIENCE: Duration = Duration::from_secs(10);
/// The pause before the next silent request for the key. It doubles with each try, up to the longest.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// The requests for the key that are under way, and the time of the next.
#[derive(Default)]
pub(super) struct Asked {
    /// `true` while the system may be asking the person.
    prompting: bool,
    silently: bool,
    next: Option<Next>,
    /// The last trouble that the shell got.
    told: Option<VaultTrouble>,
}

#[derive(Clone, Copy)]
struct Next {
    due: Instant,
    pause: Duration,
}

impl Driver {
    /// Tells whether a request is under way at which the system may ask the person.
    pub(super) fn is_asking_for_key(&self) -> bool {
        self.state.asked.prompting
    }

    pub(super) fn ask_for_key(&mut self, asking: Asking) {
        let read = {
            let store = self.store();
            store.vault_id().and_then(|vault| Ok((vault, store.is_sealed()?)))
        };
        let (vault, sealed) = match read {
            Ok(read) => read,
            Err(error) => {
                tracing::error!(%error, "the store could not be read");
                self.state.trouble = Some(VaultTrouble::KeyMissing);
                self.ask_for_key_later();
                return self.key_is_settled();
            }
        };
        match asking {
            Asking::MayPrompt => {
                self.state.asked.prompting = true;
                self.state.trouble = None;
            }
            Asking::Silently => self.state.asked.silently = true,
        }
        let mut answer = key::fetch(&self.key_source, asking, &vault, sealed, self.dir.as_deref());
        let messages = self.messages.clone();
        tokio::spawn(async move {
            let told = tokio::time::timeout(KEYRING_PATIENCE, &mut answer).await;
            if told.is_err() {
                let _ = messages.send(Message::Key(asking, None));
            }
            let late = match told {
                Ok(answered) => answered,
                Err(_) => answer.await,
            };
            let found = late.unwrap_or(Err(VaultTrouble::NoKeyring));
            let _ = messages.send(Message::Key(asking, Some(found)));
        });
    }

    pub(super) fn take_key(&mut self, asking: Asking, found: Option<Result<LoadedKey, VaultTrouble>>) {
        if found.is_some() {
            match asking {
                Asking::MayPrompt => self.state.asked.prompting = false,
                Asking::Silently => self.state.asked.silently = false,
            }
        }
        // Two requests may be under way, and the first key counts.
        if self.state.key.is_some() {
            return;
        }
        match self.accept(found) {
            Ok(key) => {
                self.state.key = Some(key);
                self.state.trouble = None;
                self.state.asked.next = None;
                // Only the key can verify these settings.
                self.reload_networks();
                self.reload_apps();
                self.ask_where_set_up_is_needed();
                self.try_to_lead();
                self.take_share_lock();
            }
            Err(trouble) => {
                self.ask_for_key_later();
                // An open prompt has priority.
                if asking == Asking::Silently
                    && (self.state.asked.prompting || self.state.trouble == Some(trouble))
                {
                    return;
                }
                self.state.trouble = Some(trouble);
            }
        }
        self.key_is_settled();
    }

    /// Tells whether the key is here, and carries out or refuses the commands that waited for it.
    fn key_is_settled(&mut self) {
        self.tell_vault();
        self.publish();
        for command in std::mem::take(&mut self.state.parked) {
            if self.state.key.is_some() || matches!(command, Command::Disconnect(..)) {
                self.handle_command(command);
            } else {
                commands::refuse(command, || self.locked().into());
            }
        }
    }

    fn accept(&mut self, found: Option<Result<LoadedKey, VaultTrouble>>) -> Result<Key, VaultTrouble> {
        let found = found.unwrap_or(Err(VaultTrouble::Waiting))?;
        if found.fresh {
            tracing::info!("a new key seals this database");
        }
        crash::point("key.before-sealed");
        let accepted = self.store().accept(&found.key);
        match accepted {
            Ok(()) => {
                crash::point("key.after-sealed");
                Ok(found.key)
            }
            Err(StoreError::Vault(trouble)) => Err(trouble),
            Err(error) => {
                tracing::error!(%error, "the key could not be checked");
                self.state.storage_problem = true;
                Err(VaultTrouble::Waiting)
            }
        }
    }

    /// Only a process that stays asks again. The others end with the trouble.
    fn ask_for_key_later(&mut self) {
        if !self.timed_work {
            return;
        }
        let former = self.state.asked.next.map(|next| next.pause * 2);
        let pause = former.map_or(FIRST_PAUSE, |pause| pause.min(LONGEST_PAUSE));
        self.state.asked.next = Some(Next { due: Instant::now() + pause, pause });
    }

    /// Asks at once after the device woke, because the person may have unlocked the keyring.
    pub(super) fn ask_for_key_soon(&mut self) {
        if self.state.asked.next.is_some() {
            self.state.asked.next = Some(Next { due: Instant::now(), pause: FIRST_PAUSE });
        }
    }

    pub(super) fn until_next_try(&self) -> Option<Duration> {
        let next = self.state.asked.next.filter(|_| self.may_ask_silently())?;
        Some(next.due.saturating_duration_since(Instant::now()))
    }

    pub(super) fn ask_for_key_when_due(&mut self) {
        if self.until_next_try().is_some_and(|wait| wait.is_zero()) {
            self.ask_for_key(Asking::Silently);
        }
    }

    fn may_ask_silently(&self) -> bool {
        let asked = &self.state.asked;
        let alone = !asked.prompting || (ANSWERS_BESIDE_A_PROMPT && self.state.trouble.is_some());
        self.state.key.is_none() && self.state.shut_down.is_none() && !asked.silently && alone
    }

    fn tell_vault(&mut self) {
        let trouble = self.state.trouble;
        if trouble == self.state.asked.told {
            return;
        }
        self.state.asked.told = trouble;
        match trouble {
            Some(trouble) => {
                tracing::warn!(%trouble, "the tokens cannot be opened; the key is asked for again");
            }
            None => tracing::info!("the tokens can be opened"),
        }
        self.shell.vault(trouble);
    }

    pub(super) fn locked(&self) -> VaultTrouble {
        self.state.trouble.unwrap_or(VaultTrouble::Waiting)
    }
}
