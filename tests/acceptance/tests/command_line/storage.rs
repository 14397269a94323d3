//! A data directory that cannot be used: the command says so in one sentence, ends with 1, and changes nothing.

use std::fs;

use simnet::Network;

use crate::support::{Bench, execute, rows, version};

#[tokio::test]
async fn a_connection_that_cannot_be_read_hides_no_other_and_is_told_of() {
    let bench = Bench::start().await;
    for network in [Network::Facebook, Network::LinkedIn] {
        bench.set_keys(network).await;
    }
    let id = bench.gander_adds(Network::Facebook).await;
    let lost = bench.gander_adds(Network::LinkedIn).await;
    assert_eq!(bench.gander(&["status"]).await.code, 0);
    execute(&bench.database(), &format!("UPDATE connections SET standing = 'nothing' WHERE id = '{lost}'"));
    let ran = bench.gander(&["status"]).await;
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.stdout.contains(&id) && !ran.stdout.contains(&lost), "{ran:?}");
    assert_eq!(
        ran.stderr,
        "gander: a connection in the database cannot be read; `gander doctor` tells more\n"
    );
}

#[tokio::test]
async fn a_damaged_database_is_named_and_left_as_it_is() {
    let bench = Bench::start().await;
    let id = bench.gander_adds(Network::X).await;
    let good = fs::read(bench.database()).unwrap();
    let damaged = b"no database".repeat(1000);
    fs::write(bench.database(), &damaged).unwrap();
    let sentence = format!(
        "gander: {} is damaged; move it aside and reauthorize, or restore it from a backup. Nothing was changed\n",
        bench.database().display()
    );
    for arguments in [["status"].as_slice(), &["check"], &["connect", "x"], &["run", "--headless"]] {
        let ran = bench.gander(arguments).await;
        assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{arguments:?}: {ran:?}");
        assert_eq!(ran.stderr, sentence, "{arguments:?}");
        assert_eq!(fs::read(bench.database()).unwrap(), damaged, "{arguments:?}");
    }
    let ran = bench.gander(&["doctor"]).await;
    assert_eq!(ran.code, 1);
    assert!(ran.stdout.contains("!! database: "), "{ran:?}");
    fs::write(bench.database(), good).unwrap();
    assert_eq!(bench.gander(&["check", &id]).await.code, 0);
}

#[tokio::test]
async fn a_database_of_a_newer_gander_is_named_and_left_as_it_is() {
    let bench = Bench::start().await;
    let id = bench.gander_adds(Network::X).await;
    let version = version(&bench.database());
    execute(&bench.database(), "PRAGMA user_version = 99");
    let before = rows(&bench.database(), "connections");
    let sentence = format!(
        "gander: {} was written by a newer Gander; update this one. Nothing was changed\n",
        bench.database().display()
    );
    for arguments in [["status"].as_slice(), &["check"], &["run", "--headless"]] {
        let ran = bench.gander(arguments).await;
        assert_eq!((ran.code, ran.stderr.as_str()), (1, sentence.as_str()), "{arguments:?}: {ran:?}");
    }
    assert_eq!(rows(&bench.database(), "connections"), before);
    execute(&bench.database(), &format!("PRAGMA user_version = {version}"));
    assert_eq!(bench.gander(&["check", &id]).await.code, 0);
}

#[tokio::test]
async fn a_missing_or_foreign_key_locks_the_vault_and_the_list_is_still_shown() {
    let bench = Bench::start().await;
    let id = bench.gander_adds(Network::X).await;
    let other = Bench::start().await;
    other.gander_adds(Network::X).await;
    let (key, before) = (fs::read(bench.key_file()).unwrap(), rows(&bench.database(), "secrets"));
    fs::remove_file(bench.key_file()).unwrap();
    let gone = "gander: the key that seals your tokens is gone; restore it, or move the database aside and connect \
                again. Nothing was overwritten\n";
    for arguments in [["check", &id], ["renew", &id], ["connect", "x"], ["reauthorize", &id]] {
        let ran = bench.gander(&arguments).await;
        assert_eq!((ran.code, ran.stderr.as_str()), (1, gone), "{arguments:?}");
    }
    assert!(!bench.key_file().exists(), "no other key is made");
    fs::copy(other.key_file(), bench.key_file()).unwrap();
    let ran = bench.gander(&["check", &id]).await;
    assert_eq!(
        (ran.code, ran.stderr.as_str()),
        (
            1,
            "gander: this key did not seal these tokens; use the key file or keyring that did. Nothing was \
             overwritten\n"
        )
    );
    assert_eq!(bench.gander(&["status"]).await.code, 0);
    assert_eq!(rows(&bench.database(), "secrets"), before);
    fs::write(bench.key_file(), key).unwrap();
    assert_eq!(bench.gander(&["check", &id]).await.code, 0);
}

#[tokio::test]
async fn several_first_starts_at_once_make_one_database_and_one_key() {
    let bench = Bench::start().await;
    for network in Network::ALL {
        let starts = Network::ALL.map(|network| bench.set_keys(network));
        let [one, two, three, four] = starts;
        tokio::join!(one, two, three, four);
        let id = bench.gander_adds(network).await;
        assert_eq!(bench.gander(&["check", &id]).await.code, 0);
        fs::remove_dir_all(bench.data_dir()).unwrap();
        fs::remove_file(bench.key_file()).unwrap();
    }
    let left: Vec<_> =
        fs::read_dir(bench.folder()).unwrap().flatten().map(|entry| entry.file_name()).collect();
    assert!(left.iter().all(|name| name == "networks"), "{left:?}");
}

#[tokio::test]
async fn a_place_that_is_no_folder_is_named() {
    let bench = Bench::start().await;
    fs::write(bench.data_dir(), "a file").unwrap();
    let ran = bench.gander(&["connect", "x"]).await;
    assert_eq!(ran.code, 1, "{ran:?}");
    let place = format!("gander: {} cannot be used (", bench.data_dir().display());
    assert!(ran.stderr.starts_with(&place), "{ran:?}");
    assert!(ran.stderr.ends_with("make it writable, or choose another folder with --data-dir\n"), "{ran:?}");
}

#[cfg(target_os = "linux")]
mod full {
    //! A full disk: a limit to the file sizes of the child process.

    use simnet::{Endpoint, Network};
    use tokio::process::Command;

    use crate::support::{Bench, Gate, Running, rows};

    /// A command whose files hold at most this many bytes.
    fn limited(bench: &Bench, bytes: &str, arguments: &[&str]) -> Command {
        let command = bench.command(arguments);
        let command = command.as_std();
        let mut limited = Command::new("sh");
        // The signal SIGXFSZ kills a process that exceeds the limit. A process that ignores it gets an error.
        limited.args(["-c", "trap '' XFSZ; exec prlimit --fsize=\"$0\": \"$@\"", bytes]);
        limited.arg(command.get_program()).args(command.get_args()).env_clear();
        for (name, value) in command.get_envs() {
            limited.envs(value.map(|value| (name, value)));
        }
        limited
    }

    async fn set_limit(process: u32, bytes: &str) {
        let limit = format!("--fsize={bytes}:");
        let set = Command::new("prlimit").arg(format!("--pid={process}")).arg(limit).status().await;
        assert!(set.is_ok_and(|status| status.success()), "prlimit comes with util-linux");
    }

    #[tokio::test]
    async fn a_full_disk_is_said_before_a_token_is_spent() {
        let bench = Bench::start().await;
        let id = bench.gander_adds(Network::X).await;
        let (secrets, connections) =
            (rows(&bench.database(), "secrets"), rows(&bench.database(), "connections"));
        for arguments in [["renew", &id], ["disconnect", &id]] {
            let ran = Running::start(limited(&bench, "1", &arguments)).end().await;
            assert_eq!(ran.code, 1, "{ran:?}");
            assert!(ran.stderr.contains("gander.db cannot be written ("), "{ran:?}");
            assert!(ran.stderr.contains("free some space or make it writable."), "{ran:?}");
        }
        assert_eq!(bench.net.request_count(Network::X, Endpoint::Renewal), 0);
        assert_eq!(rows(&bench.database(), "secrets"), secrets);
        assert_eq!(rows(&bench.database(), "connections"), connections);
        assert_eq!(bench.gander(&["renew", &id]).await.code, 0);
    }

    #[tokio::test]
    async fn a_rotated_token_is_kept_until_the_disk_takes_it() {
        let bench = Bench::start().await;
        let gate = Gate::before(&bench.net.network_url(Network::X)).await;
        let id = bench.gander_adds(Network::X).await;
        bench.ask_through(&gate, Network::X);
        let before = rows(&bench.database(), "secrets");
        let mut renewing = Running::start(limited(&bench, "unlimited", &["renew", &id]));
        gate.an_answer_waits().await;
        set_limit(renewing.id(), "1").await;
        gate.open();
        renewing.says("not stored yet; kept in memory and tried again").await;
        assert_eq!(rows(&bench.database(), "secrets"), before);
        set_limit(renewing.id(), "unlimited").await;
        let ran = renewing.end().await;
        assert_eq!(ran.code, 0, "{ran:?}");
        assert_ne!(rows(&bench.database(), "secrets"), before);
        // X no longer accepts the former token: this proves that the new one is there.
        let ran = bench.gander(&["renew", &id]).await;
        assert_eq!(ran.code, 0, "{ran:?}");
        assert_eq!(bench.gander(&["check", &id]).await.code, 0);
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_folder_that_cannot_be_written_is_named() {
    use std::os::unix::fs::PermissionsExt;

    let bench = Bench::start().await;
    let id = bench.gander_adds(Network::X).await;
    let locked = |mode| fs::set_permissions(bench.data_dir(), fs::Permissions::from_mode(mode)).unwrap();
    locked(0o500);
    fs::set_permissions(bench.database(), fs::Permissions::from_mode(0o400)).unwrap();
    if fs::write(bench.data_dir().join("probe"), "").is_ok() {
        // Root may write everywhere.
        locked(0o700);
        return;
    }
    let before = fs::read(bench.database()).unwrap();
    let ran = bench.gander(&["renew", &id]).await;
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.stderr.contains("cannot be written ("), "{ran:?}");
    assert_eq!(fs::read(bench.database()).unwrap(), before);
    locked(0o700);
    fs::set_permissions(bench.database(), fs::Permissions::from_mode(0o600)).unwrap();
    assert_eq!(bench.gander(&["renew", &id]).await.code, 0);
}
