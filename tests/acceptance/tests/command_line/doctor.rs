//! `gander doctor` tells troubles apart, says how to mend each, and changes nothing.

use std::{fs, net::Ipv4Addr};

use serde_json::Value;
use simnet::Network;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use crate::support::{Bench, Ran, Running, execute};

const FIRST_VERSION: &str = include_str!("../../../../src-tauri/crates/store/tests/fixtures/version-1.sql");

impl Bench {
    /// Runs a command with this session bus alone.
    async fn doctor_on(&self, bus: &str, arguments: &[&str]) -> Ran {
        let mut command = self.command(arguments);
        command.env("DBUS_SESSION_BUS_ADDRESS", bus);
        Running::start(command).end().await
    }

    pub async fn doctor(&self) -> Ran {
        self.doctor_on("unix:path=/nowhere", &["doctor"]).await
    }

    /// Moves the network's token endpoint to another server.
    fn move_network(&self, network: Network, origin: &str) {
        let former = self.net.network_url(network);
        self.edit_network(network, |text| {
            let moved = |line: &str| match line.strip_prefix("token = ") {
                Some(_) => line.replace(&former, origin),
                None => line.to_owned(),
            };
            let edited = text.lines().map(moved).collect::<Vec<_>>().join("\n");
            assert!(edited.contains(origin), "{network} has a token endpoint");
            edited
        });
    }
}

fn assert_said(ran: &Ran, beginning: &str) {
    assert!(
        ran.stdout.lines().any(|line| line.starts_with(beginning)),
        "no line begins with {beginning}: {ran:?}"
    );
}

/// A server that gives the same answer to every request. With an empty answer it closes the connection.
async fn server(answer: String) -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let origin = format!("127.0.0.1:{}", listener.local_addr().unwrap().port());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let answer = answer.clone();
            tokio::spawn(async move {
                let mut head = [0; 1024];
                let _ = stream.read(&mut head).await;
                let _ = stream.write_all(answer.as_bytes()).await;
            });
        }
    });
    origin
}

fn answer(status: &str, headers: &str) -> String {
    format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n{headers}\r\n")
}

#[cfg(unix)]
#[tokio::test]
async fn what_is_well_is_said_and_nothing_is_made() {
    let bench = Bench::start().await;
    let ran = bench.doctor().await;
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:?}");
    let known = format!("ok networks: {} known", keeper::networks::Catalogue::builtin().names().len());
    for line in [
        known.as_str(),
        "ok database: none yet at ",
        "ok vault: nothing is sealed yet; its key will be in ",
        "-- process: no Gander runs",
        "ok clock: within ",
        "-- app-keys of facebook: missing; redirect address http://127.0.0.1/callback. To use Facebook, set them with \
         `gander app set facebook`",
        "ok app-keys of x: set; redirect address http://127.0.0.1/callback",
        "ok reach of linkedin: 127.0.0.1 answers",
    ] {
        assert_said(&ran, line);
    }
    assert!(!bench.data_dir().exists() && !bench.key_file().exists(), "looking makes nothing");

    bench.gander_adds(Network::X).await;
    let before = fs::read(bench.database()).unwrap();
    let mut running = Running::start(bench.command(&["run", "--headless"]));
    running.says("Gander keeps your connections").await;
    let ran = bench.doctor().await;
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_said(&ran, "ok database: sound, 1 connection");
    assert_said(&ran, "ok vault: open, its key is in ");
    assert_said(&ran, "ok process: a Gander runs and keeps your connections");
    running.terminate().await;
    running.end().await;
    assert_eq!(fs::read(bench.database()).unwrap().len(), before.len());
}

#[tokio::test]
async fn the_findings_are_told_as_json_as_well() {
    let bench = Bench::start().await;
    let ran = bench.doctor_on("unix:path=/nowhere", &["doctor", "--json"]).await;
    let told: Value = serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {ran:?}"));
    assert_eq!((ran.code, &told["fine"]), (0, &Value::Bool(true)));
    let findings = told["findings"].as_array().unwrap();
    let of = |about: &str| {
        findings.iter().find(|finding| finding["about"] == about).unwrap_or_else(|| panic!("{told}"))
    };
    assert_eq!((&of("networks")["state"], &of("networks")["network"]), (&"ok".into(), &Value::Null));
    assert_eq!(of("process")["state"], "note");
    assert!(of("process")["advice"].is_string());
    assert_eq!(of("reach")["network"], "facebook");
    fs::write(bench.networks_dir().join("odd.toml"), "id = 7").unwrap();
    let ran = bench.doctor_on("unix:path=/nowhere", &["doctor", "--json"]).await;
    let told: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!((ran.code, &told["fine"]), (1, &Value::Bool(false)));
    assert!(told["findings"][0]["found"].as_str().is_some_and(|found| found.contains("odd.toml")), "{told}");
}

#[tokio::test]
async fn a_missing_and_a_foreign_key_are_told_apart() {
    let bench = Bench::start().await;
    bench.gander_adds(Network::X).await;
    let key = fs::read_to_string(bench.key_file()).unwrap();
    fs::remove_file(bench.key_file()).unwrap();
    let ran = bench.doctor().await;
    assert_eq!(ran.code, 1);
    assert_said(&ran, "!! vault: locked: the key that seals your tokens is gone");
    assert!(!bench.key_file().exists(), "no other key is made");
    let other = Bench::start().await;
    other.gander_adds(Network::X).await;
    fs::copy(other.key_file(), bench.key_file()).unwrap();
    assert_said(&bench.doctor().await, "!! vault: locked: this key did not seal these tokens");
    fs::write(bench.key_file(), "half a key").unwrap();
    assert_said(&bench.doctor().await, "!! vault: locked: the key file cannot be used");
    fs::write(bench.key_file(), key).unwrap();
    assert_eq!(bench.doctor().await.code, 0);
}

#[tokio::test]
async fn how_far_one_gets_at_each_network_is_told() {
    let bench = Bench::start().await;
    let closed = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap().local_addr().unwrap().port();
    let portal = server(answer("302 Found", "Location: http://login.hotel.example/?next=all\r\n")).await;
    let plain = server(String::new()).await;
    bench.move_network(Network::Facebook, "https://nowhere.invalid");
    bench.move_network(Network::Instagram, &format!("http://127.0.0.1:{closed}"));
    bench.move_network(Network::LinkedIn, &format!("http://{portal}"));
    bench.move_network(Network::X, &format!("https://{plain}"));
    let ran = bench.doctor().await;
    assert_eq!(ran.code, 1);
    assert_said(&ran, "!! reach of facebook: the name nowhere.invalid is not found. ");
    assert_said(&ran, "!! reach of instagram: 127.0.0.1 is found, but takes no connection (it is refused). ");
    assert_said(
        &ran,
        "!! reach of linkedin: a login page of this Wi-Fi stands before 127.0.0.1, at login.hotel.example. Open any page",
    );
    assert_said(&ran, "!! reach of x: 127.0.0.1 cannot prove who it is (TLS). ");
    assert_said(&ran, "-- clock: no network told the time");

    let portal = server(answer("511 Network Authentication Required", "")).await;
    bench.edit_network(Network::Facebook, |text| {
        text.replace("https://nowhere.invalid", &format!("https://{portal}"))
    });
    bench.edit_network(Network::X, |text| {
        text.replace(&format!("https://{plain}"), &format!("http://{plain}"))
    });
    let ran = bench.doctor().await;
    assert_said(&ran, "!! reach of facebook: a login page of this Wi-Fi stands before 127.0.0.1. ");
    assert_said(&ran, "!! reach of x: 127.0.0.1 takes the connection, but does not answer (HTTP). ");
}

#[tokio::test]
async fn a_wrong_clock_is_told_by_the_networks_own() {
    let bench = Bench::start().await;
    let date = (chrono::Utc::now() - chrono::TimeDelta::hours(5)).format("%a, %d %b %Y %H:%M:%S GMT");
    let late = server(answer("404 Not Found", &format!("Date: {date}\r\n"))).await;
    for network in Network::ALL {
        bench.move_network(network, &format!("http://{late}"));
    }
    let ran = bench.doctor().await;
    assert_eq!(ran.code, 1);
    assert_said(&ran, "!! clock: 5 hours ahead of the networks'. Let the system set its clock by itself");
}

#[tokio::test]
async fn a_taken_port_is_told_with_who_has_it() {
    let bench = Bench::start().await;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let port = listener.local_addr().unwrap().port();
    bench.edit_network(Network::X, |text| {
        assert!(text.contains("\nport = 0\n"), "{text}");
        text.replace("\nport = 0\n", &format!("\nport = {port}\n"))
    });
    let ran = bench.doctor().await;
    assert_eq!(ran.code, 1, "{ran:?}");
    // Linux names a process by the first fifteen letters of its program.
    let whom = if cfg!(target_os = "linux") { "command_line" } else { "another program" };
    assert_said(&ran, &format!("!! redirect-port of x: port {port} is taken by {whom}"));
    drop(listener);
    assert_said(&bench.doctor().await, &format!("ok redirect-port of x: port {port} is free"));
}

#[tokio::test]
async fn a_database_that_is_damaged_newer_or_older_is_told() {
    let bench = Bench::start().await;
    bench.gander_adds(Network::X).await;
    let good = fs::read(bench.database()).unwrap();
    execute(&bench.database(), "PRAGMA user_version = 99");
    let ran = bench.doctor().await;
    assert_eq!(ran.code, 1);
    assert_said(&ran, "!! database: ");
    assert!(ran.stdout.contains("was written by a newer Gander"), "{ran:?}");
    for name in ["gander.db-wal", "gander.db-shm"] {
        let _ = fs::remove_file(bench.data_dir().join(name));
    }
    let mut damaged = good.clone();
    for page in damaged.chunks_mut(4096).skip(2) {
        page[..64].fill(0xff);
    }
    fs::write(bench.database(), &damaged).unwrap();
    let ran = bench.doctor().await;
    assert_eq!(ran.code, 1);
    assert_said(&ran, "!! database: ");
    assert!(ran.stdout.contains("damaged"), "{ran:?}");
    assert_eq!(fs::read(bench.database()).unwrap(), damaged);

    fs::remove_file(bench.database()).unwrap();
    rusqlite::Connection::open(bench.database()).unwrap().execute_batch(FIRST_VERSION).unwrap();
    let ran = bench.doctor().await;
    assert_said(&ran, "ok database: sound, 2 connections");
    assert_said(&ran, "-- database: an older Gander wrote it");
    execute(&bench.database(), "UPDATE connections SET told = 'nothing' WHERE network = 'x'");
    let ran = bench.doctor().await;
    assert_eq!(ran.code, 1);
    assert_said(&ran, "!! database: 1 of its connections cannot be read. Gander keeps the others.");
}

#[cfg(unix)]
#[tokio::test]
async fn what_others_may_read_is_told_with_the_command_that_closes_it() {
    use std::os::unix::fs::PermissionsExt;

    let bench = Bench::start().await;
    bench.gander_adds(Network::X).await;
    fs::set_permissions(bench.database(), fs::Permissions::from_mode(0o644)).unwrap();
    let ran = bench.doctor().await;
    assert_eq!(ran.code, 0, "worth knowing, and no problem: {ran:?}");
    let database = bench.database();
    let path = database.display();
    assert_said(&ran, &format!("-- database: {path} may be read by others (mode 644). `chmod 600 {path}`"));
}

#[cfg(target_os = "linux")]
mod desktop {
    //! The doctor on a session bus of its own.

    use std::{fs, process::Stdio};

    use simnet::Network;
    use tokio::{
        io::{AsyncBufReadExt, BufReader},
        process::{Child, Command},
    };
    use zbus::{Connection, connection, interface};

    use super::assert_said;
    use crate::support::Bench;

    /// A bus that starts no installed services by itself.
    const CONFIGURATION: &str = "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>\
        <policy context=\"default\"><allow send_destination=\"*\"/><allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>";

    async fn bus(bench: &Bench) -> (Child, String) {
        let configuration = bench.path("bus.conf");
        fs::write(&configuration, CONFIGURATION).unwrap();
        let mut daemon = Command::new("dbus-daemon");
        daemon.args(["--nofork", "--print-address", "--config-file"]).arg(configuration);
        daemon.kill_on_drop(true).stdout(Stdio::piped());
        let mut daemon = daemon.spawn().expect("dbus-daemon; `cargo xtask setup` installs it");
        let mut address = String::new();
        BufReader::new(daemon.stdout.take().unwrap()).read_line(&mut address).await.unwrap();
        (daemon, address.trim().to_owned())
    }

    struct Daemon {
        actions: bool,
    }

    #[interface(name = "org.freedesktop.Notifications")]
    impl Daemon {
        fn get_capabilities(&self) -> Vec<&str> {
            if self.actions { vec!["body", "actions"] } else { vec!["body"] }
        }

        fn get_server_information(&self) -> (&str, &str, &str, &str) {
            ("practice-daemon", "tests", "1", "1.2")
        }
    }

    struct Watcher {
        hosted: bool,
    }

    #[interface(name = "org.kde.StatusNotifierWatcher")]
    impl Watcher {
        #[zbus(property)]
        fn is_status_notifier_host_registered(&self) -> bool {
            self.hosted
        }
    }

    async fn desktop(address: &str, actions: bool, hosted: bool) -> Connection {
        let built = connection::Builder::address(address)
            .and_then(|bus| bus.serve_at("/org/freedesktop/Notifications", Daemon { actions }))
            .and_then(|bus| bus.serve_at("/StatusNotifierWatcher", Watcher { hosted }))
            .and_then(|bus| bus.name("org.freedesktop.Notifications"))
            .and_then(|bus| bus.name("org.kde.StatusNotifierWatcher"));
        built.unwrap().build().await.unwrap()
    }

    #[tokio::test]
    async fn a_desktop_is_told_by_what_is_on_its_bus() {
        let bench = Bench::start().await;
        let ran = bench.doctor().await;
        assert_said(&ran, "-- notifications: there is no session bus. ");
        assert_said(&ran, "-- tray: there is no session bus. ");
        let (_daemon, address) = bus(&bench).await;
        let ran = bench.doctor_on(&address, &["doctor"]).await;
        assert_said(&ran, "-- notifications: no notification daemon runs. Start one");
        assert_said(&ran, "-- tray: this desktop has no tray. ");
        let poor = desktop(&address, false, false).await;
        let ran = bench.doctor_on(&address, &["doctor"]).await;
        assert_said(&ran, "-- notifications: practice-daemon 1 shows them (body), but no buttons. ");
        assert_said(&ran, "-- tray: icons are taken, but nothing shows them. ");
        poor.close().await.unwrap();
        let _rich = desktop(&address, true, true).await;
        let ran = bench.doctor_on(&address, &["doctor"]).await;
        assert_said(&ran, "ok notifications: practice-daemon 1 shows them (body, actions)");
        assert_said(&ran, "ok tray: this desktop has one");
    }

    #[tokio::test]
    async fn a_missing_keyring_is_told_and_waited_for_by_nobody() {
        let bench = Bench::start().await;
        bench.gander_adds(Network::X).await;
        let (_daemon, address) = bus(&bench).await;
        let mut command = bench.bare_command();
        command.env("DBUS_SESSION_BUS_ADDRESS", &address).arg("--data-dir").arg(bench.data_dir());
        command.arg("--networks").arg(bench.networks_dir()).arg("doctor");
        let ran = crate::support::Running::start(command).end().await;
        assert_eq!(ran.code, 1, "{ran:?}");
        assert_said(&ran, "!! vault: locked: the system's keyring is missing or locked. ");
    }
}
