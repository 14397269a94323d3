//! A database or a key that cannot be used: Gander says so in one sentence, and overwrites nothing.

use std::{fs, sync::Arc};

use keeper::{Error, Health, Keeper, KeySource, Options, StoreError, VaultState, VaultTrouble};
use simnet::Network;

use crate::support::{Bench, Recorder, execute, rows, version};

async fn start(bench: &Bench) -> Result<Keeper, Error> {
    Keeper::start(bench.options(), Arc::new(Recorder::default())).await
}

/// A data directory with one connection, and no keeper at work in it.
async fn left_behind() -> Bench {
    let bench = Bench::start().await;
    let home = bench.home().await;
    home.add(Network::LinkedIn).await;
    bench.leave(home).await;
    bench
}

async fn still_works(bench: &Bench) {
    let home = bench.home().await;
    let id = home.snapshot().connections.first().unwrap().id.clone();
    assert_eq!(home.ask(&id).await, Health::Active);
}

#[tokio::test]
async fn a_damaged_database_is_left_as_it_is() {
    let bench = left_behind().await;
    let good = fs::read(bench.database()).unwrap();
    for damage in [b"This is no database at all.".repeat(400), {
        let mut bytes = good.clone();
        bytes[100..2000].fill(0xA5);
        bytes
    }] {
        fs::write(bench.database(), &damage).unwrap();
        let error = start(&bench).await.err().expect("an error");
        assert!(matches!(error, Error::Store(StoreError::Damaged(_))), "{error:?}");
        let path = bench.database();
        assert_eq!(
            error.to_string(),
            format!(
                "{} is damaged; move it aside and reauthorize, or restore it from a backup. Nothing was changed",
                path.display()
            )
        );
        assert_eq!(fs::read(&path).unwrap(), damage);
    }
    fs::write(bench.database(), good).unwrap();
    still_works(&bench).await;
}

#[tokio::test]
async fn a_database_of_a_newer_gander_is_left_as_it_is() {
    let bench = left_behind().await;
    let version = version(&bench.database());
    execute(&bench.database(), "PRAGMA user_version = 99");
    let before = rows(&bench.database(), "meta");
    let error = start(&bench).await.err().expect("an error");
    assert_eq!(
        error.to_string(),
        format!(
            "{} was written by a newer Gander; update this one. Nothing was changed",
            bench.database().display()
        )
    );
    assert_eq!(rows(&bench.database(), "meta"), before);
    execute(&bench.database(), &format!("PRAGMA user_version = {version}"));
    still_works(&bench).await;
}

#[tokio::test]
async fn without_its_key_a_database_is_locked_and_nothing_is_overwritten() {
    let bench = left_behind().await;
    let (before, key) = (rows(&bench.database(), "secrets"), fs::read(bench.key_file()).unwrap());
    let other = tempfile::tempdir().unwrap();
    let other_key = other.path().join("key");
    let options = Options { key: KeySource::File(other_key.clone()), ..bench.options() };
    let elsewhere = Options { data_dir: other.path().join("data"), ..options };
    let keeper = Keeper::start(elsewhere, Arc::new(Recorder::default())).await.unwrap();
    crate::support::until("a key", async || other_key.exists().then_some(())).await;
    keeper.shutdown().await;

    let wrong = fs::read(&other_key).unwrap();
    assert_ne!(wrong, key);
    for (contents, trouble, sentence) in [
        (
            None,
            VaultTrouble::KeyMissing,
            "the key that seals your tokens is gone; restore it, or move the database aside and connect again. \
             Nothing was overwritten",
        ),
        (
            Some(wrong.as_slice()),
            VaultTrouble::WrongKey,
            "this key did not seal these tokens; use the key file or keyring that did. Nothing was overwritten",
        ),
        (
            Some(b"short".as_slice()),
            VaultTrouble::KeyFile,
            "the key file cannot be used; it must hold the 44 characters that Gander wrote, and be yours alone",
        ),
    ] {
        match contents {
            Some(contents) => fs::write(bench.key_file(), contents).unwrap(),
            None => fs::remove_file(bench.key_file()).unwrap(),
        }
        if let Some(contents) = contents {
            private(&bench);
            assert_eq!(fs::read(bench.key_file()).unwrap(), contents);
        }
        let keeper = start(&bench).await.unwrap();
        let error = keeper.check(None).await.unwrap_err();
        assert!(matches!(error, Error::VaultLocked(said) if said == trouble), "{error:?}");
        assert_eq!(error.to_string(), sentence);
        assert_eq!(keeper.snapshot().vault, VaultState::Locked);
        assert_eq!(keeper.snapshot().connections.len(), 1, "what is known is still shown");
        let refused = keeper.connect(&"x".into()).await.unwrap_err();
        assert_eq!(refused.to_string(), sentence);
        keeper.shutdown().await;
        assert_eq!(rows(&bench.database(), "secrets"), before);
        assert_eq!(bench.key_file().exists(), contents.is_some());
    }
    fs::write(bench.key_file(), key).unwrap();
    private(&bench);
    still_works(&bench).await;
}

#[cfg(unix)]
#[tokio::test]
async fn a_key_that_others_can_read_is_not_used() {
    use std::os::unix::fs::PermissionsExt;

    let bench = left_behind().await;
    let before = rows(&bench.database(), "secrets");
    for mode in [0o640, 0o604] {
        fs::set_permissions(bench.key_file(), fs::Permissions::from_mode(mode)).unwrap();
        let keeper = start(&bench).await.unwrap();
        let error = keeper.check(None).await.unwrap_err();
        assert!(matches!(error, Error::VaultLocked(VaultTrouble::KeyFile)), "{error:?}");
        assert_eq!(
            error.to_string(),
            "the key file cannot be used; it must hold the 44 characters that Gander wrote, and be yours alone"
        );
        keeper.shutdown().await;
    }
    assert_eq!(rows(&bench.database(), "secrets"), before);
    private(&bench);
    still_works(&bench).await;
}

#[cfg(unix)]
#[tokio::test]
async fn what_gander_writes_is_the_persons_alone() {
    use std::os::unix::fs::PermissionsExt;

    let bench = left_behind().await;
    let mode = |path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(bench.data_dir()), 0o700);
    assert_eq!(mode(bench.database()), 0o600);
    assert_eq!(mode(bench.key_file()), 0o600);
}

#[tokio::test]
async fn a_database_held_by_another_program_is_waited_for() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let id = home.add(Network::X).await;
    let held = rusqlite::Connection::open(bench.database()).unwrap();
    held.execute_batch("BEGIN IMMEDIATE").unwrap();
    // Gander cannot journal the renewal, so it asks nothing of the network.
    let error = home.renewed(&id).await.unwrap_err();
    assert!(error.to_string().contains("another program holds it"), "{error}");
    assert_eq!(bench.net.request_count(Network::X, simnet::Endpoint::Renewal), 0);
    held.execute_batch("ROLLBACK").unwrap();
    assert_eq!(home.renewed(&id).await.unwrap(), Health::Active);
    assert_eq!(home.ask(&id).await, Health::Active);
    assert_eq!(home.shell.all(), []);
}

#[tokio::test]
async fn a_history_that_cannot_be_written_costs_no_token() {
    let bench = Bench::start().await;
    let home = bench.home().await;
    let id = home.add(Network::X).await;
    execute(
        &bench.database(),
        "CREATE TRIGGER closed BEFORE INSERT ON history BEGIN SELECT RAISE(ABORT, 'closed'); END",
    );
    assert_eq!(home.renewed(&id).await.unwrap(), Health::Active);
    home.sign_in_again(&id, crate::support::PASSWORD).await;
    let other = home.add(Network::LinkedIn).await;
    home.disconnect(&other).await.unwrap();
    bench.leave(home).await;
    let home = bench.home().await;
    assert_eq!(home.ask(&id).await, Health::Active);
    assert_eq!(home.renewed(&id).await.unwrap(), Health::Active);
    assert_eq!(home.snapshot().connections.len(), 1);
}

fn private(bench: &Bench) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(bench.key_file(), fs::Permissions::from_mode(0o600)).unwrap();
    }
    let _ = bench;
}
