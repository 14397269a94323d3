//! The system's keyring.
//!
//! The store is built anew for each try: a store keeps its first connection, and the store that the crate `keyring`
//! builds by itself keeps its first failure for the life of the process.

use std::{collections::HashMap, fs, path::Path, sync::Arc};

#[cfg(not(any(target_os = "android", target_os = "ios")))]
use keyring::{Entry, Error};
use keyring_core::CredentialStore;
#[cfg(any(target_os = "android", target_os = "ios"))]
use keyring_core::{Entry, Error};
use zeroize::Zeroizing;

use super::{Asking, LoadedKey, Looked};
use crate::{
    crash, lock,
    sealing::{Key, VaultTrouble},
};

const SERVICE: &str = "app.gander.Gander";

/// True if a second request is answered while the first still waits for the person. The second then shows that the
/// keyring was unlocked by other means, or that the first one's keyring is gone. On macOS a second request would close
/// the prompt of the first; other systems never prompt.
pub const ANSWERS_BESIDE_A_PROMPT: bool =
    cfg!(not(any(windows, target_vendor = "apple", target_os = "android")));

/// Fetches the key, or creates one if nothing is sealed yet.
pub(super) fn fetch(
    user: &str,
    asking: Asking,
    sealed: bool,
    place: Option<&Path>,
) -> Result<LoadedKey, VaultTrouble> {
    let _silence = match asking {
        Asking::MayPrompt => None,
        Asking::Silently => Some(silence(user).ok_or(VaultTrouble::NoKeyring)?),
    };
    let entry = entry(user).map_err(|error| refused(&error))?;
    fetch_from(&entry, asking, sealed, place)
}

fn fetch_from(
    entry: &Entry,
    asking: Asking,
    sealed: bool,
    place: Option<&Path>,
) -> Result<LoadedKey, VaultTrouble> {
    let mut alone = None;
    loop {
        match entry.get_password().map(Zeroizing::new) {
            Ok(text) => return Key::from_base64(&text).map(LoadedKey::kept).ok_or(VaultTrouble::WrongKey),
            Err(Error::NoEntry) if sealed => return Err(VaultTrouble::KeyMissing),
            // Looks again under the lock, because another process may have created a key.
            Err(Error::NoEntry) if alone.is_none() && place.is_some() => {
                alone = place.map(|place| be_alone(place, asking)).transpose()?;
            }
            Err(Error::NoEntry) => return make(entry).map(|key| LoadedKey::made(key, alone)),
            Err(error) => return Err(refused(&error)),
        }
    }
}

/// Looks for the key without creating one.
pub(super) fn look(user: &str) -> Result<Looked, VaultTrouble> {
    match entry(user).and_then(|entry| entry.get_password()).map(Zeroizing::new) {
        Ok(text) => Key::from_base64(&text).map(Looked::Key).ok_or(VaultTrouble::WrongKey),
        Err(Error::NoEntry) => Ok(Looked::Nothing),
        Err(error) => Err(refused(&error)),
    }
}

/// Keeps other processes from creating a key. A silent try does not wait, because it is repeated.
fn be_alone(place: &Path, asking: Asking) -> Result<fs::File, VaultTrouble> {
    let locked = match asking {
        Asking::MayPrompt => lock::lock(place).map(Some),
        Asking::Silently => lock::try_lock(place),
    };
    locked.ok().flatten().ok_or(VaultTrouble::NoKeyring)
}

/// Creates a key. A locked keyring without a prompt also reports a missing entry, so a new key counts only after it
/// could be stored and read back.
fn make(entry: &Entry) -> Result<Key, VaultTrouble> {
    let key = Key::generate();
    crash::point("key.before-keyring");
    entry.set_password(&key.to_base64()).map_err(|error| refused(&error))?;
    crash::point("key.after-keyring");
    let stored = entry.get_password().map(Zeroizing::new).map_err(|error| refused(&error))?;
    if *stored == *key.to_base64() { Ok(key) } else { Err(VaultTrouble::NoKeyring) }
}

fn refused(error: &Error) -> VaultTrouble {
    // Log the kind alone, because a keyring's own text may hold the requested secret.
    let kind = match error {
        Error::PlatformFailure(_) => "platform failure",
        Error::NoStorageAccess(_) => "no access",
        Error::NoEntry => "no entry",
        Error::Invalid(..) | Error::NotSupportedByStore(_) => "not supported",
        _ => "other",
    };
    tracing::debug!(kind, "the keyring refused");
    VaultTrouble::NoKeyring
}

fn entry(user: &str) -> Result<Entry, Error> {
    let modifiers = modifiers(std::env::consts::OS).iter().copied().collect::<HashMap<_, _>>();
    let inner = store()?.build(SERVICE, user, Some(&modifiers))?;
    #[cfg(not(any(target_os = "android", target_os = "ios")))]
    let inner = Entry { inner };
    Ok(inner)
}

/// The store of this system, in its default configuration.
fn store() -> Result<Arc<CredentialStore>, Error> {
    #[cfg(target_os = "android")]
    use android_native_keyring_store::Store;
    #[cfg(target_os = "macos")]
    use apple_native_keyring_store::keychain::Store;
    #[cfg(target_os = "ios")]
    use apple_native_keyring_store::protected::Store;
    #[cfg(windows)]
    use windows_native_keyring_store::Store;
    #[cfg(not(any(windows, target_vendor = "apple", target_os = "android")))]
    use zbus_secret_service_keyring_store::Store;

    Ok(Store::new()?)
}

/// The modifiers of the entry in each system's store. Every store refuses unknown modifiers, and takes these with the
/// entry alone, never in its own configuration.
fn modifiers(system: &str) -> &'static [(&'static str, &'static str)] {
    match system {
        // Renewals may run while the device is locked, so the key must be readable after the first unlock.
        "ios" => &[("access-policy", "after-first-unlock-this-device-only")],
        // By default the key would roam through a domain with the person's profile.
        "windows" => &[("persistence", "Local")],
        _ => &[],
    }
}

/// Keeps the keyring from prompting as long as the value lives. `None` if the keyring would have to prompt.
#[cfg(not(any(windows, target_vendor = "apple", target_os = "android")))]
fn silence(user: &str) -> Option<()> {
    use secret_service::{EncryptionType, blocking::SecretService};

    // No secret is transferred, so nothing needs to be encrypted.
    let service = SecretService::connect(EncryptionType::Plain).ok()?;
    let found = service.search_items(HashMap::from([("service", SERVICE), ("username", user)])).ok()?;
    let is_open =
        || service.get_default_collection().and_then(|place| place.is_locked()).is_ok_and(|locked| !locked);
    (found.locked.is_empty() && (!found.unlocked.is_empty() || is_open())).then_some(())
}

#[cfg(target_os = "macos")]
fn silence(_: &str) -> Option<impl Sized> {
    security_framework::os::macos::keychain::SecKeychain::disable_user_interaction().ok()
}

/// These keyrings never prompt.
#[cfg(any(windows, target_os = "ios", target_os = "android"))]
fn silence(_: &str) -> Option<()> {
    Some(())
}

#[cfg(test)]
mod tests {
    use keyring_core::attributes::parse_attributes;

    use super::*;

    /// The keys that each store's `build` documents. Its parser is the one of keyring-core.
    const OF_AN_ENTRY: [(&str, &[&str]); 5] = [
        ("android", &[]),
        ("ios", &["access-policy"]),
        ("linux", &["target", "label"]),
        ("macos", &["keychain"]),
        ("windows", &["target", "persistence"]),
    ];
    /// The keys that each store's `new_with_configuration` documents.
    const OF_A_STORE: [(&str, &[&str]); 5] = [
        ("android", &["+name", "+filename", "+divider"]),
        ("ios", &["access-group", "*cloud-sync"]),
        ("linux", &[]),
        ("macos", &["keychain"]),
        ("windows", &["prefix", "divider", "suffix", "*service_no_divider"]),
    ];

    fn parsed(keys: &[&str], system: &str) -> keyring_core::Result<HashMap<String, String>> {
        parse_attributes(keys, Some(&modifiers(system).iter().copied().collect()))
    }

    #[test]
    fn every_systems_entry_is_told_only_what_its_store_knows() {
        for (system, keys) in OF_AN_ENTRY {
            let parsed = parsed(keys, system).unwrap();
            assert_eq!(parsed.len(), modifiers(system).len(), "{system}");
        }
        assert_eq!(
            parsed(&["access-policy"], "ios").unwrap()["access-policy"],
            "after-first-unlock-this-device-only"
        );
        assert_eq!(parsed(&["persistence"], "windows").unwrap()["persistence"], "Local");
    }

    #[test]
    fn a_stores_own_configuration_takes_none_of_it() {
        for (system, keys) in OF_A_STORE {
            assert_eq!(parsed(keys, system).is_err(), !modifiers(system).is_empty(), "{system}");
        }
    }

    /// An entry of a store in memory.
    fn in_memory() -> Entry {
        let store: Arc<CredentialStore> = keyring_core::mock::Store::new().unwrap();
        let inner = store.build(SERVICE, "vault-practice", None).unwrap();
        #[cfg(not(any(target_os = "android", target_os = "ios")))]
        let inner = Entry { inner };
        inner
    }

    #[test]
    fn a_key_is_made_once_by_one_process_at_a_time() {
        let dir = tempfile::tempdir().unwrap();
        let place = dir.path().join("key.lock");
        let entry = in_memory();
        let made = fetch_from(&entry, Asking::MayPrompt, false, Some(&place)).unwrap();
        assert!(made.fresh);
        assert!(lock::try_lock(&place).unwrap().is_none(), "no other process makes one meanwhile");
        let kept = fetch_from(&entry, Asking::Silently, true, Some(&place)).unwrap();
        assert!(!kept.fresh);
        assert_eq!(*kept.key.to_base64(), *made.key.to_base64());
        drop(made);
        assert!(lock::try_lock(&place).unwrap().is_some());
    }

    #[test]
    fn a_vault_in_memory_makes_its_key_without_a_lock() {
        assert!(fetch_from(&in_memory(), Asking::Silently, false, None).unwrap().fresh);
    }

    #[test]
    fn no_key_is_made_beside_sealed_secrets_or_while_another_process_makes_one() {
        let dir = tempfile::tempdir().unwrap();
        let place = dir.path().join("key.lock");
        let entry = in_memory();
        let sealed = fetch_from(&entry, Asking::MayPrompt, true, Some(&place));
        assert_eq!(sealed.unwrap_err(), VaultTrouble::KeyMissing);
        let _other = lock::lock(&place).unwrap();
        let beside = fetch_from(&entry, Asking::Silently, false, Some(&place));
        assert_eq!(beside.unwrap_err(), VaultTrouble::NoKeyring);
        assert!(matches!(entry.get_password(), Err(Error::NoEntry)));
    }

    #[test]
    fn what_is_no_key_is_neither_used_nor_replaced() {
        let entry = in_memory();
        entry.set_password("not a key").unwrap();
        for sealed in [false, true] {
            let fetched = fetch_from(&entry, Asking::Silently, sealed, None);
            assert_eq!(fetched.unwrap_err(), VaultTrouble::WrongKey);
        }
        assert_eq!(entry.get_password().unwrap(), "not a key");
    }

    /// Asks the parser of a store that needs no running service. Neither test touches stored data.
    #[cfg(any(windows, target_os = "macos"))]
    #[test]
    fn the_store_of_this_system_takes_the_entry() {
        entry("vault-practice").unwrap();
    }

    /// The iOS store also exists on macOS.
    #[cfg(target_os = "macos")]
    #[test]
    fn the_store_of_ios_takes_the_entry() {
        let store: Arc<CredentialStore> = apple_native_keyring_store::protected::Store::new().unwrap();
        let modifiers = modifiers("ios").iter().copied().collect();
        store.build(SERVICE, "vault-practice", Some(&modifiers)).unwrap();
        assert!(apple_native_keyring_store::protected::Store::new_with_configuration(&modifiers).is_err());
    }
}
