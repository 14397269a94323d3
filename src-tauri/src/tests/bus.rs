//! A private session bus for tests.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

/// Without service folders, so that the bus starts no installed service.
const CONFIGURATION: &str = "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>\
    <policy context=\"default\"><allow send_destination=\"*\"/><allow eavesdrop=\"true\"/><allow own=\"*\"/></policy>\
    </busconfig>";

/// A private session bus that ends with this value.
pub struct OwnBus {
    process: Child,
    /// The bus address.
    pub address: String,
    _dir: tempfile::TempDir,
}

impl OwnBus {
    /// Starts the bus and waits until it accepts connections.
    pub fn start() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let configuration = dir.path().join("bus.conf");
        std::fs::write(&configuration, CONFIGURATION).unwrap();
        let mut process = Command::new("dbus-daemon")
            .args(["--nofork", "--print-address", "--config-file"])
            .arg(configuration)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut address = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut address).unwrap();
        Self { process, address: address.trim().to_owned(), _dir: dir }
    }
}

impl Drop for OwnBus {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
