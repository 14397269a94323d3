//! A bus that is nobody's.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

/// Starts nothing by itself, whatever is installed.
const CONFIGURATION: &str = "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>\
    <policy context=\"default\"><allow send_destination=\"*\"/><allow eavesdrop=\"true\"/><allow own=\"*\"/></policy>\
    </busconfig>";

/// A session bus of its own, gone with this value.
pub struct OwnBus {
    process: Child,
    /// Where it is.
    pub address: String,
    _dir: tempfile::TempDir,
}

impl OwnBus {
    /// Waits until it takes connections.
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
