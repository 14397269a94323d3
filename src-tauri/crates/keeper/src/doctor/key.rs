//! Checks the key that seals the tokens, and its place. This makes no key.

use std::time::{Duration, Instant};

use store::{Altered, Store};
use vault::{Key, KeySource, VaultTrouble, key as vault_key, key::Looked};

use super::{About, Finding, PATIENCE, Patient};

/// The longest usual answer time of a keyring. A slower one holds up each start.
const SLOW: Duration = Duration::from_secs(2);

/// Reports the place of the key, and the values that are not as it sealed them.
pub(super) async fn look(patient: &Patient) -> Vec<Finding> {
    // Another check reports an unreadable database. This one checks the key as far as it can.
    let store = Store::open_to_read(&patient.data_dir).ok().flatten();
    let vault = store.as_ref().and_then(|store| store.vault_id().ok());
    let sealed = store.as_ref().is_some_and(|store| store.is_sealed().unwrap_or(false));
    let place = match &patient.key {
        KeySource::Keyring => "the system's keyring".to_owned(),
        KeySource::File(path) => path.display().to_string(),
        KeySource::ThisRunOnly => return vec![Finding::ok(About::Vault, "in memory, for this run only")],
    };
    let asked = Instant::now();
    let looked = tokio::time::timeout(PATIENCE, vault_key::look(&patient.key, vault.as_deref())).await;
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
    let mut altered = Vec::new();
    let key = match looked
        .map_or(Err(VaultTrouble::Waiting), |told| told.unwrap_or(Err(VaultTrouble::NoKeyring)))
    {
        Err(trouble) => locked(trouble),
        Ok(Looked::Nothing) if sealed => locked(VaultTrouble::KeyMissing),
        Ok(Looked::Nothing) => {
            Finding::ok(About::Vault, format!("nothing is sealed yet; its key will be in {place}"))
        }
        Ok(Looked::Key(key)) => {
            let fits = store.as_ref().map(|store| store.fits(&key));
            if let (Some(store), Some(Ok(true))) = (&store, &fits) {
                altered = not_as_sealed(store, &key);
            }
            match fits {
                Some(Ok(false) | Err(_)) => locked(VaultTrouble::WrongKey),
                Some(Ok(true)) | None if took > SLOW => Finding::note(
                    About::Vault,
                    format!("open, but {place} took {} s to answer", took.as_secs()),
                    "Nothing is lost while it is slow; look at what holds the keyring up",
                ),
                Some(Ok(true)) | None => Finding::ok(About::Vault, format!("open, its key is in {place}")),
            }
        }
    };
    [key].into_iter().chain(altered).collect()
}

/// Reports the values that something other than Gander changed.
fn not_as_sealed(store: &Store, key: &Key) -> Vec<Finding> {
    let altered = store.altered(key).unwrap_or_default();
    let finding = |altered: &Altered| {
        let text = altered.to_string();
        let (found, advice) = text.split_once("; ").unwrap_or((&text, "Restore gander.db from a backup"));
        Finding::problem(About::Database, found, super::data::sentence(advice))
    };
    altered.iter().map(finding).collect()
}
