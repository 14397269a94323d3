//! The key that seals the tokens, and where it lives. None is made here.

use std::time::{Duration, Instant};

use super::{About, Finding, PATIENCE, Patient};
use crate::{
    KeySource,
    key::{self, Looked},
    store::Store,
    vault::VaultTrouble,
};

/// A keyring that takes longer holds up each start.
const SLOW: Duration = Duration::from_secs(2);

pub(super) async fn look(patient: &Patient) -> Finding {
    // A database that cannot be read is told of elsewhere; the key is looked at as far as it goes.
    let store = Store::open_to_read(&patient.data_dir).ok().flatten();
    let vault = store.as_ref().and_then(|store| store.vault_id().ok());
    let sealed = store.as_ref().is_some_and(|store| store.is_sealed().unwrap_or(false));
    let place = match &patient.key {
        KeySource::Keyring => "the system's keyring".to_owned(),
        KeySource::File(path) => path.display().to_string(),
        KeySource::ThisRunOnly => return Finding::ok(About::Vault, "in memory, for this run only"),
    };
    let asked = Instant::now();
    let looked = tokio::time::timeout(PATIENCE, key::look(&patient.key, vault.as_deref())).await;
    let took = asked.elapsed();
    let locked = |trouble: VaultTrouble| {
        let text = trouble.to_string();
        let (found, advice) = text.split_once("; ").unwrap_or((&text, "Unlock it"));
        let found = match &patient.key {
            KeySource::File(path) => format!("locked: {found} ({})", path.display()),
            KeySource::Keyring | KeySource::ThisRunOnly => format!("locked: {found}"),
        };
        Finding::problem(About::Vault, found, super::data::sentence(advice))
    };
    match looked.map_or(Err(VaultTrouble::Waiting), |told| told.unwrap_or(Err(VaultTrouble::NoKeyring))) {
        Err(trouble) => locked(trouble),
        Ok(Looked::Nothing) if sealed => locked(VaultTrouble::KeyMissing),
        Ok(Looked::Nothing) => {
            Finding::ok(About::Vault, format!("nothing is sealed yet; its key will be in {place}"))
        }
        Ok(Looked::Key(key)) => match store.as_ref().map(|store| store.fits(&key)) {
            Some(Ok(false) | Err(_)) => locked(VaultTrouble::WrongKey),
            Some(Ok(true)) | None if took > SLOW => Finding::note(
                About::Vault,
                format!("open, but {place} took {} s to answer", took.as_secs()),
                "Nothing is lost while it is slow; look at what holds the keyring up",
            ),
            Some(Ok(true)) | None => Finding::ok(About::Vault, format!("open, its key is in {place}")),
        },
    }
}
