//! A session bus and a keyring, both apart from the person's.

use std::{
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    Outcome,
    programs::{Program, until},
};

/// The file of the keyring's entries, under `XDG_DATA_HOME`.
const STORED: &str = "keyrings/login.keyring";
const PASSWORD: &str = "practice";
/// A bus that starts no installed services by itself.
const BUS: &str = "<busconfig><type>session</type><listen>ADDRESS</listen><auth>EXTERNAL</auth>\
    <policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/><allow eavesdrop=\"true\"/>\
    <allow own=\"*\"/></policy></busconfig>";

/// The bus and the keyring end with this value.
pub struct Keyring {
    dir: PathBuf,
    bus: Option<Program>,
    daemon: Option<Program>,
}

impl Keyring {
    /// An empty, unlocked keyring.
    ///
    /// # Errors
    /// When the keyring does not start.
    pub async fn start(dir: PathBuf) -> Outcome<Self> {
        let mut keyring = Self::to_come(dir)?;
        keyring.unlock().await?;
        Ok(keyring)
    }

    /// A place where neither bus nor keyring runs yet.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn to_come(dir: PathBuf) -> Outcome<Self> {
        std::fs::create_dir_all(&dir)?;
        std::fs::set_permissions(&dir, std::fs::Permissions::from_mode(0o700))?;
        Ok(Self { dir, bus: None, daemon: None })
    }

    /// The address of the session bus, which may not be there yet.
    #[must_use]
    pub fn address(&self) -> String {
        address(&self.dir)
    }

    /// Starts the session bus, unless it runs.
    ///
    /// # Errors
    /// When the bus does not start.
    pub async fn start_bus(&mut self) -> Outcome {
        if self.bus.is_some() {
            return Ok(());
        }
        let configuration = self.dir.join("bus.conf");
        std::fs::write(&configuration, BUS.replace("ADDRESS", &self.address()))?;
        let mut bus = Command::new("dbus-daemon");
        bus.args(["--nofork", "--nopidfile", "--config-file"]).arg(configuration);
        self.bus = Some(Program::start(&mut bus, &self.dir.join("bus.log"), None)?);
        until("a session bus", async || self.dir.join("bus").exists().then_some(())).await
    }

    /// Restarts the keyring locked, as after a new login.
    ///
    /// # Errors
    /// When the keyring does not start.
    pub async fn lock(&mut self) -> Outcome {
        self.restart(false).await
    }

    /// Restarts the keyring unlocked.
    ///
    /// # Errors
    /// When the keyring does not start.
    pub async fn unlock(&mut self) -> Outcome {
        self.restart(true).await
    }

    /// Ends the keyring's process.
    ///
    /// # Errors
    /// When the keyring cannot be ended.
    pub fn leave(&mut self) -> Outcome {
        self.daemon.take().map_or(Ok(()), |mut daemon| daemon.kill())
    }

    /// Deletes the keyring's entries and returns them.
    ///
    /// # Errors
    /// When there are no entries.
    pub async fn take_away(&mut self) -> Outcome<Vec<u8>> {
        self.leave()?;
        let kept = std::fs::read(self.dir.join(STORED))?;
        std::fs::remove_file(self.dir.join(STORED))?;
        self.unlock().await?;
        Ok(kept)
    }

    /// Restores the keyring's entries.
    ///
    /// # Errors
    /// When the entries cannot be written.
    pub async fn bring_back(&mut self, kept: Vec<u8>) -> Outcome {
        self.leave()?;
        std::fs::write(self.dir.join(STORED), kept)?;
        self.unlock().await
    }

    /// Stops the keyring's process: it takes questions and answers none, like one that waits for its prompt.
    ///
    /// # Errors
    /// When the process has ended.
    pub fn freeze(&self) -> Outcome {
        self.signal("-STOP")
    }

    /// Continues the keyring's process, which answers again.
    ///
    /// # Errors
    /// When the process has ended.
    pub fn thaw(&self) -> Outcome {
        self.signal("-CONT")
    }

    fn signal(&self, signal: &str) -> Outcome {
        let daemon = self.daemon.as_ref().ok_or("no keyring runs")?;
        let sent = Command::new("kill").arg(signal).arg(daemon.id().to_string()).status()?;
        if sent.success() { Ok(()) } else { Err("the keyring has ended".into()) }
    }

    async fn restart(&mut self, unlocked: bool) -> Outcome {
        self.start_bus().await?;
        self.leave()?;
        self.daemon = Some(daemon(&self.dir, unlocked).await?);
        Ok(())
    }
}

fn address(dir: &Path) -> String {
    format!("unix:path={}", dir.join("bus").display())
}

async fn daemon(dir: &Path, unlocked: bool) -> Outcome<Program> {
    let mut keyring = Command::new("gnome-keyring-daemon");
    keyring.args(["--foreground", "--components=secrets"]).env("DBUS_SESSION_BUS_ADDRESS", address(dir));
    for name in ["HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"] {
        keyring.env(name, dir);
    }
    let password = unlocked.then_some(PASSWORD);
    keyring.args(password.map(|_| "--unlock"));
    let bus = zbus::connection::Builder::address(address(dir).as_str())?.build().await?;
    let names = zbus::fdo::DBusProxy::new(&bus).await?;
    let secrets: zbus::names::BusName<'_> = "org.freedesktop.secrets".try_into()?;
    let owned = async || names.name_has_owner(secrets.clone()).await.unwrap_or(false);
    until("the end of the former keyring", async || (!owned().await).then_some(())).await?;
    let keyring = Program::start(&mut keyring, &dir.join("keyring.log"), password)?;
    until("a keyring on the bus", async || owned().await.then_some(())).await?;
    Ok(keyring)
}
